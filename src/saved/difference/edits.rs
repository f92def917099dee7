//! The edits that lead from one state to another. Order matters only in that each must fit: links out; what is filed
//! comes in; each task, parents first, is made or moved below its parent; what is gone goes; siblings are put in order;
//! fields are set; links come in; what is no longer filed goes.

use crate::edit::{PlanEdit, SettingField, TaskField};
use crate::plan::{Place, Plan, Settings, Task, TaskId};
use crate::project::{Brief, BriefField, Edit, Project, Sharing, SharingField};
use std::collections::{BTreeMap, HashMap, HashSet};

pub(super) fn edits(old: &Project, new: &Project) -> Vec<Edit> {
    let mut edits = Vec::new();
    if old.name != new.name {
        edits.push(Edit::Rename(new.name.clone()));
    }
    edits.extend(brief(&old.brief, &new.brief).into_iter().map(Edit::Brief));
    let mut plan = Vec::new();
    links_out(&old.plan, &new.plan, &mut plan);
    filed_in(&old.plan, &new.plan, &mut plan);
    outline(&old.plan, &new.plan, &mut plan);
    plan.extend(settings(&old.plan.settings, &new.plan.settings).into_iter().map(PlanEdit::Setting));
    links_in(&old.plan, &new.plan, &mut plan);
    filed_out(&old.plan, &new.plan, &mut plan);
    edits.extend(plan.into_iter().map(Edit::Plan));
    for (id, baseline) in &new.baselines {
        if old.baselines.get(id) != Some(baseline) {
            edits.push(Edit::Baseline { id: *id, baseline: Some(Box::new(baseline.clone())) });
        }
    }
    let gone = old.baselines.keys().filter(|id| !new.baselines.contains_key(id));
    edits.extend(gone.map(|id| Edit::Baseline { id: *id, baseline: None }));
    records(&old.promises, &new.promises, &mut edits, |id, promise| Edit::Promise { id, promise });
    records(&old.scenarios, &new.scenarios, &mut edits, |id, scenario| Edit::Scenario { id, scenario });
    records(&old.problems, &new.problems, &mut edits, |id, problem| Edit::Problem { id, problem });
    edits.extend(sharing(&old.sharing, &new.sharing).into_iter().map(Edit::Sharing));
    records(&old.decisions, &new.decisions, &mut edits, |id, decision| Edit::Decision { id, decision });
    records(&old.reports, &new.reports, &mut edits, |id, report| Edit::Report { id, report });
    edits.extend(super::record::edits(&old.record, &new.record).into_iter().map(Edit::Record));
    edits
}

/// What is filed by id: those that are new or differ, then those that are gone.
fn records<I: Copy + Ord, R: Clone + PartialEq>(
    old: &BTreeMap<I, R>,
    new: &BTreeMap<I, R>,
    edits: &mut Vec<Edit>,
    edit: fn(I, Option<Box<R>>) -> Edit,
) {
    let differ = new.iter().filter(|(id, record)| old.get(id) != Some(record));
    edits.extend(differ.map(|(id, record)| edit(*id, Some(Box::new(record.clone())))));
    edits.extend(old.keys().filter(|id| !new.contains_key(id)).map(|id| edit(*id, None)));
}

/// The texts of the brief that differ, as they are in `new`.
pub(super) fn brief(old: &Brief, new: &Brief) -> Vec<BriefField> {
    let Brief { client, purpose, outcomes, scope, out_of_scope, assumptions } = new;
    [
        (&old.client, client, BriefField::Client as fn(String) -> BriefField),
        (&old.purpose, purpose, BriefField::Purpose),
        (&old.outcomes, outcomes, BriefField::Outcomes),
        (&old.scope, scope, BriefField::Scope),
        (&old.out_of_scope, out_of_scope, BriefField::OutOfScope),
        (&old.assumptions, assumptions, BriefField::Assumptions),
    ]
    .into_iter()
    .filter(|(old, new, _)| old != new)
    .map(|(_, new, field)| field(new.clone()))
    .collect()
}

/// The fields of what is shared that differ, as they are in `new`.
pub(super) fn sharing(old: &Sharing, new: &Sharing) -> Vec<SharingField> {
    let Sharing { brief, money, pages, cadence } = new;
    let mut fields = Vec::new();
    if old.brief != *brief {
        fields.push(SharingField::Brief(brief.clone()));
    }
    if old.money != *money {
        fields.push(SharingField::Money(*money));
    }
    if old.pages != *pages {
        fields.push(SharingField::Pages(pages.clone()));
    }
    if old.cadence != *cadence {
        fields.push(SharingField::Cadence(*cadence));
    }
    fields
}

fn links_out(old: &Plan, new: &Plan, edits: &mut Vec<PlanEdit>) {
    // Links of a task that goes would go with it; out here, they cannot stand in the way of what comes.
    let gone = old.dependencies.keys().filter(|key| !new.dependencies.contains_key(key));
    edits.extend(gone.map(|key| PlanEdit::Link { link: *key, lag: None }));
}

fn links_in(old: &Plan, new: &Plan, edits: &mut Vec<PlanEdit>) {
    let come = new.dependencies.iter().filter(|(key, lag)| old.dependencies.get(key) != Some(lag));
    edits.extend(come.map(|(key, lag)| PlanEdit::Link { link: *key, lag: Some(*lag) }));
}

