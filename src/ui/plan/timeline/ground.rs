//! What lies under the bars: days off, lines at the ticks, today, the status date, start and finish. It sticks to the
//! screen and is as large as the screen, so that ten thousand rows cost no more than ten.

use super::super::ROW;
use super::{Sight, px};
use chrono::Days;
use forthright::plan::Moment;
use forthright::schedule::WorkingTime;
use forthright::view::axis::{Scale, ticks, tiers};
use leptos::prelude::*;
use std::fmt::Write;

/// From this day width on, days off are seen.
const DAYS_SEEN: f64 = 3.0;

/// The ground.
#[component]
pub fn Ground() -> impl IntoView {
    let sight = expect_context::<Sight>();
    let left = move || sight.stretch.get().0;
    let width = move || {
        let (from, to) = sight.stretch.get();
        (to - from).max(0.0)
    };
    let off = Memo::new(move |_| {
        let (from, to) = sight.stretch.get();
        sight.working.with(|working| days_off(&sight.scale.get(), working, from, to, sight.seen_height()))
    });
    let lines = move |upper: bool| {
        Memo::new(move |_| {
            let (scale, (from, to), dates) = (sight.scale.get(), sight.stretch.get(), sight.dates.get());
            let units = tiers(scale.day_width);
            let cells = ticks(&scale, if upper { units.0 } else { units.1 }, from, to, &dates);
            upright(cells.iter().map(|tick| tick.x - from), sight.seen_height())
        })
    };
    let (fine, strong) = (lines(false), lines(true));
    let today = move || {
        let scale = sight.scale.get();
        upright([scale.day_x(sight.store.today.get()) - left()].into_iter(), sight.seen_height())
    };
    let status = move || {
        let at = sight.store.seen.with(|p| p.plan.settings.status_date);
        upright(at.map(|at| sight.scale.get().x_finish(at) - left()).into_iter(), sight.seen_height())
    };
    let ends = move || {
        let scale = sight.scale.get();
        let (start, finish) = sight.store.shown.with(|s| (s.start, s.finish));
        upright([scale.x(start) - left(), scale.x_finish(finish) - left()].into_iter(), sight.seen_height())
    };
    view! {
        <div class="tl-ground" style:top=move || px(sight.context.head.get()) aria-hidden="true">
            <svg style:left=move || px(left()) width=width height=move || sight.seen_height()>
                <path class="off" d=off/>
                <path class="fine" d=fine/>
                <path class="strong" d=strong/>
                <path class="ends" d=ends/>
                <path class="status" d=status/>
                <path class="today" d=today/>
            </svg>
        </div>
    }
}

/// Upright lines as high as the screen, on the half pixel so that a line of one px is one px. No higher: the browser
/// counts every dash of a dotted line, also of the part that nobody sees.
fn upright(xs: impl Iterator<Item = f64>, tall: f64) -> String {
    let mut path = String::new();
    for x in xs {
        // Writing to a String cannot fail.
        let _ = write!(path, "M{:.1} 0v{tall:.0}", x.round() + 0.5);
    }
    path
}

/// The stretches without working time, as one path seen from `from`.
fn days_off(scale: &Scale, working: &WorkingTime, from: f64, to: f64, tall: f64) -> String {
    let mut path = String::new();
    let mut fill = |a: f64, b: f64| {
        if b > a {
            let _ = write!(path, "M{:.1} 0h{:.1}v{tall:.0}h{:.1}z", a - from, b - a, a - b);
        }
    };
    if scale.by_hours() {
        let mut at = from;
        for (start, finish) in working.intervals(scale.at(from), scale.at(to)) {
            fill(at, scale.x(start));
            at = scale.x_finish(finish);
        }
        fill(at, to);
    } else if scale.day_width >= DAYS_SEEN {
        let mut day = scale.at(from).date();
        let mut since: Option<f64> = None;
        loop {
            let x = scale.day_x(day);
            let works = x >= to || working.works_on(day);
            match (works, since) {
                (false, None) => since = Some(x),
                (true, Some(begun)) => {
                    fill(begun, x);
                    since = None;
                }
                _ => {}
            }
            match day.checked_add_days(Days::new(1)) {
                Some(next) if x < to && Moment::start_of(next) > Moment::start_of(day) => day = next,
                _ => break,
            }
        }
    }
    path
}

/// The bands of the selected rows.
#[component]
pub fn SelectedRows() -> impl IntoView {
    let sight = expect_context::<Sight>();
    let places = Memo::new(move |_| {
        let window = sight.context.window.get();
        sight.store.selection.with(|selection| {
            let chosen = |place: &usize| sight.task_at(*place).is_some_and(|task| selection.tasks.contains(&task));
            sight.context.rows.track();
            window.filter(chosen).collect::<Vec<usize>>()
        })
    });
    let band = |place: usize| view! { <div class="tl-chosen" style:top=px(place as f64 * ROW)></div> };
    view! { <For each=move || places.get() key=|place| *place children=band/> }
}
