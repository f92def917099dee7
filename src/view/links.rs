//! Links between bars: which ones the screen needs, the way each takes, and which one a pointer is on.

use super::bars::{Bar, Shape};
use crate::plan::{DependencyKey, DependencyKind, Plan, TaskId};
use crate::schedule::{Cause, Schedule};
use std::collections::HashMap;
use std::fmt::Write;

/// How far a link runs out of a bar before it turns, in px.
const STUB: f64 = 8.0;
const ROUND: f64 = 3.0;

/// The links of every row, both ways. Made once a plan, asked at every scroll and drag.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Links {
    /// Where each row's links begin in `at`, and the end.
    first: Vec<u32>,
    at: Vec<u32>,
    all: Vec<Joined>,
}

/// A link with the rows of its ends.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Joined {
    pub key: DependencyKey,
    pub predecessor: usize,
    pub successor: usize,
}

impl Links {
    /// Indexes the links of `plan`; links to tasks that are not there are left out.
    pub fn new(plan: &Plan, row_of: &HashMap<TaskId, usize>) -> Links {
        let rows = |key: &DependencyKey| Some((*row_of.get(&key.predecessor)?, *row_of.get(&key.successor)?));
        let joined = plan.dependencies.keys().filter_map(|key| {
            let (predecessor, successor) = rows(key)?;
            Some(Joined { key: *key, predecessor, successor })
        });
        let all: Vec<Joined> = joined.collect();
        let mut first = vec![0_u32; plan.tasks.len() + 1];
        for end in all.iter().flat_map(|link| [link.predecessor, link.successor]) {
            first[end + 1] += 1;
        }
        for row in 1..first.len() {
            first[row] += first[row - 1];
        }
        let mut next = first.clone();
        let mut at = vec![0_u32; all.len() * 2];
        for (number, link) in all.iter().enumerate() {
            for end in [link.predecessor, link.successor] {
                at[next[end] as usize] = number as u32;
                next[end] += 1;
            }
        }
        Links { first, at, all }
    }

    /// The links of a row.
    pub fn of(&self, row: usize) -> impl Iterator<Item = Joined> + '_ {
        let range = match (self.first.get(row), self.first.get(row + 1)) {
            (Some(from), Some(to)) => *from as usize..*to as usize,
            _ => 0..0,
        };
        self.at[range].iter().filter_map(|number| self.all.get(*number as usize).copied())
    }

    /// Whether these are the links of `plan`, where its rows are where they were.
    pub fn are_of(&self, plan: &Plan) -> bool {
        self.all.len() == plan.dependencies.len() && self.all.iter().map(|link| &link.key).eq(plan.dependencies.keys())
    }

    /// The links with an end in these rows, each once, in a stable order.
    pub fn touching(&self, rows: &[usize]) -> Vec<Joined> {
        let mut found: Vec<Joined> = rows.iter().flat_map(|row| self.of(*row)).collect();
        found.sort_unstable_by_key(|link| link.key);
        found.dedup_by_key(|link| link.key);
        found
    }
}

/// A bar as links see it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Ends {
    pub left: f64,
    pub right: f64,
    /// Middle of the row, and half the height of what stands on it.
    pub y: f64,
    pub half: f64,
    /// Height of a row.
    pub row: f64,
}

impl Ends {
    /// The ends of a bar whose row begins at `top`.
    pub fn of(bar: &Bar, top: f64, row: f64) -> Ends {
        Ends::new(bar.shape, (bar.from, bar.to), top, row)
    }

    /// The same where no more than the reach of the bar is known.
    pub fn new(shape: Shape, (from, to): (f64, f64), top: f64, row: f64) -> Ends {
        let (out, half) = match shape {
            Shape::Milestone => (7.0, 7.0),
            Shape::Task => (0.0, 7.0),
            Shape::Summary => (0.0, 5.0),
        };
        Ends { left: from - out, right: to + out, y: top + row / 2.0, half, row }
    }
}

