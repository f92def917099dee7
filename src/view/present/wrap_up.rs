//! Looking back: what went well and what did not side by side, then what was answered, and the words for next time.

use super::{Item, Said, Shape, Slide};
use crate::analysis::Event;
use crate::client::{ClientProject, ClientWrapUp};
use crate::project::Page;
use crate::view::confidence::event_words;
use crate::words::{DateForm, Dates};
use chrono::NaiveDate;

/// Lines of a column: as many as stand on a screen.
const MOST: usize = 4;

pub(super) fn slides(seen: &ClientProject, dates: &Dates) -> Vec<Slide> {
    let Some(wrap_up) = &seen.wrap_up else { return Vec::new() };
    what_happened(wrap_up, seen, dates).into_iter().chain(answered(wrap_up)).collect()
}

/// As many pages as the longer column needs.
fn what_happened(wrap_up: &ClientWrapUp, seen: &ClientProject, dates: &Dates) -> Vec<Slide> {
    let all = |events: &[(NaiveDate, Event)]| -> Vec<Said> {
        events.iter().filter_map(|event| said(event, seen, dates)).collect()
    };
    let columns = [("What went well", all(&wrap_up.ups)), ("What did not", all(&wrap_up.downs))];
    let pages = columns.iter().map(|(_, said)| said.len().div_ceil(MOST)).max().unwrap_or(0);
    let page = |at: usize| {
        let column = |(name, said): &(&str, Vec<Said>)| {
            let more: Vec<Said> = said.iter().skip(at * MOST).take(MOST).cloned().collect();
            (!more.is_empty()).then(|| Item { name: (*name).to_owned(), more, ..Item::default() })
        };
        let title = if pages > 1 { format!("Looking back, {} of {pages}", at + 1) } else { "Looking back".to_owned() };
        let items = columns.iter().filter_map(column).collect();
        Slide { items, ..Slide::new(Page::WrapUp, Shape::Columns, title) }
    };
    (0..pages).map(page).collect()
}

fn said((on, event): &(NaiveDate, Event), seen: &ClientProject, dates: &Dates) -> Option<Said> {
    Some(Said::new(dates.write(*on, DateForm::Short), event_words(*event, seen)?))
}

fn answered(wrap_up: &ClientWrapUp) -> Option<Slide> {
    let said: Vec<Said> =
        wrap_up.answers.iter().map(|(question, text)| Said::new(question.heading(), text.clone())).collect();
    (!said.is_empty()).then(|| Slide { said, ..Slide::new(Page::WrapUp, Shape::Problem, "What we take along") })
}
