//! Side by side, by chance: when each plan is probably done, and how often it keeps each open promise.

use super::{Cell, Mark, Row};
use crate::analysis::Chances;
use crate::project::Project;
use crate::words::{DateForm, Dates, odds, task_name};
use std::sync::Arc;

/// A better chance counts as one from here on: less is luck, not the plan.
const WORTH_TELLING: f64 = 0.05;

/// Rows of chances, a column a plan; the first is the plan itself.
pub fn chance_rows(project: &Project, sides: &[Arc<Chances>], dates: &Dates) -> Vec<Row> {
    let row = |name: String, promise, cells: Vec<Cell>| Row { name, promise, cells };
    let finishes: Vec<Option<crate::plan::Moment>> =
        sides.iter().map(|side| side.outcome(None).map(|outcome| outcome.p80())).collect();
    let first = finishes.first().copied().flatten();
    let finish = |at: &Option<crate::plan::Moment>| match (first, *at) {
        (Some(first), Some(at)) => {
            let (day, was) = (at.date_as_finish(), first.date_as_finish());
            let mark = if day > was {
                Mark::Bad
            } else if day < was {
                Mark::Good
            } else {
                Mark::Plain
            };
            Cell { text: dates.write(day, DateForm::Weekday), mark }
        }
        _ => none(),
    };
    let mut rows = vec![row("Done four times in five by".to_owned(), None, finishes.iter().map(finish).collect())];
    let ahead = |task| project.plan.task(task).is_some_and(|task| task.progress.actual_finish.is_none());
    let open = project.promises.values().filter(|promise| promise.is_open() && ahead(promise.task));
    let mut open: Vec<_> = open.collect();
    open.sort_by_key(|promise| (promise.date(), promise.id));
    for promise in open {
        let Some(date) = promise.date() else { continue };
        let chances: Vec<Option<f64>> = sides.iter().map(|side| side.by(promise.task, date)).collect();
        if chances.iter().all(Option::is_none) {
            continue;
        }
        let first = chances.first().copied().flatten();
        let cell = |chance: &Option<f64>| match *chance {
            None => none(),
            Some(now) => {
                let by = now - first.unwrap_or(now);
                let mark = match by {
                    _ if by >= WORTH_TELLING => Mark::Good,
                    _ if by <= -WORTH_TELLING => Mark::Bad,
                    _ => Mark::Plain,
                };
                Cell { text: odds(now).to_owned(), mark }
            }
        };
        let words = promise.words.trim();
        let name = if words.is_empty() { task_name(&project.plan, promise.task) } else { format!("“{words}”") };
        let name = format!("{name} kept by {}", dates.write(date, DateForm::Short));
        rows.push(row(name, Some(promise.id), chances.iter().map(cell).collect()));
    }
    rows
}

fn none() -> Cell {
    Cell { text: "–".to_owned(), mark: Mark::Plain }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use crate::analysis::Casting;
    use crate::edit::{PlanEdit, TaskField};
    use crate::plan::Duration;
    use crate::words::Locale;

    #[test]
    fn a_longer_step_costs_chance() {
        let today = "2026-06-10".parse().unwrap();
        let project = crate::project::sample(today);
        let mut plan = project.plan.clone();
        let review = plan.tasks.iter().find(|task| task.name == "Accessibility review").unwrap();
        let longer = TaskField::Duration(Duration { minutes: review.duration.minutes + 10 * 480, ..review.duration });
        plan.apply(PlanEdit::Set { task: review.id, field: longer }).unwrap();
        let cast = |plan| Arc::new(Casting::all(&project, plan, &crate::schedule::schedule(plan)));
        let sides = [cast(&project.plan), cast(&plan)];
        let rows = chance_rows(&project, &sides, &Dates::new(Locale::default(), today));
        assert_eq!(rows[0].name, "Done four times in five by");
        assert_eq!(rows[0].cells[0].mark, Mark::Plain);
        let design = rows.iter().find(|row| row.name.contains("approve the design")).unwrap();
        assert_eq!(design.cells.iter().map(|cell| cell.mark).collect::<Vec<_>>(), [Mark::Plain, Mark::Bad]);
        assert!(rows.iter().all(|row| row.cells.len() == 2));
    }
}
