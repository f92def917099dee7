//! The cause, in words: `Design +5 d`, `Build waits for Design`, `work on Sat 14 Mar`; two by name, the rest counted.

use super::atoms::{Atom, is_of, net};
use super::{Cause, Other, Say, listed, more};
use crate::analysis::weights::Weight;
use crate::edit::{PlanEdit, SettingField, TaskField};
use crate::plan::{
    Calendar, CalendarId, DependencyKey, DependencyKind, Duration, Exception, HoursSettings, Lag, Plan, Progress, Task,
    TaskId,
};
use crate::words::{DateForm, Sentence, constraint_chip, days_in_full, write_duration, write_lag};
use std::cmp::Reverse;

/// Causes that are told by name.
const NAMED: usize = 2;

/// The tasks whose change the sentence tells by name, when it is for us.
pub(in crate::analysis) fn told_by_name(plan: &Plan, edits: &[&PlanEdit], weights: &[Weight]) -> Vec<TaskId> {
    let atoms = net(plan, edits);
    let told = ranked(plan, edits, weights, &atoms).into_iter().take(NAMED);
    told.filter_map(|(atom, _)| if let Atom::Set(task, _) = atom { Some(*task) } else { None }).collect()
}

/// What matters most first, what is only noted last; in their order where all can be named.
fn ranked<'a, 'b>(
    plan: &Plan,
    edits: &[&PlanEdit],
    weights: &[Weight],
    atoms: &'b [Atom<'a>],
) -> Vec<(&'b Atom<'a>, Weight)> {
    let weight = |atom: &Atom| {
        let of = edits.iter().zip(weights).filter(|(edit, _)| is_of(plan, edit, atom));
        of.map(|(_, weight)| *weight).max().unwrap_or_default()
    };
    let mut all: Vec<(&Atom, Weight)> = atoms.iter().map(|atom| (atom, weight(atom))).collect();
    if all.len() <= NAMED {
        return all;
    }
    all.sort_by_key(|(atom, weight)| Reverse((*weight, moves(atom))));
    all
}

