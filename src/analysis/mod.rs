//! F4. What follows from a plan beyond its dates: who is busy when, and what a careful planner would look at again.

mod health;
mod workload;

pub use health::{Advice, Concern, health};
pub use workload::{Overload, PersonLoad, WeekLoad, Workload, week_of, workload};
