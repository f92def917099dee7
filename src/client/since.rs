//! What changed since the client was last told: since the last report that was sent, else since the baseline that is
//! shown, else since the start. Measured only on what they see; a reason that lies in private work is *our internal
//! work*, whatever it is.

use super::steps::{ClientStep, Sight, Standing};
use super::{ClientProject, INTERNAL_WORK, reasons};
use crate::plan::{Moment, TaskId};
use crate::project::{DecisionId, ProblemId, Project, PromiseId, ReportId, SentStep};
use chrono::NaiveDate;
use std::collections::HashMap;

/// Everything that is news to the client.
#[derive(Clone, Debug, Default, PartialEq)]
#[non_exhaustive]
pub struct ClientSince {
    pub then: Then,
    /// The last day they were told of.
    pub from: NaiveDate,
    /// Steps finished since.
    pub done: Vec<TaskId>,
    /// Steps begun since and not done.
    pub started: Vec<TaskId>,
    /// Steps ahead or under way that end on another day, by that day.
    pub moved: Vec<ClientMove>,
    pub problems: Vec<ProblemId>,
    /// Problems they know of that are neither decided nor closed.
    pub still_open: Vec<ProblemId>,
    /// Problems they know of that were closed since.
    pub settled: Vec<ProblemId>,
    pub decisions: Vec<DecisionId>,
    /// Dates said for the first time since.
    pub promised: Vec<PromiseId>,
    /// Promises another date was said for since.
    pub promised_anew: Vec<PromiseId>,
    pub delivered: Vec<PromiseId>,
    /// Where each step they see stood then: what the next report starts from where a line is left out of this one.
    pub stood: Vec<SentStep>,
}

/// What it is measured from.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Then {
    #[default]
    Start,
    Baseline,
    Report(ReportId),
}

/// A step that ends on another day than they were told.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ClientMove {
    pub task: TaskId,
    pub was: NaiveDate,
    pub now: NaiveDate,
    /// `because “Design” takes longer`, `because of our internal work`; nothing where nothing seen explains it.
    pub why: Option<String>,
    /// It moves only because another step they see does.
    pub follows: bool,
}

impl ClientSince {
    /// What `seen`, which is all else that the client sees of the project, has of news.
    pub(super) fn of(sight: &Sight, seen: &ClientProject) -> ClientSince {
        let project = sight.project;
        let told = Told::of(project);
        let leaves = || seen.steps.iter().filter(|step| !step.parent);
        let by_id: HashMap<TaskId, &ClientStep> = seen.steps.iter().map(|step| (step.id, step)).collect();
        let percent = |step: &ClientStep| told.stood.get(&step.id).map(|then| then.percent);
        // A step they were never told of is news only where it happened since.
        let done = |step: &&ClientStep| {
            let then = percent(step).map_or_else(|| told.is_since(step.ends_on()), |percent| percent < 100);
            step.standing == Standing::Done && then
        };
        let started = |step: &&ClientStep| {
            let then = percent(step).map_or_else(|| told.is_since(step.starts_on()), |percent| percent == 0);
            step.standing == Standing::UnderWay && then
        };
        let mut moved: Vec<ClientMove> = leaves().filter_map(|step| told.moved(step, sight, &by_id)).collect();
        moved.sort_by_key(|one| (one.now, one.task));
        let ids = |steps: Vec<&ClientStep>| steps.into_iter().map(|step| step.id).collect();
        let mut since = ClientSince {
            then: told.then,
            from: told.from,
            done: ids(leaves().filter(done).collect()),
            started: ids(leaves().filter(started).collect()),
            moved,
            problems: Vec::new(),
            still_open: Vec::new(),
            settled: Vec::new(),
            decisions: Vec::new(),
            promised: Vec::new(),
            promised_anew: Vec::new(),
            delivered: Vec::new(),
            stood: told.stood.values().filter(|step| by_id.contains_key(&step.task)).copied().collect(),
        };
        since.stood.sort_by_key(|step| step.task);
        since.talk(project, seen, &told);
        since
    }

