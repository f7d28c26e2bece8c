//! Posts of a VPC's page that carry nothing but their intent.

use actix_web::{
    HttpResponse,
    web::{Data, Path},
};
use chrono::Utc;
use diesel::PgConnection;

use crate::{
    db::Db,
    error::AppResult,
    network::vpcs::{commands, model::Vpc},
    policy::Actor,
    web::{Ctx, Form, page, path::id_of, submission},
};

/// POST `/network/vpcs/{id}/retire`
///
/// # Errors
/// 404, 403, 409 when it is retired, something in it is in use, or it was changed since the page was drawn.
pub async fn retire(ctx: Ctx, db: Data<Db>, id: Path<String>, form: Form<()>) -> AppResult<HttpResponse> {
    let turn = |tx: &mut PgConnection, who: &Actor, vpc: &Vpc| commands::turn(tx, who, vpc, true, Utc::now());
    act(&ctx, &db, &id, &form, "network-vpc-retired", turn).await
}

/// POST `/network/vpcs/{id}/restore`
///
/// # Errors
/// 404, 403, 409 when it isn't retired or was changed since the page was drawn, 422 when its name or addresses are taken.
pub async fn restore(ctx: Ctx, db: Data<Db>, id: Path<String>, form: Form<()>) -> AppResult<HttpResponse> {
    let turn = |tx: &mut PgConnection, who: &Actor, vpc: &Vpc| commands::turn(tx, who, vpc, false, Utc::now());
    act(&ctx, &db, &id, &form, "network-vpc-restored", turn).await
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
    let vswitch = id_of(&path.1)?;
    let turn = move |tx: &mut PgConnection, who: &Actor, vpc: &Vpc| {
        commands::turn_vswitch(tx, who, vpc, vswitch, true, Utc::now())
    };
    act(&ctx, &db, &path.0, &form, "network-vswitch-retired", turn).await
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
    let vswitch = id_of(&path.1)?;
    let turn = move |tx: &mut PgConnection, who: &Actor, vpc: &Vpc| {
        commands::turn_vswitch(tx, who, vpc, vswitch, false, Utc::now())
    };
    act(&ctx, &db, &path.0, &form, "network-vswitch-restored", turn).await
}

async fn act(
    ctx: &Ctx,
    db: &Db,
    id: &str,
    form: &Form<()>,
    happened: &'static str,
    turn: impl FnOnce(&mut PgConnection, &Actor, &Vpc) -> AppResult<Vpc> + Send + 'static,
) -> AppResult<HttpResponse> {
    let (who, id) = (ctx.actor()?, id_of(id)?);
    let (number, seen) = (form.submission(), form.version());
    let done = db.write(move |tx| {
        submission::once(tx, who.id, number, |tx| {
            let vpc = commands::lock_for(tx, &who, id, seen)?;
            Ok(turn(tx, &who, &vpc)?.path())
        })
    });
    Ok(page::see_other_saying(&done.await?, happened))
}
