//! Concerns, the agreement, whom they meet, looking back: as the client sees them.

use super::section;
use forthright::analysis::Event;
use forthright::client::{ClientBlock, ClientConcern, ClientProject, ClientTouchpoint};
use forthright::view::confidence::{about, concern_state, event_words, in_the_plan, what_for};
use forthright::words::{DateForm, Dates};
use leptos::prelude::*;

fn paragraphs(texts: impl IntoIterator<Item = String>) -> impl IntoView {
    let some = texts.into_iter().filter(|text| !text.trim().is_empty());
    some.map(|text| view! { <p dir="auto">{text}</p> }).collect_view()
}

pub(super) fn concerns(seen: &ClientProject, dates: &Dates) -> Option<AnyView> {
    let line = |one: &ClientConcern| {
        let plan = in_the_plan(one, seen, dates).map(|text| format!("In the plan: {text}"));
        let about = about(one, seen).map(|text| format!("About: {text}"));
        let texts = [Some(one.answer.clone()), plan, about].into_iter().flatten();
        let who = one.who.as_ref().map(|who| format!(", {who}")).unwrap_or_default();
        view! { <li><strong dir="auto">{format!("“{}”", one.words)}</strong>{format!("{who} – {}", concern_state(one, dates))}{paragraphs(texts)}</li> }
    };
    section("Your concerns", seen.concerns.iter().map(line).collect())
}

pub(super) fn agreement(seen: &ClientProject, dates: &Dates) -> Option<AnyView> {
    let agreement = seen.agreement.as_ref()?;
    let said = |label: &str, text: &str| {
        if text.is_empty() { String::new() } else { format!("{label}: {text}") }
    };
    let line = |block: &ClientBlock| {
        let texts = [said("Until now", &block.before), said("From now on", &block.from_now)];
        view! { <li><strong>{block.about.name()}</strong>{paragraphs(texts)}</li> }.into_any()
    };
    let mut lines: Vec<AnyView> = agreement.blocks.iter().map(line).collect();
    let agreed = agreement.agreed_on.map(|on| format!("Agreed on {}", dates.write(on, DateForm::Long)));
    lines.extend(agreed.map(|text| view! { <li class="muted">{text}</li> }.into_any()));
    section("How we work together", lines)
}

pub(super) fn touchpoints(seen: &ClientProject, dates: &Dates) -> Option<AnyView> {
    let line = |one: &ClientTouchpoint| {
        let day = one.day().map(|day| format!(", {}", dates.write(day, DateForm::Weekday))).unwrap_or_default();
        let held = if one.held_on.is_some() { ", held" } else { "" };
        view! { <li><strong dir="auto">{one.who.clone()}</strong>{format!("{day}{held}: ")}<span dir="auto">{what_for(one)}</span></li> }
    };
    section("Who stands behind it", seen.touchpoints.iter().map(line).collect())
}

pub(super) fn wrap_up(seen: &ClientProject, dates: &Dates) -> Option<AnyView> {
    let wrap_up = seen.wrap_up.as_ref()?;
    let happened = |name: &'static str, events: &[(chrono::NaiveDate, Event)]| {
        let texts = events.iter().filter_map(|(on, event)| {
            Some(format!("{}: {}", dates.write(*on, DateForm::Short), event_words(*event, seen)?))
        });
        let texts: Vec<String> = texts.collect();
        (!texts.is_empty()).then(|| view! { <li><strong>{name}</strong>{paragraphs(texts)}</li> }.into_any())
    };
    let answer = |(question, text): &(forthright::client::WrapUpQuestion, String)| {
        view! { <li><strong>{question.heading()}</strong>{paragraphs([text.clone()])}</li> }.into_any()
    };
    let lists = [happened("What went well", &wrap_up.ups), happened("What did not", &wrap_up.downs)];
    section("Looking back", lists.into_iter().flatten().chain(wrap_up.answers.iter().map(answer)).collect())
}
