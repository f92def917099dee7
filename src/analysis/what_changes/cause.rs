//! The cause, in words: `Design +5 d`, `Build waits for Design`, `work on Sat 14 Mar`; two by name, the rest counted.

use super::atoms::{Atom, net};
use super::{Cause, Say, listed, more};
use crate::edit::{PlanEdit, SettingField, TaskField};
use crate::plan::{
    Calendar, CalendarId, DependencyKey, DependencyKind, Duration, Exception, Lag, Plan, Progress, Task, TaskId,
};
use crate::words::{DateForm, Sentence, constraint_chip, write_duration, write_lag};

/// Causes that are told by name.
const NAMED: usize = 2;

/// The tasks whose change the sentence tells by name, when it is for us.
pub(in crate::analysis) fn told_by_name(plan: &Plan, edits: &[&PlanEdit]) -> Vec<TaskId> {
    let told = net(plan, edits).into_iter().take(NAMED);
    told.filter_map(|atom| if let Atom::Set(task, _) = atom { Some(task) } else { None }).collect()
}

impl Say<'_> {
    /// The cause, and how many changes it is.
    pub(super) fn cause(&self) -> (Sentence, usize) {
        let edits = match self.change.cause {
            Cause::Against(text) => return (Sentence::default().say(text), 0),
            Cause::Edits(edits) => edits,
        };
        let atoms = net(self.plan(), edits);
        let open: Vec<&Atom> = atoms.iter().filter(|atom| self.may_tell(atom)).collect();
        let hidden = atoms.iter().filter(|atom| !self.may_tell(atom) && moves(atom)).count();
        let several = atoms.len() > 1;
        let mut said: Vec<Sentence> = open.iter().take(NAMED).map(|atom| self.told(atom, several)).collect();
        if open.len() > NAMED {
            said.push(more(open.len() - NAMED, "change"));
        }
        if hidden > 0 {
            said.push(Sentence::default().say("our internal work"));
        }
        (listed(said).capital(), atoms.len())
    }

    /// Whether every change is a new length.
    pub(super) fn are_lengths(&self) -> bool {
        let Cause::Edits(edits) = self.change.cause else { return false };
        net(self.plan(), edits).iter().all(|atom| matches!(atom, Atom::Set(_, TaskField::Duration(_))))
    }

    /// Whether this reader may be told of it.
    fn may_tell(&self, atom: &Atom) -> bool {
        if !self.is_client() {
            return true;
        }
        match atom {
            Atom::Gone(task) | Atom::Back(task) | Atom::New(task) => self.may_name(*task),
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

    /// `+5 d`; where working and elapsed time cannot be subtracted, the new length.
    fn longer(&self, old: Duration, new: Duration) -> String {
        let by = new.minutes.saturating_sub(old.minutes);
        let hours = &self.plan().settings.hours;
        match (old.elapsed, new.elapsed) {
            (false, false) if by != 0 => self.signed(by),
            (true, true) if by != 0 && by % 1440 == 0 => {
                format!("{:+} d around the clock", by / 1440).replace('-', "−")
            }
            _ => format!("takes {}", write_duration(new, hours, self.change.dates.locale)),
        }
    }

    fn link(&self, key: DependencyKey, lag: Option<Lag>) -> Sentence {
        let waits = |said: Sentence, verb: &str| {
            let said = self.name(said, key.successor).say(format!(" {verb} "));
            self.name(said, key.predecessor)
        };
        let known = self.plan().dependencies.contains_key(&key);
        let Some(lag) = lag else { return waits(Sentence::default(), "no longer waits for") };
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

fn progress_words(progress: &Progress) -> String {
    match progress {
        Progress { actual_finish: Some(_), .. } => " done".to_owned(),
        Progress { actual_start: None, .. } => " not begun".to_owned(),
        Progress { percent, .. } => format!(" {percent} % done"),
    }
}
