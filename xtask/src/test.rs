//! `cargo xtask test`: every check there is, step by step with times, and a plain count at the end.

use crate::{browser, tools};
use anyhow::{Context, Result, bail};
use std::io::{BufRead, BufReader};
use std::process::{Command, Stdio};
use std::time::Instant;
use xtask::place;
use xtask::wasm::{self, Profile};

/// What has passed, what has failed by name, what could not be tried.
#[derive(Default)]
struct Count {
    passed: usize,
    /// Scenarios that passed at their second try only.
    second: usize,
    failed: usize,
    skipped: usize,
    broken: Vec<String>,
}

pub fn test() -> Result<()> {
    let started = Instant::now();
    let mut count = Count::default();
    count.step("tools", || {
        wasm::ensure_target()?;
        tools::install()
    });
    count.command("format", cargo(&["fmt", "--all", "--check"]));
    let strict = &["--", "-D", "warnings"][..];
    let lint = ["clippy", "--quiet", "--locked", "--workspace", "--all-targets"];
    count.command("clippy, native", cargo(&[&lint[..], strict].concat()));
    let app = ["clippy", "--quiet", "--locked", "--target", "wasm32-unknown-unknown", "--bin", "forthright"];
    count.command("clippy, app", cargo(&[&app[..], strict].concat()));
    let mut native = cargo(&["test", "--quiet", "--locked", "--workspace", "--no-fail-fast"]);
    // Laws draw the same cases at every run of this command; a bare `cargo test` goes on looking for new ones.
    native.env("PROPTEST_RNG_SEED", "20261121");
    count.tests("native tests", native);
    if count.step("app and module tests built for browsers", || browser::prepare(Profile::Scenario)) {
        count.tests("browsers", browser::program("run", Vec::new()));
    }
    for name in &count.broken {
        println!("failed: {name}");
    }
    println!("{:.0} s in all", started.elapsed().as_secs_f64());
    let second = if count.second > 0 { format!("{} at the second try, ", count.second) } else { String::new() };
    println!("{} passed, {second}{} failed, {} skipped", count.passed, count.failed, count.skipped);
    if count.failed > 0 {
        bail!("not everything passed");
    }
    Ok(())
}

fn cargo(arguments: &[&str]) -> Command {
    let mut command = place::cargo();
    command.args(arguments);
    command
}

impl Count {
    /// A check that passes or fails as one.
    fn command(&mut self, name: &str, mut command: Command) {
        if self.step(name, || place::run(&mut command)) {
            self.passed += 1;
        }
    }

    /// Something that must succeed but proves nothing by itself.
    fn step(&mut self, name: &str, act: impl FnOnce() -> Result<()>) -> bool {
        println!("== {name}");
        let started = Instant::now();
        let done = act();
        if let Err(error) = &done {
            println!("{error:#}");
            self.failed += 1;
            self.broken.push(name.to_owned());
        }
        println!("== {name}: {:.1} s", started.elapsed().as_secs_f64());
        done.is_ok()
    }

    /// A command that counts its own tests.
    fn tests(&mut self, name: &str, command: Command) {
        let mut counted = (0, 0, 0, 0);
        self.step(name, || {
            let outcome = watch(command, &mut counted);
            // One that fails without a failed test has not even started.
            if outcome.is_err() && counted.1 == 0 { outcome } else { Ok(()) }
        });
        if counted.1 > 0 {
            self.broken.push(format!("{} in {name}", counted.1));
        }
        self.passed += counted.0;
        self.failed += counted.1;
        self.skipped += counted.2;
        self.second += counted.3;
    }
}

/// Runs a command, passes its output on, and adds up the counts it prints.
fn watch(mut command: Command, counted: &mut (usize, usize, usize, usize)) -> Result<()> {
    let mut process = command.stdout(Stdio::piped()).spawn().context("cannot start cargo")?;
    let output = process.stdout.take().context("no output")?;
    for line in BufReader::new(output).lines() {
        let line = line?;
        println!("{line}");
        if let Some(counts) = line.strip_prefix("test result: ").or_else(|| line.strip_prefix("browser: ")) {
            counted.0 += number_before(counts, " passed");
            counted.1 += number_before(counts, " failed");
            counted.2 += number_before(counts, " skipped") + number_before(counts, " ignored");
            counted.3 += number_before(counts, " at the second try");
        }
    }
    let status = process.wait()?;
    if !status.success() {
        bail!("it failed ({status})");
    }
    Ok(())
}

fn number_before(text: &str, word: &str) -> usize {
    let number = text.find(word).and_then(|at| text[..at].rsplit(' ').next());
    number.and_then(|number| number.parse().ok()).unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::number_before;

    #[test]
    fn counts_are_read_from_the_lines_that_state_them() {
        let cargo = "ok. 12 passed; 3 failed; 1 ignored; 0 measured; 0 filtered out; finished in 0.02s";
        assert_eq!(number_before(cargo, " passed"), 12);
        assert_eq!(number_before(cargo, " failed"), 3);
        assert_eq!(number_before(cargo, " ignored"), 1);
        assert_eq!(number_before("4 passed, 0 failed, 2 skipped", " skipped"), 2);
        assert_eq!(number_before("4 passed, 1 at the second try, 0 failed", " at the second try"), 1);
        assert_eq!(number_before("nothing", " passed"), 0);
    }
}
