//! Who decides for whom: for one who was away last week a request was approved, another will be back in a few days.

use chrono::{DateTime, Days, NaiveDate, Utc};
use diesel::prelude::*;

use super::{clock, story::When};
use crate::{
    calendar::{Calendar, date_of},
    delegations::{Wanted, commands},
    error::AppResult,
    policy::Origin,
    schema::{approval_delegations as delegations, users},
    web::visitor,
};

use When::Day;

/// Between which days, before now, who stood in at the bureau.
const AWAY: [When; 2] = [Day(6, 9, 0), Day(3, 18, 0)];

/// Names the delegates. Who stands in does so by the database's clock, so that the one of last week is of today until
/// [`pass`] moves it, by its id, where it was.
///
/// # Errors
/// When a command refuses.
pub fn play(tx: &mut PgConnection, calendar: &Calendar, now: DateTime<Utc>) -> AppResult<i64> {
    let (clock_says, began) = (date_of(Utc::now()), AWAY[0].before(now, calendar));
    let around = [clock_says - Days::new(1), clock_says + Days::new(1)];
    let of_last_week = name(tx, ("bigdata.admin", "bigdata.user"), around, began)?;
    clock::date(tx, began, now)?;
    let began = Day(1, 17, 30).before(now, calendar);
    name(tx, ("ops.engineer", "ops.engineer2"), [date_of(began), date_of(now) + Days::new(5)], began)?;
    clock::date(tx, began, now)?;
    Ok(of_last_week)
}

/// The one of last week is over.
///
/// # Errors
/// When the database refuses.
pub fn pass(tx: &mut PgConnection, of_last_week: i64, calendar: &Calendar, now: DateTime<Utc>) -> AppResult<()> {
    let [first, last] = AWAY.map(|when| date_of(when.before(now, calendar)));
    diesel::update(delegations::table.find(of_last_week))
        .set((delegations::first_day.eq(first), delegations::last_day.eq(last)))
        .execute(tx)?;
    Ok(())
}

fn name(
    tx: &mut PgConnection,
    (delegator, delegate): (&str, &str),
    [first_day, last_day]: [NaiveDate; 2],
    at: DateTime<Utc>,
) -> AppResult<i64> {
    let origin = Origin { address: "10.20.0.1".to_owned(), request_id: "demo".to_owned() };
    let who = visitor::actor_named(tx, delegator, origin)?;
    let delegate: i64 = users::table.filter(users::username.eq(delegate)).select(users::id).first(tx)?;
    Ok(commands::name(tx, &who, Wanted { delegate, first_day, last_day }, at)?.id)
}
