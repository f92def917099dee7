//! Which rows are shown, in which order: collapsed, filtered, sorted. The plan itself is never touched by it.

use super::numbering::Numbering;
use crate::plan::{Plan, Task, TaskId};
use crate::schedule::{Schedule, TaskSchedule};
use std::cmp::Ordering;
use std::collections::BTreeSet;

/// What must hold for a row to be shown. Summaries above a shown row are shown too.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct RowFilter {
    /// Text the name must contain, any case; empty = any.
    pub text: String,
    pub only: Only,
    /// Ids from this one on are shown in any case: what was added since the filter was set does not vanish.
    pub new_from: Option<u32>,
    /// Shown in any case, too: somebody asked to see them.
    pub also: Vec<TaskId>,
}

/// A kind of row to look at.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Only {
    #[default]
    All,
    Critical,
    Unfinished,
    Milestones,
    Late,
}

/// The order of siblings.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum RowSort {
    /// As typed.
    #[default]
    Outline,
    Start,
    Finish,
    Name,
    Duration,
    Progress,
    Float,
}

/// An order and its direction.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct RowOrder {
    pub by: RowSort,
    /// The last first; of no meaning for the outline's order.
    pub descending: bool,
}

impl Only {
    /// Every kind, with what its menu row says.
    pub const ALL: [(Only, &'static str); 5] = [
        (Only::All, "All tasks"),
        (Only::Critical, "Critical tasks"),
        (Only::Late, "Late for a deadline"),
        (Only::Unfinished, "Not finished"),
        (Only::Milestones, "Milestones"),
    ];

    fn holds(self, plan: &Plan, row: usize, task: &Task, dates: Option<&TaskSchedule>) -> bool {
        match self {
            Only::All => true,
            Only::Critical => dates.is_some_and(|dates| dates.critical),
            Only::Unfinished => task.progress.actual_finish.is_none() && !plan.is_summary(row),
            Only::Milestones => (task.milestone || task.duration.minutes == 0) && !plan.is_summary(row),
            Only::Late => dates.is_some_and(|dates| {
                dates.total_float < 0 || task.deadline.is_some_and(|deadline| dates.finish > deadline)
            }),
        }
    }
}

impl RowFilter {
    /// True when every row is shown.
    pub fn is_all(&self) -> bool {
        self.only == Only::All && self.text.trim().is_empty()
    }

    /// True when computed dates decide.
    pub fn needs_dates(&self) -> bool {
        matches!(self.only, Only::Critical | Only::Late)
    }

    /// Another filter from now on; what it hides, it hides of the tasks that `plan` has now.
    pub fn narrow(&mut self, plan: &Plan, change: impl FnOnce(&mut RowFilter)) {
        change(self);
        self.also.clear();
        self.new_from = Some(plan.fresh_id());
    }

    fn shows_anyway(&self, task: TaskId) -> bool {
        self.new_from.is_some_and(|from| task.0 >= from) || self.also.contains(&task)
    }
}

impl RowOrder {
    /// What choosing `by` again and again goes through: ascending, descending, the outline's order.
    pub fn next(self, by: RowSort) -> RowOrder {
        match self {
            now if now.by != by => RowOrder { by, descending: false },
            now if !now.descending && by != RowSort::Outline => RowOrder { by, descending: true },
            _ => RowOrder::default(),
        }
    }

    /// `by finish, last first`; nothing for the outline's order.
    pub fn says(self) -> Option<&'static str> {
        Some(match (self.by, self.descending) {
            (RowSort::Outline, _) => return None,
            (RowSort::Start, false) => "by start",
            (RowSort::Start, true) => "by start, latest first",
            (RowSort::Finish, false) => "by finish",
            (RowSort::Finish, true) => "by finish, latest first",
            (RowSort::Name, false) => "by name",
            (RowSort::Name, true) => "by name, Z to A",
            (RowSort::Duration, false) => "by duration",
            (RowSort::Duration, true) => "by duration, longest first",
            (RowSort::Progress, false) => "by progress",
            (RowSort::Progress, true) => "by progress, most first",
            (RowSort::Float, false) => "by float",
            (RowSort::Float, true) => "by float, most first",
        })
    }
}

