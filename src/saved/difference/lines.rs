//! A difference as lines: what was added, taken out, moved, changed, each with its name and both values.

use super::Fact;
use super::edits::{brief, parents, settings, sharing, task_fields};
use crate::edit::{SettingField, TaskField};
use crate::plan::{ConstraintKind, DependencyKey, Doubt, Lag, Money, Plan, Range, ResourceId, Task, TaskCost, TaskId};
use crate::project::{
    BriefField, DecisionId, ProblemId, Project, Promise, PromiseId, ReportId, ScenarioId, SharingField,
};
use std::collections::{HashMap, HashSet};
use std::fmt;

/// What happened.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum What {
    Added,
    Removed,
    /// Elsewhere in the outline.
    Moved,
    Changed,
    /// `before` and `after` are its names.
    Renamed,
    /// A yes or no that is another now; `field` says which, as a whole: "now shown to the client".
    Became,
}

/// One line of a difference.
#[derive(Clone, Debug, PartialEq)]
pub struct Line {
    pub what: What,
    /// The task it is about, where it is one; it may be gone by now.
    pub task: Option<TaskId>,
    /// The name of the task, person, calendar …
    pub subject: String,
    /// What of it, in plain words: "duration", "link to Design"; empty for the whole of it.
    pub field: String,
    pub before: Fact,
    pub after: Fact,
}

/// "Design: duration was 16 h, is now 24 h."
impl fmt::Display for Line {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Line { what, subject, field, before, after, .. } = self;
        let of = if field.is_empty() { String::new() } else { format!(": {field}") };
        match what {
            What::Added => write!(f, "{subject}{of} added")?,
            What::Removed => write!(f, "{subject}{of} removed")?,
            What::Moved => write!(f, "{subject} moved")?,
            What::Changed => write!(f, "{subject}{of} changed")?,
            What::Became => return write!(f, "{subject}{of}"),
            What::Renamed => {
                let name = |fact: &Fact| if *fact == Fact::Nothing { NO_NAME.to_owned() } else { fact.to_string() };
                let of = if field.is_empty() { "Renamed".to_owned() } else { format!("{field} renamed:") };
                return write!(f, "{of} {} → {}", name(before), name(after));
            }
        }
        match (before, after) {
            (Fact::Nothing, Fact::Nothing) => Ok(()),
            (Fact::Nothing, after) => write!(f, ": {after}"),
            (before, after) => write!(f, ": {before} → {after}"),
        }
    }
}

const NO_NAME: &str = "(no name)";

impl Line {
    pub(super) fn new(what: What, task: Option<TaskId>, subject: &str) -> Line {
        let subject = if subject.is_empty() { NO_NAME } else { subject }.to_owned();
        Line { what, task, subject, field: String::new(), before: Fact::Nothing, after: Fact::Nothing }
    }

    pub(super) fn of(mut self, field: &str, before: Fact, after: Fact) -> Line {
        (self.field, self.before, self.after) = (field.to_owned(), before, after);
        self
    }
}

