//! The radar in words: each line with the notice there still is and the one thing that answers it.

#[cfg(test)]
mod tests;

use crate::analysis::radar::{Radar, RadarLine, Signal, radar};
use crate::analysis::report_due;
use crate::plan::{Plan, TaskId};
use crate::project::record::{ConcernId, InputId, Tellable};
use crate::project::{ProblemId, Project, PromiseId, Saying, Sent};
use crate::schedule::{Schedule, WorkingTime};
use crate::view::options::title;
use crate::words::{DateForm, Dates, Sentence, days, task_name};
use chrono::NaiveDate;

/// A line as it is shown.
#[derive(Clone, Debug, PartialEq)]
pub struct Line {
    pub key: String,
    /// What it is about, in a word or two: `Promise`, `Not told`.
    pub about: &'static str,
    /// A promise the plan does not keep: it stands out, by its word as well.
    pub pressing: bool,
    pub said: Sentence,
    /// `Tell now: 17 days of notice; in a week: 10`; empty where there is nothing to give notice of.
    pub notice: String,
    pub action: Action,
}

/// The one thing that answers a line, with the name of its button.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Action {
    /// Log that it was told.
    Tell(Tellable),
    /// Look for a way to hold the date.
    HoldDate(TaskId),
    /// Say another date, or why it was missed.
    OpenPromise(PromiseId),
    OpenProblem(ProblemId),
    OpenInput(InputId),
    OpenTask(TaskId),
    WriteReport,
    SetStatus,
    /// Ask four questions of whoever asks so often.
    AskFrankly,
    OpenConcern(ConcernId),
}

impl Action {
    /// The name of its button.
    pub fn label(self) -> &'static str {
        match self {
            Action::Tell(_) => "Log that it was told",
            Action::HoldDate(_) => "Hold the date",
            Action::OpenPromise(_) => "Promise anew or say why",
            Action::OpenProblem(_) => "Open the problem",
            Action::OpenInput(_) => "Open what we need",
            Action::OpenTask(_) => "Show it in the plan",
            Action::WriteReport => "Write the report",
            Action::SetStatus => "Set the status date",
            Action::AskFrankly => "Prepare a frank discussion",
            Action::OpenConcern(_) => "Open the concern",
        }
    }
}

/// What is on the radar of `project` on `today`, the report that is due among it; `schedule` is the project's own.
pub fn look(project: &Project, schedule: &Schedule, today: NaiveDate) -> Radar {
    let due = project.sharing.cadence.map(|cadence| {
        let time = WorkingTime::of(&project.plan, project.plan.settings.calendar);
        let sent: Vec<&Sent> = project.sent_reports().into_iter().map(|(_, sent)| sent).collect();
        // On which day does not depend on the time of day.
        report_due(&cadence, &time, &sent, today, 0).day
    });
    radar(project, schedule, today, due)
}

/// The lines in words.
pub fn lines(radar: &Radar, project: &Project, dates: &Dates) -> Vec<Line> {
    radar.lines.iter().map(|line| shown(line, project, dates)).collect()
}

/// What is put off, with the reason: `Until 12 Jun: I call on Friday`.
pub fn snoozed(radar: &Radar, project: &Project, dates: &Dates) -> Vec<(Line, String)> {
    let until = |snooze: &crate::project::record::Snooze| {
        format!("Until {}: {}", dates.write(snooze.until, DateForm::Short), snooze.reason)
    };
    radar.snoozed.iter().map(|(line, snooze)| (shown(line, project, dates), until(snooze))).collect()
}

/// `3 things are not told, the oldest for 12 days.`, `Calm. Everything is told.` Zero is a good word.
pub fn strip(radar: &Radar, today: NaiveDate) -> String {
    let age = radar.oldest_untold.map_or(0, |since| today.signed_duration_since(since).num_days());
    let since = match age {
        ..=0 => "since today".to_owned(),
        1 => "since yesterday".to_owned(),
        days => format!("for {days} days"),
    };
    match radar.untold {
        0 if radar.lines.is_empty() => "Calm. Everything is told.".to_owned(),
        0 => "Everything is told.".to_owned(),
        1 => format!("1 thing is not told, {since}."),
        count => format!("{count} things are not told, the oldest {since}."),
    }
}

/// What its button is called: `Radar: calm`, `Radar: 3`.
pub fn label(radar: &Radar) -> String {
    match radar.lines.len() {
        0 => "Radar: calm".to_owned(),
        count => format!("Radar: {count}"),
    }
}

/// What a line is about, in a word or two.
fn about(signal: &Signal) -> &'static str {
    match signal {
        Signal::PromisePassed { .. } => "Promise passed",
        Signal::NotTold(_) => "Not told",
        Signal::InputDue { .. } => "We need it",
        Signal::ReserveDue { .. } | Signal::FewOptions { .. } => "Problem",
        Signal::Drifts { .. } => "Drifting",
        Signal::FloatShrinks { .. } => "Little float",
        Signal::ReportDue { .. } => "Report",
        Signal::StaleStatus { .. } => "Status",
        Signal::Chased { .. } => "They ask",
        Signal::ConcernOpen { .. } => "Concern",
    }
}

