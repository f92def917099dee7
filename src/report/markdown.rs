//! The outline as Markdown: for a wiki, a ticket, a mail, or a Git folder.

use super::said;
use super::svg::{as_of, name};
use crate::client::{ClientProject, Standing};
use crate::format::markup::one_line;
use crate::words::{DateForm, Dates};

/// Name, the day it tells of, and the steps as a list with a box each.
pub fn outline(seen: &ClientProject, dates: &Dates) -> String {
    let mut text = format!("# {}\n\n{}", escape(&name(seen)), as_of(seen, dates));
    if let Some((start, finish)) = seen.span {
        let day = |date| dates.write(date, DateForm::Long);
        text.push_str(&format!(" · {} to {}", day(start.date()), day(finish.max(start).date_as_finish())));
    }
    text.push_str("\n\n");
    for step in &seen.steps {
        let mut line = format!("{}- ", "  ".repeat(step.level.into()));
        if !step.parent {
            line.push_str(if step.standing == Standing::Done { "[x] " } else { "[ ] " });
        }
        let name = escape(&one_line(&step.name));
        line.push_str(&if step.parent || step.milestone { format!("**{name}**") } else { name });
        line.push_str(&format!(" – {}", said::when(step, dates)));
        if step.standing == Standing::UnderWay {
            line.push_str(&format!(", {}", said::standing(step)));
        }
        if let Some(owner) = &step.owner {
            line.push_str(&format!(" ({})", escape(&one_line(owner))));
        }
        text.push_str(&line);
        text.push('\n');
    }
    text
}

/// Text that Markdown shows as typed.
pub(super) fn escape(text: &str) -> String {
    let mut safe = String::with_capacity(text.len());
    for (at, c) in text.char_indices() {
        let special = match c {
            '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '>' | '|' | '~' | '$' => true,
            '&' => text[at + 1..].starts_with(|next: char| next.is_ascii_alphanumeric() || next == '#'),
            '#' | '+' | '-' | '=' => at == 0,
            '.' | ')' => at > 0 && text[..at].bytes().all(|b| b.is_ascii_digit()),
            // A bare address would become a link.
            ':' => text[at + 1..].starts_with("//"),
            '@' => at > 0 && text[at + 1..].starts_with(char::is_alphanumeric),
            _ => false,
        };
        if special {
            safe.push('\\');
        }
        safe.push(c);
    }
    safe
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_markdown_would_read_is_shown_as_typed() {
        for (typed, written) in [
            ("Interviews, 2 & 3 (late)", "Interviews, 2 & 3 (late)"),
            ("<b>x</b> &lt; *a_b* [l](u)", "\\<b\\>x\\</b\\> \\&lt; \\*a\\_b\\* \\[l\\](u)"),
            ("1. First", "1\\. First"),
            ("- dash", "\\- dash"),
            ("https://example.org", "https\\://example.org"),
        ] {
            assert_eq!(escape(typed), written);
        }
    }
}
