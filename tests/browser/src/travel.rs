//! Files for the client: saved from the room, read from disk without the app, opened again.

use crate::page::Page;
use crate::{Scenario, scenario};
use serde_json::json;
use std::path::PathBuf;
use xtask::place;

pub const SCENARIOS: &[Scenario] = &[
    scenario("travel: a snapshot is read from disk without the app, and opens again as a plan", snapshot),
    scenario("travel: table, calendar and pictures are what they say they are", files),
];

pub fn on_disk(page: &Page, name: &str, text: &str) -> PathBuf {
    let folder = place::target().join("browser").join(format!("{:?}", page.engine()).to_lowercase());
    let _ = std::fs::create_dir_all(&folder);
    let path = folder.join(name);
    std::fs::write(&path, text).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    path
}

fn sample_files(page: &Page) {
    page.open("");
    page.open_sample();
    page.eval("location.hash = '#files'");
    page.by_role("main", "Files and versions");
}

pub fn save(page: &Page, button: &str) -> String {
    let before = page.files().len();
    page.by_role("button", button).click();
    page.wait("the file", || page.files().len() > before);
    page.files().pop().unwrap_or_default()
}

fn snapshot(page: &Page) {
    sample_files(page);
    page.axe();
    page.by_role("checkbox", "*Put the plan inside*").click();
    let saved = save(page, "Save HTML: Client snapshot");
    let path = on_disk(page, "snapshot.html", &saved);
    assert!(saved.len() < 200_000, "{} bytes", saved.len());
    // As a file of its own: nothing of the app is there, and nothing can be fetched.
    page.visit(&format!("file://{}", path.display()));
    let found = page.eval(
        "const text = (css) => document.querySelector(css)?.textContent ?? '';
         const all = (css) => document.querySelectorAll(css).length;
         return {
           title: text('h1'), purpose: text('#about').includes('book their visit online'), steps: all('#steps tbody tr') > 30,
           pictures: [...document.querySelectorAll('#timeline svg[role=img]')].filter((one) => one.checkVisibility()).length,
           promises: all('#promises tbody tr'), problems: all('#problems article'), needs: all('#needs tbody tr') > 0,
           asOf: /^As of \\w{3} .*\\d{4}$/.test(text('.as-of')), scripts: all('script'), outside: all('[src], link, [href]:not([href^=\"#\"])'),
           wide: document.documentElement.scrollWidth <= innerWidth,
         };",
    );
    let expected = json!({
        "title": "Harbour Museum: online booking", "purpose": true, "steps": true, "pictures": 1, "promises": 4,
        "problems": 2, "needs": true, "asOf": true, "scripts": 0, "outside": 0, "wide": true,
    });
    assert_eq!(found, expected);
    page.axe();
    page.resize(360, 760);
    let narrow = page.eval(
        "return [document.documentElement.scrollWidth <= innerWidth,
           document.querySelector('.wide svg').checkVisibility(), document.querySelector('.narrow svg').checkVisibility()]",
    );
    assert_eq!(narrow, json!([true, false, true]), "the picture for telephones, and nothing wider than the page");
    page.resize(1280, 800);
    page.open("#files");
    page.css("input[type=file]").upload(&path);
    page.by_role("main", "Plan");
    page.eval("location.hash = '#outline'");
    page.wait("its steps", || page.css(".step .step-name").text() == "Discovery");
    assert!(!page.has_role("alert", ""), "nothing had to be mended");
}

fn files(page: &Page) {
    sample_files(page);
    let table = save(page, "Save CSV: Table (CSV)");
    assert!(table.contains("Level,Step,Start,Finish,") && table.contains("\r\n1,Discovery,20"), "{table}");
    let calendar = save(page, "Save ICS: Calendar (iCalendar)");
    assert!(calendar.starts_with("BEGIN:VCALENDAR\r\n") && calendar.ends_with("END:VCALENDAR\r\n"));
    assert!(calendar.split("\r\n").all(|line| line.len() <= 75) && calendar.contains("SUMMARY:Go-live"));
    // A width that is none is said beside the field, and nothing is saved.
    page.by_role("textbox", "Width in px").fill("wide");
    page.by_role("button", "Save PNG: Timeline as a picture").click();
    page.wait("the reason", || page.css(".export-row .message").text().contains("from 280 to 12000"));
    page.by_role("textbox", "Width in px").fill("900");
    page.by_role("button", "Save PNG: Timeline as a picture").click();
    let size = "const file = window.__files.filter((file) => file.type === 'image/png').pop();
        if (!file) return null;
        const picture = await createImageBitmap(file);
        return [picture.width, picture.height > 600];";
    page.wait("the picture", || page.eval_async(size) == json!([900, true]));
    let svg = save(page, "Save SVG: Timeline as a picture");
    assert!(svg.starts_with("<?xml") && svg.contains("role=\"img\"") && svg.contains(">Discovery<"));
}
