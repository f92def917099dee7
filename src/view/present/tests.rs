//! The sample in, its pages out as lines; hostile text and canaries in, nothing broken and nothing private out.
#![allow(clippy::unwrap_used)]

use super::*;
use crate::client::ClientProject;
use crate::project::{Page, PageChoice, Project, Report, ReportId, Sent, SentStep, sample};
use crate::words::Locale;
use chrono::NaiveDate;

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn dates() -> Dates {
    Dates::new(Locale::from_tag("en-GB"), day("2026-06-15"))
}

fn seen(project: &Project) -> ClientProject {
    ClientProject::of(project, &project.schedule(), day("2026-06-15"), &dates())
}

fn deck(project: &Project) -> Deck {
    Deck::of(&seen(project), &dates())
}

/// A slide as lines.
fn picture(slide: &Slide) -> String {
    let mut lines = vec![format!("# {}", slide.title)];
    lines.extend([&slide.lede, &slide.heading].into_iter().filter(|text| !text.is_empty()).cloned());
    lines.extend(slide.said.iter().map(|said| format!("{}: {}", said.label, said.text)));
    for item in &slide.items {
        let parts = [item.mark.word(), &item.when, &item.name, &item.text];
        let parts: Vec<&str> = parts.into_iter().filter(|part| !part.is_empty()).collect();
        lines.push(format!("{}- {}", "  ".repeat(item.level.into()), parts.join(" | ")));
    }
    if let Some(timeline) = &slide.timeline {
        let ticks: Vec<&str> = timeline.ticks.iter().map(|tick| tick.2.as_str()).collect();
        lines.push(format!("[{}]", ticks.join(" ")));
        let bar = |bar: &Bar| format!("{:>3.0}–{:<3.0} {} {}", bar.left, bar.left + bar.width, bar.name, bar.when);
        lines.extend(timeline.bars.iter().map(bar));
    }
    lines.join("\n")
}

#[track_caller]
fn check(slide: &Slide, expected: &str) {
    let expected: Vec<&str> = expected.trim().lines().collect();
    assert_eq!(picture(slide).lines().collect::<Vec<_>>(), expected, "\n{}", picture(slide));
}

#[test]
fn the_sample_is_told_on_its_pages_in_order_and_what_is_empty_is_no_page() {
    let deck = deck(&sample(day("2026-06-15")));
    let titles: Vec<&str> = deck.slides.iter().map(|slide| slide.title.as_str()).collect();
    assert_eq!(
        titles,
        [
            "What it is for",
            "The steps, 1 of 2",
            "The steps, 2 of 2",
            "Where we are",
            "What comes next",
            "The dates we gave you",
            "What we need from you",
            "Gift vouchers at the opening",
            "The ways out",
            "The contract with the payment provider takes longer",
        ]
    );
    assert_eq!(
        (deck.project.as_str(), deck.as_of.as_str()),
        ("Harbour Museum: online booking", "As of Fri 12 Jun 2026")
    );
}

#[test]
fn pages_stand_in_the_presenters_order_and_those_left_out_are_not_there() {
    let mut project = sample(day("2026-06-15"));
    let choice = |page, left_out| PageChoice { page, left_out };
    project.sharing.pages =
        vec![choice(Page::Needs, false), choice(Page::Outline, true), choice(Page::Problems, false)];
    let pages: Vec<Page> = deck(&project).slides.iter().map(|slide| slide.page).collect();
    assert_eq!(
        pages,
        [Page::Needs, Page::Problems, Page::Problems, Page::Problems, Page::Now, Page::Next, Page::Promises]
    );
    assert!(deck(&Project::new("", crate::plan::Moment::parse("2026-06-01").unwrap())).slides.is_empty());
}

