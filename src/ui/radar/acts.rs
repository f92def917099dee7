//! What answers a line: each action leads to the place where it is done.

use crate::ui::conversations::Ask;
use crate::ui::conversations::acts::{go_to_promise, tell_problem};
use crate::ui::dialogs::{self, PlanDialog};
use crate::ui::focus::focus_soon;
use crate::ui::plan::Wish;
use crate::ui::rooms::Room;
use crate::ui::store::Store;
use crate::ui::what_if::state::Panel;
use forthright::plan::TaskId;
use forthright::project::record::{GuideKind, Tellable};
use forthright::view::radar::{Action, who_asks};
use leptos::prelude::*;

/// Goes where the line is answered.
pub fn act(store: Store, action: Action) {
    // Where the panel stood over the room, the room is wanted now.
    store.radar.over.set(false);
    match action {
        // With its ways out and the dates it moves: a problem told alone says nothing of a date.
        Action::Tell(Tellable::Problem(problem)) => tell_problem(store, problem),
        Action::Tell(fact) => store.conversations.open(Ask::Talk(vec![fact])),
        Action::AskFrankly => {
            let who = store.project.with_untracked(who_asks);
            store.conversations.open(Ask::Guide(GuideKind::Frank, None, who));
        }
        Action::OpenPromise(promise) => go_to_promise(store, promise),
        Action::OpenInput(input) => store.conversations.open(Ask::Input(input)),
        Action::OpenConcern(concern) => store.conversations.open(Ask::Concern(concern)),
        Action::OpenProblem(problem) => {
            store.options_view.chosen.set(Some(problem));
            Room::Options.go();
            focus_soon([".titles .ours textarea".to_owned()]);
        }
        Action::OpenTask(task) => show(store, task),
        Action::HoldDate(task) => hold(store, task),
        Action::WriteReport => {
            Room::Report.go();
            focus_soon([".report-tools button".to_owned()]);
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
        focus_soon([".what-if-panel[aria-label='Hold a date'] select".to_owned()]);
    });
}
