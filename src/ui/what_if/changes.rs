//! The scenario's own list of changes, each of which can be dropped or moved, and what they move.

use super::against::Around;
use crate::ui::icons;
use crate::ui::plan::inspector::why::{Say, go};
use crate::ui::store::Store;
use forthright::prepare::{drop_draft, move_draft};
use forthright::project::{Edit, ScenarioId};
use forthright::view::what_if::{DraftLine, Line, drafts, moved, with_draft};
use leptos::html;
use leptos::prelude::*;

/// As many moved tasks are listed.
const MOST: usize = 200;
/// As many while a bar is dragged: more than the panel shows at once, and few enough to be drawn in every frame.
const MOST_DRAGGED: usize = 20;

/// Changes above, what moves below.
#[component]
pub fn Changes() -> impl IntoView {
    let store = Store::get();
    view! {
        <aside class="inspector what-if-panel" aria-label="Changes" on:keydown=move |event| super::escape(store, &event)>
            <header class="inspector-head">
                <h2>"Changes"</h2>
                <button type="button" class="button quiet icon" aria-label="Close" on:click=move |_| super::close(store)>{icons::close()}</button>
            </header>
            <Drafts/>
            <MovedTasks/>
        </aside>
    }
}

#[component]
fn Drafts() -> impl IntoView {
    let store = Store::get();
    let list = NodeRef::<html::Ol>::new();
    let lines = Memo::new(move |_| {
        let (trial, dates) = (store.trial.get(), store.dates());
        let Some((id, trial)) = trial.and_then(|trial| Some((trial.scenario?, trial))) else { return Vec::new() };
        store.project.with(|p| match p.scenarios.get(&id) {
            Some(scenario) => drafts(p, scenario, &trial.effective, &dates, &|task| store.last_name(task)),
            None => Vec::new(),
        })
    });
    let dragging = move || store.drafted.read().is_some();
    let heading = move || match lines.read().len() {
        0 if dragging() => "A change being made".to_owned(),
        0 => "No changes yet".to_owned(),
        1 => "1 change".to_owned(),
        many => format!("{many} changes"),
    };
    view! {
        <section aria-labelledby="drafts">
            <h3 id="drafts">{heading}</h3>
            <Show when=move || lines.read().is_empty() && !dragging()>
                <p class="inspector-empty muted">"Drag, stretch or link a bar, or type in the grid. The plan stays as it is."</p>
            </Show>
            <ol class="drafts" node_ref=list>
                {move || {
                    let lines = lines.get();
                    let count = lines.len();
                    lines.into_iter().enumerate().map(|(at, line)| view! { <DraftRow at count line list/> }).collect_view()
                }}
            </ol>
        </section>
    }
}

#[component]
fn DraftRow(at: usize, count: usize, line: DraftLine, list: NodeRef<html::Ol>) -> impl IntoView {
    let store = Store::get();
    let name = line.label.clone();
    // Carries an edit of the list out; the focus stays at the place the change then has.
    let change = move |verb: &str, edit: Option<Edit>, to: usize| {
        if let Some(edit) = edit
            && store.act(&format!("{verb} {name}"), edit, None)
        {
            focus(list, to);
        }
    };
    let on_list = move |make: fn(&forthright::project::Project, ScenarioId, usize) -> Option<Edit>| {
        let active = untrack(|| store.active_scenario())?;
        store.project.with_untracked(|project| make(project, active, at))
    };
    let (earlier, later, dropped) = (change.clone(), change.clone(), change);
    view! {
        <li>
            <span>{line.label}<span class="hint">{line.detail}</span></span>
            <span class="acts">
                <button type="button" class="button quiet icon" aria-label="Earlier" title="Earlier" disabled=at == 0
                    on:click=move |_| earlier("Move", on_list(|p, id, at| move_draft(p, id, at, at.checked_sub(1)?)), at.saturating_sub(1))>"↑"</button>
                <button type="button" class="button quiet icon" aria-label="Later" title="Later" disabled=at + 1 == count
                    on:click=move |_| later("Move", on_list(|p, id, at| move_draft(p, id, at, at + 1)), at + 1)>"↓"</button>
                <button type="button" class="button quiet icon" aria-label="Drop this change" title="Drop this change"
                    on:click=move |_| dropped("Drop", on_list(drop_draft), at)>{icons::close()}</button>
            </span>
            {(!line.fate.is_empty()).then(|| view! { <p class="fate">{line.fate}</p> })}
        </li>
    }
}

/// The focus on the last button of a place in the list, or on the list's panel when it is empty.
fn focus(list: NodeRef<html::Ol>, at: usize) {
    use leptos::wasm_bindgen::JsCast;
    request_animation_frame(move || {
        let Some(list) = list.try_get_untracked().flatten() else { return };
        let at = at.min((list.child_element_count() as usize).saturating_sub(1)) + 1;
        let found = list.query_selector(&format!("li:nth-child({at}) button:last-child")).ok().flatten();
        let found = found.or_else(|| document().query_selector(".tab[aria-selected=true]").ok().flatten());
        if let Some(button) = found.and_then(|button| button.dyn_into::<web_sys::HtmlElement>().ok()) {
            let _ = button.focus();
        }
    });
}

/// Old → new, with what then holds each.
#[component]
fn MovedTasks() -> impl IntoView {
    let store = Store::get();
    let around = expect_context::<Around>();
    let lines = Memo::new(move |_| {
        let (schedule, dates, base) = (store.shown.get(), store.dates(), around.base.get());
        let all = around.moved();
        let draft = store.drafted.get();
        let most = if draft.is_some() { MOST_DRAGGED } else { MOST };
        store.project.with(|facts| {
            let before = match base.as_deref() {
                Some(base) => &base.plan,
                None => &facts.plan,
            };
            store
                .seen
                .with(|seen| moved(before, &with_draft(&seen.plan, draft.as_ref()), &schedule, &all, &dates, most))
        })
    });
    let heading = move || match lines.with(|(lines, more)| lines.len() + more) {
        0 => "Nothing moves".to_owned(),
        1 => "1 task moves".to_owned(),
        many => format!("{many} tasks move"),
    };
    let row = move |line: Line| {
        let task = line.task;
        view! {
            <tr>
                <th scope="row"><button type="button" class="task-link" on:click=move |_| go(store, task)>{line.name}</button>
                    <span class="why"><Say sentence=line.why/></span></th>
                <td class="dates">{line.from}<br/>"→ "{line.to}</td>
                <td class:late=line.later == Some(true)>{line.slip}</td>
            </tr>
        }
    };
    view! {
        <section aria-labelledby="moved">
            <h3 id="moved">{heading}</h3>
            <Show when=move || !lines.read().0.is_empty()>
                <table class="moved" aria-labelledby="moved"><thead><tr><th scope="col">"Task"</th><th scope="col">"Was → is"</th><th scope="col">"By"</th></tr></thead>
                    <tbody>{move || lines.get().0.into_iter().map(row).collect_view()}</tbody></table>
            </Show>
            <Show when=move || { lines.read().1 > 0 }><p class="inspector-empty muted">{move || format!("And {} more.", lines.read().1)}</p></Show>
        </section>
    }
}
