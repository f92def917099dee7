//! The grid: typed into, moved about and looked through, by keys alone where a person could.

use crate::engine::Engine;
use crate::page::Page;
use crate::{Scenario, scenario};
use serde_json::json;

pub const SCENARIOS: &[Scenario] = &[
    scenario("grid: a plan is typed by keyboard alone", typed),
    scenario("grid: what cannot be read stays with a message, and Escape brings the old value back", unreadable),
    scenario("grid: rows are indented, moved, collapsed, deleted with their links bridged, and undone", rearranged),
    scenario("grid: a later start says that it is now held, and the chip lets it go", held),
    scenario("grid: tasks go to a spreadsheet as text and come back", copied),
    scenario("grid: finding, filtering, ordering and choosing columns never change the plan", looked_through),
    scenario("grid: what is added under a filter stays in sight, and no key acts on what is folded away", hidden),
    scenario("grid: the name stays in sight when the columns move sideways", sideways),
    scenario("grid: several rows are selected and changed at once", several),
    scenario("grid: a menu by keyboard, tools by arrows, nobody trapped", reached),
    scenario("grid: machines find no barrier in the Plan", without_barriers),
    Scenario {
        name: "grid: ten thousand rows, few in the page; a change paints only what changed",
        run: many,
        engines: &[Engine::Chromium],
    },
    scenario("grid: on a phone the tools stay one row and nothing sticks out", narrow),
];

fn open(page: &Page) {
    page.resize(1280, 800);
    page.open("");
    page.by_role("button", "*An empty*").click();
    page.by_role("main", "Outline");
    page.eval("location.hash = '#plan'");
    page.by_role("treegrid", "Tasks");
}

/// Walks into the grid as somebody without a mouse does.
fn tab_in(page: &Page) {
    for _ in 0..40 {
        if page.eval("return document.activeElement.closest('[role=treegrid]') !== null") == true {
            return;
        }
        page.key("Tab");
    }
    panic!("Tab does not reach the grid");
}

/// The columns named, a row a line, `.` a level; what is not shown in the grid is not there.
fn table(page: &Page, columns: &str) -> String {
    let script = "const heads = [...document.querySelectorAll('[role=treegrid] [role=columnheader]')].map((h) => h.textContent.trim());
        const at = arguments[0].split(', ').map((name) => heads.indexOf(name));
        return [...document.querySelectorAll('[role=treegrid] [role=row][id^=row-]')].filter((r) => /\\d/.test(r.id))
          .sort((a, b) => a.ariaRowIndex - b.ariaRowIndex)
          .map((r) => '.'.repeat(r.getAttribute('aria-level') - 1) + at.map((i) => {
            const cell = r.children[i]; return (cell.querySelector('.text') ?? cell).textContent.trim(); }).join(' | ')).join('\\n');";
    page.eval_with(script, &[json!(columns)]).as_str().unwrap_or_default().to_owned()
}

#[track_caller]
fn shows(page: &Page, columns: &str, expected: &str) {
    page.wait_for_text("the grid", expected, || table(page, columns));
}

/// Row and column under the cursor, as heading and name.
fn cursor(page: &Page) -> String {
    let script = "const cell = document.activeElement.closest('[role=gridcell]'); if (!cell) return document.activeElement.tagName;
        const row = cell.parentElement; const name = row.querySelector('.name .text').textContent.trim();
        const head = document.querySelector(`[role=columnheader][aria-colindex='${cell.getAttribute('aria-colindex')}']`);
        return name + ': ' + head.textContent.trim();";
    page.eval(script).as_str().unwrap_or_default().to_owned()
}

#[track_caller]
fn cursor_is(page: &Page, expected: &str) {
    page.wait_for_text("the cursor", expected, || cursor(page));
}

/// Puts tasks in by pasting a table.
fn pasted(page: &Page, text: &str) {
    open(page);
    tab_in(page);
    page.paste(text);
}

const HOUSE: &str = "Name\tDuration\tPredecessors\nDesign\t5d\t\nApprove\t2d\t1\nBuild\t10d\t2\nParty\t1d\t\n";

