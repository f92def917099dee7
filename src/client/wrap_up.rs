//! Looking back with the client: the ups and downs they know of, and what both sides take along.

use super::{ClientDecision, ClientProblem, ClientPromise, Scene};
use crate::analysis::{Event, ledger, recap};
use crate::project::record::{Guide, GuideId, GuideKind};
use chrono::NaiveDate;

/// The wrap-up, where the client may be shown it.
#[derive(Clone, Debug, PartialEq)]
pub struct ClientWrapUp {
    pub id: GuideId,
    /// The day it began, and the day it took place.
    pub begun_on: NaiveDate,
    pub held_on: Option<NaiveDate>,
    /// What went well and what did not, the oldest first: only promises, problems and decisions the client sees.
    pub ups: Vec<(NaiveDate, Event)>,
    pub downs: Vec<(NaiveDate, Event)>,
    /// What was answered; none is empty.
    pub answers: Vec<(WrapUpQuestion, String)>,
}

/// What a wrap-up asks. An answer under any other key is not for the client; what went well and what did not follows from
/// what happened unless somebody has put it in words.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum WrapUpQuestion {
    Ups,
    Downs,
    NextTime,
}

impl WrapUpQuestion {
    /// All of them in their order.
    pub const ALL: [WrapUpQuestion; 3] = [WrapUpQuestion::Ups, WrapUpQuestion::Downs, WrapUpQuestion::NextTime];

    /// The key its answer is kept under.
    pub fn key(self) -> &'static str {
        match self {
            WrapUpQuestion::Ups => "ups",
            WrapUpQuestion::Downs => "downs",
            WrapUpQuestion::NextTime => "next_time",
        }
    }

    /// What stands above the answer.
    pub fn heading(self) -> &'static str {
        match self {
            WrapUpQuestion::Ups => "What went well",
            WrapUpQuestion::Downs => "What did not",
            WrapUpQuestion::NextTime => "Next time …",
        }
    }
}

/// The latest that may be shown; `None` where none may, or where there is nothing to look back on.
pub(super) fn of(
    scene: &Scene,
    promises: &[ClientPromise],
    problems: &[ClientProblem],
    decisions: &[ClientDecision],
) -> Option<ClientWrapUp> {
    let guides = scene.project.record.guides.values();
    let guide = guides
        .filter(|guide| guide.kind == GuideKind::WrapUp && guide.client_visible)
        .max_by_key(|guide| (guide.begun_on, guide.id))?;
    let recap = recap(scene.project, &ledger(scene.project, scene.schedule, scene.today));
    let knows = |(_, event): &(NaiveDate, Event)| match event {
        Event::Promise(id, _) | Event::Delivered(id) => promises.iter().any(|one| one.id == *id),
        Event::Problem(id) | Event::Solved(id) => problems.iter().any(|one| one.id == *id),
        Event::Decision(id) => decisions.iter().any(|one| one.id == *id),
    };
    let answers = answers(guide);
    let derived = |question, events: Vec<(NaiveDate, Event)>| {
        let written = answers.iter().any(|(written, _)| *written == question);
        if written { Vec::new() } else { events.into_iter().filter(knows).collect() }
    };
    let wrap_up = ClientWrapUp {
        id: guide.id,
        begun_on: guide.begun_on,
        held_on: guide.held_on,
        ups: derived(WrapUpQuestion::Ups, recap.ups),
        downs: derived(WrapUpQuestion::Downs, recap.downs),
        answers,
    };
    (!(wrap_up.ups.is_empty() && wrap_up.downs.is_empty() && wrap_up.answers.is_empty())).then_some(wrap_up)
}

fn answers(guide: &Guide) -> Vec<(WrapUpQuestion, String)> {
    let answer = |question: WrapUpQuestion| {
        let text = guide.answers.get(question.key())?.trim();
        (!text.is_empty()).then(|| (question, text.to_owned()))
    };
    WrapUpQuestion::ALL.into_iter().filter_map(answer).collect()
}
