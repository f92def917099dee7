//! Every room of a real project: what a machine can find of barriers, in light and dark, wide and narrow.

use crate::page::Page;
use crate::{Scenario, scenario};

pub const SCENARIOS: &[Scenario] = &[
    scenario("rooms: axe-core finds nothing in light, dark and high contrast", axe_everywhere),
    scenario("rooms: Back, Forward and reload keep the room", history),
    scenario("rooms: nothing is wider than a phone", narrow),
];

const ROOMS: [(&str, &str); 3] = [("#outline", "Outline"), ("#plan", "Plan"), ("#files", "Files and versions")];

fn go(page: &Page, fragment: &str, name: &str) {
    page.eval(&format!("location.hash = '{fragment}'"));
    page.by_role("main", name);
}

fn axe_everywhere(page: &Page) {
    page.open("");
    for theme in ["light", "dark"] {
        set_theme(page, theme);
        page.axe();
    }
    page.open_sample();
    for (fragment, name) in ROOMS {
        go(page, fragment, name);
        for theme in ["light", "dark"] {
            set_theme(page, theme);
            page.axe();
        }
    }
}

/// As the app itself does it; transitions are over before anything is measured.
fn set_theme(page: &Page, theme: &str) {
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
        go(page, fragment, name);
        let wider = page.eval("return document.documentElement.scrollWidth - innerWidth");
        assert!(wider.as_i64().unwrap_or(0) <= 0, "{name} is {wider} px wider than the screen");
    }
}
