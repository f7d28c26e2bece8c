//! The pages of announcements.

pub mod act;
pub mod edit;
pub mod list;
