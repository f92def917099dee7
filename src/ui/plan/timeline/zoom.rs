//! How much time a screen holds, and which. Zooming keeps the minute under the pointer where it is.

use super::Sight;
use super::hands::Hands;
use crate::ui::store::Store;
use forthright::plan::TaskId;
use forthright::view::bars::Shape;
use forthright::words::DateForm;
use leptos::prelude::*;
use leptos::wasm_bindgen::{JsCast, closure::Closure};
use web_sys::{TouchEvent, WheelEvent};

/// What a command asks of the timeline.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ask {
    ZoomIn,
    ZoomOut,
    Fit,
    Today,
    Selected,
}

/// One press of a zoom button.
const STEP: f64 = 1.5;
/// Where a place that is gone to comes to stand, as a share of the screen.
const THIRD: f64 = 0.3;
/// The view is kept when it has not been changed for this long.
const SETTLED: std::time::Duration = std::time::Duration::from_millis(500);

/// Carries out what commands ask, opens each project at its own scale, and listens to wheel and pinch.
pub fn attend(sight: Sight, hands: Hands, pane: NodeRef<leptos::html::Section>) {
    let view = sight.store.plan_view;
    Effect::new(move |_| {
        if let Some(ask) = view.ask.get() {
            view.ask.set(None);
            answer(sight, ask);
        }
    });
    Effect::new(move |before: Option<Option<String>>| {
        let open = sight.store.open.get();
        if open.is_some() && before.flatten() != open && sight.store.plan_view.seen_of.get_untracked() != open {
            sight.store.plan_view.seen_of.set(open.clone());
            enter(sight);
        }
        open
    });
    Effect::new(move |_| {
        // Until it has settled, fitting follows the size of the screen.
        sight.seen.track();
        if view.day_width.get_untracked() == 0.0 {
            untrack(|| home(sight));
        }
    });
    Effect::new(move |before: Option<i32>| {
        let origin = sight.span.get().from;
        if let Some(before) = before.filter(|before| *before != origin) {
            let days = f64::from(before - origin);
            scroll_to(sight, view.scroll.get_untracked().0 + days * sight.scale.get_untracked().day_width);
        }
        origin
    });
    Effect::new(move |_| {
        if let Some(task) = view.show.get() {
            bring_bar(sight, task);
        }
    });
    Effect::new(move |_| {
        if let Some(pane) = pane.get() {
            listen(pane, sight, hands);
        }
    });
}

/// Shows a project that was just opened: as it was last looked at, else all of it.
fn enter(sight: Sight) {
    let store = sight.store;
    let width = store.view().with_untracked(|view| view.day_width);
    store.plan_view.day_width.set(width);
    let (span, today) = (sight.span.get_untracked(), forthright::plan::Moment::start_of(store.today.get_untracked()));
    if width > 0.0 && (span.first..span.last).contains(&today.day()) {
        go_to(sight, sight.scale.get_untracked().x(today), THIRD);
    } else {
        home(sight);
    }
    set_timeout(move || settle(sight), SETTLED * 3);
}

/// A fitted scale becomes a scale like any other: a panel that opens beside it changes nothing of it.
fn settle(sight: Sight) {
    let view = sight.store.plan_view;
    if view.day_width.try_get_untracked() == Some(0.0)
        && let Some(scale) = sight.scale.try_get_untracked()
    {
        view.day_width.set(scale.day_width);
    }
}

fn answer(sight: Sight, ask: Ask) {
    let store = sight.store;
    match ask {
        Ask::ZoomIn => zoom_about(sight, STEP, anchor(sight)),
        Ask::ZoomOut => zoom_about(sight, 1.0 / STEP, anchor(sight)),
        Ask::Fit => {
            store.plan_view.day_width.set(0.0);
            home(sight);
            settle(sight);
            store.update_view(|view| view.day_width = 0.0);
        }
        Ask::Today => go_today(sight),
        Ask::Selected => match store.selection.with_untracked(|s| s.focus) {
            Some(task) => {
                store.show(task);
                if let Some(bar) = bar_of(sight, task) {
                    go_to(sight, bar.0, THIRD);
                }
            }
            None => store.say("No task is selected."),
        },
    }
}

