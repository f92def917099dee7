//! The project as the open room shows it: the facts, or in the What-if room the plan that the open scenario comes to.
//!
//! Rooms that draw a plan read this and not the facts, so a scenario can be dragged, typed and calculated with like the
//! plan itself. What is kept, saved and listed reads the facts ([`Store::project`](super::store::Store)), which a
//! scenario never touches.

use forthright::project::Project;
use leptos::prelude::*;
use std::sync::Arc;

/// Reads like a signal of a project. Copy it freely.
#[derive(Clone, Copy)]
pub struct Seen {
    facts: RwSignal<Project>,
    trial: Memo<Option<Arc<Project>>>,
}

impl Seen {
    /// The facts, unless `trial` has something else to show.
    pub fn new(facts: RwSignal<Project>, trial: Memo<Option<Arc<Project>>>) -> Seen {
        Seen { facts, trial }
    }

    /// Reads it and follows it.
    pub fn with<T>(&self, read: impl FnOnce(&Project) -> T) -> T {
        match self.trial.get() {
            Some(trial) => read(&trial),
            None => self.facts.with(read),
        }
    }

    /// Reads it without following it.
    pub fn with_untracked<T>(&self, read: impl FnOnce(&Project) -> T) -> T {
        match self.trial.get_untracked() {
            Some(trial) => read(&trial),
            None => self.facts.with_untracked(read),
        }
    }

    /// Follows it.
    pub fn track(&self) {
        self.with(|_| ());
    }
}