#[test]
fn where_we_are_tells_what_turned_since_the_last_report() {
    let mut project = sample(day("2026-06-15"));
    let now = seen(&project);
    let told = |step: &crate::client::ClientStep| SentStep {
        task: step.id,
        start: step.start,
        finish: if step.name == "Go-live" { crate::plan::Moment(step.finish.0 - 2 * 1440) } else { step.finish },
        percent: if step.name == "Scope and release plan" { 50 } else { step.percent },
    };
    let mut report = Report::new(ReportId(900), day("2026-06-05"));
    let steps = now.steps.iter().map(told).collect();
    report.sent = Some(Box::new(Sent { on: day("2026-06-05"), steps, ..crate::project::Sent::default() }));
    project.reports.insert(report.id, report);
    let slide = deck(&project).slides.into_iter().find(|slide| slide.page == Page::Now).unwrap();
    assert_eq!(slide.heading, "Since Fri 5 Jun");
    let lines: Vec<String> = picture(&slide).lines().skip(3).map(str::to_owned).collect();
    assert_eq!(lines, ["- done | 20 May | Scope and release plan", "- moved | 11 → 13 Aug | Go-live"]);
}

#[test]
fn hostile_text_stays_as_it_is_and_no_page_overflows() {
    let mut project = sample(day("2026-06-15"));
    let hostile = [
        "<script>alert(1)</script>".to_owned(),
        "\u{202e}txet".to_owned(),
        "👩‍👩‍👧‍👦".repeat(40),
        "x".repeat(10_000),
        String::new(),
    ];
    for (at, task) in project.plan.tasks.iter_mut().enumerate() {
        task.name = hostile[at % 5].clone();
        task.will_see = hostile[(at + 1) % 5].clone();
    }
    project.name = hostile[0].clone();
    project.brief.outcomes = hostile.join("\n");
    let deck = deck(&project);
    assert_eq!(deck.project, hostile[0]);
    for slide in &deck.slides {
        assert!(slide.items.len() <= 30, "{}", slide.title);
    }
    assert!(deck.slides.iter().flat_map(|slide| &slide.items).any(|item| item.name.len() == 10_000));
}

#[test]
fn no_private_word_is_in_the_deck_or_in_what_is_tried() {
    let project = crate::client::tests::with_canaries();
    let (deck, seen) = (deck(&project), seen(&project));
    let step = seen.steps.iter().find(|step| !step.summary && step.standing == Standing::Ahead).unwrap().id;
    let tries = crate::prepare::try_more(&project, &[], step, crate::prepare::Nudge::Stretch(9)).unwrap();
    let edits: Vec<_> = tries.iter().map(|one| one.edit.clone()).collect();
    let tried = crate::client::what_if(&project, &project.schedule(), &edits, day("2026-06-15"), &dates());
    let trying = trying(&seen, Some(&tried), Some(step), "", &dates());
    assert!(trying.timeline.bars.iter().any(|bar| bar.moved.is_some()));
    let text = serde_json::to_string(&(&deck, &trying)).unwrap();
    assert!(text.contains("Harbour") && !text.contains("canary"), "{text}");
    // Private notes are the one thing with private words.
    let all: Vec<Note> = deck.slides.iter().flat_map(|slide| notes(&project, slide)).collect();
    assert!(all.iter().any(|note| note.text.contains("canary")));
}

#[test]
fn concerns_agreement_meetings_and_looking_back_are_pages_where_they_are_marked() {
    let deck = deck(&crate::client::tests::with_canaries());
    let at = |page| deck.slides.iter().find(|slide| slide.page == page).unwrap();
    let more = |slide: &Slide| {
        let said = slide.items.iter().flat_map(|item| &item.more);
        said.map(|said| format!("{}: {}", said.label, said.text)).collect::<Vec<_>>().join("\n")
    };
    check(
        at(Page::Concerns),
        "
# Your concerns
Here is where the plan answers each.
- answered in the plan | answered | “Will it hold on the first day?”
",
    );
    assert_eq!(
        more(at(Page::Concerns)),
        "Our answer: The test is in the plan\nIn the plan: Discovery, 11–20 May",
        "a step and a problem they do not see are not there"
    );
    check(at(Page::Agreement), "# How we work together\n- Status");
    assert_eq!(more(at(Page::Agreement)), "Until now: When we remembered\nFrom now on: Every Friday by three");
    check(
        at(Page::Touchpoints),
        "# Who stands behind it\n- ahead | Fri 12 Jun | Our director | The go-live\n- ahead | Fri 12 Jun | Our director | The pilot",
    );
    let back: Vec<&Slide> = deck.slides.iter().filter(|slide| slide.page == Page::WrapUp).collect();
    check(back[1], "# What we take along\nNext time …: Next time we ask earlier");
    assert!(
        more(back[0]).contains("20 May: “We agree with you what is in the first release” kept"),
        "{}",
        more(back[0])
    );
}

