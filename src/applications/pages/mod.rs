//! The pages of applications.

pub mod edit;
pub mod export;
mod header;
pub mod hosts;
pub mod list;
pub mod ports;
pub mod show;
pub mod tickets;

use crate::error::{AppError, AppResult};

/// An id in an address; what is none leads nowhere.
fn id_of(path: &str) -> AppResult<i64> {
    path.parse().map_err(|_| AppError::NotFound)
}
