//! The report that went to the sample's client a week before its status date: what the next one starts from.

use super::{Keys, NOW, before, go_on};
use crate::plan::{Moment, Plan, Progress, Task};
use crate::project::{Report, ReportId, Section, Sent, SentLine, SentStep};
use crate::schedule::{Schedule, TaskSchedule, WorkingTime, schedule};
use chrono::NaiveDate;

/// Days some steps were thought to take a week ago: what has happened to them since is news.
const THEN: &[(&str, i32)] = &[("contract", 27), ("tickets", 7)];

/// The report; `agreed` is the plan before any of it was done.
pub(super) fn report(agreed: &Plan, keys: &Keys, name: &str, friday: NaiveDate, id: ReportId) -> Report {
    let mut plan = agreed.clone();
    let time = WorkingTime::of(&plan, plan.settings.calendar);
    let a_week_ago = before(friday, 7);
    let day = (0..7).map(|days| before(a_week_ago, days)).find(|day| time.works_on(*day)).unwrap_or(a_week_ago);
    let days = NOW.iter().map(|(key, days)| {
        let then = THEN.iter().find(|(other, _)| other == key);
        (*key, then.map_or(*days, |(_, days)| *days))
    });
    go_on(&mut plan, keys, day, days);
    let now = schedule(&plan);
    let sent = Sent {
        on: day,
        to: vec!["Helen Brandt".into(), "Louise Meyer".into()],
        due: Some(day),
        status_on: Some(day),
        title: format!("{name} – status report"),
        period: format!("As of {}", day.format("%a %-d %b %Y")),
        lines: lines(&plan, &now, keys, day),
        milestones: Vec::new(),
        steps: steps(&plan, &now, true).collect(),
        private: steps(&plan, &now, false).filter(|step| step.percent < 100).collect(),
    };
    Report { sent: Some(Box::new(sent)), ..Report::new(id, day) }
}

/// Where the steps stood that the client sees, or those they do not.
fn steps(plan: &Plan, now: &Schedule, seen: bool) -> impl Iterator<Item = SentStep> {
    let rows = plan.tasks.iter().zip(&now.rows).filter(move |(task, _)| task.client_visible == seen);
    rows.map(|(_, at)| SentStep { task: at.id, start: at.start, finish: at.finish, percent: at.percent })
}

fn lines(plan: &Plan, now: &Schedule, keys: &Keys, day: NaiveDate) -> Vec<SentLine> {
    let line = |section, key: String, text: String| SentLine { section, key, under: false, text };
    let written = |day: NaiveDate| day.format("%a %-d %b").to_string();
    let rows = || {
        let seen = plan.tasks.iter().zip(&now.rows).enumerate();
        seen.filter(|(row, (task, _))| task.client_visible && !plan.is_summary(*row)).map(|(_, both)| both)
    };
    let done = rows().filter(|(task, _)| is_of_the_week(&task.progress, day)).map(|(task, at)| {
        let text = format!("{}, {}: {}.", task.name, written(at.finish.date_as_finish()), task.will_see);
        line(Section::Done, format!("done {}", task.id.0), text)
    });
    let under_way = |(task, _): &(&Task, &TaskSchedule)| {
        task.progress.actual_start.is_some() && task.progress.actual_finish.is_none()
    };
    let started = rows().filter(under_way).map(|(task, at)| {
        let (from, to) = (written(at.start.date()), written(at.finish.date_as_finish()));
        let text = format!("{}: begun on {from}, to be done by {to}.", task.name);
        line(Section::Started, format!("started {}", task.id.0), text)
    });
    let contract = rows().filter(|(task, _)| keys.get("contract") == Some(&task.id)).map(|(task, at)| {
        let text = format!("{}, by {} (Louise Meyer).", task.name, written(at.finish.date_as_finish()));
        line(Section::Needs, format!("need {}", task.id.0), text)
    });
    let sure = line(Section::Confidence, "confidence".into(), "All 3 dates we promised are on course.".into());
    done.chain(started).chain(contract).chain([sure]).collect()
}

fn is_of_the_week(progress: &Progress, day: NaiveDate) -> bool {
    progress.actual_finish.is_some_and(|finish| finish > Moment::end_of(before(day, 7)))
}
