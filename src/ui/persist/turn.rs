//! Becoming the writer when the tab that wrote is closed: who reads along stands in the queue for the lock. A tab that
//! only reloads asks again within a moment, and gets its place back.

use super::browser::sleep;
use super::lock::{Held, Place, stand_in_line};
use super::{Persist, SaveState};
use forthright::saved::{Journal, ProjectId, ReadOnly, load};
use leptos::prelude::GetUntracked;
use std::cell::{Cell, RefCell};
use std::rc::{Rc, Weak};
use wasm_bindgen_futures::spawn_local;

/// For so long a tab that got the lock writes nothing: one that was only reloaded may ask for it, and a slow device takes
/// its time to start.
const RELOADING: i32 = 6_000;
/// As [`RELOADING`], where a tab was heard to start meanwhile and has said nothing more yet.
const STARTING: i32 = 20_000;
/// How long a tab that was asked to let go, or saw another one ask, stays out of the queue.
pub(super) const AFTER_YOU: i32 = 4_000;
/// How long is waited for everything the other tab was heard to write.
const CATCH_UP: i32 = 2_000;

/// The wait for the lock; ends when dropped.
#[derive(Default)]
pub struct Line {
    place: RefCell<Option<Place>>,
    /// The lock, while a reloading tab may still ask for it.
    held: RefCell<Option<Held>>,
    lost: Cell<bool>,
    /// A tab was heard to start.
    starting: Cell<bool>,
}

impl Persist {
    /// Waits for the open project's writer to go, from `later` milliseconds on.
    pub(super) fn stand_in_line(&self, later: i32) {
        let line = Rc::new(Line::default());
        let id = {
            let mut open = self.0.open.borrow_mut();
            let Some(open) = open.as_mut().filter(|open| open.copy.is_some()) else { return };
            open.line = Some(line.clone());
            open.id.clone()
        };
        let (persist, line) = (self.clone(), Rc::downgrade(&line));
        spawn_local(async move {
            sleep(later).await;
            persist.wait_for_turn(id, line).await;
        });
    }

    /// Another tab asks for the lock: it goes first.
    pub(super) fn after_you(&self) {
        let waits = self.0.open.borrow().as_ref().is_some_and(|open| open.line.is_some());
        if waits {
            self.stand_in_line(AFTER_YOU);
        }
    }

    /// A tab starts: it may be the one that wrote, reloading.
    pub(super) fn hear_start(&self) {
        let line = self.0.open.borrow().as_ref().and_then(|open| open.line.clone());
        let Some(line) = line else { return };
        line.starting.set(true);
        let line = Rc::downgrade(&line);
        spawn_local(async move {
            sleep(STARTING).await;
            // Whoever it was has not asked for this project.
            if let Some(line) = line.upgrade() {
                line.starting.set(false);
            }
        });
    }

    async fn wait_for_turn(&self, id: ProjectId, line: Weak<Line>) {
        let turn = {
            let Some(line) = line.upgrade() else { return };
            let (persist, of) = (self.clone(), Rc::downgrade(&line));
            let lost = move || match of.upgrade() {
                Some(line) => line.lost.set(true),
                // By then it is the writer's lock.
                None => persist.lost_the_lock(),
            };
            let name = format!("forthright:{id}");
            let Some((place, turn)) = stand_in_line(&name, lost) else { return };
            line.place.replace(Some(place));
            turn
        };
        let held = turn.await;
        {
            let Some(line) = line.upgrade() else { return };
            line.held.replace(held);
            if line.held.borrow().is_none() {
                return;
            }
        }
        let mut waited = 0;
        loop {
            let Some(starting) = line.upgrade().map(|line| line.starting.get()) else { return };
            if waited >= if starting { STARTING } else { RELOADING } {
                break;
            }
            sleep(250).await;
            waited += 250;
        }
        let mut waited = 0;
        let mirror = loop {
            let mirror = self.mirrored(&id.prefix()).await;
            let Some(seen) = self.seen_in(&line) else { return };
            let loaded = load(self.0.local.borrow().store.as_ref(), mirror.as_ref(), &id);
            let all = loaded.is_ok_and(|loaded| Journal::resume(id.clone(), "check", loaded.thread).has_seen(&seen));
            if all || waited >= CATCH_UP {
                break mirror;
            }
            sleep(50).await;
            waited += 50;
        };
        // From here on nothing is waited for: the project is read, and only then written.
        if self.seen_in(&line).is_none() {
            return;
        }
        let Some(held) = line.upgrade().and_then(|line| line.held.take()) else { return };
        let opened = self.settle_in(&id, Some(held), mirror.as_ref());
        let on_turn = self.0.on_turn.borrow().clone();
        if let (Ok(opened), Some(on_turn)) = (opened, on_turn) {
            on_turn(opened);
        }
    }

    /// How far this tab has read along, while `line` is still its wait and nothing else stands in the way.
    fn seen_in(&self, line: &Weak<Line>) -> Option<std::collections::BTreeMap<String, u64>> {
        let line = line.upgrade().filter(|line| !line.lost.get())?;
        let reads = self.0.state.get_untracked() == SaveState::ReadOnly(ReadOnly::OtherTab.sentence().to_owned());
        let open = self.0.open.borrow();
        let open = open.as_ref().filter(|_| reads)?;
        open.line.as_ref().filter(|of| Rc::ptr_eq(of, &line)).map(|_| open.journal.seen())
    }
}
