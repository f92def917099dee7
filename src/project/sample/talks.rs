//! What was told to the sample's client beside the report: the kick-off, the scope, the day the design moved to, and when
//! the build will be complete. That the opening does not hold is still to be said.

use super::Keys;
use crate::plan::TaskId;
use crate::project::Project;
use crate::project::record::{Channel, Conversation, ConversationId, Tellable};
use crate::schedule::Schedule;
use chrono::NaiveDate;

/// The conversations up to the status date, which get their ids from there on.
pub(super) fn conversations(project: &Project, keys: &Keys, now: &Schedule, friday: NaiveDate) -> Vec<Conversation> {
    let all = [kick_off(project, keys), scope(project, keys), design(project, keys), build(project, keys, now, friday)];
    let ids = project.plan.ids.last + 1..;
    all.into_iter().flatten().zip(ids).map(|(one, id)| Conversation { id: ConversationId(id), ..one }).collect()
}

/// A milestone that is done, and its day.
fn done(project: &Project, keys: &Keys, key: &str) -> Option<(TaskId, NaiveDate)> {
    let task = project.plan.task(*keys.get(key)?)?;
    Some((task.id, task.progress.actual_finish?.date()))
}

/// On the day itself, with those who came.
fn kick_off(project: &Project, keys: &Keys) -> Option<Conversation> {
    let (task, on) = done(project, keys, "kick")?;
    Some(Conversation {
        channel: Channel::Meeting,
        people: vec!["Louise Meyer".into(), "Helen Brandt".into(), "Samir Haddad".into()],
        told: vec![Tellable::Delivered(task)],
        said: "Everybody knows who does what. The opening of the season is the day that counts.".into(),
        sensed: "Louise listens, Helen decides.".into(),
        ..Conversation::new(ConversationId(0), on)
    })
}

/// By mail, on the day it was agreed.
fn scope(project: &Project, keys: &Keys) -> Option<Conversation> {
    let (task, on) = done(project, keys, "agreed")?;
    Some(Conversation {
        channel: Channel::Mail,
        people: vec!["Helen Brandt".into()],
        told: vec![Tellable::Delivered(task)],
        said: "The scope is agreed, earlier than we promised it. Thank you for reading it so soon.".into(),
        ..Conversation::new(ConversationId(0), on)
    })
}

/// By telephone, on the day the new date was promised.
fn design(project: &Project, keys: &Keys) -> Option<Conversation> {
    let task = keys.get("approved")?;
    let promise = project.promises.values().find(|promise| promise.task == *task)?;
    let said = promise.sayings.last()?;
    Some(Conversation {
        channel: Channel::Call,
        people: vec!["Helen Brandt".into()],
        told: vec![Tellable::Promise { promise: promise.id, date: said.date }],
        said: "The calendar takes a week more, and she would rather see it right. She asked whether the opening holds."
            .into(),
        sensed: "Calm about the week; not about the opening.".into(),
        ..Conversation::new(ConversationId(0), said.said_on)
    })
}

/// By mail to the one who has to be there, on the status date.
fn build(project: &Project, keys: &Keys, now: &Schedule, friday: NaiveDate) -> Option<Conversation> {
    let task = *keys.get("built")?;
    let at = now.rows.get(project.plan.position(task)?)?;
    Some(Conversation {
        channel: Channel::Mail,
        people: vec!["Samir Haddad".into()],
        told: vec![Tellable::Moved { task, to: at.start.date() }],
        said: "The day from which on he can try everything against the turnstiles.".into(),
        private_note: "What it does to the opening is for Louise to hear first, and by telephone.".into(),
        ..Conversation::new(ConversationId(0), friday)
    })
}
