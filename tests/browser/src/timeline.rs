//! The timeline: bars taken hold of by mouse, finger and keys.

use crate::engine::Engine;
use crate::page::Page;
use crate::{Scenario, scenario};
use serde_json::json;

pub const SCENARIOS: &[Scenario] = &[
    scenario("timeline: a bar dragged five days later takes its followers along, and undo brings them back", dragged),
    scenario("timeline: Escape drops what is held", dropped),
    scenario("timeline: keys on a bar do what a pointer does", by_keys),
    scenario("timeline: bars are stretched, linked and shown done by their handles", by_handles),
    Scenario {
        name: "timeline: a finger moves a bar only after resting on it",
        run: by_finger,
        engines: &[Engine::Chromium],
    },
    scenario("timeline: few nodes a row, and a drag repaints only the bars that move", counted),
    scenario("timeline: a print has every row with its bar, and leaves nothing behind", printed),
    scenario("timeline: zooming goes from years to hours and back to all of the plan", zoomed),
];

/// Survey 3 d → Design 5 d → Build 5 d → Live, and Print 2 d, from Monday 2 March 2026.
fn plan_file() -> std::path::PathBuf {
    let task = |uid: u32, name: &str, days: u32, after: Option<u32>| {
        let link = after.map_or_else(String::new, |uid| {
            format!("<PredecessorLink><PredecessorUID>{uid}</PredecessorUID><Type>1</Type></PredecessorLink>")
        });
        format!(
            "<Task><UID>{uid}</UID><ID>{uid}</ID><Name>{name}</Name><OutlineLevel>1</OutlineLevel>
             <Duration>PT{}H0M0S</Duration><DurationFormat>7</DurationFormat>{link}</Task>",
            days * 8
        )
    };
    let tasks = [
        task(1, "Survey", 3, None),
        task(2, "Design", 5, Some(1)),
        task(3, "Build", 5, Some(2)),
        task(4, "Print", 2, None),
        task(5, "Live", 0, Some(3)),
    ];
    let week: String = (1..=7)
        .map(|day| match day {
            1 | 7 => format!("<WeekDay><DayType>{day}</DayType><DayWorking>0</DayWorking></WeekDay>"),
            _ => format!(
                "<WeekDay><DayType>{day}</DayType><DayWorking>1</DayWorking><WorkingTimes>
                 <WorkingTime><FromTime>08:00:00</FromTime><ToTime>12:00:00</ToTime></WorkingTime>
                 <WorkingTime><FromTime>13:00:00</FromTime><ToTime>17:00:00</ToTime></WorkingTime></WorkingTimes></WeekDay>"
            ),
        })
        .collect();
    let text = format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?><Project xmlns=\"http://schemas.microsoft.com/project\"><Name>Site</Name>
         <StartDate>2026-03-02T08:00:00</StartDate><CalendarUID>1</CalendarUID><MinutesPerDay>480</MinutesPerDay>
         <MinutesPerWeek>2400</MinutesPerWeek><DaysPerMonth>20</DaysPerMonth>
         <Calendars><Calendar><UID>1</UID><Name>Standard</Name><IsBaseCalendar>1</IsBaseCalendar>
         <WeekDays>{week}</WeekDays></Calendar></Calendars><Tasks>{}</Tasks></Project>",
        tasks.concat()
    );
    let file = std::env::temp_dir().join("forthright-timeline.xml");
    std::fs::write(&file, text).unwrap_or_else(|error| panic!("{}: {error}", file.display()));
    file
}

const BEFORE: &str = "Survey, 2 Mar to 4 Mar\nDesign, 5 Mar to 11 Mar\nBuild, 12 Mar to 18 Mar\nPrint, 2 Mar to 3 Mar\nLive, milestone, 18 Mar";
const LATER: &str = "Survey, 2 Mar to 4 Mar\nDesign, 10 Mar to 16 Mar\nBuild, 17 Mar to 23 Mar\nPrint, 2 Mar to 3 Mar\nLive, milestone, 23 Mar";

fn open(page: &Page) {
    page.resize(1280, 800);
    page.open("");
    page.css("input[type=file]").upload(&plan_file());
    page.wait("a project is open", || {
        page.eval("return document.querySelector('nav a[href=\"#plan\"]') !== null") == true
    });
    page.eval("location.hash = '#plan'");
    shows(page, BEFORE);
}

/// What the bars say: name and dates, day before month in every browser.
fn bars(page: &Page) -> String {
    let script =
        "return [...document.querySelectorAll('.tl-bars [role=button]')].map((bar) => bar.getAttribute('aria-label')
        .replace(/\\b([A-Z][a-z]{2}) (\\d+)\\b/g, '$2 $1').split(', ')
        .filter((part, i) => i === 0 || part === 'milestone' || /^\\d+ [A-Z]/.test(part)).join(', ')).join('\\n')";
    page.eval(script).as_str().unwrap_or_default().to_owned()
}

