//! The two tiers above the bars, with flags for today and the status date.

use super::{Sight, px};
use forthright::plan::Moment;
use forthright::view::axis::{Tick, ticks, tiers};
use forthright::words::DateForm;
use leptos::prelude::*;

/// The axis.
#[component]
pub fn Axis() -> impl IntoView {
    let sight = expect_context::<Sight>();
    let tier = move |upper: bool| {
        Memo::new(move |_| {
            let (scale, (from, to), dates) = (sight.scale.get(), sight.stretch.get(), sight.dates.get());
            let units = tiers(scale.day_width);
            ticks(&scale, if upper { units.0 } else { units.1 }, from, to, &dates)
        })
    };
    view! {
        <div class="tl-axis" aria-hidden="true">
            <div class="tier upper"><Cells ticks=tier(true)/></div>
            <div class="tier lower"><Cells ticks=tier(false)/></div>
            <Flags/>
            <super::lane::Lane/>
        </div>
    }
}

#[component]
fn Cells(ticks: Memo<Vec<Tick>>) -> impl IntoView {
    let key = |tick: &Tick| (tick.x.to_bits(), tick.width.to_bits(), tick.label.clone());
    let cell = |tick: Tick| {
        view! { <div class="tick" style:left=px(tick.x) style:width=px(tick.width)><span>{tick.label}</span></div> }
    };
    view! { <For each=move || ticks.get() key=key children=cell/> }
}

/// Today and the status date by name, at the foot of the axis.
#[component]
fn Flags() -> impl IntoView {
    let sight = expect_context::<Sight>();
    let today = move || sight.scale.get().day_x(sight.store.today.get());
    let status = Memo::new(move |_| sight.store.seen.with(|p| p.plan.settings.status_date));
    // The flags stand on either side of their lines, so that they never cover each other.
    let ahead = move || status.get().is_some_and(|at| sight.scale.get().x_finish(at) > today());
    let flag = move |at: Moment| {
        let day = sight.dates.get().finish_day(at, DateForm::Short);
        view! { <span class="flag status" class:right=ahead style:left=move || px(sight.scale.get().x_finish(at))>"Status "{day}</span> }
    };
    view! {
        <span class="flag today" class:right=move || !ahead() style:left=move || px(today())>"Today"</span>
        {move || status.get().map(flag)}
    }
}