/// A length in px, written with one digit after the point. By whole numbers: hundreds are written in a drag step, and
/// writing a float takes several times as long.
#[derive(Clone, Copy, Debug)]
pub struct Tenths(pub f64);

impl std::fmt::Display for Tenths {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let tenths = (self.0 * 10.0).round() as i64;
        let sign = if tenths < 0 { "-" } else { "" };
        write!(f, "{sign}{}.{}", tenths.unsigned_abs() / 10, tenths.unsigned_abs() % 10)
    }
}

/// The way a link takes.
#[derive(Clone, Debug, PartialEq)]
pub struct Route {
    pub points: Vec<(f64, f64)>,
}

/// The way from a predecessor to a successor.
pub fn route(kind: DependencyKind, from: &Ends, to: &Ends) -> Route {
    let side = if to.y >= from.y { 1.0 } else { -1.0 };
    let points = match kind {
        DependencyKind::FS => {
            let gap = to.left - from.right;
            let inside = to.left + ((to.right - to.left) / 2.0).min(6.0);
            if gap >= 2.0 * STUB {
                through(from.right, from.right + STUB, from.y, to.left, to.y)
            } else if inside >= from.right + 1.0 {
                vec![(from.right, from.y), (inside, from.y), (inside, to.y - side * to.half)]
            } else {
                around(from.right, STUB, to.left, -STUB, from.y, to, side)
            }
        }
        DependencyKind::SS => through(from.left, from.left.min(to.left) - STUB, from.y, to.left, to.y),
        // Beside the row rather than through the name that stands to the right of the bar.
        DependencyKind::FF if to.right > from.right + 2.0 * STUB => {
            let (out, into, edge) = (from.right + STUB, to.right + STUB, from.y + side * from.row / 2.0);
            vec![(from.right, from.y), (out, from.y), (out, edge), (into, edge), (into, to.y), (to.right, to.y)]
        }
        DependencyKind::FF => through(from.right, from.right.max(to.right) + STUB, from.y, to.right, to.y),
        DependencyKind::SF if to.right + 2.0 * STUB <= from.left => {
            through(from.left, from.left - STUB, from.y, to.right, to.y)
        }
        DependencyKind::SF => around(from.left, -STUB, to.right, STUB, from.y, to, side),
    };
    Route { points }
}

/// Out, along `x`, in.
fn through(out: f64, x: f64, from: f64, into: f64, to: f64) -> Vec<(f64, f64)> {
    vec![(out, from), (x, from), (x, to), (into, to)]
}

/// Out, along the edge of the successor's row, back, in.
fn around(out: f64, stub: f64, into: f64, back: f64, from: f64, to: &Ends, side: f64) -> Vec<(f64, f64)> {
    let edge = to.y - side * to.row / 2.0;
    vec![(out, from), (out + stub, from), (out + stub, edge), (into + back, edge), (into + back, to.y), (into, to.y)]
}

impl Route {
    /// The line for an SVG path, corners rounded, seen from `(left, top)`.
    pub fn line(&self, left: f64, top: f64, path: &mut String) {
        let at = |(x, y): (f64, f64)| (x - left, y - top);
        let count = self.points.len();
        for (i, point) in self.points.iter().enumerate() {
            let (x, y) = at(*point);
            // Writing to a String cannot fail.
            let _ = match i {
                0 => write!(path, "M{} {}", Tenths(x), Tenths(y)),
                i if i + 1 == count => write!(path, "L{} {}", Tenths(x), Tenths(y)),
                i => {
                    let (before, after) = (at(self.points[i - 1]), at(self.points[i + 1]));
                    let (a, b) = (towards((x, y), before), towards((x, y), after));
                    let [ax, ay, x, y, bx, by] = [a.0, a.1, x, y, b.0, b.1].map(Tenths);
                    write!(path, "L{ax} {ay}Q{x} {y} {bx} {by}")
                }
            };
        }
    }

