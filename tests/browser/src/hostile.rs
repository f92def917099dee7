//! Hostile text (`tests/hostile.plan.json`: tags, formulas, text from right to left, emoji, control characters, names of
//! 10,000 characters) in every field the client sees: wherever they look it is shown as typed, and harms nothing.
//!
//! The file is written anew by `FORTHRIGHT_SAMPLES=write cargo test --lib hostile`; a test there fails while it is stale.

use crate::page::Page;
use crate::{Scenario, scenario, travel};
use serde_json::json;
use xtask::place;

pub const SCENARIOS: &[Scenario] =
    &[scenario("hostile: text that would harm is shown as typed wherever the client looks", walk)];

const TYPED: [&str; 4] = [
    "<script>alert(1)</script><img src=x onerror=alert(1)>",
    "=HYPERLINK(\"http://a.example\";\"x\")",
    "</template></svg></title></style></textarea><b>bold</b> ]]> <!-- -->",
    "{{template}} ${x} `code` *star* _under_ [link](javascript:alert(1)) | pipe",
];

/// No text has become an element, and nothing is wider than the screen.
#[track_caller]
fn harmless(page: &Page, place: &str) {
    let found = page.eval(
        "const made = [...document.querySelectorAll('[onerror], img[src=x], [href^=\"javascript\"], b')].map((one) => one.outerHTML.slice(0, 200));
         const by = document.documentElement.scrollWidth - innerWidth;
         return made.concat(by > 0 ? [`${by} px wider than the screen`] : []);",
    );
    assert_eq!(found, json!([]), "{place}");
}

/// What is read on the page, what is typed in its fields included.
fn text(page: &Page, selector: &str) -> String {
    let script = "const root = document.querySelector(arguments[0]);
        return [root?.textContent ?? '', ...[...(root?.querySelectorAll('textarea, input') ?? [])].map((one) => one.value)].join('\\n')";
    page.eval_with(script, &[json!(selector)]).as_str().unwrap_or_default().to_owned()
}

#[track_caller]
fn shown(all: &str, place: &str) {
    for typed in TYPED {
        assert!(all.contains(typed), "{place}: {typed:?} is not shown as it was typed");
    }
}

fn walk(page: &Page) {
    page.open("#files");
    page.css("input[type=file]").upload(&place::root().join("tests/hostile.plan.json"));
    page.wait("the project is open", || page.title().contains("<script>alert(1)"));
    page.eval("location.hash = '#plan'");
    page.by_role("main", "Plan");
    page.key("Alt+0");
    page.by_role("main", "As the client sees it");
    harmless(page, "as the client sees it");
    shown(&text(page, "main"), "as the client sees it");
    page.key("Alt+0");
    page.by_role("main", "Plan");
    page.key("p");
    page.by_role("dialog", "Before you share").by_role("button", "Present").click();
    page.by_role("main", "Present");
    let count = || {
        page.eval("return document.querySelector('.screen-count')?.innerText ?? \'\'")
            .as_str()
            .unwrap_or_default()
            .to_owned()
    };
    let mut all = String::new();
    for number in 1..200 {
        all.push_str(&text(page, "main"));
        harmless(page, &format!("page {number} of Present"));
        let before = count();
        page.key("ArrowRight");
        if count() == before {
            break;
        }
    }
    shown(&all, "Present");
    page.key("w");
    page.wait("what-if is open", || text(page, "main h1") == "What if");
    page.keys(&["ArrowDown", "Shift+ArrowRight", "Shift+ArrowRight"]);
    harmless(page, "what-if before the client");
    page.wait("the room is back", || {
        page.has_role("main", "Plan") || {
            page.key("Escape");
            false
        }
    });
    page.eval("location.hash = '#report'");
    page.by_role("main", "Report");
    harmless(page, "Report");
    assert!(text(page, ".paper").contains(TYPED[0]), "the report has the project's name as it was typed");
    page.eval("location.hash = '#files'");
    page.by_role("main", "Files and versions");
    let saved = travel::save(page, "Save HTML: Client snapshot");
    let path = travel::on_disk(page, "hostile.html", &saved);
    page.visit(&format!("file://{}", path.display()));
    harmless(page, "the snapshot");
    shown(&text(page, "body"), "the snapshot");
    page.axe();
    page.resize(360, 760);
    harmless(page, "the snapshot on a telephone");
    page.resize(1280, 800);
}
