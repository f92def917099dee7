//! Plans as outlines in, what the client sees out; and the canaries: no private word is anywhere in the type.
#![allow(clippy::unwrap_used)]

mod of_the_record;

use super::*;
use crate::edit::{PlanEdit, TaskField};
use crate::plan::{Calendar, CalendarId, DependencyKey, DependencyKind, Duration, Lag, Task};
use crate::project::sample;
use crate::words::{DateForm, Locale};

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn dates() -> Dates {
    Dates::new(Locale::from_tag("en-GB"), day("2026-06-01"))
}

/// Lines are `name days [after name]`, indented by two blanks a level; `!` before the name is private.
fn project(outline: &str) -> Project {
    let mut project = Project::new("Garden", Moment::parse("2026-06-01").unwrap());
    let mut ids = std::collections::HashMap::new();
    for (id, line) in (2..).zip(outline.lines().filter(|line| !line.trim().is_empty())) {
        let level = (line.len() - line.trim_start().len()) / 2;
        let words: Vec<&str> = line.split_whitespace().collect();
        let name = words[0].trim_start_matches('!');
        let mut task =
            Task::new(TaskId(id), level as u16, name, Duration::working(words[1].parse::<i32>().unwrap() * 480));
        task.client_visible = !words[0].starts_with('!');
        project.plan.tasks.push(task);
        if let Some(before) = words.get(3) {
            let key = DependencyKey { successor: TaskId(id), predecessor: ids[*before], kind: DependencyKind::FS };
            project.plan.dependencies.insert(key, Lag::default());
        }
        ids.insert(name.to_owned(), TaskId(id));
        project.plan.ids.last = id;
    }
    project
}

fn seen(project: &Project) -> ClientProject {
    ClientProject::of(project, &project.schedule(), day("2026-06-01"), &dates())
}

/// `outline` in; a line a step out, with its dates, its reason, and what it waits for.
fn check(outline: &str, expected: &str) {
    let seen = seen(&project(outline));
    let line = |step: &ClientStep| {
        let day = |date| dates().write(date, DateForm::Short);
        let waits = seen.links.iter().filter(|link| link.successor == step.id);
        let waits: Vec<&str> = waits.map(|link| seen.step(link.predecessor).unwrap().name.as_str()).collect();
        format!(
            "{}{} {}–{} [{}] {}",
            "  ".repeat(step.level.into()),
            step.name,
            day(step.starts_on()),
            day(step.ends_on()),
            waits.join(" "),
            step.reason.as_deref().unwrap_or("")
        )
    };
    let found: Vec<String> = seen.steps.iter().map(|step| line(step).trim_end().to_owned()).collect();
    let expected: Vec<&str> = expected.lines().filter(|line| !line.trim().is_empty()).collect();
    assert_eq!(found, expected, "{outline}");
}

#[test]
fn a_private_step_between_two_seen_ones_is_bridged() {
    check(
        "Design 2\n!Secret 3 after Design\nBuild 1 after Secret",
        "Design 1 Jun–2 Jun []\nBuild 8 Jun–8 Jun [Design] after our internal work",
    );
    check(
        "Design 2\n!One 1 after Design\n!Two 1 after One\nBuild 1 after Two\nTest 1 after Build",
        "Design 1 Jun–2 Jun []\nBuild 5 Jun–5 Jun [Design] after our internal work\nTest 8 Jun–8 Jun [Build] after Build",
    );
    check("!Secret 3\nBuild 1 after Secret", "Build 4 Jun–4 Jun [] after our internal work");
}

