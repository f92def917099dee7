//! One user action as it is kept.

use super::envelope::{self, Damage, Sealed};
use super::store::units;
use super::{Key, ProjectId, SCHEMA, migrate};
use crate::plan::TaskId;
use crate::project::{Edit, Step};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// Edits from this many bytes on are packed: a pasted outline or an import.
const PACK_FROM: usize = 16 << 10;
const SMALL: usize = 1 << 10;

/// One user action, as the screen hands it over.
#[derive(Clone, Debug, PartialEq)]
pub struct Record {
    pub step: Step,
    /// Names the change: "Move Design".
    pub label: String,
    /// What was applied. For undo and redo this is [`Done::edit`](crate::project::Done::edit) as `History` returned it;
    /// a large one is left out of the record when replay can take it from its own history.
    pub edit: Option<Edit>,
    /// The task to show when it is undone.
    pub place: Option<TaskId>,
    /// The wall clock when it happened. Shown, never used for order.
    pub at: String,
}

/// Names one record: who wrote it and its number there, from 1.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Origin(pub String, pub u64);

/// The last record of one writer that is known, and its checksum.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Mark(pub u64, pub u32);

/// How far each writer's records are known.
pub(super) type Marks = BTreeMap<String, Mark>;

/// What stands before the edit.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(super) struct RecordHead {
    /// Checksum of this writer's previous record; 0 for its first.
    pub previous: u32,
    pub lamport: u64,
    /// The snapshot generation it was written on.
    pub generation: u64,
    /// What was seen of other writers since this writer's previous record.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub after: BTreeMap<String, u64>,
    pub step: Step,
    /// The record whose entry is taken back, done again, or gone on with.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub of: Option<Origin>,
    pub label: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub place: Option<TaskId>,
    pub at: String,
}

impl RecordHead {
    /// True where it belongs to the user action of the record before it.
    pub fn goes_on(&self) -> bool {
        self.step == Step::More && self.of.is_some()
    }
}

/// A record as read back.
#[derive(Clone, Debug)]
pub(super) struct Kept {
    pub origin: Origin,
    pub head: RecordHead,
    pub edit: Option<Edit>,
    pub crc: u32,
    /// How much it takes in the store, UTF-16 units.
    pub units: usize,
}

/// The key of a writer's `seq`-th record.
pub(super) fn record_key(project: &ProjectId, origin: &Origin) -> String {
    Key::Record { project: project.clone(), writer: origin.0.clone(), seq: origin.1 }.to_string()
}

/// The value to write at `key`.
pub(super) fn encode(key: &str, head: &RecordHead, edit: Option<&Edit>) -> Sealed {
    let payload = edit.map(|edit| serde_json::to_string(edit).unwrap_or_default()).unwrap_or_default();
    envelope::seal(key, head, &payload, PACK_FROM)
}

/// True for an edit that costs next to nothing to keep twice.
pub(super) fn is_small(edit: &Edit) -> bool {
    serde_json::to_string(edit).is_ok_and(|text| text.len() <= SMALL)
}

/// Reads a record back.
///
/// # Errors
/// What is wrong with it.
pub(super) fn decode(key: &str, origin: Origin, value: &str) -> Result<Kept, Damage> {
    let opened = envelope::open::<RecordHead>(key, value)?;
    let mut text = opened.text()?;
    let form = |error: serde_json::Error| Damage::Form(error.to_string());
    if !text.is_empty() && opened.schema != SCHEMA {
        let mut value = serde_json::from_str(&text).map_err(form)?;
        migrate::edit(opened.schema, &mut value).map_err(Damage::Form)?;
        // As text again: reading edits from values as well would double the code that reads edits.
        text = value.to_string().into();
    }
    let edit = if text.is_empty() { None } else { Some(serde_json::from_str(&text).map_err(form)?) };
    if edit.is_none() && matches!(opened.header.step, Step::Do | Step::More) {
        return Err(Damage::Form("no edit in it".into()));
    }
    Ok(Kept { origin, crc: opened.crc, head: opened.header, edit, units: units(value) })
}
