//! Canaries: a project (`tests/canary.plan.json`) whose every private field holds a word of its own that begins with
//! [`WORD`]. Wherever the client looks on, none of them may be.
//!
//! For what the client sees, in a scenario: `canary::open(page)`, go there, do things, and after each
//! `canary::none(page, "with the what-if open")`. Text that left the page (clipboard, files, print) goes through
//! [`none_in`]. The file is written anew by `FORTHRIGHT_SAMPLES=write cargo test --lib canaries` in the package itself,
//! and a test there fails while it is stale.

use crate::page::Page;
use crate::{Scenario, printed, scenario};
use serde_json::json;
use xtask::place;

/// What every private word begins with. Nothing that is shared has it.
pub const WORD: &str = "canary";

/// A step of the project that the client sees.
pub const SHARED: &str = "Discovery";

/// What the client knows the project by; a page of a presentation may show no step.
const NAME: &str = "Harbour Museum";

pub const SCENARIOS: &[Scenario] = &[
    scenario("canary: nothing private is on the page that shows what the client sees", as_client),
    scenario("canary: nothing private is on the screen while presenting, whatever is done", presenting),
    scenario("canary: nothing private is in a file, a report or a copy that leaves", leaving),
    scenario("canary: the names under which things are stored tell nothing", keys),
];

/// Opens the project full of canaries, through the file field.
#[track_caller]
pub fn open(page: &Page) {
    page.open("#files");
    page.css("input[type=file]").upload(&place::root().join("tests/canary.plan.json"));
    page.wait("the project is open", || page.title().contains("Harbour Museum"));
}

/// Asserts, of a page that shows a step of the project, that no canary is anywhere in the document (attributes, ARIA and comments included), in what its fields hold,
/// its title, its address, its history entry or what lies over it; and, so that this proves something, that what is
/// shared is there.
#[track_caller]
pub fn none(page: &Page, when: &str) {
    none_beside(page, SHARED, when);
}

/// The same for a page that need not show a step: `shared` is what it does show.
#[track_caller]
fn none_beside(page: &Page, shared: &str, when: &str) {
    let found = page.eval(
        "const fields = [...document.querySelectorAll('input, textarea, select, option')].map((one) => `${one.value} ${one.textContent}`);
         const shadows = [...document.querySelectorAll('*')].filter((one) => one.shadowRoot).map((one) => one.shadowRoot.innerHTML);
         return [document.documentElement.outerHTML, document.title, location.href, JSON.stringify(history.state) ?? '',
                 window.name, document.referrer, ...fields, ...shadows].join('\\n');",
    );
    let found = found.as_str().unwrap_or_default();
    assert!(found.contains(shared), "{when}: there is nothing of the project to see");
    none_in(found, when);
}

/// The same for text that left the page: a clipboard, a saved file, a printed page.
#[track_caller]
pub fn none_in(text: &str, when: &str) {
    let lower = text.to_lowercase();
    if let Some(at) = lower.find(WORD) {
        let (from, to) = (at.saturating_sub(200), at + 60);
        let around = lower.char_indices().filter(|(i, _)| (from..to).contains(i)).map(|(_, c)| c);
        panic!("{when}: a private word: …{}…", around.collect::<String>());
    }
}

/// The same for what printing gives, where a browser can be asked for it and its letters can be read: nothing private
/// stands on the sheets or in the file, and `shared` does.
#[track_caller]
fn none_printed(page: &Page, shared: &str, when: &str) {
    let Some(printed) = printed::print(page).filter(|_| printed::is_legible(page)) else { return };
    assert!(printed.says(shared), "{when}: there is nothing of the project on paper: {}", printed.text);
    none_in(&printed.text, when);
    none_in(&printed.beside, when);
}

/// The sight of the private app itself: canaries that cannot be seen anywhere prove nothing.
#[track_caller]
pub fn some(page: &Page, when: &str) {
    let found = page.eval("return document.documentElement.outerHTML.toLowerCase()");
    assert!(found.as_str().unwrap_or_default().contains(WORD), "{when}: the canaries are there to be found");
}

fn as_client(page: &Page) {
    open(page);
    page.eval("location.hash = 'plan'");
    page.by_role("main", "Plan");
    some(page, "in the Plan");
    // Something private was done just now: neither its undo nor its message is on the page.
    page.wait("there are rows", || {
        page.eval("return document.querySelectorAll('.grid-row').length > 5") == json!(true)
    });
    page.eval("[...document.querySelectorAll('.grid-row .cell.name')].find((one) => one.textContent.includes('canary')).click()");
    page.key("Mod+d");
    page.wait("a copy of something private is made", || {
        let title = page.css("header.head button[aria-label=Undo]").attribute("title");
        title.is_some_and(|title| title.contains(WORD))
    });
    page.key("Alt+0");
    page.by_role("main", "As the client sees it");
    none(page, "as the client sees it");
    page.key("Mod+z");
    none(page, "after undo was pressed there");
    page.key("Mod+k");
    page.by_role("combobox", "");
    none(page, "with the palette open");
    page.key("Escape");
    page.eval("window.dispatchEvent(new Event('beforeprint'))");
    none(page, "printed");
    page.eval("window.dispatchEvent(new Event('afterprint'))");
    none_printed(page, SHARED, "what the client sees, on paper");
    page.eval("getSelection().selectAllChildren(document.querySelector('main'))");
    none_in(page.eval("return getSelection().toString()").as_str().unwrap_or_default(), "what can be copied");
    page.reload();
    page.by_role("main", "As the client sees it");
    none(page, "after a reload");
    page.axe();
}