/// What is done is held by the days it was done on; it stood between two steps they see all the same.
#[test]
fn a_private_step_that_is_done_or_held_still_links_what_it_stands_between() {
    let outline = "Design 2\n!One 1 after Design\n!Two 1 after One\nBuild 1 after Two";
    for done in [3, 4] {
        let mut project = project(outline);
        let at = |text: &str| Moment::parse(text);
        for task in project.plan.tasks.iter_mut().filter(|task| task.id.0 <= done) {
            let days = [("01T08:00", "02T17:00"), ("03T08:00", "03T17:00"), ("04T08:00", "04T17:00")];
            let (start, finish) = days[task.id.0 as usize - 2];
            task.progress.actual_start = at(&format!("2026-06-{start}"));
            task.progress.actual_finish = at(&format!("2026-06-{finish}"));
            task.progress.percent = 100;
        }
        let found = seen(&project);
        let link = |link: &ClientLink| (link.predecessor.0, link.successor.0);
        assert_eq!(found.links.iter().map(link).collect::<Vec<_>>(), [(2, 5)], "done up to {done}");
    }
    let mut project = project(outline);
    let date = Moment::parse("2026-06-10").unwrap();
    project.plan.tasks[2].constraint = Some(crate::plan::Constraint { kind: crate::plan::ConstraintKind::Snet, date });
    assert_eq!(seen(&project).links.len(), 1, "held by a date");
}

/// A plan with a day off, a private step between, one under way, one by a calendar of its own: as a project of its own.
#[test]
fn what_travels_has_working_durations_the_true_dates_and_numbers_without_gaps() {
    use crate::plan::{DayHours, Exception, Interval, Recurrence};
    let mut project = project("Design 5\n!Secret 3 after Design\nBuild 4 after Secret\nNight 2\nTest 10 after Design");
    let off = Exception {
        name: "Only for us".into(),
        from: day("2026-06-03"),
        to: day("2026-06-03"),
        recurrence: Recurrence::EveryDay,
        hours: DayHours::off(),
    };
    project.plan.calendars.get_mut(&CalendarId(1)).unwrap().exceptions.push(off);
    let mut night = Calendar { name: "At night".into(), ..Calendar::standard(CalendarId(60)) };
    night.week = std::array::from_fn(|_| Some(DayHours(vec![Interval { from: 1200, to: 1440 }])));
    project.plan.calendars.insert(night.id, night);
    project.plan.tasks[3].calendar = Some(CalendarId(60));
    project.plan.settings.status_date = Some(Moment::end_of(day("2026-06-09")));
    for (row, start, done) in [
        (0, "2026-06-01T08:00", Some("2026-06-08T17:00")),
        (4, "2026-06-09T08:00", None),
        (3, "2026-06-08T20:00", None),
    ] {
        let progress = &mut project.plan.tasks[row].progress;
        progress.actual_start = Moment::parse(start);
        progress.actual_finish = done.and_then(Moment::parse);
        (progress.percent, progress.remaining) = if done.is_some() { (100, Some(0)) } else { (10, None) };
    }
    let seen = seen(&project);
    let made = seen.as_project();
    let again = super::tests::seen(&made);
    let line = |step: &ClientStep| {
        let length = if step.length.elapsed { "elapsed".to_owned() } else { (step.length.minutes / 480).to_string() };
        format!("{} {}–{} {length}", step.name, step.start, step.finish)
    };
    let wanted: Vec<String> = seen.steps.iter().map(line).collect();
    let found: Vec<String> = again.steps.iter().map(line).collect();
    assert_eq!(wanted[1].rsplit(' ').next(), Some("4"));
    for (wanted, found) in wanted.iter().zip(&found) {
        // Their plan knows of no night: what is under way by it is as long as its dates are apart.
        assert!(wanted == found || found.starts_with("Night") && found.ends_with("elapsed"), "{wanted} / {found}");
    }
    assert!(!format!("{made:?}").contains("Only for us") && !format!("{made:?}").contains("At night"));
    assert_eq!(made.plan.tasks.iter().map(|task| task.id.0).collect::<Vec<_>>(), [2, 3, 4, 5]);
    assert_eq!(made.plan.calendars.len(), 1);
}

#[test]
fn what_travels_from_the_sample_is_numbered_one_after_the_other() {
    let made = seen(&with_canaries()).as_project();
    let mut all: Vec<u32> = made.plan.tasks.iter().map(|task| task.id.0).collect();
    all.extend(made.plan.resources.keys().map(|id| id.0).chain(made.promises.keys().map(|id| id.0)));
    all.extend(made.problems.values().flat_map(|one| one.solutions.keys().map(|id| id.0).chain([one.id.0])));
    all.extend(made.decisions.keys().map(|id| id.0).chain(made.record.concerns.keys().map(|id| id.0)));
    all.extend(made.record.inputs.keys().map(|id| id.0).chain(made.record.touchpoints.keys().map(|id| id.0)));
    all.extend(made.record.guides.keys().map(|id| id.0));
    all.sort_unstable();
    assert_eq!(all, (2..2 + all.len() as u32).collect::<Vec<_>>());
    assert!(made.plan.ids.last >= *all.last().unwrap());
}

