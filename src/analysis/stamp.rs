//! What a date is worth in the moment it is said: simulated there and then, for the steps it is said for.

use super::chances::{FOR_WORDS, risks};
use crate::plan::{Moment, TaskId};
use crate::prepare::{newly_dated, with_chances};
use crate::project::{Edit, Project};
use crate::simulate::{Simulation, luck, spreads};
use chrono::NaiveDate;

/// Tasks times runs that take about 40 ms in a browser: nobody who says a date waits for what it is worth. In runs made
/// many at a time, and in runs made one by one.
const MOST_BESIDE: usize = 20_000_000;
const MOST_ALONE: usize = 1_000_000;
/// From fewer runs no chance is kept: from so many it is within about four points of one hundred, 95 times in 100.
const FEWEST: usize = 400;

/// `edit` with the chance of each date it says anew, by the plan as it will be then. `None` where it says none, where it
/// does not fit, and where the plan is too large to find it out in passing.
pub fn with_chances_of(project: &Project, edit: &Edit) -> Option<Edit> {
    let steps: Vec<TaskId> = newly_dated(project, edit).into_iter().collect();
    // To make a larger plan ready takes as long as the runs.
    if steps.is_empty() || project.plan.tasks.len() > MOST_BESIDE / FOR_WORDS as usize {
        return None;
    }
    let mut then = project.clone();
    then.apply(edit.clone()).ok()?;
    let plan = &then.plan;
    let mut simulation = Simulation::new(plan, &spreads(plan), &risks(&then, plan), luck(plan), &steps);
    let most = if simulation.side_by_side() { MOST_BESIDE } else { MOST_ALONE };
    let runs = (most / plan.tasks.len().max(1)).min(FOR_WORDS as usize);
    if runs < FEWEST {
        return None;
    }
    simulation.run(runs as u32);
    let percent = |task: TaskId, date: NaiveDate| {
        let chance = simulation.outcome(task)?.chance(Moment::end_of(date));
        Some((chance * 100.0).round() as u8)
    };
    Some(with_chances(project, edit.clone(), &percent))
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use crate::edit::{PlanEdit, TaskField};
    use crate::plan::{Duration, Range, Task};
    use crate::prepare::{Said, promise, word_promise};

    /// Design of 3 to 8 days, most likely 5; no milestone, nothing promised.
    fn project() -> Project {
        let mut project = Project::new("", Moment::parse("2026-06-01").unwrap());
        let mut task = Task::new(TaskId(2), 0, "Design", Duration::working(5 * 480));
        task.range = Some(Range { shorter: 960, longer: 1440 });
        project.plan.tasks.push(task);
        project
    }

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    /// Design promised for Monday the 8th: the end of its sixth working day.
    fn said(project: &Project) -> Edit {
        promise(project, TaskId(2), day("2026-06-08"), day("2026-06-01"), Said::default()).unwrap()
    }

    fn chance(edit: Edit) -> u8 {
        let mut edits = if let Edit::Batch(edits) = edit { edits } else { vec![edit] };
        let Some(Edit::Promise { promise: Some(promise), .. }) = edits.pop() else { return u8::MAX };
        promise.sayings[0].chance.unwrap()
    }

    #[test]
    fn the_first_date_of_any_step_keeps_its_chance() {
        let project = project();
        // A triangle of 3, 5, 8 days: by the end of the sixth day 1 − (8−6)² / (5 × 3).
        let found = chance(with_chances_of(&project, &said(&project)).unwrap());
        assert!((71..=76).contains(&found), "{found}");
    }

    #[test]
    fn it_is_worth_what_the_plan_says_when_it_is_said() {
        let project = project();
        let exact = TaskField::Range(Some(Range { shorter: 960, longer: 480 }));
        let edits = vec![PlanEdit::Set { task: TaskId(2), field: exact }.into(), said(&project)];
        assert_eq!(chance(with_chances_of(&project, &Edit::Batch(edits)).unwrap()), 100);
        let gone = vec![PlanEdit::Set { task: TaskId(99), field: TaskField::Hill(None) }.into(), said(&project)];
        assert_eq!(with_chances_of(&project, &Edit::Batch(gone)), None, "it does not fit");
    }

    #[test]
    fn where_no_date_is_said_there_is_nothing_to_find_out() {
        let mut project = project();
        project.apply(said(&project)).unwrap();
        let known = project.promises.values().next().unwrap().clone();
        assert_eq!(with_chances_of(&project, &word_promise(&known, "Try it").unwrap()), None);
        assert_eq!(with_chances_of(&project, &Edit::Promise { id: known.id, promise: None }), None);
        assert_eq!(with_chances_of(&project, &Edit::Rename("Website".into())), None);
    }

    #[test]
    fn nobody_waits_for_it() {
        let many = |tasks: u32, calendars: bool| {
            let mut project = project();
            for id in 10..10 + tasks {
                let mut task = Task::new(TaskId(id), 0, "Step", Duration::working(480));
                task.duration.elapsed = calendars && id == 10;
                project.plan.tasks.push(task);
            }
            with_chances_of(&project, &said(&project)).map(chance)
        };
        assert!(many(3_000, false).is_some_and(|found| (71..=76).contains(&found)));
        assert_eq!(many(10_000, false), None);
        // Run by run it takes longer: fewer runs, then none.
        assert!(many(1_000, true).is_some_and(|found| (68..=79).contains(&found)));
        assert_eq!(many(3_000, true), None);
    }
}
