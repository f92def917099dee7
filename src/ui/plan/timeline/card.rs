//! What floats over the bars: the line that follows a gesture, and a card about the bar that is pointed at or focused.

use super::hands::{Hands, Over};
use super::{Sight, px};
use forthright::plan::TaskId;
use forthright::words::why_here;
use leptos::prelude::*;
use leptos::wasm_bindgen::JsCast;
use std::time::Duration;

/// How long a pointer rests on a bar before the card shows.
const REST: Duration = Duration::from_millis(600);
const CARD: f64 = 320.0;

/// The line that follows a gesture; read out, so that keys tell as much as pointers show.
#[component]
pub fn Readout() -> impl IntoView {
    let hands = expect_context::<Hands>();
    let text = Memo::new(move |_| hands.doing.with(|doing| doing.as_ref().map(|d| (d.readout.clone(), d.refused))));
    let at = move || {
        let doing = hands.doing.get()?;
        doing.at.or_else(|| place_of(doing.task).map(|(x, y, _)| (x, y)))
    };
    // Left of the pointer on the right half of the window, so that it is whole.
    let turned = move || at().is_some_and(|(x, _)| x > window_width() * 0.55);
    let left = move || at().map(|(x, _)| px(if x > window_width() * 0.55 { x - 14.0 } else { x + 14.0 }));
    let top = move || at().map(|(_, y)| px((y - 16.0).max(96.0))).unwrap_or_default();
    view! {
        <div class="tl-readout" role="status" class:turned=turned class:refused=move || text.with(|t| t.as_ref().is_some_and(|t| t.1))
            class:empty=move || text.with(|t| t.as_ref().is_none_or(|t| t.0.is_empty())) style:left=move || left().unwrap_or_default() style:top=top>
            {move || text.get().map(|text| text.0)}
        </div>
    }
}

/// The card.
#[component]
pub fn Card() -> impl IntoView {
    let sight = expect_context::<Sight>();
    let hands = expect_context::<Hands>();
    let shown = RwSignal::new(None::<TaskId>);
    let asked = StoredValue::new(0_u32);
    Effect::new(move |_| {
        let over = match (hands.over.get(), hands.focused.get()) {
            (Some(Over::Bar(task)), _) | (None, Some(task)) => Some(task),
            _ => None,
        };
        let busy = hands.doing.with(Option::is_some);
        shown.set(None);
        asked.update_value(|n| *n += 1);
        let now = asked.get_value();
        if let (Some(task), false) = (over, busy) {
            let show = move || {
                if asked.try_get_value() == Some(now) {
                    shown.set(Some(task));
                }
            };
            set_timeout(show, REST);
        }
    });
    let card = move || {
        let task = shown.get()?;
        let (x, y, bottom) = place_of(task)?;
        let row = sight.store.row_of.with(|rows| rows.get(&task).copied())?;
        let bar = sight.bar(row)?;
        let dates = sight.dates.get();
        let why = sight.store.seen.with(|project| {
            sight.store.shown.with(|schedule| why_here(&project.plan, schedule, row, &dates).to_string())
        });
        let facts = bar
            .says
            .strip_prefix(bar.name.trim())
            .map_or(bar.says.clone(), |rest| rest.trim_start_matches(", ").to_owned());
        let above = bottom + 150.0 > window_height();
        let top = if above { y - 8.0 } else { bottom + 6.0 };
        Some(view! {
            <div class="tl-card" class:above=above role="tooltip" style:left=px(x.min(window_width() - CARD - 12.0).max(8.0)) style:top=px(top)>
                <strong>{bar.name}</strong>
                <span>{facts}</span>
                <span class="why">{why}</span>
            </div>
        })
    };
    view! { {card} }
}

/// Left, top and bottom of a task's bar in the window.
fn place_of(task: TaskId) -> Option<(f64, f64, f64)> {
    let bar = document().query_selector(&format!(".tl-bars [data-task=\"{}\"]", task.0)).ok()??;
    let rect = bar.dyn_into::<web_sys::Element>().ok()?.get_bounding_client_rect();
    Some((rect.left(), rect.top(), rect.bottom()))
}

fn window_width() -> f64 {
    window().inner_width().ok().and_then(|width| width.as_f64()).unwrap_or(1000.0)
}

fn window_height() -> f64 {
    window().inner_height().ok().and_then(|height| height.as_f64()).unwrap_or(700.0)
}