impl RowSort {
    /// True when computed dates decide.
    pub fn needs_dates(&self) -> bool {
        !matches!(self, RowSort::Outline | RowSort::Name)
    }
}

/// Rows of `plan.tasks` in the order shown. While a filter is on, nothing is collapsed: what was asked for is seen.
pub fn shown(
    plan: &Plan,
    schedule: Option<&Schedule>,
    collapsed: &BTreeSet<u32>,
    filter: &RowFilter,
    order: RowOrder,
) -> Vec<usize> {
    let order = if order.by == RowSort::Outline { Vec::new() } else { sorted(plan, schedule, order) };
    let order: &mut dyn Iterator<Item = usize> =
        if order.is_empty() { &mut (0..plan.tasks.len()) } else { &mut order.into_iter() };
    if filter.is_all() { unfolded(plan, order, collapsed) } else { passed(plan, schedule, order, filter) }
}

/// Leaves out what stands below a collapsed summary. `order` has every subtree in one piece.
fn unfolded(plan: &Plan, order: &mut dyn Iterator<Item = usize>, collapsed: &BTreeSet<u32>) -> Vec<usize> {
    let mut rows = Vec::with_capacity(plan.tasks.len());
    let mut closed: Option<u16> = None;
    for row in order {
        let task = &plan.tasks[row];
        if closed.is_some_and(|level| task.level > level) {
            continue;
        }
        closed = (!collapsed.is_empty() && collapsed.contains(&task.id.0)).then_some(task.level);
        rows.push(row);
    }
    rows
}

/// Keeps what the filter asks for and the summaries above it.
fn passed(
    plan: &Plan,
    schedule: Option<&Schedule>,
    order: &mut dyn Iterator<Item = usize>,
    filter: &RowFilter,
) -> Vec<usize> {
    let wanted = filter.text.trim().to_lowercase();
    let numbering = Numbering::new(plan);
    let mut kept = vec![false; plan.tasks.len()];
    // From the last row up, so that a kept row marks its parent before the parent is looked at.
    for row in (0..plan.tasks.len()).rev() {
        let task = &plan.tasks[row];
        kept[row] = kept[row]
            || filter.shows_anyway(task.id)
            || (has(&task.name, &wanted)
                && filter.only.holds(plan, row, task, schedule.and_then(|schedule| schedule.rows.get(row))));
        if let (true, Some(parent)) = (kept[row], numbering.parent(row)) {
            kept[parent] = true;
        }
    }
    order.filter(|row| kept[*row]).collect()
}

fn has(name: &str, wanted: &str) -> bool {
    wanted.is_empty() || name.to_lowercase().contains(wanted)
}

/// Every row, siblings in the order asked for, each followed by what stands below it.
fn sorted(plan: &Plan, schedule: Option<&Schedule>, order: RowOrder) -> Vec<usize> {
    let numbering = Numbering::new(plan);
    let mut top = Vec::new();
    let mut below: Vec<Vec<usize>> = vec![Vec::new(); plan.tasks.len()];
    for row in 0..plan.tasks.len() {
        match numbering.parent(row) {
            Some(parent) => below[parent].push(row),
            None => top.push(row),
        }
    }
    let names: Vec<String> = match order.by {
        RowSort::Name => plan.tasks.iter().map(|task| task.name.to_lowercase()).collect(),
        _ => Vec::new(),
    };
    let by = |a: &usize, b: &usize| -> Ordering {
        let dates = |row: usize| schedule.and_then(|schedule| schedule.rows.get(row));
        // Rows that are alike keep the outline's order in both directions.
        let (a, b) = if order.descending { (b, a) } else { (a, b) };
        match (order.by, dates(*a), dates(*b)) {
            (RowSort::Name, ..) => names[*a].cmp(&names[*b]),
            (RowSort::Start, Some(a), Some(b)) => a.start.cmp(&b.start),
            (RowSort::Finish, Some(a), Some(b)) => a.finish.cmp(&b.finish),
            (RowSort::Duration, Some(a), Some(b)) => a.duration.cmp(&b.duration),
            (RowSort::Progress, Some(a), Some(b)) => a.percent.cmp(&b.percent),
            (RowSort::Float, Some(a), Some(b)) => a.total_float.cmp(&b.total_float),
            _ => Ordering::Equal,
        }
    };
    top.sort_by(by);
    let mut waiting: Vec<usize> = top.into_iter().rev().collect();
    let mut rows = Vec::with_capacity(plan.tasks.len());
    while let Some(row) = waiting.pop() {
        rows.push(row);
        let mut children = std::mem::take(&mut below[row]);
        children.sort_by(by);
        waiting.extend(children.into_iter().rev());
    }
    rows
}

