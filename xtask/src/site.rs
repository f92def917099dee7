//! The site: every file a browser gets, put together in one folder.
//!
//! A *plain* site (for `serve`) keeps readable names and has no service worker. A *packed* site (for `dist`, and for the
//! end-to-end tests on a quick build) has hashed names, one style sheet and the service worker with its complete list.

use crate::wasm::{self, Profile};
use crate::{place, single};
use anyhow::{Context, Result, bail};
use base64::Engine;
use sha2::{Digest, Sha256};
use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

/// Which site to make.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Shape {
    /// Optimised build, as users get it.
    pub release: bool,
    /// Hashed names and a service worker.
    pub packed: bool,
}

/// File name (with `/`) to content.
pub type Files = BTreeMap<String, Vec<u8>>;

/// Builds the app and its site below the build directory, and gives the site's folder.
pub fn build(shape: Shape) -> Result<PathBuf> {
    let name = match (shape.release, shape.packed) {
        (false, false) => "dev",
        (false, true) => "packed",
        (true, false) => "release",
        (true, true) => "dist",
    };
    let folder = place::target().join("site").join(name);
    write(&folder, &files(shape)?)?;
    Ok(folder)
}

/// The site the browser tests use, and a second build of it to update to: packed as users get it, from the build that
/// suits, with a script that notes every error.
pub fn build_for_tests(profile: Profile) -> Result<()> {
    // Without names: every scenario loads the whole file on a fresh origin.
    let mut files = sources_of("forthright", profile, false, "bindgen-tests")?;
    let watch = fs::read(place::root().join("tests/browser/src/watch.js")).context("watch.js")?;
    files.insert("watch.js".into(), watch);
    let first = "<meta charset=\"utf-8\">";
    replace(&mut files, "index.html", first, &format!("{first}\n    <script src=\"./watch.js\"></script>"))?;
    replace(&mut files, "rescue.html", first, &format!("{first}\n    <script src=\"./watch.js\"></script>"))?;
    let mut next = files.clone();
    replace(&mut next, "index.html", first, &format!("{first}\n    <meta name=\"build\" content=\"next\">"))?;
    let site = place::target().join("site");
    let single = single::page(&plain(files.clone(), styles()?)?)?;
    write(&site.join("test-single"), &Files::from([("forthright.html".to_owned(), single.into_bytes())]))?;
    write(&site.join("test"), &pack(files, styles()?)?)?;
    write(&site.join("test-next"), &pack(next, styles()?)?)
}

/// A site like the app's, with a Leptos page that has nothing on it: what the app's start is measured by.
pub fn build_empty() -> Result<PathBuf> {
    let folder = place::target().join("site/empty");
    write(&folder, &pack(sources_of("empty-page", Profile::Release, false, "bindgen-empty")?, styles()?)?)?;
    Ok(folder)
}

/// Builds the app and gives its site's files.
pub fn files(shape: Shape) -> Result<Files> {
    let files = sources(shape)?;
    if shape.packed { pack(files, styles()?) } else { plain(files, styles()?) }
}

/// Every file before it is put in its place.
fn sources(shape: Shape) -> Result<Files> {
    let (profile, bindgen) =
        if shape.release { (Profile::Release, "bindgen-release") } else { (Profile::Quick, "bindgen-debug") };
    sources_of("forthright", profile, !shape.release, bindgen)
}

/// As [`sources`], with another program in the app's place.
fn sources_of(package: &str, profile: Profile, names: bool, bindgen: &str) -> Result<Files> {
    let bindgen = place::target().join("site").join(bindgen);
    wasm::build(package, profile, names, &bindgen)?;
    let root = place::root();
    let mut files = Files::new();
    collect(&bindgen, "", &mut files)?;
    collect(&root.join("page"), "", &mut files)?;
    files.insert("index.html".into(), fs::read(root.join("index.html")).context("index.html")?);
    Ok(files)
}

fn plain(mut files: Files, styles: Vec<(String, Vec<u8>)>) -> Result<Files> {
    let links: Vec<String> = styles.iter().map(|(name, _)| style_link(&format!("style/{name}"))).collect();
    files.remove("worker.js");
    replace(&mut files, "index.html", "<!-- styles -->", &links.join("\n    "))?;
    replace(&mut files, "index.html", "<!-- preload -->", "")?;
    files.extend(styles.into_iter().map(|(name, text)| (format!("style/{name}"), text)));
    Ok(files)
}

