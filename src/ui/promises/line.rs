//! One promise: what was said, its dates on the axis, how it stands; opened, its history and what can be done.

use super::Room;
use crate::ui::conversations::Ask;
use crate::ui::plan::inspector::promises::One;
use crate::ui::rooms;
use forthright::project::PromiseId;
use forthright::view::chance::kept;
use forthright::view::ledger::Row;
use forthright::view::promises::Tone;
use leptos::prelude::*;

/// A row of the ledger.
#[component]
pub fn Line(id: PromiseId) -> impl IntoView {
    let room = Room::get();
    let row = Memo::new(move |_| room.ledger.with(|ledger| ledger.rows.iter().find(|row| row.id == id).cloned()));
    let open = Memo::new(move |_| room.opened.get() == Some(id));
    let toggle = move |_| room.opened.update(|opened| *opened = if *opened == Some(id) { None } else { Some(id) });
    let late = move || row.with(|row| row.as_ref().is_some_and(|row| row.tone == Tone::Late));
    let more = format!("ledger-{}", id.0);
    let said = read(row, |row| (row.words.clone(), row.about.clone()));
    let how = read(row, |row| {
        (chip(row.tone), row.state.clone(), row.date.clone(), row.forecast.clone(), row.notice.clone())
    });
    let store = room.store;
    let chance = Memo::new(move |_| {
        let (chances, now) = (store.chance.seen(store)?, store.promised.with(|promised| promised.now(id))?);
        kept(&chances, &now)
    });
    view! {
        <li class="ledger-row" class:late=late class:open=move || open.get()>
            <button type="button" class="ledger-line" id=format!("ledger-line-{}", id.0) aria-expanded=move || open.get().to_string() aria-controls=more.clone() on:click=toggle>
                {move || { let (words, about) = said.get(); view! { <span class="said"><span class="words" dir="auto">{words}</span><span class="muted" dir="auto">{about}</span></span> } }}
                <Lane row/>
                {move || { let (class, state, date, forecast, notice) = how.get(); view! {
                    <span class="how"><span class=class>{state}</span><span>{format!("promised {date}")}</span><span class="muted">{forecast}</span>
                        {(!notice.is_empty()).then(|| view! { <span class="notice">{notice}</span> })}
                        {move || chance.get().map(|kept| view! { <span class="chance">{kept}</span> })}</span>
                } }}
            </button>
            <div id=more class="ledger-more"><Show when=move || open.get()><More id row/></Show></div>
        </li>
    }
}

fn read<T: Clone + Default + PartialEq + Send + Sync + 'static>(
    row: Memo<Option<Row>>,
    read: impl Fn(&Row) -> T + Send + Sync + 'static,
) -> Memo<T> {
    Memo::new(move |_| row.with(|row| row.as_ref().map(&read).unwrap_or_default()))
}

fn chip(tone: Tone) -> &'static str {
    match tone {
        Tone::Ahead | Tone::Moved => "chip",
        Tone::Kept => "chip good",
        Tone::Late => "chip critical",
    }
}

/// The dates as marks. What they say stands in words beside them.
#[component]
fn Lane(row: Memo<Option<Row>>) -> impl IntoView {
    let room = Room::get();
    let lane = Memo::new(move |_| row.with(|row| row.as_ref().map(|row| row.lane.clone())));
    let today = Memo::new(move |_| room.ledger.with(|ledger| ledger.today));
    let at = |place: f64| format!("{place}%");
    let marks = move || {
        let lane = lane.get()?;
        let between = lane.reached.map(|reached| {
            let (from, to, after) = (reached.min(lane.promised), reached.max(lane.promised), reached > lane.promised);
            view! { <span class="between" class:after=after style:left=at(from) style:width=at(to - from)></span> }
        });
        let before = lane.before.iter().map(|place| view! { <span class="mark old" style:left=at(*place)></span> });
        let reached = lane.reached.map(|place| {
            view! {
                <span class="mark" class:reached=!lane.delivered class:done=lane.delivered style:left=at(place)></span>
            }
        });
        Some(
            view! { {between}{before.collect_view()}<span class="mark said" style:left=at(lane.promised)></span>{reached} },
        )
    };
    view! { <span class="lane" aria-hidden="true"><span class="today" style:left=move || at(today.get())></span>{marks}</span> }
}

/// The history of an open row, its fields, and the ways on.
#[component]
fn More(id: PromiseId, row: Memo<Option<Row>>) -> impl IntoView {
    let room = Room::get();
    let store = room.store;
    let Some(task) = row.with_untracked(|row| row.as_ref().map(|row| row.task)) else { return ().into_any() };
    let sayings = read(row, |row| {
        row.sayings.iter().map(|said| (said.date.clone(), said.told.clone(), said.reason.clone())).collect::<Vec<_>>()
    });
    let history = move || {
        let lines = sayings.get().into_iter().map(|(date, told, reason)| view! {
            <li><strong>{date}</strong><span class="muted">{told}</span>{(!reason.is_empty()).then(|| view! { <span class="reason" dir="auto">{reason}</span> })}</li>
        });
        lines.collect_view()
    };
    let why = read(row, |row| row.why.clone());
    let untold = read(row, |row| row.untold.clone());
    let tell = move |_| store.conversations.open(Ask::Talk(untold.get_untracked()));
    let show = move |_| {
        store.show(task);
        rooms::Room::Plan.go();
    };
    let problems = read(row, |row| row.problems.clone());
    let open = move |problem| {
        store.options_view.chosen.set(Some(problem));
        rooms::Room::Options.go();
    };
    view! {
        <div class="ledger-deeds">
            <button type="button" class="button" class:primary=move || !untold.read().is_empty() disabled=move || room.locked() on:click=tell>
                {move || if untold.read().is_empty() { "Log a conversation about it" } else { "Log that it was told" }}</button>
            <button type="button" class="button" on:click=show>"Show it in the plan"</button>
            {move || problems.get().into_iter().map(|(problem, name)| view! {
                <button type="button" class="button" on:click=move |_| open(problem)>{format!("Problem: {name}")}</button>
            }).collect_view()}
        </div>
        <ol class="history" aria-label="Each date, when it was told, and why it changed">{history}</ol>
        {move || why.with(|why| (!why.is_empty()).then(|| view! { <p class="reason" dir="auto">"Missed: "{why.clone()}</p> }))}
        <fieldset class="promise-fields" disabled=move || room.locked()><legend class="unseen">"Put right or promise anew"</legend><h3 class="unseen">"Put right or promise anew"</h3><One id task/></fieldset>
    }
    .into_any()
}
