//! Filing problems and their solution options, and where each option stands. Choosing one is [`super::adopt`]'s.

use super::new_person;
use crate::edit::PlanEdit;
use crate::plan::{ResourceId, TaskId};
use crate::project::{
    Criterion, DecisionId, Edit, Likelihood, Measure, Problem, ProblemField, ProblemId, Project, Scenario, ScenarioId,
    Solution, SolutionField, SolutionId, SolutionState,
};
use crate::words::Person;
use chrono::NaiveDate;

/// The weight a criterion begins with.
const MIDDLE: u8 = 5;

/// A problem that touches `tasks`, weighed at first by what can be computed.
pub fn new_problem(project: &Project, tasks: &[TaskId], today: NaiveDate) -> (ProblemId, Edit) {
    let id = ProblemId(project.plan.fresh_id());
    let measures = [Measure::PromisesBroken, Measure::DaysMoved, Measure::Cost];
    let criterion = |(at, measure): (usize, Measure)| criterion(at as u32 + 1, String::new(), measure);
    let problem = Problem {
        tasks: tasks.to_vec(),
        criteria: measures.into_iter().enumerate().map(criterion).collect(),
        ..Problem::new(id, today)
    };
    (id, Edit::Problem { id, problem: Some(Box::new(problem)) })
}

/// A problem taken out with its options; decisions made about it stay. `None` where it is not there.
pub fn remove_problem(project: &Project, id: ProblemId) -> Option<Edit> {
    project.problems.contains_key(&id).then_some(Edit::Problem { id, problem: None })
}

/// A way out of a problem, named as its scenario where it has one. `None` where the problem is not there.
pub fn new_solution(project: &Project, problem: ProblemId, scenario: Option<ScenarioId>) -> Option<(SolutionId, Edit)> {
    project.problems.get(&problem)?;
    let id = SolutionId(project.plan.fresh_id());
    let name = scenario.and_then(|scenario| project.scenarios.get(&scenario)).map(|scenario| scenario.name.clone());
    let solution = Solution::new(id, name.unwrap_or_default(), scenario);
    Some((id, Edit::Solution { problem, id, solution: Some(Box::new(solution)) }))
}

/// A scenario for an option that has none, named as it is and open in a tab while there is room for one. `None` where
/// the option is not there.
pub fn scenario_for(project: &Project, problem: ProblemId, solution: SolutionId) -> Option<(ScenarioId, Edit)> {
    let one = project.problems.get(&problem)?.solutions.get(&solution)?;
    let id = ScenarioId(project.plan.fresh_id());
    let scenario = Scenario::new(id, one.name.trim());
    let field = SolutionField::Scenario(Some(id));
    let filed = Edit::Scenario { id, scenario: Some(Box::new(scenario)) };
    Some((id, Edit::Batch(vec![filed, Edit::SolutionField { problem, id: solution, field }])))
}

/// An option taken out. `None` where it is not there.
pub fn remove_solution(project: &Project, problem: ProblemId, id: SolutionId) -> Option<Edit> {
    project.problems.get(&problem)?.solutions.get(&id)?;
    Some(Edit::Solution { problem, id, solution: None })
}

/// Puts an option where it is to stand. One at most is recommended: the one that was becomes proposed again.
pub fn set_state(project: &Project, problem: ProblemId, id: SolutionId, state: SolutionState) -> Option<Edit> {
    let solutions = &project.problems.get(&problem)?.solutions;
    if solutions.get(&id)?.state == state {
        return None;
    }
    let mut edits = Vec::new();
    if state == SolutionState::Recommended {
        let other = |one: &&Solution| one.id != id && one.state == SolutionState::Recommended;
        edits.extend(solutions.values().filter(other).map(|one| now(problem, one.id, SolutionState::Proposed)));
    }
    edits.push(now(problem, id, state));
    Some(one_or_batch(edits))
}

pub(super) fn now(problem: ProblemId, id: SolutionId, state: SolutionState) -> Edit {
    Edit::SolutionField { problem, id, field: SolutionField::State(state) }
}

