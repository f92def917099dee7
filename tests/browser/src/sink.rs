//! The way out: a proxy for every address that is not this machine. It notes who was asked for and refuses.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::{TcpListener, TcpStream};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

/// Hosts a browser asks for by itself, however firmly told not to; no page can make it ask these for us.
/// (The last is the new-tab page of Debian's Chromium.)
const OWN_AFFAIRS: [&str; 9] = [
    "mozilla.org",
    "mozilla.com",
    "mozilla.net",
    "firefox.com",
    "google.com",
    "googleapis.com",
    "gstatic.com",
    "gvt1.com",
    "duckduckgo.com",
];

#[derive(Clone)]
pub struct Sink {
    pub port: u16,
    asked: Arc<Mutex<Vec<String>>>,
}

impl Sink {
    pub fn start() -> std::io::Result<Sink> {
        let listener = TcpListener::bind(("127.0.0.1", 0))?;
        let sink = Sink { port: listener.local_addr()?.port(), asked: Arc::default() };
        let asked = Arc::clone(&sink.asked);
        std::thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                let asked = Arc::clone(&asked);
                std::thread::spawn(move || note(stream, &asked).ok());
            }
        });
        Ok(sink)
    }

    /// Who was asked for since the last call, without the browser's own affairs.
    pub fn take(&self) -> Vec<String> {
        let asked = std::mem::take(&mut *self.asked.lock().unwrap_or_else(PoisonError::into_inner));
        asked.into_iter().filter(|line| !OWN_AFFAIRS.iter().any(|host| host_of(line).ends_with(host))).collect()
    }
}

fn note(stream: TcpStream, asked: &Mutex<Vec<String>>) -> std::io::Result<()> {
    stream.set_read_timeout(Some(Duration::from_secs(10)))?;
    let mut line = String::new();
    BufReader::new((&stream).take(8192)).read_line(&mut line)?;
    if !line.is_empty() {
        asked.lock().unwrap_or_else(PoisonError::into_inner).push(line.trim().to_owned());
    }
    (&stream).write_all(b"HTTP/1.1 403 Forbidden\r\nContent-Length: 0\r\nConnection: close\r\n\r\n")
}

/// The host in `CONNECT host:443 HTTP/1.1` or `GET http://host:80/path HTTP/1.1`.
fn host_of(line: &str) -> &str {
    let target = line.split(' ').nth(1).unwrap_or_default();
    let target = target.split_once("://").map_or(target, |(_, rest)| rest);
    target.split(['/', ':']).next().unwrap_or_default()
}
