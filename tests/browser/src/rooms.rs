//! Every room of a real project: what a machine can find of barriers, in light and dark, wide and narrow.

use crate::page::Page;
use crate::{Scenario, scenario};

pub const SCENARIOS: &[Scenario] = &[
    scenario("rooms: axe-core finds nothing in light, dark and high contrast", axe_everywhere),
    scenario("rooms: Back, Forward and reload keep the room", history),
    scenario("rooms: nothing is wider than a phone", narrow),
    scenario("rooms: every tool of the Plan can be reached at any width", tools),
    scenario("rooms: no word is cut in the Plan as it opens", whole_words),
    scenario("rooms: undo goes where the change can be seen", undo_leads),
    scenario("rooms: a field that is left by going to another room is left in peace", left_by_room),
];

const ROOMS: [(&str, &str); 4] =
    [("#outline", "Outline"), ("#plan", "Plan"), ("#options", "Options"), ("#files", "Files and versions")];

fn axe_everywhere(page: &Page) {
    page.open("");
    for theme in ["light", "dark"] {
        set_theme(page, theme);
        page.axe();
    }
    page.open_sample();
    for (fragment, name) in ROOMS {
        page.go(fragment, name);
        for theme in ["light", "dark"] {
            set_theme(page, theme);
            page.axe();
        }
    }
}

/// As the app itself does it; transitions are over before anything is measured.
pub fn set_theme(page: &Page, theme: &str) {
    page.eval_async(&format!(
        "document.documentElement.dataset.theme = '{theme}';
         await new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
         await Promise.all(document.getAnimations().map((animation) => animation.finished.catch(() => {{}})));"
    ));
}

fn history(page: &Page) {
    page.open("");
    page.open_sample();
    for (_, name) in ROOMS {
        page.by_role("navigation", "Rooms").by_role("link", name).click();
        page.by_role("main", name);
    }
    page.eval("history.back()");
    page.by_role("main", "Options");
    page.eval("history.back()");
    page.by_role("main", "Plan");
    page.reload();
    page.by_role("main", "Plan");
    page.eval("history.back()");
    page.by_role("main", "Outline");
    page.eval("history.forward()");
    page.by_role("main", "Plan");
}

fn narrow(page: &Page) {
    page.resize(360, 740);
    page.open("");
    page.open_sample();
    for (fragment, name) in ROOMS {
        page.go(fragment, name);
        let wider = page.eval("return document.documentElement.scrollWidth - innerWidth");
        assert!(wider.as_i64().unwrap_or(0) <= 0, "{name} is {wider} px wider than the screen");
    }
}

/// What is off the row is in the menu at its end.
fn tools(page: &Page) {
    page.open("");
    page.open_sample();
    page.go("#plan", "Plan");
    for width in [360, 768, 900, 1024, 1100, 1280] {
        page.resize(width, 740);
        let cut = || {
            let script = "const bar = document.querySelector('.tools');
                return [bar.scrollWidth - bar.clientWidth, [...bar.querySelectorAll('[data-tool]')].filter((tool) => tool.offsetWidth).length]";
            let found = page.eval(script);
            (found[0].as_i64().unwrap_or(0), found[1].as_u64().unwrap_or(0))
        };
        page.wait("the tools fit", || cut().0 <= 0);
        let outside = page.eval(
            "return [...document.querySelectorAll('.head a, .head button')].filter((one) => { const box = one.getBoundingClientRect();
               return box.width > 0 && (box.left < 0 || box.right > innerWidth || box.top < 0); }).map((one) => one.textContent || one.ariaLabel)",
        );
        assert_eq!(outside, serde_json::json!([]), "rooms and tools are on the screen at {width}");
        let shown = cut().1;
        let more = match page.has_role("button", "More tools") {
            true => {
                page.by_role("button", "More tools").click();
                let items = page.by_role("menu", "More tools").all_by_role("menuitem", "").len();
                page.key("Escape");
                items
            }
            false => 0,
        };
        let all = page.eval("return document.querySelectorAll('.tools [data-tool]').length").as_u64().unwrap_or(0);
        // The levels are five rows of the menu; the button of the menu is no tool itself.
        let expected = if more == 0 { all - 1 } else { all - 1 + 4 };
        assert_eq!(shown + more as u64 - u64::from(more > 0), expected, "at {width}");
    }
}

