//! What a value must be like to enter the plan: existing calendars and people, lengths not below zero, progress without
//! contradictions, working hours in order.

use super::{EditError, SettingField, TaskField};
use crate::plan::{
    Assignment, Calendar, CalendarId, DayHours, Duration, Exception, ManualDates, Moment, Plan, Progress, Range,
    Resource, ResourceId, Task, Uncertainty,
};

type Rule = Result<(), EditError>;

impl Plan {
    /// All fields of a task that comes in.
    pub(super) fn check_task(&self, task: &Task) -> Rule {
        not_negative(task.duration)?;
        range(task.range)?;
        hundred(task.hill)?;
        self.calendar_exists(task.calendar)?;
        dates_in_order(task.manual)?;
        self.check_progress(&task.progress)?;
        delay(task.levelling_delay)?;
        self.resource_exists(task.owner)?;
        self.check_assignments(&task.assignments)
    }

    pub(super) fn check_field(&self, field: &TaskField) -> Rule {
        match field {
            TaskField::Duration(duration) => not_negative(*duration),
            TaskField::Range(new) => range(*new),
            TaskField::Hill(place) => hundred(*place),
            TaskField::Calendar(calendar) => self.calendar_exists(*calendar),
            TaskField::Manual(dates) => dates_in_order(*dates),
            TaskField::Progress(progress) => self.check_progress(progress),
            TaskField::LevellingDelay(minutes) => delay(*minutes),
            TaskField::Owner(owner) => self.resource_exists(*owner),
            TaskField::Assignments(assignments) => self.check_assignments(assignments),
            TaskField::Name(_)
            | TaskField::Confidence(_)
            | TaskField::Milestone(_)
            | TaskField::Constraint(_)
            | TaskField::Deadline(_)
            | TaskField::IgnoreResourceCalendars(_)
            | TaskField::Inactive(_)
            | TaskField::Segments(_)
            | TaskField::Cost(_)
            | TaskField::Locked(_)
            | TaskField::ClientVisible(_)
            | TaskField::WillSee(_)
            | TaskField::PrivateNote(_) => Ok(()),
        }
    }

    pub(super) fn check_setting(&self, field: &SettingField) -> Rule {
        match field {
            SettingField::Calendar(id) => self.calendar_exists(Some(*id)),
            SettingField::Hours(hours) => {
                let fits = (1..=1440).contains(&hours.minutes_per_day)
                    && (1..=10_080).contains(&hours.minutes_per_week)
                    && (1..=31).contains(&hours.days_per_month);
                if fits { Ok(()) } else { Err(EditError::HoursOutOfRange) }
            }
            SettingField::Uncertainty(Uncertainty { common, sure, fair, guess, .. }) => {
                [*common, sure.shorter, fair.shorter, guess.shorter]
                    .into_iter()
                    .try_for_each(|share| hundred(Some(share)))
            }
            _ => Ok(()),
        }
    }

    /// A calendar about to be filed under `id`.
    pub(super) fn check_calendar(&self, id: CalendarId, calendar: &Calendar) -> Rule {
        if calendar.id != id {
            return Err(EditError::WrongId(calendar.id.0));
        }
        self.calendar_exists(calendar.base.filter(|base| *base != id))?;
        let mut base = calendar.base;
        // A loop elsewhere, from a file, ends the walk too: no chain is longer than the list.
        for _ in 0..=self.calendars.len() {
            if base == Some(id) {
                return Err(EditError::CalendarLoop(id));
            }
            base = base.and_then(|base| self.calendars.get(&base)?.base);
        }
        check_exceptions(&calendar.exceptions)?;
        calendar.week.iter().flatten().try_for_each(hours_in_order)?;
        calendar.work_weeks.iter().try_for_each(|week| {
            in_order(week.from <= week.to)?;
            week.week.iter().flatten().try_for_each(hours_in_order)
        })
    }

