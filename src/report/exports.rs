//! The files a client can be given: one table that the room, the command line and the tests read. Each row says
//! beforehand what the file carries and what it does not.

#[cfg(test)]
mod tests;

use super::{Pages, csv, icalendar, markdown, mermaid, print, snapshot, svg};
use crate::client::ClientProject;
use crate::format::mspdi;
use crate::words::Dates;
use chrono::NaiveDate;

/// A kind of file.
pub struct Export {
    /// Its name among the others: `snapshot`, `csv`.
    pub id: &'static str,
    /// As a person calls it.
    pub name: &'static str,
    /// What it is for, and what is in it.
    pub carries: &'static str,
    /// What is not in it.
    pub leaves_out: &'static str,
    /// How its file name ends.
    pub ending: &'static str,
    pub media: &'static str,
    /// What can be chosen about it.
    pub choices: Choices,
    write: fn(&ClientProject, &Choice, &Dates) -> String,
}

/// Which parts of a [`Choice`] a kind of file listens to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Choices {
    None,
    /// The plan inside, or not.
    Plan,
    /// Width and pages.
    Picture,
    /// Pages.
    Pages,
}

/// What was chosen about a file.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Choice {
    /// The plan travels inside the snapshot.
    pub with_plan: bool,
    /// Width of a picture, or of one of its pages, in px.
    pub width: f64,
    pub pages: Pages,
}

impl Default for Choice {
    fn default() -> Choice {
        Choice { with_plan: false, width: 1_200.0, pages: Pages::One }
    }
}

/// Every kind of file, the most useful first.
pub const EXPORTS: &[Export] = &[
    Export {
        id: "snapshot",
        name: "Client snapshot",
        carries: "One page to read, print and send on, without an account: what it is about, where it stands, timeline, promises, what you need from them, problems with their ways out, decisions, every step.",
        leaves_out: "Stays as it is on the day you save it; nothing in it moves.",
        ending: "html",
        media: "text/html",
        choices: Choices::Plan,
        write: |seen, choice, dates| snapshot::page(seen, choice.with_plan, dates),
    },
    Export {
        id: "svg",
        name: "Timeline as SVG",
        carries: "A picture for slides and documents: as SVG it stays sharp at any size, as PNG it is as wide as you say.",
        leaves_out: "Shows dates, progress, milestones and promised days. Not in it: links, who does what, what they will see.",
        ending: "svg",
        media: "image/svg+xml",
        choices: Choices::Picture,
        write: |seen, choice, dates| svg::timeline(seen, choice.width, choice.pages, dates),
    },
    Export {
        id: "pages",
        name: "Timeline to print",
        carries: "Sheets of A4 or Letter, 1 to 8 side by side, each with the names and the dates.",
        leaves_out: "The same as in the picture: no links, no people.",
        ending: "html",
        media: "text/html",
        choices: Choices::Pages,
        write: |seen, choice, dates| print::sheets(seen, choice.pages, dates),
    },
    Export {
        id: "csv",
        name: "Table (CSV)",
        carries: "Every step as a row for a spreadsheet: dates, standing, who, what they will see, what it waits for, promises.",
        leaves_out: "Not in it: lags, calendars, problems and decisions. What a spreadsheet would take for a formula has a ' before it.",
        ending: "csv",
        media: "text/csv",
        choices: Choices::None,
        write: |seen, _, dates| csv::table(seen, dates),
    },
    Export {
        id: "ics",
        name: "Calendar (iCalendar)",
        carries: "Milestones and promised days as all-day entries for any calendar; a newer file replaces an older one.",
        leaves_out: "Not in it: steps that are no milestone. Dates that move later do not move in their calendar by themselves.",
        ending: "ics",
        media: "text/calendar",
        choices: Choices::None,
        write: |seen, _, dates| icalendar::calendar(seen, dates),
    },
    Export {
        id: "markdown",
        name: "Outline (Markdown)",
        carries: "The steps as a list with boxes, dates and who, for a wiki, a ticket or a mail.",
        leaves_out: "Not in it: links, promises, problems and decisions.",
        ending: "md",
        media: "text/markdown",
        choices: Choices::None,
        write: |seen, _, dates| markdown::outline(seen, dates),
    },
    Export {
        id: "mermaid",
        name: "Diagram (Mermaid)",
        carries: "A Gantt chart as text, for pages that draw Mermaid, such as a wiki or a repository.",
        leaves_out: "Groups only at the top level. Not in it: links, how far a step is in percent, promises.",
        ending: "mmd",
        media: "text/plain",
        choices: Choices::None,
        write: |seen, _, _| mermaid::gantt(seen),
    },
    Export {
        id: "mspdi",
        name: "Microsoft Project (XML)",
        carries: "Every step the client sees, for people who look at plans in Microsoft Project: outline, dates, links, progress, who.",
        leaves_out: "Dates are fixed: nothing moves by itself. Days off have no names. Not in it: promises, problems and decisions, what a step costs.",
        ending: "xml",
        media: "application/xml",
        choices: Choices::None,
        write: |seen, _, _| {
            let project = seen.as_project();
            mspdi::write(&project, &project.schedule(), seen.today, mspdi::Private::LeaveOut)
        },
    },
];

/// The kind of file with this name.
pub fn export(id: &str) -> Option<&'static Export> {
    EXPORTS.iter().find(|export| export.id == id)
}

impl Export {
    /// The file's text. Only in the year the file tells of are years left out of dates, whoever asks.
    pub fn write(&self, seen: &ClientProject, choice: &Choice, dates: &Dates) -> String {
        (self.write)(seen, choice, &seen.dates(&Dates::new(dates.locale, seen.today)))
    }

    /// `Harbour Museum online booking 2026-06-15.html`: the project and the day.
    pub fn file_name(&self, seen: &ClientProject) -> String {
        file_name(&seen.name, seen.today, self.id, self.ending)
    }
}

/// The project, the day, and what it is where the ending does not say so.
pub fn file_name(project: &str, today: NaiveDate, id: &str, ending: &str) -> String {
    let what = match id {
        "pages" => " timeline pages",
        "svg" | "png" => " timeline",
        // The client's file has the same ending, and must not be taken for this one.
        "project" => " internal",
        _ => "",
    };
    format!("{}{what} {today}.{ending}", crate::view::files::clean_name(project))
}
