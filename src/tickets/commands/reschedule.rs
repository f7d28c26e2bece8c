//! Due times of tickets under another arrangement of working days (spec 0, "Working days").

use chrono::{DateTime, TimeDelta, Utc};
use diesel::{
    prelude::*,
    sql_types::{Array, BigInt, Bool, Timestamptz},
};

use crate::{
    calendar::{Calendar, Due, Moved},
    db::sql::statement,
    error::AppResult,
    outbox,
    policy::Actor,
    schema::{ticket_turns, tickets},
    ticket_state::record_of,
    tickets::advance::RATING_PERIOD,
};

/// Told of by one statement.
const BATCH: usize = 1_000;

/// What another arrangement moves.
#[derive(Clone, Debug, Default)]
pub struct Rescheduled {
    /// When operators have to be done.
    pub due: Vec<Moved>,
    /// When resolved tickets complete by themselves.
    pub completing: Vec<Moved>,
}

impl Rescheduled {
    /// What the arrangement `after` does to the tickets that are open now.
    ///
    /// # Errors
    /// When the database can't be had.
    pub fn by(c: &mut PgConnection, before: &Calendar, after: &Calendar) -> AppResult<Self> {
        type Resolved = (i64, String, DateTime<Utc>, Option<DateTime<Utc>>);
        type Running = (i64, String, Option<DateTime<Utc>>, i64, Option<DateTime<Utc>>);
        let running: Vec<Running> = tickets::table
            .filter(tickets::due_at.is_not_null())
            .order(tickets::id)
            .select((tickets::id, tickets::number, tickets::clock_since, tickets::clock_left_seconds, tickets::due_at))
            .load(c)?;
        let due = running.into_iter().filter_map(|(id, number, since, left, due)| {
            let left = TimeDelta::seconds(left);
            moved(id, &number, due?, before.due(since?, left), after.due(since?, left))
        });
        let due = due.collect();
        let resolved: Vec<Resolved> = tickets::table
            .inner_join(ticket_turns::table)
            .filter(tickets::state.eq("resolved"))
            .filter(ticket_turns::until.is_null())
            .order(tickets::id)
            .select((tickets::id, tickets::number, ticket_turns::since, tickets::completes_at))
            .load(c)?;
        let completing = resolved.into_iter().filter_map(|(id, number, since, completes)| {
            let by = |calendar: &Calendar| calendar.add_working_days(since, RATING_PERIOD);
            moved(id, &number, completes?, by(before), by(after))
        });
        Ok(Self { due, completing: completing.collect() })
    }

    /// Writes it down, each with its trace.
    ///
    /// # Errors
    /// When the database refuses.
    pub fn write(&self, tx: &mut PgConnection, who: &Actor, now: DateTime<Utc>) -> AppResult<()> {
        for batch in self.due.chunks(BATCH) {
            // Who was told that the time is near is told again, if it no longer is.
            set(
                tx,
                "UPDATE tickets t SET due_at = n.at, due_provisional = n.provisional,
                        reminded = t.reminded AND (n.at <= t.due_at OR n.at <= $4)
                 FROM unnest($1, $2, $3) AS n (id, at, provisional) WHERE t.id = n.id AND t.due_at IS NOT NULL",
                batch,
                now,
            )?;
            note(tx, who, batch)?;
        }
        for batch in self.completing.chunks(BATCH) {
            set(
                tx,
                "UPDATE tickets t SET completes_at = n.at,
                        reminded = t.reminded AND (n.at <= t.completes_at OR n.at <= $4)
                 FROM unnest($1, $2, $3) AS n (id, at, provisional) WHERE t.id = n.id AND t.state = 'resolved'",
                batch,
                now,
            )?;
            note(tx, who, batch)?;
        }
        Ok(())
    }
}

/// Keeps all open tickets as they are until the transaction ends.
///
/// # Errors
/// When somebody is at one of them for too long.
pub fn hold_open(tx: &mut PgConnection) -> AppResult<()> {
    statement(
        "SELECT count(*) FROM (SELECT FROM tickets WHERE due_at IS NOT NULL OR state = 'resolved'
                               ORDER BY id FOR NO KEY UPDATE) AS held",
    )
    .execute(tx)?;
    Ok(())
}

fn moved(id: i64, number: &str, is: DateTime<Utc>, was: Due, will: Due) -> Option<Moved> {
    (was != will).then(|| Moved { record: record_of(id, number), before: is, after: will })
}

fn set(tx: &mut PgConnection, text: &'static str, moved: &[Moved], now: DateTime<Utc>) -> AppResult<()> {
    let ids: Vec<i64> = moved.iter().map(|it| it.record.id).collect();
    let times: Vec<DateTime<Utc>> = moved.iter().map(|it| it.after.at).collect();
    let provisional: Vec<bool> = moved.iter().map(|it| it.after.provisional).collect();
    statement(text)
        .bind::<Array<BigInt>, _>(ids)
        .bind::<Array<Timestamptz>, _>(times)
        .bind::<Array<Bool>, _>(provisional)
        .bind::<Timestamptz, _>(now)
        .execute(tx)?;
    Ok(())
}

fn note(tx: &mut PgConnection, who: &Actor, moved: &[Moved]) -> AppResult<()> {
    let told: Vec<_> = moved.iter().map(|it| it.event("rescheduleCase", "case")).collect();
    outbox::note_all(tx, who, &told)
}
