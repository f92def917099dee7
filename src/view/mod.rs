//! F5. View models: rows, bars, links, axis. Pure functions of project and schedule; natively tested.

pub mod axis;
pub mod bars;
pub mod compare;
pub mod inspector;
pub mod issues;
pub mod links;
pub mod rows;
