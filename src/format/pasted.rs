//! Text from elsewhere as tasks: what a line or a row of a table said becomes a task; what could not be read is told and
//! kept in the task's private note, so nothing typed is lost.

use crate::edit::{EditError, PlanEdit};
use crate::plan::{
    Constraint, ConstraintKind, Dependency, DependencyKey, Duration, Moment, Place, Plan, Progress, Range, Resource,
    ResourceId, Task, TaskId, Unit,
};
use crate::prepare::{Clip, insert_all, new_person};
use crate::schedule::WorkingTime;
use crate::words::{Dates, Person, Rows, TypedDate, edit_error, read_predecessors};
use std::collections::HashMap;

/// The most messages one text gives; the rest is counted.
const MOST: usize = 20;
/// So many links that cannot be are looked for one by one.
const MOST_REFUSED: usize = 50;

/// Tasks read from text, not yet in a plan.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Pasted {
    pub clip: Clip,
    /// People the plan does not know yet.
    pub people: Vec<Resource>,
    /// What could not be read or was not taken over, for the person who pasted.
    pub messages: Vec<String>,
}

impl Pasted {
    /// The edit that puts everything at `place` of the plan it was read for, and the ids of its roots. `None` when there
    /// are no tasks.
    pub fn edit(self, plan: &Plan, place: Place) -> Option<(PlanEdit, Vec<TaskId>)> {
        let mut numbered = plan.ids;
        numbered.last = numbered.last.saturating_add(self.people.len() as u32);
        let hire = self.people.into_iter().map(|new| PlanEdit::Resource { id: new.id, resource: Some(Box::new(new)) });
        let mut edits: Vec<PlanEdit> = hire.collect();
        let (insert, ids) = insert_all(numbered, self.clip, place)?;
        if edits.is_empty() {
            return Some((insert, ids));
        }
        edits.push(insert);
        Some((PlanEdit::Batch(edits), ids))
    }
}

/// What one line said, as far as it was understood.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Draft {
    pub level: u16,
    pub name: String,
    pub duration: Option<Duration>,
    pub range: Option<Range>,
    pub milestone: bool,
    /// As typed.
    pub predecessors: String,
    pub owner: Option<Person>,
    pub percent: u8,
    pub start: Option<TypedDate>,
    pub finish: Option<TypedDate>,
    pub deadline: Option<TypedDate>,
    pub will_see: String,
    pub note: String,
    /// The row's own number and WBS code, where the table gives them.
    pub number: Option<usize>,
    pub wbs: Option<String>,
    /// What could not be read: the field, and the sentence.
    pub unread: Vec<(String, String)>,
}

impl Draft {
    /// Keeps what could not be read: in the note as typed, and as a message.
    pub fn keep(&mut self, field: &str, typed: &str, message: String) {
        if !self.note.is_empty() {
            self.note.push('\n');
        }
        self.note.push_str(&format!("{field}: {}", typed.trim()));
        self.unread.push((self.name.clone(), message));
    }
}

/// Makes tasks of drafts, for `plan`.
pub(super) fn assemble(mut drafts: Vec<Draft>, plan: &Plan, dates: &Dates) -> Pasted {
    let mut newcomers = Newcomers { next: plan.fresh_id(), ids: HashMap::new(), people: Vec::new() };
    let mut messages = Vec::new();
    close_levels(&mut drafts);
    let ids = |row: usize| TaskId(row as u32 + 1);
    let time = WorkingTime::of(plan, plan.settings.calendar);
    let mut tasks: Vec<Task> = Vec::with_capacity(drafts.len());
    let mut follows = 0;
    for (row, draft) in drafts.iter().enumerate() {
        let summary = drafts.get(row + 1).is_some_and(|next| next.level > draft.level);
        let mut task = Task::new(ids(row), draft.level, draft.name.clone(), Duration::ZERO);
        task.owner = draft.owner.as_ref().map(|person| newcomers.id(person));
        task.deadline = draft.deadline.map(TypedDate::as_finish);
        task.will_see = draft.will_see.clone();
        if !summary {
            task.milestone = draft.milestone;
            task.duration = length(draft, plan, &time);
            task.range = draft.range;
            task.progress = progress(draft, task.duration, plan, &time, dates);
            follows += usize::from(date(draft, &mut task));
        }
        tasks.push(task);
    }
    let dependencies = links(&mut drafts, &tasks, plan, dates);
    for (task, draft) in tasks.iter_mut().zip(&drafts) {
        task.private_note = draft.note.clone();
    }
    for (name, message) in drafts.into_iter().flat_map(|draft| draft.unread) {
        messages.push(format!("{name}: {message} It is kept in the private note."));
    }
    let more = messages.len().saturating_sub(MOST);
    if more > 0 {
        messages.truncate(MOST);
        messages.push(format!("And {more} more like these, all kept in private notes."));
    }
    match follows {
        0 => {}
        1 => messages.push("One typed start was left out, because the task follows from its predecessors.".into()),
        many => messages
            .push(format!("{many} typed starts were left out, because the tasks follow from their predecessors.")),
    }
    Pasted { clip: Clip { tasks, dependencies }, people: newcomers.people, messages }
}

/// Levels from 0, each at most one below the line before.
fn close_levels(drafts: &mut [Draft]) {
    let top = drafts.iter().map(|draft| draft.level).min().unwrap_or(0);
    let mut deepest = 0;
    for draft in drafts {
        draft.level = (draft.level - top).min(deepest);
        deepest = draft.level.saturating_add(1);
    }
}

