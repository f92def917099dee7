//! What a scenario can do to a page, and see of it. Everything waits for what it needs and panics with the place in the
//! scenario when it does not come; nothing sleeps for a guessed time.

use crate::engine::{Browser, Engine, Launch};
use crate::sink::Sink;
use crate::waiting::Waiting;
use crate::webdriver::{Refusal, element_id, element_value};
use serde_json::{Value, json};
use std::cell::{Ref, RefCell};
use std::path::PathBuf;
use std::time::Duration;
use xtask::server::Server;

/// How long anything may take before a scenario fails; generous, for loaded machines.
pub const PATIENCE: Duration = Duration::from_secs(20);
/// The start compiles the whole app, built without optimisation here: the one thing that takes long by itself.
const PATIENCE_TO_START: Duration = Duration::from_secs(60);

const FINDER: &str = include_str!("finder.js");

/// A browser window on a fresh origin, served by a server of its own.
pub struct Page {
    browser: RefCell<Option<Browser>>,
    launch: RefCell<Launch>,
    engine: Engine,
    /// The server this page comes from; `stop()` it to cut the network.
    pub server: Server,
    /// Where requests to other machines end.
    pub sink: Sink,
    /// The folder of a second build of the app, for `server.switch_to`.
    pub next_site: PathBuf,
}

impl Page {
    pub fn new(browser: Browser, launch: Launch, server: Server, sink: Sink, next_site: PathBuf) -> Page {
        let engine = browser.engine;
        Page { browser: RefCell::new(Some(browser)), launch: RefCell::new(launch), engine, server, sink, next_site }
    }

    /// The browser, if the next scenario can use it as well.
    pub fn into_browser(self) -> Option<Browser> {
        let browser = self.browser.into_inner()?;
        if self.launch.borrow().time_zone.is_none() && !self.launch.borrow().no_storage {
            return Some(browser);
        }
        browser.close();
        None
    }

    pub fn engine(&self) -> Engine {
        self.engine
    }

    // ---- the page as a whole ----

    /// Opens an address of the app (`""`, `"#plan"`, `"rescue.html"`) and waits until the app has started.
    #[track_caller]
    pub fn open(&self, path: &str) {
        self.goto(path);
        if !path.ends_with(".html") {
            self.wait_started();
        }
    }

    /// Goes to an address without waiting for anything but its load.
    #[track_caller]
    pub fn goto(&self, path: &str) {
        let url = format!("{}{path}", self.server.url());
        // A change of fragment alone does not load anything: leave the page first.
        self.must("goto", |page| page.session_post("url", &json!({ "url": "about:blank" })));
        self.must("goto", |page| page.session_post("url", &json!({ "url": url })));
    }

    /// Goes to any address.
    #[track_caller]
    pub fn visit(&self, url: &str) {
        self.must("visit", |page| page.session_post("url", &json!({ "url": url })));
    }

    /// From the start screen: opens the sample project.
    #[track_caller]
    pub fn open_sample(&self) {
        self.by_role("button", "A sample project").click();
        self.wait("the start screen is gone", || !self.has_role("button", "A sample project"));
    }

    /// Goes to an address that may not answer.
    pub fn try_visit(&self, url: &str) {
        let _ = self.session_post("url", &json!({ "url": url }));
    }

    /// Reloads as a person does; WebDriver's own refresh goes around the service worker in Firefox.
    #[track_caller]
    pub fn reload(&self) {
        self.eval("delete document.documentElement.dataset.app; setTimeout(() => location.reload(), 0)");
        self.wait_started();
    }

    /// The window that is driven now.
    #[track_caller]
    pub fn window(&self) -> String {
        self.must("window", |page| page.session_get("window")).as_str().unwrap_or_default().to_owned()
    }

