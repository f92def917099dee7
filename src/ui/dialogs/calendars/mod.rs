//! Working time: the week, the days that differ from it, several calendars, and a month of the one being edited. Every
//! change is one edit; the plan moves at once and the sheet says how.

mod days;
mod month;
mod week;

use super::parts::{Refusal, carry_out};
use crate::ui::store::Store;
use crate::ui::widgets::field::{ChoiceField, Commit, TextField};
use crate::ui::widgets::sheet::Sheet;
use forthright::edit::{PlanEdit, SettingField};
use forthright::plan::{Calendar, CalendarId};
use forthright::view::{calendar as picture, moves};
use leptos::prelude::*;

/// The sheet.
#[component]
pub fn Calendars() -> impl IntoView {
    let store = Store::get();
    let before = StoredValue::new(store.schedule.get_untracked());
    let wanted = RwSignal::new(store.plan(|plan| plan.settings.calendar));
    // A calendar that is gone (undo) gives way to the project's.
    let id = Memo::new(move |_| {
        store.seen.with(|project| {
            let known = project.plan.calendars.contains_key(&wanted.get());
            if known { wanted.get() } else { project.plan.settings.calendar }
        })
    });
    let effect = move || {
        let (now, dates) = (store.schedule.get(), store.dates());
        let moves = store.seen.with(|p| moves::between(&p.plan, &before.get_value(), &now, &dates, 0));
        match moves.more {
            0 => "Nothing has moved since this was opened.".to_owned(),
            1 => format!("One task has moved since this was opened. {}", moves.finish),
            many => format!("{many} tasks have moved since this was opened. {}", moves.finish),
        }
    };
    view! {
        <Sheet name="Working time" wide=true>
            <div class="body calendars">
                <Which id wanted/>
                {move || { let id = id.get(); view! {
                    <div class="two"><week::Week id/><month::Month id/></div>
                    <days::Exceptions id/>
                }}}
            </div>
            <footer class="told" role="none">
                <p role="status">{effect}</p>
                <button type="button" class="button primary" on:click=move |_| store.dialog.set(None)>"Close"</button>
            </footer>
        </Sheet>
    }
}

/// Changes a calendar, as one edit.
pub fn change(store: Store, id: CalendarId, change: impl FnOnce(&mut Calendar)) -> Result<(), String> {
    let Some(mut calendar) = store.plan(|plan| plan.calendars.get(&id).cloned()) else { return Ok(()) };
    change(&mut calendar);
    let label = format!("Change working time of {}", calendar.name);
    carry_out(store, &label, PlanEdit::Calendar { id, calendar: Some(Box::new(calendar)) })
}

/// Something of one calendar, as it is now.
pub fn reading<T: PartialEq + Send + Sync + Default + 'static>(
    store: Store,
    id: CalendarId,
    read: impl Fn(&Calendar) -> T + Send + Sync + 'static,
) -> Memo<T> {
    Memo::new(move |_| store.seen.with(|p| p.plan.calendars.get(&id).map(&read).unwrap_or_default()))
}

/// Which calendar is edited, its name and base, new and remove.
#[component]
fn Which(id: Memo<CalendarId>, wanted: RwSignal<CalendarId>) -> impl IntoView {
    let store = Store::get();
    let refused = RwSignal::new(None::<String>);
    let all = Signal::derive(move || {
        store.seen.with(|project| {
            let usual = project.plan.settings.calendar;
            let name = |c: &Calendar| match c.id == usual {
                true => format!("{} (the project’s)", c.name),
                false => c.name.clone(),
            };
            project.plan.calendars.values().map(|c| (c.id.0.to_string(), name(c))).collect::<Vec<_>>()
        })
    });
    let choose: Commit = Callback::new(move |(value,): (String,)| {
        value.parse().into_iter().for_each(|id| wanted.set(CalendarId(id)));
        refused.set(None);
        Ok(())
    });
    let add = move |_| {
        let (new, name) =
            store.plan(|plan| (CalendarId(plan.fresh_id()), format!("Calendar {}", plan.calendars.len() + 1)));
        let base = store.plan(|plan| plan.settings.calendar);
        let calendar = Calendar { week: Default::default(), base: Some(base), name, ..Calendar::standard(new) };
        let edit = PlanEdit::Calendar { id: new, calendar: Some(Box::new(calendar)) };
        refused.set(carry_out(store, "Add a calendar", edit).err());
        wanted.set(new);
    };
    let remove = move |_| {
        let (users, name) = store.plan(|plan| {
            let name = plan.calendars.get(&id.get_untracked()).map(|c| c.name.clone()).unwrap_or_default();
            (picture::users(plan, id.get_untracked()), name)
        });
        refused.set(match users.is_empty() {
            false => Some(format!("{name} is in use: {}.", users.join("; "))),
            true => {
                let edit = PlanEdit::Calendar { id: id.get_untracked(), calendar: None };
                carry_out(store, &format!("Remove the calendar {name}"), edit).err()
            }
        });
    };
    let make_usual = move |_| {
        let edit = PlanEdit::Setting(SettingField::Calendar(id.get_untracked()));
        refused.set(carry_out(store, "Change the project’s calendar", edit).err());
    };
    let usual = move || store.seen.with(|p| p.plan.settings.calendar) == id.get();
    view! {
        <div class="which">
            <ChoiceField label="Calendar" value=Signal::derive(move || id.get().0.to_string()) options=all commit=choose/>
            {move || { let id = id.get(); view! { <Naming id/> } }}
            <div class="line">
                <button type="button" class="button" on:click=add>"New calendar"</button>
                <button type="button" class="button" on:click=make_usual disabled=usual>"Use for the project"</button>
                <button type="button" class="button" on:click=remove>"Remove"</button>
            </div>
            <Refusal message=refused/>
        </div>
    }
}

#[component]
fn Naming(id: CalendarId) -> impl IntoView {
    let store = Store::get();
    let name = reading(store, id, |calendar| calendar.name.clone());
    let base = reading(store, id, |calendar| calendar.base);
    let rename: Commit = Callback::new(move |(text,): (String,)| match text.trim() {
        "" => Err("A calendar needs a name.".to_owned()),
        text => change(store, id, |calendar| calendar.name = text.to_owned()),
    });
    let rebase: Commit = Callback::new(move |(value,): (String,)| {
        let base = value.parse().ok().map(CalendarId);
        change(store, id, |calendar| calendar.base = base)
    });
    let bases = Signal::derive(move || {
        store.seen.with(|project| {
            let others = project.plan.calendars.values().filter(|calendar| calendar.id != id);
            let first = (String::new(), "on nothing".to_owned());
            std::iter::once(first).chain(others.map(|c| (c.id.0.to_string(), c.name.clone()))).collect::<Vec<_>>()
        })
    });
    let value = Signal::derive(move || base.get().map(|base| base.0.to_string()).unwrap_or_default());
    view! {
        <TextField label="Name" value=name commit=rename/>
        <ChoiceField label="Based on" value options=bases commit=rebase/>
    }
}
