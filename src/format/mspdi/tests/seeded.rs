//! Projects with a bit of everything, made from a number.

use crate::plan::*;
use crate::project::{Baseline, BaselineDates, BaselineId, Project};
use chrono::{Days, NaiveDate};

/// A small deterministic source of numbers (splitmix64).
pub struct Dice(u64);

impl Dice {
    pub fn below(&mut self, n: u32) -> u32 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        ((z ^ (z >> 31)) % u64::from(n.max(1))) as u32
    }

    fn one_in(&mut self, n: u32) -> bool {
        self.below(n) == 0
    }

    fn maybe<T>(&mut self, n: u32, value: impl FnOnce(&mut Dice) -> T) -> Option<T> {
        self.one_in(n).then(|| value(self))
    }

    fn pick<T: Clone>(&mut self, all: &[T]) -> T {
        all[self.below(all.len() as u32) as usize].clone()
    }
}

const WORDS: &[&str] = &[
    "Design",
    "Bau & Prüfung",
    " leads and ends in spaces ",
    "<b>bold</b> ]]> \"quoted\" 'too'",
    "שלום עולם \u{202e}gnirts",
    "🦀 émoji 👩‍🚀",
    "line\nbreak\ttab\rreturn",
    "100 % done; really: yes",
    "",
    "a %3B b",
];

fn date(dice: &mut Dice) -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 1, 1).unwrap() + Days::new(dice.below(300).into())
}

fn moment(dice: &mut Dice) -> Moment {
    let minute = dice.pick(&[0, 480, 495, 780, 1020]);
    Moment(Moment::start_of(date(dice)).0 + minute)
}

fn duration(dice: &mut Dice) -> Duration {
    Duration {
        minutes: dice.pick(&[0, 1, 60, 480, 960, 2400, 9600]),
        unit: dice.pick(&[Unit::Minute, Unit::Hour, Unit::Day, Unit::Week, Unit::Month]),
        elapsed: dice.one_in(5),
        estimated: dice.one_in(5),
    }
}

fn exception(dice: &mut Dice) -> Exception {
    let from = date(dice);
    let days = dice.pick(&[1, 2, 4, 64, 0b1_1111, 0b110_0000, 0b111_1111]);
    let recurrence = match dice.below(9) {
        0 => Recurrence::Daily { every: 2 },
        1 => Recurrence::Weekly { every: 2, days: 0b100_0101 },
        2 => Recurrence::Monthly { every: 3, day: 31 },
        3 => Recurrence::MonthlyNth { every: 1, nth: 5, days },
        4 => Recurrence::Yearly { month: 12, day: 25 },
        5 => Recurrence::YearlyNth { month: 5, nth: 1, days },
        _ => Recurrence::EveryDay,
    };
    let hours = dice.maybe(4, |_| DayHours::standard()).unwrap_or_default();
    let name = dice.pick(&["Holiday", "", "Été"]).to_owned();
    Exception { name, from, to: from + Days::new(dice.below(9).into()), recurrence, hours }
}

fn calendar(dice: &mut Dice, id: u32) -> Calendar {
    let mut calendar = Calendar::standard(CalendarId(id));
    calendar.name = format!("Calendar {id}");
    if id > 1 && dice.one_in(2) {
        calendar.base = Some(CalendarId(1));
        calendar.week = std::array::from_fn(|_| dice.maybe(3, |_| DayHours::standard()));
    }
    if dice.one_in(3) {
        // A night shift, and a day that ends at midnight.
        calendar.week[0] = Some(DayHours(vec![Interval { from: 0, to: 360 }, Interval { from: 1320, to: 1440 }]));
    }
    calendar.exceptions = (0..dice.below(4)).map(|_| exception(dice)).collect();
    if dice.one_in(3) {
        let from = date(dice);
        let week = std::array::from_fn(|_| dice.maybe(2, |_| DayHours::standard()));
        calendar.work_weeks = vec![WorkWeek { name: "Summer".into(), from, to: from + Days::new(30), week }];
    }
    calendar
}

