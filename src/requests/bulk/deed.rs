//! What can be decided about many requests at once.

use std::sync::Arc;

use chrono::Utc;
use diesel::PgConnection;
use uuid::Uuid;

use crate::{
    db::Db,
    error::AppResult,
    policy::Actor,
    requests::{
        commands::{self, Attempt},
        model::path_of,
        queries::kept_at,
        workflow::Verb,
    },
    web::{
        bulk::{self, Outcome, Picked},
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

impl Deed {
    #[must_use]
    pub const fn name(&self) -> &'static str {
        match self {
            Self::Approve(_) => "request-bulk-approve",
            Self::Reject(_) => "request-bulk-reject",
        }
    }

    const fn verb(&self) -> Verb {
        match self {
            Self::Approve(_) => Verb::Approve,
            Self::Reject(_) => Verb::Reject,
        }
    }

    /// Does it to each.
    pub async fn do_to(self, picked: Vec<Picked>, db: &Db, who: Arc<Actor>, submission: Option<Uuid>) -> Vec<Outcome> {
        bulk::one_by_one(self.name(), picked, db, who.id, submission, move |tx, Picked { number, version }| {
            self.act(tx, &Attempt { who: &who, number, version: *version, now: Utc::now() })?;
            kept::forget(tx, who.id, &kept_at(number, self.verb()))?;
            Ok(path_of(number))
        })
        .await
    }

    fn act(&self, tx: &mut PgConnection, by: &Attempt<'_>) -> AppResult<()> {
        match self {
            Self::Approve(opinion) => commands::approve(tx, by, Ok(opinion.clone())).map(drop),
            Self::Reject(reason) => commands::reject(tx, by, Ok(reason.clone())).map(drop),
        }
    }
}
