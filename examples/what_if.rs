//! Asks a plan *what if*: some tasks take longer or shorter, and what then?
//!
//! `what_if FILE UID +5d [UID -2d …] [UID =10d]` prints `sentence`, a tab and *What changes* in one sentence; then one line
//! a task that moves: `uid old_start old_finish new_start new_finish`. FILE is a plan file or Microsoft Project XML.
//! Lengths are typed as in the app (`5d`, `4h`, `2w`); a task that has begun gets more or less of what is left. Days of
//! notice count from the plan's status date, else from its start. A task cannot get shorter than nothing: that is said on
//! standard error, and nothing is answered.
//!
//! `what_if FILE --hold UID YYYY-MM-DD` prints one line a change that lets the task be finished by that day, the smallest
//! first: `rank change uids size finish_of_held_task`, the size in working minutes. Where no single change does it there
//! are pairs, joined by `+`; where nothing does, no lines, and what comes nearest on standard error.

use forthright::analysis::hold_date::{Options, hold_date, table};
use forthright::analysis::{Cause, Change, For, State, absorbed, compare, weights, what_changes};
use forthright::edit::PlanEdit;
use forthright::plan::{Duration, Plan, TaskId};
use forthright::project::Project;
use forthright::schedule::schedule_within;
use forthright::view::hold_date::hold_view;
use forthright::words::{Dates, Locale, edit_error, read_duration, task_name, write_duration};
use forthright::{format, prepare};
use std::io::Write;
use std::process::ExitCode;

const USAGE: &str = "usage: what_if FILE UID +5d [UID -2d …] [UID =10d]\n       what_if FILE --hold UID YYYY-MM-DD";

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    match run(&arguments) {
        Ok(lines) => {
            let mut out = std::io::stdout().lock();
            // Who reads no further (`| head -1`) has what they wanted.
            let _ = lines.iter().try_for_each(|line| writeln!(out, "{line}"));
            ExitCode::SUCCESS
        }
        Err(Refusal::Asked(why)) => {
            eprintln!("{why}");
            ExitCode::from(2)
        }
        Err(Refusal::File(why)) => {
            eprintln!("{why}");
            ExitCode::FAILURE
        }
    }
}

/// Why there is no answer: what was asked makes no sense, or the file does not.
enum Refusal {
    Asked(String),
    File(String),
}

fn run(arguments: &[String]) -> Result<Vec<String>, Refusal> {
    if let [first, second, third, fourth] = arguments
        && let Some((file, uid, day)) = match (first.as_str(), second.as_str()) {
            ("--hold", uid) => Some((fourth, uid, third)),
            (_, "--hold") => Some((first, third.as_str(), fourth)),
            _ => None,
        }
    {
        return hold(&opened(file)?, uid, day).map_err(Refusal::Asked);
    }
    let (file, pairs) = match arguments {
        [file, pairs @ ..] if !pairs.is_empty() && pairs.len() % 2 == 0 => (file, pairs),
        _ => return Err(Refusal::Asked(USAGE.to_owned())),
    };
    let project = opened(file)?;
    let (plan, edits) = changed(&project, pairs).map_err(Refusal::Asked)?;
    Ok(answer(&project, &plan, &edits))
}

fn opened(file: &str) -> Result<Project, Refusal> {
    open(file).map_err(|why| Refusal::File(format!("{file}: {why}")))
}

/// What would hold a date; the verdict in words goes to standard error.
fn hold(project: &Project, uid: &str, day: &str) -> Result<Vec<String>, String> {
    let plan = &project.plan;
    let task = uid.parse().ok().map(TaskId).filter(|id| plan.position(*id).is_some());
    let task = task.ok_or_else(|| format!("{uid} is not the UID of a task in this plan."))?;
    let date = day.parse().map_err(|_| format!("{day} is not a date like 2026-06-12."))?;
    let found = hold_date(plan, &project.promised(), task, date, Options::default());
    let found = found.ok_or_else(|| format!("{uid} is not the UID of a task in this plan."))?;
    let dates = Dates::new(Locale::default(), date);
    let view = hold_view(plan, &found, &dates);
    eprintln!("{}", view.verdict);
    if let Some(row) = &view.nearest {
        eprintln!("{} ({}): {}", row.label, row.size, row.finish);
    }
    if let Some(note) = &view.note {
        eprintln!("{note}");
    }
    Ok(table(&found))
}

