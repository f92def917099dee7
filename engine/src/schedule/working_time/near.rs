//! A stretch of a calendar laid out interval by interval, with a finger for every few hours: most lookups of a plan
//! fall into a few years, and take an array read or two there.

use super::{MONDAY, WorkingTime};

/// Working intervals between two moments. Empty = nothing is near.
#[derive(Clone, Debug, Default)]
pub(super) struct Near {
    from: i32,
    first: i32,
    /// Each interval's first minute, and the number of its first working minute; a last one closes the list.
    spans: Vec<(i32, i32)>,
    /// The interval at or before the first minute of each block from `from`.
    by_time: Vec<u32>,
    /// Of every so many working minutes from `first`, in what the two intervals differ that they may lie in.
    by_work: Vec<Piece>,
    /// How many, as a power of two: no more than the shortest interval has, so that two serve.
    shift: u32,
}

/// The minute of working minute `w` is `w + here` before `until`, and `w + next` from there on.
#[derive(Clone, Copy, Debug)]
struct Piece {
    until: i32,
    here: i32,
    next: i32,
}

/// Minutes a finger stands for.
const BLOCK: u32 = 512;
/// Calendars with shorter intervals than this power of two go by weeks.
const SHORTEST: u32 = 5;

/// A convenience, not a fact: two calendars that work the same are equal.
impl PartialEq for Near {
    fn eq(&self, _: &Near) -> bool {
        true
    }
}

impl Near {
    pub fn of(time: &WorkingTime, from: i32, to: i32) -> Near {
        let mut spans: Vec<(i32, i32)> = Vec::with_capacity((to - from).max(0) as usize / 700 + 2);
        let mut end = 0;
        let ends = time.runs.iter().skip(1).map(|run| run.from).chain([i32::MAX]);
        for (run, until) in time.runs.iter().zip(ends) {
            let week = &time.weeks[run.week as usize];
            for day in run.from.max(from).div_euclid(1440)..until.min(to).div_euclid(1440) {
                let before = run.offset + (day - MONDAY).div_euclid(7) * week.total;
                for span in week.day(day) {
                    spans.push((day * 1440 + span.0, before + span.2));
                    end = day * 1440 + span.1;
                }
            }
        }
        let (Some((from, first)), Some(last)) = (spans.first().copied(), spans.last().copied()) else {
            return Near::default();
        };
        let work = last.1 + end - last.0;
        spans.push((end, work));
        let by_time = fingers(&spans, from, end);
        let shortest = spans.windows(2).map(|pair| pair[1].1 - pair[0].1).min().unwrap_or(0);
        let shift = shortest.max(1).ilog2();
        let by_work = if shift < SHORTEST { Vec::new() } else { pieces(&spans, first, work, shift) };
        Near { from, first, spans, by_time, by_work, shift }
    }

    #[inline]
    pub fn count(&self, t: i32) -> Option<i32> {
        // What lies before `from` wraps to a block that is not there.
        let block = t.wrapping_sub(self.from) as u32 / BLOCK;
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
        let block = w.wrapping_sub(self.first) as u32 >> self.shift;
        let piece = self.by_work.get(block as usize)?;
        Some(w + if w < piece.until { piece.here } else { piece.next })
    }
}

/// The interval at or before the first minute of each block.
fn fingers(spans: &[(i32, i32)], from: i32, end: i32) -> Vec<u32> {
    let (mut at, mut next) = (0, 1);
    let finger = |block: u32| {
        let start = from + (block * BLOCK) as i32;
        while spans.get(next).is_some_and(|span| span.0 <= start) {
            (at, next) = (next as u32, next + 1);
        }
        at
    };
    (0..((end - from) as u32).div_ceil(BLOCK)).map(finger).collect()
}

/// The blocks of working minutes that end before the last interval does.
fn pieces(spans: &[(i32, i32)], first: i32, end: i32, shift: u32) -> Vec<Piece> {
    let mut pairs = spans.windows(2);
    let mut piece = Piece { until: i32::MIN, here: 0, next: 0 };
    let of = |block: i32| {
        let start = first + (block << shift);
        while piece.until <= start
            && let Some([here, next]) = pairs.next()
        {
            piece = Piece { until: next.1, here: here.0 - here.1, next: next.0 - next.1 };
        }
        piece
    };
    (0..(end - first) >> shift).map(of).collect()
}

#[cfg(test)]
mod tests {
    use crate::plan::{Calendar, CalendarId, DayHours, Exception, Interval, Moment, Recurrence};
    use crate::schedule::WorkingTime;

    fn hours(spans: &[(u16, u16)]) -> DayHours {
        DayHours(spans.iter().map(|(from, to)| Interval { from: *from, to: *to }).collect())
    }

    #[test]
    fn what_is_near_is_what_the_weeks_say() {
        let days: [&[(u16, u16)]; 5] = [
            &[(480, 720), (780, 1020)],
            &[(0, 1440)],
            &[(0, 60), (1380, 1440)],
            &[(480, 513)],
            &[(480, 490), (495, 900)],
        ];
        for day in days {
            let mut calendar = Calendar::standard(CalendarId(1));
            calendar.week = std::array::from_fn(|at| Some(if at < 5 { hours(day) } else { DayHours::off() }));
            let from = Moment(29_671_200).date();
            calendar.exceptions.push(Exception {
                name: String::new(),
                from,
                to: Moment(29_671_200 + 200 * 1440).date(),
                recurrence: Recurrence::Daily { every: 17 },
                hours: hours(&[(600, 700)]),
            });
            let weeks = WorkingTime::compile(&[&calendar]);
            let mut near = weeks.clone();
            near.near(29_671_200, 29_671_200 + 30 * 1440);
            for t in 29_671_200 - 3000..29_671_200 + 33 * 1440 {
                assert_eq!(near.count(t), weeks.count(t), "{day:?}, minute {t}");
                let w = weeks.count(t);
                assert_eq!(near.minute(w), weeks.minute(w), "{day:?}, working minute {w}");
            }
        }
    }
}
