//! Recurring tasks from a rule: the days it makes are listed before they become ordinary tasks.

use super::parts::{LiveField, Refusal, carry_out};
use crate::ui::store::Store;
use crate::ui::widgets::field::{ChoiceField, Commit};
use crate::ui::widgets::sheet::Sheet;
use chrono::{Datelike, NaiveDate};
use forthright::plan::{Moment, Place, Plan};
use forthright::prepare::{self, Every, MOST, Rule, Until};
use forthright::schedule::WorkingTime;
use forthright::words::{self, DateForm, Dates, weekday_name};
use leptos::prelude::*;

/// The texts of the form.
#[derive(Clone, Copy)]
struct Form {
    name: RwSignal<String>,
    duration: RwSignal<String>,
    every: RwSignal<String>,
    step: RwSignal<String>,
    /// Bit 0 = Monday.
    days: RwSignal<u8>,
    from: RwSignal<String>,
    until: RwSignal<String>,
}

impl Form {
    /// The rule as typed.
    fn rule(self, dates: &Dates) -> Result<Rule, String> {
        let from = dates.read(&self.from.read())?.date;
        let step = match self.step.read().trim() {
            "" => 1,
            text => text
                .parse()
                .ok()
                .filter(|step| (1..=1000).contains(step))
                .ok_or_else(|| format!("“{text}” is not a count. Try 1 or 2."))?,
        };
        let every = match self.every.read().as_str() {
            "days" => Every::Days(step),
            "months" => Every::Months { step, day: from.day() },
            _ => Every::Weeks { step, days: self.days.get() },
        };
        Ok(Rule { every, from, until: until(&self.until.read(), &dates.near(from))? })
    }
}

/// `10` or `10 times` is a count, anything else a date.
fn until(text: &str, dates: &Dates) -> Result<Until, String> {
    let typed = text.trim().to_lowercase();
    let count = typed.trim_end_matches("times").trim_end_matches('×').trim();
    match count.parse::<u32>() {
        Ok(times) if (1..=MOST as u32).contains(&times) => Ok(Until::Times(times)),
        Ok(_) => Err(format!("A rule makes 1 to {MOST} tasks.")),
        Err(_) => dates
            .read(&typed)
            .map(|typed| Until::Day(typed.date))
            .map_err(|_| format!("“{}” is neither a date nor a count. Try 10 times or 18 Dec.", text.trim())),
    }
}

/// After the focused task and in its summary; without one at the end.
fn place(store: Store, plan: &Plan) -> Place {
    let focus = store.selection.with_untracked(|selection| selection.focus).and_then(|id| plan.position(id));
    match focus {
        Some(row) => Place { after: Some(plan.tasks[row].id), ..plan.place_of(row) },
        None => Place { parent: None, after: plan.tasks.iter().rev().find(|task| task.level == 0).map(|task| task.id) },
    }
}

