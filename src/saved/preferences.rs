//! Preferences lie in two copies and neither is always ahead: a killed browser may forget the last seconds of local
//! storage, a page that is reloaded at once has not yet written the second copy. A number beside them says which one is
//! newer: it grows with each change and is never below the clock, so that what a killed browser brings back from before
//! everything was cleared is older than what came after.

use super::key::PREFS;
use super::{Change, Entries, Store};

/// Where the number is.
const CHANGES: &str = "changes";

fn key_of(name: &str) -> String {
    format!("{PREFS}{name}")
}

fn count(text: Option<&str>) -> u64 {
    text.and_then(|text| text.parse().ok()).unwrap_or(0)
}

fn changes(store: &dyn Store) -> u64 {
    count(store.get(&key_of(CHANGES)).ok().flatten().as_deref())
}

/// Keeps a preference and numbers it; what the second copy is to take over. `now` is in milliseconds, on any clock that goes
/// on from one start to the next. What `store` refuses it is given back from there the next time.
pub fn prefer(store: &mut dyn Store, name: &str, value: &str, now: u64) -> Vec<Change> {
    let number = changes(store).saturating_add(1).max(now).to_string();
    let (value, number) = ((key_of(name), value.to_owned()), (key_of(CHANGES), number));
    // Numbered only when it is there.
    let _ = store.set(&value.0, &value.1).and_then(|()| store.set(&number.0, &number.1));
    [value, number].map(|(key, value)| (key, Some(value))).into()
}

/// Takes over from the second copy what is newer there, and what is not here at all.
pub fn prefer_again(store: &mut dyn Store, copy: &Entries) {
    let newer = count(copy.get(&key_of(CHANGES)).map(String::as_str)) > changes(store);
    for (key, value) in copy.iter().filter(|(key, _)| key.starts_with(PREFS)) {
        if newer || store.get(key) == Ok(None) {
            // Where it cannot be kept, what is here holds.
            let _ = store.set(key, value);
        }
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]
    use super::*;
    use crate::saved::MemoryStore;

    /// Keeps each value in turn, loses all but so many of them in either copy, and says what is preferred then.
    fn check(values: &[&str], here: usize, there: usize, expected: Option<&str>) {
        let (mut store, mut copy) = (MemoryStore::default(), Entries::new());
        let mut stored = store.clone();
        for (at, value) in values.iter().enumerate() {
            // A clock that stands still.
            for (key, value) in prefer(&mut store, "look", value, 5) {
                if at < there {
                    copy.insert(key, value.unwrap());
                }
            }
            if at < here {
                stored = store.clone();
            }
        }
        prefer_again(&mut stored, &copy);
        assert_eq!(
            stored.get("fr/prefs/look").unwrap().as_deref(),
            expected,
            "{here} here, {there} in the second copy"
        );
    }

    #[test]
    fn the_newer_copy_of_a_preference_holds() {
        let values = ["plain", "dark", "light"];
        check(&values, 3, 3, Some("light"));
        // The page was reloaded at once.
        check(&values, 3, 2, Some("light"));
        check(&values, 1, 0, Some("plain"));
        // The browser was killed, or has forgotten everything.
        check(&values, 2, 3, Some("light"));
        check(&values, 0, 3, Some("light"));
        check(&values, 0, 0, None);
    }

    #[test]
    fn what_comes_back_from_before_all_was_cleared_is_older() {
        let (mut old, mut new) = (MemoryStore::default(), MemoryStore::default());
        for value in ["plain", "dark", "light"] {
            prefer(&mut old, "look", value, 1_000);
        }
        let copy = prefer(&mut new, "look", "plain", 2_000).into_iter().map(|(key, value)| (key, value.unwrap()));
        prefer_again(&mut old, &copy.collect());
        assert_eq!(old.get("fr/prefs/look").unwrap().as_deref(), Some("plain"));
    }

    #[test]
    fn what_was_never_counted_stays_and_fills_gaps() {
        let mut store = MemoryStore::default();
        store.set("fr/prefs/look", "dark").unwrap();
        let copy = [("fr/prefs/look", "light"), ("fr/prefs/tongue", "en"), ("fr/meta", "x")];
        prefer_again(&mut store, &copy.map(|(key, value)| (key.to_owned(), value.to_owned())).into());
        assert_eq!(store.get("fr/prefs/look").unwrap().as_deref(), Some("dark"));
        assert_eq!(store.get("fr/prefs/tongue").unwrap().as_deref(), Some("en"));
        assert_eq!(store.get("fr/meta").unwrap(), None);
    }
}
