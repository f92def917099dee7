//! Honest dates: ranges typed and seen, what can be promised, what moves it.

use crate::page::Page;
use crate::promises::{cell, columns, command, enter, says};
use crate::{Scenario, scenario};
use serde_json::json;

pub const SCENARIOS: &[Scenario] = &[
    scenario(
        "chance: a range typed into a duration softens the bar and what follows, and one undo takes it back",
        ranges,
    ),
    scenario("chance: what is no range is said beside it, and nothing is lost", no_range),
    scenario("chance: what can I promise, from bold to safe, by a date, and promised", promisable),
    scenario("chance: the panel says how sure, and a guess is wider", sure),
    scenario(
        "chance: soft ends go along with a bar that is stretched, and with the hill; without spread there are none",
        spread,
    ),
    scenario("chance: a risk that counts makes a date less likely", risk),
    scenario("chance: a scenario stands beside the plan with its chances", sides),
    scenario("chance: after a change only rows that show something else are painted anew, soft ends and all", few),
    scenario("chance: nothing in the way of assistive technology", accessible),
];

fn open(page: &Page, room: &str) {
    page.open("");
    page.open_sample();
    page.eval_with("location.hash = arguments[0]", &[room.into()]);
    page.by_role("main", if room == "#plan" { "Plan" } else { "Promises" });
}

/// How far the soft end of a task reaches past its bar, in px.
fn tail(page: &Page, task: &str) -> f64 {
    let script = "const bar = [...document.querySelectorAll('.tl-row .bar')].find((e) => e.getAttribute('aria-label').startsWith(arguments[0] + ','));
        const soft = bar?.parentElement.querySelector('.soft');
        return soft ? soft.getBoundingClientRect().right - bar.getBoundingClientRect().right : 0";
    page.eval_with(script, &[task.into()]).as_f64().unwrap_or_default()
}

fn ranges(page: &Page) {
    open(page, "#plan");
    columns(page, &["Duration"]);
    page.wait("ends are soft", || tail(page, "Groups and schools") > 0.0);
    let (own, follower) = (tail(page, "Booking pages"), tail(page, "Groups and schools"));
    enter(page, "Booking pages", "Duration", "3-8-40d");
    page.wait("the cell has the range", || cell(page, "Booking pages", "Duration") == "3–8–40d");
    page.wait("the bar is softer", || tail(page, "Booking pages") > own + 30.0);
    page.wait("so is what follows", || tail(page, "Groups and schools") > follower + 20.0);
    page.key("Mod+z");
    page.wait("one undo takes it back", || cell(page, "Booking pages", "Duration") == "9d");
    page.wait("the ends are as they were", || {
        (tail(page, "Booking pages") - own).abs() < 1.0 && (tail(page, "Groups and schools") - follower).abs() < 1.0
    });
    // Of two numbers the likely one lies between them.
    enter(page, "Booking pages", "Duration", "3-8d");
    page.wait("the cell has the range", || cell(page, "Booking pages", "Duration") == "3–8d");
    page.reload();
    page.wait("it is kept", || cell(page, "Booking pages", "Duration") == "3–8d");
}

