//! A sample project to look around in: a believable job for a client, five weeks under way, with one problem brewing.
//! Its dates lie around the day it is opened.

mod museum;
mod report;
mod said;
mod talks;

use super::{
    Baseline, BaselineDates, BaselineId, Brief, BriefPart, Cadence, Every, Problem, ProblemId, ProblemKind, Project,
    Promise, PromiseId, ReportId, Saying, Sharing, Solution, SolutionId, SolutionState,
};
use crate::plan::{
    Calendar, CalendarId, DayHours, DependencyKey, Duration, Exception, Lag, Moment, Money, Plan, Progress, Recurrence,
    Resource, ResourceId, ResourceKind, Side, Task, TaskCost, TaskId,
};
use crate::schedule::{Schedule, WorkingTime, schedule};
use chrono::{Datelike, Days, NaiveDate, Weekday};
use museum::{NOTES, NOW, PEOPLE, STEPS, Whose};
use said::{FIXED, PROMISES, RESERVE, Said};
use std::collections::HashMap;

const DAY: i32 = 480;

/// The sample as it stands on `today`: agreed five weeks ago, status as of the last Friday.
pub fn sample(today: NaiveDate) -> Project {
    let since_friday = (today.weekday().num_days_from_monday() + 3) % 7;
    // On a Friday the work of the week is not yet told.
    let since_friday = if since_friday == 0 { 7 } else { since_friday };
    let friday = before(today, since_friday.into());
    let monday = before(friday, 32);
    let mut project = Project::new("Harbour Museum: online booking", Moment::start_of(monday));
    project.brief = brief();
    project.sharing = sharing(friday);
    let keys = agree(&mut project.plan, friday);
    project.baselines.insert(BaselineId(1), baseline(&project.plan, monday));
    let agreed = project.plan.clone();
    go_on(&mut project.plan, &keys, friday, NOW.iter().copied());
    let now = schedule(&project.plan);
    project.plan.settings.budget = Some(spend(&mut project.plan).plus(said::whole(RESERVE)));
    project.plan.settings.currency = Some("EUR".into());
    need_texts(&mut project.plan, &keys, &now);
    let mut ids = project.plan.ids.last + 1..;
    for (said, id) in PROMISES.iter().zip(ids.by_ref()) {
        project.promises.extend(promise(&project.plan, &keys, &now, friday, said, PromiseId(id)));
    }
    for id in ids.by_ref().take(1).map(ReportId) {
        project.reports.insert(id, report::report(&agreed, &keys, &project.name, friday, id));
    }
    for id in ids.by_ref().take(1).map(ProblemId) {
        project.problems.insert(id, contract(&keys, friday, today, id));
    }
    for id in ids.take(1) {
        project.problems.insert(ProblemId(id), wish(&keys, friday, ProblemId(id)));
        project.plan.ids.last = id + said::WAYS.len() as u32;
    }
    for one in talks::conversations(&project, &keys, &now, friday) {
        project.plan.ids.last = one.id.0;
        project.record.conversations.insert(one.id, one);
    }
    project
}

fn before(day: NaiveDate, days: u64) -> NaiveDate {
    day.checked_sub_days(Days::new(days)).unwrap_or(day)
}

fn brief() -> Brief {
    Brief {
        client: "Harbour Museum".into(),
        purpose: "Visitors book their visit online before the season opens, and the front desk stops answering the telephone all morning.".into(),
        outcomes: "Seven of ten tickets are booked online by midsummer\nNo queue longer than ten minutes on a Saturday\nSchools book a class without calling".into(),
        scope: "Booking by day and time slot\nPayment, refunds and vouchers\nGroups and schools\nLink to the turnstiles\nEnglish, French and German".into(),
        out_of_scope: "The museum shop\nMembership cards\nA new website".into(),
        assumptions: "The museum signs with a payment provider of its choice\nTexts are approved within four working days\nThe ticketing system stays as it is".into(),
    }
}

