//! Laws over generated plans: what holds for every schedule, and that any plan gets one.

use super::calendars::calendar;
use forthright::edit::{PlanEdit, TaskField};
use forthright::plan::*;
use forthright::schedule::{Change, Engine, WorkingTime, schedule};
use proptest::prelude::*;

const START: i32 = 29_671_200; // 2026-06-01

/// A sane plan: a tree, links that run forwards, calendars that work.
pub fn sane(constraints: bool) -> impl Strategy<Value = Plan> {
    (1usize..24).prop_flat_map(move |count| {
        let task = (0u16..4, 0i32..12, 0u8..30, prop::option::weighted(0.2, 1u32..3), any::<u8>());
        let link = (any::<prop::sample::Index>(), any::<prop::sample::Index>(), 0u8..4, -3i32..6);
        let links = prop::collection::vec(link, 0..count * 2);
        (prop::collection::vec(task, count), links, any::<bool>()).prop_map(move |(tasks, links, msp)| {
            let mut plan = Plan::new(Moment(START));
            let mut second = Calendar::standard(CalendarId(2));
            second.week[5] = Some(DayHours::standard());
            plan.calendars.insert(second.id, second);
            if msp {
                plan.settings.conventions = Conventions::MicrosoftProject { honour_constraint_dates: false };
            }
            let mut level = 0;
            for (row, (deep, days, kind, calendar, extra)) in tasks.into_iter().enumerate() {
                level = if row == 0 { 0 } else { deep.min(level + 1) };
                let mut task = Task::new(TaskId(row as u32 + 1), level, "t", Duration::working(days * 240));
                task.calendar = calendar.map(CalendarId);
                if constraints {
                    constrain(&mut task, kind, i32::from(extra));
                }
                plan.tasks.push(task);
            }
            for (a, b, kind, lag) in links {
                let (a, b) = (a.index(count), b.index(count));
                let above = |low: usize, high: usize| plan.subtree(low).contains(&high);
                let kind =
                    [DependencyKind::FS, DependencyKind::SS, DependencyKind::FF, DependencyKind::SF][usize::from(kind)];
                let leaves = !plan.is_summary(a) && !plan.is_summary(b);
                if a < b && !above(a, b) && leaves {
                    let ids = (plan.tasks[a].id, plan.tasks[b].id);
                    let key = DependencyKey { predecessor: ids.0, successor: ids.1, kind };
                    plan.dependencies.insert(key, Lag::Time(Duration::working(lag * 240)));
                }
            }
            plan.ids = Ids { last: 100 };
            plan
        })
    })
}

fn constrain(task: &mut Task, kind: u8, extra: i32) {
    use ConstraintKind::{Alap, Fnet, Fnlt, Mfo, Mso, Pinned, Snet, Snlt};
    let date = Moment(START + extra * 360);
    let kinds = [Alap, Snet, Fnet, Snlt, Fnlt, Mso, Mfo, Pinned];
    match kind {
        0..8 => task.constraint = Some(Constraint { kind: kinds[usize::from(kind)], date }),
        8 => task.deadline = Some(date),
        9 => task.progress = Progress { actual_start: Some(date), percent: 40, ..Progress::default() },
        10 => task.progress.actual_finish = Some(date),
        11 => task.inactive = true,
        12 => task.manual = Some(ManualDates { start: Some(date), finish: None, open: extra % 2 == 0 }),
        13 => task.levelling_delay = extra * 7,
        14 => task.duration.elapsed = true,
        _ => {}
    }
}

/// The plan and its dates on a few lines, for failures.
fn told(plan: &Plan, found: &forthright::schedule::Schedule) -> String {
    let tasks = plan.tasks.iter().zip(&found.rows).map(|(task, row)| {
        let (minutes, calendar) = (task.duration.minutes, task.calendar.map_or(0, |id| id.0));
        let dates = [row.start, row.finish, row.late_start, row.late_finish].map(|at| at.to_string()).join(" ");
        format!(
            "{}{} {minutes}m calendar {calendar}: {dates} {}",
            "-".repeat(task.level.into()),
            task.id.0,
            row.total_float
        )
    });
    let links = plan
        .dependencies
        .iter()
        .map(|(key, lag)| format!("{} {:?} {} {lag:?}", key.predecessor.0, key.kind, key.successor.0));
    tasks.chain(links).collect::<Vec<_>>().join("\n")
}

