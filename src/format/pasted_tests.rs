//! Pictures of pasted tasks, for the tests of the text formats.
#![allow(clippy::unwrap_used)]

use crate::plan::{ConstraintKind, Moment, Plan};
use crate::words::{Dates, Locale, Rows, write_duration, write_predecessors};

/// An empty plan that starts on Monday 1 June 2026.
pub fn empty() -> Plan {
    Plan::new(Moment::parse("2026-06-01").unwrap())
}

/// Wednesday 10 June 2026.
pub fn today() -> Dates {
    Dates::new(Locale::default(), "2026-06-10".parse().unwrap())
}

/// A line a task: name, duration, what it waits for, progress, owner, dates, note.
pub fn picture(plan: &Plan) -> Vec<String> {
    let rows = Rows::new(plan);
    let line = |(row, task): (usize, &crate::plan::Task)| {
        let mut line = format!("{}{}", "  ".repeat(task.level.into()), task.name);
        if !plan.is_summary(row) {
            line += &format!(" {}", write_duration(task.duration, &plan.settings.hours, Locale::default()));
        }
        let waits = write_predecessors(plan, task.id, &rows, Locale::default());
        if !waits.is_empty() {
            line += &format!(" <{waits}");
        }
        match task.progress.percent {
            0 => {}
            100 => line += " done",
            percent => line += &format!(" {percent}%"),
        }
        if let Some(owner) = task.owner {
            line += &format!(" @{}", plan.resources[&owner].name);
        }
        if let Some(constraint) = task.constraint.filter(|constraint| constraint.kind == ConstraintKind::Snet) {
            line += &format!(" from {}", constraint.date.date());
        }
        if let Some(deadline) = task.deadline {
            line += &format!(" deadline {}", deadline.date_as_finish());
        }
        if !task.private_note.is_empty() {
            line += &format!(" note {}", task.private_note.replace('\n', "/"));
        }
        line
    };
    plan.tasks.iter().enumerate().map(line).collect()
}
