//! The milestone trend as a picture: days looked at across, planned days up, a line a milestone.

use super::Room;
use super::trend_table::TrendTable;
use forthright::view::trend::{Chart, Line, chart};
use leptos::prelude::*;
use std::sync::Arc;

const WIDTH: f64 = 1000.0;
const HEIGHT: f64 = 440.0;
const LEFT: f64 = 84.0;
const RIGHT: f64 = 250.0;
const TOP: f64 = 14.0;
const BOTTOM: f64 = 34.0;

fn across(x: f64) -> f64 {
    LEFT + x * (WIDTH - LEFT - RIGHT)
}

fn up(y: f64) -> f64 {
    HEIGHT - BOTTOM - y * (HEIGHT - TOP - BOTTOM)
}

/// The trend: picture and table.
#[component]
pub fn Trend() -> impl IntoView {
    let store = Room::get().store;
    let shown = Memo::new(move |_| {
        let (schedule, dates) = (store.facts_schedule.get(), store.dates());
        store.project.with(|project| Arc::new(chart(project, &schedule, &dates)))
    });
    let empty = move || shown.with(|chart| chart.lines.is_empty());
    let picture = move || view! { <Picture chart=shown.get()/> };
    // Where the picture is wider than the window, the names beside it are out of sight.
    let name = |(number, line): (usize, Line)| {
        view! {
            <li class=tone(number)><svg viewBox="0 0 36 8"><polyline points="1,4 35,4"></polyline></svg><span dir="auto">{line.name}</span></li>
        }
    };
    let names = move || {
        let lines = shown.with(|chart| chart.lines.clone());
        view! { <ul class="trend-names" aria-hidden="true">{lines.into_iter().enumerate().map(name).collect_view()}</ul> }
    };
    view! {
        <section class="trend" aria-label="How the dates have moved">
            <h2>"How the dates have moved"</h2>
            <Show when=move || !empty() fallback=|| view! {
                <p class="prose-hint">"Milestones the client sees draw a line here, from the first status date on: level while a date stands, rising while it slips."</p>
            }>
                <p class="prose-hint">"A level line is a date that stands. A rising one slips, and meets the diagonal on the day it is done."</p>
                <div class="trend-scroll" tabindex="0" role="group" aria-label="Trend of the milestones">{picture}</div>
                {names}
                <TrendTable chart=shown/>
            </Show>
        </section>
    }
}

fn tone(number: usize) -> String {
    format!("trend-line tone-{}", number % 10)
}

#[component]
fn Picture(chart: Arc<Chart>) -> impl IntoView {
    let right = WIDTH - RIGHT;
    let floor = HEIGHT - BOTTOM;
    let columns = chart.across.iter().map(|(at, name)| {
        view! {
            <line class="tick" x1=across(*at) x2=across(*at) y1=TOP y2=floor></line>
            <text class="tick-name" x=across(*at) + 4.0 y=HEIGHT - 12.0>{name.clone()}</text>
        }
    });
    let rows = chart.up.iter().map(|(at, name)| {
        view! {
            <line class="tick" x1=LEFT x2=right y1=up(*at) y2=up(*at)></line>
            <text class="tick-name" x=LEFT - 8.0 y=up(*at) + 4.0 text-anchor="end">{name.clone()}</text>
        }
    });
    let diagonal = chart.diagonal.map(|(from, to)| {
        view! {
            <line class="diagonal" x1=across(from.0) y1=up(from.1) x2=across(to.0) y2=up(to.1)></line>
        }
    });
    let lines = chart.lines.iter().enumerate().map(|(number, line)| view! { <OneLine number line=line.clone()/> });
    view! {
        <svg class="trend-picture" viewBox=format!("0 0 {WIDTH} {HEIGHT}")>
            <g aria-hidden="true">{columns.collect_view()}{rows.collect_view()}{diagonal}</g>
            {lines.collect_view()}
        </svg>
    }
}

/// A milestone's line. Its steps, and its last point, can be focused and tell what happened.
#[component]
fn OneLine(number: usize, line: Line) -> impl IntoView {
    let path: Vec<String> =
        line.points.iter().map(|point| format!("{:.1},{:.1}", across(point.x), up(point.y))).collect();
    let last = line.points.len().saturating_sub(1);
    let name = line.name.clone();
    let points = line.points.iter().enumerate().map(move |(at, point)| {
        let (x, y, says) = (across(point.x), up(point.y), format!("{name}. {}", point.says()));
        match at == last || !point.moved.is_empty() {
            true => view! {
                <g class="turn" tabindex="0" role="img" aria-label=says.clone()><title>{says.clone()}</title>
                    <circle class="reach" cx=x cy=y r="12"></circle><circle cx=x cy=y r="5"></circle></g>
            }
            .into_any(),
            false => view! { <circle class="still" cx=x cy=y r="2.5" aria-hidden="true"></circle> }.into_any(),
        }
    });
    let (end_x, end_y) = line.points.last().map_or((LEFT, TOP), |point| (across(point.x), up(point.y)));
    let name_x = WIDTH - RIGHT + 14.0;
    let name_y = up(line.label_at);
    let short = match line.name.char_indices().nth(30) {
        Some((end, _)) => format!("{}…", &line.name[..end]),
        None => line.name.clone(),
    };
    view! {
        <g class=tone(number)>
            <polyline points=path.join(" ") aria-hidden="true"></polyline>
            <line class="leader" x1=end_x + 7.0 y1=end_y x2=name_x - 4.0 y2=name_y aria-hidden="true"></line>
            {points.collect_view()}
            <text class="line-name" x=name_x y=name_y + 4.0 aria-hidden="true">{short}</text>
        </g>
    }
}
