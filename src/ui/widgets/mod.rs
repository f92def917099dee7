//! Small parts every room uses.

pub mod button;
pub mod checks;
pub mod chooser;
pub mod field;
pub mod keys;
pub mod menu;
pub mod palette;
pub mod paper;
pub mod seen;
pub mod sheet;
pub mod toast;
