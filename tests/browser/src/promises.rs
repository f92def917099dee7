//! Promises and money in the Plan: typed in the grid, told in the panel, drawn on the timeline, listed as issues.

use crate::page::Page;
use crate::{Scenario, scenario};

pub const SCENARIOS: &[Scenario] = &[
    scenario("promises: a date typed in the grid promises, another one promises anew", typed),
    scenario("promises: the panel tells the words, to whom, each date said and why", told),
    scenario("promises: a diamond on the timeline, red and in words when the plan is past it", drawn),
    scenario("promises: an issue leads to the promise the plan does not keep", listed),
    scenario("promises: costs are typed and stand against the budget", costs),
    scenario("promises: nothing in the way of assistive technology", accessible),
];

fn open(page: &Page) {
    page.open("");
    page.open_sample();
    page.eval("location.hash = '#plan'");
    page.by_role("main", "Plan");
    page.by_role("row", "*Design approved*");
}

pub fn command(page: &Page, name: &str) {
    page.key("Mod+k");
    page.wait("the palette has the focus", || {
        page.eval("return document.activeElement.getAttribute('role')") == "combobox"
    });
    page.type_text(name);
    page.by_role("option", &format!("*{name}*"));
    page.key("Enter");
    page.wait("the palette is gone", || !page.has_role("combobox", "Command"));
}

/// What the cell of a task says, whatever is scrolled away.
pub fn cell(page: &Page, task: &str, column: &str) -> String {
    let script = "const heads = [...document.querySelectorAll('.head-cell')].map((e) => e.textContent.trim());
        const row = [...document.querySelectorAll('.grid-row')].find((e) => e.querySelector('.name .text')?.textContent.trim() === arguments[0]);
        return row?.children[heads.indexOf(arguments[1])]?.textContent ?? 'no such cell'";
    page.eval_with(script, &[task.into(), column.into()]).as_str().unwrap_or_default().to_owned()
}

/// Shows only these columns, so that each is in sight.
pub fn columns(page: &Page, names: &[&str]) {
    page.by_role("toolbar", "Plan tools").by_role("button", "Columns").click();
    for item in page.all_by_role("menuitemcheckbox", "") {
        let name = item.text();
        let on = item.attribute("aria-checked").as_deref() == Some("true");
        if name.trim() != "Name" && on != names.contains(&name.trim()) {
            item.click();
        }
    }
    page.key("Escape");
}

/// Puts the cursor into a cell and types.
pub fn enter(page: &Page, task: &str, column: &str, text: &str) {
    page.css(&format!("#{} .name", row_id(page, task))).click();
    let cell = format!("#{} > :nth-child({})", row_id(page, task), place(page, column));
    page.css(&cell).click();
    page.key("F2");
    let field = page.by_role("textbox", &format!("{column} of {task}"));
    field.fill(text);
    page.key("Enter");
}

fn row_id(page: &Page, task: &str) -> String {
    let script = "return [...document.querySelectorAll('.grid-row')].find((e) => e.querySelector('.name .text')?.textContent.trim() === arguments[0])?.id";
    let mut id = None;
    page.wait("the row is there", || {
        id = page.eval_with(script, &[task.into()]).as_str().map(str::to_owned);
        id.is_some()
    });
    id.unwrap_or_default()
}

fn place(page: &Page, column: &str) -> i64 {
    let script = "return [...document.querySelectorAll('.head-cell')].findIndex((e) => e.textContent.trim() === arguments[0]) + 1";
    page.eval_with(script, &[column.into()]).as_i64().unwrap_or_default()
}

/// A day so many days from today, as it is typed anywhere.
fn day(page: &Page, days: i64) -> String {
    let script = "const d = new Date(); d.setDate(d.getDate() + arguments[0]);
        return [d.getFullYear(), String(d.getMonth() + 1).padStart(2, '0'), String(d.getDate()).padStart(2, '0')].join('-')";
    page.eval_with(script, &[days.into()]).as_str().unwrap_or_default().to_owned()
}

pub fn says(page: &Page, selector: &str, part: &str) {
    page.wait(&format!("{selector} says “{part}”"), || {
        let script = "return [...document.querySelectorAll(arguments[0])].map((e) => e.innerText).join(' ')";
        page.eval_with(script, &[selector.into()]).as_str().is_some_and(|text| text.contains(part))
    });
}