fn typed(page: &Page) {
    open(page);
    tab_in(page);
    cursor_is(page, "Add a task: Name");
    page.key("Enter");
    page.type_text("Design\nBuild\nShip\n");
    shows(page, "Name, Duration", "Design | 1d?\nBuild | 1d?\nShip | 1d?");
    cursor_is(page, "Add a task: Name");
    page.keys(&["ArrowUp", "ArrowUp", "ArrowUp", "Home", "ArrowRight", "ArrowRight"]);
    cursor_is(page, "Design: Duration");
    // Typing begins at once; Enter keeps and goes down, Tab keeps and goes on.
    page.type_text("5d\n2w\n0\n");
    page.keys(&["ArrowUp", "ArrowUp"]);
    shows(page, "Name, Duration", "Design | 5d\nBuild | 2w\nShip | 0d");
    page.keys(&["Home", "ArrowRight", "ArrowRight", "ArrowRight", "ArrowRight", "ArrowRight"]);
    cursor_is(page, "Build: Predecessors");
    page.type_text("1\n2FS+1d\n");
    shows(page, "Predecessors, Total float", " | 0d\n1 | 0d\n2FS+1d | 0d");
    page.key("ArrowUp");
    page.key("Tab");
    assert!(!cursor(page).contains(':'), "Tab leaves the grid from a cell");
    // One undo step each.
    page.keys(&["Shift+Tab", "Mod+z", "Mod+z"]);
    shows(page, "Predecessors", "\n\n");
    page.keys(&["Mod+Shift+z", "Mod+Shift+z"]);
    shows(page, "Predecessors", "\n1\n2FS+1d");
    page.keys(&["Control+Home", "F2"]);
    cursor_is(page, "Design: WBS");
    page.keys(&["ArrowRight", "F2"]);
    page.type_text("Drawings");
    page.key("Tab");
    shows(page, "Name", "Drawings\nBuild\nShip");
    cursor_is(page, "Drawings: Duration");
}

fn unreadable(page: &Page) {
    pasted(page, HOUSE);
    page.keys(&["Control+Home", "ArrowRight", "ArrowRight"]);
    cursor_is(page, "Design: Duration");
    page.type_text("soon\n");
    let field = page.by_role("textbox", "Duration of Design");
    page.wait("it is marked", || field.attribute("aria-invalid").as_deref() == Some("true"));
    let message = page.by_role("alert", "").text();
    assert!(message.contains("“soon” is not a duration"), "{message}");
    assert_eq!(
        page.eval("const f = document.activeElement; return document.getElementById(f.getAttribute('aria-describedby')).textContent"),
        json!(message),
        "the message belongs to the field that has the focus"
    );
    // Going elsewhere loses nothing, and nothing is stored.
    page.css(".grid-row[aria-rowindex='4'] .name").click();
    assert_eq!(page.by_role("textbox", "Duration of Design").value(), "soon");
    shows(page, "Duration", "5d\n2d\n10d\n1d");
    page.by_role("textbox", "Duration of Design").focus();
    page.key("Escape");
    page.wait("the field is gone", || !page.has_role("textbox", "Duration of Design"));
    shows(page, "Duration", "5d\n2d\n10d\n1d");
    cursor_is(page, "Design: Duration");
    // A circle is refused in words beside the cell.
    page.keys(&["Home", "ArrowRight", "ArrowRight", "ArrowRight", "ArrowRight", "ArrowRight"]);
    page.type_text("3\n");
    page.wait("the circle is named", || page.by_role("alert", "").text().contains("in a circle"));
    page.key("Escape");
    shows(page, "Predecessors", "\n1\n2\n");
}

