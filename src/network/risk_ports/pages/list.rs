//! `/admin/risk-ports`, `/admin/risk-ports.xlsx` and `/admin/risk-ports.csv`

use actix_web::{
    HttpResponse,
    web::{Data, Query},
};
use askama::Template;
use diesel::PgConnection;

use crate::{
    db::Db,
    error::AppResult,
    network::{
        risk::{RiskClass, RiskPolicy},
        risk_ports::{
            LIST,
            filter::{Asked, Filter},
            model::Line,
            queries,
        },
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
#[template(path = "network/risk_ports.html")]
struct List {
    ctx: Ctx,
    filter: Filter,
    classes: Vec<Choice>,
    policies: Vec<Choice>,
    rows: Vec<Line>,
    pager: Pager,
}

/// GET `/admin/risk-ports` (`q`, `class`, `policy`, `cursor`).
///
/// # Errors
/// When the database can't be had.
pub async fn list(ctx: Ctx, db: Data<Db>, asked: Query<Asked>) -> AppResult<HttpResponse> {
    let (filter, cursor, lang) = (asked.filter(), asked.cursor(), ctx.language());
    let (wanted, from) = (filter.clone(), cursor.clone());
    let (rows, count) =
        db.read(move |c| Ok((queries::page(c, &wanted, from.as_ref(), READ)?, queries::count(c, &wanted)?))).await?;
    let found = Page::of(rows, cursor.as_ref(), Line::place);
    let list = List {
        classes: classes(lang, "network-risk-classes-all", filter.class_code()),
        policies: policies(lang, "network-risk-policies-all", filter.policy_code()),
        pager: Pager::new(&found, count, &filter.address(LIST)),
        rows: found.rows,
        filter,
        ctx: ctx.clone(),
    };
    page::show(&ctx, &list)
}

pub(super) fn classes(lang: Lang, none: &str, chosen: &str) -> Vec<Choice> {
    let each = RiskClass::ALL.into_iter().map(|it| Choice::new(it.code(), lang.say(&it.name()), chosen));
    std::iter::once(Choice::new("", lang.t(none), chosen)).chain(each).collect()
}

pub(super) fn policies(lang: Lang, none: &str, chosen: &str) -> Vec<Choice> {
    let each = RiskPolicy::ALL.into_iter().map(|it| Choice::new(it.code(), lang.say(&it.name()), chosen));
    std::iter::once(Choice::new("", lang.t(none), chosen)).chain(each).collect()
}

const HEAD: [&str; 6] = [
    "network-risk-ports-column",
    "network-risk-service",
    "network-risk-class",
    "network-risk-policy",
    "network-risk-reason",
    "network-risk-changed-at",
];

/// GET `/admin/risk-ports.xlsx`, `/admin/risk-ports.csv`
///
/// # Errors
/// When the database can't be had.
pub async fn file(ctx: Ctx, db: Data<Db>, format: Format, asked: Query<Asked>) -> AppResult<HttpResponse> {
    let (lang, filter) = (ctx.language(), asked.filter());
    let head = HEAD.map(|key| lang.t(key)).to_vec();
    let batches = move |c: &mut PgConnection, from: Option<&Cursor>| {
        let found = queries::page(c, &filter, from, BATCH as i64)?;
        let next = list::next(&found, BATCH, Line::place);
        Ok((found.into_iter().map(|it| cells(it, lang)).collect(), next))
    };
    format.answer(&db, "risk-ports", head, batches).await
}

fn cells(it: Line, lang: Lang) -> Cells {
    let (class, policy, changed) =
        (lang.say(&it.class.name()), lang.say(&it.policy.name()), time_in_shanghai(it.updated_at));
    vec![it.ports.to_string(), it.service, class, policy, it.reason, changed]
}
