//! `/quotas/requests`: 配额申请 → 我的申请.

use actix_web::{
    HttpResponse,
    web::{Data, Query},
};

use super::list;
use crate::{
    db::Db,
    error::AppResult,
    quotas::queries::Whose,
    web::{Ctx, export::Format, list::by_state::Asked},
};

/// GET `/quotas/requests` (`q`, `state`, `cursor`)
///
/// # Errors
/// When the database can't be had.
pub async fn own(ctx: Ctx, db: Data<Db>, asked: Query<Asked>) -> AppResult<HttpResponse> {
    list::draw(&ctx, &db, Whose::Own, &asked).await
}

/// GET `/quotas/requests.xlsx`, `/quotas/requests.csv`
///
/// # Errors
/// When the database can't be had.
pub async fn own_file(ctx: Ctx, db: Data<Db>, format: Format, asked: Query<Asked>) -> AppResult<HttpResponse> {
    list::file(&ctx, &db, format, Whose::Own, &asked).await
}
