//! Waiting for the page, with an end; and waking a browser that has stopped painting.
//!
//! WebKit on a virtual screen of a loaded machine sometimes paints no more: what the app does then is right, but no frame
//! callback comes and nothing is shown. A person would not see it happen, for a window manager sends sizes all the time;
//! here a size one pixel off, and back, does the same.

use crate::engine::Engine;
use crate::page::Page;
use serde_json::{Value, json};
use std::time::{Duration, Instant};

/// One wait: try, `again()`, try, until it returns `false`.
pub struct Waiting<'a> {
    page: &'a Page,
    deadline: Instant,
    /// When to ask whether the page is painted at all.
    doubt: Instant,
}

const STEP: Duration = Duration::from_millis(25);
const DOUBT: Duration = Duration::from_secs(3);

impl<'a> Waiting<'a> {
    pub fn new(page: &'a Page, patience: Duration) -> Waiting<'a> {
        Waiting { page, deadline: Instant::now() + patience, doubt: Instant::now() + DOUBT }
    }

    /// Lets a moment pass; `false` when there is no patience left.
    pub fn again(&mut self) -> bool {
        if Instant::now() > self.deadline {
            return false;
        }
        if self.page.engine() == Engine::WebKit && Instant::now() > self.doubt {
            wake(self.page);
            self.doubt = Instant::now() + DOUBT;
        }
        std::thread::sleep(STEP);
        true
    }
}

/// Changes the window's size for a moment when no frame comes. Answers whatever goes wrong with silence: the wait goes on.
fn wake(page: &Page) {
    let frame =
        "const done = arguments[0]; requestAnimationFrame(() => done(true)); setTimeout(() => done(false), 500);";
    let painted = page.session_post("execute/async", &json!({ "script": frame, "args": [] }));
    if painted.is_ok_and(|painted| painted == true) {
        return;
    }
    let Ok(rect) = page.session_get("window/rect") else { return };
    let height = rect["height"].as_i64().unwrap_or(800);
    let set = |height: i64| {
        let wish: Value = json!({ "width": rect["width"], "height": height });
        _ = page.session_post("window/rect", &wish);
    };
    set(height - 1);
    set(height);
    let state = page.session_post("execute/sync", &json!({ "script": "return document.visibilityState", "args": [] }));
    let after = page.session_post("execute/async", &json!({ "script": frame, "args": [] }));
    println!("        webkit painted no more ({state:?}); woken: {after:?}");
}
