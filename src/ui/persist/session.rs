//! Opening, creating, closing, and taking over from another tab.

use super::browser::{now, sleep};
use super::channel::Said;
use super::lock::{Held, Want, acquire};
use super::{Open, Persist, SaveState};
use forthright::project::{History, Project};
use forthright::saved::{
    Change, Entries, Journal, LoadError, Loaded, ProjectId, ReadOnly, Report, gather, load, repair,
};
use leptos::prelude::Set;
use std::collections::VecDeque;

/// How long a new writer waits for everything the old one said it had saved.
const HAND_OVER: i32 = 2_000;

/// A project as it was opened.
pub struct Opened {
    pub id: ProjectId,
    pub project: Project,
    pub history: History,
    /// What was repaired or kept aside; to be told when it is not clean.
    pub report: Report,
    /// Why it cannot be edited here, if so.
    pub read_only: Option<String>,
}

impl Persist {
    /// Opens a project: for writing where no other tab does.
    ///
    /// # Errors
    /// Why there is nothing to show. What is stored stays, and can be downloaded raw.
    pub async fn load(&self, id: &ProjectId) -> Result<Opened, LoadError> {
        self.close();
        let lock = self.lock(id).await;
        self.read_in(id, lock).await
    }

    /// Keeps a new project and opens it for writing.
    ///
    /// # Errors
    /// Why the browser did not keep it.
    pub async fn create(&self, project: &Project) -> Result<ProjectId, String> {
        self.close();
        if self.0.newer.get() {
            return Err(ReadOnly::Newer.sentence().to_owned());
        }
        let id = self.new_id().ok_or("no name for the project could be made")?;
        let lock = self.lock(&id).await;
        let created = {
            let mut local = self.0.local.borrow_mut();
            Journal::create(local.store.as_mut(), id.clone(), &self.new_writer(), project, &now())
        };
        let (journal, written) = created.map_err(|error| format!("The project could not be kept: {error}."))?;
        let changes = written.into_iter().map(|one| (one.key, Some(one.value)));
        let goal = self.mirror().map_or(0, |mirror| mirror.push(changes));
        self.begin(Open { lock, goal, ..Open::new(id.clone(), journal) });
        self.say(&Said::List);
        wasm_bindgen_futures::spawn_local(async {
            super::mirror::ask_to_stay().await;
        });
        Ok(id)
    }

    /// Lets go of the open project. What was appended stays on its way.
    pub fn close(&self) {
        self.flush();
        self.0.open.replace(None);
        self.0.state.set(SaveState::Idle);
    }

    /// Makes this tab the one that writes. The other one saves, lets go and follows.
    ///
    /// # Errors
    /// Why it did not work; the project stays open for reading.
    pub async fn take_over(&self) -> Result<Opened, String> {
        // Whoever writes has nothing to take over, and might have edits the store has not taken yet.
        let follows = |open: &&Open| open.copy.is_some();
        let id = self.0.open.borrow().as_ref().filter(follows).map(|open| open.id.clone());
        let id = id.ok_or("No other tab is writing this project.")?;
        self.leave_line();
        self.0.released.replace(None);
        self.say(&Said::Release { project: id.to_string() });
        let mut lock = self.want(&id, Want::Within(3_000)).await;
        if lock.is_none() {
            lock = self.want(&id, Want::Steal).await;
        }
        if lock.is_none() {
            self.stand_in_line(0);
            return Err("The other tab does not let go. Close it and try again.".into());
        }
        self.wait_for_hand_over(&id).await;
        self.read_in(&id, lock).await.map_err(|why| why.to_string())
    }

    fn leave_line(&self) {
        let line = self.0.open.borrow_mut().as_mut().and_then(|open| open.line.take());
        drop(line);
    }

    /// Reads until everything the other tab said it had saved is there.
    async fn wait_for_hand_over(&self, id: &ProjectId) {
        let mut waited = 0;
        while waited < HAND_OVER {
            let Some(seen) = self.0.released.borrow().clone() else { return };
            let mirror = self.mirrored(&id.prefix()).await;
            let loaded = load(self.0.local.borrow().store.as_ref(), mirror.as_ref(), id);
            if loaded.is_ok_and(|loaded| Journal::resume(id.clone(), "check", loaded.thread).has_seen(&seen)) {
                return;
            }
            sleep(50).await;
            waited += 50;
        }
    }

