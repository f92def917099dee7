//! What Files and versions, the start screen and the head know together: a file on its way in, what came in last, how
//! old the backup is, which file the project is linked to.

use crate::ui::environment;
use crate::ui::persist::SaveState;
use crate::ui::store::Store;
use forthright::plan::Moment;
use forthright::saved::versions::Version;
use forthright::view::files::{BackupLine, backup};
use leptos::prelude::*;
use std::collections::HashMap;
use wasm_bindgen::JsValue;

/// A file that was opened, and what is worth knowing about it.
#[derive(Clone, Debug, PartialEq)]
pub struct CameIn {
    pub file: String,
    /// Id of the project it became.
    pub project: Option<String>,
    pub notes: Vec<String>,
}

/// A handle to a file the project is saved to again and again.
#[derive(Clone)]
pub struct Link {
    pub name: String,
    pub handle: JsValue,
}

/// A version that was removed a moment ago, and what is needed to put it back.
#[derive(Clone)]
pub struct Removed {
    pub project: String,
    pub version: Version,
    pub stored: String,
}

/// Signals of the files; get it with [`Shelf::get`].
#[derive(Clone, Copy)]
pub struct Shelf {
    /// Name of the file that is being read.
    pub reading: RwSignal<Option<String>>,
    /// The file that could not be opened, and why.
    pub refused: RwSignal<Option<(String, String)>>,
    pub came_in: RwSignal<Option<CameIn>>,
    /// The line about it is put away; the list in Files and versions stays.
    pub notice: RwSignal<bool>,
    pub backup: Memo<Option<BackupLine>>,
    /// Counts what may have changed the list of versions.
    pub versions: RwSignal<u32>,
    /// Removed while this page is open: each can be put back.
    pub removed: RwSignal<Vec<Removed>>,
    /// Name of the linked file.
    pub linked: RwSignal<Option<String>>,
    links: StoredValue<HashMap<String, Link>, LocalStorage>,
    /// Counts backups made here.
    backups: RwSignal<u32>,
    pub now: RwSignal<Moment>,
}

impl Shelf {
    /// The shelf of this app.
    pub fn get() -> Shelf {
        expect_context::<Shelf>()
    }

    /// Makes the shelf; once, in the app's root.
    pub fn new(store: Store) -> Shelf {
        let now = RwSignal::new(environment::now());
        let opened = RwSignal::new(environment::now());
        let backups = RwSignal::new(0_u32);
        let line = Memo::new(move |_| {
            backups.track();
            store.open.get()?;
            // Every saved action ends in one of these two.
            if matches!(store.desk.saving.get(), SaveState::Saving) {
                return None;
            }
            let kept = store.desk.persist()?.backup();
            Some(backup(kept.at.as_deref(), kept.edits_since, opened.get(), now.get(), &store.dates()))
        });
        // Between an edit and its being saved the last line stands.
        let steady = Memo::new(move |before: Option<&Option<BackupLine>>| match (line.get(), before) {
            (None, Some(before)) if store.open.read().is_some() => before.clone(),
            (line, _) => line,
        });
        let shelf = Shelf {
            reading: RwSignal::new(None),
            refused: RwSignal::new(None),
            came_in: RwSignal::new(None),
            notice: RwSignal::new(false),
            backup: steady,
            versions: RwSignal::new(0),
            removed: RwSignal::new(Vec::new()),
            linked: RwSignal::new(None),
            links: StoredValue::new_local(HashMap::new()),
            backups,
            now,
        };
        set_interval(move || now.set(environment::now()), std::time::Duration::from_secs(30));
        Effect::new(move |_| {
            let id = store.open.get();
            opened.set(environment::now());
            now.set(environment::now());
            let name = id.and_then(|id| shelf.links.with_value(|links| links.get(&id).map(|link| link.name.clone())));
            shelf.linked.set(name);
        });
        super::plan_file::rewrite_when_idle(store, shelf);
        shelf
    }

    /// The file the open project is linked to.
    pub fn link(&self, store: Store) -> Option<Link> {
        let id = store.open.get_untracked()?;
        self.links.with_value(|links| links.get(&id).cloned())
    }

    /// Links the open project to a file, or to none.
    pub fn set_link(&self, store: Store, link: Option<Link>) {
        let Some(id) = store.open.get_untracked() else { return };
        self.linked.set(link.as_ref().map(|link| link.name.clone()));
        self.links.update_value(|links| match link {
            Some(link) => {
                links.insert(id, link);
            }
            None => {
                links.remove(&id);
            }
        });
    }

    /// Notes that the open project is in a file now.
    pub fn backed_up(&self, store: Store) {
        if let Some(persist) = store.desk.persist() {
            persist.backed_up();
        }
        self.now.set(environment::now());
        self.backups.update(|count| *count += 1);
    }
}
