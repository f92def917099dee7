//! What we need from the client, by the day it is needed; and what was decided.

use super::{Item, Mark, Said, Shape, Slide, count, lines};
use crate::client::ClientProject;
use crate::project::Page;
use crate::view::asked::{Asked, AskedOf, asked};
use crate::words::{DateForm, Dates};

pub(super) fn needs(seen: &ClientProject, dates: &Dates) -> Vec<Slide> {
    let all = asked(seen);
    let step = |one: &Asked| match one.of {
        AskedOf::Step(task) => Some(task),
        AskedOf::Input(_) => None,
    };
    let items: Vec<_> = all.iter().map(|one| (need_item(one, seen, dates), step(one))).collect();
    let late = all.iter().filter(|one| one.late).count();
    let things = count(all.len(), "thing", "things");
    let lede = match (all.first(), late) {
        (None, _) => String::new(),
        (Some(first), 0) => match first.by {
            Some(by) => format!("{things}, the first by {}.", dates.write(by, DateForm::Weekday)),
            None => format!("{things}."),
        },
        (Some(_), late) => format!("{things}; the day of {late} has passed."),
    };
    let page = Slide { lede, ..Slide::new(Page::Needs, Shape::List, "What we need from you") };
    page.spread(items, 10, |item| lines(&item.name, 46) + if item.text.is_empty() { 0 } else { lines(&item.text, 56) })
}

fn need_item(one: &Asked, seen: &ClientProject, dates: &Dates) -> Item {
    let text = [&one.who, &one.waits, &one.effect].map(String::as_str);
    let text: Vec<&str> = text.into_iter().filter(|text| !text.is_empty()).collect();
    let step = match one.of {
        AskedOf::Step(task) => seen.step(task),
        AskedOf::Input(_) => None,
    };
    let mut more = super::said([("What you will see", step.map_or("", |step| &step.will_see))]);
    more.extend(one.asked_on.map(|on| Said::new("Asked on", dates.write(on, DateForm::Weekday))));
    Item {
        mark: if one.late { Mark::AtRisk } else { step.map_or(Mark::Ahead, |step| Mark::of(step.standing)) },
        when: one.by.map(|by| format!("by {}", dates.write(by, DateForm::Weekday))).unwrap_or_default(),
        name: one.what.clone(),
        text: text.join(" · "),
        level: 0,
        more,
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
