//! `/admin/ticket-groups` and what lies below.

pub mod edit;
pub mod list;
pub mod show;
