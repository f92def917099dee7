//! `cargo xtask dist`: what goes to a web host, the one-file app, and what both weigh.

use anyhow::{Context, Result};
use std::fs;
use std::process::Command;
use xtask::site::{self, Files, Shape};
use xtask::{place, single};

/// Brotli bytes: what the first paint needs, and everything there is.
const FIRST_PAINT: usize = 200_000;
const ALL: usize = 350_000;

pub fn dist() -> Result<()> {
    let folder = place::root().join("dist");
    let packed = site::files(Shape { release: true, packed: true })?;
    let plain = site::files(Shape { release: true, packed: false })?;
    site::write(&folder, &packed)?;
    let page = single::page(&plain)?;
    fs::write(folder.join("forthright.html"), &page)?;
    weigh(&packed, true)?;
    println!("{:>9}  forthright.html, the whole app in one file", page.len());
    println!("{} is ready for any web host, at any path", folder.display());
    Ok(())
}

/// A table of every file, raw and as hosts send it (Brotli at its best, by node), against the budgets.
pub fn weigh(files: &Files, aloud: bool) -> Result<[(&'static str, usize, usize); 2]> {
    let say = |line: String| {
        if aloud {
            println!("{line}");
        }
    };
    say(format!("{:>9} {:>9}", "bytes", "brotli"));
    let (mut first, mut all) = (0, 0);
    for (name, content) in files {
        let small = brotli(content)?;
        let needed = [".html", ".css", ".js", ".wasm"].iter().any(|ending| name.ends_with(ending))
            && !["rescue", "worker", "print"].iter().any(|other| name.starts_with(other));
        say(format!("{:>9} {small:>9}  {name}{}", content.len(), if needed { "" } else { " (after the first paint)" }));
        first += if needed { small } else { 0 };
        all += small;
    }
    let verdict = |sum: usize, budget: usize| if sum <= budget { "within" } else { "OVER" };
    say(format!("{:>9} {first:>9}  first paint, {} the budget of {FIRST_PAINT}", "", verdict(first, FIRST_PAINT)));
    say(format!("{:>9} {all:>9}  everything, {} the budget of {ALL}", "", verdict(all, ALL)));
    Ok([("everything the first paint needs", first, FIRST_PAINT), ("all rooms", all, ALL)])
}

fn brotli(content: &[u8]) -> Result<usize> {
    let file = place::target().join("weigh.tmp");
    fs::write(&file, content)?;
    let script = "console.log(require('zlib').brotliCompressSync(require('fs').readFileSync(process.argv[1])).length)";
    let size =
        place::read(Command::new("node").args(["-e", script]).arg(&file)).context("node measures Brotli sizes")?;
    fs::remove_file(&file)?;
    Ok(size.trim().parse()?)
}
