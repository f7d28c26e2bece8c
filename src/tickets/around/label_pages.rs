//! `/tickets/labels`: a department's labels.

use actix_web::{
    HttpResponse,
    web::{Data, Path},
};
use askama::Template;
use chrono::{DateTime, Utc};
use diesel::PgConnection;
use uuid::Uuid;

use super::{
    label::{self, Colour, LONGEST_NAME, Label, LabelForm, Used},
    label_commands as commands,
};
use crate::{
    db::Db,
    error::AppResult,
    policy::Actor,
    text::Text,
    web::{
        Ctx, Form, filters,
        form::{Choice, Draft, Errors, Field},
        kept, page,
        path::id_of,
        submission,
    },
};

const LABELS: &str = "/tickets/labels";

#[derive(Template)]
#[template(path = "tickets/labels.html")]
struct Labels {
    ctx: Ctx,
    errors: Errors,
    used: Vec<Used>,
    /// The one that the form changes; none for a new one.
    changes: Option<Label>,
    path: String,
    kept: Option<DateTime<Utc>>,
    submission: Uuid,
    /// Of the form that deletes it.
    deletion: Uuid,
    name: Field,
    colour: Field,
    colours: Vec<Choice>,
}

/// GET `/tickets/labels`
pub async fn list(ctx: Ctx, db: Data<Db>) -> AppResult<HttpResponse> {
    let who = ctx.actor()?;
    let (labels, kept) = db.read(move |c| Ok((label::all_of(c, &who)?, kept::find(c, who.id, LABELS)?))).await?;
    let blank = LabelForm { colour: Colour::default().code().to_owned(), ..LabelForm::default() };
    show(&ctx, labels, None, Draft::new(blank).or_kept(kept))
}

/// POST `/tickets/labels`
pub async fn create(ctx: Ctx, db: Data<Db>, form: Form<LabelForm>) -> AppResult<HttpResponse> {
    let sent = Draft::posted(form).send(&db, ctx.actor()?, |tx, who, draft| {
        commands::create(tx, who, &draft.typed.parse(draft.errors)?)?;
        kept::forget(tx, who.id, LABELS)?;
        Ok(LABELS.to_owned())
    });
    again(&ctx, &db, None, sent.await?).await
}

/// GET `/tickets/labels/{id}`
pub async fn show_one(ctx: Ctx, db: Data<Db>, id: Path<String>) -> AppResult<HttpResponse> {
    let (who, id) = (ctx.actor()?, id_of(&id)?);
    let (labels, label, kept) = db
        .read(move |c| Ok((label::all_of(c, &who)?, label::find(c, &who, id)?, kept::find(c, who.id, &path_of(id))?)))
        .await?;
    let draft = Draft::new(LabelForm::from(&label)).or_kept(kept);
    show(&ctx, labels, Some(label), draft)
}

/// POST `/tickets/labels/{id}`
pub async fn update(ctx: Ctx, db: Data<Db>, id: Path<String>, form: Form<LabelForm>) -> AppResult<HttpResponse> {
    let id = id_of(&id)?;
    let sent = Draft::posted(form).send(&db, ctx.actor()?, move |tx, who, draft| update_as_typed(tx, who, id, draft));
    again(&ctx, &db, Some(id), sent.await?).await
}

fn update_as_typed(tx: &mut PgConnection, who: &Actor, id: i64, draft: Draft<LabelForm>) -> AppResult<String> {
    label::find(tx, who, id)?;
    commands::update(tx, who, id, &draft.typed.parse(draft.errors)?)?;
    kept::forget(tx, who.id, &path_of(id))?;
    Ok(LABELS.to_owned())
}

/// POST `/tickets/labels/{id}/delete`
pub async fn delete(ctx: Ctx, db: Data<Db>, id: Path<String>, form: Form<()>) -> AppResult<HttpResponse> {
    let (who, id, number) = (ctx.actor()?, id_of(&id)?, form.submission());
    let deleted = db.write(move |tx| {
        submission::once(tx, who.id, number, |tx| {
            commands::delete(tx, &who, id)?;
            kept::forget(tx, who.id, &path_of(id))?;
            Ok(LABELS.to_owned())
        })
    });
    Ok(page::see_other_saying(&deleted.await?, "ticket-label-deleted"))
}

async fn again(ctx: &Ctx, db: &Db, id: Option<i64>, sent: Result<String, Draft<LabelForm>>) -> AppResult<HttpResponse> {
    let draft = match sent {
        Ok(path) => return Ok(page::see_other_saying(&path, "ticket-label-saved")),
        Err(draft) => draft,
    };
    let who = ctx.actor()?;
    let (labels, label) =
        db.read(move |c| Ok((label::all_of(c, &who)?, id.map(|id| label::find(c, &who, id)).transpose()?))).await?;
    show(ctx, labels, label, draft)
}

fn show(ctx: &Ctx, labels: Vec<Used>, changes: Option<Label>, draft: Draft<LabelForm>) -> AppResult<HttpResponse> {
    let status = draft.status();
    let Draft { typed, errors, kept, submission, .. } = draft;
    let lang = ctx.language();
    let field = |name, label, value: &str| Field::new(name, label, value).checked(&errors).required();
    let page = Labels {
        path: changes.as_ref().map_or_else(|| LABELS.to_owned(), |label| path_of(label.id)),
        name: field("name", "ticket-label-name", &typed.name).at_most(LONGEST_NAME),
        colour: field("colour", "ticket-label-colour", &typed.colour),
        colours: Colour::ALL.map(|it| Choice::new(it.code(), lang.t(it.label()), &typed.colour)).to_vec(),
        ctx: ctx.clone(),
        deletion: Uuid::new_v4(),
        used: labels,
        changes,
        kept,
        submission,
        errors,
    };
    page::with_status(ctx, &page, status)
}

fn path_of(id: i64) -> String {
    format!("{LABELS}/{id}")
}
