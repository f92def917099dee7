//! The next small win: steps as they rank, judged by five quick answers, each with a date that can be promised.

use super::Room;
use crate::ui::dialogs::{self, PlanDialog};
use crate::ui::focus::focus_soon;
use crate::ui::options::parts::carry_out;
use forthright::plan::TaskId;
use forthright::prepare::record::rate;
use forthright::prepare::{self, Said};
use forthright::project::Edit;
use forthright::view::small_win::{QUESTIONS, Row, answered, rows};
use forthright::words::DateForm;
use leptos::ev::KeyboardEvent;
use leptos::prelude::*;
use leptos::wasm_bindgen::JsCast;
use std::sync::Arc;
use web_sys::HtmlInputElement;

/// As many steps nobody has judged are shown before all are asked for.
const FEW: usize = 5;

/// Steps as they rank.
#[component]
pub fn SmallWins() -> impl IntoView {
    let store = Room::get().store;
    let all = Memo::new(move |_| {
        let (schedule, dates) = (store.facts_schedule.get(), store.dates());
        store.project.with(|project| Arc::new(rows(project, &schedule, &dates)))
    });
    let every = RwSignal::new(false);
    let ids = Memo::new(move |_| {
        let (all, every) = (all.get(), every.get());
        let judged = all.iter().filter(|row| row.judged).count();
        all.iter().take(if every { usize::MAX } else { judged + FEW }).map(|row| row.task).collect::<Vec<_>>()
    });
    let show_all = move |_| {
        let next = all.with_untracked(|all| all.get(ids.with_untracked(Vec::len)).map(|row| row.task.0));
        every.set(true);
        focus_soon(next.map(|task| format!("#win-{task}-0")).into_iter().collect::<Vec<_>>());
    };
    let more = move || all.with(|all| all.len()).saturating_sub(ids.with(Vec::len));
    view! {
        <section class="wins" aria-label="The next small win">
            <h2>"The next small win"</h2>
            <p class="prose-hint">"Something small, delivered well before its date, wins more trust than something large. Judge a few steps from 0 to 3; what ranks first is what to promise next."</p>
            <Show when=move || !ids.read().is_empty() fallback=|| view! { <p class="muted">"Every step is done."</p> }>
                <ol class="win-list"><For each=move || ids.get() key=|task| *task let(task)><Win task all/></For></ol>
            </Show>
            <Show when=move || { more() > 0 }>
                <button type="button" class="button" on:click=show_all>{move || format!("Show {} more", more())}</button>
            </Show>
        </section>
    }
}

#[component]
fn Win(task: TaskId, all: Memo<Arc<Vec<Row>>>) -> impl IntoView {
    let row = Memo::new(move |_| all.with(|all| all.iter().find(|row| row.task == task).cloned()));
    let head = move || {
        let row = row.get()?;
        let score = row.judged.then(|| view! { <span class="score" aria-hidden="true"><span style:width=format!("{}%", row.score)></span></span> });
        Some(
            view! { <span class="win-name" dir="auto">{row.name}</span><span class="muted">{format!("planned for {}", row.finish)}</span>{score} },
        )
    };
    let why = move || row.with(|row| row.as_ref().map(|row| row.why.clone()).unwrap_or_default());
    let name = Signal::derive(move || row.with(|row| row.as_ref().map(|row| row.name.clone()).unwrap_or_default()));
    let questions = (0..QUESTIONS.len()).map(|question| view! { <Answer task row question name/> });
    view! {
        <li class="win" class:judged=move || row.with(|row| row.as_ref().is_some_and(|row| row.judged))>
            <div class="win-head">{head}</div>
            <div class="win-answers">{questions.collect_view()}</div>
            <p class="why">{why}</p>
            <Deeds task row name/>
        </li>
    }
}

