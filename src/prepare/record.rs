//! The record of confidence as edits: a conversation logged with what was told in it, a concern heard, an input asked for,
//! a status taken with how milestones stood.

use crate::plan::{Moment, TaskId};
use crate::project::record::*;
use crate::project::{Edit, ProblemId, Project, ReportId};
use crate::schedule::{Schedule, schedule_within};
use chrono::NaiveDate;

use super::start::set_status_date;

/// A conversation to be logged.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Talk {
    pub channel: Channel,
    pub people: Vec<String>,
    pub told: Vec<Tellable>,
    pub said: String,
    pub sensed: String,
    pub private_note: String,
    pub chased: bool,
    /// The report it was about.
    pub report: Option<ReportId>,
}

/// Logs a conversation of that day.
pub fn log(project: &Project, on: NaiveDate, talk: Talk) -> (ConversationId, Edit) {
    let id = ConversationId(project.plan.fresh_id());
    let mut told = talk.told;
    told.sort_unstable();
    told.dedup();
    let people = talk.people.iter().map(|name| name.trim().to_owned()).filter(|name| !name.is_empty()).collect();
    let Talk { channel, said, sensed, private_note, chased, report, .. } = talk;
    let conversation =
        Conversation { channel, people, told, said, sensed, private_note, chased, report, ..Conversation::new(id, on) };
    (id, put_conversation(conversation))
}

/// Files a conversation as it is now.
pub fn put_conversation(conversation: Conversation) -> Edit {
    Edit::Record(RecordEdit::Conversation { id: conversation.id, conversation: Some(Box::new(conversation)) })
}

/// A concern in the client's words, with where it was heard.
pub fn hear(
    project: &Project,
    words: &str,
    who: &str,
    heard_on: NaiveDate,
    conversation: Option<ConversationId>,
) -> Option<(ConcernId, Edit)> {
    let words = words.trim();
    let id = ConcernId(project.plan.fresh_id());
    let concern = Concern {
        id,
        words: words.to_owned(),
        who: who.trim().to_owned(),
        heard_on,
        conversation,
        sensed: false,
        steps: Vec::new(),
        problems: Vec::new(),
        answer: String::new(),
        checked_on: None,
        client_visible: false,
    };
    (!words.is_empty()).then(|| (id, put_concern(concern)))
}

/// Files a concern as it is now.
pub fn put_concern(concern: Concern) -> Edit {
    Edit::Record(RecordEdit::Concern { id: concern.id, concern: Some(Box::new(concern)) })
}

/// Ties a concern to the step that answers it, or unties it.
pub fn tie_step(concern: &Concern, step: TaskId) -> Edit {
    let mut concern = concern.clone();
    match concern.steps.iter().position(|known| *known == step) {
        Some(at) => drop(concern.steps.remove(at)),
        None => concern.steps.push(step),
    }
    put_concern(concern)
}

/// Ties a concern to a problem that is about it, or unties it.
pub fn tie_problem(concern: &Concern, problem: ProblemId) -> Edit {
    let mut concern = concern.clone();
    match concern.problems.iter().position(|known| *known == problem) {
        Some(at) => drop(concern.problems.remove(at)),
        None => concern.problems.push(problem),
    }
    put_concern(concern)
}

/// Something we need from the client for a step.
pub fn ask_for(
    project: &Project,
    what: &str,
    step: Option<TaskId>,
    asked_on: Option<NaiveDate>,
) -> Option<(InputId, Edit)> {
    let what = what.trim();
    let id = InputId(project.plan.fresh_id());
    let (who, private_note) = (String::new(), String::new());
    let what_text = what.to_owned();
    let input =
        Input { id, what: what_text, who, step, asked_on, received_on: None, client_visible: false, private_note };
    (!what.is_empty()).then(|| (id, put_input(input)))
}

