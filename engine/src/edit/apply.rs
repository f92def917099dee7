//! Carrying an edit out. A refused edit changes nothing; a carried-out one returns its inverse.
//!
//! `apply` asks whether an edit keeps the rules; `restore` only whether it fits. What was once in the plan must be able
//! to come back: undo, redo and replay restore, also where a file brought in what the rules refuse.

use super::loops::Loops;
use super::{EditError, PlanEdit, SettingField, TaskField};
use crate::plan::{Dependency, DependencyKey, DependencyKind, Duration, Lag, Place, Plan, Task, TaskId};
use std::collections::{HashMap, HashSet};
use std::ops::Range;

/// Whether an edit is new, or was carried out before.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Asked {
    Rules,
    FitOnly,
}

impl Plan {
    /// Carries `edit` out and returns the edit that takes it back, to be given to [`Plan::restore`].
    ///
    /// # Errors
    /// An [`EditError`] when the edit does not fit this plan or breaks a rule; the plan is then unchanged.
    pub fn apply(&mut self, edit: PlanEdit) -> Result<PlanEdit, EditError> {
        self.carry_out(edit, Asked::Rules)
    }

    /// Carries out an edit that was carried out before: an inverse, or a record of the journal.
    ///
    /// # Errors
    /// An [`EditError`] when it does not fit this plan; the plan is then unchanged.
    pub fn restore(&mut self, edit: PlanEdit) -> Result<PlanEdit, EditError> {
        self.carry_out(edit, Asked::FitOnly)
    }

    fn carry_out(&mut self, edit: PlanEdit, asked: Asked) -> Result<PlanEdit, EditError> {
        let rules = asked == Asked::Rules;
        match edit {
            PlanEdit::Insert { place, tasks, dependencies } => self.insert(place, tasks, dependencies, rules),
            PlanEdit::Remove { task } => self.remove(task, task),
            PlanEdit::RemoveRun { first, last } => self.remove(first, last),
            PlanEdit::Move { task, place } => self.move_task(task, place, rules),
            PlanEdit::Order { parent, children } => self.order(parent, children),
            PlanEdit::Set { task, field } => self.set(task, field, rules),
            PlanEdit::Link { link, lag } => self.link(link, lag, rules),
            PlanEdit::Calendar { id, calendar } => {
                match &calendar {
                    _ if !rules => {}
                    Some(new) => self.check_calendar(id, new)?,
                    None => self.calendar_unused(id)?,
                }
                let old = match calendar {
                    Some(new) => self.calendars.insert(id, *new),
                    None => Some(self.calendars.remove(&id).ok_or(EditError::NoCalendar(id))?),
                };
                self.ids.last = self.ids.last.max(id.0);
                Ok(PlanEdit::Calendar { id, calendar: old.map(Box::new) })
            }
            PlanEdit::Resource { id, resource } => {
                match &resource {
                    _ if !rules => {}
                    Some(new) => self.check_resource(id, new)?,
                    None => self.resource_unused(id)?,
                }
                let old = match resource {
                    Some(new) => self.resources.insert(id, *new),
                    None => Some(self.resources.remove(&id).ok_or(EditError::NoResource(id))?),
                };
                self.ids.last = self.ids.last.max(id.0);
                Ok(PlanEdit::Resource { id, resource: old.map(Box::new) })
            }
            PlanEdit::Setting(field) => self.setting(field, rules),
            PlanEdit::Batch(edits) => self.batch(edits, asked),
        }
    }

    fn batch(&mut self, edits: Vec<PlanEdit>, asked: Asked) -> Result<PlanEdit, EditError> {
        let ids = self.ids;
        let mut inverses = Vec::with_capacity(edits.len());
        for edit in edits {
            match self.carry_out(edit, asked) {
                Ok(inverse) => inverses.push(inverse),
                Err(error) => {
                    for inverse in inverses.into_iter().rev() {
                        // An inverse of what was just done always fits.
                        let _ = self.restore(inverse);
                    }
                    self.ids = ids;
                    return Err(error);
                }
            }
        }
        inverses.reverse();
        Ok(PlanEdit::Batch(inverses))
    }

