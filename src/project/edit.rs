//! Edits of the whole document.

use super::{Baseline, BaselineId, BriefField, Project};
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
            Edit::Batch(edits) => self.batch(edits, on_plan)?,
        })
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