/// What begins when another step begins, through work of ours, does not wait for its end.
#[test]
fn a_bridge_says_no_wait_that_is_not_there() {
    let mut project = project("Design 9\n!Secret 2\nBuild 1 after Secret");
    let key = DependencyKey { successor: TaskId(3), predecessor: TaskId(2), kind: DependencyKind::SS };
    project.plan.dependencies.insert(key, Lag::default());
    let found = seen(&project);
    assert_eq!(found.links, []);
    assert!(found.step(TaskId(4)).unwrap().start < found.step(TaskId(2)).unwrap().finish);
}

/// Texts of the client's name people; those they do not know are not among them.
#[test]
fn a_promise_names_nobody_the_client_does_not_know() {
    let mut project = sample(day("2026-06-15"));
    let promised = |project: &Project| seen(project).promises.iter().map(|one| one.to.clone()).collect::<Vec<_>>();
    let somebody = project.plan.resources.keys().next().copied().unwrap();
    let name = "Nobody They Know".to_owned();
    project.plan.resources.get_mut(&somebody).unwrap().name.clone_from(&name);
    for promise in project.promises.values_mut() {
        promise.to.clone_from(&name);
    }
    for (known, wanted) in [(true, name.as_str()), (false, "")] {
        project.plan.resources.get_mut(&somebody).unwrap().client_visible = known;
        let found = promised(&project);
        assert!(!found.is_empty() && found.iter().all(|to| to == wanted), "{found:?}");
    }
}

#[test]
fn seen_steps_below_a_private_one_rise_and_a_seen_summary_keeps_its_true_dates() {
    check("Work 0\n  !Inside 0\n    Draft 2\n    !Proof 3 after Draft", "Work 1 Jun–5 Jun []\n  Draft 1 Jun–2 Jun []");
    check("!Inside 0\n  Draft 2\n  Print 1 after Draft", "Draft 1 Jun–2 Jun []\nPrint 3 Jun–3 Jun [Draft] after Draft");
    // What a private summary waits for, its parts wait for.
    check("Design 2\n!Inside 0 after Design\n  Draft 2", "Design 1 Jun–2 Jun []\nDraft 3 Jun–4 Jun [] after Design");
}

#[test]
fn nothing_is_seen_that_is_not_marked() {
    let mut project = sample(day("2026-06-15"));
    for task in &mut project.plan.tasks {
        task.client_visible = false;
    }
    project.sharing = crate::project::Sharing::default();
    project.promises.values_mut().for_each(|promise| promise.client_visible = false);
    project.problems.values_mut().for_each(|problem| problem.client_visible = false);
    project.plan.resources.values_mut().for_each(|one| one.client_visible = false);
    let seen = seen(&project);
    assert!(seen.steps.is_empty() && seen.promises.is_empty() && seen.problems.is_empty() && seen.people.is_empty());
    assert!(seen.brief.is_empty() && seen.needs.is_empty() && seen.money.is_none() && seen.span.is_none());
}

#[test]
fn a_what_if_before_the_client_names_no_private_step_and_changes_nothing() {
    let project = project("Design 2\n!Secret 3 after Design\nBuild 1 after Secret");
    let longer =
        |id, days| PlanEdit::Set { task: TaskId(id), field: TaskField::Duration(Duration::working(days * 480)) };
    let before = project.clone();
    let found = what_if(&project, &project.schedule(), &[longer(3, 5), longer(99, 1)], day("2026-06-01"), &dates());
    assert_eq!(found.sentence, "Our internal work: Build moves 8 → 10 Jun.");
    assert_eq!(found.seen.steps[1].starts_on(), day("2026-06-10"));
    assert_eq!((found.skipped, project), (1, before));
}

