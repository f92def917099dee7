//! Links that would run in a circle, through summaries too: a link into a summary binds all its leaves, a link out of it
//! waits for all its leaves. Every task is two nodes, where it is entered and where it is left; the search runs backward
//! because dependencies are keyed by successor.

use crate::plan::{DependencyKey, Plan, TaskId};

/// A task's row with the side of it: entered (even) or left (odd).
#[derive(Clone, Copy, PartialEq, Eq)]
struct Node(u32);

impl Node {
    fn entered(row: usize) -> Node {
        Node(row as u32 * 2)
    }
    fn left(row: usize) -> Node {
        Node(row as u32 * 2 + 1)
    }
    fn row(self) -> usize {
        (self.0 / 2) as usize
    }
    fn is_left(self) -> bool {
        self.0 % 2 == 1
    }
}

/// The plan as the search walks it: rows by id, parents by row.
pub(super) struct Loops<'a> {
    plan: &'a Plan,
    /// Ids with their rows, in id order.
    rows: Vec<(TaskId, u32)>,
    parents: Vec<Option<usize>>,
}

impl<'a> Loops<'a> {
    pub(super) fn new(plan: &'a Plan) -> Loops<'a> {
        let mut rows: Vec<(TaskId, u32)> = plan.tasks.iter().zip(0..).map(|(task, row)| (task.id, row)).collect();
        rows.sort_unstable();
        let parents = plan.parents();
        Loops { plan, rows, parents }
    }

    pub(super) fn row(&self, id: TaskId) -> Option<usize> {
        let at = self.rows.binary_search_by_key(&id, |(id, _)| *id).ok()?;
        Some(self.rows[at].1 as usize)
    }

    /// True when the task at `row` stands somewhere below the one at `above`.
    pub(super) fn inside(&self, row: usize, above: usize) -> bool {
        let mut at = self.parents[row];
        while let Some(parent) = at {
            if parent == above {
                return true;
            }
            at = self.parents[parent];
        }
        false
    }

    /// The circle that the link, were it there, would be part of: its predecessor first and last.
    pub(super) fn closed_by(&self, link: DependencyKey) -> Option<Vec<TaskId>> {
        let (from, to) = (self.row(link.predecessor)?, self.row(link.successor)?);
        let mut rows = vec![from];
        rows.extend(self.path(Node::entered(to), Node::left(from))?);
        Some(self.names(rows))
    }

    /// The first of `links` that is part of a circle, with it. One pass over the plan however many links there are.
    pub(super) fn closed_by_any(&self, links: &[DependencyKey]) -> Option<Vec<TaskId>> {
        if links.len() <= 8 {
            return links.iter().find_map(|link| self.closed_by(*link));
        }
        let knots = self.knots();
        let in_knot = |link: &&DependencyKey| match (self.row(link.predecessor), self.row(link.successor)) {
            (Some(from), Some(to)) => knots[Node::left(from).0 as usize] == knots[Node::entered(to).0 as usize],
            _ => false,
        };
        links.iter().filter(in_knot).find_map(|link| self.closed_by(*link))
    }

    /// The circle that arises because `task` now stands below `parent`.
    pub(super) fn closed_by_standing(&self, task: usize, parent: usize) -> Option<Vec<TaskId>> {
        let into = self.path(Node::entered(task), Node::entered(parent));
        let mut rows = into.or_else(|| self.path(Node::left(parent), Node::left(task)))?;
        rows.push(rows[0]);
        Some(self.names(rows))
    }

    fn names(&self, mut rows: Vec<usize>) -> Vec<TaskId> {
        rows.dedup();
        rows.into_iter().map(|row| self.plan.tasks[row].id).collect()
    }

    /// Rows on a way `from` → … → `to`: both ends and both ends of every link passed.
    fn path(&self, from: Node, to: Node) -> Option<Vec<usize>> {
        const UNSEEN: u32 = u32::MAX;
        let mut toward: Vec<u32> = vec![UNSEEN; self.parents.len() * 2];
        toward[to.0 as usize] = to.0;
        let (mut open, mut near) = (vec![to], Vec::new());
        while let Some(node) = open.pop() {
            if node == from {
                break;
            }
            self.before(node, &mut near);
            for earlier in near.drain(..) {
                let seen = &mut toward[earlier.0 as usize];
                if *seen == UNSEEN {
                    *seen = node.0;
                    open.push(earlier);
                }
            }
        }
        if toward[from.0 as usize] == UNSEEN {
            return None;
        }
        let (mut rows, mut at) = (vec![from.row()], from);
        while at != to {
            let next = Node(toward[at.0 as usize]);
            // A step from a leaving side to an entering one is a link.
            if at.is_left() && !next.is_left() {
                rows.extend([at.row(), next.row()]);
            }
            at = next;
        }
        rows.push(to.row());
        Some(rows)
    }

    /// The nodes one step before `node`.
    fn before(&self, node: Node, out: &mut Vec<Node>) {
        let row = node.row();
        if node.is_left() {
            if !self.plan.is_summary(row) {
                out.push(Node::entered(row));
                return;
            }
            let level = self.plan.tasks[row].level;
            let below = self.plan.tasks[row + 1..].iter().zip(row + 1..).take_while(|(task, _)| task.level > level);
            out.extend(below.filter(|(task, _)| task.level == level + 1).map(|(_, child)| Node::left(child)));
        } else {
            out.extend(self.parents[row].map(Node::entered));
            let links = self.plan.predecessors(self.plan.tasks[row].id);
            out.extend(links.filter_map(|link| self.row(link.key.predecessor)).map(Node::left));
        }
    }

    /// For every node the number of its knot: nodes that reach each other share one (Tarjan 1972, without recursion).
    fn knots(&self) -> Vec<u32> {
        const NONE: u32 = u32::MAX;
        let size = self.parents.len() * 2;
        let (mut order, mut low, mut knot) = (vec![NONE; size], vec![NONE; size], vec![NONE; size]);
        let (mut visited, mut knots, mut stack) = (0, 0, Vec::new());
        let mut calls: Vec<(Node, Vec<Node>)> = Vec::new();
        for root in 0..size as u32 {
            if order[root as usize] == NONE {
                calls.push((Node(root), Vec::new()));
            }
            while let Some((node, mut rest)) = calls.pop() {
                let at = node.0 as usize;
                if order[at] == NONE {
                    (order[at], low[at]) = (visited, visited);
                    visited += 1;
                    stack.push(node);
                    self.before(node, &mut rest);
                }
                let mut deeper = None;
                while let Some(next) = rest.pop() {
                    let to = next.0 as usize;
                    if order[to] == NONE {
                        // Looked at again when the call returns, for its low mark.
                        rest.push(next);
                        deeper = Some(next);
                        break;
                    }
                    if knot[to] == NONE {
                        low[at] = low[at].min(low[to]);
                    }
                }
                if let Some(next) = deeper {
                    calls.push((node, rest));
                    calls.push((next, Vec::new()));
                } else if low[at] == order[at] {
                    while let Some(member) = stack.pop() {
                        knot[member.0 as usize] = knots;
                        if member == node {
                            break;
                        }
                    }
                    knots += 1;
                }
            }
        }
        knot
    }
}
