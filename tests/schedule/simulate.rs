//! The simulation beside the schedule, beside closed forms, and beside itself in another order.

use super::laws::sane;
use forthright::plan::*;
use forthright::schedule::{schedule, workload::layered};
use forthright::simulate::{Luck, Outcome, Risk, Simulation, Spread, remaining};
use proptest::prelude::*;
use proptest::strategy::ValueTree;
use proptest::test_runner::TestRunner;

const START: i32 = 29_671_200; // 2026-06-01

const NO_COMMON: Luck = Luck { seed: 11, common: 0 };

fn ids(plan: &Plan) -> Vec<TaskId> {
    plan.tasks.iter().map(|task| task.id).collect()
}

fn exactly((task, minutes): (TaskId, i32)) -> Spread {
    Spread { task, low: minutes, likely: minutes, high: minutes }
}

fn around((task, left): (TaskId, i32)) -> Spread {
    Spread { task, low: left * 4 / 5, likely: left, high: left * 2 }
}

/// Tasks of elapsed time from the plan's start on, so that minutes taken are minutes of the wall clock.
fn elapsed(tasks: u32, links: &[(u32, u32)]) -> Plan {
    let mut plan = Plan::new(Moment(START));
    let task = |n| Task::new(TaskId(n), 0, format!("T{n}"), Duration { elapsed: true, ..Duration::working(4_000) });
    plan.tasks = (1..=tasks).map(task).collect();
    for (from, to) in links {
        let key = DependencyKey { predecessor: TaskId(*from), successor: TaskId(*to), kind: DependencyKind::FS };
        plan.dependencies.insert(key, Lag::default());
    }
    plan
}

const CORNERS: (i32, i32, i32) = (2_000, 3_000, 9_000);

fn spread(task: u32) -> Spread {
    Spread { task: TaskId(task), low: CORNERS.0, likely: CORNERS.1, high: CORNERS.2 }
}

/// The share of a triangular distribution below `x`, as in every textbook.
fn below(x: f64) -> f64 {
    let (a, c, b) = (f64::from(CORNERS.0), f64::from(CORNERS.1), f64::from(CORNERS.2));
    match x {
        x if x <= a => 0.0,
        x if x <= c => (x - a) * (x - a) / ((b - a) * (c - a)),
        x if x < b => 1.0 - (b - x) * (b - x) / ((b - a) * (b - c)),
        _ => 1.0,
    }
}

/// Its density.
fn density(x: f64) -> f64 {
    let (a, c, b) = (f64::from(CORNERS.0), f64::from(CORNERS.1), f64::from(CORNERS.2));
    match x {
        x if x <= a || x >= b => 0.0,
        x if x <= c => 2.0 * (x - a) / ((b - a) * (c - a)),
        x => 2.0 * (b - x) / ((b - a) * (b - c)),
    }
}

const RUNS: u32 = 8_000;

fn ran(plan: &Plan, spreads: &[Spread], luck: Luck) -> Simulation {
    let mut simulation = Simulation::new(plan, spreads, &[], luck, &ids(plan));
    simulation.run(RUNS);
    simulation
}

/// Each percentile lies where `share` says, within four standard deviations of so many runs.
fn check(outcome: &Outcome, share: impl Fn(f64) -> f64) {
    for percent in 1..100 {
        let at = f64::from(outcome.percentile(f64::from(percent)).0 - START);
        let p = f64::from(percent) / 100.0;
        let error = (p * (1.0 - p) / f64::from(RUNS)).sqrt();
        assert!((share(at) - p).abs() < 4.0 * error + 0.001, "P{percent} at {at} is P{}", share(at) * 100.0);
    }
}

#[test]
fn one_task_ends_as_its_distribution_says() {
    for common in [0, 30, 100] {
        // Whatever is shared, each task keeps its own distribution.
        let found = ran(&elapsed(2, &[]), &[spread(1), spread(2)], Luck { seed: 5, common });
        check(&found.outcome(TaskId(1)).unwrap(), below);
        check(&found.outcome(TaskId(2)).unwrap(), below);
    }
}

#[test]
fn two_tasks_in_a_row_end_as_the_convolution_says() {
    let found = ran(&elapsed(2, &[(1, 2)]), &[spread(1), spread(2)], NO_COMMON);
    let sum = |t: f64| (0..900).map(|n| f64::from(n) * 10.0 + 5.0).map(|x| density(x) * below(t - x) * 10.0).sum();
    check(&found.project().unwrap(), sum);
    assert_eq!(found.criticality(TaskId(1)), Some(1.0));
}

