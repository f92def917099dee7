//! Known values and the rules of the passes. June 2026 begins on a Monday.

use super::text::check;

#[test]
fn links_of_each_kind_are_lower_bounds() {
    check("A 5d\nB 2d A", "A 06-01 06-05 0d critical\nB 06-08 06-09 0d critical");
    check("A 5d\nB 2d A FS+1d", "A 06-01 06-05 0d critical\nB 06-09 06-10 0d critical");
    check("A 5d\nB 2d A FS+2d", "A 06-01 06-05 0d critical\nB 06-10 06-11 0d critical");
    check("A 5d\nB 2d A FS-2d", "A 06-01 06-05 0d critical\nB 06-04 06-05 0d critical");
    check("A 5d\nB 2d A FF", "A 06-01 06-05 0d critical\nB 06-04 06-05 0d critical");
    check("A 5d\nB 2d A SS+1d", "A 06-01 06-05 0d critical\nB 06-02 06-03 2d");
    check("A 5d snet 2026-06-03\nB 1d A SF", "A 06-03 06-09 0d critical\nB 06-02 06-02 5d");
}

#[test]
fn a_milestone_between_moves_nothing() {
    check(
        "A 5d\nM 0d A\nB 2d M",
        "A 06-01 06-05 0d critical\nM 06-05T17:00 06-05 0d critical\nB 06-08 06-09 0d critical",
    );
}

#[test]
fn milestones_alone_last_no_time() {
    check("A 0d\nB 0d A", "A 06-01T00:00 06-01T00:00 0d critical\nB 06-01 06-01T08:00 0d critical");
}
