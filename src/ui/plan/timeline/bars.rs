//! The bars on the screen: a memo a row, at most eight nodes a row.

use super::super::ROW;
use super::hands::{Hands, Over};
use super::keys::Keys;
use super::{Sight, px};
use forthright::edit::{PlanEdit, TaskField};
use forthright::plan::{ConstraintKind, TaskId};
use forthright::view::bars::{Bar, Shape, Standing, constraint_words};
use forthright::words::task_name;
use leptos::prelude::*;
use leptos::wasm_bindgen::JsCast;

/// Room a name may take beside its bar, in px: a bar just outside the stretch is still drawn.
const NAME: f64 = 300.0;

/// The bars of the rows on the screen.
#[component]
pub fn Bars() -> impl IntoView {
    let sight = expect_context::<Sight>();
    let rows = Memo::new(move |_| {
        let window = sight.context.window.get();
        sight.context.rows.track();
        window.filter_map(|place| Some((place, sight.task_at(place)?))).collect::<Vec<(usize, TaskId)>>()
    });
    // One tab stop: the focused task's bar, or the first on the screen.
    let stop = Memo::new(move |_| {
        let focus = sight.store.selection.with(|s| s.focus);
        rows.with(|rows| {
            let here = focus.filter(|focus| rows.iter().any(|(_, task)| task == focus));
            here.or_else(|| rows.first().map(|(_, task)| *task))
        })
    });
    view! {
        <div class="tl-bars" role="list" aria-label="Bars">
            <For each=move || rows.get() key=|row| *row children=move |(place, task)| view! { <Row place task stop/> }/>
        </div>
    }
}

/// A row: its bar and what goes with it, if that is on the screen.
#[component]
fn Row(place: usize, task: TaskId, stop: Memo<Option<TaskId>>) -> impl IntoView {
    let sight = expect_context::<Sight>();
    let bar = Memo::new(move |_| {
        let stretch = sight.stretch.get();
        sight.bar(sight.row_at(place)?).filter(|bar| bar.task == task && in_stretch(bar, stretch))
    });
    let here = Memo::new(move |_| bar.with(Option::is_some));
    view! {
        <Show when=move || here.get()>
            <div class="tl-row" role="listitem" style:top=px(place as f64 * ROW)><Drawn task bar stop/></div>
        </Show>
    }
}

fn in_stretch(bar: &Bar, (from, to): (f64, f64)) -> bool {
    let marks = [bar.float_to, bar.deadline.map(|d| d.x), bar.ghost.map(|g| g.1)];
    let ghost = bar.ghost.map_or(bar.from, |g| g.0);
    let right = marks.into_iter().flatten().fold(bar.to, f64::max);
    bar.from.min(ghost) < to && right + NAME > from
}

#[component]
fn Drawn(task: TaskId, bar: Memo<Option<Bar>>, stop: Memo<Option<TaskId>>) -> impl IntoView {
    let sight = expect_context::<Sight>();
    let hands = expect_context::<Hands>();
    let keys = expect_context::<Keys>();
    let style = move |from: fn(&Bar) -> f64| move || px(bar.with(|bar| bar.as_ref().map_or(0.0, from)));
    let text = move |from: fn(&Bar) -> String| move || bar.with(|bar| bar.as_ref().map_or_else(String::new, from));
    let part = move |from: fn(&Bar) -> Option<(f64, f64)>| Memo::new(move |_| bar.with(|bar| from(bar.as_ref()?)));
    let focused = Memo::new(move |_| sight.store.selection.with(|s| s.focus == Some(task)));
    let doing = Memo::new(move |_| {
        hands.doing.with(|doing| doing.as_ref().map(|d| (d.task == task, d.target == Some(task)))).unwrap_or_default()
    });
    let near = Memo::new(move |_| focused.get() || hands.over.get() == Some(Over::Bar(task)));
    let float = part(|bar| Some((bar.to, bar.float_to?)));
    let ghost = part(|bar| bar.ghost);
    let gaps = Memo::new(move |_| bar.with(|bar| bar.as_ref().map(|bar| bar.gaps.clone()).unwrap_or_default()));
    let pin = part(|bar| bar.constraint.map(|(kind, x)| (x, f64::from(u8::from(ends(kind))))));
    let deadline = Memo::new(move |_| bar.with(|bar| bar.as_ref().and_then(|bar| bar.deadline)));
    let shaped = move |shape: Shape| bar.with_untracked(|bar| bar.as_ref().is_some_and(|bar| bar.shape == shape));
    view! {
        {move || ghost.get().map(|(from, to)| view! {
            <i class="ghost" class:milestone=shaped(Shape::Milestone) class:summary=shaped(Shape::Summary) style:left=px(from) style:width=px(to - from)></i>
        })}
        {move || float.get().map(|(from, to)| view! { <i class="float" style:left=px(from) style:width=px(to - from)></i> })}
        {move || pin.get().map(|(x, end)| view! { <i class="pin" class:end=end == 1.0 style:left=px(x)></i> })}
        <div class=text(classes) class:held-now=move || doing.get().0 class:target=move || doing.get().1 role="button"
            aria-label=text(|bar| bar.says.clone()) data-task=task.0 tabindex=move || if stop.get() == Some(task) { "0" } else { "-1" }
            style:left=style(|bar| bar.from) style:width=style(|bar| bar.to - bar.from)
            on:keydown=move |event| keys.pressed(&event, task) on:blur=move |_| { keys.left(); hands.focused.set(None) }
            on:focus=move |event| {
                if !focused.get_untracked() {
                    sight.store.select(task);
                }
                hands.focused.set(by_keys(&event).then_some(task));
            }>
            <i class="done" style:width=style(|bar| bar.done)></i>
            {move || gaps.get().into_iter().map(|(from, to)| view! { <i class="gap" style:left=px(from) style:width=px(to - from)></i> }).collect_view()}
        </div>
        <span class="bar-name" class:strong=move || bar.with(|bar| bar.as_ref().is_some_and(|bar| bar.shape == Shape::Summary)) style:left=style(name_x)>
            {text(|bar| bar.name.clone())}
            <Show when=move || near.get()><Chip task/></Show>
        </span>
        {move || deadline.get().map(|at| view! { <i class="deadline" class:missed=at.missed style:left=px(at.x)></i> })}
        <Show when=move || near.get() || doing.get().0><Handles bar/></Show>
    }
}

