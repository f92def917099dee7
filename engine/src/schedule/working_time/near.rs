//! A stretch of a calendar laid out interval by interval, with a finger for every few hours: most lookups of a plan
//! fall into a few years, and take two array reads there.

use super::WorkingTime;

/// Working intervals between two moments. Empty = nothing is near.
#[derive(Clone, Debug, Default)]
pub(super) struct Near {
    from: i32,
    first: i32,
    /// Each interval's first minute, and the number of its first working minute; a last one closes the list.
    spans: Vec<(i32, i32)>,
    /// The interval at or before each 256th minute from `from`.
    by_time: Vec<u32>,
    /// The interval of each 128th working minute from `first`.
    by_work: Vec<u32>,
}

/// A convenience, not a fact: two calendars that work the same are equal.
impl PartialEq for Near {
    fn eq(&self, _: &Near) -> bool {
        true
    }
}

impl Near {
    pub fn of(time: &WorkingTime, from: i32, to: i32) -> Near {
        let mut near = Near::default();
        near.spans.reserve((to - from).max(0) as usize / 700);
        near.by_time.reserve((to - from).max(0) as usize / 256 + 1);
        near.by_work.reserve((to - from).max(0) as usize / 500);
        let (mut work, mut end) = (0, from);
        let ends = time.runs.iter().skip(1).map(|run| run.from).chain([i32::MAX]);
        for (run, until) in time.runs.iter().zip(ends) {
            let days = run.from.max(from).div_euclid(1440)..until.min(to).div_euclid(1440);
            for day in days {
                for span in time.weeks[run.week as usize].day(day) {
                    let start = day * 1440 + span.0;
                    if near.spans.is_empty() {
                        work = time.count_by_week(start);
                        (near.from, near.first) = (start, work);
                    }
                    near.push(start, work);
                    work += span.1 - span.0;
                    end = start + span.1 - span.0;
                }
            }
        }
        if !near.spans.is_empty() {
            near.push(end, work);
        }
        near
    }

    /// Adds an interval; it closes the one before.
    fn push(&mut self, start: i32, work: i32) {
        let before = self.spans.len().saturating_sub(1) as u32;
        let blocks = |length: i32, size: i32| ((length + size - 1) / size) as usize;
        self.by_time.resize(blocks(start - self.from, 256), before);
        self.by_work.resize(blocks(work - self.first, 128), before);
        self.spans.push((start, work));
    }

    #[inline]
    pub fn count(&self, t: i32) -> Option<i32> {
        // What lies before `from` wraps to a block that is not there.
        let block = t.wrapping_sub(self.from) as u32 >> 8;
        let mut at = *self.by_time.get(block as usize)? as usize;
        // Half the time it is the next one, seldom one after: nothing branches on the half.
        at += usize::from(t >= self.spans.get(at + 1)?.0);
        loop {
            let [here, next] = self.spans.get(at..at + 2)? else { return None };
            if t < next.0 {
                return Some(here.1 + (t - here.0).min(next.1 - here.1));
            }
            at += 1;
        }
    }

    #[inline]
    pub fn minute(&self, w: i32) -> Option<i32> {
        let block = w.wrapping_sub(self.first) as u32 >> 7;
        let mut at = *self.by_work.get(block as usize)? as usize;
        at += usize::from(w >= self.spans.get(at + 1)?.1);
        loop {
            let [here, next] = self.spans.get(at..at + 2)? else { return None };
            if w < next.1 {
                return Some(here.0 + w - here.1);
            }
            at += 1;
        }
    }
}