fn person(dice: &mut Dice, id: u32) -> Resource {
    let kind = dice.pick(&[ResourceKind::Work, ResourceKind::Work, ResourceKind::Material, ResourceKind::Cost]);
    Resource {
        id: ResourceId(id),
        name: dice.pick(&["Anna", "Anna", "Lind, Jonas [Berlin]", "Anna (#4)", "", "Zoë 🦀"]).into(),
        role: dice.pick(&["", "architect", "signs <off>"]).into(),
        side: dice.pick(&[Side::Ours, Side::Client, Side::Supplier]),
        kind,
        max_units: dice.pick(&[100, 50, 333, 1]),
        calendar: dice.maybe(2, |dice| CalendarId(1 + dice.below(3))),
        absences: if dice.one_in(3) { vec![exception(dice)] } else { Vec::new() },
        client_visible: false,
    }
}

fn progress(dice: &mut Dice, minutes: i32) -> Progress {
    let start = moment(dice);
    match dice.below(5) {
        0 => {
            let finish = Moment(start.0 + dice.pick(&[0, 600, 1440]));
            let remaining = dice.maybe(2, |_| 0);
            Progress { actual_start: Some(start), actual_finish: Some(finish), percent: 100, remaining }
        }
        1 => {
            let remaining = dice.maybe(2, |dice| 1 + dice.below(minutes as u32 * 2 + 9) as i32);
            Progress { actual_start: Some(start), actual_finish: None, percent: dice.below(99) as u8, remaining }
        }
        _ => Progress::default(),
    }
}

fn task(dice: &mut Dice, id: u32, level: u16, people: &[ResourceId]) -> Task {
    let mut task = Task::new(TaskId(id), level, dice.pick(WORDS), duration(dice));
    task.milestone = dice.one_in(4);
    task.constraint = dice.maybe(3, |dice| {
        use ConstraintKind::*;
        let kind = dice.pick(&[Alap, Snet, Fnet, Snlt, Fnlt, Mso, Mfo, Pinned]);
        Constraint { kind, date: if kind == Alap { Moment(0) } else { moment(dice) } }
    });
    task.deadline = dice.maybe(4, moment);
    task.calendar = dice.maybe(4, |dice| CalendarId(1 + dice.below(3)));
    task.ignore_resource_calendars = dice.one_in(5);
    task.manual = dice.maybe(6, |dice| {
        let start = dice.maybe(2, moment);
        let finish = dice.maybe(2, |dice| Moment(start.unwrap_or(moment(dice)).0 + 960));
        ManualDates { start, finish, open: dice.one_in(3) }
    });
    task.inactive = dice.one_in(8);
    task.progress = progress(dice, task.duration.minutes);
    task.levelling_delay = dice.pick(&[0, 0, 0, 30]);
    if !people.is_empty() {
        task.owner = dice.maybe(3, |dice| dice.pick(people));
        task.assignments = (0..dice.below(3))
            .map(|_| Assignment {
                resource: dice.pick(people),
                units: dice.pick(&[100, 50, 7]),
                work: dice.maybe(2, |dice| dice.below(5000) as i32),
                delay: dice.pick(&[0, 0, 45]),
                segments: if dice.one_in(6) { segments(dice) } else { Vec::new() },
            })
            .collect();
    }
    task.cost = dice.maybe(3, |dice| {
        let fixed = Money(dice.pick(&[0, 12_345, -50]));
        let actual = dice.maybe(2, |dice| Money(dice.below(99_999).into()));
        Box::new(TaskCost { fixed, per_day: Money(dice.pick(&[0, 80_000])), actual })
    });
    task.range = dice.maybe(3, |dice| Range { shorter: dice.below(900) as i32, longer: dice.below(9000) as i32 });
    task.confidence = dice.maybe(4, |dice| dice.pick(&[Confidence::Sure, Confidence::Fair, Confidence::Guess]));
    task.hill = dice.maybe(5, |dice| dice.below(101) as u8);
    task.locked = dice.one_in(5);
    task.client_visible = dice.one_in(3);
    task.will_see = dice.pick(WORDS).to_owned();
    task.private_note = dice.pick(WORDS).to_owned();
    task
}

