//! The three engines: which programs they need, and how each is started without a screen.

use crate::webdriver::{Refusal, Session};
use serde_json::{Value, json};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};
use xtask::place;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Engine {
    Chromium,
    Firefox,
    WebKit,
}

pub const ALL: [Engine; 3] = [Engine::Chromium, Engine::Firefox, Engine::WebKit];

impl Engine {
    pub fn name(self) -> &'static str {
        match self {
            Engine::Chromium => "chromium",
            Engine::Firefox => "firefox",
            Engine::WebKit => "webkit",
        }
    }

    pub fn by_name(name: &str) -> Option<Engine> {
        ALL.into_iter().find(|engine| engine.name() == name)
    }

    /// The programs this engine needs and how to get each that is missing.
    pub fn missing(self) -> Vec<String> {
        let tell = |what: &str, how: &str| format!("{what} ({how})");
        let mut missing = Vec::new();
        match self {
            Engine::Chromium => {
                if browser(self).is_none() {
                    missing.push(tell("chromium", "Debian: apt install chromium; elsewhere Chrome or Chromium"));
                }
                if place::find("chromedriver").is_none() {
                    missing
                        .push(tell("chromedriver", "Debian: apt install chromium-driver; it must match the browser"));
                }
            }
            Engine::Firefox => {
                if browser(self).is_none() {
                    missing.push(tell("firefox", "Debian: apt install firefox-esr"));
                }
                if driver(self).is_none() {
                    missing.push(tell("geckodriver", "cargo install geckodriver"));
                }
            }
            Engine::WebKit => {
                if driver(self).is_none() || browser(self).is_none() {
                    missing.push(tell("WebKitWebDriver", "Debian: apt install webkit2gtk-driver; Linux only"));
                }
                if place::find("Xvfb").is_none() {
                    missing.push(tell("Xvfb", "Debian: apt install xvfb"));
                }
            }
        }
        missing
    }
}

fn driver(engine: Engine) -> Option<PathBuf> {
    match engine {
        Engine::Chromium => place::find("chromedriver"),
        Engine::Firefox => place::find("geckodriver")
            .or_else(|| Some(place::target().join("tools/bin/geckodriver")).filter(|file| file.is_file())),
        Engine::WebKit => place::find("WebKitWebDriver"),
    }
}

fn browser(engine: Engine) -> Option<PathBuf> {
    match engine {
        Engine::Chromium => {
            let apps = ["/Applications/Google Chrome.app/Contents/MacOS/Google Chrome"].map(PathBuf::from);
            ["chromium", "chromium-browser", "google-chrome", "chrome"]
                .iter()
                .find_map(|name| place::find(name))
                .or_else(|| apps.into_iter().find(|file| file.is_file()))
        }
        Engine::Firefox => {
            let apps = ["/Applications/Firefox.app/Contents/MacOS/firefox"].map(PathBuf::from);
            ["firefox-esr", "firefox"]
                .iter()
                .find_map(|name| place::find(name))
                .or_else(|| apps.into_iter().find(|file| file.is_file()))
        }
        Engine::WebKit => {
            let versions = ["webkit2gtk-4.1", "webkit2gtk-4.0", "webkitgtk-6.0"];
            let folders = std::fs::read_dir("/usr/lib").into_iter().flatten().flatten().map(|entry| entry.path());
            folders
                .chain([PathBuf::from("/usr/lib"), PathBuf::from("/usr/libexec")])
                .flat_map(|folder| versions.map(|version| folder.join(version).join("MiniBrowser")))
                .find(|file| file.is_file())
        }
    }
}

/// A driver program and the browser it has started. Closing drops both.
pub struct Browser {
    pub engine: Engine,
    pub session: Session,
    /// Where this browser keeps its data.
    pub profile: PathBuf,
    _driver: Process,
    _screen: Option<Process>,
}

/// A process that ends, with all it has started, when we let go of it.
struct Process(Child);