    /// Opens a second tab of the same browser and names it; `switch_to` drives it.
    #[track_caller]
    pub fn new_window(&self) -> String {
        // WebKit's tabs behind another one stay unpainted even while they are driven; its windows are painted.
        let kind = if self.engine == Engine::WebKit { "window" } else { "tab" };
        let made = self.must("new window", |page| page.session_post("window/new", &json!({ "type": kind })));
        made["handle"].as_str().unwrap_or_default().to_owned()
    }

    /// Drives another tab from here on.
    #[track_caller]
    pub fn switch_to(&self, window: &str) {
        self.must("switch", |page| page.session_post("window", &json!({ "handle": window })));
    }

    /// Closes the tab that is driven; `switch_to` another one.
    #[track_caller]
    pub fn close_window(&self) {
        self.must("close window", |page| match page.session().as_ref() {
            Some(browser) => browser.session.delete("window"),
            None => Ok(Value::Null),
        });
    }

    /// Waits until the app has drawn itself.
    #[track_caller]
    pub fn wait_started(&self) {
        self.wait_for(PATIENCE_TO_START, "the app has started", || {
            self.try_eval("return document.documentElement.dataset.app === 'started'").is_ok_and(|value| value == true)
        });
    }

    /// Kills the browser at once, as a crash or an empty battery does, and starts it again on the same data.
    /// Then `open` the page again. Not for WebKit, whose automation keeps no data.
    #[track_caller]
    pub fn kill_and_restart(&self) {
        if let Some(browser) = self.browser.borrow_mut().take() {
            browser.kill();
        }
        self.restart();
    }

    /// Ends the browser and starts it again as in another part of the world. Then `open` the page again.
    #[track_caller]
    pub fn travel_to(&self, time_zone: &'static str) {
        if let Some(browser) = self.browser.borrow_mut().take() {
            browser.close();
        }
        self.launch.borrow_mut().time_zone = Some(time_zone);
        self.restart();
    }

    /// Starts the browser again with storage forbidden to sites. Then `open` the page again. Not for WebKit.
    #[track_caller]
    pub fn forbid_storage(&self) {
        if let Some(browser) = self.browser.borrow_mut().take() {
            browser.close();
        }
        self.launch.borrow_mut().no_storage = true;
        self.restart();
    }

    #[track_caller]
    fn restart(&self) {
        match Browser::start(self.engine, &self.launch.borrow()) {
            Ok(browser) => *self.browser.borrow_mut() = Some(browser),
            Err(error) => panic!("{error}"),
        }
    }

    /// Runs the body of a function in the page and gives what it returns.
    #[track_caller]
    pub fn eval(&self, script: &str) -> Value {
        self.eval_with(script, &[])
    }

    /// The same, with `arguments[0]`, `arguments[1]` … filled in.
    #[track_caller]
    pub fn eval_with(&self, script: &str, arguments: &[Value]) -> Value {
        self.must("eval", |page| page.session_post("execute/sync", &json!({ "script": script, "args": arguments })))
    }

    /// Runs the body of an async function and waits for it.
    #[track_caller]
    pub fn eval_async(&self, script: &str) -> Value {
        let script = format!(
            "const done = arguments[arguments.length - 1]; (async () => {{ {script} }})().then(done, (e) => done('failed: ' + e));"
        );
        self.must("eval", |page| page.session_post("execute/async", &json!({ "script": script, "args": [] })))
    }

    fn try_eval(&self, script: &str) -> Result<Value, Refusal> {
        self.session_post("execute/sync", &json!({ "script": script, "args": [] }))
    }

    /// Waits until the condition holds.
    #[track_caller]
    pub fn wait(&self, what: &str, condition: impl FnMut() -> bool) {
        self.wait_for(PATIENCE, what, condition);
    }

    #[track_caller]
    fn wait_for(&self, patience: Duration, what: &str, mut condition: impl FnMut() -> bool) {
        let mut waiting = Waiting::new(self, patience);
        while !condition() {
            assert!(waiting.again(), "waited {} s in vain until {what}", patience.as_secs());
        }
    }

