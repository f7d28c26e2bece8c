//! Reads of the price list. It is of the whole cloud and shows whoever may see it all of it; the door asks who.

use chrono::NaiveDate;
use diesel::{
    prelude::*,
    sql_types::{Array, BigInt, Date, Nullable, Text as SqlText},
};

use super::{
    filter::{Column, Filter, State},
    model::{Price, Priced},
};
use crate::{
    catalogue::{component::Component, pricing::PriceList},
    db::sql::{Bindings, statement},
    error::{AppError, AppResult},
    money::Money,
    web::list::{COUNTED, Cursor, Key, Order, Sort},
};

/// A line of the list.
#[derive(Clone, Debug, QueryableByName)]
pub struct Row {
    #[diesel(embed)]
    pub priced: Priced,
    #[diesel(sql_type = Nullable<BigInt>)]
    amount: Option<i64>,
    /// Since when, on the day that was asked for.
    #[diesel(sql_type = Nullable<Date>)]
    pub since: Option<NaiveDate>,
    #[diesel(sql_type = Nullable<BigInt>)]
    next_amount: Option<i64>,
    /// When the next price begins after that day.
    #[diesel(sql_type = Nullable<Date>)]
    pub next_from: Option<NaiveDate>,
}

impl Row {
    /// None where there is no price on the day.
    #[must_use]
    pub fn amount(&self) -> Option<Money> {
        self.amount.map(Money)
    }

    /// The price after it, and its first day.
    #[must_use]
    pub fn next(&self) -> Option<(Money, NaiveDate)> {
        self.next_amount.map(Money).zip(self.next_from)
    }

    /// Its place in a list sorted by `column`.
    #[must_use]
    pub fn place(&self, column: Column) -> (i64, String) {
        let key = match column {
            Column::Place => self.priced.place.clone(),
            Column::Amount => self.amount.unwrap_or(UNPRICED).to_string(),
        };
        (self.priced.id, key)
    }
}

/// Where what has no price stands among amounts: below all.
const UNPRICED: i64 = -1;

const COLUMNS: &str = "c.id, c.code, c.product, c.unit, c.name, c.name_en, c.place, c.retired_at";
const PRICE: &str = r#"p.id, p.component, p.amount, lower(p.valid) AS "from", upper(p.valid) AS until,
                       u.display_name AS set_by, p.set_at"#;

fn order(sort: Sort<Column>) -> Order {
    let key = match sort.column {
        Column::Place => Key::Text("c.place"),
        Column::Amount => Key::Number("coalesce(p.amount, -1)"),
    };
    Order { id: "c.id", key, descending: sort.descending }
}

/// From components, their price on the day and the next one, those that `filter` shows.
fn filtered(bindings: &mut Bindings<'_>, filter: &Filter, day: NaiveDate) -> String {
    let day = bindings.add::<Date, _>(day);
    let mut conditions = vec!["true".to_owned()];
    if let Some(product) = filter.product {
        conditions.push(format!("c.product = {}", bindings.add::<SqlText, _>(product.code())));
    }
    match filter.state {
        Some(State::Unpriced) => conditions.push("p.id IS NULL AND c.retired_at IS NULL".to_owned()),
        Some(State::Scheduled) => conditions.push("n.id IS NOT NULL".to_owned()),
        None => {}
    }
    if !filter.q.is_empty() {
        let q = bindings.add::<SqlText, _>(filter.q.to_lowercase());
        conditions.push(format!("strpos(lower(c.code || ' ' || c.name || ' ' || c.name_en), {q}) > 0"));
    }
    format!(
        "FROM price_components c
         LEFT JOIN prices p ON p.component = c.code AND p.valid @> {day}
         LEFT JOIN LATERAL (SELECT id, amount, lower(valid) AS begins FROM prices
                            WHERE component = c.code AND lower(valid) > {day} ORDER BY lower(valid) LIMIT 1) n ON true
         WHERE {}",
        conditions.join(" AND ")
    )
}

