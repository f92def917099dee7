//! Constraints as people say them: `not before 12 Mar`.

use super::{DateForm, Dates};
use crate::plan::{Constraint, ConstraintKind, Moment};
use crate::schedule::WorkingTime;

/// A constraint as it would be typed: `not before 12 Mar`, `done by 3 Apr 12:00`.
pub fn write_constraint(constraint: Constraint, dates: &Dates) -> String {
    let start = || dates.start_typed(constraint.date, DateForm::Short);
    let finish = || dates.finish_typed(constraint.date, DateForm::Short);
    say(constraint.kind, start, finish)
}

/// A constraint to be read: the time is left out where the day's work begins, or ends, by `time`.
pub fn constraint_by(constraint: Constraint, time: &WorkingTime, dates: &Dates) -> String {
    let at = constraint.date;
    let first = time.next_start(Moment::start_of(at.date())) == at;
    let last = time.prev_finish(Moment::end_of(at.date_as_finish())) == at;
    let start = || if first { dates.start_day(at, DateForm::Short) } else { dates.start_typed(at, DateForm::Short) };
    let finish = || if last { dates.finish_day(at, DateForm::Short) } else { dates.finish_typed(at, DateForm::Short) };
    say(constraint.kind, start, finish)
}

/// A constraint as a chip says it, by the day: `not before 12 Mar`.
pub fn constraint_chip(constraint: Constraint, dates: &Dates) -> String {
    let start = || dates.start_day(constraint.date, DateForm::Short);
    let finish = || dates.finish_day(constraint.date, DateForm::Short);
    say(constraint.kind, start, finish)
}

fn say(kind: ConstraintKind, start: impl Fn() -> String, finish: impl Fn() -> String) -> String {
    match kind {
        ConstraintKind::Alap => "as late as possible".to_owned(),
        ConstraintKind::Snet => format!("not before {}", start()),
        ConstraintKind::Fnet => format!("not done before {}", finish()),
        ConstraintKind::Snlt => format!("starts by {}", start()),
        ConstraintKind::Fnlt => format!("done by {}", finish()),
        ConstraintKind::Mso => format!("must start {}", start()),
        ConstraintKind::Mfo => format!("must finish {}", finish()),
        ConstraintKind::Pinned => format!("held at {}", start()),
    }
}

/// Reads what [`write_constraint`] writes, the field's abbreviations (`SNET 12 Mar`), and `asap` or nothing for none.
///
/// # Errors
/// A sentence for the person who typed it.
pub fn read_constraint(text: &str, dates: &Dates) -> Result<Option<Constraint>, String> {
    use ConstraintKind::{Alap, Fnet, Fnlt, Mfo, Mso, Pinned, Snet, Snlt};
    let typed = text.trim().to_lowercase();
    match typed.as_str() {
        "" | "asap" | "none" | "as soon as possible" => return Ok(None),
        "alap" | "as late as possible" => {
            return Ok(Some(Constraint { kind: Alap, date: crate::plan::Moment::default() }));
        }
        _ => {}
    }
    // Longer beginnings before those they begin with.
    let begins = [
        ("not done before", Fnet),
        ("finish no earlier than", Fnet),
        ("fnet", Fnet),
        ("not before", Snet),
        ("start no earlier than", Snet),
        ("snet", Snet),
        ("starts by", Snlt),
        ("start no later than", Snlt),
        ("snlt", Snlt),
        ("done by", Fnlt),
        ("finish no later than", Fnlt),
        ("fnlt", Fnlt),
        ("must start on", Mso),
        ("must start", Mso),
        ("mso", Mso),
        ("must finish on", Mfo),
        ("must finish", Mfo),
        ("mfo", Mfo),
        ("held at", Pinned),
    ];
    let Some((rest, kind)) = begins.iter().find_map(|(begin, kind)| Some((typed.strip_prefix(begin)?, *kind))) else {
        return Err(format!("{} is not a constraint. Try not before {}.", super::quoted(text), dates.example()));
    };
    let date = dates.read(rest)?;
    let finish = matches!(kind, Fnet | Fnlt | Mfo);
    Ok(Some(Constraint { kind, date: if finish { date.as_finish() } else { date.as_start() } }))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::plan::Moment;
    use crate::words::Locale;
    use chrono::NaiveDate;

    #[test]
    fn a_constraint_reads_back_as_written() {
        let today = NaiveDate::from_ymd_opt(2026, 3, 2).unwrap_or_default();
        let dates = Dates::new(Locale::default(), today);
        for kind in [
            ConstraintKind::Snet,
            ConstraintKind::Fnet,
            ConstraintKind::Snlt,
            ConstraintKind::Fnlt,
            ConstraintKind::Mso,
            ConstraintKind::Mfo,
            ConstraintKind::Pinned,
        ] {
            for date in [Moment::start_of(today), Moment(Moment::start_of(today).0 + 600)] {
                let constraint = Constraint { kind, date };
                let text = write_constraint(constraint, &dates);
                assert_eq!(read_constraint(&text, &dates), Ok(Some(constraint)), "{text}");
            }
        }
    }

    #[test]
    fn a_time_is_left_out_where_the_work_of_the_day_begins_or_ends() {
        let today = NaiveDate::from_ymd_opt(2026, 3, 2).unwrap_or_default();
        let dates = Dates::new(Locale::default(), today);
        let plan = crate::plan::Plan::new(Moment::start_of(today));
        let time = WorkingTime::of(&plan, plan.settings.calendar);
        for (kind, minute, said) in [
            (ConstraintKind::Snet, 8 * 60, "not before 2 Mar"),
            (ConstraintKind::Snet, 10 * 60, "not before 2 Mar 10:00"),
            (ConstraintKind::Fnlt, 17 * 60, "done by 2 Mar"),
            (ConstraintKind::Fnlt, 12 * 60, "done by 2 Mar 12:00"),
        ] {
            let constraint = Constraint { kind, date: Moment(Moment::start_of(today).0 + minute) };
            assert_eq!(constraint_by(constraint, &time, &dates), said);
        }
    }

    #[test]
    fn constraints_are_read_by_their_short_names_too() {
        let dates = Dates::new(Locale::default(), NaiveDate::from_ymd_opt(2026, 3, 2).unwrap_or_default());
        for (typed, read) in
            [("SNET 12 Mar", "not before 12 Mar"), ("FNLT 3 Apr", "done by 3 Apr"), ("alap", "as late as possible")]
        {
            let constraint = read_constraint(typed, &dates).ok().flatten();
            assert_eq!(constraint.map(|constraint| write_constraint(constraint, &dates)).as_deref(), Some(read));
        }
        assert_eq!(read_constraint("asap", &dates), Ok(None));
        assert_eq!(
            read_constraint("soon", &dates),
            Err("“soon” is not a constraint. Try not before 12 Mar.".to_owned())
        );
    }
}
