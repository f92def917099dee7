//! Writes what a client is given, to standard output: the same bytes the app saves.
//!
//! `snapshot PLAN` writes the client snapshot, a page to read; `--with-plan` puts the plan inside. `--svg`, `--pages`,
//! `--csv`, `--ics`, `--markdown`, `--mermaid` write the other files, `--svg` with `--width PX` and `--wide PAGES`, and
//! `--report` the status report as it would be saved. `--mspdi` writes Microsoft Project XML: of a file of Microsoft
//! Project the whole plan, as *Save for Microsoft Project* does, of any other what the client sees. PLAN is
//! a plan file, Microsoft Project XML, or a snapshot with the plan inside. `--today YYYY-MM-DD` is the day it is made on,
//! the day on this machine's own clock where it is left out; `--locale TAG` writes dates and numbers as a place does. Only what is marked for the client
//! is in any of them.

use chrono::NaiveDate;
use forthright::client::ClientProject;
use forthright::format::{self, mspdi};
use forthright::prepare::open_report;
use forthright::report::exports::{Choice, EXPORTS, export};
use forthright::report::{Pages, as_html, status_report};
use forthright::words::{Dates, Locale};
use std::io::Write;
use std::process::{Command, ExitCode};

const USAGE: &str = "usage: snapshot PLAN [--with-plan | --svg [--width PX] [--wide PAGES] | --pages [--wide PAGES] | --csv | --ics | --markdown | --mermaid | --report | --mspdi] [--today YYYY-MM-DD] [--locale TAG]";

fn main() -> ExitCode {
    let words: Vec<String> = std::env::args().skip(1).collect();
    let done = run(&words).and_then(|text| {
        std::io::stdout().write_all(text.as_bytes()).map_err(|error| (ExitCode::FAILURE, error.to_string()))
    });
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err((code, why)) => {
            eprintln!("{why}");
            code
        }
    }
}

/// What was asked.
struct Asked {
    file: String,
    id: String,
    choice: Choice,
    today: NaiveDate,
    locale: Locale,
}

fn run(words: &[String]) -> Result<String, (ExitCode, String)> {
    let asked = read(words).map_err(|why| (ExitCode::from(2), why))?;
    let wrong = |why: String| (ExitCode::FAILURE, format!("{}: {why}", asked.file));
    let bytes = std::fs::read(&asked.file).map_err(|error| wrong(error.to_string()))?;
    let name = asked.file.rsplit('/').next().unwrap_or(&asked.file);
    let project = format::open(name, &bytes).map_err(|error| wrong(error.text()))?.project;
    let dates = Dates::new(asked.locale, asked.today);
    let schedule = project.schedule();
    if asked.id == "mspdi" && mspdi::is(&bytes) {
        return Ok(mspdi::write(&project, &schedule, asked.today, mspdi::Private::Keep));
    }
    let seen = ClientProject::of(&project, &schedule, asked.today, &dates);
    if seen.steps.is_empty() {
        eprintln!("{name}: no step is marked for the client, so there is little to show.");
    }
    if asked.id == "report" {
        let facts = open_report(&project).and_then(|id| project.reports.get(&id));
        return Ok(as_html(&status_report(&seen, facts, &dates)));
    }
    let export = export(&asked.id).ok_or_else(|| (ExitCode::from(2), USAGE.to_owned()))?;
    Ok(export.write(&seen, &asked.choice, &dates))
}

fn read(words: &[String]) -> Result<Asked, String> {
    let mut asked = Asked {
        file: String::new(),
        id: "snapshot".into(),
        choice: Choice::default(),
        today: NaiveDate::default(),
        locale: Locale::default(),
    };
    let mut today_is = None;
    let mut words = words.iter();
    while let Some(word) = words.next() {
        let mut value = || words.next().ok_or_else(|| format!("{word} needs a value behind it.\n{USAGE}"));
        match word.as_str() {
            "--today" => {
                let day = value()?;
                today_is = Some(day.parse().map_err(|_| format!("{day} is not a date like 2026-06-12."))?);
            }
            "--locale" => asked.locale = Locale::from_tag(value()?),
            "--with-plan" => asked.choice.with_plan = true,
            "--width" => {
                let px = value()?;
                asked.choice.width = px.parse().map_err(|_| format!("{px} is not a width in px."))?;
            }
            "--wide" => {
                let pages = value()?;
                let wide = pages.parse().ok().filter(|wide| (1..=8).contains(wide));
                asked.choice.pages = Pages::Wide(wide.ok_or_else(|| format!("{pages} is not a number from 1 to 8."))?);
            }
            option if option.starts_with("--") => {
                let id = &option[2..];
                let known = EXPORTS.iter().any(|export| export.id == id) || id == "report";
                if !known {
                    return Err(format!("{option} is not known.\n{USAGE}"));
                }
                asked.id = id.to_owned();
            }
            file if asked.file.is_empty() => asked.file = file.to_owned(),
            other => return Err(format!("One plan at a time: what is {other}?\n{USAGE}")),
        }
    }
    if asked.file.is_empty() {
        return Err(USAGE.to_owned());
    }
    asked.today = today_is.map_or_else(today, Ok)?;
    Ok(asked)
}

/// The day on this machine's wall clock, where nobody says which day it is; the machine knows its own zone best.
fn today() -> Result<NaiveDate, String> {
    let (program, asked): (_, &[&str]) = match cfg!(windows) {
        true => ("powershell", &["-NoProfile", "-Command", "Get-Date -Format yyyy-MM-dd"]),
        false => ("date", &["+%Y-%m-%d"]),
    };
    let answer = Command::new(program).args(asked).output().ok().and_then(|out| String::from_utf8(out.stdout).ok());
    let day = answer.and_then(|text| text.trim().parse().ok());
    day.ok_or_else(|| format!("This machine does not say which day it is: add --today YYYY-MM-DD.\n{USAGE}"))
}
