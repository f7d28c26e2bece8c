//! One kind of work that comes round by itself.

use std::time::Duration;

use actix_web::web;
use diesel::{
    prelude::*,
    sql_types::{Bool, Text},
};

use crate::{
    attachments::Files,
    db::{Db, sql::statement},
    error::AppResult,
};

/// What a job works on. Cheap to clone.
#[derive(Clone)]
pub struct Stores {
    pub db: Db,
    pub files: Files,
}

/// Safe to run twice, and in two processes.
pub struct Job {
    pub name: &'static str,
    pub every: Duration,
    pub run: fn(&Stores) -> AppResult<()>,
}

#[derive(QueryableByName)]
struct Lock {
    #[diesel(sql_type = Bool)]
    held: bool,
}

impl Job {
    /// Runs unless another process is at it. What fails is tried again when its time comes round.
    pub async fn take_turn(&'static self, stores: &Stores) {
        let stores = stores.clone();
        let outcome = web::block(move || self.run_alone(&stores)).await;
        if let Err(error) = outcome.map_err(Into::into).flatten() {
            tracing::error!(job = self.name, %error, "job failed");
        }
    }

    /// The lock is the session's, not a transaction's: a job commits as it goes.
    fn run_alone(&self, stores: &Stores) -> AppResult<()> {
        let mut lock = stores.db.connection()?;
        if !ask(&mut lock, "SELECT pg_try_advisory_lock(hashtext($1)) AS held", self.name)? {
            return Ok(());
        }
        let done = (self.run)(stores);
        let released = ask(&mut lock, "SELECT pg_advisory_unlock(hashtext($1)) AS held", self.name);
        done.and(released.map(|_| ()))
    }
}

fn ask(c: &mut PgConnection, query: &'static str, name: &str) -> AppResult<bool> {
    let lock: Lock = statement(query).bind::<Text, _>(name).get_result(c)?;
    Ok(lock.held)
}
