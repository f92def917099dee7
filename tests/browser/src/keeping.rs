//! Nothing typed is lost: reload, panic, a killed browser, full and damaged storage, a second tab, a newer version.

use crate::engine::Engine;
use crate::page::Page;
use crate::{Scenario, scenario};
use serde_json::{Value, json};
use std::time::{Duration, Instant};

pub const SCENARIOS: &[Scenario] = &[
    scenario("keeping: what was typed is there after a reload, and undo with it", reloaded),
    scenario("keeping: what was typed is there after a panic", panicked),
    Scenario {
        name: "keeping: a killed browser loses nothing that was called safe",
        run: killed,
        // WebKit's automation keeps no data beyond its browser: reload only.
        engines: &[Engine::Chromium, Engine::Firefox],
    },
    scenario("keeping: a full storage is told, and what was typed meanwhile is saved later", full),
    Scenario {
        name: "keeping: where storage is forbidden it is said, and the work can be had as a file",
        run: forbidden,
        engines: &[Engine::Chromium, Engine::Firefox],
    },
    scenario("keeping: a damaged value comes back from the second copy", damaged),
    scenario("keeping: damage in both copies is told, and the rest is there", damaged_twice),
    scenario("keeping: a cut snapshot costs nothing", cut_snapshot),
    scenario("keeping: a second tab reads along and takes over", second_tab),
    scenario("keeping: a writer that reloads goes before a tab that waits", reloading_writer),
    scenario("keeping: what a newer version wrote is left alone", newer),
    scenario("keeping: a long journal is made short, and comes back whole", compacted),
];

fn empty_project(page: &Page) {
    page.open("");
    page.by_role("button", "*An empty*").click();
    page.by_role("main", "Outline");
}

fn type_first(page: &Page, text: &str) {
    page.by_role("button", "Add a step").focus();
    page.wait("the button keeps the focus", || {
        page.eval("return document.activeElement?.textContent.includes('Add a step')") == true
    });
    page.key("Enter");
    page.wait("there is a step to type into", || !names(page).is_empty());
    page.type_text(text);
}

/// What the status says, and the names of the steps, at one moment.
fn shown(page: &Page) -> (String, Vec<String>) {
    let value = page.eval(
        "return [document.querySelector('.save-state')?.textContent ?? '',
           [...document.querySelectorAll('.step-name')].map((name) => name.textContent)]",
    );
    let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
    (text(&value[0]), value[1].as_array().into_iter().flatten().map(text).collect())
}

/// The name being typed is an edit when the caret leaves it.
fn leave(page: &Page) {
    page.eval("document.activeElement.blur()");
}

#[track_caller]
fn settle(page: &Page) {
    leave(page);
    until_safe(page);
}

fn banner(page: &Page) -> String {
    let text =
        page.eval("return [...document.querySelectorAll('.banner')].map((banner) => banner.textContent).join(' ')");
    text.as_str().unwrap_or_default().to_owned()
}

fn names(page: &Page) -> Vec<String> {
    shown(page).1
}

#[track_caller]
fn shows(page: &Page, expected: &[&str]) {
    page.wait_for_text("the steps", &expected.join(", "), || names(page).join(", "));
}

#[track_caller]
fn until_safe(page: &Page) {
    page.wait_for_text("the status", "Safe", || shown(page).0);
}

/// Everything stored can be had raw at any time.
fn raw(page: &Page) -> Value {
    let raw = page.eval_async("return await forthrightRescue.collect()");
    assert!(raw["localStorage"].as_object().is_some_and(|keys| keys.keys().any(|key| key.contains("/s/"))), "{raw}");
    raw
}

fn keys(page: &Page, part: &str) -> Vec<String> {
    page.storage().into_iter().map(|(key, _)| key).filter(|key| key.contains(part)).collect()
}

/// Records in the order they were written.
fn records(page: &Page) -> Vec<String> {
    let mut records = keys(page, "/j/");
    records.sort_by_key(|key| key.rsplit('/').next().and_then(|n| n.parse::<u64>().ok()));
    records
}

/// Takes keys out of the second copy.
fn forget_in_mirror(page: &Page, keys: &[String]) {
    let done = page.eval_async(&format!(
        "const open = indexedDB.open('forthright');
         const database = await new Promise((done, failed) => {{ open.onsuccess = () => done(open.result); open.onerror = failed; }});
         const write = database.transaction('kept', 'readwrite');
         for (const key of {}) write.objectStore('kept').delete(key);
         await new Promise((done, failed) => {{ write.oncomplete = done; write.onabort = failed; }});
         database.close();",
        json!(keys)
    ));
    assert_eq!(done, Value::Null);
}

