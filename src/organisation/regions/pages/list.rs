//! `/admin/regions`, `/admin/regions.xlsx` and `/admin/regions.csv`

use actix_web::{
    HttpResponse,
    web::{Data, Query},
};
use askama::Template;
use diesel::PgConnection;

use crate::{
    db::Db,
    error::AppResult,
    organisation::regions::{
        LIST,
        filter::{Asked, Filter},
        model::{Kind, Region},
        queries,
    },
    text::Text,
    web::{
        Ctx,
        export::{BATCH, Cells, Format},
        filters,
        form::Choice,
        i18n::{Lang, time_in_shanghai},
        list::{self, Cursor, Page, Pager, READ},
        page,
    },
};

#[derive(Template)]
#[template(path = "organisation/regions.html")]
struct List {
    ctx: Ctx,
    filter: Filter,
    kinds: Vec<Choice>,
    rows: Vec<Region>,
    pager: Pager,
}

/// GET `/admin/regions` (`q`, `kind`, `cursor`).
///
/// # Errors
/// When the database can't be had.
pub async fn list(ctx: Ctx, db: Data<Db>, asked: Query<Asked>) -> AppResult<HttpResponse> {
    let (filter, cursor, lang) = (asked.filter(), asked.cursor(), ctx.language());
    let (wanted, from) = (filter.clone(), cursor.clone());
    let (rows, count) =
        db.read(move |c| Ok((queries::page(c, &wanted, from.as_ref(), READ)?, queries::count(c, &wanted)?))).await?;
    let found = Page::of(rows, cursor.as_ref(), |it| (it.id, String::new()));
    let chosen = filter.kind.map_or("", Kind::code);
    let all = Choice::new("", lang.t("organisation-region-kinds-all"), chosen);
    let each = Kind::ALL.into_iter().map(|kind| Choice::new(kind.code(), lang.t(kind.label()), chosen));
    let list = List {
        kinds: std::iter::once(all).chain(each).collect(),
        pager: Pager::new(&found, count, &filter.address(LIST)),
        rows: found.rows,
        filter,
        ctx: ctx.clone(),
    };
    page::show(&ctx, &list)
}

const HEAD: [&str; 6] = [
    "organisation-region-name",
    "organisation-code",
    "organisation-region-kind",
    "organisation-region-used",
    "organisation-state",
    "organisation-created-at",
];

/// GET `/admin/regions.xlsx`, `/admin/regions.csv`
///
/// # Errors
/// When the database can't be had.
pub async fn file(ctx: Ctx, db: Data<Db>, format: Format, asked: Query<Asked>) -> AppResult<HttpResponse> {
    let (lang, filter) = (ctx.language(), asked.filter());
    let head = HEAD.map(|key| lang.t(key)).to_vec();
    let batches = move |c: &mut PgConnection, from: Option<&Cursor>| {
        let found = queries::page(c, &filter, from, BATCH as i64)?;
        let next = list::next(&found, BATCH, |it| (it.id, String::new()));
        Ok((found.into_iter().map(|it| cells(it, lang)).collect(), next))
    };
    format.answer(&db, "regions", head, batches).await
}

fn cells(it: Region, lang: Lang) -> Cells {
    let (_, _, state) = it.state();
    let (kind, used, made) = (lang.t(it.kind.label()), it.used.to_string(), time_in_shanghai(it.created_at));
    vec![it.name, it.code, kind, used, lang.t(state), made]
}
