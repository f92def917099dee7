//! F6. The project as the client may see it: a type of its own, made of facts that are marked for the client and of dates
//! that follow from all of them. Whatever leaves our side (Present, reports, snapshot, exports, print) takes this and
//! nothing else, so that private text is absent, not hidden.
//!
//! Dates are true: they come from the full schedule. Private steps are bridged: a step waits, as far as the client can
//! tell, for the last one they see before it; where only private work holds it, that is *our internal work*.

mod agreement;
mod as_project;
mod concerns;
mod needs;
mod numbered;
mod problems;
mod promises;
mod reasons;
mod since;
mod steps;
#[cfg(test)]
pub(crate) mod tests;
mod touchpoints;
mod what_if;
mod working_days;
mod wrap_up;

pub use agreement::{AgreementPart, ClientAgreement, ClientBlock};
pub use concerns::{ClientConcern, ConcernState};
pub use needs::{ClientInput, ClientNeed};
pub use problems::{ClientDecision, ClientOption, ClientProblem, OptionState};
pub use promises::{ClientPromise, ClientSaying};
pub use since::{ClientMove, ClientSince, Then};
pub use steps::{ClientLink, ClientStep, Standing};
pub use touchpoints::ClientTouchpoint;
pub use what_if::{ClientWhatIf, what_if};
pub use wrap_up::{ClientWrapUp, WrapUpQuestion};

use crate::analysis::{Cause, Change, For, LIVE, State, compare, plan_cost, weights, what_changes};
use crate::edit::PlanEdit;
use crate::plan::{Calendar, HoursSettings, Moment, Money, Plan, ResourceKind, Side, TaskId};
use crate::project::{BriefPart, PageChoice, Project};
use crate::schedule::Schedule;
use crate::words::Dates;
use chrono::NaiveDate;

/// What stands where only private work explains something.
pub const INTERNAL_WORK: &str = "our internal work";

/// Everything the client may see, and nothing else.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct ClientProject {
    pub name: String,
    /// A number that stays the same whatever the project or its steps are called and whenever they happen, and that few
    /// other projects have: made from the start its plan had at first. For files that replace older ones.
    pub identity: u32,
    /// Their own name.
    pub client: String,
    /// The parts of the brief that are shared, in their usual order; none is empty.
    pub brief: Vec<(BriefPart, String)>,
    pub people: Vec<ClientPerson>,
    /// The day it is seen on.
    pub today: NaiveDate,
    /// How far progress is known.
    pub status_on: Option<NaiveDate>,
    /// What changed since they were last told.
    pub since: ClientSince,
    /// The earliest start and the latest finish of what they see.
    pub span: Option<(Moment, Moment)>,
    /// In outline order, with the levels the client sees.
    pub steps: Vec<ClientStep>,
    pub links: Vec<ClientLink>,
    pub promises: Vec<ClientPromise>,
    pub needs: Vec<ClientNeed>,
    /// What was asked of them beyond that and has not come yet.
    pub inputs: Vec<ClientInput>,
    /// What they worry about.
    pub concerns: Vec<ClientConcern>,
    /// How the work together is run, where they may be shown it.
    pub agreement: Option<ClientAgreement>,
    /// Who of ours they meet beyond the project.
    pub touchpoints: Vec<ClientTouchpoint>,
    /// Looking back, where they may be shown it.
    pub wrap_up: Option<ClientWrapUp>,
    pub problems: Vec<ClientProblem>,
    /// The latest first.
    pub decisions: Vec<ClientDecision>,
    /// Only where money is shared.
    pub money: Option<ClientMoney>,
    /// The pages of a presentation.
    pub pages: Vec<PageChoice>,
    /// What a day is, for lengths.
    pub hours: HoursSettings,
    /// The days work can happen on, as far as what they see reaches; nameless.
    pub working_days: Calendar,
}

/// Somebody whose name the client knows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ClientPerson {
    pub name: String,
    pub role: String,
    pub side: Side,
}

/// What it costs, where that is shared.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ClientMoney {
    pub budget: Option<Money>,
    pub spent: Money,
    /// What all of it is expected to come to.
    pub expected: Money,
    /// The three letters it is written with.
    pub currency: String,
}

