//! What holds for the whole plan: start and latest finish, what a day is, what counts as critical, the rules of progress
//! and lag, and whose conventions the plan follows.

use super::parts::{MovesList, Refusal, carry_out};
use super::{PlanDialog, open};
use crate::ui::store::Store;
use crate::ui::widgets::field::{CheckField, ChoiceField, Commit, TextField};
use crate::ui::widgets::sheet::Sheet;
use forthright::analysis::plan_cost;
use forthright::edit::{PlanEdit, SettingField};
use forthright::plan::{
    Conventions, Duration, HoursSettings, LagCalendar, ProgressRule, ScheduleFrom, Settings as Held, Unit,
};
use forthright::prepare;
use forthright::project::{Edit, SharingField};
use forthright::view::budget;
use forthright::view::moves::{self, Moves};
use forthright::words::{self, DateForm};
use leptos::prelude::*;

/// The sheet.
#[component]
pub fn Settings() -> impl IntoView {
    let store = Store::get();
    view! {
        <Sheet name="Project settings">
            <div class="body">
                <Project/>
                <Budget/>
                <Hours/>
                <Critical/>
                <super::chance::Chance/>
                <Rules/>
                <Whose/>
            </div>
            <footer role="none"><button type="button" class="button primary" on:click=move |_| store.dialog.set(None)>"Close"</button></footer>
        </Sheet>
    }
}

fn reading(store: Store, read: impl Fn(&Held) -> String + Send + Sync + 'static) -> Signal<String> {
    let memo = Memo::new(move |_| store.seen.with(|project| read(&project.plan.settings)));
    Signal::derive(move || memo.get())
}

fn set(store: Store, label: &str, field: SettingField) -> Result<(), String> {
    carry_out(store, label, PlanEdit::Setting(field))
}

#[component]
fn Project() -> impl IntoView {
    let store = Store::get();
    let name = Signal::derive(move || store.seen.with(|project| project.name.clone()));
    let rename: Commit = Callback::new(move |(text,): (String,)| match text.trim() {
        "" => Err("A project needs a name.".to_owned()),
        text => carry_out(store, &format!("Rename the project to {text}"), Edit::Rename(text.to_owned())),
    });
    let start = reading(store, move |s| {
        let start = store.schedule.with(|now| s.from_finish().map_or(s.start, |_| now.start));
        store.dates().start_typed(start, DateForm::Weekday)
    });
    let back =
        Memo::new(move |_| store.seen.with(|project| project.plan.settings.schedule_from == ScheduleFrom::Finish));
    let against = Signal::derive(move || {
        let words = match back.get() {
            true => "The plan is scheduled back from it.",
            false => "Float is measured against it; nothing is pushed.",
        };
        words.to_owned()
    });
    let by = reading(store, move |s| {
        s.must_finish_by.map(|by| store.dates().finish_typed(by, DateForm::Weekday)).unwrap_or_default()
    });
    let set_by: Commit = Callback::new(move |(text,): (String,)| {
        let by = match text.trim() {
            "" => None,
            text => Some(untrack(|| store.dates()).read(text)?.as_finish()),
        };
        set(store, "Change the date to finish by", SettingField::MustFinishBy(by))
    });
    view! {
        <section aria-label="Project" class="stack">
            <TextField label="Name of the project" value=name commit=rename/>
            <div class="pair">
                <div class="field"><span class="label">"Starts"</span><div class="line"><span>{start}</span>
                    <Show when=move || !back.get()><button type="button" class="button" on:click=move |_| open(store, PlanDialog::MoveStart)>"Move the start"</button></Show></div></div>
                <TextField label="Must finish by" value=by commit=set_by placeholder="no date" hint=against/>
            </div>
            <Show when=move || back.get()><FromStart/></Show>
        </section>
    }
}

/// The way from a plan that is scheduled from its finish to one that runs from its start, which is where it is now.
#[component]
fn FromStart() -> impl IntoView {
    let store = Store::get();
    let refused = RwSignal::new(None::<String>);
    let switch = move |_| {
        let edit = store.schedule.with_untracked(|now| store.plan(|plan| prepare::schedule_from_start(plan, now)));
        refused.set(carry_out(store, "Schedule from the start", edit).err());
    };
    view! {
        <p>"This plan is scheduled from its finish: when it starts follows from that. Scheduled from the start it keeps the dates it has now; only a step that is held by a date may move."</p>
        <div><button type="button" class="button" on:click=switch>"Schedule from the start"</button></div>
        <Refusal message=refused/>
    }
}

