//! Carrying an edit out. A refused edit changes nothing; a carried-out one returns its inverse.

use super::{EditError, PlanEdit, SettingField, TaskField};
use crate::plan::{Dependency, DependencyKey, Lag, Place, Plan, Task, TaskId};

impl Plan {
    /// Carries `edit` out and returns the edit that takes it back.
    ///
    /// # Errors
    /// An [`EditError`] when the edit does not fit this plan; the plan is then unchanged.
    pub fn apply(&mut self, edit: PlanEdit) -> Result<PlanEdit, EditError> {
        match edit {
            PlanEdit::Insert { place, tasks, dependencies } => self.insert(place, tasks, dependencies),
            PlanEdit::Remove { task } => self.remove(task),
            PlanEdit::Move { task, place } => self.move_task(task, place),
            PlanEdit::Set { task, field } => self.set(task, field),
            PlanEdit::Link { link, lag } => self.link(link, lag),
            PlanEdit::Calendar { id, calendar } => {
                let old = match calendar {
                    Some(new) => self.calendars.insert(id, *new),
                    None => Some(self.calendars.remove(&id).ok_or(EditError::NoCalendar(id))?),
                };
                self.ids.last = self.ids.last.max(id.0);
                Ok(PlanEdit::Calendar { id, calendar: old.map(Box::new) })
            }
            PlanEdit::Resource { id, resource } => {
                let old = match resource {
                    Some(new) => self.resources.insert(id, *new),
                    None => Some(self.resources.remove(&id).ok_or(EditError::NoResource(id))?),
                };
                self.ids.last = self.ids.last.max(id.0);
                Ok(PlanEdit::Resource { id, resource: old.map(Box::new) })
            }
            PlanEdit::Setting(field) => self.setting(field),
            PlanEdit::Batch(edits) => self.batch(edits),
        }
    }

    fn batch(&mut self, edits: Vec<PlanEdit>) -> Result<PlanEdit, EditError> {
        let mut inverses = Vec::with_capacity(edits.len());
        for edit in edits {
            match self.apply(edit) {
                Ok(inverse) => inverses.push(inverse),
                Err(error) => {
                    for inverse in inverses.into_iter().rev() {
                        // An inverse of what was just done always fits.
                        let _ = self.apply(inverse);
                    }
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

    fn insert(&mut self, place: Place, mut tasks: Vec<Task>, links: Vec<Dependency>) -> Result<PlanEdit, EditError> {
        let (row, level) = self.resolve(place).ok_or(EditError::NoPlace)?;
        let root = tasks.first().ok_or(EditError::NotASubtree)?.id;
        let forms_subtree = tasks[0].level == 0
            && tasks.windows(2).all(|pair| pair[1].level >= 1 && pair[1].level <= pair[0].level + 1);
        if !forms_subtree {
            return Err(EditError::NotASubtree);
        }
        for task in &mut tasks {
            if self.position(task.id).is_some() {
                return Err(EditError::IdTaken(task.id.0));
            }
            task.level += level;
        }
        self.ids.last = tasks.iter().map(|task| task.id.0).fold(self.ids.last, u32::max);
        self.tasks.splice(row..row, tasks);
        for link in links {
            self.dependencies.insert(link.key, link.lag);
        }
        Ok(PlanEdit::Remove { task: root })
    }

    fn remove(&mut self, task: TaskId) -> Result<PlanEdit, EditError> {
        let row = self.row(task)?;
        let place = self.place_of(row);
        let rows = self.subtree(row);
        let level = self.tasks[row].level;
        let mut tasks: Vec<Task> = self.tasks.drain(rows).collect();
        for task in &mut tasks {
            task.level -= level;
        }
        let gone: std::collections::BTreeSet<TaskId> = tasks.iter().map(|task| task.id).collect();
        let touched: Vec<DependencyKey> = self
            .dependencies
            .keys()
            .filter(|key| gone.contains(&key.predecessor) || gone.contains(&key.successor))
            .copied()
            .collect();
        let dependencies = touched
            .into_iter()
            .filter_map(|key| self.dependencies.remove(&key).map(|lag| Dependency { key, lag }))
            .collect();
        Ok(PlanEdit::Insert { place, tasks, dependencies })
    }

    fn move_task(&mut self, task: TaskId, place: Place) -> Result<PlanEdit, EditError> {
        let row = self.row(task)?;
        let rows = self.subtree(row);
        let inside = |id: Option<TaskId>| id.and_then(|id| self.position(id)).is_some_and(|at| rows.contains(&at));
        if inside(place.parent) || inside(place.after) {
            return Err(EditError::InsideItself(task));
        }
        let old_place = self.place_of(row);
        let old_level = self.tasks[row].level;
        let (mut to, level) = self.resolve(place).ok_or(EditError::NoPlace)?;
        let mut moved: Vec<Task> = self.tasks.drain(rows.clone()).collect();
        if to > rows.start {
            to -= rows.len();
        }
        for task in &mut moved {
            task.level = task.level - old_level + level;
        }
        self.tasks.splice(to..to, moved);
        Ok(PlanEdit::Move { task, place: old_place })
    }

    fn set(&mut self, task: TaskId, field: TaskField) -> Result<PlanEdit, EditError> {
        let row = self.row(task)?;
        Ok(PlanEdit::Set { task, field: field.swap(&mut self.tasks[row]) })
    }

    fn setting(&mut self, field: SettingField) -> Result<PlanEdit, EditError> {
        Ok(PlanEdit::Setting(field.swap(&mut self.settings)))
    }

    fn link(&mut self, link: DependencyKey, lag: Option<Lag>) -> Result<PlanEdit, EditError> {
        for end in [link.predecessor, link.successor] {
            self.row(end)?;
        }
        let old = match lag {
            Some(lag) => self.dependencies.insert(link, lag),
            None => self.dependencies.remove(&link),
        };
        Ok(PlanEdit::Link { link, lag: old })
    }
}
