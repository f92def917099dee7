//! Schedules a Microsoft Project XML file from its inputs alone.
//!
//! `reschedule FILE.xml` prints one line a task: `uid start finish total_float_minutes critical`; what was mended in
//! reading and what could not be obeyed goes to standard error (`--issues`: that alone, to standard output).
//! `reschedule --compare FILES…` prints, per file and overall, the share of tasks that agree with the values stored in
//! the file: start and finish within 60 s, total float within a minute, critical, and all of them.
//! `reschedule --worst FILES…` lists the tasks that do not.

use forthright::format;
use forthright::plan::Moment;
use forthright::schedule::{Schedule, schedule};
use forthright::words::{self, Dates, Locale};
use quick_xml::Reader;
use quick_xml::events::Event;
use std::collections::BTreeMap;
use std::process::ExitCode;

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let (modes, files): (Vec<&String>, Vec<&String>) = arguments.iter().partition(|word| word.starts_with("--"));
    let mode = modes.first().map_or("", |mode| mode.as_str());
    if files.is_empty() || !["", "--compare", "--worst", "--issues"].contains(&mode) {
        eprintln!("usage: reschedule [--compare | --worst | --issues] FILE.xml…");
        return ExitCode::from(2);
    }
    let mut all = Score::default();
    let mut failed = false;
    if mode == "--compare" {
        println!("tasks\tdates\tfloat\tcritical\tall\tfile");
    }
    for file in files {
        let done = std::fs::read(file).map_err(|error| error.to_string()).and_then(|bytes| match mode {
            "" => print(&bytes),
            "--issues" => issues(&bytes),
            _ => compare(file, &bytes, mode == "--worst").map(|score| {
                if mode == "--compare" {
                    score.print(file);
                }
                all.add(&score);
            }),
        });
        if let Err(error) = done {
            eprintln!("{file}: {error}");
            failed = true;
        }
    }
    if mode == "--compare" {
        all.print("overall");
    }
    if failed { ExitCode::FAILURE } else { ExitCode::SUCCESS }
}

fn print(bytes: &[u8]) -> Result<(), String> {
    let imported = format::mspdi::read(bytes).map_err(|error| error.text())?;
    let found = schedule(&imported.project.plan);
    println!("uid\tstart\tfinish\ttotal_float_minutes\tcritical");
    for row in &found.rows {
        println!("{}\t{}\t{}\t{}\t{}", row.id.0, row.start, row.finish, row.total_float, row.critical);
    }
    for line in remarks(&imported, &found) {
        eprintln!("{line}");
    }
    Ok(())
}

fn issues(bytes: &[u8]) -> Result<(), String> {
    let imported = format::mspdi::read(bytes).map_err(|error| error.text())?;
    for line in remarks(&imported, &schedule(&imported.project.plan)) {
        println!("{line}");
    }
    Ok(())
}

/// What was mended or left out in reading, and what the schedule could not obey.
fn remarks(imported: &format::Imported, found: &Schedule) -> Vec<String> {
    let plan = &imported.project.plan;
    let name = |id| plan.task(id).map_or(String::new(), |task| task.name.clone());
    let dates = Dates::new(Locale::default(), plan.settings.start.date());
    let notes = imported.notes.iter().map(|note| format!("note\t{}", note.text(name)));
    let issues = found.issues.iter().map(|issue| format!("issue\t{}", words::issue(issue, plan, &dates)));
    notes.chain(issues).collect()
}

#[derive(Default)]
struct Score {
    tasks: u32,
    dates: u32,
    float: u32,
    critical: u32,
    all: u32,
}

impl Score {
    fn add(&mut self, other: &Score) {
        self.tasks += other.tasks;
        self.dates += other.dates;
        self.float += other.float;
        self.critical += other.critical;
        self.all += other.all;
    }

    fn print(&self, name: &str) {
        let share = |n: u32| format!("{:.1}%", f64::from(n) * 100.0 / f64::from(self.tasks.max(1)));
        let name = name.rsplit('/').next().unwrap_or(name);
        let (dates, float, critical) = (share(self.dates), share(self.float), share(self.critical));
        println!("{}\t{dates}\t{float}\t{critical}\t{}\t{name}", self.tasks, share(self.all));
    }
}

