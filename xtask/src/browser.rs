//! Everything that needs a real browser: prepares the sites and what comes from npm, then runs `tests/browser`.

use anyhow::{Context, Result, bail};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use wasm_bindgen_cli_support::Bindgen;
use xtask::wasm::{self, Profile};
use xtask::{place, site};

/// `cargo xtask e2e`.
pub fn scenarios(profile: Profile, words: Vec<String>) -> Result<()> {
    prepare(profile)?;
    place::run(&mut program("run", words))
}

/// `cargo xtask kills`: the one scenario that kills the browser, as often and as late as told.
pub fn kills(count: u16, within: u16, mut words: Vec<String>) -> Result<()> {
    site::build_for_tests(Profile::Quick)?;
    words.extend(["--only".to_owned(), "a killed browser".to_owned()]);
    let mut run = program("run", words);
    run.env("FORTHRIGHT_KILLS", count.to_string()).env("FORTHRIGHT_KILL_WITHIN", within.max(1).to_string());
    place::run(&mut run)
}

/// `cargo xtask shot`.
pub fn shot(words: Vec<String>) -> Result<()> {
    site::build_for_tests(Profile::Quick)?;
    place::run(&mut program("shot", words))
}

/// `cargo xtask screenshot`: the picture in the README.
pub fn screenshot() -> Result<()> {
    let file = place::root().join("docs/screenshot.png");
    fs::create_dir_all(place::root().join("docs"))?;
    let words = ["--sample", "--path", "#plan", "--width", "1440", "--height", "860"];
    shot(words.iter().map(|word| (*word).to_owned()).chain([file.to_string_lossy().into_owned()]).collect())
}

/// The browser-test program with its arguments.
pub fn program(command: &str, words: Vec<String>) -> Command {
    let mut cargo = place::cargo();
    cargo.args(["run", "--quiet", "--locked", "--package", "browser-tests", "--", command]).args(words);
    cargo
}

/// Sites, the module's own tests and axe-core.
pub fn prepare(profile: Profile) -> Result<()> {
    site::build_for_tests(profile)?;
    module_tests()?;
    axe()
}

/// axe-core of the locked version, beside the browser tests; never part of the app.
fn axe() -> Result<()> {
    let folder = place::root().join("tests/browser");
    let lock = fs::read(folder.join("package-lock.json"))?;
    let installed = folder.join("node_modules/.installed-lock");
    if fs::read(&installed).is_ok_and(|old| old == lock) {
        return Ok(());
    }
    let npm = place::find(if cfg!(windows) { "npm.cmd" } else { "npm" });
    let Some(npm) = npm else {
        bail!("npm is missing: it brings axe-core for the accessibility tests (https://nodejs.org)")
    };
    place::run(Command::new(npm).args(["ci", "--no-audit", "--no-fund", "--ignore-scripts"]).current_dir(&folder))?;
    fs::write(installed, lock)?;
    Ok(())
}

/// Builds the tests that run inside the wasm module, as a page.
fn module_tests() -> Result<()> {
    let folder = place::target().join("site/wasm-tests");
    if folder.exists() {
        fs::remove_dir_all(&folder)?;
    }
    fs::create_dir_all(&folder)?;
    write_test_page(&test_module()?, &folder)
}

/// Compiles the wasm tests and asks cargo where they are.
fn test_module() -> Result<PathBuf> {
    wasm::ensure_target()?;
    let mut cargo = place::cargo();
    // Without the screen: these try the planner, and need not wait for Leptos.
    cargo.args(["test", "--locked", "--no-run", "--no-default-features", "--target", "wasm32-unknown-unknown"]);
    cargo.args(["--test", "wasm"]);
    place::run(&mut cargo)?;
    let messages = place::read(cargo.args(["--quiet", "--message-format", "json"]))?;
    wasm::executable(&messages, "test").context("cargo names no test `wasm`")
}

/// The page and script wasm-bindgen-test expects, with everything in files, so that it runs under the app's own policy.
fn write_test_page(module: &Path, folder: &Path) -> Result<()> {
    let bytes = fs::read(module)?;
    Bindgen::new()
        .input_bytes("tests", bytes)
        .web(true)?
        .debug(true)
        .typescript(false)
        .omit_default_module_path(false)
        .keep_debug(false)
        .export_wasm(true)
        .emit_start(false)
        .generate(folder)?;
    fs::write(
        folder.join("index.html"),
        "<!doctype html><meta charset=\"utf-8\"><title>Module tests</title>\n\
         <pre id=\"output\"></pre>\n<pre id=\"console_output\"></pre>\n\
         <script type=\"module\" src=\"./run.js\"></script>\n",
    )?;
    fs::write(folder.join("run.js"), include_str!("module-tests.js"))?;
    Ok(())
}
