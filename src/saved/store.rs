//! Where text is kept: one trait under everything, so that the same code runs on local storage, in memory and on a
//! store that breaks on purpose.

use std::collections::BTreeMap;
use std::fmt;

/// Keys and their values.
pub type Entries = BTreeMap<String, String>;

/// Why the store did not do what it was asked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum StoreError {
    /// The browser's share for this site is used up.
    Full,
    /// Storage is switched off or blocked.
    Refused,
    /// The write returned, but reading it back gave something else.
    NotKept,
    /// Anything else, in the store's own words.
    Other(String),
}

impl fmt::Display for StoreError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            StoreError::Full => "this browser's storage is full",
            StoreError::Refused => "this browser does not allow storage here",
            StoreError::NotKept => "this browser took the text but did not keep it",
            StoreError::Other(words) => words,
        })
    }
}

impl std::error::Error for StoreError {}

/// A store of text under keys. One `set` is the only atomic unit.
pub trait Store {
    /// The value at `key`, if there is one.
    ///
    /// # Errors
    /// When the store cannot be read.
    fn get(&self, key: &str) -> Result<Option<String>, StoreError>;

    /// Puts `value` at `key`.
    ///
    /// # Errors
    /// When the store refuses; what is at `key` is then unknown.
    fn set(&mut self, key: &str, value: &str) -> Result<(), StoreError>;

    /// Takes `key` away; nothing happens where it is not.
    ///
    /// # Errors
    /// When the store refuses.
    fn remove(&mut self, key: &str) -> Result<(), StoreError>;

    /// All keys that begin with `prefix`, in any order.
    ///
    /// # Errors
    /// When the store cannot be read.
    fn keys(&self, prefix: &str) -> Result<Vec<String>, StoreError>;
}

/// Writes and reads back: `Ok` only when the store really holds `value` at `key`.
///
/// # Errors
/// What the store said, or [`StoreError::NotKept`].
pub(super) fn set_checked(store: &mut dyn Store, key: &str, value: &str) -> Result<(), StoreError> {
    store.set(key, value)?;
    if store.get(key)?.as_deref() == Some(value) { Ok(()) } else { Err(StoreError::NotKept) }
}

/// A store in memory: tests, and sessions in browsers that block storage.
#[derive(Clone, Debug, Default)]
pub struct MemoryStore {
    /// What it holds.
    pub entries: Entries,
    /// UTF-16 units it can hold, keys and values together; `None` = no limit.
    pub limit: Option<usize>,
}

impl Store for MemoryStore {
    fn get(&self, key: &str) -> Result<Option<String>, StoreError> {
        Ok(self.entries.get(key).cloned())
    }

    fn set(&mut self, key: &str, value: &str) -> Result<(), StoreError> {
        if let Some(limit) = self.limit {
            let others: usize = self.entries.iter().filter(|(k, _)| *k != key).map(|(k, v)| units(k) + units(v)).sum();
            if others + units(key) + units(value) > limit {
                return Err(StoreError::Full);
            }
        }
        self.entries.insert(key.to_owned(), value.to_owned());
        Ok(())
    }

    fn remove(&mut self, key: &str) -> Result<(), StoreError> {
        self.entries.remove(key);
        Ok(())
    }

    fn keys(&self, prefix: &str) -> Result<Vec<String>, StoreError> {
        Ok(self
            .entries
            .range(prefix.to_owned()..)
            .map(|(k, _)| k)
            .take_while(|k| k.starts_with(prefix))
            .cloned()
            .collect())
    }
}

/// Length as browsers count it: UTF-16 units.
pub(super) fn units(text: &str) -> usize {
    text.chars().map(char::len_utf16).sum()
}
