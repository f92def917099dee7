//! The tasks a problem touches: names one can go to, taken away and added by name, number or selection.

use super::parts::carry_out;
use super::{Room, parts};
use crate::ui::commands::tasks::selected;
use crate::ui::focus::focus_soon;
use crate::ui::icons;
use crate::ui::rooms;
use crate::ui::store::Store;
use crate::ui::widgets::chooser::{Chooser, Enter, OFFERED};
use forthright::plan::TaskId;
use forthright::prepare;
use forthright::project::ProblemId;
use forthright::view::inspector::find_tasks;
use forthright::view::options::Touched;
use leptos::prelude::*;

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
        focus_soon([".touches .chooser input".to_owned()]);
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
    // No task has this id; the search leaves nothing out.
    let find = Callback::new(move |text: String| {
        store.project.with(|project| find_tasks(&project.plan, &text, TaskId(u32::MAX), OFFERED))
    });
    let pick = Callback::new(move |task: TaskId| {
        change(store, id, |tasks| tasks.push(task));
        Ok(())
    });
    view! {
        <Chooser label="Add a task it touches" hint="Add a task by name" enter=Enter::TakesFirst("No task’s name has that in it.") find pick/>
    }
}
