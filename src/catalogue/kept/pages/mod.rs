//! The pages of the catalogue.

pub mod edit;
pub mod import;
pub mod list;
