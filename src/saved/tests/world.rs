//! A person at work: seeded edits on a small project, and a session that keeps them.

use super::super::*;
use crate::edit::{PlanEdit, TaskField};
use crate::plan::{DependencyKey, DependencyKind, Duration, Lag, Moment, Place, Task, TaskId};
use crate::prepare;
use crate::project::RecordEdit;
use crate::project::{Edit, History, Project, Step};

/// The full counts of the promises: in release, or where `FORTHRIGHT_THOROUGH` is set; else a part of them.
pub fn thorough() -> bool {
    !cfg!(debug_assertions) || std::env::var_os("FORTHRIGHT_THOROUGH").is_some()
}

/// A small deterministic source of numbers (splitmix64).
#[derive(Clone)]
pub struct Dice(pub u64);

impl Dice {
    pub fn roll(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        z ^ (z >> 31)
    }

    /// A number below `n`.
    pub fn below(&mut self, n: usize) -> usize {
        (self.roll() % n.max(1) as u64) as usize
    }

    pub fn one_in(&mut self, n: usize) -> bool {
        self.below(n) == 0
    }
}

pub fn id(text: &str) -> ProjectId {
    ProjectId::new(text).unwrap()
}

pub fn start() -> Moment {
    Moment::parse("2026-06-01").unwrap()
}

pub fn small_project(tasks: u32) -> Project {
    let mut project = Project::new("Harbour café", start());
    for n in 0..tasks {
        let task = Task::new(TaskId(100 + n), 0, format!("Step {n} “ä”"), Duration::working(480));
        let after = n.checked_sub(1).map(|n| TaskId(100 + n));
        let place = Place { parent: None, after };
        project.apply(PlanEdit::Insert { place, tasks: vec![task], dependencies: vec![] }.into()).unwrap();
    }
    project
}

/// Something a person might do next. It may be refused.
pub fn any_edit(dice: &mut Dice, project: &Project) -> (String, Edit, Option<TaskId>) {
    let tasks = &project.plan.tasks;
    let pick = |dice: &mut Dice| tasks.get(dice.below(tasks.len())).map(|task| task.id);
    let fresh = TaskId(project.plan.fresh_id());
    let task = pick(dice).unwrap_or(fresh);
    let other = pick(dice).unwrap_or(fresh);
    if dice.one_in(5) {
        return (format!("Edit {}", dice.below(1000)), filing(dice, project, task), Some(task));
    }
    let edit = match dice.below(12) {
        0..=2 => {
            let parent = (!tasks.is_empty() && dice.one_in(3)).then_some(task);
            let new = Task::new(fresh, 0, format!("New {}", fresh.0), Duration::working(60 * dice.below(40) as i32));
            PlanEdit::Insert { place: Place { parent, after: None }, tasks: vec![new], dependencies: vec![] }
        }
        3 => PlanEdit::Remove { task },
        4 => PlanEdit::Move { task, place: Place { parent: dice.one_in(2).then_some(other), after: None } },
        5 => {
            let link = DependencyKey { predecessor: task, successor: other, kind: DependencyKind::FS };
            PlanEdit::Link { link, lag: dice.one_in(2).then(Lag::default) }
        }
        6 => return ("Rename the project".into(), Edit::Rename(format!("Café {}", dice.below(9))), None),
        7 => PlanEdit::Set {
            task,
            field: TaskField::PrivateNote("n".repeat(dice.below([30, 200, 3_000][dice.clone().below(3)]))),
        },
        8 => PlanEdit::Batch(vec![
            PlanEdit::Set { task, field: TaskField::Name("A".into()) },
            PlanEdit::Set { task: other, field: TaskField::Milestone(true) },
        ]),
        9 => PlanEdit::Set { task, field: TaskField::Deadline(Some(Moment(start().0 + 1440 * dice.below(90) as i32))) },
        _ => PlanEdit::Set { task, field: TaskField::Duration(Duration::working(60 * dice.below(100) as i32)) },
    };
    (format!("Edit {}", dice.below(1000)), edit.into(), Some(task))
}

