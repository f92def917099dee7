#![allow(clippy::unwrap_used)]
use super::*;
use crate::analysis::Casting;
use crate::plan::{Duration, Range, Task};
use crate::words::Locale;

/// A milestone after five days of work that may be three to eight.
fn project() -> Project {
    let mut project = Project::new("", Moment::parse("2026-06-01").unwrap());
    let mut design = Task::new(TaskId(2), 0, "Design", Duration::working(5 * 480));
    design.range = Some(Range { shorter: 960, longer: 1440 });
    let mut exact = Task::new(TaskId(4), 0, "Print", Duration::working(480));
    exact.range = Some(Range::default());
    project.plan.tasks = vec![design, Task::new(TaskId(3), 0, "Approved", Duration::ZERO), exact];
    let key = crate::plan::DependencyKey {
        successor: TaskId(3),
        predecessor: TaskId(2),
        kind: crate::plan::DependencyKind::FS,
    };
    project.plan.dependencies.insert(key, crate::plan::Lag::default());
    project
}

fn dates() -> Dates {
    Dates::new(Locale::default(), "2026-06-01".parse().unwrap())
}

fn asked(ask: Ask) -> String {
    let project = project();
    let schedule = project.schedule();
    let chances = Casting::all(&project, &project.plan, &schedule);
    let target = Target { task: Some(TaskId(3)), name: "Approved".into(), promised: None };
    let offer = offer(&project, &schedule, &chances, &target, ask, &dates()).unwrap();
    format!("{} | {} | {}\n{}\n{}\n{}", offer.day, offer.odds, offer.share, offer.sentence, offer.buffer, offer.worth)
}

#[test]
fn a_date_for_a_chance_and_a_chance_for_a_date() {
    assert_eq!(
        asked(Ask::Chance(80.0)),
        "Tue 9 Jun | 19 times in 20 | 95 %
“Approved” will be done by Tue 9 Jun 2026, 19 times in 20.
2 d of buffer after the plan's own date, Fri 5 Jun, which holds two times in five.
From 2000 runs of the plan: with other luck it would be the same day."
    );
    assert_eq!(
        asked(Ask::Date("2026-06-05".parse().unwrap())),
        "Fri 5 Jun | two times in five | 40 %
“Approved” will be done by Fri 5 Jun 2026, two times in five.
No buffer: it is the plan's own date, which holds two times in five.
From 2000 runs of the plan: with other luck the share would be within 3 points."
    );
    assert!(asked(Ask::Date("2026-06-03".parse().unwrap())).contains("2 d before the plan's own date"));
    assert!(asked(Ask::Date("2026-06-02".parse().unwrap())).contains("almost never | 0 %"));
    // Nothing will be done by a day that is over.
    let over = asked(Ask::Date("2026-05-29".parse().unwrap()));
    assert!(over.contains("“Approved” was to be done by Fri 29 May 2026, and that day is over."), "{over}");
}

/// What takes no time is done on its own day, also where that day has just begun.
#[test]
fn a_milestone_at_midnight_is_offered_for_its_own_day() {
    let mut project = project();
    project.plan.dependencies.clear();
    let schedule = project.schedule();
    assert_eq!(schedule.rows[1].finish, Moment::parse("2026-06-01").unwrap());
    let chances = Casting::all(&project, &project.plan, &schedule);
    let target = Target { task: Some(TaskId(3)), name: "Approved".into(), promised: None };
    let offer = offer(&project, &schedule, &chances, &target, Ask::Chance(80.0), &dates()).unwrap();
    assert_eq!(format!("{} | {}", offer.day, offer.date), "Mon 1 Jun | 2026-06-01");
    assert_eq!(offer.buffer, "No buffer: it is the plan's own date, which holds almost always.");
}

#[test]
fn targets_are_what_may_be_promised() {
    let project = project();
    let names: Vec<String> =
        targets(&project, &project.schedule(), &Promised::default()).into_iter().map(|target| target.name).collect();
    assert_eq!(names, ["Approved", "Everything in the plan"]);
    let sample = crate::project::sample("2026-06-10".parse().unwrap());
    let schedule = sample.schedule();
    let promised = Promised::new(&sample, &sample.plan, &schedule, "2026-06-10".parse().unwrap());
    let all = targets(&sample, &schedule, &promised);
    assert!(all[0].promised.is_some() && all.iter().filter(|target| target.task.is_none()).count() == 1);
    let mut tasks: Vec<_> = all.iter().map(|target| target.task).collect();
    tasks.sort_unstable();
    tasks.dedup();
    assert_eq!(tasks.len(), all.len(), "each once");
}

