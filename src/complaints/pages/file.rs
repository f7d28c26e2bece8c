//! `/tickets/{number}/complaint`

use actix_web::{
    HttpResponse,
    web::{Data, Path},
};
use askama::Template;
use chrono::{DateTime, Utc};
use uuid::Uuid;

use crate::{
    complaints::{
        commands,
        form::{LONGEST, SaidForm},
        model::path_of,
        queries,
    },
    db::Db,
    error::AppResult,
    tickets::model::path_of as ticket_path,
    web::{
        Ctx, Form, filters,
        form::{Draft, Errors, Field},
        kept, page,
    },
};

#[derive(Template)]
#[template(path = "complaints/file.html")]
struct File {
    ctx: Ctx,
    errors: Errors,
    number: String,
    path: String,
    kept: Option<DateTime<Utc>>,
    submission: Uuid,
    text: Field,
}

/// GET `/tickets/{number}/complaint`: leads on to the complaint there is.
///
/// # Errors
/// 404, 403 for anyone but the ticket's filer, 409 before operators had it.
pub async fn blank(ctx: Ctx, db: Data<Db>, number: Path<String>) -> AppResult<HttpResponse> {
    let (who, number) = (ctx.actor()?, number.into_inner());
    let asked = number.clone();
    let (open, kept) = db
        .read(move |c| {
            let ticket = commands::allow(c, &who, &asked)?;
            Ok((queries::open_about(c, ticket.id)?, kept::find(c, who.id, &complaint_path(&asked))?))
        })
        .await?;
    match open {
        Some(id) => Ok(page::see_other(&path_of(id))),
        None => draw(&ctx, number, Draft::new(SaidForm::default()).or_kept(kept)),
    }
}

/// POST `/tickets/{number}/complaint`
///
/// # Errors
/// 404, 403, 409.
pub async fn file(ctx: Ctx, db: Data<Db>, number: Path<String>, form: Form<SaidForm>) -> AppResult<HttpResponse> {
    let number = number.into_inner();
    let about = number.clone();
    let sent = Draft::posted(form).send(&db, ctx.actor()?, move |tx, who, draft| {
        let complaint = commands::file(tx, who, &about, draft.typed.parse(draft.errors), Utc::now())?;
        kept::forget(tx, who.id, &complaint_path(&about))?;
        Ok(complaint.path())
    });
    match sent.await? {
        Ok(path) => Ok(page::see_other_saying(&path, "complaint-filed")),
        Err(draft) => draw(&ctx, number, draft),
    }
}

fn draw(ctx: &Ctx, number: String, draft: Draft<SaidForm>) -> AppResult<HttpResponse> {
    let status = draft.status();
    let Draft { typed, errors, kept, submission, .. } = draft;
    let text = Field::new("text", "complaint-text", typed.text).hinted("complaint-text-hint").checked(&errors);
    let page = File {
        ctx: ctx.clone(),
        path: complaint_path(&number),
        text: text.required().at_most(LONGEST),
        number,
        kept,
        submission,
        errors,
    };
    page::with_status(ctx, &page, status)
}

fn complaint_path(number: &str) -> String {
    format!("{}/complaint", ticket_path(number))
}