fn filed_in(old: &Plan, new: &Plan, edits: &mut Vec<PlanEdit>) {
    let calendars = new.calendars.iter().filter(|(id, calendar)| old.calendars.get(id) != Some(calendar));
    edits.extend(calendars.map(|(id, c)| PlanEdit::Calendar { id: *id, calendar: Some(Box::new(c.clone())) }));
    let resources = new.resources.iter().filter(|(id, resource)| old.resources.get(id) != Some(resource));
    edits.extend(resources.map(|(id, r)| PlanEdit::Resource { id: *id, resource: Some(Box::new(r.clone())) }));
}

fn filed_out(old: &Plan, new: &Plan, edits: &mut Vec<PlanEdit>) {
    let resources = old.resources.keys().filter(|id| !new.resources.contains_key(id));
    edits.extend(resources.map(|id| PlanEdit::Resource { id: *id, resource: None }));
    let calendars = old.calendars.keys().filter(|id| !new.calendars.contains_key(id));
    edits.extend(calendars.map(|id| PlanEdit::Calendar { id: *id, calendar: None }));
}

/// Each task's parent, in outline order.
pub(super) fn parents(plan: &Plan) -> Vec<Option<TaskId>> {
    let mut above: Vec<TaskId> = Vec::new();
    let parent = |task: &Task| {
        above.truncate(usize::from(task.level));
        let parent = above.last().copied();
        above.push(task.id);
        parent
    };
    plan.tasks.iter().map(parent).collect()
}

fn outline(old: &Plan, new: &Plan, edits: &mut Vec<PlanEdit>) {
    let before: HashMap<TaskId, (Option<TaskId>, &Task)> =
        parents(old).into_iter().zip(&old.tasks).map(|(parent, task)| (task.id, (parent, task))).collect();
    let kept: HashSet<TaskId> = new.tasks.iter().map(|task| task.id).collect();
    let mut children: BTreeMap<Option<TaskId>, Vec<TaskId>> = BTreeMap::new();
    let mut now: BTreeMap<Option<TaskId>, Vec<TaskId>> = BTreeMap::new();
    for (parent, task) in parents(old).into_iter().zip(&old.tasks) {
        now.entry(parent).or_default().push(task.id);
    }
    let mut fields = Vec::new();
    for (parent, task) in parents(new).into_iter().zip(&new.tasks) {
        children.entry(parent).or_default().push(task.id);
        let place = Place { parent, after: None };
        match before.get(&task.id) {
            None => {
                edits.push(PlanEdit::Insert {
                    place,
                    tasks: vec![Task { level: 0, ..task.clone() }],
                    dependencies: vec![],
                });
                now.entry(parent).or_default().insert(0, task.id);
            }
            Some((was, old)) => {
                if *was != parent {
                    edits.push(PlanEdit::Move { task: task.id, place });
                    now.entry(*was).or_default().retain(|id| *id != task.id);
                    now.entry(parent).or_default().insert(0, task.id);
                }
                fields.extend(task_fields(old, task).into_iter().map(|field| PlanEdit::Set { task: task.id, field }));
            }
        }
    }
    for (parent, task) in parents(old).into_iter().zip(&old.tasks) {
        if !kept.contains(&task.id) && parent.is_none_or(|parent| kept.contains(&parent)) {
            edits.push(PlanEdit::Remove { task: task.id });
        }
    }
    for (parent, children) in children {
        let stand: Vec<TaskId> = now.remove(&parent).unwrap_or_default();
        if stand.into_iter().filter(|id| kept.contains(id)).ne(children.iter().copied()) {
            edits.push(PlanEdit::Order { parent, children });
        }
    }
    edits.extend(fields);
}

/// The fields of a task that differ, as they are in `new`. Names every field, so that a new one cannot be forgotten.
pub(super) fn task_fields(old: &Task, new: &Task) -> Vec<TaskField> {
    macro_rules! fields {
        ($($field:ident => $variant:ident),* $(,)?) => {{
            let Task { id: _, level: _, $($field),* } = new;
            let mut fields = Vec::new();
            $(if old.$field != *$field { fields.push(TaskField::$variant($field.clone())); })*
            fields
        }};
    }
    fields!(
        name => Name, duration => Duration, range => Range, confidence => Confidence, hill => Hill, milestone => Milestone, constraint => Constraint, deadline => Deadline,
        calendar => Calendar, ignore_resource_calendars => IgnoreResourceCalendars, manual => Manual,
        inactive => Inactive, progress => Progress, levelling_delay => LevellingDelay, owner => Owner,
        assignments => Assignments, segments => Segments, cost => Cost, locked => Locked, client_visible => ClientVisible, will_see => WillSee, private_note => PrivateNote,
    )
}

/// The plan-wide fields that differ, as they are in `new`.
pub(super) fn settings(old: &Settings, new: &Settings) -> Vec<SettingField> {
    macro_rules! fields {
        ($($field:ident => $variant:ident),* $(,)?) => {{
            let Settings { $($field),* } = new;
            let mut fields = Vec::new();
            $(if old.$field != *$field { fields.push(SettingField::$variant($field.clone())); })*
            fields
        }};
    }
    fields!(
        start => Start, first_start => FirstStart, must_finish_by => MustFinishBy, status_date => StatusDate, calendar => Calendar, hours => Hours,
        schedule_from => ScheduleFrom, critical_threshold => CriticalThreshold,
        near_critical_threshold => NearCriticalThreshold, progress_rule => ProgressRule, lag_calendar => LagCalendar,
        conventions => Conventions, budget => Budget, currency => Currency, uncertainty => Uncertainty,
    )
}
