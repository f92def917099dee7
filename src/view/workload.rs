//! Who is busy when: hours of work by person and week against the hours that person has, absences taken off. Levelling
//! is nobody's but the planner's: this only shows.

use crate::plan::{Assignment, Calendar, CalendarId, Moment, Plan, Resource, ResourceId, ResourceKind, TaskId};
use crate::schedule::{Schedule, TaskSchedule, WorkingTime};
use crate::words::{self, DateForm, Dates};
use chrono::{Datelike, Days, NaiveDate};
use std::collections::BTreeMap;

/// Weeks told at most: two years.
pub const MOST_WEEKS: usize = 104;

/// The picture.
#[derive(Clone, Debug, PartialEq, Default)]
pub struct Workload {
    /// First day of each week.
    pub weeks: Vec<NaiveDate>,
    /// `2 Nov`, one a week.
    pub heads: Vec<String>,
    pub people: Vec<Person>,
}

/// One person's weeks.
#[derive(Clone, Debug, PartialEq)]
pub struct Person {
    pub id: ResourceId,
    pub name: String,
    pub cells: Vec<Cell>,
    /// Weeks with more work than hours.
    pub over: usize,
}

/// A person's week.
#[derive(Clone, Debug, PartialEq, Default)]
pub struct Cell {
    /// Minutes of work, and minutes there are.
    pub work: i32,
    pub capacity: i32,
    /// Tasks behind the work, most work first.
    pub tasks: Vec<(TaskId, i32)>,
}

/// How full a week is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Load {
    Free,
    Some,
    Full,
    Over,
}

impl Cell {
    /// How full it is; full from nine tenths on.
    pub fn load(&self) -> Load {
        match self.work {
            0 => Load::Free,
            work if work > self.capacity => Load::Over,
            work if work * 10 >= self.capacity * 9 => Load::Full,
            _ => Load::Some,
        }
    }

    /// `40 h`, `52 h, 12 h too much`, nothing for a free week.
    pub fn words(&self) -> String {
        let hours = |minutes: i32| {
            let tenths = (f64::from(minutes) / 6.0).round() / 10.0;
            format!("{tenths} h")
        };
        match self.load() {
            Load::Free => String::new(),
            Load::Over => format!("{}, {} too much", hours(self.work), hours(self.work - self.capacity)),
            _ => hours(self.work),
        }
    }
}

/// The workload of everybody with work, by weeks that start on the locale's first day, from the plan's start to its end.
pub fn workload(plan: &Plan, schedule: &Schedule, dates: &Dates) -> Workload {
    let weeks = weeks(schedule, dates);
    let heads = weeks.iter().map(|day| dates.write(*day, DateForm::Short)).collect();
    let mut spread: BTreeMap<ResourceId, Vec<Cell>> = BTreeMap::new();
    let mut times = Times { plan, known: BTreeMap::new() };
    for (task, at) in plan.tasks.iter().zip(&schedule.rows) {
        if task.inactive || at.summary || at.finish <= at.start {
            continue;
        }
        for assignment in &task.assignments {
            let working = plan.resources.get(&assignment.resource).is_some_and(|r| r.kind == ResourceKind::Work);
            if working {
                let cells = spread.entry(assignment.resource).or_insert_with(|| vec![Cell::default(); weeks.len()]);
                let time = times.of(task.calendar.unwrap_or(plan.settings.calendar));
                add(cells, &weeks, task.id, at, assignment, time);
            }
        }
    }
    let people = spread.into_iter().filter_map(|(id, mut cells)| {
        let resource = plan.resources.get(&id)?;
        fill_capacity(plan, resource, &mut cells, &weeks);
        cells.iter_mut().for_each(|cell| cell.tasks.sort_by_key(|(_, minutes)| std::cmp::Reverse(*minutes)));
        let over = cells.iter().filter(|cell| cell.load() == Load::Over).count();
        Some(Person { id, name: resource.name.clone(), cells, over })
    });
    Workload { heads, people: people.collect(), weeks }
}

fn weeks(schedule: &Schedule, dates: &Dates) -> Vec<NaiveDate> {
    let first = schedule.start.date();
    let back = (7 + first.weekday().num_days_from_monday() - dates.locale.first_weekday.num_days_from_monday()) % 7;
    let first = first.checked_sub_days(Days::new(u64::from(back))).unwrap_or(first);
    let last = schedule.finish.date_as_finish();
    std::iter::successors(Some(first), |day| day.checked_add_days(Days::new(7)))
        .take(MOST_WEEKS)
        .take_while(|day| *day <= last.max(first))
        .collect()
}

struct Times<'a> {
    plan: &'a Plan,
    known: BTreeMap<CalendarId, WorkingTime>,
}

impl Times<'_> {
    fn of(&mut self, id: CalendarId) -> &WorkingTime {
        let plan = self.plan;
        self.known.entry(id).or_insert_with(|| WorkingTime::of(plan, id))
    }
}

fn bounds(week: NaiveDate) -> (Moment, Moment) {
    let start = Moment::start_of(week);
    (start, Moment(start.0.saturating_add(7 * 1440)))
}

