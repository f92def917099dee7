//! The frame: head, rooms, the open room, messages and sheets.

use super::commands::{self, command};
use super::persist::SaveState;
use super::prefs::Theme;
use super::rooms::{ROOMS, Room};
use super::store::{Dialog, Store};
use super::{
    as_client, chance, conversations, dialogs, environment, files, icons, options, outline, plan, present, promises,
    radar, report, start, widgets,
};
use forthright::saved::ReadOnly;
use leptos::prelude::*;
use std::collections::HashMap;
use std::time::Duration;

/// The app.
#[component]
pub fn App() -> impl IntoView {
    let store = Store::new();
    provide_context(store);
    let shelf = files::shelf::Shelf::new(store);
    provide_context(shelf);
    store.begin();
    Effect::new(move |_| {
        if store.save_asked.get() {
            store.save_asked.set(false);
            files::plan_file::save(store, shelf);
        }
    });
    window_event_listener(leptos::ev::keydown, move |event| commands::on_key(store, &event));
    follow_address(store);
    follow_the_day(store);
    present::follow_address(store);
    Effect::new(move |_| dress(store));
    Effect::new(move |_| document().set_title(&title(store)));
    // While the client looks on, nothing of the app is in the page.
    move || match store.present.on.get() {
        true => view! { <present::Presenter/> }.into_any(),
        false => view! { <Private/> }.into_any(),
    }
}

/// Everything that is only for us.
#[component]
fn Private() -> impl IntoView {
    let store = Store::get();
    chance::follow(store);
    // A room is made anew only for another project or room, not when the same address is set again.
    let place = Memo::new(move |_| (store.desk.starting.get(), store.open.get(), store.room.get()));
    // What is said of our own work has no place beside what the client sees.
    let with_client = move || store.open.read().is_some() && store.room.get() == Room::AsClient;
    view! {
        <div class="app">
            <Head/>
            <Show when=move || !with_client()><Notices/></Show>
            {move || match place.get() {
                (true, ..) => view! { <main class="room" aria-label="Opening" aria-busy="true"><h1 class="unseen">"Forthright"</h1></main> }.into_any(),
                (_, _, Room::Files) => view! { <files::Files/> }.into_any(),
                (_, None, _) => view! { <start::Start/> }.into_any(),
                (_, Some(_), Room::Outline) => view! { <outline::Outline/> }.into_any(),
                (_, Some(_), Room::WhatIf) => view! { <plan::PlanRoom what_if=true/> }.into_any(),
                (_, Some(_), Room::Plan) => view! { <plan::PlanRoom/> }.into_any(),
                (_, Some(_), Room::Options) => view! { <options::Options/> }.into_any(),
                (_, Some(_), Room::AsClient) => view! { <as_client::AsClient/> }.into_any(),
                (_, Some(_), Room::Promises) => view! { <promises::Promises/> }.into_any(),
                (_, Some(_), Room::Conversations) => view! { <conversations::Conversations/> }.into_any(),
                (_, Some(_), Room::Report) => view! { <report::ReportRoom/> }.into_any(),
            }}
            <Show when=move || store.open.read().is_some() && !with_client()><radar::Radar/></Show>
            <conversations::note::NoteBar/>
        </div>
        <files::incoming::DropAnywhere/>
        <Show when=move || !with_client()><widgets::toast::Toasts/></Show>
        <Sheets/>
    }
}

/// Goes where the address says. Each room comes back scrolled as it was left.
fn follow_address(store: Store) {
    let left = StoredValue::new(HashMap::<&str, i32>::new());
    let main = || document().query_selector("main.room").ok().flatten();
    window_event_listener(leptos::ev::hashchange, move |_| {
        let Some(room) = Room::from_location().filter(|room| *room != store.room.get_untracked()) else { return };
        let top = main().map_or(0, |main| main.scroll_top());
        left.update_value(|left| _ = left.insert(store.room.get_untracked().fragment(), top));
        store.room.set(room);
        leptos::task::spawn_local(async move {
            leptos::task::tick().await;
            let top = left.with_value(|left| left.get(room.fragment()).copied()).unwrap_or(0);
            if let Some(main) = main() {
                main.set_scroll_top(top);
            }
        });
    });
}

/// A page that is left open over night wakes up on the next day.
fn follow_the_day(store: Store) {
    let look = move || {
        let today = environment::today();
        if store.today.get_untracked() != today {
            store.today.set(today);
        }
    };
    window_event_listener(leptos::ev::focus, move |_| look());
    set_interval(look, Duration::from_secs(60));
}

/// Puts theme and contrast on the root element, where the style sheet looks for them.
fn dress(store: Store) {
    let Some(root) = document().document_element() else { return };
    let (theme, contrast) = store.prefs.with(|prefs| (prefs.theme, prefs.more_contrast));
    // Setting a well-formed attribute cannot fail.
    let _ = match theme {
        Theme::System => root.remove_attribute("data-theme"),
        Theme::Light => root.set_attribute("data-theme", "light"),
        Theme::Dark => root.set_attribute("data-theme", "dark"),
    };
    let _ = root.set_attribute("data-contrast", if contrast { "more" } else { "usual" });
}

fn title(store: Store) -> String {
    let name = store.open.get().map(|_| store.project.with(|project| project.name.clone()));
    match name.filter(|name| !name.is_empty()) {
        Some(name) if store.present.on.get() => name,
        None if store.present.on.get() => "The project".to_owned(),
        Some(name) => format!("{name} – {} – Forthright", store.room.get().name()),
        None => "Forthright".to_owned(),
    }
}

