//! A picture of a page, to look at: `cargo xtask shot --path '#plan' --width 1280 --height 800 [--dark] [--setup FILE.js] OUT.png`.

use crate::engine::{Browser, Engine, Launch};
use crate::page::Page;
use crate::runner::profile;
use crate::sink::Sink;
use std::path::PathBuf;
use xtask::{place, server::Server};

pub fn shot(words: &[String]) -> Result<(), String> {
    let value = |name: &str| words.iter().position(|word| word == name).and_then(|at| words.get(at + 1)).cloned();
    let number = |name: &str, otherwise: u32| match value(name) {
        Some(text) => text.parse::<u32>().map_err(|_| format!("{name} needs a number")),
        None => Ok(otherwise),
    };
    let engine = value("--engine").unwrap_or("chromium".into());
    let engine = Engine::by_name(&engine).ok_or(format!("no engine {engine}"))?;
    let missing = engine.missing();
    if !missing.is_empty() {
        return Err(format!("missing {}", missing.join(", ")));
    }
    let out = words.last().filter(|word| word.ends_with(".png")).ok_or("say where to, as last word: picture.png")?;
    let setup = match value("--setup") {
        Some(file) => std::fs::read_to_string(&file).map_err(|error| format!("{file}: {error}"))?,
        None => value("--eval").unwrap_or_default(),
    };
    let sink = Sink::start().map_err(|error| error.to_string())?;
    let launch = Launch {
        profile: profile(engine, 0),
        proxy: None,
        dark: words.iter().any(|word| word == "--dark"),
        time_zone: None,
        no_storage: false,
    };
    let browser = Browser::start(engine, &launch)?;
    let server = Server::start(place::target().join("site/test"), "/", 0, None).map_err(|error| error.to_string())?;
    let page = Page::new(browser, launch, server, sink, PathBuf::new());
    page.resize(number("--width", 1280)?, number("--height", 800)?);
    let path = value("--path").unwrap_or_default();
    if words.iter().any(|word| word == "--sample") {
        page.open("");
        page.open_sample();
        page.eval(&format!("location.hash = {}", serde_json::json!(path)));
        page.wait("the room is drawn", || page.has_role("main", ""));
    } else {
        page.open(&path);
    }
    if !setup.is_empty() {
        page.eval_async(&setup);
    }
    // Two frames, so that what the last change asked for is drawn.
    page.eval_async("await new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))");
    std::thread::sleep(std::time::Duration::from_millis(number("--wait", 300)?.into()));
    for error in page.take_errors() {
        println!("the page reported: {error}");
    }
    let picture = page.picture().ok_or("no picture")?;
    std::fs::write(out, picture).map_err(|error| format!("{out}: {error}"))?;
    if let Some(browser) = page.into_browser() {
        browser.close();
    }
    println!("{out}");
    Ok(())
}
