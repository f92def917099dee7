//! The Outline room: the project on a page, the people on both sides, then the steps as a tree one types in.

mod brief;
mod caret;
mod clip;
mod details;
pub mod draft;
mod hold;
mod keys;
mod marks;
mod moves;
mod people;
mod print;
mod several;
mod step;
mod steps;

use leptos::prelude::*;

/// From here the details of a step stand beside the tree.
const WIDE: &str = "(min-width: 1080px)";

/// The Outline room.
#[component]
pub fn Outline() -> impl IntoView {
    let scrolled = RwSignal::new(0_u32);
    let wide = RwSignal::new(is_wide());
    let resize = window_event_listener(leptos::ev::resize, move |_| {
        if wide.get_untracked() != is_wide() {
            wide.set(is_wide());
        }
    });
    on_cleanup(move || resize.remove());
    print::attend(crate::ui::store::Store::get());
    view! {
        <main class="room outline" aria-label="Outline" on:scroll=move |_| scrolled.update(|count| *count = count.wrapping_add(1))>
            <h1 class="unseen">"Outline"</h1>
            <div class="outline-page">
                <brief::BriefPage/>
                <people::People/>
                <steps::Steps wide scrolled/>
            </div>
        </main>
    }
}

fn is_wide() -> bool {
    window().match_media(WIDE).ok().flatten().is_some_and(|query| query.matches())
}
