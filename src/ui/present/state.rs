//! What a presentation is made of, for as long as it lasts, and when it begins and ends.

use super::timeline::{Drag, Pull};
use crate::ui::store::{Dialog, Store};
use forthright::client::{ClientProject, ClientWhatIf, what_if};
use forthright::edit::PlanEdit;
use forthright::plan::TaskId;
use forthright::prepare::{Nudge, Try, try_more};
use forthright::project::record::ConversationId;
use forthright::view::present::{Deck, Show, Trying, Turn, trying};
use leptos::prelude::*;
use leptos::wasm_bindgen::{JsCast, JsValue};
use std::sync::Arc;

/// The page's address while it is presented, and that of a window that follows.
const PRESENT: &str = "#present";
pub const FOLLOW: &str = "#present-follow";
/// Says to a reload that it was already begun, and on which page: what is withheld is not listed before the client then.
const BEGUN: &str = "forthright presenting";

/// Why a bar does not move.
const STAYS: &str = "It cannot be moved there: something stands before it, or it has begun.";

/// Signals of a presentation. Copy it freely.
#[derive(Clone, Copy)]
pub struct PresentView {
    /// It is on the screen.
    pub on: RwSignal<bool>,
    pub show: RwSignal<Show>,
    /// What-if is open.
    pub trying: RwSignal<bool>,
    /// What was tried: in hand, written nowhere.
    pub tries: RwSignal<Vec<Try>>,
    /// What was tried with the bar that is being dragged where it is now; nothing while none is.
    pub held: RwSignal<Option<Vec<Try>>>,
    /// The bar keys move, in what-if.
    pub bar: RwSignal<Option<TaskId>>,
    /// Why a bar did not move.
    pub note: RwSignal<String>,
    /// Windows that follow.
    pub followers: RwSignal<usize>,
    pub notes: RwSignal<bool>,
    /// The conversation that is noted while it lasts, once a line of it is.
    pub talk: RwSignal<Option<ConversationId>>,
}

impl PresentView {
    pub fn new() -> PresentView {
        PresentView {
            // A reload before the client goes on: not for a moment is the app in the page.
            on: RwSignal::new(is_here() && begun_at().is_some()),
            show: RwSignal::new(Show { at: begun_at().unwrap_or(0), ..Show::default() }),
            trying: RwSignal::new(false),
            tries: RwSignal::new(Vec::new()),
            held: RwSignal::new(None),
            bar: RwSignal::new(None),
            note: RwSignal::new(String::new()),
            followers: RwSignal::new(0),
            notes: RwSignal::new(false),
            talk: RwSignal::new(None),
        }
    }

    /// Another project comes on the screen.
    pub fn forget(&self) {
        self.held.set(None);
        self.tries.set(Vec::new());
        self.talk.set(None);
    }
}

/// Everything that follows from the facts for the client, made while it is presented.
#[derive(Clone, Copy)]
pub struct Stage {
    pub store: Store,
    pub deck: Memo<Arc<Deck>>,
    pub trying: Memo<Option<Arc<Trying>>>,
    /// The bar under the hand.
    pub drag: RwSignal<Option<Drag>>,
}

impl Stage {
    pub fn new(store: Store) -> Stage {
        let seen = Memo::new(move |_| Arc::new(seen(store)));
        let deck = Memo::new(move |_| Arc::new(seen.with(|seen| Deck::of(seen, &store.dates()))));
        let trying = Memo::new(move |_| {
            store.present.trying.get().then(|| {
                let (bar, note) = (store.present.bar.get(), store.present.note.get());
                let tried = tried(store);
                Arc::new(seen.with(|seen| trying(seen, tried.as_ref(), bar, &note, &store.dates())))
            })
        });
        Stage { store, deck, trying, drag: RwSignal::new(None) }
    }

    /// Turns the page, selects, blanks, zooms, or leaves.
    pub fn turn(&self, turn: Turn) {
        let view = self.store.present;
        match self.deck.with_untracked(|deck| view.show.get_untracked().turn(turn, deck)) {
            Some(show) => view.show.set(show),
            None => leave(self.store),
        }
    }

    /// Moves or stretches a bar, if it can go there.
    pub fn nudge(&self, task: TaskId, nudge: Nudge) {
        let view = self.store.present;
        view.bar.set(Some(task));
        if nudge == Nudge::Move(0) {
            return view.note.set(String::new());
        }
        let tries = view.tries.get_untracked();
        match self.store.project.with_untracked(|project| try_more(project, &tries, task, nudge)) {
            Some(tries) => {
                view.note.set(String::new());
                view.tries.set(tries);
            }
            None => view.note.set(STAYS.to_owned()),
        }
    }

    /// What a hand does with a bar: while it is held, what would come of it is shown.
    pub fn pull(&self, pull: Pull) {
        let view = self.store.present;
        match pull {
            Pull::Held(task, nudge) => {
                view.bar.set(Some(task));
                let tries = view.tries.get_untracked();
                let held = match nudge {
                    Nudge::Move(0) => None,
                    nudge => self.store.project.with_untracked(|project| try_more(project, &tries, task, nudge)),
                };
                view.note.set(if held.is_some() || nudge == Nudge::Move(0) { String::new() } else { STAYS.to_owned() });
                view.held.set(held);
            }
            Pull::LetGo(task, nudge) => {
                self.nudge(task, nudge);
                view.held.set(None);
            }
            Pull::Dropped => {
                view.note.set(String::new());
                view.held.set(None);
            }
        }
    }

    /// Whether a bar was under the hand; it goes back to where it was.
    pub fn drop_held(&self) -> bool {
        let held = self.drag.get_untracked().is_some();
        if held {
            self.drag.set(None);
            self.pull(Pull::Dropped);
        }
        held
    }

