//! The task panel and the sheets of the Plan, most of it by keyboard.

use crate::page::Page;
use crate::rooms::set_theme;
use crate::{Scenario, scenario};
use xtask::place;

pub const SCENARIOS: &[Scenario] = &[
    scenario("panels: Why here names what drives a task and leads to it", why_here),
    scenario("panels: what cannot be read stays in its field", unreadable),
    scenario("panels: several tasks take one value in one step", several),
    scenario("panels: a holiday moves what it lies on", holiday),
    scenario("panels: a baseline is set and compared", baseline),
    scenario("panels: the status date shows what it moves before it is set", status_date),
    scenario("panels: recurring tasks show their days before they are made", recurring),
    scenario("panels: moving the start shows what resists", move_start),
    scenario("panels: an issue is a line with its task and what mends it", issues),
    scenario("panels: who is busy when leads to the tasks", workload),
    scenario("panels: nothing in the way of assistive technology", accessible),
];

/// Design (5 d), Build (5 d) after it, Site (2 d, not before 3 June), Launch after Build; Anna designs and builds.
const PLAN: &str = r#"<?xml version="1.0" encoding="UTF-8"?>
<Project xmlns="http://schemas.microsoft.com/project"><Name>Small</Name><StartDate>2026-06-01T08:00:00</StartDate>
<ScheduleFromStart>1</ScheduleFromStart><CalendarUID>1</CalendarUID><MinutesPerDay>480</MinutesPerDay><MinutesPerWeek>2400</MinutesPerWeek><DaysPerMonth>20</DaysPerMonth>
<Tasks>
<Task><UID>1</UID><ID>1</ID><Name>Design</Name><OutlineLevel>1</OutlineLevel><Duration>PT40H0M0S</Duration><DurationFormat>7</DurationFormat></Task>
<Task><UID>2</UID><ID>2</ID><Name>Build</Name><OutlineLevel>1</OutlineLevel><Duration>PT40H0M0S</Duration><DurationFormat>7</DurationFormat><PredecessorLink><PredecessorUID>1</PredecessorUID><Type>1</Type></PredecessorLink></Task>
<Task><UID>3</UID><ID>3</ID><Name>Site</Name><OutlineLevel>1</OutlineLevel><Duration>PT16H0M0S</Duration><DurationFormat>7</DurationFormat><ConstraintType>4</ConstraintType><ConstraintDate>2026-06-03T08:00:00</ConstraintDate></Task>
<Task><UID>4</UID><ID>4</ID><Name>Launch</Name><OutlineLevel>1</OutlineLevel><Milestone>1</Milestone><Duration>PT0H0M0S</Duration><DurationFormat>7</DurationFormat><PredecessorLink><PredecessorUID>2</PredecessorUID><Type>1</Type></PredecessorLink></Task>
</Tasks></Project>"#;

/// The plan above, open in the Plan room.
fn open(page: &Page) {
    let folder = place::target().join("browser");
    let path = folder.join("small-plan.xml");
    let written = std::fs::create_dir_all(&folder).and_then(|()| std::fs::write(&path, PLAN));
    written.unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    page.open("");
    page.css("input[type=file]").upload(&path);
    page.wait("the project is open", || page.has_role("navigation", "Rooms"));
    page.eval("location.hash = '#plan'");
    page.by_role("main", "Plan");
    page.by_role("row", "*Launch*");
}

/// The same by Forthright's own conventions.
fn open_ours(page: &Page) {
    open(page);
    command(page, "Project settings");
    page.by_role("button", "See what our conventions would move").click();
    page.by_role("button", "Switch to our conventions").click();
    page.wait("the conventions are ours", || text(page, "[role=dialog]").contains("Forthright’s own"));
    close(page);
}

/// Runs a command as its name is typed into the palette.
fn command(page: &Page, name: &str) {
    page.key("Mod+k");
    page.wait("the palette has the focus", || {
        page.eval("return document.activeElement.getAttribute('role')") == "combobox"
    });
    page.type_text(name);
    page.by_role("option", &format!("*{name}*"));
    page.key("Enter");
    page.wait("the palette is gone", || !page.has_role("combobox", "Command"));
}

fn close(page: &Page) {
    page.key("Escape");
    page.wait("the sheet is gone", || !page.has_role("dialog", ""));
}

/// Selects a task and shows its panel.
fn inspect(page: &Page, name: &str) {
    page.by_role("row", &format!("*{name}*")).click();
    if !page.has_role("complementary", "Task") {
        command(page, "Show or hide the task panel");
    }
    page.wait_for_text("the task of the panel", name, || field(page, "Name"));
}

/// What a field of the panel holds.
fn field(page: &Page, name: &str) -> String {
    page.by_role("complementary", "Task").by_role("textbox", name).value()
}

fn enter(page: &Page, name: &str, text: &str) {
    page.by_role("complementary", "Task").by_role("textbox", name).fill(text);
    page.key("Enter");
}

