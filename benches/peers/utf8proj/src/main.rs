//! utf8proj-solver: its critical-path solver on a project of its own with its standard calendar. Reads the networks
//! named on the command line and tells one line of JSON for each, as `../network.py` does for the Python peers.

use chrono::NaiveDate;
use std::error::Error;
use std::hint::black_box;
use std::time::Instant;
use utf8proj_core::{Duration, Project, Scheduler, Task};
use utf8proj_solver::CpmSolver;

fn main() -> Result<(), Box<dyn Error>> {
    for path in std::env::args().skip(1) {
        let project = project(&std::fs::read_to_string(path)?)?;
        let (size, solver) = (project.tasks.len(), CpmSolver::new());
        let schedule = solver.schedule(&project)?;
        let mut times = Vec::new();
        for _ in 0..(50_000 / size).max(5) {
            let start = Instant::now();
            black_box(solver.schedule(black_box(&project))?);
            times.push(start.elapsed().as_secs_f64() * 1_000.0);
        }
        times.sort_by(f64::total_cmp);
        let (name, ms) = (format!("utf8proj-solver {}", version()), times[times.len() / 2]);
        let finishes = [schedule.project_duration.minutes];
        println!("{}", serde_json::json!({ "name": name, "size": size, "ms": ms, "finishes": finishes }));
    }
    Ok(())
}

/// The first row has what our engine says of the network; then one row a task: minutes, and the tasks it waits for.
fn project(text: &str) -> Result<Project, Box<dyn Error>> {
    let mut project = Project::new("Peer");
    project.start = NaiveDate::from_ymd_opt(2026, 6, 1).ok_or("no such day")?;
    // Else it is today, and the work not the same every day.
    project.status_date = Some(project.start);
    for (number, row) in text.lines().skip(1).enumerate() {
        let (minutes, waits) = row.split_once('\t').ok_or("a row without a tab")?;
        let task = Task::new(format!("t{number}")).duration(Duration::minutes(minutes.parse()?));
        project.tasks.push(waits.split_whitespace().fold(task, |task, before| task.depends_on(format!("t{before}"))));
    }
    Ok(project)
}

/// Of the solver, as it is locked.
fn version() -> &'static str {
    let mut lines = include_str!("../Cargo.lock").lines();
    lines.find(|line| *line == "name = \"utf8proj-solver\"");
    lines.next().and_then(|line| line.split('"').nth(1)).unwrap_or("?")
}
