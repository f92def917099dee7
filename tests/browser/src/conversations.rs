//! The Conversations room: what was told and when, concerns, what we need; by pointer, by keyboard alone, on a phone.

use crate::page::Page;
use crate::{Scenario, scenario};
use serde_json::json;

pub const SCENARIOS: &[Scenario] = &[
    scenario("conversations: what was told in a call is found by one search, and undone is not told again", told),
    scenario("conversations: a concern noted from another room is tied to a step and checked back on", heard),
    scenario("conversations: what we need follows the plan until it is received", needed),
    scenario("conversations: axe-core finds nothing, by keyboard alone, on a phone, and all is kept", accessible),
];

fn go(page: &Page, fragment: &str, name: &str) {
    page.eval(&format!("location.hash = '{fragment}'"));
    page.by_role("main", name);
}

fn begin(page: &Page) {
    page.open("");
    page.open_sample();
    go(page, "#conversations", "Conversations");
}

fn count(page: &Page, selector: &str) -> u64 {
    page.eval_with("return document.querySelectorAll(arguments[0]).length", &[json!(selector)]).as_u64().unwrap_or(0)
}

/// What is read in an element, what is typed in its fields included.
fn text(page: &Page, selector: &str) -> String {
    let script = "return [...document.querySelectorAll(arguments[0])].map((one) =>
        [one.innerText, ...[...one.querySelectorAll('textarea, input')].map((field) => field.value)].join(' ')).join(' ')";
    page.eval_with(script, &[json!(selector)]).as_str().unwrap_or_default().to_owned()
}

#[track_caller]
fn says(page: &Page, selector: &str, part: &str) {
    page.wait(&format!("{selector} says {part:?}"), || text(page, selector).contains(part));
}

fn focused(page: &Page) -> String {
    let name = page.eval(
        "const one = document.activeElement; return one.ariaLabel ?? one.labels?.[0]?.innerText ?? one.innerText ?? ''",
    );
    name.as_str().unwrap_or_default().trim().to_owned()
}

#[track_caller]
fn has_focus(page: &Page, name: &str) {
    page.wait(&format!("{name:?} has the focus"), || focused(page) == name);
}

fn told(page: &Page) {
    begin(page);
    page.wait("something is not told", || count(page, "#untold-part .untold") > 0);
    let before = count(page, "#untold-part .untold");
    let fact = text(page, "#untold-part li:first-child .untold-words");
    page.css("#untold-part li:first-child input").click();
    page.by_role("button", "Log that this was told").click();
    has_focus(page, "With");
    page.type_text("Helen Brandt, Ana\n");
    says(page, ".record.open .record-name", "Call with Helen Brandt, Ana");
    page.by_role("textbox", "Said").fill("She took it well.");
    page.by_role("textbox", "Sensed").fill("Worried about the board.");
    page.wait("it is told", || count(page, "#untold-part .untold") < before);
    page.css("#talk-question").fill(&format!("when did we tell them {fact}"));
    says(page, ".answers", "call with Helen Brandt, Ana");
    page.css("#talk-question").fill("took well");
    says(page, ".answers", "“She took it well.”");
    page.css(".answers .answer").click();
    page.reload();
    go(page, "#conversations", "Conversations");
    page.css("#talks-part .record-head").click();
    says(page, ".record.open", "Worried about the board.");
    // A way out of the room of problems: told with its options.
    go(page, "#options", "Options");
    page.by_role("button", "Tell them").click();
    page.by_role("main", "Conversations");
    page.wait("a new one is open, with what was told", || count(page, ".record.open .told-here input:checked") > 0);
    let talks = count(page, "#talks-part .record");
    page.css("#talk-question").focus();
    page.key("Mod+z");
    page.wait("it is gone", || count(page, "#talks-part .record") < talks);
    // The first date of a promise was told by being said.
    page.css("#talk-question").fill("everyone can book");
    says(page, ".answers", "said on");
    page.css(".answers .answer").click();
    page.by_role("main", "Promises");
    page.wait("its history is open and has the focus", || {
        page.eval("return document.activeElement.matches('.ledger-line[aria-expanded=true]')") == json!(true)
    });
}

