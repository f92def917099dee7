//! The shape of the code, held by reading it: floors, files one can hold in mind, what the strict page forbids.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]
#![cfg(not(target_arch = "wasm32"))]

use std::fs;
use std::path::{Path, PathBuf};

/// Rooms of the lib by floor: a room may name rooms of lower floors, and itself.
const FLOORS: &[(&str, u8)] = &[
    ("plan", 0),
    ("edit", 1),
    ("schedule", 1),
    ("simulate", 2),
    ("project", 2),
    ("words", 3),
    ("prepare", 4),
    ("saved", 4),
    ("analysis", 5),
    ("format", 5),
    ("client", 6),
    ("view", 7),
    ("report", 8),
];

/// Lines from which a file is a question whether it is one thing.
const LONG: usize = 720;

#[test]
fn imports_go_only_to_lower_floors() {
    let mut wrong = Vec::new();
    for (room, floor) in FLOORS {
        for (file, code) in room_files(room) {
            for (line, text) in without_tests(&code) {
                for named in names_after(text, "crate::") {
                    let other = FLOORS.iter().find(|row| row.0 == named);
                    if other.is_some_and(|(name, other)| name != room && other >= floor) {
                        wrong.push(format!("{}:{line}: {room} (F{floor}) names {named}", file.display()));
                    }
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn every_room_of_the_lib_has_a_floor() {
    let lib = ["engine/src/lib.rs", "src/lib.rs"].map(|lib| fs::read_to_string(root().join(lib)).expect(lib)).concat();
    let rooms = lib.lines().filter_map(|line| line.strip_prefix("pub mod ")?.strip_suffix(';'));
    let homeless: Vec<&str> = rooms.filter(|room| !FLOORS.iter().any(|row| row.0 == *room)).collect();
    assert!(homeless.is_empty(), "give these a floor in tests/tidy.rs and in src/lib.rs: {homeless:?}");
}

#[test]
fn the_lib_cannot_look_outside() {
    const OUTSIDE: &[&str] =
        &["std::time", "Utc::", "Local::now", "SystemTime", "Instant::now", "web_sys", "js_sys", "leptos", "std::env"];
    let mut wrong = Vec::new();
    for (room, _) in FLOORS {
        for (file, code) in room_files(room) {
            for (line, text) in without_tests(&code) {
                if let Some(word) = OUTSIDE.iter().find(|word| text.contains(**word)) {
                    wrong.push(format!("{}:{line}: {word}", file.display()));
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn no_file_grows_past_what_one_can_hold_in_mind() {
    let long: Vec<String> = rust_files(&["engine/src", "src", "xtask/src", "tests", "examples", "engine/benches"])
        .into_iter()
        .map(|(file, code)| (file, code.lines().count()))
        .filter(|(_, lines)| *lines > LONG)
        .map(|(file, lines)| format!("{}: {lines} lines", file.display()))
        .collect();
    assert!(long.is_empty(), "{}", long.join("\n"));
}

#[test]
fn every_row_of_a_menu_is_a_command() {
    let commands: String = room_files("ui")
        .into_iter()
        .filter(|(path, _)| path.to_string_lossy().contains("commands"))
        .map(|(_, text)| text)
        .collect();
    for file in ["menu.rs", "tools.rs"] {
        let text = std::fs::read_to_string(root().join("src/ui/plan").join(file)).unwrap();
        let ids = text.lines().filter_map(|line| line.strip_prefix("    \"")?.strip_suffix("\","));
        for id in ids.filter(|id| !id.is_empty()) {
            assert!(commands.contains(&format!("\"{id}\",")), "{file} names {id}, which is no command");
        }
    }
}

#[test]
fn no_style_attribute_that_the_page_forbids() {
    let mut wrong = Vec::new();
    for (file, code) in rust_files(&["src/ui"]) {
        for (line, text) in code.lines().enumerate() {
            if text.contains(" style=\"")
                || text.contains(" style=move")
                || text.contains(" style=format")
                || text.contains("inner_html")
                || text.contains("set_inner_html")
            {
                wrong.push(format!("{}:{}: {}", file.display(), line + 1, text.trim()));
            }
        }
    }
    assert!(wrong.is_empty(), "the Content-Security-Policy blocks these:\n{}", wrong.join("\n"));
}

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn rust_files(places: &[&str]) -> Vec<(PathBuf, String)> {
    let mut found = Vec::new();
    let mut open: Vec<PathBuf> = places.iter().map(|place| root().join(place)).collect();
    while let Some(path) = open.pop() {
        if path.is_dir() {
            let inside = fs::read_dir(&path).expect("a folder that can be read");
            open.extend(
                inside.filter_map(|entry| Some(entry.ok()?.path())).filter(|path| !path.ends_with("node_modules")),
            );
        } else if path.exists() && path.extension().is_some_and(|ending| ending == "rs") {
            let code = fs::read_to_string(&path).expect("a file that can be read");
            found.push((path.strip_prefix(root()).unwrap_or(&path).to_owned(), code));
        }
    }
    found
}

/// The code of a room of the lib, without files that are all test.
fn room_files(room: &str) -> Vec<(PathBuf, String)> {
    let is_test = |path: &Path| path.iter().any(|part| part == "tests" || part == "tests.rs" || part == "testing.rs");
    let files = rust_files(&[&format!("engine/src/{room}"), &format!("src/{room}"), &format!("src/{room}.rs")]);
    files.into_iter().filter(|(path, _)| !is_test(path)).collect()
}

/// Numbered lines of code before the file's tests, comments left out.
fn without_tests(code: &str) -> impl Iterator<Item = (usize, &str)> {
    code.lines()
        .enumerate()
        .take_while(|(_, text)| !text.contains("#[cfg(test)]"))
        .filter(|(_, text)| !text.trim_start().starts_with("//"))
        .map(|(line, text)| (line + 1, text))
}

fn names_after<'a>(text: &'a str, mark: &str) -> Vec<&'a str> {
    let end = |rest: &str| rest.find(|c: char| !(c.is_alphanumeric() || c == '_')).unwrap_or(rest.len());
    text.split(mark).skip(1).map(|rest| &rest[..end(rest)]).collect()
}
