//! The Outline room: typing an outline without touching the mouse.

use crate::page::Page;
use crate::{Scenario, scenario};
use serde_json::json;

pub const SCENARIOS: &[Scenario] = &[
    scenario("outline: an outline is typed by keyboard alone", typed),
    scenario("outline: nobody is trapped in the tree", not_trapped),
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
