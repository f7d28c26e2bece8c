//! `/admin/catalogue`, and what it shows as Excel and CSV.

use actix_web::{
    HttpResponse,
    web::{Data, Query},
};
use askama::Template;

use crate::{
    catalogue::kept::{
        entry::Entry,
        filter::{Asked, Filter},
        kind::Kind,
        queries,
        sheet::COLUMNS,
    },
    db::Db,
    error::AppResult,
    text::Text,
    web::{
        Ctx,
        export::{BATCH, Batches, Cells, Format},
        filters,
        form::Choice,
        i18n::Lang,
        import::Column,
        list::{self, Page, Pager, READ, TabLink},
        page,
    },
};

pub const PATH: &str = "/admin/catalogue";

#[derive(Template)]
#[template(path = "catalogue/list.html")]
struct List {
    ctx: Ctx,
    lang: Lang,
    filter: Filter,
    tabs: Vec<TabLink>,
    states: Vec<Choice>,
    rows: Vec<Entry>,
    pager: Pager,
}

/// GET `/admin/catalogue` (`kind`, `q`, `state`, `cursor`).
///
/// # Errors
/// When the database can't be had.
pub async fn list(ctx: Ctx, db: Data<Db>, asked: Query<Asked>) -> AppResult<HttpResponse> {
    let (filter, cursor) = (asked.filter(), asked.cursor());
    let (wanted, from) = (filter.clone(), cursor.clone());
    let read = db.read(move |c| Ok((queries::page(c, &wanted, from.as_ref(), READ)?, queries::count(c, &wanted)?)));
    let (rows, count) = read.await?;
    let found = Page::of(rows, cursor.as_ref(), queries::place);
    let list = List {
        lang: ctx.language(),
        tabs: Kind::ALL.into_iter().map(|kind| tab(kind, filter.kind)).collect(),
        states: states(ctx.language(), &filter),
        pager: Pager::new(&found, count, &filter.address(PATH)),
        rows: found.rows,
        filter,
        ctx: ctx.clone(),
    };
    page::show(&ctx, &list)
}

/// Another kind is another list: what was searched for in this one isn't there.
fn tab(kind: Kind, shown: Kind) -> TabLink {
    TabLink {
        href: list::link(&Filter { kind, ..Filter::default() }.address(PATH)),
        label: kind.label(),
        count: None,
        current: kind == shown,
        hot: false,
    }
}

fn states(lang: Lang, filter: &Filter) -> Vec<Choice> {
    [("", "catalogue-states-all"), ("offered", "catalogue-is-offered"), ("retired", "catalogue-is-retired")]
        .map(|(code, label)| Choice::new(code, lang.t(label), filter.state_code()))
        .to_vec()
}

/// GET `/admin/catalogue.xlsx`, `/admin/catalogue.csv`
///
/// # Errors
/// When the database can't be had.
pub async fn export(ctx: Ctx, db: Data<Db>, format: Format, asked: Query<Asked>) -> AppResult<HttpResponse> {
    let (filter, lang) = (asked.filter(), ctx.language());
    format.answer(&db, "catalogue", head(lang), batches(filter, lang)).await
}

fn head(lang: Lang) -> Cells {
    COLUMNS.map(|column| lang.t(column.label)).to_vec()
}

fn batches(filter: Filter, lang: Lang) -> impl Batches {
    move |c, from| {
        let found = queries::page(c, &filter, from, BATCH as i64)?;
        let next = list::next(&found, BATCH, queries::place);
        Ok((found.into_iter().map(|entry| cells(&entry, lang)).collect(), next))
    }
}

fn cells(entry: &Entry, lang: Lang) -> Cells {
    let said = |column: &Column| match column.field {
        "kind" => lang.t(entry.kind().label()),
        "code" => entry.code.clone(),
        "name" => entry.name.clone(),
        "name_en" => entry.name_en.clone(),
        "state" => lang.t(entry.state().2),
        number => entry.number(number).map(|number| number.to_string()).unwrap_or_default(),
    };
    COLUMNS.iter().map(said).collect()
}
