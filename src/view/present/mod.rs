//! Present: the project as pages for a shared screen, one idea each, in the presenter's order; pages without content are
//! not there. Made of what the client may see and nothing else, so a page can be shown, printed and sent to a second
//! window as it is.

mod asked;
mod confidence;
mod next;
mod notes;
mod now;
mod outline;
mod problems;
mod promises;
mod show;
#[cfg(test)]
mod tests;
mod timeline;
mod trying;
mod wrap_up;

pub use notes::{Note, notes};
pub use show::{Show, Turn};
pub use timeline::{Bar, Beside, Timeline, Was};
pub use trying::{Trying, trying};

use crate::client::{ClientProject, Standing};
use crate::plan::TaskId;
use crate::project::{Page, ProblemId};
use crate::words::Dates;
use serde::{Deserialize, Serialize};

/// Everything a presentation shows.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Deck {
    pub project: String,
    pub client: String,
    /// `As of Fri 12 Jun 2026`.
    pub as_of: String,
    pub slides: Vec<Slide>,
}

/// One page on the screen.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Slide {
    pub page: Page,
    pub shape: Shape,
    pub title: String,
    /// The one sentence, in large type.
    pub lede: String,
    pub said: Vec<Said>,
    /// What stands above the items.
    pub heading: String,
    pub items: Vec<Item>,
    pub share: Option<Share>,
    pub timeline: Option<Timeline>,
    /// The steps on it, and the problem: what private notes are looked up by. Numbers, no words.
    pub steps: Vec<TaskId>,
    pub problem: Option<ProblemId>,
}

/// How a page is laid out.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Shape {
    Purpose,
    /// Steps with what will be seen beside each.
    Steps,
    /// Many steps, in two columns.
    Overview,
    List,
    /// A list in which each thing says at once what is said beyond it.
    Answers,
    Problem,
    /// Options side by side.
    Columns,
}

/// A paragraph with what it is about.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Said {
    pub label: String,
    pub text: String,
}

/// One thing on a page: it can be selected, and zoomed to.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Item {
    pub mark: Mark,
    pub when: String,
    pub name: String,
    pub text: String,
    pub level: u16,
    /// What is said beyond that when there is room: zoomed, or in a column.
    pub more: Vec<Said>,
}

/// How a thing stands: a shape and a word, never colour alone.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum Mark {
    #[default]
    None,
    Done,
    UnderWay,
    Ahead,
    Milestone,
    Kept,
    AtRisk,
    Moved,
    Recommended,
    Chosen,
    Reserve,
    Heard,
    Answered,
    Checked,
}

/// How much of the steps is done, as a picture.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Share {
    pub done: usize,
    pub under_way: usize,
    pub ahead: usize,
}

impl Mark {
    /// The word beside the shape.
    pub fn word(self) -> &'static str {
        match self {
            Mark::None => "",
            Mark::Done => "done",
            Mark::UnderWay => "under way",
            Mark::Ahead => "ahead",
            Mark::Milestone => "milestone",
            Mark::Kept => "kept",
            Mark::AtRisk => "at risk",
            Mark::Moved => "moved",
            Mark::Recommended => "we recommend",
            Mark::Chosen => "chosen",
            Mark::Reserve => "in reserve",
            Mark::Heard => "heard",
            Mark::Answered => "answered in the plan",
            Mark::Checked => "checked with you",
        }
    }

    fn of(standing: Standing) -> Mark {
        match standing {
            Standing::Done => Mark::Done,
            Standing::UnderWay => Mark::UnderWay,
            Standing::Ahead => Mark::Ahead,
        }
    }
}

impl Deck {
    /// The pages of `seen` in the presenter's order.
    pub fn of(seen: &ClientProject, dates: &Dates) -> Deck {
        let (day, dates) = (seen.as_of(), &seen.dates(dates));
        let chosen = seen.pages.iter().filter(|choice| !choice.left_out);
        Deck {
            project: if seen.name.trim().is_empty() { "The project".to_owned() } else { seen.name.clone() },
            client: seen.client.clone(),
            as_of: format!("As of {}", dates.write(day, crate::words::DateForm::Long)),
            slides: chosen.flat_map(|choice| slides(choice.page, seen, dates)).collect(),
        }
    }
}

