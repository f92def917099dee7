//! One record being filled in: whatever the order it is told things, it comes out in the schema's.

use super::super::super::xml::Element;
use super::super::order::{How, Order, rank};

pub(super) struct Sheet {
    name: &'static str,
    order: Order,
    parts: Vec<(usize, Element)>,
    at: usize,
    /// Something came with the file that what is told now may replace.
    carries: bool,
}

impl Sheet {
    pub fn new(name: &'static str, order: Order) -> Sheet {
        Sheet { name, order, parts: Vec::with_capacity(order.len()), at: 0, carries: false }
    }

    /// What came with the file. Told first: facts of today replace it.
    pub fn carry(&mut self, elements: Vec<Element>) {
        self.carries |= !elements.is_empty();
        elements.into_iter().for_each(|element| self.add(element));
    }

    /// One more element of its name.
    pub fn add(&mut self, element: Element) {
        let rank = self.rank(&element.name);
        self.parts.push((rank, element));
    }

    /// The only element of its name.
    pub fn put(&mut self, name: &str, text: impl Into<String>) {
        self.set(Element::leaf(name, text));
    }

    pub fn put_some(&mut self, name: &str, text: Option<impl Into<String>>) {
        if let Some(text) = text {
            self.put(name, text);
        }
    }

    pub fn set(&mut self, element: Element) {
        if self.carries {
            self.parts.retain(|part| part.1.name != element.name);
        }
        self.add(element);
    }

    pub fn flag(&mut self, name: &str, yes: bool) {
        self.put(name, if yes { "1" } else { "0" });
    }

    /// Said only where the file it came from said nothing.
    pub fn fallback(&mut self, name: &str, text: impl Into<String>) {
        if !self.has(name) {
            self.put(name, text);
        }
    }

    /// Nothing of its name.
    pub fn leave(&mut self, name: &str) {
        if self.carries {
            self.parts.retain(|part| part.1.name != name);
        }
    }

    /// The record in order, with what is usual where nothing was said.
    pub fn done(mut self) -> Element {
        let mut told = vec![false; self.order.len()];
        for (rank, _) in &self.parts {
            if let Some(told) = told.get_mut(*rank) {
                *told = true;
            }
        }
        let usual = self.order.iter().zip(told).enumerate().filter_map(|(at, ((name, how), told))| match how {
            How::Usual(text) if !told => Some((at, Element::leaf(*name, *text))),
            _ => None,
        });
        self.parts.extend(usual.collect::<Vec<_>>());
        self.parts.sort_by_key(|part| part.0);
        Element::list(self.name, self.parts.into_iter().map(|part| part.1).collect())
    }

    fn has(&self, name: &str) -> bool {
        self.parts.iter().any(|part| part.1.name == name)
    }

    fn rank(&mut self, name: &str) -> usize {
        let rank = rank(self.order, name, self.at);
        self.at = rank;
        rank
    }
}