    /// Waits until two texts are equal, and shows both when they never are.
    #[track_caller]
    pub fn wait_for_text(&self, what: &str, expected: &str, mut actual: impl FnMut() -> String) {
        let mut waiting = Waiting::new(self, PATIENCE);
        loop {
            let text = actual();
            if text == expected {
                return;
            }
            assert!(waiting.again(), "{what}: expected {expected:?}, but it stays {text:?}");
        }
    }

    /// A picture of the page, as PNG.
    pub fn picture(&self) -> Option<Vec<u8>> {
        use base64::Engine as _;
        let value = self.browser.borrow().as_ref()?.session.get("screenshot").ok()?;
        base64::engine::general_purpose::STANDARD.decode(value.as_str()?).ok()
    }

    /// What printing on A4 gives, as PDF; nothing where the browser cannot be asked for it.
    pub fn pdf(&self) -> Option<Vec<u8>> {
        use base64::Engine as _;
        let a4 = json!({ "page": { "width": 21.0, "height": 29.7 }, "margin": { "top": 1.5, "bottom": 1.5, "left": 1.6, "right": 1.6 }, "shrinkToFit": false });
        let value = self.session_post("print", &a4).ok()?;
        base64::engine::general_purpose::STANDARD.decode(value.as_str()?).ok()
    }

    /// The title of the window.
    #[track_caller]
    pub fn title(&self) -> String {
        self.eval("return document.title").as_str().unwrap_or_default().to_owned()
    }