    /// Problems, decisions and promises: what was said, not what was done.
    fn talk(&mut self, project: &Project, seen: &ClientProject, told: &Told) {
        for problem in &seen.problems {
            let known = project.told(&format!("problem {}", problem.id.0)).is_some();
            match (known, problem.closed_on) {
                (true, Some(_)) if project.told(&format!("settled {}", problem.id.0)).is_none() => {
                    self.settled.push(problem.id);
                }
                (true, None) if !problem.is_decided() => self.still_open.push(problem.id),
                (false, None) => self.problems.push(problem.id),
                _ => {}
            }
        }
        let fresh = |key: String, day| {
            project.told(&key).is_none() && (matches!(told.then, Then::Report(_)) || told.is_since(day))
        };
        let decided = seen.decisions.iter().filter(|one| fresh(format!("decision {}", one.id.0), one.decided_on));
        self.decisions = decided.map(|one| one.id).collect();
        for promise in &seen.promises {
            let delivered = promise.delivered_on.is_some_and(|on| told.is_since(on));
            let said = promise.sayings.last().is_some_and(|said| told.is_since(said.said_on));
            match (delivered, said, promise.sayings.len()) {
                (true, ..) => self.delivered.push(promise.id),
                (_, true, 1) => self.promised.push(promise.id),
                (_, true, _) => self.promised_anew.push(promise.id),
                _ => {}
            }
        }
    }
}

/// What the client was told, and when.
struct Told {
    then: Then,
    from: NaiveDate,
    stood: HashMap<TaskId, SentStep>,
}

impl Told {
    fn of(project: &Project) -> Told {
        if let Some((id, sent)) = project.sent_reports().pop() {
            let stood = sent.steps.iter().map(|step| (step.task, *step)).collect();
            return Told { then: Then::Report(id), from: sent.status_on.unwrap_or(sent.on), stood };
        }
        let shown = project.baselines.values().find(|baseline| baseline.shown);
        if let Some(baseline) = shown {
            let step = |(task, dates): (&TaskId, &crate::project::BaselineDates)| {
                (*task, SentStep { task: *task, start: dates.start, finish: dates.finish, percent: 0 })
            };
            let stood = baseline.tasks.iter().map(step).collect();
            return Told { then: Then::Baseline, from: baseline.set_on, stood };
        }
        Told { then: Then::Start, from: project.plan.settings.start.date(), stood: HashMap::new() }
    }

    /// The day of the last report is told; the day a plan was agreed on is not.
    fn is_since(&self, day: NaiveDate) -> bool {
        day > self.from || day == self.from && !matches!(self.then, Then::Report(_))
    }

    fn moved(&self, step: &ClientStep, sight: &Sight, seen: &HashMap<TaskId, &ClientStep>) -> Option<ClientMove> {
        let was = ends_on(self.stood.get(&step.id)?);
        let now = step.ends_on();
        if step.standing == Standing::Done || was == now {
            return None;
        }
        let later = now > was;
        let root = self.root(step.id, later, sight, seen);
        let follows = matches!(&root, Root::Step(id, _) if *id != step.id);
        let why = match root {
            Root::Step(id, true) if id == step.id => {
                Some(if later { "because it takes longer" } else { "because it takes less time" }.to_owned())
            }
            Root::Step(id, false) if id == step.id => None,
            Root::Step(id, longer) => sight.name(id).map(|name| {
                let how = match (longer, later) {
                    (true, true) => "takes longer",
                    (true, false) => "takes less time",
                    (false, true) => "comes later",
                    (false, false) => "comes sooner",
                };
                format!("because “{name}” {how}")
            }),
            Root::Internal => Some(format!("because of {INTERNAL_WORK}")),
        };
        Some(ClientMove { task: step.id, was, now, why, follows })
    }

    /// Goes back along what holds each step, as long as that moved the same way.
    fn root(&self, id: TaskId, later: bool, sight: &Sight, seen: &HashMap<TaskId, &ClientStep>) -> Root {
        let mut at = id;
        for _ in 0..=seen.len() {
            let (Some(step), Some(then)) = (seen.get(&at), self.stood.get(&at)) else { break };
            if step.starts_on() == then.start.date() {
                return Root::Step(at, true);
            }
            let (before, private) = reasons::behind_seen(sight, at);
            let moves = before.and_then(|id| {
                let (step, then) = (seen.get(&id)?, self.stood.get(&id)?);
                let (was, now) = (ends_on(then), step.ends_on());
                (was != now && (now > was) == later).then_some(id)
            });
            match moves {
                Some(before) if before != id => at = before,
                _ if private => return Root::Internal,
                _ => break,
            }
        }
        Root::Step(at, false)
    }
}

/// Where a move comes from: a step they see, with whether its own length changed; or private work.
enum Root {
    Step(TaskId, bool),
    Internal,
}

fn ends_on(step: &SentStep) -> NaiveDate {
    if step.start == step.finish { step.start.date() } else { Moment::date_as_finish(step.finish) }
}
