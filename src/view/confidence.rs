//! Concerns, touchpoints and looking back in words, said the same way in Present, on the client's page and in files.

use crate::analysis::{Event, PromiseState};
use crate::client::{ClientConcern, ClientProject, ClientTouchpoint, ConcernState};
use crate::project::record::Touch;
use crate::words::{DateForm, Dates};

/// `heard 3 Jun`, `answered in the plan`, `checked with you on 12 Jun`.
pub fn concern_state(one: &ClientConcern, dates: &Dates) -> String {
    let day = |date| dates.write(date, DateForm::Short);
    match one.state {
        ConcernState::Heard => format!("heard {}, the answer is still to come", day(one.heard_on)),
        ConcernState::Answered => "answered in the plan".to_owned(),
        ConcernState::Checked(on) => format!("checked with you on {}", day(on)),
    }
}

/// `Design, 5–18 Jun; Load test, 20 Jun`: the steps that answer a concern.
pub fn in_the_plan(one: &ClientConcern, seen: &ClientProject, dates: &Dates) -> Option<String> {
    let steps = one.steps.iter().filter_map(|step| seen.step(*step));
    let when = |step: &crate::client::ClientStep| dates.range(step.start, step.finish.max(step.start));
    let steps: Vec<String> = steps.map(|step| format!("{}, {}", step.name, when(step))).collect();
    (!steps.is_empty()).then(|| steps.join("; "))
}

/// The problems a concern is about, by their titles.
pub fn about(one: &ClientConcern, seen: &ClientProject) -> Option<String> {
    let problems = one.problems.iter().filter_map(|id| seen.problems.iter().find(|problem| problem.id == *id));
    let titles: Vec<&str> = problems.map(|problem| problem.title.as_str()).collect();
    (!titles.is_empty()).then(|| titles.join("; "))
}

/// `Quick help: the payment test`; what an executive comes for stands by itself.
pub fn what_for(one: &ClientTouchpoint) -> String {
    match (one.touch, one.what.as_str()) {
        (Touch::Executive, "") => "At the table with you".to_owned(),
        (Touch::Executive, what) => what.to_owned(),
        (Touch::FastHelp, "") => "Quick help".to_owned(),
        (Touch::FastHelp, what) => format!("Quick help: {what}"),
    }
}

/// What happened, in a line; nothing of what the client does not know.
pub fn event_words(event: Event, seen: &ClientProject) -> Option<String> {
    let problem = |id| seen.problems.iter().find(|one| one.id == id).map(|one| one.title.clone());
    Some(match event {
        Event::Promise(id, state) => {
            let one = seen.promises.iter().find(|one| one.id == id)?;
            format!("“{}” {}", one.what, came_out(state))
        }
        Event::Delivered(id) => {
            let one = seen.promises.iter().find(|one| one.id == id)?;
            format!("“{}” delivered by the day it was moved to", one.what)
        }
        Event::Problem(id) => problem(id)?,
        Event::Solved(id) => format!("Solved: {}", problem(id)?),
        Event::Decision(id) => format!("Decided: {}", seen.decisions.iter().find(|one| one.id == id)?.what),
    })
}

/// How a promise came out: `kept, 2 days early`.
fn came_out(state: PromiseState) -> String {
    let count = |days: i32| if days.abs() == 1 { "1 day".to_owned() } else { format!("{} days", days.abs()) };
    match state {
        PromiseState::Kept => "kept".to_owned(),
        PromiseState::Early { by } => format!("kept, {} early", count(by)),
        PromiseState::MovedWithNotice { days } => format!("moved, and told {} before", count(days)),
        PromiseState::MovedLate { days: ..=0 } => "moved, and told only when it was due".to_owned(),
        PromiseState::MovedLate { days } => format!("moved, and told only {} before", count(days)),
        PromiseState::Missed { by } => format!("missed by {}", count(by)),
        PromiseState::AtRisk { .. } => "at risk".to_owned(),
        PromiseState::Open => "on its way".to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_promise_came_out_as_one_says_it() {
        for (state, expected) in [
            (PromiseState::Kept, "kept"),
            (PromiseState::Early { by: 2 }, "kept, 2 days early"),
            (PromiseState::MovedWithNotice { days: 9 }, "moved, and told 9 days before"),
            (PromiseState::MovedLate { days: 1 }, "moved, and told only 1 day before"),
            (PromiseState::MovedLate { days: -3 }, "moved, and told only when it was due"),
            (PromiseState::Missed { by: 4 }, "missed by 4 days"),
        ] {
            assert_eq!(came_out(state), expected);
        }
    }
}
