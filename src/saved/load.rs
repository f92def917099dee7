//! From what is found in two copies to a project, its history, and what has to be put right. Pure: nothing is written.
//!
//! 1. union of both copies, each value checked ([`super::union`])
//! 2. the newest snapshot that reads and has a tail without a gap; else the previous one with its longer tail; else the
//!    one that loses least; else a restore point
//! 3. its tail in Lamport order, each record after its writer's previous one and after what that writer had seen
//! 4. replay; what is refused is listed
//! 5. what to mend, what to sweep

use super::record::{Kept, Mark, Marks};
use super::repair::{Repair, gather};
use super::snapshot::{Snapshot, SnapshotHead};
use super::union::{Shelf, union};
use super::{Entries, Finding, Key, Origin, ProjectId, ReadOnly, Report, Store, StoreError};
use crate::project::{Done, History, Project, Step};

/// A project as it was last saved.
#[derive(Debug)]
pub struct Loaded {
    pub project: Project,
    /// Undo and redo, back to the last compaction.
    pub history: History,
    /// The wall clock of the last edit in it.
    pub at: String,
    pub report: Report,
    /// Set when it must not be written to.
    pub read_only: Option<ReadOnly>,
    /// What the one writer puts right in the stores, before its first record.
    pub repairs: Vec<Repair>,
    /// Keys nothing needs any more; empty unless the load was clean. The one writer removes them.
    pub sweep: Vec<String>,
    /// Where the next record goes.
    pub thread: Thread,
}

/// Where a journal stands: what [`Journal::resume`](super::Journal::resume) continues.
#[derive(Clone, Debug, Default)]
pub struct Thread {
    /// The highest generation there is.
    pub(super) generation: u64,
    /// What the snapshot in use has of each writer.
    pub(super) base: Marks,
    /// The last record of each writer that is in the state.
    pub(super) seen: Marks,
    pub(super) lamport: u64,
    /// How many of the records go on with the step before them.
    pub(super) more: u64,
    /// The records that put each entry of the history where it is, as `History` has them.
    pub(super) undo: Vec<Origin>,
    pub(super) redo: Vec<Origin>,
    /// How much stands in the journal beyond the snapshot.
    pub(super) records: usize,
    pub(super) units: usize,
}

impl Thread {
    /// Behind the state of `head`, with nothing to undo.
    pub(super) fn after(head: &SnapshotHead, generation: u64) -> Thread {
        let (base, seen) = (head.base.clone(), head.base.clone());
        Thread { generation, base, seen, lamport: head.lamport, more: head.more, ..Thread::default() }
    }

    /// Number of user actions so far.
    pub(super) fn steps(&self) -> u64 {
        self.lamport.saturating_sub(self.more)
    }
}

/// Why there is nothing to show. Everything found can still be downloaded ([`super::raw`]).
#[derive(Clone, Debug, PartialEq)]
pub enum LoadError {
    /// No key of this project anywhere.
    Missing,
    /// It was deleted.
    Gone,
    /// The store would not answer.
    Store(StoreError),
    /// A newer version of the app wrote it, and nothing older is left.
    Newer,
    /// There are values, but no state to start from. They stay where they are.
    Unreadable(Report),
}

impl std::fmt::Display for LoadError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            LoadError::Missing => f.write_str("This project is not in this browser."),
            LoadError::Gone => f.write_str("This project was deleted in this browser."),
            LoadError::Store(error) => write!(f, "What was saved cannot be read: {error}."),
            LoadError::Newer => f.write_str(ReadOnly::Newer.sentence()),
            LoadError::Unreadable(_) => f.write_str(
                "What was saved of this project cannot be put together. It is all still there and can be downloaded.",
            ),
        }
    }
}

impl std::error::Error for LoadError {}

/// Loads a project from a store and, where there is one, its mirror's entries.
///
/// # Errors
/// Why there is nothing to show.
pub fn load(store: &dyn Store, mirror: Option<&Entries>, project: &ProjectId) -> Result<Loaded, LoadError> {
    let (local, unreadable) = gather(store, &project.prefix()).map_err(LoadError::Store)?;
    let shelf = union(project, &local, mirror);
    if shelf.gone {
        return Err(LoadError::Gone);
    }
    let mut report = Report { findings: unreadable };
    report.findings.extend(shelf.damage_findings());
    let Some(start) = choose(&shelf) else {
        return Err(match (shelf.newer, shelf.held.is_empty() && report.is_clean()) {
            (true, _) => LoadError::Newer,
            (_, true) => LoadError::Missing,
            _ => LoadError::Unreadable(report),
        });
    };
    note_start(&shelf, &start, &mut report);
    let mut replay = Replay::new(start.project.clone());
    start.placed.iter().for_each(|kept| replay.take(kept));
    report.findings.append(&mut replay.findings);
    let (repairs, sweep) = match shelf.newer {
        true => (Vec::new(), Vec::new()),
        false => mend(&shelf, &start, &replay.refused, mirror.is_some(), project, &mut report),
    };
    let thread = Thread {
        generation: shelf.last_generation,
        base: start.base.head.base.clone(),
        seen: start.seen.clone(),
        lamport: lamport(&shelf),
        more: start.base.head.more + start.placed.iter().filter(|kept| kept.head.goes_on()).count() as u64,
        undo: replay.undo,
        redo: replay.redo,
        records: start.placed.len(),
        units: start.placed.iter().map(|kept| kept.units).sum(),
    };
    let at = start.placed.last().map_or(&start.base.head.at, |kept| &kept.head.at).clone();
    Ok(Loaded {
        at,
        project: replay.project,
        history: replay.history,
        report,
        read_only: shelf.newer.then_some(ReadOnly::Newer),
        repairs,
        sweep,
        thread,
    })
}

