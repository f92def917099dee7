//! What happens, in its order.

use super::super::record::{
    begin_guide, hear, put_concern, put_guide, put_input, put_touchpoint, rate, tie_step, touch,
};
use super::clinic::{INES, KARIN, NORA, PAUL};
use super::{Chapter, Story};
use crate::edit::{PlanEdit, TaskField};
use crate::plan::{DependencyKey, DependencyKind, Duration, Lag, Money};
use crate::prepare;
use crate::project::record::{Agreement, Block, Channel, GuideKind, RecordEdit, Tellable, Touch, Win};
use crate::project::{Edit, ProblemKind, SolutionState, Wording};

/// As many weeks it takes.
pub(super) const WEEKS: u32 = 12;

const DAY: i32 = 480;

pub(super) const CHAPTERS: &[Chapter] = &[
    Chapter { week: 1, day: 0, title: "The plan is agreed", tell: agreed },
    Chapter { week: 1, day: 4, title: "First Friday", tell: Story::status },
    Chapter { week: 2, day: 1, title: "Their part comes", tell: input_comes },
    Chapter { week: 2, day: 4, title: "A first promise is kept", tell: first_kept },
    Chapter { week: 3, day: 4, title: "Third Friday", tell: Story::status },
    Chapter { week: 4, day: 4, title: "The first slip", tell: first_slip },
    Chapter { week: 5, day: 1, title: "They ask before they are told", tell: asked },
    Chapter { week: 5, day: 3, title: "They are told a day before", tell: told_late },
    Chapter { week: 5, day: 4, title: "Fifth Friday", tell: Story::status },
    Chapter { week: 6, day: 4, title: "It can be tried", tell: ready },
    Chapter { week: 7, day: 4, title: "Seventh Friday", tell: Story::status },
    Chapter { week: 8, day: 1, title: "The second slip", tell: second_slip },
    Chapter { week: 8, day: 1, title: "The call, the same day", tell: call },
    Chapter { week: 8, day: 3, title: "They ask how it goes", tell: asked_by_mail },
    Chapter { week: 8, day: 4, title: "A way out is chosen", tell: chosen },
    Chapter { week: 9, day: 0, title: "They ask again", tell: asked_again },
    Chapter { week: 9, day: 1, title: "A frank discussion", tell: frank },
    Chapter { week: 9, day: 2, title: "Our senior manager is brought in", tell: escalation },
    Chapter { week: 9, day: 4, title: "The reset meeting", tell: reset },
    Chapter { week: 10, day: 0, title: "Fast help", tell: fast_help },
    Chapter { week: 10, day: 1, title: "A small win, early", tell: small_win },
    Chapter { week: 10, day: 4, title: "The trial is passed", tell: trial_passed },
    Chapter { week: 11, day: 0, title: "Another small win", tell: another_win },
    Chapter { week: 11, day: 3, title: "Every desk, early", tell: live },
    Chapter { week: 11, day: 4, title: "Eleventh Friday", tell: Story::status },
    Chapter { week: 12, day: 4, title: "Looking back", tell: wrap_up },
];

fn agreed(story: &mut Story) {
    let schedule = story.project.schedule();
    let (id, edit) = prepare::set_baseline(&story.project, &schedule, "As agreed", story.today);
    story.does(edit);
    story.does(prepare::show_baseline(&story.project, Some(id)));
    story.promises("agreed", "We agree with you which letters go out", PAUL, story.on(2, 3));
    story.promises("ready", "You can try it at one desk", PAUL, story.on(5, 4));
    story.promises("live", "Every desk sends letters and texts", INES, story.on(10, 4));
    let asked = prepare::record::ask_for(
        &story.project,
        "Access to the patient system",
        Some(story.task("link")),
        Some(story.today),
    );
    if let Some((id, edit)) = asked {
        story.does(edit);
        let input = story.project.record.inputs.get(&id).cloned();
        story.does(input.map(|mut input| {
            (input.who, input.client_visible) = (PAUL.into(), true);
            put_input(input)
        }));
    }
    let said = "The plan, the three dates, and what we need from them.";
    story.talks(Channel::Meeting, &[PAUL, INES], Vec::new(), said);
}

fn input_comes(story: &mut Story) {
    let input = story.project.record.inputs.values().next().cloned();
    story.does(input.map(|mut input| {
        input.received_on = Some(story.today);
        put_input(input)
    }));
}

fn first_kept(story: &mut Story) {
    story.status();
    let told = vec![Tellable::Delivered(story.task("agreed"))];
    story.talks(Channel::Mail, &[PAUL], told, "The list as we agreed it on Wednesday.");
}

