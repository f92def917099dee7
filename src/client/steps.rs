//! The steps the client sees, at the levels they see them, and which of them wait for which.

use super::reasons;
use crate::plan::{DependencyKind, Duration, Moment, Plan, TaskId};
use crate::project::Project;
use crate::schedule::Schedule;
use std::collections::BTreeSet;

/// A step as the client sees it.
#[derive(Clone, Debug, PartialEq)]
pub struct ClientStep {
    pub id: TaskId,
    /// Steps above it that the client sees.
    pub level: u16,
    pub name: String,
    /// What they will see when it is done.
    pub will_see: String,
    pub start: Moment,
    /// An exclusive boundary.
    pub finish: Moment,
    /// Working time as it was planned; elapsed where it was planned so. Of a summary, from its start to its finish.
    pub length: Duration,
    pub milestone: bool,
    /// It has steps below it, whether the client sees them or not.
    pub summary: bool,
    /// It has steps below it that the client sees.
    pub parent: bool,
    pub standing: Standing,
    /// 0–100; of a summary, over all that is below it.
    pub percent: u8,
    /// Who answers for it, where the client knows them.
    pub owner: Option<String>,
    /// Why it begins no sooner: `after Design`. Nothing where it has begun or nothing holds it.
    pub reason: Option<String>,
}

/// How far a step is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Standing {
    Ahead,
    UnderWay,
    Done,
}

/// One step that waits for another, straight or through private work.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ClientLink {
    pub successor: TaskId,
    pub predecessor: TaskId,
    /// Of a bridge, finish to start.
    pub kind: DependencyKind,
}

impl ClientStep {
    /// The day it begins on.
    pub fn starts_on(&self) -> chrono::NaiveDate {
        self.start.date()
    }

    /// The day it ends on; a milestone's own day.
    pub fn ends_on(&self) -> chrono::NaiveDate {
        if self.start == self.finish { self.start.date() } else { self.finish.date_as_finish() }
    }
}

/// Which rows the client sees.
pub(super) struct Sight<'a> {
    pub project: &'a Project,
    pub schedule: &'a Schedule,
    /// The level the client sees a row at; `None` = they do not see it.
    levels: Vec<Option<u16>>,
}

