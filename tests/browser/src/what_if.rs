//! The What-if room: asked while a bar is dragged, kept under a name, held side by side, adopted and taken back; by
//! pointer and by keyboard alone.

use crate::engine::Engine;
use crate::page::Page;
use crate::rooms::set_theme;
use crate::{Scenario, scenario};
use serde_json::json;

pub const SCENARIOS: &[Scenario] = &[
    scenario("what-if: three ways out are dragged, typed and cut; one is adopted, undone and redone", walk),
    scenario("what-if: the same by keyboard alone", by_keyboard),
    scenario("what-if: tabs are named, copied, put away and brought back; discarding leaves no trace", tabs),
    scenario("what-if: changes are dropped and moved; one that no longer fits says why", changes),
    scenario("what-if: a scenario is held against another one and against a baseline", against),
    scenario("what-if: sheets, pasted and recurring steps change the scenario and never the plan", sheets),
    scenario("what-if: w opens the room, in a field it is a letter", letter),
    Scenario {
        name: "what-if: a killed browser loses no scenario",
        run: killed,
        engines: &[Engine::Chromium, Engine::Firefox],
    },
    scenario("what-if: axe-core finds nothing, and nothing is wider than a phone", accessible),
];

pub fn open(page: &Page) {
    page.open("");
    page.open_sample();
    go(page, "#plan", "Plan");
    page.css(BAR);
}

pub fn go(page: &Page, fragment: &str, name: &str) {
    page.eval(&format!("location.hash = '{fragment}'"));
    page.by_role("main", name);
}

const BAR: &str = ".tl-bars [role=button][aria-label^='Design,']";
pub const SENTENCE: &str = ".what-changes > p:first-child";

pub fn count(page: &Page, selector: &str) -> u64 {
    page.eval_with("return document.querySelectorAll(arguments[0]).length", &[json!(selector)]).as_u64().unwrap_or(0)
}

/// When Design is, as its bar says.
pub fn design(page: &Page) -> String {
    page.css(BAR).attribute("aria-label").unwrap_or_default()
}

/// The accessible name of what has the focus, as far as it is written on it.
pub fn focused(page: &Page) -> String {
    let name = page.eval(
        "const one = document.activeElement; return one.ariaLabel ?? one.labels?.[0]?.innerText ?? one.innerText ?? ''",
    );
    name.as_str().unwrap_or_default().trim().to_owned()
}

/// Presses Tab until what has the focus is named so.
#[track_caller]
pub fn tab_to(page: &Page, name: &str) {
    for _ in 0..150 {
        if focused(page).starts_with(name) {
            return;
        }
        page.key("Tab");
    }
    panic!("Tab never comes to {name:?}");
}

/// Runs a command as its name is typed into the palette.
#[track_caller]
pub fn command(page: &Page, name: &str) {
    page.key("Mod+k");
    page.wait("the palette has the focus", || {
        page.eval("return document.activeElement.getAttribute('role')") == "combobox"
    });
    page.type_text(name);
    page.by_role("option", &format!("*{name}*"));
    page.key("Enter");
    page.wait("the palette is gone", || !page.has_role("combobox", "Command"));
}

/// Names the open scenario.
#[track_caller]
fn name(page: &Page, name: &str) {
    page.by_role("textbox", "Name of the scenario");
    page.type_text(name);
    page.key("Enter");
    page.wait("the tab has its name and the focus", || focused(page) == name);
}

/// Stretches Design by so many days, with the keys of its bar.
#[track_caller]
fn stretch(page: &Page, days: usize) {
    page.css(BAR).focus();
    page.keys(&vec!["Shift+ArrowRight"; days]);
    page.key("Enter");
    page.wait("a scenario has it", || count(page, ".tab[data-scenario][aria-selected=true]") == 1);
}

/// A new tab with nothing in it.
#[track_caller]
fn new_tab(page: &Page) {
    page.by_role("button", "New what-if").click();
    page.says(SENTENCE, "Nothing has changed yet");
}

