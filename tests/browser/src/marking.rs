//! Marking for the client: one key on any row, seen in Outline and Plan; and the page that shows what is marked.

use crate::page::Page;
use crate::{Scenario, scenario};
use serde_json::json;

pub const SCENARIOS: &[Scenario] = &[
    scenario(
        "marking: one key shows a step with all inside to the client, in Outline and Plan, and undo takes it back",
        by_key,
    ),
    scenario("marking: the brief, a person and the money are marked where they stand", elsewhere),
    scenario(
        "marking: the page that shows what the client sees has what is marked and no more, on a phone too",
        page_of_theirs,
    ),
];

/// Three steps, two of them inside the first; nothing is marked.
fn letters(page: &Page) {
    page.open("");
    page.by_role("button", "Paste an outline").click();
    page.by_role("textbox", "Outline").fill("Design\n  Sketch\n  Proof\nBuild");
    page.by_role("button", "Make a project of it").click();
    page.by_role("treegrid", "Steps");
}

/// Names of the rows of either room that say that the client sees them.
fn marked(page: &Page) -> String {
    let names = page.eval(
        "return [...document.querySelectorAll('.step')].filter((row) => row.querySelector('[aria-label=\"Client sees it\"]'))
             .map((row) => row.querySelector('.step-name').textContent)
           .concat([...document.querySelectorAll('.grid-row')].filter((row) => row.querySelector('[aria-label=\"client sees it\"]'))
             .sort((a, b) => a.ariaRowIndex - b.ariaRowIndex).map((row) => row.querySelector('.cell.name .text').textContent)).join(', ')",
    );
    names.as_str().unwrap_or_default().to_owned()
}

#[track_caller]
fn sees(page: &Page, expected: &str) {
    page.wait_for_text("what the client sees", expected, || marked(page));
}

/// The focus on the name of a row of the grid.
fn row(page: &Page, name: &str) {
    let script = "[...document.querySelectorAll('.grid-row .cell.name')].find((one) => one.textContent.includes(arguments[0])).click()";
    page.eval_with(script, &[json!(name)]);
}

fn by_key(page: &Page) {
    letters(page);
    sees(page, "");
    page.eval("document.querySelector('.step').focus()");
    page.key("Alt+Enter");
    sees(page, "Design, Sketch, Proof");
    let said = || {
        page.eval("return document.querySelector('.toasts')?.innerText ?? ''").as_str().unwrap_or_default().to_owned()
    };
    page.wait("it is said", || said().contains("The client sees Design and 2 steps inside"));
    // From within a name too, and it stays as it is written.
    page.keys(&["End", "F2", "Alt+Enter"]);
    sees(page, "Design, Sketch, Proof, Build");
    page.key("Mod+z");
    sees(page, "Design, Sketch, Proof");
    // Alone: what is inside keeps its mark.
    page.keys(&["Escape", "Home", "Alt+Shift+Enter"]);
    sees(page, "Sketch, Proof");
    page.key("Mod+z");
    sees(page, "Design, Sketch, Proof");
    page.reload();
    sees(page, "Design, Sketch, Proof");
    page.eval("location.hash = 'plan'");
    page.by_role("main", "Plan");
    sees(page, "Design, Sketch, Proof");
    row(page, "Design");
    page.key("Alt+Enter");
    sees(page, "");
    page.key("Alt+Enter");
    sees(page, "Design, Sketch, Proof");
    page.keys(&["Mod+z", "Mod+z"]);
    sees(page, "Design, Sketch, Proof");
    // Several at once are one step back.
    row(page, "Proof");
    page.keys(&["Shift+ArrowDown", "Alt+Enter"]);
    sees(page, "Design, Sketch, Proof, Build");
    page.key("Mod+z");
    sees(page, "Design, Sketch, Proof");
    // The eye itself.
    page.eval("document.querySelector('.grid-row .sign.client').click()");
    sees(page, "");
    page.axe();
}

fn elsewhere(page: &Page) {
    page.open("");
    page.open_sample();
    page.by_role("main", "Outline");
    let is_on = |name: &str| page.by_role("switch", name).attribute("aria-checked").unwrap_or_default() == "true";
    assert!(is_on("The client sees the assumptions") && !is_on("The client knows Lingua House"));
    page.by_role("switch", "The client sees the assumptions").click();
    page.wait("the assumptions are private", || !is_on("The client sees the assumptions"));
    page.by_role("switch", "The client knows Lingua House").click();
    page.wait("the supplier is known", || is_on("The client knows Lingua House"));
    page.axe();
    page.eval("location.hash = 'as-client'");
    let theirs = || page.by_role("article", "What the client sees").text();
    page.wait("the supplier is there", || theirs().contains("Lingua House"));
    assert!(!theirs().contains("Assumptions") && !theirs().contains("Budget"), "{}", theirs());
    page.key("Mod+k");
    page.wait("the palette has the focus", || {
        page.eval("return document.activeElement.getAttribute('role')") == "combobox"
    });
    page.type_text("project settings");
    page.key("Enter");
    page.by_role("checkbox", "The client sees the money: budget, spent and expected").click();
    page.key("Escape");
    page.wait("the money is there", || theirs().contains("Budget"));
    page.key("Alt+1");
    page.by_role("main", "Outline");
    page.keys(&["Mod+z", "Mod+z", "Mod+z"]);
    page.wait("all is as it was", || {
        is_on("The client sees the assumptions") && !is_on("The client knows Lingua House")
    });
}

fn page_of_theirs(page: &Page) {
    page.open("");
    page.open_sample();
    page.by_role("main", "Outline");
    page.by_role("link", "As the client sees it").click();
    page.by_role("main", "As the client sees it");
    let text = page.by_role("article", "What the client sees").text();
    for shown in
        ["Discovery", "Go-live", "after our internal work", "The contract with the payment provider takes longer"]
    {
        assert!(text.contains(shown), "{shown} in {text}");
    }
    for hidden in ["Accessibility review", "Test cases", "Samir cannot move it", "stuck"] {
        assert!(!text.contains(hidden), "{hidden} in {text}");
    }
    let beside = page.by_role("complementary", "What is seen and what is withheld").text();
    assert!(beside.contains("39 steps") && beside.contains("4 private notes"), "{beside}");
    page.axe();
    page.resize(360, 780);
    page.wait("nothing is wider than the phone", || {
        page.eval("return document.querySelector('main').scrollWidth <= innerWidth && document.documentElement.scrollWidth <= innerWidth") == json!(true)
    });
    page.axe();
    page.key("Alt+0");
    page.by_role("main", "Plan");
}
