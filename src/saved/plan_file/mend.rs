//! A plan file from a person, a tool or a merge can break the plan's own rules. Nothing is dropped that has a place;
//! each change is said.

use crate::plan::{Calendar, CalendarId, DayHours, Plan, TaskId};
use crate::project::Project;
use std::collections::BTreeSet;

const MOST_NOTES: usize = 50;

/// Makes the project keep the rules of [`Plan`]; returns what was changed.
pub(super) fn mend(project: &mut Project) -> Vec<String> {
    let mut notes = Vec::new();
    count_ids(project);
    let plan = &mut project.plan;
    new_ids_for_twins(plan, &mut notes);
    levels(plan, &mut notes);
    links(plan, &mut notes);
    calendars(plan, &mut notes);
    for task in &mut plan.tasks {
        if task.progress.percent > 100 {
            task.progress.percent = 100;
            notes.push(format!("“{}” was more than 100 % done: read as 100 %.", task.name));
        }
    }
    let more = notes.len().saturating_sub(MOST_NOTES);
    if more > 0 {
        notes.truncate(MOST_NOTES);
        notes.push(format!("And {more} more of the same kind."));
    }
    notes
}

/// Ids are never reused, also after a hand edit or a merge of two files.
fn count_ids(project: &mut Project) {
    let filed = project.promises.keys().map(|id| id.0).chain(project.scenarios.keys().map(|id| id.0));
    let filed = filed.chain(project.decisions.keys().map(|id| id.0));
    let problems = project.problems.values();
    let filed = filed.chain(problems.flat_map(|problem| problem.solutions.keys().map(|id| id.0).chain([problem.id.0])));
    let filed = filed.max().unwrap_or(0);
    let plan = &mut project.plan;
    let tasks = plan.tasks.iter().map(|task| task.id.0);
    let calendars = plan.calendars.keys().map(|id| id.0);
    let resources = plan.resources.keys().map(|id| id.0);
    plan.ids.last = tasks.chain(calendars).chain(resources).fold(plan.ids.last.max(filed), u32::max);
    plan.pass_dangling_ids();
}

fn new_ids_for_twins(plan: &mut Plan, notes: &mut Vec<String>) {
    let taken: BTreeSet<u32> = plan.tasks.iter().map(|task| task.id.0).collect();
    let mut seen = BTreeSet::new();
    let mut next = plan.ids.last.wrapping_add(1);
    for task in &mut plan.tasks {
        if seen.insert(task.id) {
            continue;
        }
        while next == 0 || taken.contains(&next) {
            next = next.wrapping_add(1);
        }
        notes.push(format!("Two tasks had number {}: “{}” is now {next}.", task.id.0, task.name));
        task.id = TaskId(next);
        plan.ids.last = plan.ids.last.max(next);
        next = next.wrapping_add(1);
    }
}

fn levels(plan: &mut Plan, notes: &mut Vec<String>) {
    let mut deepest = 0;
    for task in &mut plan.tasks {
        if task.level > deepest {
            notes.push(format!("“{}” stood deeper than its parent allows: moved out.", task.name));
            task.level = deepest;
        }
        deepest = task.level.saturating_add(1);
    }
}

fn links(plan: &mut Plan, notes: &mut Vec<String>) {
    let ids: BTreeSet<TaskId> = plan.tasks.iter().map(|task| task.id).collect();
    let before = plan.dependencies.len();
    plan.dependencies.retain(|key, _| ids.contains(&key.predecessor) && ids.contains(&key.successor));
    let lost = before - plan.dependencies.len();
    if lost > 0 {
        notes.push(format!("{lost} dependencies named tasks that are not in the file: left out."));
    }
}

fn calendars(plan: &mut Plan, notes: &mut Vec<String>) {
    if plan.calendars.is_empty() {
        let id = CalendarId(plan.settings.calendar.0);
        plan.calendars.insert(id, Calendar::standard(id));
        notes.push("The file had no calendar: the standard week is used.".into());
    }
    if !plan.calendars.contains_key(&plan.settings.calendar)
        && let Some(first) = plan.calendars.keys().next()
    {
        plan.settings.calendar = *first;
        notes.push("The plan's calendar was not in the file: another one is used.".into());
    }
    for calendar in plan.calendars.values_mut() {
        let weeks = calendar.work_weeks.iter_mut().flat_map(|week| &mut week.week).chain(&mut calendar.week).flatten();
        let exceptions = calendar.exceptions.iter_mut().map(|exception| &mut exception.hours);
        let mended = weeks.chain(exceptions).map(day).fold(false, |any, mended| any | mended);
        if mended {
            notes.push(format!("Working hours of “{}” overlapped or ran backwards: put in order.", calendar.name));
        }
    }
}

/// Puts a day's hours in order; true when they were not.
fn day(hours: &mut DayHours) -> bool {
    let good = |hours: &DayHours| {
        hours.0.iter().all(|i| i.from < i.to && i.to <= 1440)
            && hours.0.windows(2).all(|pair| pair[0].to <= pair[1].from)
    };
    if good(hours) {
        return false;
    }
    hours.0.sort_by_key(|i| i.from);
    let mut end = 0;
    hours.0.retain_mut(|i| {
        i.from = i.from.max(end);
        i.to = i.to.min(1440);
        let keep = i.from < i.to;
        if keep {
            end = i.to;
        }
        keep
    });
    true
}
