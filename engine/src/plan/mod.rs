//! F0. The plan: what a person typed about the work. No date in here is computed.

mod calendar;
mod dependency;
mod duration;
mod moment;
mod money;
mod outline;
mod resource;
mod settings;
mod task;
mod uncertainty;

pub use calendar::{Calendar, CalendarId, DayHours, Exception, Interval, Recurrence, WorkWeek};
pub use dependency::{Dependency, DependencyKey, DependencyKind, Lag};
pub use duration::{Duration, Unit};
pub use moment::Moment;
pub use money::{Money, TaskCost};
pub use outline::Place;
pub use resource::{Assignment, Resource, ResourceId, ResourceKind, Side, WorkSegment};
pub use settings::{Conventions, HoursSettings, LagCalendar, ProgressRule, ScheduleFrom, Settings};
pub use task::{Constraint, ConstraintKind, ManualDates, Progress, Task, TaskId};
pub use uncertainty::{Confidence, Doubt, Range, Uncertainty};

use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// A plan: tasks in outline order, dependencies, calendars, resources, settings.
///
/// `tasks` is the outline in reading order; [`Task::level`] makes it a tree: a task's children are the tasks after it
/// with a greater level, up to the next task of its own level or less. [`Plan::apply`](crate::edit) keeps
/// `tasks[0].level == 0` and `level[i+1] <= level[i] + 1`.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Plan {
    pub settings: Settings,
    pub tasks: Vec<Task>,
    /// Keyed by successor, predecessor, kind: two links of different kind between a pair both live.
    #[serde(with = "dependency::as_list")]
    pub dependencies: BTreeMap<DependencyKey, Lag>,
    #[serde(with = "calendar::as_list")]
    pub calendars: BTreeMap<CalendarId, Calendar>,
    #[serde(with = "resource::as_list", default)]
    pub resources: BTreeMap<ResourceId, Resource>,
    #[serde(default)]
    pub ids: Ids,
}

/// The highest id ever given out, to tasks, calendars, people and whatever else a project files. Ids are never reused, so undo does not lower it, and two plans that differ
/// only here are equal.
#[derive(Clone, Copy, Debug, Default, Serialize, Deserialize)]
pub struct Ids {
    pub last: u32,
}

impl PartialEq for Ids {
    fn eq(&self, _: &Ids) -> bool {
        true
    }
}

impl Plan {
    /// An empty plan that starts at `start`, with one standard calendar (Mon–Fri, 08–12 and 13–17).
    pub fn new(start: Moment) -> Plan {
        let calendar = Calendar::standard(CalendarId(1));
        Plan {
            settings: Settings::new(start, calendar.id),
            tasks: Vec::new(),
            dependencies: BTreeMap::new(),
            calendars: BTreeMap::from([(calendar.id, calendar)]),
            resources: BTreeMap::new(),
            ids: Ids { last: 1 },
        }
    }

    /// The next `n` unused ids start here. They become used when an edit brings them in.
    pub fn fresh_id(&self) -> u32 {
        self.ids.last.saturating_add(1)
    }

    /// Raises the highest id given out past those that links name, so that no new task is taken for one that a file's
    /// dangling link is waiting for. Absurd ids are left alone: they would use all the others up.
    pub fn pass_dangling_ids(&mut self) {
        let ends = self.dependencies.keys().flat_map(|key| [key.predecessor.0, key.successor.0]);
        self.ids.last = ends.filter(|id| *id < u32::MAX / 2).fold(self.ids.last, u32::max);
    }

    /// The dependencies in which `task` is the successor.
    pub fn predecessors(&self, task: TaskId) -> impl Iterator<Item = Dependency> + '_ {
        let low = DependencyKey { successor: task, predecessor: TaskId(0), kind: DependencyKind::FS };
        self.dependencies
            .range(low..)
            .take_while(move |(key, _)| key.successor == task)
            .map(|(key, lag)| Dependency { key: *key, lag: *lag })
    }

    /// The dependencies in which `task` is the predecessor. Walks all of them.
    pub fn successors(&self, task: TaskId) -> impl Iterator<Item = Dependency> + '_ {
        self.dependencies
            .iter()
            .filter(move |(key, _)| key.predecessor == task)
            .map(|(key, lag)| Dependency { key: *key, lag: *lag })
    }
}
