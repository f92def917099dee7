//! Present: full screen, large type, one idea a page, made of what the client may see. While it is on, nothing of the
//! private app is in the page. *Before you share* comes first; a second window can follow the first.
//!
//! Use: [`PresentView`] is a part of the store; the shell shows [`Presenter`] in place of the app while it is on.

pub mod before;
mod carry;
mod channel;
mod controls;
pub mod follower;
pub mod keep;
mod keys;
mod notes;
mod paper;
mod screen;
mod slide;
mod state;
mod timeline;
mod trying;

pub use screen::Presenter;
pub use state::{FOLLOW, PresentView, follow_address};
