//! Deleting and deactivating keep the logic: what waited for a task that goes now waits for what that task waited for,
//! lags summed. A rescue that only cut the chain would be false.

use super::batch;
use super::outline::{bare, roots, subtrees};
use crate::edit::{PlanEdit, TaskField};
use crate::plan::{DependencyKey, DependencyKind, Duration, Lag, Plan, TaskId};
use std::collections::{BTreeMap, HashMap, HashSet, VecDeque};
use std::ops::Range;

/// Deletes the selected tasks with all below them, bridging their links.
pub fn delete(plan: &Plan, selection: &[TaskId]) -> Option<PlanEdit> {
    let roots = roots(plan, selection);
    let mut edits = made(plan, Bridges::over(plan, &roots));
    edits.extend(removals(plan, &roots));
    batch(edits)
}

/// Deletes the selected tasks with all below them and lets their links go.
pub fn delete_without_bridging(plan: &Plan, selection: &[TaskId]) -> Option<PlanEdit> {
    batch(removals(plan, selection))
}

/// Removes the selected tasks in outline order, neighbours of one level together.
fn removals(plan: &Plan, selection: &[TaskId]) -> Vec<PlanEdit> {
    let mut runs: Vec<Range<usize>> = Vec::new();
    let mut lasts: Vec<TaskId> = Vec::new();
    for rows in subtrees(plan, selection) {
        let last = plan.tasks[rows.start].id;
        match (runs.last_mut(), lasts.last_mut()) {
            (Some(run), Some(known))
                if run.end == rows.start && plan.tasks[run.start].level == plan.tasks[rows.start].level =>
            {
                run.end = rows.end;
                *known = last;
            }
            _ => {
                runs.push(rows);
                lasts.push(last);
            }
        }
    }
    let edit = |(run, last): (Range<usize>, TaskId)| match plan.tasks[run.start].id {
        first if first == last => PlanEdit::Remove { task: first },
        first => PlanEdit::RemoveRun { first, last },
    };
    runs.into_iter().zip(lasts).map(edit).collect()
}

/// Makes the selected tasks and all below them inactive, bridging their links.
pub fn deactivate(plan: &Plan, selection: &[TaskId]) -> Option<PlanEdit> {
    let roots = roots(plan, selection);
    let flips = flips(plan, &roots, true);
    if flips.is_empty() {
        return None;
    }
    let mut edits = made(plan, Bridges::over(plan, &roots));
    edits.extend(flips);
    batch(edits)
}

/// Makes the selected tasks and all below them active again and takes away the bridges that stood in for them.
pub fn activate(plan: &Plan, selection: &[TaskId]) -> Option<PlanEdit> {
    let roots = roots(plan, selection);
    let mut edits = flips(plan, &roots, false);
    if edits.is_empty() {
        return None;
    }
    let stand_ins = Bridges::over(plan, &roots);
    let same = |(key, lag): &(DependencyKey, Lag)| plan.dependencies.get(key) == Some(lag);
    edits.extend(stand_ins.into_iter().filter(same).map(|(link, _)| PlanEdit::Link { link, lag: None }));
    batch(edits)
}

/// The links that would stand in for the selected tasks and all below them, were they gone.
pub fn bridges(plan: &Plan, selection: &[TaskId]) -> Vec<PlanEdit> {
    made(plan, Bridges::over(plan, &roots(plan, selection)))
}

fn flips(plan: &Plan, roots: &[TaskId], inactive: bool) -> Vec<PlanEdit> {
    let rows = subtrees(plan, roots).into_iter().flatten();
    let other = rows.map(|row| &plan.tasks[row]).filter(|task| task.inactive != inactive);
    other.map(|task| PlanEdit::Set { task: task.id, field: TaskField::Inactive(inactive) }).collect()
}