/// The names on the tabs.
fn tab_names(page: &Page) -> String {
    let script =
        "return [...document.querySelectorAll('.scenario-tabs [role=tab]')].map((t) => t.innerText.trim()).join(', ')";
    page.eval(script).as_str().unwrap_or_default().to_owned()
}

#[track_caller]
fn tabs_are(page: &Page, expected: &str) {
    page.wait_for_text("the tabs", expected, || tab_names(page));
}

/// What the plan file says, as it is saved.
fn plan_file(page: &Page) -> String {
    let before = page.files().len();
    page.key("Mod+s");
    page.wait("the plan file", || page.files().len() > before);
    let file = page.files().pop().unwrap_or_default();
    // Numbers are never given out twice: how far they have come is no trace of a scenario.
    file.lines().filter(|line| !line.starts_with("\"ids\":")).collect::<Vec<_>>().join("\n")
}

/// The grid's cell of a task and a column under the cursor.
#[track_caller]
fn cursor_on(page: &Page, task: &str, column: &str) {
    let at = "const cell = document.activeElement.closest('[role=gridcell]'); if (!cell) return '';
        const head = document.querySelector(`[role=columnheader][aria-colindex='${cell.getAttribute('aria-colindex')}']`);
        return cell.parentElement.querySelector('.name .text').textContent.trim() + ': ' + head.textContent.trim();";
    let cursor = || page.eval(at).as_str().unwrap_or_default().to_owned();
    let key = |key: &str| {
        let before = cursor();
        page.key(key);
        page.wait("the cursor moves", || cursor() != before);
    };
    page.keys(&["Control+Home"]);
    for _ in 0..80 {
        if cursor().starts_with(&format!("{task}: ")) {
            break;
        }
        key("ArrowDown");
    }
    for _ in 0..20 {
        if cursor() == format!("{task}: {column}") {
            return;
        }
        key("ArrowRight");
    }
    panic!("no cell {task}: {column}, but {}", cursor());
}

/// Five more days by the handle at the end of the bar; the sentence is read while the bar is held.
fn stretch_by_pointer(page: &Page, let_go: bool) {
    let (x, y, width, height) = page.css(BAR).rect();
    let (from, at) = (x + width - 2.0, y + height / 2.0);
    page.pointer_move(x + width / 2.0, at);
    page.pointer_move(from, at);
    page.pointer_down();
    let five = (2..80).map(f64::from).find(|by| {
        page.pointer_move(from + by, at);
        page.eval_async("await new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))");
        page.text(SENTENCE).starts_with("Design +5 d")
    });
    assert!(five.is_some(), "the sentence never says five days, but {:?}", page.text(SENTENCE));
    five_days(page);
    // The grid follows, as it does when it is kept.
    says_of(page, "Design", "Duration", "15d");
    if let_go {
        page.pointer_up();
    } else {
        page.key("Escape");
        page.pointer_up();
    }
}

/// Waits until a task's cell says something.
#[track_caller]
fn says_of(page: &Page, task: &str, column: &str, expected: &str) {
    let script = "const at = [...document.querySelectorAll('[role=columnheader]')].find((one) => one.textContent.trim().startsWith(arguments[1]))?.getAttribute('aria-colindex');
        const row = [...document.querySelectorAll('.grid-row')].find((one) => one.querySelector('.name .text')?.textContent.trim() === arguments[0]);
        return row?.querySelector(`[aria-colindex='${at}']`)?.innerText.trim() ?? ''";
    let says = || page.eval_with(script, &[json!(task), json!(column)]).as_str().unwrap_or_default().to_owned();
    page.wait_for_text(&format!("{column} of {task}"), expected, says);
}

/// What moves, what float absorbs, which promise breaks: all in one sentence.
#[track_caller]
fn five_days(page: &Page) {
    for part in [
        "Design +5 d: ",
        " d absorbed by float, ",
        " moves ",
        "promise “The portal is ready",
        " broken by ",
        " of notice",
    ] {
        page.says(SENTENCE, part);
    }
}

