//! Reads of entries. They are everybody's to choose from, and the door asks who keeps them.

use diesel::{
    prelude::*,
    sql_types::{BigInt, Text as SqlText},
};

use super::{entry::Entry, filter::Filter, kind::Kind};
use crate::{
    db::sql::{Bindings, statement},
    error::AppResult,
    web::list::{COUNTED, Cursor, Key, Order},
};

const COLUMNS: &str = "e.id, e.kind, e.code, e.place, e.name, e.name_en, e.numbers, e.retired_at, e.version";
const ORDER: Order = Order { id: "e.id", key: Key::Number("e.place"), descending: false };

fn filtered(bindings: &mut Bindings<'_>, filter: &Filter) -> String {
    let mut conditions = vec![format!("e.kind = {}", bindings.add::<SqlText, _>(filter.kind.code()))];
    match filter.retired {
        Some(true) => conditions.push("e.retired_at IS NOT NULL".to_owned()),
        Some(false) => conditions.push("e.retired_at IS NULL".to_owned()),
        None => {}
    }
    if !filter.q.is_empty() {
        let q = bindings.add::<SqlText, _>(filter.q.to_lowercase());
        conditions.push(format!("strpos(lower(e.code || ' ' || e.name || ' ' || e.name_en), {q}) > 0"));
    }
    format!("FROM catalogue_entries e WHERE {}", conditions.join(" AND "))
}

/// Up to `most` entries in their order, read away from the cursor.
///
/// # Errors
/// When the database can't be had.
pub fn page(c: &mut PgConnection, filter: &Filter, cursor: Option<&Cursor>, most: i64) -> AppResult<Vec<Entry>> {
    let mut bindings = Bindings::default();
    let found = filtered(&mut bindings, filter);
    let beyond = cursor.map(|cursor| format!("AND {}", bindings.add_part(ORDER.beyond(cursor)))).unwrap_or_default();
    let (most, way) = (bindings.add::<BigInt, _>(most), ORDER.away_from_sql(cursor));
    Ok(bindings.into_statement(format!("SELECT {COLUMNS} {found} {beyond} ORDER BY {way} LIMIT {most}")).load(c)?)
}

/// Where an entry stands in the list.
#[must_use]
pub fn place(entry: &Entry) -> (i64, String) {
    (entry.id, entry.place.to_string())
}

/// How many there are, to ten thousand and one.
///
/// # Errors
/// When the database can't be had.
pub fn count(c: &mut PgConnection, filter: &Filter) -> AppResult<i64> {
    #[derive(QueryableByName)]
    struct Counted {
        #[diesel(sql_type = BigInt)]
        count: i64,
    }
    let mut bindings = Bindings::default();
    let found = filtered(&mut bindings, filter);
    let most = bindings.add::<BigInt, _>(COUNTED);
    let counted =
        bindings.into_statement(format!("SELECT count(*) AS count FROM (SELECT {found} LIMIT {most}) AS found"));
    Ok(counted.get_result::<Counted>(c)?.count)
}

/// All of every kind: the catalogue is small.
///
/// # Errors
/// When the database can't be had.
pub fn all(c: &mut PgConnection) -> AppResult<Vec<Entry>> {
    Ok(statement(format!("SELECT {COLUMNS} FROM catalogue_entries e")).load(c)?)
}

/// # Errors
/// 404 when there is none.
pub fn find(c: &mut PgConnection, kind: Kind, code: &str) -> AppResult<Entry> {
    let found = statement(format!("SELECT {COLUMNS} FROM catalogue_entries e WHERE e.kind = $1 AND e.code = $2"));
    Ok(found.bind::<SqlText, _>(kind.code()).bind::<SqlText, _>(code.to_owned()).get_result(c)?)
}
