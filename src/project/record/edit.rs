//! Edits of the record.

use super::{
    Agreement, Concern, ConcernId, Conversation, ConversationId, Guide, GuideId, Input, InputId, Record, Rules, Snooze,
    Standing, Touchpoint, TouchpointId, Win,
};
use crate::edit::EditError;
use crate::plan::{Ids, TaskId};
use crate::project::filed;
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// One change to the record. Where something is filed, `None` takes it away.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum RecordEdit {
    Conversation { id: ConversationId, conversation: Option<Box<Conversation>> },
    Concern { id: ConcernId, concern: Option<Box<Concern>> },
    Input { id: InputId, input: Option<Box<Input>> },
    Touchpoint { id: TouchpointId, touchpoint: Option<Box<Touchpoint>> },
    Guide { id: GuideId, guide: Option<Box<Guide>> },
    Agreement(Box<Agreement>),
    Standing { on: NaiveDate, standing: Option<Box<Standing>> },
    Snooze { line: String, snooze: Option<Snooze> },
    Win { task: TaskId, win: Option<Win> },
    Rules(Rules),
}

impl Record {
    /// Carries `edit` out and returns what takes it back.
    ///
    /// # Errors
    /// When it does not fit; the record is then unchanged.
    pub(in crate::project) fn apply(&mut self, ids: &mut Ids, edit: RecordEdit) -> Result<RecordEdit, EditError> {
        use std::mem::replace;
        Ok(match edit {
            RecordEdit::Conversation { id, conversation } => {
                let conversation = filed::put(&mut self.conversations, ids, id, conversation)?;
                RecordEdit::Conversation { id, conversation }
            }
            RecordEdit::Concern { id, concern } => {
                let concern = filed::put(&mut self.concerns, ids, id, concern)?;
                RecordEdit::Concern { id, concern }
            }
            RecordEdit::Input { id, input } => {
                let input = filed::put(&mut self.inputs, ids, id, input)?;
                RecordEdit::Input { id, input }
            }
            RecordEdit::Touchpoint { id, touchpoint } => {
                let touchpoint = filed::put(&mut self.touchpoints, ids, id, touchpoint)?;
                RecordEdit::Touchpoint { id, touchpoint }
            }
            RecordEdit::Guide { id, guide } => {
                let guide = filed::put(&mut self.guides, ids, id, guide)?;
                RecordEdit::Guide { id, guide }
            }
            RecordEdit::Agreement(new) => RecordEdit::Agreement(Box::new(replace(&mut self.agreement, *new))),
            RecordEdit::Standing { on, standing } => {
                let standing = swap(&mut self.standings, on, standing.map(|one| *one)).map(Box::new);
                RecordEdit::Standing { on, standing }
            }
            RecordEdit::Snooze { line, snooze } => {
                let snooze = swap(&mut self.snoozed, line.clone(), snooze);
                RecordEdit::Snooze { line, snooze }
            }
            RecordEdit::Win { task, win } => RecordEdit::Win { task, win: swap(&mut self.wins, task, win) },
            RecordEdit::Rules(new) => RecordEdit::Rules(replace(&mut self.rules, new)),
        })
    }
}

fn swap<K: Ord, V>(all: &mut BTreeMap<K, V>, key: K, value: Option<V>) -> Option<V> {
    match value {
        Some(value) => all.insert(key, value),
        None => all.remove(&key),
    }
}
