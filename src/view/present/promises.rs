//! The dates the client was given, how each was kept, and the sum of it in one sentence.

use super::{Item, Mark, Said, Shape, Slide, count, lines};
use crate::analysis::PromiseState;
use crate::client::{ClientProject, ClientPromise};
use crate::project::Page;
use crate::words::{DateForm, Dates, days};

const ROOM: usize = 9;

pub(super) fn slides(seen: &ClientProject, dates: &Dates) -> Vec<Slide> {
    let items: Vec<_> = seen.promises.iter().map(|one| (item(one, seen, dates), one.task)).collect();
    let page = Slide { lede: lede(seen), ..Slide::new(Page::Promises, Shape::List, "The dates we gave you") };
    page.spread(items, ROOM, |item| lines(&item.name, 30).max(lines(&item.text, 40)))
}

fn is_late(one: &ClientPromise) -> bool {
    matches!(one.state, PromiseState::AtRisk { .. } | PromiseState::Missed { .. }) || one.forecast.is_none()
}

/// Delivered by the day it was moved to.
fn is_moved(one: &ClientPromise) -> bool {
    let moved = matches!(one.state, PromiseState::MovedWithNotice { .. } | PromiseState::MovedLate { .. });
    moved && one.delivered_on.is_some()
}

/// `Of 5 dates, 2 are kept, 1 is kept on a later day than first said, 1 is on course, 1 is at risk.`
fn lede(seen: &ClientProject) -> String {
    let of = |is: &dyn Fn(&ClientPromise) -> bool| seen.promises.iter().filter(|one| is(one)).count();
    let missed = of(&|one| matches!(one.state, PromiseState::Missed { .. }));
    let moved = of(&is_moved);
    let kept = of(&|one| one.delivered_on.is_some() && !is_late(one)) - moved;
    let risk = of(&is_late) - missed;
    let open = seen.promises.len() - kept - moved - risk - missed;
    let be = |number: usize, words: &str| {
        (number > 0).then(|| format!("{number} {} {words}", if number == 1 { "is" } else { "are" }))
    };
    let later = be(moved, "kept on a later day than first said");
    let parts = [be(kept, "kept"), later, be(open, "on course"), be(risk, "at risk"), be(missed, "missed")];
    let parts: Vec<String> = parts.into_iter().flatten().collect();
    format!("Of {}, {}.", count(seen.promises.len(), "date", "dates"), parts.join(", "))
}

fn item(one: &ClientPromise, seen: &ClientProject, dates: &Dates) -> Item {
    let mark = match (is_late(one), one.delivered_on) {
        (true, _) => Mark::AtRisk,
        (false, Some(_)) if is_moved(one) => Mark::Moved,
        (false, Some(_)) => Mark::Kept,
        (false, None) => Mark::Ahead,
    };
    let saying = |said: &crate::client::ClientSaying| {
        let reason = if said.reason.trim().is_empty() { String::new() } else { format!(": {}", said.reason.trim()) };
        let label = format!("Said on {}", dates.write(said.said_on, DateForm::Short));
        Said::new(label, format!("{}{reason}", dates.write(said.date, DateForm::Weekday)))
    };
    let mut more = super::said([("To", &one.to)]);
    more.extend(one.sayings.iter().map(saying));
    if matches!(one.state, PromiseState::Missed { .. }) {
        more.extend(super::said([("Why it was missed", &one.why_missed)]));
    }
    Item {
        mark,
        when: dates.write(one.date, DateForm::Weekday),
        name: one.what.clone(),
        text: standing(one, seen, dates),
        level: 0,
        more,
    }
}

/// How it stands, in words for the client.
fn standing(one: &ClientPromise, seen: &ClientProject, dates: &Dates) -> String {
    let by = |number: i32| count(number.unsigned_abs() as usize, "day", "days");
    let expected = one.forecast.map(|date| dates.write(date, DateForm::Weekday));
    let was = one.sayings.iter().rev().map(|said| said.date).find(|date| *date != one.date);
    let was = was.map(|date| format!(", it was {}", dates.write(date, DateForm::Short))).unwrap_or_default();
    match (one.state, expected) {
        (PromiseState::Missed { by: late }, _) if one.delivered_on.is_some() => format!("Delivered {} late", by(late)),
        (PromiseState::Missed { .. }, Some(expected)) => format!("Missed; now expected on {expected}"),
        (_, None) => "Nothing in the plan delivers it now".to_owned(),
        (PromiseState::AtRisk { late_by }, Some(expected)) => {
            format!("At risk: expected on {expected}, {} late", days(late_by, &seen.hours, dates.locale))
        }
        (PromiseState::Early { by: early }, _) => format!("Kept, {} early", by(early)),
        (PromiseState::MovedWithNotice { .. } | PromiseState::MovedLate { .. }, _) if one.delivered_on.is_none() => {
            format!("On course{was}")
        }
        _ if is_moved(one) => format!("Kept on its new day{was}"),
        _ if one.delivered_on.is_some() => format!("Kept{was}"),
        _ => "On course".to_owned(),
    }
}
