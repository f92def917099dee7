//! Who is busy when: hours of work by person and week against the hours that person has, absences taken off. Levelling
//! is nobody's but the planner's: this only shows.

use crate::analysis;
use crate::plan::{Plan, ResourceId, TaskId};
use crate::schedule::Schedule;
use crate::words::{self, DateForm, Dates};
use chrono::{Days, NaiveDate};

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
        let (work, capacity) = (i64::from(self.work), i64::from(self.capacity));
        match work {
            0 => Load::Free,
            work if work > capacity => Load::Over,
            work if work * 10 >= capacity * 9 => Load::Full,
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
    let load = analysis::workload(plan, schedule, dates.locale.first_weekday);
    let people = load.people.into_iter().filter_map(|person| {
        let resource = plan.resources.get(&person.person)?;
        let mut cells = vec![Cell::default(); weeks.len()];
        for week in person.weeks {
            let Ok(at) = weeks.binary_search(&week.week) else { continue };
            cells[at] = Cell { work: week.assigned, capacity: week.available, tasks: week.tasks };
        }
        let over = cells.iter().filter(|cell| cell.load() == Load::Over).count();
        Some(Person { id: resource.id, name: resource.name.clone(), cells, over })
    });
    Workload { heads, people: people.collect(), weeks }
}

fn weeks(schedule: &Schedule, dates: &Dates) -> Vec<NaiveDate> {
    let first = analysis::week_of(schedule.start.date(), dates.locale.first_weekday);
    let last = schedule.finish.date_as_finish();
    std::iter::successors(Some(first), |day| day.checked_add_days(Days::new(7)))
        .take(MOST_WEEKS)
        .take_while(|day| *day <= last.max(first))
        .collect()
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
    use crate::plan::{Assignment, DayHours, Duration, Exception, Moment, Recurrence, Task};
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

    #[test]
    fn a_week_names_its_tasks_with_their_hours() {
        let plan = plan();
        let dates = Dates::new(Locale::default(), "2026-06-01".parse().unwrap());
        let load = workload(&plan, &schedule(&plan), &dates);
        let told: Vec<String> = behind(&plan, &load.people[0].cells[0])
            .into_iter()
            .map(|(_, name, hours)| format!("{name} {hours}"))
            .collect();
        assert_eq!(told, ["Design 40 h", "Review 12 h"]);
    }
}
