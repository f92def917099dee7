#![allow(clippy::unwrap_used)]
use super::*;
use crate::plan::{DependencyKey, DependencyKind, Lag, Moment, Progress, Task};
use crate::schedule::schedule;
use crate::schedule::workload::layered;

const A: TaskId = TaskId(1);
const B: TaskId = TaskId(2);

/// Two tasks of elapsed time, whose minutes are those of the clock.
fn two(linked: bool) -> Plan {
    let mut plan = Plan::new(Moment::parse("2026-06-01T08:00").unwrap());
    let task = |id| Task::new(id, 0, "", Duration { elapsed: true, ..Duration::working(600) });
    plan.tasks = vec![task(A), task(B)];
    if linked {
        let key = DependencyKey { predecessor: A, successor: B, kind: DependencyKind::FS };
        plan.dependencies.insert(key, Lag::default());
    }
    plan
}

fn spread(task: TaskId, low: i32, likely: i32, high: i32) -> Spread {
    Spread { task, low, likely, high }
}

fn alone(seed: u64) -> Luck {
    Luck { seed, common: 0 }
}

/// The cumulative distribution of the triangular one, as every book has it.
fn cumulative((low, likely, high): (f64, f64, f64), at: f64) -> f64 {
    match at {
        at if at <= low => 0.0,
        at if at <= likely => (at - low).powi(2) / ((high - low) * (likely - low)),
        at if at < high => 1.0 - (high - at).powi(2) / ((high - low) * (high - likely)),
        _ => 1.0,
    }
}

/// The share of runs that took at most so many minutes is the expected one, within what so many runs can say.
fn agrees(simulation: &Simulation, plan: &Plan, expected: impl Fn(f64) -> f64, minutes: impl IntoIterator<Item = i32>) {
    let outcome = simulation.finish();
    for minutes in minutes {
        let at = Moment(plan.settings.start.0 + minutes);
        let (found, expected) = (outcome.chance(at).unwrap(), expected(f64::from(minutes) + 0.5));
        let off = 4.0 * (expected * (1.0 - expected) / f64::from(simulation.runs())).sqrt() + 0.001;
        assert!((found - expected).abs() <= off, "{minutes} min: {found} of the runs, {expected} expected");
    }
}

#[test]
fn without_width_every_run_is_the_schedule() {
    for (tasks, seed) in [(12, 1), (60, 2), (200, 3)] {
        let mut plan = layered(tasks, seed).plan();
        let begun = plan.settings.start;
        plan.settings.status_date = Some(Moment(begun.0 + 3 * 1440));
        plan.tasks[0].progress = Progress { actual_start: Some(begun), percent: 40, ..Progress::default() };
        plan.tasks[1].progress =
            Progress { actual_start: Some(begun), percent: 10, remaining: Some(700), ..Progress::default() };
        let expected = schedule(&plan);
        let watched: Vec<TaskId> = plan.tasks.iter().map(|task| task.id).collect();
        let mut simulation = Simulation::new(&plan, &usual_spreads(&plan, 0, 0), &[], Luck::default(), &watched);
        simulation.run(3);
        for row in &expected.rows {
            let found = simulation.of(row.id).unwrap();
            assert_eq!(found.percentile(1.0), Some(row.finish), "{:?}", row.id);
            assert_eq!(found.percentile(100.0), Some(row.finish));
            assert_eq!(simulation.criticality(row.id), Some(f64::from(u8::from(row.critical))));
        }
        assert_eq!(simulation.finish().mean(), Some(expected.finish));
    }
}

#[test]
fn a_single_task_has_the_percentiles_of_its_range() {
    for (low, likely, high) in [(300, 600, 2000), (100, 2000, 2000), (500, 500, 900)] {
        let mut plan = two(false);
        plan.tasks.pop();
        let mut simulation = Simulation::new(&plan, &[spread(A, low, likely, high)], &[], alone(7), &[A]);
        simulation.run(4000);
        let range = (f64::from(low), f64::from(likely), f64::from(high));
        agrees(&simulation, &plan, |at| cumulative(range, at), (low..high).step_by(97));
    }
}