pub(super) fn lines(old: &Project, new: &Project) -> Vec<Line> {
    let mut lines = Vec::new();
    let project = |what| Line::new(what, None, "Project");
    if old.name != new.name {
        lines.push(project(What::Renamed).of("Project", text(&old.name), text(&new.name)));
    }
    let was = brief(&new.brief, &old.brief);
    for (was, is) in was.iter().zip(brief(&old.brief, &new.brief)) {
        let ((name, is), (_, was)) = (brief_text(&is), brief_text(was));
        lines.push(project(What::Changed).of(name, text(was), text(is)));
    }
    for (was, is) in
        settings(&new.plan.settings, &old.plan.settings).iter().zip(settings(&old.plan.settings, &new.plan.settings))
    {
        let ((name, is), (_, was)) = (setting(&is, &new.plan), setting(was, &old.plan));
        lines.push(Line::new(What::Changed, None, "Plan").of(name, was, is));
    }
    tasks(&old.plan, &new.plan, &mut lines);
    links(&old.plan, &new.plan, &mut lines);
    let names = |plan: &Plan| plan.calendars.values().map(|c| (c.id.0, c.name.clone())).collect::<Vec<_>>();
    filed(&names(&old.plan), &names(&new.plan), "calendar", &mut lines, |id| {
        let id = crate::plan::CalendarId(id);
        old.plan.calendars.get(&id) != new.plan.calendars.get(&id)
    });
    let names = |plan: &Plan| plan.resources.values().map(|r| (r.id.0, r.name.clone())).collect::<Vec<_>>();
    filed(&names(&old.plan), &names(&new.plan), "person", &mut lines, |id| {
        old.plan.resources.get(&ResourceId(id)) != new.plan.resources.get(&ResourceId(id))
    });
    let names = |project: &Project| project.baselines.iter().map(|(id, b)| (id.0, b.name.clone())).collect::<Vec<_>>();
    filed(&names(old), &names(new), "baseline", &mut lines, |id| {
        let id = crate::project::BaselineId(id);
        old.baselines.get(&id) != new.baselines.get(&id)
    });
    let promise = |project: &Project, id| project.promises.get(&PromiseId(id)).cloned();
    let names = |project: &Project| {
        let name = |promise: &Promise| match (promise.words.as_str(), project.plan.task(promise.task)) {
            ("", Some(task)) => task.name.clone(),
            (words, _) => words.to_owned(),
        };
        project.promises.iter().map(|(id, promise)| (id.0, name(promise))).collect::<Vec<_>>()
    };
    filed(&names(old), &names(new), "promise", &mut lines, |id| promise(old, id) != promise(new, id));
    let scenario = |project: &Project, id| project.scenarios.get(&ScenarioId(id)).cloned();
    let names = |project: &Project| project.scenarios.iter().map(|(id, s)| (id.0, s.name.clone())).collect::<Vec<_>>();
    filed(&names(old), &names(new), "scenario", &mut lines, |id| scenario(old, id) != scenario(new, id));
    let problem = |project: &Project, id| project.problems.get(&ProblemId(id)).cloned();
    let names =
        |project: &Project| project.problems.iter().map(|(id, p)| (id.0, p.private.title.clone())).collect::<Vec<_>>();
    filed(&names(old), &names(new), "problem", &mut lines, |id| problem(old, id) != problem(new, id));
    let decision = |project: &Project, id| project.decisions.get(&DecisionId(id)).cloned();
    let names = |project: &Project| project.decisions.iter().map(|(id, d)| (id.0, d.what.clone())).collect::<Vec<_>>();
    filed(&names(old), &names(new), "decision", &mut lines, |id| decision(old, id) != decision(new, id));
    lines.extend(sharing(&old.sharing, &new.sharing).iter().map(|field| Line {
        field: shared(field).to_owned(),
        ..Line::new(What::Changed, None, "What the client sees")
    }));
    let report = |project: &Project, id| project.reports.get(&ReportId(id)).cloned();
    let names = |project: &Project| {
        project.reports.iter().map(|(id, r)| (id.0, format!("Report of {}", r.begun_on))).collect::<Vec<_>>()
    };
    filed(&names(old), &names(new), "report", &mut lines, |id| report(old, id) != report(new, id));
    lines.extend(super::record::lines(&old.record, &new.record));
    lines
}

fn shared(field: &SharingField) -> &'static str {
    match field {
        SharingField::Brief(_) => "parts of the brief",
        SharingField::Money(_) => "budget and cost",
        SharingField::Pages(_) => "pages of the presentation",
        SharingField::Cadence(_) => "when reports are due",
    }
}

/// Whole and hundredths, without a currency: a difference is read in the plan's own.
fn amount(money: Money) -> String {
    let sign = if money.0 < 0 { "−" } else { "" };
    format!("{sign}{}.{:02}", money.0.unsigned_abs() / 100, money.0.unsigned_abs() % 100)
}

fn cost_text(cost: &TaskCost) -> String {
    let mut text = format!("{} once, {} a day", amount(cost.fixed), amount(cost.per_day));
    text.extend(cost.actual.map(|actual| format!(", {} spent", amount(actual))));
    text
}

