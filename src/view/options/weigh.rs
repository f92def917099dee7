//! The table of criteria: weights, scores, points, who is first, and how little would change that.

use super::{Effect, Style, is_decided, name_of};
use crate::analysis::{HIGHEST, Place, Ranking, Weighed, ranking};
use crate::plan::Plan;
use crate::project::{Criterion, Measure, Problem, Solution, SolutionId, SolutionState};
use std::collections::BTreeMap;

/// The table in words; columns are the options weighed, in the order they were thought of.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct Table {
    pub options: Vec<(SolutionId, String)>,
    pub rows: Vec<CriterionRow>,
    /// Points out of ten and the place, an option each: `7.4`, `1st`.
    pub points: Vec<(String, String)>,
    /// Who is first and how little would flip it.
    pub sentence: String,
}

/// A criterion with a score for each option.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CriterionRow {
    pub id: u32,
    pub name: String,
    pub measure: Measure,
    pub weight: u8,
    pub cells: Vec<Cell>,
}

/// A score.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cell {
    /// `6.7` of a computed criterion; what was typed, or nothing, of a judged one.
    pub score: String,
    /// What it was computed from: `2 d later`.
    pub from: String,
}

/// What a computed criterion is called.
pub fn computed_name(measure: Measure) -> &'static str {
    match measure {
        Measure::Judged => "Criterion without a name",
        Measure::DaysMoved => "Days the finish moves",
        Measure::PromisesBroken => "Promises broken",
        Measure::Cost => "Cost",
    }
}

fn criterion_name(criterion: &Criterion) -> String {
    match criterion.name.trim() {
        "" => computed_name(criterion.measure).to_owned(),
        name => name.to_owned(),
    }
}

/// Reads a weight or a score: a whole number from 0 to 10, or nothing.
///
/// # Errors
/// A sentence for the person who typed it.
pub fn read_score(text: &str) -> Result<Option<u8>, String> {
    let typed = text.trim();
    let number = typed.parse::<u8>().ok().filter(|number| *number <= HIGHEST);
    match (typed, number) {
        ("", _) => Ok(None),
        (_, Some(number)) => Ok(Some(number)),
        _ => Err("A whole number from 0 to 10.".to_owned()),
    }
}

/// Weighs the options of a problem. What was set aside is weighed no longer; what does not apply any more keeps its column,
/// and no place.
pub fn table(problem: &Problem, effects: &BTreeMap<SolutionId, Effect>, plan: &Plan, style: &Style) -> Table {
    let weighed: Vec<&Solution> =
        problem.solutions.values().filter(|one| !matches!(one.state, SolutionState::SetAside { .. })).collect();
    let measured = |one: &Solution| effects.get(&one.id).map(|effect| effect.measured).unwrap_or_default();
    let options: Vec<Weighed> =
        weighed.iter().map(|one| Weighed { id: one.id, scores: one.scores.clone(), measured: measured(one) }).collect();
    let lapsed = |id: SolutionId| effects.get(&id).is_some_and(|effect| effect.lapsed);
    let standing: Vec<Weighed> = options.iter().filter(|one| !lapsed(one.id)).cloned().collect();
    let found = ranking(&problem.criteria, &standing);
    let look = Look { problem, plan, style, found: &found };
    let row = |(at, criterion): (usize, &Criterion)| CriterionRow {
        id: criterion.id,
        name: criterion_name(criterion),
        measure: criterion.measure,
        weight: criterion.weight,
        cells: options.iter().map(|one| look.cell(at, criterion, one)).collect(),
    };
    let none = || ("–".to_owned(), "does not apply any more".to_owned());
    let points = |one: &Weighed| found.of(one.id).map_or_else(none, |place| look.points(place));
    Table {
        options: weighed.iter().map(|one| (one.id, name_of(one))).collect(),
        rows: problem.criteria.iter().enumerate().map(row).collect(),
        points: options.iter().map(points).collect(),
        sentence: look.sentence(),
    }
}

