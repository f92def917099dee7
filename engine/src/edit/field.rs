//! The fields of a task and of the plan's settings, one variant each. A new field is a line here and one in `plan/`.

use crate::plan::{
    Assignment, CalendarId, Confidence, Constraint, Conventions, Duration, HoursSettings, LagCalendar, ManualDates,
    Moment, Money, Progress, ProgressRule, Range, ResourceId, ScheduleFrom, Settings, Task, TaskCost, Uncertainty,
    WorkSegment,
};
use serde::{Deserialize, Serialize};

/// An enum with a variant a field, and `swap`, which puts the value in and gives the old one back.
#[macro_export]
macro_rules! field_edits {
    ($(#[$doc:meta])* $name:ident of $owner:ty { $($variant:ident($ty:ty) = $field:ident,)* }) => {
        $(#[$doc])*
        #[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
        #[serde(rename_all = "snake_case")]
        pub enum $name { $(#[doc = concat!("Sets `", stringify!($field), "`.")] $variant($ty),)* }

        impl $name {
            /// Puts the value into `owner` and returns what was there: the inverse.
            pub fn swap(self, owner: &mut $owner) -> $name {
                match self { $($name::$variant(value) => $name::$variant(std::mem::replace(&mut owner.$field, value)),)* }
            }
        }
    };
}

field_edits! {
    /// One field of a task with its new value.
    TaskField of Task {
        Name(String) = name,
        Duration(Duration) = duration,
        Range(Option<Range>) = range,
        Confidence(Option<Confidence>) = confidence,
        Hill(Option<u8>) = hill,
        Milestone(bool) = milestone,
        Constraint(Option<Constraint>) = constraint,
        Deadline(Option<Moment>) = deadline,
        Calendar(Option<CalendarId>) = calendar,
        IgnoreResourceCalendars(bool) = ignore_resource_calendars,
        Manual(Option<ManualDates>) = manual,
        Inactive(bool) = inactive,
        Progress(Progress) = progress,
        LevellingDelay(i32) = levelling_delay,
        Owner(Option<ResourceId>) = owner,
        Assignments(Vec<Assignment>) = assignments,
        Segments(Vec<WorkSegment>) = segments,
        Cost(Option<Box<TaskCost>>) = cost,
        Locked(bool) = locked,
        ClientVisible(bool) = client_visible,
        WillSee(String) = will_see,
        PrivateNote(String) = private_note,
    }
}

field_edits! {
    /// One plan-wide field with its new value.
    SettingField of Settings {
        Start(Moment) = start,
        FirstStart(Option<Moment>) = first_start,
        MustFinishBy(Option<Moment>) = must_finish_by,
        StatusDate(Option<Moment>) = status_date,
        Calendar(CalendarId) = calendar,
        Hours(HoursSettings) = hours,
        ScheduleFrom(ScheduleFrom) = schedule_from,
        CriticalThreshold(i32) = critical_threshold,
        NearCriticalThreshold(i32) = near_critical_threshold,
        ProgressRule(ProgressRule) = progress_rule,
        LagCalendar(LagCalendar) = lag_calendar,
        Conventions(Conventions) = conventions,
        Budget(Option<Money>) = budget,
        Currency(Option<String>) = currency,
        Uncertainty(Uncertainty) = uncertainty,
    }
}