fn tasks(old: &Plan, new: &Plan, lines: &mut Vec<Line>) {
    let before: HashMap<TaskId, (Option<TaskId>, &Task)> =
        parents(old).into_iter().zip(&old.tasks).map(|(parent, task)| (task.id, (parent, task))).collect();
    let now: HashSet<TaskId> = new.tasks.iter().map(|task| task.id).collect();
    let moved = moved(&before, old, new);
    let name = |plan: &Plan, id: Option<TaskId>| match id.and_then(|id| plan.task(id)) {
        Some(task) => text(&task.name),
        None => Fact::Text("top level".into()),
    };
    for (parent, task) in parents(new).into_iter().zip(&new.tasks) {
        let Some((was_below, was)) = before.get(&task.id) else {
            lines.push(Line::new(What::Added, Some(task.id), &task.name));
            continue;
        };
        if *was_below != parent {
            let (before, after) = (name(old, *was_below), name(new, parent));
            lines.push(Line::new(What::Moved, Some(task.id), &task.name).of("parent", before, after));
        } else if moved.contains(&task.id) {
            lines.push(Line::new(What::Moved, Some(task.id), &task.name));
        }
        for (was, is) in task_fields(task, was).iter().zip(task_fields(was, task)) {
            let ((field, is), (_, was)) = (task_field(&is, new), task_field(was, old));
            let (what, field) = match became(field, &is) {
                Some(words) => (What::Became, words),
                None if field == NAME => (What::Renamed, ""),
                None => (What::Changed, field),
            };
            lines.push(Line::new(what, Some(task.id), &task.name).of(field, was, is));
        }
    }
    for task in old.tasks.iter().filter(|task| !now.contains(&task.id)) {
        lines.push(Line::new(What::Removed, Some(task.id), &task.name));
    }
}

const NAME: &str = "name";
const MILESTONE: &str = "milestone";
const OWN_CALENDAR: &str = "ignores people's calendars";
const INACTIVE: &str = "inactive";
const LOCKED: &str = "locked";
const FOR_CLIENT: &str = "client sees it";

/// What a yes or no of a task means, now that it is `now`.
fn became(field: &str, now: &Fact) -> Option<&'static str> {
    let Fact::Flag(now) = now else { return None };
    Some(match (field, now) {
        (MILESTONE, true) => "now a milestone",
        (MILESTONE, false) => "no longer a milestone",
        (OWN_CALENDAR, true) => "now ignores people's calendars",
        (OWN_CALENDAR, false) => "no longer ignores people's calendars",
        (INACTIVE, true) => "now inactive",
        (INACTIVE, false) => "no longer inactive",
        (LOCKED, true) => "no longer to be touched",
        (LOCKED, false) => "may be touched again",
        (FOR_CLIENT, true) => "now shown to the client",
        (FOR_CLIENT, false) => "no longer shown to the client",
        _ => return None,
    })
}

/// Tasks that stayed below their parent but not between the same siblings: as few as explain the new order.
fn moved(before: &HashMap<TaskId, (Option<TaskId>, &Task)>, old: &Plan, new: &Plan) -> HashSet<TaskId> {
    let rank: HashMap<TaskId, usize> = old.tasks.iter().enumerate().map(|(row, task)| (task.id, row)).collect();
    let mut siblings: HashMap<Option<TaskId>, Vec<TaskId>> = HashMap::new();
    for (parent, task) in parents(new).into_iter().zip(&new.tasks) {
        if before.get(&task.id).is_some_and(|(was, _)| *was == parent) {
            siblings.entry(parent).or_default().push(task.id);
        }
    }
    siblings.into_values().flat_map(|ids| out_of_order(&ids, &rank)).collect()
}

/// All but a longest run of ids whose old ranks rise (patience sorting).
fn out_of_order(ids: &[TaskId], rank: &HashMap<TaskId, usize>) -> Vec<TaskId> {
    let rank = |at: usize| ids.get(at).and_then(|id| rank.get(id)).copied().unwrap_or(0);
    let mut ends: Vec<usize> = Vec::new();
    let mut previous = Vec::with_capacity(ids.len());
    for at in 0..ids.len() {
        let pile = ends.partition_point(|end| rank(*end) < rank(at));
        previous.push(pile.checked_sub(1).and_then(|pile| ends.get(pile).copied()));
        match ends.get_mut(pile) {
            Some(end) => *end = at,
            None => ends.push(at),
        }
    }
    let mut stayed = HashSet::new();
    let mut at = ends.last().copied();
    while let Some(here) = at {
        stayed.insert(here);
        at = previous[here];
    }
    (0..ids.len()).filter(|at| !stayed.contains(at)).filter_map(|at| ids.get(at).copied()).collect()
}

fn links(old: &Plan, new: &Plan, lines: &mut Vec<Line>) {
    let line = |what, plan: &Plan, key: &DependencyKey| {
        let name = |id| plan.task(id).map_or("", |task| task.name.as_str());
        let mut line = Line::new(what, Some(key.successor), name(key.successor));
        line.field = format!("{:?} link from {}", key.kind, name(key.predecessor));
        line
    };
    for (key, lag) in &new.dependencies {
        match old.dependencies.get(key) {
            None => lines.push(line(What::Added, new, key)),
            Some(was) if was != lag => {
                let mut line = line(What::Changed, new, key);
                (line.before, line.after) = (lag_fact(*was), lag_fact(*lag));
                lines.push(line);
            }
            Some(_) => {}
        }
    }
    for key in old.dependencies.keys().filter(|key| !new.dependencies.contains_key(key)) {
        lines.push(line(What::Removed, old, key));
    }
}

