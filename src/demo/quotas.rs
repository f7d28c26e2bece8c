//! What departments may use: plenty before anything has happened, and what fits them once it has.

use chrono::{DateTime, TimeDelta, Utc};
use diesel::{PgConnection, RunQueryDsl, connection::SimpleConnection};

use super::stories::clock;
use crate::{
    db::sql::statement,
    error::AppResult,
    policy::{Actor, Origin},
    quotas::{
        commands::{self, Amount, Wanted},
        queries,
    },
    web::visitor,
};

/// Each department has as much of everything as it could ever ask for, and the province has what they have.
///
/// # Errors
/// When the database refuses.
pub fn load(tx: &mut PgConnection) -> AppResult<()> {
    statement(
        "SELECT raise_quota(d.id, r.id, m.code, CASE WHEN d.parent_id IS NULL THEN 100000000 WHEN p.parent_id IS NULL THEN 2000000 ELSE 500000 END)
         FROM departments d LEFT JOIN departments p ON p.id = d.parent_id CROSS JOIN regions r CROSS JOIN quota_metrics m
         WHERE d.special IS DISTINCT FROM 'operator'
         ORDER BY d.parent_id IS NOT NULL, p.parent_id IS NOT NULL, r.id, m.place, d.id",
    )
    .execute(tx)?;
    Ok(())
}

/// What a department of the first level has at least, once all has happened; its units have a fifth of it.
const LEAST: &str =
    "(VALUES ('vcpu', 400), ('memory', 1600), ('disk', 20000), ('eip', 50), ('bandwidth', 2000), ('rds', 20),
    ('oss', 100000), ('slb', 20), ('acs_workers', 50)) AS least (metric, amount)";

/// As initial quotas are proposed: half as much again as what is used and handed on, rounded up; the ledger begins with that, and
/// tells of every request at its own time.
///
/// # Errors
/// When the database refuses.
pub fn fit(tx: &mut PgConnection) -> AppResult<()> {
    tx.batch_execute(&format!(
        "DO $$
         DECLARE
             its record;
         BEGIN
             FOR its IN
                 SELECT b.department_id, b.region_id, b.metric,
                        least.amount / CASE WHEN d.parent_id IS NULL OR p.parent_id IS NULL THEN 1 ELSE 5 END AS amount
                 FROM quota_balances b JOIN departments d ON d.id = b.department_id LEFT JOIN departments p ON p.id = d.parent_id
                 JOIN {LEAST} ON least.metric = b.metric
                 ORDER BY cardinality(d.subtree), b.region_id, b.metric, b.department_id
             LOOP
                 PERFORM raise_quota(its.department_id, its.region_id, its.metric, (
                     SELECT greatest(its.amount, ceil((allocated + used + pending) * 1.5 / 10) * 10)::bigint - total
                     FROM quota_balances
                     WHERE (department_id, region_id, metric) = (its.department_id, its.region_id, its.metric)));
             END LOOP;
         END
         $$;
         ALTER TABLE quota_ledger DISABLE TRIGGER the_quota_ledger_stays;
         DELETE FROM quota_ledger WHERE request = '';
         UPDATE quota_ledger l
         SET total_before = b.total, total = b.total, allocated_before = b.allocated, allocated = b.allocated,
             at = CASE WHEN l.used > l.used_before THEN coalesce(r.ended_at, r.state_since) ELSE r.submitted_at END
         FROM quota_balances b, resource_requests r
         WHERE (b.department_id, b.region_id, b.metric) = (l.department_id, l.region_id, l.metric) AND r.number = l.request;
         INSERT INTO quota_ledger (id, department_id, region_id, metric, at, reason, total_before, total, allocated_before, allocated,
                                   used_before, used, pending_before, pending)
         OVERRIDING SYSTEM VALUE
         SELECT -row_number() OVER (ORDER BY department_id, region_id, metric), department_id, region_id, metric,
                (SELECT min(at) FROM quota_ledger) - interval '5 days', '按业务使用量核定初始配额', 0, total, 0, allocated, 0, 0, 0, 0
         FROM quota_balances WHERE total > 0;
         ALTER TABLE quota_ledger ENABLE TRIGGER the_quota_ledger_stays;"
    ))?;
    Ok(())
}

/// Requests for quota in every state, as people filed and decided them.
///
/// # Errors
/// When a command refuses.
pub fn ask(tx: &mut PgConnection, now: DateTime<Utc>) -> AppResult<()> {
    let [asker, unit, health, above] = ["yj.admin", "yj.unit.admin", "wj.admin", "bigdata.admin"].map(|name| {
        visitor::actor_named(tx, name, Origin { address: "10.20.0.1".to_owned(), request_id: "demo".to_owned() })
    });
    let (asker, unit, health, above) = (asker?, unit?, health?, above?);
    let days = |days| now - TimeDelta::days(days);
    let passed = file(tx, &asker, &[("vcpu", 64), ("memory", 256)], "防汛会商系统扩容", days(12))?;
    clock::date(tx, days(12), now)?;
    commands::approve(tx, &above, &passed, None, Ok("同意，请按需使用".to_owned()), days(11))?;
    clock::date(tx, days(11), now)?;
    let refused = file(tx, &health, &[("bandwidth", 5_000)], "发热门诊直报系统", days(9))?;
    clock::date(tx, days(9), now)?;
    commands::reject(tx, &above, &refused, None, Ok("现有带宽使用率不足三成，请先核实".to_owned()), days(8))?;
    clock::date(tx, days(8), now)?;
    let taken_back = file(tx, &asker, &[("eip", 20)], "误填数量", days(7))?;
    commands::withdraw(tx, &asker, &taken_back, None, days(7))?;
    clock::date(tx, days(7), now)?;
    let short = file(tx, &unit, &[("oss", 300_000)], "救援影像归档", days(3))?;
    clock::date(tx, days(3), now)?;
    commands::approve(tx, &asker, &short, None, Ok("同意，向省级申请补足".to_owned()), days(2))?;
    clock::date(tx, days(2), now)?;
    file(tx, &asker, &[("rds", 5), ("slb", 2)], "应急指挥平台新增灾备", days(1))?;
    clock::date(tx, days(1), now)
}

fn file(
    tx: &mut PgConnection,
    who: &Actor,
    amounts: &[(&str, i64)],
    reason: &str,
    at: DateTime<Utc>,
) -> AppResult<String> {
    let measures = queries::measures(tx)?;
    let amount = |(metric, units): &(&str, i64)| {
        let of = measures.iter().find(|of| of.metric == *metric)?;
        Some(Amount { row: 0, of: of.clone(), units: *units })
    };
    let amounts = amounts.iter().filter_map(amount).collect();
    let wanted = Wanted { amounts, reason: reason.to_owned(), files: Vec::new() };
    Ok(commands::file(tx, who, &wanted, at)?.number)
}