impl ClientProject {
    /// What the client sees of `project` on `today`; `schedule` is the project's own, `dates` write the sentences.
    pub fn of(project: &Project, schedule: &Schedule, today: NaiveDate, dates: &Dates) -> ClientProject {
        let settings = &project.plan.settings;
        let status_on = settings.status_date.map(Moment::date_as_finish);
        let as_of = status_on.unwrap_or(today);
        let dates = &dates.of_year(as_of);
        let sight = steps::Sight::of(project, schedule);
        let steps = sight.steps();
        let span = steps.iter().map(|step| (step.start, step.finish));
        let span = span.reduce(|all, one| (all.0.min(one.0), all.1.max(one.1)));
        let scene = Scene { project, schedule, today, as_of, dates };
        let promises = promises::of(&scene, &sight);
        let problems = problems::problems(&scene, &sight);
        let decisions = problems::decisions(project);
        let mut seen = ClientProject {
            name: project.name.clone(),
            identity: crc32fast::hash(&settings.first_start.unwrap_or(settings.start).0.to_le_bytes()),
            client: project.brief.client.clone(),
            brief: brief(project),
            people: people(project),
            today,
            status_on,
            since: ClientSince::default(),
            span,
            links: sight.links(),
            needs: needs::of(project, &steps),
            inputs: needs::inputs(&scene, &sight),
            concerns: concerns::of(project, &sight),
            agreement: agreement::of(project),
            touchpoints: touchpoints::of(project),
            wrap_up: wrap_up::of(&scene, &promises, &problems, &decisions),
            promises,
            problems,
            decisions,
            money: project.sharing.money.then(|| money(&scene)),
            pages: project.sharing.all_pages(),
            hours: settings.hours,
            working_days: working_days::of(&project.plan, span),
            steps,
        };
        seen.since = ClientSince::of(&sight, &seen);
        seen
    }

    /// The day all of it tells of: how far progress is known, else the day it is seen on.
    pub fn as_of(&self) -> NaiveDate {
        self.status_on.unwrap_or(self.today)
    }

    /// `dates` as this is written: a day of another year than the one it tells of says its year.
    pub fn dates(&self, dates: &Dates) -> Dates {
        dates.of_year(self.as_of())
    }

    /// The step under its id, where the client sees it.
    pub fn step(&self, id: TaskId) -> Option<&ClientStep> {
        self.steps.iter().find(|step| step.id == id)
    }

    /// The text of a part of the brief, where it is shared.
    pub fn brief(&self, part: BriefPart) -> Option<&str> {
        self.brief.iter().find(|(known, _)| *known == part).map(|(_, text)| text.as_str())
    }
}

/// The facts, all of them, and the day: what only this room reads on the client's behalf.
struct Scene<'a> {
    project: &'a Project,
    schedule: &'a Schedule,
    today: NaiveDate,
    /// The day what they are told is true of.
    as_of: NaiveDate,
    dates: &'a Dates,
}

impl Scene<'_> {
    /// *What changes*, as the client may hear it: `edits` led from the plan as it is to `now` with its schedule `after`,
    /// and so many others did not fit. It names no money.
    fn sentence(&self, now: &Plan, after: &Schedule, edits: &[&PlanEdit], skipped: usize) -> String {
        let then = State::of(&self.project.plan, self.schedule);
        let comparison = compare(self.project, then, State::of(now, after), edits, self.today);
        let (project, dates) = (self.project, self.dates);
        let (cause, weights) = (Cause::Edits(edits), &weights(project, edits, LIVE));
        let change = Change { project, now, cause, absorbed: &[], weights, skipped, currency: "", dates };
        what_changes(&change, &comparison, For::Client).to_string()
    }
}

fn brief(project: &Project) -> Vec<(BriefPart, String)> {
    let brief = &project.brief;
    let parts = [
        (BriefPart::Purpose, &brief.purpose),
        (BriefPart::Outcomes, &brief.outcomes),
        (BriefPart::Scope, &brief.scope),
        (BriefPart::OutOfScope, &brief.out_of_scope),
        (BriefPart::Assumptions, &brief.assumptions),
    ];
    let shared =
        parts.into_iter().filter(|(part, text)| project.sharing.brief.contains(part) && !text.trim().is_empty());
    shared.map(|(part, text)| (part, text.clone())).collect()
}

fn people(project: &Project) -> Vec<ClientPerson> {
    let known = project.plan.resources.values().filter(|one| one.client_visible && one.kind == ResourceKind::Work);
    known.map(|one| ClientPerson { name: one.name.clone(), role: one.role.clone(), side: one.side }).collect()
}

fn money(scene: &Scene) -> ClientMoney {
    let plan = &scene.project.plan;
    let active = (0..plan.tasks.len()).filter(|row| !plan.tasks[*row].inactive);
    let spent = active.filter_map(|row| plan.tasks[row].cost.as_ref()?.actual).fold(Money::ZERO, Money::plus);
    ClientMoney {
        budget: plan.settings.budget,
        spent,
        expected: plan_cost(plan, scene.schedule),
        currency: plan.settings.currency.clone().unwrap_or_default(),
    }
}
