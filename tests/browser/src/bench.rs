//! How fast the app is on the screen, in Chromium: starting, one change, a drag step, scrolling. Prints a table and
//! judges nothing: `cargo xtask bench` shows it beside the budgets.

use crate::bench_plan;
use crate::engine::{Browser, Engine, Launch};
use crate::page::Page;
use crate::runner::profile;
use crate::sink::Sink;
use serde_json::{Value, json};
use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use xtask::{place, server::Server};

/// Rows of the plans.
pub const SIZES: [usize; 2] = [1_000, 10_000];

/// Runs the bench on a built site, after the start of an empty page beside it.
pub fn bench(empty: PathBuf, site: PathBuf) -> Result<(), String> {
    let nothing = on_page(&empty, 0, |page| {
        devtools(page, "Page.addScriptToEvaluateOnNewDocument", &json!({ "source": WATCH_START }));
        page.open("");
        // The service worker has the page by the second start.
        page.reload();
        median_start(page).start
    })?;
    println!("{:>7} {:>9} {nothing:>9.0}   an empty Leptos page; the app is to start within twice that", "", "");
    println!(
        "{:>7} {:>9} {:>9} {:>6} {:>8} {:>8} {:>8} {:>9} {:>9} {:>7} {:>7} {:>8}",
        "tasks", "open", "start", "paint", "edit", "drag", "what-if", "drag f.", "scroll f.", "nodes", "MB", "an hour"
    );
    for tasks in SIZES {
        println!("{}", on_page(&site, tasks, |page| line(page, tasks, nothing))?);
    }
    println!("ms; medians of 20, the slowest of them in brackets; f. = from one frame to the next while it goes on");
    println!(
        "open: from the choice of a file to its rows; start: from the reload to them; paint: from the loaded app to them"
    );
    println!("what-if: a drag step in the last of four scenarios that are open");
    println!("MB: wasm and JavaScript; an hour: by how much 720 edits, one in five seconds, let that grow");
    Ok(())
}

/// Measures something on a site of its own in a browser of its own.
pub fn on_page<T>(site: &Path, number: usize, measure: impl FnOnce(&Page) -> T) -> Result<T, String> {
    let sink = Sink::start().map_err(|error| error.to_string())?;
    let launch = Launch {
        profile: profile(Engine::Chromium, number),
        proxy: Some(sink.port),
        dark: false,
        time_zone: None,
        no_storage: false,
    };
    let browser = Browser::start(Engine::Chromium, &launch)?;
    let server = Server::start(site.to_owned(), "/", 0, None).map_err(|error| error.to_string())?;
    let page = Page::new(browser, launch, server, sink, PathBuf::new());
    page.resize(1280, 800);
    let measured = measure(&page);
    if let Some(browser) = page.into_browser() {
        browser.close();
    }
    Ok(measured)
}

