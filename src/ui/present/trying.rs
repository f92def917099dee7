//! What-if on the screen: the bars, the sentence, the dates that would be others; all of it follows the hand.

use super::screen::Scene;
use super::slide::MarkView;
use super::timeline::TimelineView;
use forthright::view::present::Item;
use leptos::prelude::*;

/// The page.
#[component]
pub fn TryingView(scene: Scene) -> impl IntoView {
    let trying = Memo::new(move |_| scene.trying.get().map(|trying| (*trying).clone()).unwrap_or_default());
    let sentence = move || trying.with(|trying| trying.sentence.clone());
    let note = move || trying.with(|trying| trying.note.clone());
    let row = |item: Item| {
        let Item { mark, when, name, text, .. } = item;
        view! {
            <li class="item"><MarkView mark/><span class="item-when">{when}</span><span class="item-name"><bdi>{name}</bdi></span>
                {(!text.is_empty()).then(|| view! { <span class="item-text">{text}</span> })}</li>
        }
    };
    let moved = move || trying.with(|trying| trying.moved.clone()).into_iter().map(row).collect_view();
    let timeline = Memo::new(move |_| trying.with(|trying| trying.timeline.clone()));
    let selected = Memo::new(move |_| trying.with(|trying| trying.selected));
    view! {
        <section class="slide trying">
            <header class="slide-head" role="none"><h1>"What if"</h1></header>
            // The bars first: what is said below them grows and shrinks, and must not move what is held.
            <div class="slide-body">
                <div class="try-bars" tabindex="0" role="region" aria-label="Bars"><TimelineView timeline selected hand=scene.hand/></div>
                <div class="try-says">
                    <p class="lede" role="status" aria-label="What changes">{sentence}</p>
                    <p class="try-note" role="status">{note}</p>
                    <ul class="items moved-dates" aria-label="Dates that change">{moved}</ul>
                </div>
            </div>
        </section>
    }
}
