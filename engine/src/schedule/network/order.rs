//! Edges in compressed form and nodes in topological order. Links in a circle are taken out and named.

use super::edges::Raw;
use super::{Adjacency, Edge, Issue, NOBODY, Network, SUMMARY};
use crate::plan::{DependencyKey, TaskId};
use std::sync::Arc;

impl Network {
    /// Sorts the edges into place and the nodes into order.
    ///
    /// Where all of them lead `downwards`, as in a plan typed from its beginning to its end, the rows are in order.
    pub(super) fn sort(&mut self, mut raws: Vec<Raw>, downwards: bool, issues: &mut Vec<Issue>) {
        self.pack(&raws);
        if downwards {
            let nodes = self.hot.iter().zip(0..);
            self.order = Arc::new(nodes.filter(|(hot, _)| hot.is & SUMMARY == 0).map(|(_, node)| node).collect());
            return;
        }
        self.order = Arc::new(self.kahn());
        let nodes = self.hot.iter().filter(|hot| hot.is & SUMMARY == 0).count();
        if self.order.len() < nodes {
            let circles = self.circles();
            self.name_circles(&circles, &raws, issues);
            // Only typed links can close a circle; without those inside one, the rest runs forwards.
            raws.retain(|raw| {
                let circle = circles[raw.from as usize];
                circle == 0 || circle != circles[raw.to as usize] || self.link_of(raw).is_none()
            });
            self.pack(&raws);
            self.order = Arc::new(self.kahn());
        }
    }

    fn pack(&mut self, raws: &[Raw]) {
        let (into, out) = Adjacency::group(raws, self.hot.len());
        (self.into, self.out) = (Arc::new(into), Arc::new(out));
    }

    fn link_of(&self, raw: &Raw) -> Option<DependencyKey> {
        self.key(raw.from, raw.to, Edge { other: raw.from, bond: raw.bond })
    }

    fn kahn(&self) -> Vec<u32> {
        let mut waits: Vec<u32> = self.into.at.windows(2).map(|pair| pair[1] - pair[0]).collect();
        // One place more than there are nodes: the next one is written whether it is free or not, which is quicker than
        // guessing, and counts when it is.
        let mut order = vec![0; self.hot.len() + 1];
        let mut end = 0;
        for (node, hot) in self.hot.iter().enumerate() {
            order[end] = node as u32;
            end += usize::from(waits[node] == 0 && hot.is & SUMMARY == 0);
        }
        let mut at = 0;
        while at < end {
            for edge in self.out.of(order[at]) {
                let left = &mut waits[edge.other as usize];
                *left -= 1;
                order[end] = edge.other;
                end += usize::from(*left == 0);
            }
            at += 1;
        }
        order.truncate(end);
        order
    }

    /// A number per node: nodes of the same number (not 0) reach each other. Tarjan's strongly connected components,
    /// with its recursion on a list.
    fn circles(&self) -> Vec<u32> {
        let count = self.hot.len();
        let (mut seen, mut low) = (vec![0u32; count], vec![0u32; count]);
        let (mut on_path, mut circle) = (vec![false; count], vec![0u32; count]);
        let (mut path, mut calls): (Vec<u32>, Vec<(u32, u32)>) = (Vec::new(), Vec::new());
        let (mut clock, mut circles) = (0, 0);
        for root in 0..count as u32 {
            if seen[root as usize] != 0 {
                continue;
            }
            calls.push((root, 0));
            while let Some((node, next)) = calls.pop() {
                let n = node as usize;
                if next == 0 {
                    clock += 1;
                    (seen[n], low[n], on_path[n]) = (clock, clock, true);
                    path.push(node);
                }
                match self.out.of(node).get(next as usize) {
                    Some(edge) => {
                        calls.push((node, next + 1));
                        let to = edge.other as usize;
                        if seen[to] == 0 {
                            calls.push((edge.other, 0));
                        } else if on_path[to] {
                            low[n] = low[n].min(seen[to]);
                        }
                    }
                    None => {
                        if low[n] == seen[n] {
                            let from = path.iter().rposition(|at| *at == node).unwrap_or(0);
                            let several = path.len() - from > 1;
                            circles += u32::from(several);
                            for at in path.drain(from..) {
                                on_path[at as usize] = false;
                                circle[at as usize] = if several { circles } else { 0 };
                            }
                        }
                        if let Some((above, _)) = calls.last() {
                            low[*above as usize] = low[*above as usize].min(low[n]);
                        }
                    }
                }
            }
        }
        circle
    }

    fn name_circles(&self, circles: &[u32], raws: &[Raw], issues: &mut Vec<Issue>) {
        let count = circles.iter().max().copied().unwrap_or(0);
        let mut ignored = vec![Vec::new(); count as usize + 1];
        for raw in raws {
            let circle = circles[raw.from as usize];
            if circle != 0 && circle == circles[raw.to as usize] {
                ignored[circle as usize].extend(self.link_of(raw));
            }
        }
        let mut firsts = vec![NOBODY; count as usize + 1];
        for (node, circle) in circles.iter().enumerate().rev() {
            firsts[*circle as usize] = node as u32;
        }
        for (circle, ignored) in ignored.into_iter().enumerate().skip(1) {
            let path = self.circle_path(firsts[circle], circles);
            issues.push(Issue::Cycle { path, ignored });
        }
    }

    /// The shortest way from a node of a circle back to itself, as tasks.
    fn circle_path(&self, start: u32, circles: &[u32]) -> Vec<TaskId> {
        let mut from = vec![NOBODY; self.hot.len()];
        let mut queue = vec![start];
        let mut at = 0;
        'search: while let Some(node) = queue.get(at).copied() {
            at += 1;
            for edge in self.out.of(node) {
                let to = edge.other as usize;
                if circles[to] == circles[start as usize] && from[to] == NOBODY {
                    from[to] = node;
                    if edge.other == start {
                        break 'search;
                    }
                    queue.push(edge.other);
                }
            }
        }
        let mut path = vec![start];
        let mut node = from[start as usize];
        while node != NOBODY && node != start {
            path.push(node);
            node = from[node as usize];
        }
        path.push(start);
        path.reverse();
        let mut tasks: Vec<TaskId> = path.iter().map(|node| self.id_of(*node)).collect();
        tasks.dedup();
        tasks
    }
}