#[test]
fn two_tasks_beside_each_other_end_as_the_later_one() {
    let mut plan = elapsed(3, &[(1, 3), (2, 3)]);
    plan.tasks[2].duration = Duration::ZERO;
    plan.tasks[2].duration.elapsed = true;
    let found = ran(&plan, &[spread(1), spread(2)], NO_COMMON);
    check(&found.outcome(TaskId(3)).unwrap(), |t| below(t) * below(t));
    // Each is critical in half of the runs, and one of them always.
    let [a, b] = [1, 2].map(|task| found.criticality(TaskId(task)).unwrap());
    assert!((a - 0.5).abs() < 0.03 && (b - 0.5).abs() < 0.03 && a + b >= 1.0, "{a} {b}");
    let together = ran(&plan, &[spread(1), spread(2)], Luck { seed: 5, common: 100 });
    check(&together.outcome(TaskId(3)).unwrap(), below);
}

#[test]
fn waiting_for_two_is_waiting_longer_than_for_either() {
    let plan = elapsed(4, &[(1, 3), (2, 3), (1, 4)]);
    let found = ran(&plan, &[spread(1), spread(2)], NO_COMMON);
    let bias = found.merge_bias(TaskId(3)).unwrap();
    // Both are done by the square root of one half of either: from the P50 of one to its P71.
    let of = |share: f64| (2_000..9_000).find(|at| below(f64::from(*at)) >= share).unwrap();
    let expected = of(f64::sqrt(0.5)) - of(0.5);
    assert!((bias.p50 - expected).abs() < 100, "{bias:?}, not {expected}");
    let waiting: Vec<u32> = bias.waiting.iter().map(|link| link.link.predecessor.0).collect();
    assert!(waiting.len() == 2 && bias.waiting.iter().all(|link| (link.latest - 0.5).abs() < 0.03), "{bias:?}");
    // One link is no merge; together they are done together.
    assert!(found.merge_bias(TaskId(4)).is_none() && found.merge_bias(TaskId(1)).is_none());
    let together = ran(&plan, &[spread(1), spread(2)], Luck { seed: 5, common: 100 }).merge_bias(TaskId(3)).unwrap();
    assert_eq!((together.p50, together.mean, together.waiting.len()), (0, 0, 2));
}

#[test]
fn common_luck_gives_the_correlation_it_is_said_to() {
    for (common, correlation) in [(0, 0.0), (50, 0.25), (71, 0.504), (100, 1.0)] {
        let found = ran(&elapsed(2, &[(1, 2)]), &[spread(1), spread(2)], Luck { seed: 3, common });
        // The variance of a sum of two alike is 2 (1 + ρ) times that of either.
        let [one, sum] = [1, 2].map(|task| variance(&found.outcome(TaskId(task)).unwrap()));
        let expected = 2.0 * (1.0 + correlation);
        assert!((sum / one - expected).abs() < 0.1, "{common}: {}, not {expected}", sum / one);
        // Where a task has luck of its own, the other's has nothing to do with it: half of the variance is its own.
        let own = if common == 100 { 1.0 } else { f64::sqrt(0.5) };
        for influence in found.sensitivity(None) {
            assert!((influence.correlation - own).abs() < 0.03, "{common}: {influence:?}, not {own}");
        }
    }
}

fn variance(outcome: &Outcome) -> f64 {
    let at = |n: u32| f64::from(outcome.moment_for((f64::from(n) + 0.5) / 1_000.0).0);
    let mean = (0..1_000).map(at).sum::<f64>() / 1_000.0;
    (0..1_000).map(|n| (at(n) - mean) * (at(n) - mean)).sum::<f64>() / 1_000.0
}

#[test]
fn a_task_that_leads_nowhere_moves_nothing_whatever_luck_is_common() {
    let plan = elapsed(3, &[(1, 2)]);
    let found = ran(&plan, &[spread(1), spread(2), spread(3)], Luck { seed: 3, common: 60 });
    let apart = found.sensitivity(Some(TaskId(2))).into_iter().find(|one| one.task == TaskId(3)).unwrap();
    assert!(apart.correlation.abs() < 3.0 / f64::from(apart.runs).sqrt(), "{apart:?}");
}

