//! The tasks a problem touches: names one can go to, taken away and added by name, number or selection.

use super::parts::carry_out;
use super::{Room, parts};
use crate::ui::commands::tasks::selected;
use crate::ui::focus::focus_soon;
use crate::ui::icons;
use crate::ui::rooms;
use crate::ui::store::Store;
use crate::ui::widgets::field::fresh_id;
use forthright::plan::TaskId;
use forthright::prepare;
use forthright::project::ProblemId;
use forthright::view::inspector::find_tasks;
use forthright::view::options::Touched;
use leptos::ev::KeyboardEvent;
use leptos::prelude::*;

/// How many are offered while a name is typed.
const OFFERED: usize = 8;

/// The tasks and the field that adds one.
#[component]
pub fn Tasks(id: ProblemId, touched: Memo<Touched>) -> impl IntoView {
    let store = Room::get().store;
    let tasks = move || touched.with(|touched| touched.tasks.clone());
    let more = move || store.selection.with(|_| untrack(|| selected(store)).len());
    let add_selected = move |_| {
        let chosen = selected(store);
        change(store, id, |tasks| tasks.extend(chosen));
    };
    view! {
        <div class="touches">
            <span class="label">"Touches these tasks"</span>
            <ul class="touched" aria-label="Tasks it touches">
                <For each=tasks key=|one| one.clone() let((task, name))><li><Task id task name/></li></For>
            </ul>
            <div class="line">
                <Add id/>
                <Show when=move || { more() > 0 }>
                    <button type="button" class="button quiet" on:click=add_selected>{move || match more() { 1 => "Add the selected task".to_owned(), many => format!("Add the {many} selected tasks") }}</button>
                </Show>
            </div>
        </div>
    }
}

#[component]
fn Task(id: ProblemId, task: TaskId, name: String) -> impl IntoView {
    let store = Room::get().store;
    let go = move |_| {
        rooms::Room::Plan.go();
        store.show(task);
    };
    let remove = move |_| {
        change(store, id, |tasks| tasks.retain(|other| *other != task));
        focus_soon([".add-touched input".to_owned()]);
    };
    view! {
        <span class="chip touched-task">
            <button type="button" class="task-link" title="Show in Plan" on:click=go>{name.clone()}</button>
            <button type="button" class="chip-remove" aria-label=format!("It does not touch {name}") title="Take out" on:click=remove>{icons::close()}</button>
        </span>
    }
}

fn change(store: Store, id: ProblemId, change: impl FnOnce(&mut Vec<TaskId>)) {
    let edit = parts::read(store, |project| {
        let mut tasks = project.problems.get(&id)?.tasks.clone();
        change(&mut tasks);
        prepare::set_touched(project, id, &tasks)
    });
    if let Err(why) = carry_out(store, "Change the tasks a problem touches", edit) {
        store.say(why);
    }
}

/// Finds a task by name or WBS code.
#[component]
fn Add(id: ProblemId) -> impl IntoView {
    let store = Room::get().store;
    let text = RwSignal::new(String::new());
    let at = RwSignal::new(None::<usize>);
    let message = RwSignal::new(None::<String>);
    let list = fresh_id("found");
    // No task has this id; the search leaves nothing out.
    let found = Memo::new(move |_| {
        text.with(|text| store.project.with(|project| find_tasks(&project.plan, text, TaskId(u32::MAX), OFFERED)))
    });
    let clear = move || {
        text.set(String::new());
        at.set(None);
        message.set(None);
    };
    let pick = move |task: TaskId| {
        change(store, id, |tasks| tasks.push(task));
        clear();
    };
    let on_key = move |event: KeyboardEvent| {
        let count = found.with(Vec::len);
        match event.key().as_str() {
            "ArrowDown" if count > 0 => at.update(|at| *at = Some(at.map_or(0, |at| (at + 1) % count))),
            "ArrowUp" if count > 0 => at.update(|at| *at = Some(at.map_or(count - 1, |at| (at + count - 1) % count))),
            "Enter" if event.is_composing() => return,
            "Enter" => match found.with(|found| found.get(at.get_untracked().unwrap_or(0)).cloned()) {
                Some((task, _)) => pick(task),
                None if text.with_untracked(|text| text.trim().is_empty()) => {}
                None => message.set(Some("No task’s name has that in it.".to_owned())),
            },
            "Escape" if !text.read_untracked().is_empty() => clear(),
            _ => return,
        }
        event.prevent_default();
        event.stop_propagation();
    };
    let (list_id, list_of) = (list.clone(), list.clone());
    let active = {
        let list = list.clone();
        move || at.get().map(|at| format!("{list}-{at}"))
    };
    let options = move || {
        found.get().into_iter().enumerate().map(|(index, (task, name))| {
            view! {
                <li id=format!("{list_of}-{index}") role="option" aria-selected=move || (at.get() == Some(index)).to_string()
                    on:pointerdown=move |event| { event.prevent_default(); pick(task) }>{name}</li>
            }
        }).collect_view()
    };
    view! {
        <div class="add-touched field">
            <input class="input" type="text" role="combobox" autocomplete="off" spellcheck="false" placeholder="Add a task by name" aria-label="Add a task it touches"
                aria-expanded=move || (!found.read().is_empty()).to_string() aria-controls=list_id.clone() aria-activedescendant=active
                aria-invalid=move || message.read().is_some().then_some("true")
                prop:value=move || text.get() on:keydown=on_key on:blur=move |_| at.set(None)
                on:input=move |event| { text.set(event_target_value(&event)); at.set(None); message.set(None); }/>
            <ul id=list role="listbox" aria-label="Tasks found" class="found" hidden=move || found.read().is_empty()>{options}</ul>
            <Show when=move || message.read().is_some()><p class="message" role="status">{move || message.get()}</p></Show>
        </div>
    }
}
