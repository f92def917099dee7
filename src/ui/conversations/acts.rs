//! What commands, buttons and other rooms have this room do: log a conversation, open what was asked for.

use super::state::Ask;
use crate::ui::focus::focus_soon;
use crate::ui::options::parts::read;
use crate::ui::rooms::Room;
use crate::ui::store::Store;
use chrono::NaiveDate;
use forthright::analysis::{ToldIn, about_problem, facts};
use forthright::prepare::record::{Talk, log};
use forthright::project::record::{RecordEdit, Tellable};
use forthright::project::{Edit, ProblemId, PromiseId};
use leptos::leptos_dom::helpers::request_animation_frame;
use leptos::prelude::*;

/// Takes what other rooms ask, whether this one is just opened or open already. What is asked of the guided pages is
/// left to them.
pub fn take_asks(store: Store) {
    let view = store.conversations;
    Effect::new(move |_| {
        let Some(ask) = view.ask.get() else { return };
        if matches!(ask, Ask::Guide(..)) {
            return show_part("guides-part");
        }
        view.ask.set(None);
        match ask {
            Ask::Talk(told) => untrack(|| begin(store, told)),
            Ask::Log(on, talk) => untrack(|| begin_on(store, on, *talk)),
            Ask::Touch(id) => {
                view.touch.set(Some(id));
                focus_soon([format!("#touch-{} .record-head", id.0)]);
            }
            Ask::Conversation(id) => {
                view.talk.set(Some(id));
                focus_soon([format!("#talk-{} .record-head", id.0)]);
            }
            Ask::Concern(id) => {
                view.concern.set(Some(id));
                focus_soon([format!("#concern-{} .record-head", id.0)]);
            }
            Ask::Input(id) => {
                view.input.set(Some(id));
                focus_soon([format!("#input-{} .record-head", id.0)]);
            }
            Ask::Guide(..) => {}
        }
    });
}

/// Logs a conversation of today in which these facts were told, and opens it to be written on.
pub fn begin(store: Store, told: Vec<Tellable>) {
    begin_on(store, store.today.get_untracked(), Talk { told, ..Talk::default() });
}

/// Logs a conversation, and opens it to be written on.
fn begin_on(store: Store, on: NaiveDate, talk: Talk) {
    let label = match talk.told.len() {
        0 => "Log a conversation".to_owned(),
        1 => "Log that 1 thing was told".to_owned(),
        many => format!("Log that {many} things were told"),
    };
    let (id, edit) = read(store, |project| log(project, on, talk));
    // A tab that only reads says why.
    if store.act(&label, edit, None) && store.read_only.get_untracked().is_none() {
        store.conversations.talk.set(Some(id));
        focus_soon([format!("#talk-{} .talk-with input", id.0), format!("#talk-{} .record-head", id.0)]);
    }
}

/// Goes to the room and tells a problem there: with its ways out, and the dates it moves.
pub fn tell_problem(store: Store, id: ProblemId) {
    let (schedule, today) = (store.facts_schedule.get_untracked(), store.today.get_untracked());
    let told = read(store, |project| about_problem(project, &facts(project, &schedule, today), id));
    store.conversations.open(Ask::Talk(told));
}

/// Goes to a promise, its history and its fields open.
pub fn go_to_promise(store: Store, id: PromiseId) {
    store.opened_promise.set(Some(id));
    Room::Promises.go();
    focus_soon([format!("#ledger-line-{}", id.0)]);
}

/// Goes to where something was told.
pub fn go_to(store: Store, place: ToldIn) {
    match place {
        ToldIn::Conversation(id) => store.conversations.open(Ask::Conversation(id)),
        ToldIn::Report(_) => Room::Report.go(),
    }
}

/// Goes to a field of the room.
pub fn go_to_field(field: &'static str) {
    Room::Conversations.go();
    focus_soon([format!("#{field}")]);
    // The room may be drawn only after the address has changed.
    request_animation_frame(move || focus_soon([format!("#{field}")]));
}

/// Opens the record a change is about, where it is one of this room.
pub fn show_change(store: Store, edit: &Edit) {
    let view = store.conversations;
    match edit {
        Edit::Record(RecordEdit::Conversation { id, .. }) => view.talk.set(Some(*id)),
        Edit::Record(RecordEdit::Concern { id, .. }) => view.concern.set(Some(*id)),
        Edit::Record(RecordEdit::Input { id, .. }) => view.input.set(Some(*id)),
        Edit::Record(RecordEdit::Touchpoint { id, .. }) => view.touch.set(Some(*id)),
        Edit::Batch(edits) => edits.iter().for_each(|edit| show_change(store, edit)),
        _ => {}
    }
}

/// Whether a change is seen in this room.
pub fn is_here(edit: &Edit) -> bool {
    use RecordEdit::{Concern, Conversation, Input, Touchpoint};
    matches!(edit, Edit::Record(Conversation { .. } | Concern { .. } | Input { .. } | Touchpoint { .. }))
}

/// Brings a part of the room on the screen and the focus to its heading.
pub fn show_part(part: &'static str) {
    leptos::task::spawn_local(async move {
        leptos::task::tick().await;
        if let Ok(Some(part)) = document().query_selector(&format!("#{part}")) {
            part.scroll_into_view();
        }
    });
}

/// Gives the focus to what stands nearest when something with the focus goes: after an undo, a removal.
pub fn keep_focus(store: Store) {
    let shape = Memo::new(move |_| {
        store.project.with(|project| {
            let record = &project.record;
            let told: Vec<usize> = record.conversations.values().map(|one| one.told.len()).collect();
            (told, record.concerns.len(), record.inputs.len(), record.touchpoints.len())
        })
    });
    Effect::new(move |before: Option<()>| {
        shape.track();
        if before.is_some() {
            leptos::task::spawn_local(async move {
                leptos::task::tick().await;
                let nowhere = document().active_element().is_none_or(|active| active.tag_name() == "BODY");
                if nowhere && store.dialog.try_get_untracked() == Some(None) {
                    focus_soon(["#talks-part .record-head".to_owned(), "#talks-part .new-record".to_owned()]);
                }
            });
        }
    });
}
