//! What can be done to many tickets at once.

use chrono::Utc;
use diesel::PgConnection;

use crate::{
    error::AppResult,
    policy::Actor,
    tickets::{
        commands::{self, Attempt},
        model::path_of,
    },
    web::bulk::{self, Picked},
};

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Deed {
    Accept,
    /// To this operator.
    Assign(i64),
}

impl bulk::Deed for Deed {
    fn name(&self) -> &'static str {
        match self {
            Self::Accept => "ticket-bulk-accept",
            Self::Assign(_) => "ticket-bulk-assign",
        }
    }

    fn act(&self, tx: &mut PgConnection, who: &Actor, Picked { number, version }: &Picked) -> AppResult<String> {
        let by = Attempt { who, number, version: *version, now: Utc::now() };
        match self {
            Self::Accept => commands::accept(tx, &by)?,
            Self::Assign(to) => commands::assign(tx, &by, Ok(*to))?,
        };
        Ok(path_of(number))
    }
}
