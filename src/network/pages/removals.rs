//! `/network/removals`: 待拆除, what operators must close at the gateway.

use actix_web::{
    HttpResponse,
    http::StatusCode,
    web::{Data, Query},
};
use askama::Template;
use uuid::Uuid;

use super::choices;
use crate::{
    db::Db,
    error::AppResult,
    network::{
        filter::{Asked, RemovalFilter, code_of},
        gateway::Order,
        opening::{Opening, Register},
        queries,
    },
    policy::network_sight,
    text::Text,
    web::{
        Ctx,
        export::{BATCH, Cells, Format},
        filters,
        form::{Choice, Errors},
        i18n::{Lang, time_in_shanghai},
        list::{self, Page, Pager, READ, micros},
        page,
    },
};

pub const PATH: &str = "/network/removals";

#[derive(Template)]
#[template(path = "network/removals.html")]
struct Removals {
    ctx: Ctx,
    filter: RemovalFilter,
    departments: Vec<Choice>,
    rows: Vec<Opening>,
    /// For the gateway, each register by itself.
    orders: Vec<(Register, Order)>,
    pager: Pager,
    submission: Uuid,
    /// What somebody had ticked, and why it didn't happen.
    ticked: Vec<i64>,
    refusal: Option<Text>,
    errors: Errors,
}

/// Marking that didn't happen.
#[derive(Clone, Debug, Default)]
pub struct Try {
    pub ticked: Vec<i64>,
    pub refusal: Option<Text>,
    pub errors: Errors,
}

/// GET `/network/removals` (`q`, `department`, `cursor`).
///
/// # Errors
/// When the database can't be had.
pub async fn list(ctx: Ctx, db: Data<Db>, asked: Query<Asked>) -> AppResult<HttpResponse> {
    draw(&ctx, &db, &asked, Try::default()).await
}

/// The list, or the list again after something that didn't happen.
pub async fn draw(ctx: &Ctx, db: &Db, asked: &Asked, tried: Try) -> AppResult<HttpResponse> {
    let (who, filter, cursor) = (ctx.actor()?, asked.removals(), asked.cursor());
    let (wanted, from) = (filter.clone(), cursor.clone());
    let (rows, count, departments) = db
        .read(move |c| {
            let rows = queries::to_remove(c, &wanted, from.as_ref(), READ)?;
            let count = queries::count_to_remove(c, &wanted)?;
            Ok((rows, count, network_sight(&who).named_departments(c)?))
        })
        .await?;
    let found = Page::of(rows, cursor.as_ref(), place);
    let of = |register: Register| found.rows.iter().filter(|it| it.register == register).collect::<Vec<_>>();
    let orders = Register::ALL.map(|register| (register, Order::of(&of(register), ctx.language())));
    let list = Removals {
        departments: choices(ctx, "network-departments-all", departments, &code_of(filter.department)),
        pager: Pager::new(&found, count, &filter.address(PATH)),
        orders: orders.into_iter().filter(|(_, order)| !order.rows.is_empty()).collect(),
        rows: found.rows,
        submission: Uuid::new_v4(),
        ticked: tried.ticked,
        refusal: tried.refusal,
        errors: tried.errors,
        filter,
        ctx: ctx.clone(),
    };
    match (&list.refusal, list.errors.is_empty()) {
        (Some(_), _) => page::with_status(ctx, &list, StatusCode::CONFLICT),
        (None, true) => page::show(ctx, &list),
        (None, false) => page::refused(ctx, &list),
    }
}

fn place(opening: &Opening) -> (i64, String) {
    (opening.id, opening.ended_at.map(micros).unwrap_or_default())
}

/// GET `/network/removals.xlsx`, `/network/removals.csv`: all that the list shows.
///
/// # Errors
/// When the database can't be had.
pub async fn file(ctx: Ctx, db: Data<Db>, format: Format, asked: Query<Asked>) -> AppResult<HttpResponse> {
    let (filter, lang) = (asked.removals(), ctx.language());
    let head = HEAD.map(|key| lang.t(key)).to_vec();
    let batches = move |c: &mut diesel::PgConnection, from: Option<&list::Cursor>| {
        let found = queries::to_remove(c, &filter, from, BATCH as i64)?;
        let next = list::next(&found, BATCH, place);
        Ok((found.iter().map(|opening| cells(opening, lang)).collect(), next))
    };
    format.answer(&db, "removals", head, batches).await
}

const HEAD: [&str; 11] = [
    "network-mapping-ticket",
    "network-department",
    "network-mapping-application",
    "network-ended-at",
    "network-opening-register",
    "network-opening-from",
    "network-work-order-source-tenant",
    "network-opening-to",
    "network-work-order-destination-tenant",
    "network-opening-over",
    "network-end-reason",
];

fn cells(opening: &Opening, lang: Lang) -> Cells {
    vec![
        opening.ticket_number.clone(),
        opening.department.clone(),
        opening.application.clone(),
        opening.ended_at.map(time_in_shanghai).unwrap_or_default(),
        lang.t(opening.register.label()),
        opening.what.from(),
        opening.what.source_tenant().unwrap_or_default().to_owned(),
        opening.what.to(),
        opening.what.destination_tenant().unwrap_or_default().to_owned(),
        opening.what.over(),
        opening.end_reason.map(|reason| lang.t(reason.label())).unwrap_or_default(),
    ]
}