/// Linking takes six days more. Nobody says so yet.
fn first_slip(story: &mut Story) {
    story.status();
    let (schedule, task) = (story.project.schedule(), story.task("link"));
    let left = story.project.plan.task(task).and_then(|task| task.progress.remaining).unwrap_or(0);
    let edit = prepare::enter_remaining(&story.project.plan, &schedule, task, left + 6 * DAY);
    story.does(edit.map(Edit::Plan));
    story.status();
    story.explains("The patient system hands out appointments only one by one");
}

fn asked(story: &mut Story) {
    story.is_chased(Channel::Call, PAUL, "Whether Friday holds. Two people have their holidays around it.");
}

fn told_late(story: &mut Story) {
    let reason = "The patient system hands out appointments only one by one. We saw it in the week before and hoped to catch up.";
    story.promises_anew("ready", story.on(6, 4), reason);
    let passed = Tellable::Moved { task: story.task("passed"), to: story.on(9, 3) };
    let told = story.said("ready").into_iter().chain([passed]).collect();
    let call = story.talks(
        Channel::Call,
        &[PAUL],
        told,
        "A week later, and why. Paul had to call two people back from their plans.",
    );
    story.senses(call, "He was polite, and short.", "We should have called on Friday.");
}

fn ready(story: &mut Story) {
    story.status();
    let told = vec![Tellable::Delivered(story.task("ready"))];
    story.talks(Channel::Meeting, &[PAUL], told, "Shown at desk two; the trial begins today.");
}

/// The trial shows that mending takes six days more.
fn second_slip(story: &mut Story) {
    let field = TaskField::Duration(Duration::working(11 * DAY));
    story.does(Edit::Plan(PlanEdit::Set { task: story.task("mend"), field }));
}

/// Told the same day, with two ways out; a concern is heard.
fn call(story: &mut Story) {
    let problem = file_problem(story);
    let moved = [("live", story.on(11, 4)), ("passed", story.on(10, 4))];
    let mut told: Vec<Tellable> = moved.map(|(key, to)| Tellable::Moved { task: story.task(key), to }).into();
    if let Some(problem) = problem.and_then(|id| story.project.problems.get(&id)) {
        told.push(Tellable::Problem(problem.id));
        told.extend(problem.solutions.keys().map(|id| Tellable::Solution(*id)));
    }
    let said =
        "What the trial shows, what it does to the tenth week, two ways out, and that the trial itself goes well.";
    let id = story.talks(Channel::Call, &[PAUL, INES], told, said);
    story.senses(id, "Dr Roth said little. She has heard this once before.", "Ask her alone.");
    let words = "The desks will be thrown in at the deep end";
    if let Some((concern, edit)) = hear(&story.project, words, PAUL, story.today, Some(id)) {
        story.does(edit);
        let practice = story.task("practice");
        let tied = story.project.record.concerns.get(&concern).map(|concern| tie_step(concern, practice));
        story.does(tied);
        let known = story.project.record.concerns.get(&concern).cloned();
        story.does(known.map(|mut concern| {
            concern.answer = "Each desk practises for half a day, with somebody of ours beside it.".into();
            concern.client_visible = true;
            put_concern(concern)
        }));
    }
}

