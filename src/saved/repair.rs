//! Putting right what a load found, and getting everything out raw. Damaged and unplaceable values are copied to
//! quarantine before they leave their place, and can be put back.

use super::store::set_checked;
use super::{Entries, Finding, Key, Store, StoreError, key};

/// One thing to put right.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Repair {
    /// Into quarantine, and away from its place.
    Aside { key: String, value: String },
    /// Into quarantine, and left where it is.
    Copy { key: String, value: String },
    /// The mirror has it, the store lost it.
    Restore { key: String, value: String },
    /// The store has it, the mirror does not.
    Mirror { key: String, value: String },
}

/// What the mirror has to be told: a key and its new value, or `None` for gone.
pub type Change = (String, Option<String>);

/// Carries repairs out, and returns what the mirror has to be told. A repair the store refuses is left for the next
/// load: nothing leaves its place before its copy is read back equal.
pub fn repair(store: &mut dyn Store, repairs: &[Repair]) -> Vec<Change> {
    let mut changes = Vec::new();
    for repair in repairs {
        match repair {
            Repair::Aside { key, value } => {
                if let Some(copy) = quarantine(store, key, value) {
                    changes.push(copy);
                    // Already something else there: a good value that came back meanwhile.
                    let same = store.get(key).is_ok_and(|found| found.is_none_or(|found| found == *value));
                    if same && store.remove(key).is_ok() {
                        changes.push((key.clone(), None));
                    }
                }
            }
            Repair::Copy { key, value } => changes.extend(quarantine(store, key, value)),
            Repair::Restore { key, value } => {
                // Full or refused: the mirror still has it, and the next load tries again.
                let _ = set_checked(store, key, value);
                changes.push((key.clone(), Some(value.clone())));
            }
            Repair::Mirror { key, value } => changes.push((key.clone(), Some(value.clone()))),
        }
    }
    changes
}

/// Copies a value into quarantine unless the same is there already; `None` when the store refuses.
fn quarantine(store: &mut dyn Store, key: &str, value: &str) -> Option<Change> {
    let mut last = 0;
    for kept in store.keys(key::QUARANTINE).ok()? {
        let Some(Key::Quarantined { number, key: of }) = Key::parse(&kept) else { continue };
        if of == key && store.get(&kept).ok().flatten().as_deref() == Some(value) {
            return Some((kept, Some(value.to_owned())));
        }
        last = last.max(number);
    }
    let copy = Key::Quarantined { number: last + 1, key: key.to_owned() }.to_string();
    set_checked(store, &copy, value).ok()?;
    Some((copy, Some(value.to_owned())))
}

/// Puts quarantined values back where they were, so that a repair can be undone; what is there now stays.
/// Returns what the mirror has to be told.
///
/// # Errors
/// When the store refuses; what was put back until then stays back.
pub fn put_back(store: &mut dyn Store, keys: &[String]) -> Result<Vec<Change>, StoreError> {
    let mut changes = Vec::new();
    for kept in keys {
        let Some(Key::Quarantined { key, .. }) = Key::parse(kept) else { continue };
        let Some(value) = store.get(kept)? else { continue };
        if store.get(&key)?.is_none() {
            set_checked(store, &key, &value)?;
            changes.push((key, Some(value)));
        }
        store.remove(kept)?;
        changes.push((kept.clone(), None));
    }
    Ok(changes)
}

/// Everything under a prefix, and what would not be read.
///
/// # Errors
/// When the store does not even list its keys.
pub fn gather(store: &dyn Store, prefix: &str) -> Result<(Entries, Vec<Finding>), StoreError> {
    let mut entries = Entries::new();
    let mut findings = Vec::new();
    for key in store.keys(prefix)? {
        match store.get(&key) {
            Ok(Some(value)) => drop(entries.insert(key, value)),
            Ok(None) => {}
            Err(why) => findings.push(Finding::Unreadable { key, why }),
        }
    }
    Ok((entries, findings))
}

/// Everything of ours as one JSON text, as it lies in the store: the raw download. Always possible while the store
/// can be read at all; `mirror` adds what only the second copy has.
pub fn raw(store: &dyn Store, mirror: Option<&Entries>) -> String {
    let mut entries = gather(store, key::ROOT).map(|(entries, _)| entries).unwrap_or_default();
    for (key, value) in mirror.into_iter().flatten() {
        entries.entry(key.clone()).or_insert_with(|| value.clone());
    }
    serde_json::to_string_pretty(&entries).unwrap_or_default()
}
