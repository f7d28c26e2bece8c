//! The pages of the price list.

pub mod edit;
pub mod export;
pub mod list;
pub mod show;
