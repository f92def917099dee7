//! Where an option stands, and what belongs to that: the day or condition a reserve is taken, why another was set aside.

use super::option::This;
use super::parts::{Text, Typed, option_label, read, read_day};
use super::style;
use crate::ui::outline::draft::Save;
use forthright::prepare;
use forthright::project::{Edit, Solution, SolutionField, SolutionState};
use forthright::view::options::state_words;
use forthright::words::DateForm;
use leptos::prelude::*;

/// A place an option can stand, as a button.
struct Stand {
    key: &'static str,
    name: &'static str,
    title: &'static str,
    make: fn() -> SolutionState,
}

static STANDS: [Stand; 3] = [
    Stand {
        key: "recommended",
        name: "Recommend",
        title: "The one we would take",
        make: || SolutionState::Recommended,
    },
    Stand {
        key: "reserve",
        name: "Hold in reserve",
        title: "Ready in the wings, for a day or a condition",
        make: || SolutionState::Reserve { on: None, when: String::new() },
    },
    Stand {
        key: "aside",
        name: "Set aside",
        title: "Not taken, with the reason",
        make: || SolutionState::SetAside { reason: String::new() },
    },
];

fn key(state: &SolutionState) -> &'static str {
    match state {
        SolutionState::Proposed => "proposed",
        SolutionState::Recommended => "recommended",
        SolutionState::Reserve { .. } => "reserve",
        SolutionState::SetAside { .. } => "aside",
        SolutionState::Chosen => "chosen",
    }
}

/// The state with its own fields.
#[component]
pub fn StateField(this: This) -> impl IntoView {
    let store = this.room.store;
    let state = this.of(|one| one.state.clone());
    let which = Memo::new(move |_| state.with(key));
    let words = move || {
        let style = style(store);
        store.project.with(|project| {
            let one = project.problems.get(&this.problem).and_then(|problem| problem.solutions.get(&this.id));
            one.map(|one| state_words(one, &style)).unwrap_or_default()
        })
    };
    let fields = move || match which.get() {
        "reserve" => view! { <Reserve this/> }.into_any(),
        "aside" => view! { <Aside this/> }.into_any(),
        _ => ().into_any(),
    };
    let chip = move || match which.get() {
        "recommended" | "chosen" => "chip good state",
        "reserve" => "chip warn state",
        _ => "chip state",
    };
    view! {
        <div class="option-part option-state">
            <p><span class=chip>{words}</span></p>
            <Stands this which/>
            {fields}
        </div>
    }
}

/// The buttons that put it somewhere; pressed again, it is proposed as before.
#[component]
fn Stands(this: This, which: Memo<&'static str>) -> impl IntoView {
    let store = this.room.store;
    let name = this.of(forthright::view::options::name_of);
    let put = move |state: SolutionState, verb: &str| {
        let edit = read(store, |project| prepare::set_state(project, this.problem, this.id, state));
        if let (Some(edit), Some(label)) = (edit, option_label(store, verb, this.problem, this.id)) {
            store.act(&label, edit, None);
        }
    };
    let locked = move || store.read_only.read().is_some();
    let button = move |stand: &'static Stand| {
        let pressed = move || which.get() == stand.key;
        let press = move |_| match untrack(pressed) {
            true => put(SolutionState::Proposed, "Propose again"),
            false => put((stand.make)(), stand.name),
        };
        view! {
            <button type="button" class="button" title=stand.title disabled=locked aria-pressed=move || pressed().to_string()
                aria-label=move || format!("{} {}", stand.name, name.get()) on:click=press>{stand.name}</button>
        }
    };
    view! {
        <div class="stands" role="group" aria-label="Where it stands">{STANDS.iter().map(button).collect_view()}</div>
    }
}

fn now(this: This) -> SolutionState {
    read(this.room.store, |project| {
        let problem = project.problems.get(&this.problem);
        problem.and_then(|one| one.solutions.get(&this.id)).map(|one| one.state.clone()).unwrap_or_default()
    })
}

fn saver(this: This, what: &'static str, put: fn(&mut SolutionState, String)) -> Save {
    let store = this.room.store;
    Callback::new(move |(session, text): (u64, String)| {
        let mut state = now(this);
        put(&mut state, text);
        let Some(label) = option_label(store, &format!("Change {what} of"), this.problem, this.id) else {
            return Ok(());
        };
        let edit = Edit::SolutionField { problem: this.problem, id: this.id, field: SolutionField::State(state) };
        let done = store.dispatch_typing(session, &label, edit, None);
        done.map_err(|error| store.plan(|plan| forthright::words::edit_error(&error, plan)))
    })
}

/// The day or the condition on which it is taken.
#[component]
fn Reserve(this: This) -> impl IntoView {
    let store = this.room.store;
    let on = this.of(|one| match one.state {
        SolutionState::Reserve { on, .. } => on,
        _ => None,
    });
    let written =
        Signal::derive(move || on.get().map(|day| store.dates().write(day, DateForm::Weekday)).unwrap_or_default());
    let make = Callback::new(move |(text,): (String,)| {
        let day = read_day(store, &text)?;
        let SolutionState::Reserve { when, .. } = now(this) else { return Ok(None) };
        let field = SolutionField::State(SolutionState::Reserve { on: day, when });
        Ok(Some(Edit::SolutionField { problem: this.problem, id: this.id, field }))
    });
    let condition = |one: &Solution| match &one.state {
        SolutionState::Reserve { when, .. } => when.clone(),
        _ => String::new(),
    };
    let save = saver(this, "the condition", |state, text| {
        if let SolutionState::Reserve { when, .. } = state {
            *when = text;
        }
    });
    view! {
        <Typed label="Trigger date" what="the trigger date" placeholder="no day" value=written make/>
        <Text name="Or when" label="Or when" hint="the supplier says no" value=this.of(condition) save/>
    }
}

/// Why it was set aside.
#[component]
fn Aside(this: This) -> impl IntoView {
    let reason = |one: &Solution| match &one.state {
        SolutionState::SetAside { reason } => reason.clone(),
        _ => String::new(),
    };
    let save = saver(this, "why it was set aside", |state, text| {
        if let SolutionState::SetAside { reason } = state {
            *reason = text;
        }
    });
    view! { <Text name="Why it was set aside" label="Why it was set aside" hint="So that nobody asks twice" value=this.of(reason) save/> }
}
