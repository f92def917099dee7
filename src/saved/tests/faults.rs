//! A store that breaks on purpose, and what the person may expect then: nothing that was safe is lost, nothing is lost
//! in silence, nothing panics, and everything found can be downloaded raw.

use super::super::store::units;
use super::super::*;
use super::world::*;

/// What goes wrong.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Fault {
    /// The write throws and nothing is there.
    Throw,
    /// The write throws, yet it is there.
    ThrowKept,
    /// No room for this write, nor for the next four.
    Full,
    /// The write returns and nothing is there (a full disk).
    Drop,
    /// The write returns and only a part is there.
    Cut,
    /// The write returns with one bit changed.
    Flip,
    /// For three reads the old value comes back.
    Stale,
    /// Later, the key is gone.
    LaterGone,
    /// Later, the value is cut.
    LaterCut,
    /// Later, one bit has changed.
    LaterFlip,
    /// Keys are listed in another order, and keys of others lie among ours.
    Strangers,
    /// From here on everything is refused, until the page is opened again.
    Refused,
}

const FAULTS: [Fault; 12] = [
    Fault::Throw,
    Fault::ThrowKept,
    Fault::Full,
    Fault::Drop,
    Fault::Cut,
    Fault::Flip,
    Fault::Stale,
    Fault::LaterGone,
    Fault::LaterCut,
    Fault::LaterFlip,
    Fault::Strangers,
    Fault::Refused,
];

#[derive(Clone, Default)]
struct FaultStore {
    inner: MemoryStore,
    writes: usize,
    /// At which write what happens.
    plan: Vec<(usize, Fault)>,
    refused: bool,
    shuffled: bool,
    /// Keys that will go wrong later.
    rotting: Vec<(String, Fault)>,
    stale: std::cell::RefCell<Option<(String, Option<String>, usize)>>,
    seed: u64,
}

impl FaultStore {
    /// What time does to it, and the page is opened again.
    fn age(&mut self) {
        let mut dice = Dice(self.seed);
        for (key, fault) in std::mem::take(&mut self.rotting) {
            let Some(value) = self.inner.entries.get(&key).cloned() else { continue };
            match fault {
                Fault::LaterGone => drop(self.inner.entries.remove(&key)),
                Fault::LaterCut => drop(self.inner.entries.insert(key, cut(&value, &mut dice))),
                _ => drop(self.inner.entries.insert(key, flip(&value, &mut dice))),
            }
        }
        self.refused = false;
        self.plan.clear();
        self.stale.take();
    }
}

fn cut(value: &str, dice: &mut Dice) -> String {
    let units: Vec<u16> = value.encode_utf16().collect();
    String::from_utf16_lossy(&units[..dice.below(units.len())])
}

fn flip(value: &str, dice: &mut Dice) -> String {
    let mut units: Vec<u16> = value.encode_utf16().collect();
    let at = dice.below(units.len());
    units[at] ^= 1 << dice.below(16);
    String::from_utf16_lossy(&units)
}

impl Store for FaultStore {
    fn get(&self, key: &str) -> Result<Option<String>, StoreError> {
        if self.refused {
            return Err(StoreError::Refused);
        }
        let mut stale = self.stale.borrow_mut();
        if let Some((of, old, reads)) = stale.as_mut().filter(|(of, _, reads)| of == key && *reads > 0) {
            *reads -= 1;
            let _ = of;
            return Ok(old.clone());
        }
        self.inner.get(key)
    }

    fn set(&mut self, key: &str, value: &str) -> Result<(), StoreError> {
        if self.refused {
            return Err(StoreError::Refused);
        }
        self.writes += 1;
        let mut dice = Dice(self.seed ^ self.writes as u64);
        let writes = self.writes;
        let faults: Vec<(usize, Fault)> = self.plan.iter().filter(|(at, _)| *at <= writes).copied().collect();
        for (at, fault) in faults {
            if fault == Fault::Full && writes < at + 5 {
                return Err(StoreError::Full);
            }
            if at != writes {
                continue;
            }
            match fault {
                Fault::Throw => return Err(StoreError::Other("thrown".into())),
                Fault::ThrowKept => {
                    self.inner.set(key, value)?;
                    return Err(StoreError::Other("thrown".into()));
                }
                Fault::Drop => return Ok(()),
                Fault::Cut => return self.inner.set(key, &cut(value, &mut dice)),
                Fault::Flip => return self.inner.set(key, &flip(value, &mut dice)),
                Fault::Stale => {
                    self.stale.replace(Some((key.to_owned(), self.inner.entries.get(key).cloned(), 3)));
                }
                Fault::LaterGone | Fault::LaterCut | Fault::LaterFlip => self.rotting.push((key.to_owned(), fault)),
                Fault::Strangers => {
                    self.shuffled = true;
                    for (key, value) in [
                        ("fr/p/zzz", "?"),
                        ("fr/p/j/w0/01", "x"),
                        ("fr/", ""),
                        ("fr/p", "9"),
                        ("cart", "{}"),
                        ("fr/p/s/1x", ""),
                    ] {
                        self.inner.set(key, value)?;
                    }
                }
                Fault::Refused => {
                    self.refused = true;
                    return Err(StoreError::Refused);
                }
                Fault::Full => {}
            }
        }
        self.inner.set(key, value)
    }