fn walk(page: &Page) {
    open(page);
    let before = design(page);
    page.key("w");
    page.by_role("main", "What-if");
    page.says(SENTENCE, "Nothing has changed yet");
    // Escape drops it: nothing is kept.
    stretch_by_pointer(page, false);
    page.says(SENTENCE, "Nothing has changed yet");
    assert_eq!((design(page), count(page, ".tab[data-scenario]")), (before.clone(), 0));
    stretch_by_pointer(page, true);
    five_days(page);
    page.says(".client-sentence", "For the client: Design takes 5 days longer: ");
    tabs_are(page, "What if 1");
    page.says(".drafts", "Lengthen Design");
    page.says(".moved", "because Design finishes");
    let stretched = design(page);
    page.by_role("button", "Keep").click();
    name(page, "Take the time");
    new_tab(page);
    assert_eq!(design(page), before, "a new tab begins with the plan");
    into_grid(page);
    cursor_on(page, "Accessibility review", "Predecessors");
    page.type_text("12FS-1d\n");
    page.says(".drafts", "Accessibility review");
    page.by_role("button", "Keep").click();
    name(page, "Overlap");
    new_tab(page);
    into_grid(page);
    cursor_on(page, "Groups and schools", "Name");
    page.key("Delete");
    page.says(".drafts", "Groups and schools");
    page.by_role("button", "Keep").click();
    name(page, "Smaller scope");
    page.by_role("button", "Side by side").click();
    let side = page.by_role("complementary", "Side by side");
    let heads = page.text(".side-by-side thead th");
    assert_eq!(heads, "The plan Take the time Overlap Smaller scope");
    for row in ["Finish", "Cost", "Critical path", "Changes", "Notice for what breaks"] {
        side.by_role("rowheader", row);
    }
    side.by_role("rowheader", "*Friends of the Museum”, promised for*");
    side.by_role("rowheader", "*Friends of the Museum” kept by*");
    // What stands first is not covered by what stands above it.
    let covered = page.eval(
        "const [head, first] = ['thead th:last-child', 'tbody tr:first-child td:last-child'].map((one) => document.querySelector('.side-by-side ' + one).getBoundingClientRect());
         return head.bottom - first.top",
    );
    assert!(covered.as_f64().unwrap_or(99.0) < 2.0, "the heads cover {covered} px of the first row");
    go(page, "#plan", "Plan");
    assert_eq!(design(page), before, "the plan is as it was");
    page.reload();
    page.css(BAR);
    page.key("w");
    page.by_role("main", "What-if");
    tabs_are(page, "Take the time, Overlap, Smaller scope");
    page.by_role("tab", "Take the time").click();
    five_days(page);
    page.by_role("button", "Adopt").click();
    let adopt = page.by_role("complementary", "Adopt Take the time");
    assert!(adopt.by_role("checkbox", "*Helen Brandt*").eval("return arguments[0].checked") == true);
    adopt.by_role("button", "Adopt").click();
    page.by_role("main", "Plan");
    assert_eq!(design(page), stretched, "what was tried is the plan");
    page.key("Mod+z");
    page.by_role("main", "");
    go(page, "#plan", "Plan");
    page.wait_for_text("Design as before", &before, || design(page));
    go(page, "#what-if", "What-if");
    tabs_are(page, "Take the time, Overlap, Smaller scope");
    page.key("Mod+Shift+z");
    go(page, "#plan", "Plan");
    page.wait_for_text("Design as adopted", &stretched, || design(page));
    go(page, "#what-if", "What-if");
    tabs_are(page, "Overlap, Smaller scope");
}

