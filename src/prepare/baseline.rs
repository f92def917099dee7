//! A picture of the dates as they are now, to measure against.

use crate::project::{Baseline, BaselineDates, BaselineId, Edit, Project};
use crate::schedule::Schedule;
use chrono::NaiveDate;
use std::collections::BTreeMap;

/// Keeps the dates of `schedule` as a new baseline, shown on the timeline in place of those shown before.
pub fn set_baseline(project: &Project, schedule: &Schedule, name: &str, today: NaiveDate) -> (BaselineId, Edit) {
    let id = BaselineId(project.baselines.keys().last().map_or(1, |last| last.0.saturating_add(1)));
    let active = project.plan.tasks.iter().zip(&schedule.rows).filter(|(task, _)| !task.inactive);
    let dates =
        active.map(|(task, at)| (task.id, BaselineDates { start: at.start, finish: at.finish, duration: at.duration }));
    let tasks: BTreeMap<_, _> = dates.collect();
    let baseline = Baseline { name: name.to_owned(), set_on: today, shown: true, tasks };
    let mut edits = hide(project, |baseline| baseline.shown);
    edits.push(Edit::Baseline { id, baseline: Some(Box::new(baseline)) });
    (id, Edit::Batch(edits))
}

/// Shows one baseline and no other; `None` shows none.
pub fn show_baseline(project: &Project, shown: Option<BaselineId>) -> Option<Edit> {
    let change = |(id, baseline): (&BaselineId, &Baseline)| {
        let show = Some(*id) == shown;
        let changed = Baseline { shown: show, ..baseline.clone() };
        (baseline.shown != show).then(|| Edit::Baseline { id: *id, baseline: Some(Box::new(changed)) })
    };
    let edits: Vec<Edit> = project.baselines.iter().filter_map(change).collect();
    (!edits.is_empty()).then_some(Edit::Batch(edits))
}

/// Gives a baseline another name.
pub fn rename_baseline(project: &Project, id: BaselineId, name: &str) -> Option<Edit> {
    let baseline = project.baselines.get(&id).filter(|baseline| baseline.name != name)?;
    let renamed = Baseline { name: name.to_owned(), ..baseline.clone() };
    Some(Edit::Baseline { id, baseline: Some(Box::new(renamed)) })
}

fn hide(project: &Project, which: impl Fn(&Baseline) -> bool) -> Vec<Edit> {
    let hidden = project.baselines.iter().filter(|(_, baseline)| which(baseline));
    hidden
        .map(|(id, baseline)| {
            let hidden = Baseline { shown: false, ..baseline.clone() };
            Edit::Baseline { id: *id, baseline: Some(Box::new(hidden)) }
        })
        .collect()
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::super::testing::{id, plan};
    use super::*;
    use crate::plan::Moment;
    use crate::schedule::schedule;

    #[test]
    fn a_new_baseline_holds_the_dates_and_is_the_one_shown() {
        let mut project = Project::new("P", Moment(0));
        project.plan = plan("S\n  A 3\n  B 2", "A>B");
        let before = project.clone();
        let today = "2026-06-03".parse().unwrap();
        let dates = schedule(&project.plan);
        let mut undo = Vec::new();
        for name in ["First", "Second"] {
            let (_, edit) = set_baseline(&project, &dates, name, today);
            undo.push(project.apply(edit).unwrap());
        }
        let shown: Vec<_> = project.baselines.values().map(|b| (b.name.as_str(), b.shown, b.tasks.len())).collect();
        assert_eq!(shown, [("First", false, 3), ("Second", true, 3)]);
        assert_eq!(project.baselines[&BaselineId(2)].tasks[&id("B")].duration, 960);
        undo.push(project.apply(show_baseline(&project, Some(BaselineId(1))).unwrap()).unwrap());
        assert!(project.baselines[&BaselineId(1)].shown && !project.baselines[&BaselineId(2)].shown);
        while let Some(edit) = undo.pop() {
            project.restore(edit).unwrap();
        }
        assert_eq!(project, before);
    }
}
