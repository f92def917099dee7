//! Indented text, Markdown lists and headings, and OPML as steps: nesting gives the level, `- [x]` is done, and `(3d)`,
//! `(by 12 Mar)`, `@Anna` and `after: X` are understood where they stand.

use super::pasted::{Draft, Pasted, assemble};
use crate::plan::{Dependency, Plan, TaskId};
use crate::prepare::copy;
use crate::words::{
    Dates, Locale, Person, Rows, read_estimate, read_person, read_predecessors, write_estimate, write_link,
};
use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

/// The deepest outline that is read; what is deeper stands on this level.
const DEEPEST: u16 = 64;
/// So many things in brackets are looked at behind a name.
const MOST_ASIDES: usize = 8;

/// Reads an outline for `plan`. Never fails: a line is a step.
pub fn read_outline(text: &str, plan: &Plan, dates: &Dates) -> Pasted {
    let text = text.trim_start_matches('\u{feff}');
    let drafts = if is_opml(text) { opml(text) } else { lines(text) };
    let drafts = drafts.into_iter().map(|draft| understand(draft, plan, dates)).filter(|draft| !draft.name.is_empty());
    assemble(drafts.collect(), plan, dates)
}

/// One step a line. A line's level is the number of lines above that it is indented further than; below a heading,
/// it is counted from the heading.
fn lines(text: &str) -> Vec<Draft> {
    let mut drafts = Vec::new();
    let mut indents: Vec<usize> = Vec::new();
    let mut heading: u16 = 0;
    for line in text.lines().filter(|line| !line.trim().is_empty()) {
        let marks = line.chars().take_while(|c| *c == '#').count();
        if (1..=6).contains(&marks) && line[marks..].starts_with(' ') {
            heading = marks as u16;
            indents.clear();
            drafts.push(draft(heading - 1, line[marks..].trim().trim_end_matches('#').trim_end()));
            continue;
        }
        let indent = indent_of(line);
        while indents.last().is_some_and(|last| *last >= indent) {
            indents.pop();
        }
        let level = heading.saturating_add(indents.len() as u16).min(DEEPEST);
        indents.push(indent);
        drafts.push(draft(level, without_bullet(line.trim())));
    }
    drafts
}

fn draft(level: u16, text: &str) -> Draft {
    Draft { level, name: text.to_owned(), ..Draft::default() }
}

/// Columns before the text; a tab goes to the next multiple of four.
fn indent_of(line: &str) -> usize {
    line.chars().take_while(|c| c.is_whitespace()).fold(0, |at, c| if c == '\t' { (at / 4 + 1) * 4 } else { at + 1 })
}

/// Takes `-`, `*`, `+`, `•`, `1.`, `1)`, `a)` off.
pub(super) fn without_bullet(line: &str) -> &str {
    if let Some(rest) = line.strip_prefix(['-', '*', '+', '•', '–', '◦', '▪']) {
        return if rest.starts_with(char::is_whitespace) || rest.is_empty() { rest.trim_start() } else { line };
    }
    let Some((number, rest)) = line.split_once(char::is_whitespace) else { return line };
    let Some(mark) = number.strip_suffix(['.', ')']) else { return line };
    let counted =
        mark.split('.').all(|part| !part.is_empty() && part.len() <= 3 && part.bytes().all(|b| b.is_ascii_digit()));
    let lettered = mark.len() == 1 && number.ends_with(')') && mark.bytes().all(|b| b.is_ascii_alphabetic());
    if counted || lettered { rest.trim_start() } else { line }
}

