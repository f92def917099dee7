//! What the dates of a plan are worth: its simulation, made in steps so that nobody waits for it, and what it says of
//! each date.

use crate::plan::{Moment, Plan, TaskId};
use crate::project::{Problem, ProblemKind, Project};
use crate::schedule::Schedule;
use crate::simulate::{Influence, MergeBias, Outcome, Risk, Simulation, Spread, luck, spreads};
use std::collections::{BTreeMap, HashMap};

/// Runs for the soft ends of bars: pictures, not figures.
const FOR_PICTURES: u32 = 200;
/// Soft ends found at a time.
const AT_A_LOOK: usize = 200;
/// Runs for chances that are told: within about two points of one hundred, 95 times in 100.
pub(super) const FOR_WORDS: u32 = 2_000;

/// Chances being found out: the work of [`Casting::step`], a few runs at a time.
#[derive(Debug)]
pub struct Casting {
    simulation: Simulation,
    /// How many of the soft ends have been looked at.
    looked: usize,
    planned: HashMap<TaskId, Moment>,
    soft: HashMap<TaskId, Soft>,
    widths: BTreeMap<TaskId, Spread>,
}

/// Where a finish probably lies: nine times in ten not before `from`, nine times in ten by `to`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Soft {
    /// Where the plan had it: what is seen of a plan that has moved meanwhile moves along.
    pub planned: Moment,
    pub from: Moment,
    pub to: Moment,
}

/// What many runs of a plan say. Milestones, promised steps, steps with a deadline and the plan's end have all of it, each
/// other step where its finish probably lies.
#[derive(Debug)]
pub struct Chances {
    simulation: Simulation,
    soft: HashMap<TaskId, Soft>,
    outcomes: BTreeMap<TaskId, Outcome>,
    finish: Option<Outcome>,
    spreads: BTreeMap<TaskId, Spread>,
}

/// A step by how much it moves a date.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Mover {
    pub task: TaskId,
    /// The share, 0 to 1, of what the date varies by that goes with this step's own length.
    pub share: f64,
    /// What may be left of it, in minutes on its own clock.
    pub spread: Spread,
}

impl Casting {
    /// Begins for a plan of `project`: its own, or a scenario's, with its schedule.
    pub fn new(project: &Project, plan: &Plan, schedule: &Schedule) -> Casting {
        let (spreads, luck) = (spreads(plan), luck(plan));
        let all: Vec<TaskId> = plan.tasks.iter().map(|task| task.id).collect();
        let (told, risks) = (told_of(project, plan, schedule), risks(project, plan));
        Casting {
            simulation: Simulation::new(plan, &spreads, &risks, luck, &told).glancing(&all, FOR_PICTURES),
            looked: 0,
            planned: schedule.rows.iter().map(|row| (row.id, row.finish)).collect(),
            soft: HashMap::new(),
            widths: spreads.into_iter().map(|spread| (spread.task, spread)).collect(),
        }
    }

    /// How many runs are made in one go at least: fewer take as long.
    pub fn stride(&self) -> u32 {
        if self.simulation.side_by_side() { 16 } else { 1 }
    }

    /// Makes up to `runs` more runs, or as much of other work as takes about as long; `true` once there is no more.
    pub fn step(&mut self, runs: u32) -> bool {
        let made = self.simulation.runs();
        if made >= FOR_PICTURES && self.looked < self.simulation.glances() {
            let until = self.looked + AT_A_LOOK;
            let ends: Vec<(TaskId, Soft)> = (self.looked..until).filter_map(|number| self.soft_end(number)).collect();
            self.soft.extend(ends);
            self.looked = until;
            return false;
        }
        let next = if made < FOR_PICTURES { FOR_PICTURES } else { FOR_WORDS };
        self.simulation.run(runs.min(next - made.min(next)));
        self.simulation.runs() >= FOR_WORDS && self.looked >= self.simulation.glances()
    }

    fn soft_end(&self, number: usize) -> Option<(TaskId, Soft)> {
        let (task, outcome) = self.simulation.glanced(number)?;
        let (from, to) = (outcome.percentile(10.0), outcome.p90());
        let planned = *self.planned.get(&task)?;
        (from < to).then_some((task, Soft { planned, from, to }))
    }