fn rearranged(page: &Page) {
    pasted(page, HOUSE);
    page.keys(&["Control+Home", "ArrowRight", "ArrowDown", "ArrowDown", "ArrowDown"]);
    cursor_is(page, "Party: Name");
    page.key("Alt+Shift+ArrowRight");
    shows(page, "WBS, Name", "1 | Design\n2 | Approve\n3 | Build\n.3.1 | Party");
    page.key("Alt+Shift+ArrowLeft");
    shows(page, "WBS, Name", "1 | Design\n2 | Approve\n3 | Build\n4 | Party");
    // What waits for a task cannot become a part of it.
    page.keys(&["ArrowUp", "ArrowUp", "Alt+Shift+ArrowRight"]);
    page.wait("it is said why", || {
        page.css(".toasts").text().contains("Approve cannot be a part of Design and linked with it")
    });
    page.key("Alt+ArrowDown");
    shows(page, "WBS, Name, Predecessors", "1 | Design | \n2 | Build | 3\n3 | Approve | 1\n4 | Party | ");
    cursor_is(page, "Approve: Name");
    page.key("Mod+z");
    // Deleting the middle of a chain keeps the order of the rest.
    page.key("Delete");
    shows(page, "Name, Predecessors", "Design | \nBuild | 1\nParty | ");
    cursor_is(page, "Build: Name");
    page.key("Mod+z");
    shows(page, "Name, Predecessors", "Design | \nApprove | 1\nBuild | 2\nParty | ");
    cursor_is(page, "Approve: Name");
    page.wait("no offer to undo what is undone", || {
        page.eval("return document.querySelectorAll('.toast').length") == 1
    });
    // A summary closes and opens with ← and →.
    page.keys(&[
        "Control+Home",
        "ArrowRight",
        "ArrowDown",
        "ArrowDown",
        "ArrowDown",
        "Alt+Shift+ArrowRight",
        "ArrowUp",
    ]);
    cursor_is(page, "Build: Name");
    page.key("ArrowLeft");
    shows(page, "Name", "Design\nApprove\nBuild");
    assert_eq!(page.eval("return document.activeElement.parentElement.getAttribute('aria-expanded')"), json!("false"));
    page.key("ArrowRight");
    shows(page, "Name", "Design\nApprove\nBuild\n.Party");
    // Insert puts a row below and opens its name; both are one undo step.
    page.key("Insert");
    page.type_text("Walls\n");
    shows(page, "Name", "Design\nApprove\nBuild\n.Walls\n.Party");
    page.key("Mod+z");
    shows(page, "Name", "Design\nApprove\nBuild\n.Party");
}

fn held(page: &Page) {
    pasted(page, HOUSE);
    page.keys(&["Control+Home", "ArrowDown", "ArrowDown", "ArrowDown", "ArrowRight", "ArrowRight", "ArrowRight"]);
    cursor_is(page, "Party: Start");
    page.type_text("+40d\n");
    page.wait("it is said", || {
        page.eval(
            "return [...document.querySelectorAll('.toast')].some((t) => /Party: not before/.test(t.textContent))",
        ) == true
    });
    page.key("ArrowUp");
    let chips = |page: &Page| page.eval("return document.querySelectorAll('.grid .held-x').length");
    page.css(".grid .held-x").click();
    page.wait("the chip is gone", || chips(page) == 0);
    page.key("Mod+z");
    page.wait("the chip is back", || chips(page) == 1);
    // Earlier than its predecessor allows: the reason, not a constraint.
    page.keys(&["Control+Home", "ArrowDown", "ArrowRight", "ArrowRight", "ArrowRight"]);
    cursor_is(page, "Approve: Start");
    page.type_text("today\n");
    page.wait("the reason is named", || page.by_role("alert", "").text().contains("it waits for Design"));
    page.key("Escape");
    assert_eq!(chips(page), json!(1), "nothing was planted");
}

