//! F4. Prepared edits: what a command or a gesture means, as one edit. Pure functions from the plan (and, where dates
//! count, its schedule) to an [`Edit`](crate::project::Edit); nothing is changed here. `None` = there is nothing to do.

mod adopt;
mod baseline;
mod bridge;
mod copy;
mod costs;
mod draft;
mod drag;
mod estimates;
pub mod jot;
#[cfg(test)]
mod laws;
mod links;
mod marks;
mod outline;
mod people;
mod problems;
mod progress;
mod promises;
pub mod record;
mod recurring;
mod reports;
mod sort;
mod split;
mod stamp;
mod start;
pub mod story;
#[cfg(test)]
mod testing;
mod tries;

pub use adopt::{Told, adopt, choose, fitting, option_name, set_aside_by};
pub use baseline::{rename_baseline, set_baseline, show_baseline};
pub use bridge::{activate, bridges, deactivate, delete, delete_without_bridging};
pub use copy::{Clip, copy, duplicate, insert_all, inserted, paste};
pub use costs::{set_cost, set_planned_cost};
pub use draft::{draft, drop_draft, duplicate_scenario, move_draft, plan_edit, scenario_with, with_scenario};
pub use drag::{Drag, drag_bar, drag_link, lag_reaches, lengthen, stretch_bar};
pub use estimates::{NotEntered, enter_estimate};
pub use links::{link_in_order, set_predecessors, unlink};
pub use marks::{Marking, mark_for_client};
pub use outline::{indent, move_down, move_to, move_up, outdent, roots};
pub use people::{new_person, remove_calendar, remove_person, set_owner, set_people};
pub use problems::{
    add_criterion, change_criterion, change_likelihood, new_problem, new_solution, remove_criterion, remove_decision,
    remove_problem, remove_solution, scenario_for, set_problem_owner, set_score, set_state, set_touched,
};
pub use progress::{
    clear_progress, enter_actual_finish, enter_actual_start, enter_percent, enter_remaining, mark_done,
};
pub use promises::{
    Said, complete_saying, deliver, open_promise, promise, promise_anew, promise_to, remove_promise, say_why_missed,
    show_promise, word_promise,
};
pub use recurring::{Every, MOST, Rule, Until, recurring};
pub use reports::{
    OWN, add_line, change_line, leave_line_out, mark_sent, not_sent, open_report, remove_line, set_cadence, word_line,
};
pub use sort::{SortBy, sort};
pub use split::split;
pub use stamp::{newly_dated, with_chances};
pub use start::{FixedDate, Moved, Resistance, StartMove, move_start, moved, schedule_from_start, set_status_date};
pub use tries::{Nudge, Try, keep_tries, try_more};

use crate::edit::PlanEdit;
use crate::plan::{CalendarId, Plan, TaskId};
use crate::schedule::WorkingTime;

/// One edit of several; none of none.
fn batch(mut edits: Vec<PlanEdit>) -> Option<PlanEdit> {
    match edits.len() {
        0 => None,
        1 => edits.pop(),
        _ => Some(PlanEdit::Batch(edits)),
    }
}

/// The calendar a task works by.
fn calendar_of(plan: &Plan, row: usize) -> CalendarId {
    plan.tasks.get(row).and_then(|task| task.calendar).unwrap_or(plan.settings.calendar)
}

/// The working time of the task at `row`: every minute for elapsed durations.
fn working_time(plan: &Plan, row: usize) -> WorkingTime {
    match plan.tasks.get(row) {
        Some(task) if task.duration.elapsed => WorkingTime::always(),
        _ => WorkingTime::of(plan, calendar_of(plan, row)),
    }
}

/// Rows of the leaves among `task` and all below it, inactive ones left out.
fn active_leaves(plan: &Plan, task: TaskId) -> Vec<usize> {
    let rows = plan.position(task).map_or(0..0, |row| plan.subtree(row));
    rows.filter(|row| !plan.is_summary(*row) && !plan.tasks[*row].inactive).collect()
}