/// The sheet.
#[component]
pub fn Recurring() -> impl IntoView {
    let store = Store::get();
    let dates = untrack(|| store.dates());
    let first = store.plan(|plan| {
        let from = Moment::start_of(store.today.get_untracked()).max(plan.settings.start);
        WorkingTime::of(plan, plan.settings.calendar).next_start(from).date()
    });
    let form = Form {
        name: RwSignal::new("Status meeting".into()),
        duration: RwSignal::new("1h".into()),
        every: RwSignal::new("weeks".into()),
        step: RwSignal::new("1".into()),
        days: RwSignal::new(1 << first.weekday().num_days_from_monday()),
        from: RwSignal::new(dates.write(first, DateForm::Weekday)),
        until: RwSignal::new("10 times".into()),
    };
    let refused = RwSignal::new(None::<String>);
    let rule = Memo::new(move |_| form.rule(&dates));
    let length = Memo::new(move |_| {
        let locale = store.locale.get();
        store.seen.with(|project| words::read_duration(&form.duration.read(), &project.plan.settings.hours, locale))
    });
    let found = Memo::new(move |_| rule.get().map(|rule| rule.days()).unwrap_or_default());
    let add = move || {
        let (Ok(rule), Ok(length)) = (rule.get_untracked(), length.get_untracked()) else { return };
        let name = form.name.get_untracked().trim().to_owned();
        let made = store.plan(|plan| prepare::recurring(plan, &name, length, &rule, place(store, plan)));
        let Some((edit, task)) = made else { return refused.set(Some("This rule makes no task.".into())) };
        match carry_out(store, &format!("Add recurring {name}"), edit) {
            Ok(()) => {
                store.dialog.set(None);
                store.show(task);
            }
            Err(message) => refused.set(Some(message)),
        }
    };
    let done = Callback::new(move |()| add());
    let set_every: Commit = Callback::new(move |(value,): (String,)| {
        form.every.set(value);
        Ok(())
    });
    let units = [("days", "days"), ("weeks", "weeks"), ("months", "months")];
    let units: Vec<(String, String)> = units.iter().map(|(a, b)| ((*a).to_owned(), (*b).to_owned())).collect();
    let problem =
        move |field: &'static str| Signal::derive(move || rule.get().err().filter(|message| belongs(message, field)));
    let nameless = move || form.name.read().trim().is_empty();
    view! {
        <Sheet name="Recurring tasks">
            <div class="body">
                <div class="pair">
                    <LiveField label="Name" text=form.name first=true problem=Signal::derive(move || nameless().then(|| "The tasks need a name.".to_owned())) done/>
                    <LiveField label="Duration of each" text=form.duration problem=Signal::derive(move || length.get().err()) done/>
                </div>
                <div class="pair">
                    <LiveField label="Every" text=form.step problem=problem("count") done/>
                    <ChoiceField label="Unit" value=form.every options=Signal::stored(units) commit=set_every/>
                </div>
                <Show when=move || form.every.read().as_str() == "weeks"><Weekdays days=form.days/></Show>
                <div class="pair">
                    <LiveField label="From" text=form.from problem=problem("from") done/>
                    <LiveField label="Until" text=form.until problem=problem("until") done placeholder="10 times or 18 Dec"/>
                </div>
                <Refusal message=refused/>
                <Days found dates/>
            </div>
            <footer role="none">
                <button type="button" class="button" on:click=move |_| store.dialog.set(None)>"Cancel"</button>
                <button type="button" class="button primary" on:click=move |_| add()
                    disabled=move || found.read().is_empty() || length.read().is_err() || nameless()>"Add the tasks"</button>
            </footer>
        </Sheet>
    }
}

/// Which field a refusal is about: the rule is read as a whole.
fn belongs(message: &str, field: &str) -> bool {
    let about = if message.contains("is not a count") {
        "count"
    } else if message.contains("neither") || message.starts_with("A rule makes") {
        "until"
    } else {
        "from"
    };
    about == field
}

#[component]
fn Weekdays(days: RwSignal<u8>) -> impl IntoView {
    let store = Store::get();
    let first = store.locale.get_untracked().first_weekday.num_days_from_monday() as u8;
    let boxes = (0..7_u8).map(|at| (first + at) % 7).map(|day| {
        let on = move || (days.get() >> day) & 1 == 1;
        let name = chrono::Weekday::try_from(day).map(weekday_name).unwrap_or_default();
        view! {
            <label class="check"><input type="checkbox" prop:checked=on
                on:change=move |_| days.update(|days| *days ^= 1 << day)/><span>{name}</span></label>
        }
    });
    view! { <fieldset class="weekdays"><legend class="label">"On"</legend><div class="line">{boxes.collect_view()}</div></fieldset> }
}

/// The days the rule makes.
#[component]
fn Days(found: Memo<Vec<NaiveDate>>, dates: Dates) -> impl IntoView {
    let heading = move || match found.read().len() {
        0 => "No day fits this rule.".to_owned(),
        1 => "One task:".to_owned(),
        MOST => format!("{MOST} tasks, the most one rule makes:"),
        many => format!("{many} tasks:"),
    };
    let days = move || {
        found
            .get()
            .into_iter()
            .take(60)
            .map(|day| view! { <li>{dates.write(day, DateForm::Weekday)}</li> })
            .collect_view()
    };
    view! { <p role="status">{heading}</p><ol class="days" aria-label="Days">{days}</ol> }
}
