//! All links on the screen in one drawing: a path for each way of drawing, whatever their number.

use super::super::ROW;
use super::hands::{Hands, Over};
use super::{Sight, px};
use forthright::plan::{DependencyKey, TaskId};
use forthright::view::bars::Desk;
use forthright::view::links::{Ends, Joined, Links, Route, Tone, route, tone};
use leptos::prelude::*;
use std::collections::HashMap;
use std::sync::Arc;

/// A link as drawn.
#[derive(Clone, Debug, PartialEq)]
pub struct Drawn {
    pub link: Joined,
    pub route: Route,
    pub tone: Tone,
}

/// Row of each task.
type Rows = Arc<HashMap<TaskId, usize>>;

/// The links with an end among the rows on the screen.
pub fn drawn(sight: Sight) -> Memo<Vec<Drawn>> {
    let store = sight.store;
    let links = Memo::new_with_compare(
        move |before: Option<&(Rows, Arc<Links>)>| {
            let rows = store.row_of.get();
            store.seen.with(|project| {
                // Most edits change no link and move no row.
                let known = before.filter(|(then, links)| Arc::ptr_eq(then, &rows) && links.are_of(&project.plan));
                let links = known.map(|(_, links)| links.clone());
                let links = links.unwrap_or_else(|| Arc::new(Links::new(&project.plan, &rows)));
                (rows, links)
            })
        },
        |before, now| match (before, now) {
            (Some(before), Some(now)) => !Arc::ptr_eq(&before.1, &now.1),
            _ => true,
        },
    );
    let places = Memo::new(move |_| {
        let count = store.row_of.with(|rows| rows.len());
        sight.context.rows.with(|rows| Arc::new(places(rows, count)))
    });
    Memo::new(move |_| {
        let window = sight.context.window.get();
        let rows: Vec<usize> = sight.context.rows.with(|rows| rows.get(window).unwrap_or_default().to_vec());
        let joined = links.with(|(_, links)| links.touching(&rows));
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
    // The lines and the arrow heads of each way of drawing.
    let paths = Memo::new(move |_| {
        let (left, top, focus) = (left(), top.get(), focus.get());
        let mut paths = <[(String, String); 4]>::default();
        drawn.with(|all| {
            for one in all {
                let [usual, driving, critical, picked] = &mut paths;
                let (line, head) = match one.tone {
                    _ if touches(one, focus) => picked,
                    Tone::Usual => usual,
                    Tone::Driving => driving,
                    Tone::Critical => critical,
                };
                one.route.line(left, top, line);
                one.route.head(left, top, head);
            }
        });
        paths
    });
    let pair = |class: &'static str, at: usize| {
        let path = move |part: fn(&(String, String)) -> &String| {
            move || paths.with(|paths| paths.get(at).map(part).cloned().unwrap_or_default())
        };
        view! { <g class=class><path class="line" d=path(|pair| &pair.0)/><path class="arrow" d=path(|pair| &pair.1)/></g> }
    };
    view! {
        <svg class="tl-links" aria-hidden="true" style:left=move || px(left()) style:top=move || px(top.get())
            width=move || { let (from, to) = sight.stretch.get(); (to - from).max(0.0) } height=height>
            {pair("usual", 0)}
            {pair("driving", 1)}
            {pair("critical", 2)}
            {pair("picked", 3)}
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
