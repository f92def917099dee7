//! What an option, or a problem left alone, does to the plan: dates, promises, cost; and what of it no longer applies.

use super::{Compared, Style, Under, promise_name};
use crate::analysis::{Comparison, Measured, PromiseChange};
use crate::plan::{Moment, Money, Plan};
use crate::project::{Project, PromiseId, ScenarioId};
use crate::view::what_if::drafts;
use crate::words::{self, DateForm};

/// Whether something is better or worse than it would be; never told by colour alone.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub enum Tone {
    #[default]
    Same,
    Better,
    Worse,
}

/// One line of an effect.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct Change {
    /// What it is about: a milestone, a promise.
    pub what: String,
    pub text: String,
    pub tone: Tone,
}

/// What an effect is computed from.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub enum Basis {
    /// It leaves the plan as it is.
    #[default]
    Plan,
    /// So many edits of this scenario.
    Scenario { name: String, changes: usize },
    /// Its scenario is no longer in the project.
    Gone,
}

/// An effect in words.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct Effect {
    pub basis: Basis,
    /// Nothing of it can be carried out any more: its scenario is gone, or none of its edits fits.
    pub lapsed: bool,
    /// Why it does not apply any more as it was drafted, a sentence each.
    pub broke: Vec<String>,
    pub finish: Change,
    /// The client's own dates that move: milestones they see.
    pub dates: Vec<Change>,
    /// Every promise not delivered yet.
    pub promises: Vec<Change>,
    /// `1 promise broken`.
    pub broken: String,
    /// What it costs more, and how.
    pub cost: Change,
    /// What all comes to, against the budget.
    pub budget: Change,
    pub measured: Measured,
}

impl Effect {
    /// What `scenario` does, with `own` money beside what the tasks cost.
    pub fn of(all: &Compared, project: &Project, scenario: Option<ScenarioId>, own: Money, style: &Style) -> Effect {
        let under = scenario.and_then(|id| all.by.get(&id));
        let (plan, found) = under.map_or((&project.plan, &all.as_it_is), |under| (&under.made.plan, &under.against));
        let basis = match (scenario, under) {
            (None, _) => Basis::Plan,
            (Some(_), None) => Basis::Gone,
            (_, Some(under)) => Basis::Scenario { name: under.name.clone(), changes: under.made.fates.len() },
        };
        let open = |change: &&PromiseChange| change.now.delivered.is_none();
        let broken = found.promises.iter().filter(open).filter(|change| change.now.is_broken()).count();
        let lapsed = match &basis {
            Basis::Plan => false,
            Basis::Gone => true,
            Basis::Scenario { changes, .. } => {
                *changes > 0 && under.is_some_and(|under| under.made.fates.iter().all(|fate| !fate.is_applied()))
            }
        };
        let look = Look { project, plan, found, style };
        let more = found.cost.1.minus(found.cost.0);
        Effect {
            basis,
            lapsed,
            broke: under.zip(scenario).map(|(under, id)| broke(project, id, under, style)).unwrap_or_default(),
            finish: look.finish(),
            dates: look.dates(),
            promises: found.promises.iter().filter(open).filter_map(|change| look.promise(change)).collect(),
            broken: match broken {
                // The list says it already.
                0 if found.promises.iter().all(|change| change.now.delivered.is_some()) => String::new(),
                0 => "No promise is broken".into(),
                1 => "1 promise is broken".into(),
                many => format!("{many} promises are broken"),
            },
            cost: look.cost(more, own),
            budget: look.budget(found.cost.1.plus(own)),
            measured: Measured { finish_slip: found.finish_slip, promises_broken: broken as u32, cost: more.plus(own) },
        }
    }
}

/// Edits that no longer fit, or that meet something else than they were drafted on.
fn broke(project: &Project, id: ScenarioId, under: &Under, style: &Style) -> Vec<String> {
    let Some(scenario) = project.scenarios.get(&id) else { return Vec::new() };
    let lines = drafts(project, scenario, &under.made, &style.dates, &|_| None).into_iter();
    lines.filter(|line| !line.fate.is_empty()).map(|line| format!("{}: {}.", line.label, line.fate)).collect()
}

struct Look<'a> {
    project: &'a Project,
    plan: &'a Plan,
    found: &'a Comparison,
    style: &'a Style,
}

