//! The focus stays with its step. The list may move a step's node in the document while lines come and go around it, and
//! a node that is moved loses the focus: then it is given back, with the caret where it was.

use super::caret::{self, Caret};
use super::steps::line_element;
use forthright::plan::TaskId;
use leptos::prelude::*;
use leptos::wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement};

/// The step that has the focus, and where in it.
#[derive(Clone, Copy)]
pub struct Hold(StoredValue<Option<(TaskId, Caret)>>);

impl Hold {
    /// Follows the focus while the room is open.
    pub fn new() -> Hold {
        let hold = Hold(StoredValue::new(None));
        for event in ["focusin", "keyup", "pointerup", "input"] {
            let listener = window_event_listener_untyped(event, move |_| hold.note());
            on_cleanup(move || listener.remove());
        }
        let pressed = window_event_listener(leptos::ev::pointerdown, move |event| {
            let target = event.target().and_then(|target| target.dyn_into::<Element>().ok());
            if target.is_none_or(|target| target.closest(".step").ok().flatten().is_none()) {
                hold.0.set_value(None);
            }
        });
        on_cleanup(move || pressed.remove());
        hold
    }

    fn note(&self) {
        let Some(active) = document().active_element().filter(|active| active.tag_name() != "BODY") else { return };
        let line = active.closest(".step").ok().flatten().and_then(|line| line.dyn_into::<HtmlElement>().ok());
        let task = line.and_then(|line| line.dataset().get("task")?.parse().ok()).map(TaskId);
        let name = active.dyn_into::<HtmlElement>().ok().filter(|active| active.class_list().contains("step-name"));
        let place = name.and_then(|name| caret::stretch(&name)).map_or(Caret::Row, |stretch| Caret::At(stretch.1));
        self.0.try_set_value(task.map(|task| (task, place)));
    }

    /// Gives the focus back where it was lost to nothing. The page stays scrolled as it is.
    pub fn restore(&self) {
        let nowhere = document().active_element().is_none_or(|active| active.tag_name() == "BODY");
        if let Some((task, place)) = self.0.try_get_value().flatten().filter(|_| nowhere)
            && let Some(line) = line_element(task)
        {
            caret::put(&line, place);
        }
    }
}
