//! Splitting a task in two: smaller, more frequent deliveries.

use crate::edit::{PlanEdit, TaskField};
use crate::plan::{Dependency, DependencyKey, DependencyKind, Duration, Lag, Place, Plan, Progress, Task, TaskId};

/// Splits a task into itself, with `first` minutes of its work, and a second part behind it with the rest. What waits for
/// its finish, its deadline and what holds its finish go to the second part; progress stays with the first.
/// `None` for a summary, a finished task, or when a part would have no work, or less than is already done.
/// Also the second part's id.
pub fn split(plan: &Plan, task: TaskId, first: i32) -> Option<(PlanEdit, TaskId)> {
    let row = plan.position(task)?;
    let old = &plan.tasks[row];
    let whole = old.duration.minutes;
    let left = old
        .progress
        .remaining
        .unwrap_or_else(|| (i64::from(whole) * i64::from(100_u8.saturating_sub(old.progress.percent)) / 100) as i32);
    let done = whole.saturating_sub(left).max(0);
    let begun = old.progress.actual_start.is_some();
    let fits = first > done && first > 0 && first < whole;
    if !fits || plan.is_summary(row) || old.manual.is_some() || old.progress.actual_finish.is_some() {
        return None;
    }
    let part = |minutes| Duration { minutes, ..old.duration };
    let id = TaskId(plan.fresh_id());
    let second = Task {
        id,
        level: 0,
        name: format!("{}, part 2", old.name),
        duration: part(whole - first),
        range: old.range.map(|range| range.of_part(whole - first, whole)),
        constraint: None,
        progress: Progress::default(),
        levelling_delay: 0,
        will_see: String::new(),
        private_note: String::new(),
        ..old.clone()
    };
    let join = DependencyKey { predecessor: task, successor: id, kind: DependencyKind::FS };
    let mut links = vec![Dependency { key: join, lag: Lag::default() }];
    let mut gone = Vec::new();
    for (key, lag) in &plan.dependencies {
        let leaves_finish = key.predecessor == task && matches!(key.kind, DependencyKind::FS | DependencyKind::FF);
        let holds_finish = key.successor == task && matches!(key.kind, DependencyKind::FF | DependencyKind::SF);
        if leaves_finish || holds_finish {
            gone.push(PlanEdit::Link { link: *key, lag: None });
            let end = |end: TaskId, moves: bool| if moves { id } else { end };
            let key = DependencyKey {
                predecessor: end(key.predecessor, leaves_finish),
                successor: end(key.successor, holds_finish),
                kind: key.kind,
            };
            links.push(Dependency { key, lag: *lag });
        }
    }
    let set = |field| PlanEdit::Set { task, field };
    let mut edits = gone;
    edits.push(set(TaskField::Duration(part(first))));
    if let Some(range) = old.range {
        edits.push(set(TaskField::Range(Some(range.of_part(first, whole)))));
    }
    edits.push(set(TaskField::Deadline(None)));
    if begun {
        let percent = (i64::from(done) * 100 / i64::from(first)).clamp(0, 99) as u8;
        edits.push(set(TaskField::Progress(Progress { percent, remaining: Some(first - done), ..old.progress })));
    }
    let place = Place { after: Some(task), ..plan.place_of(row) };
    edits.push(PlanEdit::Insert { place, tasks: vec![second], dependencies: links });
    Some((PlanEdit::Batch(edits), id))
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::super::testing::{id, links, plan, shown};
    use super::*;
    use crate::schedule::schedule;

    #[test]
    fn the_second_part_takes_what_waits_for_the_finish() {
        let mut plan = plan("A 2\nB 5\nC 1\nD 1\nE 9", "A>B B>C+1d B>D:SS E>B:FF");
        plan.tasks[1].range = Some(crate::plan::Range { shorter: 480, longer: 2400 });
        let (before, finish) = (plan.clone(), schedule(&plan).finish);
        let (edit, second) = split(&plan, id("B"), 2 * 480).unwrap();
        let back = plan.apply(edit).unwrap();
        plan.tasks[2].name = "Z".into();
        assert_eq!(links(&plan), "A>B B>D:SS B>Z E>Z:FF Z>C+1d");
        assert_eq!((plan.tasks[2].id, plan.tasks[2].duration.minutes), (second, 3 * 480));
        assert_eq!(schedule(&plan).finish, finish);
        // Each part has its share of the doubt.
        let doubt = |row: usize| plan.tasks[row].range.map(|range| (range.shorter, range.longer));
        assert_eq!((doubt(1), doubt(2)), (Some((192, 960)), Some((288, 1440))));
        assert_eq!(shown(&plan, "B"), "Wed 3 Jun – Thu 4 Jun");
        plan.restore(back).unwrap();
        assert_eq!(plan, before);
        for minutes in [0, 5 * 480, -1] {
            assert!(split(&plan, id("B"), minutes).is_none());
        }
    }
}
