//! The order of suggestions: the smallest first, then those that leave work under way alone, then by outline.

use super::bench::Bench;
use super::{MOST, Suggestion};

/// The best of `found`, in order, none twice.
pub(super) fn ranked(bench: &Bench, mut found: Vec<Suggestion>) -> Vec<Suggestion> {
    let row = |found: &Suggestion| found.tasks.first().and_then(|id| bench.row_of(*id));
    let order = |found: &Suggestion| found.changes.iter().map(|change| change.order()).collect::<Vec<u8>>();
    found.sort_by_cached_key(|found| (found.size, found.in_progress, row(found), order(found)));
    let mut listed: Vec<Suggestion> = Vec::new();
    for found in found {
        if listed.len() < MOST && listed.iter().all(|known| known.changes != found.changes) {
            listed.push(found);
        }
    }
    listed
}
