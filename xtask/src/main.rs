//! The project's own commands. `cargo xtask help` lists them.

mod bench;
mod browser;
mod dist;
mod peers;
mod serve;
mod test;
mod tools;

use anyhow::{Context, Result, bail};
use std::process::ExitCode;
use xtask::{site, wasm::Profile};

const HELP: &str = "\
cargo xtask serve [--port N] [--release] [--no-open]   build the app and show it in a browser
cargo xtask build [--release]                          build the app's files below target/site
cargo xtask dist                                       dist/ for any web host, and dist/forthright.html in one file
cargo xtask bench [--json] [--only native|growth|wasm|size|screen]
                                                       speed, natively, as wasm and on the screen, beside peers, and
                                                       sizes; as lines of JSON for scripts; only one part
cargo xtask peers                                      installs the peers below target/peers, from PyPI, crates.io and npm
cargo xtask test                                       every check there is
cargo xtask e2e [--engine chromium|firefox|webkit] [--only TEXT] [--as-in-test]
                                                       the end-to-end scenarios whose name contains TEXT, on a build
                                                       that is soon there or on that of `test`, which is soon through
cargo xtask kills [--count 1000] [--within 90] [--engine chromium|firefox]
                                                       kills the browser at random moments, each within so many
                                                       seconds, and looks for edits that were called safe; for the night
cargo xtask shot [--path '#plan'] [--width 1280] [--height 800] [--dark] [--engine NAME]
                 [--setup FILE.js | --eval JS] OUT.png
                                                       a picture of a page of the app; --sample opens the sample first
cargo xtask screenshot                                 the picture in the README, from the sample project
";

fn main() -> ExitCode {
    let mut words: Vec<String> = std::env::args().skip(1).collect();
    let command = if words.is_empty() { "help".to_owned() } else { words.remove(0) };
    match run(&command, words) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("{error:#}");
            ExitCode::FAILURE
        }
    }
}

fn run(command: &str, words: Vec<String>) -> Result<()> {
    let mut words = Words(words);
    match command {
        "serve" => {
            let options = serve::Options {
                port: words.number("--port")?,
                release: words.flag("--release"),
                open: !words.flag("--no-open"),
            };
            words.end()?;
            serve::serve(&options)
        }
        "build" => {
            let release = words.flag("--release");
            words.end()?;
            println!("{}", site::build(site::Shape { release, packed: release })?.display());
            Ok(())
        }
        "test" => {
            words.end()?;
            test::test()
        }
        "dist" => {
            words.end()?;
            dist::dist()
        }
        "bench" => {
            let (json, only) = (words.flag("--json"), words.value("--only")?);
            words.end()?;
            bench::bench(json, only.as_deref())
        }
        "peers" => {
            words.end()?;
            peers::install()
        }
        "screenshot" => {
            words.end()?;
            browser::screenshot()
        }
        "e2e" => {
            let profile = if words.flag("--as-in-test") { Profile::Scenario } else { Profile::Quick };
            browser::scenarios(profile, words.0)
        }
        "kills" => {
            let (count, within) = (words.number("--count")?.unwrap_or(1_000), words.number("--within")?.unwrap_or(90));
            browser::kills(count, within, words.0)
        }
        "shot" => browser::shot(words.0),
        "help" | "--help" | "-h" => {
            print!("{HELP}");
            Ok(())
        }
        other => bail!("there is no command `{other}`\n\n{HELP}"),
    }
}

/// What stands behind the command's name.
struct Words(Vec<String>);

impl Words {
    fn flag(&mut self, name: &str) -> bool {
        let before = self.0.len();
        self.0.retain(|word| word != name);
        self.0.len() < before
    }

    fn value(&mut self, name: &str) -> Result<Option<String>> {
        let Some(at) = self.0.iter().position(|word| word == name) else { return Ok(None) };
        if at + 1 >= self.0.len() {
            bail!("{name} needs a value");
        }
        self.0.remove(at);
        Ok(Some(self.0.remove(at)))
    }

    fn number(&mut self, name: &str) -> Result<Option<u16>> {
        self.value(name)?
            .map(|text| text.parse().with_context(|| format!("{name} needs a number, not `{text}`")))
            .transpose()
    }

    fn end(self) -> Result<()> {
        match self.0.first() {
            None => Ok(()),
            Some(word) => bail!("`{word}` is not understood here\n\n{HELP}"),
        }
    }
}
