//! The people on both sides: who they are and what they do. A person with tasks cannot be taken away, and that is said.

use super::draft::{Line, Save};
use crate::ui::icons;
use crate::ui::store::Store;
use crate::ui::widgets::seen::SeenSwitch;
use forthright::edit::PlanEdit;
use forthright::plan::{Resource, ResourceId, ResourceKind, Side};
use forthright::prepare::new_person;
use leptos::ev::KeyboardEvent;
use leptos::prelude::*;

pub const SIDES: [(Side, &str, &str); 3] = [
    (Side::Ours, "Our side", "ours"),
    (Side::Client, "The client's side", "client"),
    (Side::Supplier, "Suppliers", "supplier"),
];

/// As many are shown before somebody asks for all.
const FEW: usize = 6;

/// Everybody, by side.
#[component]
pub fn People() -> impl IntoView {
    let sides = SIDES.map(|(side, name, _)| view! { <SideList side name/> });
    view! {
        <section class="people" aria-label="People">
            <h2>"People"</h2>
            <div class="sides">{sides.into_iter().collect_view()}</div>
        </section>
    }
}

#[component]
fn SideList(side: Side, name: &'static str) -> impl IntoView {
    let store = Store::get();
    let ids = Memo::new(move |_| {
        store.project.with(|project| {
            let here = project.plan.resources.values().filter(|one| one.side == side && one.kind == ResourceKind::Work);
            here.map(|one| one.id).collect::<Vec<_>>()
        })
    });
    let all = RwSignal::new(false);
    let few = move || ids.with(|ids| if all.get() || ids.len() <= FEW + 2 { ids.clone() } else { ids[..FEW].to_vec() });
    let more = move || ids.with(Vec::len).saturating_sub(few().len());
    view! {
        <div class="side">
            <h3 class="label">{name}</h3>
            <div class="side-people">
                <ul aria-label=name>
                    <For each=few key=|id| *id let(id)><PersonRow id/></For>
                    <li class="person-new"><AddPerson side name/></li>
                </ul>
                <Show when=move || { more() > 0 }><button type="button" class="button quiet" on:click=move |_| all.set(true)>{move || format!("Show {} more", more())}</button></Show>
            </div>
        </div>
    }
}

#[component]
fn PersonRow(id: ResourceId) -> impl IntoView {
    let store = Store::get();
    let problem = RwSignal::new(None::<String>);
    let part = move |read: fn(&Resource) -> &String| {
        Signal::derive(move || {
            store
                .project
                .with(|project| project.plan.resources.get(&id).map(|one| read(one).clone()).unwrap_or_default())
        })
    };
    let name = part(|one| &one.name);
    let side = move || store.project.with(|project| project.plan.resources.get(&id).map(|one| one.side));
    let rename = saver(store, id, |one, text| one.name = text.trim().to_owned());
    let describe = saver(store, id, |one, text| one.role = text.trim().to_owned());
    let choose = move |event| {
        let value = event_target_value(&event);
        if let Some(row) = SIDES.iter().find(|row| row.2 == value) {
            problem.set(change(store, id, None, |one| one.side = row.0).err());
        }
    };
    let remove = move |_| {
        let label = format!("Remove {}", name.get_untracked());
        let edit = PlanEdit::Resource { id, resource: None };
        match store.dispatch(&label, edit, None) {
            Ok(()) => store.say_with_undo(format!("{} is no longer in the plan", label.trim_start_matches("Remove "))),
            Err(error) => problem.set(Some(store.plan(|plan| forthright::words::edit_error(&error, plan)))),
        }
    };
    let known = Signal::derive(move || {
        store.project.with(|project| project.plan.resources.get(&id).is_some_and(|one| one.client_visible))
    });
    let show = move |on: bool| problem.set(change(store, id, None, |one| one.client_visible = on).err());
    let options =
        SIDES.map(|row| view! { <option value=row.2 selected=move || side() == Some(row.0)>{row.1}</option> });
    view! {
        <li class="person">
            <Line label=Signal::derive(move || format!("Name of {}", name.get())) hint="Name" class="name" value=name save=rename/>
            <Line label=Signal::derive(move || format!("Role of {}", name.get())) hint="what they do" class="role" value=part(|one| &one.role) save=describe/>
            <SeenSwitch small=true name=Signal::derive(move || format!("The client knows {}", name.get())) seen=known change=Callback::new(show)/>
            <span class="person-tools">
                <select aria-label=move || format!("Side of {}", name.get()) on:change=choose>{options.into_iter().collect_view()}</select>
                <button type="button" class="button quiet icon" aria-label=move || format!("Remove {}", name.get()) title="Remove" on:click=remove>{icons::close()}</button>
            </span>
            {move || problem.get().map(|problem| view! { <p class="message" role="alert">{problem}</p> })}
        </li>
    }
}

/// A field that adds a person on Enter, and when it is left with a name in it.
#[component]
fn AddPerson(side: Side, name: &'static str) -> impl IntoView {
    let store = Store::get();
    let text = RwSignal::new(String::new());
    let add = move || {
        // Nothing where the field has just been taken away.
        let typed = text.try_get_untracked().unwrap_or_default().trim().to_owned();
        if typed.is_empty() {
            return;
        }
        if add_person(store, &typed, side).is_some() {
            text.set(String::new());
        }
    };
    super::draft::when_put_away(add);
    let on_key = move |event: KeyboardEvent| {
        if event.key() == "Enter" && !event.is_composing() {
            event.prevent_default();
            add();
        }
    };
    view! {
        <input class="add-line" type="text" autocomplete="off" placeholder="Add a person" data-kept=move || text.read().is_empty().then_some("") aria-label=format!("Add a person: {}", name.to_lowercase())
            prop:value=move || text.get() on:input=move |event| text.set(event_target_value(&event)) on:keydown=on_key on:blur=move |_| add()/>
    }
}

/// Adds a person and gives their id, unless it was refused (which is said).
pub fn add_person(store: Store, name: &str, side: Side) -> Option<ResourceId> {
    let id = ResourceId(store.plan(forthright::plan::Plan::fresh_id));
    let person = Resource { side, ..new_person(id, name) };
    store.act(&format!("Add {name}"), PlanEdit::Resource { id, resource: Some(Box::new(person)) }, None).then_some(id)
}

fn saver(store: Store, id: ResourceId, put: fn(&mut Resource, String)) -> Save {
    Callback::new(move |(session, text): (u64, String)| change(store, id, Some(session), |one| put(one, text)))
}

fn change(store: Store, id: ResourceId, session: Option<u64>, put: impl FnOnce(&mut Resource)) -> Result<(), String> {
    let Some(mut one) = store.plan(|plan| plan.resources.get(&id).cloned()) else { return Ok(()) };
    let before = one.clone();
    put(&mut one);
    if one == before {
        return Ok(());
    }
    if one.name.is_empty() {
        return Err("A person needs a name.".into());
    }
    let label = format!("Change {}", before.name);
    let edit = PlanEdit::Resource { id, resource: Some(Box::new(one)) };
    let done = match session {
        Some(session) => store.dispatch_typing(session, &label, edit, None),
        None => store.dispatch(&label, edit, None),
    };
    done.map_err(|error| store.plan(|plan| forthright::words::edit_error(&error, plan)))
}