/// A criterion more, at the end. `None` where the problem is not there.
pub fn add_criterion(project: &Project, problem: ProblemId, name: &str, measure: Measure) -> Option<Edit> {
    let mut criteria = project.problems.get(&problem)?.criteria.clone();
    let last = criteria.iter().map(|one| one.id).max().unwrap_or(0);
    criteria.push(criterion(last.saturating_add(1), name.trim().to_owned(), measure));
    Some(set_criteria(problem, criteria))
}

/// One criterion changed. `None` where that changes nothing.
pub fn change_criterion(
    project: &Project,
    problem: ProblemId,
    criterion: u32,
    change: impl FnOnce(&mut Criterion),
) -> Option<Edit> {
    let before = &project.problems.get(&problem)?.criteria;
    let mut criteria = before.clone();
    change(criteria.iter_mut().find(|one| one.id == criterion)?);
    (criteria != *before).then(|| set_criteria(problem, criteria))
}

/// A criterion taken out, with what was typed for it.
pub fn remove_criterion(project: &Project, problem: ProblemId, criterion: u32) -> Option<Edit> {
    let file = project.problems.get(&problem)?;
    let left: Vec<Criterion> = file.criteria.iter().filter(|one| one.id != criterion).cloned().collect();
    if left.len() == file.criteria.len() {
        return None;
    }
    let scored = file.solutions.values().filter(|one| one.scores.contains_key(&criterion));
    let cleared = scored.map(|one| {
        let mut scores = one.scores.clone();
        scores.remove(&criterion);
        Edit::SolutionField { problem, id: one.id, field: SolutionField::Scores(scores) }
    });
    Some(one_or_batch(cleared.chain([set_criteria(problem, left)]).collect()))
}

/// A judged score typed, or taken back with `None`. `None` where that changes nothing.
pub fn set_score(
    project: &Project,
    problem: ProblemId,
    id: SolutionId,
    criterion: u32,
    score: Option<u8>,
) -> Option<Edit> {
    let before = &project.problems.get(&problem)?.solutions.get(&id)?.scores;
    let mut scores = before.clone();
    match score {
        Some(score) => scores.insert(criterion, score),
        None => scores.remove(&criterion),
    };
    (scores != *before).then_some(Edit::SolutionField { problem, id, field: SolutionField::Scores(scores) })
}

/// The tasks a problem touches, each once. `None` where they are those already.
pub fn set_touched(project: &Project, problem: ProblemId, tasks: &[TaskId]) -> Option<Edit> {
    let before = &project.problems.get(&problem)?.tasks;
    let mut once: Vec<TaskId> = Vec::with_capacity(tasks.len());
    for task in tasks {
        if !once.contains(task) {
            once.push(*task);
        }
    }
    (once != *before).then_some(Edit::ProblemField { id: problem, field: ProblemField::Tasks(once) })
}

/// How likely a risk is and what it would cost, changed. It counts from the first number on, until somebody says
/// otherwise; without a number there is nothing to keep. `None` where that changes nothing.
pub fn change_likelihood(project: &Project, id: ProblemId, change: impl FnOnce(&mut Likelihood)) -> Option<Edit> {
    let before = project.problems.get(&id)?.likelihood;
    let mut likelihood = before.unwrap_or(Likelihood { counts: true, ..Likelihood::default() });
    change(&mut likelihood);
    let likelihood = (likelihood.chance > 0 || likelihood.delay > 0).then_some(likelihood);
    (likelihood != before).then_some(Edit::ProblemField { id, field: ProblemField::Likelihood(likelihood) })
}

/// Who answers for a problem: somebody the plan knows, somebody new, nobody. `None` where that changes nothing.
pub fn set_problem_owner(project: &Project, id: ProblemId, person: Option<&Person>) -> Option<Edit> {
    let before = project.problems.get(&id)?.owner;
    let owner = |owner| Edit::ProblemField { id, field: ProblemField::Owner(owner) };
    match person {
        Some(Person::New(name)) => {
            let new = ResourceId(project.plan.fresh_id());
            let resource = Some(Box::new(new_person(new, name)));
            Some(Edit::Batch(vec![PlanEdit::Resource { id: new, resource }.into(), owner(Some(new))]))
        }
        Some(Person::Known(known)) => (before != Some(*known)).then(|| owner(Some(*known))),
        None => before.is_some().then(|| owner(None)),
    }
}

/// A decision taken out of the list. `None` where it is not there.
pub fn remove_decision(project: &Project, id: DecisionId) -> Option<Edit> {
    project.decisions.contains_key(&id).then_some(Edit::Decision { id, decision: None })
}

