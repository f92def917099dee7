//! The second copy, in IndexedDB. A write is done when its transaction is complete with strict durability: that is
//! what survives a killed browser, and what *Safe* means.

use super::browser::{sleep, within, words};
use forthright::saved::{Change, Entries};
use js_sys::{Array, Function, Object, Promise, Reflect};
use std::cell::RefCell;
use std::rc::Rc;
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::{JsFuture, spawn_local};
use web_sys::{IdbDatabase, IdbKeyRange, IdbObjectStore, IdbOpenDbRequest, IdbRequest, IdbTransaction};

const DATABASE: &str = "forthright";
const STORE: &str = "kept";
/// No start and no read waits longer than this.
const PATIENCE: i32 = 2_000;

/// A queue of changes to the second copy; clone it freely.
#[derive(Clone)]
pub struct Mirror(Rc<RefCell<Queue>>);

struct Queue {
    database: Option<IdbDatabase>,
    waiting: Vec<Change>,
    /// How many changes were handed in, and how many are on disk.
    queued: u64,
    done: u64,
    running: bool,
    failures: u32,
    why: Option<String>,
    moved: Rc<dyn Fn()>,
}

impl Mirror {
    /// Opens the database, for 2 s at most. `moved` is called whenever something was written or failed.
    pub async fn open(moved: Rc<dyn Fn()>) -> Mirror {
        let (database, why) = match open().await {
            Ok(database) => (Some(database), None),
            Err(why) => (None, Some(why)),
        };
        let queue =
            Queue { database, waiting: Vec::new(), queued: 0, done: 0, running: false, failures: 0, why, moved };
        Mirror(Rc::new(RefCell::new(queue)))
    }

    /// Everything under a prefix; `None` when it cannot be read within 2 s.
    pub async fn read(&self, prefix: &str) -> Option<Entries> {
        let database = self.0.borrow().database.clone()?;
        match read(&database, prefix).await {
            Ok(entries) => Some(entries),
            Err(why) => {
                self.0.borrow_mut().why = Some(why);
                None
            }
        }
    }

    /// Hands changes in; returns the number that [`Mirror::done`] reaches when they are on disk.
    pub fn push(&self, changes: impl IntoIterator<Item = Change>) -> u64 {
        let mut queue = self.0.borrow_mut();
        let before = queue.waiting.len();
        queue.waiting.extend(changes);
        queue.queued += (queue.waiting.len() - before) as u64;
        let number = queue.queued;
        if !queue.running && !queue.waiting.is_empty() {
            queue.running = true;
            let mirror = self.clone();
            spawn_local(async move {
                // Not before the change is on the screen: opening a transaction takes a good part of a frame.
                sleep(0).await;
                mirror.run().await;
            });
        }
        number
    }

    /// How many changes are on disk.
    pub fn done(&self) -> u64 {
        self.0.borrow().done
    }

    /// How many changes were handed in.
    pub fn queued(&self) -> u64 {
        self.0.borrow().queued
    }

    /// Why the second copy does not work, if it does not.
    pub fn trouble(&self) -> Option<String> {
        self.0.borrow().why.clone()
    }

    /// Waits until everything handed in so far is on disk; false when that takes longer than `ms`.
    pub async fn settled(&self, ms: i32) -> bool {
        let goal = self.queued();
        let mut waited = 0;
        while self.done() < goal && waited < ms {
            sleep(10).await;
            waited += 10;
        }
        self.done() >= goal
    }

    async fn run(&self) {
        loop {
            let batch = std::mem::take(&mut self.0.borrow_mut().waiting);
            if batch.is_empty() {
                self.0.borrow_mut().running = false;
                return;
            }
            let outcome = self.write(&batch).await;
            let wait = {
                let mut queue = self.0.borrow_mut();
                match outcome {
                    Ok(()) => {
                        queue.done += batch.len() as u64;
                        (queue.failures, queue.why) = (0, None);
                        0
                    }
                    Err(why) => {
                        let newer = std::mem::replace(&mut queue.waiting, batch);
                        queue.waiting.extend(newer);
                        queue.failures += 1;
                        queue.why = Some(why);
                        250 * queue.failures.min(40) as i32
                    }
                }
            };
            let moved = self.0.borrow().moved.clone();
            moved();
            if wait > 0 {
                sleep(wait).await;
                self.reopen().await;
            }
        }
    }

    /// A browser may close a database under us, or have been slow to open it.
    async fn reopen(&self) {
        if let Ok(database) = open().await {
            self.0.borrow_mut().database = Some(database);
        }
    }