/// The next row, after `from`, whose name contains `text`, going round at the end; `back` looks upwards.
pub fn find(plan: &Plan, text: &str, from: Option<usize>, back: bool) -> Option<usize> {
    let wanted = text.trim().to_lowercase();
    let count = plan.tasks.len();
    if wanted.is_empty() || count == 0 {
        return None;
    }
    let begin = match (from, back) {
        (Some(row), false) => row + 1,
        (Some(row), true) => row + count - 1,
        (None, false) => 0,
        (None, true) => count - 1,
    };
    let step = |i: usize| if back { (begin + count - i) % count } else { (begin + i) % count };
    (0..count).map(step).find(|row| has(&plan.tasks[*row].name, &wanted))
}

/// How many names contain `text`, and which of them, counted from 1, stands at `row`.
pub fn found(plan: &Plan, text: &str, row: Option<usize>) -> (usize, Option<usize>) {
    let wanted = text.trim().to_lowercase();
    if wanted.is_empty() {
        return (0, None);
    }
    let rows = plan.tasks.iter().enumerate().filter(|(_, task)| has(&task.name, &wanted)).map(|(row, _)| row);
    let mut place = None;
    let count = rows.enumerate().inspect(|(n, at)| place = place.or((Some(*at) == row).then_some(n + 1))).count();
    (count, place)
}

