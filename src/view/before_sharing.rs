//! Before you share: what the client will see, what is withheld, and withheld names that shared texts give away. Only our
//! side reads this. What is seen is read off the client's own type; what is withheld is what is not in it.

mod given_away;
mod record;
#[cfg(test)]
mod tests;

use crate::client::{ClientProject, INTERNAL_WORK};
use crate::plan::{Money, Resource, ResourceKind, Side, TaskId};
use crate::project::{BriefPart, Problem, Project, Wording};
use std::collections::BTreeSet;

/// Both lists, each in the order of the rooms, and what to look at again.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct BeforeSharing {
    pub seen: Vec<Line>,
    pub withheld: Vec<Line>,
    /// Withheld names that stand in texts the client reads: `“Lingua House” is named in what they will see of “Texts”`.
    pub look_again: Vec<String>,
}

/// One sort of thing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    /// In plain words, with the number where there is one: `12 steps`, `the money`.
    pub what: String,
    pub count: usize,
    /// What they are called, in their own order; empty where they have no names.
    pub names: Vec<String>,
}

/// What is seen and what is withheld of `project`; `seen` is what the client sees of it.
pub fn before_sharing(project: &Project, seen: &ClientProject) -> BeforeSharing {
    BeforeSharing {
        seen: shown(seen),
        withheld: withheld(project, seen),
        look_again: given_away::given_away(project, seen),
    }
}

/// `1 step`, `12 steps`; no line where there is none.
fn line(one: &str, many: &str, names: Vec<String>) -> Option<Line> {
    let count = names.len();
    let what = if count == 1 { format!("1 {one}") } else { format!("{count} {many}") };
    (count > 0).then_some(Line { what, count, names })
}

/// A line for something that is not counted.
fn whole(what: &str, there: bool) -> Option<Line> {
    there.then(|| Line { what: what.to_owned(), count: 1, names: Vec::new() })
}

fn shown(seen: &ClientProject) -> Vec<Line> {
    let options = seen.problems.iter().flat_map(|one| one.options.iter().map(|option| option.name.clone()));
    let ours = format!("after {INTERNAL_WORK}");
    let bridged = seen.steps.iter().filter(|step| step.reason.as_deref() == Some(ours.as_str()));
    let explained = format!("start date explained by “{INTERNAL_WORK}”");
    let lines = [
        line("part of the brief", "parts of the brief", seen.brief.iter().map(|part| part_name(part.0)).collect()),
        line("step", "steps", seen.steps.iter().map(|step| step.name.clone()).collect()),
        line(&explained, &explained.replace("date", "dates"), bridged.map(|step| step.name.clone()).collect()),
        line("person", "people", seen.people.iter().map(|one| one.name.clone()).collect()),
        line("promise", "promises", seen.promises.iter().map(|one| one.what.clone()).collect()),
        line(
            "thing we need from them",
            "things we need from them",
            crate::view::asked::asked(seen).into_iter().map(|one| one.what).collect(),
        ),
        line("concern of theirs", "concerns of theirs", seen.concerns.iter().map(|one| one.words.clone()).collect()),
        line("problem", "problems", seen.problems.iter().map(|one| one.title.clone()).collect()),
        line("way out", "ways out", options.collect()),
        line("decision", "decisions", seen.decisions.iter().map(|one| one.what.clone()).collect()),
        whole("how we work together", seen.agreement.is_some()),
        line(
            "meeting with somebody of ours",
            "meetings with somebody of ours",
            seen.touchpoints.iter().map(|one| one.who.clone()).collect(),
        ),
        whole("looking back: ups, downs and answers", seen.wrap_up.is_some()),
        whole("the money: budget, spent and expected", seen.money.is_some()),
    ];
    lines.into_iter().flatten().collect()
}

fn withheld(project: &Project, seen: &ClientProject) -> Vec<Line> {
    let [ours, theirs, suppliers] = people(project);
    let lines = [
        line("part of the brief", "parts of the brief", brief(project, seen)),
        line("step", "steps", steps(project, seen)),
        line("private note", "private notes", notes(project)),
        line("person of our side", "people of our side", ours),
        line("person of the client’s side", "people of the client’s side", theirs),
        line("supplier’s name", "supplier names", suppliers),
        line("promise", "promises", promises(project, seen)),
        line("problem", "problems", problems(project, |one| !one.client_visible)),
        line(
            "problem in our own words",
            "problems in our own words",
            problems(project, |one| one.client_visible && one.private != Wording::default()),
        ),
        line("way out", "ways out", options(project, seen)),
        line("what-if", "what-ifs", project.scenarios.values().map(|one| named(&one.name, "A what-if")).collect()),
        line("decision", "decisions", decisions(project)),
        line("thing we need from them", "things we need from them", record::inputs(project, seen)),
        line("concern of theirs", "concerns of theirs", record::concerns(project, seen)),
        line("conversation", "conversations", record::conversations(project)),
        line("guided page", "guided pages", record::guides(project, seen)),
        whole("how we work together", seen.agreement.is_none() && record::has_agreement(project)),
        line("meeting with somebody of ours", "meetings with somebody of ours", record::touchpoints(project, seen)),
        whole("the money: rates, costs and budget", seen.money.is_none() && has_money(project)),
    ];
    lines.into_iter().flatten().collect()
}

