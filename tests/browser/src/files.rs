//! Files and versions, and the start screen: in by every door, out to a file, back in time, back from the dead.

use crate::page::Page;
use crate::{Scenario, scenario};
use serde_json::{Value, json};
use std::path::PathBuf;
use std::time::Instant;
use xtask::place;

pub const SCENARIOS: &[Scenario] = &[
    scenario("files: a pasted outline becomes a project", pasted),
    scenario("files: a Microsoft Project file opens through the file field", opens_xml),
    scenario("files: a file is read in a tab that is not painted", opens_unseen),
    scenario("files: what cannot be opened is said beside the button", refuses),
    scenario("files: broken files are told about or refused, and the page stays quick", hostile),
    scenario("files: a plan file saved and opened again is the same project", round_trip),
    scenario("files: a version shows what changed since, and going back is one step", versions),
    scenario("files: a removed version can be put back", put_back),
    scenario("files: a deleted project comes back with its versions", deleted),
    scenario("files: nothing in the way of assistive technology", accessible),
];

/// A file below target, for the open dialog.
fn file(name: &str, content: &[u8]) -> PathBuf {
    let path = place::target().join("browser").join(name);
    let _ = std::fs::create_dir_all(place::target().join("browser"));
    std::fs::write(&path, content).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    path
}

#[track_caller]
fn choose(page: &Page, path: &std::path::Path) {
    page.css("input[type=file]").upload(path);
}

/// Names of the steps as the Outline shows them.
fn steps(page: &Page) -> Vec<String> {
    let names = page.eval("return [...document.querySelectorAll('.step-name')].map((name) => name.textContent)");
    names.as_array().into_iter().flatten().filter_map(Value::as_str).map(str::to_owned).collect()
}

#[track_caller]
fn outline_of(page: &Page, expected: &[&str]) {
    page.eval("location.hash = '#outline'");
    page.wait_for_text("the steps", &expected.join(", "), || steps(page).join(", "));
}

fn make(page: &Page, outline: &str) {
    page.open("");
    page.by_role("button", "Paste an outline").click();
    page.by_role("textbox", "Outline").fill(outline);
    page.by_role("button", "Make a project of it").click();
    page.by_role("main", "Outline");
}

fn pasted(page: &Page) {
    page.open("");
    page.by_role("button", "Paste an outline").click();
    let field = page.by_role("textbox", "Outline");
    field.fill("- Design\n  - Sketch\n    - First\n- Build");
    page.wait("the count", || page.css(".paste [role=status]").text() == "4 steps, 3 levels");
    page.by_role("button", "Make a project of it").click();
    page.by_role("main", "Outline");
    outline_of(page, &["Design", "Sketch", "First", "Build"]);
    // Pasting into the tree makes steps there, as one step of undo.
    page.css(".step:last-child .step-name").click();
    page.key("End");
    page.paste("Test\n\tDry run\nHand over");
    outline_of(page, &["Design", "Sketch", "First", "Build", "Test", "Dry run", "Hand over"]);
    page.key("Mod+z");
    outline_of(page, &["Design", "Sketch", "First", "Build"]);
}

fn opens_xml(page: &Page) {
    let plan = place::root().join("../shared/plans/15-commercial-construction.converted.xml");
    let Ok(plan) = plan.canonicalize() else {
        println!("skipped: {} is not there", plan.display());
        return;
    };
    page.open("");
    choose(page, &plan);
    page.by_role("main", "Plan");
    page.by_role("treegrid", "Tasks");
    page.eval("location.hash = '#outline'");
    page.by_role("treegrid", "Steps");
    page.wait("its steps", || steps(page).iter().any(|name| name.starts_with("Three-story Office Building")));
    let nodes = page.eval("return document.querySelectorAll('.step').length");
    assert!(nodes.as_u64().is_some_and(|count| count < 80), "only what is on the screen is in the page: {nodes}");
}

fn opens_unseen(page: &Page) {
    page.open("");
    // As in a tab behind others, or in a browser whose screen stands still.
    page.eval("window.requestAnimationFrame = () => 0");
    choose(page, &file("unseen.csv", b"Name,Duration\nDesign,3d\nBuild,2w\n"));
    page.by_role("main", "Plan");
    page.reload();
    outline_of(page, &["Design", "Build"]);
}

fn refuses(page: &Page) {
    page.open("");
    choose(page, &file("broken.json", b"{\"forthright\": 1, \"project\":"));
    page.wait("the reason", || page.css(".refused").text().contains("not a whole plan file"));
    choose(page, &file("old.mpp", &[0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1, 0, 0]));
    page.wait("the way out", || page.css(".refused").text().contains("Save As, XML"));
    assert!(page.has_role("button", "A sample project"), "nothing else has changed");
    page.axe();
}