/// What stays where it is when no pointer says so, in px from the pane's edge and from the left edge of the screen: the
/// beginning of the selected bar, which comes on the screen if it is not there, else of the first bar there, else the
/// middle.
fn anchor(sight: Sight) -> (f64, f64) {
    let (left, seen) = (sight.store.plan_view.scroll.get_untracked().0, sight.seen.get_untracked());
    let on_screen = |x: f64| (left..left + seen).contains(&x).then_some((x, x - left));
    let selected = sight.store.selection.with_untracked(|s| s.focus).and_then(|task| bar_of(sight, task));
    let first = || {
        let window = sight.context.window.get_untracked();
        let rows = window.filter_map(|place| sight.context.rows.with_untracked(|rows| rows.get(place).copied()));
        let reaches = untrack(|| sight.desk(|desk, _| rows.filter_map(|row| desk.reach(row)).collect::<Vec<_>>()));
        let begins = reaches.into_iter().filter(|(shape, _)| *shape != Shape::Summary).map(|(_, reach)| reach.0);
        begins.filter_map(on_screen).min_by(|a, b| a.0.total_cmp(&b.0))
    };
    let selected = selected.map(|(from, _)| (from, (from - left).clamp(16.0, (seen / 2.0).max(16.0))));
    selected.or_else(first).unwrap_or((left + seen / 2.0, seen / 2.0))
}

fn go_today(sight: Sight) {
    let today = sight.store.today.get_untracked();
    let x = sight.scale.get_untracked().day_x(today);
    if x >= 0.0 && x < sight.width.get_untracked() {
        go_to(sight, x, THIRD);
    } else {
        let today = sight.dates.get_untracked().write(today, DateForm::Long);
        sight.store.say(format!("Today, {today}, is too far from this plan to show."));
    }
}

/// Zooms by a factor; what stands `at` px from the left edge of the screen stays there.
pub fn zoom(sight: Sight, factor: f64, at: f64) {
    zoom_about(sight, factor, (sight.store.plan_view.scroll.get_untracked().0 + at, at));
}

/// Zooms by a factor; what is `x` px from the pane's edge comes to stand `at` px from the left edge of the screen.
fn zoom_about(sight: Sight, factor: f64, (x, at): (f64, f64)) {
    let view = sight.store.plan_view;
    let before = sight.scale.get_untracked().day_width;
    view.day_width.set(before * factor);
    let after = sight.scale.get_untracked().day_width;
    view.day_width.set(after);
    scroll_to(sight, x / before * after - at);
    keep(sight.store, after);
}

/// Remembers the scale with the project, once it has settled.
fn keep(store: Store, width: f64) {
    set_timeout(
        move || {
            if store.plan_view.day_width.try_get_untracked() == Some(width) {
                store.update_view(|view| view.day_width = width);
            }
        },
        SETTLED,
    );
}

/// The plan's first day at the left edge; at the scale that fits, all of it on the screen.
fn home(sight: Sight) {
    let span = sight.span.get_untracked();
    sight.store.plan_view.fitted.set(span.last - span.first);
    let scale = sight.scale.get_untracked();
    scroll_to(sight, f64::from(span.first - span.from) * scale.day_width - 16.0);
}

/// Brings a place to a share of the screen's width.
fn go_to(sight: Sight, x: f64, share: f64) {
    scroll_to(sight, x - sight.seen.get_untracked() * share);
}

