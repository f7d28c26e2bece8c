//! Whether what is asked for fits into what remains.

use diesel::{
    prelude::*,
    sql_types::{BigInt, Integer},
};
use serde::Deserialize;

use super::balances::MEASURE;
use crate::{
    db::sql::statement,
    error::AppResult,
    quotas::balance::{Balance, Measure},
};

/// A metric of which more is asked for than remains.
#[derive(Clone, Debug, QueryableByName)]
pub struct Shortfall {
    #[diesel(embed)]
    pub of: Measure,
    #[diesel(sql_type = BigInt)]
    pub asked: i64,
    #[diesel(sql_type = BigInt)]
    pub remaining: i64,
}

/// What a revision of a resource request takes of each metric that its department lacks, with its balances held until the
/// transaction ends. What an earlier revision of it holds is its own to use.
///
/// # Errors
/// When the database refuses.
pub fn short_of(tx: &mut PgConnection, request: i64, revision: i32) -> AppResult<Vec<Shortfall>> {
    let held = statement(
        "SELECT b.total FROM quota_balances b
         JOIN resource_requests q ON q.department_id = b.department_id AND q.id = $1
         JOIN request_revisions v ON v.request_id = q.id AND v.revision = $2 AND v.region_id = b.region_id
         ORDER BY b.metric FOR NO KEY UPDATE OF b",
    );
    held.bind::<BigInt, _>(request).bind::<Integer, _>(revision).execute(tx)?;
    let lacking = statement(format!(
        "WITH asked AS (SELECT metric, sum(amount)::bigint AS amount FROM quota_demand($1, $2) WHERE amount > 0 GROUP BY metric)
         SELECT {MEASURE}, asked.amount AS asked, left_over.amount AS remaining
         FROM resource_requests q
         JOIN request_revisions v ON v.request_id = q.id AND v.revision = $2
         JOIN regions r ON r.id = v.region_id
         CROSS JOIN asked JOIN quota_metrics m ON m.code = asked.metric
         CROSS JOIN LATERAL (
             SELECT coalesce((SELECT b.total - b.allocated - b.used - b.pending FROM quota_balances b
                              WHERE b.department_id = q.department_id AND b.region_id = r.id AND b.metric = m.code), 0)
                  + coalesce((SELECT sum(h.amount) FROM quota_holds h
                              WHERE h.request_id = q.id AND h.metric = m.code AND h.region_id = r.id
                                AND h.department_id = q.department_id), 0)::bigint AS amount) AS left_over
         WHERE q.id = $1 AND asked.amount > left_over.amount
         ORDER BY m.place"
    ));
    Ok(lacking.bind::<BigInt, _>(request).bind::<Integer, _>(revision).load(tx)?)
}

/// What a request under way takes of a metric, beside what its department has (`quota_outlook`).
#[derive(Clone, Debug, Deserialize)]
pub struct Outlook {
    #[serde(flatten)]
    pub balance: Balance,
    pub asked: i64,
}

impl Outlook {
    /// What is left once this one is delivered, whatever else is pending.
    #[must_use]
    pub fn after_this(&self) -> i64 {
        self.balance.total - self.balance.allocated - self.balance.used - self.asked
    }
}