    fn remove(&mut self, key: &str) -> Result<(), StoreError> {
        if self.refused { Err(StoreError::Refused) } else { self.inner.remove(key) }
    }

    fn keys(&self, prefix: &str) -> Result<Vec<String>, StoreError> {
        if self.refused {
            return Err(StoreError::Refused);
        }
        let mut keys = self.inner.keys(prefix)?;
        if self.shuffled {
            let mut dice = Dice(self.seed);
            keys.sort_by_cached_key(|_| dice.roll());
        }
        Ok(keys)
    }
}

/// A tab at work: what the browser side does, without a browser.
struct Tab {
    session: Session,
    store: FaultStore,
    mirror: Entries,
    pending: Vec<Record>,
    /// The state after each action.
    states: Vec<String>,
    /// How many of them are acknowledged.
    acknowledged: usize,
    done: usize,
}

impl Clone for Tab {
    fn clone(&self) -> Tab {
        let Session { journal, project, history, clock } = &self.session;
        Tab {
            session: Session {
                journal: journal.clone(),
                project: project.clone(),
                history: history.clone(),
                clock: *clock,
            },
            store: self.store.clone(),
            mirror: self.mirror.clone(),
            pending: self.pending.clone(),
            states: self.states.clone(),
            acknowledged: self.acknowledged,
            done: self.done,
        }
    }
}

impl Tab {
    fn new() -> Tab {
        let mut store = FaultStore::default();
        let (session, written) = Session::create(&mut store, "p", small_project(5));
        let states = vec![plan_file::write(&session.project)];
        let mirror = written.into_iter().map(|one| (one.key, one.value)).collect();
        Tab { session, store, mirror, pending: vec![], states, acknowledged: 0, done: 0 }
    }

    fn act(&mut self, dice: &mut Dice) {
        let Some(record) = self.session.act(dice) else { return };
        self.states.push(plan_file::write(&self.session.project));
        self.pending.push(record);
        self.flush();
        if dice.one_in(25) {
            self.compact();
        }
    }

    fn flush(&mut self) {
        while let Some(record) = self.pending.first() {
            let Ok(written) = self.session.journal.append(&mut self.store, record) else { return };
            self.mirror.insert(written.key, written.value);
            self.pending.remove(0);
            self.done += 1;
            self.acknowledged = self.done;
        }
    }

    fn compact(&mut self) {
        if !self.pending.is_empty() {
            return;
        }
        let at = format!("15:{:04}", self.session.clock);
        let Ok(written) = self.session.journal.compact(&mut self.store, &self.session.project, &at) else { return };
        self.mirror.insert(written.key, written.value);
        let Ok(loaded) = load(&self.store, None, &id("p")) else { return };
        if loaded.report.is_clean() && loaded.project == self.session.project {
            for key in loaded.sweep {
                let _ = self.store.remove(&key);
                self.mirror.remove(&key);
            }
        }
    }

    fn promised(&self) -> &str {
        &self.states[self.acknowledged]
    }

    fn position(&self, project: &crate::project::Project) -> Option<usize> {
        let text = plan_file::write(project);
        if text == self.promised() {
            return Some(self.acknowledged);
        }
        self.states.iter().rposition(|state| *state == text)
    }
}

/// The page is opened again with both copies: everything acknowledged is there, and work goes on.
fn with_the_mirror(tab: &Tab, dice: &mut Dice, what: &str) {
    let mut store = tab.store.clone();
    store.age();
    let loaded = load(&store, Some(&tab.mirror), &id("p")).unwrap_or_else(|e| panic!("{what}: {e:?}"));
    let at = tab.position(&loaded.project).unwrap_or_else(|| panic!("{what}: a state that never was"));
    assert!(at >= tab.acknowledged, "{what}: {} edits lost", tab.acknowledged - at);
    if !thorough() && !dice.one_in(5) {
        return;
    }
    assert_eq!(list_projects(&store, Some(&tab.mirror)).unwrap().len(), 1);
    goes_on(store, Some(tab.mirror.clone()), loaded, dice, what);
}

