//! *What can I promise?*: a date for a chance and a chance for a date, in words fit for a client; what the date varies by,
//! as a picture with its table; the steps that move it most.

mod picture;
#[cfg(test)]
mod tests;

pub use picture::{Picture, Spot, picture};

use crate::analysis::{Calibration, Chances, Mover, PromiseNow};
use crate::plan::{Moment, TaskId};
use crate::project::Project;
use crate::schedule::{Schedule, WorkingTime};
use crate::simulate::Outcome;
use crate::view::promises::Promised;
use crate::words::{self, DateForm, Dates};
use chrono::NaiveDate;

/// Something a date can be promised for: a step, or the end of the plan.
#[derive(Clone, Debug, PartialEq)]
pub struct Target {
    pub task: Option<TaskId>,
    pub name: String,
    /// The date that holds, where one was promised and is not delivered yet.
    pub promised: Option<NaiveDate>,
}

/// What can be asked: promised steps that are open, the one due first in front; milestones ahead; the end.
pub fn targets(project: &Project, schedule: &Schedule, promised: &Promised) -> Vec<Target> {
    let mut open: Vec<PromiseNow> = promised.all().map(|told| told.now).filter(|now| now.delivered.is_none()).collect();
    open.sort_by_key(|now| (now.date, now.id));
    let mut all: Vec<Target> = Vec::new();
    for now in open.iter().filter(|now| now.forecast.is_some()) {
        if all.iter().all(|target| target.task != Some(now.task)) {
            let name = words::task_name(&project.plan, now.task);
            all.push(Target { task: Some(now.task), name, promised: Some(now.date) });
        }
    }
    for (task, row) in project.plan.tasks.iter().zip(&schedule.rows) {
        let ahead = row.milestone && task.progress.actual_finish.is_none() && !task.inactive;
        if ahead && all.iter().all(|target| target.task != Some(task.id)) {
            all.push(Target { task: Some(task.id), name: words::task_name(&project.plan, task.id), promised: None });
        }
    }
    all.push(Target { task: None, name: "Everything in the plan".to_owned(), promised: None });
    all
}

/// A date with what it is worth.
#[derive(Clone, Debug, PartialEq)]
pub struct Offer {
    pub date: NaiveDate,
    /// 0 to 100, to place the slider.
    pub percent: f64,
    /// `Thu 19 Mar`
    pub day: String,
    /// `four times in five`
    pub odds: String,
    /// `80 %`
    pub share: String,
    /// For the client: `“Design approved” will be done by 19 March, four times in five.`
    pub sentence: String,
    /// `6 days of buffer after the plan's own date, Wed 11 Mar, which holds one time in three.`
    pub buffer: String,
    /// `From 2000 runs: with other luck the date would lie between 18 and 20 Mar, the share within 2 points.`
    pub worth: String,
}

/// What is asked of a target.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Ask {
    /// The date that is kept so many times in a hundred.
    Chance(f64),
    /// How often this date is kept.
    Date(NaiveDate),
}

/// The answer; `None` where nothing is known of the target yet, or any more.
pub fn offer(
    project: &Project,
    schedule: &Schedule,
    chances: &Chances,
    target: &Target,
    ask: Ask,
    dates: &Dates,
) -> Option<Offer> {
    let outcome = chances.outcome(target.task)?;
    let (own, day_of) = own_date(schedule, target)?;
    let date = match ask {
        Ask::Chance(percent) => day_of(outcome.percentile(percent.clamp(1.0, 99.0))),
        Ask::Date(date) => date,
    };
    let chance = outcome.chance(Moment::end_of(date));
    let (odds, day) = (words::odds(chance), dates.write(date, DateForm::Weekday));
    let held = words::odds(outcome.chance(Moment::end_of(own)));
    let time = WorkingTime::of(&project.plan, project.plan.settings.calendar);
    let extra = time.work(Moment::end_of(own), Moment::end_of(date));
    let length = words::days(extra.saturating_abs(), &project.plan.settings.hours, dates.locale);
    let plan_day = dates.write(own, DateForm::Weekday);
    let buffer = match extra {
        0 => format!("No buffer: it is the plan's own date, which holds {held}."),
        1.. => format!("{length} of buffer after the plan's own date, {plan_day}, which holds {held}."),
        _ => format!("{length} before the plan's own date, {plan_day}, which holds {held}."),
    };
    let within = outcome.chance_within(chance);
    Some(Offer {
        date,
        percent: chance * 100.0,
        sentence: sentence(&target.name, date, odds, dates),
        odds: odds.to_owned(),
        share: words::share(chance, within),
        worth: worth(outcome, ask, day_of, within, dates),
        day,
        buffer,
    })
}

