//! The names things are kept under, and reading them back.
//!
//! | key | what it holds |
//! |---|---|
//! | `fr/meta` | the format number, nothing else |
//! | `fr/prefs/prefs` | how this person likes to look at things, as one value |
//! | `fr/prefs/changes` | a number that grows with every change of it: which of the two copies is newer |
//! | `fr/<project>/s/<generation>` | the whole project as it was, packed when it is large |
//! | `fr/<project>/j/<writer>/<seq>` | one edit after it; `writer` is new for each start of a tab |
//! | `fr/<project>/r/<id>` | a version: named, or made before something large and once a day |
//! | `fr/<project>/b` | when the last backup was saved, and how many edits there were by then |
//! | `fr/<project>/gone` | the project was deleted: the second copy must not bring it back |
//! | `fr/q/<number>/<key>` | what stood under a key and could not be read or placed; never deleted by the app |
//!
//! The second copy in IndexedDB has the same keys.

use serde::{Deserialize, Serialize};
use std::fmt;

/// Everything of ours begins with this.
pub const ROOT: &str = "fr/";
/// Holds the format number.
pub const META: &str = "fr/meta";
/// Preferences begin with this.
pub const PREFS: &str = "fr/prefs/";
/// Quarantine begins with this.
pub const QUARANTINE: &str = "fr/q/";

/// Names a project in storage: 1–32 small letters and digits, never one of our own words.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct ProjectId(String);

impl ProjectId {
    /// The id, if `text` can be one.
    pub fn new(text: &str) -> Option<ProjectId> {
        (is_word(text) && !["meta", "prefs", "q"].contains(&text)).then(|| ProjectId(text.to_owned()))
    }

    /// As text.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// What all of its keys begin with.
    pub fn prefix(&self) -> String {
        format!("{ROOT}{}/", self.0)
    }
}

impl fmt::Display for ProjectId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// A key of ours, taken apart.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Key {
    Meta,
    Preference(String),
    Quarantined { number: u64, key: String },
    Snapshot { project: ProjectId, generation: u64 },
    Record { project: ProjectId, writer: String, seq: u64 },
    RestorePoint { project: ProjectId, id: String },
    Backup { project: ProjectId },
    Gone { project: ProjectId },
}

impl Key {
    /// Takes a key apart; `None` for keys that are not ours or of a kind this build does not know.
    pub fn parse(key: &str) -> Option<Key> {
        let rest = key.strip_prefix(ROOT)?;
        if rest == "meta" {
            return Some(Key::Meta);
        }
        if let Some(name) = rest.strip_prefix("prefs/") {
            return Some(Key::Preference(name.to_owned()));
        }
        if let Some(rest) = rest.strip_prefix("q/") {
            let (number, key) = rest.split_once('/')?;
            return Some(Key::Quarantined { number: whole(number)?, key: key.to_owned() });
        }
        let parts: Vec<&str> = rest.split('/').collect();
        let project = ProjectId::new(parts.first()?)?;
        Some(match parts.get(1..)? {
            ["s", generation] => Key::Snapshot { project, generation: whole(generation)? },
            ["j", writer, seq] if is_word(writer) => {
                Key::Record { project, writer: (*writer).to_owned(), seq: whole(seq)? }
            }
            ["r", id] if is_word(id) => Key::RestorePoint { project, id: (*id).to_owned() },
            ["b"] => Key::Backup { project },
            ["gone"] => Key::Gone { project },
            _ => return None,
        })
    }
}

impl fmt::Display for Key {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Key::Meta => f.write_str(META),
            Key::Preference(name) => write!(f, "{PREFS}{name}"),
            Key::Quarantined { number, key } => write!(f, "{QUARANTINE}{number}/{key}"),
            Key::Snapshot { project, generation } => write!(f, "{ROOT}{project}/s/{generation}"),
            Key::Record { project, writer, seq } => write!(f, "{ROOT}{project}/j/{writer}/{seq}"),
            Key::RestorePoint { project, id } => write!(f, "{ROOT}{project}/r/{id}"),
            Key::Backup { project } => write!(f, "{ROOT}{project}/b"),
            Key::Gone { project } => write!(f, "{ROOT}{project}/gone"),
        }
    }
}

/// Small letters and digits, 1–32 of them.
pub fn is_word(text: &str) -> bool {
    (1..=32).contains(&text.len()) && text.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit())
}

/// A whole number in its one spelling: no sign, no leading zero.
fn whole(text: &str) -> Option<u64> {
    let number: u64 = text.parse().ok()?;
    (number.to_string() == text).then_some(number)
}