/// Where steps of an outline stood a while ago comes in by a baseline; what moved, and why, comes out.
fn moves(outline: &str, then: &str, expected: &str) {
    let (now, before) = (project(outline), project(then));
    let rows = before.schedule().rows;
    let dates = |at: &crate::schedule::TaskSchedule| crate::project::BaselineDates {
        start: at.start,
        finish: at.finish,
        duration: at.duration,
    };
    let tasks = rows.iter().map(|at| (at.id, dates(at))).collect();
    let baseline = crate::project::Baseline { name: String::new(), set_on: day("2026-06-01"), shown: true, tasks };
    let mut now = now;
    now.baselines.insert(crate::project::BaselineId(1), baseline);
    let seen = seen(&now);
    let since = &seen.since;
    let line = |one: &ClientMove| {
        let name = &seen.step(one.task).unwrap().name;
        format!("{name} {}→{} {}", one.was.format("%d"), one.now.format("%d"), one.why.as_deref().unwrap_or("-"))
    };
    assert_eq!(since.moved.iter().map(line).collect::<Vec<_>>().join("\n"), expected, "{outline}");
}

#[test]
fn a_move_says_where_it_comes_from_and_names_nothing_private() {
    moves(
        "Design 4\nBuild 1 after Design\nTest 1 after Build",
        "Design 2\nBuild 1 after Design\nTest 1 after Build",
        "Design 02→04 because it takes longer\nBuild 03→05 because “Design” takes longer\nTest 04→08 because “Design” takes longer",
    );
    moves(
        "Design 2\n!Secret 3 after Design\nBuild 1 after Secret",
        "Design 2\n!Secret 1 after Design\nBuild 1 after Secret",
        "Build 04→08 because of our internal work",
    );
    // Through private work that did not change, to a step they see that did.
    moves(
        "Design 3\n!Secret 1 after Design\nBuild 1 after Secret",
        "Design 2\n!Secret 1 after Design\nBuild 1 after Secret",
        "Design 02→03 because it takes longer\nBuild 04→05 because “Design” takes longer",
    );
    moves(
        "Design 1\nBuild 1 after Design",
        "Design 2\nBuild 1 after Design",
        "Design 02→01 because it takes less time\nBuild 03→02 because “Design” takes less time",
    );
}

#[test]
fn a_way_out_that_drops_a_step_ends_without_what_is_inside_it() {
    use crate::project::*;
    let mut project = project("Design 2\nExtras 0\n  Garden 9");
    let edit = PlanEdit::Set { task: TaskId(3), field: TaskField::Inactive(true) };
    let draft = Draft::on(&mut project.plan.clone(), "", edit).unwrap();
    let scenario = Scenario { drafts: vec![draft], ..Scenario::new(ScenarioId(90), "") };
    project.scenarios.insert(scenario.id, scenario);
    let mut problem = Problem::new(ProblemId(91), day("2026-06-01"));
    problem.client_visible = true;
    let mut option = Solution::new(SolutionId(92), "Without extras", Some(ScenarioId(90)));
    option.client_visible = true;
    problem.solutions.insert(option.id, option);
    project.problems.insert(problem.id, problem);
    let option = seen(&project).problems[0].options[0].clone();
    assert_eq!((option.finish, option.effect.contains("Extras dropped")), (Some(day("2026-06-02")), true));
}

/// Every private text of a project says so.
pub(crate) const CANARY: &str = "canary";
/// Every private amount of money begins so.
const PRIVATE_AMOUNT: &str = "86753";

#[test]
fn no_private_word_is_in_what_the_client_sees() {
    let project = with_canaries();
    let seen = seen(&project);
    let since = &seen.since;
    assert!(!since.moved.is_empty() && !since.problems.is_empty());
    let text = format!("{seen:?} {:?}", seen.as_project());
    for word in ["Harbour", "on the first day", "Photographs", "Our director", "ask earlier", "Every Friday"] {
        assert!(text.contains(word), "there is something to see: {word}");
    }
    let at = text.find(CANARY).map(|at| &text[at.saturating_sub(80)..(at + 40).min(text.len())]);
    assert_eq!(at, None);
    assert_eq!(text.find(PRIVATE_AMOUNT), None, "what it costs is not shared");
    // The canaries are there to be found: the project itself is full of them.
    assert!(format!("{project:?}").matches(CANARY).count() > 30);
}

