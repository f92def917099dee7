//! F4. Other people's files: one file a format, one table. Content decides, not the name; bad files get a sentence.

mod any;
mod delimited;
pub mod markup;
pub mod mspdi;
mod note;
mod outline_text;
mod pasted;
#[cfg(test)]
mod pasted_tests;
mod snapshot;
mod table_text;
mod xml;
mod xml_out;

pub use any::{Opened, open_any};
pub use delimited::write_cell_between;
pub use note::{ImportNote, ReadError};
pub use outline_text::{read_outline, write_outline};
pub use pasted::Pasted;
pub use snapshot::{PLAN_BEGIN, PLAN_END};
pub use table_text::{is_table, read_table, write_table};

use crate::project::Project;
use crate::saved::plan_file;

/// Reads what is on the clipboard as tasks for `plan`: a table or an outline, whichever it looks like.
pub fn read_pasted(text: &str, plan: &crate::plan::Plan, dates: &crate::words::Dates) -> Pasted {
    if is_table(text) { read_table(text, plan, dates) } else { read_outline(text, plan, dates) }
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
    Format { name: "Client snapshot", endings: &["html"], is: snapshot::is, read: snapshot::read },
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