fn filed(
    old: &[(u32, String)],
    new: &[(u32, String)],
    kind: &str,
    lines: &mut Vec<Line>,
    differs: impl Fn(u32) -> bool,
) {
    let line = |what, name: &str| Line { field: kind.to_owned(), ..Line::new(what, None, name) };
    for (id, name) in new {
        match old.iter().find(|(was, _)| was == id) {
            None => lines.push(line(What::Added, name)),
            Some((_, was)) if was != name => {
                let kind = kind.chars().take(1).flat_map(char::to_uppercase).chain(kind.chars().skip(1)).collect();
                lines.push(Line { field: kind, before: text(was), after: text(name), ..line(What::Renamed, name) });
            }
            Some(_) if differs(*id) => lines.push(line(What::Changed, name)),
            Some(_) => {}
        }
    }
    let gone = old.iter().filter(|(id, _)| !new.iter().any(|(is, _)| is == id));
    lines.extend(gone.map(|(_, name)| line(What::Removed, name)));
}

fn text(text: &str) -> Fact {
    if text.is_empty() { Fact::Nothing } else { Fact::Text(text.to_owned()) }
}

fn lag_fact(lag: Lag) -> Fact {
    match lag {
        Lag::Time(time) => Fact::Duration(time),
        Lag::Percent { percent, elapsed } => {
            Fact::Text(format!("{percent} %{}", if elapsed { " elapsed" } else { "" }))
        }
    }
}

fn brief_text(field: &BriefField) -> (&'static str, &str) {
    match field {
        BriefField::Client(text) => ("client", text),
        BriefField::Purpose(text) => ("purpose", text),
        BriefField::Outcomes(text) => ("outcomes", text),
        BriefField::Scope(text) => ("scope", text),
        BriefField::OutOfScope(text) => ("out of scope", text),
        BriefField::Assumptions(text) => ("assumptions", text),
    }
}

fn person(id: ResourceId, plan: &Plan) -> String {
    plan.resources.get(&id).map_or_else(|| "someone gone".to_owned(), |person| person.name.clone())
}

fn calendar(id: crate::plan::CalendarId, plan: &Plan) -> Fact {
    Fact::Text(plan.calendars.get(&id).map_or_else(|| "a calendar gone".to_owned(), |calendar| calendar.name.clone()))
}

