//! `/complaints` and what lies below.

pub mod export;
pub mod file;
pub mod list;
pub mod show;
