//! The projects kept in this browser: open, rename, duplicate, delete, and get back what was deleted.

use super::shelf::Shelf;
use crate::ui::icons;
use crate::ui::rooms::Room;
use crate::ui::store::Store;
use forthright::project::{Edit, Project, Step};
use forthright::saved::{Card, ProjectId, Record};
use forthright::view::files::{age_of, tasks};
use leptos::ev::KeyboardEvent;
use leptos::html;
use leptos::prelude::*;
use leptos::task::spawn_local;

/// What is being done to a row of the list.
#[derive(Clone, PartialEq)]
enum Doing {
    Renaming(ProjectId),
    Deleting(ProjectId),
}

/// Every project in this browser.
#[component]
pub fn Projects() -> impl IntoView {
    let store = Store::get();
    let doing = RwSignal::new(None::<Doing>);
    let cards = move || store.desk.projects.get();
    // The list knows names as they were when it was read; the open one may have a newer name.
    spawn_local(store.refresh_projects());
    view! {
        <section class="card" aria-labelledby="projects-title">
            <h2 id="projects-title">"Projects in this browser"</h2>
            <Show when=move || cards().is_empty()><p class="muted">"None yet."</p></Show>
            <ul class="project-list">
                <For each=cards key=|card| (card.id.to_string(), card.name.clone(), card.at.clone(), card.tasks) let(card)>
                    <ProjectRow card doing/>
                </For>
            </ul>
            <Deleted/>
        </section>
    }
}

#[component]
fn ProjectRow(card: Card, doing: RwSignal<Option<Doing>>) -> impl IntoView {
    let (store, shelf) = (Store::get(), Shelf::get());
    let id = StoredValue::new(card.id.clone());
    let open = move || store.open.read().as_deref() == Some(id.read_value().as_str());
    let kept = if card.name.trim().is_empty() { "Project without a name".to_owned() } else { card.name.clone() };
    let name = Signal::derive(move || {
        if !open() {
            return kept.clone();
        }
        let now = store.project.with(|project| project.name.clone());
        if now.trim().is_empty() { "Project without a name".to_owned() } else { now }
    });
    let changed = card.at.clone();
    let count = card.tasks;
    let facts = move || {
        let count = if open() { store.project.with(|project| project.plan.tasks.len()) } else { count };
        format!("{} · changed {}", tasks(count), age_of(&changed, shelf.now.get(), &store.dates()))
    };
    let renaming = move || doing.get() == Some(Doing::Renaming(id.get_value()));
    let deleting = move || doing.get() == Some(Doing::Deleting(id.get_value()));
    let readable = card.readable;
    view! {
        <li class="project-row" class:open=open>
            <div class="project-words">
                <Show when=renaming fallback=move || view! {
                    <button type="button" class="project-open" disabled=!readable aria-current=move || open().then_some("true") on:click=move |_| {
                        if open() { Room::Plan.go() } else { store.open_project(id.get_value()) }
                    }>{name}</button>
                }><Rename id=id.get_value() name=name.get_untracked() doing/></Show>
                <p class="muted">{facts} {move || open().then_some(" · open now")} {(!readable).then_some(" · cannot be read; download everything below")}</p>
            </div>
            <div class="project-tools">
                <button type="button" class="button quiet" aria-label=move || format!("Rename {}", name.get()) on:click=move |_| doing.set(Some(Doing::Renaming(id.get_value())))>"Rename"</button>
                <button type="button" class="button quiet" aria-label=move || format!("Duplicate {}", name.get()) on:click=move |_| duplicate(store, id.get_value())>"Duplicate"</button>
                <button type="button" class="button quiet" aria-label=move || format!("Delete {}", name.get()) on:click=move |_| doing.set(Some(Doing::Deleting(id.get_value())))>"Delete"</button>
            </div>
            <Show when=deleting>
                <div class="ask" role="group" aria-label="Delete this project?">
                    <p>"Delete "<strong>{name}</strong>"? Its last state and its versions are kept below, and you can get it back."</p>
                    <span class="line">
                        <button type="button" class="button danger" on:click=move |_| { doing.set(None); delete(store, id.get_value()); }>"Delete it"</button>
                        <FirstFocus><button type="button" class="button" on:click=move |_| doing.set(None)>"Keep it"</button></FirstFocus>
                    </span>
                </div>
            </Show>
        </li>
    }
}

/// Gives the focus to the first button inside, once it is there.
#[component]
fn FirstFocus(children: Children) -> impl IntoView {
    let place = NodeRef::<html::Span>::new();
    Effect::new(move |_| {
        use leptos::wasm_bindgen::JsCast;
        let button = place.get().and_then(|place| place.query_selector("button").ok().flatten());
        if let Some(button) = button.and_then(|button| button.dyn_into::<web_sys::HtmlElement>().ok()) {
            let _ = button.focus();
        }
    });
    view! { <span node_ref=place>{children()}</span> }
}

