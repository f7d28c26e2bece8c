//! `/admin/mail-templates` and what lies below.

pub mod edit;
pub mod list;