impl Say<'_> {
    /// The cause, and how many changes it is.
    pub(super) fn cause(&self) -> (Sentence, usize) {
        let edits = match self.change.cause {
            Cause::Against(other) => return (self.against(other), 0),
            Cause::Edits(edits) => edits,
        };
        let ranked = ranked(self.plan(), edits, self.change.weights, &self.atoms);
        let (open, hidden): (Vec<_>, Vec<_>) = ranked.into_iter().partition(|(atom, _)| self.may_tell(atom));
        let hidden = hidden.iter().filter(|(atom, _)| moves(atom)).map(|(_, weight)| *weight).max();
        let several = self.atoms.len() > 1;
        let mut said: Vec<Sentence> = open.iter().take(NAMED).map(|(atom, _)| self.told(atom, several)).collect();
        if open.len() > NAMED {
            said.push(more(open.len() - NAMED, "change"));
        }
        if let Some(weight) = hidden {
            let first = open.first().is_some_and(|(_, open)| weight > *open);
            let ours = if said.is_empty() { "our internal work" } else { "our internal work changes" };
            let ours = Sentence::default().say(ours);
            if first { said.insert(0, ours) } else { said.push(ours) }
        }
        (listed(said).capital(), self.atoms.len())
    }

    /// The other state by its name; to the client, by what it is.
    fn against(&self, other: Other) -> Sentence {
        Sentence::default().say(match (other, self.is_client()) {
            (Other::Scenario(_), true) => "Compared with another way".to_owned(),
            (Other::Version(_) | Other::Baseline(_), true) => "Compared with how it was planned before".to_owned(),
            (Other::Scenario(name) | Other::Version(name), false) => format!("Against “{name}”"),
            (Other::Baseline(name), false) => format!("Since “{name}”"),
        })
    }

    /// Whether every change is a new length.
    pub(super) fn are_lengths(&self) -> bool {
        let length = |atom: &Atom| matches!(atom, Atom::Set(_, TaskField::Duration(_)));
        matches!(self.change.cause, Cause::Edits(_)) && self.atoms.iter().all(length)
    }

    /// Whether this reader may be told of it.
    fn may_tell(&self, atom: &Atom) -> bool {
        if !self.is_client() {
            return true;
        }
        match atom {
            Atom::Gone(task) | Atom::Back(task) | Atom::New(task) | Atom::Split(task, ..) => self.may_name(*task),
            Atom::Set(task, TaskField::Duration(_) | TaskField::Constraint(_) | TaskField::Progress(_)) => {
                self.may_name(*task)
            }
            Atom::Link(key, _) => self.may_name(key.predecessor) && self.may_name(key.successor),
            Atom::Calendar(id, _) => *id == self.plan().settings.calendar,
            Atom::Setting(field) => matches!(field, SettingField::Start(_) | SettingField::StatusDate(_)),
            Atom::Set(..) | Atom::Place(_) | Atom::Order | Atom::People => false,
        }
    }

    fn told(&self, atom: &Atom, several: bool) -> Sentence {
        let said = self.atom(atom);
        let absorbed = match atom {
            Atom::Set(task, _) if several && !self.is_client() => self.absorbed_of(*task),
            _ => 0,
        };
        if absorbed > 0 { said.say(format!(" ({} absorbed by float)", self.length(absorbed))) } else { said }
    }

    fn absorbed_of(&self, task: TaskId) -> i32 {
        let steps = self.change.absorbed.iter().filter(|step| step.task == task);
        steps.map(|step| step.minutes).fold(0, i32::saturating_add)
    }

    fn atom(&self, atom: &Atom) -> Sentence {
        let said = Sentence::default();
        let named = |task: &TaskId| self.name(Sentence::default(), *task);
        match atom {
            Atom::Gone(task) => named(task).say(" dropped"),
            Atom::Back(task) => named(task).say(" taken up again"),
            Atom::New(task) => named(task).say(" added"),
            Atom::Split(task, TaskField::Duration(first), _) if !self.is_client() => {
                named(task).say(format!(" split after {}", self.written(*first)))
            }
            Atom::Split(task, ..) => named(task).say(" in two parts"),
            Atom::Set(task, field) => match self.plan().task(*task) {
                Some(old) => self.field(named(task), old, field),
                None => named(task).say(" changed"),
            },
            Atom::Link(key, lag) => self.link(*key, *lag),
            Atom::Place(task) => named(task).say(" elsewhere in the outline"),
            Atom::Order => said.say("another order of steps"),
            Atom::Calendar(id, new) => said.say(self.calendar(*id, *new)),
            Atom::People => said.say("people and their time"),
            Atom::Setting(field) => said.say(self.setting(field)),
        }
    }

    fn field(&self, said: Sentence, old: &Task, field: &TaskField) -> Sentence {
        let finish = |at| self.change.dates.finish_day(at, DateForm::Short);
        match field {
            TaskField::Duration(new) if self.is_cut_before(field, old.id) => {
                said.say(format!(", first part, takes {}", self.written(*new)))
            }
            TaskField::Duration(new) => said.say(format!(" {}", self.longer(old.duration, *new))),
            TaskField::Range(Some(_)) => said.say(" with another range"),
            TaskField::Range(None) => said.say(" without a range"),
            TaskField::Confidence(_) | TaskField::Hill(_) => said.say(" less or more sure"),
            TaskField::Constraint(Some(new)) => said.say(format!(" {}", constraint_chip(*new, self.change.dates))),
            TaskField::Constraint(None) => said.say(" no longer held by a date"),
            TaskField::Deadline(Some(at)) => said.say(format!(" with its deadline {}", finish(*at))),
            TaskField::Deadline(None) => said.say(" without its deadline"),
            TaskField::Manual(Some(_)) => said.say(" with dates held by hand"),
            TaskField::Manual(None) => said.say(" scheduled by its links"),
            TaskField::Progress(progress) => said.say(progress_words(progress)),
            TaskField::Milestone(true) => said.say(" as a milestone"),
            TaskField::Milestone(false) => said.say(" as a task"),
            TaskField::Calendar(_) | TaskField::IgnoreResourceCalendars(_) => said.say(" on another calendar"),
            TaskField::LevellingDelay(0) => said.say(" without its levelling delay"),
            TaskField::LevellingDelay(_) => said.say(" put off by levelling"),
            TaskField::Owner(_) | TaskField::Assignments(_) => said.say(" with other people"),
            TaskField::Segments(_) => said.say(" with other pauses"),
            TaskField::Cost(_) => said.say(" at another cost"),
            TaskField::Name(_) => said.say(" renamed"),
            TaskField::Locked(true) => said.say(" locked"),
            TaskField::Locked(false) => said.say(" unlocked"),
            TaskField::ClientVisible(true) => said.say(" shown to the client"),
            TaskField::ClientVisible(false) => said.say(" no longer shown to the client"),
            TaskField::WillSee(_) | TaskField::PrivateNote(_) => said.say(" in other words"),
            TaskField::Inactive(_) => said.say(" changed"),
        }
    }

    /// `+5 d`, for the client `takes 5 days longer`; where working and elapsed time cannot be subtracted, the new length.
    fn longer(&self, old: Duration, new: Duration) -> String {
        let by = new.minutes.saturating_sub(old.minutes);
        match (old.elapsed, new.elapsed) {
            (false, false) if by != 0 && self.is_client() => {
                format!("takes {} {}", self.length(by.saturating_abs()), if by > 0 { "longer" } else { "less" })
            }
            (false, false) if by != 0 => self.signed(by),
            (true, true) if by != 0 && by % 1440 == 0 && !self.is_client() => {
                format!("{:+} d around the clock", by / 1440).replace('-', "−")
            }
            _ => format!("takes {}", self.written(new)),
        }
    }

    /// Whether a task was in two parts already when its length was set.
    fn is_cut_before(&self, length: &TaskField, task: TaskId) -> bool {
        let mut atoms = self.atoms.iter();
        atoms.by_ref().any(|atom| matches!(atom, Atom::Split(cut, ..) if *cut == task))
            && atoms.any(|atom| matches!(atom, Atom::Set(of, field) if *of == task && *field == length))
    }

    /// A length as it was typed; for the client, in full.
    fn written(&self, length: Duration) -> String {
        match (self.is_client(), length.elapsed) {
            (true, false) => self.length(length.minutes),
            (true, true) => {
                let hours = HoursSettings { minutes_per_day: 1440, ..self.plan().settings.hours };
                days_in_full(length.minutes, &hours, self.change.dates.locale)
            }
            _ => spaced(&write_duration(length, &self.plan().settings.hours, self.change.dates.locale)),
        }
    }

    fn link(&self, key: DependencyKey, lag: Option<Lag>) -> Sentence {
        let waits = |said: Sentence, verb: &str| {
            let said = self.name(said, key.successor).say(format!(" {verb} "));
            self.name(said, key.predecessor)
        };
        let known = self.plan().dependencies.contains_key(&key);
        let Some(lag) = lag else { return waits(Sentence::default(), "no longer waits for") };
        if self.is_client() {
            return self.link_in_full(key, lag);
        }
        let size = write_lag(lag, &self.plan().settings.hours, self.change.dates.locale).replace('-', "−");
        let plain = key.kind == DependencyKind::FS;
        let tied = match key.kind {
            DependencyKind::FS => "waits for",
            DependencyKind::SS => "overlaps",
            DependencyKind::FF | DependencyKind::SF => "tied to",
        };
        match (known, lag.is_zero()) {
            (true, true) => waits(Sentence::default(), "after").say(" without lag"),
            (true, false) => waits(Sentence::default(), "after").say(format!(" ({:?}{size})", key.kind)),
            (false, true) if plain => waits(Sentence::default(), "waits for"),
            (false, true) => waits(Sentence::default(), tied).say(format!(" ({:?})", key.kind)),
            (false, false) => waits(Sentence::default(), tied).say(format!(" ({:?}{size})", key.kind)),
        }
    }

    /// `Test starts 5 days before Design ends`: for people who do not draw plans.
    fn link_in_full(&self, key: DependencyKey, lag: Lag) -> Sentence {
        let (own, other) = match key.kind {
            DependencyKind::FS => ("starts", "ends"),
            DependencyKind::SS => ("starts", "starts"),
            DependencyKind::FF => ("ends", "ends"),
            DependencyKind::SF => ("ends", "starts"),
        };
        let (size, minutes) = match lag {
            Lag::Time(time) => {
                let minutes = time.minutes.saturating_abs();
                (format!("{} ", self.written(Duration { minutes, ..time })), time.minutes)
            }
            // A share of a length is no number of days.
            Lag::Percent { percent, .. } => ("some time ".to_owned(), percent),
        };
        let how = match minutes {
            0 if own == other => "as soon as ".to_owned(),
            0 => "right after ".to_owned(),
            1.. => format!("{size}after "),
            _ => format!("{size}before "),
        };
        let said = self.name(Sentence::default(), key.successor).say(format!(" {own} {how}"));
        self.name(said, key.predecessor).say(format!(" {other}"))
    }

    /// One day more or less by name, else that the calendar is another one.
    fn calendar(&self, id: CalendarId, new: Option<&Calendar>) -> String {
        let old = self.plan().calendars.get(&id);
        let (Some(old), Some(new)) = (old, new) else { return "another calendar".to_owned() };
        let missing = |from: &Calendar, among: &Calendar| -> Vec<Exception> {
            from.exceptions.iter().filter(|day| !among.exceptions.contains(day)).cloned().collect()
        };
        let (gone, came) = (missing(old, new), missing(new, old));
        if old.week != new.week || old.base != new.base || old.work_weeks != new.work_weeks {
            return "other working hours".to_owned();
        }
        let days = |day: &Exception| {
            let dates = self.change.dates;
            match day.from == day.to {
                true => dates.write(day.from, DateForm::Weekday),
                false => dates.range(crate::plan::Moment::start_of(day.from), crate::plan::Moment::end_of(day.to)),
            }
        };
        match (gone.as_slice(), came.as_slice()) {
            ([], [day]) if day.hours.0.is_empty() => format!("no work on {}", days(day)),
            ([], [day]) => format!("work on {}", days(day)),
            ([day], []) if day.hours.0.is_empty() => format!("work on {}", days(day)),
            ([day], []) => format!("no work on {}", days(day)),
            ([old], [new]) if old.from == new.from && old.to == new.to && old.hours.0.is_empty() => {
                format!("work on {}", days(new))
            }
            _ => "other working days".to_owned(),
        }
    }

    fn setting(&self, field: &SettingField) -> String {
        let dates = self.change.dates;
        match field {
            SettingField::Start(at) => format!("the plan starts {}", dates.start_day(*at, DateForm::Short)),
            SettingField::StatusDate(Some(at)) if self.is_client() => {
                format!("as of {}", dates.finish_day(*at, DateForm::Short))
            }
            SettingField::StatusDate(None) if self.is_client() => "another day to count from".to_owned(),
            SettingField::StatusDate(Some(at)) => format!("status date {}", dates.finish_day(*at, DateForm::Short)),
            SettingField::StatusDate(None) => "no status date".to_owned(),
            SettingField::MustFinishBy(Some(at)) => format!("to finish by {}", dates.finish_day(*at, DateForm::Short)),
            SettingField::MustFinishBy(None) => "no date to finish by".to_owned(),
            SettingField::Calendar(_) => "another calendar".to_owned(),
            SettingField::Budget(_) => "another budget".to_owned(),
            _ => "a setting of the plan".to_owned(),
        }
    }
}

/// Whether a change can move dates or cost: what is only noted is no work of ours that the client hears of.
fn moves(atom: &Atom) -> bool {
    use TaskField::{ClientVisible, Confidence, Hill, Locked, Name, PrivateNote, Range, WillSee};
    let noted = |field: &TaskField| {
        matches!(
            field,
            Name(_) | Locked(_) | Range(_) | Confidence(_) | Hill(_) | PrivateNote(_) | WillSee(_) | ClientVisible(_)
        )
    };
    match atom {
        Atom::Set(_, field) => !noted(field),
        Atom::Place(_) | Atom::Order => false,
        _ => true,
    }
}

/// `4d` as sentences write it: `4 d`.
fn spaced(length: &str) -> String {
    let unit = length.find(char::is_alphabetic).unwrap_or(length.len());
    format!("{} {}", &length[..unit], &length[unit..])
}

fn progress_words(progress: &Progress) -> String {
    match progress {
        Progress { actual_finish: Some(_), .. } => " done".to_owned(),
        Progress { actual_start: None, .. } => " not begun".to_owned(),
        Progress { percent, .. } => format!(" {percent} % done"),
    }
}
