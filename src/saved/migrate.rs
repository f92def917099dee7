//! Old forms made new: pure, numbered, one step a schema. Each works on JSON before it becomes typed facts.
//!
//! To change what is saved: raise [`SCHEMA`], add one [`Migration`] whose `to` is the new number, and put one sample of
//! the old form into `tests/saved/`. Fields that are only added, with a default, need none of it.

use super::SCHEMA;
use serde_json::Value;

/// One step from schema `to - 1` to `to`.
pub struct Migration {
    /// The schema it makes.
    pub to: u32,
    /// Changes a plan file (the snapshot's payload too).
    pub plan: fn(&mut Value),
    /// Changes one edit of the journal.
    pub edit: fn(&mut Value),
}

/// All of them, oldest first.
pub const MIGRATIONS: &[Migration] = &[
    // Promises, scenarios, problems, decisions and costs came; what was there stayed as it was.
    Migration { to: 2, plan: |_| {}, edit: |_| {} },
    // What is shared and reports came; people and options can be marked for the client.
    Migration { to: 3, plan: |_| {}, edit: |_| {} },
];

/// Brings a plan file of schema `from` up to this build's.
///
/// # Errors
/// When there is no way from there.
pub fn plan(from: u32, value: &mut Value) -> Result<(), String> {
    steps(MIGRATIONS, from, SCHEMA)?.for_each(|step| (step.plan)(value));
    Ok(())
}

/// Brings a journal edit of schema `from` up to this build's.
///
/// # Errors
/// When there is no way from there.
pub fn edit(from: u32, value: &mut Value) -> Result<(), String> {
    steps(MIGRATIONS, from, SCHEMA)?.for_each(|step| (step.edit)(value));
    Ok(())
}

/// The steps that lead from one schema to another, in order.
///
/// # Errors
/// When one is missing, or `from` is newer than `to`.
pub fn steps(all: &[Migration], from: u32, to: u32) -> Result<impl Iterator<Item = &Migration>, String> {
    let there = |schema: u32| all.iter().any(|step| step.to == schema);
    if from > to || from == 0 || !(from + 1..=to).all(there) {
        return Err(format!("there is no way from schema {from} to {to}"));
    }
    Ok(all.iter().filter(move |step| step.to > from && step.to <= to))
}