#[track_caller]
fn shows(page: &Page, expected: &str) {
    page.wait_for_text("the bars", expected, || bars(page));
}

#[track_caller]
fn readout(page: &Page, part: &str) {
    page.wait(&format!("the readout says {part:?}"), || {
        let text = page.eval("return document.querySelector('.tl-readout').textContent");
        let text = text.as_str().unwrap_or_default().to_owned();
        text.contains(part)
    });
}

/// Left, top, width and height of a bar.
#[track_caller]
fn rect(page: &Page, name: &str) -> (f64, f64, f64, f64) {
    page.css(&format!(".tl-bars [role=button][aria-label^='{name},']")).rect()
}

#[track_caller]
fn middle(page: &Page, name: &str) -> (f64, f64) {
    let (x, y, width, height) = rect(page, name);
    (x + width / 2.0, y + height / 2.0)
}

/// Width of a day: Survey takes three whole ones.
fn day(page: &Page) -> f64 {
    rect(page, "Survey").2 / 3.0
}

fn dragged(page: &Page) {
    open(page);
    let ((x, y), day) = (middle(page, "Design"), day(page));
    page.pointer_move(x, y);
    page.pointer_down();
    page.pointer_move(x + 2.0 * day, y);
    page.pointer_move(x + 5.0 * day, y);
    // The followers move while it is held.
    shows(page, LATER);
    readout(page, "+3 d");
    page.pointer_up();
    shows(page, LATER);
    page.wait("what now holds it is said, with undo", || {
        page.eval("return [...document.querySelectorAll('.toast')].some((t) => /not before/.test(t.textContent))")
            == true
    });
    page.key("Mod+z");
    shows(page, BEFORE);
    page.key("Mod+Shift+z");
    shows(page, LATER);
    // Earlier than its date it stops at the link, by name.
    let (x, y) = middle(page, "Design");
    page.pointer_move(x, y);
    page.pointer_down();
    page.pointer_move(x - 4.0 * day, y);
    page.pointer_move(x - 9.0 * day, y);
    readout(page, "stopped: waits for Survey");
    page.pointer_up();
    shows(page, BEFORE);
}

fn dropped(page: &Page) {
    open(page);
    let ((x, y), day) = (middle(page, "Design"), day(page));
    page.pointer_move(x, y);
    page.pointer_down();
    page.pointer_move(x + 3.0 * day, y);
    page.pointer_move(x + 5.0 * day, y);
    shows(page, LATER);
    page.key("Escape");
    shows(page, BEFORE);
    page.pointer_move(x + 6.0 * day, y);
    page.pointer_up();
    shows(page, BEFORE);
    assert!(page.by_role("button", "Undo").attribute("disabled").is_some(), "nothing was done");
}

fn by_keys(page: &Page) {
    open(page);
    page.css(".tl-bars [role=button][aria-label^='Design,']").focus();
    page.keys(&["ArrowRight", "ArrowRight", "ArrowRight"]);
    shows(page, LATER);
    page.key("Escape");
    shows(page, BEFORE);
    page.keys(&["ArrowRight", "ArrowRight", "ArrowRight", "Enter"]);
    shows(page, LATER);
    page.wait("it is one step of undo", || {
        page.by_role("button", "Undo").attribute("title").as_deref() == Some("Undo: Move Design")
    });
    page.key("Mod+z");
    shows(page, BEFORE);
    page.css(".tl-bars [role=button][aria-label^='Design,']").focus();
    page.keys(&["Shift+ArrowRight", "Shift+ArrowRight", "Shift+ArrowRight"]);
    readout(page, "8 d (+3 d)");
    page.key("Enter");
    shows(page, &LATER.replace("Design, 10 Mar", "Design, 5 Mar"));
    page.key("Mod+z");
    shows(page, BEFORE);
    // A link, chosen by arrows, kept by Enter.
    page.css(".tl-bars [role=button][aria-label^='Build,']").focus();
    page.key("l");
    readout(page, "Build → Print");
    page.key("Enter");
    shows(page, &BEFORE.replace("Print, 2 Mar to 3 Mar", "Print, 19 Mar to 20 Mar"));
    page.key("ArrowUp");
    page.wait("the focus is on the bar above", || {
        page.eval("return document.activeElement.getAttribute('aria-label')?.startsWith('Design,')") == true
    });
}

