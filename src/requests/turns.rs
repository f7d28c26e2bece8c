//! Who had a request how long (spec 3, "SLA"): from its submission on, each time it stood in one state is a *turn*, written
//! down when it ends.

use chrono::{DateTime, TimeDelta, Utc};
use diesel::prelude::*;
use serde::Deserialize;

use super::{model::Request, state::State};
use crate::{calendar, error::AppResult, schema::request_turns as turns};

/// Ends the turn that `request` stands in; nobody has a draft.
///
/// # Errors
/// When the database refuses.
pub fn end(tx: &mut PgConnection, request: &Request, until: DateTime<Utc>) -> AppResult<()> {
    if request.state == State::Draft {
        return Ok(());
    }
    let worked = calendar::read(tx)?.elapsed(request.state_since, until);
    let turn = (
        turns::request_id.eq(request.id),
        turns::round.eq(request.round),
        turns::state.eq(request.state.code()),
        turns::department_id.eq(request.department_id),
        turns::since.eq(request.state_since),
        turns::until.eq(until),
        turns::working_seconds.eq(worked.num_seconds()),
        turns::due_at.eq(request.due_at),
    );
    diesel::insert_into(turns::table).values(turn).execute(tx)?;
    Ok(())
}

/// A turn as it is stored.
#[derive(Clone, Debug, Deserialize)]
pub struct Ended {
    pub state: State,
    pub since: DateTime<Utc>,
    pub until: DateTime<Utc>,
    working_seconds: i64,
}

impl Ended {
    /// Working time.
    #[must_use]
    pub fn worked(&self) -> TimeDelta {
        TimeDelta::seconds(self.working_seconds)
    }
}