/// Counts, and no clock: what a change of one task costs the screen, with the chances of all dates found out anew.
fn few(page: &Page) {
    open(page, "#plan");
    columns(page, &["Duration"]);
    page.wait("ends are soft", || tail(page, "Groups and schools") > 0.0);
    // Selecting a row and naming what is selected paints, too.
    enter(page, "Booking pages", "Duration", "9d");
    let settle = "let last = '', same = 0;
        const pane = document.querySelector('.tl-bars');
        while (same < 30) {
          await new Promise((done) => setTimeout(done, 20));
          same = pane.innerHTML === last ? same + 1 : 0;
          last = pane.innerHTML;
        }
        return true";
    page.eval_async(settle);
    page.eval(
        "const named = (row) => row.querySelector('.bar')?.getAttribute('aria-label').split(',')[0];
         const rows = () => new Map([...document.querySelectorAll('.tl-row')].map((row) => [named(row), row.outerHTML]));
         const was = rows(), painted = new Set();
         new MutationObserver((all) => all.forEach((one) => {
           const row = one.target.closest?.('.tl-row') ?? one.target.parentElement?.closest('.tl-row');
           if (row) painted.add(named(row));
         })).observe(document.querySelector('.tl-bars'), { attributes: true, characterData: true, childList: true, subtree: true });
         window.__count = () => {
           const is = rows();
           return { rows: is.size, painted: [...painted].sort(), changed: [...is.keys()].filter((one) => is.get(one) !== was.get(one)).sort() };
         };",
    );
    let own = tail(page, "Booking pages");
    enter(page, "Booking pages", "Duration", "3-8-40d");
    page.wait("the bar is softer", || tail(page, "Booking pages") > own + 30.0);
    page.eval_async(settle);
    let told = page.eval("return window.__count()");
    assert_eq!(told["painted"], told["changed"], "only what shows something else is painted anew");
    let number = |name: &str| told[name].as_array().map_or(0, Vec::len);
    assert!(number("changed") > 1 && told["rows"].as_u64() > Some(2 * number("changed") as u64), "{told}");
}

fn no_range(page: &Page) {
    open(page, "#plan");
    columns(page, &["Duration"]);
    enter(page, "Booking pages", "Duration", "8-3d");
    says(page, "[role=alert]", "runs backwards");
    page.key("Escape");
    assert_eq!(cell(page, "Booking pages", "Duration"), "9d");
}

/// The date offered, as a number that grows with it.
fn offered(page: &Page) -> String {
    page.eval("return document.querySelector('.date-and-odds')?.innerText ?? ''")
        .as_str()
        .unwrap_or_default()
        .to_owned()
}

fn slide(page: &Page, percent: u32) {
    page.by_role("slider", "From bold to safe");
    page.eval_with(
        "const slider = document.querySelector('.bold-to-safe input'); slider.value = arguments[0]; slider.dispatchEvent(new Event('input', { bubbles: true }))",
        &[json!(percent)],
    );
}

fn promisable(page: &Page) {
    open(page, "#promises");
    says(page, ".ledger", "kept almost always");
    let section = page.by_role("region", "What can I promise?");
    let choose = section.by_role("combobox", "For");
    choose.eval("arguments[0].value = [...arguments[0].options].find((o) => o.text === 'Ready for the pilot').value; arguments[0].dispatchEvent(new Event('change', { bubbles: true }))");
    slide(page, 95);
    page.wait("a safe date", || offered(page).contains("19 times in 20"));
    let safe = offered(page);
    slide(page, 30);
    page.wait("a bold date", || offered(page) != safe);
    says(page, ".promisable blockquote", "“Ready for the pilot” will be done by");
    // The date that was promised, and its chance; a day far away is sure.
    section.by_role("button", "*As promised*").click();
    page.wait("its chance", || offered(page).contains("time"));
    page.by_role("textbox", "*Or by a date*").fill("31 Dec 2027");
    page.key("Tab");
    page.wait("nothing is surer", || offered(page).contains("almost always"));
    says(page, ".movers", "varies by");
    page.css(".spread details summary").click();
    says(page, ".spread table", "How often");
    let before = page.eval("return document.querySelectorAll('.ledger .ledger-row').length");
    slide(page, 80);
    section.by_role("button", "Promise this date").click();
    says(page, ".toasts", "Promised");
    assert_eq!(
        page.eval("return document.querySelectorAll('.ledger .ledger-row').length"),
        before,
        "it was promised anew"
    );
    says(page, ".ledger-row.open", "Ready for the pilot");
    page.wait("both dates stand in its row", || {
        page.eval("return document.querySelectorAll('.ledger-row.open .history li').length") == 2
    });
    // Of a milestone that was never promised it is the first date.
    let choose = page.by_role("region", "What can I promise?").by_role("combobox", "For");
    choose.eval("arguments[0].value = [...arguments[0].options].find((o) => o.text === 'Build complete').value; arguments[0].dispatchEvent(new Event('change', { bubbles: true }))");
    says(page, ".promisable blockquote", "“Build complete”");
    page.by_role("region", "What can I promise?").by_role("button", "Promise this date").click();
    page.wait("there is one promise more", || {
        page.eval("return document.querySelectorAll('.ledger .ledger-row').length").as_i64()
            == before.as_i64().map(|n| n + 1)
    });
    says(page, ".ledger-row.open", "Build complete");
    assert_eq!(page.eval("return document.querySelectorAll('.ledger-row.open').length"), 1);
    says(page, ".ledger", "kept four times in five");
}

