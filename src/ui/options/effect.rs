//! What an option or a problem does, in lines: a mark and a word say better or worse, never the colour alone.

use forthright::view::options::{Basis, Change, Effect, Tone, Touched};
use leptos::prelude::*;

/// One line: what, and what becomes of it.
#[component]
pub fn ChangeLine(change: Change) -> impl IntoView {
    let (class, mark) = match change.tone {
        Tone::Same => ("change", ""),
        Tone::Better => ("change better", "▲ "),
        Tone::Worse => ("change worse", "▼ "),
    };
    view! { <p class=class><span class="change-what">{change.what}</span><span class="change-text"><span aria-hidden="true">{mark}</span>{change.text}</span></p> }
}

/// The lines of several changes, or a word where there is none.
pub fn lines(changes: Vec<Change>, none: &'static str) -> AnyView {
    match changes.is_empty() {
        true => view! { <p class="muted">{none}</p> }.into_any(),
        false => changes.into_iter().map(|change| view! { <ChangeLine change/> }).collect_view().into_any(),
    }
}

/// What no longer applies, a sentence each.
#[component]
pub fn Broke(effect: Effect) -> impl IntoView {
    let gone = (effect.basis == Basis::Gone).then(|| "Its scenario is no longer in the project.".to_owned());
    let all: Vec<String> = gone.into_iter().chain(effect.broke).collect();
    (!all.is_empty()).then(|| {
        let rows = all.into_iter().map(|text| view! { <li>{text}</li> });
        view! { <div class="broke"><p><strong>"This no longer applies as it was drafted."</strong></p><ul>{rows.collect_view()}</ul></div> }
    })
}

/// A whole effect, one below the other.
#[component]
pub fn EffectLines(effect: Effect) -> impl IntoView {
    let (finish, dates, promises) = (effect.finish.clone(), effect.dates.clone(), effect.promises.clone());
    let (cost, budget) = (effect.cost.clone(), effect.budget.clone());
    view! {
        <Broke effect/>
        <ChangeLine change=finish/>
        {lines(dates, "None of the client’s milestones moves.")}
        {lines(promises, "No open promise is touched by it.")}
        <ChangeLine change=cost/>
        <ChangeLine change=budget/>
    }
}

/// What waits for the tasks a problem touches.
#[component]
pub fn Reach(touched: Touched) -> impl IntoView {
    if touched.tasks.is_empty() {
        return view! { <p class="muted">"Say which tasks it touches, and the promises and dates that wait for them show here. Or choose a scenario that says what happens if nothing is done."</p> }.into_any();
    }
    let line = |(what, text): (String, String)| view! { <ChangeLine change=Change { what, text, tone: Tone::Same }/> };
    let none = touched.promises.is_empty() && touched.dates.is_empty();
    view! {
        <p>{touched.float}</p>
        {touched.promises.into_iter().map(line).collect_view()}
        {touched.dates.into_iter().map(line).collect_view()}
        {none.then(|| view! { <p class="muted">"No promise and no milestone of the client waits for them."</p> })}
    }
    .into_any()
}