fn shown(line: &RadarLine, project: &Project, dates: &Dates) -> Line {
    // Once they know, the notice they had is on the record and no longer ours to choose.
    let open = !matches!(line.signal, Signal::PromisePassed { told: true, .. });
    let notice = line.notice.filter(|_| open).map(notice).unwrap_or_default();
    let say = Say { project, plan: &project.plan, dates };
    let (said, action) = say.line(line);
    let said = if line.worse { said.say(" It has become worse since it was put off.") } else { said };
    let pressing = matches!(line.signal, Signal::PromisePassed { .. });
    Line { key: line.key.clone(), about: about(&line.signal), pressing, said, notice, action }
}

/// `Tell now: 17 days of notice; in a week: 10`.
fn notice(days: i64) -> String {
    let count = |days: i64| match days {
        ..=0 => "none".to_owned(),
        1 => "1 day".to_owned(),
        days => format!("{days} days"),
    };
    match days {
        ..=0 => "No notice left: tell it today".to_owned(),
        _ if days > 7 => format!("Tell now: {} of notice; in a week: {}", count(days), days - 7),
        _ => format!("Tell now: {} of notice; in a week: none", count(days)),
    }
}

struct Say<'a> {
    project: &'a Project,
    plan: &'a Plan,
    dates: &'a Dates,
}

impl Say<'_> {
    fn line(&self, line: &RadarLine) -> (Sentence, Action) {
        let text = |text: String| Sentence::default().say(text);
        match line.signal {
            Signal::PromisePassed { promise, date, forecast, late_by, told, heard, over } => {
                let task = self.project.promises.get(&promise).map_or(TaskId(0), |promise| promise.task);
                let day = |date| self.dates.write(date, DateForm::Weekday);
                let said = self.promise(promise).say(format!(" was promised for {}", day(date)));
                let said = match forecast {
                    Some(forecast) => {
                        let by = days(late_by, &self.plan.settings.hours, self.dates.locale);
                        said.say(format!("; the plan reaches {}, {by} past it", day(forecast)))
                    }
                    None => said.say("; nothing in the plan delivers it"),
                };
                let said = match (told, heard) {
                    (true, _) => said.say(". They know."),
                    (false, Some(heard)) => {
                        said.say(format!(". They were told {}, not this.", self.dates.write(heard, DateForm::Short)))
                    }
                    (false, None) => said.say(". They do not know yet."),
                };
                match (over, told, forecast) {
                    // There is no date to hold any more, or nothing that would hold it.
                    (true, ..) | (.., None) => (said, Action::OpenPromise(promise)),
                    (false, true, Some(_)) => (said, Action::HoldDate(task)),
                    (false, false, Some(to)) => (said, Action::Tell(Tellable::Moved { task, to })),
                }
            }
            Signal::NotTold(fact) => (self.untold(fact.what), Action::Tell(fact.what)),
            Signal::InputDue { input, need_by, late } => {
                let what = self.project.record.inputs.get(&input).map_or("", |input| input.what.as_str());
                let day = self.dates.write(need_by, DateForm::Weekday);
                let said = match late {
                    ..=-1 => format!("We need “{what}” from them by {day}, in {}.", civil(-late)),
                    0 => format!("We need “{what}” from them today."),
                    late => format!("“{what}” from them is {} late: it was needed by {day}.", civil(late)),
                };
                (text(said), Action::OpenInput(input))
            }
            Signal::ReserveDue { problem, on, .. } => {
                let day = self.dates.write(on, DateForm::Short);
                let said =
                    format!("The way out held in reserve for “{}” was to be taken by {day}.", self.problem(problem));
                (text(said), Action::OpenProblem(problem))
            }
            Signal::FewOptions { problem, options } => {
                let ways = if options == 0 { "no way out yet" } else { "only one way out so far" };
                (text(format!("“{}” has {ways}.", self.problem(problem))), Action::OpenProblem(problem))
            }
            Signal::Drifts { task, updates, planned } => {
                let day = self.dates.write(planned, DateForm::Short);
                let said = Sentence::default().task(self.plan, task);
                (said.say(format!(" was put later {updates} updates running and is at {day}.")), Action::OpenTask(task))
            }
            Signal::FloatShrinks { task, was, is } => {
                let length = |minutes| days(minutes, &self.plan.settings.hours, self.dates.locale);
                let said = Sentence::default().task(self.plan, task);
                (said.say(format!(" has {} of float left of {}.", length(is), length(was))), Action::OpenTask(task))
            }
            Signal::ReportDue { due, late } => {
                let day = self.dates.write(due, DateForm::Weekday);
                let said = match late {
                    0 => "The status report is due today.".to_owned(),
                    late => format!("The status report was due {day}, {} ago.", civil(late)),
                };
                (text(said), Action::WriteReport)
            }
            Signal::StaleStatus { since, days } => {
                let said = match since {
                    Some(_) => format!("Progress was last told {} ago.", civil(days)),
                    None => format!("The plan began {} ago and has no status yet.", civil(days)),
                };
                (text(said), Action::SetStatus)
            }
            Signal::Chased { before, lately } => {
                let said = format!(
                    "They asked where things stand {lately} times in two weeks, {} in the four before.",
                    times(before)
                );
                (text(said), Action::AskFrankly)
            }
            Signal::ConcernOpen { concern, answered, days } => {
                let words = self.project.record.concerns.get(&concern).map_or("", |concern| concern.words.as_str());
                let what = if answered { "was answered in the plan, but nobody asked again" } else { "has no answer" };
                (text(format!("“{words}” {what}, {} after it was heard.", civil(days))), Action::OpenConcern(concern))
            }
        }
    }

    fn untold(&self, what: Tellable) -> Sentence {
        let text = |text: String| Sentence::default().say(text);
        match what {
            Tellable::Promise { promise, date } => {
                let day = self.dates.write(date, DateForm::Short);
                let from = before(self.project, promise, date);
                let from = from.map(|from| format!(" from {}", self.dates.write(from, DateForm::Short)));
                self.promise(promise).say(format!(" moved{} to {day}, and that is not told.", from.unwrap_or_default()))
            }
            Tellable::Problem(problem) => text(format!("“{}” is not told.", self.problem(problem))),
            Tellable::Solution(_) => text("A way out is not told.".to_owned()),
            Tellable::Decision(id) => {
                let what = self.project.decisions.get(&id).map_or("", |decision| decision.what.as_str());
                text(format!("The decision “{what}” is not told."))
            }
            Tellable::Delivered(task) => {
                Sentence::default().task(self.plan, task).say(" is done, and that is not told.")
            }
            Tellable::Moved { task, to } => {
                let day = self.dates.write(to, DateForm::Short);
                Sentence::default().task(self.plan, task).say(format!(" stands at {day} now, and that is not told."))
            }
        }
    }

    fn promise(&self, id: PromiseId) -> Sentence {
        match self.project.promises.get(&id) {
            Some(promise) if promise.words.trim().is_empty() => Sentence::default().task(self.plan, promise.task),
            Some(promise) => Sentence::default().named(promise.task, format!("“{}”", promise.words.trim())),
            None => Sentence::default().say("A promise"),
        }
    }

    fn problem(&self, id: ProblemId) -> String {
        self.project.problems.get(&id).map(title).unwrap_or_default()
    }
}

