//! Who is busy when: minutes of work a person has each week against the minutes they are there. It moves no dates.

use super::stretches::Shift;
use crate::plan::{
    Calendar, CalendarId, DayHours, Moment, Plan, Resource, ResourceId, ResourceKind, Task, TaskId, WorkSegment,
};
use crate::schedule::{Schedule, WorkingTime};
use crate::words::{DateForm, Dates, days};
use chrono::{Datelike, Days, NaiveDate, Weekday};
use std::collections::{BTreeMap, HashMap};

/// The load of everybody who has work.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Workload {
    /// In the order of their ids.
    pub people: Vec<PersonLoad>,
    /// Tasks in weeks in which somebody on them has too much, with the worst such week.
    pub overloaded: HashMap<TaskId, Overload>,
}

/// One person's weeks.
#[derive(Clone, Debug, PartialEq)]
pub struct PersonLoad {
    pub person: ResourceId,
    /// The weeks with work, earliest first.
    pub weeks: Vec<WeekLoad>,
}

/// One week of one person.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WeekLoad {
    /// The week's first day.
    pub week: NaiveDate,
    /// Minutes of work planned.
    pub assigned: i32,
    /// Minutes they are there: their calendar without absences, times their share of full time.
    pub available: i32,
    /// What they work on, with its minutes, most work first.
    pub tasks: Vec<(TaskId, i32)>,
}

impl WeekLoad {
    /// More work than time.
    pub fn too_much(&self) -> bool {
        self.assigned > self.available
    }
}

/// A person with more work than time in a week.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Overload {
    pub person: ResourceId,
    /// The week's first day.
    pub week: NaiveDate,
    pub assigned: i32,
    pub available: i32,
}

impl Overload {
    /// `Anna has 8 d of work in the week of 8 Jun, and 4 d to do it.`
    pub fn sentence(&self, plan: &Plan, dates: &Dates) -> String {
        let name = plan.resources.get(&self.person).map_or("Somebody", |person| person.name.as_str());
        let length = |minutes| days(minutes, &plan.settings.hours, dates.locale);
        let week = dates.write(self.week, DateForm::Short);
        match self.available {
            ..=0 => format!("{name} is away in the week of {week} and has {} of work.", length(self.assigned)),
            there => format!(
                "{name} has {} of work in the week of {week}, and {} to do it.",
                length(self.assigned),
                length(there)
            ),
        }
    }
}

/// Adds up the work of every person and week, weeks beginning on `first_weekday`. A task without assignments takes its
/// owner full time; assigned people take their share of the task's working time, or the effort the file gave, spread
/// evenly or as the file spread it.
pub fn workload(plan: &Plan, schedule: &Schedule, first_weekday: Weekday) -> Workload {
    let mut loads: BTreeMap<ResourceId, BTreeMap<NaiveDate, BTreeMap<usize, f64>>> = BTreeMap::new();
    let mut times = Times { plan, first_weekday, known: HashMap::new() };
    for (row, (task, at)) in plan.tasks.iter().zip(&schedule.rows).enumerate() {
        if at.summary || task.inactive || plan.is_summary(row) || at.start >= at.finish {
            continue;
        }
        for share in shares(task, plan) {
            let weeks = loads.entry(share.person).or_default();
            for (week, minutes) in times.spread(task, share, at.start, at.finish) {
                *weeks.entry(week).or_default().entry(row).or_default() += minutes;
            }
        }
    }
    let mut people = Vec::new();
    for (person, weeks) in loads {
        let Some(resource) = plan.resources.get(&person) else { continue };
        let present = present(plan, resource);
        let week = |(week, rows): (NaiveDate, BTreeMap<usize, f64>)| {
            let there = present.work(Moment::start_of(week), Moment::start_of(next_week(week)));
            let available = i64::from(there) * i64::from(resource.max_units) / 100;
            let available = available.clamp(0, i64::from(i32::MAX)) as i32;
            let assigned = rows.values().sum::<f64>().round() as i32;
            let task = |(row, minutes): (usize, f64)| (plan.tasks[row].id, minutes.round() as i32);
            let mut tasks: Vec<(TaskId, i32)> = rows.into_iter().map(task).collect();
            tasks.sort_by_key(|(_, minutes)| std::cmp::Reverse(*minutes));
            WeekLoad { week, assigned, available, tasks }
        };
        let weeks = weeks.into_iter().map(week).filter(|week| week.assigned > 0).collect();
        people.push(PersonLoad { person, weeks });
    }
    let overloaded = overloaded(&people);
    Workload { people, overloaded }
}

fn overloaded(people: &[PersonLoad]) -> HashMap<TaskId, Overload> {
    let mut tasks: HashMap<TaskId, Overload> = HashMap::new();
    for PersonLoad { person, weeks } in people {
        for load in weeks.iter().filter(|week| week.too_much()) {
            let WeekLoad { week, assigned, available, .. } = *load;
            let over = Overload { person: *person, week, assigned, available };
            for (task, _) in &load.tasks {
                let worst = tasks.entry(*task).or_insert(over);
                if over.assigned - over.available > worst.assigned - worst.available {
                    *worst = over;
                }
            }
        }
    }
    tasks
}

