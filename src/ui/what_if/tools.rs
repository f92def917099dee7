//! What can be done with the open scenario: rows of the command table.

use super::against::AgainstChoice;
use super::state::Panel;
use crate::ui::commands::{self, Scope, command};
use crate::ui::store::Store;
use leptos::prelude::*;

/// The buttons under the sentence.
#[component]
pub fn Tools() -> impl IntoView {
    let panel = Store::get().what_if.panel;
    let open = move |which: Panel| Signal::derive(move || panel.get() == which);
    view! {
        <div class="what-if-tools" role="group" aria-label="This scenario">
            <AgainstChoice/>
            <span class="tools-fill"></span>
            <Tool id="what-if-changes" pressed=open(Panel::Changes)/>
            <Tool id="side-by-side" pressed=open(Panel::SideBySide)/>
            <Tool id="hold-date" pressed=open(Panel::HoldDate)/>
            <span class="tools-gap"></span>
            <Tool id="what-if-keep"/>
            <Tool id="what-if-duplicate"/>
            <Tool id="what-if-discard"/>
            <Tool id="what-if-adopt" pressed=open(Panel::Adopt) primary=true/>
        </div>
    }
}

#[component]
fn Tool(
    id: &'static str,
    #[prop(optional, into)] pressed: Option<Signal<bool>>,
    #[prop(optional)] primary: bool,
) -> impl IntoView {
    let store = Store::get();
    let name = command(id).map_or("", |command| command.name);
    let about_one = command(id).is_some_and(|command| command.scope == Scope::Scenario);
    let idle = move || about_one && store.active_scenario().is_none();
    let act = move |_| match untrack(idle) {
        true => store.say("Nothing is changed yet: drag a bar first."),
        false => commands::run(store, id),
    };
    view! {
        <button type="button" class="button" class:quiet=!primary class:primary=primary aria-disabled=move || idle().then_some("true")
            aria-pressed=move || pressed.map(|pressed| pressed.get().to_string()) on:click=act>{name}</button>
    }
}
