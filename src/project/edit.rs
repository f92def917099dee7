//! Edits of the whole document.

use super::filed::{self, Filed};
use super::{
    Baseline, BaselineId, BriefField, Decision, DecisionId, Draft, LineChange, Problem, ProblemField, ProblemId,
    Project, Promise, PromiseId, RecordEdit, Report, ReportId, Scenario, ScenarioId, SharingField, Solution,
    SolutionField, SolutionId,
};
use crate::edit::{EditError, PlanEdit};
use crate::plan::Plan;
use serde::{Deserialize, Serialize};

/// One change to a project. [`Project::apply`] carries it out and returns its inverse.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Edit {
    Plan(PlanEdit),
    Rename(String),
    Brief(BriefField),
    /// Adds or replaces a baseline; `None` takes it away.
    Baseline {
        id: BaselineId,
        baseline: Option<Box<Baseline>>,
    },
    /// Adds or replaces a promise; `None` takes it away.
    Promise {
        id: PromiseId,
        promise: Option<Box<Promise>>,
    },
    /// Adds or replaces a scenario; `None` takes it away.
    Scenario {
        id: ScenarioId,
        scenario: Option<Box<Scenario>>,
    },
    /// Puts an edit into a scenario's list at a place; `None` takes the one there out.
    Draft {
        scenario: ScenarioId,
        at: u32,
        draft: Option<Box<Draft>>,
    },
    /// Adds or replaces a problem; `None` takes it away.
    Problem {
        id: ProblemId,
        problem: Option<Box<Problem>>,
    },
    ProblemField {
        id: ProblemId,
        field: ProblemField,
    },
    /// Adds or replaces a solution option of a problem; `None` takes it away.
    Solution {
        problem: ProblemId,
        id: SolutionId,
        solution: Option<Box<Solution>>,
    },
    SolutionField {
        problem: ProblemId,
        id: SolutionId,
        field: SolutionField,
    },
    /// Adds or replaces a decision; `None` takes it away.
    Decision {
        id: DecisionId,
        decision: Option<Box<Decision>>,
    },
    /// One field of what is shared of the whole.
    Sharing(SharingField),
    /// Adds or replaces a report; `None` takes it away.
    Report {
        id: ReportId,
        report: Option<Box<Report>>,
    },
    /// What a person changed of a report's line; `None` leaves it as derived.
    ReportLine {
        report: ReportId,
        key: String,
        change: Option<Box<LineChange>>,
    },
    /// A change to what was said, heard and agreed.
    Record(RecordEdit),
    /// Several edits as one: all or none.
    Batch(Vec<Edit>),
}

impl From<PlanEdit> for Edit {
    fn from(edit: PlanEdit) -> Edit {
        Edit::Plan(edit)
    }
}

impl Project {
    /// Carries `edit` out and returns the edit that takes it back, to be given to [`Project::restore`].
    ///
    /// # Errors
    /// An [`EditError`] when the edit does not fit or breaks a rule; the project is then unchanged.
    pub fn apply(&mut self, edit: Edit) -> Result<Edit, EditError> {
        self.carry_out(edit, Plan::apply)
    }

    /// Carries out an edit that was carried out before: an inverse, or a record of the journal. Asks only whether it fits.
    ///
    /// # Errors
    /// An [`EditError`] when it does not fit; the project is then unchanged.
    pub fn restore(&mut self, edit: Edit) -> Result<Edit, EditError> {
        self.carry_out(edit, Plan::restore)
    }