fn by_keyboard(page: &Page) {
    open(page);
    let before = design(page);
    page.key("w");
    page.by_role("main", "What-if");
    command(page, "Go to the selected task");
    tab_in(page);
    cursor_on(page, "Design", "Name");
    tab_to(page, "Design, ");
    page.keys(&["Shift+ArrowRight"; 5]);
    five_days(page);
    page.key("Escape");
    page.says(SENTENCE, "Nothing has changed yet");
    page.keys(&["Shift+ArrowRight"; 5]);
    page.key("Enter");
    five_days(page);
    let stretched = design(page);
    command(page, "Keep");
    name(page, "Take the time");
    command(page, "New what-if");
    page.says(SENTENCE, "Nothing has changed yet");
    tab_in(page);
    cursor_on(page, "Accessibility review", "Predecessors");
    page.type_text("12FS-1d\n");
    page.says(".drafts", "Accessibility review");
    command(page, "Keep");
    name(page, "Overlap");
    command(page, "New what-if");
    tab_in(page);
    cursor_on(page, "Groups and schools", "Name");
    page.key("Delete");
    page.says(".drafts", "Groups and schools");
    command(page, "Keep");
    name(page, "Smaller scope");
    // From tab to tab by arrows.
    page.keys(&["ArrowRight"]);
    page.wait("the first tab has the focus", || focused(page) == "Take the time");
    page.key("ArrowLeft");
    page.wait("the last tab has the focus", || focused(page) == "Smaller scope");
    page.key("ArrowRight");
    page.wait("the first tab has the focus", || focused(page) == "Take the time");
    command(page, "Side by side");
    page.by_role("complementary", "Side by side");
    assert_eq!(page.text(".side-by-side thead th"), "The plan Take the time Overlap Smaller scope");
    command(page, "Adopt");
    let adopt = page.by_role("complementary", "Adopt Take the time");
    page.wait("the first one has the focus", || page.eval("return document.activeElement.type") == "checkbox");
    tab_to(page, "Helen Brandt");
    page.key("Space");
    page.wait("she need not be told", || {
        adopt.by_role("checkbox", "*Helen Brandt*").eval("return arguments[0].checked") == false
    });
    for _ in 0..30 {
        if page.eval("return document.activeElement.matches('form button.primary')") == true {
            break;
        }
        page.key("Tab");
    }
    page.key("Enter");
    page.by_role("main", "Plan");
    page.wait_for_text("Design as adopted", &stretched, || design(page));
    page.key("Mod+z");
    page.key("Alt+2");
    page.by_role("main", "Plan");
    page.wait_for_text("Design as before", &before, || design(page));
    page.key("Mod+Shift+z");
    page.key("Alt+2");
    page.wait_for_text("Design as adopted", &stretched, || design(page));
    page.key("w");
    tabs_are(page, "Overlap, Smaller scope");
}

/// Walks into the grid as somebody without a mouse does.
#[track_caller]
fn tab_in(page: &Page) {
    for _ in 0..120 {
        if page.eval("return document.activeElement.closest('[role=treegrid]') !== null") == true {
            return;
        }
        page.key("Tab");
    }
    panic!("Tab does not reach the grid");
}

/// The focus in the grid, as a click on it gives.
fn into_grid(page: &Page) {
    page.css("[role=gridcell][tabindex='0']").focus();
}

