//! Undo and redo without limit: what was done, how to take it back, and where it shows.

use super::{Edit, Project};
use crate::edit::EditError;
use crate::plan::TaskId;
use serde::{Deserialize, Serialize};

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

    /// Takes the last change back; returns what it was, with the edit that was applied to do so.
    pub fn undo(&mut self, project: &mut Project) -> Option<Done> {
        step(&mut self.undo, &mut self.redo, project)
    }

    /// Does the last undone change again; returns what it was, with the edit that was applied to do so.
    pub fn redo(&mut self, project: &mut Project) -> Option<Done> {
        step(&mut self.redo, &mut self.undo, project)
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

fn step(from: &mut Vec<Done>, to: &mut Vec<Done>, project: &mut Project) -> Option<Done> {
    let done = from.pop()?;
    let inverse = project.apply(done.edit.clone()).ok()?;
    to.push(Done { label: done.label.clone(), edit: inverse, place: done.place });
    Some(done)
}
