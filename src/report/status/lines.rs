//! The report's lines as they follow from the plan, section by section. A line's key says what it is about, so that what
//! a person did to it stays with it.

use super::Line;
use super::said::{days, labelled, one_line, sentences, stopped, weekday};
use crate::analysis::PromiseState;
use crate::client::{
    ClientMove, ClientNeed, ClientOption, ClientProblem, ClientProject, ClientPromise, ClientSince, ClientStep,
    OptionState, Standing,
};
use crate::plan::TaskId;
use crate::project::{ProblemId, PromiseId, Section, SentMilestone};
use crate::view::asked::{Asked, AskedOf, asked};
use crate::words::{DateForm, Dates, Sentence, write_money};
use chrono::{Days, NaiveDate};
use std::collections::HashMap;

/// How far ahead the report looks.
const AHEAD: Days = Days::new(14);
/// How far ahead it asks: what the client does takes them longer to fit in.
const ASKED: Days = Days::new(28);
/// Rows the table of milestones has at most.
const MOST: usize = 12;
/// Lines a section has before the rest of it is counted: a report is one page.
const FEW: usize = 10;
/// The same of what is late.
const LATE: usize = 5;
/// Names in the line of what moved besides.
const NAMED: usize = 8;

/// Every section with its lines; sections without any are there for lines of one's own.
pub(super) fn lines(seen: &ClientProject, since: &ClientSince, dates: &Dates) -> Vec<(Section, Vec<Line>)> {
    let tell = Tell::new(seen, since, dates);
    vec![
        (Section::GoodNews, tell.good_news()),
        (Section::Done, tell.done()),
        (Section::Started, tell.started()),
        (Section::Moved, tell.moved()),
        (Section::Overdue, tell.overdue()),
        (Section::Problems, tell.problems()),
        (Section::Decisions, tell.decisions()),
        (Section::Next, tell.next()),
        (Section::Needs, tell.needs()),
        (Section::Money, tell.money()),
        (Section::Confidence, tell.confidence()),
    ]
}

struct Tell<'a> {
    seen: &'a ClientProject,
    since: &'a ClientSince,
    dates: &'a Dates,
    steps: HashMap<TaskId, &'a ClientStep>,
}

fn line(key: impl Into<String>, text: String) -> Line {
    Line { key: key.into(), text, ..Line::default() }
}

/// The `most` that rank first, in the order they came in, and how many are left; one more than that is as short as its
/// count, and stays.
fn few<T, K: Ord>(all: Vec<T>, most: usize, rank: impl Fn(&T) -> K) -> (Vec<T>, usize) {
    if all.len() <= most + 1 {
        return (all, 0);
    }
    let rest = all.len() - most;
    let mut ranked: Vec<(usize, T)> = all.into_iter().enumerate().collect();
    ranked.sort_by_key(|(at, one)| (rank(one), *at));
    ranked.truncate(most);
    ranked.sort_by_key(|(at, _)| *at);
    (ranked.into_iter().map(|(_, one)| one).collect(), rest)
}

impl<'a> Tell<'a> {
    fn new(seen: &'a ClientProject, since: &'a ClientSince, dates: &'a Dates) -> Tell<'a> {
        Tell { seen, since, dates, steps: seen.steps.iter().map(|step| (step.id, step)).collect() }
    }

    fn day(&self, day: NaiveDate) -> String {
        weekday(self.dates, day)
    }

    fn promise(&self, id: PromiseId) -> Option<&'a ClientPromise> {
        self.seen.promises.iter().find(|promise| promise.id == id)
    }