fn tabs(page: &Page) {
    open(page);
    let clean = plan_file(page);
    page.key("w");
    page.by_role("main", "What-if");
    stretch(page, 2);
    tabs_are(page, "What if 1");
    page.css(".tab[aria-selected=true]").focus();
    page.key("F2");
    name(page, "Two days");
    page.key("F2");
    page.by_role("textbox", "Name of the scenario");
    page.type_text("Not this");
    page.key("Escape");
    page.wait("Escape keeps the name and the focus", || focused(page) == "Two days");
    for copy in ["Two days, copy", "Two days, copy, copy", "Two days, copy, copy, copy"] {
        page.by_role("button", "Duplicate").click();
        page.wait("the copy has the focus", || focused(page) == copy);
    }
    page.by_role("button", "New what-if").click();
    page.says(".toasts", "Four scenarios are open");
    page.by_role("tab", "Two days, copy").click();
    page.by_role("button", "Put away").click();
    tabs_are(page, "Two days, Two days, copy, copy, Two days, copy, copy, copy");
    page.reload();
    page.by_role("main", "What-if");
    tabs_are(page, "Two days, Two days, copy, copy, Two days, copy, copy, copy");
    page.by_role("combobox", "Other scenarios");
    page.eval("const s = document.querySelector('.scenario-tabs select'); s.selectedIndex = 1; s.dispatchEvent(new Event('change', { bubbles: true }))");
    page.wait("it is back with the focus", || focused(page) == "Two days, copy");
    page.key("Mod+z");
    tabs_are(page, "Two days, Two days, copy, copy, Two days, copy, copy, copy");
    page.key("Mod+Shift+z");
    tabs_are(page, "Two days, Two days, copy, Two days, copy, copy, Two days, copy, copy, copy");
    for left in (0..4).rev() {
        page.by_role("button", "Discard").click();
        page.wait("one less", || count(page, ".tab[data-scenario]") == left);
        page.wait("the focus is on a tab", || page.eval("return document.activeElement.role") == "tab");
    }
    page.key("Mod+z");
    page.wait("undo brings one back", || count(page, ".tab[data-scenario]") == 1);
    page.key("Mod+Shift+z");
    tabs_are(page, "New what-if");
    assert_eq!(plan_file(page), clean, "discarded, nothing is left of them");
}

fn changes(page: &Page) {
    open(page);
    page.key("w");
    page.by_role("main", "What-if");
    stretch(page, 2);
    into_grid(page);
    cursor_on(page, "Groups and schools", "Duration");
    page.type_text("8d\n");
    page.wait("two changes", || count(page, ".drafts li") == 2);
    let first = || page.text(".drafts li:first-child");
    assert!(first().contains("Lengthen Design"), "{}", first());
    page.css(".drafts li:first-child button[aria-label=Later]").click();
    page.wait("Design is second", || first().contains("Groups and schools"));
    page.key("Mod+z");
    page.wait("Design is first", || first().contains("Lengthen Design"));
    // In the plan the one is gone and the other one is another.
    go(page, "#plan", "Plan");
    into_grid(page);
    cursor_on(page, "Groups and schools", "Name");
    page.key("Delete");
    page.css(BAR).focus();
    page.keys(&["Shift+ArrowRight", "Enter"]);
    page.wait("it is in the plan", || page.text(".toasts").contains("Design") || count(page, ".toasts") > 0);
    page.key("w");
    page.by_role("main", "What-if");
    page.says(".drafts li:nth-child(2) .fate", "skipped: Groups and schools is no longer in the plan");
    page.says(".drafts li:first-child .fate", "was 10d, is now 11d");
    page.says(SENTENCE, "1 change no longer applies");
    page.css(".drafts li:nth-child(2) button[aria-label='Drop this change']").click();
    page.wait("one change", || count(page, ".drafts li") == 1);
    page.wait("the focus stays in the list", || focused(page) == "Drop this change");
    page.key("Enter");
    page.says(".what-if-panel h3", "No changes yet");
    // Undo from another room leads to the tab it is in.
    go(page, "#outline", "Outline");
    page.key("Mod+z");
    page.by_role("main", "What-if");
    page.wait("the change is back", || count(page, ".drafts li") == 1);
}

fn choose_against(page: &Page, name: &str) {
    let script = "const s = document.querySelector('.against select');
        s.selectedIndex = [...s.options].findIndex((one) => one.text === arguments[0]);
        s.dispatchEvent(new Event('change', { bubbles: true }))";
    page.eval_with(script, &[json!(name)]);
}