/// A state to start from, and which records follow it.
struct Start<'a> {
    base: &'a Snapshot,
    project: Project,
    placed: Vec<&'a Kept>,
    unplaced: Vec<&'a Kept>,
    seen: Marks,
    is_point: bool,
}

fn choose(shelf: &Shelf) -> Option<Start<'_>> {
    let snapshots = shelf.snapshots.values().rev().map(|snapshot| (snapshot, false));
    let points = shelf.points.values().rev().map(|point| (point, true));
    let mut best: Option<Start> = None;
    for (base, is_point) in snapshots.chain(points) {
        if is_point && best.is_some() {
            break;
        }
        let Ok(project) = base.project() else { continue };
        let (placed, unplaced, seen) = place(shelf, &base.head.base);
        let start = Start { base, project, placed, unplaced, seen, is_point };
        if start.unplaced.is_empty() {
            return Some(start);
        }
        if best.as_ref().is_none_or(|best| start.unplaced.len() < best.unplaced.len()) {
            best = Some(start);
        }
    }
    best
}

/// The records beyond `base` in order, those that cannot be placed, and how far each writer got.
fn place<'a>(shelf: &'a Shelf, base: &Marks) -> (Vec<&'a Kept>, Vec<&'a Kept>, Marks) {
    let mut seen = base.clone();
    let beyond = |kept: &&Kept| base.get(&kept.origin.0).is_none_or(|mark| kept.origin.1 > mark.0);
    let mut tail: Vec<&Kept> = shelf.records.values().flat_map(|records| records.values()).filter(beyond).collect();
    tail.sort_by(|a, b| (a.head.lamport, &a.origin).cmp(&(b.head.lamport, &b.origin)));
    let (mut placed, mut unplaced) = (Vec::new(), Vec::new());
    for kept in tail {
        if follows(kept, &seen) {
            seen.insert(kept.origin.0.clone(), Mark(kept.origin.1, kept.crc));
            placed.push(kept);
        } else {
            unplaced.push(kept);
        }
    }
    (placed, unplaced, seen)
}

/// True when everything `kept` stands on is in `seen`.
pub(super) fn follows(kept: &Kept, seen: &Marks) -> bool {
    let Mark(last, crc) = seen.get(&kept.origin.0).copied().unwrap_or(Mark(0, 0));
    let known = |writer: &String| seen.get(writer).map_or(0, |mark| mark.0);
    last.checked_add(1) == Some(kept.origin.1)
        && kept.head.previous == crc
        && kept.head.after.iter().all(|(writer, seq)| known(writer) >= *seq)
}

fn note_start(shelf: &Shelf, start: &Start, report: &mut Report) {
    let head = &start.base.head;
    if start.is_point {
        report.findings.push(Finding::FromRestorePoint { title: head.title.clone(), at: head.at.clone() });
    } else {
        let named = start.placed.iter().chain(&start.unplaced).map(|kept| kept.head.generation).max();
        if shelf.last_generation > head.generation || named > Some(head.generation) {
            report.findings.push(Finding::FellBack { to: head.generation });
        }
    }
    let lost = shelf.damaged.iter().filter(|(key, ..)| match Key::parse(key) {
        Some(Key::Record { writer, seq, .. }) => head.base.get(&writer).is_none_or(|mark| seq > mark.0),
        _ => false,
    });
    let count = start.unplaced.len() + lost.count();
    if count > 0 {
        let after = start.placed.last().map_or(head.at.clone(), |kept| kept.head.at.clone());
        report.findings.push(Finding::Unplaced { count, after: Some(after) });
    }
}

/// Past every number in use, also of records that could not be placed.
fn lamport(shelf: &Shelf) -> u64 {
    let records = shelf.records.values().flat_map(|records| records.values()).map(|kept| kept.head.lamport);
    let bases = shelf.snapshots.values().chain(shelf.points.values()).map(|snapshot| snapshot.head.lamport);
    records.chain(bases).max().unwrap_or(0)
}

/// Carries records out one after another.
pub(super) struct Replay {
    pub project: Project,
    pub history: History,
    pub undo: Vec<Origin>,
    pub redo: Vec<Origin>,
    pub findings: Vec<Finding>,
    pub refused: Vec<Origin>,
}

