//! `cargo xtask bench`: the engine natively, beside peers and as wasm under node, what stands around it as plans grow,
//! what the app weighs, and the screen.

use crate::{browser, dist, peers};
use anyhow::{Context, Result, bail};
use std::fs;
use std::path::PathBuf;
use std::process::Command;
use wasm_bindgen_cli_support::Bindgen;
use xtask::site::{self, Shape};
use xtask::{place, wasm};

const NAME: &str = "schedule";
/// The package it is in: what is measured and what it is measured by are both compiled for speed.
const PACKAGE: &str = "forthright-engine";

/// What there is to measure, in this order; peers are held against what stands before them.
pub const PARTS: [&str; 5] = ["native", "growth", "wasm", "size", "screen"];

/// Measures and prints: tables for people, or one JSON object a line, `work, size, ours, reference, ratio, unit, where`.
/// With `only` no more than that part and its peers.
pub fn bench(json: bool, only: Option<&str>) -> Result<()> {
    if let Some(other) = only.filter(|part| !PARTS.contains(part)) {
        bail!("`{other}` is none of {}", PARTS.join(", "));
    }
    let wanted = |part: &str| only.is_none_or(|only| only == part);
    let shown = Shown { json };
    if wanted("native") {
        let ours = ["bench", "--quiet", "--locked", "--package", PACKAGE, "--bench", NAME];
        let native = shown.run("natively", "native", place::cargo().args(ours))?;
        shown.text(peers::HEADING);
        peers::measure(&native, |text, line| shown.both(text, line))?;
    }
    if wanted("growth") {
        let growth = ["bench", "--quiet", "--locked", "--no-default-features", "--bench", "growth"];
        shown.run("natively, as plans grow", "native", place::cargo().args(growth))?;
    }
    if wanted("wasm") {
        let node = place::read(Command::new("node").arg("--version"))?;
        let module = for_node()?;
        shown.run(&format!("as wasm, under node {}", node.trim()), "wasm", Command::new("node").arg(module))?;
    }
    let shape = Shape { release: true, packed: true };
    if wanted("size") {
        for (work, ours, budget) in dist::weigh(&site::files(shape)?, !json)? {
            shown.line(&serde_json::json!({
                "work": work, "size": null, "ours": ours, "reference": budget, "ratio": ours as f64 / budget as f64,
                "unit": "bytes, brotli", "where": "app",
            }));
        }
    }
    if wanted("screen") {
        let folders = [site::build_empty()?, site::build(shape)?].map(|folder| folder.to_string_lossy().into_owned());
        let ours = shown.run("on the screen", "chromium", &mut browser::program("bench", folders.to_vec()))?;
        shown.text(peers::HEADING_OF_PAGES);
        peers::measure_pages(&ours, |text, line| shown.both(text, line))?;
    }
    Ok(())
}

/// What is passed on of what the benches print: tables, with JSON lines among them.
#[derive(Clone, Copy)]
struct Shown {
    json: bool,
}

impl Shown {
    /// Runs a bench and gives its lines of JSON; `place` is where it runs.
    fn run(self, heading: &str, place: &str, command: &mut Command) -> Result<Vec<serde_json::Value>> {
        self.text(heading);
        let text = place::read(command)?;
        let mut lines = Vec::new();
        for line in text.lines() {
            match serde_json::from_str::<serde_json::Value>(line) {
                Ok(mut value) if value.is_object() => {
                    value["where"] = place.into();
                    self.line(&value);
                    lines.push(value);
                }
                _ => self.text(line),
            }
        }
        Ok(lines)
    }

    fn both(self, text: &str, line: &serde_json::Value) {
        self.text(text);
        self.line(line);
    }

    fn text(self, text: &str) {
        if !self.json {
            println!("{text}");
        }
    }

    fn line(self, value: &serde_json::Value) {
        if self.json {
            println!("{value}");
        }
    }
}

/// Builds the bench as wasm and gives the script that runs it.
fn for_node() -> Result<PathBuf> {
    wasm::ensure_target()?;
    let mut cargo = place::cargo();
    cargo.args(["build", "--locked", "--release", "--package", PACKAGE]);
    cargo.args(["--target", "wasm32-unknown-unknown", "--bench", NAME]);
    place::run(&mut cargo)?;
    let messages = place::read(cargo.args(["--quiet", "--message-format", "json"]))?;
    let Some(module) = wasm::executable(&messages, "bench") else { bail!("cargo names no bench {NAME}") };
    let folder = place::target().join("site/bench");
    fs::create_dir_all(&folder)?;
    Bindgen::new()
        .input_bytes("bench", fs::read(&module).with_context(|| format!("{}", module.display()))?)
        .nodejs(true)?
        .typescript(false)
        .generate(&folder)?;
    Ok(folder.join("bench.js"))
}
