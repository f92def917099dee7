//! The Promises room: every date said to the client and how it stands, the trend of the dates, the next small win.

mod ledger;
mod line;
mod saying;
mod small_win;
mod trend;
mod trend_table;

use crate::ui::chance::WhatCanIPromise;
use crate::ui::focus::focus_soon;
use crate::ui::store::Store;
use forthright::project::PromiseId;
use forthright::view::ledger::Ledger;
use leptos::prelude::*;
use std::sync::Arc;

/// What all parts of the room read.
#[derive(Clone, Copy)]
pub struct Room {
    pub store: Store,
    ledger: Memo<Arc<Ledger>>,
    /// The promise whose history is open.
    opened: RwSignal<Option<PromiseId>>,
}

impl Room {
    /// The room this component is in.
    pub fn get() -> Room {
        expect_context::<Room>()
    }

    /// Opens a promise's row, with its history and fields.
    pub fn open(self, promise: PromiseId) {
        self.opened.set(Some(promise));
    }

    /// Nothing can be typed: another tab writes.
    fn locked(self) -> bool {
        self.store.read_only.read().is_some()
    }
}

/// Goes to where a date is promised.
pub fn begin_promise(_: Store) {
    crate::ui::rooms::Room::Promises.go();
    focus_soon([".new-saying input".to_owned()]);
}

/// The room.
#[component]
pub fn Promises() -> impl IntoView {
    let store = Store::get();
    let ledger = Memo::new(move |_| {
        let (schedule, dates) = (store.facts_schedule.get(), store.dates());
        store.project.with(|project| Arc::new(forthright::view::ledger::room(project, &schedule, &dates)))
    });
    let room = Room { store, ledger, opened: store.opened_promise };
    provide_context(room);
    view! {
        <main class="room promises-room" aria-label="Promises">
            <div class="promises-page">
                <header class="promises-head">
                    <h1>"Promises"</h1>
                    <p class="lead" role="status">{move || ledger.with(|ledger| ledger.summary.clone())}</p>
                    {move || ledger.with(|ledger| (!ledger.calibrated.is_empty()).then(|| view! { <p class="muted calibrated">{ledger.calibrated.clone()}</p> }))}
                </header>
                <ledger::EveryDate/>
                <WhatCanIPromise/>
                <trend::Trend/>
                <small_win::SmallWins/>
            </div>
        </main>
    }
}
