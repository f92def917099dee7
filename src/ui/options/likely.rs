//! Of a risk: how likely it is, what it would cost in time, and whether the dates' chances count with it.

use super::Room;
use super::parts::{Typed, carry_out, read};
use crate::ui::widgets::field::CheckField;
use forthright::prepare::change_likelihood;
use forthright::project::{Likelihood, ProblemId, ProblemKind};
use forthright::words::{days, read_duration, read_percent};
use leptos::prelude::*;

/// The part, for a risk.
#[component]
pub fn Likely(id: ProblemId) -> impl IntoView {
    let room = Room::get();
    let store = room.store;
    let is_risk = room.of(id, |one| one.kind == ProblemKind::Risk);
    let known = room.of(id, |one| one.likelihood.unwrap_or_default());
    let set = move |change: &dyn Fn(&mut Likelihood)| read(store, |project| change_likelihood(project, id, change));
    let chance = Callback::new(move |(text,): (String,)| {
        let chance = if text.trim().is_empty() { 0 } else { read_percent(&text)? };
        Ok(set(&|likelihood| likelihood.chance = chance))
    });
    let delay = Callback::new(move |(text,): (String,)| {
        let (hours, locale) = (store.plan(|plan| plan.settings.hours), store.locale.get_untracked());
        let minutes = if text.trim().is_empty() { 0 } else { read_duration(&text, &hours, locale)?.minutes };
        Ok(set(&|likelihood| likelihood.delay = minutes))
    });
    let counts = Callback::new(move |(on,): (bool,)| {
        let label = if on { "Count the risk in the chances" } else { "Leave the risk out of the chances" };
        carry_out(store, label, set(&|likelihood| likelihood.counts = on))
    });
    let percent = Signal::derive(move || {
        known.with(|known| if known.chance > 0 { format!("{} %", known.chance) } else { String::new() })
    });
    let length = Signal::derive(move || {
        let hours = store.project.with(|project| project.plan.settings.hours);
        known.with(|known| if known.delay > 0 { days(known.delay, &hours, store.locale.get()) } else { String::new() })
    });
    view! {
        <Show when=move || is_risk.get()>
            <section class="likely" aria-label="How likely it is">
                <h3>"How likely it is"</h3>
                <div class="pair">
                    <Typed label="Chance" what="how likely the risk is" placeholder="30 %" value=percent make=chance/>
                    <Typed label="Delay if it happens" what="the delay of the risk" placeholder="5d" value=length make=delay/>
                </div>
                <CheckField label="It counts in what the dates are worth" value=Signal::derive(move || known.with(|known| Some(known.counts))) commit=counts/>
                <p class="prose-hint">"Each step it touches takes that much longer in so many runs of a hundred. Only for us."</p>
            </section>
        </Show>
    }
}