    /// Errors, refused loads and console errors since the last call; a scenario that provokes some takes them itself.
    /// What is left at its end fails it.
    pub fn take_errors(&self) -> Vec<String> {
        let script =
            "try { const seen = sessionStorage.getItem('test watch') ?? '[]'; sessionStorage.removeItem('test watch');
            return JSON.parse(seen).concat(window.__unsaved ?? []); } catch { return window.__unsaved ?? []; }";
        let value = self.try_eval(script).unwrap_or_default();
        value.as_array().into_iter().flatten().filter_map(|text| text.as_str().map(str::to_owned)).collect()
    }

    /// The texts of the files the page has handed out for saving since it was loaded.
    #[track_caller]
    pub fn files(&self) -> Vec<String> {
        let value = self.eval_async("return await Promise.all(window.__files.map((file) => file.text()))");
        value.as_array().into_iter().flatten().filter_map(|text| text.as_str().map(str::to_owned)).collect()
    }

    /// Every stored key and value.
    #[track_caller]
    pub fn storage(&self) -> Vec<(String, String)> {
        let value = self.eval("return Object.keys(localStorage).sort().map((key) => [key, localStorage.getItem(key)])");
        let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
        value.as_array().into_iter().flatten().map(|pair| (text(&pair[0]), text(&pair[1]))).collect()
    }

    // ---- finding ----

    /// The one visible element with this role and accessible name (`""`: any name; `"*part*"`: a name containing part).
    #[track_caller]
    pub fn by_role(&self, role: &str, name: &str) -> Element<'_> {
        self.find(Query::Role { within: None, role: role.into(), name: name.into() })
    }

    /// All that are there now; may be none.
    #[track_caller]
    pub fn all_by_role(&self, role: &str, name: &str) -> Vec<Element<'_>> {
        self.all(&Query::Role { within: None, role: role.into(), name: name.into() })
    }

    /// Whether such an element is visible now.
    #[track_caller]
    pub fn has_role(&self, role: &str, name: &str) -> bool {
        !self.all_by_role(role, name).is_empty()
    }

    /// The first element a CSS selector finds.
    #[track_caller]
    pub fn css(&self, selector: &str) -> Element<'_> {
        self.find(Query::Css(selector.into()))
    }

    /// The focused element.
    #[track_caller]
    pub fn focused(&self) -> Element<'_> {
        self.find(Query::Focused)
    }

    #[track_caller]
    fn find(&self, query: Query) -> Element<'_> {
        let mut waiting = Waiting::new(self, PATIENCE);
        loop {
            let mut found = self.all(&query);
            if found.len() == 1 || (found.len() > 1 && !matches!(query, Query::Role { .. })) {
                return found.swap_remove(0);
            }
            if !waiting.again() {
                match found.len() {
                    0 => panic!("there is no {query}; the page shows: {}", self.outline()),
                    n => panic!("there are {n} of {query}"),
                }
            }
        }
    }

    #[track_caller]
    fn all(&self, query: &Query) -> Vec<Element<'_>> {
        let (script, arguments) = match query {
            Query::Role { within, role, name } => {
                let root = within.as_ref().map_or(Value::Null, |id| element_value(id));
                (FINDER, vec![root, json!(role), json!(name), json!(true)])
            }
            Query::Css(selector) => ("return [...document.querySelectorAll(arguments[0])]", vec![json!(selector)]),
            Query::Focused => ("return document.activeElement ? [document.activeElement] : []", vec![]),
        };
        // While a page is being replaced there is nothing to find in it yet.
        let answer =
            self.session_post("execute/sync", &json!({ "script": script, "args": arguments })).unwrap_or_default();
        let ids: Vec<String> = answer.as_array().into_iter().flatten().filter_map(element_id).collect();
        ids.into_iter().map(|id| Element { page: self, id: RefCell::new(id), query: query.clone() }).collect()
    }

    /// Roles, names and texts of what is on the page, for messages.
    fn outline(&self) -> String {
        let text = self.try_eval("return document.body.innerText.slice(0, 1500)").unwrap_or_default();
        text.as_str().unwrap_or_default().to_owned()
    }

    // ---- keyboard ----

    /// Presses one key or chord: `Enter`, `ArrowDown`, `Control+Shift+z`, `a`. `Mod` is Command on a Mac, else Control.
    #[track_caller]
    pub fn key(&self, chord: &str) {
        let mut names: Vec<&str> = chord.split('+').collect();
        if chord.ends_with("++") || chord == "+" {
            names.retain(|name| !name.is_empty());
            names.push("+");
        }
        let codes: Vec<String> = names.into_iter().map(key_code).collect();
        let down = codes.iter().map(|code| json!({ "type": "keyDown", "value": code }));
        let up = codes.iter().rev().map(|code| json!({ "type": "keyUp", "value": code }));
        self.perform("key", &down.chain(up).collect::<Vec<_>>());
    }

    /// Presses several, one after the other.
    #[track_caller]
    pub fn keys(&self, chords: &[&str]) {
        for chord in chords {
            self.key(chord);
        }
    }

    /// Types text where the focus is.
    #[track_caller]
    pub fn type_text(&self, text: &str) {
        let press = |letter: char| {
            let code = match letter {
                '\n' => key_code("Enter"),
                '\t' => key_code("Tab"),
                other => other.to_string(),
            };
            [json!({ "type": "keyDown", "value": code }), json!({ "type": "keyUp", "value": code })]
        };
        self.perform("key", &text.chars().flat_map(press).collect::<Vec<_>>());
    }

    /// Pastes text at the focus, as the paste event brings it.
    #[track_caller]
    pub fn paste(&self, text: &str) {
        let script = "const data = new DataTransfer(); data.setData('text/plain', arguments[0]);
            const event = new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true });
            // Firefox gives a made-up event an empty clipboard.
            if (!event.clipboardData?.getData('text/plain')) Object.defineProperty(event, 'clipboardData', { value: data });
            (document.activeElement ?? document.body).dispatchEvent(event);";
        self.eval_with(script, &[json!(text)]);
    }

    /// What copying at the focus puts on the clipboard as text.
    #[track_caller]
    pub fn copy(&self) -> String {
        let script = "const data = new DataTransfer();
            const event = new ClipboardEvent('copy', { bubbles: true, cancelable: true });
            // Firefox gives a made-up event a clipboard that nothing can be read from.
            Object.defineProperty(event, 'clipboardData', { value: data });
            (document.activeElement ?? document.body).dispatchEvent(event);
            return data.getData('text/plain');";
        self.eval(script).as_str().unwrap_or_default().to_owned()
    }

    // ---- pointer; coordinates are CSS pixels from the upper left of what is seen ----

    #[track_caller]
    pub fn pointer_move(&self, x: f64, y: f64) {
        self.perform("mouse", &[json!({ "type": "pointerMove", "duration": 20, "x": x.round(), "y": y.round() })]);
    }

    #[track_caller]
    pub fn pointer_down(&self) {
        self.perform("mouse", &[json!({ "type": "pointerDown", "button": 0 })]);
    }

    #[track_caller]
    pub fn pointer_up(&self) {
        self.perform("mouse", &[json!({ "type": "pointerUp", "button": 0 })]);
    }

    /// Presses at one place, moves in small steps and lets go at another.
    #[track_caller]
    pub fn drag(&self, from: (f64, f64), to: (f64, f64)) {
        self.pointer_move(from.0, from.1);
        self.pointer_down();
        for step in 1..=5 {
            let part = f64::from(step) / 5.0;
            self.pointer_move(from.0 + (to.0 - from.0) * part, from.1 + (to.1 - from.1) * part);
        }
        self.pointer_up();
    }

    /// A finger: holds for so many milliseconds, moves, lets go.
    #[track_caller]
    pub fn touch_drag(&self, from: (f64, f64), hold: u32, to: (f64, f64)) {
        self.perform(
            "touch",
            &[
                json!({ "type": "pointerMove", "duration": 0, "x": from.0.round(), "y": from.1.round() }),
                json!({ "type": "pointerDown", "button": 0 }),
                json!({ "type": "pause", "duration": hold }),
                json!({ "type": "pointerMove", "duration": 200, "x": ((from.0 + to.0) / 2.0).round(), "y": ((from.1 + to.1) / 2.0).round() }),
                json!({ "type": "pointerMove", "duration": 200, "x": to.0.round(), "y": to.1.round() }),
                json!({ "type": "pointerUp", "button": 0 }),
            ],
        );
    }

    #[track_caller]
    fn perform(&self, source: &str, actions: &[Value]) {
        // Firefox's window can be without the focus after it has printed: then Enter presses no button.
        if source == "key" && self.engine == Engine::Firefox && self.eval("return document.hasFocus()") == false {
            self.switch_to(&self.window());
        }
        let source = match source {
            "key" => json!({ "type": "key", "id": "keyboard", "actions": actions }),
            kind => json!({ "type": "pointer", "id": kind, "parameters": { "pointerType": kind }, "actions": actions }),
        };
        self.must("actions", |page| page.session_post("actions", &json!({ "actions": [source] })));
    }

    // ---- the wire ----

    fn session(&self) -> Ref<'_, Option<Browser>> {
        self.browser.borrow()
    }

    pub fn session_post(&self, path: &str, body: &Value) -> Result<Value, Refusal> {
        match self.session().as_ref() {
            Some(browser) => browser.session.post(path, body),
            None => Err(Refusal { code: "no browser".into(), message: String::new() }),
        }
    }

    pub fn session_get(&self, path: &str) -> Result<Value, Refusal> {
        match self.session().as_ref() {
            Some(browser) => browser.session.get(path),
            None => Err(Refusal { code: "no browser".into(), message: String::new() }),
        }
    }

    #[track_caller]
    pub fn must(&self, what: &str, call: impl Fn(&Page) -> Result<Value, Refusal>) -> Value {
        match call(self) {
            Ok(value) => value,
            Err(refusal) => panic!("{what}: {refusal}"),
        }
    }
}

