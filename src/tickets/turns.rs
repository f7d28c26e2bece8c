//! Who had the ball how long: from its submission on, each time a ticket stood in one state with one assignee is a
//! *turn* (spec 2, "States").

use chrono::{DateTime, TimeDelta, Utc};
use diesel::prelude::*;
use serde::Deserialize;

use super::{
    model::Ticket,
    state::{Ball, State},
};
use crate::{calendar::Calendar, error::AppResult, schema::ticket_turns as turns};

/// Ends the turn there is, and begins the one that `after` stands in, unless they are the same.
///
/// # Errors
/// When the database refuses.
pub fn pass(
    tx: &mut PgConnection,
    before: Option<&Ticket>,
    after: &Ticket,
    calendar: &Calendar,
    now: DateTime<Utc>,
) -> AppResult<()> {
    let stands = |ticket: &Ticket| (ticket.state, ticket.assignee_id);
    if before.map(stands) == Some(stands(after)) {
        return Ok(());
    }
    end(tx, after.id, calendar, now)?;
    if after.state == State::Draft || after.state.is_final() {
        return Ok(());
    }
    let turn = (
        turns::ticket_id.eq(after.id),
        turns::state.eq(after.state.code()),
        turns::assignee_id.eq(after.assignee_id),
        turns::since.eq(now),
    );
    diesel::insert_into(turns::table).values(turn).execute(tx)?;
    Ok(())
}

fn end(tx: &mut PgConnection, ticket: i64, calendar: &Calendar, now: DateTime<Utc>) -> AppResult<()> {
    let running = turns::table.filter(turns::ticket_id.eq(ticket)).filter(turns::until.is_null());
    let Some((id, since)) = running.select((turns::id, turns::since)).first::<(i64, DateTime<Utc>)>(tx).optional()?
    else {
        return Ok(());
    };
    // Clocks of two machines may differ by a little.
    let until = now.max(since);
    let worked = calendar.elapsed(since, until).num_seconds();
    let ended = (turns::until.eq(until), turns::working_seconds.eq(worked));
    diesel::update(turns::table.find(id)).set(ended).execute(tx)?;
    Ok(())
}

/// A turn as it is stored.
#[derive(Clone, Debug, Deserialize)]
pub struct StoredTurn {
    pub state: State,
    /// The operator who had it, by name.
    pub assignee: Option<String>,
    pub since: DateTime<Utc>,
    pub until: Option<DateTime<Utc>>,
    working_seconds: Option<i64>,
}

impl StoredTurn {
    /// Working time, to `now` while it runs.
    #[must_use]
    pub fn worked(&self, calendar: &Calendar, now: DateTime<Utc>) -> TimeDelta {
        match self.working_seconds {
            Some(seconds) => TimeDelta::seconds(seconds),
            None => calendar.elapsed(self.since, now),
        }
    }
}

/// Working time that was that side's.
#[must_use]
pub fn total(turns: &[StoredTurn], ball: Ball, calendar: &Calendar, now: DateTime<Utc>) -> TimeDelta {
    let of_side = turns.iter().filter(|turn| turn.state.ball() == ball);
    of_side.fold(TimeDelta::zero(), |sum, turn| sum + turn.worked(calendar, now))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn turn(state: State, since: &str, working_hours: Option<i64>) -> StoredTurn {
        let since: DateTime<Utc> = since.parse().unwrap();
        StoredTurn {
            state,
            assignee: None,
            since,
            until: working_hours.map(|_| since),
            working_seconds: working_hours.map(|hours| hours * 3600),
        }
    }

    #[test]
    fn each_side_has_the_working_time_of_its_turns_and_what_runs_counts_to_now() {
        let calendar = Calendar::new([], []);
        // A Thursday; what runs goes over a weekend.
        let turns = [
            turn(State::Pending, "2026-11-19T00:00:00Z", Some(2)),
            turn(State::WaitingReply, "2026-11-19T02:00:00Z", Some(5)),
            turn(State::Processing, "2026-11-19T07:00:00Z", Some(1)),
            turn(State::Returned, "2026-11-19T08:00:00Z", Some(3)),
            turn(State::Processing, "2026-11-20T16:00:00Z", None),
        ];
        let now = "2026-11-22T18:00:00Z".parse().unwrap();
        let hours = |ball| total(&turns, ball, &calendar, now).num_hours();
        // Saturday and Sunday of Shanghai are 16:00 on Friday to 16:00 on Sunday.
        assert_eq!((hours(Ball::Operators), hours(Ball::Filer), hours(Ball::Nobody)), (2 + 1 + 2, 5 + 3, 0));
    }
}
