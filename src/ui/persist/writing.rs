//! One edit, from the screen to both copies; what the status says meanwhile; making the journal short.

use super::browser::{now, sleep};
use super::channel::Said;
use super::session::sweep;
use super::{Persist, SaveState};
use forthright::saved::quota::{Level, Usage};
use forthright::saved::{Record, StoreError, Written, load, versions};
use leptos::prelude::{GetUntracked, Set};
use wasm_bindgen_futures::spawn_local;

/// After this long without the second copy the status turns amber.
const LATE: i32 = 1_000;
/// Nothing typed for this long: time to tidy up.
const QUIET: i32 = 1_500;
const RETRY: i32 = 400;
const FAILURES: u32 = 3;

impl Persist {
    /// Saves one action: it is in local storage when this returns, unless the status says otherwise. For undo and redo
    /// pass in `record.edit` what was applied (`Done::edit`); it is left out where replay can find it.
    pub fn append(&self, record: Record) {
        let taken = match self.0.open.borrow_mut().as_mut() {
            Some(open) if open.copy.is_none() => {
                open.pending.push_back(record);
                true
            }
            _ => false,
        };
        if taken {
            self.flush();
        }
    }

    /// Tries again what the store did not take.
    pub fn flush(&self) {
        let Some((written, outcome)) = self.write_pending() else { return };
        let wrote = !written.is_empty();
        for one in &written {
            self.say(&Said::Wrote { key: one.key.clone(), value: one.value.clone() });
        }
        self.mirror_written(written);
        match outcome {
            Ok(()) if wrote => self.saved(),
            Ok(()) => {}
            Err(error) => self.failed(&error),
        }
    }

    fn write_pending(&self) -> Option<(Vec<Written>, Result<(), StoreError>)> {
        let mut open = self.0.open.borrow_mut();
        let open = open.as_mut()?;
        let mut local = self.0.local.borrow_mut();
        let mut written = Vec::new();
        while let Some(record) = open.pending.front() {
            let replay_cannot = record.edit.is_none();
            match open.journal.append(local.store.as_mut(), record) {
                Ok(one) => written.push(one),
                Err(StoreError::Other(_)) if replay_cannot && open.pending.len() == 1 => {
                    // An undo whose edit nobody has: the state itself is saved.
                    let project = self.0.source.borrow().as_ref().and_then(|source| source());
                    let Some(project) = project else { return Some((written, Err(StoreError::NotKept))) };
                    match open.journal.compact(local.store.as_mut(), &project, &now()) {
                        Ok(one) => written.push(one),
                        Err(error) => return Some((written, Err(error))),
                    }
                }
                Err(error) => return Some((written, Err(error))),
            }
            open.pending.pop_front();
            open.failures = 0;
        }
        Some((written, Ok(())))
    }

    fn mirror_written(&self, written: Vec<Written>) {
        let Some(mirror) = self.mirror() else { return };
        let goal = mirror.push(written.into_iter().map(|one| (one.key, Some(one.value))));
        if let Some(open) = self.0.open.borrow_mut().as_mut() {
            open.goal = goal;
        }
    }

    fn saved(&self) {
        self.0.state.set(match self.blocked() {
            None => SaveState::SavedInThisBrowser,
            // In memory is not in this browser.
            Some(_) => SaveState::Saving,
        });
        self.mirror_moved();
        let persist = self.clone();
        spawn_local(async move {
            let goal = persist.goal();
            sleep(LATE).await;
            if persist.mirror().is_none_or(|mirror| mirror.done() < goal) {
                persist.late();
            }
        });
        self.when_quiet();
    }

    fn goal(&self) -> u64 {
        self.0.open.borrow().as_ref().map_or(0, |open| open.goal)
    }

    fn late(&self) {
        if matches!(self.0.state.get_untracked(), SaveState::SavedInThisBrowser | SaveState::Saving) {
            let why = self.mirror().and_then(|mirror| mirror.trouble()).unwrap_or_else(|| "it is slow".into());
            self.0.state.set(self.not_mirrored(&why));
        }
    }

    /// What is true while the second copy does not have everything.
    fn not_mirrored(&self, why: &str) -> SaveState {
        SaveState::Trouble(match self.blocked() {
            None => format!("Saved in this browser, but a crash of it could lose the last minute: {why}."),
            Some(_) => {
                "This browser keeps nothing: storage is blocked. Save the plan to a file before you close this page."
                    .to_owned()
            }
        })
    }

