//! The whole way, by one person: a project that has slipped once slips again; it is told in time, the trust is asked for
//! and won back, and the wrap-up is already written. `tests/story.plan.json` is how it stands before.

use crate::page::Page;
use crate::{Scenario, scenario};
use serde_json::json;
use xtask::place;

pub const SCENARIOS: &[Scenario] =
    &[scenario("story: a second slip is told in time, and the way back ends in the wrap-up", whole)];

fn whole(page: &Page) {
    page.open("#files");
    page.css("input[type=file]").upload(&place::root().join("tests/story.plan.json"));
    page.wait("the project is open", || page.title().contains("Lakeside Clinic"));
    page.be_on("2026-10-27");
    slips(page);
    tells(page);
    is_chosen(page);
    listens(page);
    wins(page);
    shows(page);
    looks_back(page);
}

/// The forecast passes a promise, and the radar says it the same moment.
fn slips(page: &Page) {
    page.go("#plan", "Plan");
    page.key("r");
    page.by_role("complementary", "Radar");
    assert!(!page.text(".radar").contains("Every desk sends"), "it is kept so far");
    page.css(".tl-bars [role=button][aria-label^='Mend what the trial shows,']").focus();
    page.keys(&["Shift+ArrowRight"; 6]);
    page.key("Enter");
    page.says(".radar-line.pressing", "“Every desk sends letters and texts” was promised for");
    page.says(".radar-line.pressing", "17 days of notice; in a week: 10");
    page.by_role("complementary", "Radar").focus();
    page.key("Escape");
}

/// The problem with two ways out is told in a call that is logged; a concern is heard in it.
fn tells(page: &Page) {
    page.css(".tl-bars [role=button][aria-label^='Mend what the trial shows,']").focus();
    page.key("Mod+k");
    page.type_text("about what is selected\n");
    page.by_role("main", "Options");
    page.wait("its title is asked for", || {
        page.eval("return document.activeElement.matches('.titles .ours textarea')") == json!(true)
    });
    page.type_text("Answers in other languages are not understood");
    page.by_role("checkbox", "The client sees this problem, in their wording").click();
    for name in ["Every language, a week later", "On the day, two languages first"] {
        page.by_role("button", "New option").click();
        page.wait("its name is asked for", || {
            page.eval("return document.activeElement.closest('.option') !== null") == json!(true)
        });
        page.type_text(name);
    }
    page.by_role("button", "Tell them").click();
    page.by_role("main", "Conversations");
    page.wait("a conversation is open, with what it tells", || {
        page.eval("return document.querySelectorAll('.record.open .told-here input:checked').length > 0") == json!(true)
    });
    page.by_role("textbox", "Said").fill("What the trial shows, two ways out, and that the trial goes on.");
    page.by_role("textbox", "Sensed").fill("Dr Roth said little.");
    page.eval("document.activeElement.blur()");
    page.key("n");
    page.wait("the note is there", || page.has_role("textbox", "What was said"));
    page.type_text("The desks will be thrown in at the deep end");
    page.key("Tab");
    page.type_text("Paul Adler");
    page.key("Mod+Enter");
    page.says("#concerns-part", "thrown in at the deep end");
    page.by_role("combobox", "Add a step or problem that answers it").focus();
    page.type_text("practice");
    page.key("Enter");
    page.says("#concerns-part .record-head", "Answered in the plan");
}

/// Three days later a new date is said: the notice is counted from the call.
fn is_chosen(page: &Page) {
    page.be_on("2026-10-30");
    page.go("#promises", "Promises");
    page.says(".ledger", "they know since ");
    page.says(".ledger", ", 17 days before");
    page.eval(
        "[...document.querySelectorAll('.ledger-line')].find((one) => one.innerText.includes('Every desk')).click()",
    );
    page.by_role("textbox", "Another date").fill("24 Nov 2026\n");
    page.wait("the reason is asked for", || {
        page.eval("return document.activeElement?.closest('.reason') !== null") == json!(true)
    });
    page.type_text("Every language first\n");
    page.says(".lead", "1 moved with 17 days’ notice");
    page.says(".ledger-row.open .history", "17 days before");
}