/// A row of the table, and each of its figures as a line of JSON.
fn line(page: &Page, tasks: usize, nothing: f64) -> String {
    for source in [WATCH_MEMORY, WATCH_START] {
        devtools(page, "Page.addScriptToEvaluateOnNewDocument", &json!({ "source": source }));
    }
    page.open("");
    let file = place::target().join("browser").join(format!("bench-{tasks}.xml"));
    std::fs::write(&file, bench_plan::xml(&bench_plan::rows(tasks)))
        .unwrap_or_else(|error| panic!("{}: {error}", file.display()));
    page.css("input[type=file]");
    page.eval("document.querySelector('input[type=file]').addEventListener('change', () => window.__chosen = performance.now(), true);
        window.__rows = new Promise((done) => { const look = () => document.querySelector('.grid-row [role=gridcell]')
          ? requestAnimationFrame(() => done(performance.now() - window.__chosen)) : requestAnimationFrame(look); look(); });");
    page.css("input[type=file]").upload(&file);
    let opened = page.eval_async("return await window.__rows").as_f64().unwrap_or(f64::NAN);
    page.wait("it is safe", || {
        page.eval("return document.querySelector('.save-state')?.textContent.trim() === 'Safe'") == true
    });
    // The service worker has the app by the second start.
    page.reload();
    let Started { start: started, paint } = median_start(page);
    let mut measured = page.eval_async(MEASURE);
    assert!(measured.is_object(), "{measured}");
    let before = memory(page);
    // In parts: a script may take half a minute.
    (0..24).for_each(|_| assert_eq!(page.eval_async(EDITS), true));
    measured["grown"] = json!(memory(page) - before);
    measured["memory"] = json!(before);
    let number = |name: &str| measured[name].as_f64().unwrap_or(f64::NAN);
    let mut text = format!("{tasks:>7} {opened:>9.0} {started:>9.0} {paint:>6.0}");
    for name in ["edit", "drag", "whatIf"] {
        let _ = write!(text, " {:>8}", format!("{:.1} ({:.0})", number(name), number(&format!("{name}Worst"))));
    }
    for name in ["dragFrame", "scrollFrame"] {
        let _ = write!(text, " {:>9}", format!("{:.1} ({:.0})", number(name), number(&format!("{name}Worst"))));
    }
    let mut text = format!("{text} {:>7} {:>7.1} {:>8.1}", number("nodes"), number("memory"), number("grown"));
    let mut told = |work: &str, ours: f64, reference: Option<f64>, unit: &str| {
        let ratio = reference.map(|reference| ours / reference);
        let line =
            json!({ "work": work, "size": tasks, "ours": ours, "reference": reference, "ratio": ratio, "unit": unit });
        let _ = write!(text, "\n{line}");
    };
    told("open a file", opened, None, "ms");
    told("first paint after data", paint, None, "ms");
    told("start, warm", started, Some(nothing), "ms");
    for (name, work) in [
        ("edit", "one edit"),
        ("drag", "drag step"),
        ("whatIf", "drag step in the last of four scenarios"),
        ("dragFrame", "frame to frame while dragging"),
        ("scrollFrame", "frame to frame while scrolling"),
    ] {
        told(work, number(name), None, "ms");
    }
    told("nodes", number("nodes"), None, "nodes");
    told("memory", number("memory"), None, "MB");
    told("memory that an hour of editing adds", number("grown"), None, "MB");
    text
}

/// MB in use once what nobody holds is let go of: what the wasm has asked for, and JavaScript's heap.
fn memory(page: &Page) -> f64 {
    devtools(page, "HeapProfiler.collectGarbage", &json!({}));
    let used = "return (window.__memory?.buffer.byteLength ?? NaN) + performance.memory.usedJSHeapSize";
    page.eval(used).as_f64().unwrap_or(f64::NAN) / 1e6
}

fn devtools(page: &Page, command: &str, parameters: &Value) {
    let call = json!({ "cmd": command, "params": parameters });
    page.must(command, |page| page.session_post("goog/cdp/execute", &call));
}

/// A start from the browser's storage, in ms: to the frame in which the rows are in the page, from the beginning of the
/// navigation and from the moment at which the app is there to read the plan.
#[derive(Clone, Copy)]
struct Started {
    start: f64,
    paint: f64,
}

fn median_start(page: &Page) -> Started {
    let starts: Vec<Started> = (0..9).map(|_| start(page)).collect();
    let median = |of: fn(&Started) -> f64| {
        let mut all: Vec<f64> = starts.iter().map(of).collect();
        all.sort_by(f64::total_cmp);
        all[all.len() / 2]
    };
    Started { start: median(|one| one.start), paint: median(|one| one.paint) }
}

fn start(page: &Page) -> Started {
    page.eval("window.__rowsAt = null; setTimeout(() => location.reload(), 0)");
    let mut at = Value::Null;
    page.wait("rows are there", || {
        at = page.eval("return window.__rowsAt ? [window.__rowsAt, window.__appAt] : null");
        at.is_array()
    });
    // What goes on behind a start is not the next one's.
    std::thread::sleep(std::time::Duration::from_millis(500));
    let number = |which: usize| at[which].as_f64().unwrap_or(f64::NAN);
    Started { start: number(0), paint: number(0) - number(1) }
}

/// Notes, in the page itself, when the app is there and when its rows are.
const WATCH_START: &str = "
    new MutationObserver((_, me) => {
      if (!window.__appAt && document.documentElement?.dataset.app) window.__appAt = performance.now();
      if (!window.__appAt || !document.querySelector('.grid-row [role=gridcell]')) return;
      me.disconnect();
      requestAnimationFrame(() => window.__rowsAt = performance.now());
    }).observe(document, { subtree: true, childList: true, attributes: true, attributeFilter: ['data-app'] });";

/// One change is the time from the key to its layout, without waiting for a frame.
const MEASURE: &str = "
    const frame = () => new Promise((done) => requestAnimationFrame(done));
    const task = () => new Promise((done) => { const c = new MessageChannel(); c.port1.onmessage = done; c.port2.postMessage(0); });
    const timed = async (act) => { await frame(); await task(); const from = performance.now(); act(); await task(); void document.body.offsetHeight; return performance.now() - from; };
    const middle = (all) => { const sorted = [...all].sort((a, b) => a - b); return [sorted[sorted.length >> 1], sorted.at(-1)]; };
    const result = {};
    const keep = (name, all) => { [result[name], result[name + 'Worst']] = middle(all); };
    const key = (key, more) => document.activeElement.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true, ...more }));
    const held = (one) => { const box = one.getBoundingClientRect(), hit = document.elementFromPoint(box.left + box.width / 2, box.top + box.height / 2); return box.left + box.width / 2 < innerWidth - 200 && hit && (one === hit || one.contains(hit)); };
    const bar = () => [...document.querySelectorAll('.tl-bars [role=button]:not([aria-label*=summary])')].find(held);
    const at = (x, y, type, more) => { const to = document.elementFromPoint(x, y) ?? document.body;
      (type === 'pointerdown' ? to : window.__held ?? to).dispatchEvent(new PointerEvent(type, { clientX: x, clientY: y, pointerId: 1, pointerType: 'mouse', isPrimary: true, button: type === 'pointermove' ? -1 : 0, buttons: type === 'pointerup' ? 0 : 1, bubbles: true, cancelable: true, composed: true, ...more })); return to; };
    const drag = async (name) => {
      const box = bar().getBoundingClientRect();
      const y = box.top + box.height / 2, x = box.left + box.width / 2;
      window.__held = at(x, y, 'pointerdown');
      at(x + 10, y, 'pointermove');
      await frame(); await frame();
      const drags = [], frames = [];
      for (let i = 1; i <= 20; i++) drags.push(await timed(() => at(x + 10 + i * 9, y, 'pointermove')));
      let last = await frame();
      for (let i = 1; i <= 40; i++) { at(x + 10 + (i % 20) * 9, y, 'pointermove'); const now = await frame(); if (i > 20) frames.push(now - last); last = now; }
      keep(name, drags); keep(name + 'Frame', frames);
      // Let go not far away: it is dragged again.
      at(x + 20, y, 'pointermove');
      at(x + 20, y, 'pointerup');
      await frame(); await frame();
    };
    await drag('drag');
    const edits = [];
    for (let i = 0; i < 20; i++) edits.push(await timed(() => key('z', { ctrlKey: true, shiftKey: i % 2 === 1 })));
    keep('edit', edits);
    const pane = document.querySelector('.plan-scroll'), scrolls = [];
    let last = await frame();
    for (let i = 0; i < 40; i++) { pane.scrollTop += 150; const now = await frame(); if (i >= 20) scrolls.push(now - last); last = now; }
    keep('scrollFrame', scrolls);
    // Four scenarios, each with a change, and a drag in the last of them.
    pane.scrollTop = 0;
    location.hash = '#what-if';
    await frame(); await frame(); await frame();
    const button = (name) => [...document.querySelectorAll('button')].find((one) => one.getAttribute('aria-label') === name);
    const main = () => document.querySelector('main').innerText;
    for (let i = 0; i < 4; i++) {
      if (i > 0) button('New what-if').click();
      for (let wait = 0; wait < 30 && !(bar() && main().includes('Nothing has changed yet')); wait++) await frame();
      await drag('whatIf');
      if (main().includes('Nothing has changed yet')) throw new Error('no bar was dragged in scenario ' + i);
    }
    result.scenarios = document.querySelectorAll('[role=tab]').length;
    result.nodes = document.querySelectorAll('*').length;
    return result;";

