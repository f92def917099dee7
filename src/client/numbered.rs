//! The client's view with numbers of its own, one after the other: those of the project have gaps where something is
//! private, and a gap tells that there is something.

use super::{ClientLink, ClientProject};
use crate::plan::TaskId;
use crate::project::record::{ConcernId, GuideId, InputId, TouchpointId};
use crate::project::{DecisionId, ProblemId, PromiseId, SolutionId};
use std::collections::HashMap;

/// The first number there is: the calendar has the one before.
const FIRST: u32 = 2;

/// Numbers by kind and old number.
#[derive(Default)]
struct Numbers {
    given: HashMap<(&'static str, u32), u32>,
}

impl Numbers {
    /// The number that stands for `id`, the next free one if it has none yet.
    fn of(&mut self, kind: &'static str, id: u32) -> u32 {
        let next = FIRST.saturating_add(self.given.len() as u32);
        *self.given.entry((kind, id)).or_insert(next)
    }

    fn task(&mut self, id: TaskId) -> TaskId {
        TaskId(self.of("step", id.0))
    }

    fn problem(&mut self, id: ProblemId) -> ProblemId {
        ProblemId(self.of("problem", id.0))
    }
}

impl ClientProject {
    /// The same, numbered without gaps in the order it is shown in; what changed since then is not in it, as nothing that
    /// travels asks for it.
    pub(super) fn numbered(&self) -> ClientProject {
        let mut to = Numbers::default();
        let mut all = ClientProject { since: Default::default(), ..self.clone() };
        all.steps.iter_mut().for_each(|one| one.id = to.task(one.id));
        for one in &mut all.promises {
            one.id = PromiseId(to.of("promise", one.id.0));
            one.task = one.task.map(|id| to.task(id));
        }
        for one in &mut all.problems {
            one.id = to.problem(one.id);
            one.options.iter_mut().for_each(|option| option.id = SolutionId(to.of("option", option.id.0)));
        }
        for one in &mut all.decisions {
            one.id = DecisionId(to.of("decision", one.id.0));
            one.problem = one.problem.map(|id| to.problem(id));
        }
        all.needs.iter_mut().for_each(|one| one.task = to.task(one.task));
        for one in &mut all.inputs {
            one.id = InputId(to.of("input", one.id.0));
            one.step = one.step.map(|id| to.task(id));
            one.moves.iter_mut().for_each(|id| *id = PromiseId(to.of("promise", id.0)));
        }
        for one in &mut all.concerns {
            one.id = ConcernId(to.of("concern", one.id.0));
            one.steps.iter_mut().for_each(|id| *id = to.task(*id));
            one.problems.iter_mut().for_each(|id| *id = to.problem(*id));
        }
        all.touchpoints.iter_mut().for_each(|one| one.id = TouchpointId(to.of("touchpoint", one.id.0)));
        all.wrap_up.iter_mut().for_each(|one| one.id = GuideId(to.of("wrap-up", one.id.0)));
        let link = |one: &ClientLink, to: &mut Numbers| ClientLink {
            successor: to.task(one.successor),
            predecessor: to.task(one.predecessor),
            kind: one.kind,
        };
        all.links = self.links.iter().map(|one| link(one, &mut to)).collect();
        all.links.sort();
        all
    }
}
