//! Plans as text, and their schedules as tables.
//!
//! A line is a task: its name (a leading `-` a level deeper), then words in any order: `5d`, `16h`, `3ed`, `0d`;
//! links `A`, `A FS+1d`, `A SS-2d`, `A FF+50%`, `A FS+2ed`; `snet 2026-06-10` and the like (a finish constraint means
//! the day's end); `deadline 2026-06-10`, `started 2026-06-01`, `done 2026-06-03`, `50%`, `left 2d`,
//! `manual 2026-06-01 2026-06-05`, `delay 2ed`, `calendar night`, `off` (inactive), `locked`.
//! A line that starts with a setting's name sets it: `start`, `status`, `finish-by`, `msp`, `msp-soft`, `override`,
//! `lag predecessor`, `near 2d`, `from-finish`; `calendar night Mon-Fri 22-24`, `holiday 2026-06-04`.

#![allow(dead_code)]

use forthright::plan::*;
use forthright::schedule::{Bound, Cause, Issue, LateLimit, Schedule, schedule};
use std::collections::BTreeMap;

/// Monday 1 June 2026 is where plans without `start` begin.
pub fn plan(text: &str) -> Plan {
    let mut plan = Plan::new(Moment::parse("2026-06-01").unwrap());
    let mut names: BTreeMap<String, TaskId> = BTreeMap::new();
    let lines = || text.lines().map(str::trim).filter(|line| !line.is_empty() && !line.starts_with('#'));
    for line in lines() {
        let words: Vec<&str> = line.split_whitespace().collect();
        if !setting(&mut plan, &words) {
            let level = words[0].chars().take_while(|c| *c == '-').count() as u16;
            let id = TaskId(plan.tasks.len() as u32 + 1);
            let name = words[0].trim_start_matches('-');
            names.insert(name.into(), id);
            plan.tasks.push(Task::new(id, level, name, Duration::working(480)));
        }
    }
    let mut row = 0;
    for line in lines() {
        let words: Vec<&str> = line.split_whitespace().collect();
        if is_setting(words[0]) {
            continue;
        }
        task(&mut plan, row, &words[1..], &names);
        row += 1;
    }
    plan
}

const SETTINGS: [&str; 12] = [
    "start",
    "status",
    "finish-by",
    "msp",
    "msp-soft",
    "override",
    "lag",
    "near",
    "from-finish",
    "calendar",
    "holiday",
    "threshold",
];

fn is_setting(word: &str) -> bool {
    SETTINGS.contains(&word)
}

fn setting(plan: &mut Plan, words: &[&str]) -> bool {
    let settings = &mut plan.settings;
    match words {
        ["start", date] => settings.start = Moment::parse(date).unwrap(),
        ["status", date] => settings.status_date = Some(end(date)),
        ["finish-by", date] => settings.must_finish_by = Some(end(date)),
        ["msp"] => settings.conventions = Conventions::MicrosoftProject { honour_constraint_dates: true },
        ["msp-soft"] => settings.conventions = Conventions::MicrosoftProject { honour_constraint_dates: false },
        ["override"] => settings.progress_rule = ProgressRule::ProgressOverride,
        ["lag", "predecessor"] => settings.lag_calendar = LagCalendar::Predecessor,
        ["lag", "elapsed"] => settings.lag_calendar = LagCalendar::Elapsed,
        ["near", time] => settings.near_critical_threshold = duration(time).unwrap().minutes,
        ["threshold", time] => settings.critical_threshold = duration(time).unwrap().minutes,
        ["from-finish"] => settings.schedule_from = ScheduleFrom::Finish,
        ["calendar", name, days, hours] => {
            let id = CalendarId(plan.calendars.len() as u32 + 1);
            let hours = DayHours(hours.split(',').map(interval).collect());
            let (first, last) = days.split_once('-').map(|(a, b)| (weekday(a), weekday(b))).unwrap();
            let week =
                std::array::from_fn(|d| Some(if d >= first && d <= last { hours.clone() } else { DayHours::off() }));
            let mut calendar = Calendar::standard(id);
            (calendar.name, calendar.week) = (name.to_string(), week);
            plan.calendars.insert(id, calendar);
        }
        ["holiday", date] => {
            let day = Moment::parse(date).unwrap().date();
            let holiday = Exception {
                name: String::new(),
                from: day,
                to: day,
                recurrence: Recurrence::EveryDay,
                hours: DayHours::off(),
            };
            plan.calendars.get_mut(&CalendarId(1)).unwrap().exceptions.push(holiday);
        }
        _ => return false,
    }
    true
}

