//! The Options room: a problem, its ways out side by side, the choice; by pointer and by keyboard alone.

use crate::page::Page;
use crate::{Scenario, scenario};
use serde_json::json;

pub const SCENARIOS: &[Scenario] = &[
    scenario(
        "options: a problem with two options and a third in reserve; one is chosen, undone and chosen again",
        walk,
    ),
    scenario("options: a problem is filed, weighed and decided by keyboard alone", by_keyboard),
    scenario("options: what is typed is kept in two wordings, and the focus is never lost", wording),
    scenario("options: axe-core finds nothing, and nothing is wider than a phone", accessible),
];

/// Presses Tab until what is named so has the focus.
#[track_caller]
fn tab_to(page: &Page, name: &str) {
    for _ in 0..120 {
        if page.focused_name() == name {
            return;
        }
        page.key("Tab");
    }
    panic!("Tab never comes to {name:?}");
}

/// Runs a command as its name is typed into the palette.
fn command(page: &Page, name: &str) {
    page.key("Mod+k");
    page.wait("the palette has the focus", || {
        page.eval("return document.activeElement.getAttribute('role')") == "combobox"
    });
    page.type_text(name);
    page.key("Enter");
    page.wait("the palette is closed", || !page.has_role("dialog", ""));
}

/// A bar of the plan that is neither a summary nor done: its name.
const BAR: &str = ".tl-bars [role=button][aria-label^='Design,']";

/// Keeps a scenario in which Design takes `days` more.
fn what_if(page: &Page, name: &str, days: usize) {
    page.go("#what-if", "What-if");
    if page.count(".tab[data-scenario]") > 0 {
        command(page, "New what-if");
        page.wait("a new what-if is open", || page.text(".tab[aria-selected=true]").contains("New"));
    }
    page.css(BAR).focus();
    page.keys(&vec!["Shift+ArrowRight"; days]);
    page.key("Enter");
    page.wait("the scenario is kept", || page.count(".tab[data-scenario][aria-selected=true]") == 1);
    command(page, "Keep");
    page.by_role("textbox", "Name of the scenario").fill(name);
    page.key("Enter");
    page.wait_for_text("what has the focus", name, || page.focused_name());
}

/// When Design is, as its bar says.
fn design(page: &Page) -> String {
    page.css(BAR).attribute("aria-label").unwrap_or_default()
}

fn walk(page: &Page) {
    page.open("");
    page.open_sample();
    page.go("#plan", "Plan");
    let before = design(page);
    what_if(page, "Take the time", 5);
    what_if(page, "Take less", 2);
    page.go("#options", "Options");
    page.by_role("button", "New problem").click();
    page.by_role("textbox", "Title, among us").fill("The studio is behind");
    page.by_role("textbox", "Title, for the client").fill("Design takes longer");
    page.says(".ways-head", "No way out is written down yet");
    page.by_role("button", "*Option from Take the time*").click();
    page.says(".ways-head", "Only one option so far");
    page.by_role("button", "*Option from Take less*").click();
    page.by_role("button", "New option").click();
    page.wait("its name has the focus", || page.focused_name() == "Name of the option");
    page.type_text("A second studio");
    page.by_role("button", "Hold in reserve A second studio").click();
    let third = page.by_role("article", "A second studio");
    third.by_role("textbox", "Trigger date").fill("+14d");
    page.key("Enter");
    third.by_role("textbox", "Or when").fill("Mira says no");
    page.says(".option .state", "In reserve: taken on");
    page.says(".option .state", "or when Mira says no");
    // Dates fill in by themselves and differ.
    let first = page.by_role("article", "Take the time").text();
    page.by_role("button", "Recommend Take less").click();
    page.says(".option .state", "Recommended");
    assert!(first.contains("Finish"), "the option says when the plan finishes: {first}");
    page.by_role("button", "Choose Take the time").click();
    let sheet = page.by_role("dialog", "Choose Take the time");
    page.says("[role=dialog]", "Design +5 d");
    sheet.by_role("textbox", "Who decided").fill("Helen Brandt");
    sheet.by_role("textbox", "Why").fill("Better late than wrong.");
    sheet.by_role("button", "Choose").click();
    page.says(".decision", "Better late than wrong.");
    page.says(".decision", "Helen Brandt");
    page.says(".decision", "Take less");
    page.says(".option.chosen .state", "Chosen");
    page.says(".option.aside .state", "Take the time was chosen");
    assert_eq!(page.count(".option .state.warn"), 1, "the reserve stays in reserve");
    page.go("#plan", "Plan");
    assert_ne!(design(page), before, "the plan has the five days");
    let after = design(page);
    page.key("Mod+z");
    page.wait_for_text("Design as it was", &before, || design(page));
    page.go("#options", "Options");
    page.wait("nothing is decided", || page.count(".decision") == 0 && page.count(".option.chosen") == 0);
    page.says(".option .state", "Recommended");
    page.key("Mod+Shift+z");
    page.says(".option.chosen .state", "Chosen");
    page.go("#plan", "Plan");
    page.wait_for_text("Design as chosen", &after, || design(page));
    page.reload();
    page.go("#options", "Options");
    page.says(".decision", "Better late than wrong.");
}

