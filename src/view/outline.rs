//! The outline as it is read: one line a step, how the steps are counted, and where lines stand when only those on the
//! screen are drawn.

use crate::plan::{Plan, Task, TaskId};
use crate::schedule::TaskSchedule;
use crate::words::{DateForm, Dates};
use std::ops::Range;

/// One step as the outline shows it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StepLine {
    pub id: TaskId,
    /// Depth, 0 = top.
    pub level: u16,
    pub name: String,
    /// What the client will see when it is done.
    pub will_see: String,
    /// The owner's name, empty when nobody owns it.
    pub owner: String,
    /// `12–16 Mar`, or the day of a milestone; empty before it is scheduled.
    pub dates: String,
    /// The client sees this step.
    pub client: bool,
    /// It has steps inside.
    pub summary: bool,
    pub milestone: bool,
    /// 0–100.
    pub percent: u8,
    /// A private note is kept with it.
    pub note: bool,
}

impl StepLine {
    /// The line of the task in `row`.
    pub fn new(plan: &Plan, dated: Option<&TaskSchedule>, row: usize, dates: &Dates) -> Option<StepLine> {
        let task = plan.tasks.get(row)?;
        let owner = task.owner.and_then(|id| plan.resources.get(&id));
        Some(StepLine {
            id: task.id,
            level: task.level,
            name: task.name.clone(),
            will_see: task.will_see.clone(),
            owner: owner.map(|person| person.name.clone()).unwrap_or_default(),
            dates: dated.map(|dated| when(dated, dates)).unwrap_or_default(),
            client: task.client_visible,
            summary: plan.is_summary(row),
            milestone: dated.map_or(task.milestone, |dated| dated.milestone),
            percent: dated.map_or(task.progress.percent, |dated| dated.percent),
            note: !task.private_note.trim().is_empty(),
        })
    }

    /// Everything in it is done.
    pub fn done(&self) -> bool {
        self.percent >= 100
    }
}

fn when(dated: &TaskSchedule, dates: &Dates) -> String {
    if dated.start == dated.finish {
        // A milestone's day is its own, also at midnight.
        dates.start_day(dated.start, DateForm::Short)
    } else {
        dates.range(dated.start, dated.finish)
    }
}

/// How many steps there are, how deep they go, how many the client sees and how many are done.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct StepCount {
    /// Steps without steps inside are counted for `done`; all are counted here.
    pub steps: usize,
    pub levels: usize,
    pub client: usize,
    pub leaves: usize,
    pub done: usize,
}

impl StepCount {
    /// Counts the steps of a plan.
    pub fn of(plan: &Plan) -> StepCount {
        let mut count = StepCount { steps: plan.tasks.len(), ..StepCount::default() };
        for (row, task) in plan.tasks.iter().enumerate() {
            count.levels = count.levels.max(usize::from(task.level) + 1);
            count.client += usize::from(task.client_visible);
            if !plan.is_summary(row) {
                count.leaves += 1;
                count.done += usize::from(finished(task));
            }
        }
        count
    }

    /// `12 steps, 3 levels`.
    pub fn words(&self) -> String {
        steps_and_levels(self.steps, self.levels)
    }

    /// `4 of 10 done · the client sees 3 of 12`: work is counted without summaries, lines with them.
    pub fn state(&self) -> String {
        match self.client {
            0 => format!("{} of {} done · the client sees none yet", self.done, self.leaves),
            n if n == self.steps => format!("{} of {} done · the client sees all", self.done, self.leaves),
            n => format!("{} of {} done · the client sees {n} of {}", self.done, self.leaves, self.steps),
        }
    }
}

fn finished(task: &Task) -> bool {
    task.progress.actual_finish.is_some() || task.progress.percent >= 100
}

/// `1 step`, `12 steps, 3 levels`.
pub fn steps_and_levels(steps: usize, levels: usize) -> String {
    let steps = if steps == 1 { "1 step".to_owned() } else { format!("{steps} steps") };
    if levels > 1 { format!("{steps}, {levels} levels") } else { steps }
}

/// Where lines of different heights stand below each other, in px.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Layout {
    /// Top of each line, and at the end the height of all.
    tops: Vec<f64>,
}

impl Layout {
    /// Lines of these heights.
    pub fn new(heights: impl IntoIterator<Item = f64>) -> Layout {
        let mut tops = vec![0.0];
        let mut at = 0.0;
        tops.extend(heights.into_iter().map(|height| {
            at += height;
            at
        }));
        Layout { tops }
    }

    /// How many lines.
    pub fn len(&self) -> usize {
        self.tops.len().saturating_sub(1)
    }

    /// True without lines.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Height of all lines.
    pub fn height(&self) -> f64 {
        self.tops.last().copied().unwrap_or(0.0)
    }

    /// Top of line `index`; past the end, the height of all.
    pub fn top(&self, index: usize) -> f64 {
        self.tops.get(index).copied().unwrap_or_else(|| self.height())
    }

    /// The lines that reach into the stretch from `top` to `bottom`.
    pub fn within(&self, top: f64, bottom: f64) -> Range<usize> {
        let first = self.tops.partition_point(|at| *at <= top).saturating_sub(1).min(self.len());
        let last = self.tops.partition_point(|at| *at < bottom).min(self.len());
        first..last.max(first)
    }

