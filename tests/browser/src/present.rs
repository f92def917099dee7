//! Present: before you share, the pages by keys, what-if before the client, the second window, and leaving. While it is
//! on, no private word is anywhere in the page.

use crate::engine::Engine;
use crate::page::Page;
use crate::rooms::set_theme;
use crate::{Scenario, scenario};
use serde_json::json;

pub const SCENARIOS: &[Scenario] = &[
    scenario("present: P, what is seen and withheld, the pages by keys, a what-if, and back", walk),
    scenario("present: P from a cell where no words are typed, Alt+P from every field; help says both", by_key),
    scenario("present: it can be read from three metres, on a laptop and on a large screen", legible),
    scenario("present: a second window follows, and private notes stay on the first", second_window),
    scenario("present: pages keep the order they were put in, and one left out is not shown", pages),
    scenario("present: a bar says while it is dragged what it comes to, and changes nothing until it is kept", kept),
    Scenario {
        name: "present: a finger carries a page to another place, and turns the pages",
        run: by_finger,
        engines: &[Engine::Chromium],
    },
];

/// Names, notes and wordings of the sample that are not for the client.
const PRIVATE: [&str; 6] = [
    "Review of today’s ticketing",
    "Accessibility review",
    "contract for payments is stuck",
    "Samir cannot move it",
    "call the legal department",
    "see the till soon",
];

#[track_caller]
fn nothing_private(page: &Page) {
    let script = "return document.title + location.href + document.documentElement.outerHTML";
    let all = page.eval(script).as_str().unwrap_or_default().to_owned();
    for word in PRIVATE {
        assert!(!all.contains(word), "{word:?} is in the page");
    }
    assert!(!all.contains("class=\"app\""), "the app is in the page");
}

fn heading(page: &Page) -> String {
    page.eval("return document.querySelector('main.screen h1')?.innerText ?? ''")
        .as_str()
        .unwrap_or_default()
        .to_owned()
}

fn count(page: &Page) -> String {
    page.eval("return document.querySelector('.screen-count')?.innerText ?? ''").as_str().unwrap_or_default().to_owned()
}

#[track_caller]
fn at(page: &Page, expected: &str) {
    page.wait_for_text("the page", expected, || count(page));
}

/// From a room to the first page.
#[track_caller]
fn begin(page: &Page) {
    page.key("p");
    page.by_role("dialog", "Before you share").by_role("button", "Present").click();
    page.by_role("main", "Present");
}

/// Out of what is open, then out of Present. Where the screen is filled, the browser keeps the first Escape for itself.
#[track_caller]
fn leave(page: &Page) {
    page.wait("the room is back", || {
        page.has_role("main", "Plan") || {
            page.key("Escape");
            false
        }
    });
}

fn open(page: &Page) {
    page.open("");
    page.open_sample();
    page.eval("location.hash = '#plan'");
    page.by_role("main", "Plan");
}

fn walk(page: &Page) {
    page.resize(1280, 720);
    open(page);
    page.key("p");
    let before = page.by_role("dialog", "Before you share");
    let text = before.text();
    assert!(text.contains("Will be seen") && text.contains("Withheld"), "{text}");
    page.axe();
    // The first thing Enter does is to begin.
    page.wait("the button has the focus", || page.focused().text() == "Present");
    page.key("Enter");
    page.by_role("main", "Present");
    nothing_private(page);
    assert_eq!(page.title(), "Harbour Museum: online booking");
    assert_eq!(page.eval("return location.hash"), json!("#present"));
    let all = count(page).split(' ').next_back().and_then(|all| all.parse::<usize>().ok()).unwrap_or(0);
    assert!(all >= 6, "{all} pages");
    let mut seen = vec![heading(page)];
    for number in 2..=all {
        page.key("ArrowRight");
        at(page, &format!("{number} of {all}"));
        nothing_private(page);
        seen.push(heading(page));
    }
    assert!(
        seen.contains(&"Where we are".to_owned()) && seen.contains(&"The dates we gave you".to_owned()),
        "{seen:?}"
    );
    page.key("ArrowRight");
    at(page, &format!("{all} of {all}"));
    page.key("PageUp");
    at(page, &format!("{} of {all}", all - 1));
    page.key("Home");
    at(page, &format!("1 of {all}"));
    // Zoom, blank, and the keys of the app, which are still.
    page.keys(&["ArrowDown", "z"]);
    page.wait("one outcome alone", || heading(page).contains("Seven of ten"));
    page.key(".");
    page.wait("nothing on the screen", || page.css("main.screen").text().is_empty() || heading(page).is_empty());
    page.key(".");
    page.wait("as it was", || heading(page).contains("Seven of ten"));
    page.keys(&["Escape", "Mod+z", "Mod+k", "?"]);
    assert!(!page.has_role("dialog", ""));
    // A reload goes on, and asks nothing before the client.
    page.reload();
    page.by_role("main", "Present");
    nothing_private(page);
    // What if, by keys.
    page.key("w");
    page.wait("what-if is open", || heading(page) == "What if");
    page.keys(&["ArrowDown", "ArrowDown", "Shift+ArrowRight", "Shift+ArrowRight", "Shift+ArrowRight"]);
    page.wait("something moves", || !page.css(".trying .lede").text().contains("Nothing has changed"));
    nothing_private(page);
    page.axe();
    leave(page);
    assert_eq!(page.eval("return location.hash"), json!("#plan"));
    page.by_role("button", "Drop it").click();
    page.wait("it is gone", || !page.has_role("button", "Drop it"));
}

