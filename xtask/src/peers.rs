//! Other programs that do such work, measured beside ours on the same networks. `cargo xtask peers` installs them below
//! the build directory; `cargo xtask bench` measures those that are there. None is a dependency of the project, and none
//! that is missing or does not run is an error. Their scripts are in `benches/peers`; every one is given the networks that
//! the engine's bench writes, and what it says of their finish is held against what the engine says.

use crate::browser;
use anyhow::{Context, Result, bail};
use serde_json::Value;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use xtask::place;

struct Peer {
    name: &'static str,
    way: Way,
    /// Tasks of the networks it is given.
    sizes: &'static [usize],
    /// What its work is called in the table, and what ours is called there.
    work: &'static str,
    ours: &'static str,
}

enum Way {
    /// A script below `benches/peers`, and the module whose absence means that the peer is not installed.
    Python(&'static str, &'static str),
    /// The package `benches/peers/utf8proj`.
    Rust,
}

const PEERS: [Peer; 4] = [
    Peer { name: "networkx", way: Way::Python("with_networkx.py", "networkx"), ..SCHEDULED },
    Peer {
        name: "numpy",
        way: Way::Python("with_numpy.py", "numpy"),
        sizes: &[1_000],
        work: "10000 runs",
        // Ours does more: it also has risks, luck that tasks share, and criticality.
        ours: "10000 runs, side by side",
    },
    Peer { name: "MPXJ", way: Way::Python("with_mpxj.py", "mpxj"), ..SCHEDULED },
    Peer { name: "utf8proj-solver", way: Way::Rust, ..SCHEDULED },
];

const SCHEDULED: Peer =
    Peer { name: "", way: Way::Rust, sizes: &[1_000, 10_000], work: "full schedule", ours: "full schedule" };

/// What is measured of planners for web pages, as their pages call it, and what ours is called.
const ON_THE_SCREEN: [(&str, &str); 4] = [
    ("open", "first paint after data"),
    ("edit", "one edit"),
    ("scrollFrame", "frame to frame while scrolling"),
    ("nodes", "nodes"),
];

/// How far drawn finishes may lie apart, as a share, and still be of the same work.
const APART: f64 = 0.01;

/// `cargo xtask peers`: brings them in from their registries.
pub fn install() -> Result<()> {
    install_pages()?;
    let package = scripts().join("utf8proj/Cargo.toml");
    let mut cargo = place::cargo();
    cargo.args(["build", "--release", "--locked", "--manifest-path"]).arg(package);
    place::run(cargo.arg("--target-dir").arg(folder().join("utf8proj")))?;
    let Some(python) = place::find("python3").or_else(|| place::find("python")) else {
        bail!("the other peers need Python 3 (Debian: apt-get install python3-venv)");
    };
    place::run(Command::new(python).args(["-m", "venv"]).arg(folder().join("python")))?;
    let install = ["-m", "pip", "install", "--quiet", "--upgrade", "--disable-pip-version-check", "--requirement"];
    place::run(Command::new(own_python()).args(install).arg(scripts().join("requirements.txt")))?;
    if place::find("java").is_none() && std::env::var_os("JAVA_HOME").is_none() {
        println!("MPXJ also needs Java (Debian: apt-get install default-jre-headless)");
    }
    Ok(())
}

/// Measures those that are installed, beside what was measured of ours just before; tells of each size a line of text and
/// one of JSON.
pub fn measure(ours: &[Value], tell: impl Fn(&str, &Value)) -> Result<()> {
    for peer in &PEERS {
        if !peer.installed() {
            peer.absent("not installed; `cargo xtask peers` installs it", &tell);
            continue;
        }
        let networks = peer.networks()?;
        let measured = match place::read(peer.program().args(&networks)) {
            Ok(text) => text,
            Err(why) => {
                let why = why.to_string();
                let last = why.lines().rfind(|line| !line.trim().is_empty()).unwrap_or_default();
                peer.absent(&format!("does not run here: {last}"), &tell);
                continue;
            }
        };
        let told = measured.lines().filter_map(|line| serde_json::from_str(line).ok());
        for (told, network) in told.zip(&networks) {
            let (text, line) = peer.beside(ours, &told, &engine_says(network)?);
            tell(&text, &line);
        }
    }
    Ok(())
}

