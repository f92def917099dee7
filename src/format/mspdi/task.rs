//! Tasks of the file, their links and baselines.

use super::marks::{self, Field, Words};
use super::order::{STILL_TO_SAY, TASK};
use super::value::{self, Read};
use super::{Element, Import};
use crate::format::ImportNote;
use crate::plan::{
    CalendarId, Constraint, ConstraintKind, Dependency, DependencyKey, DependencyKind, Duration, Lag, ManualDates,
    Moment, Progress, Task, TaskId,
};
use crate::project::{Baseline, BaselineDates, CarriedOf};

/// A hundred years of working days: longer lags are cut.
const LONGEST_LAG: i32 = 25 * 366 * 1440;

impl Import {
    pub(super) fn take_task(&mut self, mut element: Element) {
        let level = element.number("OutlineLevel").unwrap_or(1);
        if element.flag("IsNull") == Some(true) || level == 0 && element.number("UID") == Some(0) {
            if level == 0 && self.project.name.is_empty() {
                self.project.name = element.get("Name").unwrap_or_default().to_owned();
            }
            if level == 0 && element.flag("IsNull") != Some(true) {
                self.take_whole(&element);
            }
            return;
        }
        let uid = element.number("UID");
        let id = self.give(uid);
        match uid {
            Some(uid) if self.uids.contains_key(&uid) => self.notes.push(ImportNote::DuplicateUid { uid, given: id }),
            Some(uid) => {
                self.uids.insert(uid, id);
            }
            None => self.notes.push(ImportNote::NoUid { given: id }),
        }
        let name = element.raw("Name").unwrap_or_default();
        let name = marks::full(name, self.fields.of(&element, Field::FullName), marks::short_name);
        let mut task = Task::new(id, self.level(id, level), name, Duration::ZERO);
        task.duration = self.duration(id, &element);
        task.milestone = element.flag("Milestone") == Some(true);
        task.constraint = self.constraint(id, &element);
        task.deadline = self.date(id, &element, "Deadline", "The deadline");
        task.calendar = element
            .number("CalendarUID")
            .filter(|uid| *uid >= 0)
            .map(|uid| CalendarId(uid.clamp(0, i64::from(u32::MAX)) as u32));
        task.ignore_resource_calendars = element.flag("IgnoreResourceCalendar") == Some(true);
        task.manual = self.manual(id, &element);
        task.inactive = element.flag("Active") == Some(false);
        task.progress = self.progress(id, &element, task.duration);
        task.levelling_delay = element.number("LevelingDelay").map_or(0, value::tenths);
        task.private_note = element.raw("Notes").unwrap_or_default().to_owned();
        task.will_see = self.fields.of(&element, Field::WillSee).unwrap_or_default().to_owned();
        super::ours::take_costs(&mut task, &element);
        let words = self.fields.of(&element, Field::Words).map(Words::read);
        self.take_words(&mut task, &words.unwrap_or_default());
        self.take_baselines(id, &element);
        self.count_skipped(&element);
        self.keep_task(id, &mut element);
        let links = element.children.extract_if(.., |child| child.name == "PredecessorLink");
        self.links.extend(links.map(|link| (id, link)));
        self.project.plan.tasks.push(task);
    }

    /// Levels count from 1 in the file and from 0 here, and never skip one.
    fn level(&mut self, id: TaskId, level: i64) -> u16 {
        let deepest = self.project.plan.tasks.last().map_or(0, |above| i64::from(above.level) + 1);
        let wanted = level.saturating_sub(1);
        let level = wanted.clamp(0, deepest.min(i64::from(u16::MAX)));
        if level != wanted {
            self.notes.push(ImportNote::LevelRepaired(id));
        }
        level as u16
    }

    fn duration(&mut self, task: TaskId, element: &Element) -> Duration {
        let Some(text) = element.get("Duration") else { return Duration::ZERO };
        let minutes = match value::duration(text) {
            Read::Minutes(minutes) => minutes,
            Read::TooLong => {
                self.notes.push(ImportNote::DurationTooLong { task, text: text.into() });
                value::LONGEST
            }
            Read::Negative => {
                self.notes.push(ImportNote::NegativeDuration { task, text: text.into() });
                0
            }
            Read::Bad => {
                self.notes.push(ImportNote::BadDuration { task, text: text.into() });
                0
            }
        };
        value::typed(minutes, element.number("DurationFormat").unwrap_or(7))
    }

    fn date(&mut self, task: TaskId, element: &Element, name: &str, field: &'static str) -> Option<Moment> {
        let text = element.get(name).filter(|text| *text != "NA")?;
        let read = value::moment(text);
        if read.is_none() {
            self.notes.push(ImportNote::BadDate { task: Some(task), field, text: text.into() });
        }
        read
    }

    fn constraint(&mut self, task: TaskId, element: &Element) -> Option<Constraint> {
        let kind = match element.number("ConstraintType")? {
            1 => return Some(Constraint { kind: ConstraintKind::Alap, date: Moment(0) }),
            2 => ConstraintKind::Mso,
            3 => ConstraintKind::Mfo,
            4 => ConstraintKind::Snet,
            5 => ConstraintKind::Snlt,
            6 => ConstraintKind::Fnet,
            7 => ConstraintKind::Fnlt,
            _ => return None,
        };
        let date = self.date(task, element, "ConstraintDate", "The constraint date");
        if date.is_none() {
            self.notes.push(ImportNote::ConstraintWithoutDate(task));
        }
        date.map(|date| Constraint { kind, date })
    }

