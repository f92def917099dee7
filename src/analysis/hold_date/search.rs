//! The search: each lever at its full length, then as small as still holds; then two together; then what comes nearest.

use super::bench::{Bench, Tried};
use super::lever::{Lever, What};
use super::rank::ranked;
use super::{MOST, Suggestion};
use crate::edit::PlanEdit;
use crate::plan::Moment;

/// Levers on the chain that are tried as the first of two at most, the nearest to holding alone first; and how many of
/// the second ones that then hold are looked at more closely.
const FIRSTS: usize = 60;
const SECONDS: usize = 12;
/// Steps that are tried being bridged in one go at most, those with the least work first.
const BRIDGED: usize = 2 * MOST;

/// How often two levers are made smaller by turns at most.
const ROUNDS: usize = 8;

/// A lever and when the target is finished with it at its full length.
struct Full {
    lever: Lever,
    finish: Moment,
}

/// A lever that holds at this many steps and not at one less.
struct Least {
    lever: Lever,
    n: i32,
    tried: Tried,
}

impl Least {
    fn size(&self) -> i32 {
        self.tried.pulls.iter().map(|pull| pull.size).sum()
    }
}

/// What holds the date, and what comes nearest where nothing does.
pub(super) fn search(bench: &mut Bench) -> (Vec<Suggestion>, Option<Suggestion>) {
    let full = full(bench);
    let mut found = Vec::new();
    for least in smallest(bench, &full, BRIDGED) {
        found.extend(suggestion(bench, least.tried));
    }
    if !found.is_empty() {
        return (ranked(bench, found), None);
    }
    let single = full.iter().enumerate().min_by_key(|(at, full)| (full.finish, *at));
    let single = single.map(|(first, full)| Best { finish: full.finish, first, second: None });
    let mut pair = None;
    let mut pairs = pairs(bench, &full, &mut pair);
    if pairs.iter().any(|found| found.changes.len() == 1) {
        pairs.retain(|found| found.changes.len() == 1);
    }
    if !pairs.is_empty() {
        return (ranked(bench, pairs), None);
    }
    let pair = pair.filter(|pair| single.as_ref().is_none_or(|single| pair.finish < single.finish));
    let near = pair.and_then(|pair| nearest(bench, &full, &pair));
    (Vec::new(), near.or_else(|| nearest(bench, &full, &single?)))
}

/// Every lever on the chain at its full length; those the plan cannot take are none.
fn full(bench: &mut Bench) -> Vec<Full> {
    let levers = bench.levers().into_iter();
    let whole = |lever: Lever| match bench.full(&lever) {
        Some(finish) => Some(Full { lever, finish }),
        None => allowed(bench, &lever),
    };
    levers.filter_map(whole).collect()
}

/// Of days that cannot all be worked those that can, the first ones first: on one of them a locked task would be at work.
fn allowed(bench: &mut Bench, lever: &Lever) -> Option<Full> {
    let (mut kept, mut found) = (Vec::new(), None);
    for at in 0..lever.most as usize {
        kept.push(at);
        let fewer = lever.with_days(&kept)?;
        match bench.full(&fewer) {
            Some(finish) => found = Some(Full { lever: fewer, finish }),
            None => drop(kept.pop()),
        }
    }
    found
}

/// Of the levers that hold at their full length the smallest pull of each. Where a lead does it, starting together is no
/// other answer; and of the steps that could be left out those with the least work are tried, no more than `bridged`.
fn smallest(bench: &mut Bench, full: &[Full], bridged: usize) -> Vec<Least> {
    let mut found: Vec<Least> = Vec::new();
    let holding: Vec<&Lever> = full.iter().filter(|full| bench.holds(full.finish)).map(|full| &full.lever).collect();
    let (steps, graded): (Vec<&Lever>, Vec<&Lever>) =
        holding.into_iter().partition(|lever| matches!(lever.what, What::Drop(_) | What::Postpone { .. }));
    for lever in graded {
        let overlaps = |known: &Least| {
            matches!((&known.lever.what, &lever.what),
                (What::Overlap { link: a, .. }, What::Together { link: b, .. }) if a == b)
        };
        if !found.iter().any(overlaps) {
            found.extend(smallest_of(bench, lever));
        }
    }
    let mut steps: Vec<(i32, &Lever)> =
        steps.into_iter().filter_map(|lever| Some((bench.draft(lever, 1)?.size, lever))).collect();
    steps.sort_by_key(|(size, _)| *size);
    let mut sizes: Vec<i32> = found.iter().map(Least::size).collect();
    sizes.sort_unstable();
    let enough = sizes.get(MOST - 1).copied().unwrap_or(i32::MAX);
    for (_, lever) in steps.into_iter().filter(|(size, _)| *size <= enough).take(bridged) {
        found.extend(smallest_of(bench, lever));
    }
    found
}

