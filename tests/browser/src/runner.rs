//! Runs scenarios in each engine, one browser an engine, one origin a scenario, and counts. Two engines run at a time:
//! a scenario mostly waits.
//!
//! A scenario that fails is tried once more in a fresh browser: browsers on a loaded machine sometimes stand still. What
//! passes only then is shown with what went wrong first, counted apart and listed at the end; more than a few of those
//! fail the run, for then it is not the machine. What a killed browser lost is never tried twice: it is lost.

use crate::engine::{ALL, Browser, Engine, Launch};
use crate::page::Page;
use crate::sink::Sink;
use crate::{Scenario, all};
use std::cell::Cell;
use std::collections::BTreeSet;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};
use std::sync::Mutex;
use std::time::Instant;
use xtask::{place, server::Server};

/// Engines that run side by side.
const AT_ONCE: usize = 2;

/// As many scenarios in a hundred may need their second try.
const SECOND_TRIES: usize = 2;

thread_local! {
    /// The last panic of an engine's thread, in words.
    static MESSAGE: Cell<String> = const { Cell::new(String::new()) };
}

#[derive(Default)]
struct Count {
    passed: usize,
    /// Passed at the second try.
    second: Vec<String>,
    failed: Vec<String>,
    skipped: usize,
}

/// Runs every scenario whose name contains `only`, in one engine or in all.
pub fn run(engine: Option<&str>, only: &str) -> Result<(), String> {
    let engines = match engine {
        None => ALL.to_vec(),
        Some(name) => vec![Engine::by_name(name).ok_or(format!("no engine {name}: chromium, firefox or webkit"))?],
    };
    let all_required = std::env::var("CI").is_ok_and(|value| value == "true");
    note_panics();
    let (mut count, mut ready) = (Count::default(), Vec::new());
    for engine in engines {
        let missing = engine.missing();
        if missing.is_empty() {
            ready.push(engine);
            continue;
        }
        println!("skipped {}: missing {}", engine.name(), missing.join(", "));
        count.skipped += 1;
        if all_required {
            let what = format!("{}: required when CI=true, but missing {}", engine.name(), missing.join(", "));
            count.failed.push(what);
        }
    }
    // The slowest first, so that no engine is left for the end alone.
    ready.sort_by_key(|engine| *engine == Engine::WebKit);
    let (waiting, counts) = (Mutex::new(ready), Mutex::new(count));
    std::thread::scope(|scope| {
        for _ in 0..AT_ONCE {
            scope.spawn(|| {
                while let Some(engine) = waiting.lock().ok().and_then(|mut waiting| waiting.pop()) {
                    let mut own = Count::default();
                    run_engine(engine, only, &mut own);
                    if let Ok(mut counts) = counts.lock() {
                        counts.passed += own.passed;
                        counts.second.extend(own.second);
                        counts.failed.extend(own.failed);
                    }
                }
            });
        }
    });
    counts.into_inner().map_err(|_| "an engine's thread broke")?.report()
}

impl Count {
    /// The end of a run: names, then the counts.
    fn report(mut self) -> Result<(), String> {
        if !self.second.is_empty() {
            println!("passed at the second try: {}", self.second.join("; "));
        }
        let (n, most) = (self.second.len(), ((self.passed + self.second.len()) * SECOND_TRIES / 100).max(1));
        if n > most {
            self.failed.push(format!("{n} scenarios needed their second try, more than {most}"));
        }
        for name in &self.failed {
            println!("failed: {name}");
        }
        let Count { passed, second, failed, skipped } = &self;
        let (second, failed) = (second.len(), failed.len());
        println!("browser: {passed} passed, {second} at the second try, {failed} failed, {skipped} skipped");
        if self.failed.is_empty() { Ok(()) } else { Err("scenarios failed".into()) }
    }
}

fn run_engine(engine: Engine, only: &str, count: &mut Count) {
    let mut browser = None;
    let sink = match Sink::start() {
        Ok(sink) => sink,
        Err(error) => return count.failed.push(format!("{}: {error}", engine.name())),
    };
    for (number, scenario) in all().enumerate() {
        if !scenario.name.contains(only) || !scenario.engines.contains(&engine) {
            continue;
        }
        let started = Instant::now();
        let mut run = |again| run_one(engine, scenario, &mut browser, launch(engine, 2 * number + again, &sink), &sink);
        // After a failure there is no browser to go on with: the second try starts one, with a profile of its own.
        let (first, second) = match run(0) {
            Ok(()) => (None, Ok(())),
            Err(error) if scenario.name.contains("killed") => (None, Err(error)),
            Err(error) => {
                sink.take();
                (Some(error), run(1))
            }
        };
        let (seconds, name) = (started.elapsed().as_secs_f64(), format!("{:8} {}", engine.name(), scenario.name));
        let short = format!("{} {}", engine.name(), scenario.name);
        match (first, second) {
            (None, Ok(())) => {
                println!("ok      {name} ({seconds:.1} s)");
                count.passed += 1;
            }
            (Some(first), Ok(())) => {
                println!("second try ok {name} ({seconds:.1} s); the first try:\n        {first}");
                count.second.push(short);
            }
            (first, Err(error)) => {
                let first = first.map(|first| format!("{first}\n        and again:\n        ")).unwrap_or_default();
                println!("FAILED  {name} ({seconds:.1} s)\n        {first}{error}");
                count.failed.push(short);
            }
        }
    }
    if let Some((browser, _)) = browser {
        Browser::close(browser);
    }
}

