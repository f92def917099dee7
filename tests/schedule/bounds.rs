//! Networks as those of the PSPLIB (Kolisch, Sprecher: PSPLIB, a project scheduling problem library, 1996), made here:
//! 30 to 120 activities of 1 to 10 days with up to three successors each, and four kinds of crew they have to share. Where crews
//! are short a schedule takes at least as long as its critical path: whatever makespan is known, the engine's bound is
//! never above it, and with crews enough it is the same.

use forthright::plan::{DependencyKey, DependencyKind, Duration, Lag, Moment, Plan, Task, TaskId};
use forthright::schedule::schedule;
use proptest::prelude::*;

const CREWS: usize = 4;

#[derive(Clone, Debug)]
struct Network {
    /// Days, and how many of each crew are at work on it meanwhile.
    activities: Vec<(usize, [usize; CREWS])>,
    /// From an earlier one to a later one.
    links: Vec<(usize, usize)>,
    crews: [usize; CREWS],
}

fn network() -> impl Strategy<Value = Network> {
    (30usize..=120).prop_flat_map(|count| {
        let activity = (1usize..=10, prop::array::uniform4(0usize..=10));
        let after = prop::collection::vec((0..count, 1usize..=25), count..3 * count);
        (prop::collection::vec(activity, count), after, prop::array::uniform4(10usize..=30)).prop_map(
            move |(activities, after, crews)| {
                let links = after.into_iter().filter(|(from, on)| from + on < count);
                Network { activities, links: links.map(|(from, on)| (from, from + on)).collect(), crews }
            },
        )
    })
}

impl Network {
    fn plan(&self) -> Plan {
        let mut plan = Plan::new(Moment::parse("2026-01-05").unwrap());
        let id = |at: usize| TaskId(at as u32 + 1);
        let task = |(at, (days, _)): (usize, &(usize, _))| {
            Task::new(id(at), 0, format!("Activity {at}"), Duration::working(*days as i32 * 480))
        };
        plan.tasks = self.activities.iter().enumerate().map(task).collect();
        for (from, to) in &self.links {
            let key = DependencyKey { predecessor: id(*from), successor: id(*to), kind: DependencyKind::FS };
            plan.dependencies.insert(key, Lag::default());
        }
        plan
    }

    /// The makespan, in days, of the schedule that gives each activity in turn the first days on which there are crews:
    /// one that can be worked, by the serial scheme (Kelley 1963).
    fn makespan(&self, crews: [usize; CREWS]) -> usize {
        let horizon: usize = self.activities.iter().map(|(days, _)| days).sum();
        let mut free = vec![crews; horizon + 1];
        let mut ends = vec![0; self.activities.len()];
        for (at, (days, asked)) in self.activities.iter().enumerate() {
            let mut start =
                self.links.iter().filter(|(_, to)| *to == at).map(|(from, _)| ends[*from]).max().unwrap_or(0);
            let fits = |day: &[usize; CREWS]| day.iter().zip(asked).all(|(free, asked)| free >= asked);
            while !free[start..start + days].iter().all(fits) {
                start += 1;
            }
            for day in &mut free[start..start + days] {
                day.iter_mut().zip(asked).for_each(|(free, asked)| *free -= asked);
            }
            ends[at] = start + days;
        }
        ends.into_iter().max().unwrap_or(0)
    }
}

/// Working days from the plan's start to its end.
fn bound(plan: &Plan) -> usize {
    let found = schedule(plan);
    let start = plan.settings.start.date();
    let last = found.rows.iter().map(|row| row.last_day()).max().unwrap();
    start.iter_days().take_while(|day| *day <= last).filter(|day| !is_weekend(*day)).count()
}

fn is_weekend(day: chrono::NaiveDate) -> bool {
    use chrono::{Datelike, Weekday};
    matches!(day.weekday(), Weekday::Sat | Weekday::Sun)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 200, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn no_known_makespan_is_below_the_critical_path(network in network()) {
        let bound = bound(&network.plan());
        prop_assert!(bound <= network.makespan(network.crews));
        prop_assert_eq!(bound, network.makespan([usize::MAX; CREWS]));
    }
}

/// Crews do get short in these networks, or the law would say nothing.
#[test]
fn crews_are_short_in_most_of_them() {
    use proptest::strategy::ValueTree;
    let mut runner = proptest::test_runner::TestRunner::deterministic();
    let longer = (0..100).filter(|_| {
        let network = network().new_tree(&mut runner).unwrap().current();
        network.makespan(network.crews) > bound(&network.plan())
    });
    assert!(longer.count() > 80);
}
