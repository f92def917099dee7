//! A page as it is laid out: title, the one sentence, a picture where there is one, and the items.

use super::screen::Scene;
use super::timeline::TimelineView;
use forthright::view::present::{Item, Mark, Said, Shape, Share, Slide};
use leptos::prelude::*;

/// A page. With a scene its items can be selected.
#[component]
pub fn SlideView(slide: Slide, scene: Option<Scene>) -> impl IntoView {
    let Slide { shape, title, lede, said, heading, items, share, timeline, .. } = slide;
    let class = match shape {
        Shape::Purpose => "slide purpose",
        Shape::Steps => "slide steps",
        Shape::Overview => "slide overview",
        Shape::List => "slide list",
        Shape::Answers => "slide list answers",
        Shape::Problem => "slide problem",
        Shape::Columns => "slide columns",
    };
    let some = |text: &str| !text.is_empty();
    let rows = items.into_iter().enumerate().map(|(at, item)| row(at, item, shape, scene)).collect_view();
    view! {
        <section class=class>
            <header class="slide-head" role="none">
                <h1>{title}</h1>
                {some(&lede).then(|| view! { <p class="lede">{lede}</p> })}
            </header>
            <div class="slide-body">
                {share.map(|share| view! { <ShareView share/> })}
                {(!said.is_empty()).then(|| view! { <SaidView said/> })}
                {some(&heading).then(|| view! { <p class="items-head">{heading}</p> })}
                <ul class="items">{rows}</ul>
                {timeline.map(|timeline| view! { <TimelineView timeline=Signal::stored(timeline) selected=None hand=None/> })}
            </div>
        </section>
    }
}

fn row(at: usize, item: Item, shape: Shape, scene: Option<Scene>) -> AnyView {
    let Item { mark, when, name, text, level, more } = item;
    let selected = move || scene.is_some_and(|scene| scene.show.get().selected == Some(at));
    let pick = move |_| {
        if let Some(pick) = scene.and_then(|scene| scene.pick) {
            pick.run(at);
        }
    };
    let more = (matches!(shape, Shape::Columns | Shape::Answers) || shape == Shape::List && is_decision(mark, &more))
        .then(|| view! { <SaidView said=more/> });
    view! {
        <li class=format!("item level-{}", level.min(5)) class:selected=selected aria-current=move || selected().then_some("true") on:click=pick>
            <MarkView mark/>
            {(!when.is_empty() && shape != Shape::Overview).then(|| view! { <span class="item-when">{when}</span> })}
            <span class="item-name"><bdi>{name}</bdi></span>
            {(!text.is_empty()).then(|| view! { <span class="item-text"><bdi>{text}</bdi></span> })}
            {more}
        </li>
    }
    .into_any()
}

/// A decision says why at once.
fn is_decision(mark: Mark, more: &[Said]) -> bool {
    mark == Mark::Chosen && !more.is_empty()
}

/// How a thing stands: a shape, and a word for who cannot see it.
#[component]
pub fn MarkView(mark: Mark) -> impl IntoView {
    let class = match mark {
        Mark::None => return ().into_any(),
        Mark::Done | Mark::Kept | Mark::Chosen | Mark::Checked => "mark done",
        Mark::UnderWay | Mark::Answered => "mark going",
        Mark::Ahead | Mark::Heard => "mark ahead",
        Mark::Milestone => "mark diamond",
        Mark::AtRisk => "mark risk",
        Mark::Moved => "mark moved",
        Mark::Recommended => "mark best",
        Mark::Reserve => "mark ahead",
    };
    let path = match mark {
        Mark::Done | Mark::Kept | Mark::Chosen | Mark::Checked => "M3 8.5l3.5 3.5L13 4.5",
        Mark::UnderWay | Mark::Answered => "M8 2a6 6 0 1 0 0 12A6 6 0 0 0 8 2zM8 2v12a6 6 0 0 1 0-12z",
        Mark::Milestone => "M8 2l6 6-6 6-6-6z",
        Mark::AtRisk => "M8 2l6.5 12h-13zM8 6.5v3.5M8 12v.1",
        Mark::Moved => "M2 8h11M9 4l4 4-4 4",
        Mark::Recommended => "M8 2l1.8 4 4.2.4-3.2 2.9.9 4.3L8 11.4l-3.7 2.2.9-4.3L2 6.4 6.2 6z",
        _ => "M8 2a6 6 0 1 0 0 12A6 6 0 0 0 8 2z",
    };
    let said = matches!(mark, Mark::Recommended | Mark::Chosen | Mark::Reserve);
    view! {
        <span class=class><svg viewBox="0 0 16 16" aria-hidden="true"><path d=path/></svg><span class=if said { "mark-word" } else { "unseen" }>{mark.word()}</span></span>
    }
    .into_any()
}

/// Paragraphs with what they are about.
#[component]
pub fn SaidView(said: Vec<Said>) -> impl IntoView {
    let row = |one: Said| view! { <div><dt>{one.label}</dt><dd><bdi>{one.text}</bdi></dd></div> };
    view! { <dl class="said">{said.into_iter().map(row).collect_view()}</dl> }
}

/// How much is done, as a bar of three parts. The sentence above says the same.
#[component]
fn ShareView(share: Share) -> impl IntoView {
    let all = (share.done + share.under_way + share.ahead).max(1) as f64;
    let part = |class: &'static str, number: usize| {
        let width = format!("{:.2}%", number as f64 / all * 100.0);
        view! { <span class=class style:width=width></span> }
    };
    view! { <div class="share" aria-hidden="true">{part("done", share.done)}{part("going", share.under_way)}{part("ahead", share.ahead)}</div> }
}

/// One item alone, as large as the screen allows.
#[component]
pub fn Zoomed(item: Item, title: String) -> impl IntoView {
    let Item { mark, when, name, text, more, .. } = item;
    view! {
        <section class="slide zoomed">
            <header class="slide-head" role="none"><p class="items-head">{title}</p><h1><bdi>{name}</bdi></h1></header>
            <div class="slide-body">
                <p class="zoom-when"><MarkView mark/><span>{[mark.word().to_owned(), when].into_iter().filter(|text| !text.is_empty()).collect::<Vec<_>>().join(" · ")}</span></p>
                {(!text.is_empty()).then(|| view! { <p class="lede"><bdi>{text}</bdi></p> })}
                <SaidView said=more/>
            </div>
        </section>
    }
}
