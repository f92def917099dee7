//! What a row of the grid shows, as a value: equal values paint nothing.

use super::fields::{self, Cell, Field};
use super::numbering::Numbering;
use super::promises::{Promised, Tone, tone};
use crate::analysis::Overload;
use crate::edit::PlanEdit;
use crate::plan::{Constraint, Money, Plan, Task, TaskId};
use crate::project::Project;
use crate::schedule::Schedule;
use crate::words::{self, Dates};
use std::collections::HashMap;

/// One row.
#[derive(Clone, Debug, PartialEq)]
pub struct GridRow {
    pub id: TaskId,
    /// From 0.
    pub level: u16,
    pub summary: bool,
    pub milestone: bool,
    pub critical: bool,
    pub inactive: bool,
    pub done: bool,
    /// The plan does not keep what was promised for it.
    pub breaks_promise: bool,
    /// Texts of the columns asked for, in their order.
    pub cells: Vec<String>,
    /// What stands beside the name.
    pub signs: Vec<Sign>,
}

/// A small sign beside a task's name.
#[derive(Clone, Debug, PartialEq)]
pub enum Sign {
    /// A constraint, in words; it can be taken away there.
    Constraint(String),
    /// Something wants to be looked at; the sentences.
    Issue(String),
    /// Somebody on the task has more work than time in a week of it.
    Overload(String),
    /// The client sees the task.
    Client,
}

/// Everything rows are made from.
#[derive(Clone, Copy)]
pub struct Source<'a> {
    pub project: &'a Project,
    pub schedule: &'a Schedule,
    pub numbering: &'a Numbering,
    /// Row of a task, from 0.
    pub row_of: &'a dyn Fn(TaskId) -> Option<usize>,
    pub words: Dates,
    /// The issues to show on a task, by their index in the schedule.
    pub issues: &'a HashMap<TaskId, Vec<usize>>,
    /// Who has too much to do, by task.
    pub overload: &'a HashMap<TaskId, Overload>,
    /// What was promised, and how it stands.
    pub promised: &'a Promised,
    /// What each row comes to; empty where no column shows it.
    pub costs: &'a [Money],
    /// A task as a gesture that lasts makes it: what the schedule has already and the project has not.
    pub drafted: Option<&'a Task>,
}

/// The task whose fields `edit` sets, with them: what a gesture that lasts makes of it.
pub fn drafted(plan: &Plan, edit: &PlanEdit) -> Option<Task> {
    let mut task = plan.task(set_by(edit)?)?.clone();
    set_all(edit, &mut task);
    Some(task)
}

fn set_by(edit: &PlanEdit) -> Option<TaskId> {
    match edit {
        PlanEdit::Set { task, .. } => Some(*task),
        PlanEdit::Batch(edits) => edits.iter().find_map(set_by),
        _ => None,
    }
}

fn set_all(edit: &PlanEdit, of: &mut Task) {
    match edit {
        PlanEdit::Set { task, field } if *task == of.id => drop(field.clone().swap(of)),
        PlanEdit::Batch(edits) => edits.iter().for_each(|edit| set_all(edit, of)),
        _ => {}
    }
}

/// On which task each issue is shown: the first of those it names.
pub fn issues_by_task(schedule: &Schedule) -> HashMap<TaskId, Vec<usize>> {
    let mut found: HashMap<TaskId, Vec<usize>> = HashMap::new();
    for (index, issue) in schedule.issues.iter().enumerate() {
        if let Some(task) = issue.tasks().first() {
            found.entry(*task).or_default().push(index);
        }
    }
    found
}