/// Promises, scenarios, problems, options and decisions, filed, changed and taken out. Some of it is refused.
fn filing(dice: &mut Dice, project: &Project, task: TaskId) -> Edit {
    use crate::plan::Money;
    use crate::project::*;
    let fresh = project.plan.fresh_id();
    let day = start().date() + chrono::Days::new(dice.below(90) as u64);
    let scenario = project.scenarios.keys().nth(dice.below(project.scenarios.len())).copied();
    let problem = project.problems.values().nth(dice.below(project.problems.len()));
    let report = project.reports.keys().next().copied();
    match (dice.below(16), report) {
        (0, _) | (1, None) => {
            let id = ReportId(fresh);
            return Edit::Report { id, report: Some(Box::new(Report::new(id, day))) };
        }
        (1, Some(report)) => {
            let text = Some(format!("Words {}", dice.below(9)));
            let change = dice.one_in(2).then(|| Box::new(LineChange { text, ..LineChange::default() }));
            return Edit::ReportLine { report, key: format!("done {}", dice.below(3)), change };
        }
        (2, Some(id)) if dice.one_in(3) => return Edit::Report { id, report: None },
        (2, _) => return Edit::Sharing(SharingField::Money(dice.one_in(2))),
        _ => {}
    }
    if dice.one_in(6) {
        return Edit::Record(recording(dice, project, task, fresh, day));
    }
    match (dice.below(12), scenario, problem) {
        // As the What-if room drafts, adopts and discards.
        (9 | 10, scenario, _) => {
            let days = dice.below(9) as i32;
            let edit = match dice.below(3) {
                0 => PlanEdit::Remove { task },
                _ => PlanEdit::Set { task, field: TaskField::Duration(Duration::working(days * 480)) },
            };
            let nothing = Edit::Decision { id: DecisionId(fresh), decision: None };
            prepare::draft(project, scenario, "Stretch", edit).map_or(nothing, |(_, edit)| edit)
        }
        (11, Some(scenario), _) if dice.one_in(2) => {
            let told = prepare::Told { today: day, ..prepare::Told::default() };
            let nothing = Edit::Scenario { id: scenario, scenario: None };
            prepare::adopt(project, scenario, &told).unwrap_or(nothing)
        }
        (11, Some(id), _) => Edit::Scenario { id, scenario: None },
        (0, ..) => {
            let saying = Saying::new(start().date(), day);
            let id = PromiseId(fresh);
            let promise = Promise { words: "You can try it".into(), sayings: vec![saying], ..Promise::new(id, task) };
            Edit::Promise { id, promise: Some(Box::new(promise)) }
        }
        (1, ..) => {
            let id = project.promises.keys().next().copied().unwrap_or(PromiseId(fresh));
            Edit::Promise { id, promise: None }
        }
        (2, ..) | (3, None, _) => {
            let id = ScenarioId(fresh);
            Edit::Scenario { id, scenario: Some(Box::new(Scenario::new(id, "Faster"))) }
        }
        (3 | 4, Some(scenario), _) => {
            let edit =
                PlanEdit::Set { task, field: TaskField::Duration(Duration::working(dice.below(9) as i32 * 480)) };
            let draft = Draft { label: "Stretch".into(), edit: edit.clone(), before: edit };
            let draft = dice.one_in(2).then(|| Box::new(draft));
            Edit::Draft { scenario, at: dice.below(3) as u32, draft }
        }
        (5 | 4, _, None) | (5, ..) => {
            let id = ProblemId(fresh);
            Edit::Problem { id, problem: Some(Box::new(Problem::new(id, day))) }
        }
        (6, _, Some(problem)) => {
            let field = ProblemField::NextStep(format!("Call {}", dice.below(9)));
            Edit::ProblemField { id: problem.id, field }
        }
        (7, _, Some(problem)) => {
            let id = SolutionId(fresh);
            let solution = Some(Box::new(Solution::new(id, "Two people", scenario)));
            Edit::Solution { problem: problem.id, id, solution }
        }
        (_, _, Some(problem)) => match problem.solutions.keys().next() {
            Some(id) if dice.one_in(4) => Edit::Solution { problem: problem.id, id: *id, solution: None },
            Some(id) => {
                let field = SolutionField::CostOnce(Money(dice.below(1_000) as i64));
                Edit::SolutionField { problem: problem.id, id: *id, field }
            }
            None => Edit::Problem { id: problem.id, problem: None },
        },
        _ => Edit::Decision { id: DecisionId(fresh), decision: None },
    }
}

/// A person's open project.
pub struct Session {
    pub journal: Journal,
    pub project: Project,
    pub history: History,
    pub clock: u64,
}