/// Tracks a step of the client's own as something we need, for the step that waits for it. The client sees the step
/// itself, where they see it.
pub fn track(project: &Project, step: TaskId, waits: Option<TaskId>) -> Option<(InputId, Edit)> {
    let task = project.plan.task(step)?;
    let who = task.owner.and_then(|id| project.plan.resources.get(&id)).map(|one| one.name.clone());
    let (id, edit) = ask_for(project, &task.name, waits, None)?;
    match edit {
        Edit::Record(RecordEdit::Input { input: Some(input), .. }) => {
            Some((id, put_input(Input { who: who.unwrap_or_default(), ..*input })))
        }
        edit => Some((id, edit)),
    }
}

/// Files an input as it is now.
pub fn put_input(input: Input) -> Edit {
    Edit::Record(RecordEdit::Input { id: input.id, input: Some(Box::new(input)) })
}

/// Plans a touchpoint.
pub fn touch(
    project: &Project,
    touch: Touch,
    who: &str,
    planned_on: Option<NaiveDate>,
) -> Option<(TouchpointId, Edit)> {
    let who = who.trim();
    let id = TouchpointId(project.plan.fresh_id());
    let what = String::new();
    let point = Touchpoint { id, touch, who: who.to_owned(), what, planned_on, held_on: None, client_visible: false };
    (!who.is_empty()).then(|| (id, put_touchpoint(point)))
}

/// When somebody is to show up, as it was planned last; `None` while it was not, and of nobody.
pub fn planned_with(project: &Project, who: &str) -> Option<TouchpointId> {
    let who = Some(who.trim()).filter(|who| !who.is_empty())?;
    project.record.touchpoints.values().rfind(|one| one.who.trim() == who).map(|one| one.id)
}

/// Files a touchpoint as it is now.
pub fn put_touchpoint(point: Touchpoint) -> Edit {
    Edit::Record(RecordEdit::Touchpoint { id: point.id, touchpoint: Some(Box::new(point)) })
}

/// Begins a guided page, with somebody where they are known.
pub fn begin_guide(
    project: &Project,
    kind: GuideKind,
    problem: Option<ProblemId>,
    person: &str,
    today: NaiveDate,
) -> (GuideId, Edit) {
    let id = GuideId(project.plan.fresh_id());
    (id, put_guide(Guide { problem, person: person.trim().to_owned(), ..Guide::new(id, kind, today) }))
}

/// The page of a kind that was begun last with that person and was not held. None for nobody.
pub fn begun_with(project: &Project, kind: GuideKind, person: &str) -> Option<GuideId> {
    let (person, guides) = (person.trim(), project.record.guides.values());
    let mut begun = guides.filter(|one| one.kind == kind && one.held_on.is_none() && one.person.trim() == person);
    begun.next_back().filter(|_| !person.is_empty()).map(|one| one.id)
}

/// Files a guided page as it is now.
pub fn put_guide(guide: Guide) -> Edit {
    Edit::Record(RecordEdit::Guide { id: guide.id, guide: Some(Box::new(guide)) })
}

/// Puts a line of the radar off, as bad as it is now. It needs a reason, and a day to come back on.
pub fn snooze(line: &str, weight: Option<i64>, until: NaiveDate, reason: &str) -> Option<Edit> {
    let reason = reason.trim().to_owned();
    let snooze = (!reason.is_empty()).then_some(Snooze { until, reason, weight })?;
    Some(Edit::Record(RecordEdit::Snooze { line: line.to_owned(), snooze: Some(snooze) }))
}

/// Brings a line of the radar back.
pub fn wake(line: &str) -> Edit {
    Edit::Record(RecordEdit::Snooze { line: line.to_owned(), snooze: None })
}

/// Rates a step as a small win.
pub fn rate(task: TaskId, win: Option<Win>) -> Edit {
    Edit::Record(RecordEdit::Win { task, win })
}

