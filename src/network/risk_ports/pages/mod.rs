//! `/admin/risk-ports` and what lies below.

pub mod edit;
pub mod list;
