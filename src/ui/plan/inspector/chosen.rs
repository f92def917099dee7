//! The tasks the panel is about, and the ways to read and change a field of all of them.

use crate::ui::store::Store;
use crate::ui::widgets::field::{Commit, TextField};
use forthright::edit::{PlanEdit, TaskField};
use forthright::plan::{Task, TaskId};
use forthright::project::Edit;
use forthright::view::inspector::{self, Field, Look};
use forthright::words;
use leptos::prelude::*;

/// One task or several. Copy it freely.
#[derive(Clone, Copy)]
pub struct Chosen {
    pub store: Store,
    tasks: StoredValue<Vec<TaskId>>,
}

impl Chosen {
    pub fn new(store: Store, tasks: Vec<TaskId>) -> Chosen {
        Chosen { store, tasks: StoredValue::new(tasks) }
    }

    pub fn tasks(self) -> Vec<TaskId> {
        self.tasks.get_value()
    }

    /// The task, if it is only one.
    pub fn single(self) -> Option<TaskId> {
        self.tasks.with_value(|tasks| (tasks.len() == 1).then(|| tasks[0]))
    }

    /// A field as it would be typed; empty where the tasks differ.
    pub fn text(self, field: Field) -> Memo<Option<String>> {
        let store = self.store;
        Memo::new(move |_| {
            let (schedule, dates) = (store.schedule.get(), store.dates());
            store.seen.with(|project| {
                let look = Look { plan: &project.plan, schedule: &schedule, dates };
                inspector::shared(&project.plan, &self.tasks(), |row, task| look.text(field, row, task))
            })
        })
    }

    /// Something all the tasks share, if they do.
    pub fn shared<T: PartialEq + Send + Sync + 'static>(
        self,
        read: impl Fn(&Task) -> T + Send + Sync + 'static,
    ) -> Memo<Option<T>> {
        let store = self.store;
        Memo::new(move |_| {
            store.seen.with(|project| inspector::shared(&project.plan, &self.tasks(), |_, task| read(task)))
        })
    }

    /// Carries out what was typed in a field, as one undo step.
    pub fn write(self, field: Field, text: &str) -> Result<(), String> {
        let store = self.store;
        let schedule = store.schedule.get_untracked();
        let dates = untrack(|| store.dates());
        let read = store.plan(|plan| Look { plan, schedule: &schedule, dates }.read(field, text, &self.tasks()));
        let (label, edits) = read?;
        self.carry_out(&label, edits)
    }

    /// Sets a field of each task for which `make` gives one, as one undo step.
    pub fn set(self, verb: &str, make: impl Fn(&Task) -> Option<TaskField>) -> Result<(), String> {
        let (label, edits) = self.store.plan(|plan| {
            let tasks = self.tasks();
            let edits = inspector::found(plan, &tasks)
                .into_iter()
                .filter_map(|(_, task)| make(task).map(|field| PlanEdit::Set { task: task.id, field }))
                .collect();
            (inspector::label(verb, plan, &tasks), edits)
        });
        self.carry_out(&label, edits)
    }

    pub fn carry_out(self, label: &str, mut edits: Vec<PlanEdit>) -> Result<(), String> {
        let edit = match edits.len() {
            0 => return Ok(()),
            1 => edits.remove(0),
            _ => PlanEdit::Batch(edits),
        };
        dispatch(self.store, label, edit, self.tasks.with_value(|tasks| tasks.first().copied()))
    }
}

/// Dispatches; a refusal becomes the sentence to show beside the field.
pub fn dispatch(store: Store, label: &str, edit: impl Into<Edit>, place: Option<TaskId>) -> Result<(), String> {
    store.dispatch(label, edit, place).map_err(|error| store.plan(|plan| words::edit_error(&error, plan)))
}

/// A text field of the chosen tasks.
#[component]
pub fn Typed(
    chosen: Chosen,
    field: Field,
    #[prop(optional, into)] placeholder: MaybeProp<String>,
    #[prop(optional, into)] hint: MaybeProp<String>,
    #[prop(optional)] lines: bool,
    #[prop(optional, into)] list: Option<String>,
    #[prop(optional, into)] disabled: MaybeProp<bool>,
    #[prop(optional, into)] label: Option<String>,
) -> impl IntoView {
    let text = chosen.text(field);
    let value = Signal::derive(move || text.get().unwrap_or_default());
    let shown = Signal::derive(move || match text.read().is_some() {
        true => placeholder.get(),
        false => Some("several".to_owned()),
    });
    let commit: Commit = Callback::new(move |(text,): (String,)| chosen.write(field, &text));
    let draft = format!("{:?} {field:?}", chosen.tasks());
    let label = label.unwrap_or_else(|| field.label().to_owned());
    let list = list.unwrap_or_default();
    view! { <TextField label value commit placeholder=shown hint lines list draft disabled/> }
}
