//! The table as its keepers see it.

use chrono::{DateTime, Utc};
use diesel::{
    prelude::*,
    sql_types::{BigInt, Int4, Nullable, Text as SqlText, Timestamptz},
};

use super::{filter::Filter, model::Line};
use crate::{
    db::sql::{Bindings, statement},
    error::{AppError, AppResult},
    network::{port::PortRange, stored},
    web::list::{COUNTED, Cursor, Key, Order},
};

/// By the ports.
const ORDER: Order = Order { id: "id", key: Key::Number("lower(ports)::bigint"), descending: false };

const COLUMNS: &str =
    "id, lower(ports) AS first, upper(ports) - 1 AS last, service, class, policy, reason, version, updated_at";

#[derive(QueryableByName)]
struct Row {
    #[diesel(sql_type = BigInt)]
    id: i64,
    #[diesel(sql_type = Int4)]
    first: i32,
    #[diesel(sql_type = Int4)]
    last: i32,
    #[diesel(sql_type = SqlText)]
    service: String,
    #[diesel(sql_type = SqlText)]
    class: String,
    #[diesel(sql_type = SqlText)]
    policy: String,
    #[diesel(sql_type = SqlText)]
    reason: String,
    #[diesel(sql_type = Int4)]
    version: i32,
    #[diesel(sql_type = Timestamptz)]
    updated_at: DateTime<Utc>,
}

impl Row {
    fn line(self) -> AppResult<Line> {
        let ports = PortRange::new(stored::port(self.first)?, stored::port(self.last)?);
        Ok(Line {
            id: self.id,
            ports: ports.ok_or_else(|| AppError::Ours(anyhow::anyhow!("stored ports end before they begin")))?,
            service: self.service,
            class: stored::code(&self.class)?,
            policy: stored::code(&self.policy)?,
            reason: self.reason,
            version: self.version,
            updated_at: self.updated_at,
        })
    }
}

impl Line {
    /// Its place in the list.
    #[must_use]
    pub fn place(&self) -> (i64, String) {
        (self.id, self.ports.first().to_string())
    }
}

/// A number finds the port wherever a range holds it; words find what listens there, and why it is a risk.
fn conditions(filter: &Filter, bindings: &mut Bindings<'static>) -> String {
    let class = bindings.add::<SqlText, _>(filter.class_code().to_owned());
    let policy = bindings.add::<SqlText, _>(filter.policy_code().to_owned());
    let words = bindings.add::<SqlText, _>(filter.q.clone());
    let port = bindings.add::<Nullable<Int4>, _>(filter.port());
    format!(
        "({class} = '' OR class = {class}) AND ({policy} = '' OR policy = {policy})
         AND ({words} = '' OR strpos(lower(service || ' ' || reason), lower({words})) > 0 OR coalesce(ports @> {port}, false))"
    )
}

/// Up to `most`, read away from the cursor.
///
/// # Errors
/// When the database can't be had.
pub fn page(c: &mut PgConnection, filter: &Filter, cursor: Option<&Cursor>, most: i64) -> AppResult<Vec<Line>> {
    let mut bindings = Bindings::default();
    let conditions = conditions(filter, &mut bindings);
    let beyond = cursor.map_or_else(|| "true".to_owned(), |cursor| bindings.add_part(ORDER.beyond(cursor)));
    let most = bindings.add::<BigInt, _>(most);
    let order = ORDER.away_from_sql(cursor);
    let text =
        format!("SELECT {COLUMNS} FROM risk_ports WHERE {conditions} AND {beyond} ORDER BY {order} LIMIT {most}");
    let rows: Vec<Row> = bindings.into_statement(text).load(c)?;
    rows.into_iter().map(Row::line).collect()
}

/// How many there are, as exactly as lists count.
///
/// # Errors
/// When the database can't be had.
pub fn count(c: &mut PgConnection, filter: &Filter) -> AppResult<i64> {
    #[derive(QueryableByName)]
    struct Count {
        #[diesel(sql_type = BigInt)]
        count: i64,
    }
    let mut bindings = Bindings::default();
    let conditions = conditions(filter, &mut bindings);
    let text =
        format!("SELECT count(*) AS count FROM (SELECT FROM risk_ports WHERE {conditions} LIMIT {COUNTED}) AS found");
    let counted: Count = bindings.into_statement(text).get_result(c)?;
    Ok(counted.count)
}

/// # Errors
/// 404 when there is none.
pub fn find(c: &mut PgConnection, id: i64) -> AppResult<Line> {
    let row: Row =
        statement(format!("SELECT {COLUMNS} FROM risk_ports WHERE id = $1")).bind::<BigInt, _>(id).get_result(c)?;
    row.line()
}

/// Another line that says something of one of these ports.
///
/// # Errors
/// When the database can't be had.
pub fn overlapping(c: &mut PgConnection, besides: Option<i64>, ports: PortRange) -> AppResult<Option<Line>> {
    let other = statement(format!(
        "SELECT {COLUMNS} FROM risk_ports WHERE ports && int4range($1, $2, '[]') AND id IS DISTINCT FROM $3
         ORDER BY ports LIMIT 1"
    ));
    let row: Option<Row> = other
        .bind::<Int4, _>(i32::from(ports.first().get()))
        .bind::<Int4, _>(i32::from(ports.last().get()))
        .bind::<Nullable<BigInt>, _>(besides)
        .get_result(c)
        .optional()?;
    row.map(Row::line).transpose()
}
