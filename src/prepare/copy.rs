//! Copies of tasks under fresh ids: duplicate, copy and paste, and bringing in what was read from text.

use super::outline::subtrees;
use crate::edit::PlanEdit;
use crate::plan::{Dependency, DependencyKey, Ids, Place, Plan, Progress, Task, TaskId};
use std::collections::{HashMap, HashSet};

/// Tasks taken out of a plan or read from text: one or more subtrees (roots at level 0) and the links among them.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Clip {
    pub tasks: Vec<Task>,
    pub dependencies: Vec<Dependency>,
}

/// The selected tasks with all below them and the links among them.
pub fn copy(plan: &Plan, selection: &[TaskId]) -> Clip {
    let mut clip = Clip::default();
    for rows in subtrees(plan, selection) {
        let level = plan.tasks[rows.start].level;
        clip.tasks.extend(plan.tasks[rows].iter().map(|task| Task { level: task.level - level, ..task.clone() }));
    }
    let ids: HashSet<TaskId> = clip.tasks.iter().map(|task| task.id).collect();
    let inner =
        plan.dependencies.iter().filter(|(key, _)| ids.contains(&key.predecessor) && ids.contains(&key.successor));
    clip.dependencies = inner.map(|(key, lag)| Dependency { key: *key, lag: *lag }).collect();
    clip
}

/// Puts copies at `place`: nothing done yet, and without what this plan does not have (calendars, people).
/// Also the ids of the copied roots.
pub fn paste(plan: &Plan, clip: &Clip, place: Place) -> Option<(PlanEdit, Vec<TaskId>)> {
    let mut clip = clip.clone();
    for task in &mut clip.tasks {
        task.progress = Progress::default();
        task.calendar = task.calendar.filter(|id| plan.calendars.contains_key(id));
        task.owner = task.owner.filter(|id| plan.resources.contains_key(id));
        task.assignments.retain(|assignment| plan.resources.contains_key(&assignment.resource));
    }
    insert_all(plan.ids, clip, place)
}

/// How many tasks an edit puts in, at any depth.
pub fn inserted(edit: &PlanEdit) -> usize {
    match edit {
        PlanEdit::Insert { tasks, .. } => tasks.len(),
        PlanEdit::Batch(edits) => edits.iter().map(inserted).sum(),
        _ => 0,
    }
}

/// A copy of each selected task, with all below it, right behind it. Also the ids of the copied roots.
pub fn duplicate(plan: &Plan, selection: &[TaskId]) -> Option<(PlanEdit, Vec<TaskId>)> {
    let last = subtrees(plan, selection).last()?.start;
    let place = Place { after: Some(plan.tasks[last].id), ..plan.place_of(last) };
    paste(plan, &copy(plan, selection), place)
}

/// Puts a clip's tasks at `place` one subtree after the other, all under ids not yet in `ids`; links that lead out of the clip are
/// left out. Also the ids of the roots.
pub fn insert_all(ids: Ids, clip: Clip, place: Place) -> Option<(PlanEdit, Vec<TaskId>)> {
    let Clip { mut tasks, dependencies } = clip;
    let mut fresh: HashMap<TaskId, TaskId> = HashMap::with_capacity(tasks.len());
    for (task, id) in tasks.iter_mut().zip(ids.last.saturating_add(1)..u32::MAX) {
        fresh.insert(task.id, TaskId(id));
        task.id = TaskId(id);
    }
    let renamed = dependencies.into_iter().filter_map(|link| {
        let (predecessor, successor) = (*fresh.get(&link.key.predecessor)?, *fresh.get(&link.key.successor)?);
        let key = DependencyKey { predecessor, successor, ..link.key };
        (predecessor != successor).then_some(Dependency { key, ..link })
    });
    let dependencies = renamed.collect();
    let mut deepest = 0;
    for task in &mut tasks {
        // A level that was skipped is closed up.
        task.level = task.level.min(deepest);
        deepest = task.level.saturating_add(1);
    }
    let roots: Vec<TaskId> = tasks.iter().filter(|task| task.level == 0).map(|task| task.id).collect();
    (!roots.is_empty()).then_some((PlanEdit::Insert { place, tasks, dependencies }, roots))
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::super::testing::{id, links, picture, plan};
    use super::*;

    #[test]
    fn a_duplicate_has_fresh_ids_and_the_links_inside() {
        let mut plan = plan("A\n  B\n  C\nD\nE", "B>C+1d C>D A>E");
        let before = plan.clone();
        let (edit, ids) = duplicate(&plan, &[id("A"), id("D")]).unwrap();
        let back = plan.apply(edit).unwrap();
        assert_eq!(picture(&plan), "A\n  B\n  C\nD\nA\n  B\n  C\nD\nE");
        assert_eq!(links(&plan), "A>E B>C+1d B>C+1d C>D C>D");
        assert_eq!(ids, [TaskId(70), TaskId(73)]);
        plan.restore(back).unwrap();
        assert_eq!(plan, before);
        assert_eq!(plan.fresh_id(), 74);
    }

    #[test]
    fn a_paste_leaves_behind_what_the_other_plan_does_not_have() {
        let mut from = plan("A", "");
        from.tasks[0].calendar = Some(crate::plan::CalendarId(9));
        from.tasks[0].owner = Some(crate::plan::ResourceId(8));
        from.tasks[0].progress.actual_start = Some(from.settings.start);
        let mut into = plan("X", "");
        let place = Place { parent: Some(id("X")), after: None };
        let (edit, _) = paste(&into, &copy(&from, &[id("A")]), place).unwrap();
        into.apply(edit).unwrap();
        let task = &into.tasks[1];
        assert_eq!((task.calendar, task.owner, task.progress), (None, None, Progress::default()));
    }
}
