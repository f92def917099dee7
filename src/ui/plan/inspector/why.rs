//! *Why here* and what is wrong with the task, in sentences whose task names are links.

use crate::ui::store::Store;
use forthright::plan::TaskId;
use forthright::view::inspector::Look;
use forthright::view::issues;
use forthright::words::{self, Piece, Sentence};
use leptos::ev::MouseEvent;
use leptos::prelude::*;

/// A sentence; a name in it goes to its task.
#[component]
pub fn Say(sentence: Sentence) -> impl IntoView {
    let store = Store::get();
    let piece = move |piece: Piece| match piece {
        Piece::Text(text) => text.into_any(),
        Piece::Task(id, name) => {
            // A long name breaks like the words around it, as no button does.
            let show = move |event: MouseEvent| {
                event.prevent_default();
                go(store, id);
            };
            view! { <a class="task-link" href="#plan" on:click=show>{name}</a> }.into_any()
        }
    };
    sentence.0.into_iter().map(piece).collect_view()
}

/// Shows a task in the Plan; a sheet above it is closed first.
pub fn go(store: Store, task: TaskId) {
    store.dialog.set(None);
    store.show(task);
}

/// Why the task stands where it does, its dates and its float.
#[component]
pub fn WhyHere(task: TaskId) -> impl IntoView {
    let store = Store::get();
    let why = Memo::new(move |_| {
        let row = store.row_of.with(|rows| rows.get(&task).copied())?;
        let (schedule, dates) = (store.shown.get(), store.dates());
        store.seen.with(|project| Some(words::why_here(&project.plan, &schedule, row, &dates)))
    });
    let computed = Memo::new(move |_| {
        let row = store.row_of.with(|rows| rows.get(&task).copied())?;
        let (schedule, dates) = (store.shown.get(), store.dates());
        store.seen.with(|project| Look { plan: &project.plan, schedule: &schedule, dates }.computed(row))
    });
    let sentence = move || view! { <p class:short=move || computed.get().is_some_and(|now| now.short)><Say sentence=why.get().unwrap_or_default()/></p> };
    let facts = move || {
        let now = computed.get().unwrap_or_default();
        let marks = now.marks.iter().map(|mark| {
            let class = if *mark == "critical" { "chip critical" } else { "chip" };
            view! { <span class=class>{*mark}</span> }
        });
        let rows = [
            ("Start", now.start),
            ("Finish", now.finish),
            ("Early", now.early),
            ("Late", now.late),
            ("Total float", now.total_float),
            ("Free float", now.free_float),
        ];
        let rows = rows.into_iter().map(|(name, value)| view! { <div><dt>{name}</dt><dd>{value}</dd></div> });
        view! { <div class="line marks">{marks.collect_view()}</div><dl class="facts">{rows.collect_view()}</dl> }
    };
    view! {
        <section class="why" aria-labelledby="why-here"><h3 id="why-here">"Why here"</h3>{sentence}{facts}</section>
    }
}

/// The issues that name this task.
#[component]
pub fn TaskIssues(task: TaskId) -> impl IntoView {
    let store = Store::get();
    let lines = Memo::new(move |_| {
        let (schedule, promised, dates) = (store.schedule.get(), store.promised.get(), store.dates());
        store.seen.with(|project| issues::of_task(project, &schedule, &promised, task, &dates))
    });
    move || {
        let lines = lines.get();
        (!lines.is_empty()).then(|| {
            let lines = lines.into_iter().map(|line| view! { <li><Say sentence=line.sentence/></li> });
            view! { <section class="task-issues" aria-labelledby="task-issues"><h3 id="task-issues">"Issues"</h3><ul>{lines.collect_view()}</ul></section> }
        })
    }
}
