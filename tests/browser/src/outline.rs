//! The Outline room: typing an outline without touching the mouse.

use crate::page::Page;
use crate::{Scenario, scenario};
use serde_json::json;

pub const SCENARIOS: &[Scenario] = &[
    scenario("outline: an outline is typed by keyboard alone", typed),
    scenario("outline: nobody is trapped in the tree", not_trapped),
    scenario("outline: the focus stays with its step through a long outline, by keys and by scrolling", long),
    scenario("outline: several steps are selected, moved, indented, copied and removed together", several),
    scenario("outline: the menu of the steps comes by key and by pointer", menu),
    scenario("outline: printing brings the page, the people and every step", printed),
    scenario("outline: undo in a text takes back what was typed, and nothing is lost or doubled", prose),
    scenario("outline: a message offers its undo only while that is what undo takes back", told_once),
];

/// The outline as text, two spaces a level, and where the caret is.
fn outline(page: &Page) -> String {
    let lines = page.eval(
        "return [...document.querySelectorAll('.step')].map((row) => '  '.repeat(row.ariaLevel - 1) +
           row.querySelector('.step-name').textContent + (row.querySelector('.step-name') === document.activeElement ? '|' : '') +
           (row === document.activeElement ? ' <' : '')).join('\\n')",
    );
    lines.as_str().unwrap_or_default().to_owned()
}

#[track_caller]
fn shows(page: &Page, expected: &str) {
    page.wait_for_text("the outline", expected, || outline(page));
}

fn empty_project(page: &Page) {
    page.open("");
    page.by_role("button", "*An empty*").click();
    page.by_role("main", "Outline");
}

fn typed(page: &Page) {
    empty_project(page);
    page.by_role("button", "Add a step").focus();
    page.key("Enter");
    shows(page, "|");
    page.type_text("Design\nSketch");
    page.key("Tab");
    shows(page, "Design\n  Sketch|");
    page.type_text("\nReview with the client\nBuild");
    page.key("Shift+Tab");
    shows(page, "Design\n  Sketch\n  Review with the client\nBuild|");
    page.key("Alt+ArrowUp");
    shows(page, "Build|\nDesign\n  Sketch\n  Review with the client");
    page.key("Alt+ArrowDown");
    shows(page, "Design\n  Sketch\n  Review with the client\nBuild|");
    // An empty step goes with Backspace, and the caret to the end of the one above.
    page.key("Enter");
    page.key("Backspace");
    shows(page, "Design\n  Sketch\n  Review with the client\nBuild|");
    // In the middle of a name, Enter takes the rest along.
    page.keys(&["ArrowUp", "Home", "ArrowRight", "ArrowRight", "ArrowRight", "ArrowRight", "ArrowRight", "ArrowRight"]);
    page.key("Enter");
    shows(page, "Design\n  Sketch\n  Review\n  with the client|\nBuild");
    page.key("Mod+z");
    shows(page, "Design\n  Sketch\n  Review with the client|\nBuild");
    // Closing and opening, done and not done.
    page.keys(&["Escape", "ArrowLeft", "ArrowLeft"]);
    shows(page, "Design <\nBuild");
    page.key("ArrowRight");
    page.key("ArrowDown");
    shows(page, "Design\n  Sketch <\n  Review with the client\nBuild");
    page.key("Mod+Enter");
    page.wait("Sketch is done", || page.eval("return document.querySelectorAll('.step.done').length") == json!(1));
    page.key("Mod+Enter");
    page.wait("Sketch is not done", || page.eval("return document.querySelectorAll('.step.done').length") == json!(0));
    // One undo takes a new step back together with its name.
    page.keys(&["End", "Enter"]);
    shows(page, "Design\n  Sketch\n  Review with the client\nBuild\n|");
    page.type_text("Hand over");
    shows(page, "Design\n  Sketch\n  Review with the client\nBuild\nHand over|");
    page.key("Mod+z");
    page.wait("the step is gone", || !outline(page).contains("Hand over"));
    assert!(outline(page).contains("Build"), "one step, not two: {}", outline(page));
    page.axe();
}

fn not_trapped(page: &Page) {
    empty_project(page);
    page.by_role("button", "Add a step").focus();
    page.key("Enter");
    page.type_text("Only step");
    page.key("Escape");
    shows(page, "Only step <");
    page.key("Tab");
    page.wait("the focus left the tree", || {
        page.eval("return document.activeElement.closest('.step') === null") == json!(true)
    });
    page.key("Shift+Tab");
    shows(page, "Only step <");
    // Typing goes on at the end of the name.
    page.type_text(".");
    shows(page, "Only step.|");
}

/// The task whose line or name has the focus; nothing where the focus is elsewhere.
fn focused(page: &Page) -> Option<u64> {
    page.eval("return Number(document.activeElement?.closest('.step')?.dataset.task ?? 0) || null").as_u64()
}