/// Leaves first: a file gets its hashed name only when every name inside it is final, so a page can never mix builds.
fn pack(mut files: Files, styles: Vec<(String, Vec<u8>)>) -> Result<Files> {
    let (print, screen): (Vec<_>, Vec<_>) = styles.into_iter().partition(|(name, _)| name == "print.css");
    let join =
        |sheets: Vec<(String, Vec<u8>)>| sheets.into_iter().map(|(_, text)| text).collect::<Vec<_>>().join(&b'\n');
    let mut links = Vec::new();
    for (name, sheets) in [("style.css", screen), ("print.css", print)] {
        if !sheets.is_empty() {
            files.insert(name.into(), join(sheets));
            links.push(style_link(&hash_name(&mut files, name)?));
        }
    }
    let wasm = hash_name(&mut files, "forthright_bg.wasm")?;
    replace(&mut files, "forthright.js", "forthright_bg.wasm", &wasm)?;
    let script = hash_name(&mut files, "forthright.js")?;
    replace(&mut files, "start.js", "./forthright.js", &format!("./{script}"))?;
    replace(&mut files, "start.js", "const WORKER = null", "const WORKER = \"./worker.js\"")?;
    let preload = format!(
        "<link rel=\"modulepreload\" href=\"./{script}\">\n    \
         <link rel=\"preload\" as=\"fetch\" type=\"application/wasm\" crossorigin href=\"./{wasm}\">"
    );
    replace(&mut files, "index.html", "<!-- styles -->", &links.join("\n    "))?;
    replace(&mut files, "index.html", "<!-- preload -->", &preload)?;
    for (name, pages) in [
        ("guard.js", &["index.html", "rescue.html"][..]),
        ("start.js", &["index.html"]),
        ("rescue.js", &["rescue.html"]),
        ("rescue.css", &["rescue.html"]),
    ] {
        let hashed = hash_name(&mut files, name)?;
        for page in pages {
            replace(&mut files, page, &format!("./{name}"), &format!("./{hashed}"))?;
        }
    }
    let worker = files.remove("worker.js").context("worker.js")?;
    let list: Vec<String> = files
        .iter()
        .map(|(name, content)| format!("  [\"./{name}\", \"sha256-{}\"],\n", base64(&Sha256::digest(content))))
        .collect();
    let build = short_hash(list.concat().as_bytes());
    files.insert("worker.js".into(), worker);
    replace(&mut files, "worker.js", "const BUILD = \"\"", &format!("const BUILD = \"{build}\""))?;
    replace(&mut files, "worker.js", "const FILES = []", &format!("const FILES = [\n{}]", list.concat()))?;
    Ok(files)
}

/// Style sheets in their order: tokens, base, the rooms by name, print.
fn styles() -> Result<Vec<(String, Vec<u8>)>> {
    let folder = &place::root().join("style");
    let mut found = Files::new();
    if folder.is_dir() {
        collect(folder, "", &mut found)?;
    }
    let mut styles: Vec<_> = found.into_iter().filter(|(name, _)| name.ends_with(".css")).collect();
    styles.sort_by_key(|(name, _)| match name.as_str() {
        "tokens.css" => 0,
        "base.css" => 1,
        "print.css" => 3,
        _ => 2,
    });
    Ok(styles)
}

fn style_link(path: &str) -> String {
    let media = if path.contains("print") { " media=\"print\"" } else { "" };
    format!("<link rel=\"stylesheet\" href=\"./{path}\"{media}>")
}

/// Renames a file to carry the hash of its content, and gives the new name.
fn hash_name(files: &mut Files, name: &str) -> Result<String> {
    let content = files.remove(name).with_context(|| format!("no file {name}"))?;
    let (stem, ending) = name.rsplit_once('.').context("a name with an ending")?;
    let hashed = format!("{stem}-{}.{ending}", short_hash(&content));
    files.insert(hashed.clone(), content);
    Ok(hashed)
}

fn short_hash(content: &[u8]) -> String {
    Sha256::digest(content).iter().take(6).map(|byte| format!("{byte:02x}")).collect()
}

/// Base64 as browsers write hashes.
pub fn base64(bytes: &[u8]) -> String {
    base64::engine::general_purpose::STANDARD.encode(bytes)
}

/// Puts `new` wherever `old` stands in a text file; it must stand there.
fn replace(files: &mut Files, name: &str, old: &str, new: &str) -> Result<()> {
    let content = files.get_mut(name).with_context(|| format!("no file {name}"))?;
    let text = std::str::from_utf8(content).with_context(|| format!("{name} is not text"))?;
    if !text.contains(old) {
        bail!("{name} has no `{old}` to fill in");
    }
    *content = text.replace(old, new).into_bytes();
    Ok(())
}

fn collect(folder: &Path, prefix: &str, files: &mut Files) -> Result<()> {
    for entry in fs::read_dir(folder).with_context(|| format!("no folder {}", folder.display()))? {
        let entry = entry?;
        let name = entry.file_name().to_string_lossy().into_owned();
        if name.starts_with('.') {
            continue;
        }
        if entry.file_type()?.is_dir() {
            collect(&entry.path(), &format!("{prefix}{name}/"), files)?;
        } else {
            files.insert(format!("{prefix}{name}"), fs::read(entry.path())?);
        }
    }
    Ok(())
}

/// Makes the folder hold exactly these files.
pub fn write(folder: &Path, files: &Files) -> Result<()> {
    if folder.exists() {
        fs::remove_dir_all(folder)?;
    }
    for (name, content) in files {
        let path = folder.join(name);
        if let Some(parent) = path.parent() {
            fs::create_dir_all(parent)?;
        }
        fs::write(path, content)?;
    }
    Ok(())
}