/// A frank discussion, our senior manager, and a reset that leaves a working agreement.
fn listens(page: &Page) {
    page.be_on("2026-11-03");
    page.go("#conversations", "Conversations");
    page.by_role("button", "*New page: Frank discussion*").click();
    page.by_role("textbox", "With whom").fill("Paul Adler");
    page.by_role("textbox", "Held on").fill("today\n");
    page.by_role("button", "*New page: Escalation*").click();
    page.by_role("textbox", "Who of ours is brought in").fill("Karin Voss");
    page.says(".guide-paper", "Brief for Karin Voss");
    page.by_role("textbox", "Held on").fill("today\n");
    page.by_role("button", "*New page: Reset meeting*").click();
    page.by_role("textbox", "Status, before").fill("When somebody asked.");
    page.by_role("textbox", "Status, from now on").fill("A line each Tuesday.");
    page.by_role("switch", "The client sees the agreement").click();
    page.by_role("textbox", "Agreed on").fill("today\n");
    page.by_role("textbox", "Held on").fill("today\n");
    page.says(".guide-recovery", "Working agreement");
}

/// A small win is judged, promised, and delivered before its day.
fn wins(page: &Page) {
    page.go("#promises", "Promises");
    page.css(".wins > .button").click();
    for question in ["They care", "It is small", "Little can go wrong", "Little is unknown", "Done before"] {
        page.by_role("slider", &format!("{question}: List of cancelled appointments")).focus();
        page.key("3");
    }
    page.eval("[...document.querySelectorAll('.win-deeds .button')].find((one) => one.ariaLabel.startsWith('Promise it for') && one.ariaLabel.includes('List of cancelled')).click()");
    page.wait("its words are asked for", || {
        page.eval("return document.activeElement?.closest('.words') !== null") == json!(true)
    });
    page.type_text("One list each morning\n");
    page.be_on("2026-11-09");
    page.by_role("textbox", "Delivered on").fill("today\n");
    page.says(".ledger", "early");
    page.says(".lead", "2 kept, all of them early");
    page.be_on("2026-11-19");
    page.go("#conversations", "Conversations");
    page.eval("[...document.querySelectorAll('#concerns-part .record-head')].find((one) => one.ariaExpanded === 'false')?.click()");
    page.by_role("button", "Checked back today").click();
    page.says("#concerns-part .record-head", "Checked back on");
}

/// The agreement is before the client.
fn shows(page: &Page) {
    page.eval("document.activeElement.blur()");
    page.key("p");
    page.by_role("dialog", "Before you share").by_role("button", "Present").click();
    page.by_role("main", "Present");
    let mut found = false;
    for _ in 0..30 {
        let seen = page.text("main.screen");
        assert!(!seen.contains("said little"), "{seen}");
        found |= seen.contains("How we work together") && seen.contains("A line each Tuesday.");
        page.key("ArrowRight");
    }
    assert!(found, "the working agreement is shown");
    page.wait("the room is back", || {
        page.has_role("main", "Conversations") || {
            page.key("Escape");
            false
        }
    });
}

/// The wrap-up is written already; all of it is there after a reload.
fn looks_back(page: &Page) {
    page.by_role("button", "*New page: Wrap-up*").click();
    page.says(".guide-paper", "moved with notice");
    page.says(".guide-paper", "kept early");
    page.by_role("textbox", "Next time…").fill("Ask the desks first.");
    page.says(".guide-paper", "Ask the desks first.");
    page.axe();
    page.wait("it is safe", || page.css(".save-state").text() == "Safe");
    page.reload();
    page.go("#promises", "Promises");
    page.says(".lead", "1 moved with 17 days’ notice");
}
