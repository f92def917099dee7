//! The app as a whole: it starts under the strict policy, asks nobody else for anything, works below any path.

use crate::page::Page;
use crate::{Scenario, scenario};
use serde_json::json;
use xtask::{place, server::Server};

pub const SCENARIOS: &[Scenario] = &[
    scenario("app: it starts under the strict policy", starts),
    scenario("app: it works below any path of a host", below_a_path),
    scenario("app: one file works opened from disk", one_file),
    scenario("app: it asks nobody but its own host", asks_nobody),
    scenario("app: a request to another machine would be noticed", strays_are_noticed),
    scenario("app: the policy refuses what it should", policy_refuses),
];

fn starts(page: &Page) {
    page.open("");
    page.by_role("main", "");
    assert_eq!(page.title().split([' ', '·', '–']).next(), Some("Forthright"));
    let csp = page.eval("return document.querySelector('meta[http-equiv=Content-Security-Policy]').content");
    assert_eq!(csp, json!(xtask::POLICY), "the page's policy and the server's are the same");
}

fn below_a_path(page: &Page) {
    let site = place::target().join("site/test");
    let server = Server::start(site, "/some/where/", 0, None).unwrap_or_else(|error| panic!("{error}"));
    page.visit(&server.url());
    page.wait_started();
    page.by_role("main", "");
    page.wait("the service worker is in charge", || {
        page.eval_async("await navigator.serviceWorker.ready; return navigator.serviceWorker.controller !== null")
            == true
    });
    let strays: Vec<String> = server.log().into_iter().filter(|line| !line.starts_with("GET /some/where/")).collect();
    assert!(strays.is_empty() || strays == ["GET /favicon.ico"], "asked beside its path: {strays:?}");
    server.stop();
    page.reload();
    page.by_role("main", "");
}

fn one_file(page: &Page) {
    let file = place::target().join("site/test-single/forthright.html");
    page.visit(&format!("file://{}", file.display()));
    page.wait_started();
    page.by_role("main", "");
    assert!(page.css(".disk-note").text().contains("opened from a file"), "what is different from disk is said");
    assert_eq!(page.eval("return performance.getEntriesByType('resource').map((entry) => entry.name)"), json!([]));
}

/// Every scenario also ends with a look at who was asked for; this one looks at all that was loaded.
fn asks_nobody(page: &Page) {
    page.open("");
    for room in ["#outline", "#plan", "#files"] {
        page.wait("the app is at rest", || !page.has_role("main", "Opening"));
        page.open(room);
    }
    let entries = page.eval("return performance.getEntriesByType('resource').map((entry) => entry.name)");
    for entry in entries.as_array().into_iter().flatten() {
        let name = entry.as_str().unwrap_or_default();
        assert!(name.starts_with(&page.server.url()), "loaded from elsewhere: {name}");
    }
    let missing: Vec<String> = page.server.log().into_iter().filter(|line| line.contains("favicon.ico")).collect();
    assert!(missing.is_empty(), "the page names its icon, so browsers need not guess: {missing:?}");
}

/// A trap that has never caught anything proves nothing.
fn strays_are_noticed(page: &Page) {
    let url = "http://elsewhere.invalid/";
    page.try_visit(url);
    page.wait("the request is noticed", || page.sink.take().iter().any(|line| line.contains("elsewhere.invalid")));
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