    async fn read_in(&self, id: &ProjectId, lock: Option<Held>) -> Result<Opened, LoadError> {
        let mirror = self.mirrored(&id.prefix()).await;
        self.settle_in(id, lock, mirror.as_ref())
    }

    /// Reads the project and opens it: for writing with the lock, else for reading.
    pub(super) fn settle_in(
        &self,
        id: &ProjectId,
        lock: Option<Held>,
        mirror: Option<&Entries>,
    ) -> Result<Opened, LoadError> {
        let loaded = load(self.0.local.borrow().store.as_ref(), mirror, id)?;
        let read_only = match (&loaded.read_only, &lock) {
            (Some(reason), _) => Some(reason.clone()),
            (None, None) => Some(ReadOnly::OtherTab),
            _ if self.0.newer.get() => Some(ReadOnly::Newer),
            _ => None,
        };
        let goal = match read_only {
            None => self.put_right(id, &loaded, mirror),
            Some(_) => 0,
        };
        let Loaded { project, history, report, thread, .. } = loaded;
        let journal = Journal::resume(id.clone(), &self.new_writer(), thread);
        let writes = read_only.is_none();
        let copy = (!writes).then(|| (project.clone(), history.clone()));
        let lock = lock.filter(|_| writes);
        self.begin(Open { lock, copy, goal, ..Open::new(id.clone(), journal) });
        if read_only == Some(ReadOnly::OtherTab) {
            self.stand_in_line(0);
        }
        let read_only = read_only.map(|reason| reason.sentence().to_owned());
        match &read_only {
            Some(words) => self.0.state.set(SaveState::ReadOnly(words.clone())),
            None => {
                self.daily_version(&project);
                self.watch_share();
            }
        }
        Ok(Opened { id: id.clone(), project, history, report, read_only })
    }

    /// Repairs and sweeps; returns the number the mirror reaches when it has all of it.
    fn put_right(&self, id: &ProjectId, loaded: &Loaded, mirror: Option<&Entries>) -> u64 {
        let mut local = self.0.local.borrow_mut();
        let mut changes = repair(local.store.as_mut(), &loaded.repairs);
        changes.extend(sweep(local.store.as_mut(), &loaded.sweep));
        if mirror.is_none() {
            // The second copy could not be read: give it all there is, for when it works again.
            let (entries, _) = gather(local.store.as_ref(), &id.prefix()).unwrap_or_default();
            changes.extend(entries.into_iter().map(|(key, value)| (key, Some(value))));
        }
        self.mirror().map_or(0, |mirror| mirror.push(changes))
    }

    fn begin(&self, open: Open) {
        self.0.open.replace(Some(open));
        self.mirror_moved();
    }

    /// The lock, where it is free. After a reload the old page may hold it for a moment: who does not answer is waited for.
    async fn lock(&self, id: &ProjectId) -> Option<Held> {
        if let Some(lock) = self.want(id, Want::IfFree).await {
            return Some(lock);
        }
        self.0.here.set(false);
        self.say(&Said::Who { project: id.to_string() });
        for _ in 0..30 {
            sleep(10).await;
            if self.0.here.get() {
                return None;
            }
        }
        self.want(id, Want::Within(1_000)).await
    }

    async fn want(&self, id: &ProjectId, want: Want) -> Option<Held> {
        let lost = self.weakly(Persist::lost_the_lock);
        acquire(&format!("forthright:{id}"), want, move || lost()).await
    }

    pub(super) fn new_writer(&self) -> String {
        self.0.writers.set(self.0.writers.get() + 1);
        format!("{}x{}", self.0.tab, self.0.writers.get())
    }

    fn new_id(&self) -> Option<ProjectId> {
        ProjectId::new(&format!("p{}", super::browser::random_word()))
    }
}

/// Takes away what nothing needs any more.
pub(super) fn sweep(store: &mut dyn forthright::saved::Store, keys: &[String]) -> Vec<Change> {
    keys.iter().filter(|key| store.remove(key).is_ok()).map(|key| (key.clone(), None)).collect()
}

impl Open {
    fn new(id: ProjectId, journal: Journal) -> Open {
        Open {
            id,
            journal,
            lock: None,
            copy: None,
            line: None,
            pending: VecDeque::new(),
            failures: 0,
            goal: 0,
            full: false,
        }
    }
}
