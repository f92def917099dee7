//! Who there is, and who works on what.

use super::super::super::xml::Element;
use super::super::marks::{Field, Words, person, short};
use super::super::order::{ASSIGNMENT, RESOURCE};
use super::super::resource::NOBODY;
use super::super::{TEXT, ours};
use super::sheet::Sheet;
use super::tasks::number_timephased;
use super::{Writing, time};
use crate::plan::{Assignment, Resource, ResourceId, ResourceKind, Side, Task, WorkSegment};
use crate::project::CarriedOf;
use crate::schedule::TaskSchedule;
use std::collections::BTreeMap;

impl Writing<'_> {
    pub(super) fn contact(&self, owner: ResourceId) -> Option<String> {
        ours::contact(&self.project.plan.resources, owner)
    }

    pub(super) fn person_words(&self, person: &Resource) -> Option<String> {
        let mut words = Words::default();
        match person.side {
            Side::Ours => {}
            Side::Client => words.tell("side", "client"),
            Side::Supplier => words.tell("side", "supplier"),
        }
        if let Some(made) = self.made.get(&person.id) {
            words.tell("calendar", if made.own { "own" } else { "plan" });
        }
        words.text()
    }

    pub(super) fn people(&self) -> impl Iterator<Item = Element> + '_ {
        self.project.plan.resources.values().zip(1..).map(|(person, at)| self.resource(person, at))
    }

    fn resource(&self, resource: &Resource, at: u32) -> Element {
        let uid = self.resources.get(&resource.id.0).copied().unwrap_or_default();
        let mut carried = self.carried(CarriedOf::Resource(resource.id));
        carried.iter_mut().for_each(|element| number_timephased(element, uid));
        let mut sheet = Sheet::new("Resource", RESOURCE);
        sheet.carry(carried);
        sheet.put("UID", uid.to_string());
        sheet.put("ID", at.to_string());
        let name = person(&resource.name);
        if name != resource.name {
            self.attribute(&mut sheet, Field::ResourceName, &resource.name);
        }
        sheet.put("Name", name);
        sheet.put(
            "Type",
            match resource.kind {
                ResourceKind::Material => "0",
                ResourceKind::Work => "1",
                ResourceKind::Cost => "2",
            },
        );
        sheet.flag("IsNull", false);
        sheet.flag("IsCostResource", resource.kind == ResourceKind::Cost);
        if !resource.role.is_empty() {
            sheet.put("Group", short(&resource.role, TEXT));
        }
        sheet.put("MaxUnits", time::share(resource.max_units));
        let calendar = match self.made.get(&resource.id) {
            Some(made) => i64::from(made.uid),
            None => resource.calendar.map_or(-1, |id| self.calendar_uid(id)),
        };
        sheet.put("CalendarUID", calendar.to_string());
        if let Some(words) = self.person_words(resource) {
            self.attribute(&mut sheet, Field::ResourceWords, &words);
        }
        sheet.done()
    }

    /// Assignments of a task that are written, with their place among them.
    fn written<'t>(&'t self, task: &'t Task) -> impl Iterator<Item = (usize, &'t Assignment, &'t Resource)> {
        let known =
            |assignment: &'t Assignment| Some((assignment, self.project.plan.resources.get(&assignment.resource)?));
        task.assignments.iter().filter_map(known).enumerate().map(|(place, (one, resource))| (place, one, resource))
    }

    /// The places of those whose work follows from the duration: Project wants a number all the same.
    pub(super) fn open_work<'t>(&'t self, task: &'t Task) -> impl Iterator<Item = usize> {
        let open = |(place, assignment, resource): (usize, &Assignment, &Resource)| {
            (assignment.work.is_none() && resource.kind == ResourceKind::Work).then_some(place)
        };
        self.written(task).filter_map(open)
    }

    pub(super) fn assignments(&self, mut write: impl FnMut(Element)) {
        let mut uid = 0;
        for (at, task) in self.project.plan.tasks.iter().enumerate() {
            let mut nth: BTreeMap<ResourceId, u32> = BTreeMap::new();
            for (_, assignment, resource) in self.written(task) {
                uid += 1;
                let nth = nth.entry(resource.id).or_default();
                let mut carried = self.carried(CarriedOf::Assignment(task.id, resource.id, *nth));
                carried.iter_mut().for_each(|element| number_timephased(element, uid));
                *nth += 1;
                write(self.assignment(uid, (task, self.row(at)), (assignment, resource), carried));
            }
            if !task.segments.is_empty() {
                uid += 1;
                write(self.nobody(uid, task));
            }
        }
    }

    /// Split work that nobody is assigned to.
    fn nobody(&self, uid: u32, task: &Task) -> Element {
        let mut sheet = Sheet::new("Assignment", ASSIGNMENT);
        sheet.put("UID", uid.to_string());
        sheet.put("TaskUID", self.uid(task.id).unwrap_or_default().to_string());
        sheet.put("ResourceUID", NOBODY.to_string());
        if let (Some(first), Some(last)) = (task.segments.first(), task.segments.last()) {
            sheet.put("Start", time::moment(first.start));
            sheet.put("Finish", self.clocks.finish(task.calendar, last.finish, Some(first.start)));
        }
        sheet.put("Units", time::share(100));
        stretches(&task.segments, uid).into_iter().for_each(|element| sheet.add(element));
        sheet.done()
    }

    fn assignment(
        &self,
        uid: u32,
        (task, row): (&Task, Option<&TaskSchedule>),
        (assignment, resource): (&Assignment, &Resource),
        carried: Vec<Element>,
    ) -> Element {
        let mut sheet = Sheet::new("Assignment", ASSIGNMENT);
        sheet.carry(carried);
        sheet.put("UID", uid.to_string());
        sheet.put("TaskUID", self.uid(task.id).unwrap_or_default().to_string());
        let whose = self.resources.get(&resource.id.0).copied().unwrap_or_default();
        sheet.put("ResourceUID", whose.to_string());
        sheet.put("Units", time::share(assignment.units));
        sheet.put("Delay", time::tenths(assignment.delay));
        sheet.put("LevelingDelay", "0");
        sheet.flag("Milestone", row.is_some_and(|row| row.milestone));
        if let Some(row) = row {
            let (first, last) = (assignment.segments.first(), assignment.segments.last());
            let (start, finish) = (first.map_or(row.start, |at| at.start), last.map_or(row.finish, |at| at.finish));
            sheet.put("Start", time::moment(start));
            sheet.put("Finish", self.clocks.finish(task.calendar, finish, Some(start)));
        }
        let progress = &task.progress;
        sheet.put_some("ActualStart", progress.actual_start.map(time::moment));
        let finished = progress.actual_finish.map(|at| self.clocks.finish(task.calendar, at, progress.actual_start));
        sheet.put_some("ActualFinish", finished);
        if resource.kind == ResourceKind::Work || assignment.work.is_some() {
            let (work, done) = amount(task, row, assignment);
            sheet.put("Work", time::duration(work));
            sheet.put("RegularWork", time::duration(work));
            sheet.put("ActualWork", time::duration(done));
            sheet.put("RemainingWork", time::duration(work - done));
            sheet.put("PercentWorkComplete", (if work > 0 { done * 100 / work } else { 0 }).to_string());
        }
        for element in stretches(&assignment.segments, uid) {
            sheet.add(element);
        }
        sheet.done()
    }

    /// Work of every row and what is done of it; summaries have what their tasks have.
    pub(super) fn sum_work(&self) -> Vec<(i64, i64)> {
        let plan = &self.project.plan;
        let own = plan.tasks.iter().enumerate().map(|(at, task)| {
            let people = self.written(task).filter(|(_, _, resource)| resource.kind == ResourceKind::Work);
            let amounts = people.map(|(_, assignment, _)| amount(task, self.row(at), assignment));
            amounts.fold((0, 0), |sum: (i64, i64), one| (sum.0 + one.0, sum.1 + one.1))
        });
        let mut sums: Vec<(i64, i64)> = own.collect();
        for (row, parent) in plan.parents().into_iter().enumerate().rev() {
            if let Some(parent) = parent {
                let (work, done) = sums[row];
                sums[parent] = (sums[parent].0.saturating_add(work), sums[parent].1.saturating_add(done));
            }
        }
        sums
    }
}