/// Takes out of a line what it says besides the name.
fn understand(mut draft: Draft, plan: &Plan, dates: &Dates) -> Draft {
    let mut text = draft.name.trim().to_owned();
    for (mark, done) in
        [("[x]", true), ("[X]", true), ("[✓]", true), ("☑", true), ("[ ]", false), ("[]", false), ("☐", false)]
    {
        if let Some(rest) = text.strip_prefix(mark) {
            draft.percent = if done { 100 } else { 0 };
            text = rest.trim_start().to_owned();
            break;
        }
    }
    if let Some((at, length)) = find_word(&text, &["after:", "depends on:"]) {
        draft.predecessors = text[at + length..].trim().trim_end_matches([')', ']']).trim().to_owned();
        text.truncate(at);
        text.truncate(text.trim_end().trim_end_matches(['(', '[', ',', ';', '—', '–']).trim_end().len());
    }
    // Brackets at the end, last first: `Go-live (0d) (by 12 Mar) @Anna`.
    for _ in 0..MOST_ASIDES {
        let trimmed = text.trim_end();
        let (end, taken) =
            match (trimmed.strip_suffix(')').and_then(|rest| Some((rest.rfind('(')?, rest))), trimmed.rfind(" @")) {
                (Some((open, rest)), _) => (open, aside(&mut draft, rest[open + 1..].trim(), plan, dates)),
                (None, Some(at)) => (at, owner(&mut draft, trimmed[at + 2..].trim(), plan)),
                (None, None) => break,
            };
        if !taken {
            break;
        }
        text.truncate(end);
    }
    draft.name = unmarked(text.trim()).to_owned();
    draft
}

fn find_word(text: &str, words: &[&str]) -> Option<(usize, usize)> {
    let lower = text.to_ascii_lowercase();
    let starts_word = |at: &usize| text[..*at].ends_with(|c: char| c.is_whitespace() || "([,;".contains(c));
    words.iter().find_map(|word| Some((lower.rfind(word).filter(starts_word)?, word.len())))
}

/// What stands in brackets: a duration, a percentage, a date. False when it is part of the name.
fn aside(draft: &mut Draft, text: &str, plan: &Plan, dates: &Dates) -> bool {
    let lower = text.to_lowercase();
    if lower == "milestone" {
        draft.milestone = true;
        return true;
    }
    if lower == "done" {
        draft.percent = 100;
        return true;
    }
    if let Some(number) = lower.strip_suffix('%').and_then(|number| number.trim().parse().ok()).filter(|n| *n <= 100) {
        draft.percent = number;
        return true;
    }
    // A bare number in brackets is a name's: `Release (2)`.
    if !lower.bytes().all(|b| b.is_ascii_digit())
        && let Ok(estimate) = read_estimate(text, false, &plan.settings.hours, dates.locale)
    {
        draft.duration = Some(estimate.likely);
        draft.range = estimate.range;
        return true;
    }
    let word = |words: &[&str]| words.iter().find_map(|word| lower.strip_prefix(word)).map(str::trim_start);
    if let Some(date) = word(&["from ", "start ", "starts ", "not before "]).and_then(|date| dates.read(date).ok()) {
        draft.start = Some(date);
        return true;
    }
    let date = word(&["by ", "due ", "until ", "deadline ", "deadline: "]).unwrap_or(&lower);
    if let Ok(date) = dates.read(date) {
        draft.deadline = Some(date);
        return true;
    }
    false
}

fn owner(draft: &mut Draft, name: &str, plan: &Plan) -> bool {
    // A name, not the rest of a sentence.
    if name.is_empty() || name.split_whitespace().count() > 3 || draft.owner.is_some() {
        return false;
    }
    match read_person(name, plan) {
        Ok(person) => draft.owner = person,
        Err(_) => draft.owner = Some(Person::New(name.to_owned())),
    }
    true
}

/// Without Markdown's emphasis around the whole.
fn unmarked(text: &str) -> &str {
    for mark in ["**", "__", "*", "_", "`"] {
        if let Some(inner) = text.strip_prefix(mark).and_then(|rest| rest.strip_suffix(mark)) {
            return if inner.contains(mark) { text } else { inner.trim() };
        }
    }
    text
}

/// True for OPML, the XML that outliners write.
pub(super) fn is_opml(text: &str) -> bool {
    let head: String = text.trim_start().chars().take(600).collect();
    head.starts_with('<') && head.to_ascii_lowercase().contains("<opml")
}

