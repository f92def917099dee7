//! Guided pages: each a short form on real data, printed and presented from the same facts.

mod agreement;
mod form;
mod sheet;

use crate::ui::conversations::Ask;
use crate::ui::focus::focus_soon;
use crate::ui::options::parts::read;
use crate::ui::options::style;
use crate::ui::store::Store;
use crate::ui::widgets::paper;
use forthright::prepare::record::{begin_guide, begun_with};
use forthright::project::ProblemId;
use forthright::project::record::{Guide, GuideId, GuideKind};
use forthright::view::guides::{self, KINDS, Page, Source, kind_name};
use forthright::view::options::{Compared, wanted};
use leptos::prelude::*;
use std::sync::Arc;

/// What is open.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Open {
    Guide(GuideId),
    Handover,
}

/// What all parts read.
#[derive(Clone, Copy)]
struct Desk {
    store: Store,
    open: RwSignal<Option<Open>>,
    /// The open page as it stands; none while nothing is open.
    page: Memo<Option<Page>>,
    compared: Memo<Option<Arc<Compared>>>,
}

impl Desk {
    fn get() -> Desk {
        expect_context::<Desk>()
    }

    fn new(store: Store) -> Desk {
        let open = RwSignal::new(None);
        let compared = Memo::new(move |before: Option<&Option<Arc<Compared>>>| {
            let Some(Open::Guide(id)) = open.get() else { return None };
            let (schedule, today) = (store.facts_schedule.get(), store.today.get());
            store.project.with(|project| {
                let problem = project.problems.get(&project.record.guides.get(&id)?.problem?)?;
                let wanted = wanted(problem);
                let held = before.cloned().flatten().filter(|held| held.still_holds(project, &wanted, today));
                Some(held.unwrap_or_else(|| Arc::new(Compared::new(project, &schedule, &wanted, today))))
            })
        });
        let page = Memo::new(move |_| {
            let open = open.get()?;
            let (compared, style) = (compared.get(), style(store));
            let (schedule, today) = (store.facts_schedule.get(), store.today.get());
            store.project.with(|project| {
                let compared = compared.as_deref();
                let source = Source { project, schedule: &schedule, today, style: &style, compared };
                match open {
                    Open::Handover => Some(guides::handover(&source)),
                    Open::Guide(id) => Some(guides::page(&source, project.record.guides.get(&id)?)),
                }
            })
        });
        Desk { store, open, page, compared }
    }

    /// Reads what pages are made from, as it is now.
    fn with_source<T>(self, read: impl FnOnce(&Source) -> T) -> T {
        let store = self.store;
        let style = untrack(|| style(store));
        let (schedule, today) = (store.facts_schedule.get_untracked(), store.today.get_untracked());
        let compared = self.compared.get_untracked();
        store.project.with_untracked(|project| {
            let compared = compared.as_deref();
            read(&Source { project, schedule: &schedule, today, style: &style, compared })
        })
    }

    /// A part of a guide, followed.
    fn of<T: Send + Sync + Clone + Default + PartialEq + 'static>(
        self,
        id: GuideId,
        part: impl Fn(&Guide) -> T + Send + Sync + 'static,
    ) -> Signal<T> {
        let store = self.store;
        let part = move |guides: &std::collections::BTreeMap<GuideId, Guide>| guides.get(&id).map(&part);
        Memo::new(move |_| store.project.with(|project| part(&project.record.guides)).unwrap_or_default()).into()
    }

    fn show(self, open: Open) {
        self.open.set(Some(open));
        focus_soon([".guide-open".to_owned()]);
    }

    /// Begins a page; with a person, goes on with the one that was begun for them.
    fn begin(self, kind: GuideKind, problem: Option<ProblemId>, person: &str) {
        let store = self.store;
        let today = store.today.get_untracked();
        if let Some(id) = read(store, |project| begun_with(project, kind, person)) {
            return self.show(Open::Guide(id));
        }
        let (id, edit) = read(store, |project| begin_guide(project, kind, problem, person, today));
        let done = store.act(&format!("Begin a page: {}", kind_name(kind)), edit, None);
        if done && store.read_only.get_untracked().is_none() {
            self.show(Open::Guide(id));
        }
    }
}

