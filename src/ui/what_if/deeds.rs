//! What the room does with a scenario as a whole: begin, keep, copy, put away, discard, adopt.

use super::against::Around;
use super::state::Panel;
use super::tabs::go_to;
use crate::ui::focus::{focus, unless_written};
use crate::ui::rooms::Room;
use crate::ui::store::Store;
use forthright::analysis::For;
use forthright::edit::PlanEdit;
use forthright::prepare::{self, Told, duplicate_scenario, with_scenario};
use forthright::project::{Edit, ScenarioId};
use forthright::view::scenarios::{self, TABS};
use leptos::prelude::*;

/// A new scenario in a tab of its own. It is kept from its first change on.
pub fn new(store: Store) {
    if has_room(store) {
        store.what_if.active.set(None);
        store.what_if.panel.set(Panel::home());
    }
}

/// Opens the name for typing.
pub fn keep(store: Store) {
    store.what_if.naming.set(true);
}

/// A copy in a tab of its own.
pub fn duplicate(store: Store) {
    let Some(id) = active(store).filter(|_| has_room(store)) else { return };
    let name = name(store, id);
    let copy = store.project.with_untracked(|p| duplicate_scenario(p, id, &format!("{name}, copy")));
    if let Some((copy, edit)) = copy
        && store.act(&format!("Duplicate {name}"), edit, None)
    {
        go_to(store, Some(copy));
    }
}

/// A scenario of its own for one more change: what the open scenario changes already, and this.
pub fn from_edit(store: Store, label: &str, edit: PlanEdit) {
    if !has_room(store) {
        return;
    }
    let active = active(store);
    let made = store.project.with_untracked(|project| prepare::scenario_with(project, active, label, edit));
    match made {
        Ok((id, edit)) => {
            if store.act(&format!("Make a scenario: {label}"), edit, None) {
                store.what_if.panel.set(Panel::home());
                go_to(store, Some(id));
            }
        }
        Err(error) => store.say(store.plan(|plan| forthright::words::edit_error(&error, plan))),
    }
}

/// Takes the open scenario's tab away; it stays among the others.
pub fn put_active_away(store: Store) {
    if let Some(id) = active(store) {
        put_away(store, id);
    }
}

/// Takes a scenario's tab away.
pub fn put_away(store: Store, id: ScenarioId) {
    let edit = store.project.with_untracked(|p| with_scenario(p, id, |scenario| scenario.open = false));
    let (name, next) = (name(store, id), neighbour(store, id));
    if let Some(edit) = edit
        && store.act(&format!("Put {name} away"), edit, None)
    {
        go_to(store, next);
    }
}

/// Gives a scenario that was put away its tab back.
pub fn bring(store: Store, id: ScenarioId) {
    if !has_room(store) {
        return;
    }
    let edit = store.project.with_untracked(|p| with_scenario(p, id, |scenario| scenario.open = true));
    if let Some(edit) = edit
        && store.act(&format!("Open {}", name(store, id)), edit, None)
    {
        go_to(store, Some(id));
    }
}

/// Takes the open scenario out of the project.
pub fn discard(store: Store) {
    let Some(id) = active(store) else { return };
    let (name, next) = (name(store, id), neighbour(store, id));
    if store.act(&format!("Discard {name}"), Edit::Scenario { id, scenario: None }, None) {
        store.say_with_undo(format!("{name} is discarded. The plan is as it was."));
        go_to(store, next);
    }
}

/// Opens a panel beside the timeline, with the focus where it is answered, or closes it.
pub fn toggle(store: Store, which: Panel) {
    if store.what_if.panel.get_untracked() == which {
        return store.what_if.panel.set(Panel::Closed);
    }
    store.what_if.panel.set(which);
    let answered_at = "aside.what-if-panel form :is(input, select, button), aside.side-by-side .scroll";
    unless_written(1, || _ = focus(answered_at));
}

/// Makes the open scenario the plan, and remembers who must be told.
pub fn adopt(store: Store, around: Around, to_tell: Vec<String>) {
    let Some(id) = active(store) else { return };
    let sentence = |whom| untrack(|| around.sentence(store, whom)).to_string();
    let told = Told {
        today: store.today.get_untracked(),
        to_tell,
        effect: sentence(For::Us),
        client_effect: sentence(For::Client),
        ..Told::default()
    };
    let name = name(store, id);
    let Some(edit) = store.project.with_untracked(|p| prepare::adopt(p, id, &told)) else { return };
    if store.act(&format!("Adopt {name}"), edit, None) {
        store.open_first_scenario();
        store.what_if.panel.set(Panel::home());
        Room::Plan.go();
        store.say_with_undo(format!("{name} is the plan now."));
    }
}

fn active(store: Store) -> Option<ScenarioId> {
    untrack(|| store.active_scenario())
}

fn name(store: Store, id: ScenarioId) -> String {
    store.project.with_untracked(|project| scenarios::name(project, id))
}

/// Whether one more tab has room; says so where it has not.
fn has_room(store: Store) -> bool {
    let room = store.project.with_untracked(scenarios::tabs).len() < TABS;
    if !room {
        store.say("Four scenarios are open. Put one away or discard it first.");
    }
    room
}

/// The tab beside it.
fn neighbour(store: Store, id: ScenarioId) -> Option<ScenarioId> {
    let tabs = store.project.with_untracked(scenarios::tabs);
    let at = tabs.iter().position(|tab| tab.id == id)?;
    tabs.get(at + 1).or(at.checked_sub(1).and_then(|at| tabs.get(at))).map(|tab| tab.id)
}
