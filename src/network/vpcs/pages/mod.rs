//! `/network/vpcs` and what lies below.

pub mod act;
pub mod edit;
pub mod export;
pub mod list;
pub mod show;
