//! The scenarios with a tab. ← → go from tab to tab, F2 names one, Delete discards it.

use super::deeds;
use crate::ui::focus::{focus, unless_written};
use crate::ui::icons;
use crate::ui::store::Store;
use forthright::prepare::with_scenario;
use forthright::project::ScenarioId;
use forthright::view::scenarios::{self, TABS};
use leptos::ev::KeyboardEvent;
use leptos::html;
use leptos::prelude::*;

/// The tabs.
#[component]
pub fn Tabs() -> impl IntoView {
    let store = Store::get();
    let tabs = Memo::new(move |_| store.project.with(scenarios::tabs));
    let away = Memo::new(move |_| store.project.with(scenarios::put_away));
    let list = NodeRef::<html::Div>::new();
    let fresh = move || store.active_scenario().is_none();
    let bring = move |event| {
        if let Ok(id) = event_target_value(&event).parse() {
            deeds::bring(store, ScenarioId(id));
        }
    };
    view! {
        <div class="scenario-tabs">
            <div class="tabs" role="tablist" aria-label="Scenarios" node_ref=list on:keydown=move |event| on_key(store, list, &event)>
                <For each=move || tabs.get() key=|tab| tab.id children=move |tab| view! { <TabView id=tab.id/> }/>
                <Show when=fresh><button type="button" class="tab" role="tab" aria-selected="true" tabindex="0">"New what-if"</button></Show>
            </div>
            {move || store.active_scenario().filter(|_| store.what_if.naming.get()).map(|id| view! { <NameField id/> })}
            <button type="button" class="button quiet icon" aria-label="New what-if" title="New what-if"
                aria-disabled=move || (tabs.read().len() >= TABS).then_some("true") on:click=move |_| deeds::new(store)>{icons::plus()}</button>
            <Show when=move || !away.read().is_empty()>
                <select class="input" aria-label="Other scenarios" on:change=bring>
                    <option value="">"Other scenarios"</option>
                    {move || away.get().into_iter().map(|tab| view! { <option value=tab.id.0.to_string()>{tab.name}</option> }).collect_view()}
                </select>
            </Show>
        </div>
    }
}

#[component]
fn TabView(id: ScenarioId) -> impl IntoView {
    let store = Store::get();
    let name = Memo::new(move |_| store.project.with(|project| scenarios::name(project, id)));
    let changes =
        move || store.project.with(|project| project.scenarios.get(&id).map_or(0, |scenario| scenario.drafts.len()));
    let active = Memo::new(move |_| store.active_scenario() == Some(id));
    let count = move || match changes() {
        1 => "1 change".to_owned(),
        count => format!("{count} changes"),
    };
    // A tablist has tabs alone: the cross is for the pointer, *Put away* among the tools is there for everybody.
    view! {
        <span class="tab-holder" role="presentation" class:active=move || active.get()>
            <button type="button" class="tab" role="tab" data-scenario=id.0 aria-selected=move || active.get().to_string()
                tabindex=move || if active.get() { "0" } else { "-1" } title=count
                on:click=move |_| store.what_if.active.set(Some(id)) on:dblclick=move |_| store.what_if.naming.set(true)>{move || name.get()}</button>
            <span class="tab-close" aria-hidden="true" title="Put away; it stays among the other scenarios"
                on:click=move |_| deeds::put_away(store, id)>{icons::close()}</span>
        </span>
    }
}

/// The name of the open scenario while it is typed, over its tab; Enter keeps it.
#[component]
fn NameField(id: ScenarioId) -> impl IntoView {
    let store = Store::get();
    let field = NodeRef::<html::Input>::new();
    let left = RwSignal::new(0);
    let before = store.project.with_untracked(|project| scenarios::name(project, id));
    Effect::new(move |_| {
        if let Some(field) = field.get() {
            if let Some(tab) = tab(&format!(".tab[data-scenario='{}']", id.0)) {
                let scrolled = tab.closest(".tabs").ok().flatten().map_or(0, |list| list.scroll_left());
                left.set((tab.offset_left() - scrolled).max(0));
            }
            let _ = field.focus();
            field.select();
        }
    });
    let keep = move || {
        // A field that goes with its focus is left once more.
        let Some(field) = field.try_get_untracked().flatten() else { return };
        let name = field.value().trim().to_owned();
        let edit = store.project.with_untracked(|p| with_scenario(p, id, |scenario| scenario.name = name.clone()));
        if let Some(edit) = edit.filter(|_| !name.is_empty()) {
            store.act(&format!("Keep {name}"), edit, None);
        }
        if store.what_if.naming.get_untracked() {
            store.what_if.naming.set(false);
            focus_tab(id);
        }
    };
    let on_key = move |event: KeyboardEvent| match event.key().as_str() {
        "Enter" => {
            event.prevent_default();
            keep();
        }
        "Escape" => {
            event.prevent_default();
            event.stop_propagation();
            store.what_if.naming.set(false);
            focus_tab(id);
        }
        _ => event.stop_propagation(),
    };
    view! {
        <input class="input tab-name" aria-label="Name of the scenario" value=before node_ref=field
            style:left=move || format!("{}px", left.get()) on:keydown=on_key on:blur=move |_| keep()/>
    }
}

/// Opens a tab and gives it the focus; `None` = the new one.
pub fn go_to(store: Store, id: Option<ScenarioId>) {
    store.what_if.active.set(id);
    unless_written(1, move || match id {
        Some(id) => focus_tab(id),
        None => focus_first(),
    });
}

fn focus_tab(id: ScenarioId) {
    unless_written(1, move || _ = focus(&format!(".tab[data-scenario='{}']", id.0)));
}

fn focus_first() {
    _ = focus(".scenario-tabs .tab[aria-selected=true]");
}

fn tab(selector: &str) -> Option<web_sys::HtmlElement> {
    use leptos::wasm_bindgen::JsCast;
    document().query_selector(selector).ok().flatten()?.dyn_into().ok()
}

fn on_key(store: Store, list: NodeRef<html::Div>, event: &KeyboardEvent) {
    if list.get_untracked().is_none() || store.what_if.naming.get_untracked() {
        return;
    }
    let tabs = store.project.with_untracked(scenarios::tabs);
    let now = untrack(|| store.active_scenario());
    let at = tabs.iter().position(|tab| Some(tab.id) == now);
    let to = match (event.key().as_str(), at) {
        ("ArrowRight", Some(at)) => tabs.get((at + 1) % tabs.len().max(1)),
        ("ArrowLeft", Some(at)) => tabs.get((at + tabs.len() - 1) % tabs.len().max(1)),
        ("ArrowLeft" | "ArrowRight", None) => tabs.last(),
        ("F2", Some(_)) => {
            event.prevent_default();
            return store.what_if.naming.set(true);
        }
        ("Delete", Some(_)) => {
            event.prevent_default();
            return deeds::discard(store);
        }
        _ => return,
    };
    event.prevent_default();
    if let Some(to) = to {
        go_to(store, Some(to.id));
    }
}
