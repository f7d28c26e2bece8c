//! `/resources/{id}/change` and `/resources/{id}/return`: requests about a resource that there is.

use actix_web::{
    HttpResponse,
    web::{Data, Path},
};
use diesel::PgConnection;

use super::{
    edit::{About, show},
    receive::receive,
};
use crate::{
    attachments::Files,
    db::Db,
    error::{AppError, AppResult},
    policy::Actor,
    requests::{
        commands,
        filing::{Desk, RequestForm},
        kind::Kind,
        queries,
        subject::Subject,
    },
    text::Text,
    web::{Ctx, Form, form::Draft, kept::Kept, path::id_of},
};

/// A form about a resource, as it begins.
struct Begun {
    form: RequestForm,
    department: i64,
    kept: Option<Kept>,
    /// Why nothing can be done to it now.
    refusal: Option<Text>,
}

/// GET `/resources/{id}/change`
///
/// # Errors
/// 404 when there is none in sight, 403 for who can't apply for its department.
pub async fn change(ctx: Ctx, db: Data<Db>, id: Path<String>) -> AppResult<HttpResponse> {
    open(ctx, db, Subject::Change(id_of(&id)?)).await
}

/// GET `/resources/{id}/return`
///
/// # Errors
/// As [`change`].
pub async fn give_back(ctx: Ctx, db: Data<Db>, id: Path<String>) -> AppResult<HttpResponse> {
    open(ctx, db, Subject::Return(id_of(&id)?)).await
}

/// POST `/resources/{id}/change`, with any of the form's buttons.
///
/// # Errors
/// 404, 403, 409 with why nothing can be done to it now, 422 with every refusal at its field.
pub async fn file_change(
    ctx: Ctx,
    db: Data<Db>,
    files: Data<Files>,
    id: Path<String>,
    form: Form<()>,
) -> AppResult<HttpResponse> {
    file(ctx, db, files, Subject::Change(id_of(&id)?), form).await
}

/// POST `/resources/{id}/return`, with any of the form's buttons.
///
/// # Errors
/// As [`file_change`].
pub async fn file_return(
    ctx: Ctx,
    db: Data<Db>,
    files: Data<Files>,
    id: Path<String>,
    form: Form<()>,
) -> AppResult<HttpResponse> {
    file(ctx, db, files, Subject::Return(id_of(&id)?), form).await
}

async fn open(ctx: Ctx, db: Data<Db>, subject: Subject) -> AppResult<HttpResponse> {
    let who = ctx.actor()?;
    let (kind, about, draft) = db
        .read(move |c| {
            let Begun { form, department, kept, refusal } = begin(c, &who, subject)?;
            let draft = Draft::new(form.clone()).or_kept_as(kept, |it| form.retyped(it));
            let desk = Desk::open(c, &who, &draft.typed, None)?;
            if desk.department.id != department {
                return Err(AppError::forbidden());
            }
            let about = About { desk, request: None, now: None, refusal, calendar: None };
            Ok((draft.typed.asked.kind(), about, draft))
        })
        .await?;
    show(&ctx, kind, about, draft)
}

async fn file(ctx: Ctx, db: Data<Db>, files: Data<Files>, subject: Subject, form: Form<()>) -> AppResult<HttpResponse> {
    let who = ctx.actor()?;
    let begun = db.read(move |c| begin(c, &who, subject)).await?;
    receive(&ctx, &db, &files, None, begun.form, form).await
}

/// What the resource is by now is what its form opens with.
fn begin(c: &mut PgConnection, who: &Actor, subject: Subject) -> AppResult<Begun> {
    let resource = queries::find_resource(c, who, subject.resource().ok_or(AppError::NotFound)?)?;
    let blank = RequestForm { subject, ..RequestForm::blank(Kind::Single(resource.product)) };
    let standing = queries::standing(c, who, &resource, &blank.kept_at(None))?;
    let refusal = commands::in_the_way(c, who, &resource, &standing, None)?;
    let form = RequestForm::about(who, subject, &resource, standing.details);
    Ok(Begun { form, department: resource.department_id, kept: standing.kept, refusal })
}
