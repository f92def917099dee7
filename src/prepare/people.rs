//! Who answers for a task and who works on it, by name: somebody new enters the plan with the same edit.

use super::batch;
use crate::edit::{PlanEdit, TaskField};
use crate::plan::{Assignment, Plan, Resource, ResourceId, ResourceKind, Side, TaskId};
use crate::words::Person;
use std::collections::HashSet;

/// Makes `person` the owner of the selected tasks; `None` takes owners away.
pub fn set_owner(plan: &Plan, selection: &[TaskId], person: Option<&Person>) -> Option<PlanEdit> {
    let mut newcomers = Newcomers::of(plan);
    let owner = person.map(|person| newcomers.id(person));
    let chosen: HashSet<TaskId> = selection.iter().copied().collect();
    let tasks = plan.tasks.iter().filter(|task| chosen.contains(&task.id) && task.owner != owner);
    let sets: Vec<PlanEdit> =
        tasks.map(|task| PlanEdit::Set { task: task.id, field: TaskField::Owner(owner) }).collect();
    if sets.is_empty() { None } else { batch(newcomers.edits.into_iter().chain(sets).collect()) }
}

/// Makes exactly these people work on a task, with their shares of full time in percent.
pub fn set_people(plan: &Plan, task: TaskId, people: &[(Person, u32)]) -> Option<PlanEdit> {
    let old = &plan.task(task)?.assignments;
    let mut newcomers = Newcomers::of(plan);
    let mut new: Vec<Assignment> = Vec::new();
    for (person, units) in people {
        let resource = newcomers.id(person);
        match new.iter_mut().find(|assignment| assignment.resource == resource) {
            Some(again) => again.units = *units,
            None => {
                let kept = old.iter().find(|assignment| assignment.resource == resource && assignment.units == *units);
                let fresh = Assignment { resource, units: *units, work: None, delay: 0, segments: Vec::new() };
                new.push(kept.cloned().unwrap_or(fresh));
            }
        }
    }
    if new == *old {
        return None;
    }
    newcomers.edits.push(PlanEdit::Set { task, field: TaskField::Assignments(new) });
    batch(newcomers.edits)
}

/// People about to enter the plan.
struct Newcomers {
    next: u32,
    known: Vec<(String, ResourceId)>,
    edits: Vec<PlanEdit>,
}

impl Newcomers {
    fn of(plan: &Plan) -> Newcomers {
        Newcomers { next: plan.fresh_id(), known: Vec::new(), edits: Vec::new() }
    }

    fn id(&mut self, person: &Person) -> ResourceId {
        let name = match person {
            Person::Known(id) => return *id,
            Person::New(name) => name,
        };
        if let Some((_, id)) = self.known.iter().find(|(known, _)| known.to_lowercase() == name.to_lowercase()) {
            return *id;
        }
        let id = ResourceId(self.next);
        self.next = self.next.saturating_add(1);
        self.known.push((name.clone(), id));
        self.edits.push(PlanEdit::Resource { id, resource: Some(Box::new(new_person(id, name))) });
        id
    }
}

/// A person of ours, full time, on the project's calendar.
pub fn new_person(id: ResourceId, name: &str) -> Resource {
    Resource {
        id,
        name: name.to_owned(),
        role: String::new(),
        side: Side::Ours,
        kind: ResourceKind::Work,
        max_units: 100,
        calendar: None,
        absences: Vec::new(),
        client_visible: false,
    }
}

/// Takes a person out of the plan, and off every task.
pub fn remove_person(plan: &Plan, id: ResourceId) -> Option<PlanEdit> {
    plan.resources.get(&id)?;
    let mut edits = Vec::new();
    for task in &plan.tasks {
        if task.owner == Some(id) {
            edits.push(PlanEdit::Set { task: task.id, field: TaskField::Owner(None) });
        }
        if task.assignments.iter().any(|assignment| assignment.resource == id) {
            let rest = task.assignments.iter().filter(|assignment| assignment.resource != id).cloned().collect();
            edits.push(PlanEdit::Set { task: task.id, field: TaskField::Assignments(rest) });
        }
    }
    edits.push(PlanEdit::Resource { id, resource: None });
    batch(edits)
}