/// What the whole may cost, and in which currency.
#[component]
fn Budget() -> impl IntoView {
    let store = Store::get();
    let budget = reading(store, move |s| {
        s.budget.map(|sum| words::write_money(sum, "", store.locale.get())).unwrap_or_default()
    });
    let set_budget: Commit = Callback::new(move |(text,): (String,)| {
        let sum = match text.trim() {
            "" => None,
            text => Some(words::read_money(text, store.locale.get_untracked())?),
        };
        set(store, "Change the budget", SettingField::Budget(sum))
    });
    let currency = reading(store, |s| s.currency.clone().unwrap_or_default());
    let set_currency: Commit = Callback::new(move |(text,): (String,)| {
        set(store, "Change the currency", SettingField::Currency(words::read_currency(&text)?))
    });
    let usual = words::currency_of(&crate::ui::environment::language());
    let told = move || {
        let cost = store.schedule.with(|now| store.seen.with(|p| plan_cost(&p.plan, now)));
        let (currency, locale) = (store.currency(), store.locale.get());
        store.seen.with(|p| budget::told(&p.plan, cost, &currency, locale)).map(|told| format!("{}.", told.says))
    };
    let shared = Signal::derive(move || store.project.with(|project| Some(project.sharing.money)));
    let share = Callback::new(move |(on,): (bool,)| {
        let label = if on { "Show the client the money" } else { "Keep the money from the client" };
        carry_out(store, label, Edit::Sharing(SharingField::Money(on)))
    });
    view! {
        <section aria-label="Money" class="stack">
            <h3>"Money"</h3>
            <div class="pair">
                <TextField label="Budget" value=budget commit=set_budget placeholder="none"/>
                <TextField label="Currency" value=currency commit=set_currency placeholder=format!("{usual}, as here") hint="Three letters, such as EUR."/>
            </div>
            <p class="hint" role="status">{told}</p>
            <CheckField label="The client sees the money: budget, spent and expected" value=shared commit=share/>
        </section>
    }
}

#[component]
fn Hours() -> impl IntoView {
    let store = Store::get();
    let hours = |minutes: i32| format!("{}", f64::from(minutes) / 60.0);
    let put = move |text: &str, most: f64, put: fn(&mut HoursSettings, f64)| {
        let number = text.trim().trim_end_matches(['h', 'd', ' ']).replace(',', ".").parse::<f64>();
        let number = number.ok().filter(|number| *number > 0.0 && *number <= most);
        let number = number.ok_or_else(|| format!("“{}” is not a number up to {most}.", text.trim()))?;
        let mut hours = store.plan(|plan| plan.settings.hours);
        put(&mut hours, number);
        set(store, "Change what a day is", SettingField::Hours(hours))
    };
    let day: Commit =
        Callback::new(move |(text,): (String,)| put(&text, 24.0, |h, n| h.minutes_per_day = (n * 60.0).round() as i32));
    let week: Commit = Callback::new(move |(text,): (String,)| {
        put(&text, 168.0, |h, n| h.minutes_per_week = (n * 60.0).round() as i32)
    });
    let month: Commit =
        Callback::new(move |(text,): (String,)| put(&text, 31.0, |h, n| h.days_per_month = n.round() as i32));
    view! {
        <section aria-label="What a day is" class="stack">
            <h3>"What a day is"</h3>
            <div class="three">
                <TextField label="Hours a day" value=reading(store, move |s| hours(s.hours.minutes_per_day)) commit=day/>
                <TextField label="Hours a week" value=reading(store, move |s| hours(s.hours.minutes_per_week)) commit=week/>
                <TextField label="Days a month" value=reading(store, |s| s.hours.days_per_month.to_string()) commit=month/>
            </div>
            <p class="hint">"What 1d, 1w and 1mo mean when they are typed from now on; when work happens is the calendar’s matter. "
                <button type="button" class="task-link" on:click=move |_| open(store, PlanDialog::Calendars)>"Working time"</button></p>
        </section>
    }
}

#[component]
fn Critical() -> impl IntoView {
    let store = Store::get();
    let text = move |minutes: i32, s: &Held| {
        words::write_duration(
            Duration { minutes, unit: Unit::Day, elapsed: false, estimated: false },
            &s.hours,
            store.locale.get(),
        )
    };
    let read = move |typed: &str| {
        let locale = store.locale.get_untracked();
        store.plan(|plan| words::read_duration(typed, &plan.settings.hours, locale)).map(|length| length.minutes)
    };
    let critical: Commit = Callback::new(move |(typed,): (String,)| {
        set(store, "Change what is critical", SettingField::CriticalThreshold(read(&typed)?))
    });
    let near: Commit = Callback::new(move |(typed,): (String,)| {
        set(store, "Change what is nearly critical", SettingField::NearCriticalThreshold(read(&typed)?))
    });
    view! {
        <section aria-label="Critical path" class="stack">
            <h3>"Critical path"</h3>
            <div class="pair">
                <TextField label="Critical up to a float of" value=reading(store, move |s| text(s.critical_threshold, s)) commit=critical/>
                <TextField label="Near critical up to" value=reading(store, move |s| text(s.near_critical_threshold, s)) commit=near hint="0d: not shown"/>
            </div>
        </section>
    }
}