fn copied(page: &Page) {
    pasted(page, HOUSE);
    shows(page, "Name, Duration, Predecessors", "Design | 5d | \nApprove | 2d | 1\nBuild | 10d | 2\nParty | 1d | ");
    page.keys(&["Control+Home", "ArrowRight", "Shift+ArrowDown"]);
    let text = page.copy();
    let lines: Vec<Vec<&str>> = text.lines().map(|line| line.split('\t').collect()).collect();
    assert_eq!(lines.len(), 3, "a line of headings and two tasks: {text}");
    assert!(lines[0].contains(&"Name") && lines[1].contains(&"Design") && lines[2].contains(&"Approve"), "{text}");
    // What was copied here comes back with its links.
    page.keys(&["ArrowDown", "ArrowDown"]);
    cursor_is(page, "Party: Name");
    page.paste(&text);
    shows(
        page,
        "Name, Duration, Predecessors",
        "Design | 5d | \nApprove | 2d | 1\nBuild | 10d | 2\nParty | 1d | \nDesign | 5d | \nApprove | 2d | 5",
    );
    page.key("Mod+z");
    // An indented outline from anywhere.
    page.paste("- Move\n  - Pack\n  - Carry\n");
    shows(page, "Name", "Design\nApprove\nBuild\nParty\nMove\n.Pack\n.Carry");
    // One value goes into the cell.
    page.keys(&["Control+Home", "ArrowRight", "ArrowRight"]);
    page.paste("8d");
    page.wait("the cell has the value", || table(page, "Duration").starts_with("8d\n"));
}

fn looked_through(page: &Page) {
    pasted(page, HOUSE);
    let all = "Design | \nApprove | 1\nBuild | 2\nParty | ";
    shows(page, "Name, Predecessors", all);
    let stored = page.storage().len();
    page.key("Mod+f");
    page.type_text("a");
    page.key("Enter");
    page.wait("the first is found", || {
        page.eval("return document.querySelector('[aria-selected=true] .text').textContent") == "Approve"
    });
    page.key("Enter");
    page.wait("the next is found", || {
        page.eval("return document.querySelector('[aria-selected=true] .text').textContent") == "Party"
    });
    page.key("Escape");
    cursor_is(page, "Party: WBS");
    let menu = |name: &str, item: &str| {
        page.by_role("button", name).click();
        page.by_role("menuitem", item).click();
    };
    menu("Filter and order", "*critical*");
    shows(page, "Name, Predecessors", "Design | \nApprove | 1\nBuild | 2");
    menu("*Filter and order: *", "Show all tasks");
    shows(page, "Name, Predecessors", all);
    menu("Filter and order", "Order by name");
    shows(page, "Name, Predecessors", "Approve | 1\nBuild | 2\nDesign | \nParty | ");
    menu("*Filter and order: *", "Order by outline");
    shows(page, "Name, Predecessors", all);
    page.by_role("columnheader", "Name").click();
    let sorted = || page.by_role("columnheader", "Name").attribute("aria-sort").unwrap_or_default();
    assert_eq!(sorted(), "ascending");
    page.by_role("columnheader", "Name").click();
    shows(page, "Name", "Party\nDesign\nBuild\nApprove");
    assert_eq!(sorted(), "descending");
    page.by_role("columnheader", "Name").click();
    shows(page, "Name, Predecessors", all);
    assert_eq!(sorted(), "none");
    page.by_role("button", "Columns").click();
    page.by_role("menuitemcheckbox", "Owner").click();
    page.by_role("menuitemcheckbox", "Total float").click();
    page.key("Escape");
    page.by_role("columnheader", "Owner");
    assert!(!page.has_role("columnheader", "Total float"));
    assert_eq!(page.by_role("button", "Undo").attribute("title").as_deref(), Some("Undo: Paste 4 tasks"));
    assert!(page.storage().len() >= stored);
}

fn hidden(page: &Page) {
    pasted(page, HOUSE);
    page.by_role("button", "Filter and order").click();
    page.by_role("menuitem", "*critical*").click();
    shows(page, "Name", "Design\nApprove\nBuild");
    page.by_role("row", "*Approve*").click();
    page.key("Insert");
    page.type_text("Permit\n");
    shows(page, "Name", "Design\nApprove\nPermit\nBuild");
    page.by_role("button", "*Filter and order: *").click();
    page.by_role("menuitem", "Show all tasks").click();
    shows(page, "Name", "Design\nApprove\nPermit\nBuild\nParty");
    page.by_role("row", "*Design*").click();
    page.keys(&["Mod+a", "Delete"]);
    shows(page, "Name", "");
    page.paste("House\n\tRoof\t2d\n\tWalls\t3d\nParty\t1d\n");
    shows(page, "Name, Duration", "House | 3d\n.Roof | 2d\n.Walls | 3d\nParty | 1d");
    page.by_role("row", "*Walls*").click();
    page.key("Mod+k");
    page.by_role("combobox", "Command");
    page.type_text("Collapse to level 1");
    page.key("Enter");
    shows(page, "Name", "House\nParty");
    page.wait("the summary is selected in place of its step", || {
        page.eval("return document.querySelector('.grid-row[aria-selected=true] .text')?.textContent") == "House"
    });
    page.by_role("row", "*Add a task*").click();
    page.key("Escape");
    page.key("Delete");
    shows(page, "Name", "House\nParty");
}

