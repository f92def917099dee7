//! The list of problems: open ones first, the chosen one marked; and the way to file one.

use super::{Room, acts};
use crate::ui::icons;
use forthright::view::options::{self, ProblemLine};
use leptos::prelude::*;

/// The list.
#[component]
pub fn Problems() -> impl IntoView {
    let room = Room::get();
    let store = room.store;
    let lines = Memo::new(move |_| store.project.with(options::problems));
    let line = move |id| Memo::new(move |_| lines.with(|all| all.iter().find(|line| line.id == id).cloned()));
    let locked = move || store.read_only.read().is_some();
    view! {
        <section class="problems" aria-label="Problems">
            <h2>"Problems"</h2>
            <ul>
                <For each=move || lines.with(|all| all.iter().map(|line| line.id).collect::<Vec<_>>()) key=|id| *id let(id)>
                    <li><Row line=line(id) id/></li>
                </For>
            </ul>
            <button type="button" class="button new-problem" disabled=locked on:click=move |_| acts::new_problem(store)>{icons::plus()}"New problem"</button>
        </section>
    }
}

#[component]
fn Row(id: forthright::project::ProblemId, line: Memo<Option<ProblemLine>>) -> impl IntoView {
    let room = Room::get();
    let part =
        move |read: fn(&ProblemLine) -> String| move || line.with(|line| line.as_ref().map(read).unwrap_or_default());
    let here = move || (room.open.get() == Some(id)).then_some("true");
    let closed = move || line.with(|line| line.as_ref().is_some_and(|line| line.closed));
    view! {
        <button type="button" class="problem-row" class:closed=closed id=format!("problem-{}", id.0) aria-current=here
            on:click=move |_| room.store.options_view.chosen.set(Some(id))>
            <span class="problem-name">{part(|line| line.title.clone())}</span>
            <span class="muted">{part(|line| format!("{} · {}", line.kind, line.state))}</span>
        </button>
    }
}