impl Session {
    pub fn create(store: &mut dyn Store, name: &str, project: Project) -> (Session, Vec<Written>) {
        let (journal, written) = Journal::create(store, id(name), "w0", &project, "10:00").unwrap();
        (Session { journal, project, history: History::default(), clock: 0 }, written)
    }

    /// One action, carried out and as a record; `None` when it was refused.
    pub fn act(&mut self, dice: &mut Dice) -> Option<Record> {
        self.clock += 1;
        let at = format!("14:{:04}", self.clock);
        let (step, done) = match dice.below(9) {
            8 => {
                let edit = Edit::Rename(format!("Typed {}", dice.below(50)));
                self.history.act_more(&mut self.project, edit.clone()).ok()?;
                return Some(Record { step: Step::More, label: "Typing".into(), edit: Some(edit), place: None, at });
            }
            0 => (Step::Undo, self.history.undo(&mut self.project)?),
            1 => (Step::Redo, self.history.redo(&mut self.project)?),
            _ => {
                let (label, edit, place) = any_edit(dice, &self.project);
                self.history.act(&mut self.project, &label, edit.clone(), place).ok()?;
                return Some(Record { step: Step::Do, label, edit: Some(edit), place, at });
            }
        };
        Some(Record { step, label: done.label, edit: Some(done.edit), place: done.place, at })
    }
}

/// All of undo and then all of redo, as plan files: two histories are equal when these are.
pub fn walk(project: &Project, history: &History) -> Vec<String> {
    let (mut project, mut history) = (project.clone(), history.clone());
    let mut states = vec![plan_file::write(&project)];
    while history.undo(&mut project).is_some() {
        states.push(plan_file::write(&project));
    }
    while history.redo(&mut project).is_some() {}
    states.push(plan_file::write(&project));
    states
}

