//! What keeps confidence: the client's concerns and where the plan answers each, how the work together is run, and who of
//! ours they meet.

use super::{Item, Mark, Said, Shape, Slide, count, lines};
use crate::client::{ClientBlock, ClientConcern, ClientProject, ClientTouchpoint, ConcernState};
use crate::project::Page;
use crate::view::confidence::{about, in_the_plan, what_for};
use crate::words::{DateForm, Dates};

/// Lines of a page whose things say more below them.
const ROOM: usize = 11;

fn below(item: &Item, signs: usize) -> usize {
    item.more.iter().map(|said| lines(&said.text, signs)).sum()
}

pub(super) fn concerns(seen: &ClientProject, dates: &Dates) -> Vec<Slide> {
    let items: Vec<_> =
        seen.concerns.iter().map(|one| (concern(one, seen, dates), one.steps.first().copied())).collect();
    let page = Slide { lede: so_far(seen), ..Slide::new(Page::Concerns, Shape::Answers, "Your concerns") };
    page.spread(items, ROOM, |item| lines(&item.name, 44) + below(item, 52))
}

/// `Of 3 concerns, 2 are answered, 1 is heard.`
fn so_far(seen: &ClientProject) -> String {
    let open = seen.concerns.iter().filter(|one| one.state == ConcernState::Heard).count();
    let all = count(seen.concerns.len(), "concern", "concerns");
    match (seen.concerns.len(), open) {
        (_, 0) => "Here is where the plan answers each.".to_owned(),
        (1, 1) => "We have heard it; the answer is still to come.".to_owned(),
        (every, open) if every == open => "We have heard them; the answers are still to come.".to_owned(),
        (_, 1) => format!("{all}; 1 answer is still to come."),
        (_, open) => format!("{all}; {open} answers are still to come."),
    }
}

fn concern(one: &ClientConcern, seen: &ClientProject, dates: &Dates) -> Item {
    let day = |date| dates.write(date, DateForm::Short);
    let (mark, when) = match one.state {
        ConcernState::Heard => (Mark::Heard, format!("heard {}", day(one.heard_on))),
        ConcernState::Answered => (Mark::Answered, "answered".to_owned()),
        ConcernState::Checked(on) => (Mark::Checked, format!("checked {}", day(on))),
    };
    let mut more = super::said([("Our answer", &one.answer)]);
    more.extend(in_the_plan(one, seen, dates).map(|text| Said::new("In the plan", text)));
    more.extend(about(one, seen).map(|text| Said::new("About", text)));
    Item { mark, when, name: format!("“{}”", one.words), text: String::new(), level: 0, more }
}

pub(super) fn agreement(seen: &ClientProject, dates: &Dates) -> Vec<Slide> {
    let Some(agreement) = &seen.agreement else { return Vec::new() };
    let item = |block: &ClientBlock| Item {
        name: block.about.name().to_owned(),
        more: super::said([("Until now", &block.before), ("From now on", &block.from_now)]),
        ..Item::default()
    };
    let lede = agreement.agreed_on.map(|on| format!("Agreed on {}.", dates.write(on, DateForm::Long)));
    let page =
        Slide { lede: lede.unwrap_or_default(), ..Slide::new(Page::Agreement, Shape::Answers, "How we work together") };
    // Before and from now on stand side by side: the longer one counts.
    let tall = |item: &Item| 2 + item.more.iter().map(|said| lines(&said.text, 30)).max().unwrap_or(0);
    page.spread(agreement.blocks.iter().map(|block| (item(block), None)).collect(), ROOM + 3, tall)
}

pub(super) fn touchpoints(seen: &ClientProject, dates: &Dates) -> Vec<Slide> {
    let items = seen.touchpoints.iter().map(|one| (touchpoint(one, dates), None)).collect();
    let page = Slide::new(Page::Touchpoints, Shape::List, "Who stands behind it");
    page.spread(items, ROOM, |item| {
        lines(&item.name, 44) + if item.text.is_empty() { 0 } else { lines(&item.text, 56) }
    })
}

fn touchpoint(one: &ClientTouchpoint, dates: &Dates) -> Item {
    Item {
        mark: if one.held_on.is_some() { Mark::Done } else { Mark::Ahead },
        when: one.day().map(|day| dates.write(day, DateForm::Weekday)).unwrap_or_default(),
        name: one.who.clone(),
        text: what_for(one),
        ..Item::default()
    }
}