impl Replay {
    fn new(project: Project) -> Replay {
        Replay {
            project,
            history: History::default(),
            undo: Vec::new(),
            redo: Vec::new(),
            findings: Vec::new(),
            refused: Vec::new(),
        }
    }

    fn take(&mut self, kept: &Kept) {
        let outcome = retrace(kept, &mut self.project, &mut self.history, &mut self.undo, &mut self.redo);
        if let Err(why) = outcome {
            let (label, at) = (kept.head.label.clone(), kept.head.at.clone());
            self.findings.push(Finding::Refused { label, at, why });
            self.refused.push(kept.origin.clone());
        }
    }
}

/// Carries one record out, and keeps both stacks of origins as `History` keeps its own.
pub(super) fn retrace(
    kept: &Kept,
    project: &mut Project,
    history: &mut History,
    undo: &mut Vec<Origin>,
    redo: &mut Vec<Origin>,
) -> Result<(), Option<crate::edit::EditError>> {
    let head = &kept.head;
    let (edit, label) = (kept.edit.clone(), head.label.as_str());
    let own = kept.origin.clone();
    let (from, to) = match head.step {
        Step::Do => {
            history.replay(project, Step::Do, label, edit, head.place).map_err(Some)?;
            undo.push(own);
            redo.clear();
            return Ok(());
        }
        Step::More => {
            let goes_on = head.of.is_some() && undo.last() == head.of.as_ref();
            // What it goes on with may lie before the snapshot: then it is an entry here, under that one's name.
            let step = if goes_on { Step::More } else { Step::Do };
            history.replay(project, step, label, edit, head.place).map_err(Some)?;
            if !goes_on {
                undo.push(head.of.clone().unwrap_or(own));
            }
            redo.clear();
            return Ok(());
        }
        Step::Undo => (undo, redo),
        Step::Redo => (redo, undo),
    };
    let known = head.of.is_some() && from.last() == head.of.as_ref();
    match edit {
        Some(edit) => {
            let done = Done { label: label.to_owned(), edit, place: head.place };
            history.retrace(project, head.step, done, known).map_err(Some)?;
        }
        None if known => {
            let done = if head.step == Step::Undo { history.undo(project) } else { history.redo(project) };
            done.ok_or(None)?;
        }
        None => return Err(None),
    }
    if known {
        from.pop();
    }
    to.push(own);
    Ok(())
}

/// What the writer has to put right, and what nothing needs any more.
fn mend(
    shelf: &Shelf,
    start: &Start,
    refused: &[Origin],
    mirrored: bool,
    project: &ProjectId,
    report: &mut Report,
) -> (Vec<Repair>, Vec<String>) {
    let mut repairs = Vec::new();
    let aside = |key: &str, value: &str| Repair::Aside { key: key.to_owned(), value: value.to_owned() };
    repairs.extend(shelf.damaged.iter().map(|(key, value, _)| aside(key, value)));
    repairs.extend(shelf.replaced.iter().map(|(key, value)| aside(key, value)));
    let mut unplaced: Vec<String> = Vec::new();
    for kept in &start.unplaced {
        let key = super::record::record_key(project, &kept.origin);
        repairs.extend(shelf.held.get(&key).map(|held| aside(&key, &held.value)));
        unplaced.push(key);
    }
    for origin in refused {
        let key = super::record::record_key(project, origin);
        repairs.extend(shelf.held.get(&key).map(|held| Repair::Copy { key: key.clone(), value: held.value.clone() }));
    }
    let old = old_keys(shelf, start);
    for (key, held) in &shelf.held {
        if unplaced.contains(key) || old.contains(key) {
            continue;
        }
        if !held.here {
            report.findings.push(Finding::Recovered { key: key.clone() });
            repairs.push(Repair::Restore { key: key.clone(), value: held.value.clone() });
        } else if mirrored && !held.mirror {
            repairs.push(Repair::Mirror { key: key.clone(), value: held.value.clone() });
        }
    }
    let sweep = if report.is_loss() { Vec::new() } else { old };
    (repairs, sweep)
}

/// What is older than the generation before the one in use.
fn old_keys(shelf: &Shelf, start: &Start) -> Vec<String> {
    let newest = start.base.head.generation;
    let mut generations = shelf.snapshots.range(..newest).rev();
    let previous = generations.find(|(_, snapshot)| snapshot.text().is_ok());
    let Some((previous, base)) = previous.filter(|_| !start.is_point) else { return Vec::new() };
    let is_old = |key: &&String| match Key::parse(key) {
        Some(Key::Snapshot { generation, .. }) => generation < *previous,
        Some(Key::Record { writer, seq, .. }) => base.head.base.get(&writer).is_some_and(|mark| seq <= mark.0),
        _ => false,
    };
    shelf.held.keys().filter(is_old).cloned().collect()
}
