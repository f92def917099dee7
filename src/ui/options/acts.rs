//! What commands and buttons of this room do: file, add, recommend, remove, ask before choosing.

use super::option::This;
use super::parts::{option_label, read};
use super::{Room, open_problem};
use crate::ui::commands::tasks::selected;
use crate::ui::dialogs::{self, PlanDialog};
use crate::ui::focus::focus_soon;
use crate::ui::rooms;
use crate::ui::store::Store;
use crate::ui::what_if::deeds;
use forthright::prepare;
use forthright::project::{ProblemId, ScenarioId};
use forthright::view::options::title;
use leptos::prelude::*;

/// Files a problem that touches the selected tasks and goes to its title.
pub fn new_problem(store: Store) {
    // Where the plan is not on the screen, nobody sees what is selected in it.
    let seen = matches!(store.room.get_untracked(), rooms::Room::Plan | rooms::Room::WhatIf | rooms::Room::Outline);
    let tasks = if seen { selected(store) } else { Vec::new() };
    let (id, edit) = read(store, |project| prepare::new_problem(project, &tasks, store.today.get_untracked()));
    if store.read_only.get_untracked().is_some() || !store.act("File a problem", edit, None) {
        return;
    }
    store.options_view.chosen.set(Some(id));
    rooms::Room::Options.go();
    focus_soon([".titles .ours textarea".to_owned()]);
}

/// Adds an option to the open problem and goes to its name.
pub fn new_option(store: Store) {
    match untrack(|| open_problem(store)) {
        Some(id) => add_option(store, id, None),
        None => store.say("File a problem first; an option is a way out of it."),
    }
}

/// Adds an option, of a scenario or of none, and goes to its name.
pub fn add_option(store: Store, problem: ProblemId, scenario: Option<ScenarioId>) {
    let made = read(store, |project| prepare::new_solution(project, problem, scenario));
    let Some((id, edit)) = made else { return };
    if store.act("Add an option", edit, None) {
        focus_soon([format!("#option-{} textarea", id.0)]);
    }
}

/// Takes a problem out; the focus goes to its neighbour in the list.
pub fn remove_problem(room: Room, id: ProblemId) {
    let store = room.store;
    let made = read(store, |project| {
        let name = project.problems.get(&id).map(title)?;
        Some((name, prepare::remove_problem(project, id)?))
    });
    let Some((name, edit)) = made else { return };
    if store.act(&format!("Remove the problem {name}"), edit, None) {
        store.options_view.chosen.set(None);
        store.say_with_undo(format!("{name} is gone, with its options."));
        focus_soon([".problem-row[aria-current]".to_owned(), ".new-problem".to_owned()]);
    }
}

/// Takes an option out; the focus goes to its neighbour.
pub fn remove_option(this: This) {
    let store = this.room.store;
    let Some(label) = option_label(store, "Remove", this.problem, this.id) else { return };
    let (edit, neighbour) = read(store, |project| {
        let all = project.problems.get(&this.problem).map(|one| &one.solutions);
        let next = all.and_then(|all| all.range(this.id..).nth(1).or_else(|| all.range(..this.id).next_back()));
        (prepare::remove_solution(project, this.problem, this.id), next.map(|(id, _)| *id))
    });
    if let Some(edit) = edit
        && store.act(&label, edit, None)
    {
        store.say_with_undo(format!("{} is gone.", label.trim_start_matches("Remove ")));
        let to = neighbour.map(|id| format!("#option-{} textarea", id.0));
        focus_soon(to.into_iter().chain([".new-option".to_owned()]).collect::<Vec<_>>());
    }
}

/// Opens the option's scenario in the What-if room; one without gets a new one, named as it is.
pub fn to_what_if(this: This) {
    let store = this.room.store;
    let scenario = read(store, |project| {
        let one = project.problems.get(&this.problem)?.solutions.get(&this.id)?;
        one.scenario.and_then(|id| project.scenarios.get(&id)).map(|scenario| (scenario.id, scenario.open))
    });
    match scenario {
        Some((id, true)) => store.what_if.active.set(Some(id)),
        Some((id, false)) => deeds::bring(store, id),
        None => {
            let made = read(store, |project| prepare::scenario_for(project, this.problem, this.id));
            let Some((id, edit)) = made else { return };
            let Some(label) = option_label(store, "Draft a scenario for", this.problem, this.id) else { return };
            if !store.act(&label, edit, None) {
                return;
            }
            store.what_if.active.set(Some(id));
        }
    }
    rooms::Room::WhatIf.go();
}

/// Opens the sheet that asks who decided, why, and who must be told.
pub fn ask_to_choose(this: This) {
    dialogs::open(this.room.store, PlanDialog::Choose(this.problem, this.id));
}