fn file_problem(story: &mut Story) -> Option<crate::project::ProblemId> {
    let (id, edit) = prepare::new_problem(&story.project, &[story.task("mend")], story.today);
    story.does(edit);
    let mut problem = story.project.problems.get(&id)?.clone();
    problem.kind = ProblemKind::Slip;
    problem.private = wording("Answers in other languages are not understood");
    problem.client = wording("Answers in other languages are not understood yet");
    problem.client_visible = true;
    problem.next_step = "Paul and Dr Roth choose on Friday".into();
    problem.next_on = Some(story.on(8, 4));
    problem.owner = story.project.plan.resources.values().find(|one| one.name == NORA).map(|one| one.id);
    story.does(Edit::Problem { id, problem: Some(Box::new(problem)) });
    // The one that is recommended: the old letters move while we mend.
    let (mend, trial, old) = (story.task("mend"), story.task("trial"), story.task("old"));
    let link = |predecessor| DependencyKey { successor: old, predecessor, kind: DependencyKind::FS };
    let beside = PlanEdit::Batch(vec![
        PlanEdit::Link { link: link(mend), lag: None },
        PlanEdit::Link { link: link(trial), lag: Some(Lag::default()) },
    ]);
    let shorter = PlanEdit::Set { task: mend, field: TaskField::Duration(Duration::working(5 * DAY)) };
    let ways = [
        (
            "Every language, a week later",
            "Old letters move beside",
            beside,
            "You begin with every language, a week later than we said.",
            0,
            true,
        ),
        (
            "On the day, two languages first",
            "Mend only what two languages need",
            shorter,
            "Patients who answer in other languages are called for another month.",
            1_200,
            false,
        ),
    ];
    for (name, label, edit, notice, cost, recommended) in ways {
        let Ok((scenario, filed)) = prepare::scenario_with(&story.project, None, label, edit) else { continue };
        story.does(filed);
        let Some((way, filed)) = prepare::new_solution(&story.project, id, Some(scenario)) else { continue };
        story.does(filed);
        let known = story.project.problems.get(&id).and_then(|problem| problem.solutions.get(&way)).cloned();
        story.does(known.map(|mut one| {
            (one.name, one.client_notice, one.client_visible) = (name.into(), notice.into(), true);
            one.cost_once = Money(cost * 100);
            if recommended {
                one.state = SolutionState::Recommended;
            }
            Edit::Solution { problem: id, id: way, solution: Some(Box::new(one)) }
        }));
    }
    Some(id)
}

fn wording(title: &str) -> Wording {
    Wording {
        title: title.into(),
        what: "One patient in nine answers in a language we do not read yet, and those answers get lost.".into(),
        why: "We tried it with answers we had written ourselves.".into(),
        how: "Nobody asked the desks how patients answer today.".into(),
        still_good: "The trial goes on; letters and confirmations work as agreed.".into(),
    }
}

fn asked_by_mail(story: &mut Story) {
    story.is_chased(Channel::Mail, PAUL, "When he can tell the desks.");
}

fn chosen(story: &mut Story) {
    story.status();
    story.explains("Answers in other languages have to be understood first");
    let Some(problem) = story.project.problems.values().next() else { return };
    let (id, way) = (problem.id, problem.solutions.keys().next().copied());
    let why = "Patients who are not understood would call, and that is what we came to end.";
    let told = prepare::Told {
        today: story.today,
        by: INES.into(),
        why: why.into(),
        to_tell: vec![PAUL.into()],
        re_promise: story.promises.get("live").map(|live| (*live, story.on(12, 1))).into_iter().collect(),
        ..prepare::Told::default()
    };
    story.does(way.and_then(|way| prepare::choose(&story.project, id, way, &told)));
    let shown = story.project.decisions.values().next().cloned().map(|mut decision| {
        decision.client_visible = true;
        Edit::Decision { id: decision.id, decision: Some(Box::new(decision)) }
    });
    story.does(shown);
    let mut facts: Vec<Tellable> = story.project.decisions.keys().map(|id| Tellable::Decision(*id)).collect();
    facts.extend(story.said("live"));
    story.talks(Channel::Mail, &[PAUL, INES], facts, "What was chosen, why, and the new date with two days to spare.");
}

fn asked_again(story: &mut Story) {
    story.is_chased(Channel::Call, PAUL, "Where the mending stands. He wants a line every day now.");
}

/// Fills in a guided page and says that it took place.
fn page(story: &mut Story, kind: GuideKind, person: &str, shown: bool, answers: &[(&str, &str)]) {
    let problem = story.project.problems.keys().next().copied();
    let (id, edit) = begin_guide(&story.project, kind, problem, "", story.today);
    story.does(edit);
    let known = story.project.record.guides.get(&id).cloned();
    story.does(known.map(|mut guide| {
        guide.person = person.into();
        guide.held_on = Some(story.today);
        guide.client_visible = shown;
        guide.answers = answers.iter().map(|(key, text)| ((*key).to_owned(), (*text).to_owned())).collect();
        put_guide(guide)
    }));
}

fn frank(story: &mut Story) {
    page(
        story,
        GuideKind::Frank,
        PAUL,
        false,
        &[
            ("well", "The trial. The desks like the letters."),
            ("not_well", "He heard of the first week a day before it. He no longer believed a date of ours."),
            ("need", "A line each Tuesday, good or bad, before he has to ask."),
            ("trust", "Something small that comes before its day. Twice."),
        ],
    );
    story.talks(Channel::Meeting, &[PAUL], Vec::new(), "Four questions, an hour, no slides.");
}

