//! What the client was not told yet, and what was told in one conversation.

use super::age;
use crate::analysis::facts;
use crate::project::Project;
use crate::project::record::{ConversationId, Tellable};
use crate::schedule::Schedule;
use crate::view::radar::fact;
use crate::words::Dates;
use chrono::NaiveDate;

/// A fact the client was not told.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Untold {
    pub what: Tellable,
    pub words: String,
    /// `not told for 12 days`
    pub age: String,
    /// A week or longer: it stands out, by its word as well.
    pub old: bool,
}

/// What was not told, the oldest first; `schedule` is the project's own.
pub fn untold(project: &Project, schedule: &Schedule, today: NaiveDate, dates: &Dates) -> Vec<Untold> {
    let open = facts(project, schedule, today).into_iter().filter(|fact| fact.told.is_none());
    open.map(|one| Untold {
        what: one.what,
        words: fact(one.what, project, dates),
        age: format!("not told {}", age(one.since, today)),
        old: today.signed_duration_since(one.since).num_days() >= 7,
    })
    .collect()
}

/// What was told in a conversation, in words.
pub fn told_in(project: &Project, id: ConversationId, dates: &Dates) -> Vec<(Tellable, String)> {
    let told = project.record.conversations.get(&id).map(|one| one.told.as_slice()).unwrap_or_default();
    told.iter().map(|what| (*what, fact(*what, project, dates))).collect()
}
