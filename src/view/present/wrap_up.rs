//! Looking back: what went well and what did not side by side, then what was answered, and the words for next time.

use super::{Item, Said, Shape, Slide};
use crate::analysis::Event;
use crate::client::{ClientProject, ClientWrapUp};
use crate::project::Page;
use crate::view::confidence::event_words;
use crate::words::{DateForm, Dates};
use chrono::NaiveDate;

/// Lines of a column, the one that counts the rest among them: as many as stand on a screen.
const MOST: usize = 4;

pub(super) fn slides(seen: &ClientProject, dates: &Dates) -> Vec<Slide> {
    let Some(wrap_up) = &seen.wrap_up else { return Vec::new() };
    [what_happened(wrap_up, seen, dates), answered(wrap_up)].into_iter().flatten().collect()
}

fn what_happened(wrap_up: &ClientWrapUp, seen: &ClientProject, dates: &Dates) -> Option<Slide> {
    let column = |name: &str, events: &[(NaiveDate, Event)]| {
        let mut more: Vec<Said> = events.iter().filter_map(|event| said(event, seen, dates)).collect();
        if more.len() > MOST {
            let rest = more.len() - (MOST - 1);
            more.truncate(MOST - 1);
            more.push(Said::new("", format!("And {rest} more")));
        }
        (!more.is_empty()).then(|| Item { name: name.to_owned(), more, ..Item::default() })
    };
    let columns = [column("What went well", &wrap_up.ups), column("What did not", &wrap_up.downs)];
    let items: Vec<Item> = columns.into_iter().flatten().collect();
    (!items.is_empty()).then(|| Slide { items, ..Slide::new(Page::WrapUp, Shape::Columns, "Looking back") })
}

fn said((on, event): &(NaiveDate, Event), seen: &ClientProject, dates: &Dates) -> Option<Said> {
    Some(Said::new(dates.write(*on, DateForm::Short), event_words(*event, seen)?))
}

fn answered(wrap_up: &ClientWrapUp) -> Option<Slide> {
    let said: Vec<Said> =
        wrap_up.answers.iter().map(|(question, text)| Said::new(question.heading(), text.clone())).collect();
    (!said.is_empty()).then(|| Slide { said, ..Slide::new(Page::WrapUp, Shape::Problem, "What we take along") })
}