impl<'a> Source<'a> {
    /// What a cell in `row` is made from; `None` when there is no such row. A schedule of another plan counts as none.
    pub fn cell(&self, row: usize) -> Option<Cell<'a>> {
        let task = self.project.plan.tasks.get(row)?;
        let task = self.drafted.filter(|drafted| drafted.id == task.id).unwrap_or(task);
        let dates = self.schedule.rows.get(row).filter(|dates| dates.id == task.id);
        Some(Cell {
            project: self.project,
            row,
            task,
            dates,
            numbering: self.numbering,
            row_of: self.row_of,
            words: self.words,
            overload: self.overload.get(&task.id),
            promised: self.promised,
            costs: self.costs,
        })
    }

    /// The row with the columns asked for.
    pub fn row(&self, row: usize, columns: &[&Field]) -> Option<GridRow> {
        let cell = self.cell(row)?;
        let summary = self.numbering.is_summary(row);
        let open = cell.task.progress.actual_finish.is_none() && !cell.task.inactive;
        Some(GridRow {
            id: cell.task.id,
            level: cell.task.level,
            summary,
            milestone: !summary && (cell.task.milestone || cell.task.duration.minutes == 0),
            critical: open && cell.dates.is_some_and(|dates| dates.critical),
            inactive: cell.task.inactive,
            done: cell.dates.is_some_and(|dates| dates.percent == 100),
            breaks_promise: self.promised.foremost(cell.task.id).is_some_and(|told| tone(&told.now) == Tone::Late),
            cells: columns.iter().map(|field| (field.text)(&cell)).collect(),
            signs: self.signs(&cell, open),
        })
    }

    fn signs(&self, cell: &Cell, open: bool) -> Vec<Sign> {
        let plan = &self.project.plan;
        let issues =
            self.issues.get(&cell.task.id).into_iter().flatten().filter_map(|at| self.schedule.issues.get(*at));
        let sentences: Vec<String> = issues.map(|issue| words::issue(issue, plan, &self.words).to_string()).collect();
        let issue = (!sentences.is_empty()).then(|| Sign::Issue(sentences.join(" ")));
        let load =
            cell.overload.filter(|_| open).map(|load| Sign::Overload(fields::overload(load, self.project, self.words)));
        let chip = cell.task.constraint.filter(|_| open).map(|constraint| self.chip(constraint));
        let client = (cell.task.client_visible && !cell.task.inactive).then_some(Sign::Client);
        issue.into_iter().chain(load).chain(chip).chain(client).collect()
    }

    fn chip(&self, constraint: Constraint) -> Sign {
        Sign::Constraint(words::constraint_chip(constraint, &self.words))
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use crate::analysis::workload;
    use crate::plan::{ConstraintKind, DependencyKey, DependencyKind, Duration, Lag, Moment, Plan, Task};
    use crate::view::fields::chosen;
    use crate::words::Locale;
    use chrono::NaiveDate;

    fn project() -> Project {
        let start = Moment::parse("2026-06-01T08:00").unwrap();
        let mut project = Project::new("", start);
        let task = |id, level, name: &str, days: i32| Task::new(TaskId(id), level, name, Duration::working(days * 480));
        project.plan = Plan::new(start);
        project.plan.tasks = vec![
            task(11, 0, "Design", 1),
            task(12, 1, "Sketch", 5),
            task(13, 1, "Approve", 0),
            task(14, 0, "Build", 10),
            task(15, 0, "Party", 2),
        ];
        let link = |successor, predecessor| DependencyKey {
            successor: TaskId(successor),
            predecessor: TaskId(predecessor),
            kind: DependencyKind::FS,
        };
        project.plan.dependencies.insert(link(13, 12), Lag::default());
        project.plan.dependencies.insert(link(14, 13), Lag::Time(Duration::working(480)));
        project.plan.tasks[4].constraint =
            Some(Constraint { kind: ConstraintKind::Snet, date: Moment::parse("2026-06-03").unwrap() });
        project
    }

    /// The grid as text: cells of a row divided by `|`, `!` for critical, signs in brackets.
    fn picture(project: &Project, columns: &[&str]) -> String {
        let schedule = project.schedule();
        let numbering = Numbering::new(&project.plan);
        let row_of = |id: TaskId| project.plan.position(id);
        let words = Dates::new(Locale::default(), NaiveDate::from_ymd_opt(2026, 6, 1).unwrap());
        let (issues, overload) =
            (issues_by_task(&schedule), workload(&project.plan, &schedule, chrono::Weekday::Mon).overloaded);
        let source = Source {
            project,
            schedule: &schedule,
            numbering: &numbering,
            row_of: &row_of,
            words,
            issues: &issues,
            overload: &overload,
            promised: &Promised::new(project, &project.plan, &schedule, words.today),
            costs: &crate::analysis::costs(&project.plan, &schedule),
            drafted: None,
        };
        let columns: Vec<String> = columns.iter().map(|id| (*id).to_owned()).collect();
        let columns = chosen(&columns);
        let mut lines = Vec::new();
        for row in 0..project.plan.tasks.len() {
            let row = source.row(row, &columns).unwrap();
            let mut line = format!("{}{}", "  ".repeat(row.level.into()), row.cells.join(" | "));
            line += if row.critical { " !" } else { "" };
            for sign in row.signs {
                line += &format!(" {sign:?}");
            }
            lines.push(line);
        }
        lines.join("\n")
    }

    #[test]
    fn a_grid_is_a_picture_of_plan_and_schedule() {
        assert_eq!(
            picture(&project(), &[]),
            "\
1 | Design | 5d | 1 Jun | 5 Jun |  | 0% | 0d |  !
  1.1 | Sketch | 5d | 1 Jun | 5 Jun |  | 0% | 0d |  !
  1.2 | Approve | 0d | 5 Jun | 5 Jun | 2 | 0% | 0d |  !
2 | Build | 10d | 9 Jun | 22 Jun | 3FS+1d | 0% | 0d |  !
3 | Party | 2d | 3 Jun | 4 Jun |  | 0% | 12d |  Constraint(\"not before 3 Jun\")"
        );
    }

    #[test]
    fn other_columns_can_be_chosen() {
        let mut project = project();
        project.plan.tasks[4].client_visible = true;
        assert_eq!(
            picture(&project, &["number", "free-float", "constraint", "client"]),
            "\
1 | Design | 0d |  |  !
  2 | Sketch | 0d |  |  !
  3 | Approve | 0d |  |  !
4 | Build | 0d |  |  !
5 | Party | 12d | not before 3 Jun | Yes Constraint(\"not before 3 Jun\") Client"
        );
    }

    #[test]
    fn who_has_too_much_to_do_is_shown_on_each_task_that_makes_it_so() {
        let mut project = project();
        let ana = crate::plan::ResourceId(7);
        project.plan.resources.insert(ana, crate::prepare::new_person(ana, "Ana"));
        for row in [1, 4] {
            project.plan.tasks[row].owner = Some(ana);
        }
        assert_eq!(
            picture(&project, &["overload"]),
            "\
Design |  !
  Sketch | Ana: 56 h of 40 h in week 23 ! Overload(\"Ana: 56 h of 40 h in week 23\")
  Approve |  !
Build |  !
Party | Ana: 56 h of 40 h in week 23 Overload(\"Ana: 56 h of 40 h in week 23\") Constraint(\"not before 3 Jun\")"
        );
    }

    #[test]
    fn an_issue_is_said_on_the_first_task_it_names() {
        let mut project = project();
        project.plan.tasks[4].deadline = Moment::parse("2026-06-04T00:00");
        let picture = picture(&project, &["deadline"]);
        let line = picture.lines().find(|line| line.contains("Party")).unwrap();
        assert!(line.contains("Issue(\"") && line.contains("deadline"), "{line}");
    }
}
