//! The task panel: everything about the selected task, and *Why here*. Several selected tasks share the fields that
//! make sense for all of them; a change is then one undo step.

mod chosen;
mod cost;
mod dates;
mod links;
pub mod progress;
pub mod promises;
mod sections;
mod sure;
pub mod why;

use crate::ui::commands;
use crate::ui::icons;
use crate::ui::store::Store;
use crate::ui::widgets::field::Drafts;
use chosen::Chosen;
use forthright::plan::TaskId;
use leptos::ev::KeyboardEvent;
use leptos::html;
use leptos::prelude::*;

/// Opens the panel and takes the focus there, or closes it.
pub fn toggle(store: Store) {
    let open = !store.plan_view.inspector.get_untracked();
    store.plan_view.focus_inspector.set(open);
    store.plan_view.inspector.set(open);
}

/// The panel beside the timeline; at the bottom of a phone.
#[component]
pub fn Inspector() -> impl IntoView {
    let store = Store::get();
    provide_context(Drafts::new());
    let panel = NodeRef::<html::Aside>::new();
    let tasks = Memo::new(move |_| chosen_tasks(store));
    let on_key = move |event: KeyboardEvent| {
        if event.key() == "Escape" {
            event.prevent_default();
            event.stop_propagation();
            commands::run(store, "inspector");
        }
    };
    Effect::new(move |_| {
        if let Some(panel) = panel.get()
            && store.plan_view.focus_inspector.get_untracked()
        {
            store.plan_view.focus_inspector.set(false);
            let _ = panel.focus();
        }
    });
    view! {
        <aside class="inspector" aria-label="Task" tabindex="-1" node_ref=panel on:keydown=on_key>
            <header class="inspector-head">
                <h2>{move || heading(&tasks.read())}</h2>
                <button type="button" class="button quiet icon" aria-label="Close the task panel" on:click=move |_| commands::run(store, "inspector")>{icons::close()}</button>
            </header>
            {move || {
                let tasks = tasks.get();
                if tasks.is_empty() {
                    return view! { <p class="inspector-empty muted">"Select a task to see why it stands where it does and to change it."</p> }.into_any();
                }
                view! { <Body chosen=Chosen::new(store, tasks)/> }.into_any()
            }}
        </aside>
    }
}

/// The selected tasks that are still there, the focused one first.
fn chosen_tasks(store: Store) -> Vec<TaskId> {
    let selection = store.selection.get();
    let rows = store.row_of.get();
    let mut tasks: Vec<TaskId> = selection.focus.into_iter().chain(selection.tasks.iter().copied()).collect();
    let mut seen = std::collections::HashSet::new();
    tasks.retain(|id| rows.contains_key(id) && seen.insert(*id));
    tasks
}

fn heading(tasks: &[TaskId]) -> String {
    match tasks.len() {
        0 | 1 => "Task".into(),
        many => format!("{many} tasks"),
    }
}

#[component]
fn Body(chosen: Chosen) -> impl IntoView {
    let single = chosen.single();
    view! {
        <div class="inspector-body">
            <sections::Names chosen/>
            {single.map(|task| view! { <why::WhyHere task/> })}
            {single.map(|task| view! { <why::TaskIssues task/> })}
            {single.map(|task| view! { <promises::Promises task/> })}
            <dates::Dates chosen/>
            <sure::Sure chosen/>
            <progress::ProgressPart chosen/>
            {single.map(|task| view! { <links::Links task/> })}
            <sections::People chosen/>
            <cost::Cost chosen/>
            <sections::Client chosen/>
            {single.map(|task| view! { <sections::Baselines task/> })}
        </div>
    }
}
