//! The calendars in use, compiled once each, and which of them a task follows. Imported plans follow the calendars of
//! the people at work, as Project does; ours follow the task's alone.

use super::{Issue, NOBODY, NONE};
use crate::plan::{Assignment, CalendarId, Plan, Resource, ResourceKind, Task, TaskId, WorkSegment};
use crate::schedule::{CalendarFault, WorkingTime};
use std::collections::BTreeMap;

/// People at work on one task by different calendars: each one's clock and working minutes (`NONE` = the duration's).
#[derive(Clone, Debug)]
pub(in crate::schedule) struct Crew {
    pub members: Vec<(u16, i32)>,
}

/// What a task is scheduled by.
pub(super) struct Follows {
    pub clock: u16,
    pub float_clock: u16,
    pub crew: u32,
    pub split: i32,
}

pub(super) struct Clocks<'a> {
    plan: &'a Plan,
    by_resource: bool,
    known: BTreeMap<CalendarId, u16>,
    meets: BTreeMap<(u16, u16), u16>,
    times: Vec<WorkingTime>,
    crews: Vec<Crew>,
    faults: BTreeMap<CalendarFault, Vec<TaskId>>,
    faulty: BTreeMap<CalendarId, Vec<CalendarFault>>,
}

/// Calendars beyond this many are not compared for being the same.
const COMPARED: usize = 64;

impl Clocks<'_> {
    pub fn new(plan: &Plan, by_resource: bool) -> Clocks<'_> {
        let mut clocks = Clocks {
            plan,
            by_resource,
            known: BTreeMap::new(),
            meets: BTreeMap::new(),
            times: vec![WorkingTime::always()],
            crews: Vec::new(),
            faults: BTreeMap::new(),
            faulty: BTreeMap::new(),
        };
        clocks.clock(plan.settings.calendar);
        for fault in clocks.faulty.values().flatten() {
            clocks.faults.entry(*fault).or_default();
        }
        clocks
    }

    pub fn of(&mut self, task: &Task) -> Follows {
        let own = match task.calendar {
            None => 1,
            Some(id) => {
                let clock = self.clock(id);
                for fault in self.faulty.get(&id).into_iter().flatten() {
                    self.faults.entry(*fault).or_default().push(task.id);
                }
                clock
            }
        };
        let alone = Follows { clock: own, float_clock: own, crew: NOBODY, split: 0 };
        if !self.by_resource {
            return alone;
        }
        if task.assignments.is_empty() {
            return Follows { split: gaps(&self.times[usize::from(own)], &task.segments), ..alone };
        }
        self.of_people(task, own)
    }

    /// As Project does: one calendar where all share it, a crew where not.
    fn of_people(&mut self, task: &Task, own: u16) -> Follows {
        let plan = self.plan;
        let mut members: Vec<(u16, i32)> = Vec::new();
        let mut split = 0;
        for assignment in &task.assignments {
            let Some(resource) = plan.resources.get(&assignment.resource) else { continue };
            if resource.kind == ResourceKind::Work {
                let clock = self.of_person(task, resource, own);
                split = split.max(gaps(&self.times[usize::from(clock)], &assignment.segments));
                members.push((clock, minutes_of(assignment).unwrap_or(NONE)));
            }
        }
        let mut follows = Follows { clock: own, float_clock: own, crew: NOBODY, split };
        let Some((first, _)) = members.first().copied() else { return follows };
        if members.iter().all(|(clock, _)| *clock == first) {
            follows.clock = first;
        } else {
            follows.crew = self.crews.len() as u32;
            self.crews.push(Crew { members });
        }
        follows
    }

    fn of_person(&mut self, task: &Task, resource: &Resource, own: u16) -> u16 {
        if task.calendar.is_some() && task.ignore_resource_calendars {
            return own;
        }
        let theirs = resource.calendar.map_or(1, |id| self.clock(id));
        if task.calendar.is_none() || theirs == own { theirs } else { self.meet(own, theirs) }
    }

    /// The time both work; the first alone where they never meet.
    fn meet(&mut self, a: u16, b: u16) -> u16 {
        if let Some(clock) = self.meets.get(&(a, b)) {
            return *clock;
        }
        let both = self.times[usize::from(a)].meet(&self.times[usize::from(b)]);
        let clock = if both.ever_works(self.plan.settings.start.0) { self.keep(both) } else { a };
        self.meets.insert((a, b), clock);
        clock
    }

    fn clock(&mut self, id: CalendarId) -> u16 {
        if let Some(clock) = self.known.get(&id) {
            return *clock;
        }
        let (time, faults) = WorkingTime::checked(self.plan, id);
        // A calendar that is not there is the plan's own.
        let clock = match faults.first() {
            Some(CalendarFault::Missing(_)) if self.times.len() > 1 => 1,
            _ => self.keep(time),
        };
        self.known.insert(id, clock);
        if !faults.is_empty() {
            self.faulty.insert(id, faults);
        }
        clock
    }

    /// Calendars that work the same share a clock; clock 0 stays for elapsed time alone.
    fn keep(&mut self, time: WorkingTime) -> u16 {
        let same = self.times.iter().take(COMPARED).skip(1).position(|known| *known == time);
        let at = same.map_or(self.times.len(), |at| at + 1);
        match u16::try_from(at) {
            Ok(clock) => {
                if same.is_none() {
                    self.times.push(time);
                }
                clock
            }
            Err(_) => 1,
        }
    }

    pub fn finish(self, issues: &mut Vec<Issue>) -> (Vec<WorkingTime>, Vec<Crew>) {
        issues.extend(self.faults.into_iter().map(|(fault, tasks)| Issue::Calendar { fault, tasks }));
        (self.times, self.crews)
    }
}

/// Working minutes an assignment takes: its effort at its units.
fn minutes_of(assignment: &Assignment) -> Option<i32> {
    let work = i64::from(assignment.work?);
    if assignment.units == 0 || work <= 0 {
        return None;
    }
    i32::try_from(work * 100 / i64::from(assignment.units)).ok()
}

/// Working minutes between the stretches of split work.
fn gaps(clock: &WorkingTime, segments: &[WorkSegment]) -> i32 {
    let between = segments.windows(2).map(|pair| clock.work(pair[0].finish, pair[1].start).max(0));
    between.fold(0, i32::saturating_add)
}