    /// Dates held by hand are facts; older writers leave them in Start and Finish only.
    fn manual(&mut self, task: TaskId, element: &Element) -> Option<ManualDates> {
        if element.flag("Manual") != Some(true) {
            return None;
        }
        let own = element.get("ManualStart").is_some() || element.get("ManualFinish").is_some();
        let (start, finish) = if own { ("ManualStart", "ManualFinish") } else { ("Start", "Finish") };
        let start = self.date(task, element, start, "The start held by hand");
        let finish = self.date(task, element, finish, "The finish held by hand");
        let open = STILL_TO_SAY.iter().any(|name| element.child(name).is_some());
        Some(ManualDates { start, finish, open })
    }

    fn progress(&mut self, task: TaskId, element: &Element, duration: Duration) -> Progress {
        let actual_start = self.date(task, element, "ActualStart", "The actual start");
        let actual_finish = self.date(task, element, "ActualFinish", "The actual finish");
        let percent = element.number("PercentComplete").unwrap_or(0).clamp(0, 100) as u8;
        let left = element.get("RemainingDuration").and_then(|text| match value::duration(text) {
            Read::Minutes(minutes) => Some(minutes.min(duration.minutes)),
            _ => None,
        });
        let under_way = actual_start.is_some() && actual_finish.is_none();
        let percent = if actual_finish.is_some() { 100 } else { percent };
        Progress { actual_start, actual_finish, percent, remaining: left.filter(|_| under_way) }
    }

    fn take_baselines(&mut self, id: TaskId, element: &Element) {
        for (number, dates) in element.all("Baseline").filter_map(baseline) {
            let baseline = self.baselines.entry(number).or_insert_with(|| Baseline {
                name: if number == 0 { "Baseline".into() } else { format!("Baseline {number}") },
                set_on: chrono::NaiveDate::default(),
                shown: number == 0,
                tasks: std::collections::BTreeMap::new(),
            });
            baseline.tasks.insert(id, dates);
        }
    }

    fn count_skipped(&mut self, element: &Element) {
        let mut count = |what, found: bool| {
            if found {
                *self.skipped.entry(what).or_default() += 1;
            }
        };
        count("custom fields", element.all("ExtendedAttribute").any(|field| !self.fields.is_ours(field)));
        count("hyperlinks", element.get("HyperlinkAddress").is_some());
        count("subprojects", element.flag("IsSubproject") == Some(true));
    }

    /// What the task has beside what is understood. Whom it names may be somebody of the plan: people come later.
    fn keep_task(&mut self, id: TaskId, element: &mut Element) {
        let contacts = element.children.extract_if(.., |child| child.name == "Contact");
        self.contacts.extend(contacts.map(|contact| (id, contact)));
        self.keep.record(CarriedOf::Task(id), TASK, element, &self.fields);
    }

    pub(super) fn join_links(&mut self) {
        for (successor, link) in std::mem::take(&mut self.links) {
            if link.flag("CrossProject") == Some(true) {
                self.notes.push(ImportNote::ExternalLink(successor));
                continue;
            }
            let Some(uid) = link.number("PredecessorUID") else { continue };
            let Some(predecessor) = self.uids.get(&uid).copied() else {
                // A link to the project's own summary row binds nothing.
                self.notes.push(ImportNote::DanglingLink { successor, predecessor: uid });
                continue;
            };
            if predecessor == successor {
                self.notes.push(ImportNote::SelfLink(successor));
                continue;
            }
            let kind = match link.number("Type").unwrap_or(1) {
                0 => DependencyKind::FF,
                2 => DependencyKind::SF,
                3 => DependencyKind::SS,
                _ => DependencyKind::FS,
            };
            let key = DependencyKey { successor, predecessor, kind };
            let link = Dependency { key, lag: self.lag(key, &link) };
            self.project.plan.dependencies.insert(link.key, link.lag);
        }
    }

    fn lag(&mut self, link: DependencyKey, element: &Element) -> Lag {
        let Some(amount) = element.number("LinkLag") else {
            if let Some(text) = element.get("LinkLag") {
                self.notes.push(ImportNote::BadLag { link, text: text.into() });
            }
            return Lag::default();
        };
        let format = element.number("LagFormat").unwrap_or(7);
        if matches!(format, 19 | 20 | 51 | 52) {
            let percent = amount.clamp(-100_000, 100_000) as i32;
            return Lag::Percent { percent, elapsed: matches!(format, 20 | 52) };
        }
        let minutes = value::tenths(amount);
        if minutes.abs() > LONGEST_LAG {
            self.notes.push(ImportNote::BadLag { link, text: format!("{minutes} minutes") });
        }
        let minutes = minutes.clamp(-LONGEST_LAG, LONGEST_LAG);
        Lag::Time(value::typed(minutes, format))
    }
}

/// A baseline's number and dates, where it has both.
pub(super) fn baseline(item: &Element) -> Option<(u32, BaselineDates)> {
    let date = |name| item.get(name).and_then(value::moment);
    let (start, finish) = (date("Start")?, date("Finish")?);
    let number = item.number("Number").and_then(|n| u32::try_from(n).ok()).unwrap_or(0);
    let duration = match item.get("Duration").map(value::duration) {
        Some(Read::Minutes(minutes)) => minutes,
        _ => 0,
    };
    Some((number, BaselineDates { start, finish, duration }))
}
