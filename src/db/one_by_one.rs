//! Rows that time changes, one after the other.

use std::cell::Cell;

use diesel::PgConnection;

use super::Db;
use crate::error::AppResult;

impl Db {
    /// Works on one row after the other, each in a transaction of its own, until there is no `next` that isn't among
    /// those it is given. One that can't be worked on is left for the next round, and doesn't hold up the others.
    ///
    /// # Errors
    /// When the database can't be had.
    pub fn one_by_one(
        &self,
        next: impl Fn(&mut PgConnection, &[i64]) -> AppResult<Option<i64>>,
        work: impl Fn(&mut PgConnection, i64) -> AppResult<()>,
    ) -> AppResult<()> {
        let mut left = Vec::new();
        loop {
            let at_hand = Cell::new(None);
            let outcome = self.transact(|tx| {
                at_hand.set(next(tx, &left)?);
                at_hand.get().map_or(Ok(()), |id| work(tx, id))
            });
            match (at_hand.get(), outcome) {
                (None, outcome) => return outcome,
                (Some(_), Ok(())) => {}
                (Some(id), Err(error)) => {
                    tracing::error!(id, %error, "left for the next round");
                    left.push(id);
                }
            }
        }
    }
}
