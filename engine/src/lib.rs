//! What has to be fast: the plan's facts, their edits and the critical-path schedule, and what its dates are
//! worth; floors F0 and F1 of Forthright, and the simulation of F2.
//!
//! A package of its own so that it can be compiled for speed while everything a person sees is compiled for size. The
//! package `forthright` shows these rooms as its own, and its invariants hold here too: no clock, no storage, no
//! randomness, and no panic whatever the plan.

pub mod edit;
pub mod plan;
pub mod schedule;
pub mod simulate;