/// The brief is the client's as much as ours; a report was promised for Fridays.
fn sharing(friday: NaiveDate) -> Sharing {
    use BriefPart::{Assumptions, OutOfScope, Outcomes, Purpose, Scope};
    Sharing {
        brief: [Purpose, Outcomes, Scope, OutOfScope, Assumptions].into(),
        cadence: Some(Cadence { every: Every::Week, from: before(friday, 28), at: 15 * 60 }),
        ..Sharing::default()
    }
}

type Keys = HashMap<&'static str, TaskId>;

/// The plan as it was agreed.
fn agree(plan: &mut Plan, friday: NaiveDate) -> Keys {
    plan.calendars.insert(CalendarId(1), calendar(friday));
    let mut people = HashMap::new();
    let ids = 2..;
    for (id, (name, role, whose)) in ids.zip(PEOPLE) {
        let side = match whose {
            Whose::Ours => Side::Ours,
            Whose::Client => Side::Client,
            Whose::Supplier => Side::Supplier,
        };
        people.insert(*name, ResourceId(id));
        let absences = if *name == "Jonas Lind" { vec![away(friday)] } else { Vec::new() };
        plan.resources.insert(ResourceId(id), person(ResourceId(id), name, role, side, absences));
    }
    let first = 2 + PEOPLE.len() as u32;
    let keys: Keys = STEPS.iter().zip(first..).map(|(step, id)| (step.key, TaskId(id))).collect();
    for (step, id) in STEPS.iter().zip(first..) {
        let mut task = Task::new(TaskId(id), step.level, step.name, Duration::working(step.days * DAY));
        task.owner = people.get(step.owner).copied();
        task.client_visible = !step.see.is_empty();
        task.will_see = step.see.into();
        let note = NOTES.iter().find(|(key, _)| *key == step.key);
        task.private_note = note.map(|(_, note)| (*note).to_owned()).unwrap_or_default();
        plan.tasks.push(task);
        for (key, kind, lag) in step.after {
            if let Some(predecessor) = keys.get(key) {
                let key = DependencyKey { successor: TaskId(id), predecessor: *predecessor, kind: *kind };
                plan.dependencies.insert(key, Lag::Time(Duration::working(lag * DAY)));
            }
        }
    }
    plan.ids.last = first + STEPS.len() as u32;
    keys
}

/// Monday to Friday with public holidays, and a day off the studio takes in five weeks.
fn calendar(friday: NaiveDate) -> Calendar {
    let yearly = |name: &str, month: u8, day: u8| Exception {
        name: name.into(),
        from: NaiveDate::from_ymd_opt(friday.year() - 1, 1, 1).unwrap_or(friday),
        to: NaiveDate::from_ymd_opt(friday.year() + 5, 12, 31).unwrap_or(friday),
        recurrence: Recurrence::Yearly { month, day },
        hours: DayHours::off(),
    };
    let studio = friday.checked_add_days(Days::new(31)).unwrap_or(friday);
    let exceptions = vec![
        yearly("New Year’s Day", 1, 1),
        yearly("Labour Day", 5, 1),
        yearly("Christmas Eve", 12, 24),
        yearly("Christmas Day", 12, 25),
        yearly("Boxing Day", 12, 26),
        Exception {
            name: "Studio day".into(),
            from: studio,
            to: studio,
            recurrence: Recurrence::EveryDay,
            hours: DayHours::off(),
        },
    ];
    Calendar { exceptions, ..Calendar::standard(CalendarId(1)) }
}

fn away(friday: NaiveDate) -> Exception {
    let day = |days| friday.checked_add_days(Days::new(days)).unwrap_or(friday);
    Exception {
        name: "Holiday".into(),
        from: day(24),
        to: day(28),
        recurrence: Recurrence::EveryDay,
        hours: DayHours::off(),
    }
}

