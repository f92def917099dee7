//! A gesture in progress, whoever makes it: pointer, finger or keys. Takes hold, steps, lets go. While it lasts the rooms
//! draw its preview; letting go is one edit; dropping it leaves no trace.

use super::Sight;
use forthright::plan::{DependencyKey, TaskId};
use forthright::view::gesture::{By, Gesture, Grip, Step};
use leptos::prelude::*;

/// What is held and what is under the pointer. Copy it freely.
#[derive(Clone, Copy)]
pub struct Hands {
    sight: Sight,
    held: StoredValue<Option<Held>>,
    /// For the readout and the look of the bar; `None` = nothing is held.
    pub doing: RwSignal<Option<Doing>>,
    /// What the pointer is over.
    pub over: RwSignal<Option<Over>>,
    /// The bar that keys have brought the focus to.
    pub focused: RwSignal<Option<TaskId>>,
    /// A link being drawn: from its handle to the pointer, in the pane.
    pub band: RwSignal<Option<[(f64, f64); 2]>>,
}

struct Held {
    gesture: Gesture,
    by: Option<By>,
    step: Option<Step>,
}

/// What a gesture shows of itself.
#[derive(Clone, Debug, PartialEq)]
pub struct Doing {
    pub task: TaskId,
    pub grip: Grip,
    pub readout: String,
    pub refused: bool,
    /// The pointer, in px from the window's corner; `None` = keys.
    pub at: Option<(f64, f64)>,
    /// The bar a new link would go to.
    pub target: Option<TaskId>,
}

/// What a pointer can be over.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Over {
    Bar(TaskId),
    Link(DependencyKey),
}

impl Hands {
    /// Empty hands; once, in the timeline. A change from elsewhere (undo, a cell) drops what they hold.
    pub fn new(sight: Sight) -> Hands {
        let hands = Hands {
            sight,
            held: StoredValue::new(None),
            doing: RwSignal::new(None),
            over: RwSignal::new(None),
            focused: RwSignal::new(None),
            band: RwSignal::new(None),
        };
        Effect::new(move |_| {
            sight.store.seen.track();
            hands.drop_it();
        });
        on_cleanup(move || hands.drop_it());
        hands
    }

    /// Takes hold; says why where that cannot be. True when something is held.
    pub fn take(&self, task: TaskId, grip: Grip, at: Option<(f64, f64)>) -> bool {
        self.drop_it();
        let store = self.sight.store;
        if let Some(reason) = store.read_only.get_untracked() {
            store.say(reason);
            return false;
        }
        let schedule = store.schedule.get_untracked();
        let begun = store.seen.with_untracked(|p| Gesture::begin(&p.plan, p.promised(), schedule, task, grip));
        match begun {
            Ok(gesture) => {
                self.held.set_value(Some(Held { gesture, by: None, step: None }));
                let doing = Doing { task, grip, readout: String::new(), refused: false, at, target: None };
                self.doing.set(Some(doing));
                true
            }
            Err(why) => {
                store.say(why);
                false
            }
        }
    }

    /// Takes what is held this far.
    pub fn by(&self, by: By, at: Option<(f64, f64)>) {
        let store = self.sight.store;
        let dates = self.sight.dates.get_untracked();
        let step = self.held.try_update_value(|held| {
            let held = held.as_mut().filter(|held| held.by != Some(by))?;
            let step = store.plan(|plan| held.gesture.step(plan, by, &dates));
            (held.by, held.step) = (Some(by), Some(step.clone()));
            Some(step)
        });
        if let Some(step) = step.flatten() {
            // A bar that a link is drawn to stays under the pointer; the readout says where it would go.
            let aimed_at = matches!(by, By::To(_)) && at.is_some();
            store.show_preview(if aimed_at { None } else { step.schedule.clone().zip(step.edit.clone()) });
            self.doing.update(|doing| {
                if let Some(doing) = doing {
                    (doing.readout, doing.refused, doing.at) = (step.readout, step.refused, at);
                    doing.target = if let By::To(to) = by { to.map(|to| to.0) } else { None };
                }
            });
        } else if at.is_some() {
            self.doing.maybe_update(|doing| match doing {
                Some(doing) if doing.at != at => {
                    doing.at = at;
                    true
                }
                _ => false,
            });
        }
    }

    /// Lets go: what was previewed becomes one edit.
    pub fn let_go(&self) {
        let held = self.held.try_update_value(Option::take).flatten();
        let Some(Held { gesture, step, .. }) = held else { return };
        let store = self.sight.store;
        self.doing.set(None);
        self.band.set(None);
        if let Some(Step { edit: Some(edit), label, said, .. }) = step {
            let done = store.act(&label, edit, Some(gesture.task));
            if let Some(said) = said.filter(|_| done) {
                store.say_with_undo(said);
            }
        }
        store.show_preview(None);
    }

    /// Lets everything be as it was.
    pub fn drop_it(&self) {
        let held = self.held.try_update_value(Option::take).flatten();
        if held.is_some() {
            self.doing.set(None);
            self.band.set(None);
            self.sight.store.show_preview(None);
        }
    }

    /// What is held now; nothing once the timeline is gone, which a listener may hear of late.
    pub fn holding(&self) -> Option<Doing> {
        self.doing.try_get_untracked().flatten()
    }
}