    fn row(&self, task: TaskId) -> Result<usize, EditError> {
        self.position(task).ok_or(EditError::NoTask(task))
    }

    fn insert(
        &mut self,
        place: Place,
        mut tasks: Vec<Task>,
        links: Vec<Dependency>,
        rules: bool,
    ) -> Result<PlanEdit, EditError> {
        let (row, level) = self.resolve(place).ok_or(EditError::NoPlace)?;
        let first = tasks.first().ok_or(EditError::NotASubtree)?.id;
        let last = tasks.iter().rev().find(|task| task.level == 0).ok_or(EditError::NotASubtree)?.id;
        let forms_subtrees = tasks[0].level == 0
            && tasks.windows(2).all(|pair| u32::from(pair[1].level) <= u32::from(pair[0].level) + 1);
        if !forms_subtrees {
            return Err(EditError::NotASubtree);
        }
        self.check_newcomers(&tasks, &links)?;
        if rules {
            tasks.iter().try_for_each(|task| self.check_task(task))?;
        }
        shift_levels(&mut tasks, 0, level)?;
        let becomes_summary = self.becomes_summary(place);
        let ids = self.ids;
        self.ids.last = tasks.iter().map(|task| task.id.0).fold(self.ids.last, u32::max);
        self.tasks.splice(row..row, tasks);
        let keys: Vec<DependencyKey> = links.iter().map(|link| link.key).collect();
        self.dependencies.extend(links.into_iter().map(|link| (link.key, link.lag)));
        if rules && let Err(error) = self.check_links(&keys).and_then(|()| self.check_summary(becomes_summary)) {
            self.remove(first, last)?;
            self.ids = ids;
            return Err(error);
        }
        Ok(if first == last { PlanEdit::Remove { task: first } } else { PlanEdit::RemoveRun { first, last } })
    }

    /// Ids not yet used, links that go when the tasks go: what the inverse relies on.
    fn check_newcomers(&self, tasks: &[Task], links: &[Dependency]) -> Result<(), EditError> {
        let mut new = HashSet::with_capacity(tasks.len());
        if let Some(twice) = tasks.iter().find(|task| !new.insert(task.id)) {
            return Err(EditError::IdTaken(twice.id.0));
        }
        if let Some(taken) = self.tasks.iter().find(|task| new.contains(&task.id)) {
            return Err(EditError::IdTaken(taken.id.0));
        }
        // A link left dangling by a file would be taken for one of the newcomer's.
        for key in self.dependencies.keys() {
            for end in [key.predecessor, key.successor] {
                if new.contains(&end) {
                    return Err(EditError::IdTaken(end.0));
                }
            }
        }
        let stray = |key: DependencyKey| !new.contains(&key.predecessor) && !new.contains(&key.successor);
        match links.iter().find(|link| stray(link.key)) {
            Some(Dependency { key, .. }) => {
                Err(EditError::StrayLink { predecessor: key.predecessor, successor: key.successor })
            }
            None => Ok(()),
        }
    }

    fn remove(&mut self, first: TaskId, last: TaskId) -> Result<PlanEdit, EditError> {
        let row = self.row(first)?;
        let mut rows = self.subtree(row);
        if last != first {
            let end = self.row(last)?;
            let level = self.tasks[row].level;
            if end < row || self.tasks[end].level != level || self.tasks[row..end].iter().any(|task| task.level < level)
            {
                return Err(EditError::NotARun { first, last });
            }
            rows.end = self.subtree(end).end;
        }
        let place = self.place_of(row);
        let level = self.tasks[row].level;
        let mut tasks: Vec<Task> = self.tasks.drain(rows).collect();
        for task in &mut tasks {
            task.level -= level;
        }
        let gone: HashSet<TaskId> = tasks.iter().map(|task| task.id).collect();
        let touched: Vec<DependencyKey> = match tasks.as_slice() {
            [_] => self
                .dependencies
                .keys()
                .filter(|key| key.predecessor == first || key.successor == first)
                .copied()
                .collect(),
            _ => {
                let touched = |key: &&DependencyKey| gone.contains(&key.predecessor) || gone.contains(&key.successor);
                self.dependencies.keys().filter(touched).copied().collect()
            }
        };
        let taken =
            touched.into_iter().filter_map(|key| Some(Dependency { key, lag: self.dependencies.remove(&key)? }));
        let dependencies = taken.collect();
        Ok(PlanEdit::Insert { place, tasks, dependencies })
    }