#[test]
fn the_picture_has_a_table_and_words() {
    let project = project();
    let chances = Casting::all(&project, &project.plan, &project.schedule());
    let target = Target { task: Some(TaskId(3)), name: "Approved".into(), promised: None };
    let picture = picture(&chances, &target, &dates());
    let days: Vec<&str> = picture.spots.iter().map(|spot| spot.day.as_str()).collect();
    assert_eq!(days, ["Thu 4 Jun", "Fri 5 Jun", "Mon 8 Jun", "Tue 9 Jun", "Wed 10 Jun"]);
    assert_eq!(picture.spots.last().map(|spot| spot.sure.as_str()), Some("100 %"));
    assert!(picture.spots.windows(2).all(|two| two[0].by_then < two[1].by_then));
    assert_eq!(picture.spots.iter().map(|spot| spot.height).fold(0.0, f64::max), 100.0);
    assert_eq!(picture.at("2026-06-10".parse().unwrap()), Some(100.0));
    assert_eq!(picture.at("2026-06-11".parse().unwrap()), None);
    assert_eq!(picture.says, "Even chance by 8 Jun, four times in five by 9 Jun, nine times in ten by 9 Jun.");
    let movers = movers(&project, &chances, Some(TaskId(3)), &dates());
    assert_eq!(
        movers.iter().map(|row| (row.name.as_str(), row.range.as_str())).collect::<Vec<_>>(),
        [("Design", "3–5–8d left")]
    );
    assert!(movers[0].share > 80.0);
}

#[test]
fn a_promise_says_how_often_it_is_kept() {
    let project = project();
    let chances = Casting::all(&project, &project.plan, &project.schedule());
    let now = |date: &str| PromiseNow {
        id: crate::project::PromiseId(1),
        task: TaskId(3),
        date: date.parse().unwrap(),
        forecast: Some("2026-06-05".parse().unwrap()),
        state: crate::analysis::PromiseState::Open,
        notice: 0,
        late_by: 0,
        delivered: None,
    };
    assert_eq!(kept(&chances, &now("2026-06-08")).as_deref(), Some("kept three times in four"));
    assert_eq!(
        kept(&chances, &PromiseNow { delivered: Some("2026-06-05".parse().unwrap()), ..now("2026-06-08") }),
        None
    );
    assert_eq!(kept(&chances, &PromiseNow { forecast: None, ..now("2026-06-08") }), None);
}

#[test]
fn the_record_of_forecasts_is_told_in_words() {
    let band = |about, said, held| Calibration { about, said, held };
    assert_eq!(calibrated(&[]), "");
    assert_eq!(
        calibrated(&[band(50, 1, 0), band(80, 6, 5), band(90, 2, 2)]),
        "Of 2 dates said at about 90 %, all held. Of 6 dates said at about 80 %, 5 held. Of 1 date said at about 50 %, none held."
    );
}

#[test]
fn where_several_must_be_done_that_alone_makes_it_later() {
    let mut project = project();
    for id in 10..14 {
        let mut task = Task::new(TaskId(id), 0, format!("Part {id}"), Duration::working(10 * 480));
        task.range = Some(Range { shorter: 2400, longer: 4800 });
        project.plan.tasks.push(task);
        let key = crate::plan::DependencyKey {
            successor: TaskId(3),
            predecessor: TaskId(id),
            kind: crate::plan::DependencyKind::FS,
        };
        project.plan.dependencies.insert(key, crate::plan::Lag::default());
    }
    project.plan.settings.uncertainty.common = 0;
    let chances = Casting::all(&project, &project.plan, &project.schedule());
    let said = merging(&project, &chances, Some(TaskId(3)), &dates()).unwrap();
    assert!(said.starts_with("It waits for several steps that must all be done: that alone puts it about "), "{said}");
    assert!(said.contains("Part 10") && !said.contains("Design"), "{said}");
    assert_eq!(merging(&project, &chances, None, &dates()), None);
}

/// A date that varies by nothing but what all steps share is not called certain.
#[test]
fn where_no_step_is_named_it_is_said_why() {
    let said = |common: u8, exact: bool| {
        let mut project = project();
        project.plan.settings.uncertainty.common = common;
        if exact {
            project.plan.tasks[0].range = Some(Range::default());
        }
        let chances = Casting::all(&project, &project.plan, &project.schedule());
        let named = movers(&project, &chances, Some(TaskId(3)), &dates()).len();
        (named, none_moves(&chances, Some(TaskId(3))))
    };
    let shared = "No step alone moves this date much: it varies by what all steps share.";
    assert_eq!(said(99, false), (0, shared));
    assert_eq!(said(99, true), (0, "Nothing in the plan makes this date uncertain."));
    assert_eq!(said(20, false).0, 1);
}
