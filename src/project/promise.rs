//! A date said to the client. The plan moves; what was said stays as it was said.

use crate::plan::{Moment, TaskId};
use crate::schedule::LateBound;
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// Identifies a promise in a project, for good.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct PromiseId(pub u32);

/// A promise: words, to whom, and every date that was said for it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Promise {
    pub id: PromiseId,
    /// The milestone or task it is about. It may be gone from the plan by now; the promise is not.
    pub task: TaskId,
    /// The words used: "Your front desk can try it".
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub words: String,
    /// To whom it was said.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub to: String,
    /// The client sees it among their promises. Private is the default.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub client_visible: bool,
    /// The oldest first. Promising anew adds one; none is ever overwritten.
    pub sayings: Vec<Saying>,
    /// The civil day it was delivered.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub delivered_on: Option<NaiveDate>,
    /// Why it was missed, where it was.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub why_missed: String,
}

/// One date as it was said.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Saying {
    pub said_on: NaiveDate,
    /// The promised day; the end of its work is what counts.
    pub date: NaiveDate,
    /// Why it was said anew; nothing the first time.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub reason: String,
    /// How often, in percent, the plan kept the date when it was said; `None` where that was not known.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub chance: Option<u8>,
}

impl Saying {
    /// A date said for the first time, with nothing known of its chance.
    pub fn new(said_on: NaiveDate, date: NaiveDate) -> Saying {
        Saying { said_on, date, reason: String::new(), chance: None }
    }
}

impl Promise {
    /// One about which nothing was said yet: private, open, without words or a date.
    pub fn new(id: PromiseId, task: TaskId) -> Promise {
        Promise {
            id,
            task,
            words: String::new(),
            to: String::new(),
            client_visible: false,
            sayings: Vec::new(),
            delivered_on: None,
            why_missed: String::new(),
        }
    }

    /// The date that holds: the one said last. `None` where a file brought a promise without any.
    pub fn date(&self) -> Option<NaiveDate> {
        self.sayings.last().map(|saying| saying.date)
    }

    /// True until it is delivered.
    pub fn is_open(&self) -> bool {
        self.delivered_on.is_none()
    }

    /// The latest finish an open promise allows its task.
    pub fn bound(&self) -> Option<LateBound> {
        let date = self.date().filter(|_| self.is_open())?;
        Some(LateBound { task: self.task, at: Moment::end_of(date) })
    }
}
