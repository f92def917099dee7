//! The lane of promises below the axis: what was said against what the plan says, all at one glance. The list of them is
//! the Promises room; here a pointer finds the row.

use super::{Sight, px};
use forthright::view::promise_lane::{OnLane, lane};
use forthright::view::promises::Tone;
use leptos::prelude::*;

/// The lane, where something is promised.
#[component]
pub fn Lane() -> impl IntoView {
    let sight = expect_context::<Sight>();
    let store = sight.store;
    let all = Memo::new(move |_| {
        let (scale, dates) = (sight.scale.get(), sight.dates.get());
        store.promised.with(|promised| store.seen.with(|project| lane(project, promised, &scale, &dates)))
    });
    view! {
        <Show when=move || all.with(|all| !all.is_empty())>
            <div class="tl-lane">{move || all.get().into_iter().map(|one| view! { <Pair one/> }).collect_view()}</div>
        </Show>
    }
}

/// The promise, the forecast, and how far they lie apart.
#[component]
fn Pair(one: OnLane) -> impl IntoView {
    let view = expect_context::<Sight>().store.plan_view;
    let store = expect_context::<Sight>().store;
    let class = match one.tone {
        Tone::Ahead => "promised",
        Tone::Kept | Tone::Moved => "promised kept",
        Tone::Late => "promised late",
    };
    let go = move |_| {
        store.select(one.task);
        view.show.set(Some(one.task));
        view.inspector.set(true);
    };
    let (from, to) = (
        one.forecast.unwrap_or(one.promised).min(one.promised),
        one.forecast.unwrap_or(one.promised).max(one.promised),
    );
    view! {
        <i class="apart" class:late=one.tone == Tone::Late style:left=px(from) style:width=px(to - from)></i>
        {one.forecast.map(|x| view! { <i class="forecast" style:left=px(x)></i> })}
        <button type="button" tabindex="-1" class=class style:left=px(one.promised) title=one.says on:click=go></button>
    }
}
