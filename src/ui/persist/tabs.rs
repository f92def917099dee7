//! What other tabs do: their records come in here, and the one that writes can be asked to let go.

use super::browser::sleep;
use super::channel::Said;
use super::turn::AFTER_YOU;
use super::{Persist, SaveState};
use forthright::saved::{Followed, Journal, Key, ReadOnly, load};
use leptos::prelude::Set;
use wasm_bindgen_futures::spawn_local;

impl Persist {
    pub(super) fn hear(&self, said: Said) {
        match said {
            Said::Wrote { key, value } => self.hear_record(&key, &value),
            Said::Who { project } if self.writes(&project) => self.say(&Said::Here { project }),
            Said::Who { project } if self.is_open(&project) => self.after_you(),
            Said::Here { project } if self.is_open(&project) => self.0.here.set(true),
            Said::Release { project } if self.writes(&project) => {
                let persist = self.clone();
                spawn_local(async move { persist.let_go().await });
            }
            Said::Release { project } if self.is_open(&project) => self.after_you(),
            Said::Released { project, seen } if self.is_open(&project) => drop(self.0.released.replace(Some(seen))),
            Said::Starting => self.hear_start(),
            _ => {}
        }
    }

    fn is_open(&self, project: &str) -> bool {
        self.0.open.borrow().as_ref().is_none_or(|open| open.id.as_str() == project)
    }

    fn writes(&self, project: &str) -> bool {
        self.0.open.borrow().as_ref().is_some_and(|open| open.id.as_str() == project && open.copy.is_none())
    }

    fn hear_record(&self, key: &str, value: &str) {
        let followed = {
            let mut open = self.0.open.borrow_mut();
            let Some(open) = open.as_mut() else { return };
            match Key::parse(key) {
                Some(Key::Gone { project }) if project == open.id => {
                    let words = "This project was deleted in another tab.".to_owned();
                    // Whoever gets it back is its writer then.
                    let shown = self.0.source.borrow().as_ref().and_then(|source| source());
                    open.copy = open.copy.take().or(shown.map(|project| (project, Default::default())));
                    (open.lock, open.line) = (None, None);
                    return self.0.state.set(SaveState::ReadOnly(words));
                }
                Some(Key::Record { project, writer, .. }) if project == open.id && writer != open.journal.writer() => {}
                _ => return,
            }
            match open.copy.as_mut() {
                Some((project, history)) => open.journal.follow(key, value, project, history),
                // Two writers: only where tabs cannot exclude each other.
                None => Followed::Reload,
            }
        };
        match followed {
            Followed::Known => {}
            Followed::Applied => self.arrived(),
            Followed::Reload => {
                let persist = self.clone();
                spawn_local(async move {
                    sleep(50).await;
                    persist.read_again().await;
                });
            }
        }
    }

    /// Shows what another tab has made of the project.
    fn arrived(&self) {
        let copy = self.0.open.borrow().as_ref().and_then(|open| open.copy.clone());
        let arrival = self.0.arrival.borrow().clone();
        if let (Some((project, history)), Some(arrival)) = (copy, arrival) {
            arrival(project, history);
        }
    }

    /// Reads the open project anew, as it is in both copies.
    async fn read_again(&self) {
        let Some(id) = self.0.open.borrow().as_ref().map(|open| open.id.clone()) else { return };
        self.flush();
        let mirror = self.mirrored(&id.prefix()).await;
        let Ok(loaded) = load(self.0.local.borrow().store.as_ref(), mirror.as_ref(), &id) else { return };
        let fresh = Journal::resume(id.clone(), &self.new_writer(), loaded.thread);
        let shown = {
            let mut open = self.0.open.borrow_mut();
            let Some(open) = open.as_mut().filter(|open| open.id == id && open.pending.is_empty()) else { return };
            // Something typed while this was read: the next message reads again.
            if !fresh.has_seen(&open.journal.seen()) {
                return;
            }
            open.journal = fresh;
            if open.copy.is_some() {
                open.copy = Some((loaded.project.clone(), loaded.history.clone()));
            }
            (loaded.project, loaded.history)
        };
        let arrival = self.0.arrival.borrow().clone();
        if let Some(arrival) = arrival {
            arrival(shown.0, shown.1);
        }
    }

    /// Saves everything, tells how far that is, lets the lock go and follows.
    async fn let_go(&self) {
        self.flush();
        if let Some(mirror) = self.mirror() {
            mirror.settled(1_000).await;
        }
        self.become_reader();
        let told = self.0.open.borrow().as_ref().map(|open| (open.id.to_string(), open.journal.seen()));
        if let Some((project, seen)) = told {
            self.say(&Said::Released { project, seen });
        }
        self.follow_on();
    }

    pub(super) fn lost_the_lock(&self) {
        self.flush();
        self.become_reader();
        self.follow_on();
    }

    fn become_reader(&self) {
        let project = self.0.source.borrow().as_ref().and_then(|source| source());
        let loaded = {
            let open = self.0.open.borrow();
            let Some(open) = open.as_ref() else { return };
            load(self.0.local.borrow().store.as_ref(), None, &open.id).ok()
        };
        let mut open = self.0.open.borrow_mut();
        let Some(open) = open.as_mut() else { return };
        open.copy = loaded
            .map(|loaded| (loaded.project, loaded.history))
            .or_else(|| project.map(|project| (project, Default::default())));
        self.0.state.set(SaveState::ReadOnly(ReadOnly::OtherTab.sentence().to_owned()));
    }

    /// Lets the lock go and waits for its turn.
    fn follow_on(&self) {
        if let Some(open) = self.0.open.borrow_mut().as_mut() {
            open.lock = None;
        }
        self.stand_in_line(AFTER_YOU);
    }
}
