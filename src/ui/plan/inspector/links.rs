//! What the task waits for and what waits for it: lines with kind and lag, and a field that finds more.

use super::chosen::dispatch;
use super::why::go;
use crate::ui::icons;
use crate::ui::store::Store;
use crate::ui::widgets::field::{ChoiceField, Commit, TextField, fresh_id};
use forthright::edit::PlanEdit;
use forthright::plan::{Dependency, DependencyKey, DependencyKind, Lag, Plan, TaskId};
use forthright::view::inspector::find_tasks;
use forthright::words::{self, Rows};
use leptos::ev::KeyboardEvent;
use leptos::prelude::*;

const KINDS: [(&str, &str, DependencyKind); 4] = [
    ("FS", "finish to start", DependencyKind::FS),
    ("SS", "start to start", DependencyKind::SS),
    ("FF", "finish to finish", DependencyKind::FF),
    ("SF", "start to finish", DependencyKind::SF),
];

/// Which end of its links the list is about.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Side {
    Predecessors,
    Successors,
}

impl Side {
    fn other(self, link: &Dependency) -> TaskId {
        match self {
            Side::Predecessors => link.key.predecessor,
            Side::Successors => link.key.successor,
        }
    }

    fn of(self, plan: &Plan, task: TaskId) -> Vec<Dependency> {
        match self {
            Side::Predecessors => plan.predecessors(task).collect(),
            Side::Successors => plan.successors(task).collect(),
        }
    }
}

/// Both lists.
#[component]
pub fn Links(task: TaskId) -> impl IntoView {
    view! {
        <List task side=Side::Predecessors name="Waits for" add="Add a predecessor"/>
        <List task side=Side::Successors name="Waited for by" add="Add a successor"/>
    }
}

#[component]
fn List(task: TaskId, side: Side, name: &'static str, add: &'static str) -> impl IntoView {
    let store = Store::get();
    let links = Memo::new(move |_| store.seen.with(|project| side.of(&project.plan, task)));
    view! {
        <section aria-label=name>
            <h3>{name}</h3>
            <ul class="links">
                <For each=move || links.get() key=|link| (link.key, link.lag) let(link)><Line task side link/></For>
            </ul>
            <Add task side label=add/>
        </section>
    }
}

#[component]
fn Line(task: TaskId, side: Side, link: Dependency) -> impl IntoView {
    let store = Store::get();
    let other = side.other(&link);
    let name = Memo::new(move |_| store.seen.with(|project| words::task_name(&project.plan, other)));
    let kinds = KINDS.iter().map(|row| (row.0.to_owned(), format!("{} {}", row.0, row.1))).collect::<Vec<_>>();
    let kind = format!("{:?}", link.key.kind);
    let set_kind: Commit = Callback::new(move |(choice,): (String,)| {
        let kind = KINDS.iter().find(|row| row.0 == choice).map_or(link.key.kind, |row| row.2);
        let old = PlanEdit::Link { link: link.key, lag: None };
        let new = PlanEdit::Link { link: DependencyKey { kind, ..link.key }, lag: Some(link.lag) };
        dispatch(store, &label(store, "Change link of", task), PlanEdit::Batch(vec![old, new]), Some(task))
    });
    let lag = Signal::derive(move || {
        let locale = store.locale.get();
        let written = store.seen.with(|project| words::write_lag(link.lag, &project.plan.settings.hours, locale));
        if link.lag.is_zero() { String::new() } else { written }
    });
    let set_lag: Commit = Callback::new(move |(text,): (String,)| {
        let locale = store.locale.get_untracked();
        let lag = match text.trim() {
            "" => Lag::default(),
            text => store.plan(|plan| words::read_lag(text, &plan.settings.hours, locale))?,
        };
        let edit = PlanEdit::Link { link: link.key, lag: Some(lag) };
        dispatch(store, &label(store, "Change lag of", task), edit, Some(task))
    });
    let remove = move |_| {
        store.act(&label(store, "Unlink", task), PlanEdit::Link { link: link.key, lag: None }, Some(task));
    };
    view! {
        <li class="link-line">
            <button type="button" class="task-link" on:click=move |_| go(store, other)>{name}</button>
            <button type="button" class="button quiet icon" aria-label=move || format!("Remove the link with {}", name.get()) on:click=remove>{icons::close()}</button>
            <ChoiceField label=format!("Kind of the link with {}", name.get_untracked()) bare=true value=Signal::stored(kind) options=Signal::stored(kinds) commit=set_kind/>
            <TextField label=format!("Lag of the link with {}", name.get_untracked()) bare=true value=lag commit=set_lag placeholder="no lag"/>
        </li>
    }
}

