//! Where a presentation is, and what a key does to it.

use super::Deck;
use serde::{Deserialize, Serialize};

/// What is on the screen of a deck.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Show {
    /// The slide.
    pub at: usize,
    pub blank: bool,
    /// The item keys act on.
    pub selected: Option<usize>,
    /// The selected item alone, large.
    pub zoomed: bool,
}

/// What a presenter asks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Turn {
    Next,
    Previous,
    First,
    Last,
    Blank,
    Zoom,
    /// The item above, or below.
    Up,
    Down,
    Pick(usize),
    /// Out of what is open; past that, out of the presentation.
    Back,
}

impl Show {
    /// What is shown then; `None` = the presentation is left.
    pub fn turn(self, turn: Turn, deck: &Deck) -> Option<Show> {
        let now = self.within(deck);
        let page = |at: usize| Show { at, ..Show::default() };
        let last = deck.slides.len().saturating_sub(1);
        // A blank screen comes back as it was; nothing changes unseen.
        if now.blank {
            return Some(Show { blank: false, ..now });
        }
        Some(match turn {
            Turn::Next if now.at < last => page(now.at + 1),
            Turn::Previous if now.at > 0 => page(now.at - 1),
            Turn::Next | Turn::Previous => now,
            Turn::First => page(0),
            Turn::Last => page(last),
            Turn::Blank => Show { blank: true, ..now },
            Turn::Zoom if now.zoomed => Show { zoomed: false, ..now },
            Turn::Zoom => now.select(Some(now.selected.unwrap_or(0)), deck, true),
            Turn::Up => now.select(now.selected.map_or(Some(0), |at| at.checked_sub(1)), deck, now.zoomed),
            Turn::Down => now.select(Some(now.selected.map_or(0, |at| at + 1)), deck, now.zoomed),
            Turn::Pick(item) => now.select(Some(item), deck, now.zoomed),
            Turn::Back if now.zoomed => Show { zoomed: false, ..now },
            Turn::Back => return None,
        })
    }

    /// The same in a deck that may have become smaller.
    pub fn within(self, deck: &Deck) -> Show {
        let at = self.at.min(deck.slides.len().saturating_sub(1));
        let items = deck.slides.get(at).map_or(0, |slide| slide.items.len());
        let selected = self.selected.filter(|item| *item < items);
        Show { at, selected, zoomed: self.zoomed && selected.is_some(), ..self }
    }

    fn select(self, item: Option<usize>, deck: &Deck, zoomed: bool) -> Show {
        let items = deck.slides.get(self.at).map_or(0, |slide| slide.items.len());
        match item.filter(|item| *item < items) {
            Some(item) => Show { selected: Some(item), zoomed, ..self },
            None => self,
        }
    }
}
