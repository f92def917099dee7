//! The Promises room: the ledger, the trend of the dates, the next small win.

use crate::page::Page;
use crate::{Scenario, scenario};
use serde_json::json;

pub const SCENARIOS: &[Scenario] = &[
    scenario("promises room: a date is promised, moved and told; what was said stays", said_and_moved),
    scenario("promises room: the trend grows with each status, and its reasons are put right", trend),
    scenario("promises room: a small win is judged by keys, promised with days in hand, and undone", small_win),
    scenario("promises room: axe-core finds nothing, and nothing is wider than a phone", accessible),
];

fn go(page: &Page) {
    page.eval("location.hash = '#promises'");
    page.wait("the room is there", || page.has_role("main", "Promises"));
}

fn said_and_moved(page: &Page) {
    page.open("");
    page.open_sample();
    go(page);
    page.says(".lead", "4 promises: 1 kept, early; 1 moved with ");
    page.says(".lead", " days’ notice; 1 at risk; 1 open.");
    assert!(page.text(".ledger-row.late").contains("Everyone can book online before the season opens"));
    // A step that is not there, a day that cannot be read, and then both right.
    page.by_role("combobox", "Step or milestone").fill("Nowhere");
    page.by_role("button", "Promise it").click();
    page.says(".new-saying .message", "No step is called “Nowhere”.");
    page.by_role("combobox", "Step or milestone").fill("friends and schools");
    page.by_role("button", "Promise it").click();
    page.wait("it is refused in words", || !page.text(".new-saying .message").is_empty());
    let step = page.eval("return document.querySelector('.new-saying datalist option').value");
    page.by_role("combobox", "Step or milestone").fill(step.as_str().unwrap_or_default());
    page.by_role("textbox", "Promised for").fill("in 90 days\n");
    page.says(".lead", "5 promises");
    page.wait("its words are asked for", || {
        page.eval("return document.activeElement?.closest('.words') !== null") == json!(true)
    });
    page.type_text("You see it working\n");
    page.says(".ledger-row.open", "You see it working");
    // Said for another day: what was said stays.
    page.by_role("textbox", "Another date").fill("in 97 days\n");
    page.wait("both dates are in its history", || {
        page.eval("return document.querySelectorAll('.ledger-row.open .history li').length") == json!(2)
    });
    page.says(".lead", "2 moved with");
    page.wait("the reason is asked for", || {
        page.eval("return document.activeElement?.closest('.reason') !== null") == json!(true)
    });
    page.key("Mod+z");
    page.wait("one is taken back", || {
        page.eval("return document.querySelectorAll('.ledger-row.open .history li').length") == json!(1)
    });
    page.reload();
    page.says(".ledger", "You see it working");
    // Taken out, the focus stays in the room.
    page.css(".ledger-row:last-child .ledger-line").click();
    page.by_role("button", "Remove this promise").click();
    page.says(".lead", "4 promises");
    page.wait("the focus is in the room", || {
        page.eval("return document.activeElement?.closest('main.promises-room') !== null") == json!(true)
    });
}

fn trend(page: &Page) {
    page.open("");
    page.open_sample();
    go(page);
    page.css(".trend-picture .line-name");
    let points = || page.eval("return document.querySelectorAll('.trend-picture circle').length").as_i64().unwrap_or(0);
    let before = points();
    // Setting a status date keeps how the milestones stand.
    page.key("Mod+k");
    page.type_text("status date\n");
    page.by_role("textbox", "Status date").fill("today\n");
    page.wait("the sheet is closed", || !page.has_role("dialog", "Status date"));
    page.by_role("button", "As a table, and to put right").click();
    page.wait("the status of today can be put right", || page.has_role("textbox", "*Why Go-live, seen on*"));
    let today = page.eval(
        "return [...document.querySelectorAll('.trend-table input')].map((one) => one.labels[0].innerText.trim()).filter((name) => name.startsWith('Why Go-live')).at(-1)",
    );
    let today = today.as_str().unwrap_or_default();
    page.by_role("textbox", today).fill("The contract is stuck\n");
    page.wait("the picture tells why", || {
        page.eval("return [...document.querySelectorAll('.turn')].some((one) => one.ariaLabel.includes('The contract is stuck'))") == json!(true)
    });
    // What came before this plan was kept.
    page.by_role("textbox", "Seen on").fill("1 Feb 2020");
    page.by_role("textbox", "Planned for").fill("someday");
    page.by_role("button", "Enter it").click();
    page.wait("a day that cannot be read is told", || !page.text(".earlier .message").is_empty());
    page.by_role("textbox", "Planned for").fill("1 Apr 2020\n");
    page.says(".trend-table tbody", "2020");
    assert!(points() > before);
    page.key("Mod+z");
    page.wait("it is taken back", || !page.text(".trend-table tbody").contains("2020"));
    // By keyboard: the turning points of the picture tell what happened.
    page.eval("document.querySelector('.turn').focus()");
    let name = page.focused().computed().1;
    assert!(name.contains("planned for"), "{name}");
}

fn small_win(page: &Page) {
    page.open("");
    page.open_sample();
    go(page);
    let name = page.eval("return document.querySelector('.win .win-name').innerText");
    let name = name.as_str().unwrap_or_default();
    for question in ["They care", "It is small", "Little can go wrong", "Little is unknown", "Done before"] {
        let slider = page.by_role("slider", &format!("{question}: {name}"));
        slider.focus();
        page.key("3");
        page.wait("the focus stays with its step", || {
            let focused = page.focused().computed();
            focused.1 == format!("{question}: {name}") && page.focused().value() == "3"
        });
    }
    page.says(".win.judged", "They care about it");
    let promise = page.eval("return document.querySelector('.win.judged .win-deeds button').innerText");
    assert!(promise.as_str().unwrap_or_default().starts_with("Promise it for"), "{promise}");
    page.css(".win.judged .win-deeds button").focus();
    page.key("Enter");
    page.says(".lead", "5 promises");
    page.says(".win.judged", "promised");
    page.wait("its words are asked for", || {
        page.eval("return document.activeElement?.closest('.words') !== null") == json!(true)
    });
    page.key("Escape");
    page.key("Mod+z");
    page.says(".lead", "4 promises");
}

fn accessible(page: &Page) {
    page.open("");
    page.by_role("button", "Open the finished sample").click();
    page.wait("the room is there", || page.has_role("main", "Promises"));
    page.says(
        ".lead",
        "5 promises: 3 kept, all of them early; 1 moved with 17 days’ notice; 1 moved late, with 1 day’s notice.",
    );
    page.css(".ledger-row:last-child .ledger-line").focus();
    page.key("Enter");
    page.says(".history", "17 days before");
    page.by_role("button", "As a table, and to put right").click();
    for theme in ["light", "dark"] {
        page.eval(&format!("document.documentElement.dataset.theme = '{theme}'"));
        page.axe();
    }
    page.resize(360, 740);
    let wide = page.eval("return document.documentElement.scrollWidth <= innerWidth && document.querySelector('main').scrollWidth <= innerWidth");
    assert_eq!(wide, json!(true), "nothing is wider than a phone");
}
