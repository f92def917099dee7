//! What we need from the client, by the day it is needed; and what was decided.

use super::{Item, Mark, Shape, Slide, count, lines};
use crate::client::{ClientNeed, ClientProject};
use crate::project::Page;
use crate::words::{DateForm, Dates};

pub(super) fn needs(seen: &ClientProject, dates: &Dates) -> Vec<Slide> {
    let items: Vec<_> = seen.needs.iter().map(|need| (need_item(need, seen, dates), Some(need.task))).collect();
    let late = seen.needs.iter().filter(|need| need.by < seen.today).count();
    let things = count(seen.needs.len(), "thing", "things");
    let lede = match (seen.needs.first(), late) {
        (Some(first), 0) => format!("{things}, the first by {}.", dates.write(first.by, DateForm::Weekday)),
        (Some(_), late) => format!("{things}; the day of {late} has passed."),
        (None, _) => String::new(),
    };
    let page = Slide { lede, ..Slide::new(Page::Needs, Shape::List, "What we need from you") };
    page.spread(items, 10, |item| lines(&item.name, 46) + usize::from(!item.text.is_empty()))
}

fn need_item(need: &ClientNeed, seen: &ClientProject, dates: &Dates) -> Item {
    let waiting = seen.links.iter().filter(|link| link.predecessor == need.task);
    let waiting: Vec<&str> = waiting.filter_map(|link| Some(seen.step(link.successor)?.name.as_str())).collect();
    let waits = match waiting.as_slice() {
        [] => String::new(),
        [one] => format!("{one} waits for it"),
        [one, rest @ ..] => format!("{one} and {} wait for it", count(rest.len(), "other step", "other steps")),
    };
    let who = need.who.clone().unwrap_or_default();
    let text = [who, waits].into_iter().filter(|text| !text.is_empty()).collect::<Vec<_>>().join(" · ");
    let step = seen.step(need.task);
    Item {
        mark: if need.by < seen.today {
            Mark::AtRisk
        } else {
            step.map_or(Mark::Ahead, |step| Mark::of(step.standing))
        },
        when: format!("by {}", dates.write(need.by, DateForm::Weekday)),
        name: need.what.clone(),
        text,
        level: 0,
        more: super::said([("What you will see", step.map_or("", |step| &step.will_see))]),
    }
}

pub(super) fn decisions(seen: &ClientProject, dates: &Dates) -> Vec<Slide> {
    let item = |one: &crate::client::ClientDecision| Item {
        mark: Mark::Chosen,
        when: dates.write(one.decided_on, DateForm::Weekday),
        name: one.what.clone(),
        text: if one.by.trim().is_empty() { String::new() } else { format!("Decided by {}", one.by.trim()) },
        level: 0,
        more: super::said([("Why", &one.why), ("What it does", &one.effect)]),
    };
    let items = seen.decisions.iter().map(|one| (item(one), None)).collect();
    let cost = |item: &Item| {
        let more: usize = item.more.iter().map(|said| lines(&said.text, 60)).sum();
        1 + lines(&item.name, 40) + more
    };
    Slide::new(Page::Decisions, Shape::List, "What was decided").spread(items, 11, cost)
}
