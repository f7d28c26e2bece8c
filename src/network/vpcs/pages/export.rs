//! `/network/vpcs.xlsx` and `/network/vpcs.csv`: what the list shows, in its order.

use actix_web::{
    HttpResponse,
    web::{Data, Query},
};

use crate::{
    db::Db,
    error::AppResult,
    network::vpcs::{filter::Asked, model::Vpc, queries},
    web::{
        Ctx,
        export::{BATCH, Cells, Format},
        i18n::{Lang, time_in_shanghai},
        list,
    },
};

const HEAD: [&str; 7] = [
    "network-vpc-name",
    "network-vpc-cidr",
    "network-department",
    "network-host-region",
    "network-vpc-vswitches",
    "network-vpc-state",
    "network-vpc-created-at",
];

/// GET `/network/vpcs.xlsx`, `/network/vpcs.csv`
///
/// # Errors
/// When the database can't be had.
pub async fn file(ctx: Ctx, db: Data<Db>, format: Format, asked: Query<Asked>) -> AppResult<HttpResponse> {
    let (who, lang, filter) = (ctx.actor()?, ctx.language(), asked.filter());
    let head = HEAD.map(|key| lang.t(key)).to_vec();
    let batches = move |c: &mut diesel::PgConnection, from: Option<&list::Cursor>| {
        let found = queries::page(c, &who, &filter, from, BATCH as i64)?;
        let next = list::next(&found, BATCH, |vpc| (vpc.id, String::new()));
        Ok((found.into_iter().map(|vpc| cells(vpc, lang)).collect(), next))
    };
    format.answer(&db, "vpcs", head, batches).await
}

fn cells(vpc: Vpc, lang: Lang) -> Cells {
    let (_, _, state) = vpc.state();
    vec![
        vpc.name,
        vpc.cidr.to_string(),
        vpc.department,
        vpc.region,
        vpc.vswitches.to_string(),
        lang.t(state),
        time_in_shanghai(vpc.created_at),
    ]
}
