//! Posts of a VPC's page that carry nothing but their intent.

use actix_web::{
    HttpResponse,
    web::{Data, Path},
};
use chrono::Utc;

use crate::{
    db::Db,
    error::AppResult,
    network::vpcs::commands,
    web::{Ctx, Form, page, path::id_of, submission},
};

/// POST `/network/vpcs/{id}/retire`
///
/// # Errors
/// 404, 403, 409 when it is retired, something in it is in use, or it was changed since the page was drawn.
pub async fn retire(ctx: Ctx, db: Data<Db>, id: Path<String>, form: Form<()>) -> AppResult<HttpResponse> {
    turn(&ctx, &db, &id, None, &form, true).await
}

/// POST `/network/vpcs/{id}/restore`
///
/// # Errors
/// 404, 403, 409 when it isn't retired or was changed since the page was drawn, 422 when its name or addresses are taken.
pub async fn restore(ctx: Ctx, db: Data<Db>, id: Path<String>, form: Form<()>) -> AppResult<HttpResponse> {
    turn(&ctx, &db, &id, None, &form, false).await
}

/// POST `/network/vpcs/{id}/vswitches/{vswitch}/retire`
///
/// # Errors
/// 404, 403, 409 when it is retired, or the VPC was changed since the page was drawn.
pub async fn retire_vswitch(
    ctx: Ctx,
    db: Data<Db>,
    path: Path<(String, String)>,
    form: Form<()>,
) -> AppResult<HttpResponse> {
    turn(&ctx, &db, &path.0, Some(id_of(&path.1)?), &form, true).await
}

/// POST `/network/vpcs/{id}/vswitches/{vswitch}/restore`
///
/// # Errors
/// 404, 403, 409 when it isn't retired, its VPC is, or that was changed since the page was drawn, 422 when its name or
/// addresses are taken.
pub async fn restore_vswitch(
    ctx: Ctx,
    db: Data<Db>,
    path: Path<(String, String)>,
    form: Form<()>,
) -> AppResult<HttpResponse> {
    turn(&ctx, &db, &path.0, Some(id_of(&path.1)?), &form, false).await
}

/// The VPC, or a vSwitch in it.
async fn turn(
    ctx: &Ctx,
    db: &Db,
    vpc: &str,
    vswitch: Option<i64>,
    form: &Form<()>,
    retire: bool,
) -> AppResult<HttpResponse> {
    let (who, id) = (ctx.actor()?, id_of(vpc)?);
    let (number, seen, now) = (form.submission(), form.version(), Utc::now());
    let done = db.write(move |tx| {
        submission::once(tx, who.id, number, |tx| {
            let vpc = commands::lock_for(tx, &who, id, seen)?;
            let after = match vswitch {
                None => commands::turn(tx, &who, &vpc, retire, now)?,
                Some(vswitch) => commands::turn_vswitch(tx, &who, &vpc, vswitch, retire, now)?,
            };
            Ok(after.path())
        })
    });
    let happened = match (vswitch, retire) {
        (None, true) => "network-vpc-retired",
        (None, false) => "network-vpc-restored",
        (Some(_), true) => "network-vswitch-retired",
        (Some(_), false) => "network-vswitch-restored",
    };
    Ok(page::see_other_saying(&done.await?, happened))
}
