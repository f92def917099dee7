//! F7. View models: rows, bars, links, axis. Pure functions of project and schedule; natively tested.

pub mod as_client;
pub mod asked;
pub mod axis;
pub mod bars;
pub mod before_sharing;
pub mod budget;
pub mod calendar;
pub mod compare;
pub mod confidence;
pub mod due;
pub mod fields;
pub mod files;
pub mod gesture;
pub mod grid;
pub mod held;
pub mod hold_date;
pub mod inspector;
pub mod issues;
pub mod links;
pub mod moves;
pub mod numbering;
pub mod options;
pub mod outline;
pub mod present;
pub mod print;
pub mod promises;
pub mod radar;
pub mod report;
pub mod rows;
pub mod scenarios;
pub mod since;
pub mod telling;
#[cfg(test)]
mod tests;
pub mod typing;
pub mod what_if;
pub mod workload;