/// What a constraint holds, and the way to let go of it.
#[component]
fn Chip(task: TaskId) -> impl IntoView {
    let sight = expect_context::<Sight>();
    let held = Memo::new(move |_| {
        let (row, dates) = (sight.store.row_of.with(|rows| rows.get(&task).copied())?, sight.dates.get());
        let constraint = sight.store.seen.with(|project| project.plan.tasks.get(row)?.constraint)?;
        Some(constraint_words(constraint.kind, constraint.date, &dates))
    });
    let release = move |_| {
        let label = sight.store.plan(|plan| format!("Release {}", task_name(plan, task)));
        sight.store.act(&label, PlanEdit::Set { task, field: TaskField::Constraint(None) }, Some(task));
    };
    move || {
        held.get().map(|words| {
            let name = format!("Remove: {words}");
            view! { <button type="button" class="chip hold" tabindex="-1" aria-label=name on:click=release>{words}" ✕"</button> }
        })
    }
}

/// Where a pointer takes hold of the bar's ends, of what is done, and of new links.
#[component]
fn Handles(bar: Memo<Option<Bar>>) -> impl IntoView {
    let style = move |from: fn(&Bar) -> f64| move || px(bar.with(|bar| bar.as_ref().map_or(0.0, from)));
    let task = move || {
        bar.with(|bar| bar.as_ref().is_some_and(|bar| bar.shape == Shape::Task && bar.standing != Standing::Finished))
    };
    let grips = move || {
        task().then(|| {
            view! {
                <i class="grip stretch" data-part="stretch" style:left=style(|bar| bar.to - ((bar.to - bar.from) / 4.0).min(7.0))></i>
                <i class="grip progress" data-part="progress" style:left=style(|bar| bar.from + bar.done)></i>
            }
        })
    };
    view! {
        {grips}
        <i class="grip link" data-part="from-start" style:left=style(|bar| bar.from - out(bar) - 15.0)></i>
        <i class="grip link" data-part="from-finish" style:left=style(|bar| bar.to + out(bar) + 3.0)></i>
    }
}

/// Whether the focus came by keys, as the browser sees it.
fn by_keys(event: &leptos::ev::FocusEvent) -> bool {
    let bar = event.target().and_then(|target| target.dyn_into::<web_sys::Element>().ok());
    bar.is_some_and(|bar| bar.matches(":focus-visible").unwrap_or(false))
}

fn out(bar: &Bar) -> f64 {
    if bar.shape == Shape::Milestone { 7.0 } else { 0.0 }
}

fn ends(kind: ConstraintKind) -> bool {
    matches!(kind, ConstraintKind::Fnet | ConstraintKind::Fnlt | ConstraintKind::Mfo)
}

fn name_x(bar: &Bar) -> f64 {
    bar.to + out(bar) + 18.0
}

fn classes(bar: &Bar) -> String {
    let shape = match bar.shape {
        Shape::Task => "bar task",
        Shape::Milestone => "bar milestone",
        Shape::Summary => "bar summary",
    };
    let standing = match bar.standing {
        Standing::Usual => "",
        Standing::Near => " near",
        Standing::Critical => " critical",
        Standing::Finished => " finished",
    };
    let inactive = if bar.inactive { " inactive" } else { "" };
    let held = if bar.held { " held" } else { "" };
    let as_was = if bar.ghost == Some((bar.from, bar.to)) { " as-was" } else { "" };
    format!("{shape}{standing}{inactive}{held}{as_was}")
}
