//! Microsoft Project XML. Only facts are taken: durations, links, constraints, calendars, actuals, dates held by hand,
//! levelling delays; every computed date in the file is ignored.

mod calendar;
mod keep;
mod marks;
mod not_carried;
mod order;
mod ours;
mod resource;
mod task;
#[cfg(test)]
mod tests;
mod value;
mod write;

pub use not_carried::not_carried;
pub use write::write;

use super::xml::{self, Element};
use super::{ImportNote, Imported, ReadError};
use crate::plan::{Calendar, CalendarId, Conventions, HoursSettings, Moment, ResourceId, ScheduleFrom, TaskId};
use crate::project::{CarriedOf, Project};
use std::collections::{BTreeMap, BTreeSet};

/// UTF-16 units a name may have in the schema, and most other texts.
const NAME: usize = 512;
const TEXT: usize = NAME;
/// What Project takes as a calendar's name.
const CALENDAR_NAME: usize = 51;

/// What a file may tell whoever gets it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Private {
    /// Everything: the file stays on our side.
    Keep,
    /// Without private notes, what things cost, what is locked, and all that was carried through from another file.
    LeaveOut,
}

/// Whether the root element is a Microsoft Project plan's.
pub fn is(bytes: &[u8]) -> bool {
    xml::root(bytes).as_deref() == Some("Project")
}

/// A project in the making.
struct Import {
    project: Project,
    notes: Vec<ImportNote>,
    /// The first task of each UID.
    uids: BTreeMap<i64, TaskId>,
    taken: BTreeSet<TaskId>,
    last: u32,
    /// Links as read: successor, and the element.
    links: Vec<(TaskId, Element)>,
    assignments: Vec<Element>,
    baselines: BTreeMap<u32, crate::project::Baseline>,
    calendar: Option<i64>,
    start: Option<Moment>,
    finish: Option<Moment>,
    set_on: Option<Moment>,
    from_finish: bool,
    honour: Option<bool>,
    skipped: BTreeMap<&'static str, usize>,
    fields: marks::Fields,
    keep: keep::Keep,
    /// Whom the file names as a task's contact.
    contacts: Vec<(TaskId, Element)>,
    /// Calendars made for people: whose, which, and whether they have one of their own below it.
    absences: Vec<(ResourceId, CalendarId, bool)>,
    /// Assignments whose work follows from the duration, by place among the task's.
    open_work: Vec<(TaskId, Vec<usize>)>,
    /// What we once said about the whole.
    words: marks::Words,
}

/// Reads a plan.
///
/// # Errors
/// [`ReadError`] when no plan can be made of the bytes; smaller trouble becomes notes.
pub fn read(bytes: &[u8]) -> Result<Imported, ReadError> {
    if bytes.len() > super::MAX_BYTES {
        return Err(ReadError::TooBig);
    }
    let (text, bad) = xml::decode(bytes);
    if text.trim().is_empty() {
        return Err(ReadError::Empty);
    }
    match xml::root(bytes) {
        Some(root) if root == "Project" => {}
        Some(root) => return Err(ReadError::OtherXml(root)),
        None => return Err(ReadError::Broken(0)),
    }
    let mut import = Import::new();
    let lists = ["Calendars", "Tasks", "Resources", "Assignments"];
    let broke = xml::walk(&text, &lists, |list, element| import.take(list, element))?;
    drop(text);
    if let Some(at) = broke {
        if import.project.plan.tasks.is_empty() {
            return Err(ReadError::Broken(at));
        }
        import.notes.insert(0, ImportNote::Truncated { tasks: import.project.plan.tasks.len() });
    }
    if bad {
        import.notes.push(ImportNote::BadText);
    }
    Ok(import.finish())
}

impl Import {
    fn new() -> Import {
        let mut project = Project::new("", Moment(0));
        project.plan.calendars.clear();
        Import {
            project,
            notes: Vec::new(),
            uids: BTreeMap::new(),
            taken: BTreeSet::new(),
            last: 0,
            links: Vec::new(),
            assignments: Vec::new(),
            baselines: BTreeMap::new(),
            calendar: None,
            start: None,
            finish: None,
            set_on: None,
            from_finish: false,
            honour: None,
            skipped: BTreeMap::new(),
            fields: marks::Fields::default(),
            keep: keep::Keep::default(),
            contacts: Vec::new(),
            absences: Vec::new(),
            open_work: Vec::new(),
            words: marks::Words::default(),
        }
    }