/// The pages of planners for web pages, each with all it needs in one script; among them plain JavaScript, for what is possible.
fn install_pages() -> Result<()> {
    let Some(npm) = place::find(if cfg!(windows) { "npm.cmd" } else { "npm" }) else {
        bail!("planners for web pages come from npm, which is missing (https://nodejs.org)");
    };
    let (from, work) = (scripts().join("screen"), folder().join("screen"));
    fs::create_dir_all(&work)?;
    let (mut page, mut names) = (String::new(), Vec::new());
    for entry in fs::read_dir(&from).with_context(|| from.display().to_string())? {
        let (path, name) = entry.map(|entry| (entry.path(), entry.file_name().to_string_lossy().into_owned()))?;
        if !path.is_file() {
            continue;
        }
        fs::copy(&path, work.join(&name))?;
        match name.rsplit_once('.') {
            Some((_, "html")) => page = fs::read_to_string(&path)?,
            Some((stem, "js" | "jsx")) if stem != "page" => names.push((stem.to_owned(), name)),
            _ => {}
        }
    }
    let install = ["ci", "--no-audit", "--no-fund", "--ignore-scripts"];
    place::run(Command::new(npm).args(install).current_dir(&work))?;
    let mut bundle = Command::new("node");
    bundle.arg("node_modules/esbuild/bin/esbuild").args(names.iter().map(|(_, file)| file)).current_dir(&work);
    bundle.args(["--bundle", "--minify", "--format=iife", "--jsx=automatic", "--log-level=warning", "--outdir=site"]);
    bundle.args(["woff", "woff2", "ttf", "svg", "png", "gif"].map(|kind| format!("--loader:.{kind}=dataurl")));
    place::run(&mut bundle)?;
    fs::copy(from.join("page.css"), pages().join("page.css"))?;
    for (name, _) in &names {
        fs::write(pages().join(format!("{name}.html")), page.replace("PEER", name))?;
    }
    Ok(())
}

/// Measures the planners for web pages that are installed, beside what was measured of ours on the screen just before;
/// tells of each peer, size and work a line of text and one of JSON.
pub fn measure_pages(ours: &[Value], tell: impl Fn(&str, &Value)) -> Result<()> {
    if !pages().is_dir() {
        let why = "planners for web pages: not installed; `cargo xtask peers` installs them";
        tell(why, &line("on the screen", Value::Null, [None; 3], "ms", why));
        return Ok(());
    }
    let told = place::read(&mut browser::program("peers", vec![pages().to_string_lossy().into_owned()]))?;
    for told in told.lines().filter_map(|line| serde_json::from_str::<Value>(line).ok()) {
        let size = &told["size"];
        let name = told["name"].as_str().or(told["peer"].as_str()).unwrap_or_default();
        if let Some(why) = told["failed"].as_str() {
            let name = format!("{name}: {why}");
            tell(&name, &line("on the screen", size.clone(), [None; 3], "ms", &name));
            continue;
        }
        for (work, called) in ON_THE_SCREEN {
            let ours = ours.iter().find(|line| line["work"] == called && line["size"] == *size);
            let (ours, theirs) = (ours.and_then(|line| line["ours"].as_f64()), told[work].as_f64());
            let ratio = ours.zip(theirs).map(|(ours, theirs)| ours / theirs);
            let [a, b, c] = [ours, theirs, ratio].map(|number| number.map_or("-".to_owned(), |it| format!("{it:.2}")));
            let text = format!("{called:<32}{:>7} rows{a:>9}{b:>11}{c:>7}  {name}", size.to_string());
            let unit = if work == "nodes" { "nodes" } else { "ms" };
            tell(&text, &line(called, size.clone(), [ours, theirs, ratio], unit, name));
        }
    }
    Ok(())
}

/// The heading of those lines.
pub const HEADING_OF_PAGES: &str = "on the screen, ms or nodes (median)              ours       peer  ratio";

/// The heading of the lines.
pub const HEADING: &str = "beside peers, ms (median)       ours        peer   ratio";

impl Peer {
    fn installed(&self) -> bool {
        match self.way {
            Way::Python(_, module) => {
                let mut python = Command::new(own_python());
                place::read(python.args(["-c", &format!("import {module}")])).is_ok()
            }
            Way::Rust => own_utf8proj().is_file(),
        }
    }

