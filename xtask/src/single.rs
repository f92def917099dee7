//! `forthright.html`: the whole app in one file that works opened from disk, without a server and without any other file.
//!
//! It cannot have the strict policy of the site, whose scripts are files: here each inline script and style is allowed
//! by its hash, and connections to anywhere stay forbidden.

use crate::site::{Files, base64};
use anyhow::{Context, Result, bail};
use flate2::{Compression, write::GzEncoder};
use sha2::{Digest, Sha256};
use std::io::Write;

/// Starts the app from the compressed module in the page. It stands behind the text of `forthright.js`.
const START: &str = r#"
if (!window.forthrightSafeMode) {
  try {
    const packed = atob(document.getElementById("forthright-wasm").textContent.trim());
    const bytes = Uint8Array.from(packed, (letter) => letter.charCodeAt(0));
    const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip"));
    await __wbg_init({ module_or_path: await new Response(stream).arrayBuffer() });
    document.documentElement.dataset.app = "started";
  } catch (error) {
    window.dispatchEvent(new CustomEvent("forthright:not-started", { detail: String(error) }));
    throw error;
  }
}
"#;

/// Makes the one file from the plain site's files.
pub fn page(files: &Files) -> Result<String> {
    if files.keys().any(|name| name.starts_with("snippets/")) {
        bail!("the app has scripts of its libraries, which the single file does not know how to carry");
    }
    let text = |name: &str| -> Result<String> {
        let content = files.get(name).with_context(|| format!("no file {name}"))?;
        Ok(String::from_utf8(content.clone())?)
    };
    let mut html = text("index.html")?;
    let mut scripts = Vec::new();
    let mut styles = Vec::new();
    while let Some((tag, name)) = next_tag(&html, "<link rel=\"stylesheet\"", ">", "href=\"./") {
        let media = if tag.contains("media=\"print\"") { " media=\"print\"" } else { "" };
        let css = text(&name)?;
        html = html.replacen(&tag, &format!("<style{media}>{}</style>", inside(&css, "</style")?), 1);
        styles.push(hash(&css));
    }
    let watch = files.contains_key("watch.js").then_some("watch.js");
    for name in watch.into_iter().chain(["guard.js"]) {
        let script = text(name)?;
        html = put(
            &html,
            &format!("<script src=\"./{name}\"></script>"),
            &format!("<script>{}</script>", inside(&script, "</script")?),
        )?;
        scripts.push(hash(&script));
    }
    let module = format!("{}{START}", text("forthright.js")?);
    let wasm = base64(&gzip(files.get("forthright_bg.wasm").context("no wasm")?)?);
    let scripts_html = format!(
        "<script type=\"application/gzip\" id=\"forthright-wasm\">{wasm}</script>\n    <script type=\"module\">{}</script>",
        inside(&module, "</script")?
    );
    scripts.push(hash(&module));
    html = put(&html, "<script src=\"./start.js\" type=\"module\"></script>", "")?;
    html = put(&html, "</body>", &format!("{scripts_html}\n  </body>"))?;
    html = put(&html, "<html ", "<html data-page=\"single\" ")?;
    let icon = format!("data:image/svg+xml;base64,{}", base64(text("icon.svg")?.as_bytes()));
    html = put(&html, "./icon.svg", &icon)?;
    for tag in ["<link rel=\"manifest\"", "<link rel=\"apple-touch-icon\""] {
        let (whole, _) = next_tag(&html, tag, ">", "href=\"./").with_context(|| format!("no {tag}"))?;
        html = put(&html, &whole, "")?;
    }
    let policy = format!(
        "default-src 'none'; script-src 'wasm-unsafe-eval' {}; style-src {}; img-src data: blob:; base-uri 'none'; form-action 'none'",
        scripts.join(" "),
        styles.join(" ")
    );
    put(&html, crate::POLICY, &policy)
}

/// The next tag that begins so, and the name behind `before`.
fn next_tag(html: &str, start: &str, end: &str, before: &str) -> Option<(String, String)> {
    let from = html.find(start)?;
    let length = html[from..].find(end)? + end.len();
    let tag = &html[from..from + length];
    let name = tag.split_once(before)?.1.split('"').next()?;
    Some((tag.to_owned(), name.to_owned()))
}

fn put(html: &str, old: &str, new: &str) -> Result<String> {
    if html.matches(old).count() != 1 {
        bail!("index.html should have `{old}` once");
    }
    Ok(html.replacen(old, new, 1))
}

fn inside<'a>(text: &'a str, end: &str) -> Result<&'a str> {
    if text.contains(end) || text.contains("<!--") {
        bail!("a file contains `{end}` or `<!--` and cannot stand inside a page");
    }
    Ok(text)
}

fn hash(text: &str) -> String {
    format!("'sha256-{}'", base64(&Sha256::digest(text)))
}

fn gzip(bytes: &[u8]) -> Result<Vec<u8>> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::best());
    encoder.write_all(bytes)?;
    Ok(encoder.finish()?)
}