/// File, and what comes of it: its tasks, `told` where something is said about it, or `refused`.
const HOSTILE: &[(&str, &str)] = &[
    ("d01-empty.xml", "refused"),
    ("d02-bom-only.xml", "refused"),
    ("d03-utf16le-bom.xml", "5 tasks"),
    ("d04-utf8-bom-crlf.xml", "5 tasks"),
    ("d05-cycle.xml", "3 tasks, told"),
    ("d06-self-link.xml", "1 tasks, told"),
    ("d07-missing-calendar.xml", "2 tasks, told"),
    ("d08-no-working-days.xml", "1 tasks, told"),
    ("d09-huge-duration.xml", "1 tasks, told"),
    ("d10-negative-duration.xml", "3 tasks, told"),
    ("d11-duplicate-uid.xml", "3 tasks, told"),
    ("d12-dangling-link.xml", "1 tasks, told"),
    ("d13-outline-jump.xml", "3 tasks, told"),
    ("d14-non-ascii.xml", "3 tasks"),
    ("d15-entity-bomb.xml", "refused"),
    ("d16-truncated.xml", "3 tasks, told"),
    ("d17-not-a-plan.mpp", "refused"),
    ("d18-truncated.mpp", "refused"),
    ("d19-no-tasks.xml", "0 tasks"),
    ("d20-lag-overflow.xml", "2 tasks, told"),
    ("d21-no-namespace.xml", "2 tasks"),
    ("d22-prefixed-namespace.xml", "2 tasks"),
    ("d23-summary-linked-to-child.xml", "2 tasks, told"),
    ("d24-calendar-closed-forever.xml", "1 tasks, told"),
];

/// What the page says once it has taken in the file chosen last; nothing while it reads.
const OUTCOME: &str = "if (document.querySelector('.refused')?.textContent.includes(arguments[0])) return 'refused';
    const grid = document.querySelector('main[aria-label=Plan] [role=treegrid]');
    if (!grid || location.hash !== '#plan' ) return '';
    const issues = /^[1-9]/.test(document.querySelector('.issue-count .wide')?.textContent ?? '');
    const told = issues || document.querySelector('.import-notice');
    return `${grid.getAttribute('aria-rowcount') - 2} tasks${told ? ', told' : ''}`;";

fn hostile(page: &Page) {
    let folder = place::root().join("../shared/plans/hostile");
    let Ok(folder) = folder.canonicalize() else {
        println!("skipped: {} is not there", folder.display());
        return;
    };
    make(page, "Design");
    let mut slowest = (0.0, "");
    for (name, expected) in HOSTILE {
        page.eval("location.hash = '#files'");
        page.by_role("main", "Files and versions");
        let started = Instant::now();
        choose(page, &folder.join(name));
        page.wait_for_text(name, expected, || {
            page.eval_with(OUTCOME, &[json!(name)]).as_str().unwrap_or_default().to_owned()
        });
        let seconds = started.elapsed().as_secs_f64();
        if seconds > slowest.0 {
            slowest = (seconds, name);
        }
    }
    println!(
        "        {}: the slowest of {} broken files: {} after {:.2} s",
        page.engine().name(),
        HOSTILE.len(),
        slowest.1,
        slowest.0
    );
}

fn round_trip(page: &Page) {
    make(page, "Design (3d)\n  Sketch\nBuild (2w)");
    page.eval("location.hash = '#files'");
    page.by_role("button", "Save plan file").click();
    page.wait("the file", || page.files().len() == 1);
    page.wait("the age of the backup", || page.css(".backup-age").text() == "Backup just now");
    let saved = page.files().pop().unwrap_or_default();
    choose(page, &file("again.forthright.json", saved.as_bytes()));
    page.by_role("main", "Plan");
    outline_of(page, &["Design", "Sketch", "Build"]);
    page.eval("location.hash = '#files'");
    page.by_role("button", "Save plan file").click();
    page.wait("the second file", || page.files().len() == 2);
    assert_eq!(page.files().pop(), Some(saved), "the same project gives the same file");
    assert_eq!(page.eval("return document.querySelectorAll('.project-row').length"), json!(2));
}

