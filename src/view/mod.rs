//! F5. View models: rows, bars, axis. Pure functions of project and schedule; natively tested.

pub mod rows;
