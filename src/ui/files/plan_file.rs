//! Saving the project to a plan file: as a download everywhere, and where the browser lets a page keep a file, to the
//! same file again and again.

use super::shelf::{Link, Shelf};
use crate::ui::persist::offer;
use crate::ui::store::Store;
use forthright::saved::plan_file;
use forthright::view::files::{BackupNeed, file_name};
use leptos::prelude::*;
use leptos::task::spawn_local;
use leptos::wasm_bindgen::JsCast;
use std::time::Duration;
use wasm_bindgen::JsValue;
use wasm_bindgen_futures::JsFuture;

/// How long nothing is typed before a linked file is written again.
const IDLE: Duration = Duration::from_secs(5);

/// Saves the open project: to its file where it has one, else as a download.
pub fn save(store: Store, shelf: Shelf) {
    match shelf.link(store) {
        Some(link) => spawn_local(async move { write_and_tell(store, shelf, link).await }),
        None => download(store, shelf),
    }
}

/// Offers the open project as a download.
pub fn download(store: Store, shelf: Shelf) {
    let (name, text) = store.project.with_untracked(|project| (file_name(&project.name), plan_file::write(project)));
    match offer(&name, &text) {
        Ok(()) => {
            shelf.backed_up(store);
            store.say(format!("Saved as {name}"));
        }
        Err(_) => store.say("The browser did not take the file. Try again, or download everything below."),
    }
}

/// Whether this browser lets a page keep a file.
pub fn can_link() -> bool {
    picker().is_some()
}

fn picker() -> Option<js_sys::Function> {
    js_sys::Reflect::get(&window(), &"showSaveFilePicker".into()).ok()?.dyn_into().ok()
}

/// Asks for a file to keep the project in, and writes it there.
pub fn link(store: Store, shelf: Shelf) {
    let name = store.project.with_untracked(|project| file_name(&project.name));
    let options = object(&[("suggestedName", name.into())]);
    // Must be asked while the click is still being handled.
    let Some(Ok(asked)) = picker().map(|picker| picker.call1(&window(), &options)) else {
        return store.say("This browser does not let a page keep a file.");
    };
    spawn_local(async move {
        // Nothing chosen is no trouble.
        let Ok(handle) = JsFuture::from(js_sys::Promise::resolve(&asked)).await else { return };
        let name = js_sys::Reflect::get(&handle, &"name".into()).ok().and_then(|name| name.as_string());
        let link = Link { name: name.unwrap_or_else(|| "the file".into()), handle };
        shelf.set_link(store, Some(link.clone()));
        write_and_tell(store, shelf, link).await;
    });
}

/// Lets go of the linked file.
pub fn unlink(store: Store, shelf: Shelf) {
    shelf.set_link(store, None);
}

async fn write_and_tell(store: Store, shelf: Shelf, link: Link) {
    match write(store, &link).await {
        Ok(()) => {
            shelf.backed_up(store);
            store.say(format!("Saved to {}", link.name));
        }
        Err(_) => {
            shelf.set_link(store, None);
            store.say(format!("{} could not be written; it is not linked any more. Save it again.", link.name));
        }
    }
}

async fn write(store: Store, link: &Link) -> Result<(), JsValue> {
    let text = store.project.with_untracked(plan_file::write);
    let stream = call(&link.handle, "createWritable", &[]).await?;
    call(&stream, "write", &[text.into()]).await?;
    call(&stream, "close", &[]).await?;
    Ok(())
}

/// Writes a linked file again when nothing was typed for a while.
pub fn rewrite_when_idle(store: Store, shelf: Shelf) {
    let timer = StoredValue::new(None::<leptos::leptos_dom::helpers::TimeoutHandle>);
    Effect::new(move |_| {
        store.project.track();
        let stale = shelf.backup.with(|line| line.as_ref().is_some_and(|line| line.need != BackupNeed::None));
        if let Some(timer) = timer.try_update_value(Option::take).flatten() {
            timer.clear();
        }
        let Some(link) = shelf.link(store).filter(|_| stale) else { return };
        let again = move || {
            let link = link.clone();
            spawn_local(async move {
                // Without leave to write in the background the next save asks.
                if write(store, &link).await.is_ok() {
                    shelf.backed_up(store);
                }
            });
        };
        timer.set_value(set_timeout_with_handle(again, IDLE).ok());
    });
}

/// Calls a method that gives a promise.
async fn call(of: &JsValue, method: &str, arguments: &[JsValue]) -> Result<JsValue, JsValue> {
    let function: js_sys::Function = js_sys::Reflect::get(of, &method.into())?.dyn_into()?;
    let given = js_sys::Reflect::apply(&function, of, &arguments.iter().collect::<js_sys::Array>())?;
    JsFuture::from(js_sys::Promise::resolve(&given)).await
}

fn object(fields: &[(&str, JsValue)]) -> js_sys::Object {
    let object = js_sys::Object::new();
    for (name, value) in fields {
        // Setting a field of a plain object cannot fail.
        let _ = js_sys::Reflect::set(&object, &(*name).into(), value);
    }
    object
}