/// `<outline text="…" _note="…">`, nested.
fn opml(text: &str) -> Vec<Draft> {
    let mut reader = Reader::from_str(text);
    let config = reader.config_mut();
    config.check_end_names = false;
    let (mut drafts, mut depth) = (Vec::new(), 0_u16);
    loop {
        match reader.read_event() {
            Ok(Event::Start(element)) if element.local_name().as_ref() == "outline" => {
                drafts.extend(outline(&element, depth.min(DEEPEST)));
                depth = depth.saturating_add(1);
            }
            Ok(Event::Empty(element)) if element.local_name().as_ref() == "outline" => {
                drafts.extend(outline(&element, depth.min(DEEPEST)));
            }
            Ok(Event::End(element)) if element.local_name().as_ref() == "outline" => depth = depth.saturating_sub(1),
            // What was read up to a fault is kept.
            Ok(Event::Eof) | Err(_) => return drafts,
            Ok(_) => {}
        }
    }
}

fn outline(element: &BytesStart, level: u16) -> Option<Draft> {
    let mut draft = Draft { level, ..Draft::default() };
    for attribute in element.attributes().with_checks(false).flatten() {
        let value = attribute.value.to_string();
        let value = quick_xml::escape::unescape(&value).map(|text| text.into_owned()).unwrap_or(value);
        match attribute.key.local_name().as_ref() {
            "text" => draft.name = value.split_whitespace().collect::<Vec<_>>().join(" "),
            "title" if draft.name.is_empty() => draft.name = value,
            "_note" => draft.note = value,
            "_complete" | "checked" if value == "true" => draft.percent = 100,
            _ => {}
        }
    }
    (!draft.name.is_empty()).then_some(draft)
}

/// Steps as a Markdown list that [`read_outline`] reads back: the selected ones with all below them, or all. Private notes
/// stay behind.
pub fn write_outline(plan: &Plan, selection: Option<&[TaskId]>, locale: Locale) -> String {
    let clip = match selection {
        Some(chosen) => copy(plan, chosen),
        None => copy(plan, &plan.tasks.iter().filter(|task| task.level == 0).map(|task| task.id).collect::<Vec<_>>()),
    };
    let mut trial = Plan::new(plan.settings.start);
    trial.tasks = clip.tasks;
    trial.dependencies = clip.dependencies.into_iter().map(|link| (link.key, link.lag)).collect();
    let rows = Rows::new(&trial);
    let mut text = String::new();
    for (row, task) in trial.tasks.iter().enumerate() {
        let mut line = format!("{}- ", "  ".repeat(task.level.into()));
        if !trial.is_summary(row) {
            if plan.task(task.id).is_some_and(|task| task.progress.actual_finish.is_some()) {
                line.push_str("[x] ");
            }
            let length = write_estimate(task.duration, task.range, &plan.settings.hours, locale);
            line.push_str(&format!("{} ({length})", task.name));
        } else {
            line.push_str(&task.name);
        }
        if let Some(deadline) = task.deadline {
            line.push_str(&format!(" (by {})", deadline.date_as_finish()));
        }
        if let Some(owner) = task.owner.and_then(|owner| plan.resources.get(&owner)) {
            line.push_str(&format!(" @{}", owner.name));
        }
        let waits: Vec<String> =
            trial.predecessors(task.id).map(|link| waits_for(link, &trial, &rows, locale)).collect();
        if !waits.is_empty() {
            line.push_str(&format!(" after: {}", waits.join("; ")));
        }
        text.push_str(line.trim_end());
        text.push('\n');
    }
    text
}

