//! The Conversations room: what was said, heard and agreed, and what was not told yet.

pub mod acts;
mod concerns;
mod inputs;
pub mod note;
mod parts;
mod search;
pub mod state;
mod talk;
mod talks;
mod touches;
mod untold;

pub use state::{Ask, ConversationsView};

use crate::ui::focus::focus_soon;
use crate::ui::guides::Guides;
use crate::ui::store::Store;
use forthright::analysis::facts;
use leptos::prelude::*;

/// The parts of the room: id of the element, name.
const PARTS: [(&str, &str); 6] = [
    ("untold-part", "Not told yet"),
    ("talks-part", "Conversations"),
    ("concerns-part", "Concerns"),
    ("inputs-part", "What we need"),
    ("touches-part", "Who shows up"),
    ("guides-part", "Guided pages"),
];

/// The room.
#[component]
pub fn Conversations() -> impl IntoView {
    let store = Store::get();
    acts::take_asks(store);
    acts::keep_focus(store);
    view! {
        <main class="room conversations" aria-label="Conversations">
            <h1 class="unseen">"Conversations"</h1>
            <div class="talk-page">
                <div class="talk-top"><Parts/><search::Search/></div>
                <div class="talk-main">
                    <untold::NotTold/>
                    <talks::Talks/>
                </div>
                <div class="talk-side">
                    <concerns::Concerns/>
                    <inputs::Inputs/>
                    <touches::Touches/>
                </div>
                <section class="talk-part guides-place" id="guides-part" aria-label="Guided pages" tabindex="-1"><Guides/></section>
            </div>
            <People/>
        </main>
    }
}

/// Leads to the parts, with what is open in each.
#[component]
fn Parts() -> impl IntoView {
    let store = Store::get();
    let untold = Memo::new(move |_| {
        let (schedule, today) = (store.facts_schedule.get(), store.today.get());
        store.project.with(|project| facts(project, &schedule, today).iter().filter(|fact| fact.told.is_none()).count())
    });
    let open = move |part: &str| {
        store.project.with(|project| {
            let record = &project.record;
            match part {
                "concerns-part" => record.concerns.values().filter(|one| one.checked_on.is_none()).count(),
                "inputs-part" => record.inputs.values().filter(|one| one.received_on.is_none()).count(),
                "untold-part" => untold.get(),
                _ => 0,
            }
        })
    };
    let button = move |(part, name): (&'static str, &'static str)| {
        let count = Memo::new(move |_| open(part));
        let go = move |_| {
            acts::show_part(part);
            focus_soon([format!("#{part}")]);
        };
        view! {
            <button type="button" class="button quiet" on:click=go>{name}
                {move || (count.get() > 0).then(|| view! { <span class="chip">{count.get()}<span class="unseen">" open"</span></span> })}</button>
        }
    };
    view! { <nav class="talk-parts" aria-label="Parts of this room">{PARTS.map(button).into_iter().collect_view()}</nav> }
}

/// The names fields that ask for one offer.
#[component]
fn People() -> impl IntoView {
    let store = Store::get();
    let names = Memo::new(move |_| store.project.with(forthright::view::talks::people));
    view! { <datalist id="talk-people">{move || names.get().into_iter().map(|name| view! { <option value=name></option> }).collect_view()}</datalist> }
}
