//! `yunwu load`: synthetic tickets by the million, and requests, to see how the portal fares with them (spec 9, commands).
//!
//! What is written is as the commands would have written it, so that `yunwu check` finds nothing; it goes
//! in by COPY, thousands of rows at a time. The same number of tickets always makes the same province.

mod openings;
mod papers;
mod places;
mod plan;
mod requests;
mod rows;

use chrono::{DateTime, Utc};
use diesel::{PgConnection, RunQueryDsl, sql_query};

use self::{papers::Papers, plan::Plan};
use crate::{
    audit::chain,
    db::{Db, without_time_limit},
    error::AppResult,
    tickets,
};

/// Tickets of one transaction.
const BATCH: i64 = 5_000;

pub use requests::load as requests;

/// Loads `tickets` tickets of departments made for them; `told` hears how many are in so far.
///
/// # Errors
/// When the database refuses.
pub fn run(db: &Db, tickets: i64, password_hash: &str, now: DateTime<Utc>, told: impl Fn(i64)) -> AppResult<()> {
    let places = db.transact(|tx| {
        without_time_limit(tx)?;
        places::load(tx, tickets, password_hash)
    })?;
    let (first_id, first_number) = db.transact(|tx| tickets::queries::reserve(tx, tickets))?;
    let plan = Plan { tickets, first_id, first_number, places: &places, now };
    for from in (0..tickets).step_by(usize::try_from(BATCH).unwrap_or(1)) {
        let to = tickets.min(from + BATCH);
        db.transact(|tx| batch(tx, &plan, from, to))?;
        told(to);
    }
    chain::seal_beyond(db, places.last_audit_entry)?;
    while db.transact(tickets::queries::sum_up_tallies)? > 0 {}
    db.transact(|tx| {
        without_time_limit(tx)?;
        // Planning needs to know the tables as they are now.
        Ok(sql_query("ANALYZE").execute(tx).map(drop)?)
    })
}

fn batch(tx: &mut PgConnection, plan: &Plan<'_>, from: i64, to: i64) -> AppResult<()> {
    without_time_limit(tx)?;
    let mut papers = Papers::default();
    for nth in from..to {
        papers.add(&plan.ticket(nth))?;
    }
    papers.copy(tx)
}
