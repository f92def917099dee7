//! What the task waits for and what waits for it: lines with kind and lag, and a field that finds more.

use super::chosen::dispatch;
use super::why::go;
use crate::ui::icons;
use crate::ui::store::Store;
use crate::ui::widgets::chooser::{Chooser, Enter, OFFERED};
use crate::ui::widgets::field::{ChoiceField, Commit, TextField};
use forthright::edit::PlanEdit;
use forthright::plan::{Dependency, DependencyKey, DependencyKind, Lag, Plan, TaskId};
use forthright::view::inspector::find_tasks;
use forthright::words::{self, Rows};
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
    let find =
        Callback::new(move |text: String| store.seen.with(|project| find_tasks(&project.plan, &text, task, OFFERED)));
    let pick = Callback::new(move |other: TaskId| link(store, task, side, other, DependencyKind::FS, Lag::default()));
    let read = Callback::new(move |text: String| typed(store, task, side, &text));
    view! { <Chooser label hint=format!("{label}: name or 2FS+1d") enter=Enter::Reads(read) find pick/> }
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
