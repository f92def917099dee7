//! Small promises and browser facts that the rest of this folder stands on.

use js_sys::{Array, Promise, Reflect};
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;

fn after(ms: i32) -> Promise {
    Promise::new(&mut |resolve, _| {
        if let Some(window) = web_sys::window() {
            let _ = window.set_timeout_with_callback_and_timeout_and_arguments_0(&resolve, ms);
        }
    })
}

/// Waits `ms`.
pub async fn sleep(ms: i32) {
    let _ = JsFuture::from(after(ms)).await;
}

/// What `promise` gives, or `None` when it takes longer than `ms`.
///
/// # Errors
/// What the promise was rejected with.
pub async fn within(ms: i32, promise: Promise) -> Result<Option<JsValue>, JsValue> {
    let late: JsValue = js_sys::Object::new().into();
    let timer = Promise::new(&mut |resolve, _| {
        if let Some(window) = web_sys::window() {
            let _ = window.set_timeout_with_callback_and_timeout_and_arguments_1(&resolve, ms, &late);
        }
    });
    let value = JsFuture::from(Promise::race(&Array::of2(&promise, &timer))).await?;
    Ok(if js_sys::Object::is(&value, &late) { None } else { Some(value) })
}

/// The words of whatever was thrown.
pub fn words(error: &JsValue) -> String {
    let part =
        |name: &str| Reflect::get(error, &name.into()).ok().and_then(|part| part.as_string()).unwrap_or_default();
    match (part("name"), part("message")) {
        (name, message) if name.is_empty() && message.is_empty() => format!("{error:?}"),
        (name, message) if message.is_empty() => name,
        (name, message) => format!("{name}: {message}"),
    }
}

/// 16 random letters and digits.
pub fn random_word() -> String {
    let mut bytes = [0u8; 16];
    let filled = web_sys::window()
        .and_then(|window| window.crypto().ok())
        .is_some_and(|crypto| crypto.get_random_values_with_u8_array(&mut bytes).is_ok());
    if !filled {
        bytes.iter_mut().for_each(|byte| *byte = (js_sys::Math::random() * 256.0) as u8);
    }
    bytes.iter().map(|byte| char::from(b"abcdefghijkmnopqrstuvwxyz2345678"[usize::from(byte % 32)])).collect()
}

/// The wall clock as text: `2026-06-01T14:02:07`.
pub fn now() -> String {
    let date = js_sys::Date::new_0();
    let (year, month, day) = (date.get_full_year(), date.get_month() + 1, date.get_date());
    let (hour, minute, second) = (date.get_hours(), date.get_minutes(), date.get_seconds());
    format!("{year:04}-{month:02}-{day:02}T{hour:02}:{minute:02}:{second:02}")
}