fn open(file: &str) -> Result<Project, String> {
    let bytes = std::fs::read(file).map_err(|error| error.to_string())?;
    let name = file.rsplit('/').next().unwrap_or(file);
    Ok(format::open(name, &bytes).map_err(|error| error.text())?.project)
}

/// The plan with the tasks as long as asked, and the edits that lead there.
fn changed(project: &Project, pairs: &[String]) -> Result<(Plan, Vec<PlanEdit>), String> {
    let (mut plan, mut edits) = (project.plan.clone(), Vec::new());
    for pair in pairs.chunks_exact(2) {
        let edit = asked(project, &plan, &pair[0], &pair[1])?;
        if let Some(edit) = edit {
            plan.apply(edit.clone()).map_err(|error| edit_error(&error, &plan))?;
            edits.push(edit);
        }
    }
    Ok((plan, edits))
}

/// `7 +5d` as an edit; nothing where it is so already.
fn asked(project: &Project, plan: &Plan, uid: &str, change: &str) -> Result<Option<PlanEdit>, String> {
    let row = uid.parse().ok().and_then(|uid| plan.position(TaskId(uid)));
    let row = row.ok_or_else(|| format!("{uid} is not the UID of a task in this plan."))?;
    let (task, name) = (&plan.tasks[row], task_name(plan, plan.tasks[row].id));
    let sign = change.chars().next().filter(|sign| "+-−=".contains(*sign));
    let sign = sign.ok_or_else(|| format!("{change} says neither more (+5d), less (-2d) nor how long (=10d)."))?;
    let hours = &plan.settings.hours;
    let length = read_duration(&change[sign.len_utf8()..], hours, Locale::default())?;
    if plan.is_summary(row) {
        return Err(format!("{name} is as long as its steps: change one of them."));
    }
    if task.progress.actual_finish.is_some() {
        return Err(format!("{name} is finished."));
    }
    if length.elapsed != task.duration.elapsed && length.minutes != 0 {
        let right = if task.duration.elapsed { "around the clock, such as 3ed" } else { "in working time, such as 3d" };
        return Err(format!("{name} is measured {right}."));
    }
    let by = match sign {
        '+' => length.minutes,
        '=' => length.minutes.saturating_sub(task.duration.minutes),
        _ => -length.minutes,
    };
    let left =
        task.progress.remaining.filter(|_| task.progress.actual_start.is_some()).unwrap_or(task.duration.minutes);
    if sign != '+' && left.saturating_add(by) < 0 {
        let left =
            write_duration(Duration { minutes: left, estimated: false, ..task.duration }, hours, Locale::default());
        return Err(format!("{name} cannot get shorter than nothing: {left} of it is left."));
    }
    let schedule = schedule_within(plan, &project.promised());
    Ok(prepare::lengthen(plan, &schedule, task.id, by))
}

fn answer(project: &Project, plan: &Plan, edits: &[PlanEdit]) -> Vec<String> {
    let (before, after) = (project.schedule(), schedule_within(plan, &project.promised()));
    let settings = &project.plan.settings;
    let today = settings.status_date.map_or(settings.start.date(), |at| at.date_as_finish());
    let dates = Dates::new(Locale::default(), today).near(settings.start.date());
    let edits: Vec<&PlanEdit> = edits.iter().collect();
    let (then, now) = (State::of(&project.plan, &before), State::of(plan, &after));
    let comparison = compare(project, then, now, &edits, today);
    let weights = weights(project, &edits, u64::MAX);
    let absorbed = absorbed(project, &edits, &weights);
    let change = Change {
        project,
        now: plan,
        cause: Cause::Edits(&edits),
        absorbed: &absorbed,
        weights: &weights,
        skipped: 0,
        currency: settings.currency.as_deref().unwrap_or_default(),
        dates: &dates,
    };
    let mut lines = vec![format!("sentence\t{}", what_changes(&change, &comparison, For::Us))];
    for moved in &comparison.moved {
        if let (Some(then), Some(now)) = (moved.then, moved.now) {
            lines.push(format!("{}\t{}\t{}\t{}\t{}", moved.id.0, then.0, then.1, now.0, now.1));
        }
    }
    lines
}
