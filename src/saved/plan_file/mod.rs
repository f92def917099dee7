//! The plan file: readable JSON, version first, one record a line, stable order, so that people, Git and file-sync
//! tools can read and merge it. Snapshots hold the same text.

mod known;
mod mend;
mod record;
mod shape;

use super::{SCHEMA, migrate};
use crate::project::Project;
use serde::Deserialize;
use std::fmt;

/// A plan file as opened.
#[derive(Clone, Debug, PartialEq)]
pub struct Opened {
    pub project: Project,
    /// What was mended or not understood, in plain sentences. Empty for every file this build wrote.
    pub notes: Vec<String>,
}

/// Why a text is not a plan file we can open.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PlanFileError {
    /// Not JSON at all, or cut: where it stops making sense.
    NotJson { line: usize, column: usize, what: String },
    /// JSON, but nothing says that it is a plan file.
    NotAPlan,
    /// A newer version of the app wrote it.
    Newer(u32),
    /// A plan file with something in it that cannot be what it says.
    Form { line: usize, what: String },
    /// A version number no build ever wrote.
    NoWay(String),
}

impl fmt::Display for PlanFileError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            PlanFileError::NotJson { line, column, what } => {
                write!(f, "This is not a whole plan file: line {line}, column {column}: {what}.")
            }
            PlanFileError::NotAPlan => f.write_str("This file is JSON, but not a Forthright plan file."),
            PlanFileError::Newer(schema) => {
                write!(
                    f,
                    "A newer version of Forthright wrote this file (format {schema}). Reload the app to update it."
                )
            }
            PlanFileError::Form { line: 0, what } => write!(f, "Something in this plan file cannot be read: {what}."),
            PlanFileError::Form { line, what } => write!(f, "Line {line} of this plan file cannot be read: {what}."),
            PlanFileError::NoWay(what) => write!(f, "This plan file cannot be read: {what}."),
        }
    }
}

impl std::error::Error for PlanFileError {}

/// The project as a plan file.
pub fn write(project: &Project) -> String {
    shape::write(project)
}

/// Reads a plan file; what had to be mended is mended in silence (see [`open`]).
///
/// # Errors
/// A [`PlanFileError`], with the line where there is one.
pub fn read(text: &str) -> Result<Project, PlanFileError> {
    open(text).map(|opened| opened.project)
}

/// Reads a plan file that a person, a tool or a merge may have touched: what breaks the plan's own rules is mended,
/// and what was mended or not understood is noted.
///
/// # Errors
/// A [`PlanFileError`], with the line where there is one.
pub fn open(text: &str) -> Result<Opened, PlanFileError> {
    let mut project = exactly(text)?;
    let mut notes = mend::mend(&mut project);
    notes.extend(known::unknown_keys(text));
    Ok(Opened { project, notes })
}

/// Reads a plan file as it stands: what this build wrote comes back equal.
///
/// # Errors
/// A [`PlanFileError`], with the line where there is one.
pub(super) fn exactly(text: &str) -> Result<Project, PlanFileError> {
    #[derive(Deserialize)]
    struct Version {
        forthright: Option<u32>,
    }
    let text = text.trim_start_matches('\u{feff}');
    let version: Version = serde_json::from_str(text).map_err(not_json)?;
    // A list would pass for a struct by position.
    let version = version.forthright.filter(|_| text.trim_start().starts_with('{'));
    match version.ok_or(PlanFileError::NotAPlan)? {
        SCHEMA => shape::read(text).map_err(|error| form(text, &error)),
        newer if newer > SCHEMA => Err(PlanFileError::Newer(newer)),
        older => {
            let mut value = serde_json::from_str(text).map_err(not_json)?;
            migrate::plan(older, &mut value).map_err(PlanFileError::NoWay)?;
            shape::read(&value.to_string()).map_err(|error| PlanFileError::Form { line: 0, what: plain(&error) })
        }
    }
}

fn not_json(error: serde_json::Error) -> PlanFileError {
    if error.is_data() {
        return PlanFileError::NotAPlan;
    }
    PlanFileError::NotJson { line: error.line(), column: error.column(), what: plain(&error) }
}

fn form(text: &str, error: &serde_json::Error) -> PlanFileError {
    PlanFileError::Form { line: error.line().min(text.lines().count()), what: plain(error) }
}

/// The error without its trailing place, which is said apart.
fn plain(error: &serde_json::Error) -> String {
    let words = error.to_string();
    words.split_once(" at line ").map_or(words.as_str(), |(what, _)| what).to_owned()
}
