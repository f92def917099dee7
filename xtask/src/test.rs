//! `cargo xtask test`: every check there is, step by step, with a plain count at the end.

use anyhow::{Result, bail};
use std::process::Command;
use std::time::Instant;
use xtask::{place, wasm};

struct Count {
    passed: usize,
    failed: Vec<String>,
    skipped: usize,
}

pub fn test() -> Result<()> {
    wasm::ensure_target()?;
    let mut count = Count { passed: 0, failed: Vec::new(), skipped: 0 };
    let cargo = |arguments: &[&str]| {
        let mut command = place::cargo();
        command.args(arguments);
        command
    };
    count.step("format", &mut cargo(&["fmt", "--all", "--check"]));
    let strict = ["--", "-D", "warnings"];
    let native = ["clippy", "--locked", "--workspace", "--all-targets"];
    count.step("clippy, native", &mut cargo(&[&native[..], &strict].concat()));
    let wasm = ["clippy", "--locked", "--target", "wasm32-unknown-unknown", "--bin", "forthright"];
    count.step("clippy, wasm", &mut cargo(&[&wasm[..], &strict].concat()));
    count.step("native tests", &mut cargo(&["test", "--locked", "--workspace"]));
    for name in &count.failed {
        println!("failed: {name}");
    }
    println!("{} passed, {} failed, {} skipped", count.passed, count.failed.len(), count.skipped);
    if !count.failed.is_empty() {
        bail!("the checks did not all pass");
    }
    Ok(())
}

impl Count {
    fn step(&mut self, name: &str, command: &mut Command) {
        println!("== {name}");
        let started = Instant::now();
        match place::run(command) {
            Ok(()) => self.passed += 1,
            Err(error) => {
                println!("{error:#}");
                self.failed.push(name.to_owned());
            }
        }
        println!("== {name}: {:.1} s", started.elapsed().as_secs_f64());
    }
}