#[test]
fn nothing_is_said_of_a_task_that_seldom_had_luck_of_its_own() {
    let (plan, spreads) = (elapsed(2, &[(1, 2)]), [spread(1), spread(2)]);
    let runs_told = |common, runs| {
        let mut found = Simulation::new(&plan, &spreads, &[], Luck { seed: 3, common }, &[]);
        found.run(runs);
        found.sensitivity(None).iter().map(|one| one.runs).collect::<Vec<u32>>()
    };
    assert_eq!(runs_told(99, 200), [0u32; 0]);
    // One run in a hundred, within four standard deviations.
    let told = runs_told(99, RUNS);
    assert!(told.len() == 2 && told.iter().all(|runs| (45..=115).contains(runs)), "{told:?}");
    // Where no task ever has, the luck all share is what they have, from any number of runs.
    assert_eq!((runs_told(100, 20), runs_told(0, 29), runs_told(0, 30)), (vec![20; 2], vec![], vec![30; 2]));
}

#[test]
fn what_varies_most_matters_most() {
    let plan = elapsed(4, &[(1, 2), (2, 3)]);
    let wide = |task, high| Spread { task: TaskId(task), low: 1_000, likely: 1_000, high };
    let spreads = [wide(1, 1_500), wide(2, 5_000), exactly((TaskId(3), 4_000)), wide(4, 2_000)];
    let found = ran(&plan, &spreads, NO_COMMON).sensitivity(Some(TaskId(3)));
    // The third takes the same in every run, the fourth lies on no way to it.
    assert_eq!(found.iter().map(|influence| influence.task.0).collect::<Vec<_>>(), [2, 1, 4]);
    assert!(found[0].correlation > 0.9 && found[2].correlation.abs() < 0.05, "{found:?}");
}

#[test]
fn a_risk_comes_about_as_often_as_it_is_said_to_and_for_all_it_names_at_once() {
    let plan = elapsed(2, &[]);
    let risk = Risk { key: 9, chance: 30, delay: 1_000, tasks: vec![TaskId(1), TaskId(2), TaskId(1), TaskId(77)] };
    let mut found = Simulation::new(&plan, &[], &[risk], NO_COMMON, &ids(&plan));
    found.run(RUNS);
    let outcomes = [Some(1), Some(2), None].map(|task| match task {
        Some(task) => found.outcome(TaskId(task)).unwrap(),
        None => found.project().unwrap(),
    });
    assert!(outcomes.iter().all(|outcome| *outcome == outcomes[0]));
    assert_eq!([0.0, 100.0].map(|p| outcomes[0].percentile(p).0 - START), [4_000, 5_000]);
    assert!((outcomes[0].chance(Moment(START + 4_999)) - 0.7).abs() < 0.02);
}

#[test]
fn nothing_watched_and_no_runs_is_no_answer() {
    let plan = elapsed(1, &[]);
    let mut found = Simulation::new(&plan, &[spread(1), spread(8)], &[], NO_COMMON, &[TaskId(8)]);
    assert!(found.project().is_none() && found.criticality(TaskId(1)).is_none() && found.sensitivity(None).is_empty());
    found.run(2);
    assert!(found.outcome(TaskId(1)).is_none() && found.outcome(TaskId(8)).is_none());
    assert_eq!((found.runs(), found.project().map(|outcome| outcome.runs())), (2, Some(2)));
}

/// A plan in which one calendar governs, with what a plan may have beside it: links of every kind, to summaries too,
/// constraints, deadlines, progress, a status date, an end it must keep.
fn one_calendar() -> impl Strategy<Value = Plan> {
    let more = (any::<prop::sample::Index>(), any::<prop::sample::Index>(), 0u8..8, -2i32..3);
    let settings = (prop::option::weighted(0.3, 0i32..20), prop::option::weighted(0.2, 5i32..40), any::<bool>());
    (sane(true), prop::collection::vec(more, 0..4), settings, any::<bool>()).prop_map(
        |(mut plan, links, (status, end, logic), morning)| {
            let msp = plan.settings.conventions != Conventions::default();
            for task in &mut plan.tasks {
                task.calendar = None;
                task.duration.elapsed = false;
                task.levelling_delay = 0;
                let pulls = |kind| msp && kind == ConstraintKind::Pinned || kind == ConstraintKind::Alap;
                task.constraint = task.constraint.filter(|constraint| !pulls(constraint.kind));
            }
            let count = plan.tasks.len();
            for (a, b, kind, lag) in links {
                let (a, b) = (a.index(count), b.index(count));
                let kind = [DependencyKind::FS, DependencyKind::FF][usize::from(kind % 2)];
                if a < b && !plan.subtree(a).contains(&b) {
                    let key = DependencyKey { predecessor: plan.tasks[a].id, successor: plan.tasks[b].id, kind };
                    plan.dependencies.insert(key, Lag::Time(Duration::working(lag * 240)));
                }
            }
            if msp {
                plan.dependencies.retain(|key, _| key.kind != DependencyKind::SF);
            }
            let day = |day: i32| Moment(START + day * 1440);
            plan.settings.start = Moment(START + if morning { 480 } else { 0 });
            plan.settings.status_date = status.map(day);
            plan.settings.must_finish_by = end.map(day);
            if logic {
                plan.settings.progress_rule = ProgressRule::ProgressOverride;
            }
            plan
        },
    )
}

