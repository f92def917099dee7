//! What the radar sees, and whether its panel is on the screen. What it sees follows the facts a moment after, so that no
//! edit waits for it; the panel closed, only the count is drawn.

use crate::ui::focus::focus_soon;
use crate::ui::rooms::Room;
use crate::ui::store::Store;
use crate::ui::what_if::state::Panel;
use forthright::analysis::radar::Radar;
use forthright::view::radar::look;
use leptos::prelude::*;
use std::sync::Arc;
use std::time::Duration;

/// How long it waits for the next edit before it looks, in ms; in a plan of many tasks longer.
const WAIT: u64 = 30;
const WAIT_LONG: u64 = 400;
const MANY: usize = 2_000;
/// Below this width of the window, in px, the panel takes the place of the room.
const BESIDE: f64 = 1000.0;

/// Signals of the radar. Copy it freely.
#[derive(Clone, Copy)]
pub struct RadarView {
    /// What it saw last. Set at each look, also where it saw the same: names in it may have changed.
    pub seen: RwSignal<Arc<Radar>>,
    /// Where it takes the place of the room, it was opened by hand: that is not kept.
    pub over: RwSignal<bool>,
    /// It was asked for by name: it takes the focus when it opens.
    pub take_focus: RwSignal<bool>,
    width: RwSignal<Width>,
}

/// How much room the window has.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Width {
    /// One thing at a time.
    Narrow,
    /// The radar or a panel of the Plan, not both.
    Tight,
    Wide,
}

impl Width {
    fn now() -> Width {
        let width = window().inner_width().ok().and_then(|width| width.as_f64()).unwrap_or(BESIDE);
        match width < BESIDE {
            true => Width::Narrow,
            false if crate::ui::plan::is_tight() => Width::Tight,
            false => Width::Wide,
        }
    }
}

impl RadarView {
    /// As the app starts.
    pub fn new() -> RadarView {
        RadarView {
            seen: RwSignal::new(Arc::new(Radar::default())),
            over: RwSignal::new(false),
            take_focus: RwSignal::new(false),
            width: RwSignal::new(Width::now()),
        }
    }

    /// Whether the panel is on the screen. It gives way to a panel of the Plan where there is no room for both.
    pub fn is_shown(self, store: Store) -> bool {
        match self.width.get() {
            Width::Narrow => self.over.get(),
            Width::Tight => store.prefs.with(|prefs| prefs.radar) && !has_panel(store),
            Width::Wide => store.prefs.with(|prefs| prefs.radar),
        }
    }

    /// Looks at once: what was just done here is to be seen here.
    pub fn look(self, store: Store) {
        if store.open.with_untracked(Option::is_none) {
            return;
        }
        let (schedule, today) = (store.facts_schedule.get_untracked(), store.today.get_untracked());
        let seen = store.project.with_untracked(|project| look(project, &schedule, today));
        self.seen.set(Arc::new(seen));
    }
}

/// Whether a panel stands beside the timeline.
fn has_panel(store: Store) -> bool {
    let beside = || store.plan_view.inspector.get() || store.plan_view.issues.get();
    match store.room.get() {
        Room::Plan => beside(),
        Room::WhatIf => beside() || store.what_if.panel.get() != Panel::Closed,
        _ => false,
    }
}

/// Looks a moment after each change, as long as the button is there.
pub fn follow(store: Store) {
    let radar = store.radar;
    let waiting = StoredValue::new(None::<TimeoutHandle>);
    let stop = move || {
        if let Some(handle) = waiting.try_update_value(Option::take).flatten() {
            handle.clear();
        }
    };
    Effect::new(move |before: Option<Option<String>>| {
        let open = store.open.get();
        store.project.track();
        store.today.track();
        // What was seen in another project is not said of this one.
        if before.is_some_and(|before| before != open) {
            radar.seen.set(Arc::new(Radar::default()));
        }
        stop();
        let many = store.project.with_untracked(|project| project.plan.tasks.len() > MANY);
        let wait = Duration::from_millis(if many { WAIT_LONG } else { WAIT });
        waiting.set_value(set_timeout_with_handle(move || radar.look(store), wait).ok());
        open
    });
    radar.width.set(Width::now());
    let sized = window_event_listener(leptos::ev::resize, move |_| {
        let now = Width::now();
        if radar.width.try_get_untracked().is_some_and(|width| width != now) {
            radar.width.set(now);
        }
    });
    on_cleanup(move || {
        stop();
        sized.remove();
    });
}

/// Opens the panel and takes the focus there, or closes it.
pub fn toggle(store: Store) {
    if store.room.get_untracked() == Room::AsClient {
        return;
    }
    match untrack(|| store.radar.is_shown(store)) {
        true => close(store),
        false => open(store),
    }
}

/// Brings the panel on the screen; a panel of the Plan gives way where there is no room for both.
pub fn open(store: Store) {
    let radar = store.radar;
    radar.take_focus.set(true);
    match radar.width.get_untracked() {
        Width::Narrow => return radar.over.set(true),
        Width::Tight if untrack(|| has_panel(store)) => {
            store.plan_view.inspector.set(false);
            store.plan_view.issues.set(false);
            store.what_if.panel.set(Panel::Closed);
        }
        _ => {}
    }
    store.prefs.update(|prefs| prefs.radar = true);
}

/// Closes the panel; the focus goes to its button where it was inside.
pub fn close(store: Store) {
    let inside = document().query_selector(".radar:focus-within").ok().flatten().is_some();
    if inside {
        focus_soon(["button.radar-button".to_owned()]);
    }
    store.radar.over.set(false);
    if store.radar.width.get_untracked() != Width::Narrow {
        store.prefs.update(|prefs| prefs.radar = false);
    }
}
