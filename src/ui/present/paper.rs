//! Printing a presentation prints its pages, one a sheet.

use super::screen::Scene;
use super::slide::SlideView;
use crate::ui::widgets::paper;
use leptos::prelude::*;

/// Attends to printing as long as it is presented.
pub fn attend(scene: Scene) {
    paper::attend(move || {
        let deck = scene.deck.get_untracked();
        let (name, as_of) = (deck.project.clone(), deck.as_of.clone());
        let pages = deck.slides.clone().into_iter().map(|slide| {
            let foot = format!("{name} · {as_of}");
            view! { <article><SlideView slide scene=None/><p class="paper-foot">{foot}</p></article> }
        });
        view! { <div class="print-sheet present-paper">{pages.collect_view()}</div> }.into_any()
    });
}
