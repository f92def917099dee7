//! The Promises room's ledger: each date said to the client against the date that follows, as rows and as places on one
//! axis of time.

use super::chance::calibrated;
use crate::analysis::{Entry, Fact, Heard, PromiseState, calibration, count, facts_heard, ledger_heard, summary};
use crate::plan::{Plan, TaskId};
use crate::project::record::Tellable;
use crate::project::{ProblemId, Project, PromiseId};
use crate::schedule::Schedule;
use crate::view::options::title;
use crate::view::promises::{Tone, standing, tone};
use crate::words::{DateForm, Dates, month_name, task_name};
use chrono::{Datelike, Days, NaiveDate};

/// What the room shows of all promises.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Ledger {
    /// `11 promises: 8 kept, 3 of them early; …`
    pub summary: String,
    /// How good the forecasts were, once one is decided.
    pub calibrated: String,
    pub rows: Vec<Row>,
    /// Beginnings of months, as percent of the axis, with their names.
    pub months: Vec<(f64, String)>,
    /// Today's place.
    pub today: f64,
}

/// One promise.
#[derive(Clone, Debug, PartialEq)]
pub struct Row {
    pub id: PromiseId,
    pub task: TaskId,
    /// As the client heard it; the step's name where no words were kept.
    pub words: String,
    /// `to Helen Brandt · Design approved`
    pub about: String,
    /// `12 Mar`
    pub date: String,
    /// How it stands, in words.
    pub state: String,
    pub tone: Tone,
    /// The notice on the record: `17 days of notice`, `they know since 27 Oct`; `21 days of notice, not logged as told`
    /// where no conversation or report shows it;
    /// `why is not said yet` of one that was missed; empty where there was none to give.
    pub notice: String,
    /// The day that follows from the plan, or the day it was delivered: `the plan reaches 14 Mar`.
    pub forecast: String,
    pub sayings: Vec<SaidRow>,
    /// Why it was missed, where it was.
    pub why: String,
    pub lane: Lane,
    /// Not told yet: what a conversation would tell.
    pub untold: Vec<Tellable>,
    /// Problems that touch it and are open.
    pub problems: Vec<(ProblemId, String)>,
}

/// A date as it was said.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SaidRow {
    pub date: String,
    /// `told 27 Oct, 17 days before`; `said 27 Oct, 17 days before, not logged as told`
    pub told: String,
    pub reason: String,
}

/// Where a promise's dates lie, in percent of the axis.
#[derive(Clone, Debug, PartialEq)]
pub struct Lane {
    pub promised: f64,
    pub before: Vec<f64>,
    /// The forecast, or the day of delivery.
    pub reached: Option<f64>,
    pub delivered: bool,
}

/// The ledger of `project` on the day of `dates`.
pub fn room(project: &Project, schedule: &Schedule, dates: &Dates) -> Ledger {
    let heard = Heard::of(project, &project.plan);
    let entries = ledger_heard(&heard, schedule, dates.today);
    let axis = Axis::of(&entries, dates.today);
    let untold = facts_heard(&heard, schedule, dates.today);
    let look = Look { project, dates, axis: &axis, facts: &untold, heard: &heard };
    Ledger {
        summary: summary(&count(&entries)),
        calibrated: calibrated(&calibration(project, entries.iter().map(|entry| &entry.now), dates.today)),
        rows: entries.iter().map(|entry| look.row(entry)).collect(),
        months: axis.months(dates),
        today: axis.at(dates.today),
    }
}

/// The names a promise can be typed for: milestones that are not done, and as many as a list is good for.
pub fn promisable(plan: &Plan, schedule: &Schedule) -> Vec<String> {
    const MOST: usize = 200;
    let rows = plan.tasks.iter().zip(&schedule.rows);
    let open = rows.filter(|(task, at)| at.milestone && task.progress.actual_finish.is_none() && !task.inactive);
    open.take(MOST).map(|(task, _)| task_name(plan, task.id)).collect()
}

/// The step of that name, whatever its capitals.
///
/// # Errors
/// A sentence for the person who typed it.
pub fn step_named(plan: &Plan, typed: &str) -> Result<TaskId, String> {
    let typed = typed.trim();
    if typed.is_empty() {
        return Err("Say which step is promised.".to_owned());
    }
    let wanted = typed.to_lowercase();
    let found = plan.tasks.iter().find(|task| task.name.trim().to_lowercase() == wanted);
    found.map(|task| task.id).ok_or_else(|| format!("No step is called “{typed}”."))
}

struct Look<'a, 'b> {
    project: &'a Project,
    dates: &'a Dates,
    axis: &'a Axis,
    facts: &'a [Fact],
    heard: &'a Heard<'b>,
}

