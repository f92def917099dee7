//! Versions, backups, preferences, deleting, and the raw download.

use super::browser::now;
use super::channel::Said;
use super::{Open, Persist, SaveState};
use forthright::project::Project;
use forthright::saved::quota::{LIMIT, Level};
use forthright::saved::versions::{self, Reason, Version};
use forthright::saved::{Change, Key, ProjectId, ReadOnly, Store, key, prefer, prefer_again, raw};
use leptos::prelude::Set;
use serde::{Deserialize, Serialize};
use wasm_bindgen::{JsCast, JsValue};

/// When the open project was last saved to a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Backup {
    /// The wall clock of the last one; `None` = never.
    pub at: Option<String>,
    /// User actions since then.
    pub edits_since: u64,
}

#[derive(Serialize, Deserialize)]
struct BackedUp {
    at: String,
    /// Records, as every build has counted them.
    count: u64,
    /// User actions.
    #[serde(default)]
    steps: Option<u64>,
}

/// Restore points take at most this share of the browser's; automatic ones make way.
const SHARE: usize = LIMIT / 5;

impl Persist {
    /// Keeps the project as it is now as a version.
    ///
    /// # Errors
    /// Why the browser did not keep it.
    pub fn save_version(&self, project: &Project, reason: Reason, title: &str) -> Result<(), String> {
        let written = self.with_open(|open, store| {
            versions::save(store, &open.journal, project, (reason, title), &now()).map_err(|error| error.to_string())
        })??;
        self.push([(written.key, Some(written.value))]);
        self.thin_out();
        Ok(())
    }

    /// The versions of the open project, newest first.
    pub fn versions(&self) -> Vec<Version> {
        self.with_open(|open, store| versions::list(store, None, &open.id)).unwrap_or_default()
    }

    /// A version of the open project. Going back to it is an edit: `difference::between(now, then).edit`.
    ///
    /// # Errors
    /// Why it cannot be read.
    pub fn read_version(&self, id: &str) -> Result<Project, String> {
        self.with_open(|open, store| versions::read(store, None, &open.id, id).map_err(|error| error.to_string()))?
    }

    /// Takes a version away; returns what [`Persist::put_version_back`] needs.
    ///
    /// # Errors
    /// When the store refuses; the version is still there then.
    pub fn remove_version(&self, id: &str) -> Result<String, String> {
        let (stored, change) = self.with_open(|open, store| {
            let stored = versions::stored(store, &open.id, id).map_err(|error| error.to_string())?;
            let stored = stored.ok_or("it is not in this browser")?;
            versions::remove(store, &open.id, id).map(|change| (stored, change)).map_err(|error| error.to_string())
        })??;
        self.push([change]);
        Ok(stored)
    }

    /// Puts a version that was taken away back as it was.
    ///
    /// # Errors
    /// When the store refuses.
    pub fn put_version_back(&self, id: &str, stored: &str) -> Result<(), String> {
        let written = self.with_open(|open, store| {
            versions::put_back(store, &open.id, id, stored).map_err(|error| error.to_string())
        })??;
        self.push([(written.key, Some(written.value))]);
        Ok(())
    }

    /// One automatic version a day, of what was there when it began.
    pub(super) fn daily_version(&self, project: &Project) {
        let today = now().get(..10).unwrap_or_default().to_owned();
        let has_one = self.versions().iter().any(|v| v.reason == Reason::Daily && v.at.starts_with(&today));
        if !has_one && !project.plan.tasks.is_empty() {
            // Without room for it the journal and both generations are still there.
            let _ = self.save_version(project, Reason::Daily, "");
        }
    }

    /// Above 95 % of the browser's share editing stops; below it goes on.
    pub(super) fn watch_share(&self) {
        let full = self.usage().level() == Level::Full;
        let was = match self.0.open.borrow_mut().as_mut() {
            Some(open) if open.copy.is_none() => std::mem::replace(&mut open.full, full),
            _ => return,
        };
        match (was, full) {
            (_, true) => self.0.state.set(SaveState::ReadOnly(ReadOnly::Full.sentence().to_owned())),
            (true, false) => self.mirror_moved(),
            (false, false) => {}
        }
    }

