//! Reading messages: everyone their own.

use diesel::{
    dsl::sql,
    helper_types::IntoBoxed,
    pg::Pg,
    prelude::*,
    sql_types::{Bool, Text as SqlText},
};

use super::{
    filter::{Filter, Reading},
    model::Message,
};
use crate::{
    error::AppResult,
    policy::Actor,
    schema::messages,
    web::list::{Cursor, EXACT, READ},
};

/// What the bell shows.
const LATEST: i64 = 5;

type Own = IntoBoxed<'static, messages::table, Pg>;

/// The messages of `who`.
#[must_use]
pub fn own(who: &Actor) -> Own {
    messages::table.filter(messages::recipient_id.eq(who.id)).into_boxed()
}

fn filtered(who: &Actor, filter: &Filter) -> Own {
    let mut found = own(who);
    match filter.reading {
        Reading::All => {}
        Reading::Unread => found = found.filter(messages::read_at.is_null()),
        Reading::Read => found = found.filter(messages::read_at.is_not_null()),
    }
    if let Some(kind) = filter.kind {
        found = found.filter(messages::kind.eq(kind.code()));
    }
    // All words typed must be there: in the number, the quoted words, or the names a sentence is filled with.
    for word in filter.q.split_whitespace() {
        found = found.filter(
            sql::<Bool>(
                "record_number || ' ' || quote || ' ' || coalesce((SELECT string_agg(word #>> '{}', ' ')
                    FROM jsonb_path_query(jsonb_build_array(title, body), '$.**.word') AS word), '') ILIKE ",
            )
            .bind::<SqlText, _>(format!("%{}%", escaped(word))),
        );
    }
    found
}

fn escaped(word: &str) -> String {
    word.replace('\\', r"\\").replace('%', r"\%").replace('_', r"\_")
}

/// One page of the list and one row more, read away from the cursor.
///
/// # Errors
/// When the database can't be had.
pub fn page(c: &mut PgConnection, who: &Actor, filter: &Filter, cursor: Option<&Cursor>) -> AppResult<Vec<Message>> {
    let found = filtered(who, filter).select(Message::as_select()).limit(READ);
    let rows = match cursor {
        None => found.order(messages::id.desc()).load(c)?,
        Some(Cursor { back: false, id, .. }) => {
            found.filter(messages::id.lt(*id)).order(messages::id.desc()).load(c)?
        }
        Some(Cursor { back: true, id, .. }) => found.filter(messages::id.gt(*id)).order(messages::id.asc()).load(c)?,
    };
    Ok(rows)
}

/// How many there are, to ten thousand and one.
///
/// # Errors
/// When the database can't be had.
pub fn count(c: &mut PgConnection, who: &Actor, filter: &Filter) -> AppResult<i64> {
    let some = filtered(who, filter).select(messages::id).limit(EXACT + 1);
    Ok(messages::table.filter(messages::id.eq_any(some)).count().get_result(c)?)
}

/// Up to `most` rows older than the one with the given id, the newest first, for exports.
///
/// # Errors
/// When the database can't be had.
pub fn older(
    c: &mut PgConnection,
    who: &Actor,
    filter: &Filter,
    than: Option<i64>,
    most: usize,
) -> AppResult<Vec<Message>> {
    let found = filtered(who, filter).filter(messages::id.lt(than.unwrap_or(i64::MAX)));
    let rows = found.order(messages::id.desc()).limit(most as i64).select(Message::as_select()).load(c)?;
    Ok(rows)
}

/// The latest few.
///
/// # Errors
/// When the database can't be had.
pub fn latest(c: &mut PgConnection, who: &Actor) -> AppResult<Vec<Message>> {
    Ok(own(who).order(messages::id.desc()).limit(LATEST).select(Message::as_select()).load(c)?)
}

/// # Errors
/// 404 when there is none, or it is somebody else's.
pub fn find(c: &mut PgConnection, who: &Actor, id: i64) -> AppResult<Message> {
    Ok(own(who).filter(messages::id.eq(id)).select(Message::as_select()).first(c)?)
}