    pub(super) fn calendar_unused(&self, id: CalendarId) -> Rule {
        let used = self.settings.calendar == id
            || self.tasks.iter().any(|task| task.calendar == Some(id))
            || self.resources.values().any(|resource| resource.calendar == Some(id))
            || self.calendars.values().any(|calendar| calendar.base == Some(id) && calendar.id != id);
        if used { Err(EditError::CalendarInUse(id)) } else { Ok(()) }
    }

    /// A resource about to be filed under `id`.
    pub(super) fn check_resource(&self, id: ResourceId, resource: &Resource) -> Rule {
        if resource.id != id {
            return Err(EditError::WrongId(resource.id.0));
        }
        self.calendar_exists(resource.calendar)?;
        check_exceptions(&resource.absences)
    }

    pub(super) fn resource_unused(&self, id: ResourceId) -> Rule {
        let works = |task: &Task| task.owner == Some(id) || task.assignments.iter().any(|a| a.resource == id);
        if self.tasks.iter().any(works) { Err(EditError::ResourceInUse(id)) } else { Ok(()) }
    }

    /// Finished ⇔ actual finish set, 100 %, nothing left; nothing done without a start, before it, or after the status date.
    fn check_progress(&self, progress: &Progress) -> Rule {
        let Progress { actual_start, actual_finish, percent, remaining } = *progress;
        let known = |at: Option<Moment>| match (at, self.settings.status_date) {
            (Some(at), Some(status)) => at <= status,
            _ => true,
        };
        let done = percent == 100 && remaining.unwrap_or(0) == 0;
        let open = percent < 100 && remaining != Some(0);
        let begun = actual_start.is_some() || (percent == 0 && remaining.is_none() && actual_finish.is_none());
        let fits = percent <= 100
            && remaining.unwrap_or(0) >= 0
            && begun
            && if actual_finish.is_some() { done && actual_finish >= actual_start } else { open }
            && known(actual_start)
            && known(actual_finish);
        if fits { Ok(()) } else { Err(EditError::ProgressContradicts) }
    }

    fn check_assignments(&self, assignments: &[Assignment]) -> Rule {
        assignments.iter().try_for_each(|assignment| {
            self.resource_exists(Some(assignment.resource))?;
            delay(assignment.delay)?;
            delay(assignment.work.unwrap_or(0))
        })
    }

    fn calendar_exists(&self, id: Option<CalendarId>) -> Rule {
        match id {
            Some(id) if !self.calendars.contains_key(&id) => Err(EditError::NoCalendar(id)),
            _ => Ok(()),
        }
    }

    fn resource_exists(&self, id: Option<ResourceId>) -> Rule {
        match id {
            Some(id) if !self.resources.contains_key(&id) => Err(EditError::NoResource(id)),
            _ => Ok(()),
        }
    }
}

fn not_negative(duration: Duration) -> Rule {
    delay(duration.minutes)
}

fn range(range: Option<Range>) -> Rule {
    range.map_or(Ok(()), |range| delay(range.shorter.min(range.longer)))
}

fn hundred(share: Option<u8>) -> Rule {
    if share.is_some_and(|share| share > 100) { Err(EditError::BeyondHundred) } else { Ok(()) }
}

fn delay(minutes: i32) -> Rule {
    if minutes < 0 { Err(EditError::NegativeDuration) } else { Ok(()) }
}

fn in_order(fits: bool) -> Rule {
    if fits { Ok(()) } else { Err(EditError::DatesBackwards) }
}

fn dates_in_order(dates: Option<ManualDates>) -> Rule {
    match dates {
        Some(ManualDates { start: Some(start), finish: Some(finish), .. }) => in_order(start <= finish),
        _ => Ok(()),
    }
}

fn check_exceptions(exceptions: &[Exception]) -> Rule {
    exceptions.iter().try_for_each(|exception| {
        in_order(exception.from <= exception.to)?;
        hours_in_order(&exception.hours)
    })
}

fn hours_in_order(hours: &DayHours) -> Rule {
    let forward = hours.0.iter().all(|interval| interval.from < interval.to && interval.to <= 1440);
    let apart = hours.0.windows(2).all(|pair| pair[0].to <= pair[1].from);
    if forward && apart { Ok(()) } else { Err(EditError::HoursOutOfRange) }
}