/// A project in which every field of every kind of fact has something of its own.
pub fn full_project() -> Project {
    use crate::plan::*;
    use crate::project::{Baseline, BaselineDates, BaselineId, Brief, Carried, CarriedOf, CarriedRecord};
    let mut project = Project::new("Harbour café \"Anna\"\nsecond line", start());
    let text = |what: &str| format!("{what}: ä € 🦀 \t \u{2028} </script>");
    project.brief = Brief {
        client: text("client"),
        purpose: text("purpose"),
        outcomes: text("outcomes"),
        scope: text("scope"),
        out_of_scope: text("out"),
        assumptions: text("assumptions"),
    };
    let day = |n: i32| Moment(start().0 + n * 1440);
    let date = |n: i32| day(n).date();
    let plan = &mut project.plan;
    plan.settings.first_start = Some(day(-7));
    plan.settings.must_finish_by = Some(day(90));
    plan.settings.status_date = Some(day(5));
    plan.settings.hours = HoursSettings { minutes_per_day: 420, minutes_per_week: 2100, days_per_month: 19 };
    plan.settings.schedule_from = ScheduleFrom::Finish;
    plan.settings.critical_threshold = 60;
    plan.settings.near_critical_threshold = 480;
    plan.settings.progress_rule = ProgressRule::ProgressOverride;
    plan.settings.lag_calendar = LagCalendar::Elapsed;
    plan.settings.budget = Some(Money(9_000_000));
    plan.settings.currency = Some("EUR".into());
    plan.settings.uncertainty.seed = 7;
    plan.settings.uncertainty.common = 100;
    plan.settings.conventions = Conventions::MicrosoftProject { honour_constraint_dates: true };
    let recurrences = [
        Recurrence::EveryDay,
        Recurrence::Daily { every: 2 },
        Recurrence::Weekly { every: 1, days: 3 },
        Recurrence::Monthly { every: 1, day: 31 },
        Recurrence::MonthlyNth { every: 2, nth: 5, days: 1 },
        Recurrence::Yearly { month: 12, day: 25 },
        Recurrence::YearlyNth { month: 5, nth: 1, days: 1 },
    ];
    let exceptions: Vec<Exception> = recurrences
        .into_iter()
        .map(|recurrence| Exception {
            name: "Closed".into(),
            from: date(1),
            to: date(400),
            recurrence,
            hours: DayHours(vec![Interval { from: 600, to: 660 }]),
        })
        .collect();
    let mut night = Calendar::standard(CalendarId(2));
    night.base = Some(CalendarId(1));
    night.week[6] = None;
    night.exceptions = exceptions.clone();
    night.work_weeks = vec![WorkWeek { name: "Summer".into(), from: date(30), to: date(60), week: night.week.clone() }];
    plan.calendars.insert(night.id, night);
    let anna = Resource {
        id: ResourceId(3),
        name: "Anna".into(),
        role: "architect".into(),
        side: Side::Client,
        kind: ResourceKind::Material,
        max_units: 50,
        calendar: Some(CalendarId(2)),
        absences: exceptions,
        client_visible: true,
    };
    plan.resources.insert(anna.id, anna);
    let mut all =
        Task::new(TaskId(10), 0, "Build", Duration { minutes: 1440, unit: Unit::Week, elapsed: true, estimated: true });
    all.range = Some(Range { shorter: 60, longer: 2880 });
    all.confidence = Some(Confidence::Guess);
    all.hill = Some(30);
    all.milestone = true;
    all.constraint = Some(Constraint { kind: ConstraintKind::Snet, date: day(3) });
    all.deadline = Some(day(40));
    all.calendar = Some(CalendarId(2));
    all.ignore_resource_calendars = true;
    all.manual = Some(ManualDates { start: Some(day(3)), finish: Some(day(4)), open: true });
    all.inactive = true;
    all.progress =
        Progress { actual_start: Some(day(1)), actual_finish: Some(day(2)), percent: 100, remaining: Some(0) };
    all.levelling_delay = 30;
    all.owner = Some(ResourceId(3));
    let segment = WorkSegment { start: day(1), finish: day(2), work: 60 };
    all.assignments =
        vec![Assignment { resource: ResourceId(3), units: 50, work: Some(60), delay: 10, segments: vec![segment] }];
    all.segments = vec![segment, segment];
    all.cost = Some(Box::new(TaskCost { fixed: Money(120_050), per_day: Money(64_000), actual: Some(Money(1)) }));
    all.locked = true;
    all.client_visible = true;
    all.will_see = text("a roof");
    all.private_note = text("nobody reads this");
    let child = Task::new(TaskId(11), 1, "", Duration::ZERO);
    plan.tasks = vec![all, child, Task::new(TaskId(4_000_000_000), 0, text("last"), Duration::working(480))];
    for (kind, lag) in [
        (DependencyKind::FS, Lag::Time(Duration { minutes: -60, unit: Unit::Hour, elapsed: true, estimated: false })),
        (DependencyKind::SF, Lag::Percent { percent: 50, elapsed: true }),
        (DependencyKind::FF, Lag::default()),
    ] {
        let key = DependencyKey { successor: TaskId(4_000_000_000), predecessor: TaskId(11), kind };
        plan.dependencies.insert(key, lag);
    }
    plan.ids.last = 4_000_000_007;
    let dates = BaselineDates { start: day(1), finish: day(2), duration: 480 };
    let tasks = [(TaskId(10), dates), (TaskId(11), dates)].into();
    let approved = Baseline { name: "Approved".into(), set_on: date(0), shown: true, tasks };
    project.baselines.insert(BaselineId(1), approved.clone());
    project.baselines.insert(BaselineId(2), Baseline { tasks: [].into(), ..approved });
    file_everything(&mut project, date(3), &text);
    let of = [
        CarriedOf::Project,
        CarriedOf::Whole,
        CarriedOf::Calendar(CalendarId(2)),
        CarriedOf::Task(TaskId(10)),
        CarriedOf::Resource(ResourceId(3)),
        CarriedOf::Assignment(TaskId(10), ResourceId(3), 0),
    ];
    let records = of.into_iter().map(|of| CarriedRecord { of, has: vec![0, 1] }).collect();
    project.carried = Some(Box::new(Carried { pieces: vec![text("<A/>"), "<B>1</B>".into()], records }));
    project
}

