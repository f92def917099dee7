//! What the start screen and Files and versions say about projects, versions, backups and room: words and numbers.

use crate::plan::Moment;
use crate::saved::versions::Reason;
use crate::words::{DateForm, Dates};

/// How long ago something was, in a few words: `just now`, `5 min ago`, `yesterday`, `12 Mar`.
pub fn age(at: Moment, now: Moment, dates: &Dates) -> String {
    let minutes = now.0.saturating_sub(at.0);
    let days = now.day() - at.day();
    match (minutes, days) {
        (..=0, _) => "just now".into(),
        (1..60, _) => format!("{minutes} min ago"),
        (_, 0) => format!("{} h ago", minutes / 60),
        (..720, _) => format!("{} h ago", minutes / 60),
        (_, 1) => "yesterday".into(),
        (_, 2..14) => format!("{days} days ago"),
        _ => dates.write(at.date(), DateForm::Short),
    }
}

/// As [`age`] for a wall clock as it was stored; empty where it cannot be read.
pub fn age_of(at: &str, now: Moment, dates: &Dates) -> String {
    Moment::parse(at).map(|at| age(at, now, dates)).unwrap_or_default()
}

/// How urgent a backup is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BackupNeed {
    /// Nothing was changed since the last one, or ever.
    None,
    Fresh,
    /// Reminded: never, after 50 edits or 10 minutes; else after 7 days or 200 edits.
    Due,
}

/// What is said about the last backup.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BackupLine {
    /// For the head: `Backup 3 days ago`, `No backup yet`.
    pub short: String,
    /// For Files and versions: a sentence.
    pub long: String,
    pub need: BackupNeed,
}

/// The line about a backup made `at` (`None` = never), `edits` actions ago. `opened` is when the project came on the
/// screen.
pub fn backup(at: Option<&str>, edits: u64, opened: Moment, now: Moment, dates: &Dates) -> BackupLine {
    let changes = match edits {
        1 => "1 change".to_owned(),
        n => format!("{n} changes"),
    };
    let Some(at) = at.and_then(Moment::parse) else {
        let due = edits >= 50 || (edits > 0 && now.0.saturating_sub(opened.0) >= 10);
        return BackupLine {
            short: "No backup yet".into(),
            long: match edits {
                0 => "This project was never saved to a file.".into(),
                _ => format!("This project was never saved to a file. It has {changes}."),
            },
            need: if due { BackupNeed::Due } else { BackupNeed::None },
        };
    };
    let age = age(at, now, dates);
    let due = edits >= 200 || (edits > 0 && now.day() - at.day() >= 7);
    BackupLine {
        short: format!("Backup {age}"),
        long: match edits {
            0 => format!("Saved to a file {age}; nothing has changed since."),
            _ => format!("Saved to a file {age}; {changes} since."),
        },
        need: match (due, edits) {
            (true, _) => BackupNeed::Due,
            (false, 0) => BackupNeed::None,
            (false, _) => BackupNeed::Fresh,
        },
    }
}

/// Why a version was kept.
pub fn reason(reason: Reason) -> &'static str {
    match reason {
        Reason::Named => "Named",
        Reason::BeforeImport => "Before an import",
        Reason::BeforeAdopt => "Before adopting a scenario",
        Reason::BeforeMigration => "Before an update of the app",
        Reason::BeforeDelete => "Before deleting",
        Reason::BeforeRestore => "Before going back",
        Reason::Daily => "Start of the day",
    }
}

/// `1 task`, `12 tasks`.
pub fn tasks(count: usize) -> String {
    if count == 1 { "1 task".into() } else { format!("{count} tasks") }
}

/// Units of stored text as a size people know: a unit is two bytes.
pub fn size(units: usize) -> String {
    match units * 2 {
        bytes @ 0..1_024 => format!("{bytes} bytes"),
        bytes @ 1_024..1_048_576 => format!("{} KB", bytes / 1_024),
        bytes => format!("{}.{} MB", bytes / 1_048_576, bytes % 1_048_576 * 10 / 1_048_576),
    }
}

