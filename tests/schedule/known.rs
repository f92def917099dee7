//! Known values and the rules of the passes. June 2026 begins on a Monday; plans begin on it.

use super::text::{check, limit, why};

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
fn two_links_between_a_pair_both_hold() {
    check("A 5d\nB 3d A SS+1d A FF+1d", "A 06-01 06-05 0d critical\nB 06-04 06-08 0d critical");
}

#[test]
fn lags_count_on_the_successors_calendar_or_where_the_project_says() {
    let plan = "calendar seven Mon-Sun 8-12,13-17\nA 5d\nB 1d A FS+2d calendar seven";
    check(plan, "A 06-01 06-05 0d critical\nB 06-08 06-08 0d critical");
    check(&format!("lag predecessor\n{plan}"), "A 06-01 06-05 0d critical\nB 06-10 06-10 0d critical");
    check(&format!("lag elapsed\n{plan}"), "A 06-01 06-05 0d critical\nB 06-06T09:00 06-07T09:00 0d critical");
}

#[test]
fn elapsed_lags_ignore_calendars_and_percent_lags_share_the_duration() {
    check("A 5d\nB 1d A FS+3ed", "A 06-01 06-05 0d critical\nB 06-09 06-09 0d critical");
    check("A 4d\nB 1d A FS+50%", "A 06-01 06-04 0d critical\nB 06-09 06-09 0d critical");
    check(
        "S\n-A 2d\n-B 2d A\nC 1d S FS+50%",
        "S 06-01 06-04 0d critical\nA 06-01 06-02 0d critical\nB 06-03 06-04 0d critical\nC 06-09 06-09 0d critical",
    );
}