/// The bridges as edits: those that a plan can take and that say more than the links it has.
fn made(plan: &Plan, bridges: BTreeMap<DependencyKey, Lag>) -> Vec<PlanEdit> {
    if bridges.is_empty() {
        return Vec::new();
    }
    let says_more = |(link, lag): &(DependencyKey, Lag)| {
        let known = plan.dependencies.get(link).map(|known| weight(plan, link.predecessor, *known));
        known.is_none_or(|known| known < weight(plan, link.predecessor, *lag))
    };
    let bridges: Vec<(DependencyKey, Lag)> = bridges.into_iter().filter(says_more).collect();
    let mut trial = bare(plan);
    trial.dependencies = plan.dependencies.clone();
    trial.dependencies.extend(bridges.iter().copied());
    let keys: Vec<DependencyKey> = bridges.iter().map(|(link, _)| *link).collect();
    let edit = |(link, lag)| PlanEdit::Link { link, lag: Some(lag) };
    if trial.check_links(&keys).is_ok() {
        return bridges.into_iter().map(edit).collect();
    }
    // Only where a file brought in links that the rules refuse: one by one.
    trial.dependencies = plan.dependencies.clone();
    let mut fits = |edit: &PlanEdit| trial.apply(edit.clone()).is_ok();
    bridges.into_iter().map(edit).filter(|edit| fits(edit)).collect()
}

/// The search for what waits, through tasks that go, for what stays.
struct Bridges<'a> {
    plan: &'a Plan,
    gone: HashSet<TaskId>,
    rows: HashMap<TaskId, usize>,
    /// Links whose predecessor goes.
    onward: HashMap<TaskId, Vec<(DependencyKey, Lag)>>,
    found: BTreeMap<DependencyKey, Lag>,
}

/// A leaf that goes, and whether its start (or only its finish) is held.
type Held = (usize, bool);

