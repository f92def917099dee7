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

/// A reset of the story, the day it was held and at the end.
#[test]
fn a_page_that_was_held_stays_as_it_was_shown() {
    let today: NaiveDate = "2026-11-27".parse().unwrap();
    let project = story(today, Locale::from_tag("en-GB"));
    let style = Style { dates: Dates::new(Locale::from_tag("en-GB"), today), currency: String::new() };
    let schedule = project.schedule();
    let source = Source { project: &project, schedule: &schedule, today, style: &style, compared: None };
    let reset = project.record.guides.values().find(|one| one.kind == GuideKind::Reset).unwrap();
    let lines = |page: &Page, heading: &str| {
        page.sections.iter().find(|one| one.heading == heading).map(|one| one.lines.clone()).unwrap_or_default()
    };
    let shown = page(&source, reset);
    // What was promised that day, though all of it is delivered now.
    assert_eq!(
        lines(&shown, "The new plan"),
        [
            "One list of cancelled appointments each morning: 12 Nov",
            "One page beside each screen: 18 Nov",
            "Every desk sends letters and texts: 24 Nov",
            "Trial passed: 13 Nov"
        ]
    );
    assert_eq!(
        lines(&shown, "The old plan"),
        ["Letters agreed: 16 Sep", "Ready to try: 8 Oct", "Trial passed: 29 Oct", "All desks live: 5 Nov"],
        "as agreed"
    );
    let opened = Guide { held_on: None, held: Vec::new(), ..reset.clone() };
    assert_eq!(lines(&page(&source, &opened), "The new plan"), [""; 0]);
    // An answer can still be put right, and goes back to what was shown.
    let changed = answered(reset, "missed", Some("Both.".into()));
    assert_eq!(page(&source, &changed).answer("missed").text, "Both.");
    assert_eq!(held(&source, reset, Some(today)).held, reset.held);
    assert_eq!(held(&source, reset, None).held, []);
}

#[test]
fn a_conversation_is_logged_with_whom_and_what_the_page_has() {
    let today: NaiveDate = "2026-06-10".parse().unwrap();
    let project = sample(today);
    let schedule = project.schedule();
    let style = Style { dates: Dates::new(Locale::default(), today), currency: "EUR".into() };
    let source = Source { project: &project, schedule: &schedule, today, style: &style, compared: None };
    let mut guide = Guide::new(GuideId(1), GuideKind::BadNews, today);
    guide.person = "Helen Brandt, Louise Meyer".into();
    guide.problem = project.problems.values().find(|one| one.client_visible).map(|one| one.id);
    let guide = answered(&guide, "notes", Some("She will ask the board".into()));
    let talk = conversation(&source, &guide);
    assert_eq!(talk.people, ["Helen Brandt", "Louise Meyer"]);
    assert_eq!(talk.said, "She will ask the board");
    assert!(talk.told.len() > 1, "its ways out and the dates it moves too: {talk:?}");
    let frank = Guide::new(GuideId(2), GuideKind::Frank, today);
    let frank = answered(&frank, "well", Some("The design.".into()));
    assert_eq!(conversation(&source, &frank).said, "What went well? The design.");
}

#[test]
fn two_pages_of_one_kind_are_told_apart() {
    let mut project = sample("2026-06-10".parse().unwrap());
    let style = Style { dates: Dates::new(Locale::default(), "2026-06-10".parse().unwrap()), currency: String::new() };
    project.record.guides.clear();
    let problem = project.problems.keys().next().copied();
    for (id, problem) in [(901, None), (902, None), (903, problem)] {
        let guide = Guide::new(GuideId(id), GuideKind::BadNews, "2026-06-10".parse().unwrap());
        project.record.guides.insert(GuideId(id), Guide { problem, ..guide });
    }
    let names: Vec<String> = rows(&project, &style).into_iter().map(|row| row.name).collect();
    assert_eq!(names[1..], ["Bad-news call, 2", "Bad-news call"]);
    assert!(names[0].starts_with("Bad-news call: "), "{names:?}");
}

/// Nothing is cut without a word, and a problem with a way chosen is not one without.
#[test]
fn a_handover_has_all_of_it() {
    let today: NaiveDate = "2026-11-27".parse().unwrap();
    let project = story(today, Locale::from_tag("en-GB"));
    let style = Style { dates: Dates::new(Locale::from_tag("en-GB"), today), currency: String::new() };
    let lines = |project: &Project, heading: &str| {
        let schedule = project.schedule();
        let source = Source { project, schedule: &schedule, today, style: &style, compared: None };
        let page = handover(&source);
        page.sections.iter().find(|one| one.heading == heading).map(|one| one.lines.clone()).unwrap_or_default()
    };
    assert_eq!(lines(&project, "Conversations in short").len(), project.record.conversations.len());
    assert_eq!(lines(&project, "Decisions").len(), 1);
    assert_eq!(lines(&project, "What we need from the client").len(), 1);
    assert_eq!(lines(&project, "Open problems"), [""; 0]);
    let mut open = project.clone();
    open.problems.values_mut().for_each(|one| one.closed_on = None);
    assert_eq!(lines(&open, "Open problems"), [""; 0]);
    assert_eq!(
        lines(&open, "Problems with a way chosen"),
        [
            "Answers in other languages are not understood. Chosen: Every language, a week later. Next: Paul and Dr Roth choose on Friday"
        ]
    );
}