fn label(store: Store, verb: &str, task: TaskId) -> String {
    store.plan(|plan| format!("{verb} {}", words::task_name(plan, task)))
}

/// Finds a task by name, row or WBS code and links it; `2FS+1d` is read too.
#[component]
fn Add(task: TaskId, side: Side, label: &'static str) -> impl IntoView {
    let store = Store::get();
    let text = RwSignal::new(String::new());
    let message = RwSignal::new(None::<String>);
    let at = RwSignal::new(None::<usize>);
    let list = fresh_id("found");
    let found = Memo::new(move |_| {
        let text = text.get();
        store.seen.with(|project| find_tasks(&project.plan, &text, task, 8))
    });
    let done = move |result: Result<(), String>| match result {
        Ok(()) => {
            text.set(String::new());
            at.set(None);
            message.set(None);
        }
        Err(why) => message.set(Some(why)),
    };
    let pick = move |other: TaskId| done(link(store, task, side, other, DependencyKind::FS, Lag::default()));
    let on_key = move |event: KeyboardEvent| {
        let count = found.with(Vec::len);
        match event.key().as_str() {
            "ArrowDown" if count > 0 => at.update(|at| *at = Some(at.map_or(0, |at| (at + 1) % count))),
            "ArrowUp" if count > 0 => at.update(|at| *at = Some(at.map_or(count - 1, |at| (at + count - 1) % count))),
            "Enter" => match at.get_untracked().and_then(|at| found.with(|found| found.get(at).cloned())) {
                Some((other, _)) => pick(other),
                None => done(typed(store, task, side, &text.get_untracked())),
            },
            "Escape" if !text.read_untracked().is_empty() => done(Ok(())),
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
        found.get().into_iter().enumerate().map(|(index, (other, name))| {
            view! {
                <li id=format!("{list_of}-{index}") role="option" aria-selected=move || (at.get() == Some(index)).to_string()
                    on:pointerdown=move |event| { event.prevent_default(); pick(other) }>{name}</li>
            }
        }).collect_view()
    };
    view! {
        <div class="add-link field">
            <label class="field"><span class="unseen">{label}</span>
                <input class="input" type="text" role="combobox" autocomplete="off" spellcheck="false" placeholder=format!("{label}: name or 2FS+1d")
                    aria-expanded=move || (!found.read().is_empty()).to_string() aria-controls=list_id.clone() aria-activedescendant=active
                    aria-invalid=move || message.read().is_some().then_some("true")
                    prop:value=move || text.get() on:keydown=on_key
                    on:input=move |event| { text.set(event_target_value(&event)); at.set(None); message.set(None); }/>
            </label>
            <ul id=list role="listbox" aria-label="Tasks found" class="found" hidden=move || found.read().is_empty()>{options}</ul>
            <Show when=move || message.read().is_some()><p class="message" role="status">{move || message.get()}</p></Show>
        </div>
    }
}

/// Links what was typed: `2`, `2FS+1d`, `1.2SS`, a name.
fn typed(store: Store, task: TaskId, side: Side, text: &str) -> Result<(), String> {
    let locale = store.locale.get_untracked();
    let read =
        store.plan(|plan| words::read_predecessors(text, task, &Rows::new(plan), &plan.settings.hours, locale))?;
    read.into_iter().try_for_each(|found| link(store, task, side, found.key.predecessor, found.key.kind, found.lag))
}

fn link(store: Store, task: TaskId, side: Side, other: TaskId, kind: DependencyKind, lag: Lag) -> Result<(), String> {
    let link = match side {
        Side::Predecessors => DependencyKey { successor: task, predecessor: other, kind },
        Side::Successors => DependencyKey { successor: other, predecessor: task, kind },
    };
    let names = store.plan(|plan| {
        format!("Link {} to {}", words::task_name(plan, link.predecessor), words::task_name(plan, link.successor))
    });
    dispatch(store, &names, PlanEdit::Link { link, lag: Some(lag) }, Some(task))
}
