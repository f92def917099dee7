//! The sample's radar in words; what was put off; calm.
#![allow(clippy::unwrap_used)]

use super::*;
use crate::plan::Moment;
use crate::project::record::Snooze;
use crate::project::{Cadence, Every, sample};
use crate::words::Locale;

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn dates() -> Dates {
    Dates::new(Locale::from_tag("en-GB"), day("2026-06-15"))
}

fn seen(project: &Project) -> Radar {
    look(project, &project.schedule(), day("2026-06-15"))
}

/// A line a line: about, sentence, notice, button.
fn picture(project: &Project) -> Vec<String> {
    let line = |line: Line| {
        let notice = if line.notice.is_empty() { String::new() } else { format!(" ({})", line.notice) };
        format!("{}: {}{notice} [{}]", line.about, line.said, line.action.label())
    };
    lines(&seen(project), project, &dates()).into_iter().map(line).collect()
}

#[test]
fn the_samples_radar_begins_with_the_promise_that_is_passed() {
    let project = sample(day("2026-06-15"));
    let lines = picture(&project);
    assert_eq!(
        lines[0],
        "Promise passed: “Everyone can book online before the season opens” was promised for Tue 11 Aug; the plan reaches Thu 13 Aug, 2 d past it. They do not know yet. (Tell now: 57 days of notice; in a week: 50) [Log that it was told]"
    );
    assert_eq!(label(&seen(&project)), format!("Radar: {}", lines.len()));
    let about: Vec<&str> = lines.iter().filter_map(|line| line.split_once(':').map(|(about, _)| about)).collect();
    assert_eq!(about, ["Promise passed", "Not told", "Not told", "Not told", "Problem", "Report"], "{lines:#?}");
    assert_eq!(strip(&seen(&project), day("2026-06-15")), "7 things are not told, the oldest for 6 days.");
}

#[test]
fn what_is_put_off_says_until_when_and_why() {
    let mut project = sample(day("2026-06-15"));
    let key = seen(&project).lines[0].key.clone();
    let before = picture(&project).len();
    let snooze = Snooze { until: day("2026-06-19"), reason: "I call on Friday".into(), weight: None };
    project.record.snoozed.insert(key, snooze);
    assert_eq!(picture(&project).len(), before - 1);
    let off = snoozed(&seen(&project), &project, &dates());
    assert_eq!(off.iter().map(|(_, why)| why.as_str()).collect::<Vec<_>>(), ["Until 19 Jun: I call on Friday"]);
}

#[test]
fn nothing_to_tell_is_a_good_word() {
    let mut project = Project::new("", Moment::parse("2026-06-15").unwrap());
    assert_eq!(
        (label(&seen(&project)), strip(&seen(&project), day("2026-06-15"))),
        ("Radar: calm".into(), "Calm. Everything is told.".into())
    );
    // A report is due on Friday, and was not sent the Friday before.
    project.sharing.cadence = Some(Cadence { every: Every::Week, from: day("2026-06-12"), at: 900 });
    assert_eq!(picture(&project), ["Report: The status report was due Fri 12 Jun, 3 days ago. [Write the report]"]);
    assert_eq!(strip(&seen(&project), day("2026-06-15")), "Everything is told.");
}
