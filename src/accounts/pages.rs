//! The room's pages, one file each.

pub mod language;
pub mod sign_in;
