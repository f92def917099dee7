//! Planners for web pages, on the plan that the bench of the screen opens in the app: `cargo xtask bench` holds what is
//! measured here beside ours. Their pages are made by `cargo xtask peers` from `benches/peers/screen`.

use crate::bench::{SIZES, on_page};
use crate::bench_plan;
use serde_json::json;
use std::fs;
use std::path::Path;

/// Prints a line of JSON for each peer and size: its `name` and what was measured, or why it was not.
pub fn measure(site: &Path) -> Result<(), String> {
    let pages = fs::read_dir(site).map_err(|error| format!("{}: {error}", site.display()))?;
    let mut peers: Vec<String> =
        pages.filter_map(|entry| entry.ok()?.file_name().to_str()?.strip_suffix(".html").map(str::to_owned)).collect();
    peers.sort();
    for tasks in SIZES {
        let plan = bench_plan::json(&bench_plan::rows(tasks)).to_string();
        fs::write(site.join(format!("plan-{tasks}.json")), plan).map_err(|error| error.to_string())?;
        for (number, peer) in peers.iter().enumerate() {
            let mut told = on_page(site, tasks + number, |page| {
                page.open(&format!("{peer}.html"));
                // Some need long to open a large plan; what never ends is told, and the next one measured.
                page.must("give it time", |page| page.session_post("timeouts", &json!({ "script": 80_000 })));
                let script = "const [file, done] = arguments; window.measure(file).then(done, (why) => done({ failed: String(why) }))";
                let file = format!("./plan-{tasks}.json");
                let told = page.session_post("execute/async", &json!({ "script": script, "args": [file] }));
                told.unwrap_or_else(|why| json!({ "failed": why.to_string() }))
            })
            .unwrap_or_else(|why| json!({ "failed": why }));
            told["peer"] = json!(peer);
            told["size"] = json!(tasks);
            println!("{told}");
        }
    }
    Ok(())
}
