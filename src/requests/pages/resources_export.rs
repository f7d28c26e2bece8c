//! `/resources.xlsx` and `/resources.csv`: what the list shows.

use actix_web::{
    HttpResponse,
    web::{Data, Query},
};

use crate::{
    db::Db,
    error::AppResult,
    policy::Actor,
    requests::{
        filter::{Asked, Filter, RESOURCE_STATES, ResourceColumn},
        queries,
        resource::Resource,
    },
    web::{
        Ctx,
        export::{BATCH, Batches, Cells, Format},
        i18n::{Lang, time_in_shanghai},
        list,
    },
};

/// GET `/resources.xlsx`, `/resources.csv`
///
/// # Errors
/// When the database can't be had.
pub async fn file(ctx: Ctx, db: Data<Db>, format: Format, asked: Query<Asked>) -> AppResult<HttpResponse> {
    let (who, lang) = (ctx.actor()?, ctx.language());
    let batches = batches(who.as_ref().clone(), asked.filter(&RESOURCE_STATES), lang);
    format.answer(&db, "resources", head(lang), batches).await
}

fn head(lang: Lang) -> Cells {
    [
        "request-field-product",
        "request-unit-name",
        "request-unit-instance-id",
        "request-unit-floating-ip",
        "request-unit-specification",
        "request-field-project",
        "catalogue-field-region",
        "request-field-department",
        "request-number",
        "request-delivered-at",
        "request-state",
    ]
    .map(|key| lang.t(key))
    .to_vec()
}

fn batches(who: Actor, filter: Filter<ResourceColumn>, lang: Lang) -> impl Batches {
    move |c, from| {
        let found = queries::resources(c, &who, &filter, from, BATCH as i64)?;
        let next = list::next(&found, BATCH, |row| row.place(filter.sort.column));
        Ok((found.iter().map(|row| cells(row, lang)).collect(), next))
    }
}

fn cells(row: &Resource, lang: Lang) -> Cells {
    let (_, _, state) = row.state();
    vec![
        lang.t(row.product.label()),
        row.name.clone(),
        row.instance_id.clone(),
        row.floating_ip.clone(),
        row.specification.clone(),
        row.project.clone(),
        row.region.clone(),
        row.department.clone(),
        row.request_number.clone(),
        time_in_shanghai(row.delivered_at),
        lang.t(state),
    ]
}