/// One person's part in a task.
#[derive(Clone, Copy)]
struct Share<'a> {
    person: ResourceId,
    units: u32,
    work: Option<i32>,
    segments: &'a [WorkSegment],
}

fn shares<'a>(task: &'a Task, plan: &Plan) -> Vec<Share<'a>> {
    let works = |id: &ResourceId| plan.resources.get(id).is_some_and(|resource| resource.kind == ResourceKind::Work);
    if task.assignments.is_empty() {
        let owner = task.owner.filter(works);
        return owner.map(|person| Share { person, units: 100, work: None, segments: &[] }).into_iter().collect();
    }
    let assigned = task.assignments.iter().filter(|assignment| works(&assignment.resource));
    assigned.map(|a| Share { person: a.resource, units: a.units, work: a.work, segments: &a.segments }).collect()
}

/// Working time of the calendars met, each compiled once.
struct Times<'a> {
    plan: &'a Plan,
    first_weekday: Weekday,
    known: HashMap<CalendarId, WorkingTime>,
}

impl Times<'_> {
    /// Minutes of a share by week.
    fn spread(&mut self, task: &Task, share: Share, start: Moment, finish: Moment) -> Vec<(NaiveDate, f64)> {
        let id = task.calendar.unwrap_or(self.plan.settings.calendar);
        let first = self.first_weekday;
        let time = self.known.entry(id).or_insert_with(|| WorkingTime::of(self.plan, id));
        if !share.segments.is_empty() {
            let shift = Shift::of(task, start);
            let stretch = |piece: &WorkSegment| {
                let (from, to) = match shift {
                    Some(shift) => (shift.start(time, piece.start), shift.end(time, piece.finish)),
                    None => (piece.start, piece.finish),
                };
                over_weeks(time, first, from, to, Some(f64::from(piece.work)))
            };
            return share.segments.iter().flat_map(stretch).collect();
        }
        match share.work {
            Some(work) => over_weeks(time, first, start, finish, Some(f64::from(work.max(0)))),
            None => {
                let share = f64::from(share.units) / 100.0;
                over_weeks(time, first, start, finish, None)
                    .into_iter()
                    .map(|(week, minutes)| (week, minutes * share))
                    .collect()
            }
        }
    }
}

/// Working minutes between two moments by week; scaled to add up to `total` where one is given.
fn over_weeks(
    time: &WorkingTime,
    first: Weekday,
    start: Moment,
    finish: Moment,
    total: Option<f64>,
) -> Vec<(NaiveDate, f64)> {
    let whole = time.work(start, finish);
    if whole <= 0 {
        return Vec::new();
    }
    let scale = total.map_or(1.0, |total| total / f64::from(whole));
    let mut weeks = Vec::new();
    let mut week = week_of(start.date(), first);
    // A task longer than this is no week's work any more.
    for _ in 0..2_000 {
        let (from, to) = (Moment::start_of(week).max(start), Moment::start_of(next_week(week)).min(finish));
        if from >= finish {
            break;
        }
        let minutes = time.work(from, to);
        if minutes > 0 {
            weeks.push((week, f64::from(minutes) * scale));
        }
        week = next_week(week);
    }
    weeks
}

/// The first day of the week `day` lies in.
pub fn week_of(day: NaiveDate, first: Weekday) -> NaiveDate {
    let back = (7 + day.weekday().num_days_from_monday() - first.num_days_from_monday()) % 7;
    day.checked_sub_days(Days::new(back.into())).unwrap_or(day)
}

fn next_week(week: NaiveDate) -> NaiveDate {
    week.checked_add_days(Days::new(7)).unwrap_or(week)
}

