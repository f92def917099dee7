//! The bars on the screen: a memo a row, at most eight nodes a row.

use super::super::ROW;
use super::{Sight, px};
use forthright::plan::TaskId;
use forthright::view::bars::{Bar, Shape, Standing};
use leptos::prelude::*;

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
    view! {
        <div class="tl-bars" role="list" aria-label="Bars">
            <For each=move || rows.get() key=|row| *row children=move |(place, task)| view! { <Row place task/> }/>
        </div>
    }
}

/// A row: its bar and what goes with it, if that is on the screen.
#[component]
fn Row(place: usize, task: TaskId) -> impl IntoView {
    let sight = expect_context::<Sight>();
    let bar = Memo::new(move |_| {
        let stretch = sight.stretch.get();
        sight.bar(sight.row_at(place)?).filter(|bar| bar.task == task && in_stretch(bar, stretch))
    });
    let here = Memo::new(move |_| bar.with(Option::is_some));
    view! {
        <Show when=move || here.get()>
            <div class="tl-row" role="listitem" style:top=px(place as f64 * ROW)><Drawn task bar/></div>
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
fn Drawn(task: TaskId, bar: Memo<Option<Bar>>) -> impl IntoView {
    let sight = expect_context::<Sight>();
    let read = move |from: fn(&Bar) -> f64| move || bar.with(|bar| bar.as_ref().map_or(0.0, from));
    let style = move |from: fn(&Bar) -> f64| move || px(bar.with(|bar| bar.as_ref().map_or(0.0, from)));
    let class = move || bar.with(|bar| bar.as_ref().map_or_else(String::new, classes));
    let says = move || bar.with(|bar| bar.as_ref().map_or_else(String::new, |bar| bar.says.clone()));
    let focused = move || sight.store.selection.with(|s| s.focus == Some(task));
    let name = move || bar.with(|bar| bar.as_ref().map_or_else(String::new, |bar| bar.name.clone()));
    let float = Memo::new(move |_| bar.with(|bar| bar.as_ref().and_then(|bar| Some((bar.to, bar.float_to?)))));
    let ghost = Memo::new(move |_| bar.with(|bar| bar.as_ref().and_then(|bar| Some((bar.shape, bar.ghost?)))));
    let deadline = Memo::new(move |_| bar.with(|bar| bar.as_ref().and_then(|bar| bar.deadline)));
    let done = read(|bar| bar.done);
    view! {
        {move || ghost.get().map(|(shape, (from, to))| view! {
            <i class="ghost" class:milestone=shape == Shape::Milestone style:left=px(from) style:width=px(to - from)></i>
        })}
        {move || float.get().map(|(from, to)| view! { <i class="float" style:left=px(from) style:width=px(to - from)></i> })}
        <div class=class role="button" aria-label=says data-task=task.0 tabindex=move || if focused() { "0" } else { "-1" }
            style:left=style(|bar| bar.from) style:width=style(|bar| bar.to - bar.from)>
            <i class="done" style:width=move || px(done())></i>
        </div>
        <span class="bar-name" aria-hidden="true" style:left=style(name_x)>{name}</span>
        {move || deadline.get().map(|at| view! { <i class="deadline" class:missed=at.missed style:left=px(at.x)></i> })}
    }
}

fn name_x(bar: &Bar) -> f64 {
    bar.to + if bar.shape == Shape::Milestone { 15.0 } else { 11.0 }
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
    format!("{shape}{standing}{inactive}{held}")
}
