//! Progress of everything that should have begun by the status date, in one table.

use super::{PlanDialog, open};
use crate::ui::plan::inspector::why::go;
use crate::ui::store::Store;
use crate::ui::widgets::field::{Commit, TextField};
use crate::ui::widgets::sheet::Sheet;
use forthright::plan::{Moment, TaskId};
use forthright::view::due::{self, Row};
use forthright::view::inspector::{Field, Look};
use forthright::words::DateForm;
use leptos::prelude::*;

/// Rows drawn at once.
const MOST: usize = 150;

/// The sheet.
#[component]
pub fn Progress() -> impl IntoView {
    let store = Store::get();
    let until = Memo::new(move |_| {
        let status = store.seen.with(|project| project.plan.settings.status_date);
        status.unwrap_or(Moment::end_of(store.today.get()))
    });
    // Asked once: a row does not vanish under the pointer when it is done.
    let rows: Vec<Row> = {
        let (schedule, dates) = (store.schedule.get_untracked(), untrack(|| store.dates()));
        store.plan(|plan| due::due(plan, &schedule, until.get_untracked(), &dates))
    };
    let more = rows.len().saturating_sub(MOST);
    let none = rows.is_empty();
    let title = move || {
        let day = store.dates().finish_day(until.get(), DateForm::Long);
        let known = store.seen.with(|project| project.plan.settings.status_date.is_some());
        if known {
            format!("Up to the status date, {day}")
        } else {
            format!("Up to today, {day}; there is no status date yet")
        }
    };
    let lines = rows.into_iter().take(MOST).map(|row| view! { <Line row/> }).collect_view();
    view! {
        <Sheet name="Progress" wide=true>
            <div class="body">
                <div class="spread"><p>{title}</p><button type="button" class="button" on:click=move |_| open(store, PlanDialog::StatusDate)>"Set the status date"</button></div>
                {none.then(|| view! { <p class="muted">"Nothing unfinished should have begun by then."</p> })}
                <table class="plain stackable" hidden=none>
                    <thead><tr><th scope="col">"Task"</th><th scope="col">"Planned"</th><th scope="col">"By then"</th><th scope="col">"Done"</th><th scope="col"><span class="unseen">"Mark done"</span></th></tr></thead>
                    <tbody>{lines}</tbody>
                </table>
                {(more > 0).then(|| view! { <p class="muted">{format!("And {more} more; these first.")}</p> })}
            </div>
            <footer role="none"><button type="button" class="button primary" on:click=move |_| store.dialog.set(None)>"Close"</button></footer>
        </Sheet>
    }
}

/// What is typed for one task.
fn enter(store: Store, task: TaskId, text: &str) -> Result<(), String> {
    let (schedule, dates) = (store.schedule.get_untracked(), untrack(|| store.dates()));
    let (label, edits) =
        store.plan(|plan| Look { plan, schedule: &schedule, dates }.read(Field::Percent, text, &[task]))?;
    edits.into_iter().try_for_each(|edit| super::parts::carry_out(store, &label, edit))
}

#[component]
fn Line(row: Row) -> impl IntoView {
    let store = Store::get();
    let task = row.task;
    let percent = Memo::new(move |_| {
        let (schedule, dates) = (store.schedule.get(), store.dates());
        let at = store.row_of.with(|rows| rows.get(&task).copied());
        store.seen.with(|project| {
            let plan = &project.plan;
            let look = Look { plan, schedule: &schedule, dates };
            at.and_then(|at| Some(look.text(Field::Percent, at, plan.tasks.get(at)?))).unwrap_or_default()
        })
    });
    let message = RwSignal::new(None::<String>);
    let commit: Commit = Callback::new(move |(text,): (String,)| enter(store, task, &text));
    let done = move || percent.get() == "100%";
    let name = row.name.clone();
    view! {
        <tr class="progress-line">
            <th scope="row"><button type="button" class="task-link" on:click=move |_| go(store, task)>{row.name.clone()}</button></th>
            <td>{row.planned}</td><td>{row.expected}</td>
            <td class="narrow"><TextField label=format!("Done of {}", row.name) bare=true value=percent commit/>
                <super::parts::Refusal message/></td>
            <td><button type="button" class="button" disabled=done aria-label=format!("Mark {name} done") on:click=move |_| message.set(enter(store, task, "100%").err())>"Done"</button></td>
        </tr>
    }
}
