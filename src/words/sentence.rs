//! A sentence whose task names can be followed: the UI makes links of them, everything else reads it as text.

use super::task_name;
use crate::plan::{Plan, TaskId};
use std::fmt;

/// Words with task names among them.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct Sentence(pub Vec<Piece>);

/// A stretch of words, or the name of a task to go to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Piece {
    Text(String),
    Task(TaskId, String),
}

impl Sentence {
    /// Adds words.
    pub(super) fn say(mut self, text: impl Into<String>) -> Sentence {
        let text = text.into();
        match self.0.last_mut() {
            Some(Piece::Text(last)) => last.push_str(&text),
            _ => self.0.push(Piece::Text(text)),
        }
        self
    }

    /// Adds the name of a task.
    pub(super) fn task(mut self, plan: &Plan, id: TaskId) -> Sentence {
        self.0.push(Piece::Task(id, task_name(plan, id)));
        self
    }

    /// Adds another sentence, with a blank between.
    pub(super) fn then(mut self, next: Sentence) -> Sentence {
        if !self.0.is_empty() && !next.0.is_empty() {
            self = self.say(" ");
        }
        for piece in next.0 {
            match piece {
                Piece::Text(text) => self = self.say(text),
                task => self.0.push(task),
            }
        }
        self
    }
}

impl fmt::Display for Sentence {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.iter().try_for_each(|piece| match piece {
            Piece::Text(text) | Piece::Task(_, text) => f.write_str(text),
        })
    }
}
