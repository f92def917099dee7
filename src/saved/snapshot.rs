//! The whole project at a moment: a plan file, and how far the journal is in it. Restore points and tombstones are
//! the same with a reason and a name.

use super::envelope::{self, Damage, Sealed};
use super::record::Marks;
use super::{SCHEMA, plan_file};
use crate::project::Project;
use serde::{Deserialize, Serialize};

/// Snapshots from this many bytes on are packed; smaller ones stay readable in the raw download.
const PACK_FROM: usize = 256 << 10;

/// What stands before the plan file.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(super) struct SnapshotHead {
    pub generation: u64,
    /// The records that are in it.
    pub base: Marks,
    pub lamport: u64,
    /// How many of these records go on with the step before them: letters of one visit to a field.
    #[serde(default, skip_serializing_if = "is_none")]
    pub more: u64,
    /// CRC-32 of the plan file as plain text.
    pub state: u32,
    pub name: String,
    pub tasks: usize,
    /// The wall clock when it was taken. Shown, never used for order.
    pub at: String,
    /// For restore points: why it was taken.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reason: Option<super::versions::Reason>,
    /// For restore points: what it was called.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub title: String,
}

#[allow(clippy::trivially_copy_pass_by_ref, reason = "serde calls it so")]
fn is_none(more: &u64) -> bool {
    *more == 0
}

/// A snapshot whose checksum held; its project is read when asked for.
#[derive(Clone, Debug)]
pub(super) struct Snapshot {
    pub key: String,
    pub head: SnapshotHead,
    value: String,
}

/// Writes `project` out; `head` says what it stands for. Packed from 256 K on, or always when `small`.
pub(super) fn encode(key: &str, head: &SnapshotHead, plan_text: &str, small: bool) -> Sealed {
    envelope::seal(key, head, plan_text, if small { 1 << 10 } else { PACK_FROM })
}

/// Reads a snapshot's head.
///
/// # Errors
/// What is wrong with it.
pub(super) fn decode(key: &str, value: &str) -> Result<Snapshot, Damage> {
    let opened = envelope::open::<SnapshotHead>(key, value)?;
    Ok(Snapshot { key: key.to_owned(), head: opened.header, value: value.to_owned() })
}

impl Snapshot {
    /// The plan file in it.
    ///
    /// # Errors
    /// What is wrong with it.
    pub fn text(&self) -> Result<String, Damage> {
        let opened = envelope::open::<SnapshotHead>(&self.key, &self.value)?;
        let text = opened.text()?.into_owned();
        if opened.schema == SCHEMA && crc32fast::hash(text.as_bytes()) != self.head.state {
            return Err(Damage::Form("the state is not the one that was saved".into()));
        }
        Ok(text)
    }

    /// The project in it.
    ///
    /// # Errors
    /// What is wrong with it.
    pub fn project(&self) -> Result<Project, Damage> {
        plan_file::exactly(&self.text()?).map_err(|error| Damage::Form(error.to_string()))
    }
}