impl Look<'_, '_> {
    fn row(&self, entry: &Entry) -> Row {
        let (now, day) = (&entry.now, |date| self.dates.write(date, DateForm::Short));
        let promise = self.project.promises.get(&now.id);
        let step = task_name(&self.project.plan, now.task);
        let words = promise.map(|one| one.words.trim()).filter(|words| !words.is_empty());
        let to = promise.map(|one| one.to.trim()).filter(|to| !to.is_empty());
        let about = match (to, words) {
            (Some(to), Some(_)) => format!("to {to} · {step}"),
            (Some(to), None) => format!("to {to}"),
            (None, Some(_)) => step.clone(),
            (None, None) => String::new(),
        };
        let least = entry.sayings.iter().filter_map(|said| Some((said.notice?, said.logged))).min();
        let missed = matches!(now.state, PromiseState::Missed { .. });
        let notice = match (least, entry.warned.filter(|_| now.delivered.is_none() && now.is_broken())) {
            _ if missed && entry.why.is_empty() => "why is not said yet".to_owned(),
            (_, Some((on, days))) => format!("they know since {}, {}", day(on), before(days)),
            (Some((days, logged)), None) => format!("{} of notice{}", count_of(days), not_logged(logged)),
            (None, None) => String::new(),
        };
        let forecast = match (now.delivered, now.forecast) {
            (Some(on), _) => format!("delivered {}", day(on)),
            (None, Some(on)) => format!("the plan reaches {}", day(on)),
            (None, None) => String::new(),
        };
        Row {
            id: now.id,
            task: now.task,
            words: words.map_or(step, str::to_owned),
            about,
            date: day(now.date),
            state: standing(now, &self.project.plan.settings.hours, self.dates.locale),
            tone: tone(now),
            notice,
            forecast,
            sayings: self.sayings(entry),
            why: promise.filter(|_| missed).map(|one| one.why_missed.trim().to_owned()).unwrap_or_default(),
            lane: self.lane(entry),
            untold: self.untold(entry),
            problems: self.problems(now.task),
        }
    }

    fn sayings(&self, entry: &Entry) -> Vec<SaidRow> {
        let day = |date| self.dates.write(date, DateForm::Short);
        let row = |said: &crate::analysis::Said| SaidRow {
            date: day(said.date),
            told: match said.notice {
                Some(days) => {
                    let how = if said.logged { "told" } else { "said" };
                    format!("{how} {}, {}{}", day(said.told_on), before(days), not_logged(said.logged))
                }
                None => format!("said {}", day(said.told_on)),
            },
            reason: said.reason.clone(),
        };
        entry.sayings.iter().map(row).collect()
    }

    fn lane(&self, entry: &Entry) -> Lane {
        let old = entry.sayings.split_last().map_or(&[][..], |(_, old)| old);
        Lane {
            promised: self.axis.at(entry.now.date),
            before: old.iter().map(|said| self.axis.at(said.date)).collect(),
            reached: entry.now.forecast.map(|on| self.axis.at(on)),
            delivered: entry.now.delivered.is_some(),
        }
    }

    fn untold(&self, entry: &Entry) -> Vec<Tellable> {
        let about = |fact: &&Fact| match fact.what {
            Tellable::Promise { promise, .. } => promise == entry.now.id,
            Tellable::Moved { task, .. } | Tellable::Delivered(task) => task == entry.now.task,
            _ => false,
        };
        self.facts.iter().filter(|fact| fact.told.is_none()).filter(about).map(|fact| fact.what).collect()
    }

    fn problems(&self, task: TaskId) -> Vec<(ProblemId, String)> {
        let open = self.project.problems.values().filter(|problem| problem.closed_on.is_none());
        let touching = open.filter(|problem| self.heard.reaches(problem.id, task));
        touching.map(|problem| (problem.id, title(problem))).collect()
    }
}

/// Nobody can show that the client knows.
fn not_logged(logged: bool) -> &'static str {
    if logged { "" } else { ", not logged as told" }
}

fn count_of(days: i64) -> String {
    match days {
        1 => "1 day".to_owned(),
        ..=0 => "no days".to_owned(),
        days => format!("{days} days"),
    }
}

/// `17 days before`, on the day or after it in words.
fn before(days: i64) -> String {
    match days {
        0 => "on the day itself".to_owned(),
        ..0 => format!("{} after the day", count_of(-days)),
        _ => format!("{} before", count_of(days)),
    }
}

/// The days from a little before the first date to a little after the last.
struct Axis {
    from: NaiveDate,
    days: f64,
}

impl Axis {
    fn of(entries: &[Entry], today: NaiveDate) -> Axis {
        let said = entries.iter().flat_map(|entry| entry.sayings.iter().map(|said| said.date));
        let reached = entries.iter().filter_map(|entry| entry.now.forecast);
        let all: Vec<NaiveDate> = said.chain(reached).chain([today]).collect();
        let (first, last) = (all.iter().min().copied().unwrap_or(today), all.iter().max().copied().unwrap_or(today));
        let edge = Days::new((last.signed_duration_since(first).num_days().max(28) / 14) as u64);
        let (from, to) = (first.checked_sub_days(edge).unwrap_or(first), last.checked_add_days(edge).unwrap_or(last));
        Axis { from, days: to.signed_duration_since(from).num_days().max(1) as f64 }
    }

