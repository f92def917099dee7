//! What reading a file has to tell: why it cannot be opened, or what was repaired, dropped or not carried.

use crate::plan::{CalendarId, DependencyKey, ResourceId, TaskId};
use crate::saved::plan_file::PlanFileError;

/// Why a file is no plan.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ReadError {
    /// No bytes, or a byte order mark and nothing else.
    Empty,
    /// More than [`super::MAX_BYTES`].
    TooBig,
    /// A Microsoft Project binary file.
    Mpp,
    /// Called `.mpp`, but is none.
    NotMpp,
    /// XML, but its root element is this.
    OtherXml(String),
    /// XML that breaks off or breaks its rules before any task; the byte where.
    Broken(usize),
    /// Declares entities of its own.
    Entities,
    /// Elements nested deeper than a plan's ever are.
    TooDeep,
    /// Looks like a plan file of ours, but cannot be read as one.
    PlanFile(PlanFileError),
    /// A snapshot of ours that was saved without the plan.
    NoPlanInside,
    /// A page that is no snapshot of ours.
    OtherPage,
    /// None of the formats known here.
    Unknown,
}

impl ReadError {
    /// The error as a sentence, and what to do about it.
    pub fn text(&self) -> String {
        match self {
            ReadError::Empty => "This file is empty.".into(),
            ReadError::TooBig => "This file is larger than 64 MB, which no plan needs.".into(),
            ReadError::Mpp => {
                "This is a Microsoft Project binary file. In Project, use File, Save As, XML, and open that.".into()
            }
            ReadError::NotMpp => {
                "This file is called .mpp but is not a Microsoft Project file. It may be damaged.".into()
            }
            ReadError::OtherXml(root) => {
                format!("This XML file is not a Microsoft Project plan: it holds \u{201c}{root}\u{201d}.")
            }
            ReadError::Broken(at) => format!("This XML file is damaged at byte {at}, before its first task."),
            ReadError::Entities => "This XML file defines entities of its own; it was not opened, to be safe.".into(),
            ReadError::TooDeep => "This XML file nests its elements too deeply to be a plan.".into(),
            ReadError::PlanFile(error) => error.to_string(),
            ReadError::NoPlanInside => {
                "This page was saved without the plan inside. Ask for one with the plan, or for the plan file.".into()
            }
            ReadError::OtherPage => "This is a page, but not a snapshot that Forthright made.".into(),
            ReadError::Unknown => "This is no plan file Forthright knows.".into(),
        }
    }
}

impl std::fmt::Display for ReadError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.text())
    }
}

impl std::error::Error for ReadError {}

