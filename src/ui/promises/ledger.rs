//! The ledger: a row a promise, each with its dates on one axis of time. The rows are the table behind the picture.

use super::Room;
use super::line::Line;
use super::saying::NewPromise;
use crate::ui::widgets::field::{Commit, TextField};
use forthright::project::record::{RecordEdit, Rules};
use forthright::project::{Edit, PromiseId};
use leptos::prelude::*;

/// Every date said.
#[component]
pub fn EveryDate() -> impl IntoView {
    let room = Room::get();
    let ids =
        Memo::new(move |_| room.ledger.with(|ledger| ledger.rows.iter().map(|row| row.id).collect::<Vec<PromiseId>>()));
    view! {
        <section class="every-date" aria-label="Every date said">
            <div class="part-line"><h2>"Every date said"</h2><Legend/></div>
            <Show when=move || !ids.read().is_empty() fallback=|| view! {
                <p class="prose-hint">"A promise is a date you said to the client. It stays where it was said, whatever the plan does, and turns red when the plan reaches past it."</p>
            }>
                <Axis/>
                <ul class="ledger"><For each=move || ids.get() key=|id| *id let(id)><Line id/></For></ul>
            </Show>
            <NewPromise/>
            <InTime/>
        </section>
    }
}

/// What the marks mean.
#[component]
fn Legend() -> impl IntoView {
    view! {
        <p class="legend" aria-hidden="true">
            <span class="mark said"></span>"promised"
            <span class="mark old"></span>"said before"
            <span class="mark reached"></span>"the plan reaches"
            <span class="mark done"></span>"delivered"
        </p>
    }
}

/// Months over the lanes, and today.
#[component]
fn Axis() -> impl IntoView {
    let room = Room::get();
    let months = move || {
        let months = room.ledger.with(|ledger| ledger.months.clone());
        months
            .into_iter()
            .map(|(at, name)| view! { <span class="month" style:left=format!("{at}%")>{name}</span> })
            .collect_view()
    };
    view! { <div class="ledger-axis" aria-hidden="true"><span></span><span class="lane">{months}</span><span></span></div> }
}

/// From when on a moved date was told in time.
#[component]
fn InTime() -> impl IntoView {
    let store = Room::get().store;
    let days = Memo::new(move |_| store.project.with(|project| project.record.rules.notice_days));
    let commit: Commit = Callback::new(move |(text,): (String,)| {
        let typed = text.trim().parse::<u8>().ok().filter(|days| *days <= 60);
        let Some(notice_days) = typed else { return Err("A number of working days, 0 to 60.".to_owned()) };
        let rules = store.project.with_untracked(|project| Rules { notice_days, ..project.record.rules });
        let edit = Edit::Record(RecordEdit::Rules(rules));
        crate::ui::options::parts::carry_out(store, "Say what told in time means", Some(edit))
    });
    let off = Signal::derive(move || store.read_only.read().is_some());
    view! {
        <div class="in-time">
            <span>"Told in time means at least"</span>
            <TextField label="Told in time means at least so many working days before the date" bare=true value=Signal::derive(move || days.get().to_string()) commit disabled=off/>
            <span>"working days before the date."</span>
        </div>
    }
}