/// What is glanced at in the first runs is what those runs alone come to, made in whatever slices.
fn glances(new: &impl Fn() -> Simulation, of: &[TaskId], runs: u32) -> Result<(), TestCaseError> {
    let first = runs.div_ceil(2);
    let mut alone = new();
    alone.run(first);
    for mut found in [new().glancing(of, first), new().one_by_one().glancing(of, first)] {
        prop_assert_eq!(found.glances(), of.len());
        while found.runs() < runs {
            prop_assert!(found.runs() >= first || found.glanced(0).is_none());
            found.run(7.min(runs - found.runs()));
        }
        for (number, task) in of.iter().enumerate() {
            let outcome = alone.outcome(*task).map(|outcome| (*task, outcome));
            prop_assert_eq!(found.glanced(number), outcome);
        }
        prop_assert!(found.glanced(of.len()).is_none());
        found.glancing_no_more();
        prop_assert!(found.glanced(0).is_none());
    }
    Ok(())
}

/// What a simulation says, side by side where it can and run by run; and whether it could.
fn both_ways(plan: &Plan, common: u8, runs: u32) -> Result<bool, TestCaseError> {
    let spreads: Vec<Spread> = remaining(plan).into_iter().filter(|(id, _)| id.0 % 5 > 0).map(around).collect();
    let tasks = |key: u32| (0..4).map(|n| TaskId(key * 2 + n * 5)).collect();
    let risk = |key: u32| Risk { key, chance: 40, delay: key as i32 * 350, tasks: tasks(key) };
    let luck = Luck { seed: 4, common };
    let new = || Simulation::new(plan, &spreads, &[risk(1), risk(2)], luck, &ids(plan));
    glances(&new, &ids(plan), runs)?;
    let (mut fast, mut slow) = (new(), new().one_by_one());
    prop_assert!(!slow.side_by_side());
    fast.run(runs);
    slow.run(runs);
    prop_assert_eq!(fast.project(), slow.project());
    for id in ids(plan) {
        prop_assert_eq!(fast.outcome(id), slow.outcome(id), "{:?} of {:#?}", id, plan);
        prop_assert_eq!(fast.criticality(id), slow.criticality(id), "{:?} of {:#?}", id, plan);
        prop_assert_eq!(fast.sensitivity(Some(id)), slow.sensitivity(Some(id)));
        prop_assert_eq!(fast.merge_bias(id), slow.merge_bias(id), "{:?} of {:#?}", id, plan);
        let bias = fast.merge_bias(id).map_or((0, 0), |bias| (bias.p50, bias.mean));
        prop_assert!(bias.0 >= 0 && bias.1 >= 0, "{:?}", bias);
    }
    Ok(fast.side_by_side())
}

