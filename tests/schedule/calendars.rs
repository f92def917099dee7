//! Laws of calendar arithmetic, over calendars of any week, exceptions and bases.

use chrono::NaiveDate;
use forthright::plan::*;
use forthright::schedule::WorkingTime;
use proptest::prelude::*;

fn hours() -> impl Strategy<Value = DayHours> {
    prop_oneof![
        3 => Just(DayHours::standard()),
        2 => Just(DayHours::off()),
        1 => Just(DayHours(vec![Interval { from: 0, to: 1440 }])),
        2 => prop::collection::vec((0u16..1440, 1u16..600), 0..4)
            .prop_map(|raw| DayHours(raw.into_iter().map(|(from, long)| Interval { from, to: from + long }).collect())),
    ]
}

fn recurrence() -> impl Strategy<Value = Recurrence> {
    prop_oneof![
        Just(Recurrence::EveryDay),
        (0u16..9).prop_map(|every| Recurrence::Daily { every }),
        (0u16..5, 0u8..128).prop_map(|(every, days)| Recurrence::Weekly { every, days }),
        (0u16..5, 0u8..40).prop_map(|(every, day)| Recurrence::Monthly { every, day }),
        (0u16..5, 0u8..9, 0u8..128).prop_map(|(every, nth, days)| Recurrence::MonthlyNth { every, nth, days }),
        (0u8..15, 0u8..40).prop_map(|(month, day)| Recurrence::Yearly { month, day }),
        (0u8..15, 0u8..9, 0u8..128).prop_map(|(month, nth, days)| Recurrence::YearlyNth { month, nth, days }),
    ]
}

fn day(n: i32) -> NaiveDate {
    Moment(n * 1440).date()
}

pub fn exception() -> impl Strategy<Value = Exception> {
    (20_000i32..21_500, -3i32..400, recurrence(), hours()).prop_map(|(from, long, recurrence, hours)| Exception {
        name: String::new(),
        from: day(from),
        to: day(from + long),
        recurrence,
        hours,
    })
}

pub fn calendar(id: u32, base: Option<u32>) -> impl Strategy<Value = Calendar> {
    let week = prop::array::uniform7(prop::option::weighted(0.9, hours()));
    let weeks = prop::collection::vec(
        (20_000i32..21_500, 0i32..60, prop::array::uniform7(prop::option::of(hours()))).prop_map(
            |(from, long, week)| WorkWeek { name: String::new(), from: day(from), to: day(from + long), week },
        ),
        0..3,
    );
    (week, prop::collection::vec(exception(), 0..5), weeks).prop_map(move |(week, exceptions, work_weeks)| Calendar {
        id: CalendarId(id),
        name: String::new(),
        base: base.map(CalendarId),
        week,
        exceptions,
        work_weeks,
    })
}

fn working_time() -> impl Strategy<Value = WorkingTime> {
    (calendar(1, Some(2)), calendar(2, None)).prop_filter_map("never works", |(own, base)| {
        let time = WorkingTime::compile(&[&own, &base]);
        // Laws about adding hold where there is something to add.
        (time.work(Moment(0), Moment(20_000_000)) > 0 && time.work(Moment(35_000_000), Moment(200_000_000)) > 3_000_000)
            .then_some(time)
    })
}

/// Minutes of the years around 2026.
fn moment() -> impl Strategy<Value = Moment> {
    (28_000_000i32..31_500_000).prop_map(Moment)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 200, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn what_is_added_is_found_between(time in working_time(), t in moment(), w in -200_000i32..200_000) {
        prop_assert_eq!(time.work(t, time.add(t, w)), w);
    }

    #[test]
    fn later_stays_later(time in working_time(), a in moment(), gap in 0i32..20_000, w in -50_000i32..50_000) {
        let b = Moment(a.0 + gap);
        prop_assert!(time.next_start(a) <= time.next_start(b));
        prop_assert!(time.prev_finish(a) <= time.prev_finish(b));
        prop_assert!(time.add(a, w) <= time.add(b, w));
        prop_assert!(time.work(a, b) >= 0 && time.work(a, b) <= gap);
    }

    #[test]
    fn starts_and_finishes_lie_in_working_time(time in working_time(), t in moment()) {
        let (start, finish) = (time.next_start(t), time.prev_finish(t));
        prop_assert!(finish <= t && t <= start);
        prop_assert_eq!(time.work(start, Moment(start.0 + 1)), 1);
        prop_assert_eq!(time.work(Moment(finish.0 - 1), finish), 1);
        prop_assert_eq!(time.work(finish, start), time.work(finish, t) + time.work(t, start));
        prop_assert_eq!((time.work(t, start), time.work(finish, t)), (0, 0));
    }

    #[test]
    fn intervals_tell_the_same_story(time in working_time(), a in moment(), long in 0i32..60_000) {
        let b = Moment(a.0 + long);
        let mut at = a;
        let mut sum = 0;
        for (from, to) in time.intervals(a, b) {
            prop_assert!(at <= from && from < to && to <= b);
            prop_assert_eq!(time.work(from, to), to.0 - from.0);
            sum += to.0 - from.0;
            at = to;
        }
        prop_assert_eq!(sum, time.work(a, b));
    }
}

/// What the rules say of a single day, day by day.
#[test]
fn exceptions_win_over_weeks_between_dates_and_those_over_the_week() {
    let mut calendar = Calendar::standard(CalendarId(1));
    let date = |text: &str| Moment::parse(text).unwrap().date();
    let one = |from: u16, to: u16| DayHours(vec![Interval { from: from * 60, to: to * 60 }]);
    calendar.work_weeks.push(WorkWeek {
        name: String::new(),
        from: date("2026-06-08"),
        to: date("2026-06-14"),
        week: std::array::from_fn(|day| if day == 0 { Some(one(8, 10)) } else { None }),
    });
    let exception = |from: &str, to: &str, recurrence, hours| Exception {
        name: String::new(),
        from: date(from),
        to: date(to),
        recurrence,
        hours,
    };
    calendar.exceptions.push(exception("2026-06-10", "2026-06-10", Recurrence::EveryDay, DayHours::off()));
    calendar.exceptions.push(exception("2026-06-13", "2026-06-13", Recurrence::EveryDay, one(9, 12)));
    calendar.exceptions.push(exception(
        "2026-01-01",
        "2030-12-31",
        Recurrence::Yearly { month: 12, day: 25 },
        DayHours::off(),
    ));
    let last_friday = Recurrence::MonthlyNth { every: 1, nth: 5, days: 1 << 4 };
    calendar.exceptions.push(exception("2026-06-01", "2026-12-31", last_friday, DayHours::off()));
    let time = WorkingTime::compile(&[&calendar]);
    let minutes = |text: &str| time.work(Moment::start_of(date(text)), Moment::end_of(date(text)));
    let days = ["2026-06-01", "2026-06-08", "2026-06-09", "2026-06-10", "2026-06-13", "2026-06-14", "2026-06-15"];
    assert_eq!(days.map(minutes), [480, 120, 480, 0, 180, 0, 480]);
    assert_eq!(["2026-06-26", "2026-06-19", "2026-07-31", "2027-01-29"].map(minutes), [0, 480, 0, 480]);
    assert_eq!(["2026-12-25", "2028-12-25", "2031-12-25"].map(minutes), [0, 0, 480]);
}
