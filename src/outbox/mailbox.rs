//! The outbox to look into while trying the product out (spec 6, `/dev/mailbox`).

use diesel::{
    prelude::*,
    sql_types::{BigInt, Bool, Integer, Nullable, Text as SqlText},
};

use super::{
    MailKind,
    compose::{Composed, compose},
    queue::Bundle,
    stored::{COLUMNS, FROM, StoredMail},
    wording::Wordings,
};
use crate::{
    config::Settings,
    db::sql::statement,
    error::{AppError, AppResult},
    web::list::{Cursor, EXACT, PAGE},
};

/// Mails to addresses that contain `typed`, the newest first: a page of them and one more.
///
/// # Errors
/// When the database can't be had.
pub fn page(c: &mut PgConnection, typed: &str, cursor: Option<&Cursor>) -> AppResult<Vec<StoredMail>> {
    let back = cursor.is_some_and(|cursor| cursor.back);
    let query = format!(
        "SELECT {COLUMNS} FROM {FROM}
         WHERE m.webhook_id IS NULL AND strpos(lower(m.address), lower($1)) > 0
           AND ($2 IS NULL OR CASE WHEN $3 THEN m.id > $2 ELSE m.id < $2 END)
         ORDER BY CASE WHEN $3 THEN m.id ELSE -m.id END LIMIT $4"
    );
    Ok(statement(query)
        .bind::<SqlText, _>(typed)
        .bind::<Nullable<BigInt>, _>(cursor.map(|cursor| cursor.id))
        .bind::<Bool, _>(back)
        .bind::<Integer, _>(i32::try_from(PAGE + 1).unwrap_or(i32::MAX))
        .load(c)?)
}

/// How many there are, to ten thousand and one.
///
/// # Errors
/// When the database can't be had.
pub fn count(c: &mut PgConnection, typed: &str) -> AppResult<i64> {
    #[derive(QueryableByName)]
    struct Count {
        #[diesel(sql_type = BigInt)]
        count: i64,
    }
    let counted: Count = statement(
        "SELECT count(*) FROM (SELECT FROM mails WHERE webhook_id IS NULL AND strpos(lower(address), lower($1)) > 0 LIMIT $2) AS few",
    )
    .bind::<SqlText, _>(typed)
    .bind::<BigInt, _>(EXACT + 1)
    .get_result(c)?;
    Ok(counted.count)
}

/// # Errors
/// [`AppError::NotFound`], or when the database can't be had.
pub fn find(c: &mut PgConnection, id: i64) -> AppResult<StoredMail> {
    let query = format!("SELECT {COLUMNS} FROM {FROM} WHERE m.id = $1");
    statement(query).bind::<BigInt, _>(id).get_result(c).map_err(AppError::from)
}

/// The newest of that kind, or of all.
///
/// # Errors
/// When the database can't be had.
pub fn newest(c: &mut PgConnection, kind: Option<&MailKind>) -> AppResult<Option<StoredMail>> {
    let query = match kind {
        Some(_) => format!(
            "SELECT {COLUMNS} FROM {FROM} WHERE m.title ->> 'key' = $1 AND m.webhook_id IS NULL ORDER BY m.id DESC LIMIT 1"
        ),
        None => {
            format!("SELECT {COLUMNS} FROM {FROM} WHERE $1 = '' AND m.webhook_id IS NULL ORDER BY m.id DESC LIMIT 1")
        }
    };
    let newest = statement(query).bind::<SqlText, _>(kind.map_or("", |kind| kind.code));
    Ok(newest.get_result(c).optional()?)
}

/// The letter this mail makes by itself.
///
/// # Errors
/// As [`compose`].
pub fn letter(mail: StoredMail, settings: &Settings, words: &Wordings) -> AppResult<Composed> {
    compose(&Bundle::alone(mail), settings, words)
}
