//! One writer a project: a Web Lock held for as long as the project is open for writing. Asked for by name, since not
//! every engine has them; where there are none every tab writes, each under its own keys.

use super::browser::within;
use js_sys::{Function, Object, Promise, Reflect};
use std::cell::{Cell, RefCell};
use std::rc::Rc;
use wasm_bindgen::prelude::*;

/// How badly the lock is wanted.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Want {
    /// Now or not at all.
    IfFree,
    /// Within so many milliseconds.
    Within(i32),
    /// Taken from whoever has it: only from a tab that no longer answers.
    Steal,
}

/// The lock, until dropped.
pub struct Held {
    release: Rc<RefCell<Option<Function>>>,
}

impl Drop for Held {
    fn drop(&mut self) {
        if let Some(release) = self.release.borrow_mut().take() {
            let _ = release.call0(&JsValue::UNDEFINED);
        }
    }
}

/// Asks for the lock. `lost` is called when another tab takes it by force.
pub async fn acquire(name: &str, want: Want, lost: impl Fn() + 'static) -> Option<Held> {
    let Some(asked) = ask(name, option(want), Rc::new(lost)) else {
        // No locks here: every tab writes.
        return Some(Held { release: Rc::default() });
    };
    let patience = match want {
        Want::Within(ms) => ms,
        _ => 2_000,
    };
    let got = matches!(within(patience, asked.granted).await, Ok(Some(got)) if got.is_truthy());
    asked.abandoned.set(!got);
    got.then_some(asked.held)
}

/// A place in the queue for the lock, until dropped.
pub struct Place {
    abandoned: Rc<Cell<bool>>,
    abort: JsValue,
}

impl Drop for Place {
    fn drop(&mut self) {
        self.abandoned.set(true);
        if let Ok(Ok(abort)) = Reflect::get(&self.abort, &"abort".into()).map(|abort| abort.dyn_into::<Function>()) {
            let _ = abort.call0(&self.abort);
        }
    }
}

/// Stands in the queue for the lock: it comes when everybody before has let go. `None` where there is no queue.
pub fn stand_in_line<L: Fn() + 'static>(
    name: &str,
    lost: L,
) -> Option<(Place, impl Future<Output = Option<Held>> + use<L>)> {
    let class: Function = Reflect::get(&js_sys::global(), &"AbortController".into()).ok()?.dyn_into().ok()?;
    let abort = Reflect::construct(&class, &js_sys::Array::new()).ok()?;
    let signal = Reflect::get(&abort, &"signal".into()).ok()?;
    let Asked { granted, abandoned, held } = ask(name, Some(("signal", signal)), Rc::new(lost))?;
    let turn = async move {
        let got = wasm_bindgen_futures::JsFuture::from(granted).await;
        got.is_ok_and(|got| got.is_truthy()).then_some(held)
    };
    Some((Place { abandoned, abort }, turn))
}

/// A request for the lock on its way.
struct Asked {
    /// True when it is held, false when it never will be.
    granted: Promise,
    abandoned: Rc<Cell<bool>>,
    held: Held,
}

/// `None` where there are no locks.
fn ask(name: &str, option: Option<(&str, JsValue)>, lost: Rc<dyn Fn()>) -> Option<Asked> {
    let locks = web_sys::window()
        .and_then(|window| Reflect::get(&window.navigator(), &"locks".into()).ok())
        .filter(|locks| locks.is_object())?;
    let release = Rc::new(RefCell::new(None));
    let held = Held { release: release.clone() };
    let abandoned = Rc::new(Cell::new(false));
    let granted = Promise::new(&mut |resolve, _| {
        let (release, abandoned, settle) = (release.clone(), abandoned.clone(), resolve.clone());
        let has = Rc::new(Cell::new(false));
        let holds = has.clone();
        // The lock is held until the promise this returns is resolved.
        let got = Closure::once_into_js(move |lock: JsValue| -> JsValue {
            let free = !lock.is_null() && !abandoned.get();
            holds.set(free);
            let _ = resolve.call1(&JsValue::UNDEFINED, &free.into());
            if !free {
                return JsValue::UNDEFINED;
            }
            Promise::new(&mut |let_go, _| *release.borrow_mut() = Some(let_go)).into()
        });
        match request(&locks, name, option.as_ref(), &got) {
            Ok(ended) => {
                let lost = lost.clone();
                wasm_bindgen_futures::spawn_local(async move {
                    if wasm_bindgen_futures::JsFuture::from(ended).await.is_err() {
                        // Given up in the queue, or taken by force.
                        let _ = settle.call1(&JsValue::UNDEFINED, &JsValue::FALSE);
                        if has.get() {
                            lost();
                        }
                    }
                });
            }
            // Refused outright (an opaque origin): as where there are no locks at all.
            Err(_) => drop(settle.call1(&JsValue::UNDEFINED, &JsValue::TRUE)),
        }
    });
    Some(Asked { granted, abandoned, held })
}

fn option(want: Want) -> Option<(&'static str, JsValue)> {
    match want {
        Want::IfFree => Some(("ifAvailable", JsValue::TRUE)),
        Want::Steal => Some(("steal", JsValue::TRUE)),
        Want::Within(_) => None,
    }
}

fn request(locks: &JsValue, name: &str, option: Option<&(&str, JsValue)>, got: &JsValue) -> Result<Promise, JsValue> {
    let options = Object::new();
    if let Some((option, value)) = option {
        Reflect::set(&options, &(*option).into(), value)?;
    }
    let request: Function = Reflect::get(locks, &"request".into())?.dyn_into()?;
    request.call3(locks, &name.into(), &options, got)?.dyn_into()
}
