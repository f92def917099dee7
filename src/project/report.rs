//! Status reports. What a report says is derived from the plan; kept are the changes a person made to its words and,
//! once it is sent, what was sent.

use super::Project;
use crate::plan::{Moment, TaskId};
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// Identifies a report in a project, for good.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct ReportId(pub u32);

/// A report, in the making or sent.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Report {
    pub id: ReportId,
    pub begun_on: NaiveDate,
    /// What was changed by hand, by the key of its line. A line is known by what it is about (`done 12`), so a change
    /// stays with it while the plan moves on; lines of one's own have keys that begin with `own`.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub changes: BTreeMap<String, LineChange>,
    /// Once it is sent nothing in it changes any more.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sent: Option<Box<Sent>>,
}

/// What a person did to a line. Facts stay as they are: only words change.
#[derive(Clone, Debug, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct LineChange {
    /// The words instead of the derived ones; of a line of one's own, its words.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub text: Option<String>,
    /// Why it is left out. Never leaves our side.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub left_out: Option<String>,
    /// Where a line of one's own stands.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub section: Option<Section>,
}

/// The parts of a report, in their order.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Section {
    GoodNews,
    Done,
    Started,
    Moved,
    Overdue,
    Problems,
    Decisions,
    Next,
    Needs,
    Money,
    Confidence,
}

/// A report as it went out.
#[derive(Clone, Debug, PartialEq, Default, Serialize, Deserialize)]
pub struct Sent {
    pub on: NaiveDate,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub to: Vec<String>,
    /// The day it was due, where a cadence said so.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub due: Option<NaiveDate>,
    /// The last day it tells of.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub status_on: Option<NaiveDate>,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub title: String,
    /// From when to when, in the words at its head.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub period: String,
    /// Every line as the client read it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub lines: Vec<SentLine>,
    /// The table of milestones as the client read it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub milestones: Vec<SentMilestone>,
    /// Where the steps the client sees stood: what the next report starts from.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub steps: Vec<SentStep>,
    /// The same of unfinished steps the client does not see: what our own margin measures from. Never leaves our side.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub private: Vec<SentStep>,
}

/// A line as it went out.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SentLine {
    pub section: Section,
    /// What it is about; nothing in a line of a file that did not say.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub key: String,
    /// It belongs to the line before it, as a way out belongs to its problem.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub under: bool,
    pub text: String,
}

/// A row of the milestones as it went out, in words.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SentMilestone {
    pub name: String,
    /// The day told before, where it was another one.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub was: String,
    pub day: String,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub state: String,
}

/// A step as it was told.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct SentStep {
    pub task: TaskId,
    pub start: Moment,
    /// An exclusive boundary.
    pub finish: Moment,
    /// 0–100.
    #[serde(default, skip_serializing_if = "super::is_default")]
    pub percent: u8,
}

impl Report {
    /// One that is only begun.
    pub fn new(id: ReportId, begun_on: NaiveDate) -> Report {
        Report { id, begun_on, changes: BTreeMap::new(), sent: None }
    }

    /// True once it was sent.
    pub fn is_sent(&self) -> bool {
        self.sent.is_some()
    }
}

impl Project {
    /// Reports that went out, the oldest first.
    pub fn sent_reports(&self) -> Vec<(ReportId, &Sent)> {
        let sent = self.reports.values().filter_map(|report| Some((report.id, report.sent.as_deref()?)));
        let mut all: Vec<(ReportId, &Sent)> = sent.collect();
        all.sort_by_key(|(id, sent)| (sent.on, *id));
        all
    }

    /// Whether `other` differs in nothing but reports that did not go out yet: what costs time to follow from all other
    /// facts need not be made again for each letter typed into one. What a file held beyond the facts counts for nothing.
    pub fn is_same_but_for_drafts(&self, other: &Project) -> bool {
        let Project {
            name,
            brief,
            plan,
            baselines,
            promises,
            scenarios,
            problems,
            decisions,
            sharing,
            reports: _,
            record,
            carried: _,
        } = self;
        self.sent_reports() == other.sent_reports()
            && (name, brief, sharing, record) == (&other.name, &other.brief, &other.sharing, &other.record)
            && (baselines, promises, scenarios) == (&other.baselines, &other.promises, &other.scenarios)
            && (problems, decisions, plan) == (&other.problems, &other.decisions, &other.plan)
    }

    /// The day the client was first told of what the key is about (`problem 12`) in a report.
    pub fn told(&self, key: &str) -> Option<NaiveDate> {
        let tells = |sent: &&Sent| sent.lines.iter().any(|line| line.key == key);
        self.sent_reports().into_iter().map(|(_, sent)| sent).find(tells).map(|sent| sent.on)
    }
}
