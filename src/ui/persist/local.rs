//! Local storage behind the lib's `Store`. gloo-storage panics where storage is blocked, so it is asked for only after
//! a probe has been answered.

use super::browser::words;
use forthright::saved::{MemoryStore, Store, StoreError};
use gloo_storage::{LocalStorage, Storage};
use wasm_bindgen::JsValue;

/// The browser's local storage, or memory where it is blocked.
pub struct Local {
    pub store: Box<dyn Store>,
    /// Why nothing is kept beyond this page, where that is so.
    pub blocked: Option<String>,
}

impl Local {
    /// Asks once, carefully.
    pub fn probe() -> Local {
        let found = web_sys::window().map(|window| window.local_storage());
        match found {
            Some(Ok(Some(_))) => match (BrowserStore { raw: LocalStorage::raw() }).try_out() {
                Err(StoreError::Refused) => Local::memory("it is switched off"),
                // Full is no reason not to read what is there.
                _ => Local { store: Box::new(BrowserStore { raw: LocalStorage::raw() }), blocked: None },
            },
            Some(Err(error)) => Local::memory(&words(&error)),
            _ => Local::memory("this page has none"),
        }
    }

    fn memory(why: &str) -> Local {
        Local { store: Box::new(MemoryStore::default()), blocked: Some(why.to_owned()) }
    }
}

struct BrowserStore {
    raw: web_sys::Storage,
}

impl BrowserStore {
    fn try_out(&mut self) -> Result<(), StoreError> {
        let key = format!("fr-probe-{}", super::browser::random_word());
        self.set(&key, "1")?;
        self.remove(&key)
    }
}

fn told(error: &JsValue) -> StoreError {
    let words = words(error);
    match &words {
        words if words.contains("Quota") || words.contains("QUOTA") => StoreError::Full,
        words if words.contains("SecurityError") => StoreError::Refused,
        _ => StoreError::Other(words),
    }
}

impl Store for BrowserStore {
    fn get(&self, key: &str) -> Result<Option<String>, StoreError> {
        self.raw.get_item(key).map_err(|error| told(&error))
    }

    fn set(&mut self, key: &str, value: &str) -> Result<(), StoreError> {
        self.raw.set_item(key, value).map_err(|error| told(&error))
    }

    fn remove(&mut self, key: &str) -> Result<(), StoreError> {
        self.raw.remove_item(key).map_err(|error| told(&error))
    }

    fn keys(&self, prefix: &str) -> Result<Vec<String>, StoreError> {
        let count = self.raw.length().map_err(|error| told(&error))?;
        let key = |index| self.raw.key(index).map_err(|error| told(&error));
        let all: Result<Vec<Option<String>>, StoreError> = (0..count).map(key).collect();
        Ok(all?.into_iter().flatten().filter(|key| key.starts_with(prefix)).collect())
    }
}