/// Scrolls sideways. The parts are told at once and the scroller before the next frame is drawn, so none is drawn
/// with the one moved and the other not.
pub fn scroll_to(sight: Sight, left: f64) {
    let view = sight.store.plan_view;
    let most = (sight.width.get_untracked() - sight.seen.get_untracked()).max(0.0);
    let left = left.clamp(0.0, most).round();
    view.scroll.update(|scroll| scroll.0 = left);
    request_animation_frame(move || {
        if let Some(scroller) = sight.context.scroller.try_get_untracked().flatten() {
            scroller.set_scroll_left(left as i32);
        }
    });
}

/// Scrolls a task's bar on the screen sideways, if it is not there.
fn bring_bar(sight: Sight, task: TaskId) {
    request_animation_frame(move || {
        let Some((from, to)) = bar_of(sight, task) else { return };
        let (left, seen) = (sight.store.plan_view.scroll.get_untracked().0, sight.seen.get_untracked());
        if to < left + 8.0 || from > left + seen - 40.0 {
            go_to(sight, from, THIRD);
        }
    });
}

fn bar_of(sight: Sight, task: TaskId) -> Option<(f64, f64)> {
    let row = sight.store.row_of.with_untracked(|rows| rows.get(&task).copied())?;
    untrack(|| sight.bar(row)).map(|bar| (bar.from, bar.to))
}

/// Wheel with Ctrl or ⌘ (which is also what a pinch on a touch pad sends), and two fingers.
fn listen(pane: web_sys::HtmlElement, sight: Sight, hands: Hands) {
    let at = {
        let pane = pane.clone();
        move |client_x: f64| {
            client_x - pane.get_bounding_client_rect().left() - sight.store.plan_view.scroll.get_untracked().0
        }
    };
    let wheel = {
        let at = at.clone();
        Closure::<dyn FnMut(WheelEvent)>::new(move |event: WheelEvent| {
            if !(event.ctrl_key() || event.meta_key()) {
                return;
            }
            event.prevent_default();
            let pixels = if event.delta_mode() == 0 { event.delta_y() } else { event.delta_y() * 24.0 };
            zoom(sight, (-pixels.clamp(-240.0, 240.0) * 0.004).exp(), at(f64::from(event.client_x())));
        })
    };
    let apart = StoredValue::new(None::<f64>);
    let touch = Closure::<dyn FnMut(TouchEvent)>::new(move |event: TouchEvent| {
        // What a finger holds moves; the page stays.
        if hands.holding().is_some() {
            event.prevent_default();
        }
        let touches = event.touches();
        let (Some(a), Some(b)) = (touches.item(0), touches.item(1)) else { return apart.set_value(None) };
        event.prevent_default();
        let (ax, bx) = (f64::from(a.client_x()), f64::from(b.client_x()));
        let now = (ax - bx).hypot(f64::from(a.client_y() - b.client_y())).max(1.0);
        if let Some(before) = apart.get_value() {
            zoom(sight, now / before, at((ax + bx) / 2.0));
        }
        apart.set_value(Some(now));
    });
    let options = web_sys::AddEventListenerOptions::new();
    options.set_passive(false);
    for (name, listener) in listeners(&wheel, &touch) {
        // Listening to a known event cannot fail.
        let _ = pane.add_event_listener_with_callback_and_add_event_listener_options(name, listener, &options);
    }
    // The room may be made anew around the same element: what listens goes with what it calls.
    let keep = StoredValue::new_local((pane, wheel, touch));
    on_cleanup(move || {
        keep.try_with_value(|(pane, wheel, touch)| {
            for (name, listener) in listeners(wheel, touch) {
                let _ = pane.remove_event_listener_with_callback(name, listener);
            }
        });
    });
}

type Wheel = Closure<dyn FnMut(WheelEvent)>;
type Touch = Closure<dyn FnMut(TouchEvent)>;

fn listeners<'a>(wheel: &'a Wheel, touch: &'a Touch) -> [(&'static str, &'a js_sys::Function); 4] {
    let (wheel, touch) = (wheel.as_ref().unchecked_ref(), touch.as_ref().unchecked_ref());
    [("wheel", wheel), ("touchstart", touch), ("touchmove", touch), ("touchend", touch)]
}