    fn program(&self) -> Command {
        match self.way {
            Way::Python(script, _) => {
                let mut python = Command::new(own_python());
                // Nothing is written beside the sources.
                python.arg("-B").arg(scripts().join(script));
                python
            }
            Way::Rust => Command::new(own_utf8proj()),
        }
    }

    /// Its networks as files, written by the engine's bench.
    fn networks(&self) -> Result<Vec<PathBuf>> {
        let write = |size: &usize| {
            let file = folder().join(format!("{size}.tsv"));
            let bench = ["bench", "--quiet", "--locked", "--package", "forthright-engine", "--bench", "schedule", "--"];
            let text = place::read(place::cargo().args(bench).args(["network", &size.to_string()]))?;
            fs::write(&file, text).with_context(|| file.display().to_string())?;
            Ok(file)
        };
        self.sizes.iter().map(write).collect()
    }

    /// What it told of one network, beside ours: a line of text and one of JSON.
    fn beside(&self, ours: &[Value], told: &Value, expected: &[f64]) -> (String, Value) {
        let (size, theirs) = (&told["size"], told["ms"].as_f64());
        let ours = ours.iter().find(|line| line["work"] == self.ours && line["size"] == *size);
        let ours = ours.and_then(|line| line["ours"].as_f64());
        let mut name = told["name"].as_str().unwrap_or(self.name).to_owned();
        let mut ratio = ours.zip(theirs).map(|(ours, theirs)| ours / theirs);
        let finishes: Vec<f64> = told["finishes"].as_array().into_iter().flatten().filter_map(Value::as_f64).collect();
        if !alike(&finishes, expected) {
            let expected = &expected[..finishes.len().min(expected.len())];
            name += &format!(", not comparable: ends after {finishes:?} working minutes, ours after {expected:?}");
            ratio = None;
        }
        let number = |number: Option<f64>| number.map_or("-".to_owned(), |number| format!("{number:.4}"));
        let [a, b, c] = [ours, theirs, ratio].map(number);
        let text = format!("{:<14}{:>6} tasks{a:>10}{b:>12}{c:>8}  {name}", self.work, size.to_string());
        (text, self.line(size.clone(), ours, theirs, ratio, &name))
    }

    fn absent(&self, why: &str, tell: impl Fn(&str, &Value)) {
        let name = format!("{}: {why}", self.name);
        tell(&name, &self.line(Value::Null, None, None, None, &name));
    }

    fn line(&self, size: Value, ours: Option<f64>, theirs: Option<f64>, ratio: Option<f64>, name: &str) -> Value {
        line(self.work, size, [ours, theirs, ratio], "ms", name)
    }
}

/// A line of JSON: ours, the peer's, and how many times theirs ours is.
fn line(work: &str, size: Value, [ours, theirs, ratio]: [Option<f64>; 3], unit: &str, name: &str) -> Value {
    serde_json::json!({
        "work": work, "size": size, "ours": ours, "reference": theirs, "ratio": ratio, "unit": unit, "where": name,
    })
}

/// Whether a peer did the work that ours does: the plan ends at the same minute, and drawn finishes lie as close as luck
/// lets them. A peer tells as many of them as its work has.
fn alike(told: &[f64], expected: &[f64]) -> bool {
    let drawn = |(told, expected): (&f64, &f64)| (told / expected - 1.0).abs() < APART;
    !told.is_empty() && told[0] == expected[0] && told.iter().zip(expected).all(drawn)
}

/// What the engine says of a network: the first row of its file.
fn engine_says(network: &Path) -> Result<Vec<f64>> {
    let text = fs::read_to_string(network).with_context(|| network.display().to_string())?;
    Ok(text.lines().take(1).flat_map(|row| row.split('\t')).filter_map(|minutes| minutes.parse().ok()).collect())
}

fn scripts() -> PathBuf {
    place::root().join("benches/peers")
}

fn folder() -> PathBuf {
    place::target().join("peers")
}

fn pages() -> PathBuf {
    folder().join("screen/site")
}

fn own_python() -> PathBuf {
    folder().join(if cfg!(windows) { "python/Scripts/python.exe" } else { "python/bin/python" })
}

fn own_utf8proj() -> PathBuf {
    folder().join("utf8proj/release").join(format!("peer-utf8proj{}", std::env::consts::EXE_SUFFIX))
}
