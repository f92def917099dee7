//! The one writer's end of a journal: where the next record goes, compaction, and following another tab's records.

use super::load::{Thread, follows, retrace};
use super::record::{self, Mark, Origin, RecordHead};
use super::snapshot::{self, SnapshotHead};
use super::store::{set_checked, units};
use super::{Key, ProjectId, Record, Store, StoreError, plan_file};
use crate::project::{History, Project, Step};
use std::collections::BTreeMap;

/// Compaction is due beyond this many records …
const RECORDS: usize = 500;
/// … or this many UTF-16 units of them.
const UNITS: usize = 256 << 10;

/// Writes the records of one project for one tab session.
#[derive(Clone, Debug)]
pub struct Journal {
    project: ProjectId,
    writer: String,
    thread: Thread,
    /// What of other writers this one has already told of.
    told: BTreeMap<String, u64>,
}

/// A key that was written, and its value: what the mirror has to be told.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Written {
    pub key: String,
    pub value: String,
}

/// What became of another tab's record.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Followed {
    /// It is in the project now.
    Applied,
    /// It was in the project before, or is not of this project.
    Known,
    /// It does not simply follow: load again.
    Reload,
}

impl Journal {
    /// Goes on where a load ended. `writer` must be new: small letters and digits, never used before in this project.
    pub fn resume(project: ProjectId, writer: &str, thread: Thread) -> Journal {
        Journal { project, writer: writer.to_owned(), thread, told: BTreeMap::new() }
    }

    /// Begins a new project: two generations on disk before the first edit, although they are equal. Until the first
    /// compaction the whole journal stands on them: with one alone, one flipped bit in it would cost everything typed
    /// so far wherever the second copy does not work. Returns what the mirror has to be told.
    ///
    /// # Errors
    /// When the store refuses; what was written then is taken away again.
    pub fn create(
        store: &mut dyn Store,
        id: ProjectId,
        writer: &str,
        project: &Project,
        at: &str,
    ) -> Result<(Journal, Vec<Written>), StoreError> {
        let mut journal = Journal::resume(id, writer, Thread::default());
        let mut written = Vec::new();
        for _ in 0..2 {
            match journal.compact(store, project, at) {
                Ok(one) => written.push(one),
                Err(error) => {
                    for generation in 1..=2 {
                        let _ = store.remove(&journal.snapshot_key(generation));
                    }
                    return Err(error);
                }
            }
        }
        Ok((journal, written))
    }

    /// The project it writes.
    pub fn project_id(&self) -> &ProjectId {
        &self.project
    }

    /// Who writes.
    pub fn writer(&self) -> &str {
        &self.writer
    }

    /// Number of records in this project so far.
    pub fn count(&self) -> u64 {
        self.thread.lamport
    }

    /// Number of user actions in this project so far: what backups are counted in. Letters typed in one visit to a
    /// field are one.
    pub fn steps(&self) -> u64 {
        self.thread.steps()
    }

    /// The highest generation there is.
    pub(super) fn generation(&self) -> u64 {
        self.thread.generation
    }

    /// How far each writer's records are in the project: what a hand-over carries.
    pub fn seen(&self) -> BTreeMap<String, u64> {
        self.thread.seen.iter().map(|(writer, mark)| (writer.clone(), mark.0)).collect()
    }

    /// True when everything in `other` is in the project here.
    pub fn has_seen(&self, other: &BTreeMap<String, u64>) -> bool {
        other.iter().all(|(writer, seq)| self.thread.seen.get(writer).is_some_and(|mark| mark.0 >= *seq))
    }

    /// Writes one user action under a new key and reads it back.
    ///
    /// # Errors
    /// When the store refused; nothing has moved, and the same record can be tried again.
    /// [`StoreError::Other`] for an undo or redo that neither has its edit nor an entry replay could take: then the
    /// state has to be saved by [`Journal::compact`].
    pub fn append(&mut self, store: &mut dyn Store, record: &Record) -> Result<Written, StoreError> {
        let origin = self.next_origin();
        let of = match record.step {
            Step::Do => None,
            Step::More | Step::Undo => self.thread.undo.last().cloned(),
            Step::Redo => self.thread.redo.last().cloned(),
        };
        let steps_back = matches!(record.step, Step::Undo | Step::Redo);
        let replayable = steps_back && of.as_ref().is_some_and(|of| self.beyond_base(of));
        // A small edit is kept all the same: it holds even where two tabs' steps end up interleaved.
        let edit = record.edit.as_ref().filter(|edit| !replayable || record::is_small(edit));
        if edit.is_none() && !replayable {
            return Err(StoreError::Other("this step cannot be replayed: save the whole state instead".into()));
        }
        let head = RecordHead {
            previous: self.thread.seen.get(&self.writer).map_or(0, |mark| mark.1),
            lamport: self.thread.lamport + 1,
            generation: self.thread.generation,
            after: self.untold(),
            step: record.step,
            of,
            label: record.label.clone(),
            place: record.place,
            at: record.at.clone(),
        };
        let key = record::record_key(&self.project, &origin);
        let sealed = record::encode(&key, &head, edit);
        set_checked(store, &key, &sealed.value)?;
        self.advance(origin, &head, sealed.crc, units(&sealed.value));
        self.told = self.seen();
        Ok(Written { key, value: sealed.value })
    }

