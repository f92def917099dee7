//! The working week, a line a weekday.

use super::{change, reading};
use crate::ui::store::Store;
use crate::ui::widgets::field::{Commit, TextField};
use forthright::plan::{CalendarId, DayHours};
use forthright::view::calendar::{read_hours, write_hours};
use leptos::prelude::*;

const WEEKDAYS: [&str; 7] = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];

/// Seven fields in the order of this person's week.
#[component]
pub fn Week(id: CalendarId) -> impl IntoView {
    let store = Store::get();
    let first = store.locale.get_untracked().first_weekday.num_days_from_monday() as usize;
    let days = (0..7).map(move |at| (first + at) % 7).map(|day| view! { <Day id day/> }).collect_view();
    view! {
        <section aria-label="Week">
            <h3>"Week"</h3>
            <div class="week">{days}</div>
            <p class="hint">"Hours as 8-12, 13-17; off for none. In a calendar based on another, an empty day is as there."</p>
        </section>
    }
}

#[component]
fn Day(id: CalendarId, day: usize) -> impl IntoView {
    let store = Store::get();
    let own = reading(store, id, move |calendar| calendar.week[day].as_ref().map(write_hours).unwrap_or_default());
    let based = reading(store, id, |calendar| calendar.base.is_some());
    let inherited = Signal::derive(move || {
        store.seen.with(|project| {
            let base = project.plan.calendars.get(&id).and_then(|calendar| calendar.base);
            let hours = base.and_then(|base| hours_of(&project.plan, base, day));
            Some(hours.map_or("off".to_owned(), |hours| write_hours(&hours)))
        })
    });
    let commit: Commit = Callback::new(move |(text,): (String,)| {
        let hours = match text.trim() {
            "" if based.get_untracked() => None,
            text => Some(read_hours(text)?),
        };
        change(store, id, |calendar| calendar.week[day] = hours)
    });
    view! { <TextField label=WEEKDAYS[day] value=own commit placeholder=inherited/> }
}

/// The hours a calendar or its bases give a weekday.
fn hours_of(plan: &forthright::plan::Plan, id: CalendarId, day: usize) -> Option<DayHours> {
    let mut next = Some(id);
    for _ in 0..=plan.calendars.len() {
        let calendar = plan.calendars.get(&next?)?;
        if let Some(hours) = &calendar.week[day] {
            return Some(hours.clone());
        }
        next = calendar.base;
    }
    None
}