fn leaf_rows(plan: &Plan) -> Vec<usize> {
    (0..plan.tasks.len()).filter(|row| !plan.is_summary(*row)).collect()
}

/// Which row or link, what, and how much.
type AnyChange = (prop::sample::Index, u8, i32);

fn any_change() -> impl Strategy<Value = AnyChange> {
    (any::<prop::sample::Index>(), 0u8..6, 0i32..20)
}

/// Makes the change in `plan`; gives it as a preview takes it.
fn make((pick, what, n): AnyChange, plan: &mut Plan) -> Option<Change> {
    let row = pick.index(plan.tasks.len());
    let task = &mut plan.tasks[row];
    let began = Some(Moment(START + n * 500));
    let progress = match n % 3 {
        0 => Progress { actual_start: began, percent: 30, ..Progress::default() },
        1 => Progress {
            actual_start: began,
            actual_finish: Some(Moment(START + n * 900)),
            percent: 100,
            remaining: None,
        },
        _ => Progress::default(),
    };
    Some(match what {
        0 | 1 => {
            task.duration = Duration { elapsed: n % 5 == 1, ..Duration::working(n * 240) };
            Change::Duration(task.id, task.duration)
        }
        2 => {
            let date = Moment(START + n * 700);
            task.constraint = Some(Constraint { kind: ConstraintKind::Snet, date });
            Change::NotBefore(task.id, date)
        }
        3 => {
            task.progress = progress;
            Change::Progress(task.id, progress)
        }
        _ => {
            let links: Vec<DependencyKey> = plan.dependencies.keys().copied().collect();
            let key = *links.get(pick.index(links.len().max(1)))?;
            let lag = match n % 4 {
                0 => Lag::default(),
                1 => Lag::Percent { percent: n * 10, elapsed: n > 10 },
                _ => Lag::Time(Duration { elapsed: n == 7, ..Duration::working((n - 6) * 60) }),
            };
            plan.dependencies.insert(key, lag);
            Change::Lag(key, lag)
        }
    })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 200, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn forward_and_backward_agree(plan in sane(false)) {
        let found = schedule(&plan);
        prop_assert!(found.issues.is_empty(), "{:?}\n{}", found.issues, told(&plan, &found));
        let leaves = leaf_rows(&plan);
        // Something carries the plan's end, and nothing is late without a limit.
        prop_assert!(leaves.iter().any(|row| found.rows[*row].critical));
        for row in leaves {
            let task = &found.rows[row];
            let clock = WorkingTime::of(&plan, plan.tasks[row].calendar.unwrap_or(plan.settings.calendar));
            let duration = plan.tasks[row].duration.minutes;
            prop_assert_eq!(clock.work(task.early_start, task.early_finish), duration);
            prop_assert_eq!(clock.work(task.late_start, task.late_finish), duration);
            prop_assert!(task.total_float >= 0, "{task:?}");
            prop_assert!(task.free_float >= 0 && task.free_float <= task.total_float, "{task:?}\n{}", told(&plan, &found));
            prop_assert!(task.finish <= found.finish && task.start >= found.start);
            prop_assert_eq!(task.critical, task.total_float == 0);
        }
    }

    #[test]
    fn every_link_is_kept(plan in sane(false)) {
        let found = schedule(&plan);
        for (key, lag) in &plan.dependencies {
            let (from, to) = (key.predecessor.0 as usize - 1, key.successor.0 as usize - 1);
            let clock = WorkingTime::of(&plan, plan.tasks[to].calendar.unwrap_or(plan.settings.calendar));
            let Lag::Time(lag) = lag else { continue };
            let (p, s) = (&found.rows[from], &found.rows[to]);
            let (earlier, later) = match key.kind {
                DependencyKind::FS => (p.finish, s.start),
                DependencyKind::SS => (p.start, s.start),
                DependencyKind::FF => (p.finish, s.finish),
                DependencyKind::SF => (p.start, s.finish),
            };
            prop_assert!(clock.work(earlier, later) >= lag.minutes, "{key:?} {p:?} {s:?}");
        }
    }

    #[test]
    fn the_same_plan_gives_the_same_schedule(plan in sane(true)) {
        prop_assert_eq!(schedule(&plan), schedule(&plan));
    }

    #[test]
    fn the_order_of_rows_does_not_change_dates(plan in sane(true), seed in any::<u64>()) {
        // Top-level subtrees in another order.
        let mut heads: Vec<usize> = (0..plan.tasks.len()).filter(|row| plan.tasks[*row].level == 0).collect();
        let mut state = seed | 1;
        for at in (1..heads.len()).rev() {
            state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            heads.swap(at, (state >> 33) as usize % (at + 1));
        }
        let mut other = plan.clone();
        other.tasks = heads.iter().flat_map(|row| plan.tasks[plan.subtree(*row)].to_vec()).collect();
        let (a, b) = (schedule(&plan), schedule(&other));
        for row in &a.rows {
            let twin = b.rows.iter().find(|twin| twin.id == row.id).unwrap();
            let told = |row: &forthright::schedule::TaskSchedule| {
                (row.start, row.finish, row.late_start, row.late_finish, row.total_float, row.free_float, row.critical)
            };
            prop_assert_eq!(told(row), told(twin));
        }
    }

    /// Dates, floats, reasons and issues alike, whatever is changed at once and however often; and the engine keeps
    /// nothing of it.
    #[test]
    fn a_preview_is_the_schedule_after_the_edits(plan in sane(true), changes in prop::collection::vec(any_change(), 1..5)) {
        let mut edited = plan.clone();
        let engine = Engine::new(&plan);
        let changes: Vec<Change> = changes.into_iter().filter_map(|change| make(change, &mut edited)).collect();
        prop_assert_eq!(engine.preview(&changes), schedule(&edited), "{:?}", changes);
        prop_assert_eq!(engine.schedule(), schedule(&plan));
    }

    #[test]
    fn an_undone_edit_leaves_no_trace(plan in sane(true), days in 0i32..9) {
        let mut edited = plan.clone();
        let task = plan.tasks[0].id;
        let inverse = edited.apply(PlanEdit::Set { task, field: TaskField::Duration(Duration::working(days * 480)) });
        if let Ok(inverse) = inverse {
            edited.apply(inverse).unwrap();
            prop_assert_eq!(schedule(&edited), schedule(&plan));
        }
    }

    #[test]
    fn any_plan_at_all_gets_a_schedule(plan in garbage()) {
        let found = schedule(&plan);
        prop_assert_eq!(found.rows.len(), plan.tasks.len());
        let engine = Engine::new(&plan);
        if let Some(task) = plan.tasks.first() {
            engine.preview(&[Change::Duration(task.id, Duration::working(i32::MIN)), Change::NotBefore(task.id, Moment(i32::MAX))]);
        }
    }
}

