//! Versions of the open project: those with a name and those kept by themselves; what is different, in plain lines; and
//! going back, which is one step that can be undone.

use super::shelf::{Removed, Shelf};
use crate::ui::icons;
use crate::ui::rooms::Room;
use crate::ui::store::Store;
use forthright::saved::difference;
use forthright::saved::versions::{Reason, Version};
use forthright::view::files::{age_of, reason, size, tasks};
use leptos::ev::SubmitEvent;
use leptos::html;
use leptos::prelude::*;

/// As many lines of a difference are shown before somebody asks for all.
const FEW: usize = 60;

/// The versions, newest first.
#[component]
pub fn Versions() -> impl IntoView {
    let (store, shelf) = (Store::get(), Shelf::get());
    let list = Memo::new(move |_| {
        shelf.versions.track();
        let project = store.open.get();
        let mut list = store.desk.persist().map(|persist| persist.versions()).unwrap_or_default();
        // What was removed keeps its place, for as long as it can be put back.
        shelf.removed.with(|removed| {
            let of = removed.iter().filter(|one| Some(&one.project) == project.as_ref());
            list.extend(of.map(|one| one.version.clone()));
        });
        list.sort_by(|a, b| b.id.cmp(&a.id));
        list
    });
    let name = RwSignal::new(String::new());
    let keep = move |event: SubmitEvent| {
        event.prevent_default();
        let title = name.get_untracked().trim().to_owned();
        store.save_version(Reason::Named, &title);
        name.set(String::new());
        shelf.versions.update(|count| *count += 1);
    };
    view! {
        <section class="card" aria-labelledby="versions-title">
            <h2 id="versions-title">"Versions"</h2>
            <form class="version-new" on:submit=keep>
                <input type="text" class="input" aria-label="Name for this version" placeholder="For example: As agreed on 12 March" prop:value=move || name.get()
                    on:input=move |event| name.set(event_target_value(&event))/>
                <button type="submit" class="button">"Keep this version"</button>
            </form>
            <Show when=move || list.read().is_empty()><p class="muted">"None yet. One is kept by itself at the start of each day, and before anything large."</p></Show>
            <ul class="version-list" aria-label="Versions">
                <For each=move || list.get() key=|version| version.id.clone() let(version)><VersionRow version/></For>
            </ul>
        </section>
    }
}