fn heard(page: &Page) {
    begin(page);
    go(page, "#report", "Report");
    page.eval("document.activeElement.blur()");
    page.key("n");
    has_focus(page, "What was said");
    page.key("ArrowDown");
    has_focus(page, "What was sensed");
    page.type_text("They fear the opening");
    page.key("Escape");
    page.wait("nothing is left", || count(page, ".note-bar") == 0);
    page.key("n");
    has_focus(page, "What was said");
    page.type_text("Who answers for payment?");
    page.key("Enter");
    page.wait("it is kept", || count(page, ".note-bar") == 0);
    page.key("n");
    has_focus(page, "What was said");
    page.type_text("Will it be ready for the opening?");
    page.key("Tab");
    page.type_text("Louise Meyer");
    page.key("Mod+Enter");
    page.wait("it is kept", || count(page, ".note-bar") == 0);
    go(page, "#conversations", "Conversations");
    says(page, "#talks-part .record.open", "Who answers for payment?");
    says(page, "#concerns-part .record.open", "Will it be ready for the opening?");
    says(page, "#concerns-part .record-head", "Louise Meyer");
    says(page, "#concerns-part .record-head", "Heard, no answer yet");
    page.by_role("combobox", "Add a step or problem that answers it").focus();
    page.type_text("des");
    page.key("Enter");
    says(page, "#concerns-part .record-head", "Answered in the plan");
    page.by_role("button", "Checked back today").click();
    says(page, "#concerns-part .record-head", "Checked back on");
    page.wait("the focus is not lost", || focused(page).contains("Will it be ready"));
    page.key("Mod+z");
    says(page, "#concerns-part .record-head", "Answered in the plan");
}

fn needed(page: &Page) {
    begin(page);
    page.css("#new-input").focus();
    page.type_text("The museum’s opening hours\n");
    has_focus(page, "The step that waits for it");
    says(page, "#inputs-part .record.open", "so no day follows");
    page.type_text("go-live");
    page.key("Enter");
    says(page, "#inputs-part .need-by", "eeded by");
    let before = text(page, "#inputs-part .need-by");
    assert!(before.contains("by a day."), "a day's delay is said: {before}");
    go(page, "#plan", "Plan");
    page.eval("document.querySelector(\".tl-bars [role=button][aria-label^='Design,']\").focus()");
    for _ in 0..5 {
        page.key("Shift+ArrowRight");
    }
    page.key("Enter");
    go(page, "#conversations", "Conversations");
    page.wait("the day follows the plan", || {
        let now = text(page, "#inputs-part .need-by");
        !now.is_empty() && now != before
    });
    page.by_role("button", "Received today").click();
    says(page, "#inputs-part .record-head", "Received on");
    // A step of their own is tracked with a press.
    let own = text(page, ".their-steps li:first-child span");
    page.css(".their-steps li:first-child button").click();
    page.wait("it is open, and has the focus", || {
        let name = text(page, "#inputs-part .record.open .record-name");
        !name.is_empty() && own.starts_with(&name) && focused(page).contains(&name)
    });
    assert!(!text(page, ".their-steps").contains(&own), "it is not offered again");
}

fn accessible(page: &Page) {
    begin(page);
    page.eval("document.activeElement.blur()");
    page.key("c");
    has_focus(page, "New concern, in their words");
    page.type_text("It is slow\n");
    has_focus(page, "Who worries");
    page.css("#talks-part h2").click();
    page.key("l");
    has_focus(page, "With");
    page.type_text("Helen Brandt\n");
    page.css("#new-touch").focus();
    page.type_text("Vera Holm\n");
    page.wait("it is open", || count(page, "#touches-part .record.open") == 1);
    page.css("#new-input").focus();
    page.type_text("Texts\n");
    page.wait("it is open", || count(page, "#inputs-part .record.open") == 1);
    for theme in ["light", "dark"] {
        page.eval(&format!("document.documentElement.dataset.theme = '{theme}'"));
        page.axe();
    }
    page.css("#talks-part h2").click();
    page.key("n");
    has_focus(page, "What was said");
    page.axe();
    page.resize(360, 740);
    let wider = page.eval("return document.documentElement.scrollWidth - innerWidth");
    assert!(wider.as_i64().unwrap_or(0) <= 0, "the room is {wider} px wider than a phone");
    let wider =
        page.eval("const room = document.querySelector('main.room'); return room.scrollWidth - room.clientWidth");
    assert!(wider.as_i64().unwrap_or(0) <= 0, "the room scrolls {wider} px sideways");
    page.axe();
    page.key("Escape");
    page.reload();
    go(page, "#conversations", "Conversations");
    for kept in ["It is slow", "Helen Brandt", "Vera Holm", "Texts"] {
        says(page, "main.conversations", kept);
    }
}
