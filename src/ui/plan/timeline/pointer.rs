//! Mouse, pen and finger on the bars. A mouse takes hold at once when it moves; a finger only after it has rested, so
//! that scrolling never moves a bar.

use super::super::ROW;
use super::hands::{Hands, Over};
use super::links::Drawn;
use super::sight::Sight;
use forthright::plan::TaskId;
use forthright::view::bars::{Bar, Shape};
use forthright::view::gesture::{By, Grip};
use leptos::ev::{MouseEvent, PointerEvent};
use leptos::html;
use leptos::prelude::*;
use leptos::wasm_bindgen::JsCast;
use std::time::Duration;
use web_sys::{Element, HtmlElement};

/// How long a finger rests before it takes hold.
const REST: Duration = Duration::from_millis(350);
/// How far a mouse moves before it takes hold, and how far a resting finger may stray, in px.
const SLACK: f64 = 3.0;
const STRAY: f64 = 9.0;
/// How near a pointer is to a link to be on it, and to the edge of the screen to scroll, in px.
const NEAR: f64 = 5.0;
const EDGE: f64 = 18.0;

/// The pointer's side of the timeline.
#[derive(Clone, Copy)]
pub struct Pointer {
    pub sight: Sight,
    pub hands: Hands,
    pub body: NodeRef<html::Div>,
    pub links: Memo<Vec<Drawn>>,
    down: StoredValue<Option<Down>>,
    /// The last place of the pointer, for scrolling at the edges.
    last: StoredValue<(f64, f64)>,
    scrolling: StoredValue<bool>,
    /// The click that follows a release selects nothing.
    released: StoredValue<bool>,
    pan: StoredValue<Option<Pan>>,
}

/// A mouse that drags the ground: its id, and where pointer and scroller were.
type Pan = (i32, (f64, f64), (i32, i32));

/// A pointer that is down.
#[derive(Clone, Copy, PartialEq)]
struct Down {
    id: i32,
    /// Where it went down, in the window and in the pane.
    at: (f64, f64),
    x: f64,
    task: TaskId,
    grip: Grip,
    /// The bar when it went down: start and finish.
    bar: (f64, f64),
    /// It has taken hold.
    holds: bool,
}

impl Pointer {
    pub fn new(sight: Sight, hands: Hands, body: NodeRef<html::Div>, links: Memo<Vec<Drawn>>) -> Pointer {
        let (down, last) = (StoredValue::new(None), StoredValue::new((0.0, 0.0)));
        Pointer {
            sight,
            hands,
            body,
            links,
            down,
            last,
            scrolling: StoredValue::new(false),
            released: StoredValue::new(false),
            pan: StoredValue::new(None),
        }
    }

    /// A point of the window as a point below the axis.
    fn place(&self, client: (f64, f64)) -> (f64, f64) {
        let Some(body) = self.body.get_untracked() else { return (0.0, 0.0) };
        let rect = body.get_bounding_client_rect();
        (client.0 - rect.left(), client.1 - rect.top())
    }

    /// The bar on the row of a point, with its task, if the point is on or beside it.
    fn bar_at(&self, (x, y): (f64, f64), slack: f64) -> Option<Bar> {
        let row = self.sight.context.rows.with_untracked(|rows| rows.get((y / ROW).floor() as usize).copied())?;
        let bar = untrack(|| self.sight.bar(row))?;
        let out = slack + if bar.shape == Shape::Milestone { 8.0 } else { 0.0 };
        (y >= 0.0 && x > bar.from - out && x < bar.to + out).then_some(bar)
    }

    fn link_at(&self, (x, y): (f64, f64)) -> Option<Drawn> {
        self.links.with_untracked(|links| {
            let far = |drawn: &&Drawn| (drawn.route.distance(x, y) * 10.0) as u32;
            links.iter().min_by_key(far).filter(|drawn| drawn.route.distance(x, y) <= NEAR).cloned()
        })
    }

    pub fn down(&self, event: &PointerEvent) {
        if event.button() != 0 || !event.is_primary() || is_chip(event) {
            return;
        }
        let client = (f64::from(event.client_x()), f64::from(event.client_y()));
        let at = self.place(client);
        self.released.set_value(false);
        let Some((task, grip, bar)) = self.grip(event, at) else { return self.begin_pan(event, client) };
        let down = Down { id: event.pointer_id(), at: client, x: at.0, task, grip, bar, holds: false };
        self.down.set_value(Some(down));
        self.last.set_value(client);
        if event.pointer_type() == "touch" {
            let pointer = *self;
            set_timeout(move || pointer.rested(down), REST);
        }
    }

    /// A mouse on the ground takes the ground along; a finger scrolls as everywhere.
    fn begin_pan(&self, event: &PointerEvent, client: (f64, f64)) {
        let scroller = self.sight.context.scroller.get_untracked();
        if let Some(scroller) = scroller.filter(|_| event.pointer_type() == "mouse") {
            self.pan.set_value(Some((event.pointer_id(), client, (scroller.scroll_left(), scroller.scroll_top()))));
        }
    }

