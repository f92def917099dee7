//! `cargo xtask bench`: the engine natively and as wasm under node, and what the app weighs.

use crate::{browser, dist};
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

pub fn bench() -> Result<()> {
    println!("natively");
    place::run(place::cargo().args(["bench", "--quiet", "--locked", "--package", PACKAGE, "--bench", NAME]))?;
    println!("as wasm, under node {}", place::read(Command::new("node").arg("--version"))?.trim());
    place::run(Command::new("node").arg(for_node()?))?;
    println!("the app");
    let shape = Shape { release: true, packed: true };
    dist::weigh(&site::files(shape)?)?;
    println!("on the screen");
    let folder = site::build(shape)?;
    let folders = [site::build_empty()?, folder].map(|folder| folder.to_string_lossy().into_owned());
    place::run(&mut browser::program("bench", folders.to_vec()))
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
