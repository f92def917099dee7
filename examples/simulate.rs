//! Runs a plan many times with drawn durations: what its dates are worth.
//!
//! `simulate FILE [--runs N] [--seed S] [--common PERCENT]` prints a heading, one TSV row a milestone and one for the
//! plan's finish: `uid p50 p80 p90 criticality`. The `p` are the finishes kept in 50, 80 and 90 of 100 runs; criticality
//! is the share of runs, 0 to 1, in which the milestone was critical (`-` for the finish). What the digits are worth goes
//! to standard error. FILE is a plan file or Microsoft Project XML; 1,000 runs, and the plan's own seed and common luck, when
//! not told.
//!
//! Every task that has not ended varies by its range, or by what the plan says of durations without one. The same file,
//! runs, seed and common luck print the same, on every machine.

use forthright::analysis::risks;
use forthright::format;
use forthright::plan::{Plan, TaskId};
use forthright::project::Project;
use forthright::schedule::schedule;
use forthright::simulate::{Luck, Outcome, Simulation, luck, spreads};
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
            print(&project, &asked);
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
    seed: Option<u64>,
    common: Option<u8>,
}

impl Asked {
    fn read(arguments: &[String]) -> Option<Asked> {
        let mut asked = Asked { file: String::new(), runs: 1_000, seed: None, common: None };
        let mut words = arguments.iter();
        while let Some(word) = words.next() {
            match word.as_str() {
                "--runs" => asked.runs = words.next()?.parse().ok().filter(|runs| *runs > 0)?,
                "--seed" => asked.seed = Some(words.next()?.parse().ok()?),
                "--common" => asked.common = Some(words.next()?.parse().ok().filter(|percent| *percent <= 100)?),
                file if !file.starts_with("--") && asked.file.is_empty() => asked.file = file.to_owned(),
                _ => return None,
            }
        }
        (!asked.file.is_empty()).then_some(asked)
    }

    /// The plan's own luck, but for what was told.
    fn luck(&self, plan: &Plan) -> Luck {
        let own = luck(plan);
        Luck { seed: self.seed.unwrap_or(own.seed), common: self.common.unwrap_or(own.common) }
    }
}

fn print(project: &Project, asked: &Asked) {
    let plan = &project.plan;
    let milestones: Vec<TaskId> = schedule(plan).rows.iter().filter(|row| row.milestone).map(|row| row.id).collect();
    let mut simulation = Simulation::new(plan, &spreads(plan), &risks(project, plan), asked.luck(plan), &milestones);
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

fn opened(file: &str) -> Result<Project, String> {
    let bytes = std::fs::read(file).map_err(|error| error.to_string())?;
    let name = file.rsplit('/').next().unwrap_or(file);
    Ok(format::open(name, &bytes).map_err(|error| error.text())?.project)
}
