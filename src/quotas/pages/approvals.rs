//! `/quotas/approvals`: 配额申请 → 我的审批.

use actix_web::{
    HttpResponse,
    web::{Data, Query},
};

use super::list::{self, draw};
use crate::{
    db::Db,
    error::AppResult,
    quotas::queries::Whose,
    web::{Ctx, export::Format, list::by_state::Asked},
};

/// GET `/quotas/approvals` (`q`, `state`, `cursor`)
///
/// # Errors
/// When the database can't be had.
pub async fn list(ctx: Ctx, db: Data<Db>, asked: Query<Asked>) -> AppResult<HttpResponse> {
    draw(&ctx, &db, Whose::ToDecide, &asked).await
}

/// GET `/quotas/approvals.xlsx`, `/quotas/approvals.csv`
///
/// # Errors
/// When the database can't be had.
pub async fn file(ctx: Ctx, db: Data<Db>, format: Format, asked: Query<Asked>) -> AppResult<HttpResponse> {
    list::file(&ctx, &db, format, Whose::ToDecide, &asked).await
}
