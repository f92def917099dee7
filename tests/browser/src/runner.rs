//! Runs scenarios in each engine, one browser an engine, one origin a scenario, and counts. Two engines run at a time:
//! a scenario mostly waits.

use crate::engine::{ALL, Browser, Engine, Launch};
use crate::page::Page;
use crate::sink::Sink;
use crate::{Scenario, all};
use std::cell::Cell;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};
use std::sync::Mutex;
use std::time::Instant;
use xtask::{place, server::Server};

/// Engines that run side by side.
const AT_ONCE: usize = 2;

thread_local! {
    /// The last panic of an engine's thread, in words.
    static MESSAGE: Cell<String> = const { Cell::new(String::new()) };
}

#[derive(Default)]
struct Count {
    passed: usize,
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
    ready.reverse();
    let (waiting, counts) = (Mutex::new(ready), Mutex::new(count));
    std::thread::scope(|scope| {
        for _ in 0..AT_ONCE {
            scope.spawn(|| {
                while let Some(engine) = waiting.lock().ok().and_then(|mut waiting| waiting.pop()) {
                    let mut own = Count::default();
                    run_engine(engine, only, &mut own);
                    if let Ok(mut counts) = counts.lock() {
                        counts.passed += own.passed;
                        counts.failed.extend(own.failed);
                    }
                }
            });
        }
    });
    let count = counts.into_inner().map_err(|_| "an engine's thread broke")?;
    for name in &count.failed {
        println!("failed: {name}");
    }
    println!("browser: {} passed, {} failed, {} skipped", count.passed, count.failed.len(), count.skipped);
    if count.failed.is_empty() { Ok(()) } else { Err("scenarios failed".into()) }
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
        let launch = Launch {
            profile: profile(engine, number),
            proxy: Some(sink.port),
            dark: false,
            time_zone: None,
            no_storage: false,
        };
        let result = run_one(engine, scenario, &mut browser, launch, &sink);
        let seconds = started.elapsed().as_secs_f64();
        match result {
            Ok(()) => {
                println!("ok      {:8} {} ({seconds:.1} s)", engine.name(), scenario.name);
                count.passed += 1;
            }
            Err(error) => {
                println!("FAILED  {:8} {} ({seconds:.1} s)\n        {error}", engine.name(), scenario.name);
                count.failed.push(format!("{} {}", engine.name(), scenario.name));
            }
        }
    }
    if let Some((browser, _)) = browser {
        Browser::close(browser);
    }
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
    let server = Server::start(site, "/", 0, None).map_err(|error| error.to_string())?;
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
    if let Some(picture) = page.picture() {
        let file = keep_picture(engine, scenario, &picture);
        error = format!("{error}\n        picture: {}", file.display());
    }
    // A browser that has seen a failure is not used again.
    if let Some(browser) = page.into_browser() {
        browser.close();
    }
    Err(error)
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
