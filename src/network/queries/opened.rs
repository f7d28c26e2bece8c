//! Whatever was opened, mappings and policies alike, by what they have in common.

use std::ops::Bound;

use chrono::{DateTime, Utc};
use diesel::{pg::Pg, prelude::*};
use serde_json::Value;

use super::life::{Names, lives_in, names};
use crate::{
    error::{AppError, AppResult},
    network::{life::Life, mapping::MappingState, opening::Opening, stored},
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
        kind -> Text,
        opened_by_id -> Nullable<BigInt>,
    }
}
diesel::allow_tables_to_appear_in_same_query!(openings, departments);
diesel::allow_tables_to_appear_in_same_query!(openings, applications);
diesel::allow_tables_to_appear_in_same_query!(openings, tickets);
diesel::allow_tables_to_appear_in_same_query!(openings, users);

lives_in!(openings { register: String, what: Value });

pub(super) fn found(stored: Vec<(Stored, Names)>) -> AppResult<Vec<Opening>> {
    stored.into_iter().map(read).collect()
}

pub(super) fn read((mut stored, names): (Stored, Names)) -> AppResult<Opening> {
    Ok(Opening {
        register: stored::code(&stored.register)?,
        what: serde_json::from_value(stored.what.take())?,
        life: stored.life(names)?,
    })
}

/// What a ticket holds, opened or has had closed again, in the order of its rows. What it once held
/// and gave back unopened isn't among it.
///
/// # Errors
/// When the database can't be had.
pub fn of_ticket(c: &mut PgConnection, ticket: i64) -> AppResult<Vec<Opening>> {
    let counts = openings::state.ne(MappingState::Released.code()).or(openings::opened_at.is_not_null());
    let there = named().filter(openings::ticket_id.eq(ticket)).filter(counts);
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
