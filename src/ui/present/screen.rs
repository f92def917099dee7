//! The screen a client sees, made of a deck and of where it is: the same in the first window and in one that follows.

use super::controls::Controls;
use super::slide::{SlideView, Zoomed};
use super::state::Stage;
use super::timeline::Hand;
use super::trying::TryingView;
use super::{channel, keys, notes, paper};
use crate::ui::store::Store;
use forthright::view::present::{Deck, Show, Trying, Turn};
use leptos::html;
use leptos::prelude::*;
use std::sync::Arc;

/// What a screen draws.
#[derive(Clone, Copy)]
pub struct Scene {
    pub deck: Signal<Arc<Deck>>,
    pub show: Signal<Show>,
    pub trying: Signal<Option<Arc<Trying>>>,
    /// What a click on an item does, and the hand that moves bars; nothing in a window that only follows.
    pub pick: Option<Callback<usize>>,
    pub hand: Option<Hand>,
}

/// The first window: the screen, keys, buttons, notes, and the line to those that follow.
#[component]
pub fn Presenter() -> impl IntoView {
    let store = Store::get();
    let stage = Stage::new(store);
    channel::open(stage);
    let scene = Scene {
        deck: stage.deck.into(),
        show: store.present.show.into(),
        trying: stage.trying.into(),
        pick: Some(Callback::new(move |item| {
            let again = store.present.show.with_untracked(|show| show.selected == Some(item));
            stage.turn(if again { Turn::Zoom } else { Turn::Pick(item) });
        })),
        hand: Some(Hand { drag: stage.drag, pull: Callback::new(move |pull| stage.pull(pull)) }),
    };
    keys::attend(stage);
    paper::attend(scene);
    let with_notes = Memo::new(move |_| notes::shown(store));
    view! {
        <div class="present" class:with-notes=move || with_notes.get()>
            <Screen scene/>
            <Controls stage/>
            <Show when=move || with_notes.get()><notes::Notes stage/></Show>
        </div>
    }
}

/// The page on the screen.
#[component]
pub fn Screen(scene: Scene) -> impl IntoView {
    let Scene { deck, show, trying, .. } = scene;
    let main = NodeRef::<html::Main>::new();
    Effect::new(move |_| {
        if let Some(main) = main.get() {
            let _ = main.focus();
        }
    });
    let slides = move || deck.with(|deck| deck.slides.len());
    let at = Memo::new(move |_| deck.with(|deck| show.get().within(deck).at));
    let is_trying = Memo::new(move |_| trying.with(Option::is_some));
    // A page is made anew only when it is another one or says something else.
    let slide = Memo::new(move |_| deck.with(|deck| deck.slides.get(at.get()).cloned()));
    let zoomed = Memo::new(move |_| {
        let show = deck.with(|deck| show.get().within(deck));
        let item = show.selected.filter(|_| show.zoomed)?;
        slide.with(|slide| slide.as_ref()?.items.get(item).cloned())
    });
    // What keys act on, for who cannot see the mark.
    let chosen = Memo::new(move |_| {
        if let Some(trying) = trying.get() {
            let bar = trying.timeline.bars.iter().find(|bar| Some(bar.task) == trying.selected)?;
            return Some(format!("{}, {}", bar.name, bar.moved.as_ref().unwrap_or(&bar.when)));
        }
        let item = deck.with(|deck| show.get().within(deck)).selected?;
        slide.with(|slide| Some(slide.as_ref()?.items.get(item)?.name.clone()))
    });
    let title = move || match slide.get() {
        _ if is_trying.get() => "What if".to_owned(),
        Some(slide) => slide.title,
        None => "Nothing to show yet".to_owned(),
    };
    let page = move || format!("{} of {}", at.get() + 1, slides().max(1));
    let spoken = move || match show.get().blank {
        true => "The screen is blank".to_owned(),
        false => match chosen.get() {
            Some(name) => format!("{name}. {}, page {}", title(), page()),
            None => format!("{}, page {}", title(), page()),
        },
    };
    view! {
        <main class="screen" aria-label="Present" tabindex="0" node_ref=main class:blank=move || show.get().blank>
            <p class="unseen" role="status" aria-live="polite">{spoken}</p>
            {move || (!show.get().blank).then(|| view! {
                <div class="screen-page">
                    {move || match (is_trying.get(), zoomed.get(), slide.get()) {
                        (true, ..) => view! { <TryingView scene/> }.into_any(),
                        (_, Some(item), _) => view! { <Zoomed item title=title()/> }.into_any(),
                        (_, _, Some(slide)) => view! { <SlideView slide scene=Some(scene)/> }.into_any(),
                        _ => view! { <section class="slide"><h1>"Nothing to show yet"</h1><p class="lede">"Mark steps, dates or problems for the client, and they stand here."</p></section> }.into_any(),
                    }}
                </div>
                <footer class="screen-foot">
                    <span class="screen-project">{move || deck.with(|deck| deck.project.clone())}</span>
                    <span>{move || deck.with(|deck| deck.as_of.clone())}</span>
                    <span class="screen-count">{page}</span>
                </footer>
            })}
        </main>
    }
}
