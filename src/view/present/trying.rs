//! What-if in front of the client: their timeline with bars that move, the sentence they may hear, and their dates as
//! they then would be.

use super::timeline::{self, Timeline, Was};
use super::{Item, Mark};
use crate::client::{ClientProject, ClientStep, ClientWhatIf, Standing};
use crate::plan::TaskId;
use crate::words::{DateForm, Dates};
use serde::{Deserialize, Serialize};

/// What the screen shows while something is tried.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Trying {
    pub sentence: String,
    pub timeline: Timeline,
    /// Milestones and promises whose dates would be others.
    pub moved: Vec<Item>,
    pub selected: Option<TaskId>,
    /// Why something could not be moved.
    pub note: String,
}

/// As many rows are drawn, and dates listed.
const ROWS: usize = 60;
const LISTED: usize = 4;

/// `tried` is what the changes come to; `None` = nothing has been changed yet.
pub fn trying(
    seen: &ClientProject,
    tried: Option<&ClientWhatIf>,
    selected: Option<TaskId>,
    note: &str,
    dates: &Dates,
) -> Trying {
    let dates = &seen.dates(dates);
    let then = tried.map_or(seen, |tried| &tried.seen);
    let rows: Vec<&ClientStep> =
        then.steps.iter().filter(|step| !step.summary && step.standing != Standing::Done).take(ROWS).collect();
    let was: Was = match tried {
        Some(_) => seen.steps.iter().map(|step| (step.id, (step.start, step.finish))).collect(),
        None => Was::new(),
    };
    let selected = selected.filter(|id| rows.iter().any(|step| step.id == *id)).or(rows.first().map(|step| step.id));
    Trying {
        sentence: tried.map_or("Nothing has changed yet.".to_owned(), |tried| tried.sentence.clone()),
        timeline: timeline::of(then, &rows, &was, dates),
        moved: moved(seen, then, dates),
        selected,
        note: note.to_owned(),
    }
}

fn moved(seen: &ClientProject, then: &ClientProject, dates: &Dates) -> Vec<Item> {
    let milestones = then.steps.iter().filter(|step| step.milestone).filter_map(|step| {
        let before = seen.step(step.id)?.ends_on();
        (before != step.ends_on()).then(|| Item {
            mark: Mark::Moved,
            when: dates.change(before, step.ends_on()),
            name: step.name.clone(),
            ..Item::default()
        })
    });
    let promises = then.promises.iter().filter_map(|one| {
        let before = seen.promises.iter().find(|before| before.id == one.id)?;
        let (was, is) = (before.late_by > 0, one.late_by > 0);
        (was != is).then(|| Item {
            mark: if is { Mark::AtRisk } else { Mark::Kept },
            when: dates.write(one.date, DateForm::Short),
            name: one.what.clone(),
            text: if is { "would not be kept".to_owned() } else { "would be kept".to_owned() },
            ..Item::default()
        })
    });
    promises.chain(milestones).take(LISTED).collect()
}
