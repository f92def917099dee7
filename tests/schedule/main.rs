//! The schedule as pictures: plan text in, table out; and as laws over generated plans.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod known;
mod text;