fn sideways(page: &Page) {
    pasted(page, HOUSE);
    let left = |column: &str| page.by_role("columnheader", column).rect().0;
    let (wbs, name, last) = (left("WBS"), left("Name"), left("Promise"));
    page.keys(&["Control+Home", "End"]);
    cursor_is(page, "Design: Promise");
    page.wait("the last column is in sight", || left("Promise") < last);
    assert_eq!((left("WBS"), left("Name")), (wbs, name));
    // A cell open for typing lies over its own column.
    page.keys(&["Home", "ArrowRight", "F2"]);
    let field = page.by_role("textbox", "Name of Design").rect().0;
    assert!((field - name).abs() < 4.0, "{field} over {name}");
}

fn several(page: &Page) {
    pasted(page, HOUSE);
    page.keys(&["Control+Home", "ArrowRight", "Shift+ArrowDown", "Shift+ArrowDown"]);
    let chosen = |page: &Page| {
        page.all_by_role("row", "")
            .iter()
            .filter(|row| row.attribute("aria-selected").as_deref() == Some("true"))
            .count()
    };
    page.wait("three are selected", || chosen(page) == 3);
    page.key("Mod+Shift+F2");
    shows(page, "Predecessors", "\n\n\n");
    page.key("Mod+F2");
    shows(page, "Predecessors", "\n1\n2\n");
    page.key("Mod+a");
    page.wait("all are selected", || chosen(page) == 4);
    page.key("Shift+F10");
    page.by_role("menuitem", "Mark done").click();
    shows(page, "Progress", "100%\n100%\n100%\n100%");
    page.key("Mod+z");
    shows(page, "Progress", "0%\n0%\n0%\n0%");
    page.key("Mod+a");
    page.key("Escape");
    page.wait("one is selected", || chosen(page) == 1);
    page.keys(&["Control+Home", "Mod+d"]);
    shows(page, "Name", "Design\nDesign\nApprove\nBuild\nParty");
    page.key("Mod+z");
    // Space takes a row into the selection and out of it.
    page.keys(&["Control+Home", "ArrowRight"]);
    page.key("Mod+a");
    page.key(" ");
    page.wait("one less", || chosen(page) == 3);
}

fn reached(page: &Page) {
    pasted(page, HOUSE);
    page.keys(&["Control+Home", "ArrowRight", "Shift+F10"]);
    page.by_role("menu", "Task");
    page.key("Escape");
    cursor_is(page, "Design: Name");
    // The head is one row above: Enter orders, Shift with an arrow widens.
    page.key("ArrowUp");
    page.wait("the head has the focus", || page.focused().attribute("role").as_deref() == Some("columnheader"));
    let width = |page: &Page| page.by_role("columnheader", "Name").rect().2;
    let before = width(page);
    page.key("Shift+ArrowRight");
    page.wait("the column is wider", || width(page) > before);
    page.key("Enter");
    page.wait("it is ordered", || {
        page.by_role("columnheader", "Name").attribute("aria-sort").as_deref() == Some("ascending")
    });
    page.key("Enter");
    // The bar between grid and timeline.
    let splitter = page.by_role("separator", "Width of the grid");
    splitter.focus();
    let now = |page: &Page| page.by_role("separator", "Width of the grid").attribute("aria-valuenow");
    let before = now(page);
    page.key("ArrowRight");
    page.wait("the grid is wider", || now(page) != before);
    // The tools are one stop; arrows go along them.
    page.by_role("button", "Add a task below").focus();
    page.key("ArrowRight");
    page.wait("the next tool has the focus", || page.focused().attribute("aria-label").as_deref() == Some("Outdent"));
    page.key("Tab");
    assert_eq!(
        page.eval("return document.activeElement.closest('[role=toolbar]')"),
        json!(null),
        "one Tab leaves the tools"
    );
}

