//! One way out: a column whose rows stand beside those of the others.

use super::effect::{Broke, ChangeLine, lines};
use super::parts::{Text, Typed, carry_out, option_label, option_text};
use super::problem::{ScenarioChoice, written};
use super::state::StateField;
use super::{Room, acts};
use crate::ui::icons;
use crate::ui::widgets::field::CheckField;
use forthright::plan::Money;
use forthright::project::{Edit, ProblemId, ScenarioId, Solution, SolutionField, SolutionId, SolutionState};
use forthright::view::options::{Effect, name_of};
use forthright::words;
use leptos::prelude::*;

/// An option of a problem, as its parts know it.
#[derive(Clone, Copy)]
pub struct This {
    pub room: Room,
    pub problem: ProblemId,
    pub id: SolutionId,
}

impl This {
    /// A part of the option, followed.
    pub fn of<T: Send + Sync + Clone + Default + PartialEq + 'static>(
        self,
        read: impl Fn(&Solution) -> T + Send + Sync + 'static,
    ) -> Signal<T> {
        let id = self.id;
        self.room.of(self.problem, move |one| one.solutions.get(&id).map(&read).unwrap_or_default())
    }

    /// Sets one of its fields.
    pub fn set(self, verb: &str, field: SolutionField) -> Result<(), String> {
        let Some(label) = option_label(self.room.store, verb, self.problem, self.id) else { return Ok(()) };
        let edit = Edit::SolutionField { problem: self.problem, id: self.id, field };
        carry_out(self.room.store, &label, Some(edit))
    }

    fn effect(self) -> Memo<Effect> {
        Memo::new(move |_| self.room.effects.with(|all| all.get(&self.id).cloned().unwrap_or_default()))
    }
}

/// The column.
#[component]
pub fn Column(problem: ProblemId, id: SolutionId) -> impl IntoView {
    let room = Room::get();
    let this = This { room, problem, id };
    let name = this.of(name_of);
    let chosen = this.of(|one| one.state == SolutionState::Chosen);
    let aside = this.of(|one| matches!(one.state, SolutionState::SetAside { .. }));
    let effect = this.effect();
    view! {
        <article class="option" class:chosen=chosen class:aside=aside id=format!("option-{}", id.0) aria-label=name>
            <div class="option-name">
                <Text name="Name of the option" hint="Name of the option" class="title" one_line=true value=this.of(|one| one.name.clone())
                    save=option_text(room, problem, id, "the name", SolutionField::Name)/>
            </div>
            <StateField this/>
            <Applies this effect/>
            <Dates this effect/>
            <div class="option-part"><h3>"Promises"</h3><p class="muted">{move || effect.with(|one| one.broken.clone())}</p>{move || lines(effect.with(|one| one.promises.clone()), "No open promise is touched by it.")}</div>
            <Costs this effect/>
            <Text name="What the client would notice" label="What the client would notice" hint="In words they may hear" class="theirs" value=this.of(|one| one.client_notice.clone())
                save=option_text(room, problem, id, "what the client would notice", SolutionField::ClientNotice)/>
            <ClientSwitch this/>
            <Text name="Risk, among us" label="Risk, among us" hint="What may go wrong with it" class="ours" value=this.of(|one| one.risk.clone())
                save=option_text(room, problem, id, "the risk", SolutionField::Risk)/>
            <Buttons this/>
        </article>
    }
}

/// Whether the client knows of it; they see it only where they see its problem.
#[component]
fn ClientSwitch(this: This) -> impl IntoView {
    let value = this.of(|one| Some(one.client_visible));
    let commit = Callback::new(move |(on,): (bool,)| {
        this.set(if on { "Show the client" } else { "Keep from the client" }, SolutionField::ClientVisible(on))
    });
    let off = Signal::derive(move || this.room.store.read_only.read().is_some());
    view! { <CheckField label="The client sees this way out" value commit disabled=off/> }
}