    fn take(&mut self, list: &'static str, mut element: Element) {
        match (list, element.name.as_str()) {
            ("", "ExtendedAttributes") => {
                self.fields.take(&mut element);
                if !element.children.is_empty() {
                    self.keep_setting(element);
                }
            }
            ("", _) => {
                self.setting(&element);
                self.keep_setting(element);
            }
            ("Calendars", "Calendar") => self.take_calendar(&element),
            ("Tasks", "Task") => self.take_task(element),
            ("Resources", "Resource") => self.take_resource(&element),
            ("Assignments", "Assignment") => self.assignments.push(element),
            _ => {}
        }
    }

    fn keep_setting(&mut self, element: Element) {
        let alone = Element::list("Project", vec![element]);
        self.keep.record(CarriedOf::Project, order::PROJECT, &alone, &self.fields);
    }

    fn setting(&mut self, element: &Element) {
        let text = element.text.trim();
        let number = || text.parse::<i64>().ok();
        let settings = &mut self.project.plan.settings;
        let date = |field: &'static str, notes: &mut Vec<ImportNote>| {
            let read = value::moment(text);
            if read.is_none() && !text.is_empty() {
                notes.push(ImportNote::BadDate { task: None, field, text: text.into() });
            }
            read
        };
        let positive =
            |default: i32| number().and_then(|n| i32::try_from(n).ok()).filter(|n| *n > 0).unwrap_or(default);
        let usual = HoursSettings::default();
        match element.name.as_str() {
            "Title" if !text.is_empty() => self.project.name = element.text.clone(),
            "Name" if self.project.name.is_empty() => {
                self.project.name = text.strip_suffix(".xml").or(text.strip_suffix(".mpp")).unwrap_or(text).to_owned();
            }
            "StartDate" => self.start = date("The start date", &mut self.notes),
            "FinishDate" => self.finish = value::moment(text),
            "StatusDate" => settings.status_date = date("The status date", &mut self.notes),
            "CreationDate" => self.set_on = value::moment(text),
            "ScheduleFromStart" => self.from_finish = text == "0" || text == "false",
            "CalendarUID" => self.calendar = number(),
            "MinutesPerDay" => settings.hours.minutes_per_day = positive(usual.minutes_per_day),
            "MinutesPerWeek" => settings.hours.minutes_per_week = positive(usual.minutes_per_week),
            "DaysPerMonth" => settings.hours.days_per_month = positive(usual.days_per_month),
            "CriticalSlackLimit" => settings.critical_threshold = number().unwrap_or(0).clamp(0, 10_000) as i32,
            "CurrencyCode" if !text.is_empty() => settings.currency = Some(text.to_owned()),
            "HonorConstraints" => self.honour = Some(text == "1" || text == "true"),
            _ => {}
        }
    }

    /// The id for a UID: its own where it can be, else a fresh one.
    fn give(&mut self, uid: Option<i64>) -> TaskId {
        let own = uid.and_then(|uid| u32::try_from(uid).ok()).filter(|uid| *uid < u32::MAX / 2).map(TaskId);
        match own {
            Some(id) if self.taken.insert(id) => {
                self.last = self.last.max(id.0);
                id
            }
            _ => {
                // Above every UID a file may still bring.
                self.last = self.last.max(u32::MAX / 2) + 1;
                let id = TaskId(self.last);
                self.taken.insert(id);
                id
            }
        }
    }

    fn finish(mut self) -> Imported {
        self.join_absences();
        self.join_calendars();
        self.join_links();
        self.join_assignments();
        self.join_owners();
        self.settle_start();
        let plan = &mut self.project.plan;
        plan.settings.critical_threshold *= plan.settings.hours.minutes_per_day;
        plan.settings.conventions =
            Conventions::MicrosoftProject { honour_constraint_dates: self.honour.unwrap_or(true) };
        if self.from_finish {
            plan.settings.schedule_from = ScheduleFrom::Finish;
            // Where dates run from the start it follows from them; here it is what they follow from.
            plan.settings.must_finish_by = self.finish;
            if self.finish.is_none() {
                self.notes.push(ImportNote::NoFinishToScheduleFrom);
            }
        }
        let ids = plan.tasks.iter().map(|task| task.id.0);
        let ids = ids.chain(plan.calendars.keys().map(|id| id.0)).chain(plan.resources.keys().map(|id| id.0));
        plan.ids.last = ids.max().unwrap_or(1);
        plan.pass_dangling_ids();
        self.check_calendars();
        let set_on = self.set_on.or(self.start).unwrap_or(self.project.plan.settings.start).date();
        for (number, mut baseline) in std::mem::take(&mut self.baselines) {
            baseline.set_on = set_on;
            self.project.baselines.insert(crate::project::BaselineId(number), baseline);
        }
        self.settle_ours();
        let skipped = std::mem::take(&mut self.skipped);
        self.notes.extend(skipped.into_iter().map(|(what, count)| ImportNote::Kept { what, count }));
        if self.keep.left_out > 0 {
            self.notes.push(ImportNote::TooMuchToKeep(self.keep.left_out));
        }
        self.project.carried = self.keep.finish();
        Imported { project: self.project, notes: self.notes }
    }

    /// A plan without a start begins where its facts begin.
    fn settle_start(&mut self) {
        let plan = &mut self.project.plan;
        plan.settings.start = match self.start {
            Some(start) => start,
            None => {
                self.notes.push(ImportNote::NoStart);
                let facts = plan.tasks.iter().flat_map(|task| {
                    let manual = task.manual.and_then(|manual| manual.start);
                    let constraint = task.constraint.map(|constraint| constraint.date).filter(|date| date.0 != 0);
                    [task.progress.actual_start, manual, constraint]
                });
                facts.flatten().min().or(self.finish).or(self.set_on).unwrap_or_default()
            }
        };
    }

    fn check_calendars(&mut self) {
        use crate::schedule::{CalendarFault, WorkingTime};
        let plan = &self.project.plan;
        for (id, calendar) in &plan.calendars {
            for fault in WorkingTime::checked(plan, *id).1 {
                let (calendar, name) = (*id, calendar.name.clone());
                self.notes.push(match fault {
                    CalendarFault::NoWork(_) => ImportNote::CalendarNeverWorks { calendar, name },
                    _ => ImportNote::BaseCalendarMissing { calendar, name },
                });
            }
        }
    }

    fn join_calendars(&mut self) {
        let plan = &mut self.project.plan;
        let wanted = self.calendar.unwrap_or(1);
        let own = u32::try_from(wanted).ok().map(CalendarId).filter(|id| plan.calendars.contains_key(id));
        plan.settings.calendar = own.unwrap_or_else(|| {
            if self.calendar.is_some() || !plan.calendars.is_empty() {
                self.notes.push(ImportNote::PlanCalendarMissing { calendar: wanted });
            }
            let id = CalendarId(plan.calendars.keys().map(|id| id.0).max().unwrap_or(0).saturating_add(1));
            plan.calendars.insert(id, Calendar::standard(id));
            id
        });
        // Older writers put 0 for "no base".
        if !plan.calendars.contains_key(&CalendarId(0)) {
            for calendar in plan.calendars.values_mut() {
                calendar.base = calendar.base.filter(|base| base.0 != 0);
            }
        }
        for task in &mut plan.tasks {
            if let Some(id) = task.calendar.filter(|id| !plan.calendars.contains_key(id)) {
                task.calendar = None;
                self.notes.push(ImportNote::TaskCalendarMissing { task: task.id, calendar: i64::from(id.0) });
            }
        }
        for resource in plan.resources.values_mut() {
            if let Some(id) = resource.calendar.filter(|id| !plan.calendars.contains_key(id)) {
                resource.calendar = None;
                let note = ImportNote::ResourceCalendarMissing { resource: resource.id, calendar: i64::from(id.0) };
                self.notes.push(note);
            }
        }
    }
}
