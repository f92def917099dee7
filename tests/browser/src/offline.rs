//! Without a network: the whole app comes from the service worker, one build at a time.

use crate::page::Page;
use crate::{Scenario, scenario};

pub const SCENARIOS: &[Scenario] = &[
    scenario("offline: it starts again after the server is gone", starts_without_server),
    scenario("offline: a new version waits until the user agrees", update_waits),
];

fn open_and_install(page: &Page) {
    page.open("");
    page.wait("the service worker is in charge", || {
        page.eval_async("await navigator.serviceWorker.ready; return navigator.serviceWorker.controller !== null")
            == true
    });
}

fn starts_without_server(page: &Page) {
    open_and_install(page);
    page.server.stop();
    page.reload();
    page.by_role("main", "");
    page.open("");
    page.by_role("main", "");
    page.goto("rescue.html");
    page.by_role("button", "Download everything");
}

fn update_waits(page: &Page) {
    let build = || page.eval("return document.querySelector('meta[name=build]')?.content ?? 'first'");
    open_and_install(page);
    assert_eq!(build(), "first");
    page.server.switch_to(page.next_site.clone());
    page.eval_async("const r = await navigator.serviceWorker.getRegistration(); await r.update();");
    page.by_role("complementary", "New version").by_role("button", "Later").click();
    page.reload();
    assert_eq!(build(), "first", "reloading alone keeps the version");
    let notice = page.by_role("complementary", "New version");
    page.eval("delete document.documentElement.dataset.app");
    notice.by_role("button", "Reload").click();
    page.wait_started();
    page.wait("the new version runs", || {
        page.eval("return document.querySelector('meta[name=build]')?.content") == "next"
    });
    page.server.stop();
    page.reload();
    assert_eq!(build(), "next");
}
