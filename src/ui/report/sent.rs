//! Reports that were sent: the list, the one that is open, and two of them side by side.

use super::Room;
use crate::ui::conversations::state::Ask;
use crate::ui::options::parts::carry_out;
use forthright::analysis::{still_so, told_by};
use forthright::prepare;
use forthright::prepare::record::Talk;
use forthright::project::{Project, ReportId, Sent};
use forthright::report::{Difference, between_sent, heading};
use forthright::view::report::sent_rows;
use forthright::words::DateForm;
use leptos::prelude::*;

/// The list, the latest first.
#[component]
pub fn SentReports() -> impl IntoView {
    let room = Room::get();
    let store = room.store;
    let rows = Memo::new(move |_| {
        let dates = store.dates();
        store.project.with(|project| sent_rows(project, &dates))
    });
    let open = move |id: Option<ReportId>| {
        room.against.set(None);
        room.opened.set(id);
    };
    let here = move |id: Option<ReportId>| {
        let now = room.opened.get().filter(|_| room.is_sent());
        (now == id).then_some("true")
    };
    let row = move |row: forthright::view::report::SentRow| {
        let id = row.id;
        view! {
            <li><button type="button" class="sent-row" id=format!("sent-{}", id.0) aria-current=move || here(Some(id)) on:click=move |_| open(Some(id))>
                <span>{row.day}</span><span class="muted">{row.note}</span></button></li>
        }
    };
    view! {
        <section class="sent-reports" aria-label="Reports">
            <h2>"Reports"</h2>
            <ul>
                <li><button type="button" class="sent-row" aria-current=move || here(None) on:click=move |_| open(None)><span>"In the making"</span></button></li>
                {move || rows.get().into_iter().map(row).collect_view()}
            </ul>
            {move || rows.read().is_empty().then(|| view! { <p class="muted">"None was sent yet. What the first one tells is measured from the baseline that is shown, or from the start."</p> })}
        </section>
    }
}

fn sent_of(project: &Project, id: ReportId) -> Option<&Sent> {
    project.reports.get(&id)?.sent.as_deref()
}

/// Above a sent report: when it went out and to whom, and what it is compared with.
#[component]
pub fn Banner() -> impl IntoView {
    let room = Room::get();
    let shown = move || room.opened.get().filter(|_| room.is_sent());
    view! { {move || shown().map(|id| view! { <Frozen id/> })} }
}

#[component]
fn Frozen(id: ReportId) -> impl IntoView {
    let room = Room::get();
    let store = room.store;
    let words = move || {
        let dates = store.dates();
        store.project.with(|project| {
            let Some(sent) = sent_of(project, id) else { return String::new() };
            let to = if sent.to.is_empty() { String::new() } else { format!(" to {}", sent.to.join(", ")) };
            format!("Sent on {}{to}. Nothing in it changes any more.", dates.write(sent.on, DateForm::Long))
        })
    };
    let others = Memo::new(move |_| {
        let dates = store.dates();
        let all = store.project.with(|project| sent_rows(project, &dates));
        all.into_iter().filter(|row| row.id != id).map(|row| (row.id, row.day)).collect::<Vec<_>>()
    });
    let latest = move || {
        store.project.with(|project| {
            project.sent_reports().last().map(|(last, _)| *last) == Some(id) && prepare::open_report(project).is_none()
        })
    };
    let choose = move |event| {
        let id = event_target_value(&event).parse().ok().map(ReportId);
        room.against.set(id);
    };
    let reopen = move |_| {
        let edit = store.project.with_untracked(|project| prepare::not_sent(project, id));
        if carry_out(store, "Take back that the report was sent", edit).is_ok() {
            room.opened.set(None);
            crate::ui::focus::focus_soon([".mark-sent".to_owned()]);
        }
    };
    // A talk about it tells what it tells, to whoever is there.
    let talk = move |_| {
        let (schedule, today) = (store.facts_schedule.get_untracked(), store.today.get_untracked());
        let talk = store.project.with_untracked(|project| {
            let sent = sent_of(project, id)?;
            let told = still_so(project, &schedule, told_by(project, sent));
            Some(Talk { told, people: sent.to.clone(), report: Some(id), ..Talk::default() })
        });
        store.conversations.open(Ask::Log(today, Box::new(talk.unwrap_or_default())));
    };
    view! {
        <div class="frozen">
            <p>{words}</p>
            <div class="line">
                <Show when=move || !others.read().is_empty()>
                    <label class="field compare-with"><span class="label">"Compare with"</span>
                        <select class="input" on:change=choose>
                            <option value="" prop:selected=move || room.against.read().is_none()>"no other report"</option>
                            {move || others.get().into_iter().map(|(id, day)| view! { <option value=id.0.to_string() prop:selected=move || room.against.get() == Some(id)>{day}</option> }).collect_view()}
                        </select></label>
                </Show>
                <button type="button" class="button" disabled=move || store.read_only.read().is_some() on:click=talk>"Log a talk about it"</button>
                {move || latest().then(|| view! { <button type="button" class="button" disabled=move || store.read_only.read().is_some() on:click=reopen>"It was not sent"</button> })}
            </div>
            <Compared id/>
        </div>
    }
}

/// What the open report says that the other one did not, and the other way round.
#[component]
fn Compared(id: ReportId) -> impl IntoView {
    let room = Room::get();
    let found = move || {
        let against = room.against.get()?;
        room.store.project.with(|project| {
            let (this, other) = (sent_of(project, id)?, sent_of(project, against)?);
            let old_first = other.on <= this.on;
            Some(if old_first { between_sent(other, this) } else { between_sent(this, other) })
        })
    };
    let line = |one: Difference| {
        match one {
        Difference::New { section, text } => view! { <li><span class="chip good">"New"</span><span class="muted">{heading(section)}</span><p dir="auto">{text}</p></li> }.into_any(),
        Difference::Gone { section, text } => view! { <li><span class="chip">"No longer there"</span><span class="muted">{heading(section)}</span><p dir="auto">{text}</p></li> }.into_any(),
        Difference::Changed { section, before, after } => view! {
            <li><span class="chip warn">"Changed"</span><span class="muted">{heading(section)}</span><p dir="auto"><del>{before}</del></p><p dir="auto">{after}</p></li>
        }
        .into_any(),
    }
    };
    view! {
        {move || found().map(|all| match all.is_empty() {
            true => view! { <p class="muted">"Both say the same."</p> }.into_any(),
            false => view! { <ul class="differences" aria-label="What differs, from the older to the newer">{all.into_iter().map(line).collect_view()}</ul> }.into_any(),
        })}
    }
}
