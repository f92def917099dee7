//! *Hold a date*: plan text in, the table of suggestions out.

use super::text::plan;
use forthright::analysis::hold_date::{Hold, Options, hold_date, table};
use forthright::plan::{Moment, Plan, TaskId};
use forthright::schedule::schedule;
use forthright::words::{Dates, Locale};

fn id(plan: &Plan, name: &str) -> TaskId {
    plan.tasks.iter().find(|task| task.name == name).unwrap().id
}

pub fn held(plan: &Plan, target: &str, day: &str) -> Hold {
    hold_date(plan, &[], id(plan, target), day.parse().unwrap(), Options::default()).unwrap()
}

/// One line a suggestion: kinds, size in days, the day the target is then finished, `*` for work in progress, in words.
fn told(plan: &Plan, hold: &Hold) -> String {
    let dates = Dates::new(Locale::default(), "2026-06-01".parse().unwrap());
    let lines = hold.suggestions.iter().chain(&hold.nearest).map(|found| {
        let mark = if found.in_progress { "*" } else { "" };
        let size = f64::from(found.size) / 480.0;
        let milestone = plan.task(hold.target).unwrap().duration.minutes == 0;
        let finish = if milestone { found.finish.date() } else { found.finish.date_as_finish() };
        let finish = finish.format("%m-%d");
        format!("{} {size} {finish}{mark} {}", found.kinds(), found.sentence(plan, &dates))
    });
    let room = f64::from(hold.room) / 480.0;
    let verdict = if hold.holds {
        "holds"
    } else if hold.nearest.is_some() {
        "nearest"
    } else {
        "short"
    };
    std::iter::once(format!("{verdict} {room}")).chain(lines).collect::<Vec<_>>().join("\n")
}

#[track_caller]
fn check(text: &str, target: &str, day: &str, expected: &str) {
    let plan = plan(text);
    let hold = held(&plan, target, day);
    let found = told(&plan, &hold);
    let lines = |text: &str| text.lines().map(str::trim).filter(|line| !line.is_empty()).collect::<Vec<_>>().join("\n");
    assert_eq!(lines(&found), lines(expected), "\nfound:\n{found}\n");
    for found in &hold.suggestions {
        let mut after = plan.clone();
        after.apply(found.edit.clone()).unwrap();
        let row = plan.position(hold.target).unwrap();
        let finish = schedule(&after).rows[row].finish;
        assert_eq!(finish, found.finish);
        assert!(finish <= Moment::end_of(hold.date));
    }
}

#[test]
fn a_date_with_room_holds() {
    check("A 5d\nB 3d A\nM 0d B", "M", "2026-06-12", "holds 2");
    check("A 5d\nB 3d A\nM 0d B", "M", "2026-06-10", "holds 0");
}

#[test]
fn what_lies_on_the_chain_is_told_smallest_first() {
    check(
        "A 5d\nB 3d A FS+1d\nOther 2d\nM 0d B Other",
        "M",
        "2026-06-10",
        "short -1
         lag 1 06-10 No waiting (1 d) between A and B
         start 1 06-10 Begin the plan on Fri 29 May instead of Mon 1 Jun
         shorten 1 06-10 Shorten A by 1 d, to 4 d
         shorten 1 06-10 Shorten B by 1 d, to 2 d
         postpone 3 06-08 Do B (3 d) after M
         drop 3 06-08 Drop B (3 d)
         postpone 5 06-03 Do A (5 d) after M
         drop 5 06-03 Drop A (5 d)",
    );
    check(
        "A 8d\nB 3d A FS+2d\nM 0d B",
        "M",
        "2026-06-15",
        "short -2
         lag 2 06-15 No waiting (2 d) between A and B
         start 2 06-15 Begin the plan on Thu 28 May instead of Mon 1 Jun
         saturday 2 06-15 Work on Sat 6 Jun and Sat 13 Jun
         shorten 2 06-15 Shorten A by 2 d, to 6 d
         shorten 2 06-15 Shorten B by 2 d, to 1 d
         postpone 3 06-12 Do B (3 d) after M
         drop 3 06-12 Drop B (3 d)
         postpone 8 06-03 Do A (8 d) after M
         drop 8 06-03 Drop A (8 d)",
    );
    check(
        "A 2d\nB 4d A SS+2d\nM 0d B",
        "M",
        "2026-06-04",
        "short -2
         lag 2 06-04 No waiting (2 d) between A and B
         start 2 06-04 Begin the plan on Thu 28 May instead of Mon 1 Jun
         shorten 2 06-04 Shorten B by 2 d, to 2 d
         postpone 4 06-02 Do B (4 d) after M
         drop 4 06-02 Drop B (4 d)",
    );
}