    fn failed(&self, error: &StoreError) {
        let failures = match self.0.open.borrow_mut().as_mut() {
            Some(open) => {
                open.failures += 1;
                open.failures
            }
            None => return,
        };
        if *error == StoreError::Full {
            self.make_room();
        }
        self.0.state.set(match failures >= FAILURES {
            true => SaveState::ReadOnly(format!(
                "The last edits could not be saved: {error}. Save the plan to a file. Saving is tried again."
            )),
            false => SaveState::Trouble(format!("Not saved yet: {error}. Trying again.")),
        });
        let persist = self.clone();
        spawn_local(async move {
            sleep(RETRY * failures.min(10) as i32).await;
            persist.flush();
        });
    }

    /// The second copy has got on, or has failed.
    pub(super) fn mirror_moved(&self) {
        let waiting = match self.0.open.borrow().as_ref() {
            Some(open) if open.copy.is_none() => open.full || !open.pending.is_empty(),
            _ => return,
        };
        if waiting {
            return;
        }
        let Some(mirror) = self.mirror() else { return };
        let (done, blocked) = (mirror.done() >= self.goal(), self.blocked().is_some());
        match mirror.trouble() {
            None if done && blocked => self.0.state.set(SaveState::Trouble(
                "This browser blocks local storage; only its second store keeps your work. Save the plan to a file."
                    .into(),
            )),
            None if done => self.0.state.set(SaveState::Safe),
            // With one copy left the second has a moment before it is amber; without any there is nothing to wait for.
            Some(why) if done || blocked => self.0.state.set(self.not_mirrored(&why)),
            _ => {}
        }
    }

    /// Tidies up when nothing was typed for a while.
    pub(super) fn when_quiet(&self) {
        let turn = self.0.idle.get().wrapping_add(1);
        self.0.idle.set(turn);
        let persist = self.clone();
        spawn_local(async move {
            sleep(QUIET).await;
            if persist.0.idle.get() == turn {
                persist.tidy().await;
            }
        });
    }

    /// Makes a long journal short, and once both copies have that, takes away what is older than two generations.
    pub(super) async fn tidy(&self) {
        self.make_room_early();
        self.watch_share();
        if !self.compact() {
            return;
        }
        let settled = match self.mirror() {
            Some(mirror) => mirror.settled(5_000).await,
            None => false,
        };
        if settled {
            self.sweep_old();
        }
    }

    fn compact(&self) -> bool {
        let project = self.0.source.borrow().as_ref().and_then(|source| source());
        let Some(project) = project else { return false };
        let written = {
            let mut open = self.0.open.borrow_mut();
            let Some(open) = open.as_mut() else { return false };
            if open.copy.is_some() || !open.pending.is_empty() || !open.journal.compaction_due() {
                return false;
            }
            let mut local = self.0.local.borrow_mut();
            match open.journal.compact(local.store.as_mut(), &project, &now()) {
                Ok(written) => written,
                // The journal is whole without it; the next quiet moment tries again.
                Err(_) => return false,
            }
        };
        self.mirror_written(vec![written]);
        true
    }

    /// Loads as a new page would; only when that is clean and equal to the screen, what is old goes.
    fn sweep_old(&self) {
        let project = self.0.source.borrow().as_ref().and_then(|source| source());
        let changes = {
            let open = self.0.open.borrow();
            let Some(open) = open.as_ref().filter(|open| open.copy.is_none() && open.pending.is_empty()) else {
                return;
            };
            let mut local = self.0.local.borrow_mut();
            match load(local.store.as_ref(), None, &open.id) {
                Ok(loaded) if loaded.report.is_clean() && Some(&loaded.project) == project.as_ref() => {
                    sweep(local.store.as_mut(), &loaded.sweep)
                }
                _ => return,
            }
        };
        if let Some(mirror) = self.mirror() {
            mirror.push(changes);
        }
    }

    /// How much of the browser's share is used.
    pub fn usage(&self) -> Usage {
        Usage::of(self.0.local.borrow().store.as_ref()).unwrap_or_default()
    }

    fn make_room_early(&self) {
        if self.usage().level() >= Level::Prune {
            self.make_room();
        }
    }

    /// Takes automatic versions away, the oldest first. Named ones stay.
    fn make_room(&self) {
        let open = self.0.open.borrow();
        let Some(open) = open.as_ref() else { return };
        let changes = versions::prune(self.0.local.borrow_mut().store.as_mut(), &open.id, 1);
        if let Some(mirror) = self.mirror() {
            mirror.push(changes);
        }
    }
}