/// How a finish is told as a day.
type DayOf = fn(Moment) -> NaiveDate;

/// The day the plan itself has, and how the days of its runs are told: those of what takes no time as its own.
fn own_date(schedule: &Schedule, target: &Target) -> Option<(NaiveDate, DayOf)> {
    let Some(task) = target.task else { return Some((schedule.finish.date_as_finish(), Moment::date_as_finish)) };
    let row = schedule.rows.iter().find(|row| row.id == task)?;
    Some((row.last_day(), if row.start == row.finish { Moment::date } else { Moment::date_as_finish }))
}

fn sentence(name: &str, date: NaiveDate, odds: &str, dates: &Dates) -> String {
    let name = if name.ends_with(" in the plan") { name.to_owned() } else { format!("“{name}”") };
    match date < dates.today {
        true => format!("{name} was to be done by {}, and that day is over.", dates.write(date, DateForm::Long)),
        false => format!("{name} will be done by {}, {odds}.", dates.write(date, DateForm::Long)),
    }
}

/// What the digits are worth.
fn worth(outcome: &Outcome, ask: Ask, day_of: DayOf, within: f64, dates: &Dates) -> String {
    let runs = outcome.runs();
    let points = (within * 100.0).ceil().max(1.0);
    let points = if points == 1.0 { "1 point".to_owned() } else { format!("{points} points") };
    match ask {
        Ask::Chance(percent) => {
            // A share whose own doubt is `within` gives the two dates around it.
            let at = |share: f64| day_of(outcome.moment_for(share));
            let (from, to) = (at(percent / 100.0 - within), at(percent / 100.0 + within));
            match from == to {
                true => format!("From {runs} runs of the plan: with other luck it would be the same day."),
                false => format!(
                    "From {runs} runs of the plan: with other luck it would lie between {} and {}.",
                    dates.write(from, DateForm::Short),
                    dates.write(to, DateForm::Short)
                ),
            }
        }
        Ask::Date(_) => format!("From {runs} runs of the plan: with other luck the share would be within {points}."),
    }
}

/// How an open promise is worth relying on: `kept four times in five`; nothing once it is delivered, or where nothing
/// delivers it.
pub fn kept(chances: &Chances, now: &PromiseNow) -> Option<String> {
    if now.delivered.is_some() || now.forecast.is_none() {
        return None;
    }
    chances.by(now.task, now.date).map(|chance| format!("kept {}", words::odds(chance)))
}

/// Where several steps must all be done and that alone makes the date later: `It waits for several steps that must all be done:
/// that alone puts it about 2 d later than any one of them would. The latest is most often Design, Texts.` Nothing below half a day.
pub fn merging(project: &Project, chances: &Chances, target: Option<TaskId>, dates: &Dates) -> Option<String> {
    let hours = &project.plan.settings.hours;
    let bias = chances.merge_bias(target?)?;
    if bias.p50 < hours.minutes_per_day / 2 {
        return None;
    }
    // Those that are the latest in a run of ten, the likeliest first.
    let mut waiting: Vec<_> = bias.waiting.iter().filter(|waiting| waiting.latest >= 0.1).collect();
    waiting.sort_by(|a, b| b.latest.total_cmp(&a.latest));
    let names: Vec<String> =
        waiting.iter().take(4).map(|waiting| words::task_name(&project.plan, waiting.link.predecessor)).collect();
    let later = words::days(bias.p50, hours, dates.locale);
    Some(format!(
        "It waits for several steps that must all be done: that alone puts it about {later} later than any one of them would. The latest is most often {}.",
        names.join(", ")
    ))
}

