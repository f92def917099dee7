//! The app's last words: a panic is told to the plain script outside (`page/guard.js`), which takes over the page.

use wasm_bindgen::JsValue;

/// From now on a panic is shown, and what is stored can be had.
pub fn watch() {
    std::panic::set_hook(Box::new(|info| {
        console_error_panic_hook::hook(info);
        tell("forthright:panic", &info.to_string());
    }));
    #[cfg(debug_assertions)]
    provoke();
}

fn tell(name: &str, detail: &str) {
    let (Some(window), Ok(event)) = (web_sys::window(), web_sys::CustomEvent::new(name)) else { return };
    event.init_custom_event_with_can_bubble_and_cancelable_and_detail(name, false, false, &JsValue::from_str(detail));
    // There is nothing left to do if even this fails.
    let _ = window.dispatch_event(&event);
}

/// Unoptimised builds panic on demand, so that a test can see what happens then.
#[cfg(debug_assertions)]
#[expect(clippy::panic, reason = "this is the one panic wanted")]
fn provoke() {
    use wasm_bindgen::{JsCast, closure::Closure};
    let fall = Closure::<dyn Fn()>::new(|| panic!("a panic on demand"));
    if let Some(window) = web_sys::window() {
        let _ = window.add_event_listener_with_callback("forthright:panic-test", fall.as_ref().unchecked_ref());
    }
    fall.forget();
}