#[test]
fn the_table_of_a_script() {
    let plan = plan("start 2026-06-01\nA 5d started 2026-06-01 20%\nB 3d A FS+1d\nM 0d B");
    assert_eq!(
        table(&held(&plan, "M", "2026-06-09")).join("\n"),
        "1\tshorten\t2\t960\t2026-06-09T17:00\n\
         2\tlead\t1,2\t960\t2026-06-09T17:00\n\
         3\tshorten\t1\t960\t2026-06-09T17:00\n\
         4\tpostpone\t2\t1440\t2026-06-08T17:00\n\
         5\tdrop\t2\t1440\t2026-06-08T17:00\n\
         6\tpostpone\t1\t1920\t2026-06-03T17:00\n\
         7\tdrop\t1\t1920\t2026-06-03T17:00"
    );
}

#[test]
fn two_together_where_no_single_one_does() {
    check(
        "A 3d\nB 3d A\nM 0d B locked",
        "M",
        "2026-06-03",
        "short -3
         start 3 06-03 Begin the plan on Wed 27 May instead of Mon 1 Jun
         ss 3 06-03 Begin B together with A
         drop 3 06-03 Drop A (3 d)",
    );
    check(
        "Out 1d locked\nA 3d Out\nB 3d Out\nM 0d A B locked",
        "M",
        "2026-06-03",
        "short -1
         shorten+shorten 2 06-03 Shorten A by 1 d, to 2 d, and shorten B by 1 d, to 2 d",
    );
}

#[test]
fn a_date_given_by_hand_moves_or_goes() {
    check(
        "A 2d snet 2026-06-10\nM 0d A locked",
        "M",
        "2026-06-10",
        "short -1
         start 1 06-10 Move the date of A: not before 9 Jun (now 10 Jun)
         shorten 1 06-10 Shorten A by 1 d, to 1 d
         constraint 7 06-02 Take the date off A: not before 10 Jun",
    );
    check(
        "A 2d pin 2026-06-10\nM 0d A locked",
        "M",
        "2026-06-10",
        "short -1
         constraint 1 06-10 Move the date of A: held at 9 Jun (now 10 Jun)
         shorten 1 06-10 Shorten A by 1 d, to 1 d
         constraint 7 06-02 Take the date off A: held at 10 Jun",
    );
    check(
        "A 2d fnet 2026-06-11\nM 0d A locked",
        "M",
        "2026-06-10",
        "short -1
         constraint 1 06-10 Move the date of A: not done before 10 Jun (now 11 Jun)
         constraint 7 06-02 Take the date off A: not done before 11 Jun",
    );
    check(
        "S snet 2026-06-10\n-A 2d\nM 0d S locked",
        "M",
        "2026-06-10",
        "short -1
         start 1 06-10 Move the date of S: not before 9 Jun (now 10 Jun)
         shorten 1 06-10 Shorten A by 1 d, to 1 d
         drop 2 06-01 Drop A (2 d)
         constraint 7 06-02 Take the date off S: not before 10 Jun",
    );
    check(
        "A 2d manual 2026-06-10 2026-06-11\nM 0d A locked",
        "M",
        "2026-06-10",
        "short -1
         start 1 06-10 Begin A on Tue 9 Jun instead of Wed 10 Jun",
    );
    check(
        "A 2d\nB 2d A delay 3ed\nM 0d B locked",
        "M",
        "2026-06-05",
        "short -2
         start 2 06-05 Begin the plan on Thu 28 May instead of Mon 1 Jun
         ss 2 06-05 Begin B together with A
         drop 2 06-05 Drop A (2 d)
         lag 2 06-05 Put B off by 1 ed for levelling instead of 3 ed",
    );
}

#[test]
fn work_under_way_is_marked_and_what_is_done_is_history() {
    check(
        "status 2026-06-02\nA 2d done 2026-06-02 started 2026-06-01\nB 5d started 2026-06-02 20% A\nC 3d B\nM 0d C",
        "M",
        "2026-06-09",
        "short -2
         shorten 2 06-09 Shorten C by 2 d, to 1 d
         lead 2 06-09* Begin C 2 d before B is done
         shorten 2 06-09* Shorten what is left of B by 2 d, to 2 d
         postpone 3 06-08 Do C (3 d) after M
         drop 3 06-08 Drop C (3 d)
         postpone 4 06-05* Do B (4 d) after M
         drop 4 06-05* Drop B (4 d)",
    );
    check("status 2026-06-03\nA 2d started 2026-06-01 done 2026-06-03\nM 0d A", "M", "2026-06-02", "short -1");
}

#[test]
fn what_is_locked_is_left_alone() {
    check(
        "A 5d\nB 3d A locked\nC 2d B\nM 0d C",
        "M",
        "2026-06-11",
        "short -1
         start 1 06-11 Begin the plan on Fri 29 May instead of Mon 1 Jun
         shorten 1 06-11 Shorten A by 1 d, to 4 d
         shorten 1 06-11 Shorten C by 1 d, to 1 d",
    );
    check(
        "S locked\n-A 5d\n-B 3d A\nC 2d S\nM 0d C",
        "M",
        "2026-06-11",
        "short -1
         shorten 1 06-11 Shorten C by 1 d, to 1 d",
    );
    check(
        "A 6d\nB 1d A locked\nM 0d B",
        "M",
        "2026-06-08",
        "short -1
         start 1 06-08 Begin the plan on Fri 29 May instead of Mon 1 Jun
         saturday 1 06-08 Work on Sat 6 Jun
         shorten 1 06-08 Shorten A by 1 d, to 5 d",
    );
}

