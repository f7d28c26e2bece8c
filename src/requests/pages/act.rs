//! POST `/resources/requests/{number}/{verb}`: one handler a verb, all by the same way.

use actix_web::{
    HttpResponse,
    web::{self, Data, Path},
};
use chrono::Utc;
use diesel::PgConnection;
use uuid::Uuid;

use super::show;
use crate::{
    attachments::{Limits, name},
    db::Db,
    error::{AppError, AppResult},
    requests::{
        commands::{self, Attempt},
        delivery::DeliveryForm,
        model::path_of,
        opinion::{opinion, reason},
        queries::kept_at,
        workflow::Verb,
    },
    text::Text,
    web::{
        Ctx, Form,
        form::{Errors, FieldReader, FromFields, Upload},
        kept,
        page::see_other_saying,
        submission,
    },
};

/// The field that a spreadsheet of machines travels under.
pub const SHEET: &str = "sheet";

/// What was typed for a verb.
#[derive(Clone, Debug, Default)]
pub struct Said {
    pub text: String,
    pub delivery: DeliveryForm,
}

impl FromFields for Said {
    fn from_fields(fields: &mut FieldReader<'_>) -> Self {
        Self { text: fields.text("text").trim().to_owned(), delivery: DeliveryForm::from_fields(fields) }
    }
}

impl Said {
    fn opinion(&self, mut errors: Errors) -> Result<String, Errors> {
        let opinion = errors.take("text", opinion(&self.text));
        errors.finish(|| opinion)
    }

    fn reason(&self, mut errors: Errors) -> Result<String, Errors> {
        let reason = errors.take("text", reason(&self.text));
        errors.finish(|| reason)
    }
}

/// A verb that didn't happen, with all that was typed for it.
#[derive(Clone, Debug, Default)]
pub struct Try {
    pub verb: Option<Verb>,
    pub said: Said,
    pub errors: Errors,
    /// Why it wasn't possible at all.
    pub refusal: Option<Text>,
    /// Nothing was done yet: so many rows were filled in from a spreadsheet, to be looked at.
    pub filled: Option<usize>,
}

/// # Errors
/// 404, 403; 409 and 422 are answered with the page.
pub async fn approve(ctx: Ctx, db: Data<Db>, number: Path<String>, form: Form<Said>) -> AppResult<HttpResponse> {
    let opinion = form.typed.opinion(form.errors.clone());
    act(ctx, db, number, form, Verb::Approve, "request-done-approve", move |tx, by| {
        commands::approve(tx, by, opinion).map(drop)
    })
    .await
}

/// # Errors
/// As [`approve`].
pub async fn reject(ctx: Ctx, db: Data<Db>, number: Path<String>, form: Form<Said>) -> AppResult<HttpResponse> {
    let reason = form.typed.reason(form.errors.clone());
    act(ctx, db, number, form, Verb::Reject, "request-done-reject", move |tx, by| {
        commands::reject(tx, by, reason).map(drop)
    })
    .await
}

/// # Errors
/// As [`approve`].
pub async fn withdraw(ctx: Ctx, db: Data<Db>, number: Path<String>, form: Form<Said>) -> AppResult<HttpResponse> {
    act(ctx, db, number, form, Verb::Withdraw, "request-done-withdraw", |tx, by| commands::withdraw(tx, by).map(drop))
        .await
}

/// A spreadsheet (`sheet`) fills in the rows and delivers nothing: its sender looks at them first.
///
/// # Errors
/// As [`approve`].
pub async fn deliver(ctx: Ctx, db: Data<Db>, number: Path<String>, mut form: Form<Said>) -> AppResult<HttpResponse> {
    if let Some(sheet) = std::mem::take(&mut form.uploads).into_iter().find(|upload| upload.field == SHEET) {
        return fill_in(ctx, db, number.into_inner(), form, sheet).await;
    }
    let (made, errors) = (form.typed.delivery.clone(), form.errors.clone());
    act(ctx, db, number, form, Verb::Deliver, "request-done-deliver", move |tx, by| {
        commands::deliver(tx, by, &made, errors).map(drop)
    })
    .await
}

async fn fill_in(ctx: Ctx, db: Data<Db>, number: String, form: Form<Said>, sheet: Upload) -> AppResult<HttpResponse> {
    let Form { typed: mut said, mut errors, .. } = form;
    let tried = web::block(move || {
        let most = Limits::SHEET;
        let is_too_big = sheet.is_too_big || sheet.content.len() > most.size;
        let read = if is_too_big {
            Err(most.too_big(&name::safe(&sheet.file_name)))
        } else {
            said.delivery.fill_from(&sheet.content)
        };
        let filled = errors.take(SHEET, read);
        Try { verb: Some(Verb::Deliver), said, errors, filled, ..Try::default() }
    });
    show::again(ctx, db, number, tried.await?).await
}

/// Does it once, however often it is posted, and leads back to the request; or shows its page again with the reason and
/// everything that was typed.
async fn act(
    ctx: Ctx,
    db: Data<Db>,
    number: Path<String>,
    form: Form<Said>,
    verb: Verb,
    happened: &'static str,
    work: impl FnOnce(&mut PgConnection, &Attempt<'_>) -> AppResult<()> + Send + 'static,
) -> AppResult<HttpResponse> {
    let (who, number) = (ctx.actor()?, number.into_inner());
    let (sent, version, of): (Option<Uuid>, _, _) = (form.submission(), form.version(), number.clone());
    let done = db
        .write(move |tx| {
            submission::once(tx, who.id, sent, |tx| {
                work(tx, &Attempt { who: &who, number: &of, version, now: Utc::now() })?;
                kept::forget(tx, who.id, &kept_at(&of, verb))?;
                Ok(path_of(&of))
            })
        })
        .await;
    let tried = Try { verb: Some(verb), said: form.typed, ..Try::default() };
    match done {
        Ok(path) => Ok(see_other_saying(&path, happened)),
        Err(AppError::Invalid(errors)) => show::again(ctx, db, number, Try { errors, ..tried }).await,
        Err(AppError::NotNow(why) | AppError::Stale(why)) => {
            show::again(ctx, db, number, Try { refusal: Some(why), ..tried }).await
        }
        Err(other) => Err(other),
    }
}
