//! Where a change can be seen. Undo and redo go there: to the task, to the page of the Outline, or to the sheet that has it.

use super::dialogs::PlanDialog;
use super::options::seen_in;
use super::rooms::Room;
use super::store::{Dialog, Selection, Store};
use forthright::edit::{PlanEdit, SettingField};
use forthright::plan::TaskId;
use forthright::project::{Edit, ProblemId, RecordEdit, ScenarioId, SharingField};
use leptos::prelude::*;

/// What shows a change.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Seen {
    /// Grid, timeline and outline.
    Tasks,
    /// The project on a page.
    Brief,
    /// A scenario's tab.
    Scenario(ScenarioId),
    /// A problem with its options, or the decisions below.
    Problem(Option<ProblemId>),
    /// The report, or when it is due.
    Report,
    /// An option chosen: its problem, and the plan it is now in.
    Choice(ProblemId),
    People,
    /// The pages of a presentation.
    Pages,
    /// A conversation, a concern, what we need, who shows up.
    Talks,
    /// A line of the radar.
    Radar,
    /// How milestones stood, what speaks for a small win, what counts as notice.
    Promises,
    /// A guided page, the working agreement.
    Guides,
    Sheet(PlanDialog),
}

/// Brings a task on the screen and selects it; several selected tasks stay selected when it is one of them.
pub fn show(store: Store, task: TaskId) {
    let before = store.selection.get_untracked();
    store.show(task);
    let all = store.row_of.with_untracked(|rows| before.tasks.iter().all(|task| rows.contains_key(task)));
    if all && before.is_among_several(task) {
        store.selection.set(Selection { focus: Some(task), ..before });
    }
}

/// Goes where what was undone or redone can be seen. A change with a task is shown there by whoever calls this.
pub fn lead_to(store: Store, edit: &Edit, place: Option<TaskId>) {
    let seen = match of(edit) {
        // Its task is in the scenario, not in the plan.
        scenario @ Seen::Scenario(_) => scenario,
        _ if place.is_some() => Seen::Tasks,
        seen => seen,
    };
    let room = store.room.get_untracked();
    match (seen, room) {
        (Seen::Tasks, Room::Options | Room::AsClient | Room::Conversations | Room::Report | Room::Files) => {
            Room::Plan.go()
        }
        (Seen::Scenario(id), _) => {
            store.what_if.active.set(Some(id));
            if room != Room::WhatIf {
                Room::WhatIf.go();
            }
        }
        (Seen::Problem(problem), _) => {
            if problem.is_some() {
                store.options_view.chosen.set(problem);
            }
            if room != Room::Options {
                Room::Options.go();
            }
        }
        (Seen::Choice(problem), _) => {
            store.options_view.chosen.set(Some(problem));
            if matches!(room, Room::AsClient | Room::Promises | Room::Conversations | Room::Report | Room::Files) {
                Room::Options.go();
            }
        }
        (Seen::Brief, room) if room != Room::Outline => Room::Outline.go(),
        (Seen::Report, room) if room != Room::Report => Room::Report.go(),
        (Seen::Talks, room) => {
            super::conversations::acts::show_change(store, edit);
            if room != Room::Conversations {
                Room::Conversations.go();
            }
        }
        (Seen::Promises, room) if room != Room::Promises => Room::Promises.go(),
        (Seen::Guides, room) if room != Room::Conversations => Room::Conversations.go(),
        (Seen::Brief, Room::Outline) => scroll_to(".brief"),
        (Seen::People, Room::Outline) => scroll_to(".people"),
        (
            Seen::People | Seen::Sheet(_),
            Room::Options | Room::AsClient | Room::Conversations | Room::Report | Room::Files,
        ) => Room::Plan.go(),
        _ => {}
    }
    if seen == Seen::Radar && !untrack(|| store.radar.is_shown(store)) {
        super::radar::state::open(store);
    }
    show_sheet(store, seen, room);
}