    /// The arrow head, as a closed SVG path.
    pub fn head(&self, left: f64, top: f64, path: &mut String) {
        let [.., before, tip] = self.points.as_slice() else { return };
        let (x, y) = (tip.0 - left, tip.1 - top);
        let (dx, dy) = ((tip.0 - before.0).signum(), (tip.1 - before.1).signum());
        let across = (tip.0 - before.0).abs() > (tip.1 - before.1).abs();
        let (a, b) = if across {
            ((x - dx * 5.0, y - 3.5), (x - dx * 5.0, y + 3.5))
        } else {
            ((x - 3.5, y - dy * 5.0), (x + 3.5, y - dy * 5.0))
        };
        let [x, y, ax, ay, bx, by] = [x, y, a.0, a.1, b.0, b.1].map(Tenths);
        let _ = write!(path, "M{x} {y}L{ax} {ay}L{bx} {by}Z");
    }

    /// How far a point is from the line, in px.
    pub fn distance(&self, x: f64, y: f64) -> f64 {
        let near = |pair: &[(f64, f64)]| {
            let [a, b] = pair else { return f64::INFINITY };
            let (cx, cy) = (x.clamp(a.0.min(b.0), a.0.max(b.0)), y.clamp(a.1.min(b.1), a.1.max(b.1)));
            (x - cx).hypot(y - cy)
        };
        self.points.windows(2).map(near).fold(f64::INFINITY, f64::min)
    }
}

fn towards(from: (f64, f64), to: (f64, f64)) -> (f64, f64) {
    let (dx, dy) = (to.0 - from.0, to.1 - from.1);
    let length = dx.abs().max(dy.abs());
    let step = if length > 0.0 { ROUND.min(length / 2.0) / length } else { 0.0 };
    (from.0 + dx * step, from.1 + dy * step)
}

/// How strongly a link is drawn.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Tone {
    /// It could wait.
    Usual,
    /// It holds its successor where it is.
    Driving,
    /// It carries the critical path.
    Critical,
}

