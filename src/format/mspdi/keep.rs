//! What a record of the file holds beside what is understood: gathered as it is read, each distinct piece once, within a
//! bound, and put in one order at the end, so that the same content gives the same project.

use super::super::xml::Element;
use super::super::xml_out::fragment;
use super::marks::Fields;
use super::order::{BASELINE, How, Order, STILL_TO_SAY, rank};
use crate::project::{Carried, CarriedOf, CarriedRecord};
use std::collections::{BTreeMap, HashMap};

/// Characters kept of one file: browser storage holds few million in all.
const MOST: usize = 400_000;
/// Longer pieces (pictures, documents put into notes) are left out first.
const LONGEST: usize = 20_000;

#[derive(Default)]
pub(super) struct Keep {
    known: HashMap<String, u32>,
    pieces: Vec<String>,
    /// With their rank in the record.
    records: BTreeMap<CarriedOf, Vec<(usize, u32)>>,
    size: usize,
    /// Pieces left out for their size.
    pub left_out: usize,
}

impl Keep {
    /// Keeps what `order` says is neither ours nor computed.
    pub fn record(&mut self, of: CarriedOf, order: Order, record: &Element, fields: &Fields) {
        let mut from = 0;
        for child in &record.children {
            let at = rank(order, &child.name, from);
            from = at + 1;
            let how = order.get(at).filter(|row| row.0 == child.name).map_or(How::Kept, |row| row.1);
            let worth = match how {
                How::Ours | How::Left => false,
                How::Kept => true,
                How::Usual(usual) => !child.children.is_empty() || !same(&child.text, usual),
            };
            if !worth {
                continue;
            }
            match child.name.as_str() {
                "ExtendedAttribute" if fields.is_ours(child) => {}
                "Baseline" if matches!(of, CarriedOf::Task(_)) => self.baseline(of, at, child),
                "PredecessorLink" if child.flag("CrossProject") != Some(true) => {}
                // Spread that Project computes from work, progress and contour; what was agreed is kept.
                "TimephasedData" if matches!(child.number("Type"), Some(1 | 2 | 3 | 6 | 11)) => {}
                // That something is still to be said is a fact of the task; only the words for it are kept.
                name if STILL_TO_SAY.contains(&name) && child.text.trim().is_empty() => {}
                // Follows from the outline.
                "WBS" if child.text.trim() == record.get("OutlineNumber").unwrap_or_default() => {}
                _ => self.piece(of, at, child),
            }
        }
    }

    /// What a baseline says beside dates and duration, which are facts here.
    fn baseline(&mut self, of: CarriedOf, at: usize, baseline: &Element) {
        let known = super::task::baseline(baseline).is_some();
        let ours = |child: &Element| BASELINE.iter().any(|row| row.0 == child.name && row.1 != How::Kept);
        let mut rest = baseline.clone();
        rest.children.retain(|child| !ours(child) || !known || child.name == "Number");
        if !known || rest.children.len() > 1 {
            self.piece(of, at, &rest);
        }
    }

    pub fn piece(&mut self, of: CarriedOf, rank: usize, element: &Element) {
        let mut element = element.clone();
        unnumber(&mut element);
        let text = fragment(&element);
        let new = !self.known.contains_key(&text);
        let size = if new { text.len() + 8 } else { 0 } + if self.records.contains_key(&of) { 5 } else { 40 };
        if text.is_empty() || text.len() > LONGEST || self.size + size > MOST {
            self.left_out += 1;
            return;
        }
        self.size += size;
        let next = self.pieces.len() as u32;
        let piece = *self.known.entry(text).or_insert_with_key(|text| {
            self.pieces.push(text.clone());
            next
        });
        self.records.entry(of).or_default().push((rank, piece));
    }

    /// Records in order, the pieces of each by rank and text, numbered as they first come.
    pub fn finish(self) -> Option<Box<Carried>> {
        let mut carried = Carried::default();
        let mut numbers: HashMap<u32, u32> = HashMap::new();
        for (of, mut has) in self.records {
            has.sort_by_key(|(rank, piece)| (*rank, &self.pieces[*piece as usize]));
            let number = |(_, piece): (usize, u32)| {
                *numbers.entry(piece).or_insert_with(|| {
                    carried.pieces.push(self.pieces[piece as usize].clone());
                    carried.pieces.len() as u32 - 1
                })
            };
            let has = has.into_iter().map(number).collect();
            carried.records.push(CarriedRecord { of, has });
        }
        (!carried.records.is_empty()).then(|| Box::new(carried))
    }
}

/// Timephased data names the record it stands in: said anew when it is written.
fn unnumber(element: &mut Element) {
    if element.name == "TimephasedData" {
        element.children.retain(|child| child.name != "UID");
    }
    element.children.iter_mut().for_each(unnumber);
}

/// `1`, `1.0` and `true` say the same.
fn same(text: &str, usual: &str) -> bool {
    let text = text.trim();
    let number = |text: &str| match text {
        "true" => Some(1.0),
        "false" => Some(0.0),
        other => other.parse::<f64>().ok(),
    };
    text == usual || number(text).is_some_and(|n| number(usual) == Some(n))
}
