//! *Hold a date*: works backwards from a day to what would have to change, each answer a button that makes it a scenario.

use super::deeds;
use crate::ui::dialogs::parts::LiveField;
use crate::ui::icons;
use crate::ui::plan::inspector::why::Say;
use crate::ui::store::Store;
use forthright::analysis::hold_date::{Options, hold_date};
use forthright::plan::TaskId;
use forthright::view::held::{Target, targets};
use forthright::view::hold_date::{HoldView, Row, hold_view};
use leptos::ev::SubmitEvent;
use leptos::html;
use leptos::prelude::*;

/// Choose what is to be held and the day; then what would hold it.
#[component]
pub fn HoldDate() -> impl IntoView {
    let store = Store::get();
    let choices = Memo::new(move |_| {
        let schedule = store.schedule.get();
        store.seen.with(|project| targets(project, &schedule))
    });
    let task = RwSignal::new(store.selection.with_untracked(|s| s.focus).map(|task| task.0.to_string()));
    let date = RwSignal::new(String::new());
    let problem = RwSignal::new(None::<String>);
    let found = RwSignal::new(None::<HoldView>);
    let answer = NodeRef::<html::Div>::new();
    let chosen = Memo::new(move |_| {
        let task = task.get().and_then(|id| id.parse().ok().map(TaskId));
        // What is short of its day asks for it most.
        choices.with(|all| {
            let asked = all.iter().find(|one| Some(one.task) == task);
            asked.or(all.iter().find(|one| one.short)).or(all.first()).cloned()
        })
    });
    // The day it was promised or is due for stands there to begin with.
    Effect::new(move |_| {
        let day = chosen.with(|one| one.as_ref().and_then(|one| one.day));
        date.set(day.map(|day| store.dates().write(day, forthright::words::DateForm::Short)).unwrap_or_default());
        found.set(None);
    });
    // An answer holds for the plan it was found for, and for the day that stands there.
    Effect::new(move |before: Option<()>| {
        store.seen.track();
        date.track();
        if before.is_some() {
            found.set(None);
            problem.set(None);
        }
    });
    let search = move || {
        let Some(target) = chosen.get_untracked() else { return };
        let dates = untrack(|| store.dates());
        match dates.read(&date.get_untracked()) {
            Err(why) => {
                found.set(None);
                problem.set(Some(why));
            }
            Ok(day) => {
                problem.set(None);
                found.set(answered(store, target.task, day.date));
                request_animation_frame(move || {
                    if let Some(answer) = answer.try_get_untracked().flatten() {
                        // The head of the panel stays where it is: what is answered comes to stand below it.
                        let _ = answer.focus();
                        answer.scroll_into_view();
                    }
                });
            }
        }
    };
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        search();
    };
    view! {
        <aside class="inspector what-if-panel" aria-label="Hold a date" on:keydown=move |event| super::escape(store, &event)>
            <header class="inspector-head">
                <h2>"Hold a date"</h2>
                <button type="button" class="button quiet icon" aria-label="Close" on:click=move |_| super::close(store)>{icons::close()}</button>
            </header>
            <form on:submit=submit>
                <label class="field"><span class="label">"What is to be done by then"</span>
                    <select class="input" on:change=move |event| task.set(Some(event_target_value(&event)))>
                        {move || choices.get().into_iter().map(|one| option(one, chosen)).collect_view()}
                    </select></label>
                <LiveField label="Done by the end of" text=date problem=problem placeholder="12 Mar" done=Callback::new(move |()| search())/>
                <button type="submit" class="button primary">"What would hold it?"</button>
            </form>
            <div class="answer" tabindex="-1" role="region" aria-label="What would hold it" node_ref=answer>{move || found.get().map(|found| view! { <Answer found/> })}</div>
        </aside>
    }
}

fn option(one: Target, chosen: Memo<Option<Target>>) -> impl IntoView {
    let id = one.task;
    let selected = move || chosen.with(|chosen| chosen.as_ref().is_some_and(|chosen| chosen.task == id));
    view! { <option value=id.0.to_string() prop:selected=selected>{one.name}</option> }
}

fn answered(store: Store, task: TaskId, day: chrono::NaiveDate) -> Option<HoldView> {
    let (dates, today) = untrack(|| (store.dates(), store.today.get()));
    store.seen.with_untracked(|project| {
        let options = Options { today: Some(today) };
        let hold = hold_date(&project.plan, &project.promised(), task, day, options)?;
        Some(hold_view(&project.plan, &hold, &dates))
    })
}

#[component]
fn Answer(found: HoldView) -> impl IntoView {
    let nearest = found.nearest.map(|row| view! { <ol class="holds"><Suggested row/></ol> });
    view! {
        <p class="verdict" role="status"><Say sentence=found.verdict/></p>
        <ol class="holds">{found.rows.into_iter().map(|row| view! { <Suggested row/> }).collect_view()}</ol>
        {nearest}
        {found.note.map(|note| view! { <p class="inspector-empty muted">{note}</p> })}
    }
}

#[component]
fn Suggested(row: Row) -> impl IntoView {
    let store = Store::get();
    let (label, edit) = (row.label, row.edit);
    let name = format!("Make it a scenario: {label}");
    let make = move |_| deeds::from_edit(store, &label, edit.clone());
    view! {
        <li><span><Say sentence=row.what/></span>
            <span class="size">{row.size}", then done "{row.finish}{row.in_progress.map(|words| view! { ", "<em>{words}</em> })}</span>
            <button type="button" class="button" aria-label=name on:click=make>"Make it a scenario"</button></li>
    }
}