/// Keys in, where the presentation is out: the slide, `.` blank, the selected item, `!` zoomed.
fn walk(keys: &[Turn]) -> String {
    let deck = deck(&sample(day("2026-06-15")));
    let mut show = Show::default();
    for key in keys {
        match show.turn(*key, &deck) {
            Some(next) => show = next,
            None => return "left".to_owned(),
        }
    }
    let item = show.selected.map(|item| format!(" {item}")).unwrap_or_default();
    format!("{}{item}{}{}", show.at, if show.zoomed { "!" } else { "" }, if show.blank { "." } else { "" })
}

#[test]
fn keys_turn_pages_select_zoom_blank_and_leave() {
    use Turn::*;
    for (keys, expected) in [
        (&[Next, Next, Previous][..], "1"),
        (&[Previous], "0"),
        (&[Last, Next], "9"),
        (&[Last, First], "0"),
        (&[Down, Down, Up], "0 0"),
        (&[Zoom, Down], "0 1!"),
        (&[Zoom, Back], "0 0"),
        (&[Zoom, Next], "1"),
        (&[Blank], "0."),
        (&[Blank, Next], "0"),
        (&[Blank, Back, Back], "left"),
        (&[Pick(99)], "0"),
        (&[Pick(2), Zoom, Zoom], "0 2"),
    ] {
        assert_eq!(walk(keys), expected, "{keys:?}");
    }
}

#[test]
fn the_pages_of_the_sample_say_this() {
    let deck = deck(&sample(day("2026-06-15")));
    let at = |page| deck.slides.iter().find(|slide| slide.page == page).unwrap();
    check(
        at(Page::Now),
        "
# Where we are
12 of 32 steps are done, 4 are under way.
Since Fri 5 Jun
- done | 11 Jun | Museum: texts approved
- under way | until 19 Jun | Translation into French and German
- moved | 14 → 17 Jul | Build complete
- moved | 27 → 30 Jul | Ready for the pilot
- moved | 10 → 13 Aug | Go-live
- moved | 24 → 27 Aug | Wrap-up meeting
- And 10 more
",
    );
    check(
        at(Page::Next),
        "
# What comes next
- milestone | Tue 23 Jun | Design approved | You approve the design
- milestone | Fri 17 Jul | Build complete | Everything in the scope can be tried
- milestone | Thu 30 Jul | Ready for the pilot | You accept the portal
[May 2026 Jun 2026 Jul 2026 Aug 2026]
  0–9   Discovery 11–20 May
  9–40  Look and feel 21 May – 23 Jun
  9–62  Build 21 May – 17 Jul
 20–56  Content 1 Jun – 10 Jul
 43–74  Test 26 Jun – 30 Jul
 74–100 Pilot and go-live 30 Jul – 27 Aug
",
    );
    check(
        at(Page::Promises),
        "
# The dates we gave you
Of 4 dates, 1 is kept, 2 are on course, 1 is at risk.
- kept | Fri 22 May | We agree with you what is in the first release | Kept, 2 days early
- ahead | Tue 30 Jun | You have every page in front of you and approve the design | On course, it was 22 Jun
- ahead | Fri 31 Jul | The portal is ready for the Friends of the Museum | On course
- at risk | Tue 11 Aug | Everyone can book online before the season opens | At risk: expected on Thu 13 Aug, 2 d late
",
    );
}

