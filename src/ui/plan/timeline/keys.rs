//! Keys on a bar do what a pointer does. Arrows preview, Enter or leaving the bar keeps, Escape drops.

use super::Sight;
use super::hands::Hands;
use crate::ui::focus::unless_written;
use forthright::plan::TaskId;
use forthright::view::gesture::{By, Grip};
use leptos::ev::KeyboardEvent;
use leptos::prelude::*;

/// The keys' side of the timeline.
#[derive(Clone, Copy)]
pub struct Keys {
    pub sight: Sight,
    pub hands: Hands,
    /// How far the keys have taken what is held.
    count: StoredValue<i32>,
    /// For a new link: place of the bar it would go to, and whether it goes to its finish.
    to: StoredValue<(usize, bool)>,
}

impl Keys {
    pub fn new(sight: Sight, hands: Hands) -> Keys {
        Keys { sight, hands, count: StoredValue::new(0), to: StoredValue::new((0, false)) }
    }

    /// A key pressed on the bar of `task`.
    pub fn pressed(&self, event: &KeyboardEvent, task: TaskId) {
        let linking = matches!(self.hands.holding().map(|doing| doing.grip), Some(Grip::Link { .. }));
        let control = event.ctrl_key() || event.meta_key() || event.alt_key();
        let sign = if event.key() == "ArrowLeft" { -1 } else { 1 };
        match event.key().as_str() {
            "ArrowLeft" | "ArrowRight" if linking => self.link_end(sign > 0),
            "ArrowLeft" | "ArrowRight" if control => self.progress(task, sign),
            "ArrowLeft" | "ArrowRight" if event.shift_key() => self.days(task, Grip::Stretch, sign),
            "ArrowLeft" | "ArrowRight" => self.days(task, Grip::Move, sign),
            "ArrowUp" | "ArrowDown" if !control && !event.shift_key() => {
                let by = if event.key() == "ArrowUp" { -1 } else { 1 };
                if linking { self.link_to(by) } else { self.go(task, by) }
            }
            "l" | "L" if !control => self.link(task),
            "Enter" if self.hands.holding().is_some() => self.hands.let_go(),
            "Enter" | " " if !control => {
                self.sight.store.select(task);
                self.sight.store.plan_view.inspector.update(|open| *open = !*open);
            }
            "Escape" if self.hands.holding().is_some() => self.hands.drop_it(),
            _ => return,
        }
        event.prevent_default();
        event.stop_propagation();
    }

    /// Leaving the bar keeps what its keys did.
    pub fn left(&self) {
        if self.hands.holding().is_some_and(|doing| doing.at.is_none()) {
            self.hands.let_go();
        }
    }

    fn hold(&self, task: TaskId, grip: Grip, from: i32) -> bool {
        if self.hands.holding().is_some_and(|doing| (doing.task, doing.grip) == (task, grip)) {
            return true;
        }
        self.hands.let_go();
        self.count.set_value(from);
        self.hands.take(task, grip, None)
    }

    fn days(&self, task: TaskId, grip: Grip, by: i32) {
        if self.hold(task, grip, 0) {
            self.count.update_value(|count| *count += by);
            let count = self.count.get_value();
            let by_hours = self.sight.scale.get_untracked().by_hours();
            self.hands.by(if by_hours { By::Hours(count) } else { By::WorkingDays(count) }, None);
            self.follow(task);
        }
    }

    fn progress(&self, task: TaskId, by: i32) {
        let row = self.sight.store.row_of.with_untracked(|rows| rows.get(&task).copied());
        let percent =
            row.and_then(|row| self.sight.store.schedule.with_untracked(|s| s.rows.get(row).map(|r| r.percent)));
        if self.hold(task, Grip::Progress, i32::from(percent.unwrap_or(0))) {
            self.count.update_value(|count| *count = ((*count + by * 10).clamp(0, 100) + 5) / 10 * 10);
            self.hands.by(By::Percent(self.count.get_value().clamp(0, 100) as u8), None);
        }
    }

    /// L begins a link to the row below; L again goes through the kinds.
    fn link(&self, task: TaskId) {
        let held = self.hands.holding().map(|doing| doing.grip);
        let Some(place) = self.sight.context.place_of(self.sight.store, task) else { return };
        match held {
            Some(Grip::Link { finish }) => {
                let (to, onto_finish) = self.to.get_value();
                // FS, SS, FF, SF and round again.
                let (finish, onto_finish) = match (finish, onto_finish) {
                    (true, false) => (false, false),
                    (false, false) => (true, true),
                    (true, true) => (false, true),
                    (false, true) => (true, false),
                };
                self.to.set_value((to, onto_finish));
                if self.hands.take(task, Grip::Link { finish }, None) {
                    self.link_to(0);
                }
            }
            _ if self.hold(task, Grip::Link { finish: true }, 0) => {
                self.to.set_value((place, false));
                self.link_to(1);
            }
            _ => {}
        }
    }

    fn link_to(&self, by: i32) {
        let last = self.sight.context.rows.with_untracked(|rows| rows.len()).saturating_sub(1);
        self.to.update_value(|to| to.0 = to.0.saturating_add_signed(by as isize).min(last));
        let (place, onto_finish) = self.to.get_value();
        let to = self.sight.task_at(place).map(|task| (task, onto_finish));
        self.hands.by(By::To(to), None);
    }

    fn link_end(&self, finish: bool) {
        self.to.update_value(|to| to.1 = finish);
        self.link_to(0);
    }

    /// To the bar of the row above or below.
    fn go(&self, task: TaskId, by: i32) {
        let store = self.sight.store;
        let place = self.sight.context.place_of(store, task);
        let next = place.and_then(|place| place.checked_add_signed(by as isize)).and_then(|p| self.sight.task_at(p));
        if let Some(next) = next {
            store.show(next);
            focus(next);
        }
    }

    /// Keeps a bar that keys move on the screen.
    fn follow(&self, task: TaskId) {
        let Some(row) = self.sight.store.row_of.with_untracked(|rows| rows.get(&task).copied()) else { return };
        let Some(bar) = untrack(|| self.sight.bar(row)) else { return };
        let (left, seen) = (self.sight.store.plan_view.scroll.get_untracked().0, self.sight.seen.get_untracked());
        if bar.to > left + seen - 60.0 {
            super::zoom::scroll_to(self.sight, (bar.to - seen + 160.0).min(bar.from - 24.0).max(left));
        } else if bar.from < left + 8.0 {
            super::zoom::scroll_to(self.sight, bar.from - 120.0);
        }
    }
}

/// Focuses a task's bar once it is drawn: two frames on, a row that was scrolled to is there.
pub fn focus(task: TaskId) {
    let selector = format!(".tl-bars [data-task=\"{}\"]", task.0);
    // A bar that went away meanwhile needs no focus.
    unless_written(2, move || _ = crate::ui::focus::focus(&selector));
}