fn whole_words(page: &Page) {
    page.open("");
    page.open_sample();
    page.go("#plan", "Plan");
    for width in [360, 1280, 1920] {
        page.resize(width, 800);
        page.reload();
        page.wait("the bars are drawn", || {
            page.eval("return document.querySelectorAll('.tier.upper .tick').length > 0") == true
        });
        let cut = "const grid = document.querySelector('.grid-pane').getBoundingClientRect().right, cut = [];
            const see = (one, left, right, what) => {
                const box = one.getBoundingClientRect();
                if (one.textContent && box.width && getComputedStyle(one).visibility !== 'hidden' && (box.left < left - 1 || box.right > right + 1)) cut.push(`${what} ${one.textContent}`);
            };
            for (const cell of document.querySelectorAll('.head-cell')) {
                const box = cell.getBoundingClientRect();
                if (box.left < grid && box.right > grid + 1) cut.push(`column ${cell.textContent}`);
            }
            for (const cell of document.querySelectorAll('.grid-row .cell.num, .backup-age')) {
                if (cell.scrollWidth > cell.clientWidth + 1) cut.push(`cell ${cell.textContent}`);
            }
            const flags = [...document.querySelectorAll('.flag')].filter((flag) => flag.textContent);
            flags.forEach((flag) => see(flag, grid, Infinity, 'flag'));
            for (const tick of document.querySelectorAll('.tier .tick')) {
                const label = tick.querySelector('span');
                if (tick.getBoundingClientRect().right < grid) continue;
                see(label, grid, tick.getBoundingClientRect().right, 'tick');
                const box = label.getBoundingClientRect();
                const under = flags.some((flag) => { const on = flag.getBoundingClientRect(); return on.left < box.right - 1 && box.left < on.right - 1; });
                if (under && tick.closest('.upper') && getComputedStyle(label).visibility !== 'hidden') cut.push(`under a flag ${label.textContent}`);
            }
            return cut;";
        page.wait(&format!("nothing is cut at {width}: {}", page.eval(cut)), || {
            page.eval(cut) == serde_json::json!([])
        });
    }
}

fn left_by_room(page: &Page) {
    page.open("");
    page.open_sample();
    let stays = |fragment: &str, name: &str, field: &str| {
        page.go(fragment, name);
        page.css(field).focus();
        page.key("Alt+2");
        page.by_role("main", "Plan");
    };
    stays("#outline", "Outline", "input[aria-label^='Add a person']");
    stays("#options", "Options", "input[aria-label^='Add a criterion']");
    page.go("#options", "Options");
    page.css("input[aria-label^='Add a criterion']").focus();
    page.type_text("speed\n");
    stays("#options", "Options", "input.number");
    assert!(!page.has_role("alertdialog", ""), "nothing has stopped");
}

fn undo_leads(page: &Page) {
    page.open("");
    page.open_sample();
    page.go("#plan", "Plan");
    let command = |name: &str| {
        page.key("Mod+k");
        page.wait("the palette has the focus", || {
            page.eval("return document.activeElement.getAttribute('role')") == "combobox"
        });
        page.type_text(name);
        page.key("Enter");
        page.wait("the palette is gone", || !page.has_role("combobox", "Command"));
    };
    command("People and absences");
    page.by_role("textbox", "Name of a new person").fill("Zoe");
    page.key("Enter");
    page.by_role("button", "Remove Zoe");
    page.key("Escape");
    page.wait("the sheet is gone", || !page.has_role("dialog", ""));
    // Undo opens the list it was in; pressed again in it, it goes on; redo as well.
    page.key("Mod+z");
    page.by_role("dialog", "People");
    page.wait("she is gone", || !page.has_role("button", "Remove Zoe"));
    page.key("Mod+Shift+z");
    page.by_role("button", "Remove Zoe");
    page.key("Escape");
    command("Baselines");
    page.by_role("textbox", "Name of a new baseline").fill("Second");
    page.key("Enter");
    page.key("Escape");
    page.wait("the sheet is gone", || !page.has_role("dialog", ""));
    page.key("Mod+z");
    page.by_role("dialog", "Baselines");
    // In the Outline the people stand on the page.
    page.key("Escape");
    page.go("#outline", "Outline");
    page.eval("document.querySelector('.step').focus()");
    page.key("Mod+z");
    page.wait("she is gone", || !page.has_role("textbox", "Name of Zoe"));
    assert!(!page.has_role("dialog", ""));
    page.wait("the people are on the screen", || {
        page.eval("const r = document.querySelector('.people').getBoundingClientRect(); return r.bottom > 60 && r.top < innerHeight") == true
    });
}
