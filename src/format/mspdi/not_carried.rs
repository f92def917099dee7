//! What a Microsoft Project XML file of a project will not hold, or hold otherwise, said before it is made.

use super::Private;
use super::marks::{person, short_name};
use super::write::{SHIFTS, rule};
use crate::plan::{Calendar, ConstraintKind, Conventions, DayHours, Task};
use crate::project::{Brief, Project};

/// One plain sentence each; none for a project that is carried whole.
pub fn not_carried(project: &Project, private: Private) -> Vec<String> {
    let plan = &project.plan;
    let mut notes = Vec::new();
    let mut lost = Vec::new();
    if project.brief != Brief::default() {
        lost.push("the brief".to_owned());
    }
    let mut filed = |count: usize, one: &str, many: &str| lost.extend(counted(count, one, many));
    filed(project.promises.len(), "promise", "promises");
    filed(project.problems.len(), "problem with its options", "problems with their options");
    filed(project.scenarios.len(), "scenario", "scenarios");
    filed(project.decisions.len(), "decision", "decisions");
    filed(project.reports.len(), "report", "reports");
    filed(project.record.conversations.len(), "conversation", "conversations");
    let known = plan.resources.values().filter(|person| person.client_visible).count();
    filed(known, "mark of a person the client knows", "marks of people the client knows");
    filed(project.baselines.len().saturating_sub(11), "baseline", "baselines");
    if !lost.is_empty() {
        notes.push(format!("The file does not hold {}.", listed(&lost)));
    }
    if private == Private::LeaveOut {
        notes.push("Private notes, costs and what was kept from another file are left out.".to_owned());
    } else if plan.tasks.iter().any(|task| !task.private_note.is_empty()) {
        notes
            .push("Private notes are in the file, as the notes of its tasks. Do not give it to the client.".to_owned());
    }
    dates(project, private, &mut notes);
    names(project, &mut notes);
    calendars(project, &mut notes);
    notes.push(
        "What Microsoft Project has no place for, such as what the client will see, stands in text fields called Forthright."
            .to_owned(),
    );
    notes
}

fn dates(project: &Project, private: Private, notes: &mut Vec<String>) {
    let tasks = &project.plan.tasks;
    let count = |ask: fn(&Task) -> bool| tasks.iter().filter(|task| ask(task)).count();
    let pinned = count(|task| task.constraint.is_some_and(|known| known.kind == ConstraintKind::Pinned));
    if let Some(pinned) = counted(pinned, "pinned date is", "pinned dates are") {
        notes.push(format!("{pinned} written as Must Start On."));
    }
    if project.plan.settings.conventions == Conventions::Forthright {
        notes.push(
            "Microsoft Project computes dates by its own rules: work that has not begun may move before the status date."
                .to_owned(),
        );
    }
    let rates = count(|task| task.cost.as_ref().is_some_and(|cost| cost.per_day.0 != 0));
    if let Some(rates) = counted(rates, "cost a day is", "costs a day are").filter(|_| private == Private::Keep) {
        notes.push(format!("{rates} kept, but not counted by Microsoft Project, which has rates by person only."));
    }
}

fn names(project: &Project, notes: &mut Vec<String>) {
    let plan = &project.plan;
    let long = plan.tasks.iter().filter(|task| short_name(&task.name) != task.name).count();
    if let Some(long) = counted(long, "task name is", "task names are") {
        notes.push(format!("{long} shortened, to 512 characters, or freed of characters that XML cannot hold."));
    }
    let people = plan.resources.values().filter(|one| person(&one.name) != one.name).count();
    if let Some(people) = counted(people, "person\u{2019}s name is", "people\u{2019}s names are") {
        notes.push(format!("{people} written without commas and square brackets, which Microsoft Project refuses."));
    }
    let calendars = plan.calendars.values();
    let calendars = calendars.filter(|one| one.name.encode_utf16().count() > super::CALENDAR_NAME).count();
    if let Some(calendars) = counted(calendars, "calendar name is", "calendar names are") {
        notes.push(format!("{calendars} shortened to {} characters.", super::CALENDAR_NAME));
    }
}

fn calendars(project: &Project, notes: &mut Vec<String>) {
    let plan = &project.plan;
    let exceptions = plan.calendars.values().flat_map(|calendar| &calendar.exceptions);
    let exceptions = exceptions.chain(plan.resources.values().flat_map(|person| &person.absences));
    let strange = exceptions.filter(|exception| rule(&exception.recurrence).is_none()).count();
    if let Some(strange) = counted(strange, "exception", "exceptions") {
        notes.push(format!("{strange} on several weekdays of a month cannot be said in Microsoft Project."));
    }
    let full = plan.calendars.values().filter(|calendar| hours(calendar).any(|day| day.0.len() > SHIFTS)).count();
    if let Some(full) = counted(full, "calendar has", "calendars have") {
        notes.push(format!("{full} a day of more than {SHIFTS} shifts: the first {SHIFTS} are written."));
    }
}

fn hours(calendar: &Calendar) -> impl Iterator<Item = &DayHours> {
    let weeks = calendar.work_weeks.iter().flat_map(|week| &week.week).chain(&calendar.week).flatten();
    weeks.chain(calendar.exceptions.iter().map(|exception| &exception.hours))
}

fn counted(count: usize, one: &str, many: &str) -> Option<String> {
    match count {
        0 => None,
        1 => Some(format!("1 {one}")),
        _ => Some(format!("{count} {many}")),
    }
}

/// `a, b and c`.
fn listed(all: &[String]) -> String {
    match all {
        [] => String::new(),
        [one] => one.clone(),
        [rest @ .., last] => format!("{} and {last}", rest.join(", ")),
    }
}