impl Look<'_> {
    fn finish(&self) -> Change {
        let (then, now) = self.found.finish;
        self.dated("Finish".into(), then, now, self.found.finish_slip)
    }

    /// `12 → 16 Mar, 2 d later`.
    fn dated(&self, what: String, then: Moment, now: Moment, slip: i32) -> Change {
        let length = self.style.length(&self.project.plan, slip);
        let (dates, from, to) = (&self.style.dates, then.date_as_finish(), now.date_as_finish());
        let days = if from == to { dates.write(to, DateForm::Short) } else { dates.change(from, to) };
        let (text, tone) = match slip {
            0 => (format!("{days}, as planned"), Tone::Same),
            late if late > 0 => (format!("{days}, {length} later"), Tone::Worse),
            _ => (format!("{days}, {length} earlier"), Tone::Better),
        };
        Change { what, text, tone }
    }

    fn dates(&self) -> Vec<Change> {
        let day = |at| self.style.dates.finish_day(at, DateForm::Short);
        let seen = |of: &Plan, id| of.task(id).filter(|task| task.client_visible).map(|_| words::task_name(of, id));
        let moved = self.found.moved.iter().filter(|moved| moved.milestone && !moved.summary);
        let line = |moved: &crate::analysis::Moved| match (moved.then, moved.now) {
            (Some(then), Some(now)) => Some(self.dated(seen(self.plan, moved.id)?, then.1, now.1, moved.slip)),
            (None, Some(now)) => {
                let text = format!("{}, new", day(now.1));
                Some(Change { what: seen(self.plan, moved.id)?, text, tone: Tone::Same })
            }
            (Some(then), None) => {
                let text = format!("{}, dropped", day(then.1));
                Some(Change { what: seen(&self.project.plan, moved.id)?, text, tone: Tone::Worse })
            }
            (None, None) => None,
        };
        moved.filter_map(line).collect()
    }

    fn promise(&self, change: &PromiseChange) -> Option<Change> {
        let promise = self.project.promises.get(&change.id)?;
        let what = format!("{}, {}", promise_name(self.plan, promise), self.style.day(change.now.date));
        let length = |minutes: i32| self.style.length(&self.project.plan, minutes);
        let was_broken = change.then.is_broken();
        let (text, tone) = match (change.now.is_broken(), change.now.late_by) {
            (true, _) if change.now.forecast.is_none() => ("broken: nothing delivers it".to_owned(), Tone::Worse),
            (true, late) if was_broken && late < change.then.late_by => {
                (format!("broken by {}, was {}", length(late), length(change.then.late_by)), Tone::Better)
            }
            (true, late) if was_broken && late == change.then.late_by => {
                (format!("broken by {}, as now", length(late)), Tone::Same)
            }
            (true, late) => (format!("broken by {}", length(late)), Tone::Worse),
            (false, room) => {
                let room = if room < 0 { format!(" with {} in hand", length(room)) } else { String::new() };
                let (verb, tone) = if was_broken { ("mended", Tone::Better) } else { ("kept", Tone::Same) };
                (format!("{verb}{room}"), tone)
            }
        };
        Some(Change { what, text, tone })
    }

    fn cost(&self, more: Money, own: Money) -> Change {
        let all = more.plus(own);
        let text = match (own, more) {
            (Money::ZERO, Money::ZERO) => "nothing more".to_owned(),
            (Money::ZERO, _) => format!("{} in the plan", self.style.more(more)),
            (_, Money::ZERO) => format!("{} of its own", self.style.more(own)),
            _ => format!(
                "{}: {} of its own, {} in the plan",
                self.style.more(all),
                self.style.more(own),
                self.style.more(more)
            ),
        };
        Change { what: "Cost".into(), text, tone: tone(all.0) }
    }

    fn budget(&self, total: Money) -> Change {
        let what = "Against the budget".to_owned();
        let Some(budget) = self.plan.settings.budget else {
            return Change {
                what,
                text: format!("{} in all, no budget set", self.style.money(total)),
                tone: Tone::Same,
            };
        };
        let left = budget.minus(total);
        let (amount, word, tone) = match left < Money::ZERO {
            true => (Money(left.0.saturating_neg()), "over", Tone::Worse),
            false => (left, "left", Tone::Same),
        };
        let (total, budget, amount) = (self.style.money(total), self.style.money(budget), self.style.money(amount));
        Change { what, text: format!("{total} of {budget}, {amount} {word}"), tone }
    }
}

fn tone(more: i64) -> Tone {
    match more {
        0 => Tone::Same,
        more if more > 0 => Tone::Worse,
        _ => Tone::Better,
    }
}

/// Promises that a scenario makes later than was said: what, how much, and the day it would come.
pub fn late_promises(
    all: &Compared,
    project: &Project,
    scenario: Option<ScenarioId>,
    style: &Style,
) -> Vec<(PromiseId, Change, String)> {
    let under = scenario.and_then(|id| all.by.get(&id));
    let (plan, found) = under.map_or((&project.plan, &all.as_it_is), |under| (&under.made.plan, &under.against));
    let look = Look { project, plan, found, style };
    let late = found.promises.iter().filter(|change| change.now.delivered.is_none() && change.now.is_broken());
    let line = |change: &PromiseChange| {
        let day = style.dates.write(change.now.forecast?, DateForm::Weekday);
        Some((change.id, look.promise(change)?, day))
    };
    late.filter_map(line).collect()
}
