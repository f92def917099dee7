//! People: name, role, side, how much of them there is, their calendar, the days they are away.

use super::parts::{LiveField, Refusal, carry_out};
use super::{PlanDialog, open};
use crate::ui::icons;
use crate::ui::store::Store;
use crate::ui::widgets::field::{CheckField, ChoiceField, Commit, TextField};
use crate::ui::widgets::sheet::Sheet;
use forthright::edit::PlanEdit;
use forthright::plan::{CalendarId, DayHours, Exception, Resource, ResourceId, ResourceKind, Side};
use forthright::prepare;
use forthright::view::calendar::{read_days, write_days};
use leptos::prelude::*;

const SIDES: [(&str, &str, Side); 3] = [
    ("ours", "ours", Side::Ours),
    ("client", "the client’s", Side::Client),
    ("supplier", "a supplier’s", Side::Supplier),
];

/// The sheet.
#[component]
pub fn People() -> impl IntoView {
    let store = Store::get();
    let ids = Memo::new(move |_| {
        store.seen.with(|p| {
            let people = p.plan.resources.values().filter(|r| r.kind == ResourceKind::Work);
            people.map(|r| r.id).collect::<Vec<_>>()
        })
    });
    view! {
        <Sheet name="People" wide=true>
            <div class="body">
                <Show when=move || ids.read().is_empty()><p class="muted">"Nobody yet. People are named here, or where a task gets its owner."</p></Show>
                <ul class="people"><For each=move || ids.get() key=|id| *id let(id)><One id/></For></ul>
                <Add/>
            </div>
            <footer role="none">
                <button type="button" class="button" on:click=move |_| open(store, PlanDialog::Workload)>"Who is busy when"</button>
                <button type="button" class="button primary" on:click=move |_| store.dialog.set(None)>"Close"</button>
            </footer>
        </Sheet>
    }
}

fn change(store: Store, id: ResourceId, change: impl FnOnce(&mut Resource)) -> Result<(), String> {
    let Some(mut resource) = store.plan(|plan| plan.resources.get(&id).cloned()) else { return Ok(()) };
    change(&mut resource);
    let label = format!("Change {}", resource.name);
    carry_out(store, &label, PlanEdit::Resource { id, resource: Some(Box::new(resource)) })
}

#[component]
fn One(id: ResourceId) -> impl IntoView {
    let store = Store::get();
    let text = move |read: fn(&Resource) -> String| {
        let memo = Memo::new(move |_| store.seen.with(|p| p.plan.resources.get(&id).map(read).unwrap_or_default()));
        Signal::derive(move || memo.get())
    };
    let name = text(|person| person.name.clone());
    let rename: Commit = Callback::new(move |(text,): (String,)| match text.trim() {
        "" => Err("A person needs a name.".to_owned()),
        text => {
            let taken = store
                .plan(|plan| plan.resources.values().any(|r| r.id != id && r.name.trim().eq_ignore_ascii_case(text)));
            if taken {
                Err(format!("Somebody here is already called {text}."))
            } else {
                change(store, id, |person| person.name = text.to_owned())
            }
        }
    });
    let set_role: Commit =
        Callback::new(move |(text,): (String,)| change(store, id, |person| person.role = text.trim().to_owned()));
    let set_units: Commit = Callback::new(move |(text,): (String,)| {
        let typed = text.trim().trim_end_matches('%').trim();
        let units = typed.parse().ok().filter(|units: &u32| *units <= 10_000);
        let units = units.ok_or_else(|| format!("“{}” is not a share of full time. Try 100% or 50%.", text.trim()))?;
        change(store, id, |person| person.max_units = units)
    });
    let set_side: Commit = Callback::new(move |(value,): (String,)| {
        let side = SIDES.iter().find(|row| row.0 == value).map_or(Side::Ours, |row| row.2);
        change(store, id, |person| person.side = side)
    });
    let sides = SIDES.iter().map(|row| (row.0.to_owned(), row.1.to_owned())).collect::<Vec<_>>();
    let side = text(|person| SIDES.iter().find(|row| row.2 == person.side).map_or("", |row| row.0).to_owned());
    let calendar = text(|person| person.calendar.map(|id| id.0.to_string()).unwrap_or_default());
    let set_calendar: Commit = Callback::new(move |(value,): (String,)| {
        let calendar = value.parse().ok().map(CalendarId);
        change(store, id, |person| person.calendar = calendar)
    });
    let calendars = Signal::derive(move || {
        store.seen.with(|project| {
            let first = (String::new(), "the project’s".to_owned());
            let all = project.plan.calendars.values().map(|c| (c.id.0.to_string(), c.name.clone()));
            std::iter::once(first).chain(all).collect::<Vec<_>>()
        })
    });
    let remove = move |_| {
        // Asked before they are gone.
        let who = name.get_untracked();
        let edit = store.plan(|plan| prepare::remove_person(plan, id));
        if let Some(edit) = edit
            && store.act(&format!("Remove {who}"), edit, None)
        {
            store.say_with_undo(format!("{who} is off every task and out of the plan"));
        }
    };
    view! {
        <li class="person">
            <div class="person-line">
                <TextField label="Name" value=name commit=rename/>
                <TextField label="Role" value=text(|person| person.role.clone()) commit=set_role placeholder="what they do"/>
                <ChoiceField label="Side" value=side options=Signal::stored(sides) commit=set_side/>
                <TextField label="Share of time" value=text(|person| format!("{}%", person.max_units)) commit=set_units/>
                <ChoiceField label="Calendar" value=calendar options=calendars commit=set_calendar/>
                <button type="button" class="button quiet icon" aria-label=move || format!("Remove {}", name.get()) on:click=remove>{icons::close()}</button>
            </div>
            <div class="line person-marks"><Known id/><Absences id name/></div>
        </li>
    }
}

