//! Runs a plan many times with drawn durations: what its dates are worth.
//!
//! `simulate FILE [--runs N] [--seed S] [--common PERCENT]` prints a heading, one TSV row a milestone and one for the
//! plan's finish: `uid p50 p80 p90 criticality`. The `p` are the finishes kept in 50, 80 and 90 of 100 runs; criticality
//! is the share of runs, 0 to 1, in which the milestone was critical (`-` for the finish). What the digits are worth goes
//! to standard error. FILE is a plan file or Microsoft Project XML; 1,000 runs, seed 1 and 0 % common luck when not told.
//!
//! Every task that has not ended varies: what is left of it, as scheduled, is the likely value, 20 % less the low one,
//! 50 % more the high one. The same file, runs, seed and common luck print the same, on every machine.

use forthright::format;
use forthright::plan::{Plan, TaskId};
use forthright::project::Project;
use forthright::schedule::schedule;
use forthright::simulate::{Luck, Outcome, Simulation, Spread, remaining};
use std::process::ExitCode;

const USAGE: &str = "usage: simulate FILE [--runs N] [--seed S] [--common PERCENT]";

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let Some(asked) = Asked::read(&arguments) else {
        eprintln!("{USAGE}");
        return ExitCode::from(2);
    };
    match opened(&asked.file) {
        Ok(project) => {
            print(&project.plan, &asked);
            ExitCode::SUCCESS
        }
        Err(why) => {
            eprintln!("{}: {why}", asked.file);
            ExitCode::FAILURE
        }
    }
}

struct Asked {
    file: String,
    runs: u32,
    luck: Luck,
}

impl Asked {
    fn read(arguments: &[String]) -> Option<Asked> {
        let mut asked = Asked { file: String::new(), runs: 1_000, luck: Luck { seed: 1, common: 0 } };
        let mut words = arguments.iter();
        while let Some(word) = words.next() {
            match word.as_str() {
                "--runs" => asked.runs = words.next()?.parse().ok().filter(|runs| *runs > 0)?,
                "--seed" => asked.luck.seed = words.next()?.parse().ok()?,
                "--common" => asked.luck.common = words.next()?.parse().ok().filter(|percent| *percent <= 100)?,
                file if !file.starts_with("--") && asked.file.is_empty() => asked.file = file.to_owned(),
                _ => return None,
            }
        }
        (!asked.file.is_empty()).then_some(asked)
    }
}

fn print(plan: &Plan, asked: &Asked) {
    let milestones: Vec<TaskId> = schedule(plan).rows.iter().filter(|row| row.milestone).map(|row| row.id).collect();
    let mut simulation = Simulation::new(plan, &spreads(plan), &[], asked.luck, &milestones);
    simulation.run(asked.runs);
    let dates = |of: &Outcome| format!("{}\t{}\t{}", of.p50(), of.p80(), of.p90());
    println!("uid\tp50\tp80\tp90\tcriticality");
    for milestone in milestones {
        if let (Some(outcome), Some(share)) = (simulation.outcome(milestone), simulation.criticality(milestone)) {
            println!("{}\t{}\t{share:.3}", milestone.0, dates(&outcome));
        }
    }
    if let Some(finish) = simulation.project() {
        println!("finish\t{}\t-", dates(&finish));
        let enough = finish.enough();
        eprintln!(
            "{} runs; with other luck the finish kept in 80 of 100 would lie between {} and {} (95 of 100 times), a chance within {:.1} points",
            finish.runs(),
            enough.p80.0,
            enough.p80.1,
            enough.chance * 100.0
        );
    }
}

/// The ranges this example takes, until a plan has its own.
fn spreads(plan: &Plan) -> Vec<Spread> {
    let range = |(task, left): (TaskId, i32)| {
        let share = |percent: i64| (i64::from(left) * percent / 100).min(i64::from(i32::MAX)) as i32;
        Spread { task, low: share(80), likely: left, high: share(150) }
    };
    remaining(plan).into_iter().map(range).collect()
}

fn opened(file: &str) -> Result<Project, String> {
    let bytes = std::fs::read(file).map_err(|error| error.to_string())?;
    let name = file.rsplit('/').next().unwrap_or(file);
    Ok(format::open(name, &bytes).map_err(|error| error.text())?.project)
}
