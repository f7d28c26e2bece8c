//! The verbs of bills. Whoever changes bills of a month takes them one after the other ([`queries::lock`]).

mod answer;
mod correct;
mod numbers;
mod roll_up;
mod send;
pub mod timed;

pub use crate::bills::form::{Correction, Objection};
pub use answer::{confirm, reject};
pub use correct::{correct, uncorrect};
pub(super) use numbers::open;
pub use roll_up::{adds_up, missing, others_open};
pub use send::{is_ready, send, send_all};

use chrono::{DateTime, Utc};
use diesel::{
    PgConnection, RunQueryDsl,
    sql_types::{BigInt, Text as SqlText, Timestamptz},
};

use super::{
    events,
    model::Bill,
    queries,
    workflow::{self, Event},
};
use crate::{
    db::sql::statement,
    error::{AppError, AppResult},
    policy::Actor,
    text::Text,
};

/// Takes a bill where `event` leads, and tells of it.
fn step(
    tx: &mut PgConnection,
    who: &Actor,
    bill: &Bill,
    event: Event,
    words: &str,
    now: DateTime<Utc>,
) -> AppResult<Bill> {
    let state = workflow::next(bill.state(), event).map_err(AppError::NotNow)?;
    let sends = event == Event::Send;
    statement("UPDATE bills SET state = $2, round = round + $3, version = version + 1 WHERE id = $1")
        .bind::<BigInt, _>(bill.id)
        .bind::<SqlText, _>(state.code())
        .bind::<diesel::sql_types::Integer, _>(i32::from(sends))
        .execute(tx)?;
    if sends {
        statement("UPDATE bill_editions e SET sent_at = $2 FROM bills b WHERE b.id = $1 AND (e.bill_id, e.round) = (b.id, b.round)")
            .bind::<BigInt, _>(bill.id)
            .bind::<Timestamptz, _>(now)
            .execute(tx)?;
    }
    let after = queries::by_id(tx, bill.id)?;
    events::tell(tx, who, event, bill, &after, words)?;
    Ok(after)
}

/// Makes the lines of what goes out next.
fn make_edition(tx: &mut PgConnection, bill: i64) -> AppResult<()> {
    statement("SELECT make_edition($1)").bind::<BigInt, _>(bill).execute(tx)?;
    Ok(())
}

fn fresh(bill: &Bill, seen: Option<i32>) -> AppResult<()> {
    if seen.is_some_and(|seen| seen != bill.version) {
        return Err(AppError::Stale(
            Text::new("bill-changed-meanwhile").with("state", Text::from(bill.state().label())),
        ));
    }
    Ok(())
}
