//! Promises of keeping, each as a test.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod basics;
mod differences;
mod faults;
mod golden;
mod laws;
mod plan_files;
mod recovery;
mod world;
