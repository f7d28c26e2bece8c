//! Whatever was opened, mappings and policies alike, by what they have in common.

use std::ops::Bound;

use chrono::{DateTime, Utc};
use diesel::{pg::Pg, prelude::*};
use serde_json::Value;

use crate::{
    error::{AppError, AppResult},
    network::{mapping::MappingState, opening::Opening, stored},
    policy::{Actor, network_sight},
    schema::{applications, departments, tickets, users},
};

diesel::table! {
    /// A view over the tables that openings are noted in.
    openings (id) {
        id -> BigInt,
        register -> Text,
        ticket_id -> BigInt,
        row_number -> Integer,
        department_id -> BigInt,
        application_id -> BigInt,
        valid -> Tstzrange,
        state -> Text,
        opened_at -> Nullable<Timestamptz>,
        ended_at -> Nullable<Timestamptz>,
        end_reason -> Nullable<Text>,
        removed_by_id -> Nullable<BigInt>,
        removed_at -> Nullable<Timestamptz>,
        renews_id -> Nullable<BigInt>,
        reminded_days -> Nullable<SmallInt>,
        recertification_asked_at -> Nullable<Timestamptz>,
        recertified_at -> Nullable<Timestamptz>,
        recertified_by_id -> Nullable<BigInt>,
        words -> Text,
        what -> Jsonb,
    }
}
diesel::allow_tables_to_appear_in_same_query!(openings, departments);
diesel::allow_tables_to_appear_in_same_query!(openings, applications);
diesel::allow_tables_to_appear_in_same_query!(openings, tickets);
diesel::allow_tables_to_appear_in_same_query!(openings, users);

#[derive(Queryable, Selectable)]
#[diesel(table_name = openings, check_for_backend(Pg))]
pub(super) struct Stored {
    id: i64,
    register: String,
    row_number: i32,
    ticket_id: i64,
    department_id: i64,
    application_id: i64,
    valid: (Bound<DateTime<Utc>>, Bound<DateTime<Utc>>),
    state: String,
    opened_at: Option<DateTime<Utc>>,
    ended_at: Option<DateTime<Utc>>,
    end_reason: Option<String>,
    renews_id: Option<i64>,
    reminded_days: Option<i16>,
    recertification_asked_at: Option<DateTime<Utc>>,
    recertified_at: Option<DateTime<Utc>>,
    what: Value,
}

/// Department and its sector, application, ticket and its kind, filer.
pub(super) type Names = (String, Option<String>, String, String, String, i64, String);

/// Openings with the names of whose they are.
#[diesel::dsl::auto_type]
pub(super) fn named() -> _ {
    openings::table
        .inner_join(departments::table.on(departments::id.eq(openings::department_id)))
        .inner_join(applications::table.on(applications::id.eq(openings::application_id)))
        .inner_join(tickets::table.on(tickets::id.eq(openings::ticket_id)))
        .inner_join(users::table.on(users::id.eq(tickets::filer_id)))
}

pub(super) type NameColumns = (
    departments::name,
    departments::sector,
    applications::name,
    tickets::number,
    tickets::kind,
    tickets::filer_id,
    users::display_name,
);

pub(super) fn name_columns() -> NameColumns {
    (
        departments::name,
        departments::sector,
        applications::name,
        tickets::number,
        tickets::kind,
        tickets::filer_id,
        users::display_name,
    )
}

#[diesel::dsl::auto_type]
pub(super) fn columns() -> _ {
    let names: NameColumns = name_columns();
    let stored: diesel::dsl::AsSelect<Stored, Pg> = Stored::as_select();
    (stored, names)
}

pub(super) fn found(stored: Vec<(Stored, Names)>) -> AppResult<Vec<Opening>> {
    stored.into_iter().map(read).collect()
}

pub(super) fn read((stored, names): (Stored, Names)) -> AppResult<Opening> {
    let (department, sector, application, ticket_number, ticket_kind, filer_id, filer) = names;
    Ok(Opening {
        id: stored.id,
        register: stored::code(&stored.register)?,
        row: stored.row_number,
        what: serde_json::from_value(stored.what)?,
        period: stored.valid.try_into()?,
        state: stored::code(&stored.state)?,
        opened_at: stored.opened_at,
        ended_at: stored.ended_at,
        end_reason: stored.end_reason.as_deref().map(stored::code).transpose()?,
        renews: stored.renews_id,
        reminded_days: stored.reminded_days,
        recertification_asked_at: stored.recertification_asked_at,
        recertified_at: stored.recertified_at,
        department_id: stored.department_id,
        department,
        sector: sector.as_deref().map(stored::code).transpose()?,
        application_id: stored.application_id,
        application,
        ticket_id: stored.ticket_id,
        ticket_number,
        ticket_kind,
        filer_id,
        filer,
    })
}

/// What a ticket holds, opened or has had closed again, in the order of its rows. What it once held
/// and gave back isn't among it.
///
/// # Errors
/// When the database can't be had.
pub fn of_ticket(c: &mut PgConnection, ticket: i64) -> AppResult<Vec<Opening>> {
    let there =
        named().filter(openings::ticket_id.eq(ticket)).filter(openings::state.ne(MappingState::Released.code()));
    found(there.order((openings::row_number, openings::id)).select(columns()).load(c)?)
}

/// One of them, for who may see its department's network. The caller has locked it.
///
/// # Errors
/// 404 if there is none in sight.
pub fn find_opening(c: &mut PgConnection, who: &Actor, id: i64) -> AppResult<Opening> {
    let opening = read(named().filter(openings::id.eq(id)).select(columns()).first(c)?)?;
    if network_sight(who).shows(opening.department_id, opening.sector) { Ok(opening) } else { Err(AppError::NotFound) }
}
