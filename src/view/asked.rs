//! What we need from the client as one list: steps of theirs and things that were asked of them, by the day they are
//! needed, said the same way on every page.

use crate::client::{ClientInput, ClientNeed, ClientProject};
use crate::plan::TaskId;
use crate::project::PromiseId;
use crate::project::record::InputId;
use chrono::NaiveDate;

/// One thing we need.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Asked {
    pub of: AskedOf,
    pub what: String,
    /// Who of theirs; empty where nobody is known.
    pub who: String,
    /// The day it is needed by; `None` where nothing waits for it yet.
    pub by: Option<NaiveDate>,
    /// That day has passed.
    pub late: bool,
    /// `Design waits for it`.
    pub waits: String,
    /// `each day later moves “Pilot” by a day`; empty where no date they see moves.
    pub effect: String,
    pub asked_on: Option<NaiveDate>,
}

/// What it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AskedOf {
    /// A step of theirs.
    Step(TaskId),
    Input(InputId),
}

/// Everything, by day; what has no day comes last.
pub fn asked(seen: &ClientProject) -> Vec<Asked> {
    let steps = seen.needs.iter().map(|need| step(seen, need));
    let mut all: Vec<Asked> = steps.chain(seen.inputs.iter().map(|one| input(seen, one))).collect();
    all.sort_by_key(|one| (one.by.is_none(), one.by));
    all
}

fn step(seen: &ClientProject, need: &ClientNeed) -> Asked {
    let waiting = seen.links.iter().filter(|link| link.predecessor == need.task);
    let waiting: Vec<&str> = waiting.filter_map(|link| Some(seen.step(link.successor)?.name.as_str())).collect();
    let waits = match waiting.as_slice() {
        [] => String::new(),
        [one] => format!("{one} waits for it"),
        [one, _] => format!("{one} and 1 other step wait for it"),
        [one, rest @ ..] => format!("{one} and {} other steps wait for it", rest.len()),
    };
    Asked {
        of: AskedOf::Step(need.task),
        what: need.what.clone(),
        who: need.who.clone().unwrap_or_default(),
        by: Some(need.by),
        late: need.by < seen.today,
        waits,
        effect: String::new(),
        asked_on: None,
    }
}

fn input(seen: &ClientProject, one: &ClientInput) -> Asked {
    let waits = one.step.and_then(|step| seen.step(step)).map(|step| format!("{} waits for it", step.name));
    Asked {
        of: AskedOf::Input(one.id),
        what: one.what.clone(),
        who: one.who.clone().unwrap_or_default(),
        by: one.by,
        late: one.by.is_some_and(|by| by < seen.today),
        waits: waits.unwrap_or_default(),
        effect: effect(seen, one),
        asked_on: one.asked_on,
    }
}

/// What a day's delay comes to, on dates the client sees.
fn effect(seen: &ClientProject, one: &ClientInput) -> String {
    let what = |id: &PromiseId| seen.promises.iter().find(|promise| promise.id == *id).map(|one| one.what.as_str());
    let moves: Vec<&str> = one.moves.iter().filter_map(what).collect();
    let moves = match moves.as_slice() {
        [] => return String::new(),
        [one] => format!("moves “{one}” by a day"),
        [one, _] => format!("moves “{one}” and 1 other date by a day"),
        [one, rest @ ..] => format!("moves “{one}” and {} other dates by a day", rest.len()),
    };
    match one.room {
        ..=0 => format!("each day later {moves}"),
        1 => format!("it may come 1 day later, then each day {moves}"),
        room => format!("it may come {room} days later, then each day {moves}"),
    }
}
