//! The start screen: four ways to begin.

use super::environment;
use super::files::incoming;
use super::rooms::Room;
use super::store::Store;
use forthright::plan::Moment;
use forthright::project::{History, Project};
use leptos::prelude::*;

/// The start screen.
#[component]
pub fn Start() -> impl IntoView {
    let store = Store::get();
    let empty = move |_| {
        let project = Project::new("", Moment::start_of(environment::today()));
        store.set_open("new".into(), project, History::default());
        Room::Outline.go();
    };
    view! {
        <main class="room" aria-label="Start"><div class="page">
            <h1>"Forthright"</h1>
            <button type="button" class="button" on:click=empty>"An empty project"</button>
            <incoming::FileField/>
        </div></main>
    }
}
