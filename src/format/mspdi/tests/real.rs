//! Other people's plans, where the folder with them is at hand.

use super::super::{Private, read};
use super::{opened, saved};
use crate::format::ImportNote;
use std::path::{Path, PathBuf};

fn folder() -> Option<PathBuf> {
    let folder = std::env::var_os("FORTHRIGHT_PLANS").map_or_else(|| PathBuf::from("../shared/plans"), PathBuf::from);
    if folder.is_dir() {
        return Some(folder);
    }
    eprintln!("skipped: {} is not there", folder.display());
    None
}

/// XML files of the folder, by name.
fn files(folder: &Path) -> Vec<(String, Vec<u8>)> {
    let mut paths: Vec<PathBuf> = std::fs::read_dir(folder).unwrap().flatten().map(|entry| entry.path()).collect();
    paths.sort();
    let xml = paths.into_iter().filter(|path| path.extension().is_some_and(|ending| ending == "xml"));
    let named =
        xml.map(|path| (path.file_name().unwrap().to_string_lossy().into_owned(), std::fs::read(&path).unwrap()));
    named.collect()
}

#[test]
fn broken_plans_are_written_whole() {
    let Some(folder) = folder() else { return };
    let mut seen = 0;
    for (name, bytes) in files(&folder.join("hostile")) {
        let Ok(first) = read(&bytes) else { continue };
        let text = saved(&first.project, Private::Keep);
        super::order::in_order(&name, &text);
        assert_eq!(saved(&opened(&text), Private::Keep), text, "{name}");
        assert_eq!(opened(&text).plan.tasks.len(), first.project.plan.tasks.len(), "{name}");
        seen += 1;
    }
    assert!(seen > 10, "{seen}");
}

#[test]
fn real_plans_come_back_with_the_same_facts_and_dates() {
    let Some(folder) = folder() else { return };
    let mut seen = 0;
    for (name, bytes) in files(&folder) {
        let Ok(first) = read(&bytes) else { continue };
        let text = saved(&first.project, Private::Keep);
        let again = read(text.as_bytes()).unwrap();
        super::assert_same(&name, &again.project, &first.project);
        assert_eq!(again.project.schedule(), first.project.schedule(), "{name}");
        assert_eq!(saved(&again.project, Private::Keep), text, "{name}");
        let beside = |note: &&ImportNote| !matches!(note, ImportNote::Kept { .. } | ImportNote::TooMuchToKeep(_));
        let notes: Vec<_> = again.notes.iter().filter(beside).collect();
        assert_eq!(notes, first.notes.iter().filter(beside).collect::<Vec<_>>(), "{name}");
        super::order::in_order(&name, &text);
        if text.len() < 500_000 {
            assert!(opened(&saved(&first.project, Private::LeaveOut)).carried.is_none(), "{name}");
        }
        let kept = first.project.carried.as_ref().map_or((0, 0, 0), |kept| {
            (kept.pieces.len(), kept.pieces.iter().map(String::len).sum(), kept.records.len())
        });
        println!("{name}: {} bytes, kept {kept:?}", text.len());
        seen += 1;
    }
    assert!(seen > 20, "{seen}");
}