fn escalation(story: &mut Story) {
    page(
        story,
        GuideKind::Escalation,
        KARIN,
        false,
        &[
            (
                "why_now",
                "Two dates have moved, and Dr Roth has gone quiet. Better we ask for her hour than she for ours.",
            ),
            ("say", "Come on Friday, say what we did wrong the first time, and stay for the new plan."),
        ],
    );
    if let Some((_, edit)) = touch(&story.project, Touch::Executive, KARIN, Some(story.on(9, 4))) {
        story.does(edit);
    }
}

fn reset(story: &mut Story) {
    story.status();
    page(
        story,
        GuideKind::Reset,
        INES,
        true,
        &[(
            "missed",
            "The first date was said too early and moved too late. The second moved with seventeen days’ notice.",
        )],
    );
    let block = |before: &str, from_now: &str| Block { before: before.into(), from_now: from_now.into() };
    let agreement = Agreement {
        status: block("When somebody asked", "A line each Tuesday, a report each Friday"),
        money: block("At the end", "Anything above 500 before it is spent"),
        issues: block("When we had an answer", "The day we see it, with what we know"),
        meetings: block("Every second week, an hour", "Each Friday, twenty minutes, desks invited"),
        agreed_on: Some(story.today),
        client_visible: true,
    };
    story.does(Edit::Record(RecordEdit::Agreement(Box::new(agreement))));
    let point = story.project.record.touchpoints.values().next().cloned();
    story.does(point.map(|mut point| {
        (point.held_on, point.client_visible) = (Some(story.today), true);
        point.what = "Reset meeting".into();
        put_touchpoint(point)
    }));
    story.talks(
        Channel::Meeting,
        &[PAUL, INES, KARIN],
        Vec::new(),
        "Old plan, what we missed and why, the new plan, how we work from here.",
    );
    // What they care about comes first now.
    let after =
        DependencyKey { successor: story.task("list"), predecessor: story.task("live"), kind: DependencyKind::FS };
    story.does(Edit::Plan(PlanEdit::Link { link: after, lag: None }));
    let win = |cares, small| Some(Win { cares, small, low_risk: 3, known: 3, done_before: 2 });
    for (key, value) in [("list", win(3, 3)), ("guide", win(2, 3)), ("old", win(1, 1))] {
        story.does(rate(story.task(key), value));
    }
    story.promises("list", "One list of cancelled appointments each morning", PAUL, story.on(10, 3));
    story.promises("guide", "One page beside each screen", PAUL, story.on(11, 2));
}

fn fast_help(story: &mut Story) {
    if let Some((id, edit)) = touch(&story.project, Touch::FastHelp, "Our language team", None) {
        story.does(edit);
        let point = story.project.record.touchpoints.get(&id).cloned();
        story.does(point.map(|mut point| {
            point.what = "Read two thousand answers in an afternoon".into();
            (point.held_on, point.client_visible) = (Some(story.today), true);
            put_touchpoint(point)
        }));
    }
}

fn small_win(story: &mut Story) {
    story.status();
    let told = vec![Tellable::Delivered(story.task("list"))];
    story.talks(Channel::Corridor, &[PAUL], told, "The list was on his desk this morning. He laughed.");
}

fn trial_passed(story: &mut Story) {
    story.status();
    let told = vec![Tellable::Delivered(story.task("passed"))];
    story.talks(Channel::Meeting, &[PAUL, INES], told, "Both desks say yes.");
}

fn another_win(story: &mut Story) {
    story.status();
    let told = vec![Tellable::Delivered(story.task("guide"))];
    story.talks(Channel::Corridor, &[PAUL], told, "The page hangs beside each screen.");
}

fn live(story: &mut Story) {
    story.status();
    let told = vec![Tellable::Delivered(story.task("live"))];
    story.talks(Channel::Meeting, &[PAUL, INES], told, "Three days before the date we said.");
    let concern = story.project.record.concerns.values().next().cloned();
    story.does(concern.map(|mut concern| {
        concern.checked_on = Some(story.today);
        put_concern(concern)
    }));
    // Answers in every language are read now: that is over.
    let problem = story.project.problems.values().next().cloned();
    story.does(problem.map(|mut problem| {
        problem.closed_on = Some(story.today);
        Edit::Problem { id: problem.id, problem: Some(Box::new(problem)) }
    }));
}

fn wrap_up(story: &mut Story) {
    story.status();
    let told = vec![Tellable::Delivered(story.task("over"))];
    story.talks(Channel::Meeting, &[PAUL, INES], told, "Handed over, and a look back.");
    page(story, GuideKind::WrapUp, INES, true, &[("next_time", "Ask the desks first.")]);
}
