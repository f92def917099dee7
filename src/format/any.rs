//! Any file a person opens: a plan file of ours, another planner's file, or text. Content decides; a refusal is a sentence.

use super::FORMATS;
use super::outline_text::is_opml;
use crate::plan::Moment;
use crate::project::Project;
use crate::saved::plan_file;
use crate::words::{Dates, task_name};

/// A project from a file, and sentences about what was mended or not carried over.
#[derive(Clone, Debug, PartialEq)]
pub struct Opened {
    pub project: Project,
    pub notes: Vec<String>,
}

/// Opens a file of any kind that can be opened. `name` is the file's; `dates` reads what text says about days.
///
/// # Errors
/// Why it cannot be opened, for the person who chose it.
pub fn open_any(name: &str, bytes: &[u8], dates: &Dates) -> Result<Opened, String> {
    // A plan file comes back as it is: it is not named after the file when it has no name.
    if let Some(text) = decode(bytes).filter(|text| text.trim_start().starts_with('{')) {
        return open_plan_file(&text);
    }
    let known = bytes.len() <= super::MAX_BYTES && FORMATS.iter().any(|format| (format.is)(bytes));
    let text = if known && !ending(name).eq("opml") { None } else { text_of(name, bytes) };
    match text {
        Some(text) => open_text(name, &text, dates),
        None => {
            let imported = super::open(name, bytes).map_err(|error| error.text())?;
            let notes = imported.notes.iter().map(|note| note.text(|task| task_name(&imported.project.plan, task)));
            Ok(Opened { notes: notes.collect(), project: imported.project })
        }
    }
}

fn open_plan_file(text: &str) -> Result<Opened, String> {
    let opened = plan_file::open(text).map_err(|error| error.to_string())?;
    Ok(Opened { project: opened.project, notes: opened.notes })
}

fn open_text(name: &str, text: &str, dates: &Dates) -> Result<Opened, String> {
    let mut project = Project::new(stem(name), Moment::start_of(dates.today));
    let pasted = super::read_pasted(text, &project.plan, dates);
    let notes = pasted.messages.clone();
    // A table with dates begins where its work begins.
    let starts = pasted.clip.tasks.iter().map(|task| task.progress.actual_start.or(task.constraint.map(|c| c.date)));
    let earliest = starts.flatten().min().map_or(project.plan.settings.start, |start| Moment::start_of(start.date()));
    project.plan.settings.start = project.plan.settings.start.min(earliest);
    let place = crate::plan::Place { parent: None, after: None };
    let Some((edit, _)) = pasted.edit(&project.plan, place) else {
        return Err("There are no steps in this file: one line a step, indented by spaces or tabs, is enough.".into());
    };
    match project.plan.apply(edit) {
        Ok(_) => Ok(Opened { project, notes }),
        Err(error) => Err(crate::words::edit_error(&error, &project.plan)),
    }
}

/// The file's text, where its content and name say that it is a plan file or an outline.
fn text_of(name: &str, bytes: &[u8]) -> Option<String> {
    let text = decode(bytes)?;
    let begins = text.trim_start();
    let outline = ["txt", "md", "markdown", "csv", "tsv"].contains(&ending(name).as_str());
    let ours = ["json", "forthright"].contains(&ending(name).as_str());
    if is_opml(begins) {
        return Some(text);
    }
    (begins.starts_with('{') || ((outline || ours) && !begins.is_empty() && !begins.starts_with('<'))).then_some(text)
}

/// UTF-8 or UTF-16 with a mark; other bytes are read as UTF-8 with what does not fit replaced. `None` for binary files.
fn decode(bytes: &[u8]) -> Option<String> {
    let wide = |rest: &[u8], unit: fn([u8; 2]) -> u16| {
        let units: Vec<u16> = rest.chunks_exact(2).map(|pair| unit([pair[0], pair[1]])).collect();
        String::from_utf16_lossy(&units)
    };
    match bytes {
        _ if bytes.len() > super::MAX_BYTES => None,
        [0xFF, 0xFE, rest @ ..] => Some(wide(rest, u16::from_le_bytes)),
        [0xFE, 0xFF, rest @ ..] => Some(wide(rest, u16::from_be_bytes)),
        _ if bytes.contains(&0) => None,
        [0xEF, 0xBB, 0xBF, rest @ ..] => Some(String::from_utf8_lossy(rest).into_owned()),
        _ => Some(String::from_utf8_lossy(bytes).into_owned()),
    }
}

