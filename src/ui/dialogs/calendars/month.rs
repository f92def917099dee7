//! A month of the calendar being edited.

use crate::ui::store::Store;
use chrono::{Months, NaiveDate};
use forthright::plan::CalendarId;
use forthright::view::calendar::{self, Day};
use leptos::prelude::*;

/// The picture, and the way to other months.
#[component]
pub fn Month(id: CalendarId) -> impl IntoView {
    let store = Store::get();
    let (start, finish) = store.schedule.with_untracked(|s| (s.start.date(), s.finish.date()));
    let today = store.today.get_untracked();
    let shown = RwSignal::new(if today >= start && today <= finish { today } else { start });
    let month = Memo::new(move |_| {
        let first = store.locale.get().first_weekday;
        store.seen.with(|project| calendar::month(&project.plan, id, shown.get(), first))
    });
    let turn = move |by: i32| {
        let turned = |day: NaiveDate| match by < 0 {
            true => day.checked_sub_months(Months::new(1)),
            false => day.checked_add_months(Months::new(1)),
        };
        shown.update(|day| *day = turned(*day).unwrap_or(*day));
    };
    let heads = move || month.get().weekdays.into_iter().map(|day| view! { <th scope="col">{day}</th> }).collect_view();
    let weeks = move || {
        month
            .get()
            .weeks
            .into_iter()
            .map(|week| {
                let days = week.into_iter().map(|day| day.map_or_else(|| view! { <td></td> }.into_any(), cell));
                view! { <tr>{days.collect::<Vec<_>>()}</tr> }
            })
            .collect_view()
    };
    view! {
        <section aria-label="Month">
            <div class="spread">
                <button type="button" class="button quiet" aria-label="Month before" on:click=move |_| turn(-1)>"‹"</button>
                <h3><span role="status">{move || month.read().title.clone()}</span></h3>
                <button type="button" class="button quiet" aria-label="Month after" on:click=move |_| turn(1)>"›"</button>
            </div>
            <table class="month"><caption class="unseen">{move || month.read().title.clone()}</caption><thead><tr>{heads}</tr></thead><tbody>{weeks}</tbody></table>
        </section>
    }
}

fn cell(day: Day) -> AnyView {
    let class = match (day.minutes, day.exception) {
        (0, true) => "off special",
        (0, false) => "off",
        (_, true) => "special",
        _ => "",
    };
    let title = day.words.clone();
    view! { <td class=class title=title>{day.day}<span class="unseen">", "{day.words}</span></td> }.into_any()
}
