//! A project as Microsoft Project XML: facts as they are, computed values from the schedule, what the file it came from
//! held beside that at its place.

mod calendars;
mod people;
mod sheet;
mod tasks;
mod time;

use super::super::xml::Element;
use super::super::xml_out::{Out, elements};
use super::marks::{Field, Fields, short};
use super::order::PROJECT;
use super::{NAME, Private, ours};
use crate::plan::{Calendar, CalendarId, Conventions, ResourceId, ScheduleFrom, TaskId};
use crate::project::{Baseline, BaselineId, Carried, CarriedOf, Project};
use crate::schedule::{Schedule, TaskSchedule};
use calendars::Made;
pub(super) use calendars::{SHIFTS, rule};
use chrono::NaiveDate;
use sheet::Sheet;
use std::collections::{BTreeMap, BTreeSet};
use time::Clocks;

/// The project as the text of a file. `schedule` is the project's own; `today` is the day it is saved.
pub fn write(project: &Project, schedule: &Schedule, today: NaiveDate, private: Private) -> String {
    let mut writing = Writing::new(project, schedule, today, private);
    let mut out = Out::begin("Project", "http://schemas.microsoft.com/project");
    let words: Vec<Option<String>> = (0..project.plan.tasks.len()).map(|row| writing.task_words(row)).collect();
    let whole = writing.whole_words();
    writing.note_used(&words, whole.is_some());
    writing.settings().children.iter().for_each(|element| out.element(element));
    out.open("Calendars");
    writing.calendars().for_each(|calendar| out.element(&calendar));
    out.close("Calendars");
    out.open("Tasks");
    out.element(&writing.whole(whole.as_deref()));
    for (row, words) in words.iter().enumerate() {
        out.element(&writing.task(row, words.as_deref()));
    }
    out.close("Tasks");
    out.open("Resources");
    writing.people().for_each(|person| out.element(&person));
    out.close("Resources");
    out.open("Assignments");
    writing.assignments(|assignment| out.element(&assignment));
    out.close("Assignments");
    out.end("Project")
}

/// Numbers in the file by our ids: the same where Project can have them.
type Numbers = BTreeMap<u32, u32>;

struct Writing<'a> {
    project: &'a Project,
    schedule: &'a Schedule,
    today: NaiveDate,
    private: Private,
    carried: Option<&'a Carried>,
    tasks: Numbers,
    calendars: Numbers,
    resources: Numbers,
    /// Calendars that people need in Project and do not have here.
    made: BTreeMap<ResourceId, Made>,
    /// Baselines by their number in the file, 0 to 10.
    baselines: Vec<(u32, BaselineId, &'a Baseline)>,
    clocks: Clocks<'a>,
    fields: Fields,
    used: BTreeSet<Field>,
    /// Minutes of work of each row, in all and done.
    work: Vec<(i64, i64)>,
    numbers_of_outline: Vec<String>,
}