/// A promise said twice, a scenario, a problem with an option in each state, a decision.
fn file_everything(project: &mut Project, day: chrono::NaiveDate, text: &dyn Fn(&str) -> String) {
    use crate::plan::{Money, ResourceId};
    use crate::project::*;
    let task = TaskId(10);
    let saying = |reason: &str| Saying { said_on: day, date: day, reason: reason.into(), chance: None };
    let promise = Promise {
        id: PromiseId(21),
        task,
        words: text("you can try it"),
        to: "Anna".into(),
        client_visible: true,
        sayings: vec![saying(""), saying("illness")],
        delivered_on: Some(day),
        why_missed: text("the supplier closed"),
    };
    project.promises.insert(promise.id, promise);
    let edit = |name: &str| PlanEdit::Set { task, field: TaskField::Name(name.into()) };
    let draft = Draft { label: "Rename Build".into(), edit: edit("Roof"), before: edit("Build") };
    let scenario = Scenario { drafts: vec![draft], ..Scenario::new(ScenarioId(22), text("faster")) };
    project.scenarios.insert(scenario.id, scenario);
    let wording = |whose: &str| Wording {
        title: text(whose),
        what: text("what"),
        why: text("why"),
        how: text("how"),
        still_good: text("good"),
    };
    let states = [
        SolutionState::Proposed,
        SolutionState::Recommended,
        SolutionState::Reserve { on: Some(day), when: text("it rains") },
        SolutionState::Chosen,
        SolutionState::SetAside { reason: text("too dear") },
    ];
    let solutions = (31..).zip(states).map(|(id, state)| Solution {
        client_visible: true,
        client_notice: text("notice"),
        cost_once: Money(100),
        cost_per_day: Money(200),
        cost_days: 3,
        risk: text("risk"),
        state,
        scores: [(1, 7)].into(),
        ..Solution::new(SolutionId(id), text("option"), Some(ScenarioId(22)))
    });
    let measures = [Measure::Judged, Measure::DaysMoved, Measure::PromisesBroken, Measure::Cost];
    let criteria = (1..).zip(measures).map(|(id, measure)| Criterion { id, name: text("rule"), weight: 5, measure });
    let problem = Problem {
        kind: ProblemKind::ChangeRequest,
        private: wording("ours"),
        client: wording("theirs"),
        client_visible: true,
        owner: Some(ResourceId(3)),
        next_step: text("call"),
        next_on: Some(day),
        tasks: vec![task],
        scenario: Some(ScenarioId(22)),
        closed_on: Some(day),
        solutions: solutions.map(|solution| (solution.id, solution)).collect(),
        criteria: criteria.collect(),
        ..Problem::new(ProblemId(23), day)
    };
    project.problems.insert(problem.id, problem);
    let decision = Decision {
        id: DecisionId(41),
        problem: Some(ProblemId(23)),
        solution: Some(SolutionId(34)),
        what: text("option"),
        decided_on: day,
        by: "Anna".into(),
        why: text("sooner"),
        set_aside: vec![text("other")],
        effect: text("moves"),
        client_effect: text("later"),
        to_tell: vec!["Anna".into()],
        client_visible: true,
    };
    project.decisions.insert(decision.id, decision);
    project.sharing = Sharing {
        brief: [BriefPart::Purpose, BriefPart::OutOfScope].into(),
        money: true,
        pages: vec![PageChoice { page: Page::Promises, left_out: true }],
        cadence: Some(Cadence { every: Every::Fortnight, from: day, at: 900 }),
    };
    let change = |words: &str| LineChange {
        text: Some(text(words)),
        left_out: Some(text("not yet")),
        section: Some(Section::GoodNews),
    };
    let line = SentLine { section: Section::Moved, key: "moved 10".into(), under: true, text: text("later") };
    let milestone = SentMilestone { name: text("Live"), was: text("1 Jun"), day: text("2 Jun"), state: text("moved") };
    let step = SentStep { task, start: start(), finish: start(), percent: 40 };
    let sent = Sent {
        on: day,
        to: vec!["Anna".into()],
        due: Some(day),
        status_on: Some(day),
        title: text("Report"),
        period: text("since May"),
        lines: vec![line],
        milestones: vec![milestone],
        steps: vec![step],
        private: vec![step],
    };
    let report = Report {
        changes: [("done 10".into(), change("done"))].into(),
        sent: Some(Box::new(sent)),
        ..Report::new(ReportId(51), day)
    };
    project.reports.insert(report.id, report);
    project.record = full_record(task, day);
}

