//! The plan-wide rules, compiled: whose conventions, and the numbers that go with them.

use crate::plan::{Conventions, LagCalendar, Plan, ProgressRule};

/// What the passes ask at every step.
#[derive(Clone, Copy, Debug)]
pub(super) struct Rules {
    /// Microsoft Project's conventions.
    pub msp: bool,
    /// SNLT, FNLT, MSO and MFO pull dates against logic.
    pub honour: bool,
    /// Started work goes on as if its links were met.
    pub overrides: bool,
    pub lag: LagCalendar,
    pub start: i32,
    /// Unstarted and remaining work begins after this (an exclusive end of day); `i32::MIN` = no floor.
    pub floor: i32,
    pub must_finish_by: i32,
    /// The start follows from `must_finish_by`.
    pub from_finish: bool,
    pub critical: i32,
    pub near: i32,
}

impl Rules {
    pub fn of(plan: &Plan) -> Rules {
        let settings = &plan.settings;
        let msp = matches!(settings.conventions, Conventions::MicrosoftProject { .. });
        Rules {
            msp,
            honour: settings.conventions == Conventions::MicrosoftProject { honour_constraint_dates: true },
            overrides: settings.progress_rule == ProgressRule::ProgressOverride,
            lag: settings.lag_calendar,
            start: settings.start.0,
            floor: settings.status_date.filter(|_| !msp).map_or(i32::MIN, |date| date.0),
            must_finish_by: settings.must_finish_by.map_or(i32::MAX, |date| date.0),
            from_finish: settings.from_finish().is_some(),
            critical: settings.critical_threshold,
            near: settings.near_critical_threshold,
        }
    }
}
