//! Reading robots, and what was posted to them.

use diesel::{
    prelude::*,
    sql_types::{BigInt, Text as SqlText},
};

use super::model::Robot;
use crate::{
    db::sql::statement,
    error::AppResult,
    outbox::{MAIL_COLUMNS, MAILS, StoredMail},
    schema::departments,
};

const ROBOTS: &str =
    "SELECT w.id, w.name, w.format, w.url, w.secret, w.host, w.language, w.kinds, w.role, w.department_id,
        d.name AS department, w.paused_at, w.version, w.created_at, w.updated_at
     FROM webhooks w LEFT JOIN departments d ON d.id = w.department_id";
/// Posts shown on a robot's page.
const LATEST: i64 = 10;

/// Those whose names or hosts contain `typed`, by name.
///
/// # Errors
/// When the database can't be had.
pub fn all(c: &mut PgConnection, typed: &str) -> AppResult<Vec<Robot>> {
    let query =
        format!("{ROBOTS} WHERE strpos(lower(w.name || ' ' || w.host), lower($1)) > 0 ORDER BY lower(w.name), w.id");
    Ok(statement(query).bind::<SqlText, _>(typed).load(c)?)
}

/// # Errors
/// 404 when there is none.
pub fn find(c: &mut PgConnection, id: i64) -> AppResult<Robot> {
    Ok(statement(format!("{ROBOTS} WHERE w.id = $1")).bind::<BigInt, _>(id).get_result(c)?)
}

/// [`find`], and nobody else changes it until the transaction ends.
///
/// # Errors
/// 404 when there is none.
pub fn lock(tx: &mut PgConnection, id: i64) -> AppResult<Robot> {
    let query = format!("{ROBOTS} WHERE w.id = $1 FOR NO KEY UPDATE OF w");
    Ok(statement(query).bind::<BigInt, _>(id).get_result(tx)?)
}

/// What was posted to it last, or waits to be.
///
/// # Errors
/// When the database can't be had.
pub fn posts(c: &mut PgConnection, id: i64) -> AppResult<Vec<StoredMail>> {
    let query = format!("SELECT {MAIL_COLUMNS} FROM {MAILS} WHERE m.webhook_id = $1 ORDER BY m.id DESC LIMIT $2");
    Ok(statement(query).bind::<BigInt, _>(id).bind::<BigInt, _>(LATEST).load(c)?)
}

/// All departments, by name.
///
/// # Errors
/// When the database can't be had.
pub fn departments(c: &mut PgConnection) -> AppResult<Vec<(i64, String)>> {
    Ok(departments::table.order(departments::name).select((departments::id, departments::name)).load(c)?)
}
