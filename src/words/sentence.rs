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
    pub(crate) fn say(mut self, text: impl Into<String>) -> Sentence {
        let text = text.into();
        match self.0.last_mut() {
            Some(Piece::Text(last)) => last.push_str(&text),
            _ => self.0.push(Piece::Text(text)),
        }
        self
    }

    /// Adds the name of a task.
    pub(crate) fn task(mut self, plan: &Plan, id: TaskId) -> Sentence {
        self.0.push(Piece::Task(id, task_name(plan, id)));
        self
    }

    /// Adds a name that leads to a task.
    pub(crate) fn named(mut self, id: TaskId, name: impl Into<String>) -> Sentence {
        self.0.push(Piece::Task(id, name.into()));
        self
    }

    /// Adds what was said elsewhere, as it is.
    pub(crate) fn join(mut self, next: Sentence) -> Sentence {
        for piece in next.0 {
            match piece {
                Piece::Text(text) => self = self.say(text),
                task => self.0.push(task),
            }
        }
        self
    }

    /// Adds another sentence, with a blank between.
    pub(crate) fn then(mut self, next: Sentence) -> Sentence {
        if !self.0.is_empty() && !next.0.is_empty() {
            self = self.say(" ");
        }
        self.join(next)
    }

    /// With a capital letter where it begins with words of ours.
    pub(crate) fn capital(mut self) -> Sentence {
        if let Some(Piece::Text(text)) = self.0.first_mut() {
            let mut letters = text.chars();
            let first: String = letters.next().map(|c| c.to_uppercase().collect()).unwrap_or_default();
            *text = first + letters.as_str();
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
