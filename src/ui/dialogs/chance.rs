//! What chance works with: how far durations may be from the typed ones, how far tasks do well or badly together, and the
//! draws themselves.

use super::parts::carry_out;
use crate::ui::store::Store;
use crate::ui::widgets::field::{Commit, TextField};
use forthright::edit::{PlanEdit, SettingField};
use forthright::plan::{Doubt, Uncertainty};
use forthright::words::{read_doubt, read_percent, write_doubt};
use leptos::prelude::*;

type Of = fn(&mut Uncertainty) -> &mut Doubt;

/// The part of the sheet.
#[component]
pub fn Chance() -> impl IntoView {
    let store = Store::get();
    let now = Memo::new(move |_| store.seen.with(|project| project.plan.settings.uncertainty));
    let set = move |change: &dyn Fn(&mut Uncertainty)| {
        let mut by = now.get_untracked();
        change(&mut by);
        carry_out(store, "Change what chance works with", PlanEdit::Setting(SettingField::Uncertainty(by)))
    };
    let doubt = move |label: &'static str, of: Of| {
        let value = Signal::derive(move || now.with(|by| write_doubt(*of(&mut by.clone()))));
        let commit: Commit = Callback::new(move |(text,): (String,)| {
            let doubt = read_doubt(&text)?;
            set(&|by| *of(by) = doubt)
        });
        view! { <TextField label value commit/> }
    };
    let common = Signal::derive(move || now.with(|by| format!("{} %", by.common)));
    let set_common: Commit = Callback::new(move |(text,): (String,)| {
        let common = read_percent(&text)?;
        set(&|by| by.common = common)
    });
    let seed = Signal::derive(move || now.with(|by| by.seed.to_string()));
    let set_seed: Commit = Callback::new(move |(text,): (String,)| {
        let seed = text.trim().parse().map_err(|_| "A whole number.".to_owned())?;
        set(&|by| by.seed = seed)
    });
    view! {
        <section aria-label="How sure durations are" class="stack">
            <h3>"How sure durations are"</h3>
            <p class="hint">"For durations without a range of their own: how much less and more than typed they may take."</p>
            <div class="pair">{doubt("Where one is sure", |by| &mut by.sure)}{doubt("Usually", |by| &mut by.fair)}</div>
            <div class="pair">{doubt("Where it is a guess", |by| &mut by.guess)}
                <TextField label="Luck that all share" value=common commit=set_common hint="Tasks seldom do well or badly alone. 0 %: each for itself."/></div>
            <TextField label="Number the draws begin with" value=seed commit=set_seed hint="The same number, the same answer. Another shows what luck alone changes."/>
        </section>
    }
}
