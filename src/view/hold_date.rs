//! *Hold a date* in words: the verdict, and a row a suggestion.

use crate::analysis::hold_date::{Hold, MOST, Suggestion};
use crate::edit::PlanEdit;
use crate::plan::{Moment, Plan};
use crate::words::{DateForm, Dates, Sentence, days};

/// What can be done, as it is shown.
#[derive(Clone, Debug, PartialEq)]
pub struct HoldView {
    /// Whether the date holds, and what would hold it.
    pub verdict: Sentence,
    pub rows: Vec<Row>,
    /// Where nothing holds: what comes nearest. It can be made a scenario like any other.
    pub nearest: Option<Row>,
    /// What the list leaves out, if anything.
    pub note: Option<&'static str>,
}

/// A suggestion.
#[derive(Clone, Debug, PartialEq)]
pub struct Row {
    /// What is to be done, its tasks to be followed.
    pub what: Sentence,
    /// The same as a name, for the scenario made from it and its undo step.
    pub label: String,
    /// How much it changes: `2 d`.
    pub size: String,
    /// `Touches work in progress`; nothing when it does not.
    pub in_progress: Option<&'static str>,
    /// The day the held task is done then, and the room that is left: `Thu 12 Mar, 1 d to spare`.
    pub finish: String,
    /// Carries it out.
    pub edit: PlanEdit,
}

/// The answer to *hold this date* for the plan it was found for.
pub fn hold_view(plan: &Plan, hold: &Hold, dates: &Dates) -> HoldView {
    let said = Said { plan, hold, dates };
    let rows: Vec<Row> = hold.suggestions.iter().map(|found| said.row(found)).collect();
    let note = match (hold.cut_short, rows.len()) {
        (true, _) => Some("This plan is large: not everything was tried."),
        (_, MOST) => Some("Only the smallest are listed."),
        _ => None,
    };
    HoldView { verdict: said.verdict(), nearest: hold.nearest.as_ref().map(|found| said.row(found)), rows, note }
}

struct Said<'a> {
    plan: &'a Plan,
    hold: &'a Hold,
    dates: &'a Dates,
}

