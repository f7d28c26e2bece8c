//! `/admin/ticket-groups`, `/admin/ticket-groups.xlsx` and `/admin/ticket-groups.csv`

use actix_web::{
    HttpResponse,
    web::{Data, Query},
};
use askama::Template;
use diesel::PgConnection;

use crate::{
    db::Db,
    error::AppResult,
    organisation::groups::{
        LIST,
        filter::{Asked, Filter},
        model::Group,
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
#[template(path = "organisation/groups.html")]
struct List {
    ctx: Ctx,
    filter: Filter,
    departments: Vec<Choice>,
    rows: Vec<Group>,
    pager: Pager,
}

/// GET `/admin/ticket-groups` (`q`, `department`, `cursor`).
///
/// # Errors
/// When the database can't be had.
pub async fn list(ctx: Ctx, db: Data<Db>, asked: Query<Asked>) -> AppResult<HttpResponse> {
    let (filter, cursor) = (asked.filter(), asked.cursor());
    let (wanted, from) = (filter.clone(), cursor.clone());
    let (rows, count, departments) = db
        .read(move |c| {
            let rows = queries::page(c, &wanted, from.as_ref(), READ)?;
            Ok((rows, queries::count(c, &wanted)?, queries::departments(c)?))
        })
        .await?;
    let found = Page::of(rows, cursor.as_ref(), Group::place);
    let list = List {
        departments: choices(&ctx, "network-departments-all", departments, &filter.department_code()),
        pager: Pager::new(&found, count, &filter.address(LIST)),
        rows: found.rows,
        filter,
        ctx: ctx.clone(),
    };
    page::show(&ctx, &list)
}

/// Records to choose from, after the words for choosing none.
pub(super) fn choices(ctx: &Ctx, none: &str, records: Vec<(i64, String)>, chosen: &str) -> Vec<Choice> {
    let none = Choice::new("", ctx.language().t(none), chosen);
    std::iter::once(none).chain(records.into_iter().map(|(id, name)| Choice::new(id, name, chosen))).collect()
}

const HEAD: [&str; 5] = [
    "organisation-department",
    "organisation-group",
    "organisation-group-members",
    "organisation-state",
    "organisation-created-at",
];

/// GET `/admin/ticket-groups.xlsx`, `/admin/ticket-groups.csv`
///
/// # Errors
/// When the database can't be had.
pub async fn file(ctx: Ctx, db: Data<Db>, format: Format, asked: Query<Asked>) -> AppResult<HttpResponse> {
    let (lang, filter) = (ctx.language(), asked.filter());
    let head = HEAD.map(|key| lang.t(key)).to_vec();
    let batches = move |c: &mut PgConnection, from: Option<&Cursor>| {
        let found = queries::page(c, &filter, from, BATCH as i64)?;
        let next = list::next(&found, BATCH, Group::place);
        Ok((found.into_iter().map(|it| cells(it, lang)).collect(), next))
    };
    format.answer(&db, "ticket-groups", head, batches).await
}

fn cells(it: Group, lang: Lang) -> Cells {
    let (_, _, state) = it.state();
    let (label, members) = (lang.say(&it.label()), it.members.to_string());
    vec![it.department, label, members, lang.t(state), time_in_shanghai(it.created_at)]
}