/// A name, or what stands for it.
fn named(name: &str, otherwise: &str) -> String {
    if name.trim().is_empty() { otherwise.to_owned() } else { name.trim().to_owned() }
}

/// What a part of the brief is called.
pub fn part_name(part: BriefPart) -> String {
    let name = match part {
        BriefPart::Purpose => "Purpose",
        BriefPart::Outcomes => "Outcomes",
        BriefPart::Scope => "Scope",
        BriefPart::OutOfScope => "Out of scope",
        BriefPart::Assumptions => "Assumptions",
    };
    name.to_owned()
}

fn brief(project: &Project, seen: &ClientProject) -> Vec<String> {
    let brief = &project.brief;
    let parts = [
        (BriefPart::Purpose, &brief.purpose),
        (BriefPart::Outcomes, &brief.outcomes),
        (BriefPart::Scope, &brief.scope),
        (BriefPart::OutOfScope, &brief.out_of_scope),
        (BriefPart::Assumptions, &brief.assumptions),
    ];
    let kept = parts.into_iter().filter(|(part, text)| !text.trim().is_empty() && seen.brief(*part).is_none());
    kept.map(|(part, _)| part_name(part)).collect()
}

fn steps(project: &Project, seen: &ClientProject) -> Vec<String> {
    let known: BTreeSet<TaskId> = seen.steps.iter().map(|step| step.id).collect();
    let kept = project.plan.tasks.iter().filter(|task| !known.contains(&task.id));
    kept.map(|task| named(&task.name, "A step without a name yet")).collect()
}

/// The steps that have one.
fn notes(project: &Project) -> Vec<String> {
    let noted = project.plan.tasks.iter().filter(|task| !task.private_note.trim().is_empty());
    noted.map(|task| named(&task.name, "A step without a name yet")).collect()
}

/// Of our side, of theirs, suppliers. Things and money have names of ours too, and no client sees them.
fn people(project: &Project) -> [Vec<String>; 3] {
    [Side::Ours, Side::Client, Side::Supplier].map(|side| {
        let here = withheld_people(project).filter(|one| one.side == side);
        here.map(|one| one.name.clone()).collect()
    })
}

fn withheld_people(project: &Project) -> impl Iterator<Item = &Resource> {
    project.plan.resources.values().filter(|one| !one.client_visible || one.kind != ResourceKind::Work)
}

fn promises(project: &Project, seen: &ClientProject) -> Vec<String> {
    let kept = project.promises.values().filter(|one| !seen.promises.iter().any(|known| known.id == one.id));
    let step = |id| project.plan.task(id).map_or("A promise", |task| task.name.as_str());
    kept.map(|one| named(&one.words, step(one.task))).collect()
}

fn problems(project: &Project, which: impl Fn(&Problem) -> bool) -> Vec<String> {
    let kept = project.problems.values().filter(|one| which(one));
    kept.map(|one| named(&one.private.title, &named(&one.client.title, "A problem"))).collect()
}

/// Those of problems the client sees; the others go with their problem.
fn options(project: &Project, seen: &ClientProject) -> Vec<String> {
    let kept = seen.problems.iter().filter_map(|known| Some((known, project.problems.get(&known.id)?)));
    let kept = kept.flat_map(|(known, one)| {
        one.solutions.values().filter(|option| !known.options.iter().any(|shown| shown.id == option.id))
    });
    kept.map(|option| named(&option.name, "A way out")).collect()
}

fn decisions(project: &Project) -> Vec<String> {
    let kept = project.decisions.values().filter(|one| !one.client_visible);
    kept.map(|one| named(&one.what, "A decision")).collect()
}

fn has_money(project: &Project) -> bool {
    let plan = &project.plan;
    plan.settings.budget.is_some_and(|budget| budget != Money::ZERO)
        || plan.tasks.iter().any(|task| task.cost.is_some())
}
