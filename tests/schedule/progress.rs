//! Progress: what is done stands, what is left is scheduled. June 2026 begins on a Monday.

use super::text::check;

#[test]
fn finished_work_stands_and_is_never_critical() {
    check("A 5d started 2026-06-01T08:00 done 2026-06-03T17:00\nB 2d A", "A 06-01 06-03 0d\nB 06-04 06-05 0d critical");
}

#[test]
fn the_remaining_work_follows_what_is_done() {
    check("A 4d started 2026-06-02T08:00 50%\nB 1d A", "A 06-02 06-05 0d critical\nB 06-08 06-08 0d critical");
    check("A 4d started 2026-06-02T08:00 50% left 3d\nB 1d A", "A 06-02 06-05 0d critical\nB 06-08 06-08 0d critical");
}

#[test]
fn unstarted_and_remaining_work_lies_after_the_status_date() {
    check(
        "status 2026-06-03\nA 4d started 2026-06-01T08:00 50%\nB 1d\nC 1d started 2026-06-01T08:00 done 2026-06-01T17:00",
        "A 06-01 06-05 0d critical\nB 06-04 06-04 1d\nC 06-01 06-01 0d",
    );
    // Imported plans have no such floor.
    check("msp\nstatus 2026-06-03\nB 1d", "B 06-01 06-01 0d critical");
}

#[test]
fn work_that_began_out_of_sequence_waits_or_goes_on() {
    let plan = "A 5d\nB 4d A started 2026-06-02T08:00 50%";
    check(plan, "A 06-01 06-05 0d critical\nB 06-02 06-09 0d critical");
    check(&format!("override\n{plan}"), "A 06-01 06-05 0d critical\nB 06-02 06-05 0d critical");
    check(&format!("msp\n{plan}"), "A 06-01 06-05 -2d critical\nB 06-02 06-05 0d critical");
}

#[test]
fn an_actual_start_voids_start_constraints() {
    check("A 2d snet 2026-06-08 started 2026-06-01T08:00", "A 06-01 06-02 0d critical");
    check("A 2d pin 2026-06-08 started 2026-06-01T08:00", "A 06-01 06-02 0d critical");
}

#[test]
fn predecessors_of_begun_work_answer_to_what_is_left_of_it() {
    check(
        "A 1d\nB 4d A started 2026-06-01T08:00 50%\nC 9d",
        "A 06-01 06-01 6d\nB 06-01 06-04 5d\nC 06-01 06-11 0d critical",
    );
}
