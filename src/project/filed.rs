//! What a project files by id: put in, replaced, taken out, found. One way for all of them.

use super::record::{
    Concern, ConcernId, Conversation, ConversationId, Guide, GuideId, Input, InputId, Touchpoint, TouchpointId,
};
use super::{
    Decision, DecisionId, Problem, ProblemId, Promise, PromiseId, Report, ReportId, Scenario, ScenarioId, Solution,
    SolutionId,
};
use crate::edit::EditError;
use crate::plan::Ids;
use std::collections::BTreeMap;

/// Something filed under an id that it knows itself.
pub(super) trait Filed: Copy + Ord {
    type Record;
    fn number(self) -> u32;
    fn of(record: &Self::Record) -> Self;

    fn missing(self) -> EditError {
        EditError::NotFiled(self.number())
    }
}

macro_rules! filed {
    ($($id:ident: $record:ident),*) => {$(
        impl Filed for $id {
            type Record = $record;
            fn number(self) -> u32 {
                self.0
            }
            fn of(record: &$record) -> $id {
                record.id
            }
        }
    )*};
}
filed!(PromiseId: Promise, ScenarioId: Scenario, ProblemId: Problem, SolutionId: Solution, DecisionId: Decision, ReportId: Report, ConversationId: Conversation, ConcernId: Concern, InputId: Input, TouchpointId: Touchpoint, GuideId: Guide);

type Boxed<I> = Option<Box<<I as Filed>::Record>>;

/// Files `record` under `id`, or takes out what is there; gives back what was there before.
pub(super) fn put<I: Filed>(
    all: &mut BTreeMap<I, I::Record>,
    ids: &mut Ids,
    id: I,
    record: Boxed<I>,
) -> Result<Boxed<I>, EditError> {
    if let Some(other) = record.as_ref().map(|record| I::of(record)).filter(|other| *other != id) {
        return Err(EditError::WrongId(other.number()));
    }
    let old = match record {
        Some(record) => {
            ids.last = ids.last.max(id.number());
            all.insert(id, *record)
        }
        None => Some(all.remove(&id).ok_or(id.missing())?),
    };
    Ok(old.map(Box::new))
}

/// The record under `id`.
pub(super) fn of<I: Filed>(all: &mut BTreeMap<I, I::Record>, id: I) -> Result<&mut I::Record, EditError> {
    all.get_mut(&id).ok_or(id.missing())
}

/// Puts an item into a list, or takes the one there out; gives back what puts it right again. `None` where the place is
/// beyond the list.
pub(super) fn at<T>(list: &mut Vec<T>, at: u32, item: Option<Box<T>>) -> Option<Option<Box<T>>> {
    let at = at as usize;
    match item {
        Some(item) if at <= list.len() => {
            list.insert(at, *item);
            Some(None)
        }
        None if at < list.len() => Some(Some(Box::new(list.remove(at)))),
        _ => None,
    }
}
