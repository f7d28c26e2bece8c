//! `/network/vpcs`

use actix_web::{
    HttpResponse,
    web::{Data, Query},
};
use askama::Template;

use crate::{
    db::Db,
    error::AppResult,
    network::{
        filter::code_of,
        pages::choices,
        queries as network,
        vpcs::{
            filter::{Asked, Filter},
            model::Vpc,
            queries,
        },
    },
    policy::{Action, network_sight},
    text::Text,
    web::{
        Ctx, filters,
        form::Choice,
        list::{Page, Pager, READ},
        page,
    },
};

#[derive(Template)]
#[template(path = "network/vpcs.html")]
struct List {
    ctx: Ctx,
    filter: Filter,
    /// Empty where one sees a single department.
    departments: Vec<Choice>,
    regions: Vec<Choice>,
    rows: Vec<Vpc>,
    pager: Pager,
    may_manage: bool,
}

/// GET `/network/vpcs` (`q`, `department`, `region`, `cursor`).
///
/// # Errors
/// When the database can't be had.
pub async fn list(ctx: Ctx, db: Data<Db>, asked: Query<Asked>) -> AppResult<HttpResponse> {
    let (who, filter, cursor) = (ctx.actor()?, asked.filter(), asked.cursor());
    let (wanted, from) = (filter.clone(), cursor.clone());
    let (rows, count, departments, regions) = db
        .read(move |c| {
            let rows = queries::page(c, &who, &wanted, from.as_ref(), READ)?;
            let count = queries::count(c, &who, &wanted)?;
            Ok((rows, count, network_sight(&who).named_departments(c)?, network::regions(c)?))
        })
        .await?;
    let found = Page::of(rows, cursor.as_ref(), |vpc| (vpc.id, String::new()));
    let several = if departments.len() > 1 { departments } else { Vec::new() };
    let list = List {
        departments: choices(&ctx, "network-departments-all", several, &code_of(filter.department)),
        regions: choices(&ctx, "network-regions-all", regions, &code_of(filter.region)),
        pager: Pager::new(&found, count, &filter.address("/network/vpcs")),
        rows: found.rows,
        may_manage: ctx.may(Action::ManageHosts),
        filter,
        ctx: ctx.clone(),
    };
    page::show(&ctx, &list)
}