    fn move_task(&mut self, task: TaskId, place: Place, rules: bool) -> Result<PlanEdit, EditError> {
        let row = self.row(task)?;
        let rows = self.subtree(row);
        let inside = |id: Option<TaskId>| id.and_then(|id| self.position(id)).is_some_and(|at| rows.contains(&at));
        if inside(place.parent) || inside(place.after) {
            return Err(EditError::InsideItself(task));
        }
        let old_place = self.place_of(row);
        let old_level = self.tasks[row].level;
        let (mut to, level) = self.resolve(place).ok_or(EditError::NoPlace)?;
        let deepest = self.tasks[rows.clone()].iter().map(|task| task.level).max().unwrap_or(0);
        (deepest - old_level).checked_add(level).ok_or(EditError::TooDeep)?;
        let becomes_summary = self.becomes_summary(place);
        if to > rows.start {
            to -= rows.len();
        }
        let mut moved: Vec<Task> = self.tasks.drain(rows).collect();
        shift_levels(&mut moved, old_level, level)?;
        self.tasks.splice(to..to, moved);
        if rules && old_place.parent != place.parent {
            let checked = self.check_standing(to, place.parent).and_then(|()| self.check_summary(becomes_summary));
            if let Err(error) = checked {
                self.move_task(task, old_place, false)?;
                return Err(error);
            }
        }
        Ok(PlanEdit::Move { task, place: old_place })
    }

    fn order(&mut self, parent: Option<TaskId>, children: Vec<TaskId>) -> Result<PlanEdit, EditError> {
        let below = match parent {
            Some(parent) => {
                let rows = self.subtree(self.row(parent)?);
                rows.start + 1..rows.end
            }
            None => 0..self.tasks.len(),
        };
        let starts = self.child_rows(below.clone());
        let old: Vec<TaskId> = starts.iter().map(|row| self.tasks[*row].id).collect();
        let rank: HashMap<TaskId, usize> = children.iter().enumerate().map(|(rank, child)| (*child, rank)).collect();
        if rank.len() != children.len() || old.len() != children.len() || old.iter().any(|id| !rank.contains_key(id)) {
            return Err(EditError::NotTheChildren(parent));
        }
        let ends = starts.iter().skip(1).copied().chain([below.end]);
        let blocks = starts.iter().copied().zip(ends).map(|(start, end)| start..end);
        let mut blocks: Vec<(usize, Range<usize>)> = old.iter().map(|id| rank[id]).zip(blocks).collect();
        blocks.sort_by_key(|(rank, _)| *rank);
        let place_holder = || Task::new(TaskId(0), 0, String::new(), Duration::ZERO);
        let take = |task: &mut Task| std::mem::replace(task, place_holder());
        let mut sorted = Vec::with_capacity(below.len());
        for (_, block) in blocks {
            sorted.extend(self.tasks[block].iter_mut().map(take));
        }
        for (task, sorted) in self.tasks[below].iter_mut().zip(sorted) {
            *task = sorted;
        }
        Ok(PlanEdit::Order { parent, children: old })
    }

    fn set(&mut self, task: TaskId, field: TaskField, rules: bool) -> Result<PlanEdit, EditError> {
        let row = self.row(task)?;
        if rules {
            self.check_field(&field)?;
        }
        Ok(PlanEdit::Set { task, field: field.swap(&mut self.tasks[row]) })
    }

    fn setting(&mut self, field: SettingField, rules: bool) -> Result<PlanEdit, EditError> {
        if rules {
            self.check_setting(&field)?;
        }
        Ok(PlanEdit::Setting(field.swap(&mut self.settings)))
    }

