//! What the client sees beyond what is marked item by item: parts of the brief, money, the pages of a presentation, and
//! when reports are due. Everything is private until it is said here or on the item itself.

use chrono::NaiveDate;
use forthright_engine::field_edits;
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

/// What is shared of a project as a whole.
#[derive(Clone, Debug, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct Sharing {
    /// The parts of the brief the client sees.
    #[serde(skip_serializing_if = "BTreeSet::is_empty")]
    pub brief: BTreeSet<BriefPart>,
    /// The client sees the budget, what is spent and what is expected.
    #[serde(skip_serializing_if = "super::is_default")]
    pub money: bool,
    /// The pages of a presentation in their order; those not named here follow in the usual one.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub pages: Vec<PageChoice>,
    /// When reports are due; `None` = nothing was promised.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub cadence: Option<Cadence>,
}

/// A part of the brief that is marked as a whole. The client's own name is no secret to the client.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum BriefPart {
    Purpose,
    Outcomes,
    Scope,
    OutOfScope,
    Assumptions,
}

/// A page of a presentation.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Page {
    /// Purpose, outcomes and the steps.
    Outline,
    /// Where the work stands, and what turned since last time.
    Now,
    /// The next milestones, with a timeline.
    Next,
    Promises,
    /// What we need from the client.
    Needs,
    /// What the client worries about, and where the plan answers it.
    Concerns,
    Problems,
    Decisions,
    /// How the work together is run.
    Agreement,
    /// Who of ours the client meets beyond the project.
    Touchpoints,
    /// Looking back.
    WrapUp,
}

impl Page {
    /// All pages in their usual order.
    pub const ALL: [Page; 11] = [
        Page::Outline,
        Page::Now,
        Page::Next,
        Page::Promises,
        Page::Needs,
        Page::Concerns,
        Page::Problems,
        Page::Decisions,
        Page::Agreement,
        Page::Touchpoints,
        Page::WrapUp,
    ];
}

/// A page where the presenter put it, or left it out.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PageChoice {
    pub page: Page,
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub left_out: bool,
}

/// How often a report is due, and when.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Cadence {
    pub every: Every,
    /// The first day one is due; the weekday, or the day of the month, follows from it. A day without work brings the
    /// report forward to the last working day before.
    pub from: NaiveDate,
    /// Minutes after midnight by which it is due, on the wall clock.
    pub at: u16,
}

/// How often.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Every {
    #[default]
    Week,
    Fortnight,
    Month,
}

impl Sharing {
    /// Every page once, in the presenter's order, with those left out marked so.
    pub fn all_pages(&self) -> Vec<PageChoice> {
        let mut all: Vec<PageChoice> = Vec::new();
        let usual = Page::ALL.map(|page| PageChoice { page, left_out: false });
        for choice in self.pages.iter().copied().chain(usual) {
            if !all.iter().any(|known| known.page == choice.page) {
                all.push(choice);
            }
        }
        all
    }
}

field_edits! {
    /// One field of what is shared, with its new value.
    SharingField of Sharing {
        Brief(BTreeSet<BriefPart>) = brief,
        Money(bool) = money,
        Pages(Vec<PageChoice>) = pages,
        Cadence(Option<Cadence>) = cadence,
    }
}
