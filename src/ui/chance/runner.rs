//! Runs made in the time between two frames.

use crate::ui::environment;
use forthright::analysis::{Casting, Chances};
use leptos::prelude::*;
use std::collections::VecDeque;
use std::sync::Arc;
use std::time::Duration;

/// How long one stretch of runs may last, in ms: the rest of a frame is for drawing.
const SLICE: f64 = 6.0;
/// Between two looks at the clock, in tasks run through: about a tenth of a ms.
const BETWEEN: usize = 1_000;

/// One job at a time: a new one takes the place of what is left of the last. Copy it freely.
///
/// The runs are made here and not in a worker: a worker needs the plan copied for each edit, cannot be started in the one
/// file opened from a disk, and for plans of common size all runs take less time than the copy and the way back.
#[derive(Clone, Copy)]
pub struct Runner {
    job: StoredValue<Job>,
    waiting: StoredValue<Option<TimeoutHandle>>,
}

#[derive(Default)]
struct Job {
    ahead: VecDeque<Casting>,
    done: Vec<Arc<Chances>>,
    runs: u32,
}

impl Runner {
    pub fn new() -> Runner {
        Runner { job: StoredValue::new(Job::default()), waiting: StoredValue::new(None) }
    }

    /// Drops what is left to do.
    pub fn stop(self) {
        self.job.set_value(Job::default());
        if let Some(handle) = self.waiting.try_update_value(Option::take).flatten() {
            handle.clear();
        }
    }

    /// In `wait` ms begins what `make` gives for plans of `tasks` tasks, and calls `then` with what was found out of each.
    pub fn start(
        self,
        wait: u64,
        tasks: usize,
        make: impl FnOnce() -> Vec<Casting> + 'static,
        then: impl Fn(Vec<Arc<Chances>>) + Copy + 'static,
    ) {
        self.stop();
        let begin = move || {
            let runs = (BETWEEN / tasks.max(1)).clamp(1, 100) as u32;
            self.job.set_value(Job { ahead: make().into(), done: Vec::new(), runs });
            self.slice(then);
        };
        self.later(wait, begin);
    }

    fn later(self, wait: u64, then: impl FnOnce() + 'static) {
        self.waiting.set_value(set_timeout_with_handle(then, Duration::from_millis(wait)).ok());
    }

    fn slice(self, then: impl Fn(Vec<Arc<Chances>>) + Copy + 'static) {
        let until = environment::millis() + SLICE;
        let done = self.job.try_update_value(|job| {
            while let Some(casting) = job.ahead.front_mut() {
                let stride = casting.stride();
                if casting.step(job.runs.next_multiple_of(stride)) {
                    job.done.extend(job.ahead.pop_front().map(|casting| Arc::new(casting.chances())));
                }
                if environment::millis() >= until {
                    break;
                }
            }
            job.ahead.is_empty().then(|| std::mem::take(&mut job.done))
        });
        match done {
            Some(Some(done)) => then(done),
            Some(None) => self.later(0, move || self.slice(then)),
            None => {}
        }
    }
}
