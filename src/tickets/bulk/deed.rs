//! What can be done to many tickets at once.

use std::sync::Arc;

use chrono::Utc;
use diesel::PgConnection;
use uuid::Uuid;

use crate::{
    db::Db,
    error::AppResult,
    policy::Actor,
    tickets::{
        commands::{self, Attempt},
        model::path_of,
    },
    web::bulk::{self, Outcome, Picked},
};

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Deed {
    Accept,
    /// To this operator.
    Assign(i64),
}

impl Deed {
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Accept => "ticket-bulk-accept",
            Self::Assign(_) => "ticket-bulk-assign",
        }
    }

    /// Does it to each.
    pub async fn do_to(self, picked: Vec<Picked>, db: &Db, who: Arc<Actor>, submission: Option<Uuid>) -> Vec<Outcome> {
        bulk::one_by_one(self.name(), picked, db, who.id, submission, move |tx, Picked { number, version }| {
            self.act(tx, &Attempt { who: &who, number, version: *version, now: Utc::now() })?;
            Ok(path_of(number))
        })
        .await
    }

    fn act(self, tx: &mut PgConnection, by: &Attempt<'_>) -> AppResult<()> {
        match self {
            Self::Accept => commands::accept(tx, by).map(drop),
            Self::Assign(to) => commands::assign(tx, by, Ok(to)).map(drop),
        }
    }
}
