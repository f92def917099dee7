//! The app in real browsers.
//!
//! `cargo xtask test` and `cargo xtask e2e [--engine firefox] [--only outline]` run the scenarios; `cargo xtask shot`
//! takes pictures.
//!
//! **To add a scenario**, write `fn my_case(page: &Page)` in the file of its room and add a row to that file's
//! `SCENARIOS`; a new file needs one line in `all()` below. Each scenario gets an origin of its own (nothing stored, its
//! own server), opens what it wants with `page.open("#plan")`, and panics where something is not as it should be. Every
//! error, console error, and load refused by the page's policy also fails it, unless it takes them with
//! `page.take_errors()`. Pictures of failures are below target/browser.

mod app;
mod axe;
mod bench;
mod bench_plan;
mod canary;
mod chance;
mod clock;
mod conversations;
mod engine;
mod files;
mod grid;
mod guides;
mod hold_date;
mod hostile;
mod keeping;
mod ledger;
mod marking;
mod offline;
mod options;
mod outline;
mod page;
mod panels;
mod peers;
mod present;
mod printed;
mod promises;
mod radar;
mod reading;
mod recovery;
mod report;
mod rooms;
mod runner;
mod shot;
mod sink;
mod story;
mod timeline;
mod travel;
mod waiting;
mod wasm;
mod webdriver;
mod what_if;
mod window;
mod zones;

use engine::{ALL, Engine};
use page::Page;
use std::process::ExitCode;

/// One thing a person does, from a fresh start.
pub struct Scenario {
    /// Room and what is tried, as a sentence: `outline: Enter makes a new step`.
    pub name: &'static str,
    pub run: fn(&Page),
    /// Where it runs; everywhere unless the engine cannot.
    pub engines: &'static [Engine],
}

/// A scenario for all three engines.
pub const fn scenario(name: &'static str, run: fn(&Page)) -> Scenario {
    Scenario { name, run, engines: &ALL }
}

fn all() -> impl Iterator<Item = &'static Scenario> {
    [
        wasm::SCENARIOS,
        app::SCENARIOS,
        offline::SCENARIOS,
        recovery::SCENARIOS,
        keeping::SCENARIOS,
        files::SCENARIOS,
        outline::SCENARIOS,
        options::SCENARIOS,
        rooms::SCENARIOS,
        timeline::SCENARIOS,
        travel::SCENARIOS,
        hostile::SCENARIOS,
        zones::SCENARIOS,
        panels::SCENARIOS,
        promises::SCENARIOS,
        chance::SCENARIOS,
        ledger::SCENARIOS,
        conversations::SCENARIOS,
        radar::SCENARIOS,
        report::SCENARIOS,
        grid::SCENARIOS,
        guides::SCENARIOS,
        story::SCENARIOS,
        what_if::SCENARIOS,
        hold_date::SCENARIOS,
        marking::SCENARIOS,
        canary::SCENARIOS,
        present::SCENARIOS,
    ]
    .into_iter()
    .flatten()
}

fn main() -> ExitCode {
    let words: Vec<String> = std::env::args().skip(1).collect();
    let value = |name: &str| words.iter().position(|word| word == name).and_then(|at| words.get(at + 1)).cloned();
    let done = match words.first().map(String::as_str) {
        Some("run") => runner::run(value("--engine").as_deref(), value("--only").as_deref().unwrap_or_default()),
        Some("bench") => match &words[1..] {
            [empty, site] => bench::bench(empty.into(), site.into()),
            _ => Err("bench EMPTY APP: the folders of an empty page's site and of the app's".to_owned()),
        },
        Some("peers") => match &words[1..] {
            [site] => peers::measure(site.as_ref()),
            _ => Err("peers SITE: the folder of their pages".to_owned()),
        },
        Some("shot") => shot::shot(&words[1..]),
        Some("list") => {
            all().for_each(|scenario| println!("{}", scenario.name));
            Ok(())
        }
        _ => Err("run, bench, peers, shot or list; usually through `cargo xtask`".to_owned()),
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("{error}");
            ExitCode::FAILURE
        }
    }
}