/// The smallest pull of a lever that holds at its full length.
fn smallest_of(bench: &mut Bench, lever: &Lever) -> Option<Least> {
    let mut holds = |lever: &Lever, n: i32| pulls_to(bench, &[(lever, n)]).is_some_and(|at| bench.holds(at));
    let n = least(lever.most, |n| holds(lever, n));
    let (lever, n) = with_fewest_days(lever.clone(), n, holds);
    let tried = bench.pull(&[(&lever, n)]).filter(|tried| bench.holds(tried.finish))?;
    Some(Least { lever, n, tried })
}

fn pulls_to(bench: &mut Bench, levers: &[(&Lever, i32)]) -> Option<Moment> {
    bench.pull(levers).map(|tried| tried.finish)
}

/// A number of steps that holds while one less does not; `most` is known to hold. Halving keeps that so whether or not
/// more steps always hold where fewer do.
fn least(most: i32, mut holds: impl FnMut(i32) -> bool) -> i32 {
    let (mut low, mut high) = (0, most);
    while high - low > 1 {
        let middle = low + (high - low) / 2;
        if holds(middle) { high = middle } else { low = middle }
    }
    high
}

/// Days that are worked for nothing are taken out again.
fn with_fewest_days(mut lever: Lever, mut n: i32, mut holds: impl FnMut(&Lever, i32) -> bool) -> (Lever, i32) {
    let mut at = 0;
    while at < n as usize {
        match lever.without(n, at).filter(|fewer| holds(fewer, n - 1)) {
            Some(fewer) => (lever, n) = (fewer, n - 1),
            None => at += 1,
        }
    }
    (lever, n)
}

/// What comes nearest so far: levers at their full length.
struct Best {
    finish: Moment,
    first: usize,
    second: Option<Lever>,
}

/// Two levers together, each as small as it can be beside the other.
fn pairs(bench: &mut Bench, full: &[Full], best: &mut Option<Best>) -> Vec<Suggestion> {
    let mut firsts: Vec<usize> = (0..full.len()).collect();
    firsts.sort_by_key(|at| (full[*at].finish, *at));
    let (mut found, mut seen): (Vec<Suggestion>, Vec<(Lever, Lever)>) = (Vec::new(), Vec::new());
    for first in firsts.into_iter().take(FIRSTS) {
        let one = &full[first];
        let Some(pull) = bench.draft(&one.lever, one.lever.most) else { continue };
        let Some(mut after) = bench.after(&pull) else { continue };
        // What drives the target now is the chain that is left.
        let fresh = |two: &Full| {
            let known = |(a, b): &(Lever, Lever)| same(b, &one.lever) && same(a, &two.lever);
            !one.lever.same_fact(&two.lever) && !seen.iter().any(known)
        };
        let seconds: Vec<Full> = self::full(&mut after).into_iter().filter(fresh).collect();
        let nearest = seconds.iter().min_by_key(|two| two.finish);
        if let Some(two) = nearest.filter(|two| best.as_ref().is_none_or(|best| two.finish < best.finish)) {
            *best = Some(Best { finish: two.finish, first, second: Some(two.lever.clone()) });
        }
        let mut held = smallest(&mut after, &seconds, SECONDS);
        held.sort_by_key(Least::size);
        bench.settle(&after);
        for Least { lever: two, n, .. } in held.into_iter().take(SECONDS) {
            found.extend(both(bench, &one.lever, &two, n));
            seen.push((one.lever.clone(), two));
        }
    }
    found
}