    fn problem(&self, id: ProblemId) -> Option<&'a ClientProblem> {
        self.seen.problems.iter().find(|problem| problem.id == id)
    }

    /// Promises delivered on their day or before it; those that came late are no good news.
    fn delivered(&self, well: bool) -> impl Iterator<Item = &'a ClientPromise> {
        let all = self.since.delivered.iter().filter_map(|id| self.promise(*id));
        all.filter(move |promise| !matches!(promise.state, PromiseState::Missed { .. }) == well)
    }

    fn good_news(&self) -> Vec<Line> {
        let kept = self.delivered(true).map(|promise| line(format!("kept {}", promise.id.0), self.kept(promise)));
        let settled = self.since.settled.iter().filter_map(|id| self.problem(*id));
        let settled = settled
            .map(|problem| line(format!("settled {}", problem.id.0), format!("Settled: {}", stopped(&problem.title))));
        let reached = self.finished(true);
        let sooner = self.since.moved.iter().filter(|one| one.now < one.was && !one.follows);
        let sooner = sooner.filter_map(|one| Some(line(format!("sooner {}", one.task.0), self.move_text(one)?)));
        kept.chain(reached).chain(sooner).chain(settled).collect()
    }

    fn kept(&self, promise: &ClientPromise) -> String {
        let what = one_line(&promise.what);
        let Some(on) = promise.delivered_on else { return format!("“{what}” is kept.") };
        let how = match promise.date.signed_duration_since(on).num_days() {
            0 => "on the day we promised".to_owned(),
            early if early > 0 => format!("{} before the day we promised", days(early)),
            _ => format!("we had promised {}", self.day(promise.date)),
        };
        format!("“{what}”: delivered on {}, {how}.", self.day(on))
    }

    /// Steps done since: milestones, or all others. A step whose promise is told needs no second line.
    fn finished(&self, milestones: bool) -> Vec<Line> {
        let told = |id: TaskId| self.delivered(true).chain(self.delivered(false)).any(|one| one.task == Some(id));
        let steps = self.since.done.iter().filter_map(|id| self.steps.get(id));
        let steps = steps.filter(|step| step.milestone == milestones && !told(step.id)).copied();
        let (steps, rest) = few(steps.collect(), FEW, |step| (step.level, std::cmp::Reverse(step.ends_on())));
        let what = if milestones { "milestones are reached" } else { "steps are done" };
        let rest = (rest > 0).then(|| line("done rest", format!("And {rest} more {what}.")));
        let lines = steps.into_iter().map(|step| line(format!("done {}", step.id.0), self.finished_text(step)));
        lines.chain(rest).collect()
    }

    fn finished_text(&self, step: &ClientStep) -> String {
        let what = format!("{}, {}", one_line(&step.name), self.day(step.ends_on()));
        match stopped(&step.will_see) {
            sees if sees.is_empty() => format!("{what}."),
            sees => format!("{what}: {sees}"),
        }
    }

    fn done(&self) -> Vec<Line> {
        let late = self.delivered(false).map(|promise| line(format!("kept {}", promise.id.0), self.kept(promise)));
        late.chain(self.finished(false)).collect()
    }

    fn started(&self) -> Vec<Line> {
        let steps = self.since.started.iter().filter_map(|id| self.steps.get(id)).copied();
        let (steps, rest) = few(steps.collect(), FEW, |step| (step.level, step.ends_on()));
        let text = |step: &ClientStep| {
            let (from, to) = (self.day(step.starts_on()), self.day(step.ends_on()));
            format!("{}: begun on {from}, to be done by {to}.", one_line(&step.name))
        };
        let rest = (rest > 0).then(|| line("started rest", format!("And {rest} more steps are under way.")));
        let lines = steps.into_iter().map(|step| line(format!("started {}", step.id.0), text(step)));
        lines.chain(rest).collect()
    }

    /// `Go-live: 23 → 28 Jun, because “Design” takes longer.`
    fn move_text(&self, one: &ClientMove) -> Option<String> {
        let why = one.why.as_ref().map(|why| format!(", {}", one_line(why))).unwrap_or_default();
        Some(format!("{}: {}{why}.", one_line(&self.steps.get(&one.task)?.name), self.dates.change(one.was, one.now)))
    }

    /// Milestones and what moved by itself have a line each; what only follows shares one.
    fn moved(&self) -> Vec<Line> {
        let milestone = |one: &&ClientMove| self.steps.get(&one.task).is_some_and(|step| step.milestone);
        let told = |one: &&ClientMove| one.now < one.was && !one.follows;
        let (own, mut rest): (Vec<&ClientMove>, Vec<&ClientMove>) =
            self.since.moved.iter().filter(|one| !told(one)).partition(|one| milestone(one) || !one.follows);
        let all = own.clone();
        let (own, more) = few(own, FEW, |one| (!milestone(one), one.now));
        rest.extend(all.into_iter().filter(|one| !own.contains(one)));
        let anew = self.since.promised_anew.iter().filter_map(|id| self.promise(*id));
        let mut lines: Vec<Line> =
            anew.filter_map(|promise| Some(line(format!("anew {}", promise.id.0), self.anew(promise)?))).collect();
        let text = |one: &ClientMove| Some(line(format!("moved {}", one.task.0), self.move_text(one)?));
        lines.extend(own.into_iter().filter_map(text));
        match rest.as_slice() {
            [] => {}
            [one] => lines.extend(text(one)),
            rest => lines.push(line("moved rest", self.rest(rest, more == 0))),
        }
        lines
    }

    /// What moved besides; `waits` = only because what stands before it does.
    fn rest(&self, rest: &[&ClientMove], waits: bool) -> String {
        let name = |one: &&ClientMove| {
            let step = self.steps.get(&one.task)?;
            Some(format!("{} {}", one_line(&step.name), self.dates.change(one.was, one.now)))
        };
        let all: Vec<String> = rest.iter().filter_map(name).collect();
        let (mut all, more) = few(all, NAMED, |_| ());
        all.extend((more > 0).then(|| format!("and {more} more")));
        let what = if waits { "What waits for these moves with them" } else { "These moved as well" };
        format!("{what}: {}.", all.join("; "))
    }

    /// The day a step was to be done, or to begin, where that has passed.
    fn was_due(&self, step: &ClientStep) -> Option<NaiveDate> {
        // A status date is told of to its end.
        let past = |day: &NaiveDate| self.seen.status_on.map_or(*day < self.seen.today, |on| *day <= on);
        let begins = Some(step.starts_on()).filter(|_| step.standing == Standing::Ahead);
        Some(step.ends_on()).filter(past).or(begins.filter(past))
    }

    /// Steps of ours that are not done: what the client does stands in what we need from them.
    fn open_steps(&self) -> impl Iterator<Item = &'a ClientStep> {
        let needed = |id| self.seen.needs.iter().any(|need| need.task == id);
        self.seen.steps.iter().filter(move |step| !step.parent && step.standing != Standing::Done && !needed(step.id))
    }

    /// What should be done or have begun and is not: what matters most by name, the rest by number.
    fn overdue(&self) -> Vec<Line> {
        let promised = |step: &ClientStep| self.seen.promises.iter().any(|one| one.task == Some(step.id));
        let mut late: Vec<(&ClientStep, NaiveDate)> =
            self.open_steps().filter_map(|step| Some((step, self.was_due(step)?))).collect();
        late.sort_by_key(|(step, day)| (!promised(step), !step.milestone, *day));
        let oldest = late.iter().skip(LATE).map(|(_, day)| *day).min();
        let (late, rest) = few(late, LATE, |_| ());
        let text = |(step, day): (&ClientStep, NaiveDate)| {
            let name = one_line(&step.name);
            let text = match (step.milestone, day < step.ends_on()) {
                (true, _) => format!("{name} was planned for {}.", self.day(day)),
                (_, true) => format!("{name} was to begin on {}.", self.day(day)),
                (_, false) => format!("{name} was to be done by {}.", self.day(day)),
            };
            line(format!("overdue {}", step.id.0), text)
        };
        let oldest = oldest.filter(|_| rest > 0);
        let rest = oldest
            .map(|day| line("overdue rest", format!("And {rest} more, the oldest of them since {}.", self.day(day))));
        late.into_iter().map(text).chain(rest).collect()
    }

    fn anew(&self, promise: &ClientPromise) -> Option<String> {
        let [.., old, new] = promise.sayings.as_slice() else { return None };
        let what = format!(
            "We gave you a new date for “{}”: {}.",
            one_line(&promise.what),
            self.dates.change(old.date, new.date)
        );
        Some(sentences([what, stopped(&new.reason)]))
    }

    fn problems(&self) -> Vec<Line> {
        let mut lines = Vec::new();
        for problem in self.since.problems.iter().filter_map(|id| self.problem(*id)) {
            lines.push(line(format!("problem {}", problem.id.0), problem_text(problem)));
            let options = problem.options.iter();
            lines.extend(options.map(|option| Line {
                under: true,
                ..line(format!("option {}", option.id.0), self.option_text(option))
            }));
        }
        let open = self.since.still_open.iter().filter_map(|id| self.problem(*id));
        lines.extend(
            open.map(|problem| {
                line(format!("open {}", problem.id.0), format!("Still open: {}", stopped(&problem.title)))
            }),
        );
        lines
    }

    fn option_text(&self, option: &ClientOption) -> String {
        let state = match option.state {
            OptionState::Proposed => String::new(),
            OptionState::Recommended => " (what we recommend)".to_owned(),
            OptionState::Chosen => " (chosen)".to_owned(),
            OptionState::Reserve(None) => " (in reserve)".to_owned(),
            OptionState::Reserve(Some(day)) => format!(" (in reserve until {})", self.day(day)),
        };
        let name = format!("A way out{state}: {}", stopped(&option.name));
        sentences([name, stopped(&option.notice), stopped(&option.effect)])
    }

    fn decisions(&self) -> Vec<Line> {
        let all = self.seen.decisions.iter().filter(|one| self.since.decisions.contains(&one.id));
        let text = |one: &crate::client::ClientDecision| {
            let by = if one.by.trim().is_empty() { String::new() } else { format!(" by {}", one_line(&one.by)) };
            let what = format!("{}, decided{by} on {}.", one_line(&one.what), self.day(one.decided_on));
            sentences([what, labelled("Why:", &one.why), stopped(&one.effect)])
        };
        all.map(|one| line(format!("decision {}", one.id.0), text(one))).collect()
    }

    /// What begins, ends or is reached, by day; what was to before stands in what is overdue.
    fn next(&self) -> Vec<Line> {
        let today = self.seen.today;
        let until = today.checked_add_days(AHEAD).unwrap_or(today);
        let within = |day: NaiveDate| day <= until;
        let steps = self.open_steps().filter(|step| self.was_due(step).is_none() && within(step.starts_on()));
        let text = |step: &'a ClientStep| {
            let (begins, ends) = (step.starts_on(), step.ends_on());
            let name = one_line(&step.name);
            let (day, text) = match (step.standing, within(ends)) {
                (Standing::UnderWay, false) => return None,
                _ if step.milestone => (ends, format!("{}: {name}.", self.day(ends))),
                (Standing::UnderWay, true) => (ends, format!("{}: {name} is to be done.", self.day(ends))),
                (_, true) => (begins, format!("{}: {name}.", self.dates.range(step.start, step.finish))),
                (_, false) => (begins, format!("{}: {name} begins.", self.day(begins))),
            };
            Some((step.milestone, day, line(format!("next {}", step.id.0), text)))
        };
        let mut all: Vec<(bool, NaiveDate, Line)> = steps.filter_map(text).collect();
        all.sort_by_key(|(_, day, _)| *day);
        let (all, rest) = few(all, FEW, |(milestone, day, _)| (!milestone, *day));
        let rest = (rest > 0).then(|| line("next rest", format!("And {rest} more steps by {}.", self.day(until))));
        all.into_iter().map(|(_, _, line)| line).chain(rest).collect()
    }

    fn needs(&self) -> Vec<Line> {
        let today = self.seen.today;
        let until = today.checked_add_days(ASKED).unwrap_or(today);
        let begun = |need: &ClientNeed| self.steps.get(&need.task).is_some_and(|s| s.standing == Standing::UnderWay);
        let soon = self.seen.needs.iter().filter(|need| need.by <= until || begun(need));
        let text = |need: &ClientNeed| {
            let who = need.who.as_ref().map(|who| format!(" ({})", one_line(who))).unwrap_or_default();
            let what = format!("{}, by {}{who}.", one_line(&need.what), self.day(need.by));
            let waits = self.seen.links.iter().find(|link| {
                let ahead = |step: &&ClientStep| step.standing == Standing::Ahead;
                link.predecessor == need.task && self.steps.get(&link.successor).is_some_and(ahead)
            });
            let waits = waits.and_then(|link| self.steps.get(&link.successor));
            let waits = waits.map(|step| format!("{} waits for it.", one_line(&step.name))).unwrap_or_default();
            sentences([what, waits])
        };
        let mut all: Vec<(Option<NaiveDate>, Line)> =
            soon.map(|need| (Some(need.by), line(format!("need {}", need.task.0), text(need)))).collect();
        all.extend(self.asked(until));
        all.sort_by_key(|(by, _)| (by.is_none(), *by));
        let (all, rest) = few(all, FEW, |_| ());
        let rest = (rest > 0).then(|| line("need rest", format!("And {rest} more by {}.", self.day(until))));
        all.into_iter().map(|(_, line)| line).chain(rest).collect()
    }

    /// What was asked of them beyond their own steps; what has no day yet is told as well.
    fn asked(&self, until: NaiveDate) -> Vec<(Option<NaiveDate>, Line)> {
        let text = |one: &Asked| {
            let by = one.by.map(|by| format!(", by {}", self.day(by))).unwrap_or_default();
            let who = if one.who.is_empty() { String::new() } else { format!(" ({})", one_line(&one.who)) };
            let effect = Sentence::default().say(one.effect.as_str()).capital().to_string();
            sentences([format!("{}{by}{who}.", one_line(&one.what)), stopped(&one.waits), stopped(&effect)])
        };
        let soon = asked(self.seen).into_iter().filter(|one| one.by.is_none_or(|by| by <= until));
        soon.filter_map(|one| match one.of {
            AskedOf::Input(id) => Some((one.by, line(format!("input {}", id.0), text(&one)))),
            AskedOf::Step(_) => None,
        })
        .collect()
    }

    fn money(&self) -> Vec<Line> {
        let Some(money) = &self.seen.money else { return Vec::new() };
        let amount = |amount| write_money(amount, &money.currency, self.dates.locale);
        let expected = match money.budget {
            Some(budget) => {
                format!("Expected in all: {}, of a budget of {}.", amount(money.expected), amount(budget))
            }
            None => format!("Expected in all: {}.", amount(money.expected)),
        };
        vec![line("money", format!("Spent so far: {}. {expected}", amount(money.spent)))]
    }

    /// How sure the dates are, in words, then those that are not on course.
    fn confidence(&self) -> Vec<Line> {
        let open: Vec<&ClientPromise> = self.seen.promises.iter().filter(|one| one.delivered_on.is_none()).collect();
        let off = |promise: &ClientPromise| promise.late_by > 0 || promise.forecast.is_none() || promise.notice < 0;
        let kept = open.iter().filter(|promise| !off(promise)).count();
        let all = match (kept, open.len()) {
            (_, 0) => return Vec::new(),
            (1, 1) => "The date we promised is on course.".to_owned(),
            (0, 1) => "The date we promised is not on course.".to_owned(),
            (kept, all) if kept == all => format!("All {all} dates we promised are on course."),
            (0, all) => format!("None of the {all} dates we promised is on course."),
            (1, all) => format!("1 of the {all} dates we promised is on course."),
            (kept, all) => format!("{kept} of the {all} dates we promised are on course."),
        };
        let said = |one: &&ClientPromise| self.since.promised.contains(&one.id) && !off(one);
        let said = open.iter().copied().filter(said).map(|promise| {
            line(
                format!("said {}", promise.id.0),
                format!("New: “{}”, by {}.", one_line(&promise.what), self.day(promise.date)),
            )
        });
        let (off, rest) = few(open.iter().filter(|promise| off(promise)).collect(), FEW, |promise| promise.date);
        let off = off.into_iter().map(|promise| line(format!("risk {}", promise.id.0), self.risk(promise)));
        let rest = (rest > 0).then(|| line("risk rest", format!("And {rest} more are not on course.")));
        std::iter::once(line("confidence", all)).chain(off).chain(rest).chain(said).collect()
    }

    fn risk(&self, promise: &ClientPromise) -> String {
        let what = format!("“{}” was promised for {}", one_line(&promise.what), self.day(promise.date));
        match promise.forecast {
            None => format!("{what}; there is no new date for it yet."),
            Some(day) if day > promise.date => format!("{what}; the plan now reaches {}.", self.day(day)),
            Some(_) => format!("{what} and is not delivered yet."),
        }
    }
}