fn criterion(id: u32, name: String, measure: Measure) -> Criterion {
    Criterion { id, name, weight: MIDDLE, measure }
}

fn set_criteria(problem: ProblemId, criteria: Vec<Criterion>) -> Edit {
    Edit::ProblemField { id: problem, field: ProblemField::Criteria(criteria) }
}

pub(super) fn one_or_batch(mut edits: Vec<Edit>) -> Edit {
    match edits.pop() {
        Some(only) if edits.is_empty() => only,
        last => Edit::Batch(edits.into_iter().chain(last).collect()),
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use crate::plan::Moment;

    fn filed() -> (Project, ProblemId, [SolutionId; 2]) {
        let mut project = Project::new("", Moment(0));
        let (problem, edit) = new_problem(&project, &[TaskId(7)], "2026-06-01".parse().unwrap());
        project.apply(edit).unwrap();
        let two = [(); 2].map(|()| {
            let (id, edit) = new_solution(&project, problem, None).unwrap();
            project.apply(edit).unwrap();
            id
        });
        (project, problem, two)
    }

    #[test]
    fn one_option_at_most_is_recommended() {
        let (mut project, problem, [one, two]) = filed();
        for id in [one, two] {
            let edit = set_state(&project, problem, id, SolutionState::Recommended).unwrap();
            project.apply(edit).unwrap();
        }
        let states = |project: &Project| {
            project.problems[&problem].solutions.values().map(|one| one.state.clone()).collect::<Vec<_>>()
        };
        assert_eq!(states(&project), [SolutionState::Proposed, SolutionState::Recommended]);
        assert_eq!(set_state(&project, problem, two, SolutionState::Recommended), None);
    }

    #[test]
    fn a_criterion_goes_with_its_scores_and_comes_back_with_them() {
        let (mut project, problem, [one, _]) = filed();
        project.apply(add_criterion(&project, problem, " Trust ", Measure::Judged).unwrap()).unwrap();
        project.apply(set_score(&project, problem, one, 4, Some(8)).unwrap()).unwrap();
        assert_eq!(project.problems[&problem].criteria[3].name, "Trust");
        let before = project.clone();
        let back = project.apply(remove_criterion(&project, problem, 4).unwrap()).unwrap();
        assert!(project.problems[&problem].solutions[&one].scores.is_empty());
        project.restore(back).unwrap();
        assert_eq!(project, before);
        assert_eq!(set_score(&project, problem, one, 4, Some(8)), None);
        assert_eq!(remove_criterion(&project, problem, 99), None);
    }

    #[test]
    fn a_risk_counts_from_its_first_number_on_until_it_has_none() {
        let (mut project, id, _) = filed();
        let mut then = |change: &dyn Fn(&mut Likelihood)| {
            let edit = change_likelihood(&project, id, change)?;
            project.apply(edit).unwrap();
            Some(project.problems[&id].likelihood.map(|now| (now.chance, now.delay, now.counts)))
        };
        assert_eq!(then(&|one| one.counts = false), None, "no number, nothing to count");
        assert_eq!(then(&|one| one.chance = 30), Some(Some((30, 0, true))));
        assert_eq!(then(&|one| one.counts = false), Some(Some((30, 0, false))));
        assert_eq!(then(&|one| one.delay = 480), Some(Some((30, 480, false))), "what was said about counting stays");
        assert_eq!(then(&|one| one.delay = 480), None);
        assert_eq!(then(&|one| one.chance = 0), Some(Some((0, 480, false))));
        assert_eq!(then(&|one| one.delay = 0), Some(None));
        assert_eq!(change_likelihood(&project, ProblemId(999), |one| one.chance = 5), None);
    }

    #[test]
    fn what_is_touched_is_told_once() {
        let (project, problem, _) = filed();
        assert_eq!(set_touched(&project, problem, &[TaskId(7), TaskId(7)]), None);
        let edit = set_touched(&project, problem, &[TaskId(8), TaskId(7), TaskId(8)]);
        let field = ProblemField::Tasks(vec![TaskId(8), TaskId(7)]);
        assert_eq!(edit, Some(Edit::ProblemField { id: problem, field }));
    }
}
