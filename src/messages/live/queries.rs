//! What is new to whom, asked for all listeners at once.

use chrono::{DateTime, Utc};
use diesel::{
    prelude::*,
    sql_types::{Array, BigInt, Nullable, Timestamptz, Uuid as SqlUuid},
};
use uuid::Uuid;

use crate::{
    db::sql::statement,
    error::AppResult,
    web::session::{IDLE, LIFE},
};

/// What a listener's page shows: another one means that something is new.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Seen {
    /// Unread messages, to a hundred.
    pub unread: i64,
    pub newest: Option<i64>,
}

#[derive(QueryableByName)]
struct Row {
    #[diesel(sql_type = SqlUuid)]
    session: Uuid,
    #[diesel(sql_type = BigInt)]
    unread: i64,
    #[diesel(sql_type = Nullable<BigInt>)]
    newest: Option<i64>,
}

/// Of each of these sessions that lives still.
///
/// # Errors
/// When the database can't be had.
pub fn seen(c: &mut PgConnection, sessions: &[Uuid], now: DateTime<Utc>) -> AppResult<Vec<(Uuid, Seen)>> {
    let rows: Vec<Row> = statement(
        "SELECT s.id AS session,
                (SELECT count(*) FROM (
                    SELECT FROM messages WHERE recipient_id = s.user_id AND read_at IS NULL LIMIT 100) AS few) AS unread,
                (SELECT max(id) FROM messages WHERE recipient_id = s.user_id) AS newest
         FROM sessions s JOIN users u ON u.id = s.user_id
         WHERE s.id = ANY($1) AND s.revoked_at IS NULL AND u.disabled_at IS NULL
           AND s.last_seen_at > $2 AND s.created_at > $3",
    )
    .bind::<Array<SqlUuid>, _>(sessions.to_vec())
    .bind::<Timestamptz, _>(now - IDLE)
    .bind::<Timestamptz, _>(now - LIFE)
    .load(c)?;
    Ok(rows.into_iter().map(|row| (row.session, Seen { unread: row.unread, newest: row.newest })).collect())
}
