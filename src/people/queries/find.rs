use diesel::prelude::*;

use crate::{
    error::AppResult,
    people::model::{Person, people},
    schema::users,
};

/// # Errors
/// 404 when there is nobody.
pub fn find(c: &mut PgConnection, id: i64) -> AppResult<Person> {
    Ok(people::table.find(id).select(Person::as_select()).first(c)?)
}

/// The same, and nobody else changes them until the transaction ends.
///
/// # Errors
/// As [`find`].
pub fn lock(tx: &mut PgConnection, id: i64) -> AppResult<Person> {
    users::table.find(id).select(users::id).for_no_key_update().first::<i64>(tx)?;
    find(tx, id)
}

/// Whoever has that login name.
///
/// # Errors
/// When the database can't be had.
pub fn named(c: &mut PgConnection, username: &str) -> AppResult<Option<Person>> {
    Ok(people::table.filter(people::username.eq(username)).select(Person::as_select()).first(c).optional()?)
}