#[component]
fn Head() -> impl IntoView {
    let store = Store::get();
    let name = move || store.project.with(|project| project.name.clone());
    view! {
        <header class="head">
            <a class="wordmark" href="#files" aria-label="Forthright: files and versions">
                <svg viewBox="0 0 18 18" aria-hidden="true"><rect x="1" y="3" width="10" height="3" rx="1" fill="currentColor"/><rect x="5" y="8" width="12" height="3" rx="1" fill="currentColor" opacity=".55"/><rect x="9" y="13" width="5" height="3" rx="1" fill="currentColor"/></svg>
                <span>"Forthright"</span>
            </a>
            <Show when=move || store.open.read().is_some()>
                <span class="project-name" title=name>{name}</span>
                <RoomLinks/>
            </Show>
            <span class="gap"></span>
            <Show when=move || store.open.read().is_some()>
                <SaveLine/>
                <files::BackupAge/>
            </Show>
            <Show when=move || store.open.read().is_some() && store.room.get() != Room::AsClient>
                <radar::RadarButton/>
                <StepButton id="undo" label=store.undo_label icon=icons::undo().into_any()/>
                <StepButton id="redo" label=store.redo_label icon=icons::redo().into_any()/>
            </Show>
            <Show when=move || store.open.read().is_some()><widgets::button::CommandButton id="present" icon=icons::screen().into_any() wide_only=true/></Show>
            <widgets::button::CommandButton id="palette" icon=icons::search().into_any()/>
            <widgets::button::CommandButton id="theme" icon=icons::contrast().into_any() wide_only=true/>
            <widgets::button::CommandButton id="keys" icon=icons::help().into_any() wide_only=true/>
        </header>
    }
}

#[component]
fn RoomLinks() -> impl IntoView {
    let store = Store::get();
    let links = ROOMS.iter().filter(|row| row.0.is_linked()).map(|(room, name, fragment)| {
        let here = move || (store.room.get() == *room).then_some("page");
        // On a phone the first word has to do; its name stays whole.
        let (first, rest) = name.split_once(" and ").unwrap_or((name, ""));
        let rest = (!rest.is_empty()).then(|| view! { <span class="wide-only">{format!("\u{a0}and {rest}")}</span> });
        view! { <a href=format!("#{fragment}") aria-label=*name aria-current=here>{first}{rest}</a> }
    });
    view! { <nav class="rooms" aria-label="Rooms">{links.collect_view()}</nav> }
}

/// Undo or redo; its name says what it would change.
#[component]
fn StepButton(id: &'static str, label: RwSignal<Option<String>>, icon: AnyView) -> impl IntoView {
    let store = Store::get();
    let name = command(id).map_or("", |command| command.name);
    let title = move || match label.get() {
        Some(label) => format!("{name}: {label}"),
        None => format!("Nothing to {}", name.to_lowercase()),
    };
    view! {
        <button type="button" class="button quiet icon" aria-label=name title=title disabled=move || label.read().is_none() || store.read_only.read().is_some()
            on:click=move |_| commands::run(store, id)>{icon}</button>
    }
}

/// The sheet that is open, if any.
#[component]
fn Sheets() -> impl IntoView {
    let store = Store::get();
    move || match store.dialog.get() {
        None => ().into_any(),
        Some(Dialog::Palette) => view! { <widgets::palette::Palette/> }.into_any(),
        Some(Dialog::BeforeSharing) => view! { <present::before::BeforeSharing/> }.into_any(),
        Some(Dialog::Keys) => view! { <widgets::keys::Keys/> }.into_any(),
        Some(Dialog::Plan(which)) => view! { <dialogs::PlanSheet which/> }.into_any(),
    }
}

/// Whether what was typed is safe, in a few words.
#[component]
fn SaveLine() -> impl IntoView {
    let store = Store::get();
    let words = move || match store.desk.saving.get() {
        SaveState::Idle | SaveState::Safe => "Safe".to_owned(),
        SaveState::Saving => "Saving".to_owned(),
        SaveState::SavedInThisBrowser => "Saved in this browser".to_owned(),
        // Why stands in the line below.
        SaveState::ReadOnly(_) => "Read only".to_owned(),
        SaveState::Trouble(why) => why,
    };
    let busy = move || matches!(store.desk.saving.get(), SaveState::Saving | SaveState::SavedInThisBrowser);
    let trouble = move || matches!(store.desk.saving.get(), SaveState::Trouble(_) | SaveState::ReadOnly(_));
    view! { <span class="save-state" class:busy=busy class:trouble=trouble aria-live=move || if trouble() { "polite" } else { "off" }>{words}</span> }
}

/// What must be known about the open project: read-only and why, what was repaired.
#[component]
fn Notices() -> impl IntoView {
    let store = Store::get();
    let reason = move || store.read_only.get().filter(|_| store.open.read().is_some());
    let found = move || store.desk.found.get();
    view! {
        <div class="notices">
            {move || reason().map(|why| view! {
                <div class="banner" role="status"><span>{why.clone()}</span>
                    {(why == ReadOnly::OtherTab.sentence()).then(|| view! {
                        <button type="button" class="button" on:click=move |_| store.take_over()>"Take over"</button>
                    })}
                </div>
            })}
            {move || (!found().is_empty()).then(|| view! {
                <div class="banner" role="status"><span>{found().join(" ")}</span>
                    <a class="button" href="#files">"Files and versions"</a>
                    <button type="button" class="button" on:click=move |_| store.desk.found.set(Vec::new())>"Close"</button>
                </div>
            })}
            <present::keep::TriedNotice/>
            <files::incoming::ImportNotice/>
        </div>
    }
}