fn sure(page: &Page) {
    open(page, "#plan");
    page.wait("ends are soft", || tail(page, "Booking pages") > 0.0);
    let fair = tail(page, "Booking pages");
    page.by_role("row", "*Booking pages*").click();
    page.key("Mod+i");
    let panel = page.by_role("region", "How sure");
    let choose = panel.by_role("combobox", "Confidence in the duration");
    choose.eval("arguments[0].value = 'guess'; arguments[0].dispatchEvent(new Event('change', { bubbles: true }))");
    page.wait("a guess is wider", || tail(page, "Booking pages") > fair * 1.5);
    says(page, ".probably", "Eight times in ten done between");
    page.by_role("button", "What can I promise?").click();
    page.by_role("main", "Promises");
    page.by_role("region", "What can I promise?");
    // By key, for the step that is chosen.
    page.eval("location.hash = '#plan'");
    page.by_role("main", "Plan");
    page.css(".tl-bars [aria-label^='Design approved,']").focus();
    page.key("Shift+c");
    page.by_role("main", "Promises");
    page.wait("it is asked of that one, and can be asked of another", || {
        let script = "const one = document.activeElement; return one.matches('select') && one.selectedOptions[0].text";
        page.eval(script) == "Design approved"
    });
}

/// Where the bar of a task begins in its row and how wide it is, in px.
fn bar(page: &Page, task: &str) -> (f64, f64) {
    let script = "const bar = [...document.querySelectorAll('.tl-row .bar')].find((e) => e.getAttribute('aria-label').startsWith(arguments[0] + ','));
        const [at, row] = [bar, bar?.closest('.tl-row')].map((e) => e?.getBoundingClientRect());
        return at ? [at.left - row.left, at.width] : [0, 0]";
    let found = page.eval_with(script, &[task.into()]);
    let px = |at: usize| found[at].as_f64().unwrap_or_default();
    (px(0), px(1))
}

fn spread(page: &Page) {
    open(page, "#plan");
    page.wait("ends are soft", || tail(page, "Booking pages") > 0.0 && tail(page, "Groups and schools") > 0.0);
    let (own, follower) = (tail(page, "Booking pages"), tail(page, "Groups and schools"));
    let ((_, width), (begins, _)) = (bar(page, "Booking pages"), bar(page, "Groups and schools"));
    // How much softer, depends on the weekends and holidays it comes to lie before.
    page.css(".tl-bars [aria-label^='Booking pages,']").focus();
    page.keys(&["Shift+ArrowRight"; 10]);
    page.wait("the bar is stretched, and its soft end lies behind it while it is held", || {
        bar(page, "Booking pages").1 > width * 1.4 && tail(page, "Booking pages") > 1.0
    });
    page.wait("what follows has moved, its soft end with it", || {
        bar(page, "Groups and schools").0 > begins + 20.0 && tail(page, "Groups and schools") > 1.0
    });
    page.key("Escape");
    page.wait("all is as before", || {
        (tail(page, "Booking pages") - own).abs() < 1.0 && (tail(page, "Groups and schools") - follower).abs() < 1.0
    });
    // Where durations are exact unless they have a range of their own, nothing is soft.
    let soft = || page.eval("return document.querySelectorAll('.tl-row .soft').length").as_i64().unwrap_or(-1);
    command(page, "Project settings");
    page.by_role("dialog", "Project settings").by_role("textbox", "Usually").fill("0");
    page.key("Enter");
    page.wait("no end is soft", || soft() == 0);
    let usually = page.by_role("dialog", "Project settings").by_role("textbox", "Usually").value();
    assert_eq!(usually, "−0 % to +0 %");
    page.key("Escape");
    page.key("Escape");
    page.wait("the sheet is gone", || !page.has_role("dialog", ""));
    page.key("Mod+z");
    page.wait("ends are soft again", || soft() > 0 && (tail(page, "Booking pages") - own).abs() < 1.0);
    // Undo leads to where the change can be seen.
    page.by_role("dialog", "Project settings");
    page.key("Escape");
    page.wait("the sheet is gone again", || !page.has_role("dialog", ""));
    // Measured by the bar, as the panel may change the scale.
    let softness = || tail(page, "Booking pages") / bar(page, "Booking pages").1.max(1.0);
    page.by_role("row", "*Booking pages*").click();
    page.key("Mod+i");
    let panel = || page.by_role("region", "How sure");
    panel();
    // The panel takes room from the timeline, whose scale may follow a little later.
    let (mut off, mut same) = (f64::NAN, 0);
    page.wait("the scale has settled", || {
        let before = std::mem::replace(&mut off, softness());
        same = if off == before { same + 1 } else { 0 };
        same >= 15
    });
    let climb = |place: u32, says: &str| {
        let script =
            "arguments[0].value = arguments[1]; arguments[0].dispatchEvent(new Event('change', { bubbles: true }))";
        panel().by_role("slider", "On the hill").eval_with(script, &[json!(place)]);
        page.wait("it says where on the hill it is", || {
            let slider = panel().by_role("slider", "On the hill");
            slider.attribute("aria-valuetext").is_some_and(|text| text.contains(says))
        });
    };
    climb(0, "its range is wider");
    page.wait("what is not understood is softer", || softness() > off * 1.02);
    climb(100, "its range is narrower");
    page.wait("what only has to be done is less soft", || softness() < off * 0.98);
    panel().by_role("button", "Take it off the hill").click();
    says(page, "[aria-label='How sure'] .hint", "Not on the hill");
    page.wait("it is as soft as before", || (softness() / off - 1.0).abs() < 0.02);
}

