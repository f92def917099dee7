//! What comes next: the next milestones by day, above a timeline of the whole.

use super::{Item, Mark, Shape, Slide, timeline};
use crate::client::{ClientProject, ClientStep, Standing};
use crate::project::Page;
use crate::words::{DateForm, Dates};

/// Milestones listed; rows of the picture.
const LISTED: usize = 3;
const ROWS: usize = 6;
/// How many summaries within each other are looked through for a level with more than one step.
const DEEPEST: u16 = 16;

pub(super) fn slides(seen: &ClientProject, dates: &Dates) -> Vec<Slide> {
    let ahead = || seen.steps.iter().filter(|step| !step.parent && step.standing != Standing::Done);
    let mut next: Vec<&ClientStep> = ahead().filter(|step| step.milestone).collect();
    let milestones = !next.is_empty();
    if !milestones {
        next = ahead().collect();
    }
    if next.is_empty() {
        return Vec::new();
    }
    next.sort_by_key(|step| (step.finish, step.id));
    next.truncate(LISTED);
    let item = |step: &&ClientStep| Item {
        mark: if milestones { Mark::Milestone } else { Mark::of(step.standing) },
        when: dates.write(step.ends_on(), DateForm::Weekday),
        name: step.name.clone(),
        text: step.will_see.clone(),
        level: 0,
        more: super::said([("Who", step.owner.as_deref().unwrap_or_default())]),
    };
    vec![Slide {
        items: next.iter().map(item).collect(),
        steps: next.iter().map(|step| step.id).collect(),
        timeline: Some(timeline::of(seen, &overview(seen), &Default::default(), dates)),
        ..Slide::new(Page::Next, Shape::List, "What comes next")
    }]
}

/// The deepest levels of which all rows fit; else as many of the top level as fit, what is done left out first. One
/// summary that holds everything else says nothing of its own: the top level is the one below it.
fn overview(seen: &ClientProject) -> Vec<&ClientStep> {
    let at = |level: u16| seen.steps.iter().filter(move |step| step.level == level);
    let top = (0..=DEEPEST).find(|level| at(*level).nth(1).is_some()).unwrap_or(0);
    let to = |level: u16| -> Vec<&ClientStep> {
        seen.steps.iter().filter(|step| (top..=level).contains(&step.level)).collect()
    };
    if let Some(rows) = (top..=top + 3).rev().map(to).find(|rows| rows.len() <= ROWS) {
        return rows;
    }
    let mut rows = to(top);
    let done = rows.iter().filter(|step| step.standing == Standing::Done).count();
    if rows.len() - done >= ROWS {
        rows.retain(|step| step.standing != Standing::Done);
        rows.truncate(ROWS);
    } else {
        rows = rows.split_off(rows.len() - ROWS);
    }
    rows
}
