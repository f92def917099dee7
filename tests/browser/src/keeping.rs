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
    scenario("keeping: a damaged value comes back from the second copy", damaged),
    scenario("keeping: damage in both copies is told, and the rest is there", damaged_twice),
    scenario("keeping: a cut snapshot costs nothing", cut_snapshot),
    scenario("keeping: a second tab reads along and takes over", second_tab),
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
    page.key("Enter");
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
    let kills: usize = std::env::var("FORTHRIGHT_KILLS").ok().and_then(|n| n.parse().ok()).unwrap_or(10);
    let longest: u64 = std::env::var("FORTHRIGHT_KILL_WITHIN").ok().and_then(|n| n.parse().ok()).unwrap_or(8);
    let mut seed = 0x5eed_0000 + page.engine() as u64;
    empty_project(page);
    type_first(page, "Start");
    until_safe(page);
    let (mut safe, mut edits) = (names(page), 0);
    for kill in 0..kills {
        let end = Instant::now() + Duration::from_millis(300 + dice(&mut seed) % (longest * 1_000 - 300));
        let mut number = 0;
        while Instant::now() < end {
            number += 1;
            page.type_text(&format!("\nk{kill}n{number}"));
            let (state, names) = shown(page);
            if state == "Safe" {
                (safe, edits) = (names, edits + 1);
            }
        }
        page.kill_and_restart();
        page.open("#outline");
        page.wait("the outline is there", || !names(page).is_empty());
        let (_, found) = shown(page);
        let lost: Vec<&String> = safe.iter().filter(|name| !found.contains(name)).collect();
        assert!(lost.is_empty(), "kill {kill}: {} of {} safe steps lost: {lost:?}", lost.len(), safe.len());
        assert!(found.starts_with(&safe), "kill {kill}: the order is another");
        // The focus into the last step, to go on typing behind it.
        page.eval("[...document.querySelectorAll('.step-name')].at(-1).focus()");
        page.key("End");
    }
    println!("        {}: {kills} kills, {edits} acknowledged moments, 0 lost", page.engine().name());
}

fn full(page: &Page) {
    empty_project(page);
    type_first(page, "Before");
    until_safe(page);
    page.eval(
        "for (let size = 1 << 21, n = 0; size > 16; ) {
           try { localStorage.setItem('filler' + n, 'x'.repeat(size)); n++; } catch { size >>= 1; }
         }",
    );
    page.type_text("\nMeanwhile");
    page.wait("it is told that storage is full", || shown(page).0.contains("full"));
    page.wait("editing stops", || {
        page.has_role("status", "")
            && page
                .eval("return document.querySelector('.banner')?.textContent ?? ''")
                .as_str()
                .is_some_and(|text| text.contains("could not be saved"))
    });
    assert!(names(page).contains(&"Before".to_owned()));
    raw(page);
    let typed = names(page);
    page.eval("Object.keys(localStorage).filter((key) => key.startsWith('filler')).forEach((key) => localStorage.removeItem(key))");
    until_safe(page);
    assert_eq!(names(page), typed);
    page.reload();
    shows(page, &typed.iter().map(String::as_str).collect::<Vec<_>>());
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
    until_safe(page);
    let records = records(page);
    damage(page, &records[2]);
    page.eval_with("localStorage.removeItem(arguments[0])", &[json!(records[4])]);
    page.reload();
    shows(page, &["One", "Two", "Three"]);
    let banner = page.eval("return document.querySelector('.banner')?.textContent ?? ''");
    assert!(banner.as_str().is_some_and(|text| text.contains("Nothing is lost")), "{banner}");
    assert_eq!(keys(page, "fr/q/").len(), 1, "the damaged value is kept aside");
    until_safe(page);
    page.reload();
    shows(page, &["One", "Two", "Three"]);
    assert_eq!(page.eval("return document.querySelector('.banner')"), Value::Null);
}

