//! Undo and redo without limit: what was done, how to take it back, and where it shows.

use super::{Edit, Project};
use crate::edit::{EditError, PlanEdit};
use crate::plan::TaskId;
use serde::{Deserialize, Serialize};
use std::mem::discriminant;

/// What can be undone and redone.
#[derive(Clone, Debug, Default)]
pub struct History {
    undo: Vec<Done>,
    redo: Vec<Done>,
}

/// A carried-out edit as history keeps it.
#[derive(Clone, Debug, PartialEq)]
pub struct Done {
    /// Names the change: "Move Design".
    pub label: String,
    /// Takes it back (in `undo`) or does it again (in `redo`).
    pub edit: Edit,
    /// The task to show when it is undone or redone.
    pub place: Option<TaskId>,
}

/// How a journal record came about, so that replay rebuilds history too.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Step {
    Do,
    /// Goes on with the last done step: one undo takes both back.
    More,
    Undo,
    Redo,
}

impl History {
    /// Carries `edit` out on `project` and remembers how to take it back.
    ///
    /// # Errors
    /// Why the edit was refused; project and history are then unchanged.
    pub fn act(
        &mut self,
        project: &mut Project,
        label: &str,
        edit: Edit,
        place: Option<TaskId>,
    ) -> Result<(), EditError> {
        let inverse = project.apply(edit)?;
        self.undo.push(Done { label: label.to_owned(), edit: inverse, place });
        self.redo.clear();
        Ok(())
    }

    /// Carries `edit` out as a part of the last change, so that one undo takes both back: a name typed letter by letter,
    /// a new step and its name.
    ///
    /// # Errors
    /// Why the edit was refused; project and history are then unchanged.
    pub fn act_more(&mut self, project: &mut Project, edit: Edit) -> Result<(), EditError> {
        let inverse = project.apply(edit)?;
        self.go_on(inverse);
        Ok(())
    }

    /// Takes a step of the journal again. What was once carried out is not asked whether it keeps the rules. `edit` may
    /// be left out for undo and redo, whose edits this history knows itself.
    ///
    /// # Errors
    /// Why it does not fit; project and history are then unchanged.
    pub fn replay(
        &mut self,
        project: &mut Project,
        taken: Step,
        label: &str,
        edit: Option<Edit>,
        place: Option<TaskId>,
    ) -> Result<(), EditError> {
        let own = match taken {
            Step::Undo => step(&mut self.undo, &mut self.redo, project),
            Step::Redo => step(&mut self.redo, &mut self.undo, project),
            Step::Do | Step::More => None,
        };
        let (None, Some(edit)) = (own, edit) else { return Ok(()) };
        let inverse = project.restore(edit)?;
        match taken {
            Step::More => self.go_on(inverse),
            _ => {
                self.undo.push(Done { label: label.to_owned(), edit: inverse, place });
                self.redo.clear();
            }
        }
        Ok(())
    }

    /// Adds the inverse of a continuation to the last change.
    fn go_on(&mut self, inverse: Edit) {
        self.redo.clear();
        match self.undo.last_mut() {
            Some(last) => {
                let before = std::mem::replace(&mut last.edit, Edit::Batch(Vec::new()));
                last.edit = joined(inverse, before);
            }
            None => self.undo.push(Done { label: "Typing".to_owned(), edit: inverse, place: None }),
        }
    }

    /// Takes the last change back; returns what it was, with the edit that was applied to do so.
    pub fn undo(&mut self, project: &mut Project) -> Option<Done> {
        step(&mut self.undo, &mut self.redo, project)
    }

    /// Does the last undone change again; returns what it was, with the edit that was applied to do so.
    pub fn redo(&mut self, project: &mut Project) -> Option<Done> {
        step(&mut self.redo, &mut self.undo, project)
    }

    /// Takes an undo or redo of the journal again by the edit that was applied then (`done.edit`). `known` says that the
    /// entry it moves is the last one here; else it lies before the last compaction, and is made anew on the other side.
    ///
    /// # Errors
    /// Why the edit does not fit; project and history are then unchanged.
    pub fn retrace(&mut self, project: &mut Project, taken: Step, done: Done, known: bool) -> Result<(), EditError> {
        let inverse = project.restore(done.edit)?;
        let (from, to) = match taken {
            Step::Redo => (&mut self.redo, &mut self.undo),
            _ => (&mut self.undo, &mut self.redo),
        };
        if known {
            from.pop();
        }
        to.push(Done { label: done.label, edit: inverse, place: done.place });
        Ok(())
    }

    /// What a task was called that has left the plan by something that can be undone.
    pub fn last_name(&self, task: TaskId) -> Option<String> {
        self.undo.iter().rev().find_map(|done| named(&done.edit, task))
    }

    /// The name of what `undo` would take back.
    pub fn undo_label(&self) -> Option<&str> {
        self.undo.last().map(|done| done.label.as_str())
    }