/// The summaries to collapse so that levels 1 to `level` are seen.
pub fn collapsed_to(plan: &Plan, level: u16) -> BTreeSet<u32> {
    (0..plan.tasks.len())
        .filter(|row| plan.is_summary(*row) && plan.tasks[*row].level + 1 >= level)
        .map(|row| plan.tasks[row].id.0)
        .collect()
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use crate::plan::{Duration, Moment, TaskId};

    /// One task a line, indented by two spaces a level; a name in brackets is collapsed; `*` makes a milestone.
    fn plan(text: &str) -> (Plan, BTreeSet<u32>) {
        let mut plan = Plan::new(Moment(0));
        let mut collapsed = BTreeSet::new();
        for (row, line) in text.lines().filter(|line| !line.trim().is_empty()).enumerate() {
            let name = line.trim();
            let level = (line.len() - line.trim_start().len() - 8) / 2;
            let id = row as u32 + 1;
            let minutes = if name.ends_with('*') { 0 } else { 480 };
            if name.starts_with('[') {
                collapsed.insert(id);
            }
            let bare = name.trim_matches(['[', ']', '*']);
            plan.tasks.push(Task::new(TaskId(id), level as u16, bare, Duration::working(minutes)));
        }
        (plan, collapsed)
    }

    fn check(text: &str, filter: RowFilter, by: RowSort, expected: &str) {
        checked(text, filter, RowOrder { by, descending: false }, expected);
    }

    fn checked(text: &str, filter: RowFilter, order: RowOrder, expected: &str) {
        let (plan, collapsed) = plan(text);
        let rows = shown(&plan, None, &collapsed, &filter, order);
        let names: Vec<&str> = rows.iter().map(|row| plan.tasks[*row].name.as_str()).collect();
        assert_eq!(names.join(" "), expected);
    }

    const TEXT: &str = "
        Design
          [Sketch]
            Draft
            Review*
          Approve
        Build
          Walls
          Roof*";

    #[test]
    fn what_is_below_a_collapsed_summary_is_not_shown() {
        check(TEXT, RowFilter::default(), RowSort::Outline, "Design Sketch Approve Build Walls Roof");
    }

    #[test]
    fn a_filter_keeps_the_summaries_above_and_opens_what_is_collapsed() {
        let text = RowFilter { text: " dRaft".into(), ..RowFilter::default() };
        check(TEXT, text, RowSort::Outline, "Design Sketch Draft");
        let milestones = RowFilter { only: Only::Milestones, ..RowFilter::default() };
        check(TEXT, milestones, RowSort::Outline, "Design Sketch Review Build Roof");
        let none = RowFilter { text: "nothing like it".into(), ..RowFilter::default() };
        check(TEXT, none.clone(), RowSort::Outline, "");
        // What is added meanwhile, and what somebody asks for, does not vanish: here Roof, the eighth, and Draft.
        check(
            TEXT,
            RowFilter { new_from: Some(8), also: vec![TaskId(3)], ..none },
            RowSort::Outline,
            "Design Sketch Draft Build Roof",
        );
    }

    #[test]
    fn sorting_keeps_families_together() {
        check(TEXT, RowFilter::default(), RowSort::Name, "Build Roof Walls Design Approve Sketch");
    }

    #[test]
    fn the_last_can_come_first_and_a_column_goes_back_to_the_outline() {
        let mut order = RowOrder::default();
        let mut seen = Vec::new();
        for _ in 0..3 {
            order = order.next(RowSort::Name);
            seen.push(order.says());
        }
        assert_eq!(seen, [Some("by name"), Some("by name, Z to A"), None]);
        let last_first = RowOrder::default().next(RowSort::Name).next(RowSort::Name);
        assert_eq!(last_first.next(RowSort::Start), RowOrder { by: RowSort::Start, descending: false });
        checked(TEXT, RowFilter::default(), last_first, "Design Sketch Approve Build Walls Roof");
    }

    #[test]
    fn rows_that_are_alike_keep_their_order_both_ways() {
        let (plan, collapsed) = plan(TEXT);
        let dates = crate::schedule::schedule(&plan);
        let by = |by, descending| {
            let rows = shown(&plan, Some(&dates), &collapsed, &RowFilter::default(), RowOrder { by, descending });
            rows.iter().map(|row| plan.tasks[*row].name.as_str()).collect::<Vec<_>>().join(" ")
        };
        assert_eq!(by(RowSort::Duration, true), by(RowSort::Outline, false));
        assert_eq!(by(RowSort::Duration, false), "Design Sketch Approve Build Roof Walls");
        assert_eq!(by(RowSort::Progress, true), by(RowSort::Outline, false));
    }

    #[test]
    fn finding_goes_round() {
        let (plan, _) = plan(TEXT);
        let at = |from, back| find(&plan, "r", from, back).map(|row| plan.tasks[row].name.clone());
        assert_eq!(at(None, false).as_deref(), Some("Draft"));
        assert_eq!(at(Some(2), false).as_deref(), Some("Review"));
        assert_eq!(at(Some(7), false).as_deref(), Some("Draft"));
        assert_eq!(at(Some(2), true).as_deref(), Some("Roof"));
        assert_eq!(find(&plan, "", None, false), None);
        assert_eq!(found(&plan, "r", Some(3)), (4, Some(2)));
        assert_eq!(found(&plan, "r", None), (4, None));
    }

    #[test]
    fn collapsing_to_a_level_leaves_the_levels_above_open() {
        let (plan, _) = plan(TEXT);
        let rows = |level| shown(&plan, None, &collapsed_to(&plan, level), &RowFilter::default(), RowOrder::default());
        assert_eq!(rows(1), [0, 5]);
        assert_eq!(rows(2), [0, 1, 4, 5, 6, 7]);
        assert_eq!(rows(3).len(), 8);
    }
}
