//! The project on a page: what it is called, for whom, why, and what is in and out.

use super::draft::{Line, Prose, Save};
use crate::ui::store::Store;
use crate::ui::widgets::seen::SeenSwitch;
use forthright::project::{Brief, BriefField, BriefPart, Edit, SharingField};
use leptos::prelude::*;

/// A field of the brief: label, what to write in it, where it is kept.
struct Row {
    label: &'static str,
    hint: &'static str,
    read: fn(&Brief) -> &String,
    edit: fn(String) -> BriefField,
    part: BriefPart,
}

static PURPOSE: Row = Row {
    label: "Purpose",
    hint: "Why this is done, in a sentence or two",
    read: |brief| &brief.purpose,
    edit: BriefField::Purpose,
    part: BriefPart::Purpose,
};

static ROWS: [Row; 4] = [
    Row {
        label: "Outcomes",
        hint: "What will be true when it is done",
        read: |brief| &brief.outcomes,
        edit: BriefField::Outcomes,
        part: BriefPart::Outcomes,
    },
    Row {
        label: "Scope",
        hint: "What belongs to it",
        read: |brief| &brief.scope,
        edit: BriefField::Scope,
        part: BriefPart::Scope,
    },
    Row {
        label: "Out of scope",
        hint: "What does not, so that nobody waits for it",
        read: |brief| &brief.out_of_scope,
        edit: BriefField::OutOfScope,
        part: BriefPart::OutOfScope,
    },
    Row {
        label: "Assumptions",
        hint: "What the plan relies on",
        read: |brief| &brief.assumptions,
        edit: BriefField::Assumptions,
        part: BriefPart::Assumptions,
    },
];

/// What the page says, with its labels.
pub fn facts(brief: &Brief) -> Vec<(&'static str, &str)> {
    std::iter::once(&PURPOSE).chain(&ROWS).map(|row| (row.label, (row.read)(brief).as_str())).collect()
}

/// The page above the steps.
#[component]
pub fn BriefPage() -> impl IntoView {
    let store = Store::get();
    let name = Signal::derive(move || store.project.with(|project| project.name.clone()));
    let client = Signal::derive(move || store.project.with(|project| project.brief.client.clone()));
    let prose = |row: &'static Row, class: &'static str| {
        let value = Signal::derive(move || store.project.with(|project| (row.read)(&project.brief).clone()));
        let save = saver(store, row.label, move |text| Edit::Brief((row.edit)(text)));
        view! { <div class="brief-part"><Prose label=row.label hint=row.hint class value save/><PartSwitch row/></div> }
    };
    view! {
        <section class="brief" aria-label="The project on a page">
            <div class="brief-head">
                <Prose label="Project name" hint="Name of the project" class="project-title" one_line=true value=name save=saver(store, "the project's name", Edit::Rename)/>
                <div class="for-client"><span aria-hidden="true">"for"</span>
                    <Line label=Signal::stored("Client".to_owned()) hint="the client" class="client" value=client save=saver(store, "the client", |text| Edit::Brief(BriefField::Client(text)))/>
                </div>
            </div>
            {prose(&PURPOSE, "lead")}
            <div class="brief-pairs">{ROWS.iter().map(|row| prose(row, "")).collect_view()}</div>
        </section>
    }
}

/// Whether the client sees a part of the brief.
#[component]
fn PartSwitch(row: &'static Row) -> impl IntoView {
    let store = Store::get();
    let seen = Signal::derive(move || store.project.with(|project| project.sharing.brief.contains(&row.part)));
    let change = move |on: bool| {
        let mut parts = store.project.with_untracked(|project| project.sharing.brief.clone());
        if on {
            parts.insert(row.part)
        } else {
            parts.remove(&row.part)
        };
        let verb = if on { "Show the client" } else { "Keep from the client" };
        store.act(&format!("{verb}: {}", lower_first(row.label)), Edit::Sharing(SharingField::Brief(parts)), None);
    };
    view! { <SeenSwitch name=Signal::stored(format!("The client sees the {}", part_words(row))) seen change=Callback::new(change)/> }
}

/// `purpose`, `part that is out of scope`.
fn part_words(row: &Row) -> String {
    match row.part {
        BriefPart::OutOfScope => "list of what is out of scope".to_owned(),
        _ => lower_first(row.label),
    }
}

/// Saves a text as one undo step a visit.
fn saver(store: Store, what: &'static str, edit: impl Fn(String) -> Edit + Send + Sync + 'static) -> Save {
    Callback::new(move |(session, text): (u64, String)| {
        let label = format!("Change {}", lower_first(what));
        store
            .dispatch_typing(session, &label, edit(text), None)
            .map_err(|error| store.plan(|plan| forthright::words::edit_error(&error, plan)))
    })
}

fn lower_first(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map(|first| first.to_lowercase().chain(letters).collect()).unwrap_or_default()
}