/// The pages begun, those that can be begun, and the one that is open. A part of the Conversations room.
#[component]
pub fn Guides() -> impl IntoView {
    let store = Store::get();
    let desk = Desk::new(store);
    provide_context(desk);
    Effect::new(move |_| {
        if let Some(Ask::Guide(kind, problem, person)) = store.conversations.ask.get() {
            store.conversations.ask.set(None);
            untrack(|| desk.begin(kind, problem, &person));
        }
    });
    // What an undo takes away gives its focus to the list.
    let there = Memo::new(move |_| desk.page.with(Option::is_some));
    let shown = Memo::new(move |_| desk.open.get().filter(|_| there.get()));
    view! {
        <div class="guides">
            <h2>"Guided pages"</h2>
            <Begin/>
            <Recovery/>
            <Begun/>
            {move || shown.get().map(|open| view! { <OpenPage open/> })}
        </div>
    }
}

#[component]
fn Begin() -> impl IntoView {
    let desk = Desk::get();
    let locked = move || desk.store.read_only.read().is_some();
    let button = move |(kind, name, what): (GuideKind, &'static str, &'static str)| {
        view! {
            <li><button type="button" class="guide-begin" disabled=locked on:click=move |_| desk.begin(kind, None, "")>
                <span class="guide-name"><span class="unseen">"New page: "</span>{name}</span><span class="muted">{what}</span></button></li>
        }
    };
    view! {
        <ul class="guide-kinds" aria-label="Pages that can be begun">
            {KINDS.map(button).into_iter().collect_view()}
            <li><button type="button" class="guide-begin" on:click=move |_| desk.show(Open::Handover)>
                <span class="guide-name">"Handover"</span><span class="muted">"The whole history on one page, for whoever takes over."</span></button></li>
        </ul>
    }
}

/// The steps of the recovery so far.
#[component]
fn Recovery() -> impl IntoView {
    let store = Store::get();
    let steps = Memo::new(move |_| {
        let (schedule, today, style) = (store.facts_schedule.get(), store.today.get(), style(store));
        store.project.with(|project| {
            let source = Source { project, schedule: &schedule, today, style: &style, compared: None };
            guides::recovery_steps(&source)
        })
    });
    let step = |(day, name): (String, String)| view! { <li><span class="muted">{day}</span>" "{name}</li> };
    view! {
        <Show when=move || !steps.read().is_empty()>
            <ol class="guide-recovery" aria-label="Steps of the recovery so far">{move || steps.get().into_iter().map(step).collect_view()}</ol>
        </Show>
    }
}

#[component]
fn Begun() -> impl IntoView {
    let desk = Desk::get();
    let store = desk.store;
    let rows = Memo::new(move |_| {
        let style = style(store);
        store.project.with(|project| guides::rows(project, &style))
    });
    let row = move |one: guides::Row| {
        let id = one.id;
        let current = move || (desk.open.get() == Some(Open::Guide(id))).then_some("true");
        view! {
            <li><button type="button" class="guide-row" aria-current=current on:click=move |_| desk.show(Open::Guide(id))>
                <span dir="auto">{one.name}</span><span class="muted">{one.state}</span></button></li>
        }
    };
    view! {
        <Show when=move || !rows.read().is_empty()>
            <ul class="guide-rows" aria-label="Pages begun">{move || rows.get().into_iter().map(row).collect_view()}</ul>
        </Show>
    }
}

/// The open page: its form, and beside it the paper.
#[component]
fn OpenPage(open: Open) -> impl IntoView {
    let desk = Desk::get();
    paper::attend(move || desk.page.with_untracked(|page| page.as_ref().map(sheet::printed)).into_any());
    let name = move || desk.page.with(|page| page.as_ref().map(|page| page.title.clone()).unwrap_or_default());
    let close = move |_| {
        desk.open.set(None);
        focus_soon([".guide-begin".to_owned()]);
    };
    let form = match open {
        Open::Guide(id) => view! { <form::Form id/> }.into_any(),
        Open::Handover => ().into_any(),
    };
    view! {
        <article class="guide-open" aria-label=name tabindex="-1">
            <div class="guide-tools">
                <h3>{name}</h3>
                <button type="button" class="button primary" on:click=move |_| _ = window().print()>"Print this page"</button>
                <button type="button" class="button" on:click=close>"Close the page"</button>
            </div>
            <div class="guide-desk" class:alone=open == Open::Handover>{form}<sheet::Sheet/></div>
        </article>
    }
}