struct Look<'a> {
    problem: &'a Problem,
    plan: &'a Plan,
    style: &'a Style,
    found: &'a Ranking,
}

impl Look<'_> {
    fn cell(&self, at: usize, criterion: &Criterion, one: &Weighed) -> Cell {
        let place = self.found.of(one.id);
        if place.is_none() && criterion.measure != Measure::Judged {
            return Cell { score: "–".into(), from: String::new() };
        }
        let score = || place.and_then(|place| place.scores.get(at)).copied().unwrap_or(0);
        let slip = one.measured.finish_slip;
        match criterion.measure {
            Measure::Judged => {
                let typed = one.scores.get(&criterion.id);
                Cell { score: typed.map(u8::to_string).unwrap_or_default(), from: String::new() }
            }
            Measure::DaysMoved => {
                let length = self.style.length(self.plan, slip);
                let from = match slip {
                    0 => "as planned".to_owned(),
                    late if late > 0 => format!("{length} later"),
                    _ => format!("{length} earlier"),
                };
                Cell { score: self.tenths(score().into()), from }
            }
            Measure::PromisesBroken => {
                Cell { score: self.tenths(score().into()), from: format!("{} broken", one.measured.promises_broken) }
            }
            Measure::Cost => Cell { score: self.tenths(score().into()), from: self.style.more(one.measured.cost) },
        }
    }

    fn tenths(&self, tenths: u32) -> String {
        format!("{}{}{}", tenths / 10, self.style.locale().decimal(), tenths % 10)
    }

    /// Points as a score: the mean by weight.
    fn mean(&self, place: &Place) -> String {
        let weights = self.found.weights.max(1);
        self.tenths((2 * place.points + weights) / (2 * weights))
    }

    fn points(&self, place: &Place) -> (String, String) {
        (self.mean(place), ordinal(place.place))
    }

    fn name(&self, id: SolutionId) -> String {
        self.problem.solutions.get(&id).map(name_of).unwrap_or_default()
    }

    fn sentence(&self) -> String {
        let [first, others @ ..] = self.found.places.as_slice() else { return String::new() };
        if is_decided(self.problem) || others.is_empty() {
            return String::new();
        }
        if self.found.weights == 0 {
            return "Nothing has a weight yet, so nothing is first.".into();
        }
        let leads = match self.found.is_tied() {
            true => {
                let level = self.found.places.iter().filter(|place| place.place == 1);
                let names: Vec<String> = level.map(|place| self.name(place.id)).collect();
                format!("{} are level with {}.", listed(&names), self.mean(first))
            }
            false => format!("{} is first with {}.", self.name(first.id), self.mean(first)),
        };
        format!("{leads} {}", self.flip())
    }

    fn flip(&self) -> String {
        let Some(flip) = self.found.flip else {
            return "No change of a single weight would put another one first.".into();
        };
        let criterion = self.problem.criteria.iter().find(|one| one.id == flip.criterion);
        let verb = if flip.to > flip.from { "raise" } else { "lower" };
        format!(
            "The smallest change that would flip it: {verb} the weight of {} from {} to {}, and {} is first.",
            criterion.map(criterion_name).unwrap_or_default(),
            flip.from,
            flip.to,
            self.name(flip.winner)
        )
    }
}

/// `A`, `A and B`, `A, B and C`.
fn listed(names: &[String]) -> String {
    match names {
        [] => String::new(),
        [only] => only.clone(),
        [most @ .., last] => format!("{} and {last}", most.join(", ")),
    }
}

/// `1st`.
fn ordinal(place: u32) -> String {
    let ending = match (place % 10, place % 100) {
        (_, 11..=13) => "th",
        (1, _) => "st",
        (2, _) => "nd",
        (3, _) => "rd",
        _ => "th",
    };
    format!("{place}{ending}")
}
