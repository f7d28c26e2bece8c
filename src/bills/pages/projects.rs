//! `/bills/{id}/projects`: 项目账单

use actix_web::{
    HttpResponse,
    web::{Data, Path},
};
use askama::Template;

use super::{parted, total};
use crate::{
    bills::{line::Share, model::Bill, queries},
    db::Db,
    error::{AppError, AppResult},
    money::Money,
    text::Text,
    web::{Ctx, filters, page, path::id_of},
};

#[derive(Template)]
#[template(path = "bills/projects.html")]
struct Projects {
    ctx: Ctx,
    bill: Bill,
    shares: Vec<Share>,
}

impl Projects {
    fn projects(&self) -> Vec<&Share> {
        parted(&self.shares, "project")
    }

    fn whole(&self) -> Money {
        total(&self.projects())
    }
}

/// GET `/bills/{id}/projects`
///
/// # Errors
/// 404 when there is none in sight, and for a roll-up, which has no projects of its own.
pub async fn list(ctx: Ctx, db: Data<Db>, id: Path<String>) -> AppResult<HttpResponse> {
    let (who, id) = (ctx.actor()?, id_of(&id)?);
    let (bill, shares) = db
        .read(move |c| {
            let bill = queries::find(c, &who, id)?;
            if bill.is_roll_up() {
                return Err(AppError::NotFound);
            }
            let shares = queries::shares(c, (bill.id, bill.edition_for(&who)))?;
            Ok((bill, shares))
        })
        .await?;
    page::show(&ctx, &Projects { ctx: ctx.clone(), bill, shares })
}
