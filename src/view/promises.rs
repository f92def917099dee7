//! What was promised for each task and how it stands, said the same way in grid, timeline, panel and issues.

use crate::analysis::{PromiseNow, PromiseState, promises};
use crate::plan::{HoursSettings, Plan, TaskId};
use crate::project::{Project, PromiseId};
use crate::schedule::Schedule;
use crate::words::{self, DateForm, Dates, Locale, Sentence};
use chrono::NaiveDate;
use std::collections::HashMap;

/// A promise as it stands, and the dates said before the one that holds.
#[derive(Clone, Debug, PartialEq)]
pub struct Told {
    pub now: PromiseNow,
    /// The oldest first.
    pub old: Vec<NaiveDate>,
}

/// What was promised, by task; of each task the open ones first, the one due first in front.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Promised(HashMap<TaskId, Vec<Told>>);

/// How a standing is to be taken in: never by colour alone.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tone {
    /// Ahead, and the plan keeps it.
    Ahead,
    /// Delivered.
    Kept,
    /// Moved to another date too late to be notice; kept or not, it is nothing to be proud of.
    Moved,
    /// The plan does not keep it, or it was not kept.
    Late,
}

impl Promised {
    /// Every promise of `project` under a plan and its schedule: the project's own, or a scenario's.
    pub fn new(project: &Project, plan: &Plan, schedule: &Schedule, today: NaiveDate) -> Promised {
        let mut all: HashMap<TaskId, Vec<Told>> = HashMap::new();
        for now in promises(project, plan, schedule, today) {
            let sayings = project.promises.get(&now.id).map_or(&[][..], |promise| &promise.sayings);
            let before = sayings.split_last().map_or(&[][..], |(_, before)| before);
            let old = before.iter().map(|saying| saying.date).filter(|date| *date != now.date).collect();
            all.entry(now.task).or_default().push(Told { now, old });
        }
        for told in all.values_mut() {
            told.sort_by_key(|told| (told.now.delivered.is_some(), told.now.date, told.now.id));
        }
        Promised(all)
    }

    /// What was promised for a task.
    pub fn of(&self, task: TaskId) -> &[Told] {
        self.0.get(&task).map_or(&[], Vec::as_slice)
    }

    /// The promise a cell tells of: the open one due first, else the one delivered last.
    pub fn foremost(&self, task: TaskId) -> Option<&Told> {
        let all = self.of(task);
        all.first().filter(|told| told.now.delivered.is_none()).or(all.last())
    }

    /// Whether nothing is.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// All of it, in no order.
    pub fn all(&self) -> impl Iterator<Item = &Told> {
        self.0.values().flatten()
    }

    /// How one promise stands.
    pub fn now(&self, id: PromiseId) -> Option<PromiseNow> {
        self.0.values().flatten().find(|told| told.now.id == id).map(|told| told.now)
    }

    /// Open promises the plan does not keep, the one due first in front.
    pub fn late(&self) -> Vec<PromiseNow> {
        let open = self.0.values().flatten().map(|told| told.now);
        let mut late: Vec<PromiseNow> = open.filter(|now| now.delivered.is_none() && tone(now) == Tone::Late).collect();
        late.sort_by_key(|now| (now.date, now.id));
        late
    }
}

/// What a standing means.
pub fn tone(now: &PromiseNow) -> Tone {
    match now.state {
        PromiseState::AtRisk { .. } | PromiseState::Missed { .. } => Tone::Late,
        PromiseState::MovedLate { .. } if now.delivered.is_some() => Tone::Moved,
        _ if now.delivered.is_some() => Tone::Kept,
        _ if now.forecast.is_none() => Tone::Late,
        _ => Tone::Ahead,
    }
}

/// How it stands in a few words: `at risk by 2 d`, `kept 2 days early`.
pub fn standing(now: &PromiseNow, hours: &HoursSettings, locale: Locale) -> String {
    match now.state {
        PromiseState::Missed { by } if now.delivered.is_none() => format!("missed: {} ago", count(by)),
        PromiseState::Missed { by } => format!("missed by {}", count(by)),
        _ if now.forecast.is_none() => "nothing in the plan delivers it".to_owned(),
        PromiseState::Open => "open".to_owned(),
        PromiseState::AtRisk { late_by } => format!("at risk by {}", words::days(late_by, hours, locale)),
        PromiseState::Kept => "kept".to_owned(),
        PromiseState::Early { by } => format!("kept {} early", count(by)),
        PromiseState::MovedWithNotice { .. } if now.delivered.is_some() => "kept, moved with notice".to_owned(),
        PromiseState::MovedWithNotice { .. } => "moved with notice".to_owned(),
        PromiseState::MovedLate { .. } if now.delivered.is_some() => "kept, moved late".to_owned(),
        PromiseState::MovedLate { .. } => "moved late".to_owned(),
    }
}

