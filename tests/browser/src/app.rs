//! The app as a whole: it starts under the strict policy, asks nobody else for anything, works below any path.

use crate::page::Page;
use crate::{Scenario, scenario};
use serde_json::json;

pub const SCENARIOS: &[Scenario] = &[
    scenario("app: it starts under the strict policy", starts),
    scenario("app: the policy refuses what it should", policy_refuses),
];

fn starts(page: &Page) {
    page.open("");
    page.by_role("main", "");
    assert_eq!(page.title().split([' ', '·', '–']).next(), Some("Forthright"));
    let csp = page.eval("return document.querySelector('meta[http-equiv=Content-Security-Policy]').content");
    assert_eq!(csp, json!(xtask::POLICY), "the page's policy and the server's are the same");
}

/// A policy nobody has seen refuse anything may be misspelt.
fn policy_refuses(page: &Page) {
    page.open("");
    page.eval(
        "const s = document.createElement('script'); s.textContent = 'window.__ran = 1'; document.body.append(s);
         const d = document.createElement('p'); d.setAttribute('style', 'color: red'); document.body.append(d);
         fetch('https://example.com/').catch(() => {});",
    );
    page.wait("three refusals are noted", || {
        page.eval("return (JSON.parse(sessionStorage.getItem('test watch') ?? '[]')).filter((t) => t.startsWith('policy')).length >= 3") == true
    });
    assert_eq!(page.eval("return window.__ran ?? null"), json!(null));
    let errors = page.take_errors().join("\n");
    for directive in ["script-src", "style-src", "connect-src"] {
        assert!(errors.contains(directive), "{directive} is missing in {errors}");
    }
}
