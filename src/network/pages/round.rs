//! `/network/recertification/round`: how far the yearly confirmation has come, for operators.

use actix_web::{HttpResponse, web::Data};
use askama::Template;
use chrono::Utc;

use crate::{
    calendar::date_of,
    db::Db,
    error::AppResult,
    network::{
        queries::{self, Standing},
        register::{Filter, Question},
    },
    text::Text,
    web::{Ctx, filters, page},
};

#[derive(Template)]
#[template(path = "network/round.html")]
struct Round {
    ctx: Ctx,
    rows: Vec<Standing>,
}

/// GET `/network/recertification/round`
///
/// # Errors
/// When the database can't be had.
pub async fn show(ctx: Ctx, db: Data<Db>) -> AppResult<HttpResponse> {
    let today = date_of(Utc::now());
    let rows = db.read(move |c| queries::round(c, today)).await?;
    page::show(&ctx, &Round { ctx: ctx.clone(), rows })
}

impl Standing {
    /// What of the department's waits for its word, in the register.
    fn waiting_path(&self) -> String {
        let waiting =
            Filter { question: Some(Question::Unlimited), department: Some(self.department_id), ..Filter::default() };
        waiting.link()
    }
}