/// The page is opened again with one copy: only what time has damaged can be lost, and that is told.
fn without_the_mirror(tab: &Tab, dice: &mut Dice, what: &str) {
    let mut store = tab.store.clone();
    let rotten = |fault| store.rotting.iter().any(|(_, rot)| *rot == fault);
    // Without a second copy nobody can know of a last record that is gone.
    let can_be_silent = rotten(Fault::LaterGone);
    let can_lose = !store.rotting.is_empty();
    store.age();
    let before = store.inner.entries.clone();
    match load(&store, None, &id("p")) {
        Ok(loaded) => {
            let at = tab.position(&loaded.project);
            let kept = at.is_some_and(|at| at >= tab.acknowledged);
            assert!(kept || can_lose, "{what}: an acknowledged edit is lost");
            assert!(kept || can_be_silent || loaded.report.is_loss(), "{what}: lost in silence");
            if !thorough() && !dice.one_in(5) {
                return;
            }
            goes_on(store, None, loaded, dice, what);
        }
        Err(_) => {
            assert!(can_lose, "{what}: nothing to show");
            assert_eq!(store.inner.entries, before, "{what}: what cannot be read stays as it is");
            let raw = raw(&store, None);
            let found: Entries = serde_json::from_str(&raw).unwrap();
            assert!(found.iter().all(|(key, value)| before.get(key) == Some(value)) && !found.is_empty());
        }
    }
}

/// Repairs, opens again to the same state, types on, compacts, opens again.
fn goes_on(mut store: FaultStore, mut mirror: Option<Entries>, loaded: Loaded, dice: &mut Dice, what: &str) {
    let text = plan_file::write(&loaded.project);
    let local = store.inner.entries.clone();
    let damaged = super::super::union::union(&id("p"), &local, None).damaged;
    let mut changes = repair(&mut store, &loaded.repairs);
    changes.extend(loaded.sweep.iter().map(|key| {
        store.remove(key).unwrap();
        (key.clone(), None)
    }));
    for (key, value) in changes {
        let Some(mirror) = mirror.as_mut() else { break };
        match value {
            Some(value) => drop(mirror.insert(key, value)),
            None => drop(mirror.remove(&key)),
        }
    }
    for (_, value, _) in damaged {
        assert!(store.inner.entries.values().any(|kept| *kept == value), "{what}: a damaged value was not kept aside");
    }
    let again = load(&store, mirror.as_ref(), &id("p")).unwrap_or_else(|e| panic!("{what}: after repairs: {e:?}"));
    assert_eq!(plan_file::write(&again.project), text, "{what}: repairs changed the project");
    let journal = Journal::resume(id("p"), "w9", again.thread);
    let mut session = Session { journal, project: again.project, history: again.history, clock: 90 };
    for round in 0..3 {
        for _ in 0..2 {
            if let Some(record) = session.act(dice) {
                session.journal.append(&mut store, &record).unwrap_or_else(|e| panic!("{what}: {e}"));
            }
        }
        if round == 1 {
            session.journal.compact(&mut store, &session.project, "16:00").unwrap();
        }
    }
    let last = load(&store, mirror.as_ref(), &id("p")).unwrap();
    assert_eq!(plan_file::write(&last.project), plan_file::write(&session.project), "{what}: the next session");
}

#[test]
fn every_fault_at_each_of_the_first_200_writes() {
    let mut dice = Dice(7);
    let mut tab = Tab::new();
    let mut scenes = 0;
    while tab.store.writes < 200 {
        for (n, fault) in FAULTS.into_iter().enumerate() {
            let mut hurt = tab.clone();
            let at = hurt.store.writes + 1;
            hurt.store.plan = vec![(at, fault)];
            hurt.store.seed = (at * 31 + n) as u64;
            let mut own = Dice(hurt.store.seed);
            // With `act` alone a write is at most one action away; the rest shows what comes after it.
            for _ in 0..4 + own.below(9) {
                hurt.act(&mut own);
            }
            let what = format!("{fault:?} at write {at}");
            with_the_mirror(&hurt, &mut own.clone(), &what);
            if thorough() || (at + n).is_multiple_of(2) {
                without_the_mirror(&hurt, &mut own, &what);
            }
            scenes += 1;
        }
        let before = tab.store.writes;
        while tab.store.writes == before {
            tab.act(&mut dice);
        }
    }
    assert!(scenes >= 12 * 150, "{scenes} scenes");
}