/// Keeps hold of the memory of the app's wasm.
const WATCH_MEMORY: &str = "
    for (const name of ['instantiate', 'instantiateStreaming']) {
      const made = WebAssembly[name];
      WebAssembly[name] = async (...all) => {
        const result = await made.apply(WebAssembly, all);
        window.__memory = (result.instance ?? result).exports.memory;
        return result;
      };
    }";

/// 30 edits, seeded by how many there were: bars dragged, undone and done again, with some scrolling between.
const EDITS: &str = "
    const frame = () => new Promise((done) => requestAnimationFrame(done));
    const dice = (below) => { window.__seed = ((window.__seed ?? 42) * 1103515245 + 12345) % 2147483648; return (window.__seed >> 8) % below; };
    const key = (key, more) => document.activeElement.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true, ...more }));
    location.hash = '#plan';
    await frame(); await frame(); await frame();
    const drag = async () => {
      const bars = [...document.querySelectorAll('.tl-bars [role=button]:not([aria-label*=summary])')];
      if (!bars.length) return;
      const bar = bars[dice(bars.length)], box = bar.getBoundingClientRect();
      const x = box.left + box.width / 2, y = box.top + box.height / 2, by = 20 * (1 + dice(5));
      const at = (type, x, buttons) => bar.dispatchEvent(new PointerEvent(type, { clientX: x, clientY: y, pointerId: 1, pointerType: 'mouse', isPrimary: true, button: type === 'pointermove' ? -1 : 0, buttons, bubbles: true, cancelable: true, composed: true }));
      at('pointerdown', x, 1);
      for (let i = 1; i <= 4; i++) { at('pointermove', x + by * i / 4, 1); await frame(); }
      at('pointerup', x + by, 0);
    };
    for (let i = 0; i < 30; i++) {
      const what = dice(10);
      if (what < 4) await drag();
      else key('z', { ctrlKey: true, shiftKey: what > 7 });
      if (what === 9) document.querySelector('.plan-scroll').scrollTop = dice(4000);
      await frame();
    }
    return true;";