impl<'a> Sight<'a> {
    pub fn of(project: &'a Project, schedule: &'a Schedule) -> Sight<'a> {
        Sight { project, schedule, levels: levels(&project.plan) }
    }

    /// Whether the client sees the task.
    pub fn sees(&self, id: TaskId) -> bool {
        self.project.plan.position(id).is_some_and(|row| self.sees_row(row))
    }

    pub fn sees_row(&self, row: usize) -> bool {
        self.levels.get(row).is_some_and(Option::is_some)
    }

    /// The name of a step the client sees.
    pub fn name(&self, id: TaskId) -> Option<String> {
        let row = self.project.plan.position(id).filter(|row| self.sees_row(*row))?;
        Some(name(&self.project.plan.tasks[row].name))
    }

    /// The name of somebody the client knows.
    pub fn person(&self, id: crate::plan::ResourceId) -> Option<String> {
        self.project.plan.resources.get(&id).filter(|one| one.client_visible).map(|one| one.name.clone())
    }

    /// A name as it was typed, where the client knows somebody who is called so.
    pub fn named(&self, name: &str) -> Option<String> {
        let mut known = self.project.plan.resources.values().filter(|one| one.client_visible);
        known.find(|one| one.name.trim() == name.trim()).map(|one| one.name.trim().to_owned()).filter(|n| !n.is_empty())
    }

    pub fn steps(&self) -> Vec<ClientStep> {
        let rows = (0..self.levels.len()).filter_map(|row| Some((row, self.levels[row]?)));
        let mut steps: Vec<ClientStep> = rows.filter_map(|(row, level)| self.step(row, level)).collect();
        for at in 1..steps.len() {
            steps[at - 1].parent = steps[at].level > steps[at - 1].level;
        }
        steps
    }

    fn step(&self, row: usize, level: u16) -> Option<ClientStep> {
        let (task, at) = (self.project.plan.tasks.get(row)?, self.schedule.rows.get(row)?);
        let done = if at.summary { at.percent == 100 } else { task.progress.actual_finish.is_some() };
        let begun = at.percent > 0 || task.progress.actual_start.is_some();
        let standing = match (done, begun) {
            (true, _) => Standing::Done,
            (false, true) => Standing::UnderWay,
            (false, false) => Standing::Ahead,
        };
        Some(ClientStep {
            id: task.id,
            level,
            name: name(&task.name),
            will_see: task.will_see.clone(),
            start: at.start,
            finish: at.finish,
            length: match at.summary {
                true => Duration::working(at.duration),
                false => Duration { minutes: at.duration, estimated: false, ..task.duration },
            },
            milestone: at.milestone,
            summary: at.summary,
            parent: false,
            standing,
            percent: at.percent,
            owner: task.owner.and_then(|id| self.person(id)),
            reason: (standing == Standing::Ahead).then(|| reasons::why(self, row)).flatten(),
        })
    }

    /// Links between steps the client sees. A private predecessor stands for the last step the client sees before it on
    /// the chain that drives it; where nothing before it drives it any more, on the chain it waited for.
    pub fn links(&self) -> Vec<ClientLink> {
        let mut links = BTreeSet::new();
        for key in self.project.plan.dependencies.keys().filter(|key| self.sees(key.successor)) {
            let link = |predecessor, kind| ClientLink { successor: key.successor, predecessor, kind };
            if self.sees(key.predecessor) {
                links.insert(link(key.predecessor, key.kind));
            } else if let Some(before) = reasons::waited_for(self, key.predecessor)
                && self.is_done_before(before, key.successor)
            {
                links.insert(link(before, DependencyKind::FS));
            }
        }
        links.into_iter().filter(|link| link.successor != link.predecessor && !self.is_within(link)).collect()
    }

    /// Whether one lies wholly before the other: where private work only begins with a step, the client's step does not
    /// wait for its end.
    fn is_done_before(&self, before: TaskId, after: TaskId) -> bool {
        let at = |id: TaskId| self.project.plan.position(id).and_then(|row| self.schedule.rows.get(row));
        at(before).zip(at(after)).is_some_and(|(before, after)| before.finish <= after.start)
    }

    /// A step does not wait for the one it is a part of, or the other way round.
    fn is_within(&self, link: &ClientLink) -> bool {
        let plan = &self.project.plan;
        let below = |above: TaskId, id: TaskId| {
            let rows = plan.position(above).map(|row| plan.subtree(row)).unwrap_or_default();
            plan.position(id).is_some_and(|row| rows.contains(&row))
        };
        below(link.successor, link.predecessor) || below(link.predecessor, link.successor)
    }
}

/// A name as it was typed into a text of the client's, or several of them, without those of people they do not know.
pub(super) fn known_name(project: &Project, name: &str) -> String {
    let name = name.trim();
    let private = |name: &str| {
        let called = || project.plan.resources.values().filter(|one| one.name.trim() == name.trim());
        called().next().is_some() && !called().any(|one| one.client_visible)
    };
    if private(name) {
        return String::new();
    }
    let names = || name.split([',', ';', '/', '&', '+']).flat_map(|part| part.split(" and ")).map(str::trim);
    match names().any(private) {
        true => names().filter(|name| !name.is_empty() && !private(name)).collect::<Vec<_>>().join(", "),
        false => name.to_owned(),
    }
}

/// The level the client sees each row at; `None` = they do not see it. What is below a dropped step is dropped with it.
pub(super) fn levels(plan: &Plan) -> Vec<Option<u16>> {
    let mut levels = Vec::with_capacity(plan.tasks.len());
    // The steps above, with whether each is seen; what is below a dropped step is dropped with it.
    let mut above: Vec<(bool, bool)> = Vec::new();
    for task in &plan.tasks {
        above.truncate(usize::from(task.level));
        let dropped = task.inactive || above.last().is_some_and(|(_, dropped)| *dropped);
        let seen = task.client_visible && !dropped;
        let level = above.iter().filter(|(seen, _)| *seen).count() as u16;
        levels.push(seen.then_some(level));
        above.push((seen, dropped));
    }
    levels
}

fn name(name: &str) -> String {
    if name.trim().is_empty() { "A step without a name yet".to_owned() } else { name.to_owned() }
}