fn ending(name: &str) -> String {
    name.rsplit_once('.').map(|(_, ending)| ending.to_ascii_lowercase()).unwrap_or_default()
}

fn stem(name: &str) -> &str {
    name.rsplit_once('.').map_or(name, |(stem, _)| stem)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]
    use super::*;
    use crate::words::Locale;
    use chrono::NaiveDate;

    fn open(name: &str, bytes: &[u8]) -> Result<Opened, String> {
        open_any(name, bytes, &Dates::new(Locale::default(), NaiveDate::from_ymd_opt(2026, 3, 2).unwrap()))
    }

    #[track_caller]
    fn refused(name: &str, bytes: &[u8], part: &str) {
        let why = open(name, bytes).expect_err(name);
        assert!(why.contains(part), "{name}: {why}");
    }

    #[test]
    fn a_plan_file_comes_back_as_it_was_saved() {
        let named = crate::project::sample(NaiveDate::from_ymd_opt(2026, 3, 2).unwrap());
        let nameless = Project { name: String::new(), ..named.clone() };
        for project in [named, nameless] {
            comes_back(&project);
        }
    }

    #[track_caller]
    fn comes_back(project: &Project) {
        let text = plan_file::write(project);
        for name in ["museum.forthright.json", "renamed.txt", "no ending"] {
            let opened = open(name, text.as_bytes()).unwrap();
            assert_eq!((opened.project, opened.notes), (project.clone(), vec![]), "{name}");
        }
    }

    #[test]
    fn text_becomes_steps() {
        let wide: Vec<u8> =
            [0xFF, 0xFE].into_iter().chain("Design\n  Sketch".encode_utf16().flat_map(u16::to_le_bytes)).collect();
        for (name, bytes) in [
            ("Job.txt", b"Design\n  Sketch".as_slice()),
            ("Job.md", b"\xEF\xBB\xBF- Design\n  - Sketch"),
            ("Job.txt", &wide),
            ("Job.csv", b"Level;Name\n1;Design\n2;Sketch\n"),
            ("Job.opml", b"<?xml version=\"1.0\"?>\n<opml><body><outline text=\"Design\"><outline text=\"Sketch\"/></outline></body></opml>"),
        ] {
            let opened = open(name, bytes).unwrap();
            let steps: Vec<(u16, &str)> =
                opened.project.plan.tasks.iter().map(|t| (t.level, t.name.as_str())).collect();
            assert_eq!(steps, [(0, "Design"), (1, "Sketch")], "{name}");
            assert_eq!(opened.project.name, "Job");
        }
    }

    #[test]
    fn a_table_with_dates_begins_where_its_work_begins() {
        let opened = open("Our plan.CSV", "Name,Start,Duration\nÄnna,2026-02-04,3d\nB,,1d\n".as_bytes()).unwrap();
        assert_eq!(opened.project.plan.settings.start.to_string(), "2026-02-04T00:00");
        assert_eq!((opened.project.name.as_str(), opened.notes.len()), ("Our plan", 0));
    }

    #[test]
    fn what_cannot_be_opened_is_said_plainly() {
        refused("a.mpp", &[0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1, 0], "Save As, XML");
        refused("a.mpp", b"hello", "not a Microsoft Project file");
        refused("a.xml", b"", "empty");
        refused("a.json", b"{\"a\": 1}", "not a Forthright plan file");
        refused("a.json", b"{\"forthright\": 1, ", "not a whole plan file");
        refused("a.json", b"{\"forthright\": 99999}", "newer version");
        refused("a.txt", b"\n \n", "empty");
        refused("a.png", &[0x89, b'P', b'N', b'G', 0, 1, 2], "no plan file");
    }

    #[test]
    fn a_broken_plan_file_is_told_where() {
        refused("a.json", b"{\"forthright\": 1, \"project\": 7}", "cannot be read");
    }
}