fn without_barriers(page: &Page) {
    pasted(page, HOUSE);
    page.keys(&["Control+Home", "ArrowRight", "ArrowRight"]);
    page.axe();
    page.type_text("soon\n");
    page.by_role("alert", "");
    page.axe();
}

/// DOM nodes stay within 20 a visible row and 300; a changed cell touches its own row and those that follow from it.
fn many(page: &Page) {
    let mut text = String::from("Name\tDuration\tPredecessors\n");
    for row in 1..=10_000 {
        let after = if row % 10 == 1 { String::new() } else { (row - 1).to_string() };
        // The first is long, so that the end of the plan stays where it is.
        text += &format!("Task {row}\t{}\t{after}\n", if row == 1 { "300d" } else { "2d" });
    }
    pasted(page, &text);
    page.wait("all rows are there", || {
        page.by_role("treegrid", "Tasks").attribute("aria-rowcount").as_deref() == Some("10002")
    });
    let nodes = |page: &Page| {
        let visible = page
            .eval("return Math.ceil(document.querySelector('.plan-scroll').clientHeight / 28)")
            .as_u64()
            .unwrap_or(0);
        let all = page.eval("return document.querySelectorAll('*').length").as_u64().unwrap_or(u64::MAX);
        assert!(all <= 20 * visible + 300, "{all} nodes for {visible} visible rows");
        let grid = page.eval("return document.querySelectorAll('.grid *').length").as_u64().unwrap_or(u64::MAX);
        let rows = page.eval("return document.querySelectorAll('.grid-row').length").as_u64().unwrap_or(0);
        assert!(grid <= 12 * rows + 24, "{grid} nodes in the grid for {rows} rows");
    };
    nodes(page);
    page.eval("document.querySelector('.plan-scroll').scrollTop = 140000");
    page.wait("other rows are shown", || table(page, "Name").contains("Task 5010"));
    nodes(page);
    page.keys(&["Control+Home", "PageDown", "PageUp"]);
    page.keys(&["ArrowDown"; 14]);
    page.keys(&["ArrowRight", "ArrowRight"]);
    cursor_is(page, "Task 15: Duration");
    page.eval(
        "window.__touched = new Set();
         new MutationObserver((all) => all.forEach((m) => { const e = m.target.parentElement ?? m.target;
           const row = (m.target.closest ? m.target : e).closest('.grid-row');
           if (row && (m.type === 'characterData' || m.type === 'childList')) window.__touched.add(row.ariaRowIndex); }))
           .observe(document.querySelector('.grid-body'), { subtree: true, characterData: true, childList: true });",
    );
    page.type_text("3d\n");
    page.wait("the change is drawn", || table(page, "Duration").lines().nth(14) == Some("3d"));
    let touched = page.eval("return [...window.__touched].map(Number).sort((a, b) => a - b)");
    // Tasks 11 to 20 are one chain; the head is row 1 of the grid.
    for index in touched.as_array().into_iter().flatten().filter_map(serde_json::Value::as_u64) {
        assert!((12..=21).contains(&index), "row {index} was painted though nothing of it changed: {touched}");
    }
}

fn narrow(page: &Page) {
    pasted(page, HOUSE);
    page.resize(360, 740);
    page.wait("nothing sticks out", || page.eval("return document.documentElement.scrollWidth <= innerWidth") == true);
    let (_, _, _, height) = page.by_role("toolbar", "Plan tools").rect();
    assert!(height <= 60.0, "the tools are {height} px high");
    page.wait("grid and timeline share the width", || (120.0..=320.0).contains(&page.css(".grid-pane").rect().2));
}
