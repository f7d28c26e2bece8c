//! Reminders of bills that nobody answers (spec 5). Safe to run twice, and in two processes.

use chrono::{DateTime, Utc};
use diesel::{
    prelude::*,
    sql_types::{Array, BigInt, Integer, Timestamptz},
};

use crate::{
    bills::{events, queries},
    calendar,
    db::{Db, sql::statement},
    error::AppResult,
};

/// Working days after which an unanswered bill is reminded of.
pub const REMINDED_AFTER: [u32; 2] = [5, 10];

#[derive(QueryableByName)]
struct Unanswered {
    #[diesel(sql_type = BigInt)]
    id: i64,
}

#[derive(QueryableByName)]
struct Sent {
    #[diesel(sql_type = Timestamptz)]
    sent_at: DateTime<Utc>,
    #[diesel(sql_type = Integer)]
    reminded: i32,
}

/// Tells those who answer of each bill that has waited for five working days, and for ten.
///
/// # Errors
/// When the database can't be had.
pub fn remind(db: &Db, now: DateTime<Utc>) -> AppResult<()> {
    // Each bill is looked at once a round: which are due only the calendar says.
    let looked_at = std::cell::RefCell::new(Vec::new());
    db.one_by_one(
        |tx, left| {
            let mut seen = looked_at.borrow_mut();
            let next = next_unanswered(tx, left.iter().chain(seen.iter()).copied().collect())?;
            seen.extend(next);
            Ok(next)
        },
        |tx, id| remind_of(tx, id, now),
    )
}

fn next_unanswered(tx: &mut PgConnection, without: Vec<i64>) -> AppResult<Option<i64>> {
    let next = statement(
        "SELECT b.id FROM bills b JOIN bill_editions e ON (e.bill_id, e.round) = (b.id, b.round)
         WHERE b.state = 'sent' AND e.reminded < $1 AND b.id <> ALL($2)
         ORDER BY b.id LIMIT 1 FOR NO KEY UPDATE OF b SKIP LOCKED",
    );
    let next = next.bind::<BigInt, _>(REMINDED_AFTER.len() as i64).bind::<Array<BigInt>, _>(without);
    Ok(next.get_result::<Unanswered>(tx).optional()?.map(|it| it.id))
}

fn remind_of(tx: &mut PgConnection, id: i64, now: DateTime<Utc>) -> AppResult<()> {
    let sent = statement(
        "SELECT e.sent_at, e.reminded FROM bills b JOIN bill_editions e ON (e.bill_id, e.round) = (b.id, b.round) WHERE b.id = $1",
    );
    let Sent { sent_at, reminded } = sent.bind::<BigInt, _>(id).get_result(tx)?;
    let days = calendar::read(tx)?;
    let due = REMINDED_AFTER.into_iter().filter(|after| days.add_working_days(sent_at, *after).at <= now);
    let (count, last) = due.fold((0, None), |(count, _), days| (count + 1, Some(days)));
    let Some(days) = last.filter(|_| count > reminded) else { return Ok(()) };
    statement("UPDATE bill_editions e SET reminded = $2 FROM bills b WHERE b.id = $1 AND (e.bill_id, e.round) = (b.id, b.round)")
        .bind::<BigInt, _>(id)
        .bind::<Integer, _>(count)
        .execute(tx)?;
    let bill = queries::by_id(tx, id)?;
    events::remind(tx, &bill, days)
}
