//! The report as the text of a mail: plain, 72 columns wide.

use super::{StatusReport, heading};
use crate::project::SentMilestone;

/// Columns a line has at most.
const WIDE: usize = 72;

/// The text, ready to be pasted into a mail.
pub fn as_mail(report: &StatusReport) -> String {
    let mut text = String::new();
    paragraph(&mut text, "", "", &report.title);
    paragraph(&mut text, "", "", &report.period);
    for part in report.read() {
        text.push('\n');
        paragraph(&mut text, "", "", &heading(part.section).to_uppercase());
        for line in &part.lines {
            let (first, next) = if line.under { ("  - ", "    ") } else { ("- ", "  ") };
            paragraph(&mut text, first, next, &line.text);
        }
    }
    if !report.milestones.is_empty() {
        text.push('\n');
        paragraph(&mut text, "", "", "MILESTONES");
        report.milestones.iter().for_each(|one| paragraph(&mut text, "- ", "  ", &milestone(one)));
    }
    text
}

fn milestone(one: &SentMilestone) -> String {
    let was = if one.was.is_empty() { String::new() } else { format!(" (was {})", one.was) };
    let state = if one.state.is_empty() { String::new() } else { format!(", {}", one.state) };
    format!("{}: {}{was}{state}", one.name, one.day)
}

/// Text behind a mark, its further lines hanging below the first. Lines that were typed stay lines.
fn paragraph(out: &mut String, first: &str, next: &str, text: &str) {
    for (at, line) in text.trim().lines().enumerate() {
        let mut row = String::from(if at == 0 { first } else { next });
        let mut width = row.chars().count();
        let mut empty = true;
        for word in line.split(|c: char| c.is_whitespace() || c.is_control()).flat_map(pieces) {
            let needs = word.chars().count();
            if !empty && width + 1 + needs > WIDE {
                end(out, &row);
                row = next.to_owned();
                width = row.chars().count();
                empty = true;
            }
            if !empty {
                row.push(' ');
                width += 1;
            }
            row.push_str(word);
            width += needs;
            empty = false;
        }
        end(out, &row);
    }
}

fn end(out: &mut String, row: &str) {
    out.push_str(row.trim_end());
    out.push('\n');
}

/// A word, in pieces where no mail program would take it in one line: an address stays whole.
fn pieces(word: &str) -> impl Iterator<Item = &str> {
    const LONGEST: usize = 400;
    let mut rest = word;
    std::iter::from_fn(move || {
        if rest.is_empty() {
            return None;
        }
        let long = rest.chars().nth(LONGEST).is_some();
        let cut = if long { rest.char_indices().nth(WIDE - 4).map_or(rest.len(), |(at, _)| at) } else { rest.len() };
        let (piece, left) = rest.split_at(cut);
        rest = left;
        Some(piece)
    })
}