/// Minutes of work of an assignment, in all and done: as the task is done.
fn amount(task: &Task, row: Option<&TaskSchedule>, assignment: &Assignment) -> (i64, i64) {
    let follows = || {
        let minutes = row.map_or(task.duration.minutes, |row| row.duration);
        i64::from(minutes.max(0)) * i64::from(assignment.units) / 100
    };
    let work = assignment.work.map_or_else(follows, |work| i64::from(work.max(0)));
    (work, work * i64::from(task.progress.percent.min(100)) / 100)
}

/// Work in stretches, with a pause between two.
fn stretches(segments: &[WorkSegment], uid: u32) -> Vec<Element> {
    let cell = |start, finish, minutes: i32| {
        let leaves = [
            ("Type", "1".to_owned()),
            ("UID", uid.to_string()),
            ("Start", time::moment(start)),
            ("Finish", time::moment(finish)),
            ("Unit", "2".to_owned()),
            ("Value", time::duration(minutes.into())),
        ];
        let leaves = leaves.into_iter().map(|(name, text)| Element::leaf(name, text)).collect();
        Element::list("TimephasedData", leaves)
    };
    let mut cells = Vec::new();
    for (at, segment) in segments.iter().enumerate() {
        cells.push(cell(segment.start, segment.finish, segment.work));
        if let Some(next) = segments.get(at + 1) {
            cells.push(cell(segment.finish, next.start, 0));
        }
    }
    cells
}
