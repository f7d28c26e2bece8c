//! `/bills/prices.xlsx` and `/bills/prices.csv`: what the list shows, ready to be changed and imported.

use actix_web::{
    HttpResponse,
    web::{Data, Query},
};
use chrono::{NaiveDate, Utc};

use crate::{
    calendar::date_of,
    db::Db,
    error::AppResult,
    money::Money,
    prices::{
        filter::{Asked, Filter},
        queries::{self, Row},
        sheet::COLUMNS,
    },
    web::{
        Ctx,
        export::{BATCH, Batches, Cells, Format},
        i18n::{Lang, iso_date},
        list,
    },
};

/// GET `/bills/prices.xlsx`, `/bills/prices.csv`
///
/// # Errors
/// When the database can't be had.
pub async fn file(ctx: Ctx, db: Data<Db>, format: Format, asked: Query<Asked>) -> AppResult<HttpResponse> {
    let lang = ctx.language();
    format.answer(&db, "prices", head(lang), batches(asked.filter(), lang)).await
}

fn head(lang: Lang) -> Cells {
    COLUMNS.map(|column| lang.t(column.label)).to_vec()
}

fn batches(filter: Filter, lang: Lang) -> impl Batches {
    let day: NaiveDate = filter.on.unwrap_or_else(|| date_of(Utc::now()));
    move |c, from| {
        let found = queries::page(c, &filter, day, from, BATCH as i64)?;
        let next = list::next(&found, BATCH, |row| row.place(filter.sort.column));
        Ok((found.into_iter().map(|row| cells(&row, lang)).collect(), next))
    }
}

fn cells(row: &Row, lang: Lang) -> Cells {
    vec![
        lang.t(row.priced.product()),
        row.priced.code.clone(),
        row.priced.name(lang).to_owned(),
        lang.t(row.priced.unit()),
        row.amount().map(Money::plain).unwrap_or_default(),
        row.since.map(iso_date).unwrap_or_default(),
    ]
}