fn typed(page: &Page) {
    open(page);
    columns(page, &["Promise", "Finish"]);
    let design = cell(page, "Design approved", "Promise");
    assert!(design.ends_with("moved with notice"), "{design}");
    enter(page, "Booking pages", "Promise", &day(page, 60));
    says(page, ".toasts", "Booking pages is promised for");
    let first = cell(page, "Booking pages", "Promise");
    assert!(!first.is_empty() && !first.contains(','), "{first}");
    enter(page, "Booking pages", "Promise", &day(page, 70));
    says(page, ".toasts", "Booking pages is promised anew, for");
    page.wait("it says that it has moved", || cell(page, "Booking pages", "Promise").contains("moved with notice"));
    enter(page, "Booking pages", "Promise", "soon");
    says(page, "[role=alert]", "“soon” is not a date");
    page.key("Escape");
    enter(page, "Booking pages", "Promise", "");
    says(page, "[role=alert]", "A promise is not unsaid");
    page.key("Escape");
    // By keys alone: one undo each.
    command(page, "Undo");
    page.wait("the first date holds again", || cell(page, "Booking pages", "Promise") == first);
    command(page, "Undo");
    page.wait("nothing was promised", || cell(page, "Booking pages", "Promise").is_empty());
}

fn told(page: &Page) {
    open(page);
    page.css(&format!("#{} .name", row_id(page, "Booking pages"))).click();
    command(page, "Promise a date");
    page.wait("the field has the focus", || {
        page.eval("return document.activeElement.closest('.new-promise') !== null") == true
    });
    page.type_text(&day(page, 60));
    page.key("Enter");
    page.wait("the words are asked for", || {
        page.eval("return document.activeElement.closest('.words') !== null") == true
    });
    page.type_text("You can click through a booking");
    page.key("Tab");
    page.type_text("Helen Brandt");
    page.key("Tab");
    let panel = || page.by_role("complementary", "Task");
    says(page, ".one-promise .chip", "open");
    panel().by_role("textbox", "Another date").focus();
    page.type_text(&day(page, 70));
    page.key("Enter");
    page.wait("the reason is asked for", || {
        page.eval("return document.activeElement.closest('.reason') !== null") == true
    });
    page.type_text("The contract is late");
    page.key("Enter");
    says(page, ".one-promise .chip", "moved with notice");
    page.wait("both dates stand", || page.eval("return document.querySelectorAll('.sayings > li').length") == 2);
    panel().by_role("textbox", "Delivered on").fill(&day(page, 3));
    page.key("Enter");
    says(page, ".inspector .message", "That day is still to come");
    page.key("Escape");
    panel().by_role("textbox", "Delivered on").fill("today");
    page.key("Enter");
    says(page, ".one-promise .chip", "kept, moved with notice");
    panel().by_role("checkbox", "The client sees this promise").click();
    // What was typed is there after a reload.
    page.reload();
    page.wait_started();
    page.css(&format!("#{} .name", row_id(page, "Booking pages"))).click();
    command(page, "Promise a date");
    let value = |role: &str, name: &str| page.by_role("complementary", "Task").by_role(role, name).value();
    page.wait_for_text("the words", "You can click through a booking", || value("textbox", "The words"));
    page.wait_for_text("to whom", "Helen Brandt", || value("combobox", "To whom"));
    page.by_role("button", "Remove this promise").click();
    page.wait("it is gone", || page.eval("return document.querySelectorAll('.one-promise').length") == 0);
    command(page, "Undo");
    page.wait("it is back", || page.eval("return document.querySelectorAll('.one-promise').length") == 1);
}

/// The diamonds on a row, by class and name.
fn diamonds(page: &Page, task: &str) -> Vec<String> {
    let script = "const bar = document.querySelector(`.tl-bars [aria-label^='${arguments[0]},']`);
        return [...(bar?.parentElement.querySelectorAll('.promised') ?? [])].map((e) => `${e.className}: ${e.getAttribute('aria-label')}`)";
    let all = page.eval_with(script, &[task.into()]);
    all.as_array().map(|all| all.iter().filter_map(|one| one.as_str().map(str::to_owned)).collect()).unwrap_or_default()
}

