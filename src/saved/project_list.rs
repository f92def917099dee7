//! The projects in this browser, for the start screen; and deleting one so that it stays deleted.

use super::envelope;
use super::record::RecordHead;
use super::snapshot::{self, Snapshot};
use super::store::set_checked;
use super::{Change, Entries, Journal, Key, ProjectId, Store, StoreError, gather, key, load, plan_file};
use crate::project::Project;
use std::collections::BTreeMap;

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
    for (id, entries) in by_project(store, mirror)? {
        let key = tombstone(&id);
        let Some(Ok(state)) = entries.get(&key).map(|value| snapshot::decode(&key, value)) else { continue };
        let Ok(project) = state.project() else { continue };
        let Snapshot { head, .. } = state;
        let card = Card { id, name: head.name, tasks: head.tasks, at: head.at, edits: head.lamport, readable: true };
        deleted.push((card, project));
    }
    Ok(deleted)
}

/// Deletes a project: first a tombstone with its last state (packed; bare where there is no room), then the rest.
/// Returns what the mirror has to be told.
///
/// # Errors
/// When not even the tombstone can be written; nothing is deleted then.
pub fn delete(
    store: &mut dyn Store,
    journal: &Journal,
    project: &Project,
    at: &str,
) -> Result<Vec<Change>, StoreError> {
    let id = journal.project_id();
    let key = tombstone(id);
    let text = plan_file::write(project);
    let head = journal.snapshot_head(0, project, &text, at);
    let whole = snapshot::encode(&key, &head, &text, true).value;
    let value = match set_checked(store, &key, &whole) {
        Ok(()) => whole,
        Err(_) => {
            let bare = snapshot::encode(&key, &head, "", true).value;
            set_checked(store, &key, &bare)?;
            bare
        }
    };
    let mut changes = vec![(key.clone(), Some(value))];
    changes.extend(bury(store, id));
    Ok(changes)
}

/// Takes away everything of a deleted project but its tombstone; returns what the mirror has to be told.
pub fn bury(store: &mut dyn Store, id: &ProjectId) -> Vec<Change> {
    let key = tombstone(id);
    let rest = store.keys(&id.prefix()).unwrap_or_default();
    rest.into_iter().filter(|rest| *rest != key && store.remove(rest).is_ok()).map(|rest| (rest, None)).collect()
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
    let (mut at, mut edits) = (head.at, head.lamport);
    for (key, value) in entries {
        if !matches!(Key::parse(key), Some(Key::Record { .. })) {
            continue;
        }
        let record = envelope::open::<RecordHead>(key, value).ok()?;
        if record.header.lamport > head.lamport {
            // A packed edit or a new name has to be replayed to be known.
            let text = record.text().ok()?;
            if text.contains("\"rename\"") || record.header.step != crate::project::Step::Do {
                return None;
            }
            if record.header.lamport > edits {
                (at, edits) = (record.header.at, record.header.lamport);
            }
        }
    }
    Some(Card { id: id.clone(), name: head.name, tasks: head.tasks, at, edits, readable: true })
}

fn careful_card(store: &dyn Store, mirror: Option<&Entries>, id: ProjectId) -> Card {
    match load(store, mirror, &id) {
        Ok(loaded) => Card {
            name: loaded.project.name.clone(),
            tasks: loaded.project.plan.tasks.len(),
            at: loaded.at,
            edits: loaded.thread.lamport,
            readable: true,
            id,
        },
        Err(_) => Card { name: id.to_string(), id, tasks: 0, at: String::new(), edits: 0, readable: false },
    }
}
