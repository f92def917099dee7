//! What a plan says of its own doubt, as what a simulation draws from.

use super::{Luck, Spread, remaining};
use crate::plan::{Confidence, Plan, Task};

/// The chance a plan works with: its seed, and how much of the luck is common.
pub fn luck(plan: &Plan) -> Luck {
    let by = &plan.settings.uncertainty;
    Luck { seed: u64::from(by.seed), common: by.common }
}

/// What may be left of each task that has not ended, in the plan's order.
///
/// The range is the typed one; without one it is that of the task's confidence, a share of its duration (fair, unless
/// somebody said otherwise; a guess where the duration was typed with a question mark). It lies around what the plan says
/// is left, and shrinks as work gets done: with half of the work left, half of the range. A place on the hill makes it up
/// to half wider (nothing is understood) or narrower (all of it is).
pub fn spreads(plan: &Plan) -> Vec<Spread> {
    let mut tasks = plan.tasks.iter();
    let spread = |(id, left)| {
        // Both are in the plan's order, so one walk finds them all.
        let task = tasks.by_ref().find(|task| task.id == id)?;
        let (shorter, longer) = distances(plan, task, left);
        let (low, high) = (i64::from(left) - shorter, i64::from(left) + longer);
        let fits = |minutes: i64| minutes.clamp(0, i64::from(i32::MAX)) as i32;
        Some(Spread { task: id, low: fits(low), likely: left, high: fits(high) })
    };
    remaining(plan).into_iter().filter_map(spread).collect()
}

/// How much less and more than `left` it may be, in minutes.
fn distances(plan: &Plan, task: &Task, left: i32) -> (i64, i64) {
    let (whole, left) = (i64::from(task.duration.minutes.max(0)), i64::from(left.max(0)));
    // In percent of 1: the share that is left, and what the hill makes of it.
    let hill = task.hill.map_or(100, |place| 150 - i64::from(place.min(100)));
    let narrowed = |minutes: i64| {
        let minutes = minutes.saturating_mul(hill) / 100;
        if whole > 0 && left < whole { minutes.saturating_mul(left) / whole } else { minutes }
    };
    let (shorter, longer) = match task.range {
        Some(range) => (i64::from(range.shorter), i64::from(range.longer)),
        None => {
            let usual = if task.duration.estimated { Confidence::Guess } else { Confidence::Fair };
            let doubt = plan.settings.uncertainty.doubt(task.confidence.unwrap_or(usual));
            (whole * i64::from(doubt.shorter) / 100, whole * i64::from(doubt.longer) / 100)
        }
    };
    (narrowed(shorter.max(0)), narrowed(longer.max(0)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::plan::{Duration, Moment, Progress, Range, TaskId};

    /// `low likely high` in days, of one task of ten days made so.
    fn days(of: impl Fn(&mut Task)) -> String {
        let start = Moment(1440 * 20_000 + 480);
        let mut plan = Plan::new(start);
        let mut task = Task::new(TaskId(1), 0, "Build", Duration::working(4800));
        of(&mut task);
        plan.tasks.push(task);
        let days = |minutes: i32| f64::from(minutes) / 480.0;
        let all = spreads(&plan);
        all.iter().map(|one| format!("{} {} {}", days(one.low), days(one.likely), days(one.high))).collect()
    }

    #[test]
    fn a_range_lies_around_what_is_left() {
        let range = Some(Range { shorter: 960, longer: 2400 });
        let begun =
            |left| Progress { actual_start: Some(Moment(1440 * 20_000)), remaining: Some(left), ..Progress::default() };
        assert_eq!(days(|task| task.range = range), "8 10 15");
        // Half is done: half of the doubt is left.
        assert_eq!(days(|task| (task.range, task.progress) = (range, begun(2400))), "4 5 7.5");
        // More work than at first: the doubt does not grow.
        assert_eq!(days(|task| (task.range, task.progress) = (range, begun(7200))), "13 15 20");
        assert_eq!(days(|task| (task.range, task.hill) = (range, Some(0))), "7 10 17.5");
        assert_eq!(days(|task| (task.range, task.hill) = (range, Some(100))), "9 10 12.5");
        // Below nothing there is nothing, and nothing panics.
        assert_eq!(days(|task| task.range = Some(Range { shorter: i32::MAX, longer: i32::MIN })), "0 10 10");
        assert_eq!(days(|task| task.progress.actual_finish = Some(Moment(1440 * 20_010))), "");
    }

    #[test]
    fn without_a_range_confidence_counts() {
        assert_eq!(days(|_| {}), "8.5 10 13");
        assert_eq!(days(|task| task.confidence = Some(Confidence::Sure)), "9.5 10 11");
        assert_eq!(days(|task| task.confidence = Some(Confidence::Guess)), "7 10 18");
        assert_eq!(days(|task| task.duration.estimated = true), "7 10 18");
        // What was typed as a guess may be a fair one.
        assert_eq!(
            days(|task| (task.duration.estimated, task.confidence) = (true, Some(Confidence::Fair))),
            "8.5 10 13"
        );
        assert_eq!(days(|task| task.duration.minutes = 0), "0 0 0");
        assert_eq!(
            days(|task| (task.duration.minutes, task.range) = (0, Some(Range { shorter: 0, longer: 480 }))),
            "0 0 1"
        );
    }
}