fn by_key(page: &Page) {
    page.resize(1280, 800);
    open(page);
    let away = || {
        page.by_role("dialog", "Before you share");
        page.wait("the button has the focus", || page.focused().text() == "Present");
        page.key("Escape");
        page.wait("the sheet is closed", || !page.has_role("dialog", ""));
    };
    page.wait("there are rows", || {
        page.eval("return document.querySelectorAll('.grid-row').length > 5") == json!(true)
    });
    page.eval("document.querySelector('.grid-row .cell.name').click()");
    page.keys(&["ArrowRight", "ArrowRight"]);
    page.wait("a date has the focus", || {
        page.eval("return document.activeElement.closest('[role=gridcell]')?.getAttribute('aria-colindex')")
            != json!(null)
    });
    page.key("p");
    away();
    // A name begins with any letter.
    page.eval("document.querySelector('.grid-row .cell.name').click()");
    page.wait("the cell has the focus", || {
        page.eval("return document.activeElement.getAttribute('role')") == json!("gridcell")
    });
    page.key("p");
    page.wait("it is typed", || page.focused().value() == "p");
    page.key("Alt+p");
    away();
    page.eval("location.hash = '#outline'");
    page.by_role("main", "Outline");
    page.by_role("textbox", "Project name").click();
    page.key("Alt+p");
    away();
    page.eval("document.activeElement.blur()");
    page.key("?");
    let keys = page.by_role("dialog", "Keys").text();
    for key in ["P or ", "W or ", "R or "] {
        assert!(keys.contains(key), "{key:?} in {keys}");
    }
}

/// Every text on the screen: at least 24 px, and 7:1 against what is behind it.
const UNREADABLE: &str = r"
    const light = (c) => { c = c.map((v) => v / 255).map((v) => v <= 0.03928 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4); return 0.2126 * c[0] + 0.7152 * c[1] + 0.0722 * c[2]; };
    const rgb = (text) => (text.match(/[\d.]+/g) ?? []).map(Number);
    const behind = (one) => { for (; one; one = one.parentElement) { const c = rgb(getComputedStyle(one).backgroundColor); if (c.length === 3 || c[3] > 0) return c.slice(0, 3); } return [255, 255, 255]; };
    const found = [];
    const walker = document.createTreeWalker(document.querySelector('main.screen'), NodeFilter.SHOW_TEXT);
    while (walker.nextNode()) {
        const one = walker.currentNode.parentElement;
        if (!walker.currentNode.data.trim() || one.closest('.unseen')) continue;
        const style = getComputedStyle(one);
        const [a, b] = [light(rgb(style.color)), light(behind(one))].sort((x, y) => y - x);
        const ratio = (a + 0.05) / (b + 0.05), size = parseFloat(style.fontSize);
        if (size < arguments[0] || ratio < 7) found.push(`${walker.currentNode.data} ${size}px ${ratio.toFixed(2)}:1`);
    }
    return found.concat(document.documentElement.scrollWidth > innerWidth ? ['wider than the screen'] : []);";

fn legible(page: &Page) {
    open(page);
    begin(page);
    for (width, height, least) in [(1280, 720, 24.0), (3840, 2160, 70.0)] {
        page.resize(width, height);
        for theme in ["light", "dark"] {
            set_theme(page, theme);
            page.key("Home");
            let all: usize = count(page).split(' ').next_back().and_then(|all| all.parse().ok()).unwrap_or(0);
            for number in 1..=all {
                at(page, &format!("{number} of {all}"));
                page.wait("nothing fades", || page.eval("return document.getAnimations().length") == 0);
                let found = page.eval_with(UNREADABLE, &[json!(least)]);
                assert_eq!(found, json!([]), "{} at {width} in {theme}", heading(page));
                page.key("ArrowRight");
            }
        }
    }
    page.axe();
}

