//! Browsers and drivers for the tests. Debian as root installs what is missing; elsewhere the tests say by name what
//! they lack and how to get it.

use anyhow::Result;
use std::process::Command;
use xtask::place;

/// Program to look for, Debian package that brings it.
const PACKAGES: [(&str, &str); 5] = [
    ("chromium", "chromium"),
    ("chromedriver", "chromium-driver"),
    ("firefox-esr", "firefox-esr"),
    ("WebKitWebDriver", "webkit2gtk-driver"),
    ("Xvfb", "xvfb"),
];

const GECKODRIVER: &str = "0.37.1";

/// Brings in what can be brought in here without asking.
pub fn install() -> Result<()> {
    let missing: Vec<&str> =
        PACKAGES.iter().filter(|(program, _)| place::find(program).is_none()).map(|(_, package)| *package).collect();
    if !missing.is_empty() && is_debian() && is_root() {
        println!("installing {}", missing.join(" "));
        // A font beside the browsers: without any, pages have no text to measure.
        let install = ["install", "--yes", "--no-install-recommends", "fonts-dejavu-core"];
        place::run(apt().arg("update"))?;
        place::run(apt().args(install).args(missing))?;
    }
    let firefox = place::find("firefox-esr").or_else(|| place::find("firefox")).is_some();
    let tools = place::target().join("tools");
    if firefox && place::find("geckodriver").is_none() && !tools.join("bin/geckodriver").is_file() {
        println!("compiling geckodriver {GECKODRIVER}, once, into {}", tools.display());
        let mut cargo = place::cargo();
        cargo.args(["install", "geckodriver", "--locked", "--version", GECKODRIVER, "--root"]).arg(&tools);
        // It only passes messages on: optimising it takes minutes and gains nothing.
        cargo.env("CARGO_PROFILE_RELEASE_OPT_LEVEL", "0").env_remove("CARGO_TARGET_DIR");
        place::run(&mut cargo)?;
    }
    Ok(())
}

fn apt() -> Command {
    let mut command = Command::new("apt-get");
    command.arg("--quiet").env("DEBIAN_FRONTEND", "noninteractive");
    command
}

fn is_debian() -> bool {
    let release = std::fs::read_to_string("/etc/os-release").unwrap_or_default();
    release.lines().any(|line| line == "ID=debian") && place::find("apt-get").is_some()
}

fn is_root() -> bool {
    place::read(Command::new("id").arg("-u")).is_ok_and(|id| id.trim() == "0")
}
