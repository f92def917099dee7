//! Dates do not move with the clock on the wall: the same file shows the same dates in every part of the world.

use crate::Scenario;
use crate::engine::Engine;
use crate::page::Page;
use xtask::place;

// What a browser adds is its clock; two engines, for each zone needs a browser of its own.
pub const SCENARIOS: &[Scenario] = &[Scenario {
    name: "zones: the same file shows the same dates everywhere",
    run: same_dates,
    engines: &[Engine::Chromium, Engine::Firefox],
}];

/// Summer time begins or ends within this plan in every zone that has it; on some days it does so at midnight.
const ZONES: [&str; 5] = ["UTC", "America/Los_Angeles", "Asia/Kolkata", "Pacific/Apia", "America/Santiago"];

const FILE: &str = r#"<?xml version="1.0" encoding="UTF-8"?>
<Project xmlns="http://schemas.microsoft.com/project">
<StartDate>2026-03-02T08:00:00</StartDate><CalendarUID>1</CalendarUID>
<Calendars><Calendar><UID>1</UID><Name>Standard</Name><IsBaseCalendar>1</IsBaseCalendar></Calendar></Calendars>
<Tasks>
<Task><UID>1</UID><ID>1</ID><Name>Spring</Name><OutlineLevel>1</OutlineLevel><Duration>PT160H0M0S</Duration><DurationFormat>7</DurationFormat></Task>
<Task><UID>2</UID><ID>2</ID><Name>Summer</Name><OutlineLevel>1</OutlineLevel><Duration>PT880H0M0S</Duration><DurationFormat>7</DurationFormat>
<PredecessorLink><PredecessorUID>1</PredecessorUID><Type>1</Type></PredecessorLink></Task>
<Task><UID>3</UID><ID>3</ID><Name>Autumn</Name><OutlineLevel>1</OutlineLevel><Duration>PT480H0M0S</Duration><DurationFormat>7</DurationFormat>
<PredecessorLink><PredecessorUID>2</PredecessorUID><Type>1</Type></PredecessorLink></Task>
</Tasks></Project>"#;

fn same_dates(page: &Page) {
    let file = place::target().join("browser/zones.xml");
    std::fs::write(&file, FILE).unwrap_or_else(|error| panic!("{error}"));
    let mut first: Option<(&str, String)> = None;
    for zone in ZONES {
        page.travel_to(zone);
        page.goto("no-such-page.html");
        page.eval("localStorage.clear()");
        page.open("#files");
        page.by_role("main", "Files and versions");
        page.css("input[type=file]").upload(&file);
        page.by_role("main", "Plan");
        page.by_role("treegrid", "Tasks").by_role("row", "*Autumn*");
        let shown = dates(page);
        match &first {
            None => first = Some((zone, shown)),
            Some((other, expected)) => assert_eq!(&shown, expected, "{zone} differs from {other}"),
        }
    }
    let (_, shown) = first.unwrap_or_default();
    assert!(shown.contains("2026"), "no dates are shown: {shown}");
}

/// Every cell of the grid as text.
fn dates(page: &Page) -> String {
    let rows = page.by_role("treegrid", "Tasks").all_by_role("row", "");
    rows.iter().map(|row| row.text().replace('\n', " | ")).collect::<Vec<_>>().join("\n")
}