fn drawn(page: &Page) {
    open(page);
    page.wait("the dates said for the design are drawn", || diamonds(page, "Design approved").len() == 2);
    let design = diamonds(page, "Design approved");
    assert!(design[0].starts_with("promised before: promised before"), "{design:?}");
    assert!(design[1].starts_with("promised: promised ") && design[1].contains("moved with notice"), "{design:?}");
    page.wait("it says how often the date is kept", || {
        diamonds(page, "Design approved")
            .get(1)
            .is_some_and(|one| one.ends_with("moved with notice, kept almost always"))
    });
    assert!(diamonds(page, "Scope agreed")[0].starts_with("promised kept: "), "{:?}", diamonds(page, "Scope agreed"));
    // Stretched by keys beyond what was promised: the diamond turns while the bar still moves.
    page.css(".tl-bars [aria-label^='Design,']").focus();
    for _ in 0..8 {
        page.key("Shift+ArrowRight");
    }
    page.wait("it is late", || diamonds(page, "Design approved").iter().any(|one| one.starts_with("promised late")));
    says(page, ".bar-name .alarm", "promise at risk by");
    let name = page.css(".tl-bars [aria-label^='Design approved,']").attribute("aria-label").unwrap_or_default();
    assert!(name.contains("promised") && name.contains("at risk by"), "{name}");
    page.key("Escape");
    page.wait("all is as before", || {
        !diamonds(page, "Design approved").iter().any(|one| one.starts_with("promised late"))
    });
}

fn listed(page: &Page) {
    open(page);
    command(page, "Show or hide the issues");
    says(page, ".issue-list", "Go-live was promised to Louise Meyer for");
    says(page, ".issue-list", "2 d past it.");
    page.css(".issue-list li:first-child button").focus();
    page.key("Enter");
    page.wait("the task is shown", || {
        page.eval("return document.querySelector('.grid-row[aria-selected=true] .name .text')?.textContent")
            == "Go-live"
    });
    command(page, "Show or hide the task panel");
    says(page, ".task-issues", "was promised to Louise Meyer");
}

fn costs(page: &Page) {
    open(page);
    columns(page, &["Cost", "Spent"]);
    let total = || page.css(".spending").attribute("title").unwrap_or_default();
    assert!(total().contains("2,000 below the budget") || total().contains("2.000"), "{}", total());
    enter(page, "Booking pages", "Cost", "500 + 80/d");
    page.wait_for_text("what it comes to", "1,220", || cell(page, "Booking pages", "Cost"));
    enter(page, "Booking pages", "Cost", "dear");
    says(page, "[role=alert]", "“dear” is not a cost");
    page.key("Escape");
    enter(page, "Booking pages", "Cost", "€ 1.000/d");
    page.wait_for_text("what it comes to", "9,000", || cell(page, "Booking pages", "Cost"));
    page.wait("the budget is passed", || total().contains("above the budget"));
    enter(page, "Booking pages", "Spent", "1.200,50");
    page.wait_for_text("what was spent", "1,200.50", || cell(page, "Booking pages", "Spent"));
    command(page, "Project settings");
    let sheet = page.by_role("dialog", "Project settings");
    sheet.by_role("textbox", "Budget").fill("100k");
    page.key("Enter");
    says(page, "[role=dialog]", "below the budget of");
    sheet.by_role("textbox", "Currency").fill("chf");
    page.key("Enter");
    says(page, "[role=dialog]", "CHF");
    sheet.by_role("textbox", "Currency").fill("francs");
    page.key("Enter");
    says(page, "[role=dialog] .message", "is not a currency");
    page.key("Escape");
    page.key("Escape");
    page.wait("the sheet is gone", || !page.has_role("dialog", ""));
    // The panel shows and takes the same.
    page.css(&format!("#{} .name", row_id(page, "Booking pages"))).click();
    command(page, "Show or hide the task panel");
    let panel = page.by_role("region", "Cost");
    panel.by_role("textbox", "For each day").fill("10");
    page.key("Enter");
    page.wait("the column follows", || cell(page, "Booking pages", "Cost").starts_with("1,290"));
}

fn accessible(page: &Page) {
    open(page);
    page.css(&format!("#{} .name", row_id(page, "Design approved"))).click();
    command(page, "Show or hide the task panel");
    page.by_role("region", "Promises").by_role("group", "*Promised for*");
    page.axe();
    page.key("Escape");
    command(page, "Show or hide the issues");
    page.axe();
    for _ in 0..2 {
        command(page, "Change colours: system, light, dark");
    }
    page.wait("it is dark", || page.eval("return document.documentElement.dataset.theme") == "dark");
    page.axe();
    page.key("Escape");
    command(page, "Show or hide the task panel");
    page.by_role("region", "Promises");
    page.axe();
    command(page, "Project settings");
    page.by_role("dialog", "Project settings");
    page.axe();
}
