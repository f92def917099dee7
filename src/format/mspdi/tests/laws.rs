//! Laws over seeded projects.

use super::super::{Private, read};
use super::{carried_part, opened, saved, seeded};
use crate::plan::Money;

const SEEDS: u64 = 120;

#[test]
fn a_written_project_opens_as_it_was() {
    for seed in 0..SEEDS {
        let project = seeded::project(seed);
        let text = saved(&project, Private::Keep);
        super::assert_same(&format!("seed {seed}"), &opened(&text), &project);
    }
}

#[test]
fn writing_what_was_opened_gives_the_same_bytes() {
    for seed in 0..SEEDS {
        for private in [Private::Keep, Private::LeaveOut] {
            let text = saved(&seeded::project(seed), private);
            assert_eq!(saved(&opened(&text), private), text, "seed {seed}");
        }
    }
}

#[test]
fn nothing_private_is_in_a_file_that_leaves_it_out() {
    for seed in 0..SEEDS {
        let project = seeded::project(seed);
        let mut expected = project.clone();
        expected.plan.settings.budget = None;
        expected.plan.settings.uncertainty = Default::default();
        for task in &mut expected.plan.tasks {
            task.private_note.clear();
            task.locked = false;
            (task.range, task.confidence, task.hill) = (None, None, None);
            task.cost = None;
        }
        let text = saved(&project, Private::LeaveOut);
        super::assert_same(&format!("seed {seed}"), &opened(&text), &expected);
        assert_eq!(saved(&expected, Private::LeaveOut), text, "what is left out leaves no trace");
    }
    let mut project = seeded::project(1);
    for task in &mut project.plan.tasks {
        task.private_note = "CANARY-NOTE".into();
        task.cost = Some(Box::new(crate::plan::TaskCost { fixed: Money(98_765_432), ..Default::default() }));
    }
    assert!(!project.plan.tasks.is_empty());
    let text = saved(&project, Private::LeaveOut);
    assert!(!text.contains("CANARY") && !text.contains("987654"), "{text}");
    assert!(saved(&project, Private::Keep).contains("CANARY-NOTE"));
}

#[test]
fn reading_what_we_wrote_has_nothing_to_say() {
    use crate::format::ImportNote;
    for seed in 0..SEEDS {
        let notes = read(saved(&seeded::project(seed), Private::Keep).as_bytes()).unwrap().notes;
        let about_work = |note: &ImportNote| !matches!(note, ImportNote::CalendarNeverWorks { .. });
        assert!(!notes.iter().any(about_work), "seed {seed}: {notes:?}");
    }
}

#[test]
fn the_sample_opens_as_it_was_and_says_what_stays_behind() {
    let sample = crate::project::sample(super::today());
    let mut expected = carried_part(&sample);
    expected.plan.resources.values_mut().for_each(|person| person.client_visible = false);
    super::assert_same("sample", &opened(&saved(&sample, Private::Keep)), &expected);
    let notes = super::super::not_carried(&sample, Private::LeaveOut);
    assert_eq!(
        notes,
        [
            "The file does not hold the brief, 4 promises, 2 problems with their options, 1 report, 4 conversations and 8 marks of people the client knows.",
            "Private notes, costs and what was kept from another file are left out.",
            "Microsoft Project computes dates by its own rules: work that has not begun may move before the status date.",
            "What Microsoft Project has no place for, such as what the client will see, stands in text fields called Forthright.",
        ]
    );
}

#[test]
fn a_schedule_of_another_plan_does_no_harm() {
    let other = crate::project::sample(super::today()).schedule();
    for seed in 0..20 {
        let project = seeded::project(seed);
        let text = super::super::write(&project, &other, super::today(), Private::Keep);
        assert_eq!(opened(&text).plan.tasks.len(), project.plan.tasks.len());
    }
}