const PROGRESS: [(&str, &str, ProgressRule); 2] = [
    ("logic", "still waits for its predecessors", ProgressRule::RetainedLogic),
    ("override", "goes on as if they were met", ProgressRule::ProgressOverride),
];
const LAGS: [(&str, &str, LagCalendar); 3] = [
    ("successor", "the successor’s calendar", LagCalendar::Successor),
    ("predecessor", "the predecessor’s calendar", LagCalendar::Predecessor),
    ("elapsed", "24 hours a day", LagCalendar::Elapsed),
];

fn choices<T>(rows: &[(&str, &str, T)]) -> Signal<Vec<(String, String)>> {
    Signal::stored(rows.iter().map(|row| (row.0.to_owned(), row.1.to_owned())).collect())
}

#[component]
fn Rules() -> impl IntoView {
    let store = Store::get();
    let progress: Commit = Callback::new(move |(value,): (String,)| {
        let rule = PROGRESS.iter().find(|row| row.0 == value).map(|row| row.2).unwrap_or_default();
        set(store, "Change the rule of progress", SettingField::ProgressRule(rule))
    });
    let lag: Commit = Callback::new(move |(value,): (String,)| {
        let calendar = LAGS.iter().find(|row| row.0 == value).map(|row| row.2).unwrap_or_default();
        set(store, "Change the calendar of lags", SettingField::LagCalendar(calendar))
    });
    let rule =
        reading(store, |s| PROGRESS.iter().find(|row| row.2 == s.progress_rule).map_or("", |row| row.0).to_owned());
    let counted =
        reading(store, |s| LAGS.iter().find(|row| row.2 == s.lag_calendar).map_or("", |row| row.0).to_owned());
    view! {
        <section aria-label="Rules" class="stack">
            <h3>"Rules"</h3>
            <ChoiceField label="Work that began before its predecessors ended" value=rule options=choices(&PROGRESS) commit=progress/>
            <ChoiceField label="Lags are counted on" value=counted options=choices(&LAGS) commit=lag/>
        </section>
    }
}

/// Whose conventions: facts of an imported plan, and the way to ours with what it moves.
#[component]
fn Whose() -> impl IntoView {
    let store = Store::get();
    let looking = RwSignal::new(false);
    let refused = RwSignal::new(None::<String>);
    let foreign = Memo::new(move |_| {
        store.seen.with(|project| match project.plan.settings.conventions {
            Conventions::Forthright => None,
            Conventions::MicrosoftProject { honour_constraint_dates } => Some(honour_constraint_dates),
        })
    });
    let edit = || PlanEdit::Setting(SettingField::Conventions(Conventions::Forthright));
    let moves = Memo::new(move |_| {
        if !looking.get() {
            return Moves::default();
        }
        let (schedule, dates) = (store.schedule.get(), store.dates());
        store.seen.with(|p| moves::preview(&p.plan, &schedule, &edit(), &dates, 100)).unwrap_or_default()
    });
    let switch = move |_| {
        refused.set(carry_out(store, "Schedule by Forthright’s conventions", edit()).err());
        looking.set(false);
    };
    let facts = move |honour: bool| {
        let dates = if honour {
            "Constraint dates are honoured even against links."
        } else {
            "Constraint dates give way to links."
        };
        view! {
            <p>"This plan came from Microsoft Project and is scheduled as Project does."</p>
            <ul class="conventions">
                <li>{dates}</li>
                <li>"The status date moves nothing: unfinished work may lie before it."</li>
                <li>"As late as possible uses total float."</li>
                <li>"Inactive tasks cut the links that ran through them."</li>
            </ul>
        }
    };
    view! {
        <section aria-label="Conventions" class="stack">
            <h3>"Conventions"</h3>
            {move || match foreign.get() {
                None => view! { <p class="muted">"Forthright’s own: constraints never break links, what is not done lies after the status date, as late as possible uses free float."</p> }.into_any(),
                Some(honour) => view! {
                    {facts(honour)}
                    <Show when=move || !looking.get()>
                        <div><button type="button" class="button" on:click=move |_| looking.set(true)>"See what our conventions would move"</button></div>
                    </Show>
                    <Show when=move || looking.get()>
                        <MovesList moves/>
                        <div class="line"><button type="button" class="button primary" on:click=switch>"Switch to our conventions"</button>
                            <button type="button" class="button" on:click=move |_| looking.set(false)>"Leave as it is"</button></div>
                    </Show>
                }.into_any(),
            }}
            <Refusal message=refused/>
        </section>
    }
}
