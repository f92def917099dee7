//! The days that differ from the week: holidays, bridges, working Saturdays.

use super::super::parts::LiveField;
use super::{change, reading};
use crate::ui::icons;
use crate::ui::store::Store;
use crate::ui::widgets::field::{Commit, TextField};
use forthright::plan::{CalendarId, Exception, Recurrence};
use forthright::view::calendar::{read_days, read_hours, write_days, write_hours};
use leptos::prelude::*;
use leptos::wasm_bindgen::JsCast;

/// The list, and a line to add one.
#[component]
pub fn Exceptions(id: CalendarId) -> impl IntoView {
    let store = Store::get();
    // Rows stay where they are while their texts change, so that the focus does too.
    let count = reading(store, id, |calendar| calendar.exceptions.len());
    view! {
        <section aria-label="Holidays and exceptions">
            <h3>"Holidays and exceptions"</h3>
            <table class="plain exceptions"><thead><tr><th scope="col">"Name"</th><th scope="col">"Days"</th><th scope="col">"Hours"</th><th scope="col"><span class="unseen">"Remove"</span></th></tr></thead>
                <tbody><For each=move || 0..count.get() key=|at| *at let(at)><Row id at/></For><Add id/></tbody></table>
            <p class="hint">"Days as 18 Nov, 24 Dec – 2 Jan or 25 Dec each year. Hours make it a working day: a working Saturday is 8-12, 13-17."</p>
        </section>
    }
}

#[component]
fn Row(id: CalendarId, at: usize) -> impl IntoView {
    let store = Store::get();
    let exception = reading(store, id, move |calendar| calendar.exceptions.get(at).cloned());
    let text = move |read: fn(&Exception, &Store) -> String| {
        Signal::derive(move || exception.get().map(|exception| read(&exception, &store)).unwrap_or_default())
    };
    let said = text(|exception, store| write_days(exception, &store.dates()));
    let set = move |change_one: Box<dyn FnOnce(&mut Exception)>| {
        change(store, id, move |calendar| {
            if let Some(exception) = calendar.exceptions.get_mut(at) {
                change_one(exception);
            }
        })
    };
    let name: Commit = Callback::new(move |(text,): (String,)| set(Box::new(move |e| e.name = text.trim().to_owned())));
    let days: Commit = Callback::new(move |(text,): (String,)| {
        let (from, to, recurrence) = read_days(&text, &untrack(|| store.dates()))?;
        set(Box::new(move |e| (e.from, e.to, e.recurrence) = (from, to, recurrence)))
    });
    let hours: Commit = Callback::new(move |(text,): (String,)| {
        let hours = read_hours(&text)?;
        set(Box::new(move |e| e.hours = hours))
    });
    let remove = move |_| {
        // A list that has changed beneath is left alone.
        let _ = change(store, id, |calendar| {
            if at < calendar.exceptions.len() {
                calendar.exceptions.remove(at);
            }
        });
    };
    // Rules from other programs that cannot be typed here stay as they are.
    let typed = Memo::new(move |_| {
        exception.with(|e| {
            e.as_ref().is_none_or(|e| matches!(e.recurrence, Recurrence::EveryDay | Recurrence::Yearly { .. }))
        })
    });
    let number = at + 1;
    let day_field = move || match typed.get() {
        true => view! { <TextField label=format!("Days of exception {number}") bare=true value=said commit=days/> }
            .into_any(),
        false => view! { <span>{said}</span> }.into_any(),
    };
    view! {
        <tr>
            <td><TextField label=format!("Name of exception {number}") bare=true value=text(|e, _| e.name.clone()) commit=name/></td>
            <td>{day_field}</td>
            <td><TextField label=format!("Hours of exception {number}") bare=true value=text(|e, _| write_hours(&e.hours)) commit=hours/></td>
            <td><button type="button" class="button quiet icon" aria-label=move || format!("Remove {}", said.get()) on:click=remove>{icons::close()}</button></td>
        </tr>
    }
}

#[component]
fn Add(id: CalendarId) -> impl IntoView {
    let store = Store::get();
    let (name, days, hours) =
        (RwSignal::new(String::new()), RwSignal::new(String::new()), RwSignal::new(String::new()));
    let wrong_days = RwSignal::new(None::<String>);
    let wrong_hours = RwSignal::new(None::<String>);
    let add = move |()| {
        let read = read_days(&days.get_untracked(), &untrack(|| store.dates()));
        let worked = read_hours(&hours.get_untracked());
        wrong_days.try_set(read.as_ref().err().cloned());
        wrong_hours.try_set(worked.as_ref().err().cloned());
        let (Ok((from, to, recurrence)), Ok(worked)) = (read, worked) else { return };
        let named = name.get_untracked().trim().to_owned();
        let exception = Exception { name: named, from, to, recurrence, hours: worked };
        match change(store, id, |calendar| calendar.exceptions.push(exception)) {
            Ok(()) => [name, days, hours].into_iter().for_each(|field| {
                field.try_set(String::new());
            }),
            Err(message) => drop(wrong_days.try_set(Some(message))),
        }
    };
    let done = Callback::new(add);
    // Who leaves the row with days in it means them.
    let on_leave = move |event: web_sys::FocusEvent| {
        let row = event.current_target().and_then(|row| row.dyn_into::<web_sys::Node>().ok());
        let to = event.related_target().and_then(|to| to.dyn_into::<web_sys::Node>().ok());
        let stays = row.zip(to).is_some_and(|(row, to)| row.contains(Some(&to)));
        if !stays && days.try_with_untracked(|days| !days.trim().is_empty()) == Some(true) {
            add(());
        }
    };
    view! {
        <tr class="add" on:focusout=on_leave>
            <td><LiveField label="Name of a new exception" bare=true text=name placeholder="Christmas" done/></td>
            <td><LiveField label="Days of a new exception" bare=true text=days problem=Signal::derive(move || wrong_days.get()) placeholder="25 Dec each year" done/></td>
            <td><LiveField label="Hours of a new exception" bare=true text=hours problem=Signal::derive(move || wrong_hours.get()) placeholder="off" done/></td>
            <td><button type="button" class="button icon" aria-label="Add the exception" on:click=move |_| add(())>{icons::plus()}</button></td>
        </tr>
    }
}