#[derive(Clone, Debug)]
enum Query {
    Role { within: Option<String>, role: String, name: String },
    Css(String),
    Focused,
}

impl std::fmt::Display for Query {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Query::Role { role, name, .. } => write!(f, "{role} {name:?}"),
            Query::Css(selector) => write!(f, "element {selector}"),
            Query::Focused => write!(f, "focus"),
        }
    }
}

/// Something on the page. If the page has redrawn it meanwhile, it is looked up again.
pub struct Element<'a> {
    page: &'a Page,
    id: RefCell<String>,
    query: Query,
}

impl<'a> Element<'a> {
    /// Clicks in its middle, scrolling it into view first.
    #[track_caller]
    pub fn click(&self) -> &Self {
        // WebKit's driver only brings it to the edge of what scrolls, where a sheet's foot may lie over it.
        if self.page.engine() == Engine::WebKit {
            self.eval("arguments[0].scrollIntoView({ block: 'center' })");
        }
        self.call("click", &|id| self.page.session_post(&format!("element/{id}/click"), &json!({})));
        self
    }

    #[track_caller]
    pub fn double_click(&self) -> &Self {
        let (x, y) = self.center();
        let click = [json!({ "type": "pointerDown", "button": 0 }), json!({ "type": "pointerUp", "button": 0 })];
        let mut actions = vec![json!({ "type": "pointerMove", "duration": 0, "x": x.round(), "y": y.round() })];
        actions.extend(click.iter().chain(click.iter()).cloned());
        self.page.perform("mouse", &actions);
        self
    }

