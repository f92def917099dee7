//! Forthright without a browser: a planner for people who owe someone a date.
//!
//! Four sentences hold it together:
//! 1. A [`project::Project`] is a small set of facts a person typed.
//! 2. Facts change only through an edit, a value that knows its inverse.
//! 3. Everything else is derived by pure functions and never saved.
//! 4. The UI (the bin, `src/ui`) turns keystrokes into edits and view models into DOM, and does nothing else.
//!
//! Invariants:
//! - the lib never reads a clock, storage or randomness: today, now and seed are arguments
//! - derived data is never saved
//! - every edit has an inverse, and a refused edit changes nothing
//! - scheduling never fails, it reports issues
//! - ids are never reused
//! - same project + same seed = same answer
//! - no user text and no file content can make it panic
//!
//! Floors; imports go only to lower ones (`tests/tidy.rs` holds the table):
//! F0 [`plan`] · F1 [`edit`], [`schedule`] · F2 [`simulate`], [`project`] · F3 [`words`] · F4 [`prepare`], [`saved`] · F5 [`analysis`], [`format`] · F6 [`client`] · F7 [`view`] · F8 [`report`] · F9 the bin.
//!
//! Start reading at [`plan::Plan`], then [`edit::PlanEdit`], then [`schedule::schedule`].

pub mod analysis;
pub mod client;
pub mod format;
pub mod prepare;
pub mod project;
pub mod report;
pub mod saved;
pub mod view;
pub mod words;

// Floors F0 and F1, and the simulation of F2: a package of their own, compiled for speed.
pub use forthright_engine::{edit, plan, schedule, simulate};