    fn link(&mut self, link: DependencyKey, lag: Option<Lag>, rules: bool) -> Result<PlanEdit, EditError> {
        let DependencyKey { predecessor, successor, .. } = link;
        let known = self.dependencies.contains_key(&link);
        let old = match lag {
            Some(lag) => {
                if rules && !known {
                    self.check_links(&[link])?;
                }
                self.dependencies.insert(link, lag)
            }
            None if !known => return Err(EditError::NoDependency { predecessor, successor }),
            None => self.dependencies.remove(&link),
        };
        Ok(PlanEdit::Link { link, lag: old })
    }

    /// Links that are to be, or have just come in.
    ///
    /// # Errors
    /// Why one of them cannot be.
    pub fn check_links(&self, links: &[DependencyKey]) -> Result<(), EditError> {
        if links.is_empty() {
            return Ok(());
        }
        let loops = Loops::new(self);
        for link in links {
            let DependencyKey { predecessor, successor, kind } = *link;
            let from = loops.row(predecessor).ok_or(EditError::NoTask(predecessor))?;
            let to = loops.row(successor).ok_or(EditError::NoTask(successor))?;
            if from == to {
                return Err(EditError::LinkToItself(predecessor));
            }
            if loops.inside(from, to) {
                return Err(EditError::LinkToAncestor { task: predecessor, ancestor: successor });
            }
            if loops.inside(to, from) {
                return Err(EditError::LinkToAncestor { task: successor, ancestor: predecessor });
            }
            if ties_finish(kind) && self.is_summary(to) {
                return Err(EditError::FinishLinkIntoSummary(successor));
            }
        }
        loops.closed_by_any(links).map_or(Ok(()), |path| Err(EditError::Cycle(path)))
    }

    /// The task at `row` has come to stand below `parent`: are its links still possible?
    fn check_standing(&self, row: usize, parent: Option<TaskId>) -> Result<(), EditError> {
        let Some(parent) = parent.and_then(|parent| self.position(parent)) else { return Ok(()) };
        let loops = Loops::new(self);
        let Some(path) = loops.closed_by_standing(row, parent) else { return Ok(()) };
        // A circle because of one link between a task and a summary it would now stand in is said more plainly.
        let linked = |from: TaskId, to: TaskId| self.predecessors(to).any(|link| link.key.predecessor == from);
        for pair in path.windows(2).filter(|pair| linked(pair[0], pair[1])) {
            let [Some(from), Some(to)] = [pair[0], pair[1]].map(|id| loops.row(id)) else { continue };
            if loops.inside(from, to) {
                return Err(EditError::LinkToAncestor { task: pair[0], ancestor: pair[1] });
            }
            if loops.inside(to, from) {
                return Err(EditError::LinkToAncestor { task: pair[1], ancestor: pair[0] });
            }
        }
        Err(EditError::Cycle(path))
    }

    /// The leaf that a newcomer at `place` would make a summary.
    fn becomes_summary(&self, place: Place) -> Option<TaskId> {
        place.parent.filter(|parent| self.position(*parent).is_some_and(|row| !self.is_summary(row)))
    }

    fn check_summary(&self, task: Option<TaskId>) -> Result<(), EditError> {
        match task {
            Some(task) if self.predecessors(task).any(|link| ties_finish(link.key.kind)) => {
                Err(EditError::FinishLinkIntoSummary(task))
            }
            _ => Ok(()),
        }
    }
}

/// FF and SF hold a finish.
fn ties_finish(kind: DependencyKind) -> bool {
    matches!(kind, DependencyKind::FF | DependencyKind::SF)
}

/// Puts a subtree whose root is at level `from` at level `to`.
fn shift_levels(tasks: &mut [Task], from: u16, to: u16) -> Result<(), EditError> {
    let shift = |task: &mut Task| {
        task.level = (task.level - from).checked_add(to).ok_or(EditError::TooDeep)?;
        Ok(())
    };
    tasks.iter_mut().try_for_each(shift)
}
