//! What time does to openings by itself. Each job asks once which tickets are concerned and takes them one after the
//! other, each in a transaction of its own: the ticket's openings are locked and looked at anew, so that running
//! twice, or in two processes at once, does nothing a second time.

use chrono::{DateTime, NaiveDate, Utc};
use diesel::{
    prelude::*,
    sql_types::{Array, BigInt, Date, SmallInt, Timestamptz},
};

use super::{
    super::{
        expiry::{self, EndReason, asked_about_before, asks_for_recertification, reminder_due},
        mapping::MappingState,
        opening::{Opening, Register},
        queries,
    },
    ending::end,
    life::lock_family,
    telling,
};
use crate::{
    calendar::date_of,
    db::{Db, sql::statement},
    error::AppResult,
    policy::Actor,
};

/// Does its part for one ticket.
type Part = fn(&mut PgConnection, i64, DateTime<Utc>) -> AppResult<()>;
/// Which tickets it concerns.
type Concerned = fn(&mut PgConnection, DateTime<Utc>) -> AppResult<Vec<i64>>;

/// Everything, in this order: what is over isn't reminded of.
const JOBS: [(Concerned, Part); 3] = [(over, end_one), (ending, remind_one), (unlimited, ask_one)];

/// Ends what has run out.
///
/// # Errors
/// When the database can't be had.
pub fn end_what_is_over(db: &Db, now: DateTime<Utc>) -> AppResult<()> {
    each(db, JOBS[0], now)
}

/// Tells of ends to come.
///
/// # Errors
/// When the database can't be had.
pub fn remind_of_ends(db: &Db, now: DateTime<Utc>) -> AppResult<()> {
    each(db, JOBS[1], now)
}

/// Asks about what has no end.
///
/// # Errors
/// When the database can't be had.
pub fn ask_for_recertification(db: &Db, now: DateTime<Utc>) -> AppResult<()> {
    each(db, JOBS[2], now)
}

/// All of it in the caller's transaction, as at `now`.
///
/// # Errors
/// When the database refuses.
pub fn catch_up(tx: &mut PgConnection, now: DateTime<Utc>) -> AppResult<()> {
    for (concerned, part) in JOBS {
        for ticket in concerned(tx, now)? {
            part(tx, ticket, now)?;
        }
    }
    Ok(())
}

/// One that can't be done is left for the next round, and doesn't hold up the others.
fn each(db: &Db, (concerned, part): (Concerned, Part), now: DateTime<Utc>) -> AppResult<()> {
    let tickets = concerned(&mut *db.connection()?, now)?;
    for ticket in tickets {
        if let Err(error) = db.transact(|tx| part(tx, ticket, now)) {
            tracing::error!(ticket, %error, "left for the next round");
        }
    }
    Ok(())
}

#[derive(QueryableByName)]
struct Found {
    #[diesel(sql_type = BigInt)]
    ticket_id: i64,
}

fn tickets(found: Vec<Found>) -> Vec<i64> {
    found.into_iter().map(|found| found.ticket_id).collect()
}

fn over(c: &mut PgConnection, now: DateTime<Utc>) -> AppResult<Vec<i64>> {
    let found = statement(
        "SELECT DISTINCT ticket_id FROM openings WHERE state = 'active' AND upper(valid) <= $1 ORDER BY ticket_id",
    );
    Ok(tickets(found.bind::<Timestamptz, _>(now).load(c)?))
}

fn end_one(tx: &mut PgConnection, ticket: i64, now: DateTime<Utc>) -> AppResult<()> {
    let ids: Vec<i64> = in_force(tx, ticket)?.iter().map(|it| it.id).collect();
    end(tx, &Actor::system(), &ids, EndReason::PeriodOver, now)
}

/// Those that haven't had today's reminder; whether they are to have one, [`reminder_due`] says.
fn ending(c: &mut PgConnection, now: DateTime<Utc>) -> AppResult<Vec<i64>> {
    let [last, week, month] = expiry::REMINDERS;
    let found = statement(format!(
        "SELECT DISTINCT ticket_id
         FROM (SELECT ticket_id, reminded_days, (upper(valid) AT TIME ZONE 'Asia/Shanghai')::date - 1 - $2 AS days_left
               FROM openings
               WHERE state = 'active' AND upper(valid) > $1 AND upper(valid) <= $1 + interval '32 days') soon
         WHERE days_left <= {month}
           AND coalesce(reminded_days, {month} + 1) >
               CASE WHEN days_left <= {last} THEN {last} WHEN days_left <= {week} THEN {week} ELSE {month} END
         ORDER BY ticket_id"
    ));
    Ok(tickets(found.bind::<Timestamptz, _>(now).bind::<Date, _>(date_of(now)).load(c)?))
}

