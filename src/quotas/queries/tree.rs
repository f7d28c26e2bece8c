//! A department with all below it.

use diesel::{
    prelude::*,
    sql_types::{Array, BigInt, Integer, Text as SqlText},
};

use super::balances::MEASURE;
use crate::{
    db::sql::statement, error::AppResult, policy::Actor, quotas::balance::Balance, quotas::seat::Seat,
    schema::departments,
};

/// One department's line of one metric, with the sums of all below it.
#[derive(Clone, Debug, QueryableByName)]
pub struct Node {
    #[diesel(sql_type = BigInt)]
    pub department_id: i64,
    #[diesel(sql_type = SqlText)]
    pub department: String,
    /// Below whom one looks from: 0 for a direct child.
    #[diesel(sql_type = Integer)]
    pub depth: i32,
    #[diesel(embed)]
    pub balance: Balance,
    /// Used by it and all its units.
    #[diesel(sql_type = BigInt)]
    pub used_below: i64,
    #[diesel(sql_type = BigInt)]
    pub pending_below: i64,
}

/// All below whom `who` hands quota on to, those included, in the order of the tree; of one region and metric, or of all.
///
/// # Errors
/// When the database can't be had.
pub fn subtree(c: &mut PgConnection, who: &Actor, region: Option<i64>, metric: &str) -> AppResult<Vec<Node>> {
    let tops: Vec<i64> = Seat::of(who).children().select(departments::id).load(c)?;
    let all = statement(format!(
        "WITH RECURSIVE below AS (
             SELECT id, name, subtree, 0 AS depth, ARRAY[id] AS path FROM departments WHERE id = ANY($1)
             UNION ALL
             SELECT d.id, d.name, d.subtree, p.depth + 1, p.path || d.id FROM departments d JOIN below p ON d.parent_id = p.id)
         SELECT below.id AS department_id, below.name AS department, below.depth, {MEASURE},
                b.total, b.allocated, b.used, b.pending, s.used AS used_below, s.pending AS pending_below
         FROM below
         JOIN quota_balances b ON b.department_id = below.id AND b.total > 0
         JOIN regions r ON r.id = b.region_id JOIN quota_metrics m ON m.code = b.metric
         CROSS JOIN LATERAL (
             SELECT coalesce(sum(k.used), 0)::bigint AS used, coalesce(sum(k.pending), 0)::bigint AS pending FROM quota_balances k
             WHERE k.department_id = ANY(below.subtree) AND k.region_id = b.region_id AND k.metric = b.metric) AS s
         WHERE ($2 = 0 OR b.region_id = $2) AND ($3 = '' OR b.metric = $3)
         ORDER BY r.id, m.place, below.path"
    ));
    Ok(all
        .bind::<Array<BigInt>, _>(tops)
        .bind::<BigInt, _>(region.unwrap_or_default())
        .bind::<SqlText, _>(metric.to_owned())
        .load(c)?)
}
