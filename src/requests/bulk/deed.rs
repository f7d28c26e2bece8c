//! What can be decided about many requests at once.

use chrono::Utc;
use diesel::PgConnection;

use crate::{
    error::AppResult,
    policy::Actor,
    requests::{
        commands::{self, Attempt},
        model::path_of,
        queries::kept_at,
        workflow::Verb,
    },
    web::{
        bulk::{self, Picked},
        kept,
    },
};

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Deed {
    /// With one opinion for all of them, or none.
    Approve(String),
    /// For one reason.
    Reject(String),
}

impl bulk::Deed for Deed {
    fn name(&self) -> &'static str {
        match self {
            Self::Approve(_) => "request-bulk-approve",
            Self::Reject(_) => "request-bulk-reject",
        }
    }

    fn act(&self, tx: &mut PgConnection, who: &Actor, Picked { number, version }: &Picked) -> AppResult<String> {
        let by = Attempt { who, number, version: *version, now: Utc::now() };
        let verb = match self {
            Self::Approve(opinion) => commands::approve(tx, &by, Ok(opinion.clone())).map(|_| Verb::Approve)?,
            Self::Reject(reason) => commands::reject(tx, &by, Ok(reason.clone())).map(|_| Verb::Reject)?,
        };
        kept::forget(tx, who.id, &kept_at(number, verb))?;
        Ok(path_of(number))
    }
}
