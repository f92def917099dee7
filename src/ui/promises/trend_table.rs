//! The table behind the trend: every day somebody looked, where each milestone stood and why it had moved. It can be put
//! right, and what happened before this plan was kept can be entered.

use super::Room;
use crate::ui::focus::focus_soon;
use crate::ui::options::parts::carry_out;
use crate::ui::widgets::field::{Commit, TextField};
use chrono::NaiveDate;
use forthright::plan::{Moment, TaskId};
use forthright::prepare::record::{explain, forget};
use forthright::view::trend::{Chart, Point};
use forthright::words::DateForm;
use leptos::ev::SubmitEvent;
use leptos::prelude::*;
use std::sync::Arc;

/// The table, closed at first.
#[component]
pub fn TrendTable(chart: Memo<Arc<Chart>>) -> impl IntoView {
    let open = RwSignal::new(false);
    let lines = move || {
        let chart = chart.get();
        chart.lines.iter().map(|line| view! { <OneMilestone task=line.task name=line.name.clone() fared=line.fared.clone() points=line.points.clone()/> }).collect_view()
    };
    view! {
        <div class="trend-table">
            <button type="button" class="button" aria-expanded=move || open.get().to_string() on:click=move |_| open.update(|open| *open = !*open)>
                {move || if open.get() { "Close the table" } else { "As a table, and to put right" }}</button>
            <Show when=move || open.get()>
                <div class="table-scroll" tabindex="0" role="group" aria-label="Every day looked at"><table class="plain">
                    <thead><tr><th scope="col">"Milestone"</th><th scope="col">"Seen on"</th><th scope="col">"Planned for"</th><th scope="col">"Moved"</th><th scope="col">"Why"</th><th scope="col"><span class="unseen">"Take out"</span></th></tr></thead>
                    {lines}
                </table></div>
                <Earlier chart/>
            </Show>
        </div>
    }
}

#[component]
fn OneMilestone(task: TaskId, name: String, fared: String, points: Vec<Point>) -> impl IntoView {
    let count = points.len().to_string();
    let named = StoredValue::new(name.clone());
    let rows = points.into_iter().enumerate().map(|(at, point)| {
        let first = (at == 0).then(|| view! { <th scope="rowgroup" rowspan=count.clone()><span dir="auto">{name.clone()}</span><span class="muted">{fared.clone()}</span></th> });
        let turned = !point.moved.is_empty();
        view! {
            <tr class:turned=turned>{first}<td>{point.on.clone()}</td><td>{point.planned.clone()}</td><td>{point.moved.clone()}</td>
                <td>{point.update.then(|| view! { <Why task point=point.clone() name=named/> })}</td>
                <td>{point.kept.then(|| view! { <TakeOut task on=point.on_day seen=point.on.clone() name=named/> })}</td></tr>
        }
    });
    view! { <tbody>{rows.collect_view()}</tbody> }
}

/// Why it had moved; kept with the status of that day.
#[component]
fn Why(task: TaskId, point: Point, name: StoredValue<String>) -> impl IntoView {
    let room = Room::get();
    let store = room.store;
    let (on, planned) = (point.on_day, point.planned_day);
    let commit: Commit = Callback::new(move |(text,): (String,)| {
        let finish = Moment::end_of(planned);
        let edit = store.project.with_untracked(|project| {
            // What a status has kept knows the minute; a day is what is left of others.
            let kept =
                project.record.standings.get(&on).and_then(|one| one.lines.iter().find(|line| line.task == task));
            explain(project, on, task, kept.map_or(finish, |line| line.finish), &text)
        });
        carry_out(store, &format!("Say why {} moved", name.get_value()), Some(edit))
    });
    let label = format!("Why {}, seen on {}", name.get_value(), point.on);
    let off = Signal::derive(move || room.locked());
    view! { <TextField label value=Signal::stored(point.reason) commit bare=true disabled=off draft=format!("why {task:?} {on}")/> }
}