impl Bridges<'_> {
    fn over(plan: &Plan, roots: &[TaskId]) -> BTreeMap<DependencyKey, Lag> {
        let rows: HashMap<TaskId, usize> = plan.tasks.iter().enumerate().map(|(row, task)| (task.id, row)).collect();
        let subtrees = subtrees(plan, roots);
        let gone: HashSet<TaskId> = subtrees.iter().cloned().flatten().map(|row| plan.tasks[row].id).collect();
        let mut onward: HashMap<TaskId, Vec<(DependencyKey, Lag)>> = HashMap::new();
        let mut entries: Vec<(DependencyKey, Lag, Range<usize>)> = Vec::new();
        for (key, lag) in &plan.dependencies {
            if gone.contains(&key.predecessor) {
                onward.entry(key.predecessor).or_default().push((*key, *lag));
            } else if gone.contains(&key.successor) {
                entries.extend(rows.get(&key.successor).map(|row| (*key, *lag, plan.subtree(*row))));
            }
        }
        if onward.is_empty() {
            return BTreeMap::new();
        }
        // What holds a summary that stays holds the tasks below it that go.
        for subtree in subtrees {
            for above in plan.ancestor_rows(subtree.start) {
                let links =
                    plan.predecessors(plan.tasks[above].id).filter(|link| !gone.contains(&link.key.predecessor));
                entries.extend(links.map(|link| (link.key, link.lag, subtree.clone())));
            }
        }
        let mut bridges = Bridges { plan, gone, rows, onward, found: BTreeMap::new() };
        for (key, lag, into) in entries {
            bridges.follow(key, lag, into);
        }
        bridges.found
    }

    /// Follows one link from what stays through what goes, to all that waits behind.
    fn follow(&mut self, entry: DependencyKey, lag: Lag, into: Range<usize>) {
        let from = entry.predecessor;
        let mut reached: HashMap<Held, Lag> = HashMap::new();
        let mut open: VecDeque<Held> = VecDeque::new();
        let enter = |reached: &mut HashMap<Held, Lag>,
                     open: &mut VecDeque<Held>,
                     plan: &Plan,
                     rows: Range<usize>,
                     start,
                     lag| {
            for leaf in rows.filter(|row| !plan.is_summary(*row)) {
                let known = reached.get(&(leaf, start));
                if known.is_none_or(|known| weight(plan, from, *known) < weight(plan, from, lag)) {
                    reached.insert((leaf, start), lag);
                    open.push_back((leaf, start));
                }
            }
        };
        enter(&mut reached, &mut open, self.plan, into, holds_start(entry.kind), lag);
        // Enough for any order of a network without circles; a file's circle ends here.
        let mut steps = 64 * (self.gone.len() + 1);
        while let Some((leaf, start)) = open.pop_front() {
            steps -= 1;
            if steps == 0 {
                return;
            }
            let Some(so_far) = reached.get(&(leaf, start)).copied() else { continue };
            let inside =
                self.plan.ancestor_rows(leaf).map(|row| self.plan.tasks[row].id).filter(|id| self.gone.contains(id));
            let leaving: Vec<(DependencyKey, Lag)> = std::iter::once(self.plan.tasks[leaf].id)
                .chain(inside)
                .filter_map(|id| self.onward.get(&id))
                .flatten()
                // Holding a finish does not hold the start before it.
                .filter(|(key, _)| start || from_finish(key.kind))
                .copied()
                .collect();
            for (key, next) in leaving {
                let total = self.sum(from, so_far, key.predecessor, next);
                match self.rows.get(&key.successor) {
                    Some(row) if self.gone.contains(&key.successor) => {
                        enter(
                            &mut reached,
                            &mut open,
                            self.plan,
                            self.plan.subtree(*row),
                            holds_start(key.kind),
                            total,
                        );
                    }
                    _ => self.find(entry, key, total),
                }
            }
        }
    }

    fn find(&mut self, entry: DependencyKey, exit: DependencyKey, lag: Lag) {
        let kind = joined(entry.kind, exit.kind);
        let key = DependencyKey { successor: exit.successor, predecessor: entry.predecessor, kind };
        if key.successor == key.predecessor {
            return;
        }
        let known = self.found.get(&key).map(|known| weight(self.plan, key.predecessor, *known));
        if known.is_none_or(|known| known < weight(self.plan, key.predecessor, lag)) {
            self.found.insert(key, lag);
        }
    }

    /// Two lags one after the other. Where one is none, the other as typed; working time where they differ in kind.
    fn sum(&self, from: TaskId, first: Lag, through: TaskId, second: Lag) -> Lag {
        if second.is_zero() {
            return first;
        }
        let second = as_time(self.plan, through, second);
        if first.is_zero() {
            return Lag::Time(second);
        }
        let first = as_time(self.plan, from, first);
        if first.elapsed == second.elapsed {
            return Lag::Time(Duration { minutes: first.minutes.saturating_add(second.minutes), ..first });
        }
        let minutes = working(self.plan, first).saturating_add(working(self.plan, second));
        Lag::Time(Duration {
            minutes: minutes.clamp(i64::from(i32::MIN), i64::from(i32::MAX)) as i32,
            elapsed: false,
            ..first
        })
    }
}

/// The lag as time: a percentage becomes its share of the predecessor's duration.
fn as_time(plan: &Plan, predecessor: TaskId, lag: Lag) -> Duration {
    match lag {
        Lag::Time(time) => time,
        Lag::Percent { percent, elapsed } => {
            let whole = plan.task(predecessor).map_or(Duration::ZERO, |task| task.duration);
            let share = i64::from(whole.minutes) * i64::from(percent) / 100;
            let minutes = share.clamp(i64::from(i32::MIN), i64::from(i32::MAX)) as i32;
            Duration { minutes, elapsed: elapsed || whole.elapsed, ..whole }
        }
    }
}

/// Working minutes, elapsed time by the share of a week that is worked.
fn working(plan: &Plan, time: Duration) -> i64 {
    match time.elapsed {
        true => i64::from(time.minutes) * i64::from(plan.settings.hours.minutes_per_week.max(1)) / (7 * 1440),
        false => i64::from(time.minutes),
    }
}