/// The text below a selector, with the day before the month whatever the browser's language.
fn text(page: &Page, selector: &str) -> String {
    let script =
        "return [...document.querySelectorAll(arguments[0])].map((e) => e.innerText).join(' ').replace(/\\s+/g, ' ')
        .replace(/-(US|PH)$/.test(navigator.language) ? /\\b(Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec) (\\d+(?:–\\d+)?)/g : /$^/, '$2 $1')";
    page.eval_with(script, &[selector.into()]).as_str().unwrap_or_default().to_owned()
}

#[track_caller]
fn says(page: &Page, selector: &str, part: &str) {
    let mut last = String::new();
    let found = (0..200).any(|_| {
        last = text(page, selector);
        let found = last.contains(part);
        if !found {
            std::thread::sleep(std::time::Duration::from_millis(50));
        }
        found
    });
    assert!(found, "{selector} does not say “{part}”:\n{last}");
}

fn why_here(page: &Page) {
    open(page);
    inspect(page, "Build");
    says(page, ".why p", "because Design finishes Fri 5 Jun (FS)");
    // A link to the task it names; the panel follows.
    page.by_role("region", "Why here").by_role("link", "Design").focus();
    page.key("Enter");
    page.wait_for_text("the task of the panel", "Design", || field(page, "Name"));
    says(page, ".why p", "when the plan starts");
    inspect(page, "Site");
    says(page, ".why p", "Wed 3 Jun");
}

fn unreadable(page: &Page) {
    open(page);
    inspect(page, "Design");
    enter(page, "Duration", "soon");
    says(page, ".inspector .message", "“soon” is not a duration");
    assert_eq!(field(page, "Duration"), "soon");
    // It waits there while another task is looked at.
    inspect(page, "Build");
    assert_eq!(field(page, "Duration"), "5d");
    inspect(page, "Design");
    assert_eq!(field(page, "Duration"), "soon");
    page.by_role("complementary", "Task").by_role("textbox", "Duration").focus();
    page.key("Escape");
    page.wait_for_text("the duration", "5d", || field(page, "Duration"));
    enter(page, "Duration", "8 days");
    page.wait_for_text("the duration", "8d", || field(page, "Duration"));
    says(page, ".why .facts", "Wed 10 Jun");
    // What is being typed is not lost when another task is chosen.
    page.by_role("complementary", "Task").by_role("textbox", "Deadline").fill("2026-06-30");
    page.by_role("row", "*Build*").click();
    page.wait_for_text("the task of the panel", "Build", || field(page, "Name"));
    inspect(page, "Design");
    page.wait("the deadline is kept", || field(page, "Deadline").contains("30"));
    // Links: a circle is refused beside the field.
    page.by_role("combobox", "Add a predecessor").fill("Launch");
    page.key("Enter");
    says(page, ".inspector .message", "circle");
    page.by_role("combobox", "Add a predecessor").fill("Site");
    page.key("ArrowDown");
    page.key("Enter");
    says(page, ".why p", "because Site finishes");
}

fn several(page: &Page) {
    open(page);
    inspect(page, "Design");
    page.by_role("row", "*Design*").click();
    page.key("Shift+ArrowDown");
    page.wait("both are in the panel", || text(page, ".inspector-head").contains("2 tasks"));
    enter(page, "Deadline", "2026-06-30");
    page.wait("both have it", || {
        page.eval("return document.querySelectorAll('.inspector input[aria-invalid]').length") == 0
    });
    command(page, "Undo");
    says(page, ".toasts", "Undone: Change deadline of 2 tasks");
}

fn holiday(page: &Page) {
    open(page);
    command(page, "Working time and holidays");
    page.by_role("textbox", "Name of a new exception").fill("Harbour day");
    page.by_role("textbox", "Days of a new exception").fill("2026-06-02");
    page.key("Enter");
    says(page, ".told", "tasks have moved since this was opened");
    says(page, ".month td.special", "Harbour day, no work");
    // A calendar in use says by whom.
    page.by_role("button", "Remove").click();
    says(page, "[role=alert]", "is in use: the project works by it");
    close(page);
    inspect(page, "Design");
    says(page, ".why .facts", "Mon 8 Jun");
    command(page, "Undo");
    says(page, ".why .facts", "Fri 5 Jun");
}

fn baseline(page: &Page) {
    open(page);
    command(page, "Baselines");
    page.by_role("textbox", "Name of a new baseline").fill("As agreed");
    page.key("Enter");
    says(page, "[role=dialog]", "Everything stands as in the baseline");
    close(page);
    inspect(page, "Design");
    enter(page, "Duration", "8d");
    says(page, ".inspector", "3d later");
    command(page, "Baselines");
    says(page, "[role=dialog] tbody", "Build 8–12 Jun 11–17 Jun 3d later");
    close(page);
}