/// Numbers with a taste for the edges.
fn edgy() -> impl Strategy<Value = i32> {
    prop_oneof![
        Just(i32::MIN),
        Just(i32::MAX),
        Just(0),
        -1_000_000_000i32..1_000_000_000,
        START - 50_000..START + 50_000,
        0i32..5_000
    ]
}

fn moments() -> impl Strategy<Value = Moment> {
    edgy().prop_map(Moment)
}

/// Anything the types allow: loose links, circles, levels from nowhere, dates beyond all calendars.
fn garbage() -> impl Strategy<Value = Plan> {
    let lag = prop_oneof![
        (edgy(), any::<bool>())
            .prop_map(|(minutes, elapsed)| Lag::Time(Duration { elapsed, ..Duration::working(minutes) })),
        (edgy(), any::<bool>()).prop_map(|(percent, elapsed)| Lag::Percent { percent, elapsed }),
    ];
    let tasks = prop::collection::vec(any_task(), 0..14);
    let links = prop::collection::vec((0u32..14, 0u32..14, 0u8..4, lag), 0..24);
    let settings = (moments(), prop::option::of(moments()), prop::option::of(moments()), 0u8..32, edgy(), edgy());
    let calendars = (calendar(1, Some(2)), calendar(2, Some(3)), calendar(3, Some(1)));
    (tasks, links, settings, calendars).prop_map(|(tasks, links, settings, calendars)| {
        let mut plan = Plan::new(settings.0);
        plan.tasks = tasks;
        for calendar in [calendars.0, calendars.1, calendars.2] {
            plan.calendars.insert(calendar.id, calendar);
        }
        for (a, b, kind, lag) in links {
            let kind =
                [DependencyKind::FS, DependencyKind::SS, DependencyKind::FF, DependencyKind::SF][usize::from(kind)];
            plan.dependencies.insert(DependencyKey { predecessor: TaskId(a), successor: TaskId(b), kind }, lag);
        }
        for id in 0..3 {
            let resource = Resource {
                id: ResourceId(id),
                name: String::new(),
                role: String::new(),
                side: Side::Ours,
                kind: ResourceKind::Work,
                max_units: 100,
                calendar: Some(CalendarId(id)),
                absences: Vec::new(),
                client_visible: false,
            };
            plan.resources.insert(resource.id, resource);
        }
        let bits = settings.3;
        plan.settings.must_finish_by = settings.1;
        plan.settings.status_date = settings.2;
        plan.settings.critical_threshold = settings.4;
        plan.settings.near_critical_threshold = settings.5;
        plan.settings.calendar = CalendarId(u32::from(bits & 3));
        if bits & 4 != 0 {
            plan.settings.conventions = Conventions::MicrosoftProject { honour_constraint_dates: bits & 8 != 0 };
        }
        if bits & 16 != 0 {
            plan.settings.lag_calendar = LagCalendar::Predecessor;
        }
        plan
    })
}