    /// The name of what `redo` would do again.
    pub fn redo_label(&self) -> Option<&str> {
        self.redo.last().map(|done| done.label.as_str())
    }
}

/// The name an edit brings a task in with.
fn named(edit: &Edit, task: TaskId) -> Option<String> {
    match edit {
        Edit::Plan(edit) => edit.brings_in(task).map(|task| task.name.clone()),
        Edit::Batch(edits) => edits.iter().find_map(|edit| named(edit, task)),
        _ => None,
    }
}

/// First `later`, then `earlier`, as one edit. Where both set the same field, the earlier value is what counts: a
/// long session of typing stays one small edit.
fn joined(later: Edit, earlier: Edit) -> Edit {
    match earlier {
        earlier if covers(&earlier, &later) => earlier,
        Edit::Batch(rest) if rest.first().is_some_and(|first| covers(first, &later)) => Edit::Batch(rest),
        Edit::Batch(mut rest) => {
            rest.insert(0, later);
            Edit::Batch(rest)
        }
        earlier => Edit::Batch(vec![later, earlier]),
    }
}

/// True when taking `earlier` back makes taking `later` back needless.
fn covers(earlier: &Edit, later: &Edit) -> bool {
    match (later, earlier) {
        (Edit::Rename(_), Edit::Rename(_)) => true,
        (Edit::Brief(one), Edit::Brief(other)) => discriminant(one) == discriminant(other),
        (
            Edit::Plan(PlanEdit::Set { task, field }),
            Edit::Plan(PlanEdit::Set { task: other_task, field: other_field }),
        ) => task == other_task && discriminant(field) == discriminant(other_field),
        (Edit::Plan(PlanEdit::Resource { id, .. }), Edit::Plan(PlanEdit::Resource { id: other, .. })) => id == other,
        (Edit::ProblemField { id, field }, Edit::ProblemField { id: other, field: other_field }) => {
            id == other && discriminant(field) == discriminant(other_field)
        }
        (Edit::SolutionField { id, field, .. }, Edit::SolutionField { id: other, field: other_field, .. }) => {
            id == other && discriminant(field) == discriminant(other_field)
        }
        (Edit::Promise { id, .. }, Edit::Promise { id: other, .. }) => id == other,
        (Edit::Decision { id, .. }, Edit::Decision { id: other, .. }) => id == other,
        // Taking a whole step out takes whatever was typed into it out too.
        (Edit::Plan(PlanEdit::Set { task, .. }), Edit::Plan(PlanEdit::Remove { task: removed })) => task == removed,
        _ => false,
    }
}

fn step(from: &mut Vec<Done>, to: &mut Vec<Done>, project: &mut Project) -> Option<Done> {
    let inverse = project.restore(from.last()?.edit.clone()).ok()?;
    let done = from.pop()?;
    to.push(Done { label: done.label.clone(), edit: inverse, place: done.place });
    Some(done)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]
    use super::*;
    use crate::edit::TaskField;
    use crate::plan::{Duration, Moment, Place, Task};

    fn insert(id: u32) -> Edit {
        let task = Task::new(TaskId(id), 0, "", Duration::working(480));
        PlanEdit::Insert { place: Place { parent: None, after: None }, tasks: vec![task], dependencies: vec![] }.into()
    }

    fn name(id: u32, text: &str) -> Edit {
        PlanEdit::Set { task: TaskId(id), field: TaskField::Name(text.into()) }.into()
    }

    #[test]
    fn what_was_typed_in_one_go_is_taken_back_in_one_go() {
        let mut project = Project::new("", Moment(0));
        let mut history = History::default();
        let empty = project.clone();
        history.act(&mut project, "Add a step", insert(7), None).unwrap();
        history.act_more(&mut project, name(7, "De")).unwrap();
        history.act_more(&mut project, name(7, "Design")).unwrap();
        history.act_more(&mut project, Edit::Rename("Pilot".into())).unwrap();
        let full = project.clone();
        assert_eq!(history.undo(&mut project).unwrap().label, "Add a step");
        assert_eq!(project, empty);
        history.redo(&mut project).unwrap();
        assert_eq!(project, full);
        history.undo(&mut project).unwrap();
        assert_eq!(project, empty);
        assert!(history.undo(&mut project).is_none());
    }

    #[test]
    fn a_refused_continuation_leaves_both_as_they_were() {
        let mut project = Project::new("", Moment(0));
        let mut history = History::default();
        history.act(&mut project, "Name it", Edit::Rename("A".into()), None).unwrap();
        let before = project.clone();
        assert!(history.act_more(&mut project, name(99, "x")).is_err());
        assert_eq!(project, before);
        assert_eq!(history.undo(&mut project).unwrap().label, "Name it");
        assert_eq!(project.name, "");
    }
}
