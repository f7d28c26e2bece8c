//! The example data of `--demo` (spec 9, demonstration data): a province to try everything in at once.
//! Never loaded in production mode.

mod administration;
mod bills;
mod departments;
mod network;
mod networks;
mod people;
mod postroom;
mod quotas;
mod stories;

use chrono::{DateTime, Utc};
use diesel::{PgConnection, dsl::exists, prelude::*};
use serde_json::json;

pub use crate::accounts::queries::DEMO_PASSWORD as PASSWORD;
use crate::{
    attachments::Files,
    config::Keys,
    error::AppResult,
    schema::{departments as departments_table, settings},
};

/// What the example is made with.
pub struct Means<'a> {
    pub password_hash: &'a str,
    /// Where its papers go.
    pub files: &'a Files,
    /// What its secrets are sealed with.
    pub keys: &'a Keys,
}

/// Loads the example once; a database that has departments is left as it is.
///
/// # Errors
/// When the database refuses.
pub fn load(tx: &mut PgConnection, means: &Means<'_>, now: DateTime<Utc>) -> AppResult<bool> {
    let known: i64 = departments_table::table.count().get_result(tx)?;
    if known > 0 {
        return Ok(false);
    }
    places_and_people(tx, means.password_hash)?;
    what_has_happened(tx, means, now)?;
    diesel::insert_into(settings::table)
        .values((settings::key.eq(MARK), settings::value.eq(json!(true))))
        .execute(tx)?;
    Ok(true)
}

/// What tells the example's database from an installation's own, whatever either is started with.
const MARK: &str = "installation.is_example";

/// Whether the database is the example's.
///
/// # Errors
/// When the database can't be had.
pub fn is_in(c: &mut PgConnection) -> AppResult<bool> {
    Ok(diesel::select(exists(settings::table.find(MARK))).get_result(c)?)
}

/// Departments, users, applications and addresses, without anything having happened yet.
///
/// # Errors
/// When the database refuses.
pub fn places_and_people(tx: &mut PgConnection, password_hash: &str) -> AppResult<()> {
    departments::load(tx)?;
    people::load(tx, password_hash)?;
    networks::load(tx)?;
    network::load(tx)?;
    quotas::load(tx)
}

/// Tickets in every state, with the ports they hold and what was said and sent about them.
///
/// # Errors
/// When a command refuses what is told of it.
pub fn what_has_happened(tx: &mut PgConnection, means: &Means<'_>, now: DateTime<Utc>) -> AppResult<()> {
    quotas::fit(tx, now)?;
    administration::load(tx, now)?;
    network::make_older(tx, now)?;
    stories::play(tx, means, now)?;
    quotas::ask(tx, now)?;
    bills::load(tx, now)?;
    postroom::load(tx, means, now)
}
