//! Looking back: what went well and what did not, from what happened; and the steps taken to win confidence back.

use super::{Entry, PromiseState};
use crate::project::record::{GuideKind, Touch};
use crate::project::{DecisionId, ProblemId, Project, PromiseId};
use chrono::NaiveDate;

/// Ups and downs, the oldest first.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Recap {
    pub ups: Vec<(NaiveDate, Event)>,
    pub downs: Vec<(NaiveDate, Event)>,
}

/// Something to look back on.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Event {
    /// A promise and how it came out.
    Promise(PromiseId, PromiseState),
    /// A promise that was moved, delivered by the day it was moved to.
    Delivered(PromiseId),
    /// A problem that came up.
    Problem(ProblemId),
    /// A problem that was closed.
    Solved(ProblemId),
    Decision(DecisionId),
}

/// What is worth telling when the work ends; `ledger` is the project's own.
pub fn recap(project: &Project, ledger: &[Entry]) -> Recap {
    let mut recap = Recap::default();
    for entry in ledger {
        let now = &entry.now;
        let event = Event::Promise(now.id, now.state);
        let day = now.delivered.unwrap_or(now.date);
        match now.state {
            PromiseState::Kept | PromiseState::Early { .. } => recap.ups.push((day, event)),
            PromiseState::MovedWithNotice { .. } | PromiseState::MovedLate { .. } | PromiseState::Missed { .. } => {
                let told = entry.sayings.last().map_or(day, |said| said.told_on);
                recap.downs.push((told, event));
                let delivered = now.delivered.filter(|on| *on <= now.date);
                recap.ups.extend(delivered.map(|on| (on, Event::Delivered(now.id))));
            }
            PromiseState::Open | PromiseState::AtRisk { .. } => {}
        }
    }
    for problem in project.problems.values() {
        recap.downs.push((problem.raised_on, Event::Problem(problem.id)));
        recap.ups.extend(problem.closed_on.map(|on| (on, Event::Solved(problem.id))));
    }
    let decisions = project.decisions.values().map(|decision| (decision.decided_on, Event::Decision(decision.id)));
    recap.ups.extend(decisions);
    recap.ups.sort_by_key(|(on, _)| *on);
    recap.downs.sort_by_key(|(on, _)| *on);
    recap
}

/// A step on the way back.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Recovery {
    Guide(GuideKind),
    Agreement,
    Touch(Touch),
    /// A promise kept after it all began.
    Kept(PromiseId),
}

/// What has been done to win confidence back, the oldest first: from the first frank discussion, escalation or reset on.
pub fn recovery(project: &Project, ledger: &[Entry]) -> Vec<(NaiveDate, Recovery)> {
    let record = &project.record;
    let held = record.guides.values().filter(|guide| guide.kind != GuideKind::WrapUp);
    let mut steps: Vec<(NaiveDate, Recovery)> =
        held.filter_map(|guide| Some((guide.held_on?, Recovery::Guide(guide.kind)))).collect();
    let Some(began) = steps.iter().map(|(on, _)| *on).min() else { return Vec::new() };
    steps.extend(record.agreement.agreed_on.map(|on| (on, Recovery::Agreement)));
    let touches = record.touchpoints.values();
    steps.extend(touches.filter_map(|point| Some((point.held_on?, Recovery::Touch(point.touch)))));
    let kept = ledger.iter().filter_map(|entry| Some((entry.now.delivered.filter(|on| *on <= entry.now.date)?, entry)));
    steps.extend(kept.map(|(on, entry)| (on, Recovery::Kept(entry.now.id))));
    steps.retain(|(on, _)| *on >= began);
    steps.sort_by_key(|(on, _)| *on);
    steps
}
