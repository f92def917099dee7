//! What holds for the whole plan.

use super::{CalendarId, Moment, Money, Uncertainty, duration::is_default};
use serde::{Deserialize, Serialize};

/// Plan-wide facts.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Settings {
    /// Nothing unstarted begins before this.
    pub start: Moment,
    /// The start it had at first, where that was moved since: whatever moves, this tells a plan from others.
    #[serde(default, skip_serializing_if = "is_default")]
    pub first_start: Option<Moment>,
    /// The plan is measured against this finish, if set: late dates are capped by it. A plan scheduled from its finish
    /// runs back from it.
    #[serde(default, skip_serializing_if = "is_default")]
    pub must_finish_by: Option<Moment>,
    /// The end of this day's work is how far progress is known. An exclusive boundary (the day's 24:00).
    #[serde(default, skip_serializing_if = "is_default")]
    pub status_date: Option<Moment>,
    /// The calendar of tasks without one of their own.
    pub calendar: CalendarId,
    #[serde(default, skip_serializing_if = "is_default")]
    pub hours: HoursSettings,
    #[serde(default, skip_serializing_if = "is_default")]
    pub schedule_from: ScheduleFrom,
    /// Total float, in working minutes, up to which a task is critical.
    #[serde(default, skip_serializing_if = "is_default")]
    pub critical_threshold: i32,
    /// Total float, in working minutes, up to which a task is near-critical; 0 = not shown.
    #[serde(default, skip_serializing_if = "is_default")]
    pub near_critical_threshold: i32,
    #[serde(default, skip_serializing_if = "is_default")]
    pub progress_rule: ProgressRule,
    #[serde(default, skip_serializing_if = "is_default")]
    pub lag_calendar: LagCalendar,
    #[serde(default, skip_serializing_if = "is_default")]
    pub conventions: Conventions,
    /// What the whole may cost.
    #[serde(default, skip_serializing_if = "is_default")]
    pub budget: Option<Money>,
    /// The three letters of the plan's currency (ISO 4217); `None` = that of the person's locale.
    #[serde(default, skip_serializing_if = "is_default")]
    pub currency: Option<String>,
    /// What chance works with.
    #[serde(default, skip_serializing_if = "is_default")]
    pub uncertainty: Uncertainty,
}

impl Settings {
    /// The defaults, for a plan that starts at `start` and works by `calendar`.
    pub fn new(start: Moment, calendar: CalendarId) -> Settings {
        Settings {
            start,
            first_start: None,
            must_finish_by: None,
            status_date: None,
            calendar,
            hours: HoursSettings::default(),
            schedule_from: ScheduleFrom::Start,
            critical_threshold: 0,
            near_critical_threshold: 0,
            progress_rule: ProgressRule::default(),
            lag_calendar: LagCalendar::default(),
            conventions: Conventions::default(),
            budget: None,
            currency: None,
            uncertainty: Uncertainty::default(),
        }
    }

    /// The finish the plan is scheduled back from; `None` where it runs from its start.
    pub fn from_finish(&self) -> Option<Moment> {
        self.must_finish_by.filter(|_| self.schedule_from == ScheduleFrom::Finish)
    }
}

/// What `1d`, `1w` and `1mo` mean, in working minutes and days.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct HoursSettings {
    pub minutes_per_day: i32,
    pub minutes_per_week: i32,
    pub days_per_month: i32,
}

impl Default for HoursSettings {
    fn default() -> HoursSettings {
        HoursSettings { minutes_per_day: 480, minutes_per_week: 2400, days_per_month: 20 }
    }
}

/// Which end the plan is computed from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum ScheduleFrom {
    #[default]
    Start,
    /// Imported plans only: the start follows from [`Settings::must_finish_by`]. Without that date the schedule says so in
    /// an issue, and runs from the start.
    Finish,
}

/// What happens to work that started before its predecessors finished.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ProgressRule {
    /// The remaining work still waits for the predecessors.
    #[default]
    RetainedLogic,
    /// The remaining work goes on as if the links were met.
    ProgressOverride,
}

/// Whose calendar working-time lags are counted on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum LagCalendar {
    Predecessor,
    #[default]
    Successor,
    /// 24 hours a day.
    Elapsed,
}

/// Whose scheduling rules the plan follows where planners differ.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Conventions {
    /// Ours: soft constraints, a status-date floor, ALAP within free float, absences move nothing.
    #[default]
    Forthright,
    /// As Microsoft Project schedules; carried by plans imported from it.
    MicrosoftProject {
        /// SNLT, FNLT, MSO and MFO pull dates against logic.
        honour_constraint_dates: bool,
    },
}
