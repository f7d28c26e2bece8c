//! `/bills`: the months of one's own department.

use actix_web::{
    HttpResponse,
    web::{Data, Query},
};
use askama::Template;
use chrono::Utc;
use serde::Deserialize;

use super::chart::{COLOURS, Chart};
use crate::{
    bills::{
        line::product_label,
        model::Bill,
        month::Month,
        queries::{self, Cell, Dimension, Wanted},
    },
    db::Db,
    error::AppResult,
    money::Money,
    policy::Action,
    text::Text,
    web::{
        Ctx,
        export::{BATCH, Cells, Format},
        filters,
        i18n::{Lang, time_in_shanghai},
        list::{self, Cursor, Page, Pager, READ},
        page,
    },
};

const PATH: &str = "/bills";
/// Months that the chart draws.
const DRAWN: u32 = 12;

#[derive(Template)]
#[template(path = "bills/own.html")]
struct Own {
    ctx: Ctx,
    lang: Lang,
    bills: Vec<Bill>,
    pager: Pager,
    chart: Option<Chart>,
    /// What the year that runs has come to.
    this_year: Money,
    runs_billing: bool,
}

impl Own {
    /// The newest there is, where the page begins with it.
    fn latest(&self) -> Option<&Bill> {
        self.bills.first().filter(|_| self.pager.previous.is_none())
    }

    fn name(&self, id: &str) -> String {
        self.lang.t(if id.is_empty() { "bill-rest" } else { product_label(id) })
    }
}

/// The list's address, as it came.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct Asked {
    cursor: String,
}

/// GET `/bills` (`cursor`)
///
/// # Errors
/// When the database can't be had.
pub async fn list(ctx: Ctx, db: Data<Db>, asked: Query<Asked>) -> AppResult<HttpResponse> {
    let (who, cursor) = (ctx.actor()?, Cursor::parse(&asked.cursor));
    let last = Month::current(Utc::now()).back(1);
    let (reader, from) = (who.clone(), cursor.clone());
    let (bills, count, cells) = db
        .read(move |c| {
            let bills = queries::own(c, &reader, from.as_ref(), READ)?;
            let wanted = Wanted {
                from: last.back(DRAWN - 1),
                to: last,
                department: Some(reader.department.id),
                project: None,
                region: None,
                product: String::new(),
                by: Dimension::Product,
            };
            let cells = queries::add_up(c, &reader, &wanted, COLOURS as i64)?;
            Ok((bills, queries::own_count(c, &reader)?, cells))
        })
        .await?;
    let found = Page::of(bills, cursor.as_ref(), |bill| (bill.id, String::new()));
    let own = Own {
        lang: ctx.language(),
        pager: Pager::new(&found, count, PATH),
        bills: found.rows,
        chart: Chart::of(&last.back(DRAWN - 1).until(last, DRAWN), &cells),
        this_year: of_year(&cells, last),
        runs_billing: ctx.may(Action::RunBilling),
        ctx: ctx.clone(),
    };
    page::show(&ctx, &own)
}

fn of_year(cells: &[Cell], last: Month) -> Money {
    let year = last.to_string()[..4].to_owned();
    Money(cells.iter().filter(|cell| cell.month().to_string().starts_with(&year)).map(|cell| cell.amount).sum())
}

/// What every export of bills says of each.
pub(super) const HEAD: [&str; 9] = [
    "bill-month",
    "bill-whose",
    "bill-number",
    "bill-amount-yuan",
    "bill-change-yuan",
    "bill-state",
    "bill-round",
    "bill-sent-at",
    "bill-answered-by",
];

/// GET `/bills.xlsx`, `/bills.csv`
///
/// # Errors
/// When the database can't be had.
pub async fn file(ctx: Ctx, db: Data<Db>, format: Format) -> AppResult<HttpResponse> {
    let (who, lang) = (ctx.actor()?, ctx.language());
    let head = HEAD.map(|key| lang.t(key)).to_vec();
    let batches = move |c: &mut diesel::PgConnection, from: Option<&Cursor>| {
        let found = queries::own(c, &who, from, BATCH as i64)?;
        let next = list::next(&found, BATCH, |bill| (bill.id, String::new()));
        Ok((found.iter().map(|bill| cells(bill, lang)).collect(), next))
    };
    format.answer(&db, "bills", head, batches).await
}

pub(super) fn cells(bill: &Bill, lang: Lang) -> Cells {
    vec![
        bill.month().to_string(),
        lang.say(&bill.whose()),
        bill.number.clone(),
        bill.amount().plain(),
        bill.change().map(|change| Money(change.to.0 - change.from.0).plain()).unwrap_or_default(),
        lang.t(bill.state().label()),
        bill.round.to_string(),
        bill.sent_at.map(time_in_shanghai).unwrap_or_default(),
        bill.answered_by.clone().unwrap_or_default(),
    ]
}
