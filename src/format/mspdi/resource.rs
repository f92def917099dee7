//! Resources of the file and who is assigned to what.

use super::marks::{self, Field, Words};
use super::order::{ASSIGNMENT, RESOURCE};
use super::{Element, Import, value};
use crate::plan::{Assignment, CalendarId, Resource, ResourceId, ResourceKind, Side, WorkSegment};
use crate::project::CarriedOf;
use std::collections::BTreeMap;

impl Import {
    pub(super) fn take_resource(&mut self, element: &Element) {
        let Some(uid) = element.number("UID").and_then(|uid| u32::try_from(uid).ok()) else { return };
        // Row 0 stands for "nobody assigned".
        if element.flag("IsNull") == Some(true) || uid == 0 {
            return;
        }
        let id = ResourceId(uid);
        let kind = match element.number("Type") {
            Some(0) => ResourceKind::Material,
            Some(2) => ResourceKind::Cost,
            _ => ResourceKind::Work,
        };
        let percent = |units: f64| (units * 100.0).round().clamp(0.0, 1e9) as u32;
        let calendar = element.number("CalendarUID").and_then(|uid| u32::try_from(uid).ok()).map(CalendarId);
        let words = self.fields.of(element, Field::ResourceWords).map(Words::read).unwrap_or_default();
        let side = match words.get("side") {
            Some("client") => Side::Client,
            Some("supplier") => Side::Supplier,
            _ => Side::Ours,
        };
        let name = element.raw("Name").unwrap_or_default();
        let resource = Resource {
            id,
            name: marks::full(name, self.fields.of(element, Field::ResourceName), marks::person).to_owned(),
            role: element.raw("Group").unwrap_or_default().to_owned(),
            side,
            kind,
            max_units: percent(element.real("MaxUnits").unwrap_or(1.0)),
            calendar,
            absences: Vec::new(),
            client_visible: false,
        };
        if self.project.plan.resources.contains_key(&id) {
            return;
        }
        self.keep.record(CarriedOf::Resource(id), RESOURCE, element, &self.fields);
        if let (Some(whose), Some(calendar)) = (words.get("calendar"), calendar) {
            self.absences.push((id, calendar, whose == "own"));
        }
        self.project.plan.resources.insert(id, resource);
    }

    /// A calendar made for Project alone is no fact: its days off are the person's absences.
    pub(super) fn join_absences(&mut self) {
        let plan = &mut self.project.plan;
        for (id, calendar, own) in std::mem::take(&mut self.absences) {
            let made = plan.calendars.get(&calendar).is_some_and(|made| {
                made.week.iter().all(Option::is_none) && made.work_weeks.is_empty() && made.base.is_some()
            });
            let (Some(person), true) = (plan.resources.get_mut(&id), made) else { continue };
            if let Some(made) = plan.calendars.remove(&calendar) {
                person.calendar = made.base.filter(|_| own);
                person.absences = made.exceptions;
            }
        }
    }

    pub(super) fn join_assignments(&mut self) {
        let mut nth: BTreeMap<(crate::plan::TaskId, ResourceId), u32> = BTreeMap::new();
        let rows: BTreeMap<_, _> =
            self.project.plan.tasks.iter().enumerate().map(|(row, task)| (task.id, row)).collect();
        for element in std::mem::take(&mut self.assignments) {
            let uid = |name: &str| element.number(name).and_then(|uid| u32::try_from(uid).ok());
            let resource = uid("ResourceUID").map(ResourceId);
            let task = element.number("TaskUID").and_then(|uid| self.uids.get(&uid)).and_then(|id| rows.get(id));
            if let (Some(NOBODY), Some(row)) = (element.number("ResourceUID"), task) {
                self.project.plan.tasks[*row].segments = segments(&element);
            }
            let (Some(resource), Some(row)) = (resource, task) else { continue };
            if !self.project.plan.resources.contains_key(&resource) {
                continue;
            }
            let work = element.get("Work").and_then(|text| match value::duration(text) {
                value::Read::Minutes(minutes) => Some(minutes),
                _ => None,
            });
            let units = (element.real("Units").unwrap_or(1.0) * 100.0).round().clamp(0.0, 1e9) as u32;
            let delay = ["Delay", "LevelingDelay"].iter().filter_map(|name| element.number(name)).map(value::tenths);
            let delay = delay.fold(0, i32::saturating_add);
            let assignment = Assignment { resource, units, work, delay, segments: segments(&element) };
            let task = &mut self.project.plan.tasks[*row];
            task.assignments.push(assignment);
            let nth = nth.entry((task.id, resource)).or_default();
            let of = CarriedOf::Assignment(task.id, resource, *nth);
            *nth += 1;
            self.keep.record(of, ASSIGNMENT, &element, &self.fields);
        }
    }
}

/// What Project names in place of a resource where nobody is assigned.
pub(super) const NOBODY: i64 = -65535;

/// The stretches of a split assignment, from its timephased work, planned and done; none when it runs through.
fn segments(assignment: &Element) -> Vec<WorkSegment> {
    let mut cells: Vec<WorkSegment> = Vec::new();
    let mut pauses = false;
    for cell in assignment.all("TimephasedData") {
        if !matches!(cell.number("Type"), Some(1 | 2)) {
            continue;
        }
        let date = |name| cell.get(name).and_then(value::moment);
        let (Some(start), Some(finish)) = (date("Start"), date("Finish")) else { continue };
        // An empty cell is time off; one that says nothing is done is a pause.
        let Some(text) = cell.get("Value") else { continue };
        let work = match value::duration(text) {
            value::Read::Minutes(minutes) => minutes,
            _ => continue,
        };
        let pause = !text.contains(|c: char| ('1'..='9').contains(&c));
        pauses |= pause;
        let work = if pause { -1 } else { work };
        cells.push(WorkSegment { start, finish, work });
    }
    if !pauses {
        return Vec::new();
    }
    cells.sort_by_key(|cell| (cell.start, cell.finish));
    let mut stretches: Vec<WorkSegment> = Vec::new();
    let mut paused = true;
    for cell in cells {
        match stretches.last_mut() {
            _ if cell.work < 0 => paused = true,
            Some(last) if !paused => {
                last.finish = last.finish.max(cell.finish);
                last.work = last.work.saturating_add(cell.work);
            }
            _ => {
                stretches.push(cell);
                paused = false;
            }
        }
    }
    if stretches.len() > 1 { stretches } else { Vec::new() }
}
