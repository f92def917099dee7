//! The effect, in words: absorbed by float, the finish or the latest milestone, promises, cost.

use super::{Cause, Other, Say, listed, more};
use crate::analysis::{Moved, PromiseChange, Turn};
use crate::plan::{Moment, Money};
use crate::words::{DateForm, Sentence, write_money};
use chrono::NaiveDate;

/// Promises that are told one by one.
const PROMISES: usize = 3;

impl Say<'_> {
    /// Everything after the colon; `causes` is how many changes lead to it.
    pub(super) fn effect(&self, causes: usize) -> Sentence {
        let mut parts = if self.is_client() { self.client_dates() } else { self.dates(causes) };
        parts.extend(self.promises());
        if !self.is_client() {
            parts.extend(self.cost());
        }
        let mut said = Sentence::default();
        for part in parts {
            said = if said.0.is_empty() { part } else { said.say(", ").join(part) };
        }
        said.join(self.float(causes))
    }

    fn others(&self) -> Vec<Moved> {
        self.leaves().filter(|moved| !moved.edited).collect()
    }

    fn dates(&self, causes: usize) -> Vec<Sentence> {
        let (others, finish) = (self.others(), self.comparison.finish);
        let stays = finish.0 == finish.1;
        let mut parts: Vec<Sentence> = self.absorbed(causes, &others).into_iter().collect();
        parts.extend(self.counted());
        let last = latest(others.iter().copied().filter(|moved| moved.milestone));
        match (stays, last) {
            (false, _) => parts.push(self.finish()),
            (true, Some(milestone)) => parts.push(self.moves(&milestone)),
            (true, None) => match latest(others.iter().copied()) {
                Some(task) if others.len() == 1 => parts.push(self.moves(&task)),
                Some(task) => {
                    let names = vec![self.name(Sentence::default(), task.id), more(others.len() - 1, "task")];
                    parts.push(listed(names).say(" move"));
                }
                None => parts.push(self.only_edited()),
            },
        }
        // A new length says itself how its task moves, and that nothing else does; anything else may seem a gain.
        if stays && (!others.is_empty() || !self.are_lengths() && self.leaves().next().is_some()) {
            parts.push(text(format!("the finish stays {}", self.day(finish.1))));
        }
        parts
    }

    /// Nothing moves but what was edited. A new length says itself how its task moves, anything else does not.
    fn only_edited(&self) -> Sentence {
        match latest(self.leaves()) {
            None => text("nothing moves"),
            Some(_) if self.are_lengths() => text("nothing else moves"),
            Some(task) => self.moves(&task),
        }
    }

    /// Against another state, how many tasks finish on another day.
    fn counted(&self) -> Option<Sentence> {
        if !matches!(self.change.cause, Cause::Against(_)) {
            return None;
        }
        let count = |later: bool| self.leaves().filter(|one| if later { one.slip > 0 } else { one.slip < 0 }).count();
        let tasks = |count: usize, how: &str| match count {
            1 => format!("1 task finishes {how}"),
            count => format!("{count} tasks finish {how}"),
        };
        Some(text(match (count(true), count(false)) {
            (0, 0) => return None,
            (later, 0) => tasks(later, "later"),
            (0, earlier) => tasks(earlier, "earlier"),
            (later, earlier) => format!("{} and {earlier} earlier", tasks(later, "later")),
        }))
    }

    /// What float takes of a single edit, by rescheduling.
    fn absorbed(&self, causes: usize, others: &[Moved]) -> Option<Sentence> {
        if causes != 1 || !matches!(self.change.cause, Cause::Edits(_)) {
            return None;
        }
        let edited = self.leaves().filter(|moved| moved.edited && moved.slip > 0).max_by_key(|moved| moved.slip)?;
        Some(match (edited.absorbed, self.comparison.finish_slip > 0) {
            (0, true) => text("no float to absorb it"),
            (0, false) => return None,
            (minutes, _) => {
                // What breaks on the way to the finish was not absorbed on that way.
                let felt = |change: &PromiseChange| {
                    let hit = matches!(change.turn(), Turn::Broken | Turn::Worse);
                    hit && change.slip() > self.comparison.finish_slip.max(0)
                };
                let stays = self.comparison.finish_slip <= 0;
                let before = self.comparison.promises.iter().any(felt) || stays && others.iter().any(|m| m.milestone);
                let until = if before { " before the finish" } else { "" };
                text(format!("{} absorbed by float{until}", self.length(minutes)))
            }
        })
    }

    /// The finish, by the name of the milestone it is, if it is one.
    fn finish(&self) -> Sentence {
        let (then, now) = self.comparison.finish;
        let ends = |moved: &Moved| moved.milestone && moved.then.map(|at| at.1) == Some(then);
        match latest(self.leaves().filter(ends).filter(|moved| moved.now.map(|at| at.1) == Some(now))) {
            Some(milestone) => self.moves(&milestone),
            None => self.moves_from(text("the finish"), (then.date_as_finish(), now.date_as_finish()), (then, now)),
        }
    }

    /// `Go-live moves 12 → 16 Mar`.
    fn moves(&self, moved: &Moved) -> Sentence {
        let said = self.name(Sentence::default(), moved.id);
        let (Some(then), Some(now)) = (moved.then, moved.now) else { return said.say(" moves") };
        let day = |at: (Moment, Moment)| if at.0 == at.1 { at.0.date() } else { at.1.date_as_finish() };
        if then.1 == now.1 {
            return self.moves_from(said.say(" starts"), (then.0.date(), now.0.date()), (then.0, now.0));
        }
        self.moves_from(said, (day(then), day(now)), (then.1, now.1))
    }

    fn moves_from(&self, said: Sentence, days: (NaiveDate, NaiveDate), at: (Moment, Moment)) -> Sentence {
        if days.0 != days.1 {
            return said.say(format!(" moves {}", self.change.dates.change(days.0, days.1)));
        }
        let day = self.change.dates.write(days.1, DateForm::Short);
        let by = self.length(at.1.0.saturating_sub(at.0.0).saturating_abs());
        let when = if at.1 > at.0 { "later" } else { "earlier" };
        said.say(format!(" moves {by} {when} on {day}"))
    }

    /// The client's own dates: the milestones they see, else the tasks.
    fn client_dates(&self) -> Vec<Sentence> {
        let seen = || self.leaves().filter(|moved| self.may_name(moved.id));
        let last = latest(seen().filter(|moved| moved.milestone)).or_else(|| latest(seen()));
        vec![last.map_or_else(|| text("none of your dates moves"), |moved| self.moves(&moved))]
    }

    fn promises(&self) -> Vec<Sentence> {
        let seen = self.comparison.promises.iter().filter(|change| {
            let promise = self.change.project.promises.get(&change.id);
            !self.is_client() || promise.is_some_and(|promise| promise.client_visible)
        });
        let seen: Vec<&PromiseChange> = seen.filter(|change| change.now.delivered.is_none()).collect();
        let of = |turn: Turn| seen.iter().copied().filter(move |change| change.turn() == turn);
        let turns = [Turn::Broken, Turn::Worse, Turn::Mended, Turn::Better];
        let mut told: Vec<&PromiseChange> = turns.into_iter().flat_map(of).collect();
        told.extend(of(Turn::Same).filter(|change| change.now.is_broken()));
        let rest = told.len().saturating_sub(PROMISES);
        let mut said: Vec<Sentence> = told.iter().take(PROMISES).map(|change| self.promise(change)).collect();
        if rest > 0 {
            said.push(more(rest, "promise").say(" broken or changed"));
        }
        if told.is_empty() && !seen.is_empty() && self.leaves().next().is_some() {
            let all = if self.is_client() { "what we promised you stays" } else { "every promise is kept" };
            said.push(text(all));
        }
        said
    }

    fn promise(&self, change: &PromiseChange) -> Sentence {
        let (then, now) = (self.length(change.then.late_by), self.length(change.now.late_by));
        let day = self.change.dates.write(change.now.date, DateForm::Short);
        let said = self.promise_name(change);
        let gone = change.now.forecast.is_none();
        let parts = self.last_part(change.task).is_some();
        let said = match (change.turn(), self.is_client()) {
            (Turn::Broken | Turn::Worse, false) if gone => said.say(" has no task any more"),
            (Turn::Broken | Turn::Worse, true) if gone => said.say(" would not come"),
            (Turn::Broken, false) => said.say(format!(" broken by {now}")),
            (Turn::Broken, true) => said.say(format!(" comes {now} after the promised {day}")),
            (Turn::Worse | Turn::Better, false) if change.then.forecast.is_some() => {
                said.say(format!(" broken by {now} instead of {then}"))
            }
            (turn @ (Turn::Worse | Turn::Better), true) if change.then.forecast.is_some() => {
                let by = self.length(change.now.late_by.saturating_sub(change.then.late_by).saturating_abs());
                match turn {
                    Turn::Worse => said.say(format!(" comes {by} later than expected, {now} after the promised {day}")),
                    _ => said.say(format!(" comes {by} earlier than expected, still {now} after the promised {day}")),
                }
            }
            (Turn::Mended, false) if parts => said.say(" kept by its first part alone"),
            (Turn::Mended, true) if parts => said.say(format!(" comes in part by the promised {day}")),
            (Turn::Mended, false) => said.say(" kept again"),
            (Turn::Mended, true) => said.say(format!(" comes by the promised {day} again")),
            (_, false) if gone => said.say(" still has no task"),
            (_, false) => said.say(format!(" still broken by {now}")),
            (_, true) if gone => said.say(" would still not come"),
            (_, true) => said.say(format!(" still comes {now} after the promised {day}")),
        };
        match change.turn() {
            Turn::Broken | Turn::Worse if !gone => said.say(notice(change.now.notice)),
            _ => said,
        }
    }

    /// `promise “Pilot”`: the words that were used, else its task's name.
    fn promise_name(&self, change: &PromiseChange) -> Sentence {
        let words = self.change.project.promises.get(&change.id).map_or("", |promise| promise.words.trim());
        let said = if self.is_client() { Sentence::default() } else { text("promise ") };
        match words.char_indices().nth(48) {
            // The quotes go with what they are around: one must not be left behind at the end of a line.
            _ if words.is_empty() && self.may_name(change.task) => {
                let name = self.name(Sentence::default(), change.task);
                said.named(change.task, format!("“{name}”"))
            }
            _ if words.is_empty() => said.say("what we promised"),
            Some((cut, _)) => said.named(change.task, format!("“{}…”", words[..cut].trim_end())),
            None => said.named(change.task, format!("“{words}”")),
        }
    }

    fn cost(&self) -> Option<Sentence> {
        // A baseline does not know what a step cost that has left the plan since.
        let gone = || self.comparison.moved.iter().any(|one| one.now.is_none());
        if matches!(self.change.cause, Cause::Against(Other::Baseline(_))) && gone() {
            return None;
        }
        let (then, now) = self.comparison.cost;
        let write = |money: Money| write_money(money, self.change.currency, self.change.dates.locale);
        let by = now.minus(then);
        let said = match by.0 {
            0 => return None,
            1.. => format!("costs {} more", write(by)),
            _ => format!("costs {} less", write(Money(by.0.saturating_neg()))),
        };
        let over = |cost: Money| self.plan().settings.budget.map_or(Money::ZERO, |budget| cost.minus(budget));
        Some(text(match (over(then).0 > 0, over(now).0 > 0) {
            (_, true) => format!("{said}, {} over budget", write(over(now))),
            (true, false) => format!("{said}, within budget again"),
            (false, false) => said,
        }))
    }

    /// How much room is left, where nothing else is said of dates.
    fn float(&self, causes: usize) -> Sentence {
        let none = Sentence::default();
        if self.is_client() || !self.others().is_empty() || self.comparison.finish.0 != self.comparison.finish.1 {
            return none;
        }
        let moved = self.leaves().filter(|moved| moved.edited).map(|moved| (moved.id, moved.float, true));
        let still = self.comparison.floats.iter().map(|change| (change.id, change.float, change.edited));
        let by = |float: &(i32, i32)| float.1.saturating_sub(float.0);
        let all = moved.chain(still).filter(|(_, float, _)| by(float) != 0);
        // What was edited before others, a loss before a gain, the largest first.
        let told = all
            .min_by_key(|(_, float, edited)| (!(*edited && causes == 1), by(float) > 0, -by(float).saturating_abs()));
        let Some((task, float, _)) = told else { return none };
        let verb = if by(&float) < 0 { "shrinks" } else { "grows" };
        let (then, now) = (self.length(float.0), self.length(float.1));
        self.name(none.say("; float of "), task).say(format!(" {verb} from {then} to {now}"))
    }

    fn day(&self, at: Moment) -> String {
        self.change.dates.finish_day(at, DateForm::Short)
    }
}

fn notice(days: i64) -> String {
    match days {
        ..=0 => " without notice".to_owned(),
        1 => " with 1 day of notice".to_owned(),
        days => format!(" with {days} days of notice"),
    }
}

/// The one that finishes last; of several, the one furthest down.
fn latest(moved: impl Iterator<Item = Moved>) -> Option<Moved> {
    moved.max_by_key(|moved| moved.now.map(|at| at.1))
}

fn text(words: impl Into<String>) -> Sentence {
    Sentence::default().say(words)
}
