//! The timeline as a Mermaid Gantt chart: start and end dates, one section a top-level step, and names that cannot be
//! taken for anything else.

use super::svg::name;
use crate::client::{ClientProject, ClientStep, Standing};
use crate::format::markup::one_line;
use std::fmt::Write;

/// Words that begin a statement of a Gantt chart; a name that begins with one has its first letter written as a code.
const WORDS: &[&str] = &[
    "gantt",
    "title",
    "section",
    "dateformat",
    "axisformat",
    "tickinterval",
    "excludes",
    "includes",
    "todaymarker",
    "inclusiveenddates",
    "topaxis",
    "weekday",
    "weekend",
    "click",
    "call",
    "href",
    "acctitle",
    "accdescr",
    "end",
    "done",
    "active",
    "crit",
    "milestone",
    "vert",
];

/// Steps without steps below them, in sections.
pub fn gantt(seen: &ClientProject) -> String {
    let project = name(seen);
    let mut text = format!("gantt\n    title {}\n    dateFormat YYYY-MM-DD\n", safe(&project));
    let mut section = String::new();
    let mut number = 0;
    for step in &seen.steps {
        if step.level == 0 {
            let wanted = if step.parent { safe(&one_line(&step.name)) } else { safe(&project) };
            if wanted != section {
                let _ = writeln!(text, "    section {wanted}");
                section = wanted;
            }
        }
        if !step.parent {
            number += 1;
            let _ = writeln!(text, "    {}", task(step, number));
        }
    }
    text
}

/// `Design :done, t3, 2026-06-01, 2026-06-06`: the end is the day after the last. Steps are counted as they stand there:
/// our numbers have gaps where something is private.
fn task(step: &ClientStep, number: u32) -> String {
    let mut tags = String::new();
    match step.standing {
        Standing::Done => tags.push_str("done, "),
        Standing::UnderWay => tags.push_str("active, "),
        Standing::Ahead => {}
    }
    if step.milestone {
        tags.push_str("milestone, ");
    }
    let (from, to) = (step.starts_on(), step.ends_on().max(step.starts_on()));
    let to = if step.milestone { from } else { to.succ_opt().unwrap_or(to) };
    format!("{} :{tags}t{}, {from}, {to}", safe(&one_line(&step.name)), number)
}

/// A name with what Mermaid reads as codes.
fn safe(name: &str) -> String {
    let lower = name.to_lowercase();
    let begins_as_word =
        WORDS.iter().any(|word| lower.starts_with(word)) || lower.starts_with(|c: char| c.is_ascii_digit());
    let mut safe = String::with_capacity(name.len());
    for (at, c) in name.char_indices() {
        let code = matches!(c, ':' | ';' | '#' | '%' | '<' | '>' | '&' | '"' | '`' | '{' | '}' | '\\' | '$')
            || (at == 0 && begins_as_word);
        match code {
            true => {
                let _ = write!(safe, "#{};", u32::from(c));
            }
            false => safe.push(c),
        }
    }
    if safe.is_empty() { "–".to_owned() } else { safe }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_nothing_but_a_name() {
        for (typed, written) in [
            ("Design, phase one", "Design, phase one"),
            ("Museum: access; 50%", "Museum#58; access#59; 50#37;"),
            ("Section heads briefed", "#83;ection heads briefed"),
            ("2026-01-01 Start", "#50;026-01-01 Start"),
            ("<script>", "#60;script#62;"),
            ("", "–"),
        ] {
            assert_eq!(safe(typed), written);
        }
    }
}