fn segments(dice: &mut Dice) -> Vec<WorkSegment> {
    let at = Moment::start_of(date(dice)).0;
    let segment = |n: i32| WorkSegment { start: Moment(at + n), finish: Moment(at + n + 540), work: 120 };
    [480, 480 + 3 * 1440, 480 + 9 * 1440].map(segment).to_vec()
}

/// A project made from `seed`.
pub fn project(seed: u64) -> Project {
    let dice = &mut Dice(seed);
    let start = moment(dice);
    let mut project = Project::new(dice.pick(WORDS), start);
    let plan = &mut project.plan;
    plan.calendars = (1..=3).map(|id| (CalendarId(id), calendar(dice, id))).collect();
    plan.resources = (2..2 + dice.below(5)).map(|id| (ResourceId(id), person(dice, id))).collect();
    let people: Vec<ResourceId> = plan.resources.keys().copied().collect();
    let mut level = 0;
    for n in 0..dice.below(14) {
        plan.tasks.push(task(dice, 10 + n * 3, level, &people));
        level = dice.below(u32::from(level) + 2).min(5) as u16;
    }
    let ids: Vec<TaskId> = plan.tasks.iter().map(|task| task.id).collect();
    for _ in 0..ids.len() {
        let (successor, predecessor) = (dice.pick(&ids), dice.pick(&ids));
        use DependencyKind::*;
        let key = DependencyKey { successor, predecessor, kind: dice.pick(&[FS, SS, FF, SF]) };
        let lag = match dice.below(3) {
            0 => Lag::Percent { percent: dice.pick(&[50, -25]), elapsed: dice.one_in(2) },
            _ => Lag::Time(Duration { minutes: dice.pick(&[0, 480, -60]), ..duration(dice) }),
        };
        if successor != predecessor {
            plan.dependencies.insert(key, lag);
        }
    }
    settings(dice, plan);
    for _ in 0..dice.below(3) {
        let id = BaselineId(dice.pick(&[0, 1, 2, 7, 4711]));
        project.baselines.insert(id, baseline(dice, &ids));
    }
    project
}

fn baseline(dice: &mut Dice, ids: &[TaskId]) -> Baseline {
    let dates = |dice: &mut Dice| {
        let start = moment(dice);
        BaselineDates { start, finish: Moment(start.0 + dice.pick(&[0, 540, 1440])), duration: dice.below(999) as i32 }
    };
    let tasks = ids.iter().filter_map(|id| Some((*id, dice.maybe(2, dates)?))).collect();
    Baseline {
        name: dice.pick(&["As agreed; 50 %, then", "Baseline", ""]).into(),
        set_on: date(dice),
        shown: dice.one_in(2),
        tasks,
    }
}

fn settings(dice: &mut Dice, plan: &mut Plan) {
    let settings = &mut plan.settings;
    settings.must_finish_by = dice.maybe(3, moment);
    settings.first_start = settings.must_finish_by;
    settings.status_date = dice.maybe(2, moment);
    settings.calendar = CalendarId(1 + dice.below(3));
    if dice.one_in(2) {
        settings.hours = HoursSettings { minutes_per_day: 420, minutes_per_week: 2100, days_per_month: 19 };
    }
    settings.critical_threshold = dice.pick(&[0, 480, 420, 61]);
    settings.uncertainty.common = dice.pick(&[50, 50, 0, 100]);
    settings.uncertainty.guess.longer = dice.pick(&[80, 300]);
    settings.near_critical_threshold = dice.pick(&[0, 960]);
    settings.progress_rule = dice.pick(&[ProgressRule::RetainedLogic, ProgressRule::ProgressOverride]);
    settings.lag_calendar = dice.pick(&[LagCalendar::Successor, LagCalendar::Predecessor, LagCalendar::Elapsed]);
    settings.conventions = dice.pick(&[
        Conventions::Forthright,
        Conventions::MicrosoftProject { honour_constraint_dates: true },
        Conventions::MicrosoftProject { honour_constraint_dates: false },
    ]);
    settings.budget = dice.maybe(2, |dice| Money(dice.below(9_999_999).into()));
    settings.currency = dice.maybe(2, |dice| dice.pick(&["EUR", "GBP"]).into());
}