fn person(id: ResourceId, name: &str, role: &str, side: Side, absences: Vec<Exception>) -> Resource {
    Resource {
        id,
        name: name.into(),
        role: role.into(),
        side,
        kind: ResourceKind::Work,
        max_units: 100,
        calendar: None,
        absences,
        // Whom we buy from is our own affair.
        client_visible: side != Side::Supplier,
    }
}

fn baseline(plan: &Plan, set_on: NaiveDate) -> Baseline {
    let rows = schedule(plan).rows;
    let tasks = rows
        .iter()
        .map(|at| (at.id, BaselineDates { start: at.start, finish: at.finish, duration: at.duration }))
        .collect();
    Baseline { name: "As agreed".into(), set_on, shown: true, tasks }
}

/// The day so many working days after a step as it is now.
fn day_after(plan: &Plan, now: &Schedule, row: usize, days: i32) -> Option<NaiveDate> {
    let time = WorkingTime::of(plan, plan.settings.calendar);
    let at = now.rows.get(row)?;
    Some(time.prev_finish(time.add(at.finish, days * DAY)).date_as_finish())
}

/// A deadline of our own, not said to anybody: texts in place well before the client tries the portal.
fn need_texts(plan: &mut Plan, keys: &Keys, now: &Schedule) {
    let row = keys.get("placed").and_then(|id| plan.position(*id));
    if let Some((row, day)) = row.and_then(|row| Some((row, day_after(plan, now, row, 2)?))) {
        plan.tasks[row].deadline = Some(Moment::end_of(day));
    }
}

fn promise(
    plan: &Plan,
    keys: &Keys,
    now: &Schedule,
    friday: NaiveDate,
    said: &Said,
    id: PromiseId,
) -> Option<(PromiseId, Promise)> {
    let task = *keys.get(said.key)?;
    let row = plan.position(task)?;
    let saying = |(ago, days, reason): &(u64, i32, &str)| {
        let date = day_after(plan, now, row, *days)?;
        Some(Saying { said_on: before(friday, *ago), date, reason: (*reason).into(), chance: None })
    };
    let promise = Promise {
        words: said.words.into(),
        to: said.to.into(),
        client_visible: true,
        sayings: said.dates.iter().filter_map(saying).collect(),
        delivered_on: plan.tasks[row].progress.actual_finish.map(Moment::date_as_finish),
        ..Promise::new(id, task)
    };
    Some((id, promise))
}

/// What each step costs and what has been spent on it; gives back what all of it is expected to cost.
fn spend(plan: &mut Plan) -> Money {
    let mut sum = Money::ZERO;
    for (task, step) in plan.tasks.iter_mut().zip(STEPS) {
        let fixed = FIXED.iter().find(|(key, _)| *key == step.key).map_or(0, |(_, fixed)| *fixed);
        let (fixed, per_day) = (said::whole(fixed), said::rate(step.owner));
        if step.days == 0 || (fixed, per_day) == (Money::ZERO, Money::ZERO) {
            continue;
        }
        let whole = task.duration.minutes;
        let done = whole - task.progress.remaining.unwrap_or(whole);
        let actual = (done > 0).then(|| per_day.for_work(done, DAY).plus(fixed));
        sum = sum.plus(per_day.for_work(whole, DAY)).plus(fixed);
        task.cost = Some(Box::new(TaskCost { fixed, per_day, actual }));
    }
    sum
}

/// The problem that is brewing.
fn contract(keys: &Keys, friday: NaiveDate, today: NaiveDate, id: ProblemId) -> Problem {
    let soon = today.iter_days().skip(1).find(|day| !matches!(day.weekday(), Weekday::Sat | Weekday::Sun));
    Problem {
        kind: ProblemKind::Slip,
        private: said::contract_slip(),
        client: said::contract_slip_for_the_client(),
        client_visible: true,
        // The first of our people leads the work.
        owner: Some(ResourceId(2)),
        next_step: "Ask Louise Meyer to call the legal department".into(),
        next_on: soon,
        tasks: keys.get("contract").copied().into_iter().collect(),
        ..Problem::new(id, before(friday, 3))
    }
}

