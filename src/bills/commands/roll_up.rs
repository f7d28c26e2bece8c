//! 政法总体账单 and 一朵云总体账单 (spec 5, "Roll-ups").

use chrono::{DateTime, Utc};
use diesel::{
    PgConnection, RunQueryDsl,
    sql_types::{BigInt, Date},
};

use super::{open, step};
use crate::{
    bills::{
        model::{Bill, Kind},
        month::Month,
        queries,
        state::State,
        workflow::Event,
    },
    db::sql::statement,
    error::AppResult,
    policy::{Actor, Sector},
    text::{Arg, Text, listed},
};

/// Adds up what there is. A roll-up is ready once nobody is missing, and waits again when one of what it adds up went back.
///
/// # Errors
/// When the database refuses.
pub fn roll_up(tx: &mut PgConnection, month: Month, now: DateTime<Utc>) -> AppResult<()> {
    for kind in [Kind::PoliticalLegal, Kind::Cloud] {
        let bills = queries::of_month(tx, month)?;
        let Some(total) = bills.iter().find(|bill| bill.kind() == kind) else { continue };
        let is_ready = adds_up_somebody(&bills, kind) && missing(tx, &bills, month, kind)?.is_empty();
        match (total.state(), is_ready) {
            (State::Waiting | State::Rejected, _) => {
                add_up(tx, total)?;
                if is_ready {
                    let added_up = queries::by_id(tx, total.id)?;
                    step(tx, &Actor::system(), &added_up, Event::Send, "", now)?;
                }
            }
            (State::Sent | State::Confirmed, false) => {
                step(tx, &Actor::system(), total, Event::Wait, "", now)?;
                add_up(tx, total)?;
            }
            _ => {}
        }
    }
    Ok(())
}

/// Roll-ups begin with the first bill that is sent; nobody's total is none.
///
/// # Errors
/// When the database refuses.
pub fn begin(tx: &mut PgConnection, month: Month, now: DateTime<Utc>) -> AppResult<()> {
    let bills = queries::of_month(tx, month)?;
    for kind in [Kind::PoliticalLegal, Kind::Cloud] {
        if adds_up_somebody(&bills, kind) {
            open(tx, month, kind, None, now)?;
        }
    }
    roll_up(tx, month, now)
}

/// What its next edition comes to: everything that was sent to the departments that it adds up.
fn add_up(tx: &mut PgConnection, total: &Bill) -> AppResult<()> {
    statement(
        "INSERT INTO bill_editions (bill_id, round, amount, lines)
         SELECT t.id, t.round + 1, coalesce(sum(e.amount), 0), coalesce(sum(e.lines), 0)
         FROM bills t
         LEFT JOIN bills b ON b.month = t.month AND b.kind = 'department' AND b.round > 0
             AND (t.kind = 'cloud' OR b.department_id IN (SELECT id FROM departments WHERE sector = 'political_legal'))
         LEFT JOIN bill_editions e ON (e.bill_id, e.round) = (b.id, b.round)
         WHERE t.id = $1 AND t.month = $2 GROUP BY t.id, t.round
         ON CONFLICT (bill_id, round) DO UPDATE SET amount = excluded.amount, lines = excluded.lines",
    )
    .bind::<BigInt, _>(total.id)
    .bind::<Date, _>(total.month().first_day())
    .execute(tx)?;
    Ok(())
}

/// Whether a roll-up of that kind adds that bill up.
#[must_use]
pub fn adds_up(kind: Kind, bill: &Bill) -> bool {
    match (kind, bill.kind()) {
        (Kind::PoliticalLegal, Kind::Department) => bill.sector() == Some(Sector::PoliticalLegal),
        (Kind::Cloud, Kind::Department) => true,
        _ => false,
    }
}

fn adds_up_somebody(bills: &[Bill], kind: Kind) -> bool {
    bills.iter().any(|bill| adds_up(kind, bill))
}

/// Whose confirmation a roll-up waits for; also those who used something and have no bill yet.
///
/// # Errors
/// When the database can't be had.
pub fn missing(c: &mut PgConnection, bills: &[Bill], month: Month, kind: Kind) -> AppResult<Vec<Arg>> {
    let waits_for = |bill: &&Bill| {
        let is_its_total = kind == Kind::Cloud && bill.kind() == Kind::PoliticalLegal;
        (adds_up(kind, bill) || is_its_total) && bill.state() != State::Confirmed
    };
    let open = bills.iter().filter(waits_for).map(|bill| Arg::from(bill.whose()));
    let sector = (kind == Kind::PoliticalLegal).then_some(Sector::PoliticalLegal);
    let unbilled = queries::unbilled(c, month, sector)?;
    Ok(open.chain(unbilled.into_iter().map(Arg::from)).collect())
}

/// That these keep a roll-up from being answered; nothing when it is nobody.
#[must_use]
pub fn others_open(names: Vec<Arg>) -> Option<Text> {
    listed(names).map(|names| Text::new("bill-others-open").with("names", names))
}
