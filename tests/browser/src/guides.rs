//! The guided pages of the Conversations room: filled from the plan, written on, printed.

use crate::page::Page;
use crate::{Scenario, printed, scenario};
use serde_json::json;

pub const SCENARIOS: &[Scenario] = &[
    scenario("guided pages: a bad-news call is filled from its problem, kept, and is one printed page", bad_news),
    scenario("guided pages: a frank discussion, an escalation, and a reset with its agreement", to_reset),
    scenario("guided pages: the wrap-up is written already, and all of it is handed over on paper", to_the_end),
];

fn text(page: &Page, selector: &str) -> String {
    let script = "return [...document.querySelectorAll(arguments[0])].map((one) => one.textContent).join(' ')";
    page.eval_with(script, &[json!(selector)]).as_str().unwrap_or_default().to_owned()
}

#[track_caller]
fn says(page: &Page, part: &str) {
    page.wait(&format!("the paper says {part:?}"), || text(page, ".guide-paper").contains(part));
}

/// What is on the printed sheet, and on how many pages where the browser prints for a machine.
fn on_paper(page: &Page) -> (String, Option<usize>) {
    let pages = printed::print(page).map(|printed| printed.sheets);
    page.eval("window.dispatchEvent(new Event('beforeprint'))");
    let sheet = text(page, ".print-sheet");
    page.eval("window.dispatchEvent(new Event('afterprint'))");
    (sheet, pages)
}

fn accessible(page: &Page) {
    for theme in ["light", "dark"] {
        page.eval(&format!("document.documentElement.dataset.theme = '{theme}'"));
        page.axe();
    }
    page.resize(360, 740);
    let wider = page.eval("return document.documentElement.scrollWidth - innerWidth");
    assert!(wider.as_i64().unwrap_or(0) <= 0, "the room is {wider} px wider than a phone");
}

fn bad_news(page: &Page) {
    page.open("");
    page.open_sample();
    page.go("#options", "Options");
    page.by_role("button", "Guided call").click();
    page.by_role("article", "Bad-news call");
    says(page, "Paying can be built only once");
    says(page, "What it does to their dates");
    says(page, "Options");
    page.by_role("textbox", "Why").fill("We asked too late.");
    page.by_role("textbox", "With whom").fill("Louise Meyer");
    page.by_role("textbox", "Call notes").fill("She took it well.");
    says(page, "We asked too late.");
    page.by_role("textbox", "Held on").fill("today");
    page.key("Enter");
    page.by_role("button", "Log the conversation");
    page.reload();
    page.by_role("button", "*Bad-news call: *").click();
    page.wait_for_text("what was written", "We asked too late.", || page.by_role("textbox", "Why").value());
    page.by_role("button", "As the plan says it: Why").click();
    says(page, "with your legal department");
    let (sheet, pages) = on_paper(page);
    assert!(sheet.contains("Only on our side") && sheet.contains("She took it well."), "{sheet}");
    assert_eq!(pages.unwrap_or(1), 1, "the call is one clean page");
    accessible(page);
}

fn to_reset(page: &Page) {
    page.open("");
    page.open_sample();
    page.go("#conversations", "Conversations");
    page.by_role("button", "*New page: Frank discussion*").click();
    page.by_role("textbox", "With whom").fill("Helen Brandt");
    page.by_role("textbox", "What went well?").fill("The trial.");
    says(page, "The trial.");
    page.by_role("button", "*New page: Escalation*").click();
    page.by_role("textbox", "Who of ours is brought in").fill("Anna Berg");
    says(page, "Brief for Anna Berg");
    says(page, "History of promises");
    page.by_role("button", "Plan when they show up").click();
    page.wait("it is planned, and asks when", || text(page, "#touches-part .record.open").contains("Anna Berg"));
    page.css("#touches-part .record.open .record-head").click();
    page.by_role("button", "*Escalation, Anna Berg*").click();
    page.by_role("button", "Open when they show up");
    page.by_role("button", "*New page: Reset meeting*").click();
    says(page, "The old plan");
    page.by_role("textbox", "Status, before").fill("A mail now and then.");
    page.by_role("textbox", "Status, from now on").fill("Every Friday.");
    page.by_role("switch", "The client sees the agreement").click();
    page.by_role("textbox", "Agreed on").fill("today");
    page.key("Enter");
    says(page, "From now on: Every Friday.");
    says(page, "Agreed on");
    page.by_role("textbox", "Held on").fill("today");
    page.key("Enter");
    page.wait("the recovery has two steps", || text(page, ".guide-recovery").contains("Working agreement"));
    accessible(page);
}

fn to_the_end(page: &Page) {
    page.open("");
    page.open_sample();
    page.go("#conversations", "Conversations");
    page.by_role("button", "*New page: Wrap-up*").click();
    says(page, "kept early");
    assert!(!text(page, ".guide-paper").contains("nobody there answers"), "nothing private fills it");
    page.by_role("textbox", "Next time…").fill("Ask the lawyers first.");
    says(page, "Ask the lawyers first.");
    page.by_role("button", "Remove the page").click();
    page.wait("it is gone", || !page.has_role("article", "Wrap-up"));
    assert_ne!(page.eval("return document.activeElement.tagName"), json!("BODY"), "the focus is somewhere");
    page.by_role("button", "*Handover*").click();
    says(page, "People");
    says(page, "Only on our side");
    says(page, "Open problems");
    assert!(on_paper(page).0.contains("Handover"));
    accessible(page);
}
