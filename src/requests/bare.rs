//! For `script/bench`: what the lists and a request's page ask the database, without the pages.

use diesel::PgConnection;

use super::{
    filter::Filter,
    queries::{self, Sheet, Waiting},
};
use crate::{calendar, catalogue, error::AppResult, policy::Actor, web::list::READ};

/// How many lines `/resources/requests` begins with.
///
/// # Errors
/// When the database can't be had.
pub fn requests(c: &mut PgConnection, who: &Actor) -> AppResult<usize> {
    let rows = queries::page(c, who, &Filter::default(), None, READ)?;
    queries::count(c, who, &Filter::default())?;
    queries::choices(c, who)?;
    Ok(rows.len())
}

/// How many lines `/resources` begins with.
///
/// # Errors
/// As [`requests`].
pub fn resources(c: &mut PgConnection, who: &Actor) -> AppResult<usize> {
    let rows = queries::resources(c, who, &Filter::default(), None, READ)?;
    queries::count_resources(c, who, &Filter::default())?;
    queries::choices(c, who)?;
    Ok(rows.len())
}

/// How many lines `/approvals` begins with.
///
/// # Errors
/// As [`requests`].
pub fn approvals(c: &mut PgConnection, who: &Actor) -> AppResult<usize> {
    let rows = queries::waiting(c, who, Waiting::Decision, None, READ)?;
    queries::count_waiting(c, who, Waiting::Decision)?;
    queries::count_waiting(c, who, Waiting::Delivery)?;
    Ok(rows.len())
}

/// How many revisions `/resources/requests/{number}` knows of.
///
/// # Errors
/// When there is no such request in sight, or the database can't be had.
pub fn show(c: &mut PgConnection, who: &Actor, number: &str) -> AppResult<usize> {
    let request = queries::find(c, who, number)?;
    let sheet = Sheet::read(c, who, &request)?;
    catalogue::queries::catalogue_of(c, who, request.department_id)?;
    calendar::read(c)?;
    Ok(sheet.revisions.len())
}