fn reloaded(page: &Page) {
    empty_project(page);
    type_first(page, "One\nTwo\nThree");
    shows(page, &["One", "Two", "Three"]);
    // At once: nothing is waited for.
    leave(page);
    page.reload();
    shows(page, &["One", "Two", "Three"]);
    until_safe(page);
    page.key("Mod+z");
    shows(page, &["One", "Two"]);
    page.key("Mod+Shift+z");
    shows(page, &["One", "Two", "Three"]);
    until_safe(page);
    page.reload();
    shows(page, &["One", "Two", "Three"]);
    raw(page);
}

fn panicked(page: &Page) {
    empty_project(page);
    type_first(page, "One\nTwo");
    leave(page);
    page.eval("setTimeout(() => dispatchEvent(new Event('forthright:panic-test')), 0)");
    page.by_role("alertdialog", "Forthright has stopped");
    let mut errors = String::new();
    page.wait("the panic is reported", || {
        errors += &page.take_errors().join("\n");
        errors.contains("a panic on demand") && errors.contains("error: ")
    });
    raw(page);
    page.reload();
    shows(page, &["One", "Two"]);
    until_safe(page);
}

/// Seeded numbers, so that a failure can be repeated.
fn dice(state: &mut u64) -> u64 {
    *state ^= *state << 13;
    *state ^= *state >> 7;
    *state ^= *state << 17;
    *state
}

fn killed(page: &Page) {
    let number = |name: &str, usual| std::env::var(name).ok().and_then(|n| n.parse().ok()).unwrap_or(usual);
    let (kills, longest) = (number("FORTHRIGHT_KILLS", 10), number("FORTHRIGHT_KILL_WITHIN", 8));
    let mut seed = number("FORTHRIGHT_SEED", 0x5eed) + page.engine() as u64 + 1;
    let (mut safe_edits, mut typed_edits) = (0, 0);
    for kill in 0..kills {
        // From nothing, so that all steps fit on one screen and can be compared.
        page.goto("rescue.html");
        page.eval_async("localStorage.clear(); indexedDB.deleteDatabase('forthright')");
        page.resize(1280, 2_400);
        empty_project(page);
        type_first(page, "Start");
        let end = Instant::now() + Duration::from_millis(300 + dice(&mut seed) % (longest * 1_000 - 300));
        let (mut safe, mut typed) = (Vec::new(), 0);
        while Instant::now() < end {
            typed += 1;
            if typed < 40 {
                page.type_text(&format!("\nk{kill}n{typed}"));
            } else {
                page.keys(&["Escape", "Mod+z", "Mod+Shift+z"]);
            }
            let (state, mut names) = shown(page);
            if state == "Safe" {
                // The last name is still being typed.
                names.pop();
                safe = names;
            }
        }
        page.kill_and_restart();
        page.resize(1280, 2_400);
        if safe.is_empty() {
            continue;
        }
        page.open("#outline");
        page.wait("the outline is there", || !names(page).is_empty());
        let found = names(page);
        let lost: Vec<&String> = safe.iter().filter(|name| !found.contains(name)).collect();
        assert!(lost.is_empty(), "kill {kill}: of {} safe steps {} are lost: {lost:?}", safe.len(), lost.len());
        assert!(found.starts_with(&safe), "kill {kill}: the order is another");
        assert!(!banner(page).contains("could not"), "kill {kill}: {}", banner(page));
        (safe_edits, typed_edits) = (safe_edits + safe.len(), typed_edits + typed);
    }
    println!("        {}: {kills} kills, {typed_edits} steps typed, {safe_edits} safe, 0 lost", page.engine().name());
}

fn full(page: &Page) {
    empty_project(page);
    type_first(page, "One\nTwo\nThree");
    settle(page);
    page.eval(
        "for (let size = 1 << 21, n = 0; size > 0; ) {
           try { localStorage.setItem('filler' + n, 'x'.repeat(size)); n++; } catch { size >>= 1; }
         }",
    );
    page.key("Mod+z");
    shows(page, &["One", "Two"]);
    page.wait("it is told that storage is full", || shown(page).0.contains("full"));
    page.wait("editing stops", || banner(page).contains("could not be saved"));
    assert!(!page.has_role("button", "Take over"), "nobody else is writing");
    shows(page, &["One", "Two"]);
    raw(page);
    page.eval("Object.keys(localStorage).filter((key) => key.startsWith('filler')).forEach((key) => localStorage.removeItem(key))");
    until_safe(page);
    shows(page, &["One", "Two"]);
    page.reload();
    shows(page, &["One", "Two"]);
    assert_eq!(banner(page), "");
}