    /// What has been found out.
    pub fn chances(mut self) -> Chances {
        self.simulation.glancing_no_more();
        Chances {
            outcomes: self.simulation.outcomes().collect(),
            finish: self.simulation.project(),
            simulation: self.simulation,
            soft: self.soft,
            spreads: self.widths,
        }
    }

    /// All of it at once: for tests, files and whoever may wait.
    pub fn all(project: &Project, plan: &Plan, schedule: &Schedule) -> Chances {
        let mut casting = Casting::new(project, plan, schedule);
        while !casting.step(FOR_WORDS) {}
        casting.chances()
    }
}

/// Risks that are open and count. One that touches a step with steps of its own is felt by the first of those that is not
/// done: it delays the work once.
pub fn risks(project: &Project, plan: &Plan) -> Vec<Risk> {
    let counts = |problem: &&Problem| problem.kind == ProblemKind::Risk && problem.closed_on.is_none();
    let risk = |problem: &Problem| {
        let likelihood = problem.likelihood.filter(|likelihood| likelihood.counts)?;
        let tasks = problem.tasks.iter().filter_map(|task| {
            let open = |row: &usize| !plan.is_summary(*row) && plan.tasks[*row].progress.actual_finish.is_none();
            plan.subtree(plan.position(*task)?).find(open).map(|row| plan.tasks[row].id)
        });
        Some(Risk { key: problem.id.0, chance: likelihood.chance, delay: likelihood.delay, tasks: tasks.collect() })
    };
    project.problems.values().filter(counts).filter_map(risk).collect()
}

/// Steps whose dates are told: milestones and promised steps, and those with a deadline.
fn told_of(project: &Project, plan: &Plan, schedule: &Schedule) -> Vec<TaskId> {
    let promised: Vec<TaskId> = project.promises.values().map(|promise| promise.task).collect();
    let rows = plan.tasks.iter().zip(&schedule.rows);
    let told = rows.filter(|(task, row)| row.milestone || task.deadline.is_some() || promised.contains(&task.id));
    told.map(|(task, _)| task.id).collect()
}

impl Chances {
    /// Where a step's finish probably lies; `None` where it is certain.
    pub fn soft(&self, task: TaskId) -> Option<Soft> {
        self.soft.get(&task).copied()
    }

    /// When a step that is told is finished; of the whole plan with `None`.
    pub fn outcome(&self, task: Option<TaskId>) -> Option<&Outcome> {
        match task {
            Some(task) => self.outcomes.get(&task),
            None => self.finish.as_ref(),
        }
    }

    /// The chance, 0 to 1, that a step is finished by the end of `date`.
    pub fn by(&self, task: TaskId, date: chrono::NaiveDate) -> Option<f64> {
        self.outcomes.get(&task).map(|outcome| outcome.chance(Moment::end_of(date)))
    }

    /// The share of runs, 0 to 1, in which a step was critical.
    pub fn criticality(&self, task: TaskId) -> Option<f64> {
        self.simulation.criticality(task)
    }

    /// How much later a told step starts because several must all be done; see [`Simulation::merge_bias`].
    pub fn merge_bias(&self, task: TaskId) -> Option<MergeBias> {
        self.simulation.merge_bias(task)
    }

    /// How many runs the figures come from.
    pub fn runs(&self) -> u32 {
        self.simulation.runs()
    }

    /// The steps that move a date most, the strongest first, at most `most`; those that chance alone would explain are left
    /// out.
    pub fn movers(&self, task: Option<TaskId>, most: usize) -> Vec<Mover> {
        // Three standard deviations: of many steps one or two exceed two by chance.
        let told = |one: &Influence| one.correlation > 3.0 / f64::from(one.runs.max(1)).sqrt();
        let says = |influence: Influence| {
            let spread = *self.spreads.get(&influence.task)?;
            let share = influence.correlation * influence.correlation;
            Some(Mover { task: influence.task, share, spread })
        };
        let all = self.simulation.sensitivity(task).into_iter();
        all.filter(told).filter_map(says).take(most).collect()
    }
}

