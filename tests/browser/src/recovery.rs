//! After a panic: the data is safe and can be had, the dead page cannot be used by mistake.

use crate::page::Page;
use crate::{Scenario, scenario};
use serde_json::{Value, json};

pub const SCENARIOS: &[Scenario] = &[
    scenario("recovery: a panic blocks the page and hands out the data", panic_takes_over),
    scenario("recovery: two panics in a minute lead to safe mode", safe_mode),
    scenario("recovery: the rescue page shows and saves raw data", rescue_page),
];

fn fall(page: &Page) {
    page.eval("setTimeout(() => dispatchEvent(new Event('forthright:panic-test')), 0)");
    page.by_role("alertdialog", "Forthright has stopped");
    let mut errors = String::new();
    page.wait("the panic and then the trap are reported", || {
        errors += &page.take_errors().join("\n");
        errors.contains("a panic on demand") && errors.contains("error: ")
    });
}

fn panic_takes_over(page: &Page) {
    page.open("");
    page.eval("localStorage.setItem('fr/test/j/a/1', 'typed just now'); localStorage.setItem('other', 'not ours')");
    fall(page);
    assert_eq!(page.focused().text(), "Download everything");
    page.eval(
        "const ask = HTMLAnchorElement.prototype.click;
         HTMLAnchorElement.prototype.click = function () {
           this.addEventListener('click', (event) => window.__clicked = event.defaultPrevented ? 'stopped' : 'went through');
           ask.call(this);
         }",
    );
    page.key("Escape");
    page.by_role("alertdialog", "Forthright has stopped");
    page.eval("localStorage.setItem('fr/test/j/a/1', 'written by a dead page')");
    // Keys do not reach the app behind.
    page.eval("window.__keys = 0; document.addEventListener('keydown', () => window.__keys++)");
    page.eval(
        "document.body.dispatchEvent(new KeyboardEvent('keydown', { key: 'n', bubbles: true, cancelable: true }))",
    );
    assert_eq!(page.eval("return window.__keys"), json!(0));
    page.by_role("button", "Download everything").click();
    page.wait("a file is handed out", || !page.files().is_empty());
    let file: Value = serde_json::from_str(&page.files()[0]).unwrap_or_default();
    assert_eq!(file["localStorage"]["fr/test/j/a/1"], "typed just now");
    assert_eq!(file["localStorage"]["other"], Value::Null);
    assert_eq!(page.eval("return window.__clicked"), json!("went through"), "the browser gets the file");
    page.wait("it says so", || page.css(".guard-said").text().contains("forthright-rescue-"));
    page.axe();
    page.eval("document.documentElement.dataset.theme = 'dark'");
    page.axe();
    page.eval("delete document.documentElement.dataset.app");
    page.by_role("button", "Reload").click();
    page.wait_started();
    assert!(!page.has_role("alertdialog", ""));
}

fn safe_mode(page: &Page) {
    page.open("");
    fall(page);
    page.reload();
    fall(page);
    page.eval("setTimeout(() => location.reload(), 0)");
    page.by_role("alertdialog", "Forthright is in safe mode");
    assert_eq!(
        page.eval("return document.documentElement.dataset.app ?? null"),
        Value::Null,
        "the app was not started"
    );
    page.by_role("link", "Open the rescue page").click();
    page.by_role("heading", "Rescue");
    page.by_role("link", "Back to Forthright").click();
    page.by_role("button", "Start anyway").click();
    page.wait_started();
}

fn rescue_page(page: &Page) {
    page.open("");
    page.eval(
        "const head = (name) => `fr1 0 1 t 9 {\"generation\":1,\"name\":\"${name}\",\"tasks\":7,\"at\":\"2026-03-12T14:02:07\"}\n{}`;
         localStorage.setItem('fr/test/s/1', 'a snapshot');
         localStorage.setItem('fr/harbour/s/9', head('An old name'));
         localStorage.setItem('fr/harbour/s/10', head('Harbour café'));
         localStorage.setItem('fr/harbour/s/11', head('torn').slice(0, 60));
         localStorage.setItem('fr/harbour/s/12', 'fr1 0 1 t 9 null');
         localStorage.setItem('fr/old/gone', head('Pilot'));
         localStorage.setItem('other', 'not ours')",
    );
    page.eval_async(
        "await new Promise((done, failed) => {
           const open = indexedDB.open('forthright-test', 1);
           open.onupgradeneeded = () => open.result.createObjectStore('records');
           open.onsuccess = () => {
             const write = open.result.transaction('records', 'readwrite');
             write.objectStore('records').put('mirrored', 'fr/test/s/1');
             write.oncomplete = () => { open.result.close(); done(); };
           };
           open.onerror = failed;
         });",
    );
    page.goto("rescue.html");
    let (role, _) = page.by_role("button", "Download everything").click().computed();
    assert_eq!(role, "button");
    page.wait("a file is handed out", || !page.files().is_empty());
    let file: Value = serde_json::from_str(&page.files()[0]).unwrap_or_default();
    assert_eq!(file["localStorage"]["fr/test/s/1"], "a snapshot");
    assert_eq!(file["indexedDB"]["forthright-test"]["records"], json!([["fr/test/s/1", "mirrored"]]));
    let told = page.css("#keys").text();
    for part in ["Harbour café", "7 tasks · saved 2026-03-12 14:02", "Pilot", "deleted", "its name cannot be read"] {
        assert!(told.contains(part), "{part}: {told}");
    }
    assert!(!told.contains("An old name"));
    page.eval("document.querySelectorAll('.group > details').forEach((all) => all.open = true)");
    page.wait("the entries", || page.css("#keys").text().contains("fr/test/s/1"));
    assert!(!page.css("#keys").text().contains("other"));
    page.axe();
}