fn against(page: &Page) {
    open(page);
    page.key("w");
    page.by_role("main", "What-if");
    stretch(page, 2);
    command(page, "Keep");
    name(page, "Two");
    new_tab(page);
    stretch(page, 5);
    five_days(page);
    command(page, "Keep");
    name(page, "Five");
    choose_against(page, "Two");
    page.says(SENTENCE, "Against “Two”");
    page.by_role("tab", "Two").click();
    page.wait("it is not held against itself", || page.by_role("combobox", "Against").value() == "plan");
    page.says(SENTENCE, "Design +2 d");
    let baseline = page.eval("return [...document.querySelectorAll('.against option')].map((one) => one.text).find((text) => text.startsWith('Baseline'))");
    let baseline = baseline.as_str().unwrap_or_default().to_owned();
    choose_against(page, &baseline);
    page.says(SENTENCE, &format!("Since “{}”", baseline.replace("Baseline: ", "")));
    page.says(".moved", "Design");
    // Who must be told is asked of the plan.
    page.by_role("button", "Adopt").click();
    page.by_role("complementary", "Adopt Two").by_role("checkbox", "*Helen Brandt*");
    page.says(SENTENCE, "Design +2 d");
    page.wait_for_text("the focus", "in the panel", || {
        let script = "const one = document.activeElement; return one.closest('.what-if-panel') ? 'in the panel' : one.outerHTML.slice(0, 200)";
        page.eval(script).as_str().unwrap_or_default().to_owned()
    });
    page.key("Escape");
    page.wait("the panel is closed", || !page.has_role("complementary", "Adopt Two"));
    // A version is a plan of its own: the plan goes on, and is held against what it was.
    go(page, "#files", "Files and versions");
    page.by_role("textbox", "Name for this version").fill("As shown on Monday");
    page.by_role("button", "Keep this version").click();
    page.by_role("button", "What changed since: As shown on Monday");
    go(page, "#plan", "Plan");
    page.css(BAR).focus();
    page.keys(&["Shift+ArrowRight", "Shift+ArrowRight", "Shift+ArrowRight", "Enter"]);
    page.wait("it is in the plan", || design(page).contains("13"));
    go(page, "#what-if", "What-if");
    page.by_role("button", "New what-if").click();
    choose_against(page, "Version: As shown on Monday");
    page.says(SENTENCE, "Against “As shown on Monday”");
    page.says(".moved", "Design");
    page.says(".moved", "3 d later");
}

/// Presses Enter in a sheet and waits until the scenario has so many changes.
#[track_caller]
fn and_keep(page: &Page, changes: u64) {
    page.key("Enter");
    drafts_are(page, changes);
    if page.has_role("dialog", "") {
        page.key("Escape");
    }
    page.wait("the sheet is gone", || !page.has_role("dialog", ""));
}

#[track_caller]
fn drafts_are(page: &Page, changes: u64) {
    page.wait(&format!("{changes} changes"), || count(page, ".drafts li") == changes);
}

fn sheets(page: &Page) {
    open(page);
    let (clean, before) = (plan_file(page), design(page));
    page.key("w");
    page.by_role("main", "What-if");
    command(page, "Set the status date");
    page.by_role("textbox", "Status date").fill("2026-12-04");
    and_keep(page, 1);
    command(page, "Working time and holidays");
    page.by_role("textbox", "Name of a new exception").fill("Storm");
    page.by_role("textbox", "Days of a new exception").fill("2026-12-08");
    and_keep(page, 2);
    command(page, "Add recurring tasks");
    page.by_role("textbox", "Until").fill("3 times");
    and_keep(page, 3);
    into_grid(page);
    cursor_on(page, "Groups and schools", "Name");
    page.paste("Rehearsal\nSecond rehearsal");
    drafts_are(page, 4);
    page.says(".moved", "Rehearsal");
    // What is promised is a fact, and needs a task that is one.
    page.keys(&["ArrowDown", "ArrowUp"]);
    command(page, "Promise a date");
    page.wait("the list gives way to the task", || !page.has_role("complementary", "Changes"));
    page.by_role("textbox", "Promise a date").fill("2027-03-01");
    page.key("Enter");
    page.says(".inspector .message", "in the scenario alone");
    page.by_role("button", "Close the task panel").click();
    page.by_role("complementary", "Changes");
    command(page, "Baselines");
    page.says("[role=dialog]", "the plan as it is, not those of a scenario");
    page.key("Escape");
    page.wait("the sheet is gone", || !page.has_role("dialog", ""));
    for kept in (0..4).rev() {
        page.key("Mod+z");
        page.wait("one change less", || count(page, ".drafts li") == kept);
    }
    for kept in 1..=4 {
        page.key("Mod+Shift+z");
        drafts_are(page, kept);
    }
    go(page, "#plan", "Plan");
    assert_eq!(design(page), before);
    assert!(!page.text(".grid-row").contains("ehearsal"));
    go(page, "#what-if", "What-if");
    command(page, "Discard");
    page.wait("it is gone", || count(page, ".tab[data-scenario]") == 0);
    assert_eq!(plan_file(page), clean, "nothing of it is in the plan");
}

