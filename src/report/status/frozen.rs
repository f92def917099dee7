//! A report as it was sent: frozen in words, so that nothing that changes later changes it; and two of them side by side.

use super::{Line, MILESTONES, Part, StatusReport};
use crate::client::{ClientProject, ClientSince, Standing};
use crate::plan::TaskId;
use crate::prepare::OWN;
use crate::project::{Section, Sent, SentLine, SentStep};
use std::collections::BTreeSet;

/// What is kept of a report when it goes out: its words, and where each step stood as the client was told. `Sent` comes
/// with the day, the recipients and what it was due for; of a line that is left out, the client knows what they knew.
pub fn sent(report: &StatusReport, seen: &ClientProject, head: Sent) -> Sent {
    let since = &seen.since;
    let lines = report.read().into_iter().flat_map(|part| {
        let section = part.section;
        part.lines.into_iter().map(move |line| SentLine { section, key: line.key, under: line.under, text: line.text })
    });
    let untold = untold(report, since);
    let known = |task| since.stood.iter().find(|step| step.task == task).copied();
    let step = |step: &crate::client::ClientStep| {
        let percent = match step.standing {
            Standing::Done => 100,
            Standing::UnderWay => step.percent.clamp(1, 99),
            Standing::Ahead => 0,
        };
        let now = SentStep { task: step.id, start: step.start, finish: step.finish, percent };
        if untold.contains(&step.id) { known(step.id) } else { Some(now) }
    };
    Sent {
        status_on: Some(seen.as_of()),
        title: report.title.clone(),
        period: report.period.clone(),
        lines: lines.collect(),
        milestones: report.milestones.clone(),
        steps: seen.steps.iter().filter_map(step).collect(),
        ..head
    }
}

/// Steps whose news was left out.
fn untold(report: &StatusReport, since: &ClientSince) -> BTreeSet<TaskId> {
    let mut untold = BTreeSet::new();
    for left in &report.left_out {
        let Some((what, id)) = left.key.split_once(' ') else { continue };
        match (what, id.parse()) {
            ("done" | "started" | "moved" | "sooner", Ok(id)) => {
                untold.insert(TaskId(id));
            }
            // A line of what is left: everything of its kind that no line names.
            ("moved", Err(_)) => untold.extend(since.moved.iter().map(|one| one.task).filter(|id| !named(report, *id))),
            ("done", Err(_)) => untold.extend(since.done.iter().filter(|id| !named(report, **id))),
            ("started", Err(_)) => untold.extend(since.started.iter().filter(|id| !named(report, **id))),
            _ => {}
        }
    }
    untold
}

/// Whether a line, left out or not, is about the step.
fn named(report: &StatusReport, id: TaskId) -> bool {
    let keys = report.parts.iter().flat_map(|part| &part.lines).map(|line| line.key.as_str());
    let mut keys = keys.chain(report.left_out.iter().map(|left| left.key.as_str()));
    keys.any(|key| {
        key.split_once(' ').is_some_and(|(what, number)| {
            matches!(what, "done" | "started" | "moved" | "sooner") && number.parse() == Ok(id.0)
        })
    })
}

/// A report as it went out, to be read and copied again.
pub fn of_sent(sent: &Sent) -> StatusReport {
    let mut parts: Vec<Part> = Vec::new();
    for line in &sent.lines {
        let read = Line { key: line.key.clone(), text: line.text.clone(), under: line.under, ..Line::default() };
        match parts.iter_mut().find(|part| part.section == line.section) {
            Some(part) => part.lines.push(read),
            None => parts.push(Part { section: line.section, lines: vec![read] }),
        }
    }
    parts.sort_by_key(|part| part.section);
    StatusReport {
        title: sent.title.clone(),
        period: sent.period.clone(),
        parts,
        milestones: sent.milestones.clone(),
        left_out: Vec::new(),
    }
}

/// Something one report says and another does not.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Difference {
    Gone { section: Section, text: String },
    New { section: Section, text: String },
    Changed { section: Section, before: String, after: String },
}

/// How `new` differs from `old`, in the order of `new`, then what is gone. Lines are the same by what they are about.
pub fn between_sent(old: &Sent, new: &Sent) -> Vec<Difference> {
    let (old, new) = (rows(old), rows(new));
    let same = |a: &Row, b: &Row| match a.key.is_empty() || b.key.is_empty() {
        true => a.section == b.section && a.text == b.text,
        false => a.key == b.key,
    };
    let mut all = Vec::new();
    for row in &new {
        let (section, text) = (row.section, row.text.clone());
        match old.iter().find(|before| same(before, row)) {
            None => all.push(Difference::New { section, text }),
            Some(before) if before.text != row.text => {
                all.push(Difference::Changed { section, before: before.text.clone(), after: text });
            }
            Some(_) => {}
        }
    }
    let gone = old.into_iter().filter(|before| !new.iter().any(|row| same(before, row)));
    all.extend(gone.map(|before| Difference::Gone { section: before.section, text: before.text }));
    all
}

struct Row {
    section: Section,
    /// Nothing for lines of one's own: their numbers begin anew in each report.
    key: String,
    text: String,
}

/// Lines, and the milestones as lines.
fn rows(sent: &Sent) -> Vec<Row> {
    let lines = sent.lines.iter().map(|line| Row {
        section: line.section,
        key: if line.key.starts_with(OWN) { String::new() } else { line.key.clone() },
        text: line.text.clone(),
    });
    let milestones = sent.milestones.iter().map(|one| Row {
        section: Section::Next,
        key: format!("{MILESTONES} {}", one.name),
        text: format!("{}: {}", one.name, one.day),
    });
    lines.chain(milestones).collect()
}
