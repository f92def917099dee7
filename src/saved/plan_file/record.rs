//! The record of confidence in a plan file: one conversation, concern, input … a line. What is empty is not written.

use super::shape::Lines;
use crate::plan::TaskId;
use crate::project::Record;
use crate::project::record::{
    Agreement, Concern, Conversation, Guide, Input, Rules, Snooze, Standing, Touchpoint, Win,
};
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// What is read.
#[derive(Default, Deserialize)]
#[serde(default)]
pub(super) struct RecordFile {
    conversations: Vec<Conversation>,
    concerns: Vec<Concern>,
    inputs: Vec<Input>,
    touchpoints: Vec<Touchpoint>,
    guides: Vec<Guide>,
    agreement: Agreement,
    standings: Vec<StandingFile>,
    snoozed: Vec<SnoozeFile>,
    wins: Vec<WinFile>,
    rules: Rules,
}

/// The milestones on one day.
#[derive(Serialize, Deserialize)]
struct StandingFile {
    on: NaiveDate,
    #[serde(flatten)]
    standing: Standing,
}

#[derive(Serialize, Deserialize)]
struct SnoozeFile {
    line: String,
    #[serde(flatten)]
    snooze: Snooze,
}

#[derive(Serialize, Deserialize)]
struct WinFile {
    task: TaskId,
    #[serde(flatten)]
    win: Win,
}

impl RecordFile {
    pub fn into_record(self) -> Record {
        Record {
            conversations: self.conversations.into_iter().map(|one| (one.id, one)).collect(),
            concerns: self.concerns.into_iter().map(|one| (one.id, one)).collect(),
            inputs: self.inputs.into_iter().map(|one| (one.id, one)).collect(),
            touchpoints: self.touchpoints.into_iter().map(|one| (one.id, one)).collect(),
            guides: self.guides.into_iter().map(|one| (one.id, one)).collect(),
            agreement: self.agreement,
            snoozed: self.snoozed.into_iter().map(|one| (one.line, one.snooze)).collect(),
            wins: self.wins.into_iter().map(|one| (one.task, one.win)).collect(),
            rules: self.rules,
            standings: self.standings.into_iter().map(|one| (one.on, one.standing)).collect(),
        }
    }
}

pub(super) fn write(record: &Record, out: &mut Lines) {
    let Record { conversations, concerns, inputs, touchpoints, guides, agreement, standings, snoozed, wins, rules } =
        record;
    if *record == Record::default() {
        return;
    }
    out.list("conversations", conversations.values());
    out.list("concerns", concerns.values());
    out.list("inputs", inputs.values());
    out.list("touchpoints", touchpoints.values());
    out.list("guides", guides.values());
    out.field("agreement", agreement);
    let standings = standings.iter().map(|(on, standing)| StandingFile { on: *on, standing: standing.clone() });
    out.list("standings", standings);
    let snoozed = snoozed.iter().map(|(line, snooze)| SnoozeFile { line: line.clone(), snooze: snooze.clone() });
    out.list("snoozed", snoozed);
    out.list("wins", wins.iter().map(|(task, win)| WinFile { task: *task, win: *win }));
    out.field("rules", rules);
}