fn damaged_twice(page: &Page) {
    empty_project(page);
    type_first(page, "One\nTwo\nThree");
    until_safe(page);
    let records = records(page);
    let middle = records[records.len() / 2].clone();
    damage(page, &middle);
    forget_in_mirror(page, std::slice::from_ref(&middle));
    page.reload();
    page.wait("the beginning is there", || names(page).first().is_some_and(|name| name == "One"));
    let banner = page.eval("return document.querySelector('.banner')?.textContent ?? ''");
    assert!(banner.as_str().is_some_and(|text| text.contains("could not be placed")), "{banner}");
    let aside = keys(page, "fr/q/");
    assert_eq!(
        aside.len(),
        records.len() - records.len() / 2,
        "the damaged one and all after it are kept aside: {aside:?}"
    );
    raw(page);
    page.reload();
    page.wait("the beginning is there", || names(page).first().is_some_and(|name| name == "One"));
    assert_eq!(page.eval("return document.querySelector('.banner')"), Value::Null, "told once");
}

fn cut_snapshot(page: &Page) {
    empty_project(page);
    type_first(page, "One\nTwo");
    until_safe(page);
    let newest = keys(page, "/s/").into_iter().max().unwrap_or_default();
    page.eval_with(
        "const [key] = arguments; localStorage.setItem(key, localStorage.getItem(key).slice(0, 40))",
        &[json!(newest)],
    );
    forget_in_mirror(page, &[newest]);
    page.reload();
    shows(page, &["One", "Two"]);
    let banner = page.eval("return document.querySelector('.banner')?.textContent ?? ''");
    assert!(banner.as_str().is_some_and(|text| text.contains("the edits after it were used")), "{banner}");
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
    page.wait("it says why", || shown(page).0.contains("another tab"));
    // What the first tab types appears in the second.
    page.switch_to(&first);
    page.type_text("\nTwo");
    shows(page, &["One", "Two"]);
    page.switch_to(&second);
    shows(page, &["One", "Two"]);
    // Taking over, in the middle of typing over there.
    page.switch_to(&first);
    page.type_text("\nThree");
    page.switch_to(&second);
    page.by_role("button", "Take over").click();
    page.wait("it can be edited here", || !page.has_role("button", "Take over"));
    shows(page, &["One", "Two", "Three"]);
    page.eval("[...document.querySelectorAll('.step-name')].at(-1).focus()");
    page.key("End");
    page.type_text("\nFour");
    shows(page, &["One", "Two", "Three", "Four"]);
    until_safe(page);
    page.switch_to(&first);
    shows(page, &["One", "Two", "Three", "Four"]);
    page.by_role("button", "Take over");
    // The writer goes away: the first can have it back.
    page.switch_to(&second);
    page.close_window();
    page.switch_to(&first);
    page.by_role("button", "Take over").click();
    page.wait("it can be edited here", || !page.has_role("button", "Take over"));
    shows(page, &["One", "Two", "Three", "Four"]);
    until_safe(page);
}

fn newer(page: &Page) {
    empty_project(page);
    type_first(page, "One");
    until_safe(page);
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
    page.wait("it says why", || shown(page).0.contains("newer version"));
    shows(page, &["One"]);
    assert_eq!(keys(page, "/j/"), before);
    raw(page);
}

fn compacted(page: &Page) {
    empty_project(page);
    type_first(page, "One");
    // 530 actions: every letter of a name is one.
    let name = "abcdefghij".repeat(13);
    for line in 0..4 {
        page.type_text(&format!("\n{line}{name}"));
    }
    let expected = names(page);
    assert_eq!(expected.len(), 5);
    page.wait("the journal is made short", || keys(page, "/s/").iter().any(|key| key.ends_with("/3")));
    page.wait("the oldest generation goes", || !keys(page, "/s/").iter().any(|key| key.ends_with("/1")));
    until_safe(page);
    page.reload();
    shows(page, &expected.iter().map(String::as_str).collect::<Vec<_>>());
    page.key("Mod+z");
    page.reload();
    page.wait("the outline is there", || !names(page).is_empty());
}
