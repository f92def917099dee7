//! Moving the whole plan to another start: what follows, and the dates that stay where they are unless they are moved too.

use super::parts::{LiveField, Refusal, carry_out};
use crate::ui::plan::inspector::why::go;
use crate::ui::store::Store;
use crate::ui::widgets::sheet::Sheet;
use forthright::prepare::{self, FixedDate, Resistance, StartMove};
use forthright::words::{self, DateForm, Dates};
use leptos::prelude::*;

/// The sheet.
#[component]
pub fn MoveStart() -> impl IntoView {
    let store = Store::get();
    let dates = untrack(|| store.dates());
    let now = store.plan(|plan| plan.settings.start);
    let text = RwSignal::new(dates.start_typed(now, DateForm::Weekday));
    let along = RwSignal::new(false);
    let refused = RwSignal::new(None::<String>);
    let read = Memo::new(move |_| dates.read(&text.read()).map(|typed| typed.as_start()));
    let moved = Memo::new(move |_| {
        let to = read.get().ok()?;
        store.seen.with(|project| (project.plan.settings.start != to).then(|| prepare::move_start(&project.plan, to)))
    });
    let set = move || {
        let Ok(to) = read.get_untracked() else { return };
        let Some(moved) = moved.get_untracked() else { return store.dialog.set(None) };
        let edit = if along.get_untracked() { moved.with_dates } else { moved.edit };
        let label = format!("Move the project’s start to {}", dates.start_day(to, DateForm::Weekday));
        match carry_out(store, &label, edit) {
            Ok(()) => store.dialog.set(None),
            Err(message) => refused.set(Some(message)),
        }
    };
    let problem = Signal::derive(move || read.get().err());
    let effect = move || moved.get().map(|moved| view! { <Effect moved along dates/> });
    view! {
        <Sheet name="Move the project’s start">
            <div class="body">
                <div class="short-field"><LiveField label="New start" text problem first=true done=Callback::new(move |()| set())/></div>
                <Refusal message=refused/>
                {effect}
            </div>
            <footer role="none">
                <button type="button" class="button" on:click=move |_| store.dialog.set(None)>"Cancel"</button>
                <button type="button" class="button primary" on:click=move |_| set() disabled=move || moved.read().is_none()>"Move the start"</button>
            </footer>
        </Sheet>
    }
}

#[component]
fn Effect(moved: StartMove, along: RwSignal<bool>, dates: Dates) -> impl IntoView {
    let store = Store::get();
    let finish = {
        let moved = moved.clone();
        move || {
            let finish = if along.get() { moved.finish_with_dates } else { moved.finish };
            forthright::view::moves::finish(moved.finish_now, finish, &dates)
        }
    };
    let count = moved.resisting.len();
    let rows = moved.resisting.into_iter().take(200).map(|fixed| {
        let (name, task) = (store.plan(|plan| words::task_name(plan, fixed.task)), fixed.task);
        let stays = fixed.kind == FixedDate::Actual;
        let fate = move || match (stays, along.get()) {
            (true, _) => "has begun, stays",
            (_, true) => "moves too",
            (_, false) => "stays",
        };
        view! {
            <tr><th scope="row"><button type="button" class="task-link" on:click=move |_| go(store, task)>{name}</button></th>
                <td>{said(fixed, &dates)}</td><td>{fate}</td></tr>
        }
    });
    let movable = count > 0;
    view! {
        <p role="status">{finish}</p>
        {movable.then(|| view! {
            <label class="check"><input type="checkbox" prop:checked=move || along.get() on:change=move |event| along.set(event_target_checked(&event))/>
                <span>"Move the fixed dates by as many days"</span></label>
            <div class="table-scroll" tabindex="0" role="region" aria-label="Fixed dates">
                <table class="plain"><thead><tr><th scope="col">"Task"</th><th scope="col">"Fixed date"</th><th scope="col">"Then"</th></tr></thead><tbody>{rows.collect_view()}</tbody></table>
            </div>
        })}
        {(!movable).then(|| view! { <p class="muted">"No fixed date resists: everything moves with the start."</p> })}
    }
}

fn said(fixed: Resistance, dates: &Dates) -> String {
    match fixed.kind {
        FixedDate::Constraint(kind) => words::constraint(kind, fixed.date, dates),
        FixedDate::Deadline => format!("deadline {}", dates.finish_day(fixed.date, DateForm::Weekday)),
        FixedDate::Manual => format!("held by hand at {}", dates.start_day(fixed.date, DateForm::Weekday)),
        FixedDate::Actual => format!("began {}", dates.start_day(fixed.date, DateForm::Weekday)),
    }
}
