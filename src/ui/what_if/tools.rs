//! What can be done with the open scenario.

use super::against::AgainstChoice;
use super::state::Panel;
use super::tabs;
use crate::ui::store::Store;
use forthright::prepare::duplicate_scenario;
use forthright::view::scenarios::{self, TABS};
use leptos::prelude::*;

/// The buttons under the sentence.
#[component]
pub fn Tools() -> impl IntoView {
    let store = Store::get();
    let nothing = move || store.active_scenario().is_none();
    let idle = move || nothing().then_some("true");
    let panel = store.what_if.panel;
    let toggle = move |which: Panel| panel.update(|now| *now = if *now == which { Panel::Closed } else { which });
    let pressed = move |which: Panel| move || (panel.get() == which).to_string();
    let if_any = move |act: fn(Store)| {
        move |_| if untrack(nothing) { store.say("Nothing is changed yet: drag a bar first.") } else { act(store) }
    };
    view! {
        <div class="what-if-tools" role="group" aria-label="This scenario">
            <AgainstChoice/>
            <span class="tools-fill"></span>
            <button type="button" class="button quiet" aria-pressed=pressed(Panel::Changes) on:click=move |_| toggle(Panel::Changes)>"Changes"</button>
            <button type="button" class="button quiet" aria-pressed=pressed(Panel::SideBySide) on:click=move |_| toggle(Panel::SideBySide)>"Side by side"</button>
            <button type="button" class="button quiet" aria-pressed=pressed(Panel::HoldDate) on:click=move |_| toggle(Panel::HoldDate)>"Hold a date"</button>
            <span class="tools-gap"></span>
            <button type="button" class="button quiet" aria-disabled=idle on:click=if_any(keep) title="Gives it a name">"Keep"</button>
            <button type="button" class="button quiet" aria-disabled=idle on:click=if_any(duplicate)>"Duplicate"</button>
            <button type="button" class="button quiet" aria-disabled=idle on:click=if_any(tabs::discard)>"Discard"</button>
            <button type="button" class="button primary" aria-disabled=idle aria-expanded=pressed(Panel::Adopt) on:click=if_any(adopt)>"Adopt"</button>
        </div>
    }
}

/// Opens the name for typing.
pub fn keep(store: Store) {
    store.what_if.naming.set(true);
}

/// A copy in a tab of its own.
pub fn duplicate(store: Store) {
    let Some(id) = untrack(|| store.active_scenario()) else { return };
    let copied = store.project.with_untracked(|project| {
        let full = scenarios::tabs(project).len() >= TABS;
        let name = scenarios::name(project, id);
        (!full).then(|| duplicate_scenario(project, id, &format!("{name}, copy"))).flatten().map(|new| (name, new))
    });
    match copied {
        None => store.say("Four scenarios are open. Put one away or discard it first."),
        Some((name, (copy, edit))) => {
            if store.act(&format!("Duplicate {name}"), edit, None) {
                store.what_if.active.set(Some(copy));
            }
        }
    }
}

/// Opens what adopting asks.
pub fn adopt(store: Store) {
    store.what_if.panel.update(|now| *now = if *now == Panel::Adopt { Panel::Closed } else { Panel::Adopt });
}
