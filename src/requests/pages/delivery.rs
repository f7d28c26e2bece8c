//! `/resources/requests/{number}/delivery`: 资源交付单.

use actix_web::{
    HttpResponse,
    web::{Data, Path},
};
use askama::Template;

use crate::{
    db::Db,
    error::AppResult,
    requests::{
        changes::people,
        model::Request,
        queries::{self, Revision, Sheet, Unit},
    },
    text::Text,
    web::{
        Ctx,
        export::{self, Cells},
        filters,
        i18n::{Lang, time_in_shanghai},
        page,
    },
};

#[derive(Template)]
#[template(path = "requests/delivery.html")]
struct Delivery {
    ctx: Ctx,
    request: Request,
    revision: Revision,
    users: String,
    units: Vec<Unit>,
    /// How many of those that were asked for.
    count: Text,
}

/// GET `/resources/requests/{number}/delivery`
///
/// # Errors
/// 404 when there is none in sight.
pub async fn show(ctx: Ctx, db: Data<Db>, number: Path<String>) -> AppResult<HttpResponse> {
    let (request, sheet) = read(&ctx, &db, number.into_inner()).await?;
    let revision = sheet.current().cloned().unwrap_or_default();
    let page = Delivery {
        users: people(&revision.users),
        count: Text::new("request-delivered-of")
            .with("made", sheet.units.len())
            .with("asked", revision.items.iter().map(|item| item.quantity).sum::<i32>()),
        revision,
        units: sheet.units,
        request,
        ctx: ctx.clone(),
    };
    page::show(&ctx, &page)
}

/// GET `/resources/requests/{number}/delivery.xlsx`
///
/// # Errors
/// As [`show`].
pub async fn xlsx(ctx: Ctx, db: Data<Db>, number: Path<String>) -> AppResult<HttpResponse> {
    let lang = ctx.language();
    let (request, sheet) = read(&ctx, &db, number.into_inner()).await?;
    let rows: Vec<Cells> = sheet.units.iter().map(|unit| cells(unit, lang)).collect();
    let batch = move |_: &mut diesel::PgConnection, _: Option<&crate::web::list::Cursor>| Ok((rows.clone(), None));
    export::xlsx(&db, &format!("{}.xlsx", request.number), head(lang), batch).await
}

async fn read(ctx: &Ctx, db: &Db, number: String) -> AppResult<(Request, Sheet)> {
    let who = ctx.actor()?;
    db.read(move |c| {
        let request = queries::find(c, &who, &number)?;
        let sheet = Sheet::read(c, &who, &request)?;
        Ok((request, sheet))
    })
    .await
}

fn head(lang: Lang) -> Cells {
    [
        "request-unit",
        "request-field-product",
        "request-unit-name",
        "request-unit-instance-id",
        "request-unit-floating-ip",
        "request-unit-address",
        "request-unit-specification",
        "request-unit-note",
        "request-delivered-by",
        "request-delivered-at",
    ]
    .map(|key| lang.t(key))
    .to_vec()
}

fn cells(unit: &Unit, lang: Lang) -> Cells {
    vec![
        unit.unit.to_string(),
        lang.t(unit.product.label()),
        unit.name.clone(),
        unit.instance_id.clone(),
        unit.floating_ip.map(|address| address.to_string()).unwrap_or_default(),
        unit.address.clone(),
        unit.specification.clone(),
        unit.note.clone(),
        unit.delivered_by.clone(),
        time_in_shanghai(unit.delivered_at),
    ]
}
