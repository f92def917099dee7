//! Resources of the file and who is assigned to what.

use super::{Element, Import, value};
use crate::plan::{Assignment, CalendarId, Resource, ResourceId, ResourceKind, Side, WorkSegment};

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
        let resource = Resource {
            id,
            name: element.get("Name").unwrap_or_default().to_owned(),
            role: element.get("Group").unwrap_or_default().to_owned(),
            side: Side::default(),
            kind,
            max_units: percent(element.real("MaxUnits").unwrap_or(1.0)),
            calendar,
            absences: Vec::new(),
            client_visible: false,
        };
        self.project.plan.resources.entry(id).or_insert(resource);
    }

    pub(super) fn join_assignments(&mut self) {
        let rows: std::collections::BTreeMap<_, _> =
            self.project.plan.tasks.iter().enumerate().map(|(row, task)| (task.id, row)).collect();
        for element in std::mem::take(&mut self.assignments) {
            let uid = |name: &str| element.number(name).and_then(|uid| u32::try_from(uid).ok());
            let resource = uid("ResourceUID").map(ResourceId);
            let task = element.number("TaskUID").and_then(|uid| self.uids.get(&uid)).and_then(|id| rows.get(id));
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
            self.project.plan.tasks[*row].assignments.push(assignment);
        }
    }
}

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
