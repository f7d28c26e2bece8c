//! The message centre's pages.

pub mod bell;
pub mod export;
pub mod list;
pub mod read;
pub mod show;