/// The story at its end: dates that were moved are not called kept, a way that was chosen is not one so far, and looking
/// back leaves nothing out.
#[test]
fn what_is_shown_at_the_end_is_no_kinder_than_it_was() {
    let today = day("2026-11-27");
    let dates = Dates::new(Locale::from_tag("en-GB"), today);
    let mut project = crate::prepare::story::story(today);
    project.problems.values_mut().for_each(|problem| {
        problem.closed_on = None;
        problem.solutions.retain(|_, one| one.state == crate::project::SolutionState::Chosen);
    });
    project.record.guides.values_mut().for_each(|guide| guide.client_visible = true);
    let seen = ClientProject::of(&project, &project.schedule(), today, &dates);
    let promises = slides(Page::Promises, &seen, &dates);
    assert_eq!(promises[0].lede, "Of 5 dates, 3 are kept, 2 are kept on a later day than first said.");
    let moved: Vec<&str> = promises
        .iter()
        .flat_map(|one| &one.items)
        .filter(|one| one.mark == Mark::Moved)
        .map(|one| one.text.as_str())
        .collect();
    assert_eq!(moved, ["Kept on its new day, it was 9 Oct", "Kept on its new day, it was 13 Nov"]);
    let titles: Vec<String> = slides(Page::Problems, &seen, &dates).into_iter().map(|one| one.title).collect();
    assert_eq!(titles.last().map(String::as_str), Some("The way we go"));
    let back = slides(Page::WrapUp, &seen, &dates);
    let said: usize = back.iter().flat_map(|one| &one.items).map(|item| item.more.len()).sum();
    let wrap_up = seen.wrap_up.as_ref().unwrap();
    assert_eq!(said, wrap_up.ups.len() + wrap_up.downs.len());
    assert_eq!((back[0].title.as_str(), back[1].title.as_str()), ("Looking back, 1 of 2", "Looking back, 2 of 2"));
}

/// Where a bar leaves no room beside it, its days stand on it; what was there before is no place for them.
#[test]
fn days_of_bars_stand_where_there_is_room() {
    let day = |text: &str| crate::plan::Moment::parse(text).unwrap();
    let seen = seen(&sample(self::day("2026-06-15")));
    let mut steps: Vec<crate::client::ClientStep> =
        seen.steps.iter().filter(|one| !one.milestone).take(4).cloned().collect();
    let spans = [("06-01", "08-31"), ("06-01", "06-05"), ("08-20", "08-31"), ("06-15", "08-01")];
    for (step, (from, to)) in steps.iter_mut().zip(spans) {
        (step.start, step.finish) = (day(&format!("2026-{from}")), day(&format!("2026-{to}")));
    }
    let rows: Vec<&crate::client::ClientStep> = steps.iter().collect();
    let places =
        |was: &Was| timeline::of(&seen, &rows, was, &dates()).bars.iter().map(|bar| bar.beside).collect::<Vec<_>>();
    use Beside::*;
    assert_eq!(places(&Was::new()), [On, After, Before, After]);
    let was = [(steps[3].id, (day("2026-06-15"), day("2026-08-30")))].into();
    assert_eq!(places(&was)[3], On);
}

#[test]
fn below_one_summary_that_holds_everything_its_parts_are_the_timeline() {
    let mut project = sample(day("2026-06-15"));
    let all = |project: &Project| {
        let deck = deck(project);
        let slide = deck.slides.iter().find(|slide| slide.page == Page::Next).unwrap().clone();
        slide.timeline.unwrap().bars.iter().map(|bar| bar.name.clone()).collect::<Vec<_>>()
    };
    let before = all(&project);
    project.plan.tasks.iter_mut().for_each(|task| task.level += 1);
    let mut root = crate::plan::Task::new(TaskId(7_000), 0, "Everything", crate::plan::Duration::ZERO);
    root.client_visible = true;
    project.plan.tasks.insert(0, root);
    assert!(before.len() > 2);
    assert_eq!(all(&project), before);
}

/// An old plan, and one that goes on into the next year.
#[test]
fn days_of_another_year_say_which() {
    let mut project = sample(day("2025-12-01"));
    project.plan.settings.status_date = None;
    let deck = deck(&project);
    let text: String = deck.slides.iter().map(picture).collect();
    assert!(text.contains("2025") && text.contains("2026"), "{text}");
    let slide = deck.slides.iter().find(|slide| slide.title.starts_with("The steps")).unwrap();
    assert!(slide.items.iter().any(|item| item.when.ends_with(" 2025")), "{}", picture(slide));
}
