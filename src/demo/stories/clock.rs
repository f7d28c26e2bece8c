//! Time in the example: what it does by itself, and when things are said to have happened.

use chrono::{DateTime, TimeDelta, Utc};
use diesel::{
    prelude::*,
    sql_query,
    sql_types::{Bool, Timestamptz},
};

use crate::{calendar, error::AppResult, network::commands::timed, tickets::authorisations};

/// The last nights before `now`, shortly after midnight.
pub fn nights(now: DateTime<Utc>) -> Vec<DateTime<Utc>> {
    let night = |ago: i64| calendar::start_of(calendar::date_of(now - TimeDelta::days(ago))) + TimeDelta::minutes(15);
    (0..=NIGHTS).rev().map(night).filter(|night| *night < now - TimeDelta::hours(1)).collect()
}

const NIGHTS: i64 = 12;

/// What runs by itself at night: ends, reminders, questions.
pub fn pass(tx: &mut PgConnection, night: DateTime<Utc>, now: DateTime<Utc>) -> AppResult<()> {
    timed::catch_up(tx, night)?;
    authorisations::catch_up(tx, night)?;
    date(tx, night, now)
}

/// Dates what was written just now back to `at`: such rows bear the transaction's own time. Messages
/// of the last days wait to be read; mail of more than a day ago was sent, and no server gets it again.
/// The audit log is append-only and keeps the truth.
pub fn date(tx: &mut PgConnection, at: DateTime<Utc>, now: DateTime<Utc>) -> AppResult<()> {
    sql_query(
        "WITH lines AS (UPDATE timeline_entries SET at = $1 WHERE at = now()),
              thread AS (UPDATE ticket_messages SET created_at = $1 WHERE created_at = now()),
              ledger AS (UPDATE quota_ledger SET at = $1 WHERE at = now()),
              papers AS (UPDATE attachments SET uploaded_at = $1 WHERE uploaded_at = now()),
              bells AS (UPDATE messages SET created_at = $1, read_at = CASE WHEN $3 THEN $1 + interval '40 minutes' END
                        WHERE created_at = now())
         UPDATE mails SET created_at = $1, next_try_at = $1 + mail_delay(),
                          state = CASE WHEN $2 THEN 'sent' ELSE state END,
                          attempts = CASE WHEN $2 THEN 1 ELSE attempts END,
                          sent_at = CASE WHEN $2 THEN $1 + mail_delay() END
         WHERE created_at = now()",
    )
    .bind::<Timestamptz, _>(at)
    .bind::<Bool, _>(at < now - TimeDelta::days(1))
    .bind::<Bool, _>(at < now - TimeDelta::days(5))
    .execute(tx)?;
    Ok(())
}
