//! Marking for the client: rows with all that is inside them, in one edit. What is marked already stays as it is.

use super::batch;
use super::outline::subtrees;
use crate::edit::{PlanEdit, TaskField};
use crate::plan::{Plan, TaskId};
use crate::words;

/// A change of marks, and how to say it.
#[derive(Clone, Debug, PartialEq)]
pub struct Marking {
    pub edit: PlanEdit,
    /// The client sees them from now on; false: they are private again.
    pub shown: bool,
    /// `Design and 3 steps inside`.
    pub what: String,
}

impl Marking {
    /// The name of the undo step: `Show Design to the client`, `Keep Design private`.
    pub fn label(&self) -> String {
        match self.shown {
            true => format!("Show {} to the client", self.what),
            false => format!("Keep {} private", self.what),
        }
    }

    /// What is said once it is done.
    pub fn told(&self) -> String {
        match self.shown {
            true => format!("The client sees {}", self.what),
            false => format!("The client no longer sees {}", self.what),
        }
    }
}

/// Shows all of `tasks` to the client, or keeps them private where all are shown already; with `inside`, also every step
/// below them. `None` when there are none.
pub fn mark_for_client(plan: &Plan, tasks: &[TaskId], inside: bool) -> Option<Marking> {
    let mut rows: Vec<usize> = tasks.iter().filter_map(|task| plan.position(*task)).collect();
    rows.sort_unstable();
    rows.dedup();
    let chosen = rows.len();
    if inside {
        rows = subtrees(plan, tasks).into_iter().flatten().collect();
    }
    let all: Vec<_> = rows.iter().filter_map(|row| plan.tasks.get(*row)).collect();
    let shown = all.iter().any(|task| !task.client_visible);
    let changed = all.iter().filter(|task| task.client_visible != shown);
    let edits = changed.map(|task| PlanEdit::Set { task: task.id, field: TaskField::ClientVisible(shown) });
    let edit = batch(edits.collect())?;
    let name = match tasks {
        _ if chosen > 1 => format!("{chosen} steps"),
        _ => words::task_name(plan, *tasks.first()?),
    };
    let what = match all.len().saturating_sub(chosen) {
        0 => name,
        1 => format!("{name} and 1 step inside"),
        many => format!("{name} and {many} steps inside"),
    };
    Some(Marking { edit, shown, what })
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use crate::plan::{Duration, Moment, Task};

    /// Lines are names, indented by two blanks a level; `*` at the end: the client sees it.
    fn plan(outline: &str) -> Plan {
        let mut plan = Plan::new(Moment::parse("2026-06-01").unwrap());
        for (id, line) in (2..).zip(outline.lines()) {
            let level = (line.len() - line.trim_start().len()) / 2;
            let name = line.trim().trim_end_matches('*');
            let mut task = Task::new(TaskId(id), level as u16, name, Duration::working(480));
            task.client_visible = line.ends_with('*');
            plan.tasks.push(task);
        }
        plan
    }

    fn picture(plan: &Plan) -> String {
        let line = |task: &Task| {
            let mark = if task.client_visible { "*" } else { "" };
            format!("{}{}{mark}", "  ".repeat(task.level.into()), task.name)
        };
        plan.tasks.iter().map(line).collect::<Vec<_>>().join("\n")
    }

    /// Marks the named steps; what is said, the plan then, and undo leads back.
    fn check(outline: &str, names: &[&str], inside: bool, told: &str, expected: &str) {
        let mut plan = plan(outline);
        let before = plan.clone();
        let tasks: Vec<TaskId> =
            names.iter().map(|name| plan.tasks.iter().find(|task| task.name == *name).unwrap().id).collect();
        let marking = mark_for_client(&plan, &tasks, inside).unwrap();
        assert_eq!(marking.told(), told, "{outline}");
        let back = plan.apply(marking.edit).unwrap();
        assert_eq!(picture(&plan), expected);
        plan.apply(back).unwrap();
        assert_eq!(plan, before);
    }

    #[test]
    fn a_step_is_shown_with_all_that_is_inside_and_kept_private_again() {
        let (none, all) =
            ("Design\n  Draft\n    Sketch\n  Proof\nBuild", "Design*\n  Draft*\n    Sketch*\n  Proof*\nBuild");
        check(none, &["Design"], true, "The client sees Design and 3 steps inside", all);
        check(all, &["Design"], true, "The client no longer sees Design and 3 steps inside", none);
        check(none, &["Build"], true, "The client sees Build", "Design\n  Draft\n    Sketch\n  Proof\nBuild*");
    }

    #[test]
    fn where_some_are_shown_all_become_shown() {
        check(
            "Design*\n  Draft\n  Proof*",
            &["Design"],
            true,
            "The client sees Design and 2 steps inside",
            "Design*\n  Draft*\n  Proof*",
        );
        check("A*\nB\nC*", &["A", "B"], true, "The client sees 2 steps", "A*\nB*\nC*");
    }

    #[test]
    fn a_step_alone_leaves_what_is_inside_as_it_is() {
        check("Design*\n  Draft*", &["Design"], false, "The client no longer sees Design", "Design\n  Draft*");
        check("Design\n  Draft*", &["Design"], false, "The client sees Design", "Design*\n  Draft*");
    }

    #[test]
    fn several_steps_are_counted_once_though_one_is_inside_another() {
        let told = "The client sees 2 steps and 1 step inside";
        check(
            "Design\n  Draft\n    Sketch\nBuild",
            &["Draft", "Design"],
            true,
            told,
            "Design*\n  Draft*\n    Sketch*\nBuild",
        );
        assert_eq!(mark_for_client(&plan("A"), &[], true), None);
        assert_eq!(mark_for_client(&plan("A"), &[TaskId(99)], true), None);
    }
}