impl Said<'_> {
    fn verdict(&self) -> Sentence {
        let hold = self.hold;
        let (date, done) = (self.dates.write(hold.date, DateForm::Weekday), self.day(hold.finish));
        let name = Sentence::default().task(self.plan, hold.target);
        if hold.holds {
            let verb = if hold.over { "was done on" } else { "holds" };
            let date = if hold.over { done } else { date };
            return name.say(format!(" {verb} {date} with {}.", self.room(hold.room)));
        }
        if hold.over {
            return name
                .say(format!(" was done on {done}, {} after {date}. Nothing can change that.", self.short(hold.room)));
        }
        let name = name.say(format!(" is done on {done}, {} after {date}. ", self.short(hold.room)));
        let pairs = hold.suggestions.first().is_some_and(|found| found.changes.len() > 1);
        name.say(match (hold.suggestions.len(), pairs, &hold.nearest) {
            (0, _, Some(found)) => {
                format!("Nothing found holds it; the nearest falls {} short.", self.short(found.room))
            }
            (0, _, None) => "Nothing found holds it, or brings it any nearer.".to_owned(),
            (1, false, _) => "This change alone holds it.".to_owned(),
            (_, false, _) => "Each of these changes alone holds it.".to_owned(),
            (1, true, _) => "No single change holds it; this pair does.".to_owned(),
            (_, true, _) => "No single change holds it; these pairs do.".to_owned(),
        })
    }

    fn row(&self, found: &Suggestion) -> Row {
        let what = found.sentence(self.plan, self.dates);
        let room = if found.finish <= Moment::end_of(self.hold.date) {
            self.room(found.room)
        } else {
            format!("{} short", self.short(found.room))
        };
        Row {
            label: what.to_string(),
            what,
            size: self.length(found.size),
            in_progress: found.in_progress.then_some("Touches work in progress"),
            finish: format!("{}, {room}", self.day(found.finish)),
            edit: found.edit.clone(),
        }
    }

    fn length(&self, minutes: i32) -> String {
        days(minutes, &self.plan.settings.hours, self.dates.locale)
    }

    fn room(&self, minutes: i32) -> String {
        if minutes <= 0 { "nothing to spare".to_owned() } else { format!("{} to spare", self.length(minutes)) }
    }

    /// How far behind the date something lies; where only days without work lie between, that.
    fn short(&self, room: i32) -> String {
        if room >= 0 { "a day without work".to_owned() } else { self.length(room.saturating_neg()) }
    }

    /// The day a finish is said to be on: a milestone shows its own.
    fn day(&self, finish: Moment) -> String {
        let row = self.plan.position(self.hold.target);
        let length = row.filter(|row| !self.plan.is_summary(*row)).map(|row| self.plan.tasks[row].duration.minutes);
        match length {
            Some(0) => self.dates.start_day(finish, DateForm::Weekday),
            _ => self.dates.finish_day(finish, DateForm::Weekday),
        }
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use crate::analysis::hold_date::{Options, hold_date};
    use crate::plan::{DependencyKey, DependencyKind, Duration, Lag, Progress, Task, TaskId};
    use crate::words::Locale;

    /// Design 5 d, Build 3 d, Go-live; a lock for each letter of `locked`.
    fn plan(locked: &str) -> Plan {
        let mut plan = Plan::new(Moment::parse("2026-06-01").unwrap());
        for (id, name, days) in [(2, "Design", 5), (3, "Build", 3), (4, "Go-live", 0)] {
            let mut task = Task::new(TaskId(id), 0, name, Duration::working(days * 480));
            task.locked = locked.contains(&name[..1]);
            plan.tasks.push(task);
            if id > 2 {
                let (successor, predecessor) = (TaskId(id), TaskId(id - 1));
                let link = DependencyKey { successor, predecessor, kind: DependencyKind::FS };
                plan.dependencies.insert(link, Lag::default());
            }
        }
        plan
    }

    fn check(plan: &Plan, day: &str, expected: &str) {
        let today = "2026-06-01".parse().unwrap();
        let hold = hold_date(plan, &[], TaskId(4), day.parse().unwrap(), Options { today: Some(today) }).unwrap();
        let view = hold_view(plan, &hold, &Dates::new(Locale::default(), today));
        let line = |row: &Row| {
            let mark = row.in_progress.map(|mark| format!(" | {mark}")).unwrap_or_default();
            format!("{} | {} | {}{mark}", row.label, row.size, row.finish)
        };
        let told: Vec<String> =
            std::iter::once(view.verdict.to_string()).chain(view.rows.iter().chain(&view.nearest).map(line)).collect();
        let expected: Vec<&str> = expected.lines().map(str::trim).collect();
        assert_eq!(told, expected, "\n{}\n", told.join("\n"));
        // Each row is a scenario of its own.
        for row in view.rows.iter().chain(&view.nearest) {
            plan.clone().apply(row.edit.clone()).unwrap();
        }
    }

    #[test]
    fn a_date_that_holds_is_said_with_its_room() {
        check(&plan(""), "2026-06-12", "Go-live holds Fri 12 Jun with 2 d to spare.");
        check(&plan(""), "2026-06-10", "Go-live holds Wed 10 Jun with nothing to spare.");
    }

    #[test]
    fn what_would_hold_it_is_a_row_each() {
        check(
            &plan(""),
            "2026-06-09",
            "Go-live is done on Wed 10 Jun, 1 d after Tue 9 Jun. Each of these changes alone holds it.
             Begin Build 1 d before Design is done | 1 d | Tue 9 Jun, nothing to spare
             Shorten Design by 1 d, to 4 d | 1 d | Tue 9 Jun, nothing to spare
             Work on Sat 6 Jun | 1 d | Tue 9 Jun, nothing to spare
             Shorten Build by 1 d, to 2 d | 1 d | Tue 9 Jun, nothing to spare
             Do Build (3 d) after Go-live | 3 d | Fri 5 Jun, 2 d to spare
             Drop Build (3 d) | 3 d | Fri 5 Jun, 2 d to spare
             Do Design (5 d) after Go-live | 5 d | Wed 3 Jun, 4 d to spare
             Drop Design (5 d) | 5 d | Wed 3 Jun, 4 d to spare",
        );
    }

    #[test]
    fn pairs_and_what_falls_short_are_said_plainly() {
        check(
            &plan("G"),
            "2026-06-02",
            "Go-live is done on Wed 10 Jun, 6 d after Tue 2 Jun. No single change holds it; these pairs do.
             Begin Build 4 d before Design is done, and shorten Build by 2 d, to 1 d | 6 d | Tue 2 Jun, nothing to spare
             Begin Build together with Design, and shorten Build by 1 d, to 2 d | 6 d | Tue 2 Jun, nothing to spare
             Shorten Design by 4 d, to 1 d, and shorten Build by 2 d, to 1 d | 6 d | Tue 2 Jun, nothing to spare
             Drop Design (5 d), and shorten Build by 1 d, to 2 d | 6 d | Tue 2 Jun, nothing to spare",
        );
        check(
            &plan("DG"),
            "2026-06-03",
            "Go-live is done on Wed 10 Jun, 5 d after Wed 3 Jun. Nothing found holds it; the nearest falls 3 d short.
             Shorten Build by 2 d, to 1 d | 2 d | Mon 8 Jun, 3 d short",
        );
        check(
            &plan("DBG"),
            "2026-06-03",
            "Go-live is done on Wed 10 Jun, 5 d after Wed 3 Jun. Nothing found holds it, or brings it any nearer.",
        );
    }

    #[test]
    fn what_is_under_way_is_marked_and_what_is_done_is_done() {
        let mut plan = plan("BG");
        plan.tasks[0].progress =
            Progress { actual_start: Some(plan.settings.start), percent: 20, ..Progress::default() };
        check(
            &plan,
            "2026-06-09",
            "Go-live is done on Wed 10 Jun, 1 d after Tue 9 Jun. This change alone holds it.
             Shorten what is left of Design by 1 d, to 3 d | 1 d | Tue 9 Jun, nothing to spare | Touches work in progress",
        );
        for task in &mut plan.tasks {
            let at = Some(Moment::parse("2026-06-12T17:00").unwrap());
            task.progress = Progress { actual_start: at, actual_finish: at, percent: 100, remaining: Some(0) };
        }
        check(&plan, "2026-06-09", "Go-live was done on Fri 12 Jun, 3 d after Tue 9 Jun. Nothing can change that.");
        check(&plan, "2026-06-15", "Go-live was done on Fri 12 Jun with 1 d to spare.");
    }
}