fn presenting(page: &Page) {
    open(page);
    page.eval("location.hash = 'plan'");
    page.by_role("main", "Plan");
    some(page, "in the Plan");
    // Something private was done just now, and its message offers to undo it.
    page.wait("there are rows", || {
        page.eval("return document.querySelectorAll('.grid-row').length > 5") == json!(true)
    });
    page.eval("[...document.querySelectorAll('.grid-row .cell.name')].find((one) => one.textContent.includes('canary')).click()");
    page.key("Mod+d");
    page.wait("a copy of something private is made", || {
        let title = page.css("header.head button[aria-label=Undo]").attribute("title");
        title.is_some_and(|title| title.contains(WORD))
    });
    page.key("Alt+p");
    page.by_role("dialog", "Before you share");
    page.wait("the button has the focus", || page.focused().text() == "Present");
    page.key("Enter");
    page.by_role("main", "Present");
    let count = || page.css("main.screen").text();
    let mut before = String::new();
    for number in 1..30 {
        none_beside(page, NAME, &format!("page {number}"));
        if count() == before {
            break;
        }
        before = count();
        page.key("ArrowRight");
    }
    page.keys(&["Home", "ArrowDown", "z"]);
    none_beside(page, NAME, "zoomed in");
    page.keys(&["Escape", ".", "."]);
    // What is wrong, undone, asked for or looked for is not told before the client.
    page.keys(&["Mod+z", "Mod+k", "?", "Mod+f"]);
    none_beside(page, NAME, "after keys of the app");
    page.key("w");
    page.wait("the what-if is open", || page.css("main.screen h1, main.screen h2").text() == "What if");
    for _ in 0..4 {
        page.keys(&["ArrowDown", "Shift+ArrowRight", "Shift+ArrowRight"]);
        none_beside(page, NAME, "with the what-if open");
    }
    page.eval("window.dispatchEvent(new Event('beforeprint'))");
    none_beside(page, NAME, "printed");
    page.eval("window.dispatchEvent(new Event('afterprint'))");
    none_printed(page, NAME, "the presentation on paper");
    page.eval("getSelection().selectAllChildren(document.body)");
    none_in(page.eval("return getSelection().toString()").as_str().unwrap_or_default(), "what can be copied");
    page.reload();
    page.by_role("main", "Present");
    none_beside(page, NAME, "after a reload");
    // The window that follows shows no more than this one, whatever stands below this one for us alone.
    let first = page.window();
    let second = page.new_window();
    page.switch_to(&second);
    page.visit(&format!("{}#present-follow", page.server.url()));
    page.wait("it shows a page", || {
        page.eval("return document.querySelector('.screen-count') !== null") == json!(true)
    });
    for key in ["n", "ArrowRight", "End", "w"] {
        page.switch_to(&first);
        page.key(key);
        page.switch_to(&second);
        none_beside(page, NAME, &format!("in the second window after {key}"));
    }
    page.close_window();
    page.switch_to(&first);
}

fn leaving(page: &Page) {
    open(page);
    page.eval("location.hash = '#files'");
    page.by_role("main", "Files and versions");
    page.by_role("checkbox", "*Put the plan inside*").click();
    let buttons = page.eval(
        "return [...document.querySelectorAll('.export-tools button')].map((one) => one.getAttribute('aria-label'))",
    );
    let buttons: Vec<&str> = buttons.as_array().into_iter().flatten().filter_map(serde_json::Value::as_str).collect();
    let texts: Vec<&&str> = buttons.iter().filter(|name| !name.contains("PNG")).collect();
    assert!(texts.len() >= 7, "{buttons:?}");
    for name in texts {
        let before = page.files().len();
        page.by_role("button", name).click();
        page.wait("the file", || page.files().len() > before);
        let saved = page.files().pop().unwrap_or_default();
        assert!(saved.contains(SHARED) || name.contains("ICS"), "{name}: there is nothing of the project in it");
        none_in(&saved, name);
    }
    let names = page.eval("return document.querySelector('.toasts')?.textContent ?? ''");
    none_in(names.as_str().unwrap_or_default(), "the names of files");
    page.eval("location.hash = '#report'");
    page.by_role("main", "Report");
    some(page, "the margin of the Report is for us");
    none_in(page.css(".paper").text().as_str(), "the report on the screen");
    for button in ["Copy as mail", "Copy as Markdown"] {
        none_in(&crate::report::copied(page, button), button);
    }
    page.eval("window.dispatchEvent(new Event('beforeprint'))");
    none_in(page.css(".print-sheet").text().as_str(), "the report on paper");
    page.eval("window.dispatchEvent(new Event('afterprint'))");
    none_printed(page, NAME, "the report on paper");
}

fn keys(page: &Page) {
    open(page);
    page.eval("location.hash = 'outline'");
    page.by_role("main", "Outline");
    page.wait("it is kept", || page.css(".save-state").text() == "Safe");
    let stored = page.eval_async(
        "const names = [...Object.keys(localStorage), ...Object.keys(sessionStorage), ...(await caches.keys())];
         const bases = indexedDB.databases ? await indexedDB.databases() : [];
         return [...names, ...bases.map((base) => base.name)].join('\\n')",
    );
    let stored = stored.as_str().unwrap_or_default().to_owned();
    assert!(stored.lines().count() > 2, "something is stored: {stored}");
    none_in(&stored, "names in storage");
    let lower = stored.to_lowercase();
    for word in ["harbour", "museum", "booking", "discovery", "design", "helen"] {
        assert!(!lower.contains(word), "{word:?} in the names under which things are stored:\n{stored}");
    }
}
