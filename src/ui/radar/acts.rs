//! What answers a line: each action leads to the place where it is done.

use crate::ui::conversations::Ask;
use crate::ui::dialogs::{self, PlanDialog};
use crate::ui::plan::Wish;
use crate::ui::rooms::Room;
use crate::ui::store::Store;
use crate::ui::what_if::state::Panel;
use forthright::plan::TaskId;
use forthright::view::radar::Action;
use leptos::prelude::*;
use leptos::wasm_bindgen::JsCast;
use std::time::Duration;

/// How often, and how many ms apart, what is to have the focus is looked for: a room has to be drawn first.
const LOOKS: u32 = 25;
const APART: u64 = 30;

/// Goes where the line is answered.
pub fn act(store: Store, action: Action) {
    // Where the panel stood over the room, the room is wanted now.
    store.radar.over.set(false);
    match action {
        Action::Tell(fact) => store.conversations.open(Ask::Talk(vec![fact])),
        Action::Talk => store.conversations.open(Ask::Talk(Vec::new())),
        Action::OpenInput(input) => store.conversations.open(Ask::Input(input)),
        Action::OpenConcern(concern) => store.conversations.open(Ask::Concern(concern)),
        Action::OpenProblem(problem) => {
            store.options_view.chosen.set(Some(problem));
            Room::Options.go();
            focus_when(".titles .ours textarea", LOOKS);
        }
        Action::OpenTask(task) => show(store, task),
        Action::HoldDate(task) => hold(store, task),
        Action::WriteReport => {
            Room::Report.go();
            focus_when(".report-tools button", LOOKS);
        }
        Action::SetStatus => dialogs::open(store, PlanDialog::StatusDate),
    }
}

/// Shows a task where it is planned; in a room that has it, there.
pub fn show(store: Store, task: TaskId) {
    store.radar.over.set(false);
    if !matches!(store.room.get_untracked(), Room::Outline | Room::Plan | Room::WhatIf) {
        Room::Plan.go();
    }
    store.show(task);
    if store.room.get_untracked() != Room::Outline {
        store.plan_view.wish.set(Some(Wish::Focus));
    }
}

/// *Hold a date* with this one chosen.
fn hold(store: Store, task: TaskId) {
    store.show(task);
    let panel = store.what_if.panel;
    // Open already it would keep what was chosen there.
    panel.set(Panel::Closed);
    store.open_what_if();
    leptos::task::spawn_local(async move {
        leptos::task::tick().await;
        panel.set(Panel::HoldDate);
        focus_when(".what-if-panel[aria-label='Hold a date'] select", LOOKS);
    });
}

/// Focuses what a selector finds as soon as it is there.
fn focus_when(selector: &'static str, looks: u32) {
    let found = document().query_selector(selector).ok().flatten();
    let found = found.and_then(|found| found.dyn_into::<web_sys::HtmlElement>().ok());
    match found {
        // An element that cannot be focused ignores it.
        Some(element) => _ = element.focus(),
        None if looks > 0 => set_timeout(move || focus_when(selector, looks - 1), Duration::from_millis(APART)),
        None => {}
    }
}