    fn next_origin(&self) -> Origin {
        Origin(self.writer.clone(), self.thread.seen.get(&self.writer).map_or(1, |mark| mark.0 + 1))
    }

    /// True when a replay from the newest snapshot meets this record.
    fn beyond_base(&self, origin: &Origin) -> bool {
        self.thread.base.get(&origin.0).is_none_or(|mark| origin.1 > mark.0)
    }

    /// What other writers had written that this one's records do not tell of yet.
    fn untold(&self) -> BTreeMap<String, u64> {
        let news = |(writer, seq): &(String, u64)| *writer != self.writer && self.told.get(writer) != Some(seq);
        self.seen().into_iter().filter(news).collect()
    }

    fn advance(&mut self, origin: Origin, head: &RecordHead, crc: u32, units: usize) {
        let thread = &mut self.thread;
        match head.step {
            Step::Do => {
                thread.undo.push(origin.clone());
                thread.redo.clear();
            }
            Step::More => {
                if head.of.is_none() {
                    thread.undo.push(origin.clone());
                }
                thread.redo.clear();
            }
            Step::Undo => {
                thread.undo.pop();
                thread.redo.push(origin.clone());
            }
            Step::Redo => {
                thread.redo.pop();
                thread.undo.push(origin.clone());
            }
        }
        thread.seen.insert(origin.0, Mark(origin.1, crc));
        thread.lamport = thread.lamport.max(head.lamport);
        thread.more += u64::from(head.goes_on());
        thread.records += 1;
        thread.units += units;
    }

    /// True when the journal is long enough to be made short.
    pub fn compaction_due(&self) -> bool {
        self.thread.records > RECORDS || self.thread.units > UNITS
    }

    /// Writes the whole state as a new generation under a new key and reads it back. `project` must be the state after
    /// every appended record and nothing else. What is older stays until a clean load says it can go.
    ///
    /// # Errors
    /// When the store refused or kept something else; nothing has moved.
    pub fn compact(&mut self, store: &mut dyn Store, project: &Project, at: &str) -> Result<Written, StoreError> {
        let mut generation = self.thread.generation + 1;
        // Another tab may have taken the number, where tabs cannot exclude each other.
        while store.get(&self.snapshot_key(generation))?.is_some() {
            generation += 1;
        }
        let key = self.snapshot_key(generation);
        let text = plan_file::write(project);
        let head = self.snapshot_head(generation, project, &text, at);
        let sealed = snapshot::encode(&key, &head, &text, false);
        if let Err(error) = set_checked(store, &key, &sealed.value) {
            let _ = store.remove(&key);
            return Err(error);
        }
        let read_back = snapshot::decode(&key, &sealed.value).and_then(|snapshot| snapshot.text());
        if read_back.as_ref() != Ok(&text) {
            let _ = store.remove(&key);
            return Err(StoreError::NotKept);
        }
        self.thread.generation = generation;
        self.thread.base = self.thread.seen.clone();
        (self.thread.records, self.thread.units) = (0, 0);
        Ok(Written { key, value: sealed.value })
    }

    fn snapshot_key(&self, generation: u64) -> String {
        Key::Snapshot { project: self.project.clone(), generation }.to_string()
    }

    /// The head of a snapshot of `project` as it stands after everything seen.
    pub(super) fn snapshot_head(&self, generation: u64, project: &Project, text: &str, at: &str) -> SnapshotHead {
        SnapshotHead {
            generation,
            base: self.thread.seen.clone(),
            lamport: self.thread.lamport,
            more: self.thread.more,
            state: crc32fast::hash(text.as_bytes()),
            name: project.name.clone(),
            tasks: project.plan.tasks.len(),
            at: at.to_owned(),
            reason: None,
            title: String::new(),
        }
    }

    /// Takes in another tab's record as it comes, where it simply follows.
    pub fn follow(&mut self, key: &str, value: &str, project: &mut Project, history: &mut History) -> Followed {
        let Some(Key::Record { project: of, writer, seq }) = Key::parse(key) else { return Followed::Known };
        if of != self.project || self.thread.seen.get(&writer).is_some_and(|mark| mark.0 >= seq) {
            return Followed::Known;
        }
        let Ok(kept) = record::decode(key, Origin(writer, seq), value) else { return Followed::Reload };
        if !follows(&kept, &self.thread.seen) || kept.head.lamport <= self.thread.lamport {
            return Followed::Reload;
        }
        let (undo, redo) = (&mut self.thread.undo, &mut self.thread.redo);
        if retrace(&kept, project, history, undo, redo).is_err() {
            return Followed::Reload;
        }
        self.thread.seen.insert(kept.origin.0, Mark(kept.origin.1, kept.crc));
        self.thread.lamport = kept.head.lamport;
        self.thread.more += u64::from(kept.head.goes_on());
        self.thread.generation = self.thread.generation.max(kept.head.generation);
        self.thread.records += 1;
        self.thread.units += units(value);
        Followed::Applied
    }
}