fn forbidden(page: &Page) {
    page.forbid_storage();
    page.goto("");
    page.wait_started();
    page.by_role("button", "*An empty*").click();
    page.by_role("main", "Outline");
    type_first(page, "One\nTwo");
    leave(page);
    shows(page, &["One", "Two"]);
    page.wait("it is told that nothing is kept", || shown(page).0.contains("keeps nothing"));
    page.by_role("link", "Files and versions").click();
    page.by_role("button", "Save plan file").click();
    page.wait("a file is handed out", || page.files().iter().any(|text| text.contains("\"Two\"")));
    page.take_errors();
}

fn damage(page: &Page, key: &str) {
    page.eval_with(
        "const [key] = arguments, value = localStorage.getItem(key), at = value.length >> 1;
         localStorage.setItem(key, value.slice(0, at) + String.fromCharCode(value.charCodeAt(at) ^ 4) + value.slice(at + 1))",
        &[json!(key)],
    );
}

fn damaged(page: &Page) {
    empty_project(page);
    type_first(page, "One\nTwo\nThree");
    settle(page);
    let records = records(page);
    damage(page, &records[2]);
    page.eval_with("localStorage.removeItem(arguments[0])", &[json!(records[4])]);
    page.reload();
    shows(page, &["One", "Two", "Three"]);
    let banner = banner(page);
    assert!(banner.contains("Nothing is lost"), "{banner}");
    assert_eq!(keys(page, "fr/q/").len(), 1, "the damaged value is kept aside");
    until_safe(page);
    page.reload();
    shows(page, &["One", "Two", "Three"]);
    assert_eq!(self::banner(page), "");
}

fn damaged_twice(page: &Page) {
    empty_project(page);
    type_first(page, "One\nTwo\nThree");
    settle(page);
    let records = records(page);
    let middle = records[records.len() / 2].clone();
    damage(page, &middle);
    forget_in_mirror(page, std::slice::from_ref(&middle));
    page.reload();
    page.wait("the beginning is there", || names(page).first().is_some_and(|name| name == "One"));
    let banner = banner(page);
    assert!(banner.contains("could not be placed"), "{banner}");
    let aside = keys(page, "fr/q/");
    assert_eq!(
        aside.len(),
        records.len() - records.len() / 2,
        "the damaged one and all after it are kept aside: {aside:?}"
    );
    raw(page);
    page.reload();
    page.wait("the beginning is there", || names(page).first().is_some_and(|name| name == "One"));
    assert_eq!(self::banner(page), "", "told once");
}

fn cut_snapshot(page: &Page) {
    empty_project(page);
    type_first(page, "One\nTwo");
    settle(page);
    let newest = keys(page, "/s/").into_iter().max().unwrap_or_default();
    page.eval_with(
        "const [key] = arguments; localStorage.setItem(key, localStorage.getItem(key).slice(0, 40))",
        &[json!(newest)],
    );
    forget_in_mirror(page, &[newest]);
    page.reload();
    shows(page, &["One", "Two"]);
    let banner = banner(page);
    assert!(banner.contains("the edits after it were used"), "{banner}");
}