/// A person's calendar without their absences.
fn present(plan: &Plan, resource: &Resource) -> WorkingTime {
    let id = resource.calendar.unwrap_or(plan.settings.calendar);
    if resource.absences.is_empty() {
        return WorkingTime::of(plan, id);
    }
    let off = |absence: &crate::plan::Exception| crate::plan::Exception { hours: DayHours::off(), ..absence.clone() };
    let own = Calendar {
        id,
        name: String::new(),
        base: None,
        week: std::array::from_fn(|_| None),
        exceptions: resource.absences.iter().map(off).collect(),
        work_weeks: Vec::new(),
    };
    let mut chain = vec![&own];
    let mut next = Some(id);
    while let Some(calendar) = next.and_then(|id| plan.calendars.get(&id)) {
        // A chain that runs in a circle ends where it began again.
        if chain.len() > plan.calendars.len() {
            break;
        }
        chain.push(calendar);
        next = calendar.base;
    }
    WorkingTime::compile(&chain)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use crate::plan::{Assignment, Duration, Exception, Recurrence};
    use crate::prepare::new_person;
    use crate::schedule::schedule;
    use crate::words::Locale;

    /// Anna (1) owns A (5 d), B (2 d) and C (2 d); all start on Monday 1 June 2026.
    fn plan() -> Plan {
        let mut plan = Plan::new(Moment::parse("2026-06-01").unwrap());
        plan.resources.insert(ResourceId(1), new_person(ResourceId(1), "Anna"));
        plan.resources.insert(ResourceId(2), new_person(ResourceId(2), "Ben"));
        for (id, name, days) in [(1, "A", 7), (2, "B", 2), (3, "C", 2)] {
            let mut task = Task::new(TaskId(id), 0, name, Duration::working(days * 480));
            task.owner = (id != 3).then_some(ResourceId(1));
            plan.tasks.push(task);
        }
        plan
    }

    /// `Anna 1 Jun 7/5 d` a week.
    fn check(plan: &Plan, expected: &str) {
        let load = workload(plan, &schedule(plan), Weekday::Mon);
        let dates = Dates::new(Locale::default(), "2026-06-01".parse().unwrap());
        let week = |person: &PersonLoad, week: &WeekLoad| {
            let name = &plan.resources[&person.person].name;
            let over = if week.too_much() { "!" } else { "" };
            let monday = dates.write(week.week, DateForm::Short);
            format!("{name} {monday} {}/{}{over}", f64::from(week.assigned) / 480.0, f64::from(week.available) / 480.0)
        };
        let lines: Vec<String> = load.people.iter().flat_map(|p| p.weeks.iter().map(move |w| week(p, w))).collect();
        assert_eq!(lines.join(", "), expected);
    }

    #[test]
    fn an_owner_is_busy_full_time_and_assigned_people_by_their_share() {
        let mut plan = plan();
        check(&plan, "Anna 1 Jun 7/5!, Anna 8 Jun 2/5");
        let assignment = |units, work| Assignment { resource: ResourceId(2), units, work, delay: 0, segments: vec![] };
        plan.tasks[0].assignments = vec![assignment(50, None)];
        check(&plan, "Anna 1 Jun 2/5, Ben 1 Jun 2.5/5, Ben 8 Jun 1/5");
        plan.tasks[0].assignments = vec![assignment(50, Some(7 * 480))];
        check(&plan, "Anna 1 Jun 2/5, Ben 1 Jun 5/5, Ben 8 Jun 2/5");
    }

    #[test]
    fn split_work_counts_where_its_stretches_are_now() {
        let mut plan = plan();
        plan.tasks.truncate(1);
        let at = |text: &str| Moment::parse(text).unwrap();
        let stretch = |from: &str, to: &str| WorkSegment { start: at(from), finish: at(to), work: 2 * 480 };
        let segments =
            vec![stretch("2026-06-01T08:00", "2026-06-02T17:00"), stretch("2026-06-10T08:00", "2026-06-11T17:00")];
        plan.tasks[0].assignments =
            vec![Assignment { resource: ResourceId(2), units: 100, work: None, delay: 0, segments }];
        check(&plan, "Ben 1 Jun 2/5, Ben 8 Jun 2/5");
        // A week later than the file had it: the stretches went along.
        plan.settings.start = at("2026-06-08T08:00");
        check(&plan, "Ben 8 Jun 2/5, Ben 15 Jun 2/5");
    }

    #[test]
    fn absences_and_part_time_show_as_overload() {
        let mut plan = plan();
        let anna = plan.resources.get_mut(&ResourceId(1)).unwrap();
        let day = |text: &str| text.parse().unwrap();
        let (from, to) = (day("2026-06-08"), day("2026-06-12"));
        anna.absences.push(Exception {
            name: "Away".into(),
            from,
            to,
            recurrence: Recurrence::EveryDay,
            hours: DayHours::off(),
        });
        check(&plan, "Anna 1 Jun 7/5!, Anna 8 Jun 2/0!");
        plan.resources.get_mut(&ResourceId(1)).unwrap().max_units = 50;
        check(&plan, "Anna 1 Jun 7/2.5!, Anna 8 Jun 2/0!");
        let load = workload(&plan, &schedule(&plan), Weekday::Mon);
        let dates = Dates::new(Locale::default(), day("2026-06-01"));
        let said = load.overloaded[&TaskId(1)].sentence(&plan, &dates);
        assert_eq!(said, "Anna has 7 d of work in the week of 1 Jun, and 2.5 d to do it.");
        assert_eq!(load.overloaded.len(), 2);
    }

    #[test]
    fn the_sample_has_somebody_with_too_much() {
        let project = crate::project::sample(chrono::NaiveDate::from_ymd_opt(2026, 6, 10).unwrap());
        let load = workload(&project.plan, &schedule(&project.plan), Weekday::Mon);
        assert!(!load.overloaded.is_empty());
    }
}
