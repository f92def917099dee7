//! `cargo xtask serve`: the app on this machine. Reloading the page rebuilds it when a source file has changed.

use anyhow::{Result, bail};
use std::path::Path;
use std::process::{Command, Stdio};
use std::sync::Mutex;
use std::time::SystemTime;
use xtask::{place, server::Server, site};

pub struct Options {
    pub port: Option<u16>,
    pub release: bool,
    pub open: bool,
}

pub fn serve(options: &Options) -> Result<()> {
    let shape = site::Shape { release: options.release, packed: false };
    let started = SystemTime::now();
    let folder = site::build(shape)?;
    let built = Mutex::new(started);
    let rebuild = move || {
        let Ok(mut built) = built.lock() else { return Some("the last build broke off; start again".to_owned()) };
        let now = SystemTime::now();
        if newest() <= *built {
            return None;
        }
        match site::build(shape) {
            Ok(_) => {
                *built = now;
                None
            }
            Err(error) => Some(format!("The app does not build; the terminal says why.\n\n{error:?}")),
        }
    };
    let server = start(folder, options.port, Box::new(rebuild))?;
    println!("Forthright is at {}  (Ctrl+C stops it; reloading the page rebuilds what has changed)", server.url());
    if options.open {
        open_browser(&server.url());
    }
    loop {
        std::thread::park();
    }
}

/// Without a wish, the first free port from 8080 on: several checkouts can run side by side.
fn start(folder: std::path::PathBuf, port: Option<u16>, before: xtask::server::BeforePage) -> Result<Server> {
    let port = match port {
        Some(port) => port,
        None => match (8080..8100).find(|port| std::net::TcpListener::bind(("127.0.0.1", *port)).is_ok()) {
            Some(port) => port,
            None => bail!("ports 8080 to 8099 are all taken; choose one with --port N"),
        },
    };
    match Server::start(folder, "/", port, Some(before)) {
        Ok(server) => Ok(server),
        Err(error) => bail!("cannot listen on port {port}: {error}"),
    }
}

/// When a file the site is made of was last changed.
fn newest() -> SystemTime {
    let root = place::root();
    ["engine", "src", "style", "page", "index.html", "Cargo.toml", "Cargo.lock"]
        .iter()
        .map(|name| newest_below(&root.join(name)))
        .max()
        .unwrap_or(SystemTime::UNIX_EPOCH)
}

fn newest_below(path: &Path) -> SystemTime {
    let own = path.metadata().and_then(|facts| facts.modified()).unwrap_or(SystemTime::UNIX_EPOCH);
    let entries = std::fs::read_dir(path).into_iter().flatten().flatten();
    entries.map(|entry| newest_below(&entry.path())).fold(own, SystemTime::max)
}

/// Asks the desktop to show the page; where there is none, the printed address is enough.
fn open_browser(url: &str) {
    let mut command = if cfg!(target_os = "macos") {
        Command::new("open")
    } else if cfg!(windows) {
        let mut shell = Command::new("cmd");
        shell.args(["/C", "start", ""]);
        shell
    } else if std::env::var_os("DISPLAY").is_some() || std::env::var_os("WAYLAND_DISPLAY").is_some() {
        Command::new("xdg-open")
    } else {
        return;
    };
    let _ = command.arg(url).stdout(Stdio::null()).stderr(Stdio::null()).spawn();
}
