//! Duration, constraint, deadline, calendar, dates held by hand, inactive.

use super::chosen::{Chosen, Typed};
use crate::ui::widgets::field::{CheckField, ChoiceField, Commit};
use forthright::edit::TaskField;
use forthright::plan::{CalendarId, Constraint, ConstraintKind, ManualDates, Task};
use forthright::view::inspector::{Field, takes_finish};
use leptos::prelude::*;

/// The kinds of constraint as the panel offers them; no kind is "as soon as possible".
const KINDS: &[(&str, &str, Option<ConstraintKind>)] = &[
    ("", "as soon as possible", None),
    ("snet", "start no earlier than", Some(ConstraintKind::Snet)),
    ("fnet", "finish no earlier than", Some(ConstraintKind::Fnet)),
    ("snlt", "start no later than", Some(ConstraintKind::Snlt)),
    ("fnlt", "finish no later than", Some(ConstraintKind::Fnlt)),
    ("mso", "must start on", Some(ConstraintKind::Mso)),
    ("mfo", "must finish on", Some(ConstraintKind::Mfo)),
    ("alap", "as late as possible", Some(ConstraintKind::Alap)),
    ("pinned", "pinned, whatever the links say", Some(ConstraintKind::Pinned)),
];

/// What holds the task in time, as typed.
#[component]
pub fn Dates(chosen: Chosen) -> impl IntoView {
    let store = chosen.store;
    let summary = summaries(chosen);
    let duration_hint = Signal::derive(move || summary.get().then(|| "follows from its steps".to_owned()));
    view! {
        <section aria-label="Schedule">
            <h3>"Schedule"</h3>
            <div class="pair">
                <Typed chosen field=Field::Duration placeholder="5d" hint=duration_hint disabled=summary/>
                <Typed chosen field=Field::Deadline placeholder="none"/>
            </div>
            <ConstraintPart chosen/>
            <CalendarPart chosen/>
            <Manual chosen/>
            <CheckField label="Inactive: stays in view, holds nothing"
                value=Signal::derive({ let inactive = chosen.shared(|task| task.inactive); move || inactive.get() })
                commit=Callback::new(move |(on,): (bool,)| {
                    let verb = if on { "Deactivate" } else { "Activate" };
                    super::progress::set_inactive(store, &chosen.tasks(), verb, on)
                })/>
            <Locked chosen/>
        </section>
    }
}

/// Not to be touched by a search for ways to hold a date.
#[component]
fn Locked(chosen: Chosen) -> impl IntoView {
    let locked = chosen.shared(|task| task.locked);
    let commit = Callback::new(move |(on,): (bool,)| {
        let verb = if on { "Lock" } else { "Unlock" };
        chosen.set(verb, move |task| (task.locked != on).then_some(TaskField::Locked(on)))
    });
    view! { <CheckField label="Locked: Hold a date leaves it alone" value=Signal::derive(move || locked.get()) commit/> }
}

/// True when one of the tasks has steps of its own.
pub fn summaries(chosen: Chosen) -> Memo<bool> {
    let store = chosen.store;
    Memo::new(move |_| {
        store.seen.with(|project| {
            let found = forthright::view::inspector::found(&project.plan, &chosen.tasks());
            found.iter().any(|(row, _)| project.plan.is_summary(*row))
        })
    })
}

#[component]
fn ConstraintPart(chosen: Chosen) -> impl IntoView {
    let kind = chosen.shared(|task| task.constraint.map(|c| c.kind));
    let value = Signal::derive(move || match kind.get() {
        None => "several".to_owned(),
        Some(kind) => KINDS.iter().find(|row| row.2 == kind).map(|row| row.0.to_owned()).unwrap_or_default(),
    });
    let options = KINDS.iter().map(|row| (row.0.to_owned(), row.1.to_owned())).collect::<Vec<_>>();
    let commit: Commit = Callback::new(move |(choice,): (String,)| set_kind(chosen, &choice));
    let dated = move || !matches!(kind.get(), Some(None | Some(ConstraintKind::Alap)));
    let remove = move |_| {
        let _ = set_kind(chosen, "");
    };
    view! {
        <div class="constraint-part">
            <ChoiceField label="Constraint" value options=Signal::stored(options) commit/>
            <Show when=dated>
                <Typed chosen field=Field::ConstraintDate label="Constraint date"/>
                <button type="button" class="button quiet" on:click=remove>"Remove constraint"</button>
            </Show>
        </div>
    }
}

