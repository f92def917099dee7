//! Everything about the chosen step that does not fit in its line.

use super::draft::{Prose, Save};
use super::keys;
use super::steps::Tree;
use crate::ui::icons;
use crate::ui::rooms::Room;
use forthright::edit::{PlanEdit, TaskField};
use forthright::plan::{Task, TaskId};
use forthright::prepare;
use forthright::view::outline::StepLine;
use forthright::words::read_person;
use leptos::prelude::*;

/// Details of the step with the focus.
#[component]
pub fn Details() -> impl IntoView {
    let store = Tree::get().store;
    let task = Memo::new(move |_| {
        let task = store.selection.with(|selection| selection.focus);
        task.filter(|task| store.row_of.with(|rows| rows.contains_key(task)))
    });
    move || {
        match task.get() {
        Some(task) => view! { <StepDetails task/> }.into_any(),
        None => view! { <p class="muted nothing-chosen">"Choose a step to say what the client will see, who owns it and what only your side should know."</p> }.into_any(),
    }
    }
}

#[component]
fn StepDetails(task: TaskId) -> impl IntoView {
    let store = Tree::get().store;
    let read = move |read: fn(&Task) -> String| {
        Signal::derive(move || {
            let row = store.row_of.with(|rows| rows.get(&task).copied());
            store.project.with(|project| row.and_then(|row| project.plan.tasks.get(row)).map(read).unwrap_or_default())
        })
    };
    let line = Memo::new(move |_| {
        let row = store.row_of.with(|rows| rows.get(&task).copied())?;
        let dates = store.dates();
        store
            .schedule
            .with(|schedule| store.project.with(|p| StepLine::new(&p.plan, schedule.rows.get(row), row, &dates)))
    });
    let name = read(|task| task.name.clone());
    let when = move || line.with(|line| line.as_ref().map(|line| line.dates.clone()).unwrap_or_default());
    view! {
        <div class="details">
            <h3>{move || if name.read().is_empty() { "New step".to_owned() } else { name.get() }}</h3>
            <p class="details-when muted">{when}
                <button type="button" class="button quiet to-plan" on:click=move |_| { Room::Plan.go(); store.show(task); }>"Show in Plan"</button>
            </p>
            <Prose label="What you will see" hint="In the client's words, when this is done" value=read(|task| task.will_see.clone()) save=saver(task, "what you will see", TaskField::WillSee)/>
            <ClientSwitch task line/>
            <Owner task line/>
            <Prose label="Private note" hint="Never leaves your side" class="private" value=read(|task| task.private_note.clone()) save=saver(task, "the private note", TaskField::PrivateNote)/>
            <Tools task line/>
        </div>
    }
}

fn saver(task: TaskId, what: &'static str, field: fn(String) -> TaskField) -> Save {
    let tree = Tree::get();
    Callback::new(move |(session, text): (u64, String)| {
        if tree.store.plan(|plan| plan.task(task).is_none()) {
            return Ok(());
        }
        let label = format!("Change {what} of {}", keys::name_of(tree, task));
        let done = tree.store.dispatch_typing(session, &label, PlanEdit::Set { task, field: field(text) }, Some(task));
        done.map_err(|error| tree.store.plan(|plan| forthright::words::edit_error(&error, plan)))
    })
}

#[component]
fn ClientSwitch(task: TaskId, line: Memo<Option<StepLine>>) -> impl IntoView {
    let tree = Tree::get();
    let seen = move || line.with(|line| line.as_ref().is_some_and(|line| line.client));
    view! {
        <label class="check client-switch">
            <input type="checkbox" prop:checked=seen on:change=move |_| keys::toggle_client(tree, task)/>
            <span>"The client sees this step"</span>
        </label>
    }
}

