//! What the task costs: once, for each day, spent so far, and what it comes to.

use super::chosen::{Chosen, Typed};
use super::dates::summaries;
use forthright::analysis::task_cost;
use forthright::view::inspector::Field;
use forthright::words::write_money;
use leptos::prelude::*;

/// The cost of the chosen tasks.
#[component]
pub fn Cost(chosen: Chosen) -> impl IntoView {
    let store = chosen.store;
    let summary = summaries(chosen);
    let forecast = Memo::new(move |_| {
        let task = chosen.single()?;
        let row = store.row_of.with(|rows| rows.get(&task).copied())?;
        let (currency, locale) = (store.currency(), store.locale.get());
        let sum = store.shown.with(|now| store.seen.with(|project| task_cost(&project.plan, row, now)));
        Some(write_money(sum, &currency, locale))
    });
    let told =
        move || forecast.get().map(|sum| view! { <dl class="facts"><div><dt>"Comes to"</dt><dd>{sum}</dd></div></dl> });
    view! {
        <section aria-label="Cost">
            <h3>"Cost"</h3>
            <div class="pair">
                <Typed chosen field=Field::FixedCost placeholder="none"/>
                <Typed chosen field=Field::CostPerDay placeholder="none" disabled=summary/>
            </div>
            <div class="pair"><Typed chosen field=Field::Spent placeholder="not known"/>{told}</div>
        </section>
    }
}