/// Two simulations are told apart by their results.
impl PartialEq for Chances {
    fn eq(&self, other: &Chances) -> bool {
        (&self.soft, &self.outcomes, &self.finish, &self.spreads)
            == (&other.soft, &other.outcomes, &other.finish, &other.spreads)
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use crate::plan::{DependencyKey, DependencyKind, Duration, Lag, Range, Task};

    /// Design of 3 to 8 days, then the milestone Approved; Build of exactly 20 days beside them.
    fn project() -> Project {
        let mut project = Project::new("", Moment::parse("2026-06-01").unwrap());
        for (id, name, days, range) in
            [(2, "Design", 5, Some((960, 1440))), (3, "Approved", 0, None), (4, "Build", 20, Some((0, 0)))]
        {
            let mut task = Task::new(TaskId(id), 0, name, Duration::working(days * 480));
            task.range = range.map(|(shorter, longer)| Range { shorter, longer });
            project.plan.tasks.push(task);
        }
        let key = DependencyKey { successor: TaskId(3), predecessor: TaskId(2), kind: DependencyKind::FS };
        project.plan.dependencies.insert(key, Lag::default());
        project
    }

    fn cast(project: &Project) -> Chances {
        Casting::all(project, &project.plan, &project.schedule())
    }

    #[test]
    fn followers_are_as_soft_as_what_they_wait_for() {
        let chances = cast(&project());
        let (design, approved) = (chances.soft(TaskId(2)).unwrap(), chances.soft(TaskId(3)).unwrap());
        assert!(design.from < design.to);
        assert_eq!(design.to.date_as_finish(), approved.to.date_as_finish());
        assert_eq!(chances.soft(TaskId(4)), None, "nothing is uncertain about it");
        assert_eq!(chances.outcome(Some(TaskId(2))), None, "its date is told to nobody");
        assert_eq!(chances.movers(Some(TaskId(3)), 3).iter().map(|mover| mover.task.0).collect::<Vec<_>>(), [2]);
        assert_eq!(chances.movers(None, 3), [], "the end does not move");
        assert_eq!(chances.criticality(TaskId(4)), Some(1.0));
        let day = |text: &str| text.parse().unwrap();
        assert_eq!(chances.by(TaskId(3), day("2026-06-10")), Some(1.0), "8 working days from 1 June");
        assert_eq!(chances.by(TaskId(3), day("2026-06-02")), Some(0.0));
        // A triangle of 3, 5, 8 days: by the end of the sixth day 1 − (8−6)² / (5 × 3).
        assert!((chances.by(TaskId(3), day("2026-06-08")).unwrap() - 0.733).abs() < 0.03);
    }

    #[test]
    fn steps_of_any_size_come_to_the_same() {
        let project = project();
        let mut casting = Casting::new(&project, &project.plan, &project.schedule());
        let mut steps = 0;
        while !casting.step(7) {
            steps += 1;
        }
        assert!(steps > 200);
        assert_eq!(casting.chances(), cast(&project));
    }

    #[test]
    fn a_risk_counts_when_it_is_switched_on_and_open() {
        let mut project = project();
        let by = |project: &Project| cast(project).by(TaskId(3), "2026-06-10".parse().unwrap()).unwrap();
        let mut risk = Problem::new(crate::project::ProblemId(9), "2026-06-01".parse().unwrap());
        (risk.kind, risk.tasks) = (ProblemKind::Risk, vec![TaskId(2)]);
        let mut likelihood = crate::project::Likelihood { chance: 25, delay: 10 * 480, counts: false };
        let mut with = |likelihood, closed: bool| {
            risk.likelihood = Some(likelihood);
            risk.closed_on = closed.then(|| "2026-06-01".parse().unwrap());
            project.problems.insert(risk.id, risk.clone());
            by(&project)
        };
        assert_eq!(with(likelihood, false), 1.0);
        likelihood.counts = true;
        assert!((with(likelihood, false) - 0.75).abs() < 0.03);
        assert_eq!(with(likelihood, true), 1.0);
    }

    #[test]
    fn the_empty_plan_has_no_doubt() {
        let project = Project::new("", Moment::parse("2026-06-01").unwrap());
        let chances = cast(&project);
        assert_eq!(chances.movers(None, 3), []);
        assert_eq!(chances.runs(), FOR_WORDS);
    }
}