#[test]
fn most_plans_of_one_calendar_run_side_by_side_and_say_the_same() {
    let mut runner = TestRunner::deterministic();
    let mut fast = 0;
    for _ in 0..400 {
        let plan = one_calendar().new_tree(&mut runner).unwrap().current();
        fast += u32::from(both_ways(&plan, 30, 50).unwrap());
    }
    assert!(fast > 200, "{fast} of 400");
    let samples = [layered(90, 3).plan(), forthright::project::sample(Moment(START).date()).plan];
    assert!(samples.iter().all(|plan| both_ways(plan, 30, 50).unwrap()));
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 150, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn without_room_every_run_is_the_schedule(plan in sane(true), common in 0u8..=100) {
        let spreads: Vec<Spread> = remaining(&plan).into_iter().map(exactly).collect();
        same(&plan, &plan, &spreads, common)?;
        same(&plan, &plan, &[], common)?;
    }

    #[test]
    fn a_drawn_duration_is_a_changed_duration(plan in sane(true), more in 1i32..4_000) {
        let mut longer = plan.clone();
        let mut spreads = Vec::new();
        for (id, left) in remaining(&plan) {
            let task = longer.tasks.iter_mut().find(|task| task.id == id).unwrap();
            let now = left.saturating_add(more * (id.0 as i32 % 3)).max(1);
            if task.progress.actual_start.is_some() {
                task.progress.remaining = Some(now);
                task.duration.minutes += now - left;
            } else {
                task.duration.minutes = now;
            }
            spreads.push(exactly((id, now)));
        }
        same(&plan, &longer, &spreads, 0)?;
    }

    #[test]
    fn a_run_leaves_nothing_behind(plan in sane(true), delay in 1i32..4_000) {
        // Every finish is that of the one schedule or the other, whichever came before.
        let tasks: Vec<TaskId> = ids(&plan).into_iter().step_by(2).collect();
        let found = |chance: u8| {
            let risk = Risk { key: 1, chance, delay, tasks: tasks.clone() };
            let mut found = Simulation::new(&plan, &[], &[risk], NO_COMMON, &ids(&plan));
            found.run(12);
            found
        };
        let [never, sometimes, always] = [0, 50, 100].map(found);
        for id in ids(&plan) {
            let at = |of: &Simulation| of.outcome(id).unwrap();
            prop_assert_eq!(at(&never).p50(), at(&never).percentile(100.0));
            prop_assert_eq!(at(&always).p50(), at(&always).percentile(0.0));
            let either = [at(&never).p50(), at(&always).p50()];
            for percent in 0..=100 {
                prop_assert!(either.contains(&at(&sometimes).percentile(f64::from(percent))));
            }
        }
    }

    #[test]
    fn side_by_side_and_one_by_one_say_the_same(plan in one_calendar(), common in 0u8..=100, runs in 1u32..80) {
        both_ways(&plan, common, runs)?;
    }

    #[test]
    fn order_and_slices_change_nothing(plan in sane(true), slice in 1u32..30, common in 0u8..=100) {
        let luck = Luck { seed: 4, common };
        let spreads: Vec<Spread> = remaining(&plan).into_iter().map(around).collect();
        let risk = |key: u32| Risk { key, chance: 40, delay: 700, tasks: vec![TaskId(key)] };
        let mut once = Simulation::new(&plan, &spreads, &[risk(1), risk(2)], luck, &ids(&plan));
        once.run(80);
        // Top-level tasks in reverse.
        let heads: Vec<usize> = (0..plan.tasks.len()).rev().filter(|row| plan.tasks[*row].level == 0).collect();
        let mut other = plan.clone();
        other.tasks = heads.iter().flat_map(|row| plan.tasks[plan.subtree(*row)].to_vec()).collect();
        let turned: Vec<Spread> = spreads.into_iter().rev().collect();
        let mut sliced = Simulation::new(&other, &turned, &[risk(2), risk(1)], luck, &ids(&other));
        (0..80 / slice).for_each(|_| sliced.run(slice));
        sliced.run(80 % slice);
        prop_assert_eq!(once.project(), sliced.project());
        for id in ids(&plan) {
            prop_assert_eq!(once.outcome(id), sliced.outcome(id));
            prop_assert_eq!(once.criticality(id), sliced.criticality(id));
            prop_assert_eq!(once.sensitivity(Some(id)), sliced.sensitivity(Some(id)));
        }
    }
}

/// Every run of `plan` with `spreads` is the schedule of `other`.
fn same(plan: &Plan, other: &Plan, spreads: &[Spread], common: u8) -> Result<(), TestCaseError> {
    let expected = schedule(other);
    let mut found = Simulation::new(plan, spreads, &[], Luck { seed: 2, common }, &ids(plan));
    found.run(3);
    let all = |outcome: Outcome| [0.0, 50.0, 100.0].map(|percent| outcome.percentile(percent));
    prop_assert_eq!(all(found.project().unwrap()), [expected.finish; 3]);
    let msp = plan.settings.conventions != Conventions::default();
    for row in &expected.rows {
        prop_assert_eq!(all(found.outcome(row.id).unwrap()), [row.finish; 3], "{:?}", row);
        // Project has a summary critical by its own span; here it is so by its tasks.
        if !(row.summary && msp) {
            prop_assert_eq!(found.criticality(row.id), Some(f64::from(u8::from(row.critical))), "{:?}", row);
        }
    }
    Ok(())
}