fn long(page: &Page) {
    page.open("");
    page.by_role("button", "Paste an outline").click();
    let outline: Vec<String> = (1..=60).map(|n| format!("{}Step {n}", if n % 5 == 1 { "" } else { "  " })).collect();
    page.by_role("textbox", "Outline").fill(&outline.join("\n"));
    page.by_role("button", "Make a project of it").click();
    page.by_role("treegrid", "Steps");
    page.eval("document.querySelector('.step').focus()");
    let mut last = None;
    for line in 1..60 {
        page.key("ArrowDown");
        page.wait(&format!("line {line} has the focus"), || {
            let now = focused(page);
            now.is_some() && now != last
        });
        last = focused(page);
    }
    // Away from it and back: what is typed still goes where the focus is.
    for top in [0, 700, 1400, 0, 5000, 300, 900, 0] {
        page.eval_with("document.querySelector('main').scrollTop = arguments[0]", &[json!(top)]);
        page.eval_async("await new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))");
        assert_eq!(focused(page), last, "the focus after scrolling to {top}");
    }
    page.type_text(".");
    page.wait("the letter is in the last step", || {
        page.eval("return document.activeElement.textContent") == json!("Step 60.")
    });
}

fn told_once(page: &Page) {
    empty_project(page);
    page.by_role("button", "Add a step").focus();
    page.key("Enter");
    // Small letters, which every driver types.
    page.type_text("one\ntwo");
    page.keys(&["Escape", "Delete"]);
    shows(page, "one <");
    let offered = |page: &Page| page.eval("return document.querySelectorAll('.toast button').length") == json!(2);
    page.wait("its undo is offered", || offered(page));
    page.eval("document.querySelector('.step').focus()");
    page.type_text(".");
    shows(page, "one.|");
    page.wait("something else was done since", || !offered(page));
}

/// Names of the selected steps.
fn selected(page: &Page) -> String {
    let names = page.eval(
        "return [...document.querySelectorAll('.step[aria-selected=true] .step-name')].map((name) => name.textContent).join(', ')",
    );
    names.as_str().unwrap_or_default().to_owned()
}

#[track_caller]
fn selects(page: &Page, expected: &str) {
    page.wait_for_text("the selected steps", expected, || selected(page));
}

fn letters(page: &Page) {
    empty_project(page);
    page.by_role("button", "Add a step").focus();
    page.key("Enter");
    page.type_text("A\nB\nC\nD");
    page.key("Escape");
    shows(page, "A\nB\nC\nD <");
}

fn several(page: &Page) {
    letters(page);
    page.keys(&["ArrowUp", "Shift+ArrowUp"]);
    selects(page, "B, C");
    page.key("Alt+ArrowDown");
    shows(page, "A\nD\nB <\nC");
    page.key("Tab");
    shows(page, "A\nD\n  B <\n  C");
    selects(page, "B, C");
    page.key("Shift+Tab");
    shows(page, "A\nD\nB <\nC");
    page.key("Mod+z");
    shows(page, "A\nD\n  B <\n  C");
    selects(page, "B, C");
    page.key("Mod+Shift+z");
    shows(page, "A\nD\nB <\nC");
    // The text says it in lines, and comes back as it was.
    let text = page.copy();
    let lines: Vec<&str> = text.lines().map(|line| line.split(" (").next().unwrap_or_default()).collect();
    assert_eq!(lines, ["- B", "- C"], "{text}");
    page.key("Home");
    shows(page, "A <\nD\nB\nC");
    page.paste(&text);
    shows(page, "A\nB <\nC\nD\nB\nC");
    selects(page, "B, C");
    page.key("Delete");
    shows(page, "A\nD <\nB\nC");
    // Cut and pasted, they have moved.
    page.eval(
        "const event = new ClipboardEvent('cut', { bubbles: true, cancelable: true });
         window.__cut = new DataTransfer();
         Object.defineProperty(event, 'clipboardData', { value: window.__cut });
         document.activeElement.dispatchEvent(event);",
    );
    shows(page, "A\nB <\nC");
    let cut = page.eval("return window.__cut.getData('text/plain')");
    page.key("Home");
    page.paste(cut.as_str().unwrap_or_default());
    shows(page, "A\nD <\nB\nC");
    // A click with Ctrl takes one more, a click with Shift all up to there.
    let click = |line: usize, held: &str| {
        page.eval(&format!(
            "const name = document.querySelectorAll('.step .step-name')[{line}];
             name.dispatchEvent(new MouseEvent('mousedown', {{ bubbles: true, cancelable: true, {held}: true }}))"
        ));
    };
    click(0, "metaKey");
    selects(page, "A, D");
    click(3, "shiftKey");
    selects(page, "A, D, B, C");
    page.key("Escape");
    selects(page, "C");
    // In a name Ctrl+A takes its text, and pressed again everything.
    page.key("F2");
    shows(page, "A\nD\nB\nC|");
    page.key("Mod+a");
    selects(page, "C");
    page.key("Mod+a");
    selects(page, "A, D, B, C");
    page.axe();
    // In the Plan the same tasks are selected, and what was copied here can be pasted there.
    page.eval("location.hash = '#plan'");
    page.by_role("main", "Plan");
    page.wait("all rows are selected", || {
        page.eval("return document.querySelectorAll('.grid-row[aria-selected=true]').length") == json!(4)
    });
    page.eval("location.hash = '#outline'");
    page.by_role("main", "Outline");
    page.eval("document.querySelector('.step').focus()");
    page.key("Mod+a");
    selects(page, "A, D, B, C");
    page.key("Mod+Enter");
    page.wait("all are done", || page.eval("return document.querySelectorAll('.step.done').length") == json!(4));
    page.key("Delete");
    page.wait("nothing is left", || outline(page).is_empty());
    page.wait("the focus is where the next step is made", || {
        page.eval("return document.activeElement.classList.contains('add-step')") == json!(true)
    });
    page.key("Mod+z");
    shows(page, "A <\nD\nB\nC");
}