/// The name of a project's plan file: its name without what file systems refuse.
pub fn file_name(project: &str) -> String {
    format!("{}.forthright.json", clean_name(project))
}

/// A project's name without what file systems refuse.
pub fn clean_name(project: &str) -> String {
    let clean: String = project
        .chars()
        .map(|letter| if letter.is_control() || "/\\:*?\"<>|".contains(letter) { ' ' } else { letter })
        .collect();
    let clean: String = clean.split_whitespace().collect::<Vec<_>>().join(" ").chars().take(80).collect();
    let clean = clean.trim_matches(['.', ' ']);
    if clean.is_empty() { "project".to_owned() } else { clean.to_owned() }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]
    use super::*;
    use crate::words::Locale;

    fn at(text: &str) -> Moment {
        Moment::parse(text).unwrap()
    }

    fn dates() -> Dates {
        Dates::new(Locale::default(), at("2026-03-12").date())
    }

    #[test]
    fn ages_are_said_in_a_few_words() {
        let now = at("2026-03-12T14:00");
        for (then, words) in [
            ("2026-03-12T14:00", "just now"),
            ("2026-03-12T15:00", "just now"),
            ("2026-03-12T13:15", "45 min ago"),
            ("2026-03-12T02:00", "12 h ago"),
            ("2026-03-11T23:00", "yesterday"),
            ("2026-03-09T09:00", "3 days ago"),
            ("2026-02-12T09:00", "12 Feb"),
        ] {
            assert_eq!(age(at(then), now, &dates()), words, "{then}");
        }
        assert_eq!(age(at("2026-03-11T23:00"), at("2026-03-12T01:00"), &dates()), "2 h ago");
        assert_eq!(age_of("nonsense", now, &dates()), "");
    }

    #[test]
    fn a_backup_is_asked_for_when_it_is_due() {
        let now = at("2026-03-12T14:00");
        let need = |then: Option<&str>, edits, opened: &str| backup(then, edits, at(opened), now, &dates()).need;
        assert_eq!(need(None, 0, "2026-03-12T08:00"), BackupNeed::None);
        assert_eq!(need(None, 3, "2026-03-12T13:55"), BackupNeed::None);
        assert_eq!(need(None, 3, "2026-03-12T13:50"), BackupNeed::Due);
        assert_eq!(need(None, 50, "2026-03-12T13:59"), BackupNeed::Due);
        assert_eq!(need(Some("2026-03-06T10:00"), 9, "2026-03-12T08:00"), BackupNeed::Fresh);
        assert_eq!(need(Some("2026-03-05T10:00"), 9, "2026-03-12T08:00"), BackupNeed::Due);
        assert_eq!(need(Some("2026-03-05T10:00"), 0, "2026-03-12T08:00"), BackupNeed::None);
        assert_eq!(need(Some("2026-03-12T10:00"), 200, "2026-03-12T08:00"), BackupNeed::Due);
        let line = backup(Some("2026-03-09T10:00"), 1, now, now, &dates());
        assert_eq!(
            (line.short.as_str(), line.long.as_str()),
            ("Backup 3 days ago", "Saved to a file 3 days ago; 1 change since.")
        );
    }

    #[test]
    fn file_names_are_safe_everywhere() {
        assert_eq!(file_name("Harbour: phase 1/2"), "Harbour phase 1 2.forthright.json");
        assert_eq!(file_name(" .. "), "project.forthright.json");
        assert_eq!(file_name("Ärger\u{7}"), "Ärger.forthright.json");
    }

    #[test]
    fn sizes_are_those_people_know() {
        assert_eq!([size(100), size(2_000), size(1_600_000)], ["200 bytes", "3 KB", "3.0 MB"]);
    }
}
