//! The Report room: this week's report from what changed, as mail and on paper, and frozen once it is sent.

use crate::page::Page;
use crate::{Scenario, printed, scenario};
use serde_json::json;

pub const SCENARIOS: &[Scenario] = &[
    scenario("report: this week's is written from what changed, copied as mail, sent, and stays as it went out", walk),
    scenario("report: the page that is saved and the paper say the same, and nothing private is on them", on_paper),
    scenario("report: axe-core finds nothing, by keyboard and on a phone", accessible),
];

fn go(page: &Page) {
    page.open("");
    page.open_sample();
    page.eval("location.hash = '#report'");
    page.by_role("main", "Report");
}

/// What a button puts on the clipboard: a listener after the app's sees what it set.
pub fn copied(page: &Page, button: &str) -> String {
    page.eval(
        "window.copiedText = null;
         const set = DataTransfer.prototype.setData;
         DataTransfer.prototype.setData = function (kind, text) { window.copiedText = text; return set.call(this, kind, text); };
         const write = navigator.clipboard?.writeText;
         if (write) navigator.clipboard.writeText = (text) => { window.copiedText = text; return Promise.resolve(); };",
    );
    page.by_role("button", button).click();
    page.wait("something is copied", || page.eval("return window.copiedText").is_string());
    page.eval("return window.copiedText").as_str().unwrap_or_default().to_owned()
}

fn walk(page: &Page) {
    go(page);
    page.says(".paper", "Go-live:");
    page.says(".report-margin", "Fixes");
    let first = page.css(".paper li textarea").attribute("aria-label").unwrap_or_default();
    page.by_role("textbox", &first).fill("The first line is ours.");
    page.says(".paper li.edited", "The first line is ours.");
    // Left out with a reason, which stays in the margin; the other lines stay what they are, with whatever is in them.
    page.eval("for (const one of document.querySelectorAll('.paper li')) one.isTheSame = true");
    page.by_role("button", "*Leave out: Wrap-up meeting*").click();
    page.wait("why is asked", || {
        page.eval("return document.activeElement.getAttribute('aria-label') ?? ''")
            .as_str()
            .is_some_and(|name| name.starts_with("Why it is left out: Wrap-up"))
    });
    page.type_text("too far away");
    page.says(".report-margin", "too far away");
    let made_anew =
        page.eval("return [...document.querySelectorAll('.paper li')].filter((one) => !one.isTheSame).length");
    assert_eq!(made_anew, json!(0), "lines that were made anew");
    page.by_role("button", "Add a line to “Done”").click();
    page.wait("the new line has the focus", || {
        page.eval("return document.activeElement.closest('li')?.id ?? ''") == json!("line-own-1")
    });
    page.type_text("We met at the harbour.");
    page.says(".paper", "We met at the harbour.");
    let mail = copied(page, "Copy as mail");
    for part in ["The first line is ours.", "We met at the harbour.", "WHAT MOVED, AND WHY", "- Go-live:"] {
        assert!(mail.contains(part), "the mail has {part:?}: {mail}");
    }
    for part in ["too far away", "- Wrap-up meeting: 2", "Fixes", "legal department has it"] {
        assert!(!mail.contains(part) || part.starts_with("- Wrap-up"), "the mail has {part:?}: {mail}");
    }
    assert!(mail.lines().all(|line| line.chars().count() <= 72), "no line of a mail is wider than 72: {mail}");
    page.by_role("button", "Mark as sent").click();
    page.says(".frozen", "Helen Brandt, Louise Meyer");
    assert_eq!(page.count(".paper textarea"), 0, "what was sent is not written on any more");
    let sent = page.text(".paper section");
    assert!(sent.contains("We met at the harbour."), "{sent}");
    // The plan moves on; what was sent does not.
    page.eval("location.hash = '#outline'");
    page.by_role("main", "Outline");
    page.by_role("textbox", "Project name").fill("Another name");
    page.eval("location.hash = '#report'");
    page.by_role("main", "Report");
    page.says(".paper", "Another name");
    page.css(".sent-reports li:nth-child(2) button").click();
    page.says(".paper", "We met at the harbour.");
    assert_eq!(page.text(".paper section"), sent);
    assert!(page.text(".paper").contains("Harbour Museum"), "it has the name it went out under");
    // Compared with the one before.
    page.eval("const one = document.querySelector('.compare-with select'); one.selectedIndex = 1; one.dispatchEvent(new Event('change', { bubbles: true }))");
    page.says(".differences", "We met at the harbour.");
    page.reload();
    page.css(".sent-reports li:nth-child(2) button").click();
    page.says(".paper", "The first line is ours.");
    // A talk about it begins with what it told.
    page.by_role("button", "Log a talk about it").click();
    page.by_role("main", "Conversations");
    page.wait("what the report told is told in it", || page.count(".record.open .told-here input:checked") > 1);
}