    fn at(&self, day: NaiveDate) -> f64 {
        let percent = day.signed_duration_since(self.from).num_days() as f64 / self.days * 100.0;
        (percent * 100.0).round() / 100.0
    }

    /// As many months as are readable: each, every third, every twelfth.
    fn months(&self, dates: &Dates) -> Vec<(f64, String)> {
        let every = match self.days as i64 {
            ..301 => 1,
            301..1001 => 3,
            _ => 12,
        };
        let mut all = Vec::new();
        let mut month = self.from.with_day(1).unwrap_or(self.from);
        for _ in 0..600 {
            let at = self.at(month);
            if at > 99.0 {
                break;
            }
            if at >= 0.0 && month.month0().is_multiple_of(every) {
                all.push((at, named(month, dates)));
            }
            let Some(next) = month.checked_add_months(chrono::Months::new(1)) else { break };
            month = next;
        }
        all
    }
}

/// `March`, with the year where it is another one.
fn named(month: NaiveDate, dates: &Dates) -> String {
    let name = month_name(month.month());
    if month.year() == dates.near.year() { name.to_owned() } else { format!("{name} {}", month.year()) }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use crate::prepare::story::tell;
    use crate::words::Locale;

    /// The ledger after a chapter of the story, a promise a line.
    fn picture(chapter: &str) -> String {
        let mut out = String::new();
        tell("2026-11-27".parse().unwrap(), |title, on, project| {
            if title != chapter {
                return;
            }
            let ledger = room(project, &project.schedule(), &Dates::new(Locale::from_tag("en-GB"), on));
            out = format!("{}\n", ledger.summary);
            for row in &ledger.rows {
                let reached = row.lane.reached.map(|at| format!("{at:.0}")).unwrap_or_default();
                out.push_str(&format!(
                    "{} | {} | {} | {} | {} | {} | {:.0}→{reached}\n",
                    row.words,
                    row.date,
                    row.state,
                    row.notice,
                    row.forecast,
                    row.untold.len(),
                    row.lane.promised
                ));
                let old = row.sayings.iter().filter(|said| !said.reason.is_empty());
                old.for_each(|said| out.push_str(&format!("   {} {}: {}\n", said.date, said.told, said.reason)));
            }
        });
        out
    }

    #[test]
    fn the_ledger_of_a_project_that_slips() {
        assert_eq!(
            picture("The second slip"),
            "3 promises: 1 kept, early; 1 moved late, with 1 day’s notice; 1 at risk.\n\
             We agree with you which letters go out | 17 Sep | kept 1 day early |  | delivered 16 Sep | 0 | 7→5\n\
             You can try it at one desk | 16 Oct | kept, moved late | 1 day of notice | delivered 15 Oct | 0 | 47→45\n   \
             16 Oct told 8 Oct, 1 day before: The patient system hands out appointments only one by one. We saw it in the week before and hoped to catch up.\n\
             Every desk sends letters and texts | 13 Nov | at risk by 5 d |  | the plan reaches 20 Nov | 1 | 85→95\n"
        );
        let after = picture("The call, the same day");
        assert!(after.contains("| at risk by 5 d | they know since 27 Oct, 17 days before |"), "{after}");
    }

    /// The sample’s design was promised anew, and a call shows that it was told; without the call, nothing does.
    #[test]
    fn notice_that_no_conversation_shows_is_not_said_to_be_known() {
        let today = "2026-06-10".parse().unwrap();
        let mut project = crate::project::sample(today);
        let told = |project: &Project| {
            let ledger = room(project, &project.schedule(), &Dates::new(Locale::from_tag("en-GB"), today));
            let row = ledger.rows.into_iter().find(|row| row.sayings.len() == 2).unwrap();
            (row.state, row.notice, row.sayings[1].told.clone())
        };
        let said = |notice: &str, told: &str| ("moved with notice".to_owned(), notice.to_owned(), told.to_owned());
        assert_eq!(told(&project), said("21 days of notice", "told 25 May, 21 days before"));
        project.record.conversations.clear();
        let expected = said("21 days of notice, not logged as told", "said 25 May, 21 days before, not logged as told");
        assert_eq!(told(&project), expected);
    }

    #[test]
    fn an_empty_ledger_says_so() {
        let project = Project::new("", crate::plan::Moment::parse("2026-06-01").unwrap());
        let ledger = room(&project, &project.schedule(), &Dates::new(Locale::default(), "2026-06-01".parse().unwrap()));
        assert_eq!((ledger.summary.as_str(), ledger.rows.len()), ("No promises yet.", 0));
    }
}
