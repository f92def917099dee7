//! The Files and versions room: projects, the plan file, versions, and how everything is kept. [`shelf`] is what the
//! start screen and the head share with it; [`incoming`] takes files in.

mod for_client;
pub mod incoming;
mod keeping;
mod picture;
pub mod plan_file;
mod projects;
pub mod shelf;
mod this_browser;
mod versions;
mod whole;

use super::rooms::Room;
use super::store::Store;
use forthright::view::files::BackupNeed;
use leptos::prelude::*;
use shelf::Shelf;

/// The Files and versions room.
#[component]
pub fn Files() -> impl IntoView {
    let store = Store::get();
    let open = move || store.open.read().is_some();
    let name = move || {
        let name = store.project.with(|project| project.name.clone());
        if name.trim().is_empty() { "Project without a name".to_owned() } else { name }
    };
    view! {
        <main class="room files" aria-label="Files and versions">
            <div class="page files-page">
                <header class="files-head">
                    <h1>"Files and versions"</h1>
                    <p class="muted">{move || if open() { format!("{} is open.", name()) } else { "No project is open.".to_owned() }}</p>
                    <div class="line">
                        <incoming::OpenFile/>
                        <button type="button" class="button" on:click=move |_| super::start::new_project(store)>"New project"</button>
                        <button type="button" class="button" on:click=move |_| super::start::sample_project(store)>"Sample project"</button>
                        <Show when=open><button type="button" class="button quiet" on:click=move |_| { store.close_project(); Room::Plan.go(); }>"Close the project"</button></Show>
                    </div>
                </header>
                <div class="files-columns">
                    <div class="stack">
                        <Show when=open><keeping::PlanFile/></Show>
                        <CameInCard/>
                        <Show when=open><whole::ForProject/></Show>
                        <Show when=open><for_client::ForClient/></Show>
                        <Show when=open><versions::Versions/></Show>
                        <projects::Projects/>
                    </div>
                    <div class="stack">
                        <keeping::Keeping/>
                        <this_browser::ThisBrowser/>
                    </div>
                </div>
            </div>
        </main>
    }
}

/// What was mended or left out when the last file came in.
#[component]
fn CameInCard() -> impl IntoView {
    let (store, shelf) = (Store::get(), Shelf::get());
    let came = move || shelf.came_in.get().filter(|came| store.open.read().is_some() && !came.notes.is_empty());
    move || {
        came().map(|came| {
            view! {
                <section class="card" aria-labelledby="came-title">
                    <h2 id="came-title">{format!("What came with {}", came.file)}</h2>
                    <incoming::Notes notes=came.notes/>
                </section>
            }
        })
    }
}

/// How old the last backup is, for the head: always visible, and a way to make one.
#[component]
pub fn BackupAge() -> impl IntoView {
    let (store, shelf) = (Store::get(), Shelf::get());
    let due = move || shelf.backup.with(|line| line.as_ref().is_some_and(|line| line.need == BackupNeed::Due));
    let line = move || shelf.backup.get().filter(|_| store.open.read().is_some());
    move || {
        line().map(|line| {
            view! { <a class="backup-age" class:due=due href="#files" title=format!("{} Open Files and versions to save a plan file.", line.long)>{line.short}</a> }
        })
    }
}
