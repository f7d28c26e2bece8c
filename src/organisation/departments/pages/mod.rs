//! `/admin/departments` and what lies below.

pub mod act;
pub mod edit;
pub mod export;
pub mod list;
pub mod place;
pub mod show;