fn weekday(name: &str) -> usize {
    ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"].iter().position(|day| *day == name).unwrap()
}

fn interval(text: &str) -> Interval {
    let (from, to) = text.split_once('-').unwrap();
    Interval { from: from.parse::<u16>().unwrap() * 60, to: to.parse::<u16>().unwrap() * 60 }
}

fn end(date: &str) -> Moment {
    let at = Moment::parse(date).unwrap();
    if date.contains('T') { at } else { Moment::end_of(at.date()) }
}

pub fn duration(text: &str) -> Option<Duration> {
    let (number, unit) = text.split_at(text.find(|c: char| c.is_ascii_alphabetic())?);
    let number: f64 = number.parse().ok()?;
    let (size, elapsed) = match unit {
        "m" => (1.0, false),
        "h" => (60.0, false),
        "d" => (480.0, false),
        "w" => (2400.0, false),
        "eh" => (60.0, true),
        "ed" => (1440.0, true),
        _ => return None,
    };
    let unit = if unit.ends_with('h') { Unit::Hour } else { Unit::Day };
    Some(Duration { unit, elapsed, ..Duration::working((number * size) as i32) })
}

fn task(plan: &mut Plan, row: usize, words: &[&str], names: &BTreeMap<String, TaskId>) {
    let successor = plan.tasks[row].id;
    let calendars: BTreeMap<String, CalendarId> = plan.calendars.values().map(|c| (c.name.clone(), c.id)).collect();
    let mut at = 0;
    let date = |at: &mut usize| {
        *at += 1;
        words[*at]
    };
    while at < words.len() {
        let word = words[at];
        let task = &mut plan.tasks[row];
        let mut constraint = |kind, date| task.constraint = Some(Constraint { kind, date });
        let start = |text: &str| Moment::parse(text).unwrap();
        match word {
            "snet" => constraint(ConstraintKind::Snet, start(date(&mut at))),
            "snlt" => constraint(ConstraintKind::Snlt, start(date(&mut at))),
            "mso" => constraint(ConstraintKind::Mso, start(date(&mut at))),
            "pin" => constraint(ConstraintKind::Pinned, start(date(&mut at))),
            "fnet" => constraint(ConstraintKind::Fnet, end(date(&mut at))),
            "fnlt" => constraint(ConstraintKind::Fnlt, end(date(&mut at))),
            "mfo" => constraint(ConstraintKind::Mfo, end(date(&mut at))),
            "alap" => constraint(ConstraintKind::Alap, Moment(0)),
            "deadline" => task.deadline = Some(end(date(&mut at))),
            "started" => task.progress.actual_start = Some(start(date(&mut at))),
            "done" => {
                task.progress.actual_finish = Some(end(date(&mut at)));
                task.progress.percent = 100;
            }
            "left" => task.progress.remaining = Some(duration(date(&mut at)).unwrap().minutes),
            "delay" => task.levelling_delay = duration(date(&mut at)).unwrap().minutes,
            "calendar" => task.calendar = Some(calendars[date(&mut at)]),
            "off" => task.inactive = true,
            "locked" => task.locked = true,
            "manual" => {
                let from = start(date(&mut at));
                let finish = words.get(at + 1).and_then(|text| Moment::parse(text).map(|_| end(text)));
                at += usize::from(finish.is_some());
                task.manual = Some(ManualDates { start: Some(from), finish, open: false });
            }
            _ if word.ends_with('%') => task.progress.percent = word.trim_end_matches('%').parse().unwrap(),
            _ if names.contains_key(word) => {
                let link = words.get(at + 1).and_then(|text| link(text));
                at += usize::from(link.is_some());
                let (kind, lag) = link.unwrap_or((DependencyKind::FS, Lag::default()));
                plan.dependencies.insert(DependencyKey { successor, predecessor: names[word], kind }, lag);
            }
            _ => task.duration = duration(word).unwrap_or_else(|| panic!("what is {word:?}?")),
        }
        at += 1;
    }
}

