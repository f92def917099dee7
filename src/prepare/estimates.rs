//! A duration with its range, entered for a task: one undo step, and what has been done of the work stays done.

use crate::edit::{PlanEdit, TaskField};
use crate::plan::{Duration, Progress, Range, Task};

/// Why an estimate cannot be entered.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NotEntered {
    /// The task has ended: it took what it took.
    Done,
    /// So many minutes of it are done already, as many as it would take or more.
    LessThanDone(i32),
}

/// The edit that gives `task` another duration and range; `None` where it has them.
///
/// # Errors
/// Where the duration contradicts what has been done.
pub fn enter_estimate(task: &Task, likely: Duration, range: Option<Range>) -> Result<Option<PlanEdit>, NotEntered> {
    let set = |field| PlanEdit::Set { task: task.id, field };
    let mut edits = Vec::new();
    if likely != task.duration || range != task.range {
        if task.progress.actual_finish.is_some() {
            return Err(NotEntered::Done);
        }
        if range != task.range {
            edits.push(set(TaskField::Range(range)));
        }
    }
    if likely != task.duration {
        edits.push(set(TaskField::Duration(likely)));
        if let Some(left) = task.progress.remaining {
            let done = task.duration.minutes.saturating_sub(left).max(0);
            let left = likely.minutes.saturating_sub(done);
            if left <= 0 {
                return Err(NotEntered::LessThanDone(done));
            }
            let percent = (i64::from(done) * 100 / i64::from(likely.minutes.max(1))).clamp(0, 99) as u8;
            edits.push(set(TaskField::Progress(Progress { percent, remaining: Some(left), ..task.progress })));
        }
    }
    Ok(match edits.len() {
        0 | 1 => edits.pop(),
        _ => Some(PlanEdit::Batch(edits)),
    })
}
