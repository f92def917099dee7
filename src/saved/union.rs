//! Two copies made one: every value of a project from local storage and its mirror, each checked, the good one taken.

use super::record::{self, Kept};
use super::snapshot::{self, Snapshot};
use super::{Damage, Entries, Finding, Key, Origin, ProjectId};
use std::collections::{BTreeMap, BTreeSet};

/// Everything of a project that checks, and what does not.
#[derive(Default)]
pub(super) struct Shelf {
    pub snapshots: BTreeMap<u64, Snapshot>,
    /// By writer, then number.
    pub records: BTreeMap<String, BTreeMap<u64, Kept>>,
    /// Restore points by id.
    pub points: BTreeMap<String, Snapshot>,
    pub gone: bool,
    /// A value of a newer schema is among them.
    pub newer: bool,
    /// Damaged in every copy: key, value, why.
    pub damaged: Vec<(String, String, Damage)>,
    /// Damaged here, good in the mirror: key and the damaged value.
    pub replaced: Vec<(String, String)>,
    /// Good keys, their value, and where it is.
    pub held: BTreeMap<String, Held>,
    /// The highest generation any key names, readable or not.
    pub last_generation: u64,
}

/// A good value and which copies have it.
pub(super) struct Held {
    pub value: String,
    pub here: bool,
    pub mirror: bool,
}

/// A checked value.
enum Good {
    Snapshot(u64, Snapshot),
    Record(Kept),
    Point(String, Snapshot),
    Gone,
    Other,
}

/// Checks and joins both copies.
pub(super) fn union(project: &ProjectId, local: &Entries, mirror: Option<&Entries>) -> Shelf {
    let mut shelf = Shelf::default();
    let prefix = project.prefix();
    let empty = Entries::new();
    let mirror = mirror.unwrap_or(&empty);
    let keys: BTreeSet<&String> = local.keys().chain(mirror.keys()).filter(|key| key.starts_with(&prefix)).collect();
    for key in keys {
        // Keys of kinds this build does not know are none of its business.
        let Some(parsed) = Key::parse(key) else { continue };
        if let Key::Snapshot { generation, .. } = parsed {
            shelf.last_generation = shelf.last_generation.max(generation);
        }
        let (here, there) = (local.get(key), mirror.get(key));
        let here_checked = here.map(|value| check(key, &parsed, value));
        // Equal text need not be checked twice.
        let there_checked = match here == there {
            true => None,
            false => there.map(|value| check(key, &parsed, value)),
        };
        shelf.take(key, (here, here_checked), (there, there_checked));
    }
    shelf
}

type Checked<'a> = (Option<&'a String>, Option<Result<Good, Damage>>);

impl Shelf {
    fn take(&mut self, key: &str, (here, here_checked): Checked, (there, there_checked): Checked) {
        let mut hold = |value: &String, here: bool, mirror: bool| {
            self.held.insert(key.to_owned(), Held { value: value.clone(), here, mirror });
        };
        match (here, here_checked, there, there_checked) {
            (Some(value), Some(Ok(good)), there, other) => {
                // Without a verdict of its own the mirror's text is this one, or not there at all.
                hold(value, true, there == Some(value));
                drop(other);
                self.add(good);
            }
            (here, bad, Some(value), Some(Ok(good))) => {
                hold(value, false, true);
                match bad {
                    Some(Err(Damage::Newer(_))) => self.newer = true,
                    _ => self.replaced.extend(here.map(|value| (key.to_owned(), value.clone()))),
                }
                self.add(good);
            }
            (Some(value), Some(Err(why)), _, _) | (None, None, Some(value), Some(Err(why))) => match why {
                Damage::Newer(_) => self.newer = true,
                why => self.damaged.push((key.to_owned(), value.clone(), why)),
            },
            _ => {}
        }
    }

    fn add(&mut self, good: Good) {
        match good {
            Good::Snapshot(generation, snapshot) => drop(self.snapshots.insert(generation, snapshot)),
            Good::Record(kept) => {
                self.records.entry(kept.origin.0.clone()).or_default().insert(kept.origin.1, kept);
            }
            Good::Point(id, point) => drop(self.points.insert(id, point)),
            Good::Gone => self.gone = true,
            Good::Other => {}
        }
    }

    /// What is damaged for good, for the report.
    pub fn damage_findings(&self) -> impl Iterator<Item = Finding> + '_ {
        self.damaged.iter().map(|(key, _, why)| Finding::Damaged { key: key.clone(), why: why.clone() })
    }
}

fn check(key: &str, parsed: &Key, value: &str) -> Result<Good, Damage> {
    Ok(match parsed {
        Key::Snapshot { generation, .. } => Good::Snapshot(*generation, snapshot::decode(key, value)?),
        Key::Record { writer, seq, .. } => Good::Record(record::decode(key, Origin(writer.clone(), *seq), value)?),
        Key::RestorePoint { id, .. } => Good::Point(id.clone(), snapshot::decode(key, value)?),
        // A tombstone says what it says by being there; damage to the state inside does not raise the dead.
        Key::Gone { .. } => Good::Gone,
        _ => Good::Other,
    })
}
