//! The report as one HTML page: no script, nothing from elsewhere, light, and made to be printed on A4 or Letter.

use super::{StatusReport, heading};
use std::fmt::Write;

const STYLE: &str = "
:root { color-scheme: light; }
* { box-sizing: border-box; }
body { margin: 0; background: #fff; color: #1c1b19; font: 400 16px/1.5 system-ui, -apple-system, 'Segoe UI', Roboto, 'Helvetica Neue', 'Noto Sans', 'Liberation Sans', sans-serif; }
main { max-width: 46rem; margin: 0 auto; padding: 2.5rem 1.25rem 4rem; }
h1 { margin: 0; font-size: 1.6rem; line-height: 1.2; }
h2 { margin: 1.6rem 0 .4rem; font-size: 1.1rem; break-after: avoid; }
p { margin: .4rem 0 0; color: #55504a; }
ul { margin: 0; padding-inline-start: 1.2em; }
li { margin: .25rem 0; white-space: pre-line; break-inside: avoid; }
li.under { margin-inline-start: 1.4em; list-style: circle; }
h1, p, li, th, td { overflow-wrap: anywhere; }
table { width: 100%; border-collapse: collapse; font-size: .94em; }
thead { display: table-header-group; }
tr { break-inside: avoid; }
th { text-align: start; border-bottom: 1px solid #6b655c; padding: .2rem .6rem .2rem 0; }
tbody th { font-weight: 600; border-bottom-color: #ddd8ce; }
td { border-bottom: 1px solid #ddd8ce; padding: .2rem .6rem .2rem 0; vertical-align: top; }
@page { size: portrait; margin: 15mm 16mm; }
@media print {
  body { font-size: 9.2pt; line-height: 1.3; }
  main { max-width: none; padding: 0; }
  h1 { font-size: 16pt; }
  h2 { font-size: 11pt; margin: 2.6mm 0 .6mm; }
  p { margin: 1mm 0 0; }
  li { margin: .5mm 0; }
  th, td { padding-block: .5mm; }
}
";

/// The whole page.
pub fn as_html(report: &StatusReport) -> String {
    let mut page = String::from("<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n");
    page.push_str(
        "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">\n",
    );
    page.push_str("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n");
    page.push_str("<meta name=\"color-scheme\" content=\"light\">\n");
    let _ = writeln!(page, "<title>{}</title>\n<style>{STYLE}</style>\n</head>\n<body>\n<main>", text(&report.title));
    page.push_str(&html_body(report));
    page.push_str("</main>\n</body>\n</html>\n");
    page
}

/// What stands on the page; paper shows the same.
pub fn html_body(report: &StatusReport) -> String {
    let mut page = format!("<h1 dir=\"auto\">{}</h1>\n<p>{}</p>\n", text(&report.title), text(&report.period));
    for part in report.read() {
        let _ = writeln!(page, "<section>\n<h2>{}</h2>\n<ul>", text(heading(part.section)));
        for line in &part.lines {
            let class = if line.under { " class=\"under\"" } else { "" };
            let _ = writeln!(page, "<li dir=\"auto\"{class}>{}</li>", text(line.text.trim()));
        }
        page.push_str("</ul>\n</section>\n");
    }
    if !report.milestones.is_empty() {
        page.push_str("<section>\n<h2>Milestones</h2>\n<table>\n<thead><tr><th scope=\"col\">Milestone</th>");
        page.push_str("<th scope=\"col\">Told before</th><th scope=\"col\">Now</th><th scope=\"col\">Promise</th></tr></thead>\n<tbody>\n");
        for one in &report.milestones {
            let cell = |cell: &str| format!("<td>{}</td>", text(cell));
            let _ = writeln!(
                page,
                "<tr><th scope=\"row\" dir=\"auto\">{}</th>{}{}{}</tr>",
                text(&one.name),
                cell(&one.was),
                cell(&one.day),
                cell(&one.state)
            );
        }
        page.push_str("</tbody>\n</table>\n</section>\n");
    }
    page
}

/// Text as text. Signs that no page may hold become blanks.
fn text(typed: &str) -> String {
    let mut out = String::with_capacity(typed.len() + 16);
    for c in typed.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            '\n' => out.push('\n'),
            c if c.is_control() => out.push(' '),
            c => out.push(c),
        }
    }
    out
}
