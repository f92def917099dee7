//! Withheld names that stand in what the client reads: a person or a step can be private and be named all the same, in a
//! text that is shared. A guess by spelling, to look at again; it changes nothing.

use super::{part_name, withheld_people};
use crate::client::ClientProject;
use crate::plan::{Side, TaskId};
use crate::project::Project;
use std::collections::BTreeSet;

/// Sentences, one a name and text.
pub(super) fn given_away(project: &Project, seen: &ClientProject) -> Vec<String> {
    let names = names(project, seen);
    let mut found = Vec::new();
    for (place, text) in texts(seen) {
        for name in names.iter().filter(|name| has_words(&text, name)) {
            found.push(format!("“{name}” is withheld, and named in {place}."));
        }
    }
    found
}

/// People of ours and of suppliers, and steps called by two words or more: one word alone is said of many things.
fn names(project: &Project, seen: &ClientProject) -> BTreeSet<String> {
    let people = withheld_people(project).filter(|one| one.side != Side::Client).map(|one| one.name.trim());
    let known: BTreeSet<TaskId> = seen.steps.iter().map(|step| step.id).collect();
    let shown: BTreeSet<&str> = seen.steps.iter().map(|step| step.name.trim()).collect();
    let steps = project.plan.tasks.iter().filter(|task| !known.contains(&task.id)).map(|task| task.name.trim());
    let steps = steps.filter(|name| name.contains(' ') && !shown.contains(name));
    people.chain(steps).filter(|name| name.chars().count() > 2).map(str::to_owned).collect()
}

/// Whether `name` stands in `text` as words of its own, in whatever case.
fn has_words(text: &str, name: &str) -> bool {
    let (text, name) = (text.to_lowercase(), name.to_lowercase());
    text.match_indices(&name).any(|(at, _)| {
        let before = text[..at].chars().next_back();
        let after = text[at + name.len()..].chars().next();
        ![before, after].into_iter().flatten().any(char::is_alphanumeric)
    })
}

/// What the client reads, with where it stands.
fn texts(seen: &ClientProject) -> Vec<(String, String)> {
    let mut all: Vec<(String, String)> = vec![("the project’s name".to_owned(), seen.name.clone())];
    all.extend(seen.brief.iter().map(|(part, text)| (format!("the brief, “{}”", part_name(*part)), text.clone())));
    for step in &seen.steps {
        all.push((format!("the step “{}”", step.name), format!("{}\n{}", step.name, step.will_see)));
    }
    for one in &seen.promises {
        let reasons = one.sayings.iter().map(|said| said.reason.as_str());
        let text = std::iter::once(one.what.as_str()).chain(reasons).collect::<Vec<_>>().join("\n");
        all.push((format!("the promise “{}”", one.what), text));
    }
    for one in &seen.problems {
        let text = [&one.title, &one.what, &one.why, &one.how, &one.still_good].map(String::as_str).join("\n");
        all.push((format!("the problem “{}”", one.title), text));
        let options = one.options.iter();
        all.extend(options.map(|way| (format!("the way out “{}”", way.name), format!("{}\n{}", way.name, way.notice))));
    }
    for one in &seen.decisions {
        let text = [&one.what, &one.why, &one.by, &one.effect].map(String::as_str).join("\n");
        all.push((format!("the decision “{}”", one.what), text));
    }
    all.extend(of_the_record(seen));
    all
}

fn of_the_record(seen: &ClientProject) -> Vec<(String, String)> {
    let mut all: Vec<(String, String)> = Vec::new();
    all.extend(seen.inputs.iter().map(|one| (format!("what we need, “{}”", one.what), one.what.clone())));
    let concerns = seen.concerns.iter();
    all.extend(concerns.map(|one| (format!("the concern “{}”", one.words), format!("{}\n{}", one.words, one.answer))));
    let blocks = seen.agreement.iter().flat_map(|one| &one.blocks);
    all.extend(blocks.map(|block| {
        (format!("how we work together, “{}”", block.about.name()), format!("{}\n{}", block.before, block.from_now))
    }));
    // Whom they meet is named on purpose.
    let meetings = seen.touchpoints.iter();
    all.extend(meetings.map(|one| (format!("the meeting with {}", one.who), one.what.clone())));
    let answers = seen.wrap_up.iter().flat_map(|one| &one.answers);
    all.extend(answers.map(|(asked, text)| (format!("looking back, “{}”", asked.heading()), text.clone())));
    all
}
