//! The projects in this browser, for the start screen; and deleting one so that it stays deleted.

use super::envelope;
use super::record::RecordHead;
use super::snapshot::{self, Snapshot};
use super::store::set_checked;
use super::{Change, Entries, Journal, Key, ProjectId, Store, StoreError, Thread, gather, key, load, plan_file};
use crate::project::{Project, Step};
use std::collections::{BTreeMap, BTreeSet};

/// A project as the start screen lists it.
#[derive(Clone, Debug, PartialEq)]
pub struct Card {
    pub id: ProjectId,
    pub name: String,
    pub tasks: usize,
    /// The wall clock of its last edit.
    pub at: String,
    /// User actions so far; backups are counted in these.
    pub edits: u64,
    /// False when nothing of it can be opened; its raw text can still be downloaded.
    pub readable: bool,
}

/// All projects in the store and, where there is one, its mirror; the last edited first.
///
/// # Errors
/// When the store does not list its keys.
pub fn list_projects(store: &dyn Store, mirror: Option<&Entries>) -> Result<Vec<Card>, StoreError> {
    let mut cards: Vec<Card> = by_project(store, mirror)?
        .into_iter()
        .filter(|(id, entries)| !entries.contains_key(&tombstone(id)) && entries.keys().any(|key| has_work(key)))
        .map(|(id, entries)| card(store, mirror, id, &entries))
        .collect();
    cards.sort_by(|a, b| b.at.cmp(&a.at).then_with(|| a.id.cmp(&b.id)));
    Ok(cards)
}

/// Deleted projects whose last state is still there.
///
/// # Errors
/// When the store does not list its keys.
pub fn list_deleted(store: &dyn Store, mirror: Option<&Entries>) -> Result<Vec<(Card, Project)>, StoreError> {
    let mut deleted = Vec::new();
    for (id, _) in by_project(store, mirror)? {
        let Some((Snapshot { head, .. }, project)) = last_state(store, mirror, &id) else { continue };
        let edits = head.lamport.saturating_sub(head.more);
        let card = Card { id, name: head.name, tasks: head.tasks, at: head.at, edits, readable: true };
        deleted.push((card, project));
    }
    Ok(deleted)
}

/// What a tombstone has inside, from the first copy in which it can be read.
fn last_state(store: &dyn Store, mirror: Option<&Entries>, id: &ProjectId) -> Option<(Snapshot, Project)> {
    let key = tombstone(id);
    let here = store.get(&key).ok().flatten();
    let there = mirror.and_then(|entries| entries.get(&key)).cloned();
    here.into_iter().chain(there).find_map(|value| {
        let state = snapshot::decode(&key, &value).ok()?;
        let project = state.project().ok()?;
        Some((state, project))
    })
}

/// Deletes a project so that it can be got back: first a tombstone with its last state (packed), then the rest. Its
/// versions and the note of its last backup stay beside the tombstone. Returns what the mirror has to be told.
///
/// # Errors
/// When the tombstone cannot be written; nothing is deleted then.
pub fn delete(
    store: &mut dyn Store,
    journal: &Journal,
    project: &Project,
    at: &str,
) -> Result<Vec<Change>, StoreError> {
    let id = journal.project_id();
    let key = tombstone(id);
    let text = plan_file::write(project);
    let head = journal.snapshot_head(journal.generation(), project, &text, at);
    let value = snapshot::encode(&key, &head, &text, true).value;
    if let Err(error) = set_checked(store, &key, &value) {
        // A torn tombstone would hide the project all the same.
        let _ = store.remove(&key);
        return Err(error);
    }
    let mut changes = vec![(key, Some(value))];
    changes.extend(bury(store, id));
    Ok(changes)
}

/// Takes away the snapshots and records of a deleted project; returns what the mirror has to be told.
pub fn bury(store: &mut dyn Store, id: &ProjectId) -> Vec<Change> {
    let rest = store.keys(&id.prefix()).unwrap_or_default();
    let goes = |key: &String| matches!(Key::parse(key), Some(Key::Snapshot { .. } | Key::Record { .. }));
    rest.into_iter().filter(goes).filter(|key| store.remove(key).is_ok()).map(|key| (key, None)).collect()
}