/// Who answers for it: a name the project knows, or a new one.
#[component]
fn Owner(task: TaskId, line: Memo<Option<StepLine>>) -> impl IntoView {
    let tree = Tree::get();
    let store = tree.store;
    let owner =
        Signal::derive(move || line.with(|line| line.as_ref().map(|line| line.owner.clone()).unwrap_or_default()));
    let problem = RwSignal::new(None::<String>);
    let typed = RwSignal::new(owner.get_untracked());
    Effect::new(move |_| typed.set(owner.get()));
    let keep = move || {
        let text = typed.get_untracked();
        if text.trim() == owner.get_untracked() {
            return problem.set(None);
        }
        problem.set(set_owner(tree, task, &text).err());
    };
    super::draft::when_put_away(keep);
    let names = move || {
        let names = store.project.with(|p| p.plan.resources.values().map(|one| one.name.clone()).collect::<Vec<_>>());
        names.into_iter().map(|name| view! { <option value=name></option> }).collect_view()
    };
    view! {
        <label class="prose owner">
            <span class="label">"Owner"</span>
            <input type="text" list="outline-people" autocomplete="off" placeholder="Who answers for it" data-kept=move || (*typed.read() == *owner.read()).then_some("") prop:value=move || typed.get() aria-invalid=move || problem.read().is_some().then_some("true")
                on:input=move |event| typed.set(event_target_value(&event)) on:change=move |_| keep()
                on:keydown=move |event| if event.key() == "Enter" && !event.is_composing() { keep() }/>
            <datalist id="outline-people">{names}</datalist>
            {move || problem.get().map(|problem| view! { <span class="message" role="alert">{problem}</span> })}
        </label>
    }
}

fn set_owner(tree: Tree, task: TaskId, text: &str) -> Result<(), String> {
    let store = tree.store;
    let person = store.plan(|plan| read_person(text, plan))?;
    let Some(edit) = store.plan(|plan| prepare::set_owner(plan, &[task], person.as_ref())) else { return Ok(()) };
    let label = format!("Change who owns {}", keys::name_of(tree, task));
    store
        .dispatch(&label, edit, Some(task))
        .map_err(|error| store.plan(|plan| forthright::words::edit_error(&error, plan)))
}

/// The outliner's keys as buttons, for touch and for whoever looks for them.
#[component]
fn Tools(task: TaskId, line: Memo<Option<StepLine>>) -> impl IntoView {
    let tree = Tree::get();
    let done = move || line.with(|line| line.as_ref().is_some_and(StepLine::done));
    let several =
        Memo::new(move |_| tree.store.selection.with(|s| if s.is_among_several(task) { s.tasks.len() } else { 0 }));
    let group = move || if several.get() > 0 { "The selected steps" } else { "This step" };
    let tool = move |name: &'static str, keys: &'static str, icon: AnyView, run: fn(Tree, TaskId)| {
        let title = if keys.is_empty() { name.to_owned() } else { format!("{name} ({keys})") };
        view! { <button type="button" class="button quiet icon" aria-label=name title=title on:click=move |_| run(tree, task)>{icon}</button> }
    };
    view! {
        <Show when=move || { several.get() > 0 }><p class="muted details-several">{move || format!("{} steps are selected. These act on all of them:", several.get())}</p></Show>
        <div class="details-tools" role="group" aria-label=group>
            <button type="button" class="button" aria-pressed=move || done().to_string() on:click=move |_| keys::toggle_done(tree, task)>"Done"</button>
            {tool("Outdent", "Shift+Tab", icons::outdent().into_any(), |tree, task| keys::by_button(tree, task, "Outdent", prepare::outdent))}
            {tool("Indent", "Tab", icons::indent().into_any(), |tree, task| keys::by_button(tree, task, "Indent", prepare::indent))}
            {tool("Move up", "Alt+↑", super::marks::up().into_any(), |tree, task| keys::by_button(tree, task, "Move", prepare::move_up))}
            {tool("Move down", "Alt+↓", super::marks::down().into_any(), |tree, task| keys::by_button(tree, task, "Move", prepare::move_down))}
            {tool("Remove", "Delete", icons::trash().into_any(), keys::remove)}
        </div>
    }
}
