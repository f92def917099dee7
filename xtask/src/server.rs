//! A small file server for this machine only: the site, the right types, the strict policy, a log of what was asked.

use crate::POLICY;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::{Ipv4Addr, SocketAddr, TcpListener, TcpStream};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, PoisonError, RwLock};
use std::time::Duration;

/// Called before the page itself is sent; a text it returns is shown in the page's place.
pub type BeforePage = Box<dyn Fn() -> Option<String> + Send + Sync>;

/// A running server; it stops when dropped.
pub struct Server {
    address: SocketAddr,
    shared: Arc<Shared>,
}

struct Shared {
    site: RwLock<PathBuf>,
    prefix: String,
    before_page: Option<BeforePage>,
    log: Mutex<Vec<String>>,
    stopped: AtomicBool,
}

impl Server {
    /// Serves a folder under `prefix` (`/`, or `/sub/path/`) on a port of this machine; port 0 takes a free one.
    pub fn start(site: PathBuf, prefix: &str, port: u16, before_page: Option<BeforePage>) -> std::io::Result<Server> {
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, port))?;
        let address = listener.local_addr()?;
        let shared = Arc::new(Shared {
            site: RwLock::new(site),
            prefix: prefix.to_owned(),
            before_page,
            log: Mutex::default(),
            stopped: AtomicBool::new(false),
        });
        let accepting = Arc::clone(&shared);
        std::thread::spawn(move || accept(&listener, &accepting));
        Ok(Server { address, shared })
    }

    /// The address of the page.
    pub fn url(&self) -> String {
        format!("http://localhost:{}{}", self.address.port(), self.shared.prefix)
    }

    pub fn port(&self) -> u16 {
        self.address.port()
    }

    /// From now on the files come from another folder, as after an upload of a new version.
    pub fn switch_to(&self, site: PathBuf) {
        *self.shared.site.write().unwrap_or_else(PoisonError::into_inner) = site;
    }

    /// `METHOD path` of every request so far.
    pub fn log(&self) -> Vec<String> {
        self.shared.log.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// Stops answering: later connections are refused.
    pub fn stop(&self) {
        if !self.shared.stopped.swap(true, Ordering::SeqCst) {
            // One last connection wakes the accepting thread, which then closes the door.
            let _ = TcpStream::connect(self.address);
            while TcpStream::connect(self.address).is_ok() {
                std::thread::sleep(Duration::from_millis(2));
            }
        }
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        self.stop();
    }
}

fn accept(listener: &TcpListener, shared: &Arc<Shared>) {
    for stream in listener.incoming() {
        if shared.stopped.load(Ordering::SeqCst) {
            return;
        }
        if let Ok(stream) = stream {
            let shared = Arc::clone(shared);
            // A browser that goes away in the middle is no concern of ours.
            std::thread::spawn(move || answer(stream, &shared).ok());
        }
    }
}

fn answer(mut stream: TcpStream, shared: &Shared) -> std::io::Result<()> {
    stream.set_read_timeout(Some(Duration::from_secs(20)))?;
    let mut lines = BufReader::new((&stream).take(64 * 1024));
    let mut first = String::new();
    lines.read_line(&mut first)?;
    loop {
        let mut line = String::new();
        if lines.read_line(&mut line)? <= 2 {
            break;
        }
    }
    let mut words = first.split_ascii_whitespace();
    let (method, path) = (words.next().unwrap_or(""), words.next().unwrap_or(""));
    if method.is_empty() || shared.stopped.load(Ordering::SeqCst) {
        return Ok(());
    }
    shared.log.lock().unwrap_or_else(PoisonError::into_inner).push(format!("{method} {path}"));
    let (status, kind, body) = respond(method, path, shared);
    let head = format!(
        "HTTP/1.1 {status}\r\nContent-Type: {kind}\r\nContent-Length: {}\r\nCache-Control: no-store\r\n\
         Content-Security-Policy: {POLICY}; frame-ancestors 'none'\r\nX-Content-Type-Options: nosniff\r\n\
         Referrer-Policy: no-referrer\r\nConnection: close\r\n\r\n",
        body.len()
    );
    stream.write_all(head.as_bytes())?;
    if method == "GET" {
        stream.write_all(&body)?;
    }
    stream.flush()
}

fn respond(method: &str, path: &str, shared: &Shared) -> (&'static str, &'static str, Vec<u8>) {
    const TEXT: &str = "text/plain; charset=utf-8";
    if method != "GET" && method != "HEAD" {
        return ("405 Method Not Allowed", TEXT, b"only GET and HEAD".to_vec());
    }
    let path = path.split(['?', '#']).next().unwrap_or("");
    let Some(name) = path.strip_prefix(shared.prefix.as_str()) else {
        return ("404 Not Found", TEXT, format!("the page is at {}", shared.prefix).into_bytes());
    };
    let name = if name.is_empty() { "index.html" } else { name };
    if name.split('/').any(|part| part.starts_with('.') || part.contains(['\\', ':'])) {
        return ("404 Not Found", TEXT, b"no such file".to_vec());
    }
    if name == "index.html"
        && let Some(text) = shared.before_page.as_ref().and_then(|before| before())
    {
        return ("500 Internal Server Error", TEXT, text.into_bytes());
    }
    let site = shared.site.read().unwrap_or_else(PoisonError::into_inner).clone();
    match std::fs::read(site.join(name)) {
        Ok(body) => ("200 OK", content_type(Path::new(name)), body),
        Err(_) => ("404 Not Found", TEXT, format!("no file {name}").into_bytes()),
    }
}

fn content_type(name: &Path) -> &'static str {
    match name.extension().and_then(|ending| ending.to_str()) {
        Some("html") => "text/html; charset=utf-8",
        Some("js" | "mjs") => "text/javascript; charset=utf-8",
        Some("css") => "text/css; charset=utf-8",
        Some("wasm") => "application/wasm",
        Some("svg") => "image/svg+xml",
        Some("png") => "image/png",
        Some("json") => "application/json",
        Some("webmanifest") => "application/manifest+json",
        _ => "application/octet-stream",
    }
}