/// Gives the tasks a kind of constraint. One that had no date gets where it stands now, so that nothing moves by it.
fn set_kind(chosen: Chosen, choice: &str) -> Result<(), String> {
    let kind = KINDS.iter().find(|row| row.0 == choice).and_then(|row| row.2);
    let schedule = chosen.store.schedule.get_untracked();
    let rows = chosen.store.row_of.get_untracked();
    let constraint = move |task: &Task| {
        let kind = kind?;
        let now = rows.get(&task.id).and_then(|row| schedule.rows.get(*row));
        let start = now.map_or(task.constraint.map_or_else(Default::default, |c| c.date), |row| row.start);
        let finish = now.map_or(start, |row| row.finish);
        let kept =
            task.constraint.filter(|c| takes_finish(c.kind) == takes_finish(kind) && c.kind != ConstraintKind::Alap);
        // A whole day reads better than 08:00, and means the same.
        let day = |at: forthright::plan::Moment| forthright::plan::Moment::start_of(at.date());
        let end = |at: forthright::plan::Moment| forthright::plan::Moment::end_of(at.date_as_finish());
        let date = kept.map_or(if takes_finish(kind) { end(finish) } else { day(start) }, |c| c.date);
        Some(Constraint { kind, date })
    };
    chosen.set("Change constraint of", move |task| Some(TaskField::Constraint(constraint(task))))
}

#[component]
fn CalendarPart(chosen: Chosen) -> impl IntoView {
    let store = chosen.store;
    let own = chosen.shared(|task| task.calendar);
    let value = Signal::derive(move || match own.get() {
        None => "several".to_owned(),
        Some(None) => String::new(),
        Some(Some(id)) => id.0.to_string(),
    });
    let options = Signal::derive(move || {
        store.seen.with(|project| {
            let plan = &project.plan;
            let usual = plan.calendars.get(&plan.settings.calendar).map_or("", |calendar| calendar.name.as_str());
            let first = (String::new(), format!("the project’s: {usual}"));
            std::iter::once(first)
                .chain(plan.calendars.values().map(|c| (c.id.0.to_string(), c.name.clone())))
                .collect::<Vec<_>>()
        })
    });
    let commit: Commit = Callback::new(move |(choice,): (String,)| {
        let id = choice.parse().ok().map(CalendarId);
        chosen.set("Change calendar of", move |_| Some(TaskField::Calendar(id)))
    });
    view! { <ChoiceField label="Calendar" value options commit/> }
}

#[component]
fn Manual(chosen: Chosen) -> impl IntoView {
    let held = chosen.shared(|task| task.manual.is_some());
    let rows = move || (chosen.store.row_of.get_untracked(), chosen.store.schedule.get_untracked());
    let commit = Callback::new(move |(on,): (bool,)| {
        let (rows, schedule) = rows();
        let dates = move |task: &Task| {
            let now = rows.get(&task.id).and_then(|row| schedule.rows.get(*row));
            ManualDates { start: now.map(|row| row.start), finish: now.map(|row| row.finish), open: false }
        };
        let verb = if on { "Hold by hand" } else { "Release" };
        chosen.set(verb, move |task| Some(TaskField::Manual(on.then(|| task.manual.unwrap_or_else(|| dates(task))))))
    });
    view! {
        <CheckField label="Dates held by hand" value=Signal::derive(move || held.get()) commit/>
        <Show when=move || held.get() == Some(true)>
            <div class="pair"><Typed chosen field=Field::ManualStart/><Typed chosen field=Field::ManualFinish/></div>
        </Show>
    }
}