/// Opens the sheet that shows it and puts one away that does not.
fn show_sheet(store: Store, seen: Seen, room: Room) {
    let open = store.dialog.get_untracked();
    if seen == Seen::Pages {
        return store.dialog.set(Some(Dialog::BeforeSharing));
    }
    let wanted = match seen {
        // On the page already, unless the sheet lies over it.
        Seen::People if room == Room::Outline && open.is_none() => None,
        Seen::People => Some(PlanDialog::People),
        Seen::Sheet(sheet) => Some(sheet),
        // These show what is done on tasks as well.
        Seen::Tasks => match open {
            Some(Dialog::Plan(sheet @ (PlanDialog::Progress | PlanDialog::Workload))) => Some(sheet),
            _ => None,
        },
        Seen::Brief
        | Seen::Pages
        | Seen::Talks
        | Seen::Radar
        | Seen::Promises
        | Seen::Guides
        | Seen::Scenario(_)
        | Seen::Problem(_)
        | Seen::Report
        | Seen::Choice(_) => None,
    };
    let wanted = wanted.map(Dialog::Plan);
    if wanted != open {
        store.dialog.set(wanted);
    }
}

fn scroll_to(selector: &str) {
    if let Ok(Some(part)) = document().query_selector(selector) {
        let options = web_sys::ScrollIntoViewOptions::new();
        options.set_block(web_sys::ScrollLogicalPosition::Nearest);
        part.scroll_into_view_with_scroll_into_view_options(&options);
    }
}

fn of(edit: &Edit) -> Seen {
    match edit {
        Edit::Plan(edit) => of_plan(edit),
        Edit::Rename(_) | Edit::Brief(_) => Seen::Brief,
        Edit::Scenario { id, .. } | Edit::Draft { scenario: id, .. } => Seen::Scenario(*id),
        Edit::Promise { .. } => Seen::Tasks,
        Edit::Problem { .. } | Edit::ProblemField { .. } | Edit::Solution { .. } | Edit::SolutionField { .. } => {
            Seen::Problem(seen_in(edit))
        }
        Edit::Decision { .. } => Seen::Problem(None),
        Edit::Sharing(SharingField::Cadence(_)) | Edit::Report { .. } | Edit::ReportLine { .. } => Seen::Report,
        Edit::Sharing(SharingField::Pages(_)) => Seen::Pages,
        edit if super::conversations::acts::is_here(edit) => Seen::Talks,
        Edit::Record(RecordEdit::Snooze { .. }) => Seen::Radar,
        Edit::Record(RecordEdit::Guide { .. } | RecordEdit::Agreement(_)) => Seen::Guides,
        Edit::Record(_) => Seen::Promises,
        Edit::Sharing(_) => Seen::Brief,
        Edit::Baseline { .. } => Seen::Sheet(PlanDialog::Baselines),
        // What is adopted is seen in the plan; of a choice, its problem too.
        Edit::Batch(edits) if is_adoption(edits) => seen_in(edit).map_or(Seen::Tasks, Seen::Choice),
        Edit::Batch(_) if seen_in(edit).is_some() => Seen::Problem(seen_in(edit)),
        // How milestones stood is kept with a status, and the status is seen in the plan.
        Edit::Batch(edits) => {
            let kept = |edit: &&Edit| matches!(edit, Edit::Record(RecordEdit::Standing { .. }));
            first(edits.iter().filter(|edit| !kept(edit)).map(of))
        }
    }
}

/// A scenario that goes as its edits come into the plan, or the other way round.
fn is_adoption(edits: &[Edit]) -> bool {
    let any = |is: fn(&Edit) -> bool| edits.iter().any(is);
    any(|edit| matches!(edit, Edit::Plan(_))) && any(|edit| matches!(edit, Edit::Decision { .. }))
}

fn of_plan(edit: &PlanEdit) -> Seen {
    match edit {
        PlanEdit::Calendar { .. } => Seen::Sheet(PlanDialog::Calendars),
        PlanEdit::Resource { .. } => Seen::People,
        PlanEdit::Setting(SettingField::Start(_) | SettingField::StatusDate(_)) => Seen::Tasks,
        PlanEdit::Setting(_) => Seen::Sheet(PlanDialog::Settings),
        PlanEdit::Batch(edits) => first(edits.iter().map(of_plan)),
        _ => Seen::Tasks,
    }
}

/// What changes beside tasks tells more of where it was done.
fn first(all: impl Iterator<Item = Seen>) -> Seen {
    all.fold(Seen::Tasks, |seen, next| if seen == Seen::Tasks { next } else { seen })
}