/// Conversations, concerns, inputs and the rest, filed, changed and taken out. Some of it is refused.
fn recording(dice: &mut Dice, project: &Project, task: TaskId, fresh: u32, day: chrono::NaiveDate) -> RecordEdit {
    use crate::project::record::*;
    let record = &project.record;
    match dice.below(9) {
        0 => {
            let id = record.conversations.keys().next().copied().unwrap_or(ConversationId(fresh));
            RecordEdit::Conversation { id, conversation: None }
        }
        1 | 2 => {
            let id = ConversationId(fresh);
            let told = vec![Tellable::Delivered(task)];
            let conversation = Conversation { told, ..Conversation::new(id, day) };
            RecordEdit::Conversation { id, conversation: Some(Box::new(conversation)) }
        }
        3 => RecordEdit::Win { task, win: dice.one_in(2).then(Win::default) },
        4 => {
            let standing = dice.one_in(2).then(Box::default);
            RecordEdit::Standing { on: day, standing }
        }
        5 => {
            let snooze = dice.one_in(2).then(|| Snooze { until: day, reason: "later".into(), weight: None });
            RecordEdit::Snooze { line: format!("stale {}", dice.below(2)), snooze }
        }
        6 => RecordEdit::Rules(Rules { notice_days: dice.below(9) as u8, ..Rules::default() }),
        7 => RecordEdit::Agreement(Box::new(Agreement { agreed_on: Some(day), ..Agreement::default() })),
        _ => {
            let id = GuideId(fresh);
            RecordEdit::Guide { id, guide: Some(Box::new(Guide::new(id, GuideKind::Frank, day))) }
        }
    }
}

/// A record in which every field has something of its own.
fn full_record(task: TaskId, day: chrono::NaiveDate) -> crate::project::Record {
    use crate::project::record::*;
    use crate::project::*;
    let text = |what: &str| format!("{what}: ä € 🦀 </script>");
    let told = vec![
        Tellable::Promise { promise: PromiseId(21), date: day },
        Tellable::Problem(ProblemId(23)),
        Tellable::Solution(SolutionId(31)),
        Tellable::Decision(DecisionId(41)),
        Tellable::Delivered(task),
        Tellable::Moved { task, to: day },
    ];
    let conversation = Conversation {
        channel: Channel::Corridor,
        people: vec!["Anna".into()],
        told,
        said: text("said"),
        sensed: text("sensed"),
        private_note: text("note"),
        chased: true,
        report: Some(ReportId(51)),
        ..Conversation::new(ConversationId(61), day)
    };
    let concern = Concern {
        id: ConcernId(62),
        words: text("late"),
        who: "Anna".into(),
        heard_on: day,
        conversation: Some(ConversationId(61)),
        sensed: true,
        steps: vec![task],
        problems: vec![ProblemId(23)],
        answer: text("answer"),
        checked_on: Some(day),
        client_visible: true,
    };
    let input = Input {
        id: InputId(63),
        what: text("data"),
        who: "Anna".into(),
        step: Some(task),
        asked_on: Some(day),
        received_on: Some(day),
        client_visible: true,
        private_note: text("note"),
    };
    let touchpoint = Touchpoint {
        id: TouchpointId(64),
        touch: Touch::FastHelp,
        who: "Boss".into(),
        what: text("help"),
        planned_on: Some(day),
        held_on: Some(day),
        client_visible: true,
    };
    let guide = Guide {
        person: "Anna".into(),
        problem: Some(ProblemId(23)),
        answers: [("why".to_owned(), text("because"))].into(),
        held_on: Some(day),
        held: vec![
            HeldPart { key: "why".into(), text: text("as it was"), ..HeldPart::default() },
            HeldPart { heading: text("plan"), lines: vec![text("live")], ..HeldPart::default() },
        ],
        client_visible: true,
        ..Guide::new(GuideId(65), GuideKind::BadNews, day)
    };
    let block = |n: &str| Block { before: text(n), from_now: text(n) };
    let line = StandingLine { task, finish: start(), float: Some(-60), reason: text("illness") };
    Record {
        conversations: [(conversation.id, conversation)].into(),
        concerns: [(concern.id, concern)].into(),
        inputs: [(input.id, input)].into(),
        touchpoints: [(touchpoint.id, touchpoint)].into(),
        guides: [(guide.id, guide)].into(),
        agreement: Agreement {
            status: block("status"),
            money: block("money"),
            issues: block("issues"),
            meetings: block("meetings"),
            agreed_on: Some(day),
            client_visible: true,
        },
        standings: [(day, Standing { lines: vec![line] })].into(),
        snoozed: [("stale".to_owned(), Snooze { until: day, reason: text("holiday"), weight: Some(480) })].into(),
        wins: [(task, Win { cares: 3, small: 2, low_risk: 1, known: 2, done_before: 3 })].into(),
        rules: Rules { notice_days: 4, moved_days: 2, stale_days: 9 },
    }
}