fn by_handles(page: &Page) {
    open(page);
    let day = day(page);
    let (x, y, width, height) = rect(page, "Design");
    let at = y + height / 2.0;
    page.pointer_move(x + width / 2.0, at);
    page.drag((x + width - 2.0, at), (x + width - 2.0 + 5.0 * day, at));
    // Three more working days: over the weekend to Monday the 16th.
    shows(page, &LATER.replace("Design, 10 Mar", "Design, 5 Mar"));
    page.key("Mod+z");
    shows(page, BEFORE);
    page.pointer_move(x + width / 2.0, at);
    page.drag((x + 1.0, y + height + 1.0), (x + width * 0.4, y + height + 1.0));
    page.wait("40 % of Design are done", || {
        page.css(".tl-bars [aria-label^='Design,']")
            .attribute("aria-label")
            .is_some_and(|says| says.contains("40 % done"))
    });
    page.key("Mod+z");
    // From the finish of Build onto the start of Print.
    let (x, y, width, height) = rect(page, "Build");
    let at = y + height / 2.0;
    let print = rect(page, "Print");
    page.pointer_move(x + width / 2.0, at);
    page.pointer_move(x + width + 9.0, at);
    let under = format!("return document.elementFromPoint({}, {at})?.dataset.part", x + width + 9.0);
    page.wait("the handle is under the pointer", || page.eval(&under) == "from-finish");
    page.drag((x + width + 9.0, at), (print.0 + print.2 * 0.25, print.1 + print.3 / 2.0));
    shows(page, &BEFORE.replace("Print, 2 Mar to 3 Mar", "Print, 19 Mar to 20 Mar"));
}

fn by_finger(page: &Page) {
    open(page);
    let ((x, y), day) = (middle(page, "Design"), day(page));
    page.touch_drag((x, y), 0, (x + 5.0 * day, y));
    shows(page, BEFORE);
    let (x, y) = middle(page, "Design");
    page.touch_drag((x, y), 600, (x + 5.0 * day, y));
    shows(page, LATER);
    page.key("Mod+z");
    shows(page, BEFORE);
}

fn counted(page: &Page) {
    open(page);
    let most = page.eval(
        "return Math.max(...[...document.querySelectorAll('.tl-row')].map((row) => row.querySelectorAll('*').length + 1))",
    );
    assert!(most.as_f64().is_some_and(|most| most <= 8.0), "at most eight nodes a row, not {most}");
    let ((x, y), day) = (middle(page, "Design"), day(page));
    page.pointer_move(x, y);
    page.pointer_down();
    page.pointer_move(x + 1.2 * day, y);
    page.eval(
        "window.__painted = new Set();
         new MutationObserver((all) => all.forEach((one) => {
           const bar = one.target.closest('.bar');
           if (bar) window.__painted.add(bar.getAttribute('aria-label').split(',')[0]);
         })).observe(document.querySelector('.tl-bars'), { attributes: true, subtree: true });",
    );
    page.pointer_move(x + 5.0 * day, y);
    shows(page, LATER);
    page.pointer_up();
    let painted = page.eval("return [...window.__painted].sort()");
    assert_eq!(painted, json!(["Build", "Design", "Live"]), "only what moves is painted anew");
}

fn printed(page: &Page) {
    open(page);
    page.eval("window.dispatchEvent(new Event('beforeprint'))");
    let rows = page.eval(
        "return [...document.querySelectorAll('.print-sheet tbody tr')].map((row) =>
           row.querySelector('.name').textContent + ' ' + row.querySelectorAll('path.bar').length)",
    );
    assert_eq!(rows, json!(["Survey 1", "Design 1", "Build 1", "Print 1", "Live 1"]));
    page.eval("window.dispatchEvent(new Event('afterprint'))");
    assert_eq!(page.eval("return document.querySelectorAll('.print-sheet').length"), json!(0));
    shows(page, BEFORE);
}

fn zoomed(page: &Page) {
    open(page);
    let cells = |tier: &str| {
        let script = format!("return document.querySelector('.tier.{tier} .tick')?.textContent ?? ''");
        page.eval(&script).as_str().unwrap_or_default().to_owned()
    };
    page.css(".tl-bars [role=button]").focus();
    for _ in 0..12 {
        page.key("+");
    }
    page.wait("hours are shown", || {
        cells("lower").parse::<u32>().is_ok_and(|hour| hour < 24) || cells("lower").contains(":00")
    });
    page.wait("the bar gone in on is still there", || {
        let (x, ..) = rect(page, "Survey");
        x > 300.0 && page.eval("return innerWidth").as_f64().is_some_and(|seen| x < seen)
    });
    for _ in 0..30 {
        page.key("-");
    }
    page.wait("years are shown", || cells("upper").contains('–'));
    page.key("0");
    shows(page, BEFORE);
    page.wait("all of the plan is on the screen", || {
        let (x, _, width, _) = rect(page, "Build");
        x > 0.0 && page.eval("return innerWidth").as_f64().is_some_and(|seen| x + width < seen)
    });
}
