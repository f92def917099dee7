//! The whole way, by one person: a project that has slipped once slips again; it is told in time, the trust is asked for
//! and won back, and the wrap-up is already written. `tests/story.plan.json` is how it stands before.

use crate::page::Page;
use crate::{Scenario, scenario};
use serde_json::json;
use xtask::place;

pub const SCENARIOS: &[Scenario] =
    &[scenario("story: a second slip is told in time, and the way back ends in the wrap-up", whole)];

fn go(page: &Page, fragment: &str, name: &str) {
    page.eval(&format!("location.hash = '{fragment}'"));
    page.by_role("main", name);
}

fn text(page: &Page, selector: &str) -> String {
    let script = "return [...document.querySelectorAll(arguments[0])].map((one) =>
        [one.innerText, ...[...one.querySelectorAll('textarea, input')].map((field) => field.value)].join(' ')).join(' ')";
    page.eval_with(script, &[json!(selector)]).as_str().unwrap_or_default().replace('\u{a0}', " ")
}

#[track_caller]
fn says(page: &Page, selector: &str, part: &str) {
    page.wait(&format!("{selector} says {part:?}"), || text(page, selector).contains(part));
}

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
    go(page, "#plan", "Plan");
    page.key("r");
    page.by_role("complementary", "Radar");
    assert!(!text(page, ".radar").contains("Every desk sends"), "it is kept so far");
    page.css(".tl-bars [role=button][aria-label^='Mend what the trial shows,']").focus();
    page.keys(&["Shift+ArrowRight"; 6]);
    page.key("Enter");
    says(page, ".radar-line.pressing", "“Every desk sends letters and texts” was promised for");
    says(page, ".radar-line.pressing", "17 days of notice; in a week: 10");
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
    says(page, "#concerns-part", "thrown in at the deep end");
    page.by_role("combobox", "Add a step or problem that answers it").focus();
    page.type_text("practice");
    page.key("Enter");
    says(page, "#concerns-part .record-head", "Answered in the plan");
}

/// Three days later a new date is said: the notice is counted from the call.
fn is_chosen(page: &Page) {
    page.be_on("2026-10-30");
    go(page, "#promises", "Promises");
    says(page, ".ledger", "they know since ");
    says(page, ".ledger", ", 17 days before");
    page.eval(
        "[...document.querySelectorAll('.ledger-line')].find((one) => one.innerText.includes('Every desk')).click()",
    );
    page.by_role("textbox", "Another date").fill("24 Nov 2026\n");
    page.wait("the reason is asked for", || {
        page.eval("return document.activeElement?.closest('.reason') !== null") == json!(true)
    });
    page.type_text("Every language first\n");
    says(page, ".lead", "1 moved with 17 days’ notice");
    says(page, ".ledger-row.open .history", "17 days before");
}

/// A frank discussion, our senior manager, and a reset that leaves a working agreement.
fn listens(page: &Page) {
    page.be_on("2026-11-03");
    go(page, "#conversations", "Conversations");
    page.by_role("button", "*New page: Frank discussion*").click();
    page.by_role("textbox", "With whom").fill("Paul Adler");
    page.by_role("textbox", "Held on").fill("today\n");
    page.by_role("button", "*New page: Escalation*").click();
    page.by_role("textbox", "Who of ours is brought in").fill("Karin Voss");
    says(page, ".guide-paper", "Brief for Karin Voss");
    page.by_role("textbox", "Held on").fill("today\n");
    page.by_role("button", "*New page: Reset meeting*").click();
    page.by_role("textbox", "Status, before").fill("When somebody asked.");
    page.by_role("textbox", "Status, from now on").fill("A line each Tuesday.");
    page.by_role("switch", "The client sees the agreement").click();
    page.by_role("textbox", "Agreed on").fill("today\n");
    page.by_role("textbox", "Held on").fill("today\n");
    says(page, ".guide-recovery", "Working agreement");
}

/// A small win is judged, promised, and delivered before its day.
fn wins(page: &Page) {
    go(page, "#promises", "Promises");
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
    says(page, ".ledger", "early");
    says(page, ".lead", "2 kept, all of them early");
    page.be_on("2026-11-19");
    go(page, "#conversations", "Conversations");
    page.eval("[...document.querySelectorAll('#concerns-part .record-head')].find((one) => one.ariaExpanded === 'false')?.click()");
    page.by_role("button", "Checked back today").click();
    says(page, "#concerns-part .record-head", "Checked back on");
}

/// The agreement is before the client.
fn shows(page: &Page) {
    page.eval("document.activeElement.blur()");
    page.key("p");
    page.by_role("dialog", "Before you share").by_role("button", "Present").click();
    page.by_role("main", "Present");
    let mut found = false;
    for _ in 0..30 {
        let seen = text(page, "main.screen");
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
    says(page, ".guide-paper", "moved with notice");
    says(page, ".guide-paper", "kept early");
    page.by_role("textbox", "Next time…").fill("Ask the desks first.");
    says(page, ".guide-paper", "Ask the desks first.");
    page.axe();
    page.wait("it is safe", || page.css(".save-state").text() == "Safe");
    page.reload();
    go(page, "#promises", "Promises");
    says(page, ".lead", "1 moved with 17 days’ notice");
}
