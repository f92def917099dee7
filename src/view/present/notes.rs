//! Private notes to a page, for the presenter's own screen while the client looks at another: our wording of the problem,
//! what we noted about the steps on the page, what is withheld. The one part of Present that reads facts.

use super::Slide;
use crate::project::Project;

/// A note and what it is about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Note {
    pub about: String,
    pub text: String,
}

/// What only we know about a page.
pub fn notes(project: &Project, slide: &Slide) -> Vec<Note> {
    let mut all = Vec::new();
    let mut add = |about: &str, text: &str| {
        if !text.trim().is_empty() {
            all.push(Note { about: about.to_owned(), text: text.trim().to_owned() });
        }
    };
    if let Some(problem) = slide.problem.and_then(|id| project.problems.get(&id)) {
        let words = &problem.private;
        add("Among ourselves", &words.title);
        add("What happened", &words.what);
        add("Why", &words.why);
        add("How", &words.how);
        add("Next", &problem.next_step);
        for solution in problem.solutions.values().filter(|solution| !solution.client_visible) {
            add("Not shown", &solution.name);
        }
    }
    for task in slide.steps.iter().filter_map(|id| project.plan.task(*id)) {
        add(&task.name, &task.private_note);
    }
    let withheld = project.plan.tasks.iter().filter(|task| !task.client_visible && !task.inactive).count();
    if slide.page == crate::project::Page::Outline && withheld > 0 {
        add("Withheld", &super::count(withheld, "step is not shown", "steps are not shown"));
    }
    all
}
