//! Mail to addresses that somebody named, beside those who are told.

use diesel::{
    prelude::*,
    sql_types::{Array, BigInt, Jsonb, Text as SqlText},
};

use super::{Event, Notice};
use crate::{db::sql::statement, error::AppResult, web::i18n::Lang};

/// Mails what `notice` says to each of `addresses`, but to those of whom it tells already. They leave in the thread of
/// the record, so that a burst becomes one mail to them too.
///
/// # Errors
/// When the database refuses.
pub fn copy(tx: &mut PgConnection, event: &Event, notice: &Notice, addresses: &[String]) -> AppResult<()> {
    if addresses.is_empty() {
        return Ok(());
    }
    statement(
        "INSERT INTO mails (address, language, thread, title, body, quote, link, binding, next_try_at)
         SELECT address, $3, $4, $5, $6, $7, $4, true, now() + mail_pause(address, $4)
         FROM unnest($1) AS address
         WHERE NOT EXISTS (SELECT FROM users u WHERE u.id = ANY($2) AND lower(u.email) = lower(address))",
    )
    .bind::<Array<SqlText>, _>(addresses)
    .bind::<Array<BigInt>, _>(&notice.to)
    .bind::<SqlText, _>(Lang::default().code())
    .bind::<SqlText, _>(&event.record.path)
    .bind::<Jsonb, _>(serde_json::to_value(&notice.title)?)
    .bind::<Jsonb, _>(serde_json::to_value(&notice.body)?)
    .bind::<SqlText, _>(&event.quote)
    .execute(tx)?;
    Ok(())
}
