//! Why a step begins no sooner, in words the client may read, and which step they see stands before private work.

use super::INTERNAL_WORK;
use super::steps::Sight;
use crate::plan::TaskId;
use crate::schedule::Cause;

/// How many private steps in a row are followed; a plan has no longer chain without a loop than it has steps.
const FARTHEST: usize = 100_000;

/// `after Design`, `after our internal work`; nothing where nothing in the plan holds it.
pub(super) fn why(sight: &Sight, row: usize) -> Option<String> {
    match behind(sight, row)? {
        Behind::Seen(id) => Some(format!("after {}", sight.name(id)?)),
        Behind::Private(_) => Some(format!("after {INTERNAL_WORK}")),
        Behind::Nothing => None,
    }
}

/// The last step the client sees on the chain that drives the private task `id`.
pub(super) fn seen_before(sight: &Sight, id: TaskId) -> Option<TaskId> {
    followed(sight, id, behind)
}

/// The last step the client sees on the chain the private task `id` waits for, or waited for before it began: what is
/// done or held at a date is driven by nothing else, and follows its predecessors all the same.
pub(super) fn waited_for(sight: &Sight, id: TaskId) -> Option<TaskId> {
    followed(sight, id, |sight, row| match behind(sight, row)? {
        Behind::Nothing => last_linked(sight, row),
        found => Some(found),
    })
}

fn followed(sight: &Sight, id: TaskId, step_back: impl Fn(&Sight, usize) -> Option<Behind>) -> Option<TaskId> {
    let mut row = sight.project.plan.position(id)?;
    for _ in 0..FARTHEST.min(sight.schedule.rows.len()) {
        match step_back(sight, row)? {
            Behind::Seen(id) => return Some(id),
            Behind::Private(next) => row = next,
            Behind::Nothing => return None,
        }
    }
    None
}

/// The step the client sees that holds the seen task `id`, straight or through private work, and whether any of that lies
/// between.
pub(super) fn behind_seen(sight: &Sight, id: TaskId) -> (Option<TaskId>, bool) {
    let Some(row) = sight.project.plan.position(id) else { return (None, false) };
    match behind(sight, row) {
        Some(Behind::Seen(before)) => (Some(before), false),
        Some(Behind::Private(row)) => {
            let private = sight.project.plan.tasks.get(row).map(|task| task.id);
            (private.and_then(|id| seen_before(sight, id)), true)
        }
        _ => (None, false),
    }
}

enum Behind {
    Seen(TaskId),
    Private(usize),
    Nothing,
}

/// What holds the start of a row, one step back.
fn behind(sight: &Sight, row: usize) -> Option<Behind> {
    let plan = &sight.project.plan;
    let mut at = sight.schedule.rows.get(row)?;
    // A summary begins with one of its parts: that is no step back.
    for _ in 0..=usize::from(u16::MAX) {
        let before = match at.driver.cause {
            Cause::Child(id) => {
                at = sight.schedule.rows.get(plan.position(id)?)?;
                continue;
            }
            Cause::Dependency(key) => Some(key.predecessor),
            Cause::Ancestor(id) => last_before(sight, id),
            _ => None,
        };
        let Some(before) = before else { return Some(Behind::Nothing) };
        return at_task(sight, before);
    }
    None
}

fn at_task(sight: &Sight, id: TaskId) -> Option<Behind> {
    let row = sight.project.plan.position(id)?;
    Some(if sight.sees_row(row) { Behind::Seen(id) } else { Behind::Private(row) })
}

/// The predecessor of a row that ends last; of one without any, that of the summaries it lies in.
fn last_linked(sight: &Sight, row: usize) -> Option<Behind> {
    let plan = &sight.project.plan;
    let rows = std::iter::once(row).chain(plan.ancestor_rows(row));
    let mut found = rows.filter_map(|row| last_before(sight, plan.tasks.get(row)?.id));
    found.next().map_or(Some(Behind::Nothing), |id| at_task(sight, id))
}

/// Of a task's predecessors the one that ends last; what a summary waits for, all its parts do.
fn last_before(sight: &Sight, task: TaskId) -> Option<TaskId> {
    let ends = |id| Some(sight.schedule.rows.get(sight.project.plan.position(id)?)?.finish);
    sight.project.plan.predecessors(task).map(|link| link.key.predecessor).max_by_key(|id| ends(*id))
}
