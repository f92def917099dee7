//! Restore points: versions with a name, and those taken by themselves before something large. Always packed.

use super::snapshot::{self, Snapshot};
use super::store::{set_checked, units};
use super::{Change, Damage, Entries, Journal, Key, ProjectId, Store, StoreError, Written, plan_file};
use crate::project::Project;
use serde::{Deserialize, Serialize};

/// Why a restore point was taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Reason {
    /// A person gave it a name; never pruned.
    Named,
    BeforeImport,
    BeforeAdopt,
    BeforeMigration,
    BeforeDelete,
    /// Before going back to another version.
    BeforeRestore,
    Daily,
}

/// A restore point as it is listed.
#[derive(Clone, Debug, PartialEq)]
pub struct Version {
    pub id: String,
    pub reason: Reason,
    /// What it was called; empty for most automatic ones.
    pub title: String,
    /// The wall clock when it was taken.
    pub at: String,
    pub tasks: usize,
    /// What it takes of the browser's share, UTF-16 units.
    pub units: usize,
}

/// Takes a restore point of `project` as it stands after everything the journal has.
///
/// # Errors
/// When the store refuses.
pub fn save(
    store: &mut dyn Store,
    journal: &Journal,
    project: &Project,
    (reason, title): (Reason, &str),
    at: &str,
) -> Result<Written, StoreError> {
    let id = journal.project_id().clone();
    let numbers = keys(store, &id)?.into_iter().filter_map(|(_, point)| point.get(..NUMBER)?.parse::<u32>().ok());
    let next = numbers.max().unwrap_or(0).saturating_add(1);
    let writer = journal.writer().get(..journal.writer().len().min(16)).unwrap_or_default();
    let key = Key::RestorePoint { project: id, id: format!("{next:0NUMBER$}{writer}") }.to_string();
    let text = plan_file::write(project);
    let mut head = journal.snapshot_head(0, project, &text, at);
    (head.reason, head.title) = (Some(reason), title.to_owned());
    let sealed = snapshot::encode(&key, &head, &text, true);
    if let Err(error) = set_checked(store, &key, &sealed.value) {
        let _ = store.remove(&key);
        return Err(error);
    }
    Ok(Written { key, value: sealed.value })
}

/// Digits of the number an id begins with, so that text order is age.
const NUMBER: usize = 8;

fn keys(store: &dyn Store, project: &ProjectId) -> Result<Vec<(String, String)>, StoreError> {
    let mut keys: Vec<(String, String)> = store
        .keys(&project.prefix())?
        .into_iter()
        .filter_map(|key| match Key::parse(&key)? {
            Key::RestorePoint { id, .. } => Some((key, id)),
            _ => None,
        })
        .collect();
    keys.sort();
    Ok(keys)
}

/// The restore points of a project that can be read, newest first. `mirror` adds what only the second copy has.
pub fn list(store: &dyn Store, mirror: Option<&Entries>, project: &ProjectId) -> Vec<Version> {
    let mut points: Vec<(String, Version)> = Vec::new();
    let (mut entries, _) = super::gather(store, &project.prefix()).unwrap_or_default();
    for (key, value) in mirror.into_iter().flatten() {
        entries.entry(key.clone()).or_insert_with(|| value.clone());
    }
    for (key, value) in &entries {
        let Some(Key::RestorePoint { id, project: of }) = Key::parse(key) else { continue };
        if of != *project {
            continue;
        }
        let Ok(Snapshot { head, .. }) = snapshot::decode(key, value) else { continue };
        let reason = head.reason.unwrap_or(Reason::Named);
        let units = units(key) + units(value);
        points.push((id.clone(), Version { id, reason, title: head.title, at: head.at, tasks: head.tasks, units }));
    }
    points.sort_by(|a, b| b.0.cmp(&a.0));
    points.into_iter().map(|(_, version)| version).collect()
}

/// The project as it was.
///
/// # Errors
/// What is wrong with it, [`Damage::Form`] when it is not there.
pub fn read(store: &dyn Store, mirror: Option<&Entries>, project: &ProjectId, id: &str) -> Result<Project, Damage> {
    let key = Key::RestorePoint { project: project.clone(), id: id.to_owned() }.to_string();
    let here = store.get(&key).ok().flatten();
    let there = mirror.and_then(|entries| entries.get(&key)).cloned();
    let missing = Err(Damage::Form("it is not in this browser".into()));
    here.into_iter().chain(there).map(|value| snapshot::decode(&key, &value)?.project()).fold(missing, Result::or)
}

/// What is stored of a restore point: enough for [`put_back`].
///
/// # Errors
/// When the store cannot be read.
pub fn stored(store: &dyn Store, project: &ProjectId, id: &str) -> Result<Option<String>, StoreError> {
    store.get(&Key::RestorePoint { project: project.clone(), id: id.to_owned() }.to_string())
}

/// Writes a restore point that was removed back as it was.
///
/// # Errors
/// When the store refuses.
pub fn put_back(store: &mut dyn Store, project: &ProjectId, id: &str, value: &str) -> Result<Written, StoreError> {
    let key = Key::RestorePoint { project: project.clone(), id: id.to_owned() }.to_string();
    if let Err(error) = set_checked(store, &key, value) {
        let _ = store.remove(&key);
        return Err(error);
    }
    Ok(Written { key, value: value.to_owned() })
}

/// Takes one restore point away. Returns what the mirror has to be told.
///
/// # Errors
/// When the store refuses.
pub fn remove(store: &mut dyn Store, project: &ProjectId, id: &str) -> Result<Change, StoreError> {
    let key = Key::RestorePoint { project: project.clone(), id: id.to_owned() }.to_string();
    store.remove(&key)?;
    Ok((key, None))
}

/// Takes the oldest automatic restore points away, all but `keep` of them. Named ones stay.
pub fn prune(store: &mut dyn Store, project: &ProjectId, keep: usize) -> Vec<Change> {
    let automatic = list(store, None, project).into_iter().filter(|version| version.reason != Reason::Named);
    let old: Vec<String> = automatic.skip(keep).map(|version| version.id).collect();
    old.iter().filter_map(|id| remove(store, project, id).ok()).collect()
}
