//! Files that come in: chosen, or dropped anywhere on the page. Each becomes a project of its own, so nothing that is
//! open is touched; what was mended or left out is a list to read when there is time.

use super::shelf::{CameIn, Shelf};
use crate::ui::icons;
use crate::ui::rooms::Room;
use crate::ui::store::Store;
use forthright::format;
use leptos::html;
use leptos::prelude::*;
use leptos::task::spawn_local;
use leptos::wasm_bindgen::JsCast;
use wasm_bindgen_futures::JsFuture;
use web_sys::{DragEvent, File, HtmlInputElement};

/// File name endings that can be chosen. `.mpp` can, so that it is said how to open one.
const ACCEPT: &str = ".xml,.json,.forthright,.csv,.tsv,.txt,.md,.opml,.html,.mpp";

/// Reads a file and opens what is in it as a new project.
pub fn take_in(store: Store, shelf: Shelf, file: File) {
    let name = file.name();
    shelf.refused.set(None);
    shelf.reading.set(Some(name.clone()));
    spawn_local(async move {
        let read = JsFuture::from(file.array_buffer()).await.map(|buffer| js_sys::Uint8Array::new(&buffer).to_vec());
        // So that "Reading …" is painted before the work.
        next_paint().await;
        let opened = match read {
            Ok(bytes) => format::open_any(&name, &bytes, &untrack(|| store.dates())),
            Err(_) => Err("The browser could not read this file. It may have been moved or changed meanwhile.".into()),
        };
        shelf.reading.set(None);
        match opened {
            Err(why) => shelf.refused.set(Some((name, why))),
            Ok(opened) => {
                let tasks = forthright::view::files::tasks(opened.project.plan.tasks.len());
                if opened.notes.is_empty() {
                    store.say(format!("{name} is open: {tasks}"));
                }
                shelf.notice.set(!opened.notes.is_empty());
                shelf.came_in.set(Some(CameIn { file: name, project: None, notes: opened.notes }));
                store.create_project(opened.project, Room::Plan);
            }
        }
    });
}

/// How long a frame is waited for, in milliseconds.
const PATIENCE: i32 = 250;

/// Waits until the page was painted. A tab behind others paints nothing, nor does a browser that has no screen to paint
/// on: the work goes on without, a moment later.
async fn next_paint() {
    let promise = js_sys::Promise::new(&mut |resolve, _| {
        let painted = resolve.clone();
        request_animation_frame(move || {
            // A timeout cannot fail to be set in a window.
            let _ = window().set_timeout_with_callback(&painted);
        });
        let _ = window().set_timeout_with_callback_and_timeout_and_arguments_0(&resolve, PATIENCE);
    });
    let _ = JsFuture::from(promise).await;
}

/// A button that opens a file, the field behind it, and what became of the last try.
#[component]
pub fn OpenFile(
    /// Looks like the other ways to begin on the start screen.
    #[prop(optional)]
    large: bool,
) -> impl IntoView {
    let (store, shelf) = (Store::get(), Shelf::get());
    let field = NodeRef::<html::Input>::new();
    let chosen = move |event: leptos::ev::Event| {
        let Some(input) = event.target().and_then(|target| target.dyn_into::<HtmlInputElement>().ok()) else { return };
        if let Some(file) = input.files().and_then(|files| files.get(0)) {
            take_in(store, shelf, file);
        }
        // So that the same file can be chosen again.
        input.set_value("");
    };
    let ask = move |_| {
        if let Some(field) = field.get_untracked() {
            field.click();
        }
    };
    let busy = move || shelf.reading.read().is_some();
    let parts = move || {
        view! {
            <input type="file" class="unseen" tabindex="-1" accept=ACCEPT aria-label="File to open" node_ref=field on:change=chosen/>
            <p role="status" class="reading">{move || shelf.reading.get().map(|name| format!("Reading {name} …"))}</p>
            <Refused/>
        }
    };
    if large {
        view! {
            <li class="start-way open-file" aria-busy=move || busy().to_string()>
                {icons::file()}
                <button type="button" aria-describedby="about-files" on:click=ask disabled=busy>"Open a file"</button>
                <span id="about-files">"A plan file, Microsoft Project XML, or text; dropping it anywhere works too"</span>
                {parts()}
            </li>
        }
        .into_any()
    } else {
        view! {
            <div class="open-file" aria-busy=move || busy().to_string()>
                <button type="button" class="button" on:click=ask disabled=busy>{icons::file()} "Open a file"</button>
                {parts()}
            </div>
        }
        .into_any()
    }
}

