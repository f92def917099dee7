//! A date that is said keeps what it was worth when it was said.

use crate::plan::TaskId;
use crate::project::{Edit, Project, PromiseId, Saying};
use chrono::NaiveDate;
use std::collections::BTreeSet;

/// `edit` with the chance, in percent, of each date it says anew. Dates said before keep what they have, and so do those
/// whose chance `of` does not know.
pub fn with_chances(project: &Project, edit: Edit, of: &dyn Fn(TaskId, NaiveDate) -> Option<u8>) -> Edit {
    match edit {
        Edit::Batch(edits) => Edit::Batch(edits.into_iter().map(|edit| with_chances(project, edit, of)).collect()),
        Edit::Promise { id, promise: Some(mut promise) } => {
            let task = promise.task;
            for saying in promise.sayings.iter_mut().filter(|saying| is_new(project, id, saying)) {
                saying.chance = of(task, saying.date);
            }
            Edit::Promise { id, promise: Some(promise) }
        }
        edit => edit,
    }
}

/// The steps whose chances [`with_chances`] would ask for.
pub fn newly_dated(project: &Project, edit: &Edit) -> BTreeSet<TaskId> {
    match edit {
        Edit::Batch(edits) => edits.iter().flat_map(|edit| newly_dated(project, edit)).collect(),
        Edit::Promise { id, promise: Some(promise) } => {
            let says = promise.sayings.iter().any(|saying| is_new(project, *id, saying));
            says.then_some(promise.task).into_iter().collect()
        }
        _ => BTreeSet::new(),
    }
}

/// It has no chance, and that date was never said before.
fn is_new(project: &Project, id: PromiseId, saying: &Saying) -> bool {
    let known = project.promises.get(&id).map_or(&[][..], |known| &known.sayings);
    saying.chance.is_none() && known.iter().all(|known| known.date != saying.date)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use crate::plan::{Duration, Moment, Task};
    use crate::prepare::{Said, promise, promise_anew};

    #[test]
    fn each_date_keeps_the_chance_it_was_said_with() {
        let mut project = Project::new("", Moment::parse("2026-06-01").unwrap());
        project.plan.tasks.push(Task::new(TaskId(2), 0, "Design", Duration::working(480)));
        let day = |text: &str| text.parse::<NaiveDate>().unwrap();
        let chances = |project: &Project| {
            let promise = project.promises.values().next().unwrap();
            promise.sayings.iter().map(|saying| saying.chance).collect::<Vec<_>>()
        };
        let edit = promise(&project, TaskId(2), day("2026-06-10"), day("2026-06-01"), Said::default()).unwrap();
        assert_eq!(newly_dated(&project, &edit), BTreeSet::from([TaskId(2)]));
        project.apply(with_chances(&project, Edit::Batch(vec![edit]), &|_, _| Some(80))).unwrap();
        assert_eq!(chances(&project), [Some(80)]);
        let id = *project.promises.keys().next().unwrap();
        let known = project.promises[&id].clone();
        let edit = promise_anew(&known, day("2026-06-17"), day("2026-06-08"), "").unwrap();
        project.apply(with_chances(&project, edit, &|_, date| (date == day("2026-06-17")).then_some(95))).unwrap();
        assert_eq!(chances(&project), [Some(80), Some(95)]);
        // Words are no new date.
        let edit = crate::prepare::word_promise(&project.promises[&id].clone(), "Try it").unwrap();
        assert_eq!(newly_dated(&project, &edit), BTreeSet::new());
        project.apply(with_chances(&project, edit, &|_, _| Some(1))).unwrap();
        assert_eq!(chances(&project), [Some(80), Some(95)]);
        let gone = Edit::Promise { id: PromiseId(id.0), promise: None };
        assert_eq!(newly_dated(&project, &gone), BTreeSet::new());
    }
}
