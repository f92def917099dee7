//! Promising a date: which step, for when.

use super::Room;
use crate::ui::focus::focus_soon;
use crate::ui::widgets::field::fresh_id;
use forthright::prepare::{self, Said};
use forthright::project::Edit;
use forthright::view::ledger::{promisable, step_named};
use leptos::ev::SubmitEvent;
use leptos::prelude::*;

/// The form.
#[component]
pub fn NewPromise() -> impl IntoView {
    let room = Room::get();
    let store = room.store;
    let (step, day) = (RwSignal::new(String::new()), RwSignal::new(String::new()));
    let problem = RwSignal::new(None::<String>);
    let (list, message) = (fresh_id("steps"), fresh_id("problem"));
    let names = Memo::new(move |_| {
        let schedule = store.facts_schedule.get();
        store.project.with(|project| promisable(&project.plan, &schedule))
    });
    let options = move || names.get().into_iter().map(|name| view! { <option value=name></option> }).collect_view();
    let make = move || -> Result<(), String> {
        let task = store.project.with_untracked(|project| step_named(&project.plan, &step.read_untracked()))?;
        let date = untrack(|| store.dates()).read(&day.read_untracked())?.date;
        let today = store.today.get_untracked();
        let made =
            store.project.with_untracked(|project| prepare::promise(project, task, date, today, Said::default()));
        let Some(edit) = made else { return Ok(()) };
        let id = if let Edit::Promise { id, .. } = &edit { Some(*id) } else { None };
        crate::ui::options::parts::carry_out(store, "Promise a date", Some(edit))?;
        step.set(String::new());
        day.set(String::new());
        room.opened.set(id);
        focus_soon(id.map(|id| format!("#promise-{} .words input", id.0)).into_iter().collect::<Vec<_>>());
        Ok(())
    };
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        problem.set(make().err());
    };
    let invalid = move || problem.read().is_some().then_some("true");
    let described = message.clone();
    view! {
        <form class="new-saying" aria-label="Promise a date" on:submit=submit>
            <label class="field"><span>"Step or milestone"</span>
                <input class="input" list=list.clone() autocomplete="off" data-kept=move || step.read().is_empty().then_some("") prop:value=move || step.get() disabled=move || room.locked() aria-invalid=invalid aria-describedby=described on:input=move |event| { step.set(event_target_value(&event)); problem.set(None) }/></label>
            <label class="field"><span>"Promised for"</span>
                <input class="input" autocomplete="off" placeholder="12 Mar, next fri" data-kept=move || day.read().is_empty().then_some("") prop:value=move || day.get() disabled=move || room.locked() on:input=move |event| { day.set(event_target_value(&event)); problem.set(None) }/></label>
            <button type="submit" class="button primary" disabled=move || room.locked()>"Promise it"</button>
            <datalist id=list>{options}</datalist>
            <p id=message class="message" role="alert">{move || problem.get()}</p>
        </form>
    }
}