/// Sets the status date and keeps how the milestones in `kept` stand by it: one step of undo. Taken again for the same
/// day it keeps how they stand by now. `None` where nothing changes.
pub fn take_status(project: &Project, to: Option<Moment>, kept: &[TaskId]) -> Option<Edit> {
    let status = set_status_date(&project.plan, to);
    let Some(at) = to else { return status.map(Edit::Plan) };
    let mut plan = project.plan.clone();
    if let Some(status) = &status {
        plan.apply(status.clone()).ok()?;
    }
    let schedule: Schedule = schedule_within(&plan, &project.promised());
    let on = at.date_as_finish();
    let old = project.record.standings.get(&on);
    let reason = |task| {
        let line = old.and_then(|standing| standing.lines.iter().find(|line| line.task == task));
        line.map(|line| line.reason.clone()).unwrap_or_default()
    };
    let rows = schedule.rows.iter().filter(|at| kept.contains(&at.id));
    let lines = rows.map(|at| StandingLine {
        task: at.id,
        finish: at.finish,
        float: Some(at.total_float),
        reason: reason(at.id),
    });
    let standing = Standing { lines: lines.collect() };
    let standing = (old != Some(&standing)).then(|| RecordEdit::Standing { on, standing: Some(Box::new(standing)) });
    let edits: Vec<Edit> = status.map(Edit::Plan).into_iter().chain(standing.map(Edit::Record)).collect();
    (!edits.is_empty()).then_some(Edit::Batch(edits))
}

/// Says why a milestone moved, as of the status of that day; keeps a date for it where none was kept.
pub fn explain(project: &Project, on: NaiveDate, task: TaskId, finish: Moment, reason: &str) -> Edit {
    let mut standing = project.record.standings.get(&on).cloned().unwrap_or_default();
    let reason = reason.trim().to_owned();
    match standing.lines.iter_mut().find(|line| line.task == task) {
        Some(line) => (line.finish, line.reason) = (finish, reason),
        None => standing.lines.push(StandingLine { task, finish, float: None, reason }),
    }
    Edit::Record(RecordEdit::Standing { on, standing: Some(Box::new(standing)) })
}

/// Takes out how a milestone stood on a day. `None` where nothing is kept of it.
pub fn forget(project: &Project, on: NaiveDate, task: TaskId) -> Option<Edit> {
    let mut standing = project.record.standings.get(&on)?.clone();
    let before = standing.lines.len();
    standing.lines.retain(|line| line.task != task);
    let gone = standing.lines.len() < before;
    let standing = (!standing.lines.is_empty()).then(|| Box::new(standing));
    gone.then_some(Edit::Record(RecordEdit::Standing { on, standing }))
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use crate::plan::{Duration, Task};

    #[test]
    fn a_status_keeps_how_milestones_stood_and_is_one_step_of_undo() {
        let mut project = Project::new("", Moment::parse("2026-06-01").unwrap());
        project.plan.tasks.push(Task::new(TaskId(2), 0, "Live", Duration::working(5 * 480)));
        let before = project.clone();
        let friday = Moment::end_of("2026-06-05".parse().unwrap());
        let edit = take_status(&project, Some(friday), &[TaskId(2)]).unwrap();
        let back = project.apply(edit).unwrap();
        let standing = &project.record.standings[&"2026-06-05".parse().unwrap()];
        // Nothing was done by Friday: it finishes a week later.
        assert_eq!(standing.lines[0].finish.date_as_finish(), "2026-06-12".parse().unwrap());
        assert_eq!(take_status(&project, Some(friday), &[TaskId(2)]), None);
        project.apply(back).unwrap();
        assert_eq!(project, before);
    }

    #[test]
    fn what_is_empty_is_not_filed() {
        let project = Project::new("", Moment::parse("2026-06-01").unwrap());
        let day = "2026-06-05".parse().unwrap();
        assert_eq!(hear(&project, "  ", "Helen", day, None), None);
        assert_eq!(ask_for(&project, " ", None, None), None);
        assert_eq!(snooze("stale", None, day, " "), None);
        let (id, edit) = log(&project, day, Talk { people: vec![" Helen ".into(), " ".into()], ..Talk::default() });
        let mut after = project.clone();
        after.apply(edit).unwrap();
        assert_eq!(after.record.conversations[&id].people, ["Helen"]);
    }
}
