//! 配额分配: new totals of direct children; and the root's own, which administrators set.

use chrono::{DateTime, Utc};
use diesel::{
    prelude::*,
    sql_types::{BigInt, Text as SqlText},
};

use super::{decide::resolve_waiting, note};
use crate::{
    db::sql::statement,
    error::{AppError, AppResult},
    outbox::{self, Event, Record},
    policy::{Action, Actor},
    quotas::{
        balance::{Balance, Measure},
        form::Amount,
        queries,
    },
    schema::departments,
    text::Text,
    web::form::Errors,
};

/// What the audit log calls a department's quota.
const RECORD_KIND: &str = "quota";

/// What a department's totals shall be, and why.
#[derive(Clone, Debug)]
pub struct Totals {
    pub department: i64,
    pub amounts: Vec<Amount>,
    pub reason: String,
}

/// Sets totals of a direct child, all or none.
///
/// # Errors
/// 403, and 422 at every row that falls below what the child has handed on and uses, or that the parent hasn't enough for.
pub fn allocate(tx: &mut PgConnection, who: &Actor, totals: &Totals, now: DateTime<Utc>) -> AppResult<()> {
    if !who.may(Action::AllocateQuotas) {
        return Err(AppError::forbidden());
    }
    let children = queries::seat_of(tx, who)?;
    let child = children.into_iter().find(|(id, _, _)| *id == totals.department);
    let (child, name, parent) = child.ok_or_else(|| AppError::at("department", "quota-child-foreign"))?;
    hold(tx, parent)?;
    hold(tx, child)?;
    let (has, above) = (queries::all_of(tx, child)?, queries::all_of(tx, parent)?);
    check(totals, &has, Some(&above))?;
    write(tx, who, totals, &has, &name)?;
    resolve_waiting(tx, parent, now)?;
    resolve_waiting(tx, child, now)
}

/// Sets totals of the root: what there is in all.
///
/// # Errors
/// 403, and 422 at every row that falls below what was handed on and is used.
pub fn set_totals(tx: &mut PgConnection, who: &Actor, totals: &Totals, now: DateTime<Utc>) -> AppResult<()> {
    if !who.may(Action::ManageQuotas) {
        return Err(AppError::forbidden());
    }
    let root = departments::table.find(totals.department).filter(departments::parent_id.is_null());
    let name: String = root.select(departments::name).first(tx)?;
    hold(tx, totals.department)?;
    let has = queries::all_of(tx, totals.department)?;
    check(totals, &has, None)?;
    write(tx, who, totals, &has, &name)?;
    resolve_waiting(tx, totals.department, now)
}

/// Nobody else changes what that department has until the transaction ends. Parents are held before their children.
///
/// # Errors
/// When the database refuses.
pub(super) fn hold(tx: &mut PgConnection, department: i64) -> AppResult<()> {
    let its = "SELECT total FROM quota_balances WHERE department_id = $1 ORDER BY region_id, metric FOR NO KEY UPDATE";
    statement(its).bind::<BigInt, _>(department).execute(tx)?;
    Ok(())
}

/// Hands `more` on to that department, or takes it back where it is less than nothing.
///
/// # Errors
/// When its parent hasn't enough, which the database refuses.
pub(super) fn raise(tx: &mut PgConnection, department: i64, of: &Measure, more: i64) -> AppResult<()> {
    statement("SELECT raise_quota($1, $2, $3, $4)")
        .bind::<BigInt, _>(department)
        .bind::<BigInt, _>(of.region_id)
        .bind::<SqlText, _>(of.metric.clone())
        .bind::<BigInt, _>(more)
        .execute(tx)?;
    Ok(())
}

fn find<'a>(balances: &'a [Balance], of: &Measure) -> Option<&'a Balance> {
    balances.iter().find(|balance| balance.of.key() == of.key())
}

/// Names the figure that fails, at its row.
fn check(totals: &Totals, has: &[Balance], above: Option<&[Balance]>) -> AppResult<()> {
    let mut errors = Errors::default();
    for Amount { row, of, units } in &totals.amounts {
        let (total, bound) = find(has, of).map_or((0, 0), |balance| (balance.total, balance.bound()));
        let field = format!("amount-{row}");
        if *units < bound {
            errors.add(field, Text::new("quota-below-bound").with("least", bound));
        } else if let Some(above) = above {
            let remaining = find(above, of).map_or(0, Balance::remaining);
            if units - total > remaining {
                let says = Text::new("quota-parent-lacks").with("most", total + remaining).with("remaining", remaining);
                errors.add(field, says);
            }
        }
    }
    errors.finish(|| Some(())).map_err(AppError::Invalid)
}

/// Whatever falls comes before what rises.
fn write(tx: &mut PgConnection, who: &Actor, totals: &Totals, has: &[Balance], name: &str) -> AppResult<()> {
    note(tx, who, "", &totals.reason)?;
    let more = |amount: &Amount| amount.units - find(has, &amount.of).map_or(0, |balance| balance.total);
    let mut changes: Vec<(&Amount, i64)> = totals.amounts.iter().map(|amount| (amount, more(amount))).collect();
    changes.retain(|(_, more)| *more != 0);
    changes.sort_by_key(|(_, more)| *more > 0);
    let mut said = serde_json::Map::new();
    for (Amount { of, units, .. }, more) in changes {
        raise(tx, totals.department, of, more)?;
        said.insert(format!("{} {}", of.region, of.metric), (*units).into());
    }
    note(tx, who, "", "")?;
    let record = Record {
        kind: RECORD_KIND,
        id: totals.department,
        number: name.to_owned(),
        path: "/quotas/subordinates".to_owned(),
    };
    let event =
        Event::new("allocateQuota", RECORD_KIND, record).changed(None, Some(said.into())).quoting(&totals.reason);
    outbox::tell(tx, who, &event)
}
