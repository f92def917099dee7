//! The three steps that move the date most.

use super::offer::Asked;
use crate::ui::rooms::Room;
use forthright::view::chance::{MoverRow, merging, movers, none_moves};
use leptos::prelude::*;

/// The list, where anything moves the date.
#[component]
pub fn Movers() -> impl IntoView {
    let Asked { store, target, .. } = expect_context::<Asked>();
    let rows = Memo::new(move |_| {
        let (Some(chances), Some(target)) = (store.chance.seen(store), target.get()) else { return Vec::new() };
        let dates = store.dates();
        store.project.with(|project| movers(project, &chances, target.task, &dates))
    });
    let merging = Memo::new(move |_| {
        let (chances, target, dates) = (store.chance.seen(store)?, target.get()?, store.dates());
        store.project.with(|project| merging(project, &chances, target.task, &dates))
    });
    let none = move || Some(none_moves(&*store.chance.seen(store)?, target.get()?.task));
    let show = move |row: &MoverRow| {
        let task = row.task;
        move |_| {
            store.show(task);
            Room::Plan.go();
        }
    };
    let list = move || {
        let row = |row: MoverRow| {
            view! {
                <li><button type="button" class="button quiet" title="Show it in the plan" on:click=show(&row)><span dir="auto">{row.name.clone()}</span></button>
                    <span class="share" aria-hidden="true"><i style:width=format!("{}%", row.share.clamp(2.0, 100.0))></i></span>
                    <span class="muted">{format!("{}: {}", row.range, row.says)}</span></li>
            }
        };
        rows.get().into_iter().map(row).collect_view()
    };
    view! {
        <div class="movers"><h3>"What moves it most"</h3>
            <Show when=move || !rows.read().is_empty() fallback=move || view! { <p class="muted">{none}</p> }>
                <ol aria-label="Steps that move the date most">{list}</ol>
            </Show>
            {move || merging.get().map(|said| view! { <p class="muted">{said}</p> })}
        </div>
    }
}
