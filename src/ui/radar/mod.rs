//! The Radar: a panel at the side of every room, and its count in the head. Each line says what will cost confidence if
//! nobody acts, the notice there still is, and has the one button that answers it.

mod acts;
mod put_off;
pub mod state;

pub use state::RadarView;

use super::icons;
use super::store::Store;
use crate::ui::focus::focus_soon;
use forthright::view::radar::{self, Line};
use forthright::words::{Piece, Sentence};
use leptos::html;
use leptos::prelude::*;
use put_off::{PutOff, Snoozed, escape};

/// Its button in the head: what is on it, and whether the panel is open.
#[component]
pub fn RadarButton() -> impl IntoView {
    let store = Store::get();
    state::follow(store);
    let count = Memo::new(move |_| store.radar.seen.with(|seen| seen.lines.len()));
    let label = Memo::new(move |_| store.radar.seen.with(|seen| radar::label(seen)));
    let shown = Memo::new(move |_| store.radar.is_shown(store));
    view! {
        <button type="button" class="button quiet radar-button" aria-label=label title=move || format!("{} (R)", label.get())
            aria-expanded=move || shown.get().to_string() on:click=move |_| state::toggle(store)>
            {icons::radar()}<span class="radar-word" aria-hidden="true">"Radar"</span>
            {move || (count.get() > 0).then(|| view! { <span class="chip" aria-hidden="true">{count}</span> })}
        </button>
    }
}

/// The panel, where it is open.
#[component]
pub fn Radar() -> impl IntoView {
    let store = Store::get();
    let shown = Memo::new(move |_| store.radar.is_shown(store));
    // Where it stands over the room, another room is what is wanted then.
    Effect::new(move |before: Option<super::rooms::Room>| {
        let room = store.room.get();
        if before.is_some_and(|before| before != room) {
            store.radar.over.set(false);
        }
        room
    });
    view! { <Show when=move || shown.get()><Panel/></Show> }
}

#[component]
fn Panel() -> impl IntoView {
    let store = Store::get();
    let panel = NodeRef::<html::Aside>::new();
    Effect::new(move |_| {
        if let Some(panel) = panel.get()
            && store.radar.take_focus.get_untracked()
        {
            store.radar.take_focus.set(false);
            let _ = panel.focus();
        }
    });
    let lines = Memo::new(move |_| {
        let (seen, dates) = (store.radar.seen.get(), store.dates());
        store.project.with_untracked(|project| radar::lines(&seen, project, &dates))
    });
    let strip = move || store.radar.seen.with(|seen| radar::strip(seen, store.today.get()));
    let untold = move || store.radar.seen.with(|seen| seen.untold > 0);
    // The line that is being put off: one at a time.
    let putting = RwSignal::new(None::<String>);
    let keys = Memo::new(move |_| lines.with(|lines| lines.iter().map(|line| line.key.clone()).collect::<Vec<_>>()));
    keep_focus(panel, keys);
    view! {
        <aside class="radar" aria-label="Radar" tabindex="-1" node_ref=panel on:keydown=move |event| escape(store, &event)>
            <header class="inspector-head">
                <h2>"Radar"</h2>
                <button type="button" class="button quiet icon" aria-label="Close the radar" on:click=move |_| state::close(store)>{icons::close()}</button>
            </header>
            <div class="radar-body">
            <p class="radar-strip" class:calm=move || lines.read().is_empty()>{strip}" "
                <Show when=untold><a href="#conversations">"What is told, and what not"</a></Show></p>
            <ol class="radar-lines"><For each=move || keys.get() key=|key| key.clone() let(key)><Row key lines putting/></For></ol>
            <Snoozed/>
            </div>
        </aside>
    }
}

/// A line that goes away while it has the focus gives it to the panel.
fn keep_focus(panel: NodeRef<html::Aside>, keys: Memo<Vec<String>>) {
    Effect::new(move |_| {
        keys.track();
        let inside = document().query_selector(".radar:focus-within").ok().flatten().is_some();
        if inside {
            leptos::task::spawn_local(async move {
                leptos::task::tick().await;
                let nowhere = document().active_element().is_none_or(|active| active.tag_name() == "BODY");
                if let (true, Some(panel)) = (nowhere, panel.try_get_untracked().flatten()) {
                    let _ = panel.focus();
                }
            });
        }
    });
}

#[component]
fn Row(key: String, lines: Memo<Vec<Line>>, putting: RwSignal<Option<String>>) -> impl IntoView {
    let store = Store::get();
    let key = StoredValue::new(key);
    let is_this = move |line: &&Line| key.with_value(|key| line.key == *key);
    let line = Memo::new(move |_| lines.with(|lines| lines.iter().find(is_this).cloned()));
    let open = Memo::new(move |_| putting.with(|putting| key.with_value(|key| putting.as_ref() == Some(key))));
    // What has the focus when this line is gone: the one below, else the one above, else the panel.
    let next = Signal::derive(move || {
        lines.with(|lines| {
            let at = lines.iter().position(|line| is_this(&line)).unwrap_or(0);
            let around = [lines.get(at + 1), at.checked_sub(1).and_then(|at| lines.get(at))];
            let around = around.into_iter().flatten().map(|line| format!("[data-line='{}'] .act", line.key));
            around.chain([".radar".to_owned()]).collect::<Vec<_>>()
        })
    });
    let leave = Callback::new(move |focus: Vec<String>| {
        putting.set(None);
        focus_soon(focus);
    });
    let begin = move |_| {
        putting.set(Some(key.get_value()));
        focus_soon(["form.put-off input".to_owned()]);
    };
    let put_off = move |said: String| {
        view! {
            <button type="button" class="button quiet put-off-button" aria-label=format!("Put off: {said}") aria-expanded=move || open.get().to_string()
                disabled=move || store.read_only.read().is_some() on:click=begin>"Put off"</button>
        }
    };
    let shown = move |line: Line| {
        let Line { about, pressing, said, notice, action, .. } = line;
        let text = said.to_string();
        let name = format!("{}: {text}", action.label());
        view! {
            <p class="radar-about"><span class="chip" class:critical=pressing>{about}</span></p>
            <p class="radar-said"><Said said/></p>
            {(!notice.is_empty()).then(|| view! { <p class="radar-notice">{notice}</p> })}
            <div class="line">
                <button type="button" class="button act" aria-label=name on:click=move |_| acts::act(store, action)>{action.label()}</button>
                {put_off(text)}
            </div>
        }
    };
    view! {
        <li class="radar-line" class:pressing=move || line.read().as_ref().is_some_and(|line| line.pressing) data-line=key.get_value()>
            {move || line.get().map(shown)}
            <Show when=move || open.get()><PutOff line=key.get_value() leave next/></Show>
        </li>
    }
}

/// A sentence whose names lead to their tasks.
#[component]
fn Said(said: Sentence) -> impl IntoView {
    let store = Store::get();
    let piece = move |piece: Piece| match piece {
        Piece::Text(text) => text.into_any(),
        Piece::Task(id, name) => {
            // A long name breaks like the words around it, as no button does.
            let go = move |event: leptos::ev::MouseEvent| {
                event.prevent_default();
                acts::show(store, id);
            };
            view! { <a class="task-link" href="#plan" on:click=go>{name}</a> }.into_any()
        }
    };
    said.0.into_iter().map(piece).collect_view()
}