    fn panned(&self, event: &PointerEvent, client: (f64, f64)) -> bool {
        let Some((_, at, from)) = self.pan.get_value().filter(|pan| pan.0 == event.pointer_id()) else { return false };
        let moved = (client.0 - at.0, client.1 - at.1);
        if moved.0.hypot(moved.1) > SLACK && !self.released.get_value() {
            self.released.set_value(true);
            if let Some(body) = self.body.get_untracked() {
                let _ = body.set_pointer_capture(event.pointer_id());
            }
        }
        if let Some(scroller) = self.sight.context.scroller.get_untracked().filter(|_| self.released.get_value()) {
            scroller.set_scroll_left(from.0 - moved.0 as i32);
            scroller.set_scroll_top(from.1 - moved.1 as i32);
        }
        true
    }

    /// What a pointer that goes down here would hold.
    fn grip(&self, event: &PointerEvent, at: (f64, f64)) -> Option<(TaskId, Grip, (f64, f64))> {
        let part = part(event);
        if part.is_none()
            && let Some(link) = self.link_at(at).filter(|_| self.bar_at(at, 0.0).is_none())
        {
            return Some((link.link.key.successor, Grip::Lag(link.link.key), (at.0, at.0)));
        }
        let bar = self.bar_at(at, if part.is_some() { 24.0 } else { 0.0 })?;
        let grip = match part.as_deref() {
            Some("stretch") => Grip::Stretch,
            Some("progress") => Grip::Progress,
            Some("from-start") => Grip::Link { finish: false },
            Some("from-finish") => Grip::Link { finish: true },
            _ => Grip::Move,
        };
        Some((bar.task, grip, (bar.from, bar.to)))
    }

    /// A finger that has not moved since takes hold.
    fn rested(&self, then: Down) {
        if self.down.try_get_value().flatten() == Some(then) {
            self.hold(then);
            // A short tick where the device can; no matter where it cannot.
            let _ = window().navigator().vibrate_with_duration(12);
        }
    }

    fn hold(&self, down: Down) {
        self.sight.store.select(down.task);
        if !self.hands.take(down.task, down.grip, Some(down.at)) {
            return self.down.set_value(None);
        }
        self.down.set_value(Some(Down { holds: true, ..down }));
        if let Some(body) = self.body.get_untracked() {
            // Without capture the gesture ends at the window's edge, no worse.
            let _ = body.set_pointer_capture(down.id);
        }
        self.step(down.at);
    }

    pub fn moved(&self, event: &PointerEvent) {
        let client = (f64::from(event.client_x()), f64::from(event.client_y()));
        if self.panned(event, client) {
            return;
        }
        let Some(down) = self.down.get_value().filter(|down| down.id == event.pointer_id()) else {
            if event.pointer_type() != "touch" {
                self.hover(client);
            }
            return;
        };
        self.last.set_value(client);
        let strayed = (client.0 - down.at.0).hypot(client.1 - down.at.1);
        match (down.holds, event.pointer_type() == "touch") {
            (true, _) => {
                self.step(client);
                self.scroll_at_edge();
            }
            (false, true) if strayed > STRAY => self.down.set_value(None),
            (false, false) if strayed > SLACK => {
                self.hold(down);
                if self.hands.holding().is_some() {
                    self.step(client);
                }
            }
            _ => {}
        }
    }

    fn hover(&self, client: (f64, f64)) {
        let at = self.place(client);
        let over = match self.bar_at(at, 18.0) {
            Some(bar) => Some(Over::Bar(bar.task)),
            None => self.link_at(at).map(|drawn| Over::Link(drawn.link.key)),
        };
        if self.hands.over.get_untracked() != over {
            self.hands.over.set(over);
        }
    }

    /// Takes what is held to a point of the window.
    fn step(&self, client: (f64, f64)) {
        let (Some(down), Some(_)) = (self.down.get_value(), self.hands.holding()) else { return };
        let (x, y) = self.place(client);
        let scale = self.sight.scale.get_untracked();
        let days = (x - down.x) / scale.day_width;
        let by = match down.grip {
            Grip::Progress => {
                let share = (x - down.bar.0) / (down.bar.1 - down.bar.0).max(1.0);
                By::Percent((share.clamp(0.0, 1.0) * 20.0).round() as u8 * 5)
            }
            Grip::Link { finish } => {
                let onto = self.bar_at((x, y), 14.0);
                let from = (if finish { down.bar.1 } else { down.bar.0 }, row_middle(self.place(down.at).1));
                self.hands.band.set(Some([from, (x, y)]));
                By::To(onto.map(|bar| (bar.task, bar.shape != Shape::Milestone && x > (bar.from + bar.to) / 2.0)))
            }
            _ if scale.by_hours() => By::Hours((days * 24.0).round() as i32),
            _ => By::Days(days.round() as i32),
        };
        self.hands.by(by, Some(client));
    }

