//! The keys of a presenter, those of a remote among them, and swipes. Nothing else of the app listens meanwhile.

use super::notes;
use super::state::Stage;
use forthright::prepare::Nudge;
use forthright::view::present::Turn;
use leptos::ev::{KeyboardEvent, PointerEvent};
use leptos::prelude::*;

/// Shortest way of a finger that turns the page, in px.
const SWIPE: f64 = 60.0;

/// Listens as long as it is presented.
pub fn attend(stage: Stage) {
    let keys = window_event_listener(leptos::ev::keydown, move |event| on_key(stage, &event));
    let start = StoredValue::new(None::<(f64, f64)>);
    let at = |event: &PointerEvent| (f64::from(event.client_x()), f64::from(event.client_y()));
    let down = window_event_listener(leptos::ev::pointerdown, move |event| {
        start.set_value((event.pointer_type() == "touch").then(|| at(&event)));
    });
    let up = window_event_listener(leptos::ev::pointerup, move |event| {
        let Some((x, y)) = start.try_update_value(Option::take).flatten() else { return };
        let (by, down) = (at(&event).0 - x, at(&event).1 - y);
        // In what-if a finger moves bars.
        if by.abs() >= SWIPE && by.abs() > down.abs() * 1.5 && !stage.store.present.trying.get_untracked() {
            stage.turn(if by < 0.0 { Turn::Next } else { Turn::Previous });
        }
    });
    on_cleanup(move || {
        keys.remove();
        down.remove();
        up.remove();
    });
}

fn on_key(stage: Stage, event: &KeyboardEvent) {
    if event.default_prevented() || event.is_composing() || event.ctrl_key() || event.meta_key() || event.alt_key() {
        return;
    }
    // A button keeps the keys that press it.
    let on_button = document().active_element().is_some_and(|element| element.tag_name() == "BUTTON");
    let key = event.key();
    if on_button && matches!(key.as_str(), " " | "Enter") {
        return;
    }
    if act(stage, &key, event.shift_key()) {
        event.prevent_default();
    }
}

fn act(stage: Stage, key: &str, shift: bool) -> bool {
    let view = stage.store.present;
    let trying = view.trying.get_untracked() && !view.show.with_untracked(|show| show.blank);
    if trying && try_key(stage, key, shift) {
        return true;
    }
    let turn = match key {
        "ArrowRight" | "PageDown" => Turn::Next,
        " " if shift => Turn::Previous,
        " " => Turn::Next,
        "ArrowLeft" | "PageUp" | "Backspace" => Turn::Previous,
        "ArrowUp" => Turn::Up,
        "ArrowDown" => Turn::Down,
        "Home" => Turn::First,
        "End" => Turn::Last,
        "." | "b" | "B" => Turn::Blank,
        "z" | "Z" | "Enter" => Turn::Zoom,
        "Escape" => Turn::Back,
        "w" | "W" => {
            view.show.update(|show| show.blank = false);
            view.trying.update(|on| *on = !*on);
            return true;
        }
        "n" | "N" => {
            notes::toggle(stage.store);
            return true;
        }
        _ => return false,
    };
    // A remote turns the page, whatever is tried.
    if trying && turn != Turn::Blank {
        view.trying.set(false);
    }
    stage.turn(turn);
    true
}

/// Keys of what-if; false for those it leaves to the pages.
fn try_key(stage: Stage, key: &str, shift: bool) -> bool {
    let view = stage.store.present;
    let bar = stage.trying.with_untracked(|trying| trying.as_ref().and_then(|trying| trying.selected));
    let nudge = |by: i32| {
        if let Some(bar) = bar {
            stage.nudge(bar, if shift { Nudge::Stretch(by) } else { Nudge::Move(by) });
        }
    };
    match key {
        "ArrowRight" => nudge(1),
        "ArrowLeft" => nudge(-1),
        "ArrowUp" => stage.select_bar(-1),
        "ArrowDown" => stage.select_bar(1),
        "Backspace" | "Delete" => view.tries.update(|all| _ = all.pop()),
        "Escape" if stage.drop_held() => {}
        "Escape" => view.trying.set(false),
        "z" | "Z" | "Enter" => {}
        _ => return false,
    }
    true
}
