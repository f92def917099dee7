//! How far progress is known. Setting it is one edit; what it would move, and why, is shown before.

use super::parts::{LiveField, MovesList, Refusal, carry_out};
use crate::ui::rooms::Room;
use crate::ui::store::Store;
use crate::ui::widgets::sheet::Sheet;
use forthright::analysis::kept_by_status;
use forthright::plan::{Moment, TaskId};
use forthright::prepare;
use forthright::project::Edit;
use forthright::view::moves::{self, Moves};
use forthright::words::DateForm;
use leptos::prelude::*;

/// Moved tasks listed by name.
const MOST: usize = 100;

/// The sheet.
#[component]
pub fn StatusDate() -> impl IntoView {
    let store = Store::get();
    let dates = untrack(|| store.dates()).near(store.today.get_untracked());
    let now = store.plan(|plan| plan.settings.status_date);
    let proposed = now.unwrap_or(Moment::end_of(store.today.get_untracked()));
    let text = RwSignal::new(dates.finish_typed(proposed, DateForm::Weekday));
    let refused = RwSignal::new(None::<String>);
    let read = Memo::new(move |_| match text.read().trim() {
        "" => Ok(None),
        typed => dates.read(typed).map(|typed| Some(typed.as_finish())),
    });
    let moves = Memo::new(move |_| {
        let (schedule, dates) = (store.schedule.get(), store.dates());
        store.seen.with(|project| {
            let edit = prepare::set_status_date(&project.plan, read.get()?);
            match edit {
                Some(edit) => moves::preview(&project.plan, &schedule, &edit, &dates, MOST),
                None => Ok(moves::between(&project.plan, &schedule, &schedule, &dates, MOST)),
            }
        })
    });
    let apply = move |to: Option<Moment>| {
        let label = match to {
            Some(to) => format!("Set the status date to {}", dates.finish_day(to, DateForm::Weekday)),
            None => "Take the status date away".to_owned(),
        };
        let done = the_edit(store, to).map_or(Ok(()), |edit| carry_out(store, &label, edit));
        match done {
            Ok(()) => store.dialog.set(None),
            Err(message) => refused.set(Some(message)),
        }
    };
    let set = move || {
        if let Ok(to) = read.get_untracked() {
            apply(to);
        }
    };
    let problem = Signal::derive(move || read.get().err());
    let shown = Signal::derive(move || moves.get().unwrap_or_else(|_| Moves::default()));
    view! {
        <Sheet name="Status date" wide=true>
            <div class="body">
                <p class="muted">"Progress is known up to the end of this day. What is not done by then lies after it; nothing done lies after it."</p>
                <div class="short-field"><LiveField label="Status date" text problem first=true placeholder="none" done=Callback::new(move |()| set())/></div>
                <Refusal message=refused/>
                <Show when=move || moves.read().is_ok() fallback=move || view! { <p class="message" role="status">{move || moves.get().err().filter(|_| problem.get().is_none())}</p> }>
                    <MovesList moves=shown/>
                </Show>
            </div>
            <footer role="none">
                <button type="button" class="button" on:click=move |_| apply(None) disabled=now.is_none()>"Take it away"</button>
                <button type="button" class="button" on:click=move |_| store.dialog.set(None)>"Cancel"</button>
                <button type="button" class="button primary" on:click=move |_| set() disabled=move || read.read().is_err()>"Set the status date"</button>
            </footer>
        </Sheet>
    }
}

/// A status keeps how milestones stand on it, for their trend; one that is tried in a scenario keeps nothing.
fn the_edit(store: Store, to: Option<Moment>) -> Option<Edit> {
    if store.room.get_untracked() == Room::WhatIf {
        return store.plan(|plan| prepare::set_status_date(plan, to)).map(Edit::Plan);
    }
    let schedule = store.facts_schedule.get_untracked();
    store.project.with_untracked(|project| {
        let kept: Vec<TaskId> = kept_by_status(project, &schedule).iter().map(|at| at.id).collect();
        prepare::record::take_status(project, to, &kept)
    })
}
