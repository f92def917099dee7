//! Splitting a task in two: how much of its work comes first.

use super::parts::{LiveField, Refusal, carry_out};
use crate::ui::store::Store;
use crate::ui::widgets::sheet::Sheet;
use forthright::plan::{Duration, TaskId};
use forthright::prepare;
use forthright::words;
use leptos::prelude::*;

/// The sheet.
#[component]
pub fn Split(task: TaskId) -> impl IntoView {
    let store = Store::get();
    let (name, whole, half) = store.plan(|plan| {
        let whole = plan.task(task).map_or(Duration::ZERO, |task| task.duration);
        let half = Duration { minutes: whole.minutes / 2, ..whole };
        let write = |length| words::write_duration(length, &plan.settings.hours, store.locale.get_untracked());
        (words::task_name(plan, task), write(whole), write(half))
    });
    let text = RwSignal::new(half);
    let refused = RwSignal::new(None::<String>);
    let first = Memo::new(move |_| {
        let locale = store.locale.get();
        store.seen.with(|p| words::read_duration(&text.read(), &p.plan.settings.hours, locale)).map(|d| d.minutes)
    });
    let label = format!("Split {name}");
    let say =
        format!("{name} takes {whole}. The second part follows the first; what waits for it waits for the second.");
    let split = move || {
        let Ok(minutes) = first.get_untracked() else { return };
        let Some((edit, second)) = store.plan(|plan| prepare::split(plan, task, minutes)) else {
            return refused.set(Some(
                "It cannot be split there: both parts need work, and what is done stays in the first.".into(),
            ));
        };
        match carry_out(store, &label, edit) {
            Ok(()) => {
                store.dialog.set(None);
                store.show(second);
            }
            Err(message) => refused.set(Some(message)),
        }
    };
    let split = StoredValue::new(split);
    let go = move || split.with_value(|split| split());
    view! {
        <Sheet name="Split the task">
            <div class="body">
                <p>{say}</p>
                <div class="short-field"><LiveField label="Work in the first part" text first=true problem=Signal::derive(move || first.get().err()) done=Callback::new(move |()| go())/></div>
                <Refusal message=refused/>
            </div>
            <footer role="none">
                <button type="button" class="button" on:click=move |_| store.dialog.set(None)>"Cancel"</button>
                <button type="button" class="button primary" on:click=move |_| go()>"Split"</button>
            </footer>
        </Sheet>
    }
}