/// An opening with the reminder that is due.
struct Due<'a> {
    opening: &'a Opening,
    last_day: NaiveDate,
    days: i16,
    /// The ticket that renews it and waits to be resolved.
    renewal: Option<&'a str>,
}

impl<'a> Due<'a> {
    fn of(opening: &'a Opening, family: &'a [Opening], now: DateTime<Utc>) -> Option<Self> {
        let live = |it: &&Opening| matches!(it.state, MappingState::Held | MappingState::Active);
        let renewal = family.iter().filter(live).find(|it| it.renews == Some(opening.id));
        // Nobody need hear of the end of what is over, or prolonged already.
        if opening.period.is_over(now) || renewal.is_some_and(|it| it.state == MappingState::Active) {
            return None;
        }
        let (last_day, opened) = (opening.period.last_day()?, date_of(opening.opened_at?));
        let days = reminder_due(last_day, opened, date_of(now), opening.reminded_days)?;
        Some(Self { opening, last_day, days, renewal: renewal.map(|it| it.ticket_number.as_str()) })
    }

    const fn together(&self) -> (NaiveDate, Option<&'a str>) {
        (self.last_day, self.renewal)
    }
}

/// What ends together makes one message.
fn remind_one(tx: &mut PgConnection, ticket: i64, now: DateTime<Utc>) -> AppResult<()> {
    let in_force = in_force(tx, ticket)?;
    let family = queries::family_of(tx, &in_force.iter().map(|it| it.id).collect::<Vec<_>>())?;
    let mut due: Vec<Due<'_>> = in_force.iter().filter_map(|it| Due::of(it, &family, now)).collect();
    due.sort_by_key(|due| (due.together(), due.opening.row));
    for group in due.chunk_by(|one, next| one.together() == next.together()) {
        let Some(first) = group.first() else { continue };
        let ending: Vec<&Opening> = group.iter().map(|due| due.opening).collect();
        let ids: Vec<i64> = ending.iter().map(|it| it.id).collect();
        for table in Register::ALL.map(Register::table) {
            statement(format!("UPDATE {table} SET reminded_days = $2 WHERE id = ANY($1)"))
                .bind::<Array<BigInt>, _>(&ids)
                .bind::<SmallInt, _>(first.days)
                .execute(tx)?;
        }
        telling::ends_soon(tx, &ending, first.last_day, date_of(now), first.renewal)?;
    }
    Ok(())
}

fn unlimited(c: &mut PgConnection, now: DateTime<Utc>) -> AppResult<Vec<i64>> {
    let (needed, asked) = asked_about_before(date_of(now));
    let found = statement(
        "SELECT DISTINCT ticket_id FROM openings
         WHERE state = 'active' AND upper_inf(valid) AND coalesce(recertified_at, opened_at) < $1
           AND (recertification_asked_at IS NULL OR recertification_asked_at < $2)
         ORDER BY ticket_id",
    );
    Ok(tickets(found.bind::<Timestamptz, _>(needed).bind::<Timestamptz, _>(asked).load(c)?))
}

fn ask_one(tx: &mut PgConnection, ticket: i64, now: DateTime<Utc>) -> AppResult<()> {
    let today = date_of(now);
    let in_force = in_force(tx, ticket)?;
    let is_due = |opening: &&Opening| {
        let asked = opening.recertification_asked_at.map(date_of);
        let unlimited = opening.period.ends().is_none();
        unlimited && asks_for_recertification(date_of(opening.needed_since()), asked, today)
    };
    let due: Vec<&Opening> = in_force.iter().filter(is_due).collect();
    let ids: Vec<i64> = due.iter().map(|it| it.id).collect();
    for table in Register::ALL.map(Register::table) {
        statement(format!("UPDATE {table} SET recertification_asked_at = $2 WHERE id = ANY($1)"))
            .bind::<Array<BigInt>, _>(&ids)
            .bind::<Timestamptz, _>(now)
            .execute(tx)?;
    }
    telling::asked(tx, &due)
}

/// What a ticket has in force, locked until the transaction ends.
fn in_force(tx: &mut PgConnection, ticket: i64) -> AppResult<Vec<Opening>> {
    let ids: Vec<i64> = queries::in_force_of_ticket(tx, ticket)?.iter().map(|it| it.id).collect();
    lock_family(tx, &ids)?;
    queries::in_force_of_ticket(tx, ticket)
}
