//! The tests inside the wasm module, run in the page by wasm-bindgen-test.

use crate::page::Page;
use crate::{Scenario, scenario};
use xtask::{place, server::Server};

pub const SCENARIOS: &[Scenario] = &[scenario("wasm: the module's own tests pass in the browser", module_tests)];

fn module_tests(page: &Page) {
    let folder = place::target().join("site/wasm-tests");
    let server = Server::start(folder, "/", 0, None).unwrap_or_else(|error| panic!("{error}"));
    page.visit(&server.url());
    let output = || {
        page.eval("return document.getElementById('output')?.textContent ?? ''").as_str().unwrap_or_default().to_owned()
    };
    page.wait("the tests are through", || output().contains("test result:") || output().contains("could not run"));
    assert!(output().contains("test result: ok"), "{}", output());
}
