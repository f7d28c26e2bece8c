//! `/bills/{id}/lines/{line}`: what operators make of a line that is wrong.

use actix_web::{
    HttpResponse,
    web::{Data, Path},
};
use askama::Template;
use chrono::Utc;
use uuid::Uuid;

use crate::{
    bills::{
        commands,
        form::{CorrectForm, LONGEST},
        line::Line,
        model::Bill,
        queries,
        workflow::{Event, next},
    },
    db::Db,
    error::{AppError, AppResult},
    policy::Action,
    text::Text,
    web::{
        Ctx, Form, filters,
        form::{Draft, Errors, Field},
        i18n::Lang,
        page,
        path::id_of,
        submission,
    },
};

#[derive(Template)]
#[template(path = "bills/correct.html")]
struct Correct {
    ctx: Ctx,
    errors: Errors,
    lang: Lang,
    bill: Bill,
    line: Line,
    path: String,
    can_be_corrected: bool,
    overtaken: Option<Text>,
    submission: Uuid,
    amount: Field,
    reason: Field,
}

type Ids = (i64, i64);

fn ids(path: &(String, String)) -> AppResult<Ids> {
    Ok((id_of(&path.0)?, id_of(&path.1)?))
}

/// GET `/bills/{id}/lines/{line}`
///
/// # Errors
/// 404, and 403 for who makes no bills.
pub async fn show(ctx: Ctx, db: Data<Db>, path: Path<(String, String)>) -> AppResult<HttpResponse> {
    draw(&ctx, &db, ids(&path)?, None).await
}

/// POST `/bills/{id}/lines/{line}/correct` (`amount`, `reason`)
///
/// # Errors
/// 404, 403, 409.
pub async fn correct(
    ctx: Ctx,
    db: Data<Db>,
    path: Path<(String, String)>,
    form: Form<CorrectForm>,
) -> AppResult<HttpResponse> {
    let ids = ids(&path)?;
    let sent = Draft::posted(form).send(&db, ctx.actor()?, move |tx, who, draft| {
        let correction = draft.typed.parse(draft.errors);
        Ok(commands::correct(tx, who, ids, draft.seen, correction, Utc::now())?.path())
    });
    match sent.await? {
        Ok(path) => Ok(page::see_other_saying(&path, "bill-line-now-corrected")),
        Err(draft) => draw(&ctx, &db, ids, Some(draft)).await,
    }
}

/// POST `/bills/{id}/lines/{line}/uncorrect`
///
/// # Errors
/// 404, 403, 409.
pub async fn uncorrect(
    ctx: Ctx,
    db: Data<Db>,
    path: Path<(String, String)>,
    form: Form<()>,
) -> AppResult<HttpResponse> {
    let (who, ids, sent, seen) = (ctx.actor()?, ids(&path)?, form.submission(), form.version());
    let back = db
        .write(move |tx| submission::once(tx, who.id, sent, |tx| Ok(commands::uncorrect(tx, &who, ids, seen)?.path())));
    Ok(page::see_other_saying(&back.await?, "bill-line-now-uncorrected"))
}

async fn draw(ctx: &Ctx, db: &Db, (bill, line): Ids, draft: Option<Draft<CorrectForm>>) -> AppResult<HttpResponse> {
    let who = ctx.actor()?;
    let (bill, line) = db
        .read(move |c| {
            let bill = queries::find(c, &who, bill)?;
            let line = queries::line(c, (bill.id, bill.edition_for(&who)), line)?;
            if who.may(Action::RunBilling) { Ok((bill, line)) } else { Err(AppError::forbidden()) }
        })
        .await?;
    let draft = draft.unwrap_or_else(|| {
        let amount = if line.is_corrected() { line.amount().plain() } else { String::new() };
        Draft::new(CorrectForm { amount, reason: line.corrected_for.clone() })
    });
    let status = draft.status();
    let Draft { typed, errors, overtaken, submission, .. } = draft;
    let amount = Field::new("amount", "bill-correction-amount", typed.amount).hinted("bill-correction-amount-hint");
    let reason = Field::new("reason", "bill-correction-reason", typed.reason).hinted("bill-correction-reason-hint");
    let page = Correct {
        lang: ctx.language(),
        path: format!("{}/lines/{}", bill.path(), line.id),
        can_be_corrected: next(bill.state(), Event::Make).is_ok(),
        overtaken,
        submission,
        amount: amount.required().checked(&errors),
        reason: reason.required().at_most(LONGEST).checked(&errors),
        errors,
        bill,
        line,
        ctx: ctx.clone(),
    };
    page::with_status(ctx, &page, status)
}
