//! Guided pages as they read.
#![allow(clippy::unwrap_used)]

use super::*;
use crate::project::record::GuideId;
use crate::project::{ProblemId, sample};
use crate::words::{Dates, Locale};

fn shown(kind: GuideKind, change: impl FnOnce(&mut Guide, &Project)) -> (Page, Guide) {
    let today: NaiveDate = "2026-06-10".parse().unwrap();
    let project = sample(today);
    let schedule = project.schedule();
    let style = Style { dates: Dates::new(Locale::default(), today), currency: "EUR".into() };
    let mut guide = Guide::new(GuideId(1), kind, today);
    change(&mut guide, &project);
    let problem = guide.problem.and_then(|id| project.problems.get(&id));
    let wanted = problem.map(crate::view::options::wanted).unwrap_or_default();
    let compared = Compared::new(&project, &schedule, &wanted, today);
    let source = Source { project: &project, schedule: &schedule, today, style: &style, compared: Some(&compared) };
    (page(&source, &guide), guide)
}

#[test]
fn a_bad_news_call_is_filled_from_its_problem_and_keeps_only_what_was_written() {
    let first = |guide: &mut Guide, project: &Project| guide.problem = project.problems.keys().next().copied();
    let (found, guide) = shown(GuideKind::BadNews, first);
    assert_eq!(found.mark, OURS);
    assert!(!found.answer("what").text.is_empty() && !found.answer("good").text.is_empty());
    assert!(found.sections.iter().any(|one| one.heading == "Options" && !one.lines.is_empty()));
    assert_eq!((found.answer("notes").ruled, guide.answers.len()), (6, 0));
    let (found, _) = shown(GuideKind::BadNews, |guide, project| {
        first(guide, project);
        *guide = answered(guide, "what", Some("Ours.".into()));
    });
    assert_eq!((found.answer("what").text.as_str(), found.answer("what").edited), ("Ours.", true));
    let (found, _) = shown(GuideKind::BadNews, |guide, _| guide.problem = Some(ProblemId(9_999)));
    assert_eq!(found.answer("what").text, "");
}

#[test]
fn a_reset_and_a_wrap_up_are_written_from_what_the_client_sees() {
    let (found, _) = shown(GuideKind::Reset, |guide, _| guide.client_visible = true);
    assert_eq!(found.mark, "");
    assert!(found.answer("missed").text.contains("Visitors stumbled"), "{found:?}");
    let (found, _) = shown(GuideKind::WrapUp, |_, _| ());
    assert_eq!(found.mark, OURS);
    assert!(found.answer("ups").text.contains("kept early"), "{found:?}");
    assert!(!format!("{found:?}").contains("legal department"), "{found:?}");
    let (found, _) = shown(GuideKind::Escalation, |_, _| ());
    assert!(found.answer("why_now").text.contains("at risk by 2 d"), "{found:?}");
}