fn letter(page: &Page) {
    open(page);
    // From any room.
    for (fragment, room) in [("#outline", "Outline"), ("#options", "Options"), ("#files", "Files and versions")] {
        go(page, fragment, room);
        page.eval("document.activeElement.blur()");
        page.key("w");
        page.by_role("main", "What-if");
    }
    go(page, "#plan", "Plan");
    into_grid(page);
    cursor_on(page, "Design", "Name");
    page.key("Shift+W");
    assert_eq!(page.by_role("textbox", "Name of Design").value(), "W", "a capital letter begins to type");
    page.type_text("w");
    assert_eq!(page.by_role("textbox", "Name of Design").value(), "Ww");
    page.key("Escape");
    page.by_role("searchbox", "Find a task").click();
    page.type_text("w");
    assert_eq!(page.by_role("searchbox", "Find a task").value(), "w");
    page.by_role("searchbox", "Find a task").fill("");
    page.css(".grid-row .name").click();
    page.key("w");
    page.by_role("main", "What-if");
}

fn killed(page: &Page) {
    open(page);
    page.key("w");
    page.by_role("main", "What-if");
    stretch(page, 5);
    command(page, "Keep");
    name(page, "Survivor");
    page.wait("it is safe", || page.text(".head").contains("Safe"));
    page.kill_and_restart();
    page.resize(1280, 800);
    page.open("#what-if");
    tabs_are(page, "Survivor");
    five_days(page);
}

fn accessible(page: &Page) {
    open(page);
    page.key("w");
    page.by_role("main", "What-if");
    for theme in ["light", "dark"] {
        set_theme(page, theme);
        page.axe();
    }
    stretch(page, 5);
    for panel in ["Changes", "Side by side", "Hold a date", "Adopt"] {
        page.wait("the panel is open", || {
            if !page.has_role("complementary", &format!("{panel}*")) && !page.has_role("complementary", panel) {
                page.by_role("group", "This scenario").by_role("button", panel).click();
            }
            count(page, "aside.inspector") == 1
        });
        for theme in ["light", "dark"] {
            set_theme(page, theme);
            page.axe();
        }
    }
    // Escape closes a panel; the focus is on the button that opens it.
    page.css("aside.inspector button").focus();
    page.key("Escape");
    page.wait("the focus is on its button", || focused(page) == "Adopt");
    page.resize(360, 740);
    page.reload();
    page.by_role("main", "What-if");
    let wider = page.eval("return document.documentElement.scrollWidth - innerWidth");
    assert!(wider.as_i64().unwrap_or(0) <= 0, "the room is {wider} px wider than a phone");
    page.wait("the bars have room", || page.css(".plan-scroll").rect().3 > 200.0);
    for tool in ["Changes", "Side by side", "Hold a date", "Keep", "Duplicate", "Discard", "Adopt"] {
        page.by_role("button", tool);
    }
    page.by_role("button", "Side by side").focus();
    page.key("Enter");
    page.by_role("complementary", "Side by side");
    page.axe();
    page.by_role("complementary", "Side by side").by_role("button", "Close").click();
    page.wait("it is closed", || count(page, "aside.inspector") == 0);
}