    async fn write(&self, changes: &[Change]) -> Result<(), String> {
        let database = self.0.borrow().database.clone().ok_or("the second copy is not open")?;
        let transaction = transaction(&database, "readwrite").map_err(|error| words(&error))?;
        let done = Promise::new(&mut |resolve, reject| {
            transaction.set_oncomplete(Some(&resolve));
            transaction.set_onabort(Some(&reject));
        });
        let store = transaction.object_store(STORE).map_err(|error| words(&error))?;
        for (key, value) in changes {
            put(&store, key, value.as_deref()).map_err(|error| words(&error))?;
        }
        match within(10_000, done).await {
            Ok(Some(_)) => Ok(()),
            Ok(None) => Err("the second copy does not answer".into()),
            Err(_) => Err(transaction.error().map_or_else(|| "the second copy was refused".into(), |e| e.message())),
        }
    }
}

fn put(store: &IdbObjectStore, key: &str, value: Option<&str>) -> Result<(), JsValue> {
    match value {
        Some(value) => store.put_with_key(&value.into(), &key.into()).map(drop),
        None => store.delete(&key.into()).map(drop),
    }
}

/// `durability: "strict"`: complete means on disk. Asked by name, since not every engine knows it.
fn transaction(database: &IdbDatabase, mode: &str) -> Result<IdbTransaction, JsValue> {
    let options = Object::new();
    Reflect::set(&options, &"durability".into(), &"strict".into())?;
    let begin: Function = Reflect::get(database, &"transaction".into())?.dyn_into()?;
    begin.call3(database, &STORE.into(), &mode.into(), &options)?.dyn_into()
}

fn answered(request: &IdbRequest) -> Promise {
    Promise::new(&mut |resolve, reject| {
        request.set_onsuccess(Some(&resolve));
        request.set_onerror(Some(&reject));
    })
}

async fn open() -> Result<IdbDatabase, String> {
    let factory = web_sys::window().and_then(|window| window.indexed_db().ok().flatten());
    let factory = factory.ok_or("this browser blocks IndexedDB")?;
    let request: IdbOpenDbRequest = factory.open_with_u32(DATABASE, 1).map_err(|error| words(&error))?;
    let made = {
        let request = request.clone();
        Closure::<dyn FnMut()>::new(move || {
            if let Ok(Ok(database)) = request.result().map(|result| result.dyn_into::<IdbDatabase>()) {
                let _ = database.create_object_store(STORE);
            }
        })
    };
    request.set_onupgradeneeded(Some(made.as_ref().unchecked_ref()));
    let outcome = within(PATIENCE, answered(&request)).await;
    request.set_onupgradeneeded(None);
    match outcome {
        Ok(Some(_)) => request.result().and_then(|result| result.dyn_into()).map_err(|error| words(&error)),
        Ok(None) => Err("the second copy does not answer".into()),
        Err(_) => Err(request.error().ok().flatten().map_or_else(|| "refused".into(), |error| error.message())),
    }
}

async fn read(database: &IdbDatabase, prefix: &str) -> Result<Entries, String> {
    let read = async {
        let store = transaction(database, "readonly")?.object_store(STORE)?;
        let range = IdbKeyRange::bound(&prefix.into(), &format!("{prefix}\u{ffff}").into())?;
        let (keys, values) = (store.get_all_keys_with_key(&range)?, store.get_all_with_key(&range)?);
        let both = Promise::all(&Array::of2(&answered(&keys), &answered(&values)));
        if within(PATIENCE, both).await?.is_none() {
            return Err(JsValue::from_str("the second copy does not answer"));
        }
        Ok::<_, JsValue>((Array::from(&keys.result()?), Array::from(&values.result()?)))
    };
    let (keys, values) = read.await.map_err(|error| words(&error))?;
    Ok(keys.iter().zip(values.iter()).filter_map(|(key, value)| Some((key.as_string()?, value.as_string()?))).collect())
}

/// Asks the browser not to clear this site's storage by itself; true when it agreed.
pub async fn ask_to_stay() -> bool {
    let Some(window) = web_sys::window() else { return false };
    let storage = Reflect::get(&window.navigator(), &"storage".into()).unwrap_or(JsValue::UNDEFINED);
    let Ok(persist) = Reflect::get(&storage, &"persist".into()).and_then(|f| f.dyn_into::<Function>()) else {
        return false;
    };
    let Ok(Ok(promise)) = persist.call0(&storage).map(|promise| promise.dyn_into::<Promise>()) else { return false };
    JsFuture::from(promise).await.is_ok_and(|answer| answer.is_truthy())
}