/// What the client wishes for beside what was agreed, with two ways to answer.
fn wish(keys: &Keys, friday: NaiveDate, id: ProblemId) -> Problem {
    let ways = (id.0 + 1..).zip(said::WAYS).map(|(id, way)| {
        let mut solution = Solution::new(SolutionId(id), way.name, None);
        solution.client_visible = true;
        solution.client_notice = way.notice.into();
        solution.cost_once = said::whole(way.cost);
        solution.risk = way.risk.into();
        solution.state = if way.recommended { SolutionState::Recommended } else { SolutionState::Proposed };
        (solution.id, solution)
    });
    Problem {
        kind: ProblemKind::ChangeRequest,
        private: said::wish(),
        client: said::wish_for_the_client(),
        client_visible: true,
        owner: Some(ResourceId(2)),
        next_step: "Show Louise both ways before the next meeting".into(),
        tasks: keys.get("refunds").copied().into_iter().collect(),
        solutions: ways.collect(),
        ..Problem::new(id, before(friday, 1))
    }
}

/// What happened up to the status date: tasks are done, or begun, when the schedule says so, taking the time they took.
/// `taking` has the days of steps that differ from what was agreed.
fn go_on(plan: &mut Plan, keys: &Keys, friday: NaiveDate, taking: impl Iterator<Item = (&'static str, i32)>) {
    for (key, days) in taking {
        if let Some(row) = keys.get(key).and_then(|id| plan.position(*id)) {
            plan.tasks[row].duration.minutes = days * DAY;
        }
    }
    let status = Moment::end_of(friday);
    let time = WorkingTime::of(plan, plan.settings.calendar);
    let close = time.prev_finish(status);
    let rows = schedule(plan).rows;
    for (row, at) in rows.iter().enumerate() {
        if at.summary || at.start >= close {
            continue;
        }
        let whole = plan.tasks[row].duration.minutes.max(1);
        let left = time.work(close, at.finish).max(0);
        plan.tasks[row].progress = if at.finish <= close {
            Progress { actual_start: Some(at.start), actual_finish: Some(at.finish), percent: 100, remaining: Some(0) }
        } else {
            let percent = (i64::from(whole - left) * 100 / i64::from(whole)).clamp(0, 99) as u8;
            Progress { actual_start: Some(at.start), actual_finish: None, percent, remaining: Some(left) }
        };
    }
    plan.settings.status_date = Some(status);
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use crate::schedule::Issue;

    /// On any day of two years, the sample has the same shape and the same problem.
    #[test]
    fn the_sample_is_sound_on_any_day() {
        let first: NaiveDate = "2026-01-01".parse().unwrap();
        for today in first.iter_days().take(730).step_by(11) {
            let project = sample(today);
            let dates = project.schedule();
            let row = |name: &str| project.plan.tasks.iter().position(|task| task.name == name).unwrap();
            assert_eq!(project.plan.tasks.len(), STEPS.len());
            assert_eq!(project.plan.dependencies.len(), STEPS.iter().map(|step| step.after.len()).sum::<usize>());
            assert!(project.plan.settings.status_date.unwrap() <= Moment::start_of(today), "{today}");
            let live = &dates.rows[row("Go-live")];
            assert_eq!(live.total_float, -2 * DAY, "{today}");
            assert!(dates.rows[row("Museum: contract with the payment provider")].total_float < 0, "{today}");
            assert_eq!(dates.rows[row("Content in place")].total_float, 2 * DAY, "{today}");
            assert!(live.finish > project.baselines[&BaselineId(1)].tasks[&live.id].finish, "{today}");
            let odd = dates.issues.iter().find(|issue| !matches!(issue, Issue::NegativeFloat { .. }));
            assert_eq!(odd, None, "{today}");
            let done = dates.rows.iter().filter(|at| !at.summary && at.percent == 100).count();
            let begun = dates.rows.iter().filter(|at| !at.summary && (1..100).contains(&at.percent)).count();
            assert!((8..18).contains(&done) && (1..7).contains(&begun), "{today}: {done} done, {begun} begun");
            let promises: Vec<bool> = project.promises.values().map(Promise::is_open).collect();
            assert_eq!(promises, [false, true, true, true], "{today}");
            let told = &project.record.conversations;
            assert_eq!(told.keys().next_back().map(|id| id.0), Some(project.plan.ids.last), "{today}");
            let filed = project.problems.values().flat_map(|problem| problem.solutions.keys().map(|id| id.0));
            assert!(filed.max() < told.keys().next().map(|id| id.0), "{today}");
            let last = project.plan.settings.status_date.unwrap().date_as_finish();
            assert!(told.len() == 4 && told.values().all(|one| one.on <= last), "{today}");
        }
    }

    /// Stretching Design by five days shows all there is to see: float takes some of it, what follows moves, the pilot's
    /// promise breaks, go-live's breaks further, the others hold.
    #[test]
    fn five_more_days_of_design_are_partly_absorbed_and_break_a_promise() {
        let first: NaiveDate = "2026-01-01".parse().unwrap();
        for today in first.iter_days().take(730).step_by(11) {
            let mut project = sample(today);
            let late = |project: &Project| -> Vec<(String, bool)> {
                let dates = project.schedule();
                let open = project.promises.values().filter_map(Promise::bound);
                let row = |bound: &crate::schedule::LateBound| project.plan.position(bound.task).unwrap();
                open.map(|bound| {
                    (project.plan.tasks[row(&bound)].name.clone(), dates.rows[row(&bound)].finish > bound.at)
                })
                .collect()
            };
            let (before, row) =
                (project.schedule(), project.plan.tasks.iter().position(|t| t.name == "Design").unwrap());
            assert_eq!(before.rows[row].total_float, DAY, "{today}");
            assert!(project.plan.tasks[row].progress.actual_finish.is_none(), "{today}");
            let held = |late: Vec<(String, bool)>| late.iter().map(|l| format!("{} {}", l.0, l.1)).collect::<Vec<_>>();
            assert_eq!(
                held(late(&project)),
                ["Design approved false", "Ready for the pilot false", "Go-live true"],
                "{today}"
            );
            project.plan.tasks[row].duration.minutes += 5 * DAY;
            if let Some(left) = &mut project.plan.tasks[row].progress.remaining {
                *left += 5 * DAY;
            }
            let after = project.schedule();
            let time = WorkingTime::of(&project.plan, project.plan.settings.calendar);
            let live = project.plan.tasks.iter().position(|t| t.name == "Go-live").unwrap();
            assert_eq!(time.work(before.rows[live].finish, after.rows[live].finish), 2 * DAY, "{today}");
            assert_eq!(
                held(late(&project)),
                ["Design approved false", "Ready for the pilot true", "Go-live true"],
                "{today}"
            );
        }
    }

    /// Every fact of the sample could have been typed: the plan takes it by edits.
    #[test]
    fn the_sample_keeps_the_rules_of_edits() {
        let project = sample("2026-06-10".parse().unwrap());
        let mut empty = Plan::new(project.plan.settings.start);
        empty.settings = project.plan.settings.clone();
        empty.calendars = project.plan.calendars.clone();
        empty.resources = project.plan.resources.clone();
        for row in 0..project.plan.tasks.len() {
            let task = Task { level: 0, ..project.plan.tasks[row].clone() };
            let insert = crate::edit::PlanEdit::Insert {
                place: project.plan.place_of(row),
                tasks: vec![task],
                dependencies: vec![],
            };
            empty.apply(insert).unwrap();
        }
        for (link, lag) in &project.plan.dependencies {
            empty.apply(crate::edit::PlanEdit::Link { link: *link, lag: Some(*lag) }).unwrap();
        }
        assert_eq!(empty, project.plan);
    }
}
