//! Runs a plan many times with durations drawn from ranges, and says when its milestones are then finished.
//!
//! `simulate FILE --runs N --seed S` prints `uid p50 p80 p90 criticality`, one line a milestone in the plan's order and one
//! for the finish of the plan (`finish`, whose criticality is 1): the moments by which 50, 80 and 90 runs of 100 were
//! done, and the share of runs in which the milestone was critical. FILE is a plan file or Microsoft Project XML. Where
//! nothing is known of a task but its duration, what is left of it may take 20 % less to 50 % more. How far the digits can
//! be trusted goes to standard error.

use forthright::format;
use forthright::project::Project;
use forthright::simulate::{Luck, Outcome, Simulation, usual_spreads};
use std::process::ExitCode;

const USAGE: &str = "usage: simulate FILE [--runs N] [--seed S]";
/// More than enough for a plan, and still minutes of work at most.
const MOST: u32 = 1_000_000;

fn main() -> ExitCode {
    let words: Vec<String> = std::env::args().skip(1).collect();
    let Some((file, runs, seed)) = asked(&words) else {
        eprintln!("{USAGE}");
        return ExitCode::from(2);
    };
    match open(&file) {
        Ok(project) => {
            print(&project, runs, seed);
            ExitCode::SUCCESS
        }
        Err(why) => {
            eprintln!("{file}: {why}");
            ExitCode::FAILURE
        }
    }
}

/// File, runs and seed.
fn asked(words: &[String]) -> Option<(String, u32, u64)> {
    let (mut file, mut runs, mut seed) = (None, 1_000, Luck::default().seed);
    let mut words = words.iter();
    while let Some(word) = words.next() {
        match word.as_str() {
            "--runs" => runs = words.next()?.parse().ok().filter(|runs| (1..=MOST).contains(runs))?,
            "--seed" => seed = words.next()?.parse().ok()?,
            _ if word.starts_with("--") || file.is_some() => return None,
            _ => file = Some(word.clone()),
        }
    }
    Some((file?, runs, seed))
}

fn open(file: &str) -> Result<Project, String> {
    let bytes = std::fs::read(file).map_err(|error| error.to_string())?;
    let name = file.rsplit('/').next().unwrap_or(file);
    Ok(format::open(name, &bytes).map_err(|error| error.text())?.project)
}

fn print(project: &Project, runs: u32, seed: u64) {
    let plan = &project.plan;
    let schedule = project.schedule();
    let milestones: Vec<_> =
        schedule.rows.iter().filter(|row| row.milestone && !row.summary).map(|row| row.id).collect();
    let luck = Luck { seed, ..Luck::default() };
    let mut simulation = Simulation::new(plan, &usual_spreads(plan, 20, 50), &[], luck, &milestones);
    simulation.run(runs);
    println!("uid\tp50\tp80\tp90\tcriticality");
    let line = |name: String, outcome: &Outcome, critical: f64| {
        let at = |percent| outcome.percentile(percent).map(|at| at.to_string()).unwrap_or_default();
        println!("{name}\t{}\t{}\t{}\t{critical:.3}", at(50.0), at(80.0), at(90.0));
    };
    for task in &milestones {
        if let (Some(outcome), Some(critical)) = (simulation.of(*task), simulation.criticality(*task)) {
            line(task.0.to_string(), &outcome, critical);
        }
    }
    let finish = simulation.finish();
    line("finish".to_owned(), &finish, 1.0);
    if let Some((from, to)) = finish.percentile_within(80.0) {
        eprintln!("{runs} runs: the plan's p80 lies between {from} and {to}, 95 times in a hundred");
    }
}
