//! Who must be told of a change: those something was promised to first, then the client's people, then the suppliers'.

use crate::analysis::{Comparison, PromiseChange, Turn};
use crate::plan::{ResourceKind, Side, TaskId};
use crate::project::Project;
use crate::words::task_name;
use std::collections::BTreeSet;

/// Somebody to tell.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Listener {
    pub name: String,
    /// Why: "You can try it" moves, their own steps move. Empty where there is no reason of its own.
    pub why: String,
    /// To be told unless one decides otherwise.
    pub likely: bool,
}

/// The people a change may be told to, the likeliest first, each once.
pub fn listeners(project: &Project, comparison: &Comparison) -> Vec<Listener> {
    let mut all: Vec<Listener> = Vec::new();
    let mut add = |name: &str, why: String, likely: bool| {
        let name = name.trim();
        if !name.is_empty() && !all.iter().any(|known| known.name == name) {
            all.push(Listener { name: name.to_owned(), why, likely });
        }
    };
    for (to, promised) in promised(project, comparison) {
        add(&to, format!("was promised {}", listed(&promised)), true);
    }
    let moved: BTreeSet<TaskId> = comparison.moved.iter().map(|moved| moved.id).collect();
    let owns = |person| {
        let own = project.plan.tasks.iter().filter(|task| moved.contains(&task.id));
        own.filter(|task| task.owner == Some(person) || task.assignments.iter().any(|a| a.resource == person)).count()
    };
    for side in [Side::Client, Side::Supplier, Side::Ours] {
        let people = project.plan.resources.values().filter(|one| one.side == side && one.kind == ResourceKind::Work);
        for person in people {
            let why = match owns(person.id) {
                0 => String::new(),
                1 => "one of their steps moves".to_owned(),
                many => format!("{many} of their steps move"),
            };
            let likely = !why.is_empty();
            if side == Side::Client || likely {
                add(&person.name, why, likely);
            }
        }
    }
    all
}

/// The promises that come on another day, by whom they were made to: those that break first, then those kept again.
fn promised(project: &Project, comparison: &Comparison) -> Vec<(String, Vec<String>)> {
    let moves = |change: &&PromiseChange| change.then.forecast != change.now.forecast && change.now.delivered.is_none();
    let mut moved: Vec<&PromiseChange> = comparison.promises.iter().filter(moves).collect();
    moved.sort_by_key(|change| match change.turn() {
        Turn::Broken => 0,
        Turn::Worse => 1,
        Turn::Mended => 2,
        Turn::Better => 3,
        Turn::Same => 4,
    });
    let mut all: Vec<(String, Vec<String>)> = Vec::new();
    for promise in moved.into_iter().filter_map(|change| project.promises.get(&change.id)) {
        let what = match promise.words.trim() {
            "" => task_name(&project.plan, promise.task),
            words => words.to_owned(),
        };
        let to = promise.to.trim();
        match all.iter_mut().find(|(known, _)| known == to) {
            Some((_, promises)) => promises.push(what),
            None => all.push((to.to_owned(), vec![what])),
        }
    }
    all
}

/// `“A”`, `“A” and “B”`, `“A” and 2 more`.
fn listed(promises: &[String]) -> String {
    match promises {
        [] => String::new(),
        [only] => format!("“{only}”"),
        [first, second] => format!("“{first}” and “{second}”"),
        [first, rest @ ..] => format!("“{first}” and {} more", rest.len()),
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use crate::analysis::{State, compare};
    use crate::edit::{PlanEdit, TaskField};
    use crate::plan::{Duration, Moment, Resource, ResourceId, Task};
    use crate::project::{Promise, PromiseId, Saying};

    #[test]
    fn who_was_promised_what_moves_comes_first_and_each_comes_once() {
        let mut project = Project::new("", Moment::parse("2026-06-01").unwrap());
        for (id, name, side) in [(2, "Helen", Side::Client), (3, "Louise", Side::Client), (4, "Mira", Side::Ours)] {
            let person = Resource {
                id: ResourceId(id),
                name: name.into(),
                role: String::new(),
                side,
                kind: ResourceKind::Work,
                max_units: 100,
                calendar: None,
                absences: Vec::new(),
                client_visible: false,
            };
            project.plan.resources.insert(person.id, person);
        }
        let mut task = Task::new(TaskId(10), 0, "Design", Duration::working(480));
        task.owner = Some(ResourceId(4));
        project.plan.tasks.push(task);
        let date: chrono::NaiveDate = "2026-06-01".parse().unwrap();
        // One with room to spare is only moved, the other one breaks.
        for (id, words, days) in [(20, "A draft", 9), (21, "", 0)] {
            let by = date + chrono::Days::new(days);
            let promise = Promise {
                words: words.into(),
                to: "Louise".into(),
                client_visible: true,
                sayings: vec![Saying::new(date, by)],
                ..Promise::new(PromiseId(id), TaskId(10))
            };
            project.promises.insert(promise.id, promise);
        }
        let mut plan = project.plan.clone();
        let edit = PlanEdit::Set { task: TaskId(10), field: TaskField::Duration(Duration::working(960)) };
        plan.apply(edit).unwrap();
        let (before, after) = (project.schedule(), crate::schedule::schedule(&plan));
        let found = compare(&project, State::of(&project.plan, &before), State::of(&plan, &after), &[], date);
        let told: Vec<String> = listeners(&project, &found)
            .into_iter()
            .map(|one| format!("{}{}: {}", one.name, if one.likely { "!" } else { "" }, one.why))
            .collect();
        assert_eq!(
            told,
            ["Louise!: was promised “Design” and “A draft”", "Helen: ", "Mira!: one of their steps moves"]
        );
    }
}