/// Whether the client knows them by name.
#[component]
fn Known(id: ResourceId) -> impl IntoView {
    let store = Store::get();
    let known = Memo::new(move |_| store.seen.with(|p| p.plan.resources.get(&id).map(|one| one.client_visible)));
    let commit = Callback::new(move |(on,): (bool,)| change(store, id, |person| person.client_visible = on));
    view! { <CheckField label="The client knows them by name" value=Signal::derive(move || known.get()) commit/> }
}

#[component]
fn Absences(id: ResourceId, name: Signal<String>) -> impl IntoView {
    let store = Store::get();
    let away = Memo::new(move |_| {
        store.seen.with(|p| p.plan.resources.get(&id).map(|person| person.absences.clone()).unwrap_or_default())
    });
    let (days, problem) = (RwSignal::new(String::new()), RwSignal::new(None::<String>));
    let add = move |()| {
        let read = read_days(&days.get_untracked(), &untrack(|| store.dates()));
        let result = read.and_then(|(from, to, recurrence)| {
            let absence = Exception { name: String::new(), from, to, recurrence, hours: DayHours::off() };
            change(store, id, |person| person.absences.push(absence))
        });
        if result.is_ok() {
            days.try_set(String::new());
        }
        problem.try_set(result.err());
    };
    let chip = move |(at, absence): (usize, Exception)| {
        let said = write_days(&absence, &store.dates());
        let label = format!("Remove the absence {said}");
        let remove = move |_| {
            // A list that has changed beneath is left alone.
            let _ = change(store, id, |person| {
                if person.absences.get(at) == Some(&absence) {
                    person.absences.remove(at);
                }
            });
        };
        view! { <span class="chip">{said}<button type="button" class="chip-remove" aria-label=label on:click=remove>"✕"</button></span> }
    };
    view! {
        <div class="line away">
            <span class="label">"Away"</span>
            {move || away.get().into_iter().enumerate().map(chip).collect_view()}
            <div class="away-field">{move || { let label = format!("Days {} is away", name.get()); view! {
                <LiveField label bare=true text=days problem=Signal::derive(move || problem.get()) placeholder="24 Dec – 2 Jan" keeps=true done=Callback::new(add)/>
            }}}</div>
        </div>
    }
}

#[component]
fn Add() -> impl IntoView {
    let store = Store::get();
    let (name, message) = (RwSignal::new(String::new()), RwSignal::new(None::<String>));
    let add = move |()| {
        let typed = name.get_untracked().trim().to_owned();
        if typed.is_empty() {
            return;
        }
        let taken = store.plan(|plan| plan.resources.values().any(|r| r.name.trim().eq_ignore_ascii_case(&typed)));
        if taken {
            return message.set(Some(format!("Somebody here is already called {typed}.")));
        }
        let id = ResourceId(store.plan(|plan| plan.fresh_id()));
        let edit = PlanEdit::Resource { id, resource: Some(Box::new(prepare::new_person(id, &typed))) };
        match carry_out(store, &format!("Add {typed}"), edit) {
            Ok(()) => {
                name.set(String::new());
                message.set(None);
            }
            Err(why) => message.set(Some(why)),
        }
    };
    view! {
        <div class="set-line">
            <LiveField label="Name of a new person" text=name first=true done=Callback::new(add) placeholder="Anna Berg"/>
            <button type="button" class="button" on:click=move |_| add(())>"Add the person"</button>
        </div>
        <Refusal message/>
    }
}