fn status_date(page: &Page) {
    open_ours(page);
    command(page, "Set the status date");
    page.by_role("textbox", "Status date").fill("2026-06-03");
    says(page, "[role=dialog] [role=status]", "4 tasks move");
    says(page, "[role=dialog] tbody", "Design 1–5 Jun 4–10 Jun");
    says(page, "[role=dialog] tbody", "what is not done lies after the status date");
    page.key("Enter");
    page.wait("the sheet is gone", || !page.has_role("dialog", ""));
    inspect(page, "Design");
    says(page, ".why p", "status date");
    command(page, "Enter progress");
    says(page, "[role=dialog]", "Nothing unfinished should have begun by then.");
    close(page);
    command(page, "Undo");
    says(page, ".why p", "when the plan starts");
}

fn recurring(page: &Page) {
    open(page);
    command(page, "Add recurring tasks");
    page.by_role("textbox", "From").fill("2026-06-08");
    page.by_role("textbox", "Until").fill("many");
    says(page, "[role=dialog] .message", "neither a date nor a count");
    page.by_role("textbox", "Every").fill("2");
    page.by_role("combobox", "Unit")
        .eval("arguments[0].value = 'days'; arguments[0].dispatchEvent(new Event('change', { bubbles: true }))");
    page.by_role("textbox", "Until").fill("3 times");
    says(page, "[role=dialog] .days", "Mon 8 Jun Wed 10 Jun Fri 12 Jun");
    page.key("Enter");
    page.wait("the sheet is gone", || !page.has_role("dialog", ""));
    page.by_role("row", "*Status meeting 3*");
    command(page, "Undo");
    page.wait("one step takes them back", || !page.has_role("row", "*Status meeting 3*"));
}

fn move_start(page: &Page) {
    open(page);
    command(page, "Move the project’s start");
    page.by_role("textbox", "New start").fill("2026-06-08");
    says(page, "[role=dialog] tbody", "Site must not start before Wed 3 Jun");
    says(page, "[role=dialog] [role=status]", "finish moves from Fri 12 Jun to Fri 19 Jun");
    page.key("Enter");
    page.wait("the sheet is gone", || !page.has_role("dialog", ""));
    inspect(page, "Design");
    says(page, ".why p", "Mon 8 Jun");
}

fn issues(page: &Page) {
    open(page);
    inspect(page, "Build");
    command(page, "Pin to its date");
    inspect(page, "Design");
    enter(page, "Duration", "8d");
    command(page, "Show or hide the issues");
    page.wait("the task panel has made room", || !page.has_role("complementary", "Task"));
    says(page, ".issue-list", "Build is pinned before this link allows: Design → Build (FS).");
    page.by_role("complementary", "Issues").by_role("button", "Remove the constraint of Build").focus();
    page.key("Enter");
    says(page, ".issues h2", "No issues");
    page.by_role("complementary", "Issues").focus();
    page.key("Escape");
    page.wait("the list is gone", || !page.has_role("complementary", "Issues"));
    page.wait("the focus is on the grid", || {
        page.eval("return document.activeElement.getAttribute('role')") == "gridcell"
    });
}

fn workload(page: &Page) {
    open(page);
    inspect(page, "Design");
    enter(page, "People at work", "Anna");
    inspect(page, "Site");
    enter(page, "People at work", "Anna");
    command(page, "Who is busy when");
    says(page, "[role=dialog]", "One person has a week with more work than hours.");
    page.by_role("button", "*16 h too much*").focus();
    page.key("Enter");
    page.by_role("region", "Tasks of the week").by_role("button", "Site").focus();
    page.key("Enter");
    page.wait("the sheet is gone", || !page.has_role("dialog", ""));
    page.wait_for_text("the task of the panel", "Site", || field(page, "Name"));
    // Who leaves the field means the days in it.
    command(page, "People and absences");
    page.by_role("textbox", "Days Anna is away").fill("2 Jun");
    page.key("Tab");
    says(page, "[role=dialog] .away .chip", "2 Jun");
    close(page);
    command(page, "Who is busy when");
    page.by_role("button", "*24 h too much*");
    close(page);
}

fn accessible(page: &Page) {
    open(page);
    inspect(page, "Build");
    for theme in ["light", "dark"] {
        set_theme(page, theme);
        page.axe();
    }
    for open in ["Find a command", "Show the keys"] {
        match open {
            "Show the keys" => command(page, open),
            _ => page.key("Mod+k"),
        }
        page.by_role("dialog", "");
        for theme in ["light", "dark"] {
            set_theme(page, theme);
            page.axe();
        }
        close(page);
    }
    for name in [
        "Working time and holidays",
        "Baselines",
        "Set the status date",
        "Enter progress",
        "People and absences",
        "Who is busy when",
        "Move the project’s start",
        "Add recurring tasks",
        "Project settings",
        "Split the task",
    ] {
        command(page, name);
        page.by_role("dialog", "");
        for theme in ["light", "dark"] {
            set_theme(page, theme);
            page.axe();
        }
        close(page);
    }
}