impl<'a> Writing<'a> {
    fn new(project: &'a Project, schedule: &'a Schedule, today: NaiveDate, private: Private) -> Writing<'a> {
        let plan = &project.plan;
        let carried = project.carried.as_deref().filter(|_| private == Private::Keep);
        let calendars = numbers(plan.calendars.keys().map(|id| id.0), true);
        let made = calendars::made(plan, &calendars);
        let mut writing = Writing {
            project,
            schedule,
            today,
            private,
            carried,
            tasks: numbers(plan.tasks.iter().map(|task| task.id.0), false),
            calendars,
            resources: numbers(plan.resources.keys().map(|id| id.0), false),
            made,
            baselines: number_baselines(project),
            clocks: Clocks::new(plan),
            fields: Fields::default(),
            used: BTreeSet::new(),
            work: Vec::new(),
            numbers_of_outline: plan.wbs(),
        };
        writing.fields = Fields::choose(&writing.defined());
        writing.work = writing.sum_work();
        writing
    }

    /// What the file this came from had in a record besides.
    fn carried(&self, of: CarriedOf) -> Vec<Element> {
        let pieces = self.carried.into_iter().flat_map(|carried| carried.of(of));
        pieces.flat_map(elements).collect()
    }

    /// Custom fields that are somebody else's.
    fn defined(&self) -> BTreeSet<String> {
        let lists = self.carried(CarriedOf::Project);
        let lists = lists.iter().filter(|element| element.name == "ExtendedAttributes");
        let ids = lists.flat_map(|list| &list.children).filter_map(|field| field.get("FieldID"));
        ids.map(str::to_owned).collect()
    }

    fn row(&self, row: usize) -> Option<&'a TaskSchedule> {
        let id = self.project.plan.tasks.get(row)?.id;
        self.schedule.rows.get(row).filter(|found| found.id == id)
    }

    fn uid(&self, task: TaskId) -> Option<u32> {
        self.tasks.get(&task.0).copied()
    }

    /// Which custom fields will be needed.
    fn note_used(&mut self, words: &[Option<String>], whole: bool) {
        let (plan, money) = (&self.project.plan, |any: bool, field: Field| any.then_some(field));
        let long = |name: &str| super::marks::short_name(name) != name;
        let people = || plan.resources.values();
        let found = [
            money(whole || words.iter().any(Option::is_some), Field::Words),
            money(plan.tasks.iter().any(|task| !task.will_see.is_empty()), Field::WillSee),
            money(long(&self.project.name) || plan.tasks.iter().any(|task| long(&task.name)), Field::FullName),
            money(people().any(|person| self.person_words(person).is_some()), Field::ResourceWords),
            money(people().any(|person| super::marks::person(&person.name) != person.name), Field::ResourceName),
        ];
        self.used = found.into_iter().flatten().collect();
    }

    /// Everything before the lists.
    fn settings(&self) -> Element {
        let (plan, name) = (&self.project.plan, &self.project.name);
        let settings = &plan.settings;
        let mut sheet = Sheet::new("Project", PROJECT);
        let mut carried = self.carried(CarriedOf::Project);
        let definitions = self.fields.definitions(&self.used);
        if !definitions.is_empty() {
            match carried.iter_mut().find(|element| element.name == "ExtendedAttributes") {
                Some(list) => list.children.extend(definitions),
                None => carried.push(Element::list("ExtendedAttributes", definitions)),
            }
        }
        sheet.carry(carried);
        sheet.put("SaveVersion", "14");
        let title = short(name, NAME);
        if !title.is_empty() {
            sheet.put("Name", short(name, 255));
            sheet.put("Title", title);
        }
        sheet.put("LastSaved", time::start_of(self.today));
        sheet.flag("ScheduleFromStart", settings.schedule_from == ScheduleFrom::Start);
        let (start, finish) = match settings.from_finish() {
            Some(finish) => (self.schedule.start, self.clocks.finish(None, finish, None)),
            None => (settings.start, self.clocks.finish(None, self.schedule.finish, Some(self.schedule.start))),
        };
        sheet.put("StartDate", time::moment(start));
        sheet.put("FinishDate", finish);
        sheet.put("CriticalSlackLimit", ours::critical_days(settings).to_string());
        if let Some(code) = &settings.currency {
            sheet.put("CurrencyCode", code.clone());
        }
        sheet.put("CalendarUID", self.calendar_uid(settings.calendar).to_string());
        sheet.put("MinutesPerDay", settings.hours.minutes_per_day.to_string());
        sheet.put("MinutesPerWeek", settings.hours.minutes_per_week.to_string());
        sheet.put("DaysPerMonth", settings.hours.days_per_month.to_string());
        // By our rules dates never pull against the links.
        let honour = settings.conventions == Conventions::MicrosoftProject { honour_constraint_dates: true };
        sheet.flag("HonorConstraints", honour);
        if let Some(date) = settings.status_date {
            sheet.put("StatusDate", self.clocks.finish(None, date, None));
        }
        sheet.put("CurrentDate", time::start_of(self.today));
        sheet.done()
    }

    fn calendar_uid(&self, id: CalendarId) -> i64 {
        self.calendars.get(&id.0).map_or(-1, |uid| i64::from(*uid))
    }

    fn whole_words(&self) -> Option<String> {
        let mut words = ours::say(&self.project.plan.settings, self.private == Private::Keep);
        let set_on = self.read_set_on();
        for (number, id, baseline) in &self.baselines {
            let usual = if *number == 0 { "Baseline".to_owned() } else { format!("Baseline {number}") };
            let plain = id.0 == *number
                && baseline.set_on == set_on
                && baseline.shown == (*number == 0)
                && baseline.name == usual
                && baseline.tasks.keys().any(|task| self.tasks.contains_key(&task.0));
            if !plain {
                words.tell("baseline", ours::say_baseline(*number, *id, baseline));
            }
        }
        words.text()
    }

    /// The day a reader takes baselines to have been set on.
    fn read_set_on(&self) -> NaiveDate {
        let created = self.carried(CarriedOf::Project).into_iter().find(|element| element.name == "CreationDate");
        let created = created.and_then(|element| super::value::moment(element.text.trim()));
        created.unwrap_or(self.project.plan.settings.start).date()
    }
}

/// The highest number given on; Project counts in 31 bits.
const HIGHEST: u32 = 2_000_000_000;

/// Ids as they are, except those Project cannot have: they get the next free ones.
fn numbers(ids: impl Iterator<Item = u32> + Clone, zero: bool) -> Numbers {
    let fits = |id: &u32| (1..=HIGHEST).contains(id) || zero && *id == 0;
    let mut next = ids.clone().filter(fits).max().unwrap_or(0);
    let mut numbers: Numbers = ids.clone().filter(fits).map(|id| (id, id)).collect();
    for id in ids {
        numbers.entry(id).or_insert_with(|| {
            next += 1;
            next
        });
    }
    numbers
}

/// Project's baseline is number 0, beside ten more. A plan that came with numbers keeps them; in one of ours the shown
/// baseline is the one Project shows.
fn number_baselines(project: &Project) -> Vec<(u32, BaselineId, &Baseline)> {
    let all = &project.baselines;
    let first = all.iter().find(|(_, baseline)| baseline.shown).or(all.iter().next()).map(|(id, _)| *id);
    let first = first.filter(|_| project.carried.is_none() && !all.contains_key(&BaselineId(0)));
    let mut free =
        (0..=10).filter(|number| first.is_none_or(|_| *number != 0) && !all.contains_key(&BaselineId(*number)));
    let mut number = |id: BaselineId| match id {
        _ if Some(id) == first => Some(0),
        BaselineId(own @ 0..=10) => Some(own),
        _ => free.next(),
    };
    let mut numbered: Vec<_> = all.iter().filter_map(|(id, baseline)| Some((number(*id)?, *id, baseline))).collect();
    numbered.sort_by_key(|row| row.0);
    numbered
}

/// Whether a calendar works for anything but people.
fn is_shared(plan: &crate::plan::Plan, calendar: &Calendar) -> bool {
    plan.settings.calendar == calendar.id || plan.tasks.iter().any(|task| task.calendar == Some(calendar.id))
}
