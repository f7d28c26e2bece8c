//! Posts of a pool address's page that carry nothing but their intent.

use std::net::Ipv4Addr;

use actix_web::{
    HttpResponse,
    web::{Data, Path},
};
use chrono::{DateTime, Utc};
use diesel::PgConnection;

use super::ip_of;
use crate::{
    db::Db,
    error::{AppError, AppResult},
    network::{commands, pools, queries},
    policy::Actor,
    text::Text,
    web::{Ctx, Form, page, submission},
};

type Verb = fn(&mut PgConnection, &Actor, &[Ipv4Addr], DateTime<Utc>) -> AppResult<usize>;

/// POST `/network/internet-ips/{address}/retire`
///
/// # Errors
/// 404, 403, 409 when it is retired, has ports, or was changed since the page was drawn.
pub async fn retire(ctx: Ctx, db: Data<Db>, address: Path<String>, form: Form<()>) -> AppResult<HttpResponse> {
    turn(&ctx, &db, &address, &form, pools::retire, "network-pool-retired").await
}

/// POST `/network/internet-ips/{address}/restore`
///
/// # Errors
/// 404, 403, 409 when it isn't retired, or was changed since the page was drawn.
pub async fn restore(ctx: Ctx, db: Data<Db>, address: Path<String>, form: Form<()>) -> AppResult<HttpResponse> {
    turn(&ctx, &db, &address, &form, pools::restore, "network-pool-restored").await
}

async fn turn(
    ctx: &Ctx,
    db: &Db,
    address: &str,
    form: &Form<()>,
    verb: Verb,
    happened: &'static str,
) -> AppResult<HttpResponse> {
    let (who, address) = (ctx.actor()?, ip_of(address)?);
    let (number, seen, now) = (form.submission(), form.version(), Utc::now());
    let done = db.write(move |tx| {
        submission::once(tx, who.id, number, |tx| {
            let ip = queries::lock_address(tx, &who, address)?;
            commands::allow_address_change(tx, &who, &ip, seen)?;
            verb(tx, &who, &[address], now).map_err(not_now)?;
            Ok(ip.path())
        })
    });
    Ok(page::see_other_saying(&done.await?, happened))
}

/// There is no field on this page to blame.
fn not_now(why: AppError) -> AppError {
    match why {
        AppError::Invalid(errors) => {
            let first: Option<Text> = errors.iter().next().map(|(_, why)| why.clone());
            first.map_or(AppError::Invalid(errors), AppError::NotNow)
        }
        other => other,
    }
}
