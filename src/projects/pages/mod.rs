//! The pages of projects.

pub mod act;
pub mod edit;
pub mod export;
pub mod list;
mod sheet;
pub mod show;
