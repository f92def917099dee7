//! What it is for, and the steps: as a list with what will be seen beside each, or, where there are many, as an overview
//! in two columns.

use super::{Item, Mark, Said, Shape, Slide, lines};
use crate::client::{ClientProject, ClientStep};
use crate::plan::TaskId;
use crate::project::{BriefPart, Page};
use crate::words::Dates;

/// Lines of the list, and of the overview's two columns.
const LIST: usize = 10;
const OVERVIEW: usize = 32;

pub(super) fn slides(seen: &ClientProject, dates: &Dates) -> Vec<Slide> {
    let mut all: Vec<Slide> = purpose(seen).into_iter().collect();
    all.extend(steps(seen, dates));
    all
}

fn purpose(seen: &ClientProject) -> Option<Slide> {
    let lede = seen.brief(BriefPart::Purpose).unwrap_or_default().trim().to_owned();
    let outcomes = seen.brief(BriefPart::Outcomes).unwrap_or_default();
    let items = outcomes.lines().map(str::trim).filter(|line| !line.is_empty());
    let items: Vec<Item> = items.map(|line| Item { name: line.to_owned(), ..Item::default() }).collect();
    if lede.is_empty() && items.is_empty() {
        return None;
    }
    let heading = if items.is_empty() { "" } else { "When it is done" };
    Some(Slide {
        lede,
        items,
        heading: heading.to_owned(),
        ..Slide::new(Page::Outline, Shape::Purpose, "What it is for")
    })
}

fn steps(seen: &ClientProject, dates: &Dates) -> Vec<Slide> {
    let items: Vec<(Item, Option<TaskId>)> = seen.steps.iter().map(|step| (item(step, dates), Some(step.id))).collect();
    let whole: usize = items.iter().map(|(item, _)| list_cost(item)).sum();
    if whole <= LIST {
        return Slide::new(Page::Outline, Shape::Steps, "The steps").spread(items, LIST, list_cost);
    }
    let items = items.into_iter().map(|(item, id)| (short(item), id)).collect();
    Slide::new(Page::Outline, Shape::Overview, "The steps").spread(items, OVERVIEW, overview_cost)
}

fn list_cost(item: &Item) -> usize {
    lines(&item.name, 36).max(lines(&item.text, 44))
}

fn overview_cost(item: &Item) -> usize {
    lines(&item.name, 34_usize.saturating_sub(2 * usize::from(item.level.min(5)))).min(2)
        + if item.text.is_empty() { 0 } else { lines(&item.text, 40).min(2) }
}

/// In the overview only the top level says what will be seen; of the others zooming tells.
fn short(item: Item) -> Item {
    if item.level == 0 || item.text.is_empty() {
        return item;
    }
    let mut more = vec![Said::new("What you will see", item.text)];
    more.extend(item.more);
    Item { text: String::new(), more, ..item }
}

fn item(step: &ClientStep, dates: &Dates) -> Item {
    let owner = step.owner.as_deref().unwrap_or_default();
    let begins = step.reason.as_deref().map(|reason| format!("It begins {reason}.")).unwrap_or_default();
    Item {
        mark: Mark::of(step.standing),
        when: when(step, dates),
        name: step.name.clone(),
        text: step.will_see.clone(),
        level: step.level,
        more: super::said([("Who", owner), ("Why then", &begins)]),
    }
}

/// `12–16 Mar`, or a milestone's day.
pub(super) fn when(step: &ClientStep, dates: &Dates) -> String {
    dates.range(step.start, step.finish.max(step.start))
}
