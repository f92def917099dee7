//! The story of a project that slipped twice: what radar, strip and ledger say after each of its chapters is a golden file
//! (`FORTHRIGHT_GOLDEN=write` writes it), and the turns that matter are asked for by name.
#![allow(clippy::unwrap_used, clippy::panic)]

use crate::analysis::radar::{Signal, radar};
use crate::analysis::{PromiseState, count, ledger, recap, recovery, summary, trend};
use crate::client::ClientProject;
use crate::prepare::story::tell;
use crate::project::Project;
use crate::words::{Dates, Locale};
use chrono::NaiveDate;
use std::fmt::Write;

fn today() -> NaiveDate {
    "2026-11-27".parse().unwrap()
}

fn dates(today: NaiveDate) -> Dates {
    Dates::new(Locale::from_tag("en-GB"), today)
}

/// A chapter in words.
fn told(title: &str, on: NaiveDate, project: &Project) -> String {
    let (schedule, dates) = (project.schedule(), dates(on));
    let entries = ledger(project, &schedule, on);
    let mut out = format!("== {} {title}\n{}\n", on.format("%a %d %b"), summary(&count(&entries)));
    for entry in &entries {
        let promise = &project.promises[&entry.now.id];
        let said: Vec<String> = entry
            .sayings
            .iter()
            .map(|said| match said.notice {
                Some(notice) => {
                    format!("{} told {} ({notice})", said.date.format("%d %b"), said.told_on.format("%d %b"))
                }
                None => said.date.format("%d %b").to_string(),
            })
            .collect();
        let _ = writeln!(out, "  {}: {:?} {}", promise.words, entry.now.state, said.join(" → "));
    }
    let found = radar(project, &schedule, on, None);
    let _ = writeln!(out, "{}", crate::view::radar::strip(&found, on));
    for line in crate::view::radar::lines(&found, project, &dates) {
        let _ = writeln!(out, "  ! {} {}", line.said, line.notice);
    }
    out
}

/// The project after the chapter of that title, and its day.
fn after(title: &str) -> (Project, NaiveDate) {
    let mut found = None;
    tell(today(), |chapter, on, project| {
        if chapter == title {
            found = Some((project.clone(), on));
        }
    });
    found.unwrap()
}

#[test]
fn it_is_told_the_same_for_ever() {
    let mut out = String::new();
    let (project, refused) = tell(today(), |title, on, project| out.push_str(&told(title, on, project)));
    let schedule = project.schedule();
    let entries = ledger(&project, &schedule, today());
    out.push_str("== The way back\n");
    for (on, step) in recovery(&project, &entries) {
        let _ = writeln!(out, "  {} {step:?}", on.format("%d %b"));
    }
    let back = recap(&project, &entries);
    let _ = writeln!(out, "== Ups\n  {:?}\n== Downs\n  {:?}", back.ups, back.downs);
    for line in trend(&project, &schedule, today()) {
        let points: Vec<String> = line.points.iter().map(|point| point.planned.format("%d.%m.").to_string()).collect();
        let _ = writeln!(out, "trend {}: {}", project.plan.task(line.task).unwrap().name, points.join(" "));
    }
    let path = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/golden/the_story.txt");
    if std::env::var("FORTHRIGHT_GOLDEN").as_deref() == Ok("write") {
        std::fs::write(&path, &out).unwrap();
    }
    assert_eq!(refused, []);
    assert_eq!(out, std::fs::read_to_string(&path).unwrap());
}

#[test]
fn the_radar_says_it_the_moment_the_forecast_passes_a_promise() {
    for (title, before, notice) in [("The first slip", "Third Friday", 7), ("The second slip", "Seventh Friday", 17)] {
        let passed = |(project, on): (Project, NaiveDate)| {
            let found = radar(&project, &project.schedule(), on, None);
            let lines = found.lines.into_iter().filter(|line| matches!(line.signal, Signal::PromisePassed { .. }));
            lines.map(|line| line.notice).collect::<Vec<_>>()
        };
        assert_eq!(passed(after(before)), [], "{before}");
        assert_eq!(passed(after(title)), [Some(notice)], "{title}");
    }
}

#[test]
fn the_notice_of_the_call_stays_on_the_record() {
    for title in ["A way out is chosen", "Every desk, early", "Looking back"] {
        let (project, on) = after(title);
        let entries = ledger(&project, &project.schedule(), on);
        let live =
            entries.iter().find(|entry| project.promises[&entry.now.id].words.starts_with("Every desk")).unwrap();
        assert_eq!(live.sayings.last().unwrap().notice, Some(17), "{title}");
    }
}

#[test]
fn it_ends_told_kept_and_with_nothing_open() {
    let (project, on) = after("Looking back");
    let schedule = project.schedule();
    let found = radar(&project, &schedule, on, None);
    assert!(found.lines.is_empty(), "{:?}", found.lines);
    let states: Vec<PromiseState> = ledger(&project, &schedule, on).iter().map(|entry| entry.now.state).collect();
    assert!(
        !states.iter().any(|state| matches!(state, PromiseState::Open | PromiseState::AtRisk { .. })),
        "{states:?}"
    );
    assert_eq!(
        project.plan.tasks.iter().filter(|task| task.progress.actual_finish.is_none() && task.level > 0).count(),
        0
    );
    // Whatever the day it is opened on, the same story.
    for days in 1..8 {
        let later = today().checked_add_days(chrono::Days::new(days)).unwrap();
        let (other, refused) = tell(later, |_, _, _| ());
        assert_eq!((refused, other.record.conversations.len()), (Vec::new(), project.record.conversations.len()));
    }
}

#[test]
fn what_was_private_in_it_is_not_in_what_the_client_sees() {
    let (project, on) = after("Looking back");
    let seen = format!("{:?}", ClientProject::of(&project, &project.schedule(), on, &dates(on)));
    for private in ["Ask her alone", "polite, and short", "Clean up old test data", "no longer believed", "gone quiet"]
    {
        assert!(!seen.contains(private), "{private}");
    }
}

/// The plan a browser goes on with (`tests/browser/src/story.rs`): one slip is behind it, the second still to come.
#[test]
fn the_story_a_browser_goes_on_with_is_this_one() {
    let (project, _) = after("Seventh Friday");
    let text = crate::saved::plan_file::write(&project);
    let path = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/story.plan.json");
    if std::env::var("FORTHRIGHT_SAMPLES").as_deref() == Ok("write") {
        std::fs::write(&path, &text).unwrap();
    }
    let kept = std::fs::read_to_string(&path).unwrap_or_default();
    assert!(kept == text, "write tests/story.plan.json anew: FORTHRIGHT_SAMPLES=write cargo test --lib the_story");
}
