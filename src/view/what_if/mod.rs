//! The What-if room in words: its list of changes, what moves, and scenarios side by side.

mod drafts;
mod moved;
mod side_by_side;
#[cfg(test)]
mod tests;
mod worth;

pub use drafts::{DraftLine, Standing, drafts};
pub use moved::{Line, moved, with_draft};
pub use side_by_side::{Cell, Mark, Row, Side, Table, side_by_side};
pub use worth::chance_rows;
