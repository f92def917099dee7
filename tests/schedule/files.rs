//! Real and broken files, where the folder with them is at hand.

use forthright::format::{self, ImportNote, ReadError};
use forthright::schedule::{Issue, schedule};
use std::path::PathBuf;

fn folder() -> Option<PathBuf> {
    let folder = std::env::var_os("FORTHRIGHT_PLANS").map_or_else(|| PathBuf::from("../shared/plans"), PathBuf::from);
    if folder.is_dir() {
        return Some(folder);
    }
    eprintln!("skipped: {} is not there", folder.display());
    None
}

/// What came of a file: `error` and why, or the number of tasks, links and the names of notes and issues.
fn outcome(bytes: &[u8], name: &str) -> String {
    let imported = match format::open(name, bytes) {
        Err(error) => {
            assert!(error.text().ends_with('.'), "{error:?} reads as a sentence");
            return format!("error {}", word(&format!("{error:?}")));
        }
        Ok(imported) => imported,
    };
    let plan = &imported.project.plan;
    let found = schedule(plan);
    assert_eq!(found.rows.len(), plan.tasks.len());
    for note in &imported.notes {
        assert!(note.text(|id| id.0.to_string()).ends_with('.'), "{note:?} reads as a sentence");
    }
    let notes = imported.notes.iter().map(|note| word(&format!("{note:?}")));
    let issues = found.issues.iter().map(|issue| word(&format!("{issue:?}")));
    let told: Vec<String> = notes.chain(issues).collect();
    format!("{} tasks {} links {}", plan.tasks.len(), plan.dependencies.len(), told.join(" ")).trim().to_owned()
}

/// The variant's name.
fn word(debug: &str) -> String {
    debug.split(|c: char| !c.is_alphanumeric()).next().unwrap_or_default().to_owned()
}

#[test]
fn broken_files_do_what_is_expected_of_them() {
    let Some(folder) = folder() else { return };
    let expected = [
        ("d01-empty.xml", "error Empty"),
        ("d02-bom-only.xml", "error Empty"),
        ("d03-utf16le-bom.xml", "5 tasks 4 links"),
        ("d04-utf8-bom-crlf.xml", "5 tasks 4 links"),
        ("d05-cycle.xml", "3 tasks 3 links Cycle"),
        ("d06-self-link.xml", "1 tasks 0 links SelfLink"),
        ("d07-missing-calendar.xml", "2 tasks 1 links PlanCalendarMissing"),
        ("d08-no-working-days.xml", "1 tasks 0 links CalendarNeverWorks Calendar"),
        ("d09-huge-duration.xml", "1 tasks 0 links DurationTooLong TooLong"),
        ("d10-negative-duration.xml", "3 tasks 0 links NegativeDuration NegativeDuration BadDuration"),
        ("d11-duplicate-uid.xml", "3 tasks 1 links DuplicateUid"),
        ("d12-dangling-link.xml", "1 tasks 0 links DanglingLink"),
        ("d13-outline-jump.xml", "3 tasks 0 links LevelRepaired"),
        ("d14-non-ascii.xml", "3 tasks 0 links"),
        ("d15-entity-bomb.xml", "error Entities"),
        ("d16-truncated.xml", "3 tasks 2 links Truncated"),
        ("d17-not-a-plan.mpp", "error NotMpp"),
        ("d18-truncated.mpp", "error Mpp"),
        ("d19-no-tasks.xml", "0 tasks 0 links"),
        ("d20-lag-overflow.xml", "2 tasks 1 links BadLag"),
        ("d21-no-namespace.xml", "2 tasks 1 links"),
        ("d22-prefixed-namespace.xml", "2 tasks 1 links"),
        ("d23-summary-linked-to-child.xml", "2 tasks 1 links LinkToAncestor"),
        ("d24-calendar-closed-forever.xml", "1 tasks 0 links CalendarNeverWorks Calendar"),
    ];
    let mut wrong = Vec::new();
    for (name, expected) in expected {
        let bytes = std::fs::read(folder.join("hostile").join(name)).unwrap();
        let found = outcome(&bytes, name);
        if found != expected {
            wrong.push(format!("{name}: {found:?}, expected {expected:?}"));
        }
    }
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
}

