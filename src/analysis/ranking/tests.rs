//! Tables in, order out; and the law of the smallest change, held against trying every weight.
#![allow(clippy::unwrap_used)]

use super::*;
use proptest::prelude::*;

/// Criteria such as `5 days, 3 judged`, and a line an option: its name's letter, days moved, promises broken, cost,
/// then its judged scores in order (`-` = not typed).
fn check(criteria: &str, options: &str, expected: &str) {
    let criteria = read_criteria(criteria);
    let options: Vec<Weighed> = options.trim().lines().map(read_option).collect();
    assert_eq!(picture(&criteria, &options), expected.trim().replace("\n        ", "\n"));
}

fn read_criteria(text: &str) -> Vec<Criterion> {
    let read = |(at, part): (usize, &str)| {
        let (weight, measure) = part.trim().split_once(' ').unwrap();
        let measure = match measure {
            "days" => Measure::DaysMoved,
            "promises" => Measure::PromisesBroken,
            "cost" => Measure::Cost,
            _ => Measure::Judged,
        };
        Criterion { id: at as u32 + 1, name: String::new(), weight: weight.parse().unwrap(), measure }
    };
    text.split(',').enumerate().map(read).collect()
}

fn read_option(line: &str) -> Weighed {
    let mut parts = line.split_whitespace();
    let id = SolutionId(u32::from(parts.next().unwrap().as_bytes()[0]));
    let mut number = || parts.next().unwrap().parse::<i64>().unwrap();
    let measured =
        Measured { finish_slip: number() as i32 * 480, promises_broken: number() as u32, cost: Money(number()) };
    let scores = parts.enumerate().filter_map(|(at, text)| Some((at as u32 + 1, text.parse().ok()?))).collect();
    Weighed { id, scores, measured }
}

fn letter(id: SolutionId) -> char {
    char::from_u32(id.0).unwrap()
}

fn picture(criteria: &[Criterion], options: &[Weighed]) -> String {
    let found = ranking(criteria, options);
    let mut lines: Vec<String> = found
        .places
        .iter()
        .map(|place| {
            let scores: Vec<String> = place.scores.iter().map(|s| format!("{}.{}", s / 10, s % 10)).collect();
            format!(
                "{} {} {} = {}.{}",
                place.place,
                letter(place.id),
                scores.join(" "),
                place.points / 10,
                place.points % 10
            )
        })
        .collect();
    lines.push(match found.flip {
        Some(flip) => format!(
            "{}: {} → {}, level after {}/{}: {}",
            flip.criterion,
            flip.from,
            flip.to,
            flip.level.0,
            flip.level.1,
            letter(flip.winner)
        ),
        None => "nothing flips it".into(),
    });
    lines.join("\n")
}

#[test]
fn the_least_gets_ten_the_most_nought_and_the_rest_lie_between() {
    check(
        "5 days, 5 promises, 5 cost",
        "A 5 1 0
         B 0 0 900000
         C 2 0 300000",
        "1 C 6.0 10.0 6.7 = 113.5
        2 B 10.0 10.0 0.0 = 100.0
        3 A 0.0 0.0 10.0 = 50.0
        3: 5 → 2, level after 135/67: B",
    );
}

#[test]
fn where_all_are_equal_each_gets_ten_and_the_first_thought_of_stands_first() {
    check(
        "5 days, 3 cost",
        "B 3 0 100
         A 3 0 100",
        "1 A 10.0 10.0 = 80.0
        1 B 10.0 10.0 = 80.0
        nothing flips it",
    );
}

#[test]
fn what_was_not_judged_yet_counts_as_nought() {
    check(
        "4 judged, 2 judged",
        "A 0 0 0 5 -
         B 0 0 0 4 1",
        "1 A 5.0 0.0 = 20.0
        2 B 4.0 1.0 = 18.0
        1: 4 → 1, level after 20/10: B",
    );
}

#[test]
fn a_tie_is_flipped_by_one_step_either_way() {
    check(
        "1 judged, 1 judged",
        "A 0 0 0 7 3
         B 0 0 0 3 7",
        "1 A 7.0 3.0 = 10.0
        1 B 3.0 7.0 = 10.0
        1: 1 → 0, level after 0/40: B",
    );
}

