//! Times of maintenance.

use chrono::{DateTime, Utc};
use diesel::prelude::*;

use super::model::Window;
use crate::{error::AppResult, schema::maintenance_windows as windows};

/// The last ones, the latest first.
const SHOWN: i64 = 30;

/// Those that there are and were.
///
/// # Errors
/// When the database can't be had.
pub fn all(c: &mut PgConnection) -> AppResult<Vec<Window>> {
    Ok(windows::table.order(windows::begins_at.desc()).limit(SHOWN).select(Window::as_select()).load(c)?)
}

/// The one that lasts, or comes next.
#[must_use]
pub fn next(all: &[Window], now: DateTime<Utc>) -> Option<&Window> {
    all.iter().filter(|window| !window.has_ended(now)).min_by_key(|window| window.begins_at)
}

/// # Errors
/// 404 when there is none.
pub fn find(c: &mut PgConnection, id: i64) -> AppResult<Window> {
    Ok(windows::table.find(id).select(Window::as_select()).first(c)?)
}
