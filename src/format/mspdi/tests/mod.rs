//! What is written comes back: laws over seeded projects, real plans, hostile text, the schema's order, a golden file.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod by_hand;
mod laws;
mod order;
mod real;
mod seeded;
mod texts;

use super::{Private, read, write};
use crate::project::Project;
use chrono::NaiveDate;

fn today() -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 3, 2).unwrap()
}

fn saved(project: &Project, private: Private) -> String {
    write(project, &project.schedule(), today(), private)
}

fn opened(text: &str) -> Project {
    read(text.as_bytes()).unwrap().project
}

/// The project without what the format does not hold.
fn carried_part(project: &Project) -> Project {
    let mut part = Project::new(project.name.clone(), project.plan.settings.start);
    part.plan = project.plan.clone();
    part.baselines = project.baselines.clone();
    part.carried = project.carried.clone();
    part
}

/// Says which parts differ, not the whole of both.
#[track_caller]
fn assert_same(name: &str, found: &Project, expected: &Project) {
    let (a, b) = (&found.plan, &expected.plan);
    assert_eq!(found.name, expected.name, "{name}");
    assert_eq!(a.settings, b.settings, "{name}");
    assert_eq!(a.calendars, b.calendars, "{name}");
    assert_eq!(a.resources, b.resources, "{name}");
    for (one, other) in a.tasks.iter().zip(&b.tasks) {
        assert_eq!(one, other, "{name}");
    }
    assert_eq!(a.tasks.len(), b.tasks.len(), "{name}");
    assert_eq!(a.dependencies, b.dependencies, "{name}");
    assert_eq!(found.baselines, expected.baselines, "{name}");
    assert_eq!(found.carried, expected.carried, "{name}");
    assert_eq!(found, expected, "{name}");
}