#[test]
fn no_single_weight_can_flip_what_is_best_in_everything() {
    check(
        "8 days, 1 judged",
        "A 0 0 0 - 9
         B 9 0 0 - 9",
        "1 A 10.0 9.0 = 89.0
        2 B 0.0 9.0 = 9.0
        nothing flips it",
    );
}

#[test]
fn one_option_or_none_is_ranked_too() {
    check("5 days", "A 3 0 0", "1 A 10.0 = 50.0\nnothing flips it");
    assert_eq!(ranking(&read_criteria("5 days"), &[]), Ranking { weights: 5, ..Ranking::default() });
    assert_eq!(ranking(&[], &[read_option("A 0 0 0")]).places[0].points, 0);
}

fn any_table() -> impl Strategy<Value = (Vec<Criterion>, Vec<Weighed>)> {
    let measure = prop::sample::select(vec![
        Measure::Judged,
        Measure::Judged,
        Measure::DaysMoved,
        Measure::PromisesBroken,
        Measure::Cost,
    ]);
    let criteria = prop::collection::vec((0..=10_u8, measure), 0..5).prop_map(|all| {
        let criterion = |(at, (weight, measure)): (usize, (u8, Measure))| Criterion {
            id: at as u32,
            name: String::new(),
            weight,
            measure,
        };
        all.into_iter().enumerate().map(criterion).collect::<Vec<_>>()
    });
    let option = (prop::collection::btree_map(0..5_u32, 0..=10_u8, 0..5), -9..20_i32, 0..4_u32, -5..50_i64);
    let options = prop::collection::vec(option, 0..6).prop_map(|all| {
        let weighed =
            |(at, (scores, days, promises_broken, cost)): (usize, (BTreeMap<u32, u8>, i32, u32, i64))| Weighed {
                id: SolutionId(at as u32),
                scores,
                measured: Measured { finish_slip: days * 100, promises_broken, cost: Money(cost * 333) },
            };
        all.into_iter().enumerate().map(weighed).collect::<Vec<_>>()
    });
    (criteria, options)
}

/// The nearest whole weight of one criterion that gives somebody more points than the first has, by trying them all.
fn tried(criteria: &[Criterion], options: &[Weighed]) -> Option<u8> {
    let first = ranking(criteria, options).places.first()?.id;
    let flips = |at: usize, to: u8| {
        let mut changed = criteria.to_vec();
        changed[at].weight = to;
        let now = ranking(&changed, options);
        now.of(first).unwrap().points < now.places[0].points
    };
    let steps = criteria.iter().enumerate().flat_map(|(at, one)| (0..=10).map(move |to| (at, one.weight, to)));
    steps.filter(|(at, _, to)| flips(*at, *to)).map(|(_, from, to)| from.abs_diff(to)).min()
}

proptest! {
    #[test]
    fn the_smallest_change_flips_it_and_no_smaller_one_does((criteria, options) in any_table()) {
        let found = ranking(&criteria, &options);
        prop_assert_eq!(found.flip.map(|flip| flip.from.abs_diff(flip.to)), tried(&criteria, &options));
        if let Some(flip) = found.flip {
            let mut changed = criteria.clone();
            changed.iter_mut().filter(|one| one.id == flip.criterion).for_each(|one| one.weight = flip.to);
            let now = ranking(&changed, &options);
            prop_assert_eq!(now.places[0].id, flip.winner);
            prop_assert_ne!(flip.winner, found.places[0].id);
            prop_assert!(u64::from(flip.level.0) <= u64::from(flip.level.1) * u64::from(flip.from.abs_diff(flip.to)));
        }
    }

    #[test]
    fn the_order_does_not_depend_on_how_options_are_listed((criteria, options) in any_table()) {
        let turned: Vec<Weighed> = options.iter().rev().cloned().collect();
        prop_assert_eq!(ranking(&criteria, &options), ranking(&criteria, &turned));
    }
}
