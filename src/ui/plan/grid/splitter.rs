//! The bar between grid and timeline: dragged, or moved by arrow keys.

use super::pointer::drag_across;
use super::{NARROW, columns_of, widths_of};
use crate::ui::prefs::Prefs;
use crate::ui::store::Store;
use leptos::ev::{KeyboardEvent, PointerEvent};
use leptos::prelude::*;
use leptos::wasm_bindgen::JsCast;

/// Least width of the grid, and of what is left of the timeline, in px.
const LEAST: f64 = 120.0;
const LEFT: f64 = 40.0;

/// The width without a chosen one: about half, less on a large screen, and where that is near, no column is cut.
fn usual(prefs: &Prefs, desk: f64, most: f64) -> f64 {
    let share = if most < 700.0 { (most * 0.54).max(LEAST) } else { (most * 0.5).min(most * 0.4 + 130.0) };
    let narrow = desk < NARROW;
    let widths = widths_of(prefs, &columns_of(prefs, narrow), narrow);
    let ends = widths.iter().scan(0.0, |end, width| {
        *end += f64::from(*width);
        Some(*end)
    });
    ends.filter(|end| (share * 0.7..=share + 12.0).contains(end)).last().unwrap_or(share)
}

/// The bar between grid and timeline.
#[component]
pub fn Splitter() -> impl IntoView {
    let store = Store::get();
    let view = store.plan_view;
    let most = move || (view.size.get().0 - LEFT).max(LEAST);
    let set = move |width: f64| {
        let width = width.clamp(LEAST, untrack(most)).round();
        view.grid_width.set(width);
        store.prefs.update(|prefs| prefs.grid_width = width as u32);
    };
    // The kept width; never more than the screen has room for.
    Effect::new(move |_| {
        let prefs = store.prefs.read();
        let kept = f64::from(prefs.grid_width);
        let width = if kept > 0.0 { kept } else { usual(&prefs, view.size.get().0, most()) };
        view.grid_width.set(width.clamp(LEAST, most()).round());
    });
    let on_key = move |event: KeyboardEvent| {
        let now = view.grid_width.get_untracked();
        let step = if event.shift_key() { 100.0 } else { 20.0 };
        match event.key().as_str() {
            "ArrowLeft" => set(now - step),
            "ArrowRight" => set(now + step),
            "Home" => set(LEAST),
            "End" => set(untrack(most)),
            _ => return,
        }
        event.prevent_default();
        event.stop_propagation();
    };
    let on_down = move |event: PointerEvent| {
        let Some(bar) = event.current_target().and_then(|target| target.dyn_into::<web_sys::HtmlElement>().ok()) else {
            return;
        };
        event.prevent_default();
        // A pointer that is already gone cannot be held; then nothing is dragged.
        let _ = bar.set_pointer_capture(event.pointer_id());
        let _ = bar.focus();
        let from = view.grid_width.get_untracked();
        drag_across(&bar, &event, move |by| set(from + by));
    };
    view! {
        <div class="splitter" role="separator" tabindex="0" aria-label="Width of the grid" aria-orientation="vertical" aria-valuemin=LEAST as i32
            aria-valuemax=move || most() as i32 aria-valuenow=move || view.grid_width.get() as i32
            style:left=move || format!("{}px", view.grid_width.get()) on:keydown=on_key on:pointerdown=on_down></div>
    }
}
