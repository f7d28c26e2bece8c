//! `/admin/regions/new` and `/admin/regions/{id}`: one small form, with what can be done to a known one beside it.

use actix_web::{
    HttpResponse,
    web::{Data, Path},
};
use askama::Template;
use chrono::{DateTime, Utc};
use diesel::PgConnection;
use uuid::Uuid;

use crate::{
    db::Db,
    error::AppResult,
    organisation::{
        departments::form::{CODE, NAME},
        regions::{
            LIST, commands,
            form::RegionForm,
            model::{Kind, RECORD_KIND, Region},
            queries,
        },
    },
    outbox,
    text::Text,
    web::{
        Ctx, Form, filters,
        form::{Change, Changes, Choice, Draft, Errors, Field},
        kept, page,
        path::id_of,
        record::Moment,
    },
};

const NEW: &str = "/admin/regions/new";
/// Lines of the history on the page.
const HISTORY: i64 = 50;

#[derive(Template)]
#[template(path = "organisation/region.html")]
struct Edit {
    ctx: Ctx,
    errors: Errors,
    path: String,
    /// None for a new one.
    it: Option<Region>,
    history: Vec<Moment>,
    submission: Uuid,
    version: Option<i32>,
    kept: Option<DateTime<Utc>>,
    changes: Option<Changes>,
    name: Field,
    code: Field,
    kind: Field,
    kinds: Vec<Choice>,
}

/// A known one with its history.
type Subject = Option<(Region, Vec<Moment>)>;

/// GET `/admin/regions/new`
///
/// # Errors
/// When the database can't be had.
pub async fn blank(ctx: Ctx, db: Data<Db>) -> AppResult<HttpResponse> {
    let who = ctx.actor()?;
    let kept = db.read(move |c| kept::find(c, who.id, NEW)).await?;
    draw(&ctx, None, Draft::new(RegionForm::default()).or_kept(kept))
}

/// POST `/admin/regions/new` (`name`, `code`, `kind`)
///
/// # Errors
/// 422 with every refusal at its field.
pub async fn create(ctx: Ctx, db: Data<Db>, form: Form<RegionForm>) -> AppResult<HttpResponse> {
    let made = Draft::posted(form).send(&db, ctx.actor()?, |tx, who, draft| {
        let it = commands::create(tx, who, &draft.typed.parse(draft.errors)?, Utc::now())?;
        kept::forget(tx, who.id, NEW)?;
        Ok(it.path())
    });
    match made.await? {
        Ok(path) => Ok(page::see_other_saying(&path, "organisation-region-created")),
        Err(draft) => draw(&ctx, None, draft),
    }
}

/// GET `/admin/regions/{id}`
///
/// # Errors
/// 404 when there is none.
pub async fn filled(ctx: Ctx, db: Data<Db>, id: Path<String>) -> AppResult<HttpResponse> {
    let (who, id) = (ctx.actor()?, id_of(&id)?);
    let (subject, kept) = db
        .read(move |c| {
            let subject = known(c, id)?;
            let kept = kept::since(c, who.id, &subject.0.path(), subject.0.updated_at)?;
            Ok((subject, kept))
        })
        .await?;
    let draft = Draft::new(RegionForm::from(&subject.0)).or_kept(kept);
    draw(&ctx, Some(subject), draft)
}

/// POST `/admin/regions/{id}` (`name`, `code`, `kind`)
///
/// # Errors
/// 404, 403, 409 over the region as it is now when it was changed since the page was drawn, 422 with every refusal at its
/// field.
pub async fn update(ctx: Ctx, db: Data<Db>, id: Path<String>, form: Form<RegionForm>) -> AppResult<HttpResponse> {
    let (who, id) = (ctx.actor()?, id_of(&id)?);
    let saved = Draft::posted(form).send(&db, who, move |tx, who, draft| {
        let before = commands::lock_for(tx, who, id, draft.seen)?;
        let it = commands::update(tx, who, &before, &draft.typed.parse(draft.errors)?, Utc::now())?;
        kept::forget(tx, who.id, &it.path())?;
        Ok(it.path())
    });
    match saved.await? {
        Ok(path) => Ok(page::see_other_saying(&path, "organisation-saved")),
        Err(draft) => {
            let subject = db.read(move |c| known(c, id)).await?;
            draw(&ctx, Some(subject), draft)
        }
    }
}

fn known(c: &mut PgConnection, id: i64) -> AppResult<(Region, Vec<Moment>)> {
    let it = queries::find(c, id)?;
    let lines = outbox::timeline(c, RECORD_KIND, id, HISTORY)?;
    Ok((it, lines.into_iter().map(Moment::from).collect()))
}

fn draw(ctx: &Ctx, subject: Subject, draft: Draft<RegionForm>) -> AppResult<HttpResponse> {
    let (status, lang) = (draft.status(), ctx.language());
    let Draft { typed, errors, overtaken, kept, submission, seen } = draft;
    let (it, history) = subject.unzip();
    let field = |name, label, value: &str| Field::new(name, label, value).checked(&errors).required();
    let none = Choice::new("", lang.t("organisation-region-kind-choose"), &typed.kind);
    let each = Kind::ALL.into_iter().map(|kind| Choice::new(kind.code(), lang.t(kind.label()), &typed.kind));
    let mut page = Edit {
        path: it.as_ref().map_or_else(|| NEW.to_owned(), Region::path),
        version: it.as_ref().map(|it| seen.unwrap_or(it.version)),
        history: history.unwrap_or_default(),
        submission,
        kept,
        changes: None,
        name: field("name", "organisation-region-name", &typed.name).at_most(*NAME.end()),
        code: field("code", "organisation-code", &typed.code).hinted("organisation-code-hint").at_most(CODE),
        kind: field("kind", "organisation-region-kind", &typed.kind),
        kinds: std::iter::once(none).chain(each).collect(),
        it,
        errors,
        ctx: ctx.clone(),
    };
    page.changes = overtaken.zip(page.it.as_ref()).map(|(says, now)| page.differing(says, now));
    page::with_status(ctx, &page, status)
}

impl Edit {
    fn title(&self) -> Text {
        self.it.as_ref().map_or_else(
            || "organisation-region-new".into(),
            |it| Text::new("organisation-region-title").with("name", it.name.as_str()),
        )
    }

    fn differing(&self, says: Text, now: &Region) -> Changes {
        let fields = [
            Change::of(&self.name, &now.name),
            Change::of(&self.code, &now.code),
            Change::chosen(&self.kind, &self.kinds, now.kind.code()),
        ];
        Changes::new(says, fields)
    }
}
