//! For `script/bench`: what the list and a ticket's page ask the database, without the pages.

use chrono::{DateTime, Utc};
use diesel::PgConnection;

use super::{
    list::{self, Filter},
    record::Sheet,
};
use crate::{error::AppResult, policy::Actor};

/// How many lines `/tickets` begins with.
///
/// # Errors
/// When the database can't be had.
pub fn list(c: &mut PgConnection, who: &Actor, now: DateTime<Utc>) -> AppResult<usize> {
    Ok(list::Overview::read(c, who, &Filter::default(), None, now)?.lines.len())
}

/// How many messages `/tickets/{number}` shows.
///
/// # Errors
/// When there is no such ticket, or the database can't be had.
pub fn show(c: &mut PgConnection, who: &Actor, number: &str, now: DateTime<Utc>) -> AppResult<usize> {
    Ok(Sheet::read(c, who, number, now)?.messages.len())
}
