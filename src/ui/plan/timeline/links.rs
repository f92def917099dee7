//! All links on the screen in one drawing: a path for each way of drawing, whatever their number.

use super::super::ROW;
use super::hands::{Hands, Over};
use super::{Sight, px};
use forthright::plan::{DependencyKey, TaskId};
use forthright::view::bars::Desk;
use forthright::view::links::{Ends, Joined, Links, Route, Tone, route, tone};
use leptos::prelude::*;
use std::sync::Arc;

/// A link as drawn.
#[derive(Clone, Debug, PartialEq)]
pub struct Drawn {
    pub link: Joined,
    pub route: Route,
    pub tone: Tone,
}

/// The links with an end among the rows on the screen.
pub fn drawn(sight: Sight) -> Memo<Vec<Drawn>> {
    let store = sight.store;
    let links = Memo::new(move |_| {
        let row_of = store.row_of.get();
        store.seen.with(|project| Arc::new(Links::new(&project.plan, &row_of)))
    });
    let places = Memo::new(move |_| {
        let count = store.row_of.with(|rows| rows.len());
        sight.context.rows.with(|rows| Arc::new(places(rows, count)))
    });
    Memo::new(move |_| {
        let window = sight.context.window.get();
        let rows: Vec<usize> = sight.context.rows.with(|rows| rows.get(window).unwrap_or_default().to_vec());
        let joined = links.with(|links| links.touching(&rows));
        let places = places.get();
        sight.desk(|desk, _| joined.into_iter().filter_map(|link| draw(desk, &places, link)).collect())
    })
}

/// Place of each row of the plan among the rows shown.
fn places(rows: &[usize], count: usize) -> Vec<Option<u32>> {
    let mut places = vec![None; count];
    for (place, row) in rows.iter().enumerate() {
        if let Some(slot) = places.get_mut(*row) {
            *slot = Some(place as u32);
        }
    }
    places
}

fn draw(desk: &Desk, places: &[Option<u32>], link: Joined) -> Option<Drawn> {
    let ends = |row: usize| {
        let place = (*places.get(row)?)?;
        let (shape, reach) = desk.reach(row)?;
        Some(Ends::new(shape, reach, f64::from(place) * ROW, ROW))
    };
    let route = route(link.key.kind, &ends(link.predecessor)?, &ends(link.successor)?);
    Some(Drawn { link, route, tone: tone(&link, desk.schedule) })
}

/// The lines.
#[component]
pub fn LinkLines(drawn: Memo<Vec<Drawn>>) -> impl IntoView {
    let sight = expect_context::<Sight>();
    let hands = expect_context::<Hands>();
    let focus = Memo::new(move |_| match hands.over.get() {
        Some(Over::Link(key)) => Picked::Link(key),
        _ => sight.store.selection.with(|s| s.focus).map_or(Picked::None, Picked::Task),
    });
    let left = move || sight.stretch.get().0;
    let top = Memo::new(move |_| sight.context.window.get().start as f64 * ROW);
    let height = move || sight.context.window.get().len() as f64 * ROW;
    let path = move |keep: fn(&Drawn, Picked) -> bool| {
        move || {
            let (mut line, mut head) = (String::new(), String::new());
            let (left, top, focus) = (left(), top.get(), focus.get());
            drawn.with(|all| {
                for one in all.iter().filter(|one| keep(one, focus)) {
                    one.route.line(left, top, &mut line);
                    one.route.head(left, top, &mut head);
                }
            });
            (line, head)
        }
    };
    let usual = Memo::new({
        let path = path(|l, f| l.tone == Tone::Usual && !touches(l, f));
        move |_| path()
    });
    let driving = Memo::new({
        let path = path(|l, f| l.tone == Tone::Driving && !touches(l, f));
        move |_| path()
    });
    let critical = Memo::new({
        let path = path(|l, f| l.tone == Tone::Critical && !touches(l, f));
        move |_| path()
    });
    let picked = Memo::new({
        let path = path(touches);
        move |_| path()
    });
    let pair = |class: &'static str, paths: Memo<(String, String)>| {
        view! {
            <g class=class>
                <path class="line" d=move || paths.with(|p| p.0.clone())/>
                <path class="arrow" d=move || paths.with(|p| p.1.clone())/>
            </g>
        }
    };
    view! {
        <svg class="tl-links" aria-hidden="true" style:left=move || px(left()) style:top=move || px(top.get())
            width=move || { let (from, to) = sight.stretch.get(); (to - from).max(0.0) } height=height>
            {pair("usual", usual)}
            {pair("driving", driving)}
            {pair("critical", critical)}
            {pair("picked", picked)}
            {move || hands.band.get().map(|[from, to]| {
                let (left, top) = (left(), top.get());
                view! { <path class="band" d=format!("M{:.1} {:.1}L{:.1} {:.1}", from.0 - left, from.1 - top, to.0 - left, to.1 - top)/> }
            })}
        </svg>
    }
}

/// What stands out.
#[derive(Clone, Copy, PartialEq)]
enum Picked {
    None,
    Task(TaskId),
    Link(DependencyKey),
}

fn touches(one: &Drawn, picked: Picked) -> bool {
    match picked {
        Picked::None => false,
        Picked::Task(task) => one.link.key.predecessor == task || one.link.key.successor == task,
        Picked::Link(key) => one.link.key == key,
    }
}
