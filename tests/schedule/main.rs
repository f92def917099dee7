//! The schedule as pictures: plan text in, table out; and as laws over generated plans.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod bounds;
mod calendars;
mod files;
mod hold_date;
mod hold_laws;
mod issue;
mod known;
mod laws;
mod progress;
mod promise;
mod simulate;
mod text;
