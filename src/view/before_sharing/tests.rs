//! The sample, and marks taken from it, in; the two lists out.
#![allow(clippy::unwrap_used)]

use super::*;
use crate::project::{Promise, PromiseId, Saying, sample};
use crate::words::{Dates, Locale};
use chrono::NaiveDate;

fn day() -> NaiveDate {
    "2026-06-15".parse().unwrap()
}

fn of(project: &Project) -> BeforeSharing {
    let dates = Dates::new(Locale::from_tag("en-GB"), day());
    before_sharing(project, &ClientProject::of(project, &project.schedule(), day(), &dates))
}

/// One a line; names where there are few.
fn picture(lines: &[Line]) -> String {
    let text = |line: &Line| match line.names.len() {
        1..=5 => format!("{}: {}\n", line.what, line.names.join(", ")),
        _ => format!("{}\n", line.what),
    };
    lines.iter().map(text).collect()
}

#[test]
fn the_sample_says_what_is_seen_and_what_is_withheld() {
    let found = of(&sample(day()));
    assert_eq!(
        picture(&found.seen),
        "\
5 parts of the brief: Purpose, Outcomes, Scope, Out of scope, Assumptions
39 steps
2 start dates explained by “our internal work”: Design approved, Ready for the pilot
8 people
4 promises: We agree with you what is in the first release, You have every page in front of you and approve the design, The portal is ready for the Friends of the Museum, Everyone can book online before the season opens
4 things we need from them: Design approved, Museum: contract with the payment provider, Museum: acceptance test, Pilot with Friends of the Museum
2 problems: Gift vouchers at the opening, The contract with the payment provider takes longer
2 ways out: Vouchers four weeks after the opening, Vouchers now, bookings for schools later
"
    );
    assert_eq!(
        picture(&found.withheld),
        "\
4 steps: Review of today’s ticketing, Accessibility review, Test cases, Fixes
4 private notes: Museum: contract with the payment provider, Link to the ticketing system, Translation into French and German, Function tests
1 supplier’s name: Lingua House
2 problems in our own words: The museum’s contract for payments is stuck, Louise wants gift vouchers sold at the opening
4 conversations: Meeting with Louise Meyer, Helen Brandt, Samir Haddad, Mail with Helen Brandt, Call with Helen Brandt, Mail with Samir Haddad
the money: rates, costs and budget
"
    );
    assert_eq!(found.look_again, Vec::<String>::new());
}

#[test]
fn what_is_seen_and_what_is_withheld_are_all_there_is() {
    let mut project = sample(day());
    for (at, task) in project.plan.tasks.iter_mut().enumerate() {
        task.client_visible = at % 3 == 0;
    }
    project.plan.tasks[0].inactive = true;
    let found = of(&project);
    let count = |lines: &[Line], words: [&str; 2]| {
        let line = lines.iter().find(|line| words.iter().any(|word| line.what.ends_with(word)));
        line.map_or(0, |line| line.count)
    };
    for (words, all) in [
        ([" step", " steps"], project.plan.tasks.len()),
        ([" promise", " promises"], project.promises.len()),
        ([" problem", " problems"], project.problems.len()),
        ([" decision", " decisions"], project.decisions.len()),
        ([" part of the brief", " parts of the brief"], 5),
    ] {
        assert_eq!(count(&found.seen, words) + count(&found.withheld, words), all, "{words:?}");
    }
}

#[test]
fn a_project_with_nothing_marked_shows_nothing() {
    let mut project = Project::new("Garden", crate::plan::Moment::parse("2026-06-01").unwrap());
    assert_eq!(of(&project), BeforeSharing::default());
    project.brief.scope = "Beds".to_owned();
    assert_eq!(picture(&of(&project).withheld), "1 part of the brief: Scope\n");
}

#[test]
fn a_withheld_name_in_a_shared_text_is_to_be_looked_at_again() {
    let mut project = sample(day());
    let house = project.plan.resources.values_mut().find(|one| one.side == Side::Supplier).unwrap();
    house.client_visible = false;
    let task = project.plan.tasks[1].id;
    let saying = Saying {
        said_on: day(),
        date: day(),
        reason: "Waits for lingua house, after the Accessibility review".into(),
        chance: None,
    };
    let words = "Texts, but not Lingua Houses".to_owned();
    let to = String::new();
    let promise =
        Promise { words, to, client_visible: true, sayings: vec![saying], ..Promise::new(PromiseId(900), task) };
    project.promises.insert(promise.id, promise);
    assert_eq!(
        of(&project).look_again,
        [
            "“Accessibility review” is withheld, and named in the promise “Texts, but not Lingua Houses”.",
            "“Lingua House” is withheld, and named in the promise “Texts, but not Lingua Houses”.",
        ]
    );
}
