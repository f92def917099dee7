//! The start screen: four ways to begin, and the projects that are already here.

use super::environment;
use super::files::incoming::OpenFile;
use super::files::shelf::Shelf;
use super::icons;
use super::rooms::Room;
use super::store::Store;
use forthright::format::read_pasted;
use forthright::plan::{Moment, Place};
use forthright::project::{Project, sample};
use forthright::view::files::{age_of, tasks};
use forthright::view::guides::story;
use forthright::view::outline::steps_and_levels;
use leptos::ev::SubmitEvent;
use leptos::html;
use leptos::prelude::*;

/// As many projects are offered here; the rest is in Files and versions.
const RECENT: usize = 5;

/// Opens the sample project.
pub fn sample_project(store: Store) {
    store.create_project(sample(store.today.get_untracked()), Room::Outline);
}

/// Opens a second sample, one that is over: it slipped twice and found its way back.
pub fn finished_sample(store: Store) {
    store.create_project(story(store.today.get_untracked(), store.locale.get_untracked()), Room::Promises);
}

/// Opens an empty project.
pub fn new_project(store: Store) {
    store.create_project(Project::new("", Moment::start_of(environment::today())), Room::Outline);
}

/// The start screen.
#[component]
pub fn Start() -> impl IntoView {
    let store = Store::get();
    let pasting = RwSignal::new(false);
    view! {
        <main class="room start" aria-label="Start">
            <div class="start-page">
                <header class="start-head">
                    <h1>"One plan, and the client’s confidence with it."</h1>
                    <p class="muted">"Everything stays in this browser and in the files you save. Nothing is sent anywhere, and it works without a network."</p>
                    {environment::disk_note().map(|note| view! { <p class="muted disk-note">{note}</p> })}
                </header>
                <ul class="starts" aria-label="Ways to begin">
                    <Way name="A sample project" words="A believable job with one problem brewing, to look around in" icon=icons::eye().into_any() run=move || sample_project(store)/>
                    <Way name="An empty project" words="A name, a purpose, and the first step" icon=icons::plus().into_any() run=move || new_project(store)/>
                    <Way name="Paste an outline" words="Indented lines or bullets from a note, a mail or a document" icon=icons::indent().into_any() expanded=pasting run=move || pasting.update(|on| *on = !*on)/>
                    <OpenFile large=true/>
                </ul>
                <p class="muted">"Or look back on one that is over: it slipped twice, and was trusted again. "
                    <button type="button" class="task-link" on:click=move |_| finished_sample(store)>"Open the finished sample"</button>
                </p>
                <div id="paste-outline"><Show when=move || pasting.get()><PasteOutline/></Show></div>
                <Recent/>
            </div>
        </main>
    }
}

/// One way to begin.
#[component]
fn Way(
    name: &'static str,
    words: &'static str,
    icon: AnyView,
    #[prop(optional)] expanded: Option<RwSignal<bool>>,
    run: impl Fn() + 'static,
) -> impl IntoView {
    let about = name.replace(' ', "-").to_lowercase();
    view! {
        <li class="start-way" class:on=move || expanded.is_some_and(|on| on.get())>
            {icon}
            <button type="button" aria-describedby=about.clone() aria-expanded=move || expanded.map(|on| on.get().to_string()) on:click=move |_| run()>{name}</button>
            <span id=about.clone()>{words}</span>
        </li>
    }
}

/// A place to paste an outline, with what it will become while it is typed.
#[component]
fn PasteOutline() -> impl IntoView {
    let store = Store::get();
    let text = RwSignal::new(String::new());
    let field = NodeRef::<html::Textarea>::new();
    Effect::new(move |_| {
        if let Some(field) = field.get() {
            let _ = field.focus();
        }
    });
    let empty = move || Project::new("", Moment::start_of(store.today.get()));
    let pasted = Memo::new(move |_| text.with(|text| read_pasted(text, &empty().plan, &store.dates())));
    let count = move || {
        pasted.with(|pasted| {
            let tasks = &pasted.clip.tasks;
            let levels = tasks.iter().map(|task| usize::from(task.level) + 1).max().unwrap_or(0);
            match tasks.len() {
                0 => "No steps yet".to_owned(),
                n => steps_and_levels(n, levels),
            }
        })
    };
    let none = move || pasted.with(|pasted| pasted.clip.tasks.is_empty());
    let messages = move || pasted.with(|pasted| pasted.messages.clone());
    let make = move |event: SubmitEvent| {
        event.prevent_default();
        let mut project = Project::new("", Moment::start_of(store.today.get_untracked()));
        let place = Place { parent: None, after: None };
        let Some((edit, _)) = pasted.get_untracked().edit(&project.plan, place) else { return };
        match project.plan.apply(edit) {
            Ok(_) => store.create_project(project, Room::Outline),
            Err(error) => store.say(forthright::words::edit_error(&error, &project.plan)),
        }
    };
    view! {
        <form class="paste card" on:submit=make>
            <label class="field"><span class="label">"Outline"</span>
                <textarea class="input" rows="10" spellcheck="false" placeholder="Design\n  Sketch (3d)\n  Review with the client\nBuild" node_ref=field prop:value=move || text.get()
                    on:input=move |event| text.set(event_target_value(&event))></textarea>
            </label>
            <ul class="notes" aria-label="What could not be read" hidden=move || messages().is_empty()>{move || messages().into_iter().map(|line| view! { <li>{line}</li> }).collect_view()}</ul>
            <div class="line">
                <button type="submit" class="button primary" disabled=none>"Make a project of it"</button>
                <span role="status" class="muted">{count}</span>
            </div>
        </form>
    }
}

/// The projects worked on last.
#[component]
fn Recent() -> impl IntoView {
    let (store, shelf) = (Store::get(), Shelf::get());
    let rows = move || {
        let row = |card: forthright::saved::Card| {
            let name = if card.name.trim().is_empty() { "Project without a name".to_owned() } else { card.name };
            let facts =
                format!("{} · changed {}", tasks(card.tasks), age_of(&card.at, shelf.now.get(), &store.dates()));
            let id = card.id;
            view! {
                <li><button type="button" class="recent" disabled=!card.readable on:click=move |_| store.open_project(id.clone())>
                    <strong>{name}</strong><span class="muted">{facts}</span></button></li>
            }
        };
        store.desk.projects.get().into_iter().take(RECENT).map(row).collect_view()
    };
    view! {
        <Show when=move || !store.desk.projects.read().is_empty()>
            <section class="recents" aria-labelledby="recent-title">
                <header class="spread"><h2 id="recent-title">"Recent"</h2><a href="#files">"All files and versions"</a></header>
                <ul>{rows}</ul>
            </section>
        </Show>
    }
}