#[component]
fn VersionRow(version: Version) -> impl IntoView {
    let (store, shelf) = (Store::get(), Shelf::get());
    let id = StoredValue::new(version.id.clone());
    let compared = RwSignal::new(false);
    let title = if version.title.is_empty() { reason(version.reason).to_owned() } else { version.title.clone() };
    let title = StoredValue::new(title);
    let at = StoredValue::new(version.at.clone());
    let facts = StoredValue::new(format!("{} · {}", tasks(version.tasks), size(version.units)));
    let when = move || age_of(&at.read_value(), shelf.now.get(), &store.dates());
    let exact = version.at.replace('T', " ");
    let named = version.reason == Reason::Named && !version.title.is_empty();
    let version = StoredValue::new(version);
    let removed =
        Memo::new(move |_| shelf.removed.with(|all| all.iter().any(|one| one.version.id == *id.read_value())));
    // The focus goes to what undoes the last click.
    let (back_button, remove_button) = (NodeRef::<html::Button>::new(), NodeRef::<html::Button>::new());
    let clicked = StoredValue::new(false);
    for button in [back_button, remove_button] {
        Effect::new(move |_| {
            if let Some(button) = button.get().filter(|_| clicked.get_value()) {
                clicked.set_value(false);
                let _ = button.focus();
            }
        });
    }
    let remove = move |_| {
        let (Some(persist), Some(project)) = (store.desk.persist(), store.open.get_untracked()) else { return };
        match persist.remove_version(&id.read_value()) {
            Ok(stored) => {
                clicked.set_value(true);
                compared.set(false);
                shelf.removed.update(|all| all.push(Removed { project, version: version.get_value(), stored }));
            }
            Err(why) => store.say(format!("The version is still there: {why}.")),
        }
    };
    let put_back = move |_| {
        let found =
            shelf.removed.with_untracked(|all| all.iter().find(|one| one.version.id == *id.read_value()).cloned());
        let (Some(persist), Some(one)) = (store.desk.persist(), found) else { return };
        match persist.put_version_back(&id.read_value(), &one.stored) {
            Ok(()) => {
                clicked.set_value(true);
                shelf.removed.update(|all| all.retain(|one| one.version.id != *id.read_value()));
            }
            Err(why) => store.say(format!("The version could not be put back: {why}.")),
        }
    };
    let copy = move |_| {
        if let Some(mut project) = read(store, &id.read_value()) {
            project.name = format!("{} ({})", project.name.trim(), title.get_value());
            store.create_project(project, Room::Files);
        }
    };
    let label = move |verb: &str| format!("{verb}: {}", title.get_value());
    let tools = move || {
        if removed.get() {
            return view! {
                <button type="button" class="button" node_ref=back_button aria-label=label("Put it back") on:click=put_back>{icons::undo()} "Put it back"</button>
            }
            .into_any();
        }
        view! {
            <button type="button" class="button quiet" aria-label=label("What changed since") aria-expanded=move || compared.get().to_string() on:click=move |_| compared.update(|on| *on = !*on)>"What changed since"</button>
            <button type="button" class="button quiet" aria-label=label("Go back") on:click=move |_| go_back(store, shelf, &id.read_value(), &title.read_value())>"Go back"</button>
            <button type="button" class="button quiet" aria-label=label("Open a copy") on:click=copy>"Open a copy"</button>
            <button type="button" class="button quiet" node_ref=remove_button aria-label=label("Remove") on:click=remove>"Remove"</button>
        }
        .into_any()
    };
    view! {
        <li class="version-row" class:named=named>
            <div class="version-words">
                <span class="version-title">{title.get_value()}</span>
                <p class="muted">
                    <Show when=move || removed.get() fallback={
                        let exact = exact.clone();
                        move || view! { <time title=exact.clone()>{when}</time> " · " {facts.get_value()} }
                    }>"Removed. It can be put back until this page is closed."</Show>
                </p>
            </div>
            <div class="project-tools">{tools}</div>
            <Show when=move || compared.get()><Difference id=id.get_value()/></Show>
        </li>
    }
}

fn read(store: Store, id: &str) -> Option<forthright::project::Project> {
    match store.desk.persist()?.read_version(id) {
        Ok(project) => Some(project),
        Err(why) => {
            store.say(format!("This version cannot be read: {why}."));
            None
        }
    }
}

/// Makes the project what it was, as one step; what it is now is kept as a version first.
fn go_back(store: Store, shelf: Shelf, id: &str, title: &str) {
    let Some(then) = read(store, id) else { return };
    let difference = store.project.with_untracked(|now| difference::between(now, &then));
    if difference.lines.is_empty() {
        return store.say("Nothing is different from that version.");
    }
    store.save_version(Reason::BeforeRestore, "");
    shelf.versions.update(|count| *count += 1);
    if store.go_back(&format!("Go back to {title}"), difference.edit) {
        store.say_with_undo(format!("The project is as it was: {title}"));
    }
}

/// What is different now from a version.
#[component]
fn Difference(id: String) -> impl IntoView {
    let store = Store::get();
    let all = RwSignal::new(false);
    let then = StoredValue::new(read(store, &id));
    let lines = Memo::new(move |_| {
        then.with_value(|then| {
            let then = then.as_ref()?;
            let difference = store.project.with(|now| difference::between(then, now));
            Some(difference.lines.iter().map(ToString::to_string).collect::<Vec<String>>())
        })
    });
    let count = move || lines.with(|lines| lines.as_ref().map_or(0, Vec::len));
    let rows = move || {
        let most = if all.get() { usize::MAX } else { FEW };
        let rows = lines.get().unwrap_or_default().into_iter().take(most);
        rows.map(|line| view! { <li>{line}</li> }).collect_view()
    };
    view! {
        <div class="difference">
            <p class="muted">{move || match count() {
                0 => "Nothing is different now.".to_owned(),
                1 => "One change since then:".to_owned(),
                n => format!("{n} changes since then:"),
            }}</p>
            <ul class="notes" aria-label="Changes since this version">{rows}</ul>
            <Show when=move || !all.get() && (count() > FEW)>
                <button type="button" class="button quiet" on:click=move |_| all.set(true)>{move || format!("Show all {}", count())}</button>
            </Show>
        </div>
    }
}
