//! The scans as a queue: taken without waiting for one another, written down when done.

use chrono::{DateTime, TimeDelta, Utc};
use diesel::{
    prelude::*,
    sql_types::{Array, BigInt, Bool, Integer, Jsonb, Nullable, Text as SqlText, Timestamptz},
};

use crate::{
    db::sql::statement,
    error::AppResult,
    network::url_scan::Report,
    tickets::{
        details::{Fields, MappingRow},
        model::Ticket,
    },
};

/// Minutes to wait after what may be our own fault.
const PAUSES: [i64; 3] = [1, 5, 30];
/// After which somebody else takes what a worker left undone.
const LEASE: TimeDelta = TimeDelta::minutes(2);

/// One URL that a worker has taken.
#[derive(Clone, Debug, QueryableByName)]
pub struct Due {
    #[diesel(sql_type = BigInt)]
    pub id: i64,
    #[diesel(sql_type = BigInt)]
    pub ticket_id: i64,
    #[diesel(sql_type = SqlText)]
    pub url: String,
    #[diesel(sql_type = Array<Integer>)]
    ports: Vec<i32>,
    #[diesel(sql_type = Integer)]
    attempts: i32,
}

impl Due {
    pub fn ports(&self) -> Vec<u16> {
        self.ports.iter().filter_map(|port| u16::try_from(*port).ok()).collect()
    }

    /// When to look again, if the report may be our own fault and there is patience left.
    fn again(&self, report: &Report, now: DateTime<Utc>) -> Option<DateTime<Utc>> {
        let pause = PAUSES.get(usize::try_from(self.attempts - 1).ok()?)?;
        report.may_be_ours().then(|| now + TimeDelta::minutes(*pause))
    }
}

/// The URLs that the ticket says its services are found at, each once.
pub fn urls(ticket: &Ticket) -> Vec<&str> {
    let mut urls: Vec<&str> = rows(ticket).iter().map(|row| row.access_url.as_str()).collect();
    urls.retain(|url| !url.is_empty());
    urls.sort_unstable();
    urls.dedup();
    urls
}

fn rows(ticket: &Ticket) -> &[MappingRow] {
    match ticket.details.fields() {
        Fields::Mapping(details) => &details.rows,
        Fields::Access(_)
        | Fields::ServerCreate(_)
        | Fields::ServerChange(_)
        | Fields::ServerRecycle(_)
        | Fields::Support(_) => &[],
    }
}

/// Has each URL of the ticket scanned, at once and from the beginning: how many.
///
/// # Errors
/// When the database refuses.
pub fn ask(tx: &mut PgConnection, asked_by: i64, ticket: &Ticket, now: DateTime<Utc>) -> AppResult<usize> {
    let urls = urls(ticket);
    if urls.is_empty() {
        return Ok(0);
    }
    let ports: Vec<i32> = rows(ticket).iter().filter_map(|row| row.public_port.parse().ok()).collect();
    statement(
        "INSERT INTO url_scans (ticket_id, url, ports, asked_by_id, asked_at, next_try_at)
         SELECT $1, url, $3, $4, $5, $5 FROM unnest($2) AS url
         ON CONFLICT (ticket_id, md5(url)) WHERE state = 'waiting' DO UPDATE
         SET ports = excluded.ports, asked_by_id = excluded.asked_by_id, asked_at = excluded.asked_at,
             next_try_at = excluded.next_try_at, attempts = 0, report = NULL",
    )
    .bind::<BigInt, _>(ticket.id)
    .bind::<Array<SqlText>, _>(&urls)
    .bind::<Array<Integer>, _>(ports)
    .bind::<BigInt, _>(asked_by)
    .bind::<Timestamptz, _>(now)
    .execute(tx)?;
    Ok(urls.len())
}

/// Takes the URL that waits longest.
///
/// # Errors
/// When the database can't be had.
pub fn take(tx: &mut PgConnection, now: DateTime<Utc>) -> AppResult<Option<Due>> {
    let taken = statement(
        "UPDATE url_scans SET attempts = attempts + 1, next_try_at = $2
         WHERE id = (SELECT id FROM url_scans WHERE state = 'waiting' AND next_try_at <= $1
                     ORDER BY next_try_at, id LIMIT 1 FOR UPDATE SKIP LOCKED)
         RETURNING id, ticket_id, url, ports, attempts",
    );
    let taken = taken.bind::<Timestamptz, _>(now).bind::<Timestamptz, _>(now + LEASE);
    Ok(taken.get_result(tx).optional()?)
}

/// Writes down what was found: whether it stands. False where somebody asked anew meanwhile, or it is to be tried again.
///
/// # Errors
/// When the database refuses.
pub fn keep(tx: &mut PgConnection, due: &Due, report: &Report, now: DateTime<Utc>) -> AppResult<bool> {
    let again = due.again(report, now);
    let kept = statement(
        "UPDATE url_scans
         SET report = $3, next_try_at = coalesce($4, next_try_at), state = CASE WHEN $5 THEN 'done' ELSE 'waiting' END,
             finished_at = CASE WHEN $5 THEN $6 END
         WHERE id = $1 AND state = 'waiting' AND attempts = $2",
    )
    .bind::<BigInt, _>(due.id)
    .bind::<Integer, _>(due.attempts)
    .bind::<Jsonb, _>(serde_json::to_value(report)?)
    .bind::<Nullable<Timestamptz>, _>(again)
    .bind::<Bool, _>(again.is_none())
    .bind::<Timestamptz, _>(now)
    .execute(tx)?;
    Ok(kept == 1 && again.is_none())
}

#[derive(QueryableByName)]
pub struct Tally {
    #[diesel(sql_type = Bool)]
    pub waiting: bool,
    #[diesel(sql_type = Nullable<Jsonb>)]
    pub report: Option<serde_json::Value>,
}

/// The newest scan of each URL of a ticket.
///
/// # Errors
/// When the database can't be had.
pub fn newest(c: &mut PgConnection, ticket: i64) -> AppResult<Vec<Tally>> {
    let newest = statement(
        "SELECT DISTINCT ON (url) state = 'waiting' AS waiting, report FROM url_scans WHERE ticket_id = $1
         ORDER BY url, id DESC",
    );
    Ok(newest.bind::<BigInt, _>(ticket).load(c)?)
}