/// The date a promise had before this one.
fn before(project: &Project, promise: PromiseId, date: NaiveDate) -> Option<NaiveDate> {
    let sayings = &project.promises.get(&promise)?.sayings;
    let at = sayings.iter().rposition(|said| said.date == date)?;
    Some(sayings.get(at.checked_sub(1)?)?.date)
}

/// Who asked last where things stand, as they are named; empty where nobody did.
pub fn who_asks(project: &Project) -> String {
    let asked = project.record.conversations.values().filter(|one| one.chased && !one.people.is_empty());
    asked.max_by_key(|one| (one.on, one.id)).map(|one| one.people.join(", ")).unwrap_or_default()
}

/// A fact as one chooses it from what is not told: `“Pilot” moves from 5 Jun to 12 Jun`, `Scope agreed is done`.
pub fn fact(what: Tellable, project: &Project, dates: &Dates) -> String {
    let day = |date| dates.write(date, DateForm::Short);
    let quoted = |promise: PromiseId| match project.promises.get(&promise) {
        Some(promise) if !promise.words.trim().is_empty() => format!("“{}”", promise.words.trim()),
        Some(promise) => task_name(&project.plan, promise.task),
        None => "a promise".to_owned(),
    };
    match what {
        Tellable::Promise { promise, date } => {
            let first =
                project.promises.get(&promise).and_then(|one| one.sayings.first()).map(|said: &Saying| said.date);
            let verb = match before(project, promise, date) {
                _ if first == Some(date) => "is promised for".to_owned(),
                Some(before) => format!("moves from {} to", day(before)),
                None => "moves to".to_owned(),
            };
            format!("{} {verb} {}", quoted(promise), day(date))
        }
        Tellable::Problem(id) => format!("Problem: {}", project.problems.get(&id).map(title).unwrap_or_default()),
        Tellable::Solution(id) => {
            let mut all = project.problems.values().flat_map(|problem| problem.solutions.values());
            let name = all.find(|one| one.id == id).map(|one| one.name.clone());
            format!("Way out: {}", name.unwrap_or_default())
        }
        Tellable::Decision(id) => {
            format!("Decision: {}", project.decisions.get(&id).map_or("", |decision| decision.what.as_str()))
        }
        Tellable::Delivered(task) => format!("{} is done", task_name(&project.plan, task)),
        Tellable::Moved { task, to } => format!("{} stands at {}", task_name(&project.plan, task), day(to)),
    }
}

fn civil(days: i64) -> String {
    if days == 1 { "1 day".to_owned() } else { format!("{days} days") }
}

fn times(count: usize) -> String {
    match count {
        0 => "not once".to_owned(),
        1 => "once".to_owned(),
        count => format!("{count} times"),
    }
}
