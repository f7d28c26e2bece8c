//! `/account-requests/{number}`: how it stands and until when it is answered, and nothing more.

use actix_web::{
    HttpResponse,
    web::{Data, Path},
};
use askama::Template;

use crate::{
    account_requests::{
        queries::{self, Receipt},
        state::State,
    },
    db::Db,
    error::AppResult,
    web::{Ctx, filters, page},
};

#[derive(Template)]
#[template(path = "account_requests/look_up.html")]
struct LookUp {
    ctx: Ctx,
    receipt: Receipt,
}

impl LookUp {
    fn next(&self) -> &'static str {
        match self.receipt.state() {
            State::Pending => "account-request-next-pending",
            State::Approved => "account-request-next-approved",
            State::Refused => "account-request-next-refused",
            State::Expired => "account-request-next-expired",
        }
    }
}

/// GET `/account-requests/{number}`
///
/// # Errors
/// 404 when nothing has that number.
pub async fn show(ctx: Ctx, db: Data<Db>, number: Path<String>) -> AppResult<HttpResponse> {
    let number = number.into_inner().trim().to_uppercase();
    let receipt = db.read(move |c| queries::receipt(c, &number)).await?;
    page::show(&ctx, &LookUp { ctx: ctx.clone(), receipt })
}
