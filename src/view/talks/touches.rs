//! Who of ours showed their face, planned and held, and help that came fast.

use crate::project::Project;
use crate::project::record::{Touch, Touchpoint, TouchpointId};
use crate::words::{DateForm, Dates};
use chrono::NaiveDate;

/// A touchpoint in a line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TouchLine {
    pub id: TouchpointId,
    pub who: String,
    /// `Executive at a meeting`, and what for.
    pub what: String,
    /// `Held on 3 Mar`, `Planned for 9 Mar`, `Was planned for 1 Mar`, `No day yet`.
    pub state: String,
    pub held: bool,
    /// Its day has passed and nobody said it was held.
    pub passed: bool,
}

/// What sort of clout it is.
pub fn touch_name(touch: Touch) -> &'static str {
    match touch {
        Touch::Executive => "Executive at a meeting",
        Touch::FastHelp => "Fast help",
    }
}

/// Touchpoints: what is planned first by its day, then what was held, the latest first.
pub fn touches(project: &Project, today: NaiveDate, dates: &Dates) -> Vec<TouchLine> {
    let (mut held, mut ahead): (Vec<&Touchpoint>, Vec<&Touchpoint>) =
        project.record.touchpoints.values().partition(|one| one.held_on.is_some());
    ahead.sort_by_key(|one| (one.planned_on.is_none(), one.planned_on, one.id));
    held.sort_by_key(|one| std::cmp::Reverse((one.held_on, one.id)));
    let day = |day| dates.write(day, DateForm::Short);
    let line = |one: &Touchpoint| {
        let passed = one.held_on.is_none() && one.planned_on.is_some_and(|on| on < today);
        let kind = touch_name(one.touch);
        TouchLine {
            id: one.id,
            who: one.who.clone(),
            what: if one.what.trim().is_empty() { kind.to_owned() } else { format!("{kind}: {}", one.what.trim()) },
            state: match (one.held_on, one.planned_on) {
                (Some(on), _) => format!("Held on {}", day(on)),
                (_, Some(on)) if passed => format!("Was planned for {}", day(on)),
                (_, Some(on)) => format!("Planned for {}", day(on)),
                _ => "No day yet".to_owned(),
            },
            held: one.held_on.is_some(),
            passed,
        }
    };
    ahead.into_iter().chain(held).map(line).collect()
}
