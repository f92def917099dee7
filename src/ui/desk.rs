//! What lies on the desk: starting the app, opening, making, closing and deleting projects. Between the store, which
//! has one project at a time, and `persist`, which keeps them all.

use super::persist::{Opened, Persist, SaveState};
use super::rooms::Room;
use super::store::Store;
use forthright::project::{History, Project};
use forthright::saved::versions::Reason;
use forthright::saved::{Card, LoadError, ProjectId, Record};
use leptos::prelude::*;
use leptos::task::spawn_local;

/// What the app knows of the projects kept in this browser.
#[derive(Clone, Copy)]
pub struct Desk {
    persist: StoredValue<Option<Persist>, LocalStorage>,
    /// True until the browser's storage was read.
    pub starting: RwSignal<bool>,
    pub projects: RwSignal<Vec<Card>>,
    pub saving: RwSignal<SaveState>,
    /// Sentences about what was repaired or kept aside when the open project was read.
    pub found: RwSignal<Vec<String>>,
}

impl Desk {
    /// As the app starts.
    pub fn new() -> Desk {
        Desk {
            persist: StoredValue::new_local(None),
            starting: RwSignal::new(true),
            projects: RwSignal::new(Vec::new()),
            saving: RwSignal::new(SaveState::Idle),
            found: RwSignal::new(Vec::new()),
        }
    }

    /// The way to what is kept; `None` only while the app starts.
    pub fn persist(&self) -> Option<Persist> {
        self.persist.try_get_value().flatten()
    }
}

impl Store {
    /// Reads preferences and projects and opens the one that was open last.
    pub fn begin(self) {
        spawn_local(async move {
            let persist = Persist::open().await;
            persist.set_source(move || self.open.get_untracked().map(|_| self.project.get_untracked()));
            persist.on_arrival(move |project, history| {
                if let Some(id) = self.open.get_untracked() {
                    self.replace(id, project, history);
                }
            });
            persist.on_turn(move |opened| {
                self.desk.found.set(if opened.report.is_clean() { Vec::new() } else { opened.report.sentences() });
                if opened.read_only.is_none() {
                    self.say("The other tab is closed. You can edit here.");
                }
                self.replace(opened.id.to_string(), opened.project, opened.history);
            });
            if let Some(prefs) = persist.preference("prefs").and_then(|text| serde_json::from_str(&text).ok()) {
                self.prefs.set(prefs);
            }
            if let Some(blocked) = persist.blocked() {
                self.say(blocked);
            }
            self.desk.persist.set_value(Some(persist.clone()));
            self.follow(persist.state());
            // The others are listed once this one is on the screen: nobody waits while all of them are read.
            let last = self.prefs.with_untracked(|prefs| prefs.last_project.as_deref().and_then(ProjectId::new));
            let opened = match last {
                Some(id) => self.read_again(&persist, id).await,
                None => false,
            };
            if opened {
                self.desk.starting.set(false);
                self.refresh_projects().await;
            } else {
                self.refresh_projects().await;
                self.desk.starting.set(false);
            }
        });
        Effect::new(move |_| {
            let text = self.prefs.with(serde_json::to_string);
            if let (Some(persist), Ok(text), false) = (self.desk.persist(), text, self.desk.starting.get()) {
                persist.set_preference("prefs", &text);
            }
        });
    }

    /// Keeps the status line and the read-only mark true.
    fn follow(self, state: RwSignal<SaveState>) {
        Effect::new(move |_| {
            let now = state.get();
            self.read_only.set(match &now {
                SaveState::ReadOnly(words) => Some(words.clone()),
                _ => None,
            });
            self.desk.saving.set(now);
        });
    }

    /// Reads the list of projects anew.
    pub async fn refresh_projects(self) {
        if let Some(persist) = self.desk.persist() {
            self.desk.projects.set(persist.projects().await);
        }
    }