/// The same for paper and files, which are read later: not how long ago something was.
pub fn standing_then(now: &PromiseNow, hours: &HoursSettings, locale: Locale) -> String {
    match now.state {
        PromiseState::Missed { .. } if now.delivered.is_none() => "missed".to_owned(),
        _ => standing(now, hours, locale),
    }
}

fn count(days: i32) -> String {
    if days == 1 { "1 day".to_owned() } else { format!("{days} days") }
}

/// `4 Aug`, `4 Aug, at risk by 2 d`.
pub fn cell(told: &Told, hours: &HoursSettings, dates: &Dates) -> String {
    let day = dates.write(told.now.date, DateForm::Short);
    match told.now.state {
        PromiseState::Open if told.now.forecast.is_some() => day,
        _ => format!("{day}, {}", standing(&told.now, hours, dates.locale)),
    }
}

/// `promised 4 Aug, at risk by 2 d`, with the dates said before.
pub fn says(told: &Told, hours: &HoursSettings, dates: &Dates) -> String {
    let day = |date| dates.write(date, DateForm::Short);
    let before = match told.old.as_slice() {
        [] => String::new(),
        old => format!(", before that {}", old.iter().map(|date| day(*date)).collect::<Vec<_>>().join(", ")),
    };
    format!("promised {}{before}, {}", day(told.now.date), standing(&told.now, hours, dates.locale))
}

/// What is wrong with an open promise the plan does not keep; nothing for one it keeps.
pub fn trouble(now: &PromiseNow, project: &Project, dates: &Dates) -> Option<Sentence> {
    if now.delivered.is_some() || tone(now) != Tone::Late {
        return None;
    }
    let to = project.promises.get(&now.id).map_or("", |promise| promise.to.as_str());
    let PromiseNow { task, date, forecast, late_by, .. } = *now;
    Some(words::promise_trouble(words::Trouble { task, to, date, forecast, late_by }, &project.plan, dates))
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    /// The sample's promises: what cells, bars and issues say of them.
    #[test]
    fn a_promise_is_told_with_its_standing() {
        let project = crate::project::sample("2026-06-10".parse().unwrap());
        let (hours, dates) =
            (project.plan.settings.hours, Dates::new(Locale::default(), "2026-06-10".parse().unwrap()));
        let promised = Promised::new(&project, &project.plan, &project.schedule(), dates.today);
        let told = |name: &str| {
            let task = project.plan.tasks.iter().find(|task| task.name == name).unwrap();
            let told = promised.foremost(task.id).unwrap();
            format!("{} | {} | {:?}", cell(told, &hours, &dates), says(told, &hours, &dates), tone(&told.now))
        };
        assert_eq!(told("Scope agreed"), "15 May, kept 2 days early | promised 15 May, kept 2 days early | Kept");
        assert_eq!(
            told("Design approved"),
            "23 Jun, moved with notice | promised 23 Jun, before that 15 Jun, moved with notice | Ahead"
        );
        assert_eq!(told("Ready for the pilot"), "24 Jul | promised 24 Jul, open | Ahead");
        assert_eq!(told("Go-live"), "4 Aug, at risk by 2 d | promised 4 Aug, at risk by 2 d | Late");
        let late: Vec<String> =
            promised.late().iter().map(|now| trouble(now, &project, &dates).unwrap().to_string()).collect();
        assert_eq!(
            late,
            ["Go-live was promised to Louise Meyer for Tue 4 Aug; the plan reaches Thu 6 Aug, 2 d past it."]
        );
    }
    /// Kept, though said a day before: nothing that is shown as good.
    #[test]
    fn a_date_that_moved_late_is_not_shown_as_kept() {
        let day = |text: &str| text.parse::<NaiveDate>().unwrap();
        let now = |state| PromiseNow {
            id: PromiseId(1),
            task: TaskId(2),
            date: day("2026-06-10"),
            forecast: Some(day("2026-06-10")),
            state,
            notice: 0,
            late_by: 0,
            delivered: Some(day("2026-06-10")),
        };
        assert_eq!(tone(&now(PromiseState::MovedLate { days: 1 })), Tone::Moved);
        assert_eq!(tone(&now(PromiseState::MovedWithNotice { days: 9 })), Tone::Kept);
    }
}
