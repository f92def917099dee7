//! F8. What leaves our side as words and pictures: the status report, the client snapshot, tables, calendars, diagrams.
//! Everything here takes a [`ClientProject`](crate::client::ClientProject) and gives text.

mod csv;
pub mod exports;
mod icalendar;
mod markdown;
mod mermaid;
mod print;
mod said;
mod snapshot;
mod svg;

pub use svg::{MOST_PAGES, NARROWEST, Pages, WIDEST};
mod status;

pub use status::{Difference, MILESTONES};
pub use status::{
    Left, Line, Part, StatusReport, as_html, as_mail, as_markdown, between_sent, file_stem, heading, html_body,
    of_sent, sent, status_report,
};