fn menu(page: &Page) {
    letters(page);
    page.key("Shift+F10");
    page.by_role("menu", "Step");
    page.axe();
    page.key("Escape");
    shows(page, "A\nB\nC\nD <");
    page.key("Shift+F10");
    page.by_role("menu", "Step").by_role("menuitem", "*Move up*").click();
    shows(page, "A\nB\nD <\nC");
    page.key("F2");
    shows(page, "A\nB\nD|\nC");
    page.key("Shift+F10");
    page.by_role("menu", "Step").by_role("menuitem", "*Duplicate*").click();
    shows(page, "A\nB\nD\nD <\nC");
    page.css(".step-name").right_click();
    page.by_role("menu", "Step").by_role("menuitem", "*Add a task below*").click();
    shows(page, "A\n|\nB\nD\nD\nC");
    page.type_text("new");
    page.key("Escape");
    shows(page, "A\nnew <\nB\nD\nD\nC");
    page.keys(&["Shift+ArrowDown", "Shift+ArrowDown"]);
    selects(page, "new, B, D");
    // On one of several the menu is about all of them.
    page.eval("document.querySelectorAll('.step .cell-owner')[2].scrollIntoView({ block: 'center' })");
    page.by_role("row", "B").right_click();
    page.by_role("menu", "Step").by_role("menuitem", "*Delete*").click();
    shows(page, "A\nD <\nC");
    page.key("Mod+z");
    shows(page, "A\nnew <\nB\nD\nD\nC");
}

fn printed(page: &Page) {
    page.open("");
    page.open_sample();
    page.eval("location.hash = '#outline'");
    page.by_role("main", "Outline");
    page.eval("window.dispatchEvent(new Event('beforeprint'))");
    let steps = page.eval("return document.querySelectorAll('.outline-sheet tbody tr').length").as_u64().unwrap_or(0);
    assert!(steps > 40, "{steps} steps are printed");
    let text = page.css(".outline-sheet").text();
    for part in ["Purpose", "Our side", "Mira Okafor", "Kick-off at the museum"] {
        assert!(text.contains(part), "{part} is not printed: {text}");
    }
    page.eval("window.dispatchEvent(new Event('afterprint'))");
    assert_eq!(page.eval("return document.querySelectorAll('.print-sheet').length"), json!(0));
    page.by_role("treegrid", "Steps");
}

fn prose(page: &Page) {
    empty_project(page);
    let purpose = || page.by_role("textbox", "Purpose").value();
    page.by_role("textbox", "Purpose").focus();
    page.type_text("visitors book online. queues get shorter");
    page.key("Mod+z");
    page.wait_for_text("the sentence is gone", "visitors book online. ", purpose);
    page.key("Mod+z");
    page.wait_for_text("the text is gone", "", purpose);
    page.key("Mod+Shift+z");
    page.key("Mod+Shift+z");
    page.wait_for_text("the text is back", "visitors book online. queues get shorter", purpose);
    assert_eq!(page.focused().value(), purpose(), "the caret stayed in it");
    page.type_text(".");
    page.wait_for_text("typing goes on", "visitors book online. queues get shorter.", purpose);
    page.reload();
    page.by_role("main", "Outline");
    page.wait_for_text("it was all kept", "visitors book online. queues get shorter.", purpose);
    // The text of a step keeps the caret as well.
    page.by_role("button", "Add a step").focus();
    page.key("Enter");
    shows(page, "|");
    page.type_text("launch");
    shows(page, "launch|");
    page.by_role("textbox", "Private note").focus();
    page.type_text("not before june");
    page.key("Mod+z");
    page.wait_for_text("the note is gone", "", || page.by_role("textbox", "Private note").value());
    assert_eq!(page.focused().eval("return arguments[0].closest('label').innerText.trim()"), json!("Private note"));
    page.key("Mod+z");
    shows(page, "");
}
