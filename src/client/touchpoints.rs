//! Who of ours the client meets beyond the project: an executive at the table, help that comes quickly.

use super::steps::known_name;
use crate::project::Project;
use crate::project::record::{Touch, TouchpointId};
use chrono::NaiveDate;

/// A touchpoint the client may know of.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ClientTouchpoint {
    pub id: TouchpointId,
    pub touch: Touch,
    /// Who of ours.
    pub who: String,
    /// What for.
    pub what: String,
    pub planned_on: Option<NaiveDate>,
    pub held_on: Option<NaiveDate>,
}

impl ClientTouchpoint {
    /// The day it took place, else the day it is planned for.
    pub fn day(&self) -> Option<NaiveDate> {
        self.held_on.or(self.planned_on)
    }
}

/// By day; those without one come last.
pub(super) fn of(project: &Project) -> Vec<ClientTouchpoint> {
    let seen = project.record.touchpoints.values().filter(|one| one.client_visible && !one.who.trim().is_empty());
    let mut all: Vec<ClientTouchpoint> = seen
        .map(|one| ClientTouchpoint {
            id: one.id,
            touch: one.touch,
            who: Some(known_name(project, &one.who)).filter(|who| !who.is_empty()).unwrap_or("One of us".to_owned()),
            what: one.what.trim().to_owned(),
            planned_on: one.planned_on,
            held_on: one.held_on,
        })
        .collect();
    all.sort_by_key(|one| (one.day().is_none(), one.day(), one.id));
    all
}