/// 10,000 plans when thorough, else 500.
#[test]
fn random_fault_plans() {
    let plans = if thorough() { 10_000 } else { 500 };
    let mut starts = vec![Tab::new()];
    let mut dice = Dice(11);
    for _ in 0..40 {
        let mut tab = starts.last().unwrap().clone();
        (0..5).for_each(|_| tab.act(&mut dice));
        starts.push(tab);
    }
    for seed in 0..plans {
        let mut dice = Dice(seed);
        let mut tab = starts[dice.below(starts.len())].clone();
        let faults = 1 + dice.below(6);
        tab.store.seed = seed;
        let first = tab.store.writes;
        tab.store.plan = (0..faults).map(|_| (first + 1 + dice.below(25), FAULTS[dice.below(FAULTS.len())])).collect();
        for _ in 0..30 {
            tab.act(&mut dice);
        }
        let what = format!("plan {seed}: {:?}", tab.store.plan);
        with_the_mirror(&tab, &mut dice.clone(), &what);
        without_the_mirror(&tab, &mut dice, &what);
    }
}

#[test]
fn a_quota_of_any_size_loses_nothing_acknowledged() {
    let whole = {
        let mut tab = Tab::new();
        let mut dice = Dice(5);
        (0..60).for_each(|_| tab.act(&mut dice));
        tab.store.inner.entries.iter().map(|(key, value)| units(key) + units(value)).sum::<usize>()
    };
    let smallest = {
        let tab = Tab::new();
        tab.store.inner.entries.iter().map(|(key, value)| units(key) + units(value)).sum::<usize>()
    };
    for limit in (smallest..whole + 4_000).step_by(97) {
        let mut tab = Tab::new();
        tab.store.inner.limit = Some(limit);
        let mut dice = Dice(5);
        (0..60).for_each(|_| tab.act(&mut dice));
        let loaded = load(&tab.store, None, &id("p")).unwrap();
        assert_eq!(plan_file::write(&loaded.project), tab.promised(), "limit {limit}");
        assert!(loaded.report.is_clean(), "limit {limit}: {:?}", loaded.report);
    }
}

#[test]
fn a_project_that_does_not_fit_is_not_half_there() {
    for limit in (0..12_000).step_by(211) {
        let mut store = MemoryStore { limit: Some(limit), ..MemoryStore::default() };
        match Journal::create(&mut store, id("p"), "w0", &small_project(5), "10:00") {
            Ok(_) => assert!(load(&store, None, &id("p")).unwrap().report.is_clean()),
            Err(error) => {
                assert_eq!(error, StoreError::Full);
                assert!(store.entries.is_empty(), "limit {limit}");
            }
        }
    }
}

/// Every bit of every unit, every length.
#[test]
fn every_flipped_bit_and_every_cut_is_found() {
    let mut tab = Tab::new();
    let mut dice = Dice(2);
    (0..6).for_each(|_| tab.act(&mut dice));
    let reason = (versions::Reason::Named, "Sent to Anna");
    versions::save(&mut tab.store, &tab.session.journal, &tab.session.project, reason, "12:00").unwrap();
    let mut tried = 0;
    for (key, value) in &tab.store.inner.entries {
        let units: Vec<u16> = value.encode_utf16().collect();
        let mut check = |changed: &[u16]| {
            tried += 1;
            let text = String::from_utf16_lossy(changed);
            let entries = [(key.clone(), text)].into();
            let shelf = super::super::union::union(&id("p"), &entries, None);
            assert!(shelf.held.is_empty() && shelf.damaged.len() == 1, "{key}: {changed:?}");
        };
        for length in 0..units.len() {
            check(&units[..length]);
        }
        for at in 0..units.len() {
            for bit in 0..16 {
                let mut changed = units.clone();
                changed[at] ^= 1 << bit;
                check(&changed);
            }
        }
    }
    assert!(tried > 50_000, "{tried}");
}

#[test]
fn a_value_under_another_key_is_found() {
    let mut tab = Tab::new();
    let mut dice = Dice(4);
    (0..20).for_each(|_| tab.act(&mut dice));
    let records: Vec<(String, String)> = tab
        .store
        .inner
        .entries
        .iter()
        .filter(|(key, _)| key.contains("/j/"))
        .map(|(k, v)| (k.clone(), v.clone()))
        .collect();
    let (one, other) = (&records[0], &records[1]);
    tab.store.inner.entries.insert(one.0.clone(), other.1.clone());
    tab.store.inner.entries.insert(other.0.clone(), one.1.clone());
    let loaded = load(&tab.store, None, &id("p")).unwrap();
    assert!(loaded.report.is_loss());
    let whole = load(&tab.store, Some(&tab.mirror), &id("p")).unwrap();
    assert_eq!(plan_file::write(&whole.project), tab.promised());
}