fn problem_text(problem: &ClientProblem) -> String {
    let owner = problem.owner.as_ref().map(|who| format!("{} takes care of it.", one_line(who))).unwrap_or_default();
    sentences([
        stopped(&problem.title),
        stopped(&problem.what),
        labelled("Why:", &problem.why),
        labelled("How it came about:", &problem.how),
        labelled("Still good:", &problem.still_good),
        problem.effect.as_ref().map(|effect| labelled("If nothing is done:", effect)).unwrap_or_default(),
        owner,
    ])
}

/// The milestones that were reached since and those ahead, the next ones where there are many.
pub(super) fn milestones(seen: &ClientProject, since: &ClientSince, dates: &Dates) -> Vec<SentMilestone> {
    let short = |day| dates.write(day, DateForm::Weekday);
    let news = |step: &&ClientStep| step.standing != Standing::Done || since.done.contains(&step.id);
    let mut steps: Vec<&ClientStep> =
        seen.steps.iter().filter(|step| step.milestone && !step.parent).filter(news).collect();
    steps.sort_by_key(|step| step.ends_on());
    let row = |step: &ClientStep| {
        let moved = since.moved.iter().find(|one| one.task == step.id);
        let promise = seen.promises.iter().find(|one| one.task == Some(step.id) && one.delivered_on.is_none());
        let state = match (step.standing, promise) {
            (Standing::Done, _) => "reached".to_owned(),
            (_, Some(promise)) => format!("promised for {}", short(promise.date)),
            _ => String::new(),
        };
        SentMilestone {
            name: one_line(&step.name),
            was: moved.map(|one| short(one.was)).unwrap_or_default(),
            day: short(step.ends_on()),
            state,
        }
    };
    steps.into_iter().take(MOST).map(row).collect()
}