fn second_tab(page: &Page) {
    empty_project(page);
    type_first(page, "One");
    until_safe(page);
    let first = page.window();
    let second = page.new_window();
    page.switch_to(&second);
    page.open("#outline");
    shows(page, &["One"]);
    page.by_role("button", "Take over");
    page.wait("it says why", || banner(page).contains("another tab") && shown(page).0 == "Read only");
    // What the first tab types appears in the second.
    page.switch_to(&first);
    page.type_text("\nTwo");
    settle(page);
    shows(page, &["One", "Two"]);
    page.switch_to(&second);
    shows(page, &["One", "Two"]);
    // Taking over, in the middle of typing over there.
    page.switch_to(&first);
    page.eval("[...document.querySelectorAll('.step-name')].at(-1).focus()");
    page.key("End");
    page.type_text("\nThree");
    leave(page);
    page.switch_to(&second);
    page.by_role("button", "Take over").click();
    page.wait("it can be edited here", || !page.has_role("button", "Take over"));
    shows(page, &["One", "Two", "Three"]);
    page.eval("[...document.querySelectorAll('.step-name')].at(-1).focus()");
    page.key("End");
    page.type_text("\nFour");
    settle(page);
    shows(page, &["One", "Two", "Three", "Four"]);
    page.switch_to(&first);
    shows(page, &["One", "Two", "Three", "Four"]);
    page.by_role("button", "Take over");
    // The writer is reloaded: it keeps its place.
    page.switch_to(&second);
    page.reload();
    page.wait_started();
    shows(page, &["One", "Two", "Three", "Four"]);
    // The writer goes away: the first has it back by itself.
    page.switch_to(&second);
    page.close_window();
    page.switch_to(&first);
    page.wait("it can be edited here", || !page.has_role("button", "Take over"));
    shows(page, &["One", "Two", "Three", "Four"]);
    page.eval("[...document.querySelectorAll('.step-name')].at(-1).focus()");
    page.key("End");
    page.type_text("\nFive");
    settle(page);
    page.reload();
    shows(page, &["One", "Two", "Three", "Four", "Five"]);
    assert_eq!(banner(page), "");
}

/// The tab that waits gets the lock as the writer unloads; it gives it back.
fn reloading_writer(page: &Page) {
    empty_project(page);
    type_first(page, "One");
    until_safe(page);
    let writer = page.window();
    let waiting = page.new_window();
    page.switch_to(&waiting);
    page.open("#outline");
    page.by_role("button", "Take over");
    for name in ["Two", "Three"] {
        page.switch_to(&writer);
        page.reload();
        page.wait("the writer writes again", || {
            page.has_role("main", "Outline") && !page.has_role("button", "Take over") && shown(page).0 == "Safe"
        });
        page.eval("[...document.querySelectorAll('.step-name')].at(-1).focus()");
        page.key("End");
        page.type_text(&format!("\n{name}"));
        settle(page);
        page.switch_to(&waiting);
        page.wait("the other reads along", || names(page).last().is_some_and(|last| last == name));
        // Longer than it keeps the lock for one that reloads.
        std::thread::sleep(Duration::from_millis(2_500));
        page.by_role("button", "Take over");
        assert_eq!(shown(page).0, "Read only");
    }
    shows(page, &["One", "Two", "Three"]);
}

fn newer(page: &Page) {
    empty_project(page);
    type_first(page, "One");
    settle(page);
    // A record of schema 99 with a checksum that holds.
    page.eval_with(
        "const crc = (text) => {
           let crc = ~0;
           for (const byte of new TextEncoder().encode(text)) {
             crc ^= byte;
             for (let bit = 0; bit < 8; bit++) crc = (crc >>> 1) ^ (0xEDB88320 & -(crc & 1));
           }
           return (~crc >>> 0).toString(16).padStart(8, '0');
         };
         const key = arguments[0].replace(/\\/s\\/.*/, '/j/later/1'), rest = '99 t 2 {}\\n{}';
         localStorage.setItem(key, `fr1 ${crc(key + '\\n' + rest)} ${rest}`);",
        &[json!(keys(page, "/s/")[0])],
    );
    let before = keys(page, "/j/");
    page.reload();
    page.wait("it says why", || banner(page).contains("newer version"));
    shows(page, &["One"]);
    assert_eq!(keys(page, "/j/"), before);
    raw(page);
}

fn compacted(page: &Page) {
    empty_project(page);
    type_first(page, "One\nTwo");
    settle(page);
    page.eval(
        "for (let n = 0; n < 260; n++) for (const shiftKey of [false, true])
           document.body.dispatchEvent(new KeyboardEvent('keydown', { key: 'z', code: 'KeyZ', ctrlKey: true, metaKey: /Mac/.test(navigator.platform), shiftKey, bubbles: true }))",
    );
    shows(page, &["One", "Two"]);
    page.wait("the journal is made short", || keys(page, "/s/").iter().any(|key| key.ends_with("/3")));
    page.wait("the oldest generation goes", || !keys(page, "/s/").iter().any(|key| key.ends_with("/1")));
    until_safe(page);
    // Undo goes back beyond the compaction, also after a reload.
    page.key("Mod+z");
    shows(page, &["One"]);
    page.reload();
    shows(page, &["One"]);
    page.key("Mod+Shift+z");
    shows(page, &["One", "Two"]);
    settle(page);
    page.reload();
    shows(page, &["One", "Two"]);
    assert_eq!(banner(page), "");
}
