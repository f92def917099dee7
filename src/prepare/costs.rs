//! What a task costs, as edits. A cost that says nothing is none.

use crate::edit::{PlanEdit, TaskField};
use crate::plan::{Money, Task, TaskCost};

/// Changes the cost of a task. `None` where it is so already.
pub fn set_cost(task: &Task, change: impl FnOnce(&mut TaskCost)) -> Option<PlanEdit> {
    let old = task.cost.as_deref().copied();
    let mut new = old.unwrap_or_default();
    change(&mut new);
    let new = Some(new).filter(|cost| *cost != TaskCost::default());
    (new != old).then(|| PlanEdit::Set { task: task.id, field: TaskField::Cost(new.map(Box::new)) })
}

/// Changes what a task is to cost: once, and for each day.
pub fn set_planned_cost(task: &Task, (fixed, per_day): (Money, Money)) -> Option<PlanEdit> {
    set_cost(task, |cost| (cost.fixed, cost.per_day) = (fixed, per_day))
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::super::testing::plan;
    use super::*;

    #[test]
    fn a_cost_that_says_nothing_is_none() {
        let mut plan = plan("A 2", "");
        assert_eq!(set_planned_cost(&plan.tasks[0], (Money::ZERO, Money::ZERO)), None);
        let edit = set_planned_cost(&plan.tasks[0], (Money(500), Money(80))).unwrap();
        plan.apply(edit).unwrap();
        plan.apply(set_cost(&plan.tasks[0], |cost| cost.actual = Some(Money(90))).unwrap()).unwrap();
        assert_eq!(
            plan.tasks[0].cost.as_deref(),
            Some(&TaskCost { fixed: Money(500), per_day: Money(80), actual: Some(Money(90)) })
        );
        assert_eq!(set_planned_cost(&plan.tasks[0], (Money(500), Money(80))), None, "it is so already");
        plan.apply(set_cost(&plan.tasks[0], |cost| *cost = TaskCost::default()).unwrap()).unwrap();
        assert_eq!(plan.tasks[0].cost, None);
    }
}
