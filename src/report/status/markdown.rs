//! The report as Markdown. What people typed is text and stays text: every sign that means something is escaped.

use super::{StatusReport, heading};

/// The report for a wiki, a ticket or a chat.
pub fn as_markdown(report: &StatusReport) -> String {
    let mut text = format!("# {}\n\n{}\n", inline(&report.title), inline(&report.period));
    for part in report.read() {
        text.push_str(&format!("\n## {}\n\n", heading(part.section)));
        for line in &part.lines {
            let (mark, hang) = if line.under { ("  - ", "    ") } else { ("- ", "  ") };
            let rows = line.text.trim().lines().map(inline).filter(|row| !row.is_empty());
            // A line that was typed stays a line.
            text.push_str(&format!("{mark}{}\n", rows.collect::<Vec<_>>().join(&format!("\\\n{hang}"))));
        }
    }
    if !report.milestones.is_empty() {
        text.push_str("\n## Milestones\n\n| Milestone | Told before | Now | |\n| --- | --- | --- | --- |\n");
        for one in &report.milestones {
            let cells = [&one.name, &one.was, &one.day, &one.state].map(|cell| inline(cell));
            text.push_str(&format!("| {} |\n", cells.join(" | ")));
        }
    }
    text
}

/// Text within a line.
fn inline(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 8);
    for (at, c) in text.trim().chars().enumerate() {
        match c {
            '\\' | '`' | '*' | '_' | '{' | '}' | '[' | ']' | '<' | '>' | '#' | '|' | '~' | '&' | '$' => {
                out.push('\\');
                out.push(c);
            }
            // At the beginning they would make a list or a line; after a number, a numbered one.
            '+' | '-' | '=' if at == 0 => {
                out.push('\\');
                out.push(c);
            }
            '.' | ')' if !out.is_empty() && out.chars().all(|c| c.is_ascii_digit()) => {
                out.push('\\');
                out.push(c);
            }
            c if c.is_control() => out.push(' '),
            c => out.push(c),
        }
    }
    out
}
