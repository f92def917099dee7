//! One step: its name to type in, what the client will see, who owns it, when it is, and whether the client sees it.

use super::details::Details;
use super::keys;
use super::steps::Tree;
use super::{caret, clip, marks, several};
use crate::ui::icons;
use forthright::plan::TaskId;
use forthright::view::outline::StepLine;
use leptos::attr::custom::custom_attribute;
use leptos::html;
use leptos::prelude::*;
use leptos::wasm_bindgen::JsCast;
use web_sys::HtmlElement;

/// A line of the tree.
#[component]
pub fn StepRow(
    task: TaskId,
    /// The height of what is not drawn above it, in px.
    above: Memo<f64>,
) -> impl IntoView {
    let tree = Tree::get();
    let store = tree.store;
    let line = Memo::new(move |_| {
        let row = store.row_of.with(|rows| rows.get(&task).copied())?;
        let dates = store.dates();
        store
            .schedule
            .with(|schedule| store.project.with(|p| StepLine::new(&p.plan, schedule.rows.get(row), row, &dates)))
    });
    let part = move |read: fn(&StepLine) -> bool| move || line.with(|line| line.as_ref().is_some_and(read));
    let text = move |read: fn(&StepLine) -> &String| {
        Memo::new(move |_| line.with(|line| line.as_ref().map(|line| read(line).clone()).unwrap_or_default()))
    };
    let label = move || {
        line.with(|line| line.as_ref().map(|l| l.name.clone()).filter(|n| !n.is_empty())).unwrap_or("New step".into())
    };
    let level = move || line.with(|line| line.as_ref().map_or(0, |line| line.level));
    let summary = Memo::new(move |_| part(|line| line.summary)());
    let open = Signal::derive(move || !store.view().with(|view| view.collapsed.contains(&task.0)));
    let here = Memo::new(move |_| store.selection.with(|selection| selection.focus == Some(task)));
    let chosen = Memo::new(move |_| {
        store.selection.with(|selection| match selection.tasks.len() {
            0 | 1 => selection.focus == Some(task),
            _ => selection.tasks.contains(&task),
        })
    });
    let first = Memo::new(move |_| {
        let none = store.selection.with(|selection| selection.focus.is_none());
        none && tree.rows.with(|rows| rows.first().copied()) == store.row_of.with(|rows| rows.get(&task).copied())
    });
    let index = move || {
        let row = store.row_of.with(|rows| rows.get(&task).copied()).unwrap_or(0);
        tree.rows.with(|rows| rows.binary_search(&row).map_or(0, |line| line + 2))
    };
    let (will_see, owner, dates) = (text(|line| &line.will_see), text(|line| &line.owner), text(|line| &line.dates));
    let below = move || here.get() && tree.details.get() && !tree.wide.get();
    view! {
        <div role="row" id=format!("step-{}", task.0) class="step" data-task=task.0.to_string() class:chosen=chosen class:summary=summary
            class:done=part(StepLine::done) class:client=part(|line| line.client) class:milestone=part(|line| line.milestone)
            style=("--level", move || level().to_string()) style:margin-top=move || format!("{}px", above.get()) aria-label=label aria-rowindex=index
            aria-expanded=move || summary.get().then(|| open.get().to_string()) aria-selected=move || chosen.get().to_string()
            tabindex=move || if here.get() || first.get() { "0" } else { "-1" }
            on:keydown=move |event| keys::on_key(tree, task, &event) on:focusin=move |_| several::on_focus(tree, task)
            on:mousedown=move |event| several::on_press(tree, task, &event) on:contextmenu=move |event| several::on_menu(tree, task, &event) {..custom_attribute("aria-level", move || (level() + 1).to_string())}>
            <div role="gridcell" class="cell-step">
                <Lead task summary open done=Signal::derive(part(StepLine::done)) milestone=Signal::derive(part(|line| line.milestone))/>
                <div class="step-words">
                    <Name task line/>
                    <Show when=move || !will_see.read().is_empty()>
                        <p class="will-see"><span class="unseen">"You will see: "</span>{will_see}</p>
                    </Show>
                </div>
                <Show when=part(|line| line.note)><span class="note-mark" title="Has a private note">{marks::note()}<span class="unseen">"Private note"</span></span></Show>
                <button type="button" tabindex="-1" class="button quiet icon narrow-only" aria-label="Details" aria-expanded=move || below().to_string()
                    on:click=move |_| { store.select(task); tree.details.update(|open| *open = !*open); }>{icons::more()}</button>
            </div>
            <div role="gridcell" class="cell-owner">{owner}</div>
            <div role="gridcell" class="cell-dates">{dates}</div>
            <div role="gridcell" class="cell-client"><ClientMark task seen=Signal::derive(part(|line| line.client))/></div>
            <Show when=below><div role="gridcell" class="cell-details"><Details/></div></Show>
        </div>
    }
}

