//! The room's pages, one file each.

pub mod export;
pub mod list;
pub mod verify;
