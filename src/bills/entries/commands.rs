use chrono::{DateTime, Utc};
use diesel::{
    prelude::*,
    sql_types::{BigInt, Date, Nullable, Text as SqlText, Timestamptz},
};

use super::{Entry, queries, row::Wanted};
use crate::{
    bills::queries::lock_month,
    db::sql::statement,
    error::{AppError, AppResult},
    outbox::{self, Event},
    policy::{Action, Actor},
};

#[derive(QueryableByName)]
struct Id {
    #[diesel(sql_type = BigInt)]
    id: i64,
}

/// Enters what a row says, over what was entered of the same before.
///
/// # Errors
/// When the database refuses.
pub fn put(
    tx: &mut PgConnection,
    who: &Actor,
    before: Option<&Entry>,
    wanted: &Wanted,
    now: DateTime<Utc>,
) -> AppResult<()> {
    let put = statement(
        "INSERT INTO bill_entries (month, department_id, project_id, region_id, product, description, units, price, period,
                                   request_id, entered_by_id, entered_at)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, daterange($9, $10, '[]'), $11, $12, $13)
         ON CONFLICT ON CONSTRAINT an_entry_is_entered_once DO UPDATE SET units = excluded.units, price = excluded.price,
             period = excluded.period, request_id = excluded.request_id, entered_by_id = excluded.entered_by_id,
             entered_at = excluded.entered_at
         RETURNING id",
    );
    let Id { id } = put
        .bind::<Date, _>(wanted.month.first_day())
        .bind::<BigInt, _>(wanted.department)
        .bind::<BigInt, _>(wanted.project)
        .bind::<BigInt, _>(wanted.region)
        .bind::<SqlText, _>(wanted.product.clone())
        .bind::<SqlText, _>(wanted.description.clone())
        .bind::<BigInt, _>(wanted.units)
        .bind::<BigInt, _>(wanted.price.0)
        .bind::<Date, _>(wanted.from)
        .bind::<Date, _>(wanted.to)
        .bind::<Nullable<BigInt>, _>(wanted.request)
        .bind::<Nullable<BigInt>, _>(who.stored_id())
        .bind::<Timestamptz, _>(now)
        .get_result(tx)?;
    let after = queries::find(tx, id)?;
    let action = if before.is_some() { "updateBillEntry" } else { "createBillEntry" };
    let event = Event::new(action, super::RECORD_KIND, after.record());
    outbox::tell(tx, who, &event.changed(before.map(Entry::facts), Some(after.facts())))
}

/// Takes one away, while the bill that it belongs to isn't out; where it leads.
///
/// # Errors
/// 404, 403, 409 once its bill was sent.
pub fn delete(tx: &mut PgConnection, who: &Actor, id: i64) -> AppResult<String> {
    if !who.may(Action::RunBilling) {
        return Err(AppError::forbidden());
    }
    let month = queries::find(tx, id)?.month();
    lock_month(tx, month)?;
    let entry = queries::find(tx, id)?;
    if entry.is_sent {
        return Err(AppError::NotNow("bill-entry-is-sent".into()));
    }
    statement("DELETE FROM bill_entries WHERE id = $1").bind::<BigInt, _>(id).execute(tx)?;
    let event = Event::new("deleteBillEntry", super::RECORD_KIND, entry.record());
    outbox::tell(tx, who, &event.changed(Some(entry.facts()), None))?;
    Ok(entry.record().path)
}
