//! How this person likes to look at things. Kept beside the projects, never part of them, not undoable.

use chrono::Weekday;
use forthright::words::{DateOrder, Locale};
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};

/// Preferences of this browser.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Prefs {
    pub theme: Theme,
    pub more_contrast: bool,
    /// Order of dates; `None` = as the browser's language has it.
    pub date_order: Option<DateOrder>,
    /// First day of the week, 0 = Monday; `None` = as the browser's language has it.
    pub first_weekday: Option<u8>,
    /// The project that was open last.
    pub last_project: Option<String>,
    /// Ids of the columns shown in the grid; empty = the usual ones.
    pub columns: Vec<String>,
    /// Width of columns that were changed, in px.
    pub column_widths: BTreeMap<String, u32>,
    /// Width of the grid beside the timeline, in px; 0 = the usual.
    pub grid_width: u32,
    /// The radar stands beside the rooms.
    pub radar: bool,
    /// A project's own view.
    pub views: BTreeMap<String, ProjectView>,
}

impl Prefs {
    /// How dates and numbers are written for this person, in a browser that speaks `language`.
    pub fn locale(&self, language: &str) -> Locale {
        let usual = Locale::from_tag(language);
        Locale {
            date_order: self.date_order.unwrap_or(usual.date_order),
            first_weekday: self
                .first_weekday
                .and_then(|day| Weekday::try_from(day).ok())
                .unwrap_or(usual.first_weekday),
            ..usual
        }
    }
}

/// How a project was last looked at.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct ProjectView {
    /// Ids of collapsed summaries.
    pub collapsed: BTreeSet<u32>,
    /// Pixels a civil day; 0 = fit.
    pub day_width: f64,
}

/// Light, dark, or what the system says.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum Theme {
    #[default]
    System,
    Light,
    Dark,
}
