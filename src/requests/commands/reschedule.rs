//! Due times of requests under another arrangement of working days (spec 0, "Working days").

use chrono::{DateTime, Utc};
use diesel::{
    prelude::*,
    sql_types::{Array, BigInt, Bool, Timestamptz},
};

use super::store::WORKING_DAYS;
use crate::{
    calendar::{Calendar, Moved},
    db::sql::statement,
    error::AppResult,
    outbox::{self, Record},
    policy::Actor,
    requests::model::{RECORD_KIND, path_of},
    schema::resource_requests as requests,
};

/// Told of by one statement.
const BATCH: usize = 1_000;

/// What another arrangement moves.
#[derive(Clone, Debug, Default)]
pub struct Rescheduled(pub Vec<Moved>);

impl Rescheduled {
    /// What the arrangement `after` does to the requests that are under way now.
    ///
    /// # Errors
    /// When the database can't be had.
    pub fn by(c: &mut PgConnection, before: &Calendar, after: &Calendar) -> AppResult<Self> {
        type Running = (i64, String, Option<DateTime<Utc>>, Option<DateTime<Utc>>);
        let running: Vec<Running> = requests::table
            .filter(requests::due_at.is_not_null())
            .order(requests::id)
            .select((requests::id, requests::number, requests::submitted_at, requests::due_at))
            .load(c)?;
        let moved = running.into_iter().filter_map(|(id, number, submitted, due)| {
            let by = |calendar: &Calendar| submitted.map(|at| calendar.add_working_days(at, WORKING_DAYS));
            let (was, will) = (by(before)?, by(after)?);
            let record = || Record { kind: RECORD_KIND, id, path: path_of(&number), number: number.clone() };
            (was != will).then(|| due.map(|before| Moved { record: record(), before, after: will })).flatten()
        });
        Ok(Self(moved.collect()))
    }

    /// Writes it down, each with its trace. Who was told of a time that no longer is near is told again.
    ///
    /// # Errors
    /// When the database refuses.
    pub fn write(&self, tx: &mut PgConnection, who: &Actor, now: DateTime<Utc>) -> AppResult<()> {
        for batch in self.0.chunks(BATCH) {
            statement(
                "UPDATE resource_requests r SET due_at = n.at, due_provisional = n.provisional,
                        reminded = CASE WHEN n.at > r.due_at AND n.at > $4 THEN 0 ELSE r.reminded END
                 FROM unnest($1, $2, $3) AS n (id, at, provisional) WHERE r.id = n.id AND r.due_at IS NOT NULL",
            )
            .bind::<Array<BigInt>, _>(batch.iter().map(|it| it.record.id).collect::<Vec<_>>())
            .bind::<Array<Timestamptz>, _>(batch.iter().map(|it| it.after.at).collect::<Vec<_>>())
            .bind::<Array<Bool>, _>(batch.iter().map(|it| it.after.provisional).collect::<Vec<_>>())
            .bind::<Timestamptz, _>(now)
            .execute(tx)?;
            let told: Vec<_> = batch.iter().map(|it| it.event("rescheduleRequest", "request")).collect();
            outbox::note_all(tx, who, &told)?;
        }
        Ok(())
    }
}

/// Keeps all requests under way as they are until the transaction ends.
///
/// # Errors
/// When somebody is at one of them for too long.
pub fn hold_open(tx: &mut PgConnection) -> AppResult<()> {
    statement(
        "SELECT count(*) FROM (SELECT FROM resource_requests WHERE due_at IS NOT NULL ORDER BY id FOR NO KEY UPDATE) AS held",
    )
    .execute(tx)?;
    Ok(())
}
