//! Files that come in: chosen, dropped or pasted.

use crate::ui::rooms::Room;
use crate::ui::store::Store;
use forthright::format;
use forthright::project::History;
use leptos::prelude::*;
use leptos::wasm_bindgen::JsCast;
use wasm_bindgen_futures::JsFuture;

/// File name endings that can be chosen. `.mpp` can, so that it is said how to open one.
const ACCEPT: &str = ".xml,.json,.forthright,.csv,.txt,.md,.mpp";

/// A field to choose a file in.
#[component]
pub fn FileField() -> impl IntoView {
    let store = Store::get();
    let chosen = move |event: leptos::ev::Event| {
        let Some(input) = event.target().and_then(|t| t.dyn_into::<web_sys::HtmlInputElement>().ok()) else { return };
        let Some(file) = input.files().and_then(|files| files.get(0)) else { return };
        leptos::task::spawn_local(async move {
            let Ok(buffer) = JsFuture::from(file.array_buffer()).await else { return };
            let bytes = js_sys::Uint8Array::new(&buffer).to_vec();
            match format::open(&file.name(), &bytes) {
                Ok(imported) => {
                    store.set_open("new".into(), imported.project, History::default());
                    Room::Outline.go();
                }
                Err(error) => store.say(error.text()),
            }
        });
    };
    view! { <input type="file" accept=ACCEPT aria-label="Open a file" on:change=chosen/> }
}
