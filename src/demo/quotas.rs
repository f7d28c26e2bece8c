//! What departments may use: plenty before anything has happened, and what fits them once it has.

use chrono::{DateTime, TimeDelta, Utc};
use diesel::{PgConnection, RunQueryDsl, connection::SimpleConnection, sql_types::Timestamptz};

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
    set(tx, "CASE WHEN d.parent_id IS NULL THEN 100000000 WHEN p.parent_id IS NULL THEN 2000000 ELSE 500000 END")
}

/// As departments were given in the beginning: those of the first level enough for some systems, their units a tenth of it.
///
/// # Errors
/// When the database refuses.
pub fn fit(tx: &mut PgConnection, now: DateTime<Utc>) -> AppResult<()> {
    set(
        tx,
        "CASE m.code WHEN 'vcpu' THEN 800 WHEN 'memory' THEN 3200 WHEN 'disk' THEN 40000 WHEN 'bandwidth' THEN 4000
                     WHEN 'oss' THEN 200000 ELSE 60 END
         * CASE WHEN d.parent_id IS NULL THEN 180 WHEN p.parent_id IS NULL THEN 10 ELSE 1 END / 10",
    )?;
    statement(
        "INSERT INTO quota_ledger (department_id, region_id, metric, at, reason, total_before, total, allocated_before, allocated,
                                   used_before, used, pending_before, pending)
         SELECT department_id, region_id, metric, $1, '核定初始配额', 0, total, 0, allocated, 0, 0, 0, 0
         FROM quota_balances WHERE total > 0 ORDER BY department_id, region_id, metric",
    )
    .bind::<Timestamptz, _>(now - TimeDelta::days(360))
    .execute(tx)?;
    Ok(())
}

/// Totals as `amount` says of departments `d` below `p` and metrics `m`, instead of those there are.
fn set(tx: &mut PgConnection, amount: &str) -> AppResult<()> {
    tx.batch_execute(&format!(
        "SET LOCAL yunwu.quota_recount = 'on';
         DELETE FROM quota_balances;
         INSERT INTO quota_balances (department_id, region_id, metric, total)
         SELECT d.id, r.id, m.code, {amount}
         FROM departments d LEFT JOIN departments p ON p.id = d.parent_id CROSS JOIN regions r CROSS JOIN quota_metrics m
         WHERE d.special IS DISTINCT FROM 'operator';
         SELECT recount_quotas();"
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
    file(tx, &asker, &[("rds", 5), ("slb", 2)], "应急指挥平台新增灾备", now - TimeDelta::hours(20))?;
    clock::date(tx, now - TimeDelta::hours(20), now)
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
