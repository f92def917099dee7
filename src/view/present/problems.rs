//! A problem a page, in the client's words; its ways out side by side on the next.

use super::{Item, Mark, Said, Shape, Slide};
use crate::client::{ClientOption, ClientProblem, ClientProject, OptionState};
use crate::project::Page;
use crate::words::{DateForm, Dates};

/// Ways out that stand side by side.
const COLUMNS: usize = 3;

pub(super) fn slides(seen: &ClientProject, dates: &Dates) -> Vec<Slide> {
    let open = seen.problems.iter().filter(|problem| problem.closed_on.is_none());
    open.flat_map(|problem| [vec![page(problem, dates)], ways_out(problem, dates)].concat()).collect()
}

fn page(problem: &ClientProblem, dates: &Dates) -> Slide {
    let raised = format!("Since {}", dates.write(problem.raised_on, DateForm::Weekday));
    let said = super::said([
        ("Why", &problem.why),
        ("How it came about", &problem.how),
        ("What it does to your dates", problem.effect.as_deref().unwrap_or_default()),
        ("What is still good", &problem.still_good),
        ("Who takes care of it", problem.owner.as_deref().unwrap_or_default()),
    ]);
    Slide {
        lede: problem.what.clone(),
        heading: raised,
        said,
        problem: Some(problem.id),
        ..Slide::new(Page::Problems, Shape::Problem, problem.title.clone())
    }
}

fn ways_out(problem: &ClientProblem, dates: &Dates) -> Vec<Slide> {
    let chosen = problem.options.iter().any(|option| option.state == OptionState::Chosen);
    let title = match problem.options.len() {
        _ if chosen => "The way we go",
        1 => "One way out so far",
        _ => "The ways out",
    };
    let items = problem.options.iter().map(|option| (item(option, dates), None)).collect();
    let slide = Slide { heading: problem.title.clone(), ..Slide::new(Page::Problems, Shape::Columns, title) };
    let mut all = slide.spread(items, COLUMNS, |_| 1);
    all.iter_mut().for_each(|slide| slide.problem = Some(problem.id));
    all
}

fn item(option: &ClientOption, dates: &Dates) -> Item {
    let finish = option.finish.map(|date| dates.write(date, DateForm::Weekday)).unwrap_or_default();
    let (kept, all) = option.kept;
    let mut more = super::said([("What it does", &option.effect), ("It ends", &finish)]);
    if all > 0 {
        more.push(Said::new("Dates we gave you", format!("{kept} of {all} kept")));
    }
    let (mark, when) = match option.state {
        OptionState::Proposed => (Mark::None, String::new()),
        OptionState::Recommended => (Mark::Recommended, String::new()),
        OptionState::Chosen => (Mark::Chosen, String::new()),
        OptionState::Reserve(None) => (Mark::Reserve, String::new()),
        OptionState::Reserve(Some(on)) => (Mark::Reserve, format!("until {}", dates.write(on, DateForm::Short))),
    };
    Item { mark, when, name: option.name.clone(), text: option.notice.clone(), level: 0, more }
}
