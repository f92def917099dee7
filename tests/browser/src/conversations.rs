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

fn begin(page: &Page) {
    page.open("");
    page.open_sample();
    page.go("#conversations", "Conversations");
}

fn told(page: &Page) {
    begin(page);
    page.wait("something is not told", || page.count("#untold-part .untold") > 0);
    let before = page.count("#untold-part .untold");
    let fact = page.text("#untold-part li:first-child .untold-words");
    page.css("#untold-part li:first-child input").click();
    page.by_role("button", "Log that this was told").click();
    page.has_focus("With");
    page.type_text("Helen Brandt, Ana\n");
    page.says(".record.open .record-name", "Call with Helen Brandt, Ana");
    page.by_role("textbox", "Said").fill("She took it well.");
    page.by_role("textbox", "Sensed").fill("Worried about the board.");
    page.wait("it is told", || page.count("#untold-part .untold") < before);
    page.css("#talk-question").fill(&format!("when did we tell them {fact}"));
    page.says(".answers", "call with Helen Brandt, Ana");
    page.css("#talk-question").fill("took well");
    page.says(".answers", "“She took it well.”");
    page.css(".answers .answer").click();
    page.reload();
    page.go("#conversations", "Conversations");
    page.css("#talks-part .record-head").click();
    page.says(".record.open", "Worried about the board.");
    // A way out of the room of problems: told with its options.
    page.go("#options", "Options");
    page.by_role("button", "Tell them").click();
    page.by_role("main", "Conversations");
    page.wait("a new one is open, with what was told", || page.count(".record.open .told-here input:checked") > 0);
    let talks = page.count("#talks-part .record");
    page.css("#talk-question").focus();
    page.key("Mod+z");
    page.wait("it is gone", || page.count("#talks-part .record") < talks);
    // The first date of a promise was told by being said.
    page.css("#talk-question").fill("everyone can book");
    page.says(".answers", "said on");
    page.css(".answers .answer").click();
    page.by_role("main", "Promises");
    page.wait("its history is open and has the focus", || {
        page.eval("return document.activeElement.matches('.ledger-line[aria-expanded=true]')") == json!(true)
    });
}

fn heard(page: &Page) {
    begin(page);
    page.go("#report", "Report");
    page.eval("document.activeElement.blur()");
    page.key("n");
    page.has_focus("What was said");
    page.key("ArrowDown");
    page.has_focus("What was sensed");
    page.type_text("They fear the opening");
    page.key("Escape");
    page.wait("nothing is left", || page.count(".note-bar") == 0);
    page.key("n");
    page.has_focus("What was said");
    page.type_text("Who answers for payment?");
    page.key("Enter");
    page.wait("it is kept", || page.count(".note-bar") == 0);
    page.key("n");
    page.has_focus("What was said");
    page.type_text("Will it be ready for the opening?");
    page.key("Tab");
    page.type_text("Louise Meyer");
    page.key("Mod+Enter");
    page.wait("it is kept", || page.count(".note-bar") == 0);
    page.go("#conversations", "Conversations");
    page.says("#talks-part .record.open", "Who answers for payment?");
    page.says("#concerns-part .record.open", "Will it be ready for the opening?");
    page.says("#concerns-part .record-head", "Louise Meyer");
    page.says("#concerns-part .record-head", "Heard, no answer yet");
    page.by_role("combobox", "Add a step or problem that answers it").focus();
    page.type_text("des");
    page.key("Enter");
    page.says("#concerns-part .record-head", "Answered in the plan");
    page.by_role("button", "Checked back today").click();
    page.says("#concerns-part .record-head", "Checked back on");
    page.wait("the focus is not lost", || page.focused_name().contains("Will it be ready"));
    page.key("Mod+z");
    page.says("#concerns-part .record-head", "Answered in the plan");
}

fn needed(page: &Page) {
    begin(page);
    page.css("#new-input").focus();
    page.type_text("The museum’s opening hours\n");
    page.has_focus("The step that waits for it");
    page.says("#inputs-part .record.open", "so no day follows");
    page.type_text("go-live");
    page.key("Enter");
    page.says("#inputs-part .need-by", "eeded by");
    let before = page.text("#inputs-part .need-by");
    assert!(before.contains("by a day."), "a day's delay is said: {before}");
    page.go("#plan", "Plan");
    page.eval("document.querySelector(\".tl-bars [role=button][aria-label^='Design,']\").focus()");
    for _ in 0..5 {
        page.key("Shift+ArrowRight");
    }
    page.key("Enter");
    page.go("#conversations", "Conversations");
    page.wait("the day follows the plan", || {
        let now = page.text("#inputs-part .need-by");
        !now.is_empty() && now != before
    });
    page.by_role("button", "Received today").click();
    page.says("#inputs-part .record-head", "Received on");
    // A step of their own is tracked with a press.
    let own = page.text(".their-steps li:first-child span");
    page.css(".their-steps li:first-child button").click();
    page.wait("it is open, and has the focus", || {
        let name = page.text("#inputs-part .record.open .record-name");
        !name.is_empty() && own.starts_with(&name) && page.focused_name().contains(&name)
    });
    assert!(!page.text(".their-steps").contains(&own), "it is not offered again");
}

fn accessible(page: &Page) {
    begin(page);
    page.eval("document.activeElement.blur()");
    page.key("c");
    page.has_focus("New concern, in their words");
    page.type_text("It is slow\n");
    page.has_focus("Who worries");
    page.css("#talks-part h2").click();
    page.key("l");
    page.has_focus("With");
    page.type_text("Helen Brandt\n");
    page.css("#new-touch").focus();
    page.type_text("Vera Holm\n");
    page.wait("it is open", || page.count("#touches-part .record.open") == 1);
    page.css("#new-input").focus();
    page.type_text("Texts\n");
    page.wait("it is open", || page.count("#inputs-part .record.open") == 1);
    for theme in ["light", "dark"] {
        page.eval(&format!("document.documentElement.dataset.theme = '{theme}'"));
        page.axe();
    }
    page.css("#talks-part h2").click();
    page.key("n");
    page.has_focus("What was said");
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
    page.go("#conversations", "Conversations");
    for kept in ["It is slow", "Helen Brandt", "Vera Holm", "Texts"] {
        page.says("main.conversations", kept);
    }
}
