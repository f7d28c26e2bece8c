//! The announcements as their keepers see them: all of them.

use chrono::{DateTime, Utc};
use diesel::{
    helper_types::IntoBoxed,
    pg::Pg,
    prelude::*,
    sql_types::{Bool, Text as SqlText},
};

use super::model::{Announcement, State};
use crate::{
    db::sql::{count_of, fragment},
    error::AppResult,
    schema::announcements,
    web::list::{COUNTED, Cursor, Key, Order, by_state::Filter},
};

/// The newest first.
const ORDER: Order = Order { id: "announcements.id", key: Key::Id, descending: true };

fn filtered(filter: &Filter<State>, now: DateTime<Utc>) -> IntoBoxed<'static, announcements::table, Pg> {
    let all = announcements::table.into_boxed();
    let mut found = match filter.state {
        None => all,
        Some(State::Planned) => all.filter(announcements::begins_at.gt(now)).filter(announcements::ends_at.gt(now)),
        Some(State::Running) => all.filter(announcements::begins_at.le(now)).filter(announcements::ends_at.gt(now)),
        Some(State::Ended) => all.filter(announcements::ends_at.le(now)),
    };
    if !filter.q.is_empty() {
        let words = fragment::<Bool>(
            "strpos(lower(concat_ws(' ', announcements.title_zh, announcements.title_en, announcements.text_zh,
                                    announcements.text_en)), lower($1)) > 0",
        );
        found = found.filter(words.bind::<SqlText, _>(filter.q.clone()));
    }
    found
}

/// The newest first, up to `most`, read away from the cursor.
///
/// # Errors
/// When the database can't be had.
pub fn page(
    c: &mut PgConnection,
    filter: &Filter<State>,
    cursor: Option<&Cursor>,
    most: i64,
    now: DateTime<Utc>,
) -> AppResult<Vec<Announcement>> {
    let mut found = filtered(filter, now);
    if let Some(cursor) = cursor {
        found = found.filter(ORDER.beyond(cursor));
    }
    Ok(found.order(ORDER.away_from(cursor)).limit(most).select(Announcement::as_select()).load(c)?)
}

/// How many there are, as exactly as lists count.
///
/// # Errors
/// When the database can't be had.
pub fn count(c: &mut PgConnection, filter: &Filter<State>, now: DateTime<Utc>) -> AppResult<i64> {
    count_of(c, filtered(filter, now).select(announcements::id).limit(COUNTED))
}

/// # Errors
/// 404 when there is none.
pub fn find(c: &mut PgConnection, id: i64) -> AppResult<Announcement> {
    Ok(announcements::table.find(id).select(Announcement::as_select()).first(c)?)
}