/// What a page comes to: nothing without content, and more than one screen where it does not fit on one.
pub fn slides(page: Page, seen: &ClientProject, dates: &Dates) -> Vec<Slide> {
    let dates = &seen.dates(dates);
    match page {
        Page::Outline => outline::slides(seen, dates),
        Page::Now => now::slides(seen, dates),
        Page::Next => next::slides(seen, dates),
        Page::Promises => promises::slides(seen, dates),
        Page::Needs => asked::needs(seen, dates),
        Page::Concerns => confidence::concerns(seen, dates),
        Page::Problems => problems::slides(seen, dates),
        Page::Decisions => asked::decisions(seen, dates),
        Page::Agreement => confidence::agreement(seen, dates),
        Page::Touchpoints => confidence::touchpoints(seen, dates),
        Page::WrapUp => wrap_up::slides(seen, dates),
    }
}

/// What a page is called where pages are chosen.
pub fn page_name(page: Page) -> &'static str {
    match page {
        Page::Outline => "Outline",
        Page::Now => "Where we are",
        Page::Next => "What comes next",
        Page::Promises => "The dates we gave you",
        Page::Needs => "What we need from you",
        Page::Concerns => "Your concerns",
        Page::Problems => "Problems and ways out",
        Page::Decisions => "Decisions",
        Page::Agreement => "How we work together",
        Page::Touchpoints => "Who stands behind it",
        Page::WrapUp => "Looking back",
    }
}

impl Slide {
    fn new(page: Page, shape: Shape, title: impl Into<String>) -> Slide {
        Slide {
            page,
            shape,
            title: title.into(),
            lede: String::new(),
            said: Vec::new(),
            heading: String::new(),
            items: Vec::new(),
            share: None,
            timeline: None,
            steps: Vec::new(),
            problem: None,
        }
    }

    /// The same page as often as its items need it, each with as many as fit.
    fn spread(self, items: Vec<(Item, Option<TaskId>)>, room: usize, cost: fn(&Item) -> usize) -> Vec<Slide> {
        let groups = split(items, room, cost);
        let count = groups.len();
        let slide = |(at, group): (usize, Vec<(Item, Option<TaskId>)>)| {
            let title = if count > 1 { format!("{}, {} of {count}", self.title, at + 1) } else { self.title.clone() };
            let (items, steps): (Vec<Item>, Vec<Option<TaskId>>) = group.into_iter().unzip();
            Slide { title, items, steps: steps.into_iter().flatten().collect(), ..self.clone() }
        };
        groups.into_iter().enumerate().map(slide).collect()
    }
}

impl Said {
    fn new(label: impl Into<String>, text: impl Into<String>) -> Said {
        Said { label: label.into(), text: text.into() }
    }
}

/// Those with something to say.
fn said<const N: usize>(all: [(&str, &str); N]) -> Vec<Said> {
    all.into_iter().filter(|(_, text)| !text.trim().is_empty()).map(|(label, text)| Said::new(label, text)).collect()
}

/// Lines a text takes at so many signs a line: it is cut on the screen after three.
fn lines(text: &str, signs: usize) -> usize {
    // Counting stops where the answer no longer changes.
    text.chars().take(signs * 3).count().div_ceil(signs).clamp(1, 3)
}

fn split(
    items: Vec<(Item, Option<TaskId>)>,
    room: usize,
    cost: fn(&Item) -> usize,
) -> Vec<Vec<(Item, Option<TaskId>)>> {
    let mut groups: Vec<Vec<(Item, Option<TaskId>)>> = Vec::new();
    let mut left = 0;
    for item in items {
        let cost = cost(&item.0);
        match groups.last_mut() {
            Some(group) if cost <= left => group.push(item),
            _ => {
                groups.push(vec![item]);
                left = room;
            }
        }
        left = left.saturating_sub(cost);
    }
    groups
}

/// `1 step`, `4 steps`.
fn count(number: usize, one: &str, many: &str) -> String {
    if number == 1 { format!("1 {one}") } else { format!("{number} {many}") }
}