/// What the common factor takes from a task's own luck it gives back: its own range stays what was typed.
#[test]
fn the_common_factor_leaves_each_range_as_it_is() {
    let mut plan = two(false);
    plan.tasks.pop();
    let mut simulation = Simulation::new(&plan, &[spread(A, 300, 600, 2000)], &[], Luck { seed: 5, common: 60 }, &[A]);
    simulation.run(4000);
    agrees(&simulation, &plan, |at| cumulative((300.0, 600.0, 2000.0), at), (300..2000).step_by(97));
}

#[test]
fn a_sum_and_a_merge_are_what_integration_says() {
    let ranges = ((300.0, 600.0, 2000.0), (200.0, 900.0, 1000.0));
    let spreads = [spread(A, 300, 600, 2000), spread(B, 200, 900, 1000)];
    // The sum: A's share of each minute, and what B then has left.
    let sum = |at: f64| {
        (300..2000)
            .map(f64::from)
            .map(|a| (cumulative(ranges.0, a + 1.0) - cumulative(ranges.0, a)) * cumulative(ranges.1, at - a - 0.5))
            .sum()
    };
    let plan = two(true);
    let mut simulation = Simulation::new(&plan, &spreads, &[], alone(11), &[]);
    simulation.run(4000);
    agrees(&simulation, &plan, sum, (600..3000).step_by(181));
    // The merge: both are done.
    let plan = two(false);
    let mut simulation = Simulation::new(&plan, &spreads, &[], alone(12), &[]);
    simulation.run(4000);
    agrees(&simulation, &plan, |at| cumulative(ranges.0, at) * cumulative(ranges.1, at), (300..2000).step_by(97));
}

#[test]
fn a_risk_strikes_as_often_as_it_was_said_to() {
    let plan = two(true);
    let risk = Risk { key: 1, chance: 30, delay: 90, tasks: vec![B] };
    let mut simulation = Simulation::new(&plan, &[], &[risk], Luck::default(), &[A, B]);
    simulation.run(4000);
    let planned = Moment(plan.settings.start.0 + 1200);
    let kept = simulation.of(B).unwrap().chance(planned).unwrap();
    assert!((kept - 0.7).abs() < 0.03, "{kept}");
    assert_eq!(simulation.of(B).unwrap().percentile(100.0), Some(Moment(planned.0 + 90)));
    assert_eq!(simulation.of(A).unwrap().chance(Moment(plan.settings.start.0 + 600)), Some(1.0));
}

#[test]
fn slices_and_the_order_of_tasks_change_nothing() {
    let plan = layered(40, 9).plan();
    let spreads = usual_spreads(&plan, 20, 50);
    let last = plan.tasks.last().unwrap().id;
    let mut whole = Simulation::new(&plan, &spreads, &[], Luck::default(), &[last]);
    whole.run(60);
    let mut turned = plan.clone();
    turned.tasks.reverse();
    let backwards: Vec<Spread> = spreads.iter().rev().copied().collect();
    let mut sliced = Simulation::new(&turned, &backwards, &[], Luck::default(), &[last]);
    for slice in [1, 0, 25, 34] {
        sliced.run(slice);
    }
    assert_eq!(whole.finish(), sliced.finish());
    assert_eq!(whole.of(last), sliced.of(last));
    for task in &plan.tasks {
        assert_eq!(whole.criticality(task.id), sliced.criticality(task.id));
    }
    // Other luck is another answer.
    let mut other = Simulation::new(&plan, &spreads, &[], Luck { seed: 2, ..Luck::default() }, &[last]);
    other.run(60);
    assert_ne!(whole.finish(), other.finish());
}