fn on_paper(page: &Page) {
    go(page);
    page.says(".paper", "Go-live:");
    // The page that is saved, caught on its way to the download.
    page.eval(
        "window.saved = null; const make = URL.createObjectURL;
         URL.createObjectURL = (blob) => { blob.text().then((text) => window.saved = text); return make.call(URL, blob); };",
    );
    page.by_role("button", "Save as HTML").click();
    page.wait("the page is made", || page.eval("return window.saved").is_string());
    let saved = page.eval("return window.saved").as_str().unwrap_or_default().to_owned();
    assert!(!saved.contains("<script") && !saved.contains("http:") && !saved.contains("https:"), "{saved}");
    page.eval("window.dispatchEvent(new Event('beforeprint'))");
    let same = page.eval(
        "const page = new DOMParser().parseFromString(window.saved.replace(/<style>[^]*?<\\/style>/, ''), 'text/html');
         const plain = (one) => one.textContent.replace(/\\s+/g, '');
         return plain(page.querySelector('main')) === plain(document.querySelector('.print-sheet'));",
    );
    assert_eq!(same, json!(true), "paper and page say the same");
    let paper = page.eval("return document.querySelector('.print-sheet').textContent");
    let paper = paper.as_str().unwrap_or_default();
    assert!(paper.contains("Go-live") && !paper.contains("Fixes"), "{paper}");
    if let Some(printed) = printed::print(page) {
        assert_eq!(printed.sheets, 1, "the sample's report is one clean page");
        if printed::is_legible(page) {
            for part in ["Harbour Museum: online booking", "What moved, and why", "Go-live", "The next two weeks"] {
                assert!(printed.says(part), "{part:?} is printed: {}", printed.text);
            }
            assert!(!printed.says("Fixes") && !printed.says("Withheld") && !printed.says("Mark as sent"));
        }
    }
    page.eval("window.dispatchEvent(new Event('afterprint'))");
    assert_eq!(page.count(".print-sheet"), 0);
}

fn accessible(page: &Page) {
    go(page);
    page.says(".paper", "Go-live:");
    page.by_role("button", "*Leave out: Wrap-up meeting*").click();
    page.says(".report-margin", "Left out");
    // The focus goes there a moment later; what comes next must not be taken from it.
    page.wait("why is asked for", || {
        page.eval("return document.activeElement.ariaLabel?.startsWith('Why it is left out') === true") == json!(true)
    });
    for theme in ["light", "dark"] {
        page.eval(&format!("document.documentElement.dataset.theme = '{theme}'"));
        page.axe();
    }
    page.css(".sent-reports li:nth-child(2) button").focus();
    page.wait("the sent report has the focus", || {
        page.eval("return document.activeElement.matches('.sent-reports li:nth-child(2) button')") == json!(true)
    });
    page.key("Enter");
    page.says(".frozen", "Nothing in it changes any more");
    page.axe();
    page.css(".sent-reports li:nth-child(1) button").focus();
    page.key("Enter");
    page.wait("it is written on again", || page.count(".paper textarea") > 0);
    // Nothing marked: how to mark is said.
    page.resize(360, 740);
    let wider = page.eval("return document.documentElement.scrollWidth - innerWidth");
    assert!(wider.as_i64().unwrap_or(0) <= 0, "the room is {wider} px wider than a phone");
    page.axe();
}