#[test]
fn nothing_holds_what_cannot_be() {
    check("A 5d locked\nB 3d A locked\nM 0d B locked", "M", "2026-06-02", "short -6");
    check(
        "status 2026-06-01\nA 3d\nB 3d A\nC 3d B\nM 0d C",
        "M",
        "2026-06-02",
        "nearest -8
         drop+drop 6 06-04 Drop C (3 d), and drop B (3 d)",
    );
    check("status 2026-06-01\nA 3d locked\nB 3d\nC 3d\nD 3d\nM 0d A B C D", "M", "2026-06-02", "short -2");
}

#[test]
fn a_later_saturday_is_found_where_an_earlier_one_would_disturb_what_is_locked() {
    let plan = plan("A 11d\nX 4d snet 2026-06-04 locked\nM 0d A");
    let found = told(&plan, &held(&plan, "M", "2026-06-13"));
    assert!(found.contains("saturday 1 06-13 Work on Sat 13 Jun"), "{found}");
    assert!(!found.contains("Sat 6 Jun"), "{found}");
    // Where the step only comes to lie on the added day by another one that is added, that one alone is left.
    let plan = self::plan("A 16d\nB 4d\nX 4d B locked\nM 0d A");
    let found = told(&plan, &held(&plan, "M", "2026-06-20"));
    assert!(found.contains("Work on Sat 13 Jun") || found.contains("Work on Sat 20 Jun"), "{found}");
}

#[test]
fn no_day_is_added_on_which_a_locked_task_would_work() {
    check(
        "holiday 2026-06-03\nstatus 2026-06-02\nA 3d manual 2026-06-05\nB 3d A FS-1d locked",
        "B",
        "2026-06-08",
        "nearest -3
         shorten 2 06-09 Shorten A by 2 d, to 1 d",
    );
}

#[test]
fn hours_where_the_plan_uses_hours() {
    check(
        "A 12h\nB 6h A\nM 0d B",
        "M",
        "2026-06-02",
        "short -0.25
         lead 0.25 06-02 Begin B 2 h before A is done
         shorten 0.25 06-02 Shorten A by 2 h, to 10 h
         shorten 0.25 06-02 Shorten B by 2 h, to 4 h
         postpone 0.75 06-02 Do B (6 h) after M
         drop 0.75 06-02 Drop B (6 h)
         start 1 06-02 Begin the plan on Fri 29 May instead of Mon 1 Jun
         postpone 1.5 06-01 Do A (12 h) after M
         drop 1.5 06-01 Drop A (12 h)",
    );
}

#[test]
fn days_without_work_can_be_worked() {
    check(
        "holiday 2026-06-03\nA 5d\nM 0d A",
        "M",
        "2026-06-05",
        "short -1
         start 1 06-05 Begin the plan on Fri 29 May instead of Mon 1 Jun
         holiday 1 06-05 Work on Wed 3 Jun
         shorten 1 06-05 Shorten A by 1 d, to 4 d
         postpone 5 06-01 Do A (5 d) after M
         drop 5 06-01 Drop A (5 d)",
    );
    check(
        "A 14d\nM 0d A locked",
        "M",
        "2026-06-16",
        "short -2
         start 2 06-16 Begin the plan on Thu 28 May instead of Mon 1 Jun
         saturday 2 06-16 Work on Sat 6 Jun and Sat 13 Jun
         shorten 2 06-16 Shorten A by 2 d, to 12 d",
    );
}

#[test]
fn a_summary_is_held_by_the_last_step_in_it() {
    check(
        "S\n-A 5d\n-B 3d A\n-C 2d",
        "S",
        "2026-06-09",
        "short -1
         start 1 06-09 Begin the plan on Fri 29 May instead of Mon 1 Jun
         lead 1 06-09 Begin B 1 d before A is done
         shorten 1 06-09 Shorten A by 1 d, to 4 d
         saturday 1 06-09 Work on Sat 6 Jun
         shorten 1 06-09 Shorten B by 1 d, to 2 d
         drop 3 06-05 Drop B (3 d)
         drop 5 06-03 Drop A (5 d)",
    );
}

#[test]
fn today_and_the_status_date_are_not_planned_behind() {
    let plan = plan("A 5d snet 2026-06-10\nM 0d A");
    let today = Options { today: Some("2026-06-09".parse().unwrap()) };
    let hold = hold_date(&plan, &[], id(&plan, "M"), "2026-06-12".parse().unwrap(), today).unwrap();
    assert_eq!(told(&plan, &hold), "short -2\nshorten 2 06-12 Shorten A by 2 d, to 3 d");
}