/// The same project as a plan file, which browsers open (`tests/browser/src/canary.rs`); written anew as that says when
/// [`with_canaries`] has more to hide.
#[test]
fn the_plan_file_with_canaries_is_the_one_browsers_open() {
    let path = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/canary.plan.json");
    let text = crate::saved::plan_file::write(&with_canaries());
    if std::env::var("FORTHRIGHT_SAMPLES").as_deref() == Ok("write") {
        std::fs::write(&path, &text).unwrap();
    }
    assert!(crate::saved::plan_file::read(&text).unwrap() == with_canaries(), "it opens as it was written");
    let kept = std::fs::read_to_string(&path).unwrap_or_default();
    assert!(kept == text, "write tests/canary.plan.json anew: FORTHRIGHT_SAMPLES=write cargo test --lib canaries");
}

/// The sample with a canary in every field that is private, beside what is marked for the client.
pub(crate) fn with_canaries() -> Project {
    use crate::project::*;
    let mut project = sample(day("2026-06-15"));
    let mut number = 0;
    let mut canary = || {
        number += 1;
        format!("{CANARY}{number}")
    };
    project.sharing.brief.remove(&BriefPart::Assumptions);
    project.brief.assumptions = canary();
    let plan = &mut project.plan;
    for task in &mut plan.tasks {
        task.private_note = canary();
        if !task.client_visible {
            task.name = canary();
            task.will_see = canary();
        }
    }
    // Some that were seen are private now: they drive what is seen.
    for task in plan.tasks.iter_mut().skip(3).step_by(4) {
        task.client_visible = false;
        (task.name, task.will_see) = (canary(), canary());
    }
    for person in plan.resources.values_mut() {
        let (from, to) = (day("2026-07-13"), day("2026-07-14"));
        let (recurrence, hours) = (crate::plan::Recurrence::EveryDay, crate::plan::DayHours::off());
        person.absences.push(crate::plan::Exception { name: canary(), from, to, recurrence, hours });
        if !person.client_visible {
            (person.name, person.role) = (canary(), canary());
        }
    }
    // Whoever the client does not know may be named in what they see.
    let unknown = plan.resources.values().find(|person| !person.client_visible).map(|person| person.name.clone());
    let unknown = unknown.unwrap();
    let amount = crate::plan::Money(8_675_300_000);
    plan.settings.budget = Some(amount);
    plan.tasks[0].cost = Some(Box::new(crate::plan::TaskCost { fixed: amount, ..Default::default() }));
    project.carried = Some(Box::new(Carried { pieces: vec![canary()], records: Vec::new() }));
    let plan = &mut project.plan;
    // A step they see works by a calendar of its own, and somebody they know is away.
    let own = Calendar { id: CalendarId(908), ..Calendar::standard(CalendarId(908)) };
    plan.calendars.insert(own.id, own);
    if let Some(task) = plan.tasks.iter_mut().rfind(|task| task.client_visible && !task.milestone) {
        task.calendar = Some(CalendarId(908));
    }
    for calendar in plan.calendars.values_mut() {
        let (from, to) = (day("2026-07-06"), day("2026-07-07"));
        let (recurrence, hours) = (crate::plan::Recurrence::EveryDay, crate::plan::DayHours::off());
        calendar.exceptions.push(crate::plan::Exception { name: String::new(), from, to, recurrence, hours });
        let week = Default::default();
        calendar.work_weeks.push(crate::plan::WorkWeek { name: canary(), from: day("2026-08-03"), to, week });
        calendar.name = canary();
        calendar.exceptions.iter_mut().for_each(|day| day.name = canary());
    }
    project.baselines.values_mut().for_each(|baseline| baseline.name = canary());
    let task = project.plan.tasks[1].id;
    let day = day("2026-06-10");
    let private = Promise {
        words: canary(),
        to: canary(),
        sayings: vec![Saying { said_on: day, date: day, reason: canary(), chance: None }],
        ..Promise::new(PromiseId(901), task)
    };
    for (id, to) in [(914, unknown.clone()), (915, format!("Helen Brandt, {unknown} and {unknown}"))] {
        let promise =
            Promise { id: PromiseId(id), words: format!("Date {id}"), to, client_visible: true, ..private.clone() };
        let sayings = vec![Saying { reason: String::new(), chance: Some(61), ..private.sayings[0].clone() }];
        project.promises.insert(promise.id, Promise { sayings, ..promise });
    }
    project.promises.insert(private.id, private);
    let hidden = project.plan.tasks.iter().find(|task| !task.client_visible).unwrap().id;
    let edit = PlanEdit::Set { task: hidden, field: TaskField::Duration(Duration::working(20 * 480)) };
    let mut plan = project.plan.clone();
    let draft = Draft::on(&mut plan, canary(), edit).unwrap();
    let scenario = Scenario { drafts: vec![draft], ..Scenario::new(ScenarioId(902), canary()) };
    project.scenarios.insert(scenario.id, scenario);
    let secret = |canary: &mut dyn FnMut() -> String| Wording {
        title: canary(),
        what: canary(),
        why: canary(),
        how: canary(),
        still_good: canary(),
    };
    let mut solutions = std::collections::BTreeMap::new();
    for (id, visible) in [(910, true), (911, false), (912, true), (913, true)] {
        let mut solution = Solution::new(SolutionId(id), "", Some(ScenarioId(902)));
        solution.client_visible = visible;
        solution.name = if visible { format!("Way {id}") } else { canary() };
        solution.client_notice = if visible { "You would notice".into() } else { canary() };
        solution.risk = canary();
        solution.state = match id {
            912 => SolutionState::Reserve { on: Some(day), when: canary() },
            913 => {
                solution.name = canary();
                SolutionState::SetAside { reason: canary() }
            }
            _ => SolutionState::Proposed,
        };
        solutions.insert(solution.id, solution);
    }
    for (id, visible) in [(903, true), (904, false)] {
        let mut problem = Problem::new(ProblemId(id), day);
        problem.private = secret(&mut canary);
        problem.client_visible = visible;
        if !visible {
            problem.client = secret(&mut canary);
        }
        problem.next_step = canary();
        problem.owner = project.plan.resources.values().find(|one| one.name == unknown).map(|one| one.id);
        problem.tasks = project.plan.tasks.iter().map(|task| task.id).collect();
        problem.scenario = Some(ScenarioId(902));
        problem.solutions = solutions.clone();
        problem.criteria = vec![Criterion { id: 1, name: canary(), weight: 1, measure: Measure::Judged }];
        project.problems.insert(problem.id, problem);
    }
    for problem in project.problems.values_mut() {
        problem.private = secret(&mut canary);
        problem.next_step = canary();
    }
    for (id, visible) in [(905, true), (906, false)] {
        let said = |text: &str, canary: &mut dyn FnMut() -> String| if visible { text.to_owned() } else { canary() };
        let decision = Decision {
            id: DecisionId(id),
            problem: Some(ProblemId(904)),
            solution: None,
            what: said("We go on", &mut canary),
            decided_on: day,
            by: said(&unknown, &mut canary),
            why: said("It is sooner", &mut canary),
            set_aside: vec![canary()],
            effect: canary(),
            client_effect: said("Your dates stay", &mut canary),
            to_tell: vec![canary()],
            client_visible: visible,
        };
        project.decisions.insert(decision.id, decision);
    }
    for sent in project.reports.values_mut().filter_map(|report| report.sent.as_mut()) {
        sent.to = vec![canary(), unknown.clone()];
    }
    let changes = [("own 1".to_owned(), LineChange { left_out: Some(canary()), ..LineChange::default() })].into();
    let report = Report { changes, ..Report::new(ReportId(907), day) };
    project.reports.insert(report.id, report);
    of_the_record::add_canaries(&mut project, &mut canary, &unknown);
    project.plan.ids.last = 1_000;
    project
}