fn link(text: &str) -> Option<(DependencyKind, Lag)> {
    let kind = match text.get(..2)? {
        "FS" => DependencyKind::FS,
        "SS" => DependencyKind::SS,
        "FF" => DependencyKind::FF,
        "SF" => DependencyKind::SF,
        _ => return None,
    };
    let lag = match &text[2..] {
        "" => Lag::default(),
        share if share.ends_with('%') => {
            Lag::Percent { percent: share.trim_end_matches('%').parse().unwrap(), elapsed: false }
        }
        time => Lag::Time(duration(time)?),
    };
    Some((kind, lag))
}

/// One row a task: name, first and last day (with the hour where it is not the usual one), total float, `critical`.
pub fn table(plan: &Plan, schedule: &Schedule) -> String {
    let mut lines = Vec::new();
    for (task, row) in plan.tasks.iter().zip(&schedule.rows) {
        let mark = if row.critical { " critical" } else { "" };
        let days = |minutes: i32| {
            let days = f64::from(minutes) / if task.duration.elapsed { 1440.0 } else { 480.0 };
            format!("{}d", (days * 100.0).round() / 100.0)
        };
        let (start, finish) = (shown(row.start, 480), shown(row.finish, 1020));
        lines.push(format!("{} {start} {finish} {}{mark}", task.name, days(row.total_float)));
    }
    lines.join("\n")
}

/// A finish at 17:00 and a start at 08:00 go without the hour, so does a bare day's end.
fn shown(at: Moment, usual: i32) -> String {
    let date = at.date().format("%m-%d");
    match at.minute_of_day() {
        minute if minute == usual => date.to_string(),
        minute => format!("{date}T{:02}:{:02}", minute / 60, minute % 60),
    }
}

/// The picture: plan text, then the table it should give.
#[track_caller]
pub fn check(text: &str, expected: &str) {
    check_plan(&plan(text), expected);
}

#[track_caller]
pub fn check_plan(plan: &Plan, expected: &str) {
    let found = table(plan, &schedule(plan));
    let lines = |text: &str| {
        let words = text.lines().map(|line| line.split_whitespace().collect::<Vec<_>>().join(" "));
        words.filter(|line| !line.is_empty()).collect::<Vec<_>>().join("\n")
    };
    assert_eq!(lines(&found), lines(expected), "\nfound:\n{found}\n");
}

/// Why the named task starts when it does: its driver, then the runner-up.
pub fn why(text: &str, name: &str) -> String {
    let plan = plan(text);
    let at = plan.tasks.iter().position(|task| task.name == name).unwrap();
    let row = &schedule(&plan).rows[at];
    let bound = |bound: &Bound| format!("{} {}", cause(&plan, bound.cause), bound.at.date().format("%m-%d"));
    [Some(bound(&row.driver)), row.runner_up.as_ref().map(bound)].into_iter().flatten().collect::<Vec<_>>().join(", ")
}

pub fn name(plan: &Plan, id: TaskId) -> String {
    plan.task(id).map_or_else(|| format!("#{}", id.0), |task| task.name.clone())
}

fn cause(plan: &Plan, cause: Cause) -> String {
    match cause {
        Cause::Dependency(key) => format!("{:?} {}", key.kind, name(plan, key.predecessor)),
        Cause::Ancestor(id) => format!("ancestor {}", name(plan, id)),
        Cause::Child(id) => format!("child {}", name(plan, id)),
        other => format!("{other:?}"),
    }
}

/// What caps the named task.
pub fn limit(text: &str, task: &str) -> Option<String> {
    let plan = plan(text);
    let at = plan.tasks.iter().position(|row| row.name == task).unwrap();
    schedule(&plan).rows[at].late_limit.map(|limit| match limit {
        LateLimit::Deadline(id) => format!("deadline {}", name(&plan, id)),
        LateLimit::Promise(id, at) => format!("promise {} {at}", name(&plan, id)),
        LateLimit::Constraint(id, kind) => format!("{kind:?} {}", name(&plan, id)),
        LateLimit::Fixed(id) => format!("fixed {}", name(&plan, id)),
        other => format!("{other:?}"),
    })
}

/// The issues of a plan.
pub fn issues(text: &str) -> Vec<Issue> {
    schedule(&plan(text)).issues
}
