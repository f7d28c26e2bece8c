//! The pages of the catalogue.

pub mod edit;
pub mod list;