    fn thin_out(&self) {
        let automatic = self.versions().iter().filter(|version| version.reason != Reason::Named).count();
        let too_many = automatic.saturating_sub(20);
        let too_much = usize::from(self.usage().restore_points > SHARE && automatic > 1);
        let keep = automatic - too_many.max(too_much);
        let changes = self.with_open(|open, store| versions::prune(store, &open.id, keep)).unwrap_or_default();
        self.push(changes);
    }

    /// How old the last backup of the open project is.
    pub fn backup(&self) -> Backup {
        let read = self.with_open(|open, store| {
            let key = Key::Backup { project: open.id.clone() }.to_string();
            let kept = store.get(&key).ok().flatten().and_then(|text| serde_json::from_str::<BackedUp>(&text).ok());
            let (count, steps) = (open.journal.count(), open.journal.steps());
            let since = kept.as_ref().map_or(steps, |kept| match (count.saturating_sub(kept.count), kept.steps) {
                (records, None) => records,
                // Going on with the last action is a change too.
                (records, Some(then)) => steps.saturating_sub(then).max(records.min(1)),
            });
            Backup { at: kept.map(|kept| kept.at), edits_since: since }
        });
        read.unwrap_or(Backup { at: None, edits_since: 0 })
    }

    /// Notes that the open project was saved to a file just now.
    pub fn backed_up(&self) {
        let noted = self.with_open(|open, store| {
            let key = Key::Backup { project: open.id.clone() }.to_string();
            let (count, steps) = (open.journal.count(), Some(open.journal.steps()));
            let value = serde_json::to_string(&BackedUp { at: now(), count, steps }).unwrap_or_default();
            store.set(&key, &value).ok().map(|()| (key, Some(value)))
        });
        self.push(noted.ok().flatten());
    }

    /// A preference of this browser.
    pub fn preference(&self, name: &str) -> Option<String> {
        self.0.local.borrow().store.get(&format!("{}{name}", key::PREFS)).ok().flatten()
    }

    /// Keeps a preference, outside history. Where it cannot be kept it holds until the page is closed.
    pub fn set_preference(&self, name: &str, value: &str) {
        let changes = prefer(self.0.local.borrow_mut().store.as_mut(), name, value, js_sys::Date::now() as u64);
        self.push(changes);
    }

    /// After a crash the second copy's preferences may be the newer ones.
    pub(super) async fn preferences_back(&self) {
        let kept = self.mirrored(key::PREFS).await.unwrap_or_default();
        prefer_again(self.0.local.borrow_mut().store.as_mut(), &kept);
    }

    /// Deletes the open project. Its last state stays in a tombstone ([`Persist::deleted`]), its versions beside it.
    ///
    /// # Errors
    /// Why it did not work; nothing is deleted then.
    pub fn delete_open(&self, project: &Project) -> Result<(), String> {
        let changes = self.with_open(|open, store| {
            forthright::saved::delete(store, &open.journal, project, &now())
                .map_err(|error| format!("The project was not deleted, for its last state could not be kept: {error}."))
        })??;
        for (key, value) in changes.iter().take(1) {
            self.say(&Said::Wrote { key: key.clone(), value: value.clone().unwrap_or_default() });
        }
        self.push(changes);
        self.0.open.replace(None);
        self.0.state.set(SaveState::Idle);
        self.say(&Said::List);
        Ok(())
    }

    /// Deleted projects whose last state is still there: name and state. [`Persist::bring_back`] brings one back.
    pub async fn deleted(&self) -> Vec<(ProjectId, String, Project)> {
        let mirror = self.mirrored(key::ROOT).await;
        let deleted = forthright::saved::list_deleted(self.0.local.borrow().store.as_ref(), mirror.as_ref());
        deleted.unwrap_or_default().into_iter().map(|(card, project)| (card.id, card.name, project)).collect()
    }

