//! Reading messages: everyone their own.

use diesel::{
    helper_types::IntoBoxed,
    pg::Pg,
    prelude::*,
    sql_types::{Array, Bool, Text as SqlText},
};

use super::{
    filter::{Column, Filter, Reading},
    model::Message,
    sought::Sought,
};
use crate::{
    db::sql::fragment,
    error::AppResult,
    policy::Actor,
    schema::messages,
    web::list::{Cursor, EXACT, Key, Order, Sort},
};

/// What the bell shows.
const LATEST: i64 = 5;

type Own = IntoBoxed<'static, messages::table, Pg>;

/// The messages of `who`.
#[must_use]
pub fn own(who: &Actor) -> Own {
    messages::table.filter(messages::recipient_id.eq(who.id)).into_boxed()
}

fn filtered(who: &Actor, filter: &Filter, sought: &Sought) -> Own {
    let mut found = own(who);
    match filter.reading {
        Reading::All => {}
        Reading::Unread => found = found.filter(messages::read_at.is_null()),
        Reading::Read => found = found.filter(messages::read_at.is_not_null()),
    }
    if let Some(kind) = filter.kind {
        found = found.filter(messages::kind.eq(kind.code()));
    }
    for word in &sought.0 {
        found = found.filter(
            fragment::<Bool>(
                "(record_number || ' ' || quote || ' ' || coalesce((SELECT string_agg(word #>> '{}', ' ')
                    FROM jsonb_path_query(jsonb_build_array(title, body), '$.**.word') AS word), '') ILIKE $1
                  OR EXISTS (SELECT FROM jsonb_path_query(jsonb_build_array(title, body), '$.**.key') AS key
                             WHERE key #>> '{}' = ANY($2)))",
            )
            .bind::<SqlText, _>(word.pattern.clone())
            .bind::<Array<SqlText>, _>(word.keys.clone()),
        );
    }
    found
}

fn order(sort: Sort<Column>) -> Order {
    let key = match sort.column {
        Column::Time => Key::Id,
        Column::Kind => Key::Text("messages.kind"),
        Column::Record => Key::Text("messages.record_number"),
    };
    Order { id: "messages.id", key, descending: sort.descending }
}

/// Up to `most` rows in the list's order, read away from the cursor.
///
/// # Errors
/// When the database can't be had.
pub fn page(
    c: &mut PgConnection,
    who: &Actor,
    filter: &Filter,
    sought: &Sought,
    cursor: Option<&Cursor>,
    most: i64,
) -> AppResult<Vec<Message>> {
    let (order, mut found) = (order(filter.sort), filtered(who, filter, sought));
    if let Some(cursor) = cursor {
        found = found.filter(order.beyond(cursor));
    }
    Ok(found.order(order.away_from(cursor)).limit(most).select(Message::as_select()).load(c)?)
}

/// How many there are, to ten thousand and one.
///
/// # Errors
/// When the database can't be had.
pub fn count(c: &mut PgConnection, who: &Actor, filter: &Filter, sought: &Sought) -> AppResult<i64> {
    let some = filtered(who, filter, sought).select(messages::id).limit(EXACT + 1);
    Ok(messages::table.filter(messages::id.eq_any(some)).count().get_result(c)?)
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