/// What the file's own program computed for a task. Slack in tenths of a minute, left out when zero.
struct Stored {
    start: Option<Moment>,
    finish: Option<Moment>,
    seconds: [i32; 2],
    slack: i64,
    critical: bool,
    name: String,
    summary: bool,
}

fn compare(file: &str, bytes: &[u8], list: bool) -> Result<Score, String> {
    let imported = format::mspdi::read(bytes).map_err(|error| error.text())?;
    let stored = stored(bytes);
    let computed = schedule(&imported.project.plan);
    let mut score = Score::default();
    for row in &computed.rows {
        let Some(stored) = stored.get(&row.id.0) else { continue };
        let near = |ours: Moment, theirs: Option<Moment>, seconds: i32| {
            theirs.is_some_and(|at| ((ours.0 - at.0) * 60 - seconds).abs() <= 60)
        };
        let dates =
            near(row.start, stored.start, stored.seconds[0]) && near(row.finish, stored.finish, stored.seconds[1]);
        let float = (i64::from(row.total_float) * 10 - stored.slack).abs() <= 10;
        let critical = row.critical == stored.critical;
        score.tasks += 1;
        score.dates += u32::from(dates);
        score.float += u32::from(float);
        score.critical += u32::from(critical);
        score.all += u32::from(dates && float && critical);
        if list && !(dates && float && critical) {
            let show = |at: Option<Moment>| at.map_or("-".into(), |at| at.to_string());
            println!(
                "{} uid {} {}{:?}\n    ours   {} {} float {} critical {}\n    stored {} {} float {} critical {}",
                file.rsplit('/').next().unwrap_or(file),
                row.id.0,
                if stored.summary { "summary " } else { "" },
                stored.name,
                row.start,
                row.finish,
                row.total_float,
                row.critical,
                show(stored.start),
                show(stored.finish),
                stored.slack as f64 / 10.0,
                stored.critical,
            );
        }
    }
    Ok(score)
}

/// The computed values stored in the file, by UID. Read here and not by the importer, which ignores them.
fn stored(bytes: &[u8]) -> BTreeMap<u32, Stored> {
    let mut all = BTreeMap::new();
    let Ok(text) = std::str::from_utf8(bytes) else { return all };
    let mut reader = Reader::from_str(text);
    let (mut path, mut fields): (Vec<String>, BTreeMap<String, String>) = (Vec::new(), BTreeMap::new());
    loop {
        match reader.read_event() {
            Ok(Event::Start(tag)) => path.push(tag.local_name().as_ref().to_owned()),
            Ok(Event::End(_)) => {
                if path.pop().as_deref() == Some("Task")
                    && let Some((uid, task)) = task(&std::mem::take(&mut fields))
                {
                    all.insert(uid, task);
                }
            }
            Ok(Event::Text(text)) => {
                if let [_, _, task, field] = path.as_slice()
                    && task == "Task"
                {
                    fields.entry(field.clone()).or_default().push_str(&text.xml10_content());
                }
            }
            Ok(Event::Eof) | Err(_) => return all,
            Ok(_) => {}
        }
    }
}

fn task(fields: &BTreeMap<String, String>) -> Option<(u32, Stored)> {
    let get = |name: &str| fields.get(name).map(|text| text.trim());
    if get("IsNull") == Some("1") {
        return None;
    }
    let seconds = |name| get(name).and_then(|text| text.get(17..19)?.parse().ok()).unwrap_or(0);
    let stored = Stored {
        start: get("Start").and_then(Moment::parse),
        finish: get("Finish").and_then(Moment::parse),
        seconds: [seconds("Start"), seconds("Finish")],
        slack: get("TotalSlack").and_then(|text| text.parse::<f64>().ok()).unwrap_or(0.0) as i64,
        critical: get("Critical") == Some("1"),
        name: get("Name").unwrap_or_default().to_owned(),
        summary: get("Summary") == Some("1"),
    };
    Some((get("UID")?.parse().ok()?, stored))
}
