//! What a file of another planner held that has no place here, kept so that saving it again loses nothing. Opaque text:
//! it may hold anything somebody typed, so it goes into no file a client may get. It comes with the file and no edit
//! changes it.

use crate::plan::{CalendarId, ResourceId, TaskId};
use serde::{Deserialize, Serialize};

/// Pieces of the file, each said once, and which record has which.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Carried {
    pub pieces: Vec<String>,
    /// In the order of `of`, one each.
    pub records: Vec<CarriedRecord>,
}

/// What one record had besides what was understood.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CarriedRecord {
    pub of: CarriedOf,
    /// Places in [`Carried::pieces`].
    pub has: Vec<u32>,
}

/// The record of the file. One whose task, person or calendar is gone is not written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum CarriedOf {
    Project,
    /// The row above all tasks.
    Whole,
    Calendar(CalendarId),
    Task(TaskId),
    Resource(ResourceId),
    /// The nth assignment of the resource to the task.
    Assignment(TaskId, ResourceId, u32),
}

impl Carried {
    /// The pieces of a record.
    pub fn of(&self, of: CarriedOf) -> impl Iterator<Item = &str> {
        let at = self.records.binary_search_by_key(&of, |record| record.of).ok();
        let has = at.and_then(|at| self.records.get(at)).map_or(&[][..], |record| &record.has);
        has.iter().filter_map(|piece| self.pieces.get(*piece as usize)).map(String::as_str)
    }
}