/// Something that was repaired, dropped or not carried. Problems the schedule itself reports (circles, links to a
/// summary from inside) are carried as they are and not named here.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ImportNote {
    /// The file breaks off; what came before was kept.
    Truncated { tasks: usize },
    /// Bytes that are no text in the file's encoding were replaced.
    BadText,
    /// A second row with the same UID got an id of its own; links go to the first.
    DuplicateUid { uid: i64, given: TaskId },
    /// A row without a usable UID got an id of its own.
    NoUid { given: TaskId },
    /// The duration cannot be read; the task has none.
    BadDuration { task: TaskId, text: String },
    /// A duration below zero; the task has none.
    NegativeDuration { task: TaskId, text: String },
    /// Longer than five hundred years; cut there.
    DurationTooLong { task: TaskId, text: String },
    /// A date that cannot be read was left out.
    BadDate { task: Option<TaskId>, field: &'static str, text: String },
    /// The plan has no start date that can be read; its earliest date, or this year's first day, is taken.
    NoStart,
    /// A constraint without its date was left out.
    ConstraintWithoutDate(TaskId),
    /// A lag that cannot be read was left out; one longer than a hundred years was cut.
    BadLag { link: DependencyKey, text: String },
    /// A link to a task that is not in the file was left out.
    DanglingLink { successor: TaskId, predecessor: i64 },
    /// A link from a task to itself was left out.
    SelfLink(TaskId),
    /// A link into another project was left out.
    ExternalLink(TaskId),
    /// A task's calendar is not in the file: the plan's own is taken.
    TaskCalendarMissing { task: TaskId, calendar: i64 },
    /// A resource's calendar is not in the file: the plan's own is taken.
    ResourceCalendarMissing { resource: ResourceId, calendar: i64 },
    /// The plan's calendar is not in the file: a standard week is taken.
    PlanCalendarMissing { calendar: i64 },
    /// A base calendar is not in the file, or bases run in a circle.
    BaseCalendarMissing { calendar: CalendarId, name: String },
    /// A calendar that never works; the standard week stands in until it is mended.
    CalendarNeverWorks { calendar: CalendarId, name: String },
    /// An exception that cannot be read was left out.
    BadException { calendar: CalendarId },
    /// A level that skips one was closed up.
    LevelRepaired(TaskId),
    /// The plan was scheduled from its finish and does not say when that is; its dates run from its start.
    NoFinishToScheduleFrom,
    /// Something in a plan file of ours was mended; the sentence says what.
    Mended(String),
    /// Facts of the file that have no place here; they are written back when the plan is saved in its format again.
    Kept { what: &'static str, count: usize },
    /// So many parts of the file were too large, or too many, to keep for writing back.
    TooMuchToKeep(usize),
}

impl ImportNote {
    /// The note as a plain sentence; `name` gives a task's name.
    pub fn text(&self, name: impl Fn(TaskId) -> String) -> String {
        let task = |id: &TaskId| format!("\u{201c}{}\u{201d}", name(*id));
        match self {
            ImportNote::Truncated { tasks } => {
                format!("The file breaks off in the middle. The {tasks} tasks before the break were kept.")
            }
            ImportNote::BadText => "Some characters could not be read and were replaced.".into(),
            ImportNote::DuplicateUid { uid, given } => {
                format!("{} has the UID {uid} of another row. Both were kept; links go to the first.", task(given))
            }
            ImportNote::NoUid { given } => format!("{} has no usable UID and got one.", task(given)),
            ImportNote::BadDuration { task: id, text } => {
                format!("The duration of {}, \u{201c}{text}\u{201d}, could not be read. It was set to 0.", task(id))
            }
            ImportNote::NegativeDuration { task: id, text } => {
                format!("The duration of {}, {text}, is below zero. It was set to 0.", task(id))
            }
            ImportNote::DurationTooLong { task: id, text } => {
                format!("The duration of {}, {text}, was cut to 500 years.", task(id))
            }
            ImportNote::BadDate { task: id, field, text } => {
                let of = id.as_ref().map_or("the plan".into(), task);
                format!("{field} of {of}, \u{201c}{text}\u{201d}, could not be read and was left out.")
            }
            ImportNote::NoStart => "The plan has no start date. Its earliest date was taken.".into(),
            ImportNote::ConstraintWithoutDate(id) => {
                format!("The constraint of {} has no date and was left out.", task(id))
            }
            ImportNote::BadLag { link, text } => {
                let (from, to) = (task(&link.predecessor), task(&link.successor));
                format!("The lag between {from} and {to}, {text}, could not be kept as it is.")
            }
            ImportNote::DanglingLink { successor, predecessor } => {
                format!(
                    "{} waits for task {predecessor}, which is not in the file. The link was left out.",
                    task(successor)
                )
            }
            ImportNote::SelfLink(id) => format!("{} waits for itself. The link was left out.", task(id)),
            ImportNote::ExternalLink(id) => {
                format!("{} waits for a task in another project. The link was left out.", task(id))
            }
            ImportNote::TaskCalendarMissing { task: id, calendar } => {
                format!(
                    "{} follows calendar {calendar}, which is not in the file. It follows the plan\u{2019}s.",
                    task(id)
                )
            }
            ImportNote::ResourceCalendarMissing { resource, calendar } => format!(
                "Resource {} follows calendar {calendar}, which is not in the file. It follows the plan\u{2019}s.",
                resource.0
            ),
            ImportNote::PlanCalendarMissing { calendar } => {
                format!("The plan\u{2019}s calendar ({calendar}) is not in the file. A standard week was taken.")
            }
            ImportNote::BaseCalendarMissing { name, .. } => {
                format!("The calendar \u{201c}{name}\u{201d} rests on one that is not in the file, or on itself.")
            }
            ImportNote::CalendarNeverWorks { name, .. } => {
                format!("The calendar \u{201c}{name}\u{201d} has no working time. A standard week stands in for it.")
            }
            ImportNote::BadException { .. } => "A calendar exception could not be read and was left out.".into(),
            ImportNote::LevelRepaired(id) => format!("{} skipped an outline level; it was moved out.", task(id)),
            ImportNote::NoFinishToScheduleFrom => {
                "The plan is scheduled from its finish, but does not say when that is: its dates run from its start."
                    .into()
            }
            ImportNote::Mended(text) => text.clone(),
            ImportNote::Kept { what, count } => {
                format!("Not shown here, but kept for saving as Microsoft Project XML again: {what} ({count}).")
            }
            ImportNote::TooMuchToKeep(count) => {
                format!(
                    "Parts of the file that are not shown here were too large to keep ({count}). Keep the file itself."
                )
            }
        }
    }
}
