//! People and things that do the work, and who does what.

use super::{CalendarId, Exception, Moment, duration::is_default};
use serde::{Deserialize, Serialize};

/// Identifies a resource in a plan.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct ResourceId(pub u32);

/// A person, or (imported) a material or a cost.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Resource {
    pub id: ResourceId,
    pub name: String,
    /// What they do in the project: "architect", "signs off".
    #[serde(default, skip_serializing_if = "is_default")]
    pub role: String,
    #[serde(default, skip_serializing_if = "is_default")]
    pub side: Side,
    #[serde(default, skip_serializing_if = "is_default")]
    pub kind: ResourceKind,
    /// How much of them there is, in percent: 100 = one person full time.
    #[serde(default = "full", skip_serializing_if = "is_full")]
    pub max_units: u32,
    /// Their own working time; `None` = the project's calendar.
    #[serde(default, skip_serializing_if = "is_default")]
    pub calendar: Option<CalendarId>,
    /// Days they are away. They show as overload; they move no dates (imported plans: see `Conventions`).
    #[serde(default, skip_serializing_if = "is_default")]
    pub absences: Vec<Exception>,
    /// The client sees their name. Private is the default.
    #[serde(default, skip_serializing_if = "is_default")]
    pub client_visible: bool,
}

/// Whose people.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Side {
    #[default]
    Ours,
    Client,
    Supplier,
}

/// What a resource is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum ResourceKind {
    #[default]
    Work,
    Material,
    Cost,
}

/// A resource at work on a task.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Assignment {
    pub resource: ResourceId,
    /// Percent of full time.
    #[serde(default = "full", skip_serializing_if = "is_full")]
    pub units: u32,
    /// Working minutes of effort, where a file says so.
    #[serde(default, skip_serializing_if = "is_default")]
    pub work: Option<i32>,
    /// Elapsed minutes this assignment's work waits after the task's start (levelling delay of the assignment).
    #[serde(default, skip_serializing_if = "is_default")]
    pub delay: i32,
    /// Planned spread of the work where it is split or contoured (imported).
    #[serde(default, skip_serializing_if = "is_default")]
    pub segments: Vec<WorkSegment>,
}

/// A stretch of an assignment's work, as a file's timephased data tells it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct WorkSegment {
    pub start: Moment,
    pub finish: Moment,
    /// Minutes of effort in it.
    pub work: i32,
}

fn full() -> u32 {
    100
}

fn is_full(units: &u32) -> bool {
    *units == 100
}

/// Resources in a file: a list, in id order.
pub(super) mod as_list {
    use super::*;
    use serde::{Deserializer, Serializer};
    use std::collections::BTreeMap;

    pub fn serialize<S: Serializer>(map: &BTreeMap<ResourceId, Resource>, s: S) -> Result<S::Ok, S::Error> {
        s.collect_seq(map.values())
    }

    pub fn deserialize<'de, D: Deserializer<'de>>(d: D) -> Result<BTreeMap<ResourceId, Resource>, D::Error> {
        Ok(Vec::<Resource>::deserialize(d)?.into_iter().map(|r| (r.id, r)).collect())
    }
}