    fn carry_out(&mut self, edit: Edit, on_plan: OnPlan) -> Result<Edit, EditError> {
        Ok(match edit {
            Edit::Plan(edit) => Edit::Plan(on_plan(&mut self.plan, edit)?),
            Edit::Rename(name) => Edit::Rename(std::mem::replace(&mut self.name, name)),
            Edit::Brief(field) => Edit::Brief(field.swap(&mut self.brief)),
            Edit::Baseline { id, baseline } => {
                let old = match baseline {
                    Some(new) => self.baselines.insert(id, *new),
                    None => self.baselines.remove(&id),
                };
                Edit::Baseline { id, baseline: old.map(Box::new) }
            }
            Edit::Promise { id, promise } => {
                let promise = filed::put(&mut self.promises, &mut self.plan.ids, id, promise)?;
                Edit::Promise { id, promise }
            }
            Edit::Scenario { id, scenario } => {
                self.pass_ids(scenario.as_ref().map_or(0, |scenario| scenario.last_id()));
                let scenario = filed::put(&mut self.scenarios, &mut self.plan.ids, id, scenario)?;
                Edit::Scenario { id, scenario }
            }
            Edit::Draft { scenario, at, draft } => {
                self.pass_ids(draft.as_ref().map_or(0, |draft| draft.last_id()));
                let drafts = &mut filed::of(&mut self.scenarios, scenario)?.drafts;
                Edit::Draft { scenario, at, draft: filed::at(drafts, at, draft).ok_or(scenario.missing())? }
            }
            Edit::Problem { id, problem } => {
                let problem = filed::put(&mut self.problems, &mut self.plan.ids, id, problem)?;
                Edit::Problem { id, problem }
            }
            Edit::ProblemField { id, field } => {
                Edit::ProblemField { id, field: field.swap(filed::of(&mut self.problems, id)?) }
            }
            Edit::Solution { problem, id, solution } => {
                let solutions = &mut filed::of(&mut self.problems, problem)?.solutions;
                let solution = filed::put(solutions, &mut self.plan.ids, id, solution)?;
                Edit::Solution { problem, id, solution }
            }
            Edit::SolutionField { problem, id, field } => {
                let solution = filed::of(&mut filed::of(&mut self.problems, problem)?.solutions, id)?;
                Edit::SolutionField { problem, id, field: field.swap(solution) }
            }
            Edit::Decision { id, decision } => {
                let decision = filed::put(&mut self.decisions, &mut self.plan.ids, id, decision)?;
                Edit::Decision { id, decision }
            }
            Edit::Sharing(field) => Edit::Sharing(field.swap(&mut self.sharing)),
            Edit::Report { id, report } => {
                let report = filed::put(&mut self.reports, &mut self.plan.ids, id, report)?;
                Edit::Report { id, report }
            }
            Edit::ReportLine { report, key, change } => {
                let changes = &mut filed::of(&mut self.reports, report)?.changes;
                let old = match change {
                    Some(change) => changes.insert(key.clone(), *change),
                    None => changes.remove(&key),
                };
                Edit::ReportLine { report, key, change: old.map(Box::new) }
            }
            Edit::Record(edit) => Edit::Record(self.record.apply(&mut self.plan.ids, edit)?),
            Edit::Batch(edits) => self.batch(edits, on_plan)?,
        })
    }

    /// No id up to `last` is given to anything new.
    fn pass_ids(&mut self, last: u32) {
        self.plan.ids.last = self.plan.ids.last.max(last);
    }

    fn batch(&mut self, edits: Vec<Edit>, on_plan: OnPlan) -> Result<Edit, EditError> {
        let ids = self.plan.ids;
        let mut inverses = Vec::with_capacity(edits.len());
        for edit in edits {
            match self.carry_out(edit, on_plan) {
                Ok(inverse) => inverses.push(inverse),
                Err(error) => {
                    for inverse in inverses.into_iter().rev() {
                        // An inverse of what was just done always fits.
                        let _ = self.restore(inverse);
                    }
                    self.plan.ids = ids;
                    return Err(error);
                }
            }
        }
        inverses.reverse();
        Ok(Edit::Batch(inverses))
    }
}

/// [`Plan::apply`] or [`Plan::restore`].
type OnPlan = fn(&mut Plan, PlanEdit) -> Result<PlanEdit, EditError>;
