//! `/bills/{id}/changes`: where a bill's newest edition differs from the one before.

use actix_web::{
    HttpResponse,
    web::{Data, Path},
};
use askama::Template;

use crate::{
    bills::{line::Difference, model::Bill, queries},
    db::Db,
    error::{AppError, AppResult},
    text::Text,
    web::{Ctx, filters, page, path::id_of},
};

/// Differences that the page shows.
const SHOWN: i64 = 500;

#[derive(Template)]
#[template(path = "bills/changes.html")]
struct Changes {
    ctx: Ctx,
    bill: Bill,
    /// The later of both.
    round: i32,
    differences: Vec<Difference>,
}

/// GET `/bills/{id}/changes`
///
/// # Errors
/// 404 when there is none in sight, or none that was sent twice.
pub async fn show(ctx: Ctx, db: Data<Db>, id: Path<String>) -> AppResult<HttpResponse> {
    let (who, id) = (ctx.actor()?, id_of(&id)?);
    let (bill, round, differences) = db
        .read(move |c| {
            let bill = queries::find(c, &who, id)?;
            let round = bill.edition_for(&who);
            if bill.is_roll_up() || round < 2 {
                return Err(AppError::NotFound);
            }
            let differences = queries::changes(c, (bill.id, round), SHOWN)?;
            Ok((bill, round, differences))
        })
        .await?;
    page::show(&ctx, &Changes { ctx: ctx.clone(), bill, round, differences })
}
