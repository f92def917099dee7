//! A date that is said keeps what it was worth when it was said.

use crate::plan::TaskId;
use crate::project::{Edit, Project, Saying};
use chrono::NaiveDate;

/// `edit` with the chance, in percent, of each date it says anew. Dates said before keep what they have, and so do those
/// whose chance `of` does not know.
pub fn with_chances(project: &Project, edit: Edit, of: &dyn Fn(TaskId, NaiveDate) -> Option<u8>) -> Edit {
    match edit {
        Edit::Batch(edits) => Edit::Batch(edits.into_iter().map(|edit| with_chances(project, edit, of)).collect()),
        Edit::Promise { id, promise: Some(mut promise) } => {
            let known = project.promises.get(&id).map_or(&[][..], |known| &known.sayings);
            let task = promise.task;
            let said_before = |saying: &Saying| known.iter().any(|known| known.date == saying.date);
            for saying in promise.sayings.iter_mut().filter(|saying| saying.chance.is_none() && !said_before(saying)) {
                saying.chance = of(task, saying.date);
            }
            Edit::Promise { id, promise: Some(promise) }
        }
        edit => edit,
    }
}

/// Whether [`with_chances`] could have anything to do.
pub fn says_a_date(edit: &Edit) -> bool {
    match edit {
        Edit::Batch(edits) => edits.iter().any(says_a_date),
        edit => matches!(edit, Edit::Promise { promise: Some(_), .. }),
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use crate::plan::{Duration, Moment, Task};
    use crate::prepare::{Said, promise, promise_anew};
    use crate::project::PromiseId;

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
        assert!(says_a_date(&edit));
        project.apply(with_chances(&project, Edit::Batch(vec![edit]), &|_, _| Some(80))).unwrap();
        assert_eq!(chances(&project), [Some(80)]);
        let id = *project.promises.keys().next().unwrap();
        let known = project.promises[&id].clone();
        let edit = promise_anew(&known, day("2026-06-17"), day("2026-06-08"), "").unwrap();
        project.apply(with_chances(&project, edit, &|_, date| (date == day("2026-06-17")).then_some(95))).unwrap();
        assert_eq!(chances(&project), [Some(80), Some(95)]);
        // Words are no new date.
        let edit = crate::prepare::word_promise(&project.promises[&id].clone(), "Try it").unwrap();
        project.apply(with_chances(&project, edit, &|_, _| Some(1))).unwrap();
        assert_eq!(chances(&project), [Some(80), Some(95)]);
        let gone = Edit::Promise { id: PromiseId(id.0), promise: None };
        assert!(!says_a_date(&gone));
    }
}
