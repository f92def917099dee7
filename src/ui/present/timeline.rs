//! The timeline on a large screen: a row a step, its bar as wide as it takes. In what-if the bars can be dragged.

use forthright::plan::TaskId;
use forthright::prepare::Nudge;
use forthright::view::present::{Bar, Timeline};
use leptos::ev::PointerEvent;
use leptos::html;
use leptos::prelude::*;

/// The picture, with the selected bar, and what to do with a bar that was moved.
#[component]
pub fn TimelineView(
    timeline: Timeline,
    selected: Option<TaskId>,
    nudge: Option<Callback<(TaskId, Nudge)>>,
) -> impl IntoView {
    let Timeline { ticks, bars, today, days } = timeline;
    let ticks = ticks
        .into_iter()
        .map(|(left, width, label)| view! { <span class="tick" style:left=percent(left) style:width=percent(width)><span>{label}</span></span> })
        .collect_view();
    let hold = Hold::new(nudge, days);
    let rows = bars.into_iter().map(|bar| row(bar, selected, hold)).collect_view();
    view! {
        <div class="timeline-large" class:movable=nudge.is_some()>
            <div class="large-axis" aria-hidden="true"><span></span><div class="track">{ticks}</div></div>
            <ul aria-label="Timeline">{rows}</ul>
            {today.map(|left| view! { <div class="large-today" aria-hidden="true"><span></span><div class="track"><i style:left=percent(left)></i></div></div> })}
        </div>
    }
}

fn percent(value: f64) -> String {
    format!("{value:.3}%")
}

/// A drag while it lasts: which bar, where it began, how wide the picture is, whether its end is pulled.
#[derive(Clone, Copy)]
struct Drag {
    task: TaskId,
    x: f64,
    width: f64,
    stretch: bool,
}

/// The bar that is held, and how far it has gone, in percent of the picture.
#[derive(Clone, Copy)]
struct Hold {
    drag: RwSignal<Option<Drag>>,
    by: RwSignal<f64>,
    movable: bool,
}

impl Hold {
    /// Follows the pointer wherever it goes, as long as the picture is there.
    fn new(nudge: Option<Callback<(TaskId, Nudge)>>, days: i32) -> Hold {
        let hold = Hold { drag: RwSignal::new(None), by: RwSignal::new(0.0), movable: nudge.is_some() };
        let Some(nudge) = nudge else { return hold };
        let gone = move |event: &PointerEvent, drag: Drag| (f64::from(event.client_x()) - drag.x) / drag.width;
        let moving = window_event_listener(leptos::ev::pointermove, move |event| {
            if let Some(drag) = hold.drag.try_get_untracked().flatten() {
                hold.by.set(gone(&event, drag) * 100.0);
            }
        });
        let up = window_event_listener(leptos::ev::pointerup, move |event| {
            let Some(drag) = hold.drag.try_get_untracked().flatten() else { return };
            hold.end();
            let by = (gone(&event, drag) * f64::from(days)).round() as i32;
            let nudged = if drag.stretch && by != 0 { Nudge::Stretch(working(by)) } else { Nudge::Move(by) };
            nudge.run((drag.task, nudged));
        });
        let cancel = window_event_listener(leptos::ev::pointercancel, move |_| hold.end());
        on_cleanup(move || {
            moving.remove();
            up.remove();
            cancel.remove();
        });
        hold
    }

    fn end(&self) {
        let _ = self.drag.try_set(None);
        let _ = self.by.try_set(0.0);
    }

    /// How far the bar has gone, or its end.
    fn gone(&self, task: TaskId, stretch: bool) -> f64 {
        let held = self.drag.get().is_some_and(|drag| drag.task == task && drag.stretch == stretch);
        if held { self.by.get() } else { 0.0 }
    }
}

fn row(bar: Bar, selected: Option<TaskId>, hold: Hold) -> AnyView {
    let Bar { task, name, when, left, width, milestone, summary, percent: share, done, was, moved } = bar;
    let chosen = selected == Some(task);
    let class = match (milestone, summary, done) {
        (true, ..) => "large-bar diamond",
        (_, true, _) => "large-bar whole",
        (.., true) => "large-bar done",
        _ => "large-bar",
    };
    let node = NodeRef::<html::Span>::new();
    let row_node = NodeRef::<html::Li>::new();
    if chosen {
        Effect::new(move |_| {
            if let Some(row) = row_node.get() {
                let options = web_sys::ScrollIntoViewOptions::new();
                options.set_block(web_sys::ScrollLogicalPosition::Nearest);
                row.scroll_into_view_with_scroll_into_view_options(&options);
            }
        });
    }
    let down = move |event: PointerEvent| {
        let Some(bar) = node.get_untracked().filter(|_| hold.movable && event.button() == 0) else { return };
        let track = bar.parent_element().map_or(1.0, |track| track.get_bounding_client_rect().width());
        let (x, end) = (f64::from(event.client_x()), bar.get_bounding_client_rect());
        let stretch = !milestone && x > end.right() - 14.0 && end.width() > 28.0;
        hold.drag.set(Some(Drag { task, x, width: track.max(1.0), stretch }));
        event.prevent_default();
    };
    let words = match &moved {
        Some(moved) => format!("{name}, {moved}"),
        None => format!("{name}, {when}"),
    };
    view! {
        <li class:selected=chosen aria-current=chosen.then_some("true") node_ref=row_node>
            <span class="unseen">{words}</span>
            <span class="large-name" aria-hidden="true"><bdi>{name}</bdi></span>
            <span class="track" aria-hidden="true">
                {was.map(|(left, width)| view! { <span class=format!("{class} was") style:left=percent(left) style:width=percent(width)></span> })}
                <span class=class class:moved=moved.is_some() node_ref=node data-task=task.0 style:left=move || percent(left + hold.gone(task, false)) style:width=move || percent((width + hold.gone(task, true)).max(0.0))
                    on:pointerdown=down>
                    {(!milestone && share > 0).then(|| view! { <i style:width=percent(f64::from(share))></i> })}
                </span>
                <span class="large-when" class:before={left + width > 80.0} style:left=(left + width <= 80.0).then(|| percent(left + width)) style:right=(left + width > 80.0).then(|| percent(100.0 - left))>{moved.clone().unwrap_or(when)}</span>
            </span>
        </li>
    }
    .into_any()
}

/// Civil days as working days, as near as a drag is.
fn working(days: i32) -> i32 {
    let by = (f64::from(days) * 5.0 / 7.0).round() as i32;
    if by == 0 { days.signum() } else { by }
}
