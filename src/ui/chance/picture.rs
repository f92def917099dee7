//! What the date varies by: a histogram with its S-curve, and the same as a table.

use super::offer::Asked;
use forthright::view::chance::{Picture, picture};
use leptos::prelude::*;

/// The picture, and the table behind it.
#[component]
pub fn Spread() -> impl IntoView {
    let Asked { store, target, offer } = expect_context::<Asked>();
    let picture = Memo::new(move |_| {
        let (chances, target, dates) = (store.chance.seen(store)?, target.get()?, store.dates());
        Some(picture(&chances, &target, &dates))
    });
    let marks = move || {
        let asked = offer.with(|offer| offer.as_ref().map(|offer| offer.date));
        let promised = target.with(|target| target.as_ref().and_then(|target| target.promised));
        let at = |date: Option<chrono::NaiveDate>| picture.with(|picture| picture.as_ref()?.at(date?));
        (at(asked), at(promised))
    };
    let known = move || picture.with(|picture| picture.as_ref().filter(|picture| !picture.spots.is_empty()).cloned());
    view! {
        {move || known().map(|picture| view! {
            <figure class="spread">
                <Drawn picture=picture.clone() marks=marks()/>
                <figcaption>{picture.says.clone()}</figcaption>
                <details><summary>"As a table"</summary><Table picture/></details>
            </figure>
        })}
    }
}

#[component]
fn Drawn(picture: Picture, marks: (Option<f64>, Option<f64>)) -> impl IntoView {
    let bars = picture.spots.iter().map(|spot| {
        view! { <i class="spot" style:left=format!("{}%", spot.left) style:width=format!("{}%", spot.width) style:height=format!("{}%", spot.height)></i> }
    });
    // The curve runs through the end of each day.
    let begin = picture.spots.first().map(|spot| (spot.left, 0.0));
    let points = begin.into_iter().chain(picture.spots.iter().map(|spot| (spot.left + spot.width, spot.by_then)));
    let line = points.map(|(x, y)| format!("{x:.2},{:.2}", 100.0 - y)).collect::<Vec<_>>().join(" ");
    let ticks = picture
        .ticks
        .iter()
        .map(|(at, day)| view! { <span class="tick" style:left=format!("{at}%")>{day.clone()}</span> });
    let mark =
        |class: &'static str, at: Option<f64>| at.map(|at| view! { <i class=class style:left=format!("{at}%")></i> });
    view! {
        <div class="spread-drawn" aria-hidden="true">
            <div class="spread-field">
                {bars.collect_view()}
                <svg viewBox="0 0 100 100" preserveAspectRatio="none"><polyline points=line vector-effect="non-scaling-stroke"/></svg>
                {mark("asked", marks.0)}{mark("promised", marks.1)}
            </div>
            <div class="spread-ticks">{ticks.collect_view()}</div>
        </div>
    }
}

#[component]
fn Table(picture: Picture) -> impl IntoView {
    let rows = picture
        .spots
        .into_iter()
        .map(|spot| view! { <tr><th scope="row">{spot.day}</th><td>{spot.often}</td><td>{spot.sure}</td></tr> });
    view! {
        <table><caption class="unseen">"How often each day is the one"</caption>
            <thead><tr><th scope="col">"Done on"</th><th scope="col">"How often"</th><th scope="col">"By then"</th></tr></thead>
            <tbody>{rows.collect_view()}</tbody></table>
    }
}