#[test]
fn elapsed_tasks_run_through_nights_and_weekends() {
    check("start 2026-06-05T08:00\nA 3ed\nB 1d A", "A 06-05 06-08T08:00 0d critical\nB 06-08 06-08 0d critical");
    check("A 1d\nB 1ed A\nC 1d B", "A 06-01 06-01 0d critical\nB 06-01T17:00 06-02 0.63d\nC 06-03 06-03 0d critical");
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

#[test]
fn holidays_and_shorter_days_are_worked_around() {
    check("holiday 2026-06-03\nA 3d\nB 1d A", "A 06-01 06-04 0d critical\nB 06-05 06-05 0d critical");
    check(
        "calendar night Mon-Fri 22-24\nA 4h calendar night\nB 1d A",
        "A 06-01T22:00 06-03T00:00 0d critical\nB 06-03 06-03 0d critical",
    );
}

#[test]
fn float_is_the_room_before_the_end() {
    check("A 5d\nB 2d\nC 1d A B", "A 06-01 06-05 0d critical\nB 06-01 06-02 3d\nC 06-08 06-08 0d critical");
    // Through lags and through the other kinds of link.
    check("A 5d\nB 1d\nC 1d A B FS+1d", "A 06-01 06-05 0d critical\nB 06-01 06-01 3d\nC 06-08 06-08 0d critical");
    check("A 5d\nB 1d\nC 2d A FF B SS", "A 06-01 06-05 0d critical\nB 06-01 06-01 3d\nC 06-04 06-05 0d critical");
}

#[test]
fn soft_constraints_never_break_logic() {
    check("A 5d\nB 2d A snet 2026-06-10", "A 06-01 06-05 2d\nB 06-10 06-11 0d critical");
    check("A 2d fnet 2026-06-05\nB 1d A", "A 06-04 06-05 0d critical\nB 06-08 06-08 0d critical");
    check("A 5d\nB 2d A snlt 2026-06-04", "A 06-01 06-05 -2d critical\nB 06-08 06-09 -2d critical");
    check("A 5d\nB 2d A fnlt 2026-06-08", "A 06-01 06-05 -1d critical\nB 06-08 06-09 -1d critical");
    check("A 5d\nB 2d A mso 2026-06-10", "A 06-01 06-05 2d\nB 06-10 06-11 0d critical");
    check("A 5d\nB 2d A mso 2026-06-04", "A 06-01 06-05 -2d critical\nB 06-08 06-09 -2d critical");
    check("A 5d\nB 2d A mfo 2026-06-12", "A 06-01 06-05 3d\nB 06-11 06-12 0d critical");
    check("A 5d\nB 2d A mfo 2026-06-08", "A 06-01 06-05 -1d critical\nB 06-08 06-09 -1d critical");
}

#[test]
fn imported_dates_may_pull_against_logic() {
    check("msp\nA 5d\nB 2d A mso 2026-06-04", "A 06-01 06-05 -2d critical\nB 06-04 06-05 -2d critical");
    check("msp\nA 5d\nB 2d A fnlt 2026-06-08", "A 06-01 06-05 -1d critical\nB 06-05 06-08 -1d critical");
    check("msp-soft\nA 5d\nB 2d A mso 2026-06-04", "A 06-01 06-05 -2d critical\nB 06-08 06-09 -2d critical");
}

#[test]
fn a_pin_holds_whatever_the_links_say() {
    check("A 5d\nB 2d A pin 2026-06-03", "A 06-01 06-05 -3d critical\nB 06-03 06-04 0d critical");
    check(
        "A 2d\nB 2d A pin 2026-06-08\nC 1d B",
        "A 06-01 06-02 3d\nB 06-08 06-09 0d critical\nC 06-10 06-10 0d critical",
    );
}

#[test]
fn as_late_as_possible_uses_free_float_only() {
    check(
        "A 1d alap\nB 1d A\nC 5d\nD 1d B C",
        "A 06-01 06-01 3d\nB 06-02 06-02 3d\nC 06-01 06-05 0d critical\nD 06-08 06-08 0d critical",
    );
    // A chain of them moves together.
    check(
        "A 1d alap\nB 1d A alap\nC 5d\nD 1d B C",
        "A 06-04 06-04 0d critical\nB 06-05 06-05 0d critical\nC 06-01 06-05 0d critical\nD 06-08 06-08 0d critical",
    );
    // To Project it takes the total float, and its followers move.
    check(
        "msp\nA 1d alap\nB 1d A\nC 5d\nD 1d B C",
        "A 06-04 06-04 0d critical\nB 06-05 06-05 0d critical\nC 06-01 06-05 0d critical\nD 06-08 06-08 0d critical",
    );
}

/// The chain fills the time up to the finish; what may be late is, what is to be early begins with the chain.
#[test]
fn a_plan_scheduled_from_its_finish_runs_back_from_it() {
    let plan = "A 5d alap\nB 2d A alap\nC 1d alap\nD 1d";
    let back = "A 06-18 06-24 0d critical\nB 06-25 06-26 0d critical\nC 06-26 06-26 0d critical\nD 06-18 06-18 6d";
    for whose in ["", "msp\n"] {
        check(&format!("{whose}from-finish\nfinish-by 2026-06-26\n{plan}"), back);
        // Wherever its start was said to be, after the finish too.
        check(&format!("{whose}from-finish\nstart 2026-09-01\nfinish-by 2026-06-26\n{plan}"), back);
    }
    // What has begun stays, and what cannot be met is short of the finish.
    check(
        "from-finish\nfinish-by 2026-06-26\nA 5d started 2026-06-22\nB 3d A alap",
        "A 06-22 06-26 -3d critical\nB 06-29 07-01 -3d critical",
    );
    // Summaries take their dates from what lies in them.
    check(
        "msp\nfrom-finish\nfinish-by 2026-06-26\nS\n-A 2d alap\n-B 2d A alap\nC 1d S alap",
        "S 06-22 06-25 0d critical\nA 06-22 06-23 0d critical\nB 06-24 06-25 0d critical\nC 06-26 06-26 0d critical",
    );
}

#[test]
fn deadlines_and_the_plans_own_end_cap_the_late_dates() {
    let plan = "A 5d deadline 2026-06-04\nB 2d A";
    check(plan, "A 06-01 06-05 -1d critical\nB 06-08 06-09 0d critical");
    assert_eq!(limit(plan, "A").as_deref(), Some("deadline A"));
    let plan = "A 5d\nB 2d A deadline 2026-06-08";
    check(plan, "A 06-01 06-05 -1d critical\nB 06-08 06-09 -1d critical");
    assert_eq!(limit(plan, "A").as_deref(), Some("deadline B"), "the limit is followed to where it comes from");
    let plan = "finish-by 2026-06-05\nA 5d\nB 2d A";
    check(plan, "A 06-01 06-05 -2d critical\nB 06-08 06-09 -2d critical");
    assert_eq!(limit(plan, "A").as_deref(), Some("MustFinishBy"));
    check("finish-by 2026-06-30\nA 5d", "A 06-01 06-05 0d critical");
    let plan = "S deadline 2026-06-03\n-A 2d\n-B 2d A\nC 1d";
    check(plan, "S 06-01 06-04 -1d critical\nA 06-01 06-02 -1d critical\nB 06-03 06-04 -1d critical\nC 06-01 06-01 3d");
    assert_eq!(limit(plan, "B").as_deref(), Some("deadline S"));
}

#[test]
fn summaries_span_their_children_and_hand_links_on() {
    check(
        "S\n-A 2d\n-B 3d A\nC 1d S",
        "S 06-01 06-05 0d critical\nA 06-01 06-02 0d critical\nB 06-03 06-05 0d critical\nC 06-08 06-08 0d critical",
    );
    check(
        "C 1d\nS C\n-A 2d\n-B 3d\n--X 1d\nD 1d S",
        "C 06-01 06-01 0d critical\nS 06-02 06-03 0d critical\nA 06-02 06-03 0d critical\nB 06-02 06-02 1d\nX 06-02 06-02 1d\nD 06-04 06-04 0d critical",
    );
    // Summary to summary, and SS from a summary binds backward only its first leaf.
    check(
        "S\n-A 2d\n-B 3d A\nT S SS+1d\n-X 1d\nD 9d B",
        "S 06-01 06-05 0d critical\nA 06-01 06-02 0d critical\nB 06-03 06-05 0d critical\nT 06-02 06-02 12d\nX 06-02 06-02 12d\nD 06-08 06-18 0d critical",
    );
}

#[test]
fn a_summarys_own_start_bound_holds_for_all_below() {
    let plan = "S snet 2026-06-03\n-A 1d\n--B 1d\nC 1d";
    check(plan, "S 06-03 06-03 0d critical\nA 06-03 06-03 0d critical\nB 06-03 06-03 0d critical\nC 06-01 06-01 2d");
    assert_eq!(why(plan, "B"), "ancestor S 06-03, ProjectStart 06-01");
}

#[test]
fn finish_links_into_a_summary_bind_what_nothing_inside_waits_for() {
    check(
        "P 5d\nS P FF\n-A 1d\n-B 1d A",
        "P 06-01 06-05 0d critical\nS 06-01 06-05 0d critical\nA 06-01 06-01 3d\nB 06-05 06-05 0d critical",
    );
}

#[test]
fn manual_tasks_keep_their_dates_and_others_follow() {
    check(
        "A 5d\nB 2d A manual 2026-06-03\nC 1d B",
        "A 06-01 06-05 -3d critical\nB 06-03 06-04 0d critical\nC 06-05 06-05 0d critical",
    );
    check("M manual 2026-06-03 2026-06-09\nC 1d M", "M 06-03 06-09 0d critical\nC 06-10 06-10 0d critical");
}

#[test]
fn inactive_tasks_stay_visible_and_hold_nobody() {
    check("A 5d\nB 5d A off\nC 1d B", "A 06-01 06-05 0d critical\nB 06-08 06-12 -5d\nC 06-01 06-01 4d");
}

#[test]
fn levelling_delay_waits_in_elapsed_time_from_where_the_links_would_begin() {
    check("A 5d\nB 1d A delay 2ed", "A 06-01 06-05 0d critical\nB 06-10 06-10 0d critical");
}

#[test]
fn drivers_come_with_their_runner_up() {
    let plan = "A 5d\nB 3d\nC 1d A B snet 2026-06-02";
    assert_eq!(why(plan, "C"), "FS A 06-05, FS B 06-03");
    assert_eq!(why(plan, "A"), "ProjectStart 06-01");
    assert_eq!(why("S\n-A 2d snet 2026-06-03\n-B 1d", "S"), "child B 06-01");
    assert_eq!(why("A 1d snet 2026-06-03", "A"), "Constraint(Snet) 06-03, ProjectStart 06-01");
}

#[test]
fn near_critical_and_the_critical_threshold_are_the_plans_own() {
    check("threshold 1d\nA 5d\nB 4d\nC 3d", "A 06-01 06-05 0d critical\nB 06-01 06-04 1d critical\nC 06-01 06-03 2d");
    let plan = super::text::plan("near 2d\nA 5d\nB 4d\nC 2d");
    let rows = forthright::schedule::schedule(&plan).rows;
    assert_eq!(rows.iter().map(|row| row.near_critical).collect::<Vec<_>>(), [false, true, false]);
}