/// The same lever, whatever its reach.
fn same(a: &Lever, b: &Lever) -> bool {
    std::mem::discriminant(&a.what) == std::mem::discriminant(&b.what) && a.same_fact(b)
}

/// `one` at its full length and `two` at `n` steps hold: now `one` is made as small as it can be, then `two` once more.
fn both(bench: &mut Bench, one: &Lever, two: &Lever, n: i32) -> Option<Suggestion> {
    let mut holds = |pulled: [(&Lever, i32); 2]| pulls_to(bench, &pulled).is_some_and(|at| bench.holds(at));
    let (mut one, mut two) = ((one.clone(), one.most), (two.clone(), n));
    // Less of the one may let the other be less again; what hangs on what comes after it may take some rounds.
    for _ in 0..ROUNDS {
        let before = (one.1, two.1);
        let least_one = least(one.1, |n| holds([(&one.0, n), (&two.0, two.1)]));
        one = with_fewest_days(one.0, least_one, |lever, n| holds([(lever, n), (&two.0, two.1)]));
        let least_two = least(two.1, |n| holds([(&one.0, one.1), (&two.0, n)]));
        two = with_fewest_days(two.0, least_two, |lever, n| holds([(&one.0, one.1), (lever, n)]));
        if before == (one.1, two.1) {
            break;
        }
    }
    // A lever that holds less at its full length may turn out to be enough alone.
    for (lever, n) in [&one, &two] {
        if pulls_to(bench, &[(lever, *n)]).is_some_and(|at| bench.holds(at)) {
            let n = least(*n, |n| pulls_to(bench, &[(lever, n)]).is_some_and(|at| bench.holds(at)));
            let tried = bench.pull(&[(lever, n)])?;
            return suggestion(bench, tried);
        }
    }
    let tried = bench.pull(&[(&one.0, one.1), (&two.0, two.1)])?;
    if bench.holds(tried.finish) { suggestion(bench, tried) } else { None }
}

/// What comes nearest, as small as it can be and still come as near.
fn nearest(bench: &mut Bench, full: &[Full], best: &Best) -> Option<Suggestion> {
    if best.finish >= bench.now() {
        return None;
    }
    bench.grant();
    let one = &full[best.first].lever;
    let two = best.second.as_ref();
    let pull = |n: i32, m: i32| std::iter::once((one, n)).chain(two.map(|two| (two, m))).collect::<Vec<_>>();
    let m = two.map_or(1, |two| two.most);
    let n = least(one.most, |n| pulls_to(bench, &pull(n, m)).is_some_and(|at| at <= best.finish));
    let m = least(m, |m| pulls_to(bench, &pull(n, m)).is_some_and(|at| at <= best.finish));
    let tried = bench.pull(&pull(n, m))?;
    suggestion(bench, tried)
}

fn suggestion(bench: &mut Bench, tried: Tried) -> Option<Suggestion> {
    let Tried { pulls, finish } = tried;
    let size = pulls.iter().fold(0_i32, |size, pull| size.saturating_add(pull.size));
    let (changes, mut edits): (Vec<_>, Vec<_>) = pulls.into_iter().map(|pull| (pull.change, pull.edit)).unzip();
    let edit = if edits.len() > 1 { PlanEdit::Batch(edits) } else { edits.pop()? };
    if !bench.takes(&edit) {
        return None;
    }
    let mut rows: Vec<usize> =
        changes.iter().flat_map(|change| change.tasks()).filter_map(|id| bench.row_of(id)).collect();
    rows.sort_unstable();
    rows.dedup();
    let tasks = rows.into_iter().map(|row| bench.plan.tasks[row].id).collect();
    let in_progress = changes.iter().any(|change| bench.in_progress(change));
    Some(Suggestion { changes, edit, size, tasks, in_progress, finish, room: bench.room(finish) })
}