/// One answer, 0 to 3: by arrows, by the number itself, by pointer.
#[component]
fn Answer(task: TaskId, row: Memo<Option<Row>>, question: usize, name: Signal<String>) -> impl IntoView {
    let room = Room::get();
    let store = room.store;
    let asked = QUESTIONS.get(question).copied().unwrap_or_default();
    let value = Memo::new(move |_| {
        row.with(|row| row.as_ref().and_then(|row| row.answers.get(question).copied()).unwrap_or(0))
    });
    let judged = Memo::new(move |_| row.with(|row| row.as_ref().is_some_and(|row| row.judged)));
    let set = move |answer: u8| {
        let edit = store.project.with_untracked(|project| {
            rate(task, Some(answered(project.record.wins.get(&task).copied(), question, answer)))
        });
        // It may rank elsewhere now; the focus goes with it.
        let _ = carry_out(store, &format!("Judge {}", name.get_untracked()), Some(edit));
        focus_soon([format!("#win-{}-{question}", task.0)]);
    };
    let on_key = move |event: KeyboardEvent| {
        if let Some(digit) = event.key().parse::<u8>().ok().filter(|digit| *digit <= 3) {
            event.prevent_default();
            set(digit);
        }
    };
    let changed = move |event: leptos::ev::Event| {
        let input = event.target().and_then(|target| target.dyn_into::<HtmlInputElement>().ok());
        if let Some(answer) = input.and_then(|input| input.value().parse::<u8>().ok()) {
            set(answer);
        }
    };
    view! {
        <label class="win-answer"><span>{asked}</span>
            <input type="range" min="0" max="3" step="1" id=format!("win-{}-{question}", task.0) aria-label=move || format!("{asked}: {}", name.get()) aria-valuetext=move || (!judged.get()).then_some("not judged") prop:value=move || value.get().to_string()
                disabled=move || room.locked() on:change=changed on:keydown=on_key/>
            <span class="number" aria-hidden="true">{move || if judged.get() { value.get().to_string() } else { "–".to_owned() }}</span></label>
    }
}

/// Promise it, or make it smaller first.
#[component]
fn Deeds(task: TaskId, row: Memo<Option<Row>>, name: Signal<String>) -> impl IntoView {
    let room = Room::get();
    let store = room.store;
    let by = Memo::new(move |_| row.with(|row| row.as_ref().and_then(|row| row.promise_by.filter(|_| !row.promised))));
    let promised = move || row.with(|row| row.as_ref().is_some_and(|row| row.promised));
    let large = move || row.with(|row| row.as_ref().is_some_and(|row| row.large));
    let promise = move |_| {
        let (Some(day), today) = (by.get_untracked(), store.today.get_untracked()) else { return };
        let made = store.project.with_untracked(|project| prepare::promise(project, task, day, today, Said::default()));
        let id = if let Some(Edit::Promise { id, .. }) = &made { Some(*id) } else { None };
        if carry_out(store, &format!("Promise {}", name.get_untracked()), made).is_ok() {
            room.opened.set(id);
            store.say_with_undo("Promised, with days in hand. Say it in their words, and to whom.");
            focus_soon(id.map(|id| format!("#promise-{} .words input", id.0)).into_iter().collect::<Vec<_>>());
        }
    };
    let forget = move |_| {
        let _ =
            carry_out(store, &format!("Take back what was judged of {}", name.get_untracked()), Some(rate(task, None)));
        focus_soon([format!("#win-{}-0", task.0)]);
    };
    let label = move || by.get().map(|day| format!("Promise it for {}", store.dates().write(day, DateForm::Short)));
    view! {
        <div class="win-deeds">
            <Show when=move || by.read().is_some()>
                <button type="button" class="button" disabled=move || room.locked() aria-label=move || format!("{}: {}", label().unwrap_or_default(), name.get()) on:click=promise>{label}</button>
            </Show>
            <Show when=promised><span class="chip">"promised"</span></Show>
            <Show when=move || row.with(|row| row.as_ref().is_some_and(|row| row.judged))><button type="button" class="button quiet" disabled=move || room.locked()
                aria-label=move || format!("Not judged any more: {}", name.get()) on:click=forget>"Not judged any more"</button></Show>
            <Show when=large><button type="button" class="button" disabled=move || room.locked() aria-label=move || format!("Split into smaller deliveries: {}", name.get())
                on:click=move |_| dialogs::open(store, PlanDialog::Split(task))>"Split into smaller deliveries"</button></Show>
        </div>
    }
}
