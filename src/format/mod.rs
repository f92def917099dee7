//! F4. Other people's files: one file a format, one table. Content decides, not the name; bad files get a sentence.

mod any;
mod delimited;
pub mod mspdi;
mod note;
mod outline_text;
mod pasted;
#[cfg(test)]
mod pasted_tests;
mod table_text;
mod xml;

pub use any::{Opened, open_any};
pub use note::{ImportNote, ReadError};
pub use outline_text::{read_outline, write_outline};
pub use pasted::Pasted;
pub use table_text::{is_table, read_table, write_table};

use crate::plan::{Moment, Place};
use crate::project::Project;
use crate::saved::plan_file;

/// Reads what is on the clipboard as tasks for `plan`: a table or an outline, whichever it looks like.
pub fn read_pasted(text: &str, plan: &crate::plan::Plan, dates: &crate::words::Dates) -> Pasted {
    if is_table(text) { read_table(text, plan, dates) } else { read_outline(text, plan, dates) }
}

/// Endings of files that hold tasks as text.
const TEXT_ENDINGS: &[&str] = &["csv", "tsv", "txt", "md", "markdown", "opml"];

/// Opens a table, an outline or OPML as a new project, with what could not be read. It starts today, or on the earliest
/// start in the text. `None` when the name or the bytes are not of that kind, or hold no task.
pub fn open_text(name: &str, bytes: &[u8], dates: &crate::words::Dates) -> Option<(Project, Vec<String>)> {
    let (stem, ending) = name.rsplit_once('.')?;
    let known = TEXT_ENDINGS.iter().any(|known| ending.eq_ignore_ascii_case(known));
    if !known
        || bytes.len() > MAX_BYTES
        || bytes.contains(&0) && !bytes.starts_with(&[0xFF, 0xFE]) && !bytes.starts_with(&[0xFE, 0xFF])
    {
        return None;
    }
    let (text, damaged) = xml::decode(bytes);
    let mut project = Project::new(stem, Moment::start_of(dates.today));
    let pasted = read_pasted(&text, &project.plan, dates);
    let starts =
        pasted.clip.tasks.iter().filter_map(|task| task.progress.actual_start.or(task.constraint.map(|c| c.date)));
    let earliest = starts.min().map_or(project.plan.settings.start, |start| Moment::start_of(start.date()));
    project.plan.settings.start = project.plan.settings.start.min(earliest);
    let mut messages = pasted.messages.clone();
    if damaged {
        messages.push("Some characters could not be read; they stand as �.".into());
    }
    let (edit, _) = pasted.edit(&project.plan, Place { parent: None, after: None })?;
    project.plan.apply(edit).ok()?;
    Some((project, messages))
}

/// What a file gave: a project, and what was repaired, dropped or not carried.
#[derive(Clone, Debug, PartialEq)]
pub struct Imported {
    pub project: Project,
    pub notes: Vec<ImportNote>,
}

/// A format files can come in.
pub struct Format {
    /// As a person calls it.
    pub name: &'static str,
    /// File name endings, for file pickers.
    pub endings: &'static [&'static str],
    /// Whether these bytes are of this format.
    pub is: fn(&[u8]) -> bool,
    pub read: fn(&[u8]) -> Result<Imported, ReadError>,
}

/// Every format that opens, in the order they are tried.
pub const FORMATS: &[Format] = &[
    Format { name: "Microsoft Project XML", endings: &["xml"], is: mspdi::is, read: mspdi::read },
    Format { name: "Forthright plan", endings: &["json", "forthright"], is: is_json, read: read_plan_file },
    Format { name: "Microsoft Project (binary)", endings: &["mpp"], is: is_mpp, read: refuse_mpp },
];

/// The largest file that is read.
pub const MAX_BYTES: usize = 64 << 20;

/// Opens a plan of any known format. `name` names the project where the file does not.
///
/// # Errors
/// Why the bytes are no plan; [`ReadError::text`] says it in a sentence.
pub fn open(name: &str, bytes: &[u8]) -> Result<Imported, ReadError> {
    if bytes.len() > MAX_BYTES {
        return Err(ReadError::TooBig);
    }
    if bytes.is_empty() {
        return Err(ReadError::Empty);
    }
    let known = FORMATS.iter().find(|format| (format.is)(bytes));
    let format = match known {
        Some(format) => format,
        None if name.to_ascii_lowercase().ends_with(".mpp") => return Err(ReadError::NotMpp),
        None => return Err(xml::why_not(bytes)),
    };
    let mut imported = (format.read)(bytes)?;
    if imported.project.name.trim().is_empty() {
        imported.project.name = name.rsplit_once('.').map_or(name, |(stem, _)| stem).to_owned();
    }
    Ok(imported)
}

/// OLE compound file, the container of `.mpp`.
fn is_mpp(bytes: &[u8]) -> bool {
    bytes.starts_with(&[0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1])
}

fn is_json(bytes: &[u8]) -> bool {
    let bytes = bytes.strip_prefix(&[0xEF, 0xBB, 0xBF]).unwrap_or(bytes);
    bytes.trim_ascii_start().starts_with(b"{")
}

fn read_plan_file(bytes: &[u8]) -> Result<Imported, ReadError> {
    let (text, _) = xml::decode(bytes);
    let opened = plan_file::open(&text).map_err(ReadError::PlanFile)?;
    let notes = opened.notes.into_iter().map(ImportNote::Mended).collect();
    Ok(Imported { project: opened.project, notes })
}

fn refuse_mpp(_: &[u8]) -> Result<Imported, ReadError> {
    Err(ReadError::Mpp)
}
