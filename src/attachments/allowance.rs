//! What a person may upload in a day (spec 2, "Attachments"): what was taken away again counts too.

use chrono::{DateTime, Days, NaiveDate, Utc};
use diesel::prelude::*;

use super::A_DAY;
use crate::{calendar, error::AppResult, policy::Actor, schema::daily_uploads};

/// Days that are remembered beside today's.
const REMEMBERED: Days = Days::new(3);

/// One person's bytes of one day.
pub struct Allowance {
    user: i64,
    day: NaiveDate,
    spent: i64,
}

impl Allowance {
    /// Held until the transaction's end, so that two uploads at once don't both find the last room.
    ///
    /// # Errors
    /// When the database can't be had.
    pub fn of(tx: &mut PgConnection, who: &Actor, now: DateTime<Utc>) -> AppResult<Self> {
        let (user, day) = (who.id, calendar::date_of(now));
        let fresh = (daily_uploads::user_id.eq(user), daily_uploads::day.eq(day), daily_uploads::bytes.eq(0));
        let spent = diesel::insert_into(daily_uploads::table)
            .values(fresh)
            .on_conflict((daily_uploads::user_id, daily_uploads::day))
            .do_update()
            .set(daily_uploads::bytes.eq(daily_uploads::bytes))
            .returning(daily_uploads::bytes)
            .get_result(tx)?;
        Ok(Self { user, day, spent })
    }

    #[must_use]
    pub fn has_room_for(&self, size: i64) -> bool {
        self.spent.saturating_add(size) <= A_DAY
    }

    /// # Errors
    /// When the database can't be had.
    pub fn spend(&mut self, tx: &mut PgConnection, size: i64) -> AppResult<()> {
        self.spent += size;
        let today = daily_uploads::table.find((self.user, self.day));
        diesel::update(today).set(daily_uploads::bytes.eq(self.spent)).execute(tx)?;
        Ok(())
    }
}

/// Days that nobody's allowance depends on any more.
///
/// # Errors
/// When the database can't be had.
pub(super) fn forget_old(tx: &mut PgConnection, now: DateTime<Utc>) -> AppResult<()> {
    let Some(before) = calendar::date_of(now).checked_sub_days(REMEMBERED) else { return Ok(()) };
    diesel::delete(daily_uploads::table.filter(daily_uploads::day.lt(before))).execute(tx)?;
    Ok(())
}
