//! Keeping what was typed in the browser: local storage first and at once, a second copy behind it, one writer a
//! project. What is kept and how it is read back is `forthright::saved`; here it meets storage, locks and other tabs.
//!
//! Use: `Persist::open().await`, give it [`Persist::set_source`] and [`Persist::on_arrival`], then `load` or `create`;
//! after that one [`Persist::append`] an edit. [`Persist::state`] is what the status line says.

mod browser;
mod channel;
mod extras;
mod local;
mod lock;
mod mirror;
mod session;
mod tabs;
mod turn;
mod writing;

pub use browser::now;
pub use extras::{offer, offer_as, offer_blob, text_blob};
pub use session::Opened;

use channel::Channel;
use forthright::project::{History, Project};
use forthright::saved::{Card, Entries, Journal, ProjectId, Record, check_format, key, list_projects};
use leptos::prelude::*;
use local::Local;
use lock::Held;
use mirror::Mirror;
use std::cell::{Cell, RefCell};
use std::collections::{BTreeMap, VecDeque};
use std::rc::Rc;

/// What the status line says about saving.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SaveState {
    /// No project is open, or nothing was typed yet in this one.
    Idle,
    Saving,
    /// In local storage, read back equal; the second copy is on its way.
    SavedInThisBrowser,
    /// The second copy is on disk too: it survives a killed browser.
    Safe,
    /// Something is wrong; the words say what. Editing goes on.
    Trouble(String),
    /// Editing is not possible; the words say why. Saving to a file and the raw download are.
    ReadOnly(String),
}

/// The way to everything kept; clone it freely. Lives on the page's one thread.
#[derive(Clone)]
pub struct Persist(Rc<Inner>);

type Source = Box<dyn Fn() -> Option<Project>>;
type Arrival = Rc<dyn Fn(Project, History)>;
type OnTurn = Rc<dyn Fn(Opened)>;

struct Inner {
    local: RefCell<Local>,
    mirror: RefCell<Option<Mirror>>,
    channel: RefCell<Option<Channel>>,
    /// New for each tab session; writers are this and a number.
    tab: String,
    writers: Cell<u32>,
    open: RefCell<Option<Open>>,
    state: RwSignal<SaveState>,
    /// The layout of what is stored is newer than this build.
    newer: Cell<bool>,
    source: RefCell<Option<Source>>,
    arrival: RefCell<Option<Arrival>>,
    on_turn: RefCell<Option<OnTurn>>,
    /// What other tabs said to questions asked here.
    here: Cell<bool>,
    released: RefCell<Option<BTreeMap<String, u64>>>,
    idle: Cell<u32>,
}

/// The open project.
struct Open {
    id: ProjectId,
    journal: Journal,
    /// Held by the one writer; `None` = read-only here.
    lock: Option<Held>,
    /// Where another tab writes: the project as it is there.
    copy: Option<(Project, History)>,
    /// Where another tab writes: the wait for it to be closed.
    line: Option<Rc<turn::Line>>,
    /// Actions the store has not taken yet, oldest first.
    pending: VecDeque<Record>,
    failures: u32,
    /// The number the mirror reaches when all of this project is safe.
    goal: u64,
    /// Too little of the browser's share is left: editing has stopped.
    full: bool,
}

impl Persist {
    /// Probes local storage, opens the second copy (2 s at most), and listens to other tabs.
    pub async fn open() -> Persist {
        let mut local = Local::probe();
        let known = check_format(local.store.as_mut());
        let persist = Persist(Rc::new(Inner {
            local: RefCell::new(local),
            mirror: RefCell::new(None),
            channel: RefCell::new(None),
            tab: browser::random_word(),
            writers: Cell::new(0),
            open: RefCell::new(None),
            state: RwSignal::new(SaveState::Idle),
            newer: Cell::new(known == Ok(false)),
            source: RefCell::new(None),
            arrival: RefCell::new(None),
            on_turn: RefCell::new(None),
            here: Cell::new(false),
            released: RefCell::new(None),
            idle: Cell::new(0),
        }));
        let mirror = Mirror::open(persist.weakly(Persist::mirror_moved)).await;
        persist.0.mirror.replace(Some(mirror));
        let heard = Rc::downgrade(&persist.0);
        let channel = Channel::open(move |said| {
            if let Some(inner) = heard.upgrade() {
                Persist(inner).hear(said);
            }
        });
        persist.0.channel.replace(Some(channel));
        persist.preferences_back().await;
        persist
    }

    /// A callback that does nothing once the page has let go of this.
    fn weakly(&self, call: fn(&Persist)) -> Rc<dyn Fn()> {
        let weak = Rc::downgrade(&self.0);
        Rc::new(move || {
            if let Some(inner) = weak.upgrade() {
                call(&Persist(inner));
            }
        })
    }

    /// What the status line says.
    pub fn state(&self) -> RwSignal<SaveState> {
        self.0.state
    }

    /// Where the project on the screen is read from when the journal is made short.
    pub fn set_source(&self, source: impl Fn() -> Option<Project> + 'static) {
        self.0.source.replace(Some(Box::new(source)));
    }

    /// Called with the project and its history whenever another tab has changed it.
    pub fn on_arrival(&self, arrival: impl Fn(Project, History) + 'static) {
        self.0.arrival.replace(Some(Rc::new(arrival)));
    }

    /// Called when the tab that wrote is gone and this one is the writer now.
    pub fn on_turn(&self, on_turn: impl Fn(Opened) + 'static) {
        self.0.on_turn.replace(Some(Rc::new(on_turn)));
    }

    /// Why nothing is kept beyond this page, where local storage is blocked.
    pub fn blocked(&self) -> Option<String> {
        self.0.local.borrow().blocked.clone()
    }

    /// The projects in this browser, the last edited first.
    pub async fn projects(&self) -> Vec<Card> {
        let mirror = self.mirrored(key::ROOT).await;
        list_projects(self.0.local.borrow().store.as_ref(), mirror.as_ref()).unwrap_or_default()
    }

    fn mirror(&self) -> Option<Mirror> {
        self.0.mirror.borrow().clone()
    }

    async fn mirrored(&self, prefix: &str) -> Option<Entries> {
        match self.mirror() {
            Some(mirror) => mirror.read(prefix).await,
            None => None,
        }
    }

    fn say(&self, said: &channel::Said) {
        if let Some(channel) = self.0.channel.borrow().as_ref() {
            channel.say(said);
        }
    }
}
