//! The plainer parts of the panel: name, people, what the client sees, baselines.

use super::chosen::{Chosen, Typed};
use crate::ui::store::Store;
use crate::ui::widgets::field::CheckField;
use forthright::edit::TaskField;
use forthright::plan::TaskId;
use forthright::view::compare;
use forthright::view::inspector::Field;
use leptos::prelude::*;

/// The name; of several tasks, theirs are not changed together.
#[component]
pub fn Names(chosen: Chosen) -> impl IntoView {
    let store = chosen.store;
    let names = move || {
        let tasks = chosen.tasks();
        store.seen.with(|project| {
            let names: Vec<String> =
                tasks.iter().take(3).map(|id| forthright::words::task_name(&project.plan, *id)).collect();
            let more = if tasks.len() > 3 { format!(" and {} more", tasks.len() - 3) } else { String::new() };
            format!("{}{more}. A change here is made to all of them.", names.join(", "))
        })
    };
    match chosen.single() {
        Some(_) => view! { <section aria-label="Name"><Typed chosen field=Field::Name/></section> }.into_any(),
        None => view! { <section aria-label="Name"><p class="muted">{names}</p></section> }.into_any(),
    }
}

/// Who answers for it and who works on it.
#[component]
pub fn People(chosen: Chosen) -> impl IntoView {
    let store = chosen.store;
    let known = move || {
        store.seen.with(|project| {
            let people = project.plan.resources.values();
            people.map(|person| view! { <option value=person.name.clone()></option> }).collect_view()
        })
    };
    view! {
        <section aria-label="People">
            <h3>"People"</h3>
            <Typed chosen field=Field::Owner placeholder="nobody yet" list="people-known"/>
            <Typed chosen field=Field::People placeholder="Anna, Ben 50%"/>
            <datalist id="people-known">{known}</datalist>
        </section>
    }
}

/// What the client sees of it, and what never leaves our side.
#[component]
pub fn Client(chosen: Chosen) -> impl IntoView {
    let visible = chosen.shared(|task| task.client_visible);
    let commit = Callback::new(move |(on,): (bool,)| {
        let verb = if on { "Show the client" } else { "Keep from the client" };
        chosen.set(verb, move |task| (task.client_visible != on).then_some(TaskField::ClientVisible(on)))
    });
    view! {
        <section aria-label="Client">
            <h3>"Client"</h3>
            <CheckField label="The client sees this step" value=Signal::derive(move || visible.get()) commit/>
            <Typed chosen field=Field::WillSee lines=true placeholder="In the client’s words"/>
            <Typed chosen field=Field::PrivateNote lines=true placeholder="Never leaves our side"/>
        </section>
    }
}

/// Where the task stood in each baseline.
#[component]
pub fn Baselines(task: TaskId) -> impl IntoView {
    let store = Store::get();
    let rows = Memo::new(move |_| {
        let (schedule, dates) = (store.schedule.get(), store.dates());
        store.seen.with(|project| compare::of_task(project, &schedule, task, &dates))
    });
    move || {
        let rows = rows.get();
        (!rows.is_empty()).then(|| {
            let rows = rows.into_iter().map(|row| {
                let class = if row.slip > 0 { "late" } else { "" };
                view! { <tr><th scope="row">{row.name}</th><td>{row.then}</td><td class=class>{row.difference}</td></tr> }
            });
            view! {
                <section aria-label="Baselines"><h3>"Baselines"</h3>
                    <table class="plain"><thead><tr><th>"Baseline"</th><th>"Then"</th><th>"Now"</th></tr></thead><tbody>{rows.collect_view()}</tbody></table>
                </section>
            }
        })
    }
}
