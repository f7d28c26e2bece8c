//! `/bills/entries`: what is billed beside what is metered.

use actix_web::{
    HttpResponse,
    web::{Data, Path, Query},
};
use askama::Template;
use serde::Deserialize;

use crate::{
    bills::{
        entries::{self, COLUMNS, Entry},
        month::Month,
    },
    db::Db,
    error::AppResult,
    text::Text,
    web::{
        Ctx, Form,
        export::{BATCH, Cells, Format},
        filters,
        i18n::{Lang, iso_date},
        list::{self, Cursor, Page, Pager, READ},
        page,
        path::id_of,
        submission,
    },
};

const PATH: &str = "/bills/entries";

/// The list's address, as it came.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct Asked {
    month: String,
    cursor: String,
}

impl Asked {
    fn month(&self) -> Option<Month> {
        self.month.parse().ok()
    }

    fn address(&self, path: &str) -> String {
        list::address(path, &[("month", &self.month)])
    }
}

#[derive(Template)]
#[template(path = "bills/entries.html")]
struct Listed {
    ctx: Ctx,
    month: String,
    entries: Vec<Entry>,
    pager: Pager,
    exports: [String; 2],
}

/// GET `/bills/entries` (`month`, `cursor`)
///
/// # Errors
/// When the database can't be had.
pub async fn list(ctx: Ctx, db: Data<Db>, asked: Query<Asked>) -> AppResult<HttpResponse> {
    let (month, cursor) = (asked.month(), Cursor::parse(&asked.cursor));
    let from = cursor.clone();
    let (rows, count) =
        db.read(move |c| Ok((entries::page(c, month, from.as_ref(), READ)?, entries::count(c, month)?))).await?;
    let found = Page::of(rows, cursor.as_ref(), |entry| (entry.id, String::new()));
    let page = Listed {
        month: month.map(|month| month.to_string()).unwrap_or_default(),
        pager: Pager::new(&found, count, &asked.address(PATH)),
        exports: ["xlsx", "csv"].map(|ending| asked.address(&format!("{PATH}.{ending}"))),
        entries: found.rows,
        ctx: ctx.clone(),
    };
    page::show(&ctx, &page)
}

/// POST `/bills/entries/{id}/delete`
///
/// # Errors
/// 404, 403, 409 once its bill was sent.
pub async fn delete(ctx: Ctx, db: Data<Db>, id: Path<String>, form: Form<()>) -> AppResult<HttpResponse> {
    let (who, id, sent) = (ctx.actor()?, id_of(&id)?, form.submission());
    let back = db.write(move |tx| submission::once(tx, who.id, sent, |tx| entries::delete(tx, &who, id)));
    Ok(page::see_other_saying(&back.await?, "bill-entry-deleted"))
}

/// GET `/bills/entries.xlsx`, `/bills/entries.csv`: ready to be changed and imported.
///
/// # Errors
/// When the database can't be had.
pub async fn file(ctx: Ctx, db: Data<Db>, format: Format, asked: Query<Asked>) -> AppResult<HttpResponse> {
    let (lang, month) = (ctx.language(), asked.month());
    let head = COLUMNS.map(|column| lang.t(column.label)).to_vec();
    let batches = move |c: &mut diesel::PgConnection, from: Option<&Cursor>| {
        let found = entries::page(c, month, from, BATCH as i64)?;
        let next = list::next(&found, BATCH, |entry| (entry.id, String::new()));
        Ok((found.into_iter().map(|entry| cells(entry, lang)).collect(), next))
    };
    format.answer(&db, "bill-entries", head, batches).await
}

fn cells(entry: Entry, lang: Lang) -> Cells {
    vec![
        entry.month().to_string(),
        entry.department.clone(),
        entry.project.clone(),
        entry.region.clone(),
        lang.t(entry.product_label()),
        entry.description.clone(),
        entry.units.to_string(),
        entry.price().plain(),
        iso_date(entry.first_day),
        iso_date(entry.last_day),
        entry.request.unwrap_or_default(),
    ]
}