    /// Height of the lines in a stretch.
    pub fn height_of(&self, lines: Range<usize>) -> f64 {
        (self.top(lines.end) - self.top(lines.start)).max(0.0)
    }
}

/// What is in the document of a long list: the lines on the screen, the line with the focus even when it is not there,
/// and gaps as high as what is left out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Drawn {
    Line(usize),
    Gap { from: usize, to: usize },
}

/// The lines of `window` and the line `pinned`, with gaps between.
pub fn drawn(count: usize, window: Range<usize>, pinned: Option<usize>) -> Vec<Drawn> {
    let window = window.start.min(count)..window.end.min(count);
    let pinned = pinned.filter(|at| *at < count && !window.contains(at));
    let mut lines: Vec<usize> = window.collect();
    if let Some(pinned) = pinned {
        let at = lines.partition_point(|line| *line < pinned);
        lines.insert(at, pinned);
    }
    let mut drawn = Vec::with_capacity(lines.len() + 3);
    let mut next = 0;
    for line in lines {
        if line > next {
            drawn.push(Drawn::Gap { from: next, to: line });
        }
        drawn.push(Drawn::Line(line));
        next = line + 1;
    }
    if next < count {
        drawn.push(Drawn::Gap { from: next, to: count });
    }
    drawn
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]
    use super::*;
    use crate::plan::{Duration, Moment};
    use crate::words::Locale;

    fn plan(lines: &str) -> Plan {
        let mut plan = Plan::new(Moment::parse("2026-03-02").unwrap());
        for (row, line) in lines.lines().enumerate() {
            let name = line.trim_start();
            let level = ((line.len() - name.len()) / 2) as u16;
            let mut task =
                Task::new(TaskId(row as u32 + 10), level, name.trim_end_matches('*'), Duration::working(480));
            task.client_visible = name.ends_with('*');
            plan.tasks.push(task);
        }
        plan
    }

    #[test]
    fn steps_are_counted_and_said() {
        let mut plan = plan("Design*\n  Sketch\n  Review*\nBuild");
        plan.tasks[1].progress.percent = 100;
        let count = StepCount::of(&plan);
        assert_eq!(count.words(), "4 steps, 2 levels");
        assert_eq!(count.state(), "1 of 3 done · the client sees 2 of 4");
        assert_eq!(steps_and_levels(1, 1), "1 step");
    }

    #[test]
    fn a_line_says_what_the_facts_say_before_there_are_dates() {
        let plan = plan("Design*\n  Sketch");
        let dates = Dates::new(Locale::default(), Moment::parse("2026-03-01").unwrap().date());
        let line = StepLine::new(&plan, None, 0, &dates).unwrap();
        assert!(line.summary && line.client && line.dates.is_empty() && !line.done());
        assert_eq!(StepLine::new(&plan, None, 2, &dates), None);
    }

    #[test]
    fn only_lines_on_the_screen_are_found() {
        let layout = Layout::new([10.0, 30.0, 10.0, 10.0]);
        assert_eq!(layout.height(), 60.0);
        assert_eq!(layout.within(0.0, 10.0), 0..1);
        assert_eq!(layout.within(9.0, 41.0), 0..3);
        assert_eq!(layout.within(20.0, 25.0), 1..2);
        assert_eq!(layout.within(100.0, 200.0), 4..4);
        assert_eq!(layout.height_of(1..3), 40.0);
        assert_eq!(Layout::default().within(0.0, 100.0), 0..0);
    }

    #[test]
    fn what_is_left_out_leaves_a_gap_and_the_focus_stays() {
        use Drawn::*;
        assert_eq!(drawn(3, 0..3, Some(1)), [Line(0), Line(1), Line(2)]);
        assert_eq!(drawn(9, 3..5, None), [Gap { from: 0, to: 3 }, Line(3), Line(4), Gap { from: 5, to: 9 }]);
        assert_eq!(
            drawn(9, 3..4, Some(7)),
            [Gap { from: 0, to: 3 }, Line(3), Gap { from: 4, to: 7 }, Line(7), Gap { from: 8, to: 9 }]
        );
        assert_eq!(drawn(9, 3..4, Some(0)), [Line(0), Gap { from: 1, to: 3 }, Line(3), Gap { from: 4, to: 9 }]);
        assert_eq!(drawn(0, 0..0, Some(4)), []);
    }

    /// Whatever is drawn covers every line exactly once.
    #[test]
    fn every_line_is_drawn_or_in_a_gap() {
        for count in 0..12_usize {
            for from in 0..=count {
                for to in from..=count {
                    for pinned in (0..count).map(Some).chain([None]) {
                        let mut next = 0;
                        for part in drawn(count, from..to, pinned) {
                            let (a, b) = match part {
                                Drawn::Line(line) => (line, line + 1),
                                Drawn::Gap { from, to } => (from, to),
                            };
                            assert_eq!(a, next);
                            next = b;
                        }
                        assert_eq!(next, count);
                    }
                }
            }
        }
    }
}
