//! Parts of an address that stand for records.

use crate::error::{AppError, AppResult};

/// An id; what is none leads nowhere.
///
/// # Errors
/// 404.
pub fn id_of(part: &str) -> AppResult<i64> {
    part.parse().map_err(|_| AppError::NotFound)
}
