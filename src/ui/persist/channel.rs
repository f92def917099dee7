//! What tabs of this app say to each other.

use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use wasm_bindgen::prelude::*;
use web_sys::{BroadcastChannel, MessageEvent, StorageEvent};

/// One message. `tab` is who says it.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Said {
    /// A record was written.
    Wrote {
        key: String,
        value: String,
    },
    /// Who writes this project? Whoever does says `Here`.
    Who {
        project: String,
    },
    Here {
        project: String,
    },
    /// Let me write this project.
    Release {
        project: String,
    },
    /// I have let go; this is how far it is saved.
    Released {
        project: String,
        seen: BTreeMap<String, u64>,
    },
    /// The list of projects is another now.
    List,
    /// A page has begun to load; which project it will show it does not know yet. Said by `page/start.js`.
    Starting,
}

/// The channel, for as long as it is kept.
pub struct Channel {
    raw: Option<BroadcastChannel>,
    // Kept so that the browser can call them.
    _heard: Closure<dyn FnMut(MessageEvent)>,
    _stored: Closure<dyn FnMut(StorageEvent)>,
}

impl Channel {
    /// Listens for messages, and for keys other tabs write.
    pub fn open(heard: impl Fn(Said) + Clone + 'static) -> Channel {
        let stored = {
            let heard = heard.clone();
            Closure::<dyn FnMut(StorageEvent)>::new(move |event: StorageEvent| {
                if let (Some(key), Some(value)) = (event.key(), event.new_value()) {
                    heard(Said::Wrote { key, value });
                }
            })
        };
        if let Some(window) = web_sys::window() {
            let _ = window.add_event_listener_with_callback("storage", stored.as_ref().unchecked_ref());
        }
        let on_message = Closure::<dyn FnMut(MessageEvent)>::new(move |event: MessageEvent| {
            if let Some(said) = event.data().as_string().and_then(|text| serde_json::from_str(&text).ok()) {
                heard(said);
            }
        });
        let raw = BroadcastChannel::new("forthright").ok();
        if let Some(raw) = &raw {
            raw.set_onmessage(Some(on_message.as_ref().unchecked_ref()));
        }
        Channel { raw, _heard: on_message, _stored: stored }
    }

    /// Says something to all other tabs.
    pub fn say(&self, said: &Said) {
        if let (Some(raw), Ok(text)) = (&self.raw, serde_json::to_string(said)) {
            let _ = raw.post_message(&text.into());
        }
    }
}
