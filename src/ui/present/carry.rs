//! A page of the presentation carried to another place in the list by the hand, with a pointer or a finger. While it lasts
//! a line shows where it would go; Escape puts it back.

use forthright::project::Page;
use leptos::ev::PointerEvent;
use leptos::html;
use leptos::prelude::*;
use leptos::wasm_bindgen::JsCast;
use web_sys::Element;

/// What the hand carries.
#[derive(Clone, Copy, Debug, PartialEq)]
struct Held {
    page: Page,
    from: usize,
    /// Its place among the pages, were it put down now.
    to: usize,
}

/// The hand over a list. Copy it freely.
#[derive(Clone, Copy)]
pub struct Carry {
    held: RwSignal<Option<Held>>,
    list: NodeRef<html::Ol>,
}

impl Carry {
    /// Follows the pointer as long as the list is there; `put` hears of a page that was put down at another place.
    pub fn over(list: NodeRef<html::Ol>, put: impl Fn(Page, usize) + 'static) -> Carry {
        let carry = Carry { held: RwSignal::new(None), list };
        let moving = window_event_listener(leptos::ev::pointermove, move |event| {
            let Some(held) = carry.held.try_get_untracked().flatten() else { return };
            let to = carry.place_at(f64::from(event.client_y()), held.from);
            if to != held.to {
                carry.held.set(Some(Held { to, ..held }));
            }
        });
        let up = window_event_listener(leptos::ev::pointerup, move |_| {
            let Some(held) = carry.held.try_get_untracked().flatten() else { return };
            carry.held.set(None);
            if held.to != held.from {
                put(held.page, held.to);
            }
        });
        let cancel = window_event_listener(leptos::ev::pointercancel, move |_| _ = carry.put_back());
        on_cleanup(move || {
            moving.remove();
            up.remove();
            cancel.remove();
        });
        carry
    }

    /// Takes the page that stands at `from`.
    pub fn take(&self, page: Page, from: usize, event: &PointerEvent) {
        if event.button() == 0 {
            event.prevent_default();
            self.held.set(Some(Held { page, from, to: from }));
        }
    }

    /// Whether something was carried; it stays where it was.
    pub fn put_back(&self) -> bool {
        self.held.try_update(Option::take).flatten().is_some()
    }

    /// How the row at `place` looks meanwhile: carried, or with the line above or below it.
    pub fn face(&self, place: usize, last: usize) -> &'static str {
        let Some(Held { from, to, .. }) = self.held.get() else { return "" };
        match place {
            _ if place == from => "carried",
            _ if to == from => "",
            _ if place == to && to < from => "goes-above",
            _ if place == to + 1 && to > from => "goes-above",
            _ if place == last && to == last => "goes-below",
            _ => "",
        }
    }

    /// The place of a page that is held at this height: below as many others as have their middle above it.
    fn place_at(&self, y: f64, from: usize) -> usize {
        let rows = self.list.get_untracked().map(|list| list.children());
        let rows = (0..rows.as_ref().map_or(0, |rows| rows.length())).filter_map(|at| rows.as_ref()?.item(at));
        let others =
            rows.enumerate().filter(|(at, _)| *at != from).filter_map(|(_, row)| row.dyn_into::<Element>().ok());
        let middle = |row: &Element| {
            let rect = row.get_bounding_client_rect();
            rect.top() + rect.height() / 2.0
        };
        others.filter(|row| middle(row) < y).count()
    }
}
