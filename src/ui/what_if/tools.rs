//! What can be done with the open scenario: rows of the command table.

use super::against::AgainstChoice;
use super::state::Panel;
use crate::ui::commands::{self, Scope, command};
use crate::ui::store::Store;
use leptos::prelude::*;

/// The buttons under the sentence.
#[component]
pub fn Tools() -> impl IntoView {
    view! {
        <div class="what-if-tools" role="group" aria-label="This scenario">
            <AgainstChoice/>
            <span class="tools-fill"></span>
            <Tool id="what-if-changes" opens=Panel::Changes/>
            <Tool id="side-by-side" opens=Panel::SideBySide/>
            <Tool id="hold-date" opens=Panel::HoldDate/>
            <span class="tools-gap"></span>
            <Tool id="what-if-keep"/>
            <Tool id="what-if-duplicate"/>
            <Tool id="what-if-away"/>
            <Tool id="what-if-discard"/>
            <Tool id="what-if-adopt" opens=Panel::Adopt primary=true/>
        </div>
    }
}

#[component]
fn Tool(id: &'static str, #[prop(optional)] opens: Option<Panel>, #[prop(optional)] primary: bool) -> impl IntoView {
    let store = Store::get();
    let name = command(id).map_or("", |command| command.name);
    let about_one = command(id).is_some_and(|command| command.scope == Scope::Scenario);
    let idle = move || about_one && store.active_scenario().is_none();
    let act = move |_| match untrack(idle) {
        true => store.say("Nothing is changed yet: drag a bar first."),
        false => commands::run(store, id),
    };
    view! {
        <button type="button" class="button" data-command=id class:quiet=!primary class:primary=primary aria-disabled=move || idle().then_some("true")
            aria-pressed=move || opens.map(|panel| (store.what_if.panel.get() == panel).to_string()) on:click=act>{name}</button>
    }
}