    /// Opens a project kept in this browser and goes to its plan.
    pub fn open_project(self, id: ProjectId) {
        spawn_local(async move {
            if self.read(id).await {
                Room::Plan.go();
            }
        });
    }

    /// Makes this tab the one that writes.
    pub fn take_over(self) {
        spawn_local(async move {
            let Some(persist) = self.desk.persist() else { return };
            match persist.take_over().await {
                Ok(opened) => self.place(opened),
                Err(reason) => self.say(reason),
            }
        });
    }

    /// Reads the open project anew, after another one was read for a moment.
    pub async fn reopen(self, id: ProjectId) {
        self.read(id).await;
    }

    async fn read(self, id: ProjectId) -> bool {
        let Some(persist) = self.desk.persist() else { return false };
        match persist.load(&id).await {
            Ok(opened) => {
                self.place(opened);
                true
            }
            Err(reason) => {
                self.open.set(None);
                self.say(reason.to_string());
                false
            }
        }
    }

    /// Opens what was open last; that it was deleted meanwhile is no news.
    async fn read_again(self, persist: &Persist, id: ProjectId) -> bool {
        match persist.load(&id).await {
            Ok(opened) => {
                self.place(opened);
                return true;
            }
            Err(LoadError::Missing | LoadError::Gone) => {}
            Err(reason) => self.say(reason.to_string()),
        }
        false
    }

    fn place(self, opened: Opened) {
        self.desk.found.set(if opened.report.is_clean() { Vec::new() } else { opened.report.sentences() });
        self.set_open(opened.id.to_string(), opened.project, opened.history);
    }

    /// Keeps a new project in this browser, opens it and goes to `room`.
    pub fn create_project(self, project: Project, room: Room) {
        spawn_local(async move {
            let Some(persist) = self.desk.persist() else { return };
            match persist.create(&project).await {
                Ok(id) => {
                    self.desk.found.set(Vec::new());
                    self.set_open(id.to_string(), project, History::default());
                    // Before anything is waited for: who already works in the room keeps the focus.
                    room.go();
                    self.refresh_projects().await;
                }
                Err(reason) => self.say(reason),
            }
        });
    }

    /// Puts the open project away; it stays kept.
    pub fn close_project(self) {
        if let Some(persist) = self.desk.persist() {
            persist.close();
        }
        self.open.set(None);
        self.messages.update(Vec::clear);
        self.prefs.update(|prefs| prefs.last_project = None);
        spawn_local(self.refresh_projects());
    }

    /// Deletes the open project; its last state can be brought back from Files and versions.
    pub fn delete_project(self) {
        let Some(persist) = self.desk.persist() else { return };
        match self.project.with_untracked(|project| persist.delete_open(project)) {
            Ok(()) => self.close_project(),
            Err(reason) => self.say(reason),
        }
    }

    /// Makes a deleted project a project again, with its versions, opens it and goes to Files and versions.
    pub async fn bring_back(self, id: ProjectId, name: &str) {
        let Some(persist) = self.desk.persist() else { return };
        if let Err(why) = persist.bring_back(&id).await {
            return self.say(why);
        }
        if self.read(id).await {
            Room::Files.go();
            self.say(match persist.versions().iter().filter(|version| version.reason == Reason::Named).count() {
                0 => format!("{name} is back. Undo starts from here."),
                _ => format!("{name} is back with its versions. Undo starts from here."),
            });
        }
        self.refresh_projects().await;
    }

    /// Keeps the project as it is now as a version.
    pub fn save_version(self, reason: Reason, title: &str) {
        let Some(persist) = self.desk.persist() else { return };
        if let Err(reason) = self.project.with_untracked(|project| persist.save_version(project, reason, title)) {
            self.say(reason);
        }
    }

    /// Hands a step to the journal, before the next frame.
    pub(super) fn record(self, record: Record) {
        if let Some(persist) = self.desk.persist() {
            persist.append(record);
        }
    }
}