fn task_field(field: &TaskField, plan: &Plan) -> (&'static str, Fact) {
    match field {
        TaskField::Name(name) => (NAME, text(name)),
        TaskField::Duration(duration) => ("duration", Fact::Duration(*duration)),
        TaskField::Milestone(flag) => (MILESTONE, Fact::Flag(*flag)),
        TaskField::Constraint(None) => ("constraint", Fact::Nothing),
        TaskField::Constraint(Some(constraint)) => {
            let words = match constraint.kind {
                ConstraintKind::Alap => "as late as possible",
                ConstraintKind::Snet => "start no earlier than",
                ConstraintKind::Fnet => "finish no earlier than",
                ConstraintKind::Snlt => "start no later than",
                ConstraintKind::Fnlt => "finish no later than",
                ConstraintKind::Mso => "must start on",
                ConstraintKind::Mfo => "must finish on",
                ConstraintKind::Pinned => "pinned to",
            };
            let date = match constraint.kind {
                ConstraintKind::Fnet | ConstraintKind::Fnlt | ConstraintKind::Mfo => Fact::Finish(constraint.date),
                _ => Fact::Start(constraint.date),
            };
            let dated = constraint.kind != ConstraintKind::Alap;
            ("constraint", Fact::Text(if dated { format!("{words} {date}") } else { words.to_owned() }))
        }
        TaskField::Deadline(at) => ("deadline", at.map_or(Fact::Nothing, Fact::Finish)),
        TaskField::Calendar(id) => ("calendar", id.map_or(Fact::Nothing, |id| calendar(id, plan))),
        TaskField::IgnoreResourceCalendars(flag) => (OWN_CALENDAR, Fact::Flag(*flag)),
        TaskField::Manual(None) => ("dates by hand", Fact::Nothing),
        TaskField::Manual(Some(dates)) => {
            let start = dates.start.map_or(Fact::Text("?".into()), Fact::Start);
            let finish = dates.finish.map_or(Fact::Text("?".into()), Fact::Finish);
            ("dates by hand", Fact::Text(format!("{start} – {finish}")))
        }
        TaskField::Inactive(flag) => (INACTIVE, Fact::Flag(*flag)),
        TaskField::Progress(progress) => {
            let mut words = format!("{} %", progress.percent);
            for (name, at) in [
                ("started", progress.actual_start.map(Fact::Start)),
                ("finished", progress.actual_finish.map(Fact::Finish)),
            ] {
                words.extend(at.map(|at| format!(", {name} {at}")));
            }
            words.extend(progress.remaining.map(|minutes| format!(", {minutes} min left")));
            ("progress", Fact::Text(words))
        }
        TaskField::LevellingDelay(minutes) => ("levelling delay", Fact::Number(i64::from(*minutes))),
        TaskField::Owner(id) => ("owner", id.map_or(Fact::Nothing, |id| Fact::Text(person(id, plan)))),
        TaskField::Assignments(list) => {
            let names: Vec<String> =
                list.iter().map(|a| format!("{} {} %", person(a.resource, plan), a.units)).collect();
            ("people", text(&names.join(", ")))
        }
        TaskField::Segments(list) => ("pauses", Fact::Number(list.len().saturating_sub(1) as i64)),
        TaskField::Cost(None) => ("cost", Fact::Nothing),
        TaskField::Cost(Some(cost)) => ("cost", Fact::Text(cost_text(cost))),
        TaskField::Range(None) => ("range", Fact::Nothing),
        TaskField::Range(Some(Range { shorter, longer })) => {
            ("range", Fact::Text(format!("{shorter} min less to {longer} min more")))
        }
        TaskField::Confidence(sure) => {
            ("confidence", sure.map_or(Fact::Nothing, |sure| Fact::Text(format!("{sure:?}").to_lowercase())))
        }
        TaskField::Hill(place) => {
            ("place on the hill", place.map_or(Fact::Nothing, |place| Fact::Number(place.into())))
        }
        TaskField::Locked(flag) => (LOCKED, Fact::Flag(*flag)),
        TaskField::ClientVisible(flag) => (FOR_CLIENT, Fact::Flag(*flag)),
        TaskField::WillSee(words) => ("what they will see", text(words)),
        TaskField::PrivateNote(words) => ("private note", text(words)),
    }
}

fn setting(field: &SettingField, plan: &Plan) -> (&'static str, Fact) {
    match field {
        SettingField::Start(at) => ("start", Fact::Start(*at)),
        SettingField::FirstStart(at) => ("start at first", at.map_or(Fact::Nothing, Fact::Start)),
        SettingField::MustFinishBy(at) => ("must finish by", at.map_or(Fact::Nothing, Fact::Finish)),
        SettingField::StatusDate(at) => ("status date", at.map_or(Fact::Nothing, Fact::Finish)),
        SettingField::Calendar(id) => ("calendar", calendar(*id, plan)),
        SettingField::Hours(hours) => {
            let words = format!(
                "{} min a day, {} min a week, {} days a month",
                hours.minutes_per_day, hours.minutes_per_week, hours.days_per_month
            );
            ("what a day is", Fact::Text(words))
        }
        SettingField::ScheduleFrom(from) => ("planned from the", Fact::Text(format!("{from:?}").to_lowercase())),
        SettingField::CriticalThreshold(minutes) => ("float that is critical", Fact::Number(i64::from(*minutes))),
        SettingField::NearCriticalThreshold(minutes) => {
            ("float that is near-critical", Fact::Number(i64::from(*minutes)))
        }
        SettingField::ProgressRule(rule) => ("progress rule", Fact::Text(format!("{rule:?}"))),
        SettingField::LagCalendar(which) => ("lag counted on", Fact::Text(format!("{which:?}").to_lowercase())),
        SettingField::Budget(budget) => ("budget", budget.map_or(Fact::Nothing, |budget| Fact::Text(amount(budget)))),
        SettingField::Currency(letters) => ("currency", text(letters.as_deref().unwrap_or_default())),
        SettingField::Uncertainty(by) => {
            let doubt = |doubt: Doubt| format!("−{} +{} %", doubt.shorter, doubt.longer);
            let words = format!(
                "sure {}, fair {}, guess {}, common {} %, seed {}",
                doubt(by.sure),
                doubt(by.fair),
                doubt(by.guess),
                by.common,
                by.seed
            );
            ("chance", Fact::Text(words))
        }
        SettingField::Conventions(which) => ("conventions", Fact::Text(format!("{which:?}"))),
    }
}
