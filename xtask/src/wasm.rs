//! From Rust to the two files a browser loads: `forthright.js` and `forthright_bg.wasm`.

use crate::place;
use anyhow::{Context, Result, bail};
use std::path::{Path, PathBuf};
use std::process::Command;
use wasm_bindgen_cli_support::Bindgen;

/// How the compiler is told to build; the profiles of Cargo.toml.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Profile {
    /// Soon there: for work on the app.
    Quick,
    /// Soon through: every scenario in three engines loads it on a fresh origin.
    Scenario,
    /// As users get it.
    Release,
}

/// Compiles a page's program, the app or another one, and writes its JavaScript and wasm into `out` under the app's names,
/// unless `out` is already made from this very build. `names` keeps the functions' names, for stack traces: in a quick
/// build they are half of the file.
pub fn build(package: &str, profile: Profile, names: bool, out: &Path) -> Result<()> {
    ensure_target()?;
    let mut cargo = place::cargo();
    cargo.args(["build", "--locked", "--target", "wasm32-unknown-unknown", "--package", package, "--bin", package]);
    let (name, folder) = match profile {
        Profile::Quick => ("dev", "debug"),
        Profile::Scenario => ("scenario", "scenario"),
        Profile::Release => ("release", "release"),
    };
    place::run(cargo.args(["--profile", name]))?;
    let wasm = place::target().join("wasm32-unknown-unknown").join(folder).join(format!("{package}.wasm"));
    let stamp = stamp(&wasm)?;
    let stamp_file = out.join(".stamp");
    if std::fs::read_to_string(&stamp_file).is_ok_and(|old| old == stamp) {
        return Ok(());
    }
    if out.exists() {
        std::fs::remove_dir_all(out)?;
    }
    std::fs::create_dir_all(out)?;
    Bindgen::new()
        .input_path(&wasm)
        .out_name("forthright")
        .web(true)?
        .typescript(false)
        .omit_default_module_path(false)
        .keep_debug(false)
        .remove_name_section(!names)
        .remove_producers_section(profile == Profile::Release)
        .generate(out)
        .with_context(|| format!("wasm-bindgen on {}", wasm.display()))?;
    std::fs::write(stamp_file, stamp)?;
    Ok(())
}

/// Adds the wasm target where an old rustup, or one told not to install by itself, has not.
pub fn ensure_target() -> Result<()> {
    let sysroot = place::read(Command::new("rustc").args(["--print", "sysroot"]).current_dir(place::root()))?;
    if PathBuf::from(sysroot.trim()).join("lib/rustlib/wasm32-unknown-unknown/lib").is_dir() {
        return Ok(());
    }
    if place::find("rustup").is_none() {
        bail!("the wasm32-unknown-unknown target is missing, and there is no rustup to add it (https://rustup.rs)");
    }
    println!("Adding the wasm32-unknown-unknown target");
    place::run(Command::new("rustup").args(["target", "add", "wasm32-unknown-unknown"]).current_dir(place::root()))
}

/// The file cargo's messages name as the result for the target of this kind (`test`, `bench`).
pub fn executable(messages: &str, kind: &str) -> Option<PathBuf> {
    let kind = format!("\"kind\":[\"{kind}\"]");
    let line = messages.lines().find(|line| line.contains("\"compiler-artifact\"") && line.contains(&kind))?;
    let (_, rest) = line.split_once("\"executable\":\"")?;
    Some(PathBuf::from(rest.split_once('"')?.0.replace("\\\\", "\\")))
}

fn stamp(file: &Path) -> Result<String> {
    let facts = std::fs::metadata(file).with_context(|| format!("no {}", file.display()))?;
    Ok(format!("{} {:?}", facts.len(), facts.modified()?))
}