    /// Opens the context menu.
    #[track_caller]
    pub fn right_click(&self) -> &Self {
        let (x, y) = self.center();
        self.page.perform(
            "mouse",
            &[
                json!({ "type": "pointerMove", "duration": 0, "x": x.round(), "y": y.round() }),
                json!({ "type": "pointerDown", "button": 2 }),
                json!({ "type": "pointerUp", "button": 2 }),
            ],
        );
        self
    }

    /// Gives it the focus without a click.
    #[track_caller]
    pub fn focus(&self) -> &Self {
        self.eval("arguments[0].focus()");
        self
    }

    /// Empties a field and types into it.
    #[track_caller]
    pub fn fill(&self, text: &str) -> &Self {
        self.focus();
        self.eval("arguments[0].select?.()");
        if text.is_empty() {
            self.page.key("Delete");
            return self;
        }
        self.page.type_text(text);
        // WebKit's driver now and then types a capital without its Shift.
        let typed = || self.eval("return arguments[0].value ?? null");
        let lost = |typed: Value| typed.as_str().is_some_and(|typed| typed != text && typed.eq_ignore_ascii_case(text));
        if self.page.engine == Engine::WebKit && !text.ends_with('\n') && lost(typed()) {
            self.eval("arguments[0].select()");
            self.page.type_text(text);
        }
        self
    }

    /// Hands files to a file field, as the open dialog does.
    #[track_caller]
    pub fn upload(&self, file: &std::path::Path) -> &Self {
        self.call("upload", &|id| self.page.session_post(&format!("element/{id}/value"), &json!({ "text": file })));
        self
    }

    /// Its visible text.
    #[track_caller]
    pub fn text(&self) -> String {
        self.eval("return (arguments[0].innerText ?? arguments[0].textContent).trim()")
            .as_str()
            .unwrap_or_default()
            .to_owned()
    }

    /// The content of a field.
    #[track_caller]
    pub fn value(&self) -> String {
        self.eval("return arguments[0].value ?? ''").as_str().unwrap_or_default().to_owned()
    }

    #[track_caller]
    pub fn attribute(&self, name: &str) -> Option<String> {
        self.eval_with("return arguments[0].getAttribute(arguments[1])", &[json!(name)]).as_str().map(str::to_owned)
    }

    /// Left, top, width, height in CSS pixels of what is seen, once it stands still: a room that was just entered is
    /// still being laid out.
    #[track_caller]
    pub fn rect(&self) -> (f64, f64, f64, f64) {
        let look =
            || self.eval("const r = arguments[0].getBoundingClientRect(); return [r.left, r.top, r.width, r.height]");
        let mut value = look();
        for _ in 0..20 {
            std::thread::sleep(Duration::from_millis(30));
            let before = std::mem::replace(&mut value, look());
            if before == value {
                break;
            }
        }
        let number = |at: usize| value[at].as_f64().unwrap_or(0.0);
        (number(0), number(1), number(2), number(3))
    }

