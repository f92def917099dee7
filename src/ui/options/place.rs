//! Where the focus is and goes in this room: what is new gets it, what goes gives it to a neighbour, and it is never lost
//! to nothing.

use crate::ui::focus::focus;
use crate::ui::store::Store;
use leptos::prelude::*;

/// Gives the focus to what stands nearest when something with the focus goes: after an undo, a choice, a removal. Text
/// that is typed changes nothing of this.
pub fn keep_focus(store: Store) {
    let shape = Memo::new(move |_| {
        store.project.with(|project| {
            let problems = project.problems.values().map(|one| (one.id.0, one.solutions.len(), one.criteria.len()));
            (problems.collect::<Vec<_>>(), project.decisions.len())
        })
    });
    Effect::new(move |before: Option<()>| {
        shape.track();
        if before.is_some() {
            leptos::task::spawn_local(async move {
                leptos::task::tick().await;
                rescue(store);
            });
        }
    });
}

fn rescue(store: Store) {
    let nowhere = document().active_element().is_none_or(|active| active.tag_name() == "BODY");
    if nowhere && store.dialog.try_get_untracked() == Some(None) {
        [".titles .ours textarea", ".problem-row[aria-current]", ".new-problem"].into_iter().any(focus);
    }
}
