//! Hold a date, in the What-if room: what is asked, what answers, and an answer that becomes a scenario.

use crate::page::Page;
use crate::what_if::{SENTENCE, command, count, design, focused, go, open, tab_to};
use crate::{Scenario, scenario};
use serde_json::json;

pub const SCENARIOS: &[Scenario] =
    &[scenario("what-if: a date that is short is held by one change, which becomes a scenario", hold)];

const HELD: &str = ".what-if-panel form select";
const VERDICT: &str = ".what-if-panel .verdict";

fn hold(page: &Page) {
    open(page);
    let before = design(page);
    page.key("w");
    page.by_role("main", "What-if");
    command(page, "Hold a date");
    page.wait("what is to be held is asked first", || page.eval("return document.activeElement.tagName") == "SELECT");
    let (held, day) = (page.css(HELD).value(), page.by_role("textbox", "Done by the end of").value());
    assert!(!day.is_empty(), "the day it was promised for stands there");
    page.keys(&["Tab", "Enter"]);
    page.says(VERDICT, " after ");
    page.says(VERDICT, "holds it.");
    page.wait("the answer has the focus", || page.eval("return document.activeElement.matches('.answer')") == true);
    // A day that cannot be read is said so, and what was found for the other day is taken away.
    page.by_role("textbox", "Done by the end of").fill("30 feb");
    page.wait("the answer is gone", || count(page, VERDICT) == 0);
    page.key("Enter");
    page.says(".what-if-panel .message", "“30 feb” is not a date");
    page.by_role("textbox", "Done by the end of").fill(&day);
    page.key("Enter");
    page.says(VERDICT, "holds it.");
    page.wait("the answer has the focus", || page.eval("return document.activeElement.matches('.answer')") == true);
    let hidden = page.eval(
        "const [head, verdict] = ['.what-if-panel .inspector-head', '.what-if-panel .verdict'].map((one) => document.querySelector(one).getBoundingClientRect());
         return head.bottom - verdict.top",
    );
    assert!(hidden.as_f64().unwrap_or(99.0) <= 0.5, "the head covers {hidden} px of the verdict");
    tab_to(page, "Make it a scenario");
    let change = focused(page).replace("Make it a scenario: ", "");
    page.key("Enter");
    page.wait("its tab has the focus", || focused(page) == change);
    assert_eq!(count(page, ".drafts li"), 1);
    page.says(SENTENCE, "promise “Everyone can book online before the season opens” ");
    page.by_role("button", "Hold a date").click();
    let same = "const s = document.querySelector(arguments[0]); s.value = arguments[1]; s.dispatchEvent(new Event('change', { bubbles: true }))";
    page.eval_with(same, &[json!(HELD), json!(held)]);
    page.wait_for_text("the day it was promised for", &day, || page.by_role("textbox", "Done by the end of").value());
    page.by_role("button", "What would hold it?").click();
    page.says(VERDICT, " holds ");
    page.by_role("complementary", "Hold a date").by_role("button", "Close").click();
    page.wait("the focus is on its button", || focused(page) == "Hold a date");
    go(page, "#plan", "Plan");
    assert_eq!(design(page), before);
}
