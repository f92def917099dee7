//! What stands beside a report, for its author alone: what is withheld, when it is due, what was sent before. None of it
//! is ever in a report.

use crate::analysis::{ReportDue, ReportRecord};
use crate::client::ClientSince;
use crate::plan::{Side, TaskId};
use crate::project::{Cadence, Every, Project, ReportId, Sent, SentStep};
use crate::schedule::Schedule;
use crate::words::{DateForm, Dates, task_name};
use chrono::NaiveDate;

/// Something of this period that the client does not read about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Withheld {
    /// `Review of today’s ticketing`.
    pub name: String,
    /// `private step, done Fri 5 Jun`.
    pub what: String,
    /// The step, to go to.
    pub task: Option<TaskId>,
}

/// Private steps that were done, begun or moved since, then private problems, promises and decisions.
pub fn withheld(project: &Project, schedule: &Schedule, since: &ClientSince, dates: &Dates) -> Vec<Withheld> {
    let day = |day| dates.write(day, DateForm::Weekday);
    let last = project.sent_reports().pop().map(|(_, sent)| sent);
    let then = |id| last.and_then(|sent| sent.private.iter().find(|step| step.task == id));
    let rows = project.plan.tasks.iter().zip(&schedule.rows);
    let steps =
        rows.filter(|(task, at)| !task.client_visible && !task.inactive && !at.summary).filter_map(|(task, at)| {
            let progress = &task.progress;
            let (now, was) = (at.last_day(), then(task.id).map(stood_until));
            let what = match (progress.actual_finish, progress.actual_start, was) {
                (Some(_), ..) if now > since.from => format!("done {}", day(now)),
                (Some(_), ..) => return None,
                (None, _, Some(was)) if was != now => format!("moves {}", dates.change(was, now)),
                (None, Some(start), _) if start.date() > since.from => format!("begun {}", day(start.date())),
                _ => return None,
            };
            let name = task_name(&project.plan, task.id);
            Some(Withheld { name, what: format!("private step, {what}"), task: Some(task.id) })
        });
    steps.chain(words(project, since, dates)).collect()
}

fn words(project: &Project, since: &ClientSince, dates: &Dates) -> Vec<Withheld> {
    let named = |name: &str, or: &str| if name.trim().is_empty() { or.to_owned() } else { name.trim().to_owned() };
    let problems = project.problems.values().filter(|one| !one.client_visible && one.closed_on.is_none());
    let problems = problems.map(|one| Withheld {
        name: named(&one.private.title, "A problem without a title"),
        what: "private problem".to_owned(),
        task: None,
    });
    let promises = project.promises.values().filter(|one| !one.client_visible && one.is_open());
    let promises = promises.map(|one| Withheld {
        name: named(&one.words, &task_name(&project.plan, one.task)),
        what: match one.date() {
            Some(date) => format!("private promise, for {}", dates.write(date, DateForm::Weekday)),
            None => "private promise".to_owned(),
        },
        task: Some(one.task),
    });
    let decisions = project.decisions.values().filter(|one| !one.client_visible && one.decided_on >= since.from);
    let decisions = decisions.map(|one| Withheld {
        name: named(&one.what, "A decision"),
        what: format!("private decision of {}", dates.write(one.decided_on, DateForm::Weekday)),
        task: None,
    });
    problems.chain(promises).chain(decisions).collect()
}

/// Where unfinished private steps stand: kept with a report that goes out, for the margin of the next one.
pub fn private_steps(project: &Project, schedule: &Schedule) -> Vec<SentStep> {
    let rows = project.plan.tasks.iter().zip(&schedule.rows);
    let open = rows.filter(|(task, at)| !task.client_visible && !at.summary && task.progress.actual_finish.is_none());
    open.map(|(_, at)| SentStep { task: at.id, start: at.start, finish: at.finish, percent: at.percent }).collect()
}

fn stood_until(step: &SentStep) -> NaiveDate {
    if step.start == step.finish { step.start.date() } else { step.finish.date_as_finish() }
}

/// `Due Fri 19 Jun by 15:00, in 4 days.`
pub fn due_words(due: &ReportDue, dates: &Dates) -> String {
    let day = format!("{} by {}", dates.write(due.day, DateForm::Weekday), clock(due.at));
    match (due.overdue, due.ahead) {
        (true, 0) => format!("Was due today by {}.", clock(due.at)),
        (true, -1) => format!("Was due {day}, 1 day ago."),
        (true, ahead) => format!("Was due {day}, {} days ago.", -ahead),
        (false, 0) => format!("Due today by {}.", clock(due.at)),
        (false, 1) => format!("Due tomorrow, {day}."),
        (false, ahead) => format!("Due {day}, in {ahead} days."),
    }
}