/// A step that moves the date.
#[derive(Clone, Debug, PartialEq)]
pub struct MoverRow {
    pub task: TaskId,
    pub name: String,
    /// `3–8d left`
    pub range: String,
    /// 0 to 100, of what the date varies by.
    pub share: f64,
    /// `moves it most: about 60 % of what it varies by goes with this step`
    pub says: String,
}

/// The three steps that move a target's date most.
pub fn movers(project: &Project, chances: &Chances, target: Option<TaskId>, dates: &Dates) -> Vec<MoverRow> {
    let hours = &project.plan.settings.hours;
    let row = |mover: Mover| {
        let task = project.plan.task(mover.task)?;
        let (low, high) = (mover.spread.low, mover.spread.high);
        let unit = crate::plan::Duration { minutes: mover.spread.likely, estimated: false, ..task.duration };
        let range = crate::plan::Range { shorter: mover.spread.likely - low, longer: high - mover.spread.likely };
        let range = format!("{} left", words::write_estimate(unit, Some(range), hours, dates.locale));
        let percent = (mover.share * 20.0).round() * 5.0;
        let says = if percent < 5.0 {
            "moves it a little".to_owned()
        } else {
            format!("about {percent} % of what the date varies by goes with it")
        };
        Some(MoverRow {
            task: mover.task,
            name: words::task_name(&project.plan, mover.task),
            range,
            share: mover.share * 100.0,
            says,
        })
    };
    chances.movers(target, 3).into_iter().filter_map(row).collect()
}

/// What is said where no step is named: the date is certain, or it varies by what no step alone decides.
pub fn none_moves(chances: &Chances, target: Option<TaskId>) -> &'static str {
    let varies = chances.outcome(target).is_some_and(|outcome| outcome.percentile(5.0) != outcome.percentile(95.0));
    if varies {
        "No step alone moves this date much: it varies by what all steps share."
    } else {
        "Nothing in the plan makes this date uncertain."
    }
}

/// How good the forecasts were: `Of 6 dates said at about 80 %, 5 held.`; nothing before one is decided.
pub fn calibrated(all: &[Calibration]) -> String {
    let part = |one: &Calibration| {
        let dates = if one.said == 1 { "1 date".to_owned() } else { format!("{} dates", one.said) };
        let held = match one.held {
            0 => "none held".to_owned(),
            held if held == one.said && held > 1 => "all held".to_owned(),
            held => format!("{held} held"),
        };
        format!("Of {dates} said at about {} %, {held}.", one.about)
    };
    all.iter().rev().map(part).collect::<Vec<_>>().join(" ")
}

/// Where a step's end probably lies: `Eight times in ten done between 9 Mar and 15 Mar.`
pub fn probably(chances: &Chances, task: TaskId, dates: &Dates) -> Option<String> {
    let soft = chances.soft(task)?;
    let (from, to) = (soft.from.date_as_finish(), soft.to.date_as_finish());
    let day = |date| dates.write(date, DateForm::Weekday);
    Some(match from == to {
        true => format!("Nearly always done on {}.", day(to)),
        false => format!("Eight times in ten done between {} and {}.", day(from), day(to)),
    })
}

/// A place on the hill in words.
pub fn hill_words(place: Option<u8>) -> &'static str {
    match place {
        None => "Not on the hill: its range is as typed.",
        Some(0..40) => "Figuring out what to do: its range is wider.",
        Some(40..=60) => "At the top: it is clear what to do.",
        Some(_) => "Getting it done: its range is narrower.",
    }
}