/// How strongly to draw a link.
pub fn tone(link: &Joined, schedule: &Schedule) -> Tone {
    let (from, to) = (schedule.rows.get(link.predecessor), schedule.rows.get(link.successor));
    let (Some(from), Some(to)) = (from, to) else { return Tone::Usual };
    match to.driver.cause == Cause::Dependency(link.key) {
        true if from.critical && to.critical && to.percent < 100 => Tone::Critical,
        true => Tone::Driving,
        false => Tone::Usual,
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use crate::plan::{Lag, Moment};

    fn bar(place: u32, left: f64, right: f64) -> Ends {
        let top = f64::from(place) * 28.0;
        Ends { left, right, y: top + 14.0, half: 7.0, row: 28.0 }
    }

    fn check(kind: DependencyKind, from: Ends, to: Ends, expected: &str) {
        let route = route(kind, &from, &to);
        let text: Vec<String> = route.points.iter().map(|(x, y)| format!("{x},{y}")).collect();
        assert_eq!(text.join(" "), expected);
    }

    #[test]
    fn each_kind_leaves_and_enters_at_its_ends() {
        use DependencyKind::*;
        // What follows at once is entered from above.
        check(FS, bar(0, 0.0, 50.0), bar(1, 50.0, 90.0), "50,14 56,14 56,35");
        check(FS, bar(1, 0.0, 50.0), bar(0, 50.0, 90.0), "50,42 56,42 56,21");
        // Across a gap it runs along the successor's row.
        check(FS, bar(0, 0.0, 50.0), bar(2, 100.0, 140.0), "50,14 58,14 58,70 100,70");
        // A lead comes back between the rows.
        check(FS, bar(0, 0.0, 50.0), bar(2, 20.0, 60.0), "50,14 58,14 58,56 12,56 12,70 20,70");
        check(SS, bar(0, 30.0, 50.0), bar(1, 40.0, 90.0), "30,14 22,14 22,42 40,42");
        check(FF, bar(0, 30.0, 50.0), bar(1, 40.0, 90.0), "50,14 58,14 58,28 98,28 98,42 90,42");
        check(FF, bar(0, 30.0, 90.0), bar(1, 40.0, 50.0), "90,14 98,14 98,42 50,42");
        check(SF, bar(0, 100.0, 150.0), bar(1, 40.0, 80.0), "100,14 92,14 92,42 80,42");
        check(SF, bar(0, 60.0, 150.0), bar(1, 40.0, 80.0), "60,14 52,14 52,28 88,28 88,42 80,42");
    }

    #[test]
    fn corners_are_round_and_the_head_points_in() {
        let route = route(DependencyKind::FS, &bar(0, 0.0, 50.0), &bar(2, 100.0, 140.0));
        let (mut line, mut head) = (String::new(), String::new());
        route.line(0.0, 0.0, &mut line);
        route.head(0.0, 0.0, &mut head);
        assert_eq!(line, "M50.0 14.0L55.0 14.0Q58.0 14.0 58.0 17.0L58.0 67.0Q58.0 70.0 61.0 70.0L100.0 70.0");
        assert_eq!(head, "M100.0 70.0L95.0 66.5L95.0 73.5Z");
    }

    #[test]
    fn a_pointer_is_on_the_nearest_stretch() {
        let route = route(DependencyKind::FS, &bar(0, 0.0, 50.0), &bar(2, 100.0, 140.0));
        assert_eq!(route.distance(61.0, 40.0), 3.0);
        assert_eq!(route.distance(80.0, 75.0), 5.0);
    }

    #[test]
    fn a_row_knows_its_links_both_ways_and_dangling_ones_are_left_out() {
        let mut plan = Plan::new(Moment::parse("2026-03-02").unwrap());
        for id in 1..=3 {
            plan.tasks.push(crate::plan::Task::new(TaskId(id), 0, "A", crate::plan::Duration::working(480)));
        }
        for (from, to) in [(1, 2), (1, 3), (2, 3), (9, 3)] {
            let key = DependencyKey { predecessor: TaskId(from), successor: TaskId(to), kind: DependencyKind::FS };
            plan.dependencies.insert(key, Lag::default());
        }
        let row_of = plan.tasks.iter().enumerate().map(|(row, task)| (task.id, row)).collect();
        let links = Links::new(&plan, &row_of);
        let pairs = |found: Vec<Joined>| found.iter().map(|l| (l.predecessor, l.successor)).collect::<Vec<_>>();
        assert_eq!(pairs(links.of(1).collect()), [(0, 1), (1, 2)]);
        assert_eq!(pairs(links.touching(&[0, 1, 2])), [(0, 1), (0, 2), (1, 2)]);
        assert_eq!(pairs(links.of(7).collect()), []);
    }

    #[test]
    fn links_are_those_of_the_plan_until_one_comes_or_goes() {
        let mut plan = Plan::new(Moment::parse("2026-03-02").unwrap());
        for id in 1..=3 {
            plan.tasks.push(crate::plan::Task::new(TaskId(id), 0, "A", crate::plan::Duration::working(480)));
        }
        let key =
            |from, to| DependencyKey { predecessor: TaskId(from), successor: TaskId(to), kind: DependencyKind::FS };
        plan.dependencies.insert(key(1, 2), Lag::default());
        let row_of = plan.tasks.iter().enumerate().map(|(row, task)| (task.id, row)).collect();
        let links = Links::new(&plan, &row_of);
        plan.tasks[0].name = "B".to_owned();
        plan.dependencies.insert(key(1, 2), Lag::Percent { percent: 50, elapsed: false });
        assert!(links.are_of(&plan));
        plan.dependencies.insert(key(2, 3), Lag::default());
        assert!(!links.are_of(&plan));
        plan.dependencies.remove(&key(1, 2));
        assert!(!links.are_of(&plan));
    }
}
