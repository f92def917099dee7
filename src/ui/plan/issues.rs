//! Promises the plan does not keep and what the schedule could not obey, as a list beside the plan: the task, the way to it, and the action that mends it.
//! A list and never a dialog: a plan with issues is still a plan.

use super::inspector::why::Say;
use crate::ui::commands;
use crate::ui::icons;
use crate::ui::store::{Selection, Store};
use forthright::plan::TaskId;
use forthright::view::issues::{self, Line};
use leptos::ev::KeyboardEvent;
use leptos::html;
use leptos::prelude::*;

/// Opens the list and takes the focus there, or closes it.
pub fn toggle(store: Store) {
    store.plan_view.issues.update(|open| *open = !*open);
}

/// The list beside the plan.
#[component]
pub fn Issues() -> impl IntoView {
    let store = Store::get();
    let panel = NodeRef::<html::Aside>::new();
    let lines = Memo::new(move |_| {
        let (schedule, promised, dates) = (store.schedule.get(), store.promised.get(), store.dates());
        store.seen.with(|project| issues::lines(project, &schedule, &promised, &dates))
    });
    Effect::new(move |_| {
        if let Some(panel) = panel.get() {
            let _ = panel.focus();
        }
    });
    let on_key = move |event: KeyboardEvent| {
        if event.key() == "Escape" {
            event.prevent_default();
            event.stop_propagation();
            store.plan_view.issues.set(false);
        }
    };
    let heading = move || match lines.read().len() {
        0 => "No issues".to_owned(),
        1 => "1 issue".to_owned(),
        many => format!("{many} issues"),
    };
    view! {
        <aside class="inspector issues" aria-label="Issues" tabindex="-1" node_ref=panel on:keydown=on_key>
            <header class="inspector-head">
                <h2><span role="status">{heading}</span></h2>
                <button type="button" class="button quiet icon" aria-label="Close the issues" on:click=move |_| commands::run(store, "issues")>{icons::close()}</button>
            </header>
            <Show when=move || lines.read().is_empty()>
                <p class="inspector-empty muted">"Every promise is kept, and everything in the plan can be obeyed as it stands."</p>
            </Show>
            <ol class="issue-list">{move || lines.get().into_iter().take(MOST).map(|line| view! { <Row line/> }).collect_view()}</ol>
            <Show when=move || { lines.read().len() > MOST }>
                <p class="inspector-empty muted">{move || format!("And {} more. Mend some of these first.", lines.read().len() - MOST)}</p>
            </Show>
            <Advice/>
        </aside>
    }
}

/// What a careful planner would look at again.
#[component]
fn Advice() -> impl IntoView {
    let store = Store::get();
    let found = Memo::new(move |_| {
        let (schedule, dates, today) = (store.schedule.get(), store.dates(), store.today.get());
        store.seen.with(|project| issues::advice(&project.plan, &schedule, today, &dates))
    });
    let select = move |tasks: Vec<TaskId>| {
        if let Some(first) = tasks.first().copied() {
            store.show(first);
            store.selection.set(Selection { focus: Some(first), anchor: Some(first), tasks });
        }
    };
    let row = move |(sentence, tasks): (String, Vec<TaskId>)| {
        let text = if tasks.len() == 1 { "Show the task" } else { "Select the tasks" };
        let show = (!tasks.is_empty()).then(|| {
            view! { <button type="button" class="button quiet" on:click=move |_| select(tasks.clone())>{text}</button> }
        });
        view! { <li><p>{sentence}</p><div class="line">{show}</div></li> }
    };
    view! {
        <Show when=move || !found.read().is_empty()>
            <section class="advice" aria-label="Worth another look">
                <h3>"Worth another look"</h3>
                <ul class="issue-list">{move || found.get().into_iter().map(row).collect_view()}</ul>
            </section>
        </Show>
    }
}

/// Rows drawn at once; a damaged file can have thousands of issues.
const MOST: usize = 200;

#[component]
fn Row(line: Line) -> impl IntoView {
    let store = Store::get();
    let (task, mend) = (line.task, line.mend);
    let mend = mend.map(|mend| {
        let text = mend.label.clone();
        let act = move |_| {
            if store.act(&mend.label, mend.edit.clone(), task) {
                store.say_with_undo(mend.label.clone());
            }
        };
        view! { <button type="button" class="button" on:click=act>{text}</button> }
    });
    let show = task.map(|task| {
        view! { <button type="button" class="button quiet" on:click=move |_| store.show(task)>"Show the task"</button> }
    });
    view! { <li><p><Say sentence=line.sentence/></p><div class="line">{mend}{show}</div></li> }
}
