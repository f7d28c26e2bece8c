//! How a department's quota became what it is.

use chrono::{DateTime, Utc};
use diesel::{
    prelude::*,
    sql_types::{BigInt, Nullable, Text as SqlText, Timestamptz},
};

use super::balances::MEASURE;
use crate::{
    db::sql::{fragment, statement},
    error::AppResult,
    quotas::balance::Measure,
    web::list::{COUNTED, Cursor},
};

/// Which lines are shown.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Narrowed {
    pub region: Option<i64>,
    pub metric: String,
}

/// One line of the ledger: from, to, by whom, why.
#[derive(Clone, Debug, QueryableByName)]
pub struct Change {
    #[diesel(sql_type = BigInt)]
    pub id: i64,
    #[diesel(embed)]
    pub of: Measure,
    #[diesel(sql_type = Timestamptz)]
    pub at: DateTime<Utc>,
    /// Empty for the system.
    #[diesel(sql_type = SqlText)]
    pub by: String,
    /// A quota request's number or a resource request's.
    #[diesel(sql_type = SqlText)]
    pub request: String,
    #[diesel(sql_type = SqlText)]
    pub reason: String,
    #[diesel(sql_type = BigInt)]
    pub total_before: i64,
    #[diesel(sql_type = BigInt)]
    pub total: i64,
    #[diesel(sql_type = BigInt)]
    pub allocated_before: i64,
    #[diesel(sql_type = BigInt)]
    pub allocated: i64,
    #[diesel(sql_type = BigInt)]
    pub used_before: i64,
    #[diesel(sql_type = BigInt)]
    pub used: i64,
    #[diesel(sql_type = BigInt)]
    pub pending_before: i64,
    #[diesel(sql_type = BigInt)]
    pub pending: i64,
}

impl Change {
    /// Each figure that changed: its label, from, to.
    #[must_use]
    pub fn figures(&self) -> Vec<(&'static str, i64, i64)> {
        let all = [
            ("quota-total", self.total_before, self.total),
            ("quota-allocated", self.allocated_before, self.allocated),
            ("quota-used", self.used_before, self.used),
            ("quota-pending", self.pending_before, self.pending),
        ];
        all.into_iter().filter(|(_, from, to)| from != to).collect()
    }

    /// Where the request that changed it is.
    #[must_use]
    pub fn path(&self) -> Option<String> {
        let list = if self.request.starts_with("PE") { "/quotas/requests" } else { "/resources/requests" };
        (!self.request.is_empty()).then(|| format!("{list}/{}", self.request))
    }
}

const COLUMNS: &str = "l.id, l.at, coalesce(u.display_name, '') AS by, l.request, l.reason, l.total_before, l.total,
    l.allocated_before, l.allocated, l.used_before, l.used, l.pending_before, l.pending";

/// A department's changes, the newest first, up to `most`, read away from the cursor.
///
/// # Errors
/// When the database can't be had.
pub fn ledger(
    c: &mut PgConnection,
    department: i64,
    narrowed: &Narrowed,
    cursor: Option<&Cursor>,
    most: i64,
) -> AppResult<Vec<Change>> {
    let (beyond, order) = match cursor.map(|cursor| cursor.back) {
        Some(true) => ("l.id > $4", "ASC"),
        _ => ("l.id < $4", "DESC"),
    };
    let query = format!(
        "SELECT {COLUMNS}, {MEASURE} FROM quota_ledger l JOIN regions r ON r.id = l.region_id JOIN quota_metrics m ON m.code = l.metric
         LEFT JOIN users u ON u.id = l.actor_id
         WHERE l.department_id = $1 AND ($2 = 0 OR l.region_id = $2) AND ($3 = '' OR l.metric = $3) AND ($4 IS NULL OR {beyond})
         ORDER BY l.id {order} LIMIT $5"
    );
    Ok(statement(query)
        .bind::<BigInt, _>(department)
        .bind::<BigInt, _>(narrowed.region.unwrap_or_default())
        .bind::<SqlText, _>(narrowed.metric.clone())
        .bind::<Nullable<BigInt>, _>(cursor.map(|cursor| cursor.id))
        .bind::<BigInt, _>(most)
        .load(c)?)
}

/// The last `most` changes of one metric in one region, the oldest first: what the chart draws.
///
/// # Errors
/// When the database can't be had.
pub fn course(c: &mut PgConnection, department: i64, narrowed: &Narrowed, most: i64) -> AppResult<Vec<Change>> {
    let mut changes = ledger(c, department, narrowed, None, most)?;
    changes.reverse();
    Ok(changes)
}

/// How many there are, to ten thousand and one.
///
/// # Errors
/// When the database can't be had.
pub fn count_changes(c: &mut PgConnection, department: i64, narrowed: &Narrowed) -> AppResult<i64> {
    let few = fragment::<BigInt>(format!(
        "(SELECT count(*) FROM (SELECT FROM quota_ledger l
          WHERE l.department_id = $1 AND ($2 = 0 OR l.region_id = $2) AND ($3 = '' OR l.metric = $3) LIMIT {COUNTED}) AS few)"
    ));
    let few = few
        .bind::<BigInt, _>(department)
        .bind::<BigInt, _>(narrowed.region.unwrap_or_default())
        .bind::<SqlText, _>(narrowed.metric.clone());
    Ok(diesel::select(few).get_result(c)?)
}
