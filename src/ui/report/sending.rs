//! When the report is due, to whom it goes, and marking it as sent.

use super::Room;
use crate::ui::environment;
use crate::ui::focus::focus_soon;
use crate::ui::options::parts::{Typed, carry_out, read_day};
use crate::ui::widgets::field::{ChoiceField, Commit, TextField};
use forthright::analysis::{ReportDue, ReportRecord, report_due, report_record};
use forthright::prepare;
use forthright::project::{Cadence, Edit, Every, Sent};
use forthright::report::sent;
use forthright::schedule::WorkingTime;
use forthright::view::report::{clock, due_words, private_steps, recipients, record_words};
use forthright::words::DateForm;
use leptos::prelude::*;

/// How often, as it is chosen.
const RHYTHMS: [(&str, &str, Option<Every>); 4] = [
    ("", "No report is promised", None),
    ("week", "Every week", Some(Every::Week)),
    ("fortnight", "Every two weeks", Some(Every::Fortnight)),
    ("month", "Every month", Some(Every::Month)),
];

fn standing(room: Room) -> Option<(ReportDue, ReportRecord)> {
    let store = room.store;
    let today = store.today.get();
    store.project.with(|project| {
        let cadence = project.sharing.cadence?;
        let time = WorkingTime::of(&project.plan, project.plan.settings.calendar);
        let sent: Vec<&Sent> = project.sent_reports().into_iter().map(|(_, sent)| sent).collect();
        let minute = environment::now().minute_of_day().clamp(0, 1440) as u16;
        let due = report_due(&cadence, &time, &sent, today, minute);
        Some((due, report_record(&cadence, &time, &sent, today)))
    })
}

/// When it is due, the record, and the promise behind it.
#[component]
pub fn Due() -> impl IntoView {
    let room = Room::get();
    let store = room.store;
    let standing = Memo::new(move |_| standing(room));
    let due = move || standing.get().map(|(due, _)| due_words(&due, &store.dates()));
    let late = move || standing.get().is_some_and(|(due, _)| due.overdue);
    let record = move || standing.get().map(|(_, record)| record_words(&record)).filter(|text| !text.is_empty());
    let cadence = Memo::new(move |_| store.project.with(|project| project.sharing.cadence));
    let every = Signal::derive(move || {
        let every = cadence.get().map(|cadence| cadence.every);
        RHYTHMS.iter().find(|row| row.2 == every).map(|row| row.0.to_owned()).unwrap_or_default()
    });
    let choose: Commit = Callback::new(move |(key,): (String,)| {
        let every = RHYTHMS.iter().find(|row| row.0 == key).and_then(|row| row.2);
        let usual = Cadence { every: Every::Week, from: store.today.get_untracked(), at: 15 * 60 };
        let now = cadence.get_untracked().unwrap_or(usual);
        let edit = store
            .project
            .with_untracked(|project| prepare::set_cadence(project, every.map(|every| Cadence { every, ..now })));
        carry_out(store, "Change when reports are due", edit)
    });
    let options = Signal::stored(RHYTHMS.map(|(key, name, _)| (key.to_owned(), name.to_owned())).to_vec());
    view! {
        <section class="report-due" aria-label="When it is due">
            <h2>"When it is due"</h2>
            {move || due().map(|text| view! { <p class="due" class:late=late>{text}</p> })}
            {move || record().map(|text| view! { <p class="muted">{text}</p> })}
            <ChoiceField label="How often" value=every options commit=choose disabled=Signal::derive(move || store.read_only.read().is_some())/>
            <Show when=move || cadence.read().is_some()><Rhythm cadence/></Show>
        </section>
    }
}

