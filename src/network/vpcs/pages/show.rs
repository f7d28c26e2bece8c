//! `/network/vpcs/{id}`

use actix_web::{
    HttpResponse,
    web::{Data, Path},
};
use askama::Template;
use uuid::Uuid;

use crate::{
    db::Db,
    error::AppResult,
    network::vpcs::{
        model::{RECORD_KIND, Vpc, Vswitch},
        queries,
    },
    outbox,
    text::Text,
    web::{Ctx, filters, page, path::id_of, record::Moment},
};

/// Lines of the history on the page.
const HISTORY: i64 = 50;

#[derive(Template)]
#[template(path = "network/vpc.html")]
struct Show {
    ctx: Ctx,
    vpc: Vpc,
    vswitches: Vec<Vswitch>,
    history: Vec<Moment>,
    may_manage: bool,
    submission: Uuid,
}

/// GET `/network/vpcs/{id}`
///
/// # Errors
/// 404 when there is none in sight.
pub async fn show(ctx: Ctx, db: Data<Db>, id: Path<String>) -> AppResult<HttpResponse> {
    let (who, id) = (ctx.actor()?, id_of(&id)?);
    let reader = who.clone();
    let (vpc, vswitches, lines) = db
        .read(move |c| {
            let vpc = queries::find(c, &reader, id)?;
            Ok((vpc, queries::vswitches_of(c, id)?, outbox::timeline(c, RECORD_KIND, id, HISTORY)?))
        })
        .await?;
    let show = Show {
        may_manage: vpc.may_be_managed_by(&who),
        history: lines.into_iter().map(Moment::from).collect(),
        vpc,
        vswitches,
        submission: Uuid::new_v4(),
        ctx: ctx.clone(),
    };
    page::show(&ctx, &show)
}
