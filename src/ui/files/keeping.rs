//! Keeping it: the file, the last backup, how much room is left, whether the browser has promised to keep what is
//! there, and everything raw.

use super::plan_file;
use super::shelf::Shelf;
use crate::ui::store::Store;
use forthright::saved::quota::{Level, Usage};
use forthright::view::files::{BackupNeed, size};
use leptos::prelude::*;
use leptos::task::spawn_local;
use leptos::wasm_bindgen::JsCast;
use wasm_bindgen::JsValue;
use wasm_bindgen_futures::JsFuture;

/// The open project in a file.
#[component]
pub fn PlanFile() -> impl IntoView {
    let (store, shelf) = (Store::get(), Shelf::get());
    let line = move || shelf.backup.get().map(|line| line.long);
    let due = move || shelf.backup.with(|line| line.as_ref().is_some_and(|line| line.need == BackupNeed::Due));
    let linked = move || shelf.linked.get();
    view! {
        <section class="card" aria-labelledby="file-title">
            <h2 id="file-title">"Plan file"</h2>
            <p class="backup-line" class:due=due>{line}</p>
            <div class="line">
                <button type="button" class="button primary" on:click=move |_| plan_file::save(store, shelf)>"Save plan file"</button>
                <Show when=move || plan_file::can_link() && linked().is_none()>
                    <button type="button" class="button" on:click=move |_| plan_file::link(store, shelf)>"Keep in one file…"</button>
                </Show>
                <Show when=move || linked().is_some()>
                    <button type="button" class="button" on:click=move |_| plan_file::download(store, shelf)>"Download a copy"</button>
                    <button type="button" class="button quiet" on:click=move |_| plan_file::unlink(store, shelf)>"Let go of the file"</button>
                </Show>
            </div>
            <p class="muted small">{move || match linked() {
                Some(name) => format!("Linked to {name}: it is written again whenever you pause."),
                None => "A plan file is readable text with everything in it: for a backup, another browser, a colleague, or Git.".to_owned(),
            }}</p>
        </section>
    }
}

/// Room, the browser's promise, everything raw.
#[component]
pub fn Keeping() -> impl IntoView {
    let (store, shelf) = (Store::get(), Shelf::get());
    let usage = Memo::new(move |_| {
        shelf.versions.track();
        store.desk.projects.track();
        store.open.track();
        shelf.now.track();
        store.desk.persist().map(|persist| persist.usage()).unwrap_or_default()
    });
    let percent = move || usage.with(Usage::percent);
    let words = move || usage.with(|usage| format!("{} of 10 MB used ({} %)", size(usage.total()), usage.percent()));
    let shares = move || {
        usage.with(|usage| {
            let parts = [
                ("projects", usage.snapshots),
                ("latest changes", usage.journal),
                ("versions", usage.restore_points),
                ("kept aside", usage.quarantine),
                ("other", usage.other),
            ];
            let parts =
                parts.into_iter().filter(|part| part.1 > 0).map(|(name, units)| format!("{name} {}", size(units)));
            parts.collect::<Vec<_>>().join(" · ")
        })
    };
    let low = move || usage.with(|usage| usage.level() >= Level::Warn);
    let warning = move || match usage.with(Usage::level) {
        Level::Plenty => None,
        Level::Warn => {
            Some("There is not much room left. Save plan files and delete projects or versions you no longer need.")
        }
        Level::Prune => Some(
            "There is little room left: automatic versions are taken away as needed. Save plan files and delete what you no longer need.",
        ),
        Level::Full => Some(
            "There is no room left: projects can be read and saved to files, not changed, until something is deleted.",
        ),
    };
    view! {
        <section class="card" aria-labelledby="keeping-title">
            <h2 id="keeping-title">"Keeping it"</h2>
            <p>"Everything you type is kept in this browser as you type it, and is sent nowhere."</p>
            <Promise/>
            <div class="usage">
                <div class="usage-bar" role="meter" aria-label="Room used in this browser" aria-valuemin="0" aria-valuemax="100" aria-valuenow=percent aria-valuetext=words>
                    <span class:warn=low style:width=move || format!("{}%", percent().clamp(1, 100))></span>
                </div>
                <p class="small">{words}</p>
                <p class="small muted">{shares}</p>
                {move || warning().map(|warning| view! { <p class="message" role="status">{warning}</p> })}
            </div>
            <div class="line">
                <button type="button" class="button" on:click=move |_| {
                    if let Some(persist) = store.desk.persist() {
                        spawn_local(async move { persist.raw_download().await });
                    }
                }>"Download everything raw"</button>
                <span class="small muted">"All projects, versions and what was kept aside, as stored."</span>
            </div>
        </section>
    }
}

/// Whether the browser may clear what is kept, in words; and a way to ask it not to.
#[component]
fn Promise() -> impl IntoView {
    let granted = RwSignal::new(None::<bool>);
    let asked = RwSignal::new(false);
    spawn_local(async move {
        granted.try_set(ask("persisted").await);
    });
    let ask_now = move |_| {
        spawn_local(async move {
            let answer = ask("persist").await;
            asked.try_set(true);
            granted.try_set(answer);
        });
    };
    let words = move || match granted.get() {
        Some(true) => "This browser has promised to keep it until you clear it yourself.",
        Some(false) if asked.get() => {
            "This browser does not promise to keep it. It may clear it after weeks without a visit, or when the disk is full: save a plan file now and then."
        }
        Some(false) => "This browser may clear it after weeks without a visit, or when the disk is full.",
        None => "Whether this browser may clear it by itself is not known here: save a plan file now and then.",
    };
    view! {
        <p class="promise">{words}</p>
        <Show when=move || granted.get() == Some(false) && !asked.get()>
            <button type="button" class="button" on:click=ask_now>"Ask the browser to keep it"</button>
        </Show>
    }
}

/// Calls `navigator.storage.persist` or `persisted`; `None` where there is no such thing.
async fn ask(method: &str) -> Option<bool> {
    let storage = js_sys::Reflect::get(&window().navigator(), &"storage".into()).ok()?;
    let function: js_sys::Function = js_sys::Reflect::get(&storage, &method.into()).ok()?.dyn_into().ok()?;
    let given: JsValue = function.call0(&storage).ok()?;
    let answer = JsFuture::from(js_sys::Promise::resolve(&given)).await.ok()?;
    Some(answer.is_truthy())
}