    /// Makes a deleted project a project again, with its versions. It is not opened.
    ///
    /// # Errors
    /// Why it did not work; it is still deleted then.
    pub async fn bring_back(&self, id: &ProjectId) -> Result<(), String> {
        let mirror = self.mirrored(&id.prefix()).await;
        let by = (self.new_writer(), now());
        let changes = {
            let mut local = self.0.local.borrow_mut();
            forthright::saved::bring_back(local.store.as_mut(), mirror.as_ref(), id, (&by.0, &by.1))
        };
        self.push(changes.map_err(|error| format!("The project could not be got back: {error}."))?);
        if let Some(mirror) = self.mirror() {
            // A second copy that still has the tombstone would say that it is deleted.
            mirror.settled(2_000).await;
        }
        self.say(&Said::List);
        Ok(())
    }

    /// Takes a deleted project away for good, with its versions: nobody wants it.
    ///
    /// # Errors
    /// Why it did not work.
    pub async fn forget_deleted(&self, id: &ProjectId) -> Result<(), String> {
        let mirror = self.mirrored(&id.prefix()).await;
        let changes = {
            let mut local = self.0.local.borrow_mut();
            forthright::saved::forget(local.store.as_mut(), mirror.as_ref(), id)
        };
        self.push(changes.map_err(|error| format!("It could not be removed: {error}."))?);
        Ok(())
    }

    /// Everything kept, raw, as one JSON text: always possible.
    pub async fn raw_text(&self) -> String {
        let mirror = self.mirrored(key::ROOT).await;
        raw(self.0.local.borrow().store.as_ref(), mirror.as_ref())
    }

    /// Offers everything kept as a download.
    pub async fn raw_download(&self) {
        let text = self.raw_text().await;
        let _ = offer(&format!("forthright-raw-{}.json", now().replace(':', "-")), &text);
    }

    fn with_open<T>(&self, act: impl FnOnce(&Open, &mut dyn Store) -> T) -> Result<T, String> {
        let open = self.0.open.borrow();
        let open = open.as_ref().ok_or("no project is open")?;
        Ok(act(open, self.0.local.borrow_mut().store.as_mut()))
    }

    fn push(&self, changes: impl IntoIterator<Item = Change>) {
        if let Some(mirror) = self.mirror() {
            mirror.push(changes);
        }
    }
}

/// Offers `text` as a download named `name`.
///
/// # Errors
/// What the browser said.
pub fn offer(name: &str, text: &str) -> Result<(), JsValue> {
    offer_blob(name, &text_blob(text, "application/json")?)
}

/// As [`offer`], for a file of another kind (`text/html`).
///
/// # Errors
/// What the browser said.
pub fn offer_as(name: &str, kind: &str, text: &str) -> Result<(), JsValue> {
    offer_blob(name, &text_blob(text, kind)?)
}

/// A text as a file of a kind.
pub fn text_blob(text: &str, media: &str) -> Result<web_sys::Blob, JsValue> {
    let options = web_sys::BlobPropertyBag::new();
    options.set_type(media);
    web_sys::Blob::new_with_str_sequence_and_options(&js_sys::Array::of1(&text.into()), &options)
}

/// Offers a file as a download.
pub fn offer_blob(name: &str, blob: &web_sys::Blob) -> Result<(), JsValue> {
    let window = web_sys::window().ok_or("no window")?;
    let document = window.document().ok_or("no document")?;
    let url = web_sys::Url::create_object_url_with_blob(blob)?;
    let link: web_sys::HtmlAnchorElement = document.create_element("a")?.unchecked_into();
    link.set_href(&url);
    link.set_download(name);
    link.click();
    // The download has begun by then.
    let revoke = wasm_bindgen::closure::Closure::once_into_js(move || web_sys::Url::revoke_object_url(&url));
    window.set_timeout_with_callback_and_timeout_and_arguments_0(revoke.unchecked_ref(), 60_000)?;
    Ok(())
}