    #[track_caller]
    pub fn center(&self) -> (f64, f64) {
        let (left, top, width, height) = self.rect();
        (left + width / 2.0, top + height / 2.0)
    }

    /// The role and the name the browser itself computes for assistive technology.
    #[track_caller]
    pub fn computed(&self) -> (String, String) {
        let get = |what: &str| self.call(what, &|id| self.page.session_get(&format!("element/{id}/{what}")));
        let text = |value: Value| value.as_str().unwrap_or_default().to_owned();
        (text(get("computedrole")), text(get("computedlabel")))
    }

    /// Runs a function body with this element as `arguments[0]`.
    #[track_caller]
    pub fn eval(&self, script: &str) -> Value {
        self.eval_with(script, &[])
    }

    #[track_caller]
    pub fn eval_with(&self, script: &str, more: &[Value]) -> Value {
        self.call("eval", &|id| {
            let arguments: Vec<Value> = std::iter::once(element_value(id)).chain(more.iter().cloned()).collect();
            self.page.session_post("execute/sync", &json!({ "script": script, "args": arguments }))
        })
    }

    /// The one visible element with this role and name inside this one.
    #[track_caller]
    pub fn by_role(&self, role: &str, name: &str) -> Element<'a> {
        self.page.find(self.inside(role, name))
    }

    #[track_caller]
    pub fn all_by_role(&self, role: &str, name: &str) -> Vec<Element<'a>> {
        self.page.all(&self.inside(role, name))
    }

    fn inside(&self, role: &str, name: &str) -> Query {
        Query::Role { within: Some(self.id.borrow().clone()), role: role.into(), name: name.into() }
    }

    /// A call on the element; when it was redrawn or is covered for a moment, looks it up and tries again.
    #[track_caller]
    fn call(&self, what: &str, action: &dyn Fn(&str) -> Result<Value, Refusal>) -> Value {
        let mut waiting = Waiting::new(self.page, PATIENCE);
        loop {
            let id = self.id.borrow().clone();
            let refusal = match action(&id) {
                Ok(value) => return value,
                Err(refusal) => refusal,
            };
            let passing =
                ["stale element reference", "no such element", "element click intercepted", "element not interactable"];
            assert!(passing.contains(&refusal.code.as_str()) && waiting.again(), "{what} on {}: {refusal}", self.query);
            let again = self.page.all(&self.query).into_iter().next();
            if let Some(again) = again {
                self.id.replace(again.id.into_inner());
            }
        }
    }
}

/// WebDriver's codes for keys that write nothing.
fn key_code(name: &str) -> String {
    let code = match name {
        "Mod" if cfg!(target_os = "macos") => '\u{e03d}',
        "Control" | "Ctrl" | "Mod" => '\u{e009}',
        "Shift" => '\u{e008}',
        "Alt" => '\u{e00a}',
        "Meta" => '\u{e03d}',
        "Backspace" => '\u{e003}',
        "Tab" => '\u{e004}',
        "Enter" => '\u{e007}',
        "Escape" => '\u{e00c}',
        "Space" => ' ',
        "PageUp" => '\u{e00e}',
        "PageDown" => '\u{e00f}',
        "End" => '\u{e010}',
        "Home" => '\u{e011}',
        "ArrowLeft" => '\u{e012}',
        "ArrowUp" => '\u{e013}',
        "ArrowRight" => '\u{e014}',
        "ArrowDown" => '\u{e015}',
        "Insert" => '\u{e016}',
        "Delete" => '\u{e017}',
        other if other.chars().count() == 1 => return other.to_owned(),
        other => match other.strip_prefix('F').and_then(|number| number.parse::<u32>().ok()) {
            Some(number @ 1..=12) => char::from_u32(0xe030 + number).unwrap_or(' '),
            _ => panic!("there is no key {other:?}"),
        },
    };
    code.to_string()
}