#[test]
fn real_files_open_without_surprises() {
    let Some(folder) = folder() else { return };
    for entry in std::fs::read_dir(folder).unwrap().flatten() {
        let name = entry.file_name().to_string_lossy().into_owned();
        if !name.ends_with(".xml") {
            continue;
        }
        let bytes = std::fs::read(entry.path()).unwrap();
        match format::open(&name, &bytes) {
            Err(error) => assert_eq!(error, ReadError::OtherXml("APIBusinessObjects".into()), "{name}"),
            Ok(imported) => {
                let carried = |note: &ImportNote| matches!(note, ImportNote::Kept { .. });
                let odd: Vec<_> = imported.notes.iter().filter(|note| !carried(note)).collect();
                assert!(odd.is_empty(), "{name}: {odd:?}");
                let ignored = |issue: &Issue| matches!(issue, Issue::Cycle { .. } | Issue::DanglingLink(_));
                assert!(!schedule(&imported.project.plan).issues.iter().any(ignored), "{name}");
            }
        }
    }
}

/// Cut anywhere, a file is refused or opened in part; nothing else happens.
#[test]
fn files_may_break_off_anywhere() {
    let text = crate::files::small();
    for end in (0..text.len()).step_by(7) {
        let _ = outcome(&text.as_bytes()[..end], "cut.xml");
    }
}

/// A plan of our own in the format, with a bit of everything.
pub fn small() -> String {
    let task = |uid: u32, level: u32, name: &str, more: &str| {
        format!(
            "<Task><UID>{uid}</UID><ID>{uid}</ID><Name>{name}</Name><OutlineLevel>{level}</OutlineLevel><Duration>PT16H0M0S</Duration><DurationFormat>7</DurationFormat>{more}</Task>"
        )
    };
    let link = |uid: u32, kind: u32, lag: i32, format: u32| {
        format!(
            "<PredecessorLink><PredecessorUID>{uid}</PredecessorUID><Type>{kind}</Type><LinkLag>{lag}</LinkLag><LagFormat>{format}</LagFormat></PredecessorLink>"
        )
    };
    let tasks = [
        task(0, 0, "All of it", ""),
        task(1, 1, "Design &amp; build", ""),
        task(2, 2, "Design", "<ConstraintType>4</ConstraintType><ConstraintDate>2026-06-03T08:00:00</ConstraintDate>"),
        task(3, 2, "Build", &link(2, 1, 4800, 7)),
        task(4, 1, "Hand over", &format!("<Deadline>2026-06-12T17:00:00</Deadline>{}", link(3, 3, 50, 19))),
    ];
    format!(
        "<?xml version=\"1.0\"?><Project xmlns=\"http://schemas.microsoft.com/project\"><Title>Ours</Title><StartDate>2026-06-01T08:00:00</StartDate><CalendarUID>1</CalendarUID><Calendars><Calendar><UID>1</UID><Name>Standard</Name><BaseCalendarUID>-1</BaseCalendarUID></Calendar></Calendars><Tasks><Task><IsNull>1</IsNull><UID>9</UID></Task>{}</Tasks></Project>",
        tasks.concat()
    )
}

#[test]
fn facts_are_read_as_they_stand() {
    let imported = format::open("ours.xml", small().as_bytes()).unwrap();
    let project = &imported.project;
    assert_eq!(project.name, "Ours");
    let outline: Vec<String> =
        project.plan.tasks.iter().map(|task| format!("{}{}", "-".repeat(task.level.into()), task.name)).collect();
    assert_eq!(outline, ["Design & build", "-Design", "-Build", "Hand over"]);
    assert!(imported.notes.is_empty(), "{:?}", imported.notes);
    super::text::check_plan(
        &project.plan,
        "Design & build 06-03 06-09 0d critical
         Design 06-03 06-04 0d critical
         Build 06-08 06-09 0d critical
         Hand over 06-09 06-10 0d critical",
    );
}