    /// The bar above or below the selected one.
    pub fn select_bar(&self, by: isize) {
        let found = self.trying.with_untracked(|trying| {
            let trying = trying.as_ref()?;
            let at = trying.timeline.bars.iter().position(|bar| Some(bar.task) == trying.selected)?;
            trying.timeline.bars.get(at.checked_add_signed(by)?).map(|bar| bar.task)
        });
        if found.is_some() {
            self.store.present.note.set(String::new());
            self.store.present.bar.set(found);
        }
    }
}

/// The facts as the client sees them.
pub fn seen(store: Store) -> ClientProject {
    let (schedule, today, dates) = (store.facts_schedule.get(), store.today.get(), store.dates());
    store.project.with(|project| ClientProject::of(project, &schedule, today, &dates))
}

/// What was tried comes to; `None` when nothing was.
pub fn tried(store: Store) -> Option<ClientWhatIf> {
    let edits = |all: &[Try]| all.iter().map(|one| one.edit.clone()).collect::<Vec<PlanEdit>>();
    let held = store.present.held.with(|held| held.as_deref().map(edits));
    let edits = held.unwrap_or_else(|| store.present.tries.with(|all| edits(all)));
    let (schedule, today, dates) = (store.facts_schedule.get(), store.today.get(), store.dates());
    (!edits.is_empty()).then(|| store.project.with(|project| what_if(project, &schedule, &edits, today, &dates)))
}

/// Asks first: what will be seen, what is withheld.
pub fn ask(store: Store) {
    store.dialog.set(Some(Dialog::BeforeSharing));
}

/// Begins: the app gives way, the screen is filled where that is allowed.
pub fn begin(store: Store) {
    store.dialog.set(None);
    store.show_preview(None);
    let view = store.present;
    view.show.set(Show::default());
    view.trying.set(false);
    view.notes.set(false);
    view.talk.set(None);
    view.on.set(true);
    remember(Some(0));
    if !is_here() {
        // Setting a fragment cannot fail in a window.
        let _ = window().location().set_hash(PRESENT);
    }
    if let Some(root) = document().document_element() {
        // A window larger than its screen would only lose.
        if fits_screen() {
            ask_quietly(&root, "requestFullscreen");
        }
    }
}

/// Leaves, back to where one was.
pub fn leave(store: Store) {
    end(store);
    if is_here() {
        forget_address(store);
    }
}

fn end(store: Store) {
    remember(None);
    store.present.held.set(None);
    store.present.on.set(false);
    if document().fullscreen_element().is_some() {
        ask_quietly(&document(), "exitFullscreen");
    }
}

/// Calls what answers with a promise; where it is not allowed, the window is filled and that is enough.
fn ask_quietly(of: &JsValue, name: &str) {
    let asked = js_sys::Reflect::get(of, &name.into()).ok().and_then(|found| found.dyn_into::<js_sys::Function>().ok());
    let promise = asked.and_then(|asked| asked.call0(of).ok()?.dyn_into::<js_sys::Promise>().ok());
    if let Some(promise) = promise {
        leptos::task::spawn_local(async move {
            let _ = wasm_bindgen_futures::JsFuture::from(promise).await;
        });
    }
}

fn fits_screen() -> bool {
    let window = window();
    let number = |of: &JsValue, name: &str| js_sys::Reflect::get(of, &name.into()).ok()?.as_f64();
    let screen = js_sys::Reflect::get(&window, &"screen".into()).unwrap_or(JsValue::NULL);
    let within = |inner: &str, outer: &str| number(&window, inner) <= number(&screen, outer);
    within("innerWidth", "width") && within("innerHeight", "height")
}

/// The address names the room again.
pub fn forget_address(store: Store) {
    if let Ok(history) = window().history() {
        let room = format!("#{}", store.room.get_untracked().fragment());
        let _ = history.replace_state_with_url(&JsValue::NULL, "", Some(&room));
    }
}

/// Begins and ends as the address says: Back leaves, a reload stays.
pub fn follow_address(store: Store) {
    window_event_listener(leptos::ev::hashchange, move |_| match (is_here(), store.present.on.get_untracked()) {
        (true, false) => ask_when_open(store),
        (false, true) => end(store),
        _ => {}
    });
    // Once what is kept was read.
    Effect::new(move |told: Option<bool>| {
        let starting = store.desk.starting.get();
        if told == Some(true) && !starting && is_here() {
            match (store.present.on.get_untracked(), store.open.with_untracked(Option::is_some)) {
                (true, true) => {}
                (true, false) => leave(store),
                _ => ask_when_open(store),
            }
        }
        starting
    });
    Effect::new(move |_| {
        let at = store.present.show.get().at;
        if store.present.on.get() && !store.desk.starting.get_untracked() {
            remember(Some(at));
        }
    });
}

fn ask_when_open(store: Store) {
    match store.open.with_untracked(Option::is_some) {
        true => ask(store),
        false => forget_address(store),
    }
}

fn is_here() -> bool {
    window().location().hash().is_ok_and(|hash| hash == PRESENT)
}

fn remember(begun: Option<usize>) {
    let Ok(Some(storage)) = window().session_storage() else { return };
    // Without storage a reload asks again.
    let _ = match begun {
        Some(at) => storage.set_item(BEGUN, &at.to_string()),
        None => storage.remove_item(BEGUN),
    };
}

/// The page a presentation was on before a reload.
fn begun_at() -> Option<usize> {
    window().session_storage().ok().flatten()?.get_item(BEGUN).ok().flatten()?.parse().ok()
}
