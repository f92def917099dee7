//! A task as typed.

use super::{
    Assignment, CalendarId, Confidence, Duration, Moment, Range, ResourceId, TaskCost, WorkSegment,
    duration::is_default,
};
use serde::{Deserialize, Serialize};

/// Identifies a task in a plan, for good: ids are never reused. An imported task keeps its file's UID.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct TaskId(pub u32);

/// One step of the outline and one row of the plan. A task with children is a summary: its duration, constraint SNET
/// and links count, its dates are rolled up.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Task {
    pub id: TaskId,
    /// Depth in the outline, 0 = top.
    #[serde(default, skip_serializing_if = "is_default")]
    pub level: u16,
    pub name: String,
    /// Working or elapsed time from start to finish, when nothing is done yet.
    #[serde(default, skip_serializing_if = "is_default")]
    pub duration: Duration,
    /// How far from that it may be, where somebody typed it.
    #[serde(default, skip_serializing_if = "is_default")]
    pub range: Option<Range>,
    /// How sure the duration is where it has no range; `None`: fair, or a guess where it was typed with a question mark.
    #[serde(default, skip_serializing_if = "is_default")]
    pub confidence: Option<Confidence>,
    /// How far it is understood, set by hand: 0 to 50 figuring out what to do, 50 to 100 getting it done. It widens or
    /// narrows the range.
    #[serde(default, skip_serializing_if = "is_default")]
    pub hill: Option<u8>,
    /// Shown as a milestone. A duration of zero is one anyway.
    #[serde(default, skip_serializing_if = "is_default")]
    pub milestone: bool,
    #[serde(default, skip_serializing_if = "is_default")]
    pub constraint: Option<Constraint>,
    /// An exclusive boundary: the day's 24:00 where a day was typed.
    #[serde(default, skip_serializing_if = "is_default")]
    pub deadline: Option<Moment>,
    /// Its own working time; `None` = the plan's calendar.
    #[serde(default, skip_serializing_if = "is_default")]
    pub calendar: Option<CalendarId>,
    /// Imported: the task's calendar alone counts, not its resources'.
    #[serde(default, skip_serializing_if = "is_default")]
    pub ignore_resource_calendars: bool,
    /// Dates held by hand, whatever the network says.
    #[serde(default, skip_serializing_if = "is_default")]
    pub manual: Option<ManualDates>,
    /// Inactive tasks stay visible and leave the network.
    #[serde(default, skip_serializing_if = "is_default")]
    pub inactive: bool,
    #[serde(default, skip_serializing_if = "is_default")]
    pub progress: Progress,
    /// Elapsed minutes added after the predecessors' bound (imported levelling).
    #[serde(default, skip_serializing_if = "is_default")]
    pub levelling_delay: i32,
    /// Who answers for it.
    #[serde(default, skip_serializing_if = "is_default")]
    pub owner: Option<ResourceId>,
    #[serde(default, skip_serializing_if = "is_default")]
    pub assignments: Vec<Assignment>,
    /// Imported: the stretches of its work where that is split and nobody is assigned to it.
    #[serde(default, skip_serializing_if = "is_default")]
    pub segments: Vec<WorkSegment>,
    /// What it costs, where that is known.
    #[serde(default, skip_serializing_if = "is_default")]
    pub cost: Option<Box<TaskCost>>,
    /// Searches for a way to hold a date leave it as it is.
    #[serde(default, skip_serializing_if = "is_default")]
    pub locked: bool,
    /// The client sees this step. Private is the default.
    #[serde(default, skip_serializing_if = "is_default")]
    pub client_visible: bool,
    /// What the client will see when it is done, in the client's words.
    #[serde(default, skip_serializing_if = "is_default")]
    pub will_see: String,
    /// Never leaves our side.
    #[serde(default, skip_serializing_if = "is_default")]
    pub private_note: String,
}

impl Task {
    /// A task with a name and a duration and nothing else.
    pub fn new(id: TaskId, level: u16, name: impl Into<String>, duration: Duration) -> Task {
        Task {
            id,
            level,
            name: name.into(),
            duration,
            range: None,
            confidence: None,
            hill: None,
            milestone: false,
            constraint: None,
            deadline: None,
            calendar: None,
            ignore_resource_calendars: false,
            manual: None,
            inactive: false,
            progress: Progress::default(),
            levelling_delay: 0,
            owner: None,
            assignments: Vec::new(),
            segments: Vec::new(),
            cost: None,
            locked: false,
            client_visible: false,
            will_see: String::new(),
            private_note: String::new(),
        }
    }
}

/// A bound on a task's dates. ASAP is no constraint at all.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Constraint {
    pub kind: ConstraintKind,
    /// A start date for ALAP (unused), SNET, SNLT, MSO and pinned; an exclusive finish for FNET, FNLT, MFO.
    pub date: Moment,
}

/// The constraint types of the field, and one of ours.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum ConstraintKind {
    /// As late as possible.
    Alap,
    /// Start no earlier than.
    Snet,
    /// Finish no earlier than.
    Fnet,
    /// Start no later than.
    Snlt,
    /// Finish no later than.
    Fnlt,
    /// Must start on.
    Mso,
    /// Must finish on.
    Mfo,
    /// Starts on the date whatever the links say (ours).
    Pinned,
}

/// Dates of a manually scheduled task; what is missing is taken from the network and the duration.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
pub struct ManualDates {
    #[serde(default, skip_serializing_if = "is_default")]
    pub start: Option<Moment>,
    #[serde(default, skip_serializing_if = "is_default")]
    pub finish: Option<Moment>,
    /// Imported: a start, a finish or a duration is still to be said, and Project has words or nothing in its place. What
    /// has no dates yet is on no critical path.
    #[serde(default, skip_serializing_if = "is_default")]
    pub open: bool,
}

/// What has been done. Finished ⇔ `actual_finish` is set; then percent is 100 and remaining 0.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
pub struct Progress {
    #[serde(default, skip_serializing_if = "is_default")]
    pub actual_start: Option<Moment>,
    /// An exclusive boundary.
    #[serde(default, skip_serializing_if = "is_default")]
    pub actual_finish: Option<Moment>,
    /// 0–100.
    #[serde(default, skip_serializing_if = "is_default")]
    pub percent: u8,
    /// Minutes left, in the duration's own time (working or elapsed); `None` = follows from percent.
    #[serde(default, skip_serializing_if = "is_default")]
    pub remaining: Option<i32>,
}