/// Takes a calendar out of the plan; what worked by it then works by its base, or by the plan's calendar.
/// `None` for the plan's own calendar.
pub fn remove_calendar(plan: &Plan, id: crate::plan::CalendarId) -> Option<PlanEdit> {
    let gone = plan.calendars.get(&id).filter(|_| plan.settings.calendar != id)?;
    let mut edits = Vec::new();
    for task in plan.tasks.iter().filter(|task| task.calendar == Some(id)) {
        edits.push(PlanEdit::Set { task: task.id, field: TaskField::Calendar(gone.base) });
    }
    for resource in plan.resources.values().filter(|resource| resource.calendar == Some(id)) {
        let resource = Resource { calendar: gone.base, ..resource.clone() };
        edits.push(PlanEdit::Resource { id: resource.id, resource: Some(Box::new(resource)) });
    }
    for calendar in plan.calendars.values().filter(|calendar| calendar.base == Some(id) && calendar.id != id) {
        let calendar = crate::plan::Calendar { base: gone.base, ..calendar.clone() };
        edits.push(PlanEdit::Calendar { id: calendar.id, calendar: Some(Box::new(calendar)) });
    }
    edits.push(PlanEdit::Calendar { id, calendar: None });
    batch(edits)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::super::testing::{id, plan};
    use super::*;
    use crate::plan::{Calendar, CalendarId};
    use crate::words::{read_people, read_person};

    #[test]
    fn somebody_new_enters_with_the_task_they_own() {
        let mut plan = plan("A\nB", "");
        let before = plan.clone();
        let anna = read_person("Anna", &plan).unwrap();
        let back = plan.apply(set_owner(&plan, &[id("A"), id("B")], anna.as_ref()).unwrap()).unwrap();
        let owner = plan.tasks[0].owner.unwrap();
        assert_eq!((plan.resources[&owner].name.as_str(), plan.tasks[1].owner), ("Anna", Some(owner)));
        let people = read_people("anna 50%, Ben, ben", &plan).unwrap();
        plan.apply(set_people(&plan, id("A"), &people).unwrap()).unwrap();
        assert_eq!(plan.resources.len(), 2);
        assert_eq!(plan.tasks[0].assignments.iter().map(|a| a.units).collect::<Vec<_>>(), [50, 100]);
        assert!(set_people(&plan, id("A"), &read_people("Anna 50%; Ben", &plan).unwrap()).is_none());
        plan.apply(remove_person(&plan, owner).unwrap()).unwrap();
        assert_eq!((plan.tasks[0].owner, plan.tasks[0].assignments.len()), (None, 1));
        let fresh = before.fresh_id();
        assert!(plan.fresh_id() > fresh);
        let mut again = before.clone();
        again.apply(set_owner(&again, &[id("A"), id("B")], anna.as_ref()).unwrap()).unwrap();
        again.restore(back).unwrap();
        assert_eq!(again, before);
    }

    #[test]
    fn a_removed_calendar_hands_over_to_its_base() {
        let mut plan = plan("A", "");
        for (own, base) in [(2, 1), (3, 2)] {
            let calendar = Calendar { base: Some(CalendarId(base)), ..Calendar::standard(CalendarId(own)) };
            plan.calendars.insert(calendar.id, calendar);
        }
        plan.tasks[0].calendar = Some(CalendarId(2));
        plan.apply(remove_calendar(&plan, CalendarId(2)).unwrap()).unwrap();
        assert_eq!(plan.tasks[0].calendar, Some(CalendarId(1)));
        assert_eq!(plan.calendars[&CalendarId(3)].base, Some(CalendarId(1)));
        assert_eq!(remove_calendar(&plan, CalendarId(1)), None);
    }
}