fn weight(plan: &Plan, predecessor: TaskId, lag: Lag) -> i64 {
    working(plan, as_time(plan, predecessor, lag))
}

fn holds_start(kind: DependencyKind) -> bool {
    matches!(kind, DependencyKind::FS | DependencyKind::SS)
}

fn from_finish(kind: DependencyKind) -> bool {
    matches!(kind, DependencyKind::FS | DependencyKind::FF)
}

/// From the end the first link leaves to the end the last one holds.
fn joined(first: DependencyKind, last: DependencyKind) -> DependencyKind {
    match (from_finish(first), holds_start(last)) {
        (true, true) => DependencyKind::FS,
        (true, false) => DependencyKind::FF,
        (false, true) => DependencyKind::SS,
        (false, false) => DependencyKind::SF,
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::super::testing::{links, plan};
    use super::*;

    /// Deletes tasks and compares the links that are left.
    fn check(outline: &str, wired: &str, deleted: &str, expected: &str) {
        let mut plan = plan(outline, wired);
        let before = plan.clone();
        let chosen: Vec<TaskId> = deleted.split(' ').map(super::super::testing::id).collect();
        let back = plan.apply(delete(&plan, &chosen).unwrap()).unwrap();
        assert_eq!(links(&plan), expected, "{deleted} from {wired}");
        plan.restore(back).unwrap();
        assert_eq!(plan, before);
        // Deactivating makes the same bridges, activating takes them away.
        plan.apply(deactivate(&plan, &chosen).unwrap()).unwrap();
        for link in expected.split(' ').filter(|link| !link.is_empty()) {
            assert!(links(&plan).split(' ').any(|known| known == link), "{link}");
        }
        if let Some(edit) = activate(&plan, &chosen) {
            plan.apply(edit).unwrap();
        }
    }

    #[test]
    fn what_waited_for_a_deleted_task_waits_for_what_it_waited_for() {
        let flat = "A\nB\nC\nD\nE";
        check(flat, "A>B B>C", "B", "A>C");
        check(flat, "A>B+2d B>C+1d", "B", "A>C+3d");
        check(flat, "A>B-1d B>C", "B", "A>C-1d");
        check(flat, "A>B B>C C>D", "B C", "A>D");
        check(flat, "A>B A>C+1d B>D+3d C>D", "B C", "A>D+3d");
        check(flat, "A>C B>C C>D C>E", "C", "A>D A>E B>D B>E");
        check(flat, "A>B:SS+1d B>C:FF+1d", "B", "A>C:SF+2d");
        check(flat, "A>B:FF B>C:SS", "B", "");
        check(flat, "A>B:FF B>C", "B", "A>C");
        check(flat, "A>B B>C A>C+5d", "B", "A>C+5d");
        check(flat, "A>B+5d B>C A>C+1d", "B", "A>C+5d");
    }

    #[test]
    fn bridges_go_through_summaries() {
        let house = "A\nS\n  B\n  C\nD\nE";
        check(house, "A>S S>D", "S", "A>D");
        check(house, "A>B C>D B>C", "S", "A>D");
        check(house, "A>B C>D", "S", "");
        check(house, "A>S B>D", "B", "A>D A>S");
        check(house, "A>S S>D C>E+1d", "S", "A>D A>E+1d");
    }

    #[test]
    fn activating_takes_the_stand_ins_away() {
        let mut plan = plan("A\nB\nC", "A>B+1d B>C");
        let before = plan.clone();
        let chosen = [super::super::testing::id("B")];
        plan.apply(deactivate(&plan, &chosen).unwrap()).unwrap();
        assert_eq!(links(&plan), "A>B+1d A>C+1d B>C");
        assert!(deactivate(&plan, &chosen).is_none());
        plan.apply(activate(&plan, &chosen).unwrap()).unwrap();
        assert_eq!(plan, before);
    }
}