/// The first day, which all others follow from, and the time of day.
#[component]
fn Rhythm(cadence: Memo<Option<Cadence>>) -> impl IntoView {
    let store = Room::get().store;
    let from = Signal::derive(move || {
        cadence.get().map(|cadence| store.dates().write(cadence.from, DateForm::Weekday)).unwrap_or_default()
    });
    let at = Signal::derive(move || cadence.get().map(|cadence| clock(cadence.at)).unwrap_or_default());
    let put = move |change: &dyn Fn(&mut Cadence)| {
        let mut now = cadence.get_untracked()?;
        change(&mut now);
        store.project.with_untracked(|project| prepare::set_cadence(project, Some(now)))
    };
    let day = Callback::new(move |(text,): (String,)| {
        let day = read_day(store, &text)?.ok_or("Type the first day a report is due, like next fri.")?;
        Ok(put(&|cadence| cadence.from = day))
    });
    let time = Callback::new(move |(text,): (String,)| {
        let minute = read_time(store, &text)?;
        Ok(put(&|cadence| cadence.at = minute))
    });
    view! {
        <div class="pair">
            <Typed label="First due on" what="when reports are due" placeholder="next fri" value=from make=day/>
            <Typed label="By" what="by when reports are due" placeholder="15:00" value=at make=time/>
        </div>
        <p class="hint">"A day without work brings the report forward to the last working day before."</p>
    }
}

/// Reads a time of day, as dates with a time are read.
fn read_time(store: crate::ui::store::Store, text: &str) -> Result<u16, String> {
    let wrong = || format!("“{}” is not a time of day. Try 15:00 or 3pm.", text.trim());
    let typed = text.trim();
    let typed = if typed.chars().all(|c| c.is_ascii_digit()) { format!("{typed}:00") } else { typed.to_owned() };
    let read = untrack(|| store.dates()).read(&format!("today {typed}")).map_err(|_| wrong())?;
    read.minute.filter(|minute| *minute < 1440).ok_or_else(wrong)
}

/// To whom, and the button that freezes it.
#[component]
pub fn Send() -> impl IntoView {
    let room = Room::get();
    let store = room.store;
    // What was typed lasts until the report is sent; then the next one goes to the same people.
    let typed = RwSignal::new(None::<String>);
    let to = Signal::derive(move || {
        typed.get().unwrap_or_else(|| store.project.with(|project| recipients(project).join(", ")))
    });
    let keep: Commit = Callback::new(move |(text,): (String,)| {
        typed.set(Some(text));
        Ok(())
    });
    let empty = move || room.reading.with(|reading| reading.report.is_empty());
    let mark = move |_| {
        if mark_sent(room, untrack(|| to.get())) {
            typed.set(None);
        }
    };
    view! {
        <Show when=move || !room.is_sent()>
            <section class="report-send" aria-label="Send it">
                <h2>"Send it"</h2>
                <TextField label="To" value=to commit=keep placeholder="Names, with commas between"/>
                <button type="button" class="button mark-sent" disabled=move || empty() || store.read_only.read().is_some() on:click=mark>"Mark as sent"</button>
                <p class="hint">"Send it from your own mail, then mark it. It stays as it went out, and the next report starts from it."</p>
            </section>
        </Show>
    }
}

/// Freezes the report as it reads now.
fn mark_sent(room: Room, to: String) -> bool {
    let store = room.store;
    let today = store.today.get_untracked();
    let due = untrack(|| standing(room)).filter(|(due, _)| due.serves).map(|(due, _)| due.day);
    let to = to.split([',', ';', '\n']).map(|name| name.trim().to_owned()).filter(|name| !name.is_empty()).collect();
    let reading = room.reading.get_untracked();
    let schedule = store.facts_schedule.get_untracked();
    let (id, edit): (_, Edit) = store.project.with_untracked(|project| {
        let head = Sent { on: today, to, due, private: private_steps(project, &schedule), ..Sent::default() };
        prepare::mark_sent(project, sent(&reading.report, &reading.seen, head))
    });
    let done = store.act("Mark the report as sent", edit, None);
    if done {
        room.opened.set(Some(id));
        store.say_with_undo("Marked as sent. It stays as it is from now on.");
        focus_soon([format!("#sent-{}", id.0)]);
    }
    done
}