/// Spreads an assignment over the weeks it lies in: its file's segments where there are some, else its working time in
/// each week by its units (or by its effort, where that is told).
fn add(
    cells: &mut [Cell],
    weeks: &[NaiveDate],
    task: TaskId,
    at: &TaskSchedule,
    assignment: &Assignment,
    time: &WorkingTime,
) {
    let mut put = |week: usize, minutes: i64| {
        let minutes = i32::try_from(minutes).unwrap_or(i32::MAX);
        if minutes > 0
            && let Some(cell) = cells.get_mut(week)
        {
            cell.work = cell.work.saturating_add(minutes);
            match cell.tasks.iter_mut().find(|(known, _)| *known == task) {
                Some((_, known)) => *known = known.saturating_add(minutes),
                None => cell.tasks.push((task, minutes)),
            }
        }
    };
    let mut spread = |start: Moment, finish: Moment, total: i64| {
        let whole = i64::from(time.work(start, finish).max(1));
        let first = weeks.partition_point(|week| bounds(*week).1 <= start);
        for (index, week) in weeks.iter().enumerate().skip(first) {
            let (from, to) = bounds(*week);
            if from >= finish {
                break;
            }
            let worked = i64::from(time.work(from.max(start), to.min(finish)));
            put(index, total * worked / whole);
        }
    };
    if assignment.segments.is_empty() {
        let minutes = i64::from(time.work(at.start, at.finish));
        let told = assignment.work.map_or(minutes * i64::from(assignment.units) / 100, i64::from);
        spread(at.start, at.finish, told);
    }
    for segment in &assignment.segments {
        spread(segment.start, segment.finish, i64::from(segment.work));
    }
}

/// What a person can do a week: their calendar less absences, by how much of them there is.
fn fill_capacity(plan: &Plan, resource: &Resource, cells: &mut [Cell], weeks: &[NaiveDate]) {
    let time = own_time(plan, resource);
    for (cell, week) in cells.iter_mut().zip(weeks) {
        let (from, to) = bounds(*week);
        let minutes = i64::from(time.work(from, to)) * i64::from(resource.max_units) / 100;
        cell.capacity = i32::try_from(minutes).unwrap_or(i32::MAX);
    }
}

/// The person's calendar with their absences painted over it.
fn own_time(plan: &Plan, resource: &Resource) -> WorkingTime {
    let id = resource.calendar.unwrap_or(plan.settings.calendar);
    let mut chain: Vec<&Calendar> = Vec::new();
    let mut next = Some(id);
    while let Some(calendar) = next.and_then(|id| plan.calendars.get(&id)) {
        if chain.len() > plan.calendars.len() {
            break;
        }
        chain.push(calendar);
        next = calendar.base;
    }
    let away = Calendar {
        week: Default::default(),
        exceptions: resource.absences.clone(),
        work_weeks: Vec::new(),
        ..Calendar::standard(id)
    };
    if chain.is_empty() {
        return WorkingTime::of(plan, id);
    }
    let mut all = vec![&away];
    all.extend(chain);
    WorkingTime::compile(&all)
}

/// The tasks behind a week in words: `Booking form 40 h`.
pub fn behind(plan: &Plan, cell: &Cell) -> Vec<(TaskId, String, String)> {
    let hours = |minutes: i32| Cell { work: minutes, capacity: i32::MAX, tasks: Vec::new() }.words();
    cell.tasks.iter().map(|(task, minutes)| (*task, words::task_name(plan, *task), hours(*minutes))).collect()
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use crate::plan::{DayHours, Duration, Exception, Recurrence, Task};
    use crate::prepare;
    use crate::schedule::schedule;
    use crate::words::Locale;

    fn plan() -> Plan {
        let mut plan = Plan::new(Moment::parse("2026-06-01").unwrap());
        for (id, name, days, units) in [(2, "Design", 8, 100), (3, "Review", 3, 50)] {
            let mut task = Task::new(TaskId(id), 0, name, Duration::working(days * 480));
            task.assignments =
                vec![Assignment { resource: ResourceId(9), units, work: None, delay: 0, segments: Vec::new() }];
            plan.tasks.push(task);
        }
        plan.resources.insert(ResourceId(9), prepare::new_person(ResourceId(9), "Anna"));
        plan
    }

    fn check(plan: &Plan, expected: &str) {
        let dates = Dates::new(Locale::default(), "2026-06-01".parse().unwrap());
        let load = workload(plan, &schedule(plan), &dates);
        let told: Vec<String> = load
            .people
            .iter()
            .map(|person| {
                let cells = load.heads.iter().zip(&person.cells);
                let cells: Vec<String> = cells.map(|(head, cell)| format!("{head} {}", cell.words())).collect();
                format!("{}: {}", person.name, cells.join("; "))
            })
            .collect();
        assert_eq!(told.join("\n"), expected);
    }

    #[test]
    fn overload_is_told_in_hours() {
        let mut plan = plan();
        check(&plan, "Anna: 1 Jun 52 h, 12 h too much; 8 Jun 24 h");
        let away = |day: &str| Exception {
            name: "Away".into(),
            from: day.parse().unwrap(),
            to: day.parse().unwrap(),
            recurrence: Recurrence::EveryDay,
            hours: DayHours::off(),
        };
        let anna = plan.resources.get_mut(&ResourceId(9)).unwrap();
        anna.absences = vec![away("2026-06-08"), away("2026-06-09"), away("2026-06-10")];
        check(&plan, "Anna: 1 Jun 52 h, 12 h too much; 8 Jun 24 h, 8 h too much");
        plan.tasks[1].inactive = true;
        check(&plan, "Anna: 1 Jun 40 h; 8 Jun 24 h, 8 h too much");
    }
}