/// `4 of 5 reports on time`; nothing before the first.
pub fn record_words(record: &ReportRecord) -> String {
    match (record.on_time, record.due) {
        (_, 0) => String::new(),
        (on_time, 1) => format!("{on_time} of 1 report on time"),
        (on_time, due) => format!("{on_time} of {due} reports on time"),
    }
}

/// `15:00`.
pub fn clock(minute: u16) -> String {
    format!("{:02}:{:02}", minute / 60, minute % 60)
}

/// `Every Friday`, `Every second Friday`, `Every month on the 15th day`.
pub fn cadence_words(cadence: &Cadence) -> String {
    match cadence.every {
        Every::Week => format!("Every {}", cadence.from.format("%A")),
        Every::Fortnight => format!("Every second {}", cadence.from.format("%A")),
        Every::Month => format!("Every month on day {}", cadence.from.format("%-d")),
    }
}

/// A report that was sent, in the list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SentRow {
    pub id: ReportId,
    pub day: String,
    /// To whom, and whether it was on time.
    pub note: String,
}

/// The reports that were sent, the latest first.
pub fn sent_rows(project: &Project, dates: &Dates) -> Vec<SentRow> {
    let row = |(id, sent): (ReportId, &Sent)| {
        let to = if sent.to.is_empty() { String::new() } else { format!("to {}", sent.to.join(", ")) };
        let kept = match sent.due {
            Some(due) if sent.on > due => format!("late, due {}", dates.write(due, DateForm::Weekday)),
            Some(_) => "on time".to_owned(),
            None => String::new(),
        };
        let note = [to, kept].into_iter().filter(|text| !text.is_empty()).collect::<Vec<_>>().join(" · ");
        SentRow { id, day: dates.write(sent.on, DateForm::Long), note }
    };
    project.sent_reports().into_iter().rev().map(row).collect()
}

/// Who gets the report: those the last one went to, else the client's people who were promised something.
pub fn recipients(project: &Project) -> Vec<String> {
    if let Some((_, sent)) = project.sent_reports().pop().filter(|(_, sent)| !sent.to.is_empty()) {
        return sent.to.clone();
    }
    let theirs = project.plan.resources.values().filter(|one| one.side == Side::Client && one.client_visible);
    let promised = |name: &str| project.promises.values().any(|promise| promise.to.trim() == name);
    theirs.map(|one| one.name.trim().to_owned()).filter(|name| promised(name)).collect()
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use crate::client::ClientProject;
    use crate::project::sample;
    use crate::words::Locale;

    #[test]
    fn the_margin_says_what_the_client_does_not_read() {
        let today = "2026-06-15".parse().unwrap();
        let mut project = sample(today);
        let dates = Dates::new(Locale::from_tag("en-GB"), today);
        let schedule = project.schedule();
        let told = |project: &Project| {
            let seen = ClientProject::of(project, &schedule, today, &dates);
            let all = withheld(project, &schedule, &seen.since, &dates);
            all.into_iter().map(|one| format!("{}: {}", one.name, one.what)).collect::<Vec<_>>().join("\n")
        };
        assert_eq!(told(&project), "Fixes: private step, moves 27 → 30 Jul");
        project.problems.values_mut().for_each(|problem| problem.client_visible = false);
        project.promises.values_mut().for_each(|promise| promise.client_visible = false);
        let told = told(&project);
        assert!(told.contains("The museum’s contract for payments is stuck: private problem"), "{told}");
        assert!(told.contains("The portal is ready for the Friends of the Museum: private promise"), "{told}");
    }

    #[test]
    fn who_gets_it_and_when_is_said_in_words() {
        let today = "2026-06-15".parse().unwrap();
        let mut project = sample(today);
        let dates = Dates::new(Locale::from_tag("en-GB"), today);
        let rows: Vec<String> =
            sent_rows(&project, &dates).into_iter().map(|row| format!("{}: {}", row.day, row.note)).collect();
        assert_eq!(rows, ["Fri 5 Jun 2026: to Helen Brandt, Louise Meyer · on time"]);
        project.reports.clear();
        assert_eq!(recipients(&project), ["Helen Brandt", "Louise Meyer"]);
        assert_eq!(cadence_words(&project.sharing.cadence.unwrap()), "Every Friday");
        let due = |day: i64, overdue| ReportDue { day: today, at: 900, ahead: day, overdue, serves: true };
        let said = [due(4, false), due(1, false), due(0, false), due(0, true), due(-1, true), due(-3, true)];
        let said: Vec<String> = said.iter().map(|due| due_words(due, &dates)).collect();
        assert_eq!(
            said,
            [
                "Due Mon 15 Jun by 15:00, in 4 days.",
                "Due tomorrow, Mon 15 Jun by 15:00.",
                "Due today by 15:00.",
                "Was due today by 15:00.",
                "Was due Mon 15 Jun by 15:00, 1 day ago.",
                "Was due Mon 15 Jun by 15:00, 3 days ago.",
            ]
        );
    }
}
