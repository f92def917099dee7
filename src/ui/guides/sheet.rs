//! A page as paper: beside its form, and printed.

use super::Desk;
use forthright::view::guides::{Page, Section};
use leptos::prelude::*;

/// The paper beside the form.
#[component]
pub fn Sheet() -> impl IntoView {
    let desk = Desk::get();
    view! {
        <section class="guide-paper" aria-label="As it is printed">
            {move || desk.page.get().map(|page| content(&page, false))}
        </section>
    }
}

/// The paper that is printed.
pub fn printed(page: &Page) -> AnyView {
    view! { <section class="print-sheet guide-sheet">{content(page, true)}</section> }.into_any()
}

fn content(page: &Page, print: bool) -> AnyView {
    let mark = (!page.mark.is_empty()).then(|| view! { <p class="guide-mark print-internal">{page.mark}</p> });
    let head = match print {
        true => view! { <h1>{page.title.clone()}</h1> }.into_any(),
        false => view! { <h4 class="guide-title">{page.title.clone()}</h4> }.into_any(),
    };
    let parts = page.sections.iter().filter(|one| print || !one.text.is_empty() || !one.lines.is_empty());
    view! { {mark}{head}<p dir="auto">{page.under.clone()}</p>{parts.map(|one| part(one, print)).collect_view()} }
        .into_any()
}

fn part(section: &Section, print: bool) -> AnyView {
    let head = match print {
        true => view! { <h2>{section.heading.clone()}</h2> }.into_any(),
        false => view! { <h5>{section.heading.clone()}</h5> }.into_any(),
    };
    let text = section.text.trim().to_owned();
    let text = (!text.is_empty()).then(|| view! { <p class="guide-text" dir="auto">{text}</p> });
    let lines = (!section.lines.is_empty()).then(|| {
        let lines = section.lines.iter().cloned().map(|line| view! { <li dir="auto">{line}</li> });
        view! { <ul>{lines.collect_view()}</ul> }
    });
    let ruled = print.then(|| (0..section.ruled).map(|_| view! { <div class="guide-rule"></div> }).collect_view());
    view! { <div class="guide-part">{head}{text}{lines}{ruled}</div> }.into_any()
}
