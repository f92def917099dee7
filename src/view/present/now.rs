//! Where we are: how much is done as of the status date, and what turned since the client was last told; before the
//! first report, what is under way and what was done last.

use super::{Item, Mark, Shape, Share, Slide, lines};
use crate::client::{ClientMove, ClientProject, ClientStep, Standing, Then};
use crate::plan::TaskId;
use crate::project::Page;
use crate::words::{DateForm, Dates, write_money};
use std::cmp::Reverse;

/// Lines of the list beside the picture: it is one page, whatever turned.
const ROOM: usize = 7;

pub(super) fn slides(seen: &ClientProject, dates: &Dates) -> Vec<Slide> {
    let steps: Vec<&ClientStep> = seen.steps.iter().filter(|step| !step.parent).collect();
    if steps.is_empty() {
        return Vec::new();
    }
    let of = |standing| steps.iter().filter(|step| step.standing == standing).count();
    let share = Share { done: of(Standing::Done), under_way: of(Standing::UnderWay), ahead: of(Standing::Ahead) };
    let (heading, mut items) = match was_told(seen) {
        true => (format!("Since {}", dates.write(seen.since.from, DateForm::Weekday)), turned(seen, dates)),
        false => ("Under way, and done last".to_owned(), lately(&steps, dates)),
    };
    if items.len() > ROOM {
        let more = items.len() - (ROOM - 1);
        items.truncate(ROOM - 1);
        items.push((Item { name: format!("And {more} more"), ..Item::default() }, None));
    }
    let page = Slide {
        lede: lede(seen, &share, dates),
        share: Some(share),
        heading: if items.is_empty() { nothing(seen) } else { heading },
        ..Slide::new(Page::Now, Shape::List, "Where we are")
    };
    if items.is_empty() { vec![page] } else { page.spread(items, ROOM, |item| lines(&item.name, 44)) }
}

/// A report went out before.
fn was_told(seen: &ClientProject) -> bool {
    matches!(seen.since.then, Then::Report(_))
}

fn nothing(seen: &ClientProject) -> String {
    if was_told(seen) { "Nothing has turned since we told you last".to_owned() } else { String::new() }
}

/// `9 of 24 steps are done, 3 are under way.`
fn lede(seen: &ClientProject, share: &Share, dates: &Dates) -> String {
    let all = share.done + share.under_way + share.ahead;
    let are = |number: usize| if number == 1 { "is" } else { "are" };
    let steps = if all == 1 { "step" } else { "steps" };
    let mut text = format!("{} of {all} {steps} {} done", share.done, are(share.done));
    if share.under_way > 0 {
        text.push_str(&format!(", {} {} under way", share.under_way, are(share.under_way)));
    }
    if let Some(money) = &seen.money {
        let write = |amount| write_money(amount, &money.currency, dates.locale);
        text.push_str(&format!("; {} of {} is spent", write(money.spent), write(money.expected)));
    }
    text + "."
}

type Row = (Item, Option<TaskId>);

/// Done, begun, moved since the last report, in that order; of what moved milestones first.
fn turned(seen: &ClientProject, dates: &Dates) -> Vec<Row> {
    let since = &seen.since;
    let row = |id: &TaskId, make: &dyn Fn(&ClientStep) -> (Mark, String)| {
        let step = seen.step(*id)?;
        let (mark, when) = make(step);
        Some((Item { mark, when, name: step.name.clone(), ..Item::default() }, Some(step.id)))
    };
    let day = |step: &ClientStep| dates.write(step.ends_on(), DateForm::Short);
    let done = since.done.iter().filter_map(|id| row(id, &|step| (Mark::Done, day(step))));
    let begun = since.started.iter().filter_map(|id| row(id, &|step| (Mark::UnderWay, format!("until {}", day(step)))));
    // One line a step.
    let mut moved: Vec<&ClientMove> = since.moved.iter().filter(|one| !since.started.contains(&one.task)).collect();
    moved.sort_by_key(|one| !seen.step(one.task).is_some_and(|step| step.milestone));
    let moved = moved.into_iter().filter_map(|one| row(&one.task, &|_| (Mark::Moved, dates.change(one.was, one.now))));
    done.chain(begun).chain(moved).collect()
}

/// Under way by finish, then the last three done.
fn lately(steps: &[&ClientStep], dates: &Dates) -> Vec<Row> {
    let mut under_way: Vec<&&ClientStep> = steps.iter().filter(|step| step.standing == Standing::UnderWay).collect();
    under_way.sort_by_key(|step| (step.finish, step.id));
    let mut done: Vec<&&ClientStep> = steps.iter().filter(|step| step.standing == Standing::Done).collect();
    done.sort_by_key(|step| (Reverse(step.finish), step.id));
    let row = |step: &&&ClientStep| {
        let day = dates.write(step.ends_on(), DateForm::Short);
        let going = step.standing == Standing::UnderWay;
        let item = Item {
            mark: Mark::of(step.standing),
            when: match going {
                true if step.percent > 0 => format!("{} %, until {day}", step.percent),
                true => format!("until {day}"),
                false => day,
            },
            name: step.name.clone(),
            more: super::said([("What you will see", &step.will_see)]),
            ..Item::default()
        };
        (item, Some(step.id))
    };
    under_way.iter().chain(done.iter().take(3)).map(row).collect()
}