fn any_task() -> impl Strategy<Value = Task> {
    let constraint = prop::option::of((0usize..8, moments()));
    let progress = (prop::option::of(moments()), prop::option::of(moments()), any::<u8>(), prop::option::of(edgy()));
    let manual = prop::option::weighted(0.2, (prop::option::of(moments()), prop::option::of(moments())));
    let assignments = prop::collection::vec((0u32..4, 0u32..400, prop::option::of(edgy()), edgy(), edgy()), 0..3);
    let first = (0u32..14, 0u16..6, edgy(), any::<bool>(), constraint, progress, prop::option::weighted(0.3, 0u32..5));
    let second = (manual, prop::option::weighted(0.2, moments()), edgy(), 0u8..16, assignments);
    (first, second).prop_map(|(first, second)| {
        use ConstraintKind::{Alap, Fnet, Fnlt, Mfo, Mso, Pinned, Snet, Snlt};
        let (id, level, minutes, elapsed, constraint, progress, calendar) = first;
        let (manual, deadline, delay, bits, assignments) = second;
        let mut task = Task::new(TaskId(id), level, "?", Duration { elapsed, ..Duration::working(minutes) });
        let kinds = [Alap, Snet, Fnet, Snlt, Fnlt, Mso, Mfo, Pinned];
        task.constraint = constraint.map(|(kind, date)| Constraint { kind: kinds[kind], date });
        if bits & 1 != 0 {
            let (actual_start, actual_finish, percent, remaining) = progress;
            task.progress = Progress { actual_start, actual_finish, percent, remaining };
        }
        task.inactive = bits & 6 == 6;
        task.calendar = calendar.map(CalendarId);
        task.manual = manual.map(|(start, finish)| ManualDates { start, finish, open: bits & 8 != 0 });
        task.deadline = deadline;
        task.levelling_delay = delay;
        let segment = |a: i32, b: i32| WorkSegment { start: Moment(a), finish: Moment(b), work: 1 };
        task.segments = vec![segment(minutes, delay), segment(delay, minutes)];
        task.assignments = assignments
            .into_iter()
            .map(|(resource, units, work, a, b)| Assignment {
                resource: ResourceId(resource),
                units,
                work,
                delay: 0,
                segments: vec![segment(a, b), segment(b, a)],
            })
            .collect();
        task
    })
}