/// Why the last file could not be opened.
#[component]
fn Refused() -> impl IntoView {
    let shelf = Shelf::get();
    move || {
        shelf.refused.get().map(|(name, why)| {
            view! {
                <div class="refused" role="alert">
                    <p><strong>{name}</strong>" could not be opened. "{why}</p>
                    <button type="button" class="button quiet icon" aria-label="Close this message" on:click=move |_| shelf.refused.set(None)>{icons::close()}</button>
                </div>
            }
        })
    }
}

/// What came with the last file, as a line over the room: never in the way.
#[component]
pub fn ImportNotice() -> impl IntoView {
    let (store, shelf) = (Store::get(), Shelf::get());
    let shown = move || {
        shelf.came_in.get().filter(|came| shelf.notice.get() && !came.notes.is_empty() && store.open.read().is_some())
    };
    move || {
        shown().map(|came| {
            let count = match came.notes.len() {
                1 => "one thing was mended or left out".to_owned(),
                n => format!("{n} things were mended or left out"),
            };
            view! {
                <div class="banner import-notice" role="status">
                    <details>
                        <summary>{came.file.clone()} " is open; " {count}</summary>
                        <Notes notes=came.notes/>
                    </details>
                    <button type="button" class="button" on:click=move |_| shelf.notice.set(false)>"Close"</button>
                </div>
            }
        })
    }
}

/// As many are read before somebody asks for all.
const FEW: usize = 40;

/// What was mended or left out, as a list.
#[component]
pub fn Notes(notes: Vec<String>) -> impl IntoView {
    let all = RwSignal::new(false);
    let count = notes.len();
    let notes = StoredValue::new(notes);
    let lines = move || {
        let shown = if all.get() { count } else { FEW };
        notes.with_value(|notes| notes.iter().take(shown).map(|note| view! { <li>{note.clone()}</li> }).collect_view())
    };
    view! {
        <ul class="notes">{lines}</ul>
        <Show when=move || !all.get() && (count > FEW)>
            <button type="button" class="button quiet" on:click=move |_| all.set(true)>{format!("Show all {count}")}</button>
        </Show>
    }
}

/// Takes in a file dropped anywhere, and says so while one is held over the page.
#[component]
pub fn DropAnywhere() -> impl IntoView {
    let (store, shelf) = (Store::get(), Shelf::get());
    let over = RwSignal::new(false);
    let has_files = |event: &DragEvent| {
        event.data_transfer().is_some_and(|data| (0..data.types().length()).any(|at| data.types().get(at) == "Files"))
    };
    let held = window_event_listener(leptos::ev::dragover, move |event| {
        if has_files(&event) {
            event.prevent_default();
            over.set(true);
        }
    });
    let left = window_event_listener(leptos::ev::dragleave, move |event| {
        // Leaving the window, not an element in it.
        if event.related_target().is_none() {
            over.set(false);
        }
    });
    let dropped = window_event_listener(leptos::ev::drop, move |event| {
        over.set(false);
        if !has_files(&event) {
            return;
        }
        event.prevent_default();
        if let Some(file) = event.data_transfer().and_then(|data| data.files()).and_then(|files| files.get(0)) {
            take_in(store, shelf, file);
        }
    });
    Effect::new(move |_| {
        // Dropped while a project is open: what went wrong must be seen there too.
        let in_sight = store.open.read_untracked().is_none() || store.room.get_untracked() == Room::Files;
        if let Some((name, why)) = shelf.refused.get().filter(|_| !in_sight) {
            store.say(format!("{name} could not be opened. {why}"));
        }
    });
    on_cleanup(move || {
        held.remove();
        left.remove();
        dropped.remove();
    });
    view! { <Show when=move || over.get()><div class="drop-veil" aria-hidden="true"><p>"Drop it to open it"</p></div></Show> }
}