fn launch(engine: Engine, number: usize, sink: &Sink) -> Launch {
    let profile = profile(engine, number);
    Launch { profile, proxy: Some(sink.port), dark: false, time_zone: None, no_storage: false }
}

type Running = Option<(Browser, Launch)>;

fn run_one(
    engine: Engine,
    scenario: &Scenario,
    running: &mut Running,
    launch: Launch,
    sink: &Sink,
) -> Result<(), String> {
    let (browser, launch) = match running.take() {
        Some(running) => running,
        None => (Browser::start(engine, &launch)?, launch),
    };
    let site = place::target().join("site/test");
    let server = fresh_server(&site).map_err(|error| error.to_string())?;
    let page = Page::new(browser, launch.clone(), server, sink.clone(), place::target().join("site/test-next"));
    MESSAGE.take();
    let outcome = catch_unwind(AssertUnwindSafe(|| {
        page.resize(1280, 800);
        (scenario.run)(&page);
        take_noted(&page);
        // Leave the page, so that nothing of it reaches into the next scenario.
        page.visit("about:blank");
    }));
    let mut error = match outcome {
        Ok(()) => String::new(),
        Err(_) => MESSAGE.take(),
    };
    if !error.is_empty() {
        let noted = page.take_errors().join("\n          ");
        error = if noted.is_empty() { error } else { format!("{error}\n        the page reported: {noted}") };
    }
    if error.is_empty() {
        *running = page.into_browser().map(|browser| (browser, launch));
        return Ok(());
    }
    let picture = match page.picture() {
        Some(picture) => format!("picture: {}", keep_picture(engine, scenario, &picture).display()),
        None => "no picture: the browser paints nothing any more".to_owned(),
    };
    error = format!("{error}\n        {picture}");
    // A browser that has seen a failure is not used again.
    if let Some(browser) = page.into_browser() {
        browser.close();
    }
    Err(error)
}

/// A server on a port, and so an origin, that no scenario has had: a browser still has what earlier ones stored.
fn fresh_server(site: &Path) -> std::io::Result<Server> {
    static HAD: Mutex<BTreeSet<u16>> = Mutex::new(BTreeSet::new());
    loop {
        let server = Server::start(site.to_owned(), "/", 0, None)?;
        if HAD.lock().is_ok_and(|mut had| had.insert(server.port())) {
            return Ok(server);
        }
    }
}

fn take_noted(page: &Page) {
    let errors = page.take_errors();
    let mut asked = page.sink.take();
    // The address by which one scenario tries this very trap; the browser may ask it for an icon later.
    asked.retain(|line| !line.contains("elsewhere.invalid"));
    assert!(asked.is_empty(), "requests to other machines: {asked:?}");
    assert!(errors.is_empty(), "the page reported: {}", errors.join("\n          "));
}

fn keep_picture(engine: Engine, scenario: &Scenario, picture: &[u8]) -> PathBuf {
    let name: String = scenario.name.chars().map(|c| if c.is_ascii_alphanumeric() { c } else { '-' }).collect();
    let file = place::target().join("browser").join(format!("{}-{name}.png", engine.name()));
    let _ = std::fs::write(&file, picture);
    file
}

/// A new folder for a browser's data, below the build directory.
pub fn profile(engine: Engine, number: usize) -> PathBuf {
    let folder: &Path = &place::target().join("browser");
    let folder = folder.join(format!("profile-{}-{}-{number}", engine.name(), std::process::id()));
    let _ = std::fs::remove_dir_all(&folder);
    let _ = std::fs::create_dir_all(&folder);
    folder
}

/// Keeps a panic's words and place for the report instead of printing them in the middle of it.
fn note_panics() {
    std::panic::set_hook(Box::new(move |info| {
        let payload = info.payload();
        let text =
            payload.downcast_ref::<String>().map(String::as_str).or_else(|| payload.downcast_ref::<&str>().copied());
        let place = info.location().map(ToString::to_string).unwrap_or_default();
        let text = format!("{place}: {}", text.unwrap_or("panicked"));
        MESSAGE.set(text);
    }));
}
