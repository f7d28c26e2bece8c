//! `/admin/regions` and what lies below.

pub mod act;
pub mod edit;
pub mod list;