/// People the plan does not know, by their names in small letters.
struct Newcomers {
    next: u32,
    ids: HashMap<String, ResourceId>,
    people: Vec<Resource>,
}

impl Newcomers {
    fn id(&mut self, person: &Person) -> ResourceId {
        let name = match person {
            Person::Known(id) => return *id,
            Person::New(name) => name,
        };
        *self.ids.entry(name.to_lowercase()).or_insert_with(|| {
            let id = ResourceId(self.next);
            self.next = self.next.saturating_add(1);
            self.people.push(new_person(id, name));
            id
        })
    }
}

/// The duration typed; else from start to finish; else a day, as a guess.
fn length(draft: &Draft, plan: &Plan, time: &WorkingTime) -> Duration {
    match (draft.duration, draft.start, draft.finish) {
        (Some(duration), ..) => duration,
        _ if draft.milestone => Duration::ZERO,
        (None, Some(start), Some(finish)) => Duration::working(time.work(start.as_start(), finish.as_finish()).max(0)),
        _ => {
            Duration { minutes: plan.settings.hours.minutes_per_day, unit: Unit::Day, elapsed: false, estimated: true }
        }
    }
}

/// Fixed dates: a start without predecessors is *not before*, a finish without a start is a deadline. True when a start
/// was left out.
fn date(draft: &Draft, task: &mut Task) -> bool {
    if task.progress.actual_start.is_some() {
        return false;
    }
    match (draft.start, draft.finish) {
        (Some(start), _) if draft.predecessors.trim().is_empty() => {
            task.constraint = Some(Constraint { kind: ConstraintKind::Snet, date: start.as_start() });
            false
        }
        (Some(_), _) => true,
        (None, Some(finish)) => {
            task.deadline = task.deadline.or(Some(finish.as_finish()));
            false
        }
        (None, None) => false,
    }
}

/// What a percentage or a tick says, with nothing done after the status date or today.
fn progress(draft: &Draft, duration: Duration, plan: &Plan, time: &WorkingTime, dates: &Dates) -> Progress {
    if draft.percent == 0 {
        return Progress::default();
    }
    let today = Moment::end_of(dates.today);
    let latest = time.prev_finish(plan.settings.status_date.map_or(today, |status| status.min(today)));
    let whole = i64::from(duration.minutes.max(0));
    let left = ((whole * i64::from(100 - draft.percent.min(100)) + 50) / 100).max(1).min(whole.max(1)) as i32;
    let begun = |finish: Moment, worked: i32| match draft.start {
        Some(start) => time.next_start(start.as_start()).min(finish),
        None => time.add(finish, worked.saturating_neg()).min(finish),
    };
    if draft.percent >= 100 {
        let finish = draft.finish.map_or(latest, |finish| time.prev_finish(finish.as_finish()).min(latest));
        let start = begun(finish, duration.minutes);
        return Progress { actual_start: Some(start), actual_finish: Some(finish), percent: 100, remaining: Some(0) };
    }
    let start = begun(latest, duration.minutes.saturating_sub(left));
    Progress {
        actual_start: Some(start),
        actual_finish: None,
        percent: draft.percent,
        remaining: (whole > 0).then_some(left),
    }
}

/// The links the drafts name, among themselves. Those that cannot be are told and kept in notes.
fn links(drafts: &mut [Draft], tasks: &[Task], plan: &Plan, dates: &Dates) -> Vec<Dependency> {
    let mut trial = Plan::new(plan.settings.start);
    trial.tasks = tasks.iter().map(|task| Task::new(task.id, task.level, task.name.clone(), task.duration)).collect();
    let given = drafts.iter().zip(tasks).map(|(draft, task)| (task.id, draft.number, draft.wbs.clone()));
    let rows = Rows::new(&trial).numbered(given);
    let mut links: Vec<(usize, Dependency)> = Vec::new();
    for (row, draft) in drafts.iter_mut().enumerate().filter(|(_, draft)| !draft.predecessors.trim().is_empty()) {
        match read_predecessors(&draft.predecessors, tasks[row].id, &rows, &plan.settings.hours, dates.locale) {
            Ok(read) => links.extend(read.into_iter().map(|link| (row, link))),
            Err(message) => {
                let typed = draft.predecessors.clone();
                draft.keep("Predecessors", &typed, message);
            }
        }
    }
    let mut refused = Vec::new();
    add(&mut trial, &links, &mut refused);
    for (row, error) in refused {
        let (typed, message) = (drafts[row].predecessors.clone(), edit_error(&error, &trial));
        drafts[row].keep("Predecessors", &typed, message);
    }
    trial.dependencies.into_iter().map(|(key, lag)| Dependency { key, lag }).collect()
}

/// Adds the links that keep the rules to `trial`: all at once where they fit, else by halves, so that few bad ones among
/// thousands cost little. After [`MOST_REFUSED`] bad ones, what does not fit at once is refused at once.
fn add(trial: &mut Plan, links: &[(usize, Dependency)], refused: &mut Vec<(usize, EditError)>) {
    let keys: Vec<DependencyKey> = links.iter().map(|(_, link)| link.key).collect();
    let before = trial.dependencies.clone();
    trial.dependencies.extend(links.iter().map(|(_, link)| (link.key, link.lag)));
    let Err(error) = trial.check_links(&keys) else { return };
    trial.dependencies = before;
    if links.len() <= 1 || refused.len() >= MOST_REFUSED {
        refused.extend(links.iter().map(|(row, _)| (*row, error.clone())));
        return;
    }
    let (first, second) = links.split_at(links.len() / 2);
    add(trial, first, refused);
    add(trial, second, refused);
}
