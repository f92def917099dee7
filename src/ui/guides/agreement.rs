//! The working agreement: four blocks, each before and from now on.

use super::Desk;
use crate::ui::options::parts::{Text, Typed, carry_out, read, read_day};
use crate::ui::outline::draft::Save;
use crate::ui::widgets::seen::SeenSwitch;
use forthright::project::Edit;
use forthright::project::record::{Agreement, Block, RecordEdit};
use forthright::words::{self, DateForm};
use leptos::prelude::*;

type Part = fn(&mut Agreement) -> &mut Block;

const BLOCKS: [(&str, Part); 4] = [
    ("Status", |all| &mut all.status),
    ("Money", |all| &mut all.money),
    ("Issues and risks", |all| &mut all.issues),
    ("Meetings", |all| &mut all.meetings),
];

fn changed(desk: Desk, change: impl FnOnce(&mut Agreement)) -> Edit {
    let mut agreement = read(desk.store, |project| project.record.agreement.clone());
    change(&mut agreement);
    Edit::Record(RecordEdit::Agreement(Box::new(agreement)))
}

fn value<T: Send + Sync + Clone + PartialEq + 'static>(
    desk: Desk,
    part: impl Fn(&Agreement) -> T + Send + Sync + 'static,
) -> Signal<T> {
    Memo::new(move |_| desk.store.project.with(|project| part(&project.record.agreement))).into()
}

fn saver(desk: Desk, put: impl Fn(&mut Agreement, String) + Send + Sync + 'static) -> Save {
    let store = desk.store;
    Callback::new(move |(session, text): (u64, String)| {
        let edit = changed(desk, |agreement| put(agreement, text));
        let done = store.dispatch_typing(session, "Change the working agreement", edit, None);
        done.map_err(|error| store.plan(|plan| words::edit_error(&error, plan)))
    })
}

/// The form.
#[component]
pub fn AgreementForm() -> impl IntoView {
    let desk = Desk::get();
    let store = desk.store;
    let show = Callback::new(move |on: bool| {
        let label = if on { "Show the client the agreement" } else { "Keep the agreement from the client" };
        let _ = carry_out(store, label, Some(changed(desk, |agreement| agreement.client_visible = on)));
    });
    let agreed = value(desk, |agreement| agreement.agreed_on);
    let day =
        Signal::derive(move || agreed.get().map(|day| store.dates().write(day, DateForm::Weekday)).unwrap_or_default());
    let make = Callback::new(move |(text,): (String,)| {
        let day = read_day(store, &text)?;
        Ok(Some(changed(desk, |agreement| agreement.agreed_on = day)))
    });
    view! {
        <div class="guide-agreement" role="group" aria-label="Working agreement">
            <div class="spread"><h4>"Working agreement"</h4><SeenSwitch name="The client sees the agreement" seen=value(desk, |one| one.client_visible) change=show/></div>
            {BLOCKS.map(|(name, part)| view! { <BlockForm name part/> }).into_iter().collect_view()}
            <Typed label="Agreed on" what="when it was agreed" placeholder="not yet" value=day make/>
        </div>
    }
}

#[component]
fn BlockForm(name: &'static str, part: Part) -> impl IntoView {
    let desk = Desk::get();
    let before = value(desk, move |one| part(&mut one.clone()).before.clone());
    let now = value(desk, move |one| part(&mut one.clone()).from_now.clone());
    let save_before = saver(desk, move |one, text| part(one).before = text);
    let save_now = saver(desk, move |one, text| part(one).from_now = text);
    view! {
        <div class="guide-block" role="group" aria-label=name>
            <span class="label" aria-hidden="true">{name}</span>
            <Text name=format!("{name}, before") hint="Before" value=before save=save_before/>
            <Text name=format!("{name}, from now on") hint="From now on" value=now save=save_now/>
        </div>
    }
}