#[component]
fn TakeOut(task: TaskId, on: NaiveDate, seen: String, name: StoredValue<String>) -> impl IntoView {
    let room = Room::get();
    let store = room.store;
    let take = move |_| {
        let edit = store.project.with_untracked(|project| forget(project, on, task));
        if carry_out(store, &format!("Take out how {} stood", name.get_value()), edit).is_ok() {
            store.say_with_undo("Taken out of the trend.");
            focus_soon([".trend-table > .button".to_owned()]);
        }
    };
    let label = format!("Take out {}, seen on {seen}", name.get_value());
    view! { <button type="button" class="button quiet icon" aria-label=label disabled=move || room.locked() on:click=take>{crate::ui::icons::trash()}</button> }
}

/// How a milestone stood on a day before this plan was kept.
#[component]
fn Earlier(chart: Memo<Arc<Chart>>) -> impl IntoView {
    let room = Room::get();
    let store = room.store;
    let first =
        chart.with_untracked(|chart| chart.lines.first().map(|line| line.task.0.to_string()).unwrap_or_default());
    let (which, on, planned, why) = (
        RwSignal::new(first),
        RwSignal::new(String::new()),
        RwSignal::new(String::new()),
        RwSignal::new(String::new()),
    );
    let problem = RwSignal::new(None::<String>);
    let add = move || -> Result<(), String> {
        let task = TaskId(which.read_untracked().parse().unwrap_or(0));
        let (dates, today) = (untrack(|| store.dates()), store.today.get_untracked());
        let seen = dates.near(today).read(&on.read_untracked())?.date;
        let stood = dates.near(seen).read(&planned.read_untracked())?.date;
        if seen > today {
            return Err("The day it was seen on is still to come.".to_owned());
        }
        let done = chart.with_untracked(|chart| chart.lines.iter().find(|line| line.task == task)?.done_on);
        if let Some(done) = done.filter(|done| *done < seen) {
            return Err(format!("It was done on {}; nothing later is drawn.", dates.write(done, DateForm::Short)));
        }
        let edit = store.project.with_untracked(|project| {
            // A reason that is there already stays unless another one is given.
            let lines = project.record.standings.get(&seen).map(|standing| &standing.lines);
            let known =
                lines.and_then(|lines| lines.iter().find(|line| line.task == task)).map(|line| line.reason.clone());
            let why = Some(why.get_untracked()).filter(|why| !why.trim().is_empty()).or(known).unwrap_or_default();
            explain(project, seen, task, Moment::end_of(stood), &why)
        });
        carry_out(store, "Enter how a milestone stood", Some(edit))?;
        [on, planned, why].into_iter().for_each(|field| field.set(String::new()));
        focus_soon([".earlier input".to_owned()]);
        Ok(())
    };
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        problem.set(add().err());
    };
    let options = move || {
        chart.with(|chart| {
            chart
                .lines
                .iter()
                .map(|line| view! { <option value=line.task.0.to_string()>{line.name.clone()}</option> })
                .collect_view()
        })
    };
    let field = move |label: &'static str, hint: &'static str, value: RwSignal<String>| {
        view! {
            <label class="field"><span>{label}</span><input class="input" autocomplete="off" placeholder=hint disabled=move || room.locked() data-kept=move || value.read().is_empty().then_some("") prop:value=move || value.get() on:input=move |event| { value.set(event_target_value(&event)); problem.set(None) }/></label>
        }
    };
    view! {
        <form class="earlier" aria-label="Enter how a milestone stood" on:submit=submit>
            <label class="field"><span>"Milestone"</span><select class="input" disabled=move || room.locked() prop:value=move || which.get() on:change=move |event| which.set(event_target_value(&event))>{options}</select></label>
            {field("Seen on", "2 Oct", on)}{field("Planned for", "16 Oct", planned)}{field("Why it had moved", "", why)}
            <button type="submit" class="button" disabled=move || room.locked()>"Enter it"</button>
            <p class="message" role="alert">{move || problem.get()}</p>
        </form>
    }
}