fn by_keyboard(page: &Page) {
    page.open("");
    page.open_sample();
    page.go("#options", "Options");
    page.css(".new-problem").focus();
    page.key("Shift+n");
    page.wait("the title has the focus", || page.focused_name() == "Title, among us");
    page.type_text("Late texts");
    page.key("Tab");
    page.type_text("The texts come later");
    tab_to(page, "Add a task it touches");
    page.type_text("des");
    page.key("Enter");
    page.wait("a task is touched", || page.count(".touched-task") == 1);
    page.says(".reach", "float");
    tab_to(page, "New option");
    page.key("o");
    page.wait("its name has the focus", || page.focused_name() == "Name of the option");
    page.type_text("Write them ourselves");
    command(page, "New option");
    page.wait("the second has the focus", || page.focused_name() == "Name of the option" && page.count(".option") == 2);
    page.type_text("Go on without");
    tab_to(page, "Hold in reserve Go on without");
    page.key("Enter");
    tab_to(page, "Trigger date");
    page.type_text("+7d\n");
    page.says(".option .state", "In reserve: taken on");
    // Weighed by a judgement of ours; all else is equal, so no weight flips it.
    tab_to(page, "Add a criterion");
    page.type_text("Trust\n");
    page.wait("the criterion is there", || page.has_role("textbox", "Score of Go on without: Trust"));
    let score = page.by_role("textbox", "Score of Go on without: Trust");
    score.focus();
    page.type_text("8");
    page.says(".flip", "Go on without is first");
    // What is out of range stays as it is typed, is said to be wrong, and counts as what was there before.
    page.key("Tab");
    score.focus();
    page.eval("document.activeElement.select()");
    page.type_text("12");
    page.says(".weigh .message", "A whole number from 0 to 10.");
    page.key("Tab");
    assert_eq!(score.value(), "12");
    page.says(".flip", "Go on without is first");
    score.focus();
    page.key("Escape");
    page.wait_for_text("the score that counts", "8", || score.value());
    page.says(".flip", "No change of a single weight would put another one first");
    page.eval("document.querySelector('.option').querySelector('textarea').focus()");
    tab_to(page, "Choose Write them ourselves");
    page.key("Enter");
    page.wait("who decided is asked", || page.focused_name() == "Who decided");
    page.type_text("Louise Meyer");
    page.key("Tab");
    page.type_text("They know the museum.");
    tab_to(page, "Choose");
    page.key("Enter");
    page.says(".decision", "They know the museum.");
    page.wait("the focus is in the option", || page.focused_name() == "Name of the option");
    page.css(".new-problem").focus();
    page.key("Mod+z");
    page.wait("nothing is decided", || page.count(".decision") == 0);
    page.key("Mod+y");
    page.says(".decision", "Louise Meyer");
    assert_ne!(page.eval("return document.activeElement.tagName"), json!("BODY"), "the focus is somewhere");
}

fn wording(page: &Page) {
    page.open("");
    page.open_sample();
    page.go("#options", "Options");
    let filed = page.count(".problem-row");
    page.by_role("button", "New problem").click();
    page.by_role("textbox", "Title, among us").fill("Ours");
    page.by_role("textbox", "What, among us").fill("They forgot.");
    page.by_role("textbox", "What, for the client").fill("It came late.");
    page.by_role("checkbox", "The client sees this problem, in their wording").click();
    page.reload();
    page.by_role("button", "*Ours*").click();
    let value = |name: &str| page.by_role("textbox", name).value();
    assert_eq!(
        (value("What, among us"), value("What, for the client")),
        ("They forgot.".into(), "It came late.".into())
    );
    // One visit to a field is one undo step.
    page.css(".new-problem").focus();
    page.keys(&["Mod+z", "Mod+z"]);
    page.wait_for_text("the client's words", "", || value("What, for the client"));
    page.by_role("button", "New option").click();
    page.type_text("One");
    page.by_role("button", "New option").click();
    page.type_text("Two");
    page.by_role("button", "Remove Two").click();
    page.wait("the neighbour has the focus", || {
        page.focused_name() == "Name of the option" && page.count(".option") == 1
    });
    page.by_role("button", "Remove the problem").click();
    page.wait("it is gone", || page.count(".problem-row") == filed);
    assert_ne!(page.eval("return document.activeElement.tagName"), json!("BODY"), "the focus went to a neighbour");
    page.go("#plan", "Plan");
    page.key("Mod+z");
    page.by_role("main", "Options");
    page.by_role("textbox", "Title, among us");
    page.wait_for_text("the problem is back and open", "Ours", || value("Title, among us"));
}

fn accessible(page: &Page) {
    page.open("");
    page.open_sample();
    page.go("#options", "Options");
    page.by_role("button", "New problem").click();
    page.by_role("textbox", "Title, among us").fill("Ours");
    for name in ["One", "Two"] {
        page.by_role("button", "New option").click();
        page.type_text(name);
    }
    page.by_role("button", "Hold in reserve Two").click();
    for theme in ["light", "dark"] {
        page.eval(&format!("document.documentElement.dataset.theme = '{theme}'"));
        page.axe();
        page.by_role("button", "Choose One").click();
        page.by_role("dialog", "Choose One");
        page.axe();
        page.key("Escape");
        page.wait("the sheet is closed", || !page.has_role("dialog", ""));
    }
    page.by_role("button", "Choose One").click();
    page.by_role("dialog", "Choose One").by_role("button", "Choose").click();
    page.says(".decision", "One");
    page.axe();
    page.resize(360, 740);
    let wider = page.eval("return document.documentElement.scrollWidth - innerWidth");
    assert!(wider.as_i64().unwrap_or(0) <= 0, "the room is {wider} px wider than a phone");
    page.axe();
}