/// What stands before the name: a triangle that opens and closes, or a ring that says whether it is done.
#[component]
fn Lead(
    task: TaskId,
    summary: Memo<bool>,
    open: Signal<bool>,
    done: Signal<bool>,
    milestone: Signal<bool>,
) -> impl IntoView {
    let tree = Tree::get();
    let fold = move || {
        let name = move || if open.get() { "Close" } else { "Open" };
        view! {
            <button type="button" tabindex="-1" class="lead fold" aria-label=name title=name on:click=move |_| tree.store.toggle_collapsed(task)>
                {move || if open.get() { icons::fold_open().into_any() } else { icons::fold_closed().into_any() }}
            </button>
        }
    };
    let ring = move || {
        view! {
            <button type="button" tabindex="-1" role="checkbox" class="lead ring" aria-label="Done" title="Done" aria-checked=move || done.get().to_string()
                on:click=move |_| keys::toggle_done(tree, task)>{move || marks::ring(done.get(), milestone.get())}</button>
        }
    };
    move || if summary.get() { fold().into_any() } else { ring().into_any() }
}

/// The name, edited where it stands.
#[component]
fn Name(task: TaskId, line: Memo<Option<StepLine>>) -> impl IntoView {
    let tree = Tree::get();
    let element = NodeRef::<html::Div>::new();
    let name = Memo::new(move |_| line.with(|line| line.as_ref().map(|line| line.name.clone()).unwrap_or_default()));
    Effect::new(move |_| {
        let (Some(element), name) = (element.get(), name.get()) else { return };
        let element: &HtmlElement = &element;
        if !element.is_content_editable() && tree.store.read_only.read().is_none() {
            // A browser that does not know plain-text editing: pasting is ours anyway.
            let _ = element.set_attribute("contenteditable", "true");
        }
        if caret::text(element).trim() != name {
            let at = caret::stretch(element).map(|stretch| stretch.1);
            element.set_text_content(Some(&name));
            if let Some((at, line)) = at.zip(super::steps::line_element(task)) {
                caret::put(&line, caret::Caret::At(at));
            }
        }
    });
    let read = move |event: &web_sys::Event| {
        let Some(element) = event.current_target().and_then(|target| target.dyn_into::<HtmlElement>().ok()) else {
            return;
        };
        let text = caret::text(&element);
        if text.is_empty() {
            // Browsers leave a line break in an emptied element.
            element.set_text_content(Some(""));
        }
        tree.typed(task, &text);
    };
    view! {
        <div class="step-name" role="textbox" aria-label="Name" tabindex="-1" dir="auto" aria-readonly=move || tree.store.read_only.read().is_some().then_some("true")
            contenteditable=move || if tree.store.read_only.read().is_some() { "false" } else { "plaintext-only" } spellcheck="true" data-hint="New step" node_ref=element
            on:focus=move |_| tree.enter(task) on:input=move |event| read(event.as_ref())
            on:paste=move |event| clip::on_paste(tree, task, event.unchecked_ref())></div>
    }
}

/// Whether the client sees the step: an eye and a word. Private is the default and stays quiet.
#[component]
fn ClientMark(task: TaskId, seen: Signal<bool>) -> impl IntoView {
    let tree = Tree::get();
    let title = move || match seen.get() {
        true => "The client sees this step. Click to keep it private with all inside (Alt+Enter); with Shift, it alone",
        false => {
            "Private: the client does not see this step. Click to show it with all inside (Alt+Enter); with Shift, it alone"
        }
    };
    view! {
        <button type="button" tabindex="-1" class="client-mark" class:seen=seen aria-label=move || if seen.get() { "Client sees it" } else { "Private: show it to the client" } title=title
            on:click=move |event| keys::mark(tree, task, !event.shift_key())>
            {move || if seen.get() { icons::eye().into_any() } else { icons::closed_eye().into_any() }}
            <span>{move || if seen.get() { "Client" } else { "Private" }}</span>
        </button>
    }
}