impl Drop for Process {
    fn drop(&mut self) {
        // Its own process group, so that browsers it started go with it.
        #[cfg(unix)]
        let _ = Command::new("kill").args(["-KILL", "--", &format!("-{}", self.0.id())]).stderr(Stdio::null()).status();
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

/// How a browser is started.
#[derive(Clone, Debug)]
pub struct Launch {
    /// Profile folder; made when missing, kept when there.
    pub profile: PathBuf,
    /// Everything that is not this machine goes to this proxy, which notes it and refuses.
    pub proxy: Option<u16>,
    /// The system's wish for dark pages.
    pub dark: bool,
    /// The zone the system's clock is in; `None` leaves it.
    pub time_zone: Option<&'static str>,
    /// The person has forbidden sites to keep anything. Not for WebKit, which has no such setting here.
    pub no_storage: bool,
}

impl Browser {
    /// Starts the engine's driver and a browser. Drivers are sometimes slow to come up on a loaded machine: three tries.
    pub fn start(engine: Engine, launch: &Launch) -> Result<Browser, String> {
        let mut last = String::new();
        for _ in 0..3 {
            match Browser::try_start(engine, launch) {
                Ok(browser) => return Ok(browser),
                Err(error) => last = error,
            }
        }
        Err(format!("{} does not start: {last}", engine.name()))
    }

    fn try_start(engine: Engine, launch: &Launch) -> Result<Browser, String> {
        std::fs::create_dir_all(&launch.profile).map_err(|error| error.to_string())?;
        let screen = if engine == Engine::WebKit { Some(start_screen(&launch.profile)?) } else { None };
        let port = free_port().map_err(|error| error.to_string())?;
        let driver = driver(engine).ok_or("no driver")?;
        let binary = browser(engine).ok_or("no browser")?;
        let mut command = Command::new(driver);
        match engine {
            Engine::Firefox => {
                let ports = [port, free_port().map_err(|error| error.to_string())?].map(|port| port.to_string());
                command.args(["--port", &ports[0], "--websocket-port", &ports[1], "--log", "error"]);
            }
            Engine::Chromium => {
                command.args([&format!("--port={port}"), "--log-level=SEVERE"]);
            }
            Engine::WebKit => {
                command.arg(format!("--port={port}"));
                command.env("XDG_DATA_HOME", &launch.profile).env("XDG_CACHE_HOME", &launch.profile);
                if let Some((_, display)) = &screen {
                    command.env("DISPLAY", display);
                }
            }
        }
        if let Some(zone) = launch.time_zone {
            command.env("TZ", zone);
        }
        let log = std::fs::File::create(launch.profile.join("driver.log")).map_err(|error| error.to_string())?;
        let second = log.try_clone().map_err(|error| error.to_string())?;
        let driver = start(command.stdout(log).stderr(second))?;
        wait_for_port(port)?;
        let session = Session::new(&format!("http://127.0.0.1:{port}"), &capabilities(engine, &binary, launch))
            .map_err(|refusal: Refusal| refusal.to_string())?;
        let _ = session.post("timeouts", &json!({ "script": 30_000, "pageLoad": 60_000, "implicit": 0 }));
        Ok(Browser {
            engine,
            session,
            profile: launch.profile.clone(),
            _driver: driver,
            _screen: screen.map(|(process, _)| process),
        })
    }

    /// Ends the browser as a crash or a power cut would: at once, with no chance to write anything.
    pub fn kill(self) {
        #[cfg(target_os = "linux")]
        for process in users_of(&self.profile) {
            let _ = Command::new("kill").args(["-KILL", &process]).stderr(Stdio::null()).status();
        }
        // Chromium leaves a note that the profile is in use.
        for name in ["SingletonLock", "SingletonSocket", "SingletonCookie", "DevToolsActivePort", "lock", ".parentlock"]
        {
            let _ = std::fs::remove_file(self.profile.join(name));
        }
    }

    /// Ends the browser in the ordinary way.
    pub fn close(self) {
        self.session.close();
    }
}

/// Processes whose command line names this profile: the browser's own.
#[cfg(target_os = "linux")]
fn users_of(profile: &Path) -> Vec<String> {
    let profile = profile.to_string_lossy().into_owned();
    let entries = std::fs::read_dir("/proc").into_iter().flatten().flatten();
    entries
        .filter(|entry| {
            std::fs::read(entry.path().join("cmdline"))
                .is_ok_and(|line| String::from_utf8_lossy(&line).contains(&profile))
        })
        .map(|entry| entry.file_name().to_string_lossy().into_owned())
        .filter(|name| name.parse::<u32>().is_ok())
        .collect()
}

fn capabilities(engine: Engine, binary: &Path, launch: &Launch) -> Value {
    let mut wish = match engine {
        Engine::Chromium => json!({
            "browserName": "chrome",
            "goog:chromeOptions": { "binary": binary, "args": chromium_arguments(launch), "prefs": {
                "download.default_directory": launch.profile.join("downloads"),
                "download.prompt_for_download": false,
                // 2 = block.
                "profile.default_content_setting_values.cookies": if launch.no_storage { 2 } else { 1 },
            } },
        }),
        Engine::Firefox => json!({
            "browserName": "firefox",
            "moz:firefoxOptions": {
                "binary": binary,
                "args": ["-headless", "-profile", launch.profile],
                "prefs": firefox_settings(launch),
            },
        }),
        Engine::WebKit => json!({
            "browserName": "MiniBrowser",
            "webkitgtk:browserOptions": { "binary": binary, "args": ["--automation"] },
        }),
    };
    if engine == Engine::Firefox {
        // Files beside the page (found by role) are opened without a dialog.
        wish["unhandledPromptBehavior"] = json!("ignore");
    }
    if let Some(port) = launch.proxy {
        let address = format!("127.0.0.1:{port}");
        wish["proxy"] = json!({
            "proxyType": "manual", "httpProxy": address, "sslProxy": address, "noProxy": ["localhost", "127.0.0.1"],
        });
    }
    wish
}

fn chromium_arguments(launch: &Launch) -> Vec<String> {
    let mut arguments: Vec<String> = [
        "--headless",
        "--no-sandbox",
        "--disable-gpu",
        "--disable-dev-shm-usage",
        "--disable-quic",
        "--no-first-run",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
        "--hide-scrollbars",
        "--lang=en-GB",
        "--window-size=1280,800",
    ]
    .map(str::to_owned)
    .into();
    arguments.push(format!("--user-data-dir={}", launch.profile.display()));
    if launch.dark {
        arguments.push("--blink-settings=preferredColorScheme=0".into());
    }
    arguments
}

fn firefox_settings(launch: &Launch) -> Value {
    json!({
        "intl.accept_languages": "en-GB, en",
        "layout.css.prefers-color-scheme.content-override": if launch.dark { 0 } else { 1 },
        "network.cookie.cookieBehavior": if launch.no_storage { 2 } else { 5 },
        "browser.download.folderList": 2,
        "browser.download.dir": launch.profile.join("downloads"),
        "browser.download.useDownloadDir": true,
        "browser.download.always_ask_before_handling_new_types": false,
        // Nothing but the page under test may talk to the network.
        "app.normandy.enabled": false,
        "app.update.disabledForTesting": true,
        "browser.safebrowsing.downloads.enabled": false,
        "datareporting.policy.dataSubmissionEnabled": false,
        "network.captive-portal-service.enabled": false,
        "network.connectivity-service.enabled": false,
        "toolkit.telemetry.enabled": false,
    })
}

/// A screen in memory for the engine that has no way to do without.
fn start_screen(profile: &Path) -> Result<(Process, String), String> {
    use std::io::{BufRead, BufReader};
    let log = std::fs::File::create(profile.join("screen.log")).map_err(|error| error.to_string())?;
    let mut command = Command::new("Xvfb");
    command.args(["-displayfd", "1", "-screen", "0", "1280x1024x24", "-nolisten", "tcp"]);
    let mut process = start(command.stdout(Stdio::piped()).stderr(log))?;
    let mut line = String::new();
    if let Some(out) = process.0.stdout.take() {
        BufReader::new(out).read_line(&mut line).map_err(|error| error.to_string())?;
    }
    if line.trim().is_empty() {
        return Err("Xvfb gave no display".into());
    }
    Ok((process, format!(":{}", line.trim())))
}

fn start(command: &mut Command) -> Result<Process, String> {
    #[cfg(unix)]
    std::os::unix::process::CommandExt::process_group(command, 0);
    command.stdin(Stdio::null());
    command.spawn().map(Process).map_err(|error| format!("{}: {error}", command.get_program().to_string_lossy()))
}

fn free_port() -> std::io::Result<u16> {
    Ok(std::net::TcpListener::bind(("127.0.0.1", 0))?.local_addr()?.port())
}

fn wait_for_port(port: u16) -> Result<(), String> {
    let deadline = Instant::now() + Duration::from_secs(30);
    while Instant::now() < deadline {
        if std::net::TcpStream::connect(("127.0.0.1", port)).is_ok() {
            return Ok(());
        }
        std::thread::sleep(Duration::from_millis(20));
    }
    Err("the driver does not listen".into())
}