/// Its scenario, and what of it no longer fits.
#[component]
fn Applies(this: This, effect: Memo<Effect>) -> impl IntoView {
    let value = this.of(|one| one.scenario);
    let commit = Callback::new(move |scenario: Option<ScenarioId>| {
        this.set("Change the scenario of", SolutionField::Scenario(scenario))
    });
    let chosen = this.of(|one| one.state == SolutionState::Chosen);
    // What stood on the screen when it was decided.
    let decided = move || {
        this.room.store.project.with(|project| {
            let of_this = project.decisions.values().rev().find(|decision| decision.solution == Some(this.id));
            of_this.map(|decision| decision.effect.clone()).unwrap_or_default()
        })
    };
    view! {
        <div class="option-part">
            <Show when=move || !chosen.get() fallback=move || view! { <p class="muted">"Its changes are in the plan. "{decided}</p> }>
                <ScenarioChoice label="Scenario" none="None: the plan stays as it is" value commit/>
                <button type="button" class="button quiet to-what-if" disabled=move || this.room.store.read_only.read().is_some() on:click=move |_| acts::to_what_if(this)>
                    {move || if value.get().is_some() { "Open it in What-if" } else { "Draft it in What-if" }}</button>
            </Show>
            {move || view! { <Broke effect=effect.get()/> }}
        </div>
    }
}

#[component]
fn Dates(this: This, effect: Memo<Effect>) -> impl IntoView {
    let _ = this;
    view! {
        <div class="option-part"><h3>"Dates"</h3>
            {move || view! { <ChangeLine change=effect.with(|one| one.finish.clone())/> }}
            {move || lines(effect.with(|one| one.dates.clone()), "None of the client’s milestones moves.")}
        </div>
    }
}

/// What it costs: its own money, typed, and the whole, computed.
#[component]
fn Costs(this: This, effect: Memo<Effect>) -> impl IntoView {
    let store = this.room.store;
    let amount = move |field: fn(Money) -> SolutionField| {
        Callback::new(move |(text,): (String,)| {
            let amount = match text.trim() {
                "" => Money::ZERO,
                text => words::read_money(text, store.locale.get_untracked())?,
            };
            Ok(Some(Edit::SolutionField { problem: this.problem, id: this.id, field: field(amount) }))
        })
    };
    let days = Callback::new(move |(text,): (String,)| {
        let number = text.trim().trim_end_matches(['d', ' ']);
        let days = if number.is_empty() { Ok(0) } else { number.parse::<u32>() };
        let days = days.map_err(|_| format!("“{}” is not a number of days. Try 5.", text.trim()))?;
        Ok(Some(Edit::SolutionField { problem: this.problem, id: this.id, field: SolutionField::CostDays(days) }))
    });
    let written_days = this.of(|one| if one.cost_days == 0 { String::new() } else { one.cost_days.to_string() });
    let (once, per_day) = (this.of(|one| one.cost_once), this.of(|one| one.cost_per_day));
    view! {
        <div class="option-part"><h3>"Cost"</h3>
            {move || view! { <ChangeLine change=effect.with(|one| one.cost.clone())/> }}
            {move || view! { <ChangeLine change=effect.with(|one| one.budget.clone())/> }}
            <div class="three">
                <Typed label="Once" what="what it costs once" placeholder="nothing" value=written(this.room, once) make=amount(SolutionField::CostOnce)/>
                <Typed label="Per day" what="what it costs per day" placeholder="nothing" value=written(this.room, per_day) make=amount(SolutionField::CostPerDay)/>
                <Typed label="Days" what="for how many days it costs" placeholder="0" value=written_days make=days/>
            </div>
        </div>
    }
}

#[component]
fn Buttons(this: This) -> impl IntoView {
    let store = this.room.store;
    let chosen = this.of(|one| one.state == SolutionState::Chosen);
    let name = this.of(name_of);
    let locked = move || store.read_only.read().is_some();
    view! {
        <div class="option-buttons">
            <Show when=move || !chosen.get()>
                <button type="button" class="button primary" disabled=locked aria-label=move || format!("Choose {}", name.get()) on:click=move |_| acts::ask_to_choose(this)>"Choose"</button>
            </Show>
            <button type="button" class="button quiet" disabled=locked aria-label=move || format!("Remove {}", name.get()) on:click=move |_| acts::remove_option(this)>{icons::trash()}"Remove"</button>
        </div>
    }
}
