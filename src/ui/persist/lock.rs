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
    let release = Rc::new(RefCell::new(None));
    let held = Held { release: release.clone() };
    let Some(locks) = web_sys::window()
        .and_then(|window| Reflect::get(&window.navigator(), &"locks".into()).ok())
        .filter(|locks| locks.is_object())
    else {
        return Some(held);
    };
    let abandoned = Rc::new(Cell::new(false));
    let granted = Promise::new(&mut |resolve, _| {
        let (release, abandoned, lost_too) = (release.clone(), abandoned.clone(), resolve.clone());
        // The lock is held until the promise this returns is resolved.
        let got = Closure::once_into_js(move |lock: JsValue| -> JsValue {
            let free = !lock.is_null() && !abandoned.get();
            let _ = resolve.call1(&JsValue::UNDEFINED, &free.into());
            if !free {
                return JsValue::UNDEFINED;
            }
            Promise::new(&mut |let_go, _| *release.borrow_mut() = Some(let_go)).into()
        });
        if request(&locks, name, want, &got).is_err() {
            // Refused outright (an opaque origin): as where there are no locks at all.
            let _ = lost_too.call1(&JsValue::UNDEFINED, &JsValue::TRUE);
        }
    });
    let patience = match want {
        Want::Within(ms) => ms,
        _ => 2_000,
    };
    let got = matches!(within(patience, granted).await, Ok(Some(got)) if got.is_truthy());
    abandoned.set(!got);
    LOST.with_borrow_mut(|all| all.retain(|(of, _)| of != name));
    if got {
        LOST.with_borrow_mut(|all| all.push((name.to_owned(), Rc::new(lost))));
    }
    got.then_some(held)
}

type Lost = Rc<dyn Fn()>;
thread_local! {
    /// Whom to tell when a lock is taken by force.
    static LOST: RefCell<Vec<(String, Lost)>> = const { RefCell::new(Vec::new()) };
}

fn request(locks: &JsValue, name: &str, want: Want, got: &JsValue) -> Result<(), JsValue> {
    let options = Object::new();
    let option = match want {
        Want::IfFree => Some("ifAvailable"),
        Want::Steal => Some("steal"),
        Want::Within(_) => None,
    };
    if let Some(option) = option {
        Reflect::set(&options, &option.into(), &JsValue::TRUE)?;
    }
    let request: Function = Reflect::get(locks, &"request".into())?.dyn_into()?;
    let ended: Promise = request.call3(locks, &name.into(), &options, got)?.dyn_into()?;
    let name = name.to_owned();
    wasm_bindgen_futures::spawn_local(async move {
        if wasm_bindgen_futures::JsFuture::from(ended).await.is_err() {
            let told = LOST.with_borrow(|all| all.iter().find(|(of, _)| *of == name).map(|(_, lost)| lost.clone()));
            if let Some(lost) = told {
                lost();
            }
        }
    });
    Ok(())
}
