//! The example data of `--demo` (spec 9, demonstration data): a province to try everything in at once.
//! Never loaded in production mode.

mod departments;
mod network;
mod people;

use diesel::{PgConnection, prelude::*};

use crate::{error::AppResult, schema::departments as departments_table};

/// The password of everybody in the example, never asked to be changed.
pub const PASSWORD: &str = "Yunwu@Demo2026";

/// Loads the example once; a database that has departments is left as it is.
///
/// # Errors
/// When the database refuses.
pub fn load(tx: &mut PgConnection, password_hash: &str) -> AppResult<bool> {
    let known: i64 = departments_table::table.count().get_result(tx)?;
    if known > 0 {
        return Ok(false);
    }
    places_and_people(tx, password_hash)?;
    Ok(true)
}

/// Departments, users, applications and addresses, without anything having happened yet.
///
/// # Errors
/// When the database refuses.
pub fn places_and_people(tx: &mut PgConnection, password_hash: &str) -> AppResult<()> {
    departments::load(tx)?;
    people::load(tx, password_hash)?;
    network::load(tx)
}