/// Up to `most` rows in the list's order, read away from the cursor, as they are on `day`.
///
/// # Errors
/// When the database can't be had.
pub fn page(
    c: &mut PgConnection,
    filter: &Filter,
    day: NaiveDate,
    cursor: Option<&Cursor>,
    most: i64,
) -> AppResult<Vec<Row>> {
    let (order, mut bindings) = (order(filter.sort), Bindings::default());
    let found = filtered(&mut bindings, filter, day);
    let beyond = cursor.map(|cursor| format!("AND {}", bindings.add_part(order.beyond(cursor)))).unwrap_or_default();
    let most = bindings.add::<BigInt, _>(most);
    let way = order.away_from_sql(cursor);
    let rows = bindings.into_statement(format!(
        "SELECT {COLUMNS}, p.amount, lower(p.valid) AS since, n.amount AS next_amount, n.begins AS next_from
         {found} {beyond} ORDER BY {way} LIMIT {most}"
    ));
    Ok(rows.load(c)?)
}

/// How many there are, to ten thousand and one.
///
/// # Errors
/// When the database can't be had.
pub fn count(c: &mut PgConnection, filter: &Filter, day: NaiveDate) -> AppResult<i64> {
    #[derive(QueryableByName)]
    struct Counted {
        #[diesel(sql_type = BigInt)]
        count: i64,
    }
    let mut bindings = Bindings::default();
    let found = filtered(&mut bindings, filter, day);
    let most = bindings.add::<BigInt, _>(COUNTED);
    let counted =
        bindings.into_statement(format!("SELECT count(*) AS count FROM (SELECT {found} LIMIT {most}) AS found"));
    Ok(counted.get_result::<Counted>(c)?.count)
}

/// # Errors
/// 404 when there is none of that code.
pub fn find(c: &mut PgConnection, code: &str) -> AppResult<Priced> {
    let found = named(c, &[code.to_owned()])?;
    found.into_iter().next().ok_or(AppError::NotFound)
}

/// Those of these codes that there are.
///
/// # Errors
/// When the database can't be had.
pub fn named(c: &mut PgConnection, codes: &[String]) -> AppResult<Vec<Priced>> {
    let found = statement(format!("SELECT {COLUMNS} FROM price_components c WHERE c.code = ANY($1)"));
    Ok(found.bind::<Array<SqlText>, _>(codes.to_vec()).load(c)?)
}

/// Every price that these components had, have and will have, in the order of their days.
///
/// # Errors
/// When the database can't be had.
pub fn history(c: &mut PgConnection, codes: &[String]) -> AppResult<Vec<Price>> {
    let found = statement(format!(
        "SELECT {PRICE} FROM prices p LEFT JOIN users u ON u.id = p.set_by_id
         WHERE p.component = ANY($1) ORDER BY p.component, lower(p.valid)"
    ));
    Ok(found.bind::<Array<SqlText>, _>(codes.to_vec()).load(c)?)
}

/// The same as [`list_on`] as JSON, for a statement that asks for more: `day` stands for it there.
#[must_use]
pub fn gathered_on(day: &str) -> String {
    format!("(SELECT json_object_agg(component, amount) FROM prices WHERE valid @> {day})")
}

/// What everything costs on a day of Shanghai.
///
/// # Errors
/// When the database can't be had.
pub fn list_on(c: &mut PgConnection, day: NaiveDate) -> AppResult<PriceList> {
    #[derive(QueryableByName)]
    struct Valid {
        #[diesel(sql_type = SqlText)]
        component: String,
        #[diesel(sql_type = BigInt)]
        amount: i64,
    }
    let valid = statement("SELECT component, amount FROM prices WHERE valid @> $1").bind::<Date, _>(day);
    let valid: Vec<Valid> = valid.load(c)?;
    Ok(PriceList::new(valid.into_iter().map(|it| (Component::of_code(&it.component), Money(it.amount)))))
}
