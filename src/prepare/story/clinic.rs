//! The story's project as it was agreed: letters and text messages for a clinic by the lake.

use crate::plan::{
    DependencyKey, DependencyKind, Duration, Lag, Moment, Resource, ResourceId, ResourceKind, Side, Task, TaskId,
};
use crate::project::{Brief, BriefPart, Project, Sharing};
use chrono::NaiveDate;
use std::collections::HashMap;

const DAY: i32 = 480;

pub(super) const PAUL: &str = "Paul Adler";
pub(super) const INES: &str = "Dr Ines Roth";
pub(super) const NORA: &str = "Nora Lindt";
pub(super) const KARIN: &str = "Karin Voss";

/// Name, what they do, whose they are.
const PEOPLE: &[(&str, &str, Side)] = &[
    (PAUL, "runs the front desks", Side::Client),
    (INES, "director of the clinic", Side::Client),
    (NORA, "leads the project", Side::Ours),
    ("Emil Sand", "builds letters and messages", Side::Ours),
    ("Yara Haddad", "links systems", Side::Ours),
    (KARIN, "answers for all projects", Side::Ours),
];

/// A step: key, level, name, days (0 = milestone), owner, what the client will see (empty = they do not see it), after.
type Step = (&'static str, u16, &'static str, i32, &'static str, &'static str, &'static [&'static str]);

const STEPS: &[Step] = &[
    ("understand", 0, "Understand", 0, "", "What a morning at the desk is like", &[]),
    ("mornings", 1, "Mornings at the front desk", 4, NORA, "We sit with you for four mornings", &[]),
    ("which", 1, "Which letters go out, and when", 4, NORA, "A list you can correct", &["mornings"]),
    ("agreed", 1, "Letters agreed", 0, NORA, "The list, agreed", &["which"]),
    ("build", 0, "Build", 0, "", "Letters and messages that write themselves", &[]),
    ("link", 1, "Link to the patient system", 15, "Yara Haddad", "Appointments arrive by themselves", &["agreed"]),
    ("letters", 1, "Letters and text messages", 10, "Emil Sand", "Letters in your words", &["agreed"]),
    ("answers", 1, "Answers from patients", 6, "Emil Sand", "Patients confirm or cancel by text", &["letters"]),
    ("clean", 1, "Clean up old test data", 2, "Yara Haddad", "", &["link"]),
    ("ready", 1, "Ready to try", 0, NORA, "You can try it at one desk", &["link", "answers"]),
    ("try", 0, "Try", 0, "", "Two desks use it first", &[]),
    ("trial", 1, "Trial at two desks", 10, NORA, "Two desks work with it", &["ready"]),
    ("mend", 1, "Mend what the trial shows", 5, "Emil Sand", "What your desks found is mended", &["trial"]),
    ("passed", 1, "Trial passed", 0, NORA, "Both desks say yes", &["mend"]),
    ("all", 0, "Every desk", 0, "", "The whole clinic", &[]),
    ("practice", 1, "Practice at every desk", 4, NORA, "Each desk practises for half a day", &["mend"]),
    ("old", 1, "Move the old letters", 5, "Yara Haddad", "Last year’s letters are there", &["mend"]),
    ("live", 1, "All desks live", 0, NORA, "Every desk sends letters and texts", &["practice", "old"]),
    ("after", 0, "What comes with it", 0, "", "Small things that make mornings easier", &[]),
    (
        "list",
        1,
        "List of cancelled appointments",
        2,
        "Emil Sand",
        "One list each morning, so that you can fill gaps",
        &["live"],
    ),
    ("guide", 1, "One page for the desk", 1, NORA, "One page beside each screen", &["passed"]),
    ("over", 1, "Handed over", 2, NORA, "Your people run it without us", &["live"]),
];

/// The project on its first Monday, and its steps by key.
pub(super) fn agreed(monday: NaiveDate) -> (Project, HashMap<&'static str, TaskId>) {
    use BriefPart::{OutOfScope, Outcomes, Purpose, Scope};
    let mut project = Project::new("Lakeside Clinic: letters and messages", Moment::start_of(monday));
    project.brief = Brief {
        client: "Lakeside Clinic".into(),
        purpose: "Patients know when to come, and the front desk stops telephoning all morning.".into(),
        outcomes: "Half as many calls before ten o’clock\nOne in three cancelled appointments is filled again".into(),
        scope: "Letters and text messages\nAnswers from patients\nLink to the patient system".into(),
        out_of_scope: "Invoices\nThe clinic’s website".into(),
        assumptions: String::new(),
    };
    project.sharing = Sharing { brief: [Purpose, Outcomes, Scope, OutOfScope].into(), ..Sharing::default() };
    let plan = &mut project.plan;
    let ids = plan.ids.last + 1..;
    let mut people = HashMap::new();
    for (id, (name, role, side)) in ids.zip(PEOPLE) {
        let id = ResourceId(id);
        people.insert(*name, id);
        plan.resources.insert(id, person(id, name, role, *side));
        plan.ids.last = id.0;
    }
    let ids = plan.ids.last + 1..;
    let tasks: HashMap<&str, TaskId> = STEPS.iter().zip(ids).map(|(step, id)| (step.0, TaskId(id))).collect();
    for (key, level, name, days, owner, see, after) in STEPS {
        let Some(id) = tasks.get(key).copied() else { continue };
        let mut task = Task::new(id, *level, *name, Duration::working(days * DAY));
        task.milestone = *days == 0 && *level > 0;
        task.owner = people.get(owner).copied();
        (task.client_visible, task.will_see) = (!see.is_empty(), (*see).into());
        plan.tasks.push(task);
        plan.ids.last = id.0;
        for predecessor in after.iter().filter_map(|key| tasks.get(key)) {
            let key = DependencyKey { successor: id, predecessor: *predecessor, kind: DependencyKind::FS };
            plan.dependencies.insert(key, Lag::default());
        }
    }
    (project, tasks)
}

fn person(id: ResourceId, name: &str, role: &str, side: Side) -> Resource {
    Resource {
        id,
        name: name.into(),
        role: role.into(),
        side,
        kind: ResourceKind::Work,
        max_units: 100,
        calendar: None,
        absences: Vec::new(),
        client_visible: true,
    }
}
