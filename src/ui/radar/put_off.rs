//! Putting a line off: until when, and why. A small form in the line itself.

use super::state;
use crate::ui::dialogs::{LiveField, Refusal};
use crate::ui::focus::focus_soon;
use crate::ui::options::parts::{carry_out, read_day};
use crate::ui::store::Store;
use forthright::prepare::record::{snooze, wake};
use forthright::view::radar::snoozed;
use forthright::words::DateForm;
use leptos::ev::{KeyboardEvent, SubmitEvent};
use leptos::prelude::*;

/// The day a line comes back on where nobody says another.
const DAYS: u64 = 7;

/// The form; `leave` closes it, with what is to have the focus then.
#[component]
pub fn PutOff(line: String, leave: Callback<Vec<String>>, next: Signal<Vec<String>>) -> impl IntoView {
    let store = Store::get();
    let today = store.today.get_untracked();
    let proposed = today.checked_add_days(chrono::Days::new(DAYS)).unwrap_or(today);
    let until = RwSignal::new(untrack(|| store.dates()).write(proposed, DateForm::Weekday));
    let reason = RwSignal::new(String::new());
    let (no_day, no_reason) = (RwSignal::new(None::<String>), RwSignal::new(None::<String>));
    let refused = RwSignal::new(None::<String>);
    let key = StoredValue::new(line);
    // As bad as it is now: worse than that, it is back before its day.
    let weight = move |key: &str| {
        store.radar.seen.with_untracked(|seen| seen.lines.iter().find(|line| line.key == key)?.weight())
    };
    let put_off = move || {
        let day = match read_day(store, &until.get_untracked()) {
            Ok(Some(day)) if day > store.today.get_untracked() => Ok(day),
            Ok(Some(_)) => Err("It comes back on that day: choose one after today.".to_owned()),
            Ok(None) => Err("Type the day it is to come back on, like next fri.".to_owned()),
            Err(why) => Err(why),
        };
        let edit =
            day.as_ref().ok().map(|day| key.with_value(|key| snooze(key, weight(key), *day, &reason.get_untracked())));
        let no_why = reason.with_untracked(|reason| reason.trim().is_empty());
        no_day.set(day.err());
        no_reason.set(no_why.then(|| "Say why in a few words, to know it again when it is back.".to_owned()));
        let Some(Some(edit)) = edit else { return };
        let after = next.get_untracked();
        match carry_out(store, "Put a line of the radar off", Some(edit)) {
            Ok(()) => {
                store.radar.look(store);
                leave.run(after);
            }
            Err(why) => refused.set(Some(why)),
        }
    };
    let back = move || leave.run(vec![key.with_value(|key| format!("[data-line='{key}'] .put-off-button"))]);
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        put_off();
    };
    let on_key = move |event: KeyboardEvent| {
        if event.key() == "Escape" && !event.default_prevented() {
            event.prevent_default();
            event.stop_propagation();
            back();
        }
    };
    let done = Callback::new(move |()| put_off());
    view! {
        <form class="put-off" aria-label="Put off" on:submit=submit on:keydown=on_key>
            <LiveField label="Why" text=reason problem=no_reason placeholder="I call on Friday" done/>
            <LiveField label="Back on" text=until problem=no_day placeholder="next fri" done/>
            <Refusal message=refused/>
            <div class="line">
                <button type="submit" class="button primary">"Put it off"</button>
                <button type="button" class="button" on:click=move |_| back()>"Cancel"</button>
            </div>
        </form>
    }
}

/// What was put off, folded away, with what brings each back.
#[component]
pub fn Snoozed() -> impl IntoView {
    let store = Store::get();
    let all = Memo::new(move |_| {
        let (radar, dates) = (store.radar.seen.get(), store.dates());
        store.project.with_untracked(|project| snoozed(&radar, project, &dates))
    });
    let row = move |(line, why): (forthright::view::radar::Line, String)| {
        let said = line.said.to_string();
        let (name, key) = (format!("Wake: {said}"), line.key);
        let wake = move |_| {
            if carry_out(store, "Bring a line of the radar back", Some(wake(&key))).is_ok() {
                store.radar.look(store);
                focus_soon([format!("[data-line='{key}'] .act"), ".radar".to_owned()]);
            }
        };
        view! {
            <li><p>{said}</p><p class="muted" dir="auto">{why}</p>
                <button type="button" class="button" aria-label=name disabled=move || store.read_only.read().is_some() on:click=wake>"Wake"</button></li>
        }
    };
    let open = RwSignal::new(false);
    let toggled = move |_| open.update(|open| *open = !*open);
    view! {
        <Show when=move || !all.read().is_empty()>
            <section class="radar-snoozed" aria-label="Put off">
                <button type="button" class="button quiet" aria-expanded=move || open.get().to_string() on:click=toggled>{move || format!("Put off: {}", all.read().len())}</button>
                <Show when=move || open.get()><ul>{move || all.get().into_iter().map(row).collect_view()}</ul></Show>
            </section>
        </Show>
    }
}

/// Escape closes the panel.
pub fn escape(store: Store, event: &KeyboardEvent) {
    if event.key() == "Escape" && !event.default_prevented() {
        event.prevent_default();
        event.stop_propagation();
        state::close(store);
    }
}
