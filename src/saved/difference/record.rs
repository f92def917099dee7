//! What differs in the record of confidence: as edits, and as lines.

use super::lines::{Line, What};
use crate::project::Record;
use crate::project::record::RecordEdit;
use std::collections::BTreeMap;

/// The edits that lead from one record to another.
pub(super) fn edits(old: &Record, new: &Record) -> Vec<RecordEdit> {
    let mut edits = Vec::new();
    let mut add = |edit| edits.push(edit);
    differ(&old.conversations, &new.conversations, |id, one| {
        add(RecordEdit::Conversation { id, conversation: one.map(Box::new) });
    });
    differ(&old.concerns, &new.concerns, |id, one| add(RecordEdit::Concern { id, concern: one.map(Box::new) }));
    differ(&old.inputs, &new.inputs, |id, one| add(RecordEdit::Input { id, input: one.map(Box::new) }));
    differ(&old.touchpoints, &new.touchpoints, |id, one| {
        add(RecordEdit::Touchpoint { id, touchpoint: one.map(Box::new) });
    });
    differ(&old.guides, &new.guides, |id, one| add(RecordEdit::Guide { id, guide: one.map(Box::new) }));
    differ(&old.standings, &new.standings, |on, one| add(RecordEdit::Standing { on, standing: one.map(Box::new) }));
    differ(&old.snoozed, &new.snoozed, |line, snooze| add(RecordEdit::Snooze { line, snooze }));
    differ(&old.wins, &new.wins, |task, win| add(RecordEdit::Win { task, win }));
    if old.agreement != new.agreement {
        add(RecordEdit::Agreement(Box::new(new.agreement.clone())));
    }
    if old.rules != new.rules {
        add(RecordEdit::Rules(new.rules));
    }
    edits
}

/// What is new or another one, then what is gone.
fn differ<K: Clone + Ord, V: Clone + PartialEq>(
    old: &BTreeMap<K, V>,
    new: &BTreeMap<K, V>,
    mut each: impl FnMut(K, Option<V>),
) {
    for (key, value) in new.iter().filter(|(key, value)| old.get(key) != Some(value)) {
        each(key.clone(), Some(value.clone()));
    }
    old.keys().filter(|key| !new.contains_key(key)).for_each(|key| each(key.clone(), None));
}

/// One line a change.
pub(super) fn lines(old: &Record, new: &Record) -> Vec<Line> {
    edits(old, new).iter().map(|edit| line(edit, old, new)).collect()
}

fn line(edit: &RecordEdit, old: &Record, new: &Record) -> Line {
    let (field, name, was, is) = match edit {
        RecordEdit::Conversation { id, .. } => {
            let name = |record: &Record| record.conversations.get(id).map(|one| one.on.to_string());
            ("conversation", either(name, old, new), name(old).is_some(), name(new).is_some())
        }
        RecordEdit::Concern { id, .. } => {
            let name = |record: &Record| record.concerns.get(id).map(|one| one.words.clone());
            ("concern", either(name, old, new), name(old).is_some(), name(new).is_some())
        }
        RecordEdit::Input { id, .. } => {
            let name = |record: &Record| record.inputs.get(id).map(|one| one.what.clone());
            ("what we need", either(name, old, new), name(old).is_some(), name(new).is_some())
        }
        RecordEdit::Touchpoint { id, .. } => {
            let name = |record: &Record| record.touchpoints.get(id).map(|one| one.who.clone());
            ("touchpoint", either(name, old, new), name(old).is_some(), name(new).is_some())
        }
        RecordEdit::Guide { id, .. } => {
            let name = |record: &Record| record.guides.get(id).map(|one| one.begun_on.to_string());
            ("guided page", either(name, old, new), name(old).is_some(), name(new).is_some())
        }
        RecordEdit::Standing { on, .. } => {
            ("status", on.to_string(), old.standings.contains_key(on), new.standings.contains_key(on))
        }
        RecordEdit::Snooze { line, .. } => {
            ("put off", line.clone(), old.snoozed.contains_key(line), new.snoozed.contains_key(line))
        }
        RecordEdit::Win { task, .. } => {
            ("as a small win", format!("Step {}", task.0), old.wins.contains_key(task), new.wins.contains_key(task))
        }
        RecordEdit::Agreement(_) => ("", "Working agreement".to_owned(), true, true),
        RecordEdit::Rules(_) => ("", "When something counts".to_owned(), true, true),
    };
    let what = match (was, is) {
        (false, _) => What::Added,
        (true, false) => What::Removed,
        (true, true) => What::Changed,
    };
    Line { field: field.to_owned(), ..Line::new(what, None, &name) }
}

fn either(name: impl Fn(&Record) -> Option<String>, old: &Record, new: &Record) -> String {
    name(new).or_else(|| name(old)).unwrap_or_default()
}