fn versions(page: &Page) {
    make(page, "Design\nBuild");
    page.eval("location.hash = '#files'");
    page.by_role("textbox", "Name for this version").fill("As agreed");
    page.by_role("button", "Keep this version").click();
    page.by_role("button", "What changed since: As agreed");
    outline_of(page, &["Design", "Build"]);
    page.css(".step-name").click();
    page.key("End");
    page.type_text(" again");
    page.key("Enter");
    page.type_text("Test");
    outline_of(page, &["Design again", "Test", "Build"]);
    page.eval("location.hash = '#files'");
    page.by_role("button", "What changed since: As agreed").click();
    page.wait("the changes", || {
        let text = page.css(".difference").text();
        text.contains("Design again") && text.contains("Test added")
    });
    page.axe();
    page.by_role("button", "Go back: As agreed").click();
    outline_of(page, &["Design", "Build"]);
    page.by_role("button", "Undo").click();
    outline_of(page, &["Design again", "Test", "Build"]);
    // What was there before going back was kept too, and all of it survives a reload.
    page.eval("location.hash = '#files'");
    page.by_role("button", "Go back: Before going back");
    page.reload();
    page.wait_started();
    page.by_role("button", "Go back: As agreed").click();
    outline_of(page, &["Design", "Build"]);
}

fn put_back(page: &Page) {
    make(page, "Design\nBuild");
    page.eval("location.hash = '#files'");
    for name in ["First", "Second"] {
        page.by_role("textbox", "Name for this version").fill(name);
        page.by_role("button", "Keep this version").click();
        page.by_role("button", &format!("Remove: {name}"));
    }
    let kept = |page: &Page| page.storage().iter().filter(|(key, _)| key.contains("/r/")).count();
    let before = kept(page);
    // By keyboard alone: the focus is on what undoes the last step.
    page.by_role("button", "Remove: First").focus();
    page.key("Enter");
    page.wait_for_text("the focus", "Put it back: First", || {
        page.eval("return document.activeElement?.getAttribute('aria-label')").as_str().unwrap_or_default().to_owned()
    });
    assert_eq!(kept(page), before - 1);
    assert!(page.css(".version-list").text().contains("Removed."));
    page.axe();
    // It has its place, also after another room was looked at.
    page.eval("location.hash = '#outline'");
    outline_of(page, &["Design", "Build"]);
    page.eval("location.hash = '#files'");
    page.by_role("button", "Put it back: First").focus();
    page.key("Enter");
    page.wait_for_text("the focus", "Remove: First", || {
        page.eval("return document.activeElement?.getAttribute('aria-label')").as_str().unwrap_or_default().to_owned()
    });
    assert_eq!(kept(page), before);
    page.reload();
    page.wait_started();
    page.by_role("button", "Go back: First");
    page.by_role("button", "Go back: Second");
}

fn deleted(page: &Page) {
    make(page, "Design\nBuild");
    page.by_role("textbox", "Project name").fill("Pilot");
    page.key("Enter");
    page.eval("location.hash = '#files'");
    page.by_role("textbox", "Name for this version").fill("As agreed");
    page.by_role("button", "Keep this version").click();
    page.by_role("button", "What changed since: As agreed");
    page.by_role("button", "Delete Pilot").click();
    page.by_role("button", "Delete it").click();
    page.by_role("button", "Get Pilot back").click();
    page.by_role("button", "Delete Pilot");
    assert!(!page.has_role("button", "Get Pilot back"), "it is not deleted any more");
    page.by_role("button", "What changed since: As agreed").click();
    page.wait("nothing has changed since", || page.css(".difference").text().contains("Nothing is different now"));
    // It is there for good, and goes for good only when told.
    page.reload();
    page.wait_started();
    outline_of(page, &["Design", "Build"]);
    page.eval("location.hash = '#files'");
    page.by_role("button", "Go back: As agreed");
    page.by_role("button", "Delete Pilot").click();
    page.by_role("button", "Delete it").click();
    page.by_role("button", "Remove Pilot for good").click();
    page.wait("nothing of it is left", || {
        page.storage().iter().all(|(key, _)| !["/s/", "/j/", "/r/", "/gone"].iter().any(|part| key.contains(part)))
    });
    page.eval("location.reload()");
    page.wait_started();
    assert!(!page.has_role("button", "Delete Pilot"));
    make(page, "Design\nBuild");
    outline_of(page, &["Design", "Build"]);
}

fn accessible(page: &Page) {
    page.open("");
    page.axe();
    page.by_role("button", "Paste an outline").click();
    page.by_role("textbox", "Outline");
    page.axe();
    page.by_role("button", "A sample project").click();
    page.by_role("main", "Outline");
    page.wait("its steps", || steps(page).len() > 5);
    page.axe();
    page.css(".step-name").click();
    page.axe();
    page.eval("location.hash = '#files'");
    page.by_role("main", "Files and versions");
    page.axe();
    page.by_role("combobox", "Colours")
        .eval("arguments[0].value = 'dark'; arguments[0].dispatchEvent(new Event('change', { bubbles: true }))");
    page.wait("dark", || page.eval("return document.documentElement.dataset.theme") == json!("dark"));
    page.eval_async("await Promise.all(document.getAnimations().map((one) => one.finished))");
    page.axe();
    page.eval("location.hash = '#outline'");
    page.by_role("main", "Outline");
    page.axe();
}
