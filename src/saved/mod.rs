//! F3. Keeping what was typed: journal, snapshots, versions, the plan file, recovery. Text in, text out: nothing here
//! knows a browser, a clock or a random number.
//!
//! ```text
//! fr/meta                      format of everything below fr/
//! fr/<project>/s/<generation>  snapshot: the whole project, and how far the journal is in it
//! fr/<project>/j/<writer>/<n>  one user action
//! fr/<project>/r/<id>          restore point: a version with a name or a reason
//! fr/<project>/b               when the last backup was saved
//! fr/<project>/gone            tombstone: the project was deleted, its last state inside
//! fr/prefs/<name>              preferences, outside history, and how often they changed
//! fr/q/<n>/<key>               quarantine: damaged or unplaceable values, never deleted by the app
//! ```
//! One action is one record is one write of a **new** key: nothing is ever rewritten, so nothing can be torn. Each value
//! carries a CRC-32 over its key and itself ([`envelope`]); each record its predecessor's, a Lamport counter, and what
//! it had seen of other writers. [`load()`] is pure: it says what to show and which [`Repair`]s to make;
//! [`Journal`] writes. Start reading at [`load()`].

pub mod difference;
mod envelope;
mod journal;
pub mod key;
mod load;
mod meta;
pub mod migrate;
mod pack;
pub mod plan_file;
mod preferences;
mod project_list;
pub mod quota;
mod record;
mod repair;
mod report;
mod snapshot;
mod store;
mod union;
pub mod versions;

#[cfg(test)]
mod tests;

pub use envelope::Damage;
pub use journal::{Followed, Journal, Written};
pub use key::{Key, ProjectId};
pub use load::{LoadError, Loaded, Thread, load};
pub use meta::{FORMAT, check_format};
pub use preferences::{prefer, prefer_again};
pub use project_list::{Card, bring_back, bury, delete, forget, list_deleted, list_projects};
pub use record::{Origin, Record};
pub use repair::{Change, Repair, gather, put_back, raw, repair};
pub use report::{Finding, ReadOnly, Report};
pub use store::{Entries, MemoryStore, Store, StoreError};

/// The schema of what this build writes. A change to it is one numbered migration in [`migrate`] and one sample of the
/// old form in `tests/saved/`.
pub const SCHEMA: u32 = 3;