fn risk(page: &Page) {
    open(page, "#promises");
    says(page, ".ledger", "kept almost always");
    page.eval("location.hash = '#options'");
    page.by_role("main", "Options");
    page.by_role("button", "*New problem*").click();
    page.by_role("combobox", "Kind of problem").eval("arguments[0].value = [...arguments[0].options].find((o) => o.text === 'Risk').value; arguments[0].dispatchEvent(new Event('change', { bubbles: true }))");
    page.by_role("textbox", "Chance").fill("60");
    page.key("Tab");
    page.by_role("textbox", "Delay if it happens").fill("15d");
    page.key("Tab");
    let add = page.by_role("combobox", "*Add a task it touches*");
    add.fill("Accessibility review");
    page.key("Enter");
    page.eval("location.hash = '#promises'");
    page.by_role("main", "Promises");
    says(page, ".ledger", "kept two times in five");
}

fn accessible(page: &Page) {
    open(page, "#promises");
    says(page, ".ledger", "kept almost always");
    page.axe();
    page.eval("document.documentElement.dataset.theme = 'dark'");
    page.axe();
    page.eval("location.hash = '#plan'");
    page.by_role("main", "Plan");
    page.by_role("row", "*Booking pages*").click();
    page.key("Mod+i");
    page.by_role("region", "How sure");
    page.axe();
}

fn sides(page: &Page) {
    open(page, "#plan");
    page.by_role("row", "*Accessibility review*").click();
    page.eval("document.activeElement.blur()");
    page.key("w");
    page.by_role("main", "What-if");
    page.css(".tl-bars [role=button][aria-label^='Accessibility review,']").focus();
    page.keys(&["Shift+ArrowRight"; 10]);
    page.key("Enter");
    page.by_role("button", "Side by side").click();
    says(page, ".side-by-side", "Done four times in five by");
    let kept = "return [...document.querySelectorAll('.side-by-side tr')].filter((e) => e.innerText.includes('approve the design” kept by')).map((e) => [...e.querySelectorAll('td')].map((cell) => cell.innerText).join('|')).join()";
    page.wait("the scenario keeps it less often", || {
        let row = page.eval(kept).as_str().unwrap_or_default().to_owned();
        row.starts_with("almost always|") && !row.ends_with("|almost always")
    });
}
