//! What a load found and did, each with its sentence.

use super::{Damage, StoreError};
use crate::edit::EditError;
use std::fmt;

/// What a load found. Empty when everything was as it was left.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Report {
    pub findings: Vec<Finding>,
}

/// One thing worth telling. `at` is the wall clock as it was when the thing was saved.
#[derive(Clone, Debug, PartialEq)]
pub enum Finding {
    /// A value is damaged in every copy there is; it is kept in quarantine.
    Damaged { key: String, why: Damage },
    /// A value was damaged or missing here and came from the second copy: nothing is lost by it.
    Recovered { key: String },
    /// Edits after a gap; they are kept in quarantine.
    Unplaced { count: usize, after: Option<String> },
    /// An edit in the journal that no longer fits.
    Refused { label: String, at: String, why: Option<EditError> },
    /// The newest snapshot was not usable; an older one and its journal were.
    FellBack { to: u64 },
    /// No snapshot was usable; this version was, with the edits that fit on it.
    FromRestorePoint { title: String, at: String },
    /// The store would not give a value.
    Unreadable { key: String, why: StoreError },
}

/// Why a project can be looked at and saved to a file, but not changed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ReadOnly {
    /// A newer version of the app wrote some of it.
    Newer,
    /// Another tab is writing.
    OtherTab,
    /// The browser's share is 95 % used.
    Full,
}

impl Report {
    /// True when nothing needs telling.
    pub fn is_clean(&self) -> bool {
        self.findings.is_empty()
    }

    /// True when something could not be brought back.
    pub fn is_loss(&self) -> bool {
        self.findings.iter().any(|finding| !matches!(finding, Finding::Recovered { .. }))
    }

    /// All of it in sentences; what came back from the second copy is one.
    pub fn sentences(&self) -> Vec<String> {
        let recovered = self.findings.iter().filter(|finding| matches!(finding, Finding::Recovered { .. })).count();
        let rest = self.findings.iter().filter(|finding| !matches!(finding, Finding::Recovered { .. }));
        let mut sentences: Vec<String> = rest.map(Finding::to_string).collect();
        if recovered > 0 {
            let values = if recovered == 1 { "One saved value was" } else { "Some saved values were" };
            sentences.push(format!("{values} missing or damaged and came back from the second copy. Nothing is lost."));
        }
        sentences
    }
}

impl fmt::Display for Finding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Finding::Damaged { key, why } => write!(f, "The saved value {key} is kept aside: {why}."),
            Finding::Recovered { key } => write!(f, "The saved value {key} came back from the second copy."),
            Finding::Unplaced { count, after } => {
                let edits = if *count == 1 { "1 edit".to_owned() } else { format!("{count} edits") };
                let after = after.as_ref().map(|at| format!(" after {at}")).unwrap_or_default();
                write!(
                    f,
                    "{edits}{after} could not be placed, because something between is missing. They are kept aside."
                )
            }
            Finding::Refused { label, at, .. } => {
                write!(f, "“{label}” of {at} no longer fits the plan and was left out. It is kept aside.")
            }
            Finding::FellBack { to } => {
                write!(f, "The newest saved state was not readable; state {to} and the edits after it were used.")
            }
            Finding::FromRestorePoint { title, at } => {
                write!(f, "No saved state was readable; the version “{title}” of {at} was used.")
            }
            Finding::Unreadable { key, why } => write!(f, "The saved value {key} cannot be read: {why}."),
        }
    }
}

impl ReadOnly {
    /// What to tell the person.
    pub fn sentence(&self) -> &'static str {
        match self {
            ReadOnly::Newer => "A newer version of Forthright saved this project. Reload to update the app.",
            ReadOnly::OtherTab => {
                "This project is open in another tab. Here it can be read; take over to edit it here."
            }
            ReadOnly::Full => "This browser's storage is almost full. Save the plan to a file and remove what is old.",
        }
    }
}
