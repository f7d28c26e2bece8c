//! `/admin/outbox` and what lies below.

pub mod export;
pub mod list;
pub mod show;