fn note_what_is_said(page: &Page) {
    // What is said meanwhile is written down beside it; the remote's keys still turn pages.
    page.wait("a note can be typed", || {
        page.eval("return document.activeElement.matches('.jot .note-text')") == json!(true)
    });
    // No f: where the screen is filled, WebKit for GTK takes that key to leave the filled screen.
    page.type_text("They want to see the till soon\n");
    page.wait_for_text("what is noted", "Noted: They want to see the till soon", || {
        page.eval("return document.querySelector('.jot .kept')?.textContent ?? ''")
            .as_str()
            .unwrap_or_default()
            .to_owned()
    });
    // Whoever said it is named, and the next line goes on where lines are written.
    page.type_text("The rates are not right");
    page.key("Tab");
    page.type_text("Louise Meyer\n");
    page.wait("the next line can be typed", || {
        page.eval("return document.activeElement.matches('.jot .note-text') && document.activeElement.value === ''")
            == json!(true)
    });
    page.type_text("Vouchers come late\n");
    page.wait_for_text("what is noted", "Noted: Vouchers come late", || {
        page.eval("return document.querySelector('.jot .kept')?.textContent ?? ''")
            .as_str()
            .unwrap_or_default()
            .to_owned()
    });
    page.keys(&["PageUp", "PageDown", "Enter"]);
}

fn finds_the_note(page: &Page) {
    page.eval("location.hash = '#conversations'");
    page.by_role("main", "Conversations");
    page.wait("the note is in today's conversation", || {
        page.css("main").text().contains("They want to see the till soon")
            || page.eval("return [...document.querySelectorAll('main textarea')].some((one) => one.value.includes('see the till soon'))") == json!(true)
    });
    let all = page.eval("return [...document.querySelectorAll('#talks-part .record.open textarea')].map((one) => one.value).join('\\n')");
    let all = all.as_str().unwrap_or_default().to_owned();
    assert!(all.contains("see the till soon") && all.contains("Vouchers come late"), "one conversation: {all}");
}

fn second_window(page: &Page) {
    open(page);
    begin(page);
    let first = page.window();
    let second = page.new_window();
    page.switch_to(&second);
    page.visit(&format!("{}#present-follow", page.server.url()));
    page.wait("it shows the first page", || count(page).starts_with("1 of"));
    nothing_private(page);
    page.switch_to(&first);
    page.keys(&["End", "n"]);
    page.wait("private notes stand below", || page.has_role("complementary", "Private notes"));
    assert!(page.css(".private-notes").text().contains("is stuck"));
    note_what_is_said(page);
    page.switch_to(&second);
    page.wait("it is on the last page", || heading(page).starts_with("The contract with the payment provider"));
    nothing_private(page);
    page.switch_to(&first);
    page.keys(&["w", "ArrowDown", "Shift+ArrowRight"]);
    page.switch_to(&second);
    page.wait("it shows the what-if", || heading(page) == "What if");
    nothing_private(page);
    assert_eq!(page.eval("return document.querySelectorAll('.present-tools, .private-notes').length"), json!(0));
    page.close_window();
    page.switch_to(&first);
    page.wait("without a second window there are no notes", || !page.has_role("complementary", "Private notes"));
    leave(page);
    assert!(!page.css(".save-state").text().contains("Read only"), "the first window still writes");
    finds_the_note(page);
}

/// The page before which the one that is carried would go.
const GOES: &str = "return document.querySelector('.goes-above [data-page]')?.dataset.page ?? ''";

/// The pages in their order.
fn order(page: &Page) -> String {
    let script = "return [...document.querySelectorAll('[data-page]')].map((one) => one.dataset.page).join(' ')";
    page.eval(script).as_str().unwrap_or_default().to_owned()
}

/// The middle of a page's grip.
#[track_caller]
fn grip(page: &Page, name: &str) -> (f64, f64) {
    page.css("#the-pages + ol li:last-child").eval("arguments[0].scrollIntoView({ block: 'nearest' })");
    page.css(&format!(".share-pages li:has([data-page={name}]) .grip")).center()
}

