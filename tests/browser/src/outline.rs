//! The Outline room: typing an outline without touching the mouse.

use crate::page::Page;
use crate::{Scenario, scenario};
use serde_json::json;

pub const SCENARIOS: &[Scenario] = &[
    scenario("outline: an outline is typed by keyboard alone", typed),
    scenario("outline: nobody is trapped in the tree", not_trapped),
    scenario("outline: the focus stays with its step through a long outline, by keys and by scrolling", long),
    scenario("outline: a message offers its undo only while that is what undo takes back", told_once),
];

/// The outline as text, two spaces a level, and where the caret is.
fn outline(page: &Page) -> String {
    let lines = page.eval(
        "return [...document.querySelectorAll('.step')].map((row) => '  '.repeat(row.ariaLevel - 1) +
           row.querySelector('.step-name').textContent + (row.querySelector('.step-name') === document.activeElement ? '|' : '') +
           (row === document.activeElement ? ' <' : '')).join('\\n')",
    );
    lines.as_str().unwrap_or_default().to_owned()
}

#[track_caller]
fn shows(page: &Page, expected: &str) {
    page.wait_for_text("the outline", expected, || outline(page));
}

fn empty_project(page: &Page) {
    page.open("");
    page.by_role("button", "*An empty*").click();
    page.by_role("main", "Outline");
}

fn typed(page: &Page) {
    empty_project(page);
    page.by_role("button", "Add a step").focus();
    page.key("Enter");
    shows(page, "|");
    page.type_text("Design\nSketch");
    page.key("Tab");
    shows(page, "Design\n  Sketch|");
    page.type_text("\nReview with the client\nBuild");
    page.key("Shift+Tab");
    shows(page, "Design\n  Sketch\n  Review with the client\nBuild|");
    page.key("Alt+ArrowUp");
    shows(page, "Build|\nDesign\n  Sketch\n  Review with the client");
    page.key("Alt+ArrowDown");
    shows(page, "Design\n  Sketch\n  Review with the client\nBuild|");
    // An empty step goes with Backspace, and the caret to the end of the one above.
    page.key("Enter");
    page.key("Backspace");
    shows(page, "Design\n  Sketch\n  Review with the client\nBuild|");
    // In the middle of a name, Enter takes the rest along.
    page.keys(&["ArrowUp", "Home", "ArrowRight", "ArrowRight", "ArrowRight", "ArrowRight", "ArrowRight", "ArrowRight"]);
    page.key("Enter");
    shows(page, "Design\n  Sketch\n  Review\n  with the client|\nBuild");
    page.key("Mod+z");
    shows(page, "Design\n  Sketch\n  Review with the client|\nBuild");
    // Closing and opening, done and not done.
    page.keys(&["Escape", "ArrowLeft", "ArrowLeft"]);
    shows(page, "Design <\nBuild");
    page.key("ArrowRight");
    page.key("ArrowDown");
    shows(page, "Design\n  Sketch <\n  Review with the client\nBuild");
    page.key("Mod+Enter");
    page.wait("Sketch is done", || page.eval("return document.querySelectorAll('.step.done').length") == json!(1));
    page.key("Mod+Enter");
    page.wait("Sketch is not done", || page.eval("return document.querySelectorAll('.step.done').length") == json!(0));
    // One undo takes a new step back together with its name.
    page.keys(&["End", "Enter"]);
    shows(page, "Design\n  Sketch\n  Review with the client\nBuild\n|");
    page.type_text("Hand over");
    shows(page, "Design\n  Sketch\n  Review with the client\nBuild\nHand over|");
    page.key("Mod+z");
    page.wait("the step is gone", || !outline(page).contains("Hand over"));
    assert!(outline(page).contains("Build"), "one step, not two: {}", outline(page));
    page.axe();
}

fn not_trapped(page: &Page) {
    empty_project(page);
    page.by_role("button", "Add a step").focus();
    page.key("Enter");
    page.type_text("Only step");
    page.key("Escape");
    shows(page, "Only step <");
    page.key("Tab");
    page.wait("the focus left the tree", || {
        page.eval("return document.activeElement.closest('.step') === null") == json!(true)
    });
    page.key("Shift+Tab");
    shows(page, "Only step <");
    // Typing goes on at the end of the name.
    page.type_text("!");
    shows(page, "Only step!|");
}

/// The task whose line or name has the focus; nothing where the focus is elsewhere.
fn focused(page: &Page) -> Option<u64> {
    page.eval("return Number(document.activeElement?.closest('.step')?.dataset.task ?? 0) || null").as_u64()
}

fn long(page: &Page) {
    page.open("");
    page.by_role("button", "Paste an outline").click();
    let outline: Vec<String> = (1..=60).map(|n| format!("{}Step {n}", if n % 5 == 1 { "" } else { "  " })).collect();
    page.by_role("textbox", "Outline").fill(&outline.join("\n"));
    page.by_role("button", "Make a project of it").click();
    page.by_role("treegrid", "Steps");
    page.eval("document.querySelector('.step').focus()");
    let mut last = None;
    for line in 1..60 {
        page.key("ArrowDown");
        page.wait(&format!("line {line} has the focus"), || {
            let now = focused(page);
            now.is_some() && now != last
        });
        last = focused(page);
    }
    // Away from it and back: what is typed still goes where the focus is.
    for top in [0, 700, 1400, 0, 5000, 300, 900, 0] {
        page.eval_with("document.querySelector('main').scrollTop = arguments[0]", &[json!(top)]);
        page.eval_async("await new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))");
        assert_eq!(focused(page), last, "the focus after scrolling to {top}");
    }
    page.type_text("!");
    page.wait("the letter is in the last step", || {
        page.eval("return document.activeElement.textContent") == json!("Step 60!")
    });
}

fn told_once(page: &Page) {
    empty_project(page);
    page.by_role("button", "Add a step").focus();
    page.key("Enter");
    page.type_text("One\nTwo");
    page.keys(&["Escape", "Delete"]);
    shows(page, "One <");
    let offered = |page: &Page| page.eval("return document.querySelectorAll('.toast button').length") == json!(2);
    page.wait("its undo is offered", || offered(page));
    page.eval("document.querySelector('.step').focus()");
    page.type_text("!");
    shows(page, "One!|");
    page.wait("something else was done since", || !offered(page));
}