#[component]
fn Rename(id: ProjectId, name: String, doing: RwSignal<Option<Doing>>) -> impl IntoView {
    let store = Store::get();
    let id = StoredValue::new(id);
    let text = RwSignal::new(name.clone());
    let field = NodeRef::<html::Input>::new();
    Effect::new(move |_| {
        if let Some(field) = field.get() {
            let _ = field.focus();
            field.select();
        }
    });
    let keep = move || {
        if doing.try_get_untracked().flatten().is_none() {
            return;
        }
        doing.set(None);
        let new = text.try_get_untracked().unwrap_or_default().trim().to_owned();
        if !new.is_empty() && new != name {
            rename(store, id.get_value(), new);
        }
    };
    let keep_on_key = keep.clone();
    let on_key = move |event: KeyboardEvent| match event.key().as_str() {
        "Enter" if !event.is_composing() => keep_on_key(),
        "Escape" => doing.set(None),
        _ => {}
    };
    view! {
        <input type="text" class="input" aria-label="Name of the project" node_ref=field prop:value=move || text.get()
            on:input=move |event| text.set(event_target_value(&event)) on:keydown=on_key on:blur=move |_| keep()/>
    }
}

fn rename(store: Store, id: ProjectId, name: String) {
    if store.open.get_untracked().as_deref() == Some(id.as_str()) {
        store.act(&format!("Rename the project to {name}"), Edit::Rename(name), None);
        spawn_local(store.refresh_projects());
        return;
    }
    spawn_local(async move {
        let edit = Edit::Rename(name.clone());
        let done = beside(store, &id, |persist, _| {
            let label = format!("Rename the project to {name}");
            let at = crate::ui::persist::now();
            persist.append(Record { step: Step::Do, label, place: None, at, edit: Some(edit) });
            Ok(())
        });
        if let Err(why) = done.await {
            store.say(why);
        }
    });
}

fn duplicate(store: Store, id: ProjectId) {
    let copy = |project: &Project| {
        let mut copy = project.clone();
        copy.name = format!("{} (copy)", project.name.trim());
        copy
    };
    if store.open.get_untracked().as_deref() == Some(id.as_str()) {
        let copy = store.project.with_untracked(copy);
        return store.create_project(copy, Room::Files);
    }
    spawn_local(async move {
        let Some(persist) = store.desk.persist() else { return };
        match persist.load(&id).await {
            Ok(opened) => store.create_project(copy(&opened.project), Room::Files),
            Err(why) => store.say(why.to_string()),
        }
    });
}

fn delete(store: Store, id: ProjectId) {
    if store.open.get_untracked().as_deref() == Some(id.as_str()) {
        return store.delete_project();
    }
    spawn_local(async move {
        let done = beside(store, &id, |persist, project| persist.delete_open(project));
        if let Err(why) = done.await {
            store.say(why);
        }
    });
}

/// Does something to a project that is not the one on the screen, and comes back to that one.
async fn beside(
    store: Store,
    id: &ProjectId,
    act: impl FnOnce(&crate::ui::persist::Persist, &Project) -> Result<(), String>,
) -> Result<(), String> {
    let persist = store.desk.persist().ok_or("The app is still starting.")?;
    let before = store.open.get_untracked().and_then(|id| ProjectId::new(&id));
    let opened = persist.load(id).await;
    let done = match &opened {
        Ok(opened) => match &opened.read_only {
            Some(why) => Err(why.clone()),
            None => act(&persist, &opened.project),
        },
        Err(why) => Err(why.to_string()),
    };
    match before {
        Some(before) => store.reopen(before).await,
        None => persist.close(),
    }
    store.refresh_projects().await;
    done
}

/// Projects that were deleted and can be got back.
#[component]
fn Deleted() -> impl IntoView {
    let store = Store::get();
    let deleted = RwSignal::new(Vec::<(ProjectId, String, usize)>::new());
    let read = move || {
        spawn_local(async move {
            let Some(persist) = store.desk.persist() else { return };
            let all = persist.deleted().await;
            deleted.try_set(all.into_iter().map(|(id, name, project)| (id, name, project.plan.tasks.len())).collect());
        });
    };
    Effect::new(move |_| {
        store.desk.projects.track();
        read();
    });
    let bring_back = move |id: ProjectId, name: String| {
        spawn_local(async move { store.bring_back(id, &name).await });
    };
    let forget = move |id: ProjectId| {
        spawn_local(async move {
            let Some(persist) = store.desk.persist() else { return };
            if let Err(why) = persist.forget_deleted(&id).await {
                store.say(why);
            }
            read();
        });
    };
    let rows = move || {
        let row = |(id, name, count): (ProjectId, String, usize)| {
            let (back, gone) = (id.clone(), id);
            let name = if name.trim().is_empty() { "Project without a name".to_owned() } else { name };
            let title = name.clone();
            view! {
                <li class="project-row">
                    <div class="project-words"><span>{name.clone()}</span><p class="muted">{tasks(count)}</p></div>
                    <div class="project-tools">
                        <button type="button" class="button" aria-label=format!("Get {name} back") on:click=move |_| bring_back(back.clone(), title.clone())>{icons::undo()} "Get back"</button>
                        <button type="button" class="button quiet" aria-label=format!("Remove {name} for good") on:click=move |_| forget(gone.clone())>"Remove for good"</button>
                    </div>
                </li>
            }
        };
        deleted.get().into_iter().map(row).collect_view()
    };
    view! {
        <Show when=move || !deleted.read().is_empty()>
            <h3 class="deleted-title">"Deleted"</h3>
            <ul class="project-list" aria-label="Deleted projects">{rows}</ul>
        </Show>
    }
}