fn pages(page: &Page) {
    open(page);
    page.key("p");
    page.by_role("button", "What we need from you earlier").click();
    page.by_role("checkbox", "Outline").click();
    page.wait("it is kept", || page.eval("return document.querySelector('[data-page=Outline]').checked") == false);
    page.by_role("checkbox", "Decisions").focus();
    page.key("Alt+ArrowUp");
    page.wait("the row has the focus still", || page.eval("return document.activeElement.dataset.page") == "Decisions");
    page.wait_for_text(
        "the order",
        "Outline Now Next Needs Promises Concerns Decisions Problems Agreement Touchpoints WrapUp",
        || order(page),
    );
    // By its grip, over the first and back; Escape puts down what is carried.
    let (grip, first) = (grip(page, "Problems"), grip(page, "Outline"));
    let above = (first.0, first.1 - 10.0);
    page.pointer_move(grip.0, grip.1);
    page.pointer_down();
    page.pointer_move(above.0, above.1);
    page.wait("a line shows where it would go", || page.eval(GOES) == json!("Outline"));
    page.key("Escape");
    page.wait("it is put back", || page.eval(GOES) == json!(""));
    page.pointer_up();
    page.by_role("dialog", "Before you share");
    page.drag(grip, above);
    page.wait_for_text(
        "the order",
        "Problems Outline Now Next Needs Promises Concerns Decisions Agreement Touchpoints WrapUp",
        || order(page),
    );
    page.wait("the row has the focus", || page.eval("return document.activeElement.dataset.page") == "Problems");
    page.drag(first, (grip.0, grip.1 + 10.0));
    let expected = "Outline Now Next Needs Promises Concerns Decisions Problems Agreement Touchpoints WrapUp";
    page.wait_for_text("the order", expected, || order(page));
    page.axe();
    page.key("Escape");
    page.wait("it is safe", || page.css(".save-state").text() == "Safe");
    page.reload();
    page.by_role("main", "Plan");
    page.key("p");
    page.by_role("dialog", "Before you share");
    page.wait_for_text("the order", expected, || order(page));
    page.by_role("button", "Present").click();
    page.by_role("main", "Present");
    page.wait("the outline is left out", || heading(page) == "Where we are");
    page.keys(&["ArrowRight", "ArrowRight"]);
    page.wait("the needs come third", || heading(page) == "What we need from you");
}

fn kept(page: &Page) {
    page.resize(1280, 720);
    open(page);
    begin(page);
    page.key("w");
    page.wait("what-if is open", || heading(page) == "What if");
    let bar = page.css(".try-bars li:nth-child(2) .large-bar");
    page.wait("nothing fades", || page.eval("return document.getAnimations().length") == 0);
    let (x, y) = bar.center();
    let sentence = || page.css(".trying .lede").text();
    page.pointer_move(x, y);
    page.pointer_down();
    page.pointer_move(x + 45.0, y);
    page.wait("it is said while the bar is held", || sentence().contains("moves"));
    let half = sentence();
    page.pointer_move(x + 90.0, y);
    page.wait("and said anew further on", || sentence().contains("moves") && sentence() != half);
    assert_eq!(page.eval("return document.querySelectorAll('.large-bar.moved').length > 0"), json!(true));
    nothing_private(page);
    // Held, nothing is tried yet; where the screen is filled, the browser keeps the first Escape for itself.
    page.wait("Escape puts it back", || {
        sentence().contains("Nothing has changed") || {
            page.key("Escape");
            false
        }
    });
    page.pointer_up();
    assert_eq!((heading(page), sentence()), ("What if".to_owned(), "Nothing has changed yet.".to_owned()));
    // A screen that is no longer filled has the bar elsewhere.
    let (x, y) = bar.center();
    page.drag((x, y), (x + 90.0, y));
    page.wait("a sentence says what moves", || page.css(".trying .lede").text().contains("moves"));
    nothing_private(page);
    leave(page);
    page.by_role("button", "Keep as a scenario").click();
    page.by_role("main", "What-if");
    page.by_role("tab", "Tried with the client");
}

fn by_finger(page: &Page) {
    open(page);
    page.key("p");
    page.by_role("dialog", "Before you share");
    let (grip, first) = (grip(page, "Decisions"), grip(page, "Outline"));
    page.touch_drag(grip, 0, (first.0, first.1 - 10.0));
    page.wait("it is the first", || order(page).starts_with("Decisions Outline "));
    page.by_role("button", "Present").click();
    page.by_role("main", "Present");
    page.wait("the first page", || count(page).starts_with("1 of"));
    // To the left goes on, to the right back; a short way or one across does nothing.
    page.touch_drag((900.0, 400.0), 0, (400.0, 410.0));
    page.wait("the second page", || count(page).starts_with("2 of"));
    page.touch_drag((600.0, 300.0), 0, (570.0, 300.0));
    page.touch_drag((600.0, 300.0), 0, (700.0, 600.0));
    page.touch_drag((900.0, 400.0), 0, (400.0, 400.0));
    page.wait("the third page", || count(page).starts_with("3 of"));
    page.touch_drag((400.0, 400.0), 0, (900.0, 400.0));
    page.wait("the second page again", || count(page).starts_with("2 of"));
    nothing_private(page);
}
