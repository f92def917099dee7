//! What comes next: the next milestones by day, above a timeline of the whole.

use super::{Item, Mark, Shape, Slide, timeline};
use crate::client::{ClientProject, ClientStep, Standing};
use crate::project::Page;
use crate::words::{DateForm, Dates};

/// Milestones listed; rows of the picture.
const LISTED: usize = 3;
const ROWS: usize = 6;

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

/// The deepest levels of which all rows fit; else as many of the top level as fit, what is done left out first.
fn overview(seen: &ClientProject) -> Vec<&ClientStep> {
    let to = |level: u16| -> Vec<&ClientStep> { seen.steps.iter().filter(|step| step.level <= level).collect() };
    if let Some(rows) = (0..=3).rev().map(to).find(|rows| rows.len() <= ROWS) {
        return rows;
    }
    let mut rows = to(0);
    let done = rows.iter().filter(|step| step.standing == Standing::Done).count();
    if rows.len() - done >= ROWS {
        rows.retain(|step| step.standing != Standing::Done);
        rows.truncate(ROWS);
    } else {
        rows = rows.split_off(rows.len() - ROWS);
    }
    rows
}