    pub fn up(&self, event: &PointerEvent) {
        self.pan.set_value(None);
        let Some(down) = self.down.get_value().filter(|down| down.id == event.pointer_id()) else { return };
        if down.holds {
            // Where it is let go counts, also when no move came for that place.
            self.step((f64::from(event.client_x()), f64::from(event.client_y())));
            self.hands.let_go();
            self.released.set_value(true);
        }
        self.down.set_value(None);
    }

    pub fn cancelled(&self, event: &PointerEvent) {
        self.pan.set_value(None);
        if self.down.get_value().is_some_and(|down| down.id == event.pointer_id()) {
            self.down.set_value(None);
            self.hands.drop_it();
        }
    }

    /// Selects; with Ctrl or ⌘ one more or one less, with Shift the rows between.
    pub fn clicked(&self, event: &MouseEvent) {
        if self.released.get_value() {
            return self.released.set_value(false);
        }
        let at = self.place((f64::from(event.client_x()), f64::from(event.client_y())));
        let Some(bar) = self.bar_at(at, 2.0) else { return };
        let store = self.sight.store;
        if event.ctrl_key() || event.meta_key() {
            store.selection.update(|selection| {
                if selection.tasks.contains(&bar.task) {
                    selection.tasks.retain(|task| *task != bar.task);
                } else {
                    selection.tasks.push(bar.task);
                }
                (selection.focus, selection.anchor) = (Some(bar.task), Some(bar.task));
            });
        } else if event.shift_key() {
            self.select_to(bar.task);
        } else {
            store.select(bar.task);
        }
    }

    fn select_to(&self, task: TaskId) {
        let store = self.sight.store;
        let anchor = store.selection.with_untracked(|s| s.anchor.or(s.focus)).unwrap_or(task);
        let place = |task| self.sight.context.place_of(store, task);
        let (Some(a), Some(b)) = (place(anchor), place(task)) else { return store.select(task) };
        let tasks = (a.min(b)..=a.max(b)).filter_map(|place| self.sight.task_at(place)).collect();
        store.selection.update(|selection| {
            selection.tasks = tasks;
            (selection.focus, selection.anchor) = (Some(task), Some(anchor));
        });
    }

    /// The task whose bar is under a point of the window.
    pub fn task_at(&self, client: (f64, f64)) -> Option<TaskId> {
        self.bar_at(self.place(client), 10.0).map(|bar| bar.task)
    }

    /// While something is held near the edge of the screen, the screen follows.
    fn scroll_at_edge(&self) {
        if !self.scrolling.get_value() && self.push() != (0.0, 0.0) {
            self.scrolling.set_value(true);
            self.scroll_on();
        }
    }

    fn scroll_on(self) {
        request_animation_frame(move || {
            if self.scrolling.try_get_value() != Some(true) {
                return;
            }
            let push = self.push();
            let scroller = self.sight.context.scroller.get_untracked().filter(|_| push != (0.0, 0.0));
            let Some(scroller) = scroller.filter(|_| self.hands.holding().is_some()) else {
                return self.scrolling.set_value(false);
            };
            // All is read before anything is written: reading after writing lays the page out once more.
            let at = (scroller.scroll_left(), scroller.scroll_top());
            let most = (
                (scroller.scroll_width() - scroller.client_width()).max(0),
                (scroller.scroll_height() - scroller.client_height()).max(0),
            );
            let to = ((at.0 + push.0 as i32).clamp(0, most.0), (at.1 + push.1 as i32).clamp(0, most.1));
            if to == at {
                return self.scrolling.set_value(false);
            }
            scroller.set_scroll_left(to.0);
            scroller.set_scroll_top(to.1);
            self.step(self.last.get_value());
            self.scroll_on();
        });
    }

    /// How far to scroll this frame.
    fn push(&self) -> (f64, f64) {
        let Some(scroller) = self.sight.context.scroller.get_untracked() else { return (0.0, 0.0) };
        let rect = scroller.get_bounding_client_rect();
        let (x, y) = self.last.get_value();
        let left = rect.left() + self.sight.store.plan_view.grid_width.get_untracked();
        let toward = |at: f64, low: f64, high: f64| match at {
            at if at < low + EDGE => -((low + EDGE - at) / 2.0).min(24.0),
            at if at > high - EDGE => ((at - high + EDGE) / 2.0).min(24.0),
            _ => 0.0,
        };
        let upright = matches!(self.hands.holding().map(|doing| doing.grip), Some(Grip::Link { .. }));
        let down =
            if upright { toward(y, rect.top() + self.sight.context.head.get_untracked(), rect.bottom()) } else { 0.0 };
        (toward(x, left, rect.right()), down)
    }
}

fn row_middle(y: f64) -> f64 {
    (y / ROW).floor() * ROW + ROW / 2.0
}

fn closest(event: &PointerEvent, selector: &str) -> Option<Element> {
    event.target()?.dyn_into::<Element>().ok()?.closest(selector).ok()?
}

fn part(event: &PointerEvent) -> Option<String> {
    closest(event, "[data-part]")?.dyn_into::<HtmlElement>().ok()?.dataset().get("part")
}

fn is_chip(event: &PointerEvent) -> bool {
    closest(event, "button").is_some()
}