/// Makes a deleted project a project again, under its own id: its last state as two new generations (see
/// [`Journal::create`]), then the tombstone goes. Its versions are there as before; undo begins anew. `writer` must be
/// new. Returns what the mirror has to be told.
///
/// # Errors
/// When there is no last state to be read, or the store refuses; the project is still deleted then, and can be tried
/// again.
pub fn bring_back(
    store: &mut dyn Store,
    mirror: Option<&Entries>,
    id: &ProjectId,
    (writer, at): (&str, &str),
) -> Result<Vec<Change>, StoreError> {
    let Some((Snapshot { head, .. }, project)) = last_state(store, mirror, id) else {
        return Err(StoreError::Other("its last state cannot be read".into()));
    };
    let here = store.keys(&id.prefix())?;
    let generations =
        here.iter().chain(mirror.into_iter().flat_map(Entries::keys)).filter_map(|key| match Key::parse(key)? {
            Key::Snapshot { project, generation } if project == *id => Some(generation),
            _ => None,
        });
    let generation = generations.max().unwrap_or(0).max(head.generation);
    let mut journal = Journal::resume(id.clone(), writer, Thread::after(&head, generation));
    let mut written: Vec<Change> = Vec::new();
    for _ in 0..2 {
        match journal.compact(store, &project, at) {
            Ok(one) => written.push((one.key, Some(one.value))),
            Err(error) => {
                written.iter().for_each(|(key, _)| drop(store.remove(key)));
                return Err(error);
            }
        }
    }
    let key = tombstone(id);
    store.remove(&key)?;
    written.push((key, None));
    Ok(written)
}

/// Takes everything of a deleted project away, for good; its tombstone last, so that a crash in the middle raises
/// nothing. Returns what the mirror has to be told.
///
/// # Errors
/// When the store refuses.
pub fn forget(store: &mut dyn Store, mirror: Option<&Entries>, id: &ProjectId) -> Result<Vec<Change>, StoreError> {
    let grave = tombstone(id);
    let mut keys: BTreeSet<String> = store.keys(&id.prefix())?.into_iter().collect();
    keys.extend(mirror.into_iter().flat_map(Entries::keys).filter(|key| key.starts_with(&id.prefix())).cloned());
    keys.remove(&grave);
    let mut changes = Vec::new();
    for key in keys.into_iter().chain([grave]) {
        store.remove(&key)?;
        changes.push((key, None));
    }
    Ok(changes)
}

fn tombstone(id: &ProjectId) -> String {
    Key::Gone { project: id.clone() }.to_string()
}

fn has_work(key: &str) -> bool {
    matches!(Key::parse(key), Some(Key::Snapshot { .. } | Key::Record { .. } | Key::RestorePoint { .. }))
}

fn by_project(store: &dyn Store, mirror: Option<&Entries>) -> Result<BTreeMap<ProjectId, Entries>, StoreError> {
    let (mut entries, _) = gather(store, key::ROOT)?;
    for (key, value) in mirror.into_iter().flatten() {
        entries.entry(key.clone()).or_insert_with(|| value.clone());
    }
    let mut projects: BTreeMap<ProjectId, Entries> = BTreeMap::new();
    for (key, value) in entries {
        let id = key.strip_prefix(key::ROOT).and_then(|rest| rest.split('/').next()).and_then(ProjectId::new);
        if let Some(id) = id {
            projects.entry(id).or_default().insert(key, value);
        }
    }
    Ok(projects)
}

fn card(store: &dyn Store, mirror: Option<&Entries>, id: ProjectId, entries: &Entries) -> Card {
    match quick_card(&id, entries) {
        Some(card) => card,
        None => careful_card(store, mirror, id),
    }
}

/// From the newest snapshot's head and the records' heads; `None` when that might not tell the truth.
fn quick_card(id: &ProjectId, entries: &Entries) -> Option<Card> {
    let newest = entries.keys().filter_map(|key| match Key::parse(key)? {
        Key::Snapshot { generation, .. } => Some((generation, key)),
        _ => None,
    });
    let (_, key) = newest.max()?;
    let head = snapshot::decode(key, entries.get(key)?).ok()?.head;
    let (mut at, mut last, mut more) = (head.at, head.lamport, head.more);
    for (key, value) in entries {
        if !matches!(Key::parse(key), Some(Key::Record { .. })) {
            continue;
        }
        let record = envelope::open::<RecordHead>(key, value).ok()?;
        if record.header.lamport > head.lamport {
            // A packed edit or a new name has to be replayed to be known.
            let text = record.text().ok()?;
            if text.contains("\"rename\"") || !matches!(record.header.step, Step::Do | Step::More) {
                return None;
            }
            more += u64::from(record.header.goes_on());
            if record.header.lamport > last {
                (at, last) = (record.header.at, record.header.lamport);
            }
        }
    }
    let edits = last.saturating_sub(more);
    Some(Card { id: id.clone(), name: head.name, tasks: head.tasks, at, edits, readable: true })
}

fn careful_card(store: &dyn Store, mirror: Option<&Entries>, id: ProjectId) -> Card {
    match load(store, mirror, &id) {
        Ok(loaded) => Card {
            name: loaded.project.name.clone(),
            tasks: loaded.project.plan.tasks.len(),
            at: loaded.at,
            edits: loaded.thread.steps(),
            readable: true,
            id,
        },
        Err(_) => Card { name: id.to_string(), id, tasks: 0, at: String::new(), edits: 0, readable: false },
    }
}
