//! How much of the browser's share is used, and by what.

use super::store::units;
use super::{Key, Store, StoreError, key};

/// What browsers give one site: UTF-16 units, keys and values together (measured in Chromium, Firefox and WebKit).
pub const LIMIT: usize = 5_242_880;

/// Units used, by kind.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Usage {
    pub snapshots: usize,
    pub journal: usize,
    pub restore_points: usize,
    pub quarantine: usize,
    /// Preferences, bookkeeping, tombstones, and keys that are not ours.
    pub other: usize,
}

/// What to do about it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Level {
    Plenty,
    /// 70 %: say so.
    Warn,
    /// 85 %: automatic restore points are taken away.
    Prune,
    /// 95 %: reading and saving to files only.
    Full,
}

impl Usage {
    /// Counts a store.
    ///
    /// # Errors
    /// When it cannot be read.
    pub fn of(store: &dyn Store) -> Result<Usage, StoreError> {
        let mut usage = Usage::default();
        for name in store.keys("")? {
            let size = units(&name) + store.get(&name)?.map_or(0, |value| units(&value));
            *usage.share(&name) += size;
        }
        Ok(usage)
    }

    fn share(&mut self, name: &str) -> &mut usize {
        match Key::parse(name) {
            Some(Key::Snapshot { .. }) => &mut self.snapshots,
            Some(Key::Record { .. }) => &mut self.journal,
            Some(Key::RestorePoint { .. }) => &mut self.restore_points,
            Some(Key::Quarantined { .. }) => &mut self.quarantine,
            _ if name.starts_with(key::QUARANTINE) => &mut self.quarantine,
            _ => &mut self.other,
        }
    }

    /// All of it.
    pub fn total(&self) -> usize {
        self.snapshots + self.journal + self.restore_points + self.quarantine + self.other
    }

    /// In percent of [`LIMIT`].
    pub fn percent(&self) -> usize {
        self.total() * 100 / LIMIT
    }

    /// What to do about it.
    pub fn level(&self) -> Level {
        match self.percent() {
            0..70 => Level::Plenty,
            70..85 => Level::Warn,
            85..95 => Level::Prune,
            _ => Level::Full,
        }
    }
}
