//! The line from the first window to those that follow: a channel of the same browser, no network. It carries the deck
//! and where it is, which is what the client may see; a window that follows reads nothing else, storage least of all.

use super::state::{FOLLOW, Stage};
use forthright::view::present::{Deck, Show, Trying};
use leptos::prelude::*;
use leptos::wasm_bindgen::{JsCast, closure::Closure};
use serde::{Deserialize, Serialize};
use std::time::Duration;
use web_sys::{BroadcastChannel, MessageEvent};

/// How often the first window looks whether the others are still there, and how many looks one may miss.
const LOOK_EVERY: Duration = Duration::from_secs(2);
const MISSES: u8 = 4;

/// What the windows say to each other. `from` is a presentation, `me` a window that follows.
#[derive(Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Said {
    /// Is anybody presenting?
    Hello {
        me: u32,
    },
    Gone {
        me: u32,
    },
    Show {
        from: u32,
        picture: Box<Picture>,
    },
    Bye {
        from: u32,
    },
}

/// All that a screen shows.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Picture {
    pub deck: Deck,
    pub show: Show,
    pub trying: Option<Trying>,
    /// Light, dark or as the system has it; and the contrast.
    pub theme: Option<String>,
    pub contrast: Option<String>,
}

/// One end of the channel, for as long as it is kept.
pub struct Wire {
    raw: Option<BroadcastChannel>,
    // Kept so that the browser can call it.
    _heard: Closure<dyn FnMut(MessageEvent)>,
}

impl Wire {
    pub fn open(heard: impl Fn(Said) + 'static) -> Wire {
        let on_message = Closure::<dyn FnMut(MessageEvent)>::new(move |event: MessageEvent| {
            if let Some(said) = event.data().as_string().and_then(|text| serde_json::from_str(&text).ok()) {
                heard(said);
            }
        });
        let raw = BroadcastChannel::new("forthright present").ok();
        if let Some(raw) = &raw {
            raw.set_onmessage(Some(on_message.as_ref().unchecked_ref()));
        }
        Wire { raw, _heard: on_message }
    }

    pub fn say(&self, said: &Said) {
        if let (Some(raw), Ok(text)) = (&self.raw, serde_json::to_string(said)) {
            let _ = raw.post_message(&text.into());
        }
    }
}

impl Drop for Wire {
    fn drop(&mut self) {
        if let Some(raw) = &self.raw {
            raw.set_onmessage(None);
            raw.close();
        }
    }
}

/// A number that is hardly anybody else's.
pub fn some_number() -> u32 {
    (js_sys::Math::random() * f64::from(u32::MAX)) as u32
}

/// Tells everything that changes on the screen, until it is left.
pub fn open(stage: Stage) {
    let from = some_number();
    let present = stage.store.present;
    let picture = Memo::new(move |_| {
        let (theme, contrast) = stage.store.prefs.with(|_| worn());
        let trying = stage.trying.with(|trying| trying.as_deref().cloned());
        Picture { deck: stage.deck.with(|deck| (**deck).clone()), show: present.show.get(), trying, theme, contrast }
    });
    // Each window that follows, and how many looks it may still miss: one may end without a word.
    let known = StoredValue::new(Vec::<(u32, u8)>::new());
    let asked = RwSignal::new(0_u32);
    // Each of them says over and over that it is there: only another number makes the screen anew, and with it the field
    // somebody writes a note in.
    let count = move || {
        let now = known.with_value(Vec::len);
        if present.followers.get_untracked() != now {
            present.followers.set(now);
        }
    };
    let line = StoredValue::new_local(Wire::open(move |said| match said {
        Said::Hello { me } => {
            let new = known.try_update_value(|all| {
                let new = !all.iter().any(|(one, _)| *one == me);
                all.retain(|(one, _)| *one != me);
                all.push((me, MISSES));
                new
            });
            if new == Some(true) {
                count();
                asked.update(|asked| *asked = asked.wrapping_add(1));
            }
        }
        Said::Gone { me } => {
            let _ = known.try_update_value(|all| all.retain(|(one, _)| *one != me));
            count();
        }
        Said::Show { .. } | Said::Bye { .. } => {}
    }));
    let look = move || {
        let gone = known.try_update_value(|all| {
            let before = all.len();
            all.iter_mut().for_each(|(_, left)| *left = left.saturating_sub(1));
            all.retain(|(_, left)| *left > 0);
            all.len() != before
        });
        if gone == Some(true) {
            count();
        }
    };
    let looking = set_interval_with_handle(look, LOOK_EVERY);
    present.followers.set(0);
    Effect::new(move |_| {
        asked.get();
        let picture = Box::new(picture.get());
        line.with_value(|wire| wire.say(&Said::Show { from, picture }));
    });
    let bye = move || _ = line.try_with_value(|wire| wire.say(&Said::Bye { from }));
    let hidden = window_event_listener_untyped("pagehide", move |_| bye());
    on_cleanup(move || {
        bye();
        hidden.remove();
        if let Ok(looking) = looking {
            looking.clear();
        }
        present.followers.set(0);
        present.notes.set(false);
    });
}

/// Opens a window that follows.
pub fn open_window() {
    // The first answer may be lost while the window loads: it asks by itself.
    let _ = window().open_with_url_and_target_and_features(FOLLOW, "_blank", "popup,width=1280,height=720");
}

/// What the root element wears: theme and contrast.
fn worn() -> (Option<String>, Option<String>) {
    let root = document().document_element();
    let of = |name: &str| root.as_ref().and_then(|root| root.get_attribute(name));
    (of("data-theme"), of("data-contrast"))
}

/// Asks as long as nobody answers.
pub const ASK_EVERY: Duration = Duration::from_millis(1_000);