/// A change elsewhere in the plan leaves a task's luck alone: scenarios are compared run by run.
#[test]
fn a_task_has_the_same_luck_whatever_else_is_in_the_plan() {
    let plan = two(false);
    let mut both =
        Simulation::new(&plan, &[spread(A, 300, 600, 2000), spread(B, 10, 20, 3000)], &[], Luck::default(), &[A]);
    both.run(50);
    let mut one = plan.clone();
    one.tasks.pop();
    let mut single = Simulation::new(&one, &[spread(A, 300, 600, 2000)], &[], Luck::default(), &[A]);
    single.run(50);
    assert_eq!(both.of(A), single.of(A));
}

#[test]
fn the_wider_task_moves_the_finish_more() {
    let plan = two(true);
    let spreads = [spread(A, 550, 600, 700), spread(B, 300, 600, 2000)];
    let mut simulation = Simulation::new(&plan, &spreads, &[], alone(3), &[B]);
    simulation.run(500);
    let ranked = simulation.sensitivity(Some(B));
    assert_eq!(ranked.iter().map(|(task, _)| *task).collect::<Vec<_>>(), [B, A]);
    assert!(ranked[0].1 > 0.9 && ranked[1].1 < 0.4, "{ranked:?}");
    assert_eq!(simulation.sensitivity(None), ranked);
}

/// Of two chains that meet, the one that may take longer is critical more often; together they make the whole.
#[test]
fn criticality_is_shared_between_chains_that_meet() {
    let plan = two(false);
    let mut simulation =
        Simulation::new(&plan, &[spread(A, 300, 600, 1000), spread(B, 300, 600, 1500)], &[], alone(4), &[]);
    simulation.run(1000);
    let (a, b) = (simulation.criticality(A).unwrap(), simulation.criticality(B).unwrap());
    assert!(b > a && a > 0.1 && (0.99..1.05).contains(&(a + b)), "{a} {b}");
}

#[test]
fn what_was_not_run_says_nothing_and_digits_know_their_worth() {
    let plan = two(true);
    let mut simulation = Simulation::new(&plan, &[spread(A, 300, 600, 2000)], &[], Luck::default(), &[TaskId(9)]);
    let empty = simulation.finish();
    assert_eq!((empty.percentile(80.0), empty.mean(), empty.chance(Moment(0))), (None, None, None));
    assert_eq!((simulation.criticality(A), simulation.of(TaskId(9))), (None, None));
    assert!(simulation.sensitivity(None).is_empty());
    simulation.run(100);
    let few = simulation.finish();
    simulation.run(3900);
    let many = simulation.finish();
    let width = |outcome: &Outcome| outcome.percentile_within(80.0).map(|(from, to)| to.0 - from.0).unwrap();
    assert!(width(&many) * 3 < width(&few), "{} {}", width(&many), width(&few));
    let p80 = many.percentile(80.0).unwrap();
    let (from, to) = many.percentile_within(80.0).unwrap();
    assert!(from <= p80 && p80 <= to);
    assert!(many.chance_within(p80).unwrap() < 0.013);
    assert_eq!(many.days().iter().map(|(_, count)| count).sum::<usize>(), many.runs());
}

/// Whatever the ranges are, nothing panics and finishes stay in order.
#[test]
fn ranges_out_of_order_and_beyond_all_bounds_do_no_harm() {
    let plan = two(true);
    let wild = [spread(A, i32::MAX, -5, i32::MIN), spread(B, i32::MIN, i32::MAX, i32::MAX)];
    let risk = Risk { key: 0, chance: 255, delay: i32::MAX, tasks: vec![A, B, TaskId(77)] };
    let mut simulation = Simulation::new(&plan, &wild, &[risk], Luck { seed: u64::MAX, common: 255 }, &[A, A, B]);
    simulation.run(20);
    assert_eq!(simulation.finish().runs(), 20);
    assert!(usual_spreads(&plan, 255, u16::MAX).iter().all(|one| one.low <= one.likely && one.likely <= one.high));
}