/// `Design SS+1d`: by name where the name means this task alone, else by the line's number.
fn waits_for(link: Dependency, plan: &Plan, rows: &Rows, locale: Locale) -> String {
    let name = plan.task(link.key.predecessor).map_or("", |task| task.name.trim());
    let number = write_link(link, rows, &plan.settings.hours, locale);
    let digits = number.find(|c: char| !c.is_ascii_digit()).unwrap_or(number.len());
    let kind = if digits < number.len() { format!(" {}", &number[digits..]) } else { String::new() };
    let named = format!("{name}{kind}");
    let hours = &plan.settings.hours;
    match read_predecessors(&named, link.key.successor, rows, hours, locale) {
        Ok(read) if read == [link] && !name.contains(['(', '@']) => named,
        _ => number,
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::super::pasted_tests::{empty, picture, today};
    use super::*;
    use crate::plan::Place;
    use proptest::prelude::*;

    fn check(text: &str, expected: &str) {
        let mut plan = empty();
        let pasted = read_outline(text, &plan, &today());
        let messages = pasted.messages.clone();
        if let Some((edit, _)) = pasted.edit(&plan, Place { parent: None, after: None }) {
            plan.apply(edit).unwrap();
        }
        let mut got = picture(&plan);
        got.extend(messages.into_iter().map(|message| format!("! {message}")));
        assert_eq!(got, expected.trim().lines().collect::<Vec<_>>());
    }

    #[test]
    fn indented_text_becomes_steps() {
        check(
            "Discovery\n\tInterviews (4d) @Anna Berg\n\tScope (3d) after: Interviews\n\nBuild\n\tPages (2w?)\n",
            "
Discovery
  Interviews 4d @Anna Berg
  Scope 3d <2
Build
  Pages 2w?",
        );
        check("A\n    B\n      C\n  D\nE", "A\n  B\n    C 1d?\n  D 1d?\nE 1d?");
    }

    #[test]
    fn markdown_becomes_steps() {
        check(
            "# Launch\n\nA line of text\n\n## Before\n- [x] **Contract** (2d)\n- [ ] Training (by 12 Jun)\n   1. Rooms (50%)\n## After\n* Go-live (0d) (by 20 Jun) after: Training FS+2d\n",
            "
Launch
  A line of text 1d?
  Before
    Contract 2d done
    Training deadline 2026-06-12
      Rooms 1d? 50%
  After
    Go-live 0d <5FS+2d deadline 2026-06-20",
        );
        check("1. One\n2. Two\n  a) Release (2)\n• Three (soon)", "One 1d?\nTwo\n  Release (2) 1d?\nThree (soon) 1d?");
    }

    #[test]
    fn opml_becomes_steps() {
        check(
            r#"<?xml version="1.0"?><opml version="2.0"><head><title>x</title></head><body>
            <outline text="A &amp; B"><outline text="C (3d)" _note="quiet"/><outline text="D" _complete="true"/></outline><outline text="E"/></body></opml>"#,
            "
A & B
  C 3d note quiet
  D 1d? done
E 1d?",
        );
    }

    #[test]
    fn what_cannot_be_read_is_told_and_kept() {
        check(
            "A after: Nowhere\nB after: C\nC after: B",
            "
A 1d? note Predecessors: Nowhere
B 1d? <3
C 1d? note Predecessors: B
! A: “Nowhere” is not a predecessor. Try 2, 2FS+1d or a task’s name. It is kept in the private note.
! C: That would run in a circle: B → C → B. It is kept in the private note.",
        );
    }

    #[test]
    fn a_copied_outline_reads_back() {
        let project = crate::project::sample("2026-06-10".parse().unwrap());
        let text = write_outline(&project.plan, None, Locale::default());
        assert!(text.contains("  - [x] Scope agreed (0d)") && text.contains("Content in place (4d) (by "), "{text}");
        let mut plan = empty();
        let pasted = read_outline(&text, &plan, &today());
        assert_eq!(pasted.messages, [] as [String; 0]);
        plan.apply(pasted.edit(&plan, Place { parent: None, after: None }).unwrap().0).unwrap();
        assert_eq!(write_outline(&plan, None, Locale::default()), text);
        let links = |plan: &Plan| -> Vec<String> {
            let numbers = Rows::new(plan);
            plan.tasks
                .iter()
                .map(|t| crate::words::write_predecessors(plan, t.id, &numbers, Locale::default()))
                .collect()
        };
        assert_eq!(links(&plan), links(&project.plan));
        let chosen = [plan.tasks[1].id];
        assert!(
            write_outline(&plan, Some(&chosen), Locale::default()).starts_with("- [x] Kick-off at the museum (0d)")
        );
    }

    proptest! {
        #[test]
        fn any_text_becomes_tasks_a_plan_takes(text in "([ \t]{0,6}([-*#]|[0-9]\\.)? ?(\\[x\\] )?[A-Za-z(),@: 0-9%.é<>\"&]{0,24}\n){0,12}") {
            let mut plan = empty();
            if let Some((edit, _)) = read_outline(&text, &plan, &today()).edit(&plan, Place { parent: None, after: None }) {
                let applied = plan.apply(edit);
                prop_assert!(applied.is_ok(), "{:?}", applied);
            }
            let _ = read_outline(&format!("<opml>{text}"), &plan, &today());
        }
    }
}
