//! Private notes to the page, below the first window's screen, for two screens: only while another window follows.

use super::state::Stage;
use crate::ui::store::Store;
use forthright::view::present::{Note, notes};
use leptos::prelude::*;

/// Whether they stand there.
pub fn shown(store: Store) -> bool {
    store.present.notes.get() && store.present.followers.get() > 0
}

/// Shows or hides them; without a second window there is nowhere to show them.
pub fn toggle(store: Store) {
    if store.present.followers.get_untracked() > 0 {
        store.present.notes.update(|on| *on = !*on);
    }
}

/// The strip.
#[component]
pub fn Notes(stage: Stage) -> impl IntoView {
    let store = stage.store;
    let all = Memo::new(move |_| {
        let slide = stage.deck.with(|deck| deck.slides.get(store.present.show.get().within(deck).at).cloned());
        slide.map(|slide| store.project.with(|project| notes(project, &slide))).unwrap_or_default()
    });
    let row = |note: Note| view! { <div><dt>{note.about}</dt><dd>{note.text}</dd></div> };
    view! {
        <aside class="private-notes" aria-label="Private notes">
            <p class="notes-head">"Only on this screen"</p>
            {move || all.with(Vec::is_empty).then(|| view! { <p>"No private notes to this page."</p> })}
            <dl>{move || all.get().into_iter().map(row).collect_view()}</dl>
        </aside>
    }
}
