//! `/admin/risk-ports/new` and `/admin/risk-ports/{id}`

use actix_web::{
    HttpResponse,
    web::{Data, Path},
};
use askama::Template;
use chrono::{DateTime, Utc};
use diesel::PgConnection;
use uuid::Uuid;

use super::list::{classes, policies};
use crate::{
    db::Db,
    error::AppResult,
    network::risk_ports::{
        LIST, commands,
        form::{REASON, RiskForm, SERVICE},
        model::{Line, RECORD_KIND},
        queries,
    },
    outbox,
    text::Text,
    web::{
        Ctx, Form, filters,
        form::{Change, Changes, Choice, Draft, Errors, Field},
        kept, page,
        path::id_of,
        record::Moment,
        submission,
    },
};

const NEW: &str = "/admin/risk-ports/new";
/// Lines of the history on the page.
const HISTORY: i64 = 50;

#[derive(Template)]
#[template(path = "network/risk_port.html")]
struct Edit {
    ctx: Ctx,
    errors: Errors,
    path: String,
    /// None for a new one.
    it: Option<Line>,
    history: Vec<Moment>,
    submission: Uuid,
    version: Option<i32>,
    kept: Option<DateTime<Utc>>,
    changes: Option<Changes>,
    ports: Field,
    service: Field,
    class: Field,
    classes: Vec<Choice>,
    policy: Field,
    policies: Vec<Choice>,
    reason: Field,
}

/// A known one with its history.
type Subject = (Line, Vec<Moment>);

/// GET `/admin/risk-ports/new`
///
/// # Errors
/// When the database can't be had.
pub async fn blank(ctx: Ctx, db: Data<Db>) -> AppResult<HttpResponse> {
    let who = ctx.actor()?;
    let kept = db.read(move |c| kept::find(c, who.id, NEW)).await?;
    draw(&ctx, None, Draft::new(RiskForm::default()).or_kept(kept))
}

/// POST `/admin/risk-ports/new` (`ports`, `service`, `class`, `policy`, `reason`)
///
/// # Errors
/// 422 with every refusal at its field.
pub async fn create(ctx: Ctx, db: Data<Db>, mut form: Form<RiskForm>) -> AppResult<HttpResponse> {
    form.typed.tidy();
    let made = Draft::posted(form).send(&db, ctx.actor()?, |tx, who, draft| {
        commands::create(tx, who, &draft.typed.parse(draft.errors)?, Utc::now())?;
        kept::forget(tx, who.id, NEW)?;
        Ok(LIST.to_owned())
    });
    match made.await? {
        Ok(path) => Ok(page::see_other_saying(&path, "network-risk-created")),
        Err(draft) => draw(&ctx, None, draft),
    }
}

/// GET `/admin/risk-ports/{id}`
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
    let draft = Draft::new(RiskForm::from(&subject.0)).or_kept(kept);
    draw(&ctx, Some(subject), draft)
}

/// POST `/admin/risk-ports/{id}` (`ports`, `service`, `class`, `policy`, `reason`)
///
/// # Errors
/// 404, 403, 409 over the line as it is now when it was changed since the page was drawn, 422 with every refusal at its
/// field.
pub async fn update(ctx: Ctx, db: Data<Db>, id: Path<String>, mut form: Form<RiskForm>) -> AppResult<HttpResponse> {
    form.typed.tidy();
    let (who, id) = (ctx.actor()?, id_of(&id)?);
    let saved = Draft::posted(form).send(&db, who, move |tx, who, draft| {
        let before = commands::lock_for(tx, who, id, draft.seen)?;
        let it = commands::update(tx, who, &before, &draft.typed.parse(draft.errors)?, Utc::now())?;
        kept::forget(tx, who.id, &it.path())?;
        Ok(LIST.to_owned())
    });
    match saved.await? {
        Ok(path) => Ok(page::see_other_saying(&path, "network-saved")),
        Err(draft) => {
            let subject = db.read(move |c| known(c, id)).await?;
            draw(&ctx, Some(subject), draft)
        }
    }
}

/// POST `/admin/risk-ports/{id}/remove`
///
/// # Errors
/// 404, 403, 409 when it was changed since the page was drawn.
pub async fn remove(ctx: Ctx, db: Data<Db>, id: Path<String>, form: Form<()>) -> AppResult<HttpResponse> {
    let (who, id, number, seen) = (ctx.actor()?, id_of(&id)?, form.submission(), form.version());
    let gone = db.write(move |tx| {
        submission::once(tx, who.id, number, |tx| {
            let before = commands::lock_for(tx, &who, id, seen)?;
            commands::remove(tx, &who, &before)?;
            Ok(LIST.to_owned())
        })
    });
    Ok(page::see_other_saying(&gone.await?, "network-risk-removed"))
}

fn known(c: &mut PgConnection, id: i64) -> AppResult<Subject> {
    let it = queries::find(c, id)?;
    let lines = outbox::timeline(c, RECORD_KIND, id, HISTORY)?;
    Ok((it, lines.into_iter().map(Moment::from).collect()))
}

fn draw(ctx: &Ctx, subject: Option<Subject>, draft: Draft<RiskForm>) -> AppResult<HttpResponse> {
    let (status, lang) = (draft.status(), ctx.language());
    let Draft { typed, errors, overtaken, kept, submission, seen } = draft;
    let (it, history) = subject.unzip();
    let field = |name, label, value: &str| Field::new(name, label, value).checked(&errors).required();
    let mut page = Edit {
        path: it.as_ref().map_or_else(|| NEW.to_owned(), Line::path),
        version: it.as_ref().map(|it| seen.unwrap_or(it.version)),
        history: history.unwrap_or_default(),
        submission,
        kept,
        changes: None,
        ports: field("ports", "network-risk-ports-column", &typed.ports).hinted("network-risk-ports-hint"),
        service: field("service", "network-risk-service", &typed.service).at_most(SERVICE),
        classes: classes(lang, "network-risk-class-choose", &typed.class),
        class: field("class", "network-risk-class", &typed.class),
        policies: policies(lang, "network-risk-policy-choose", &typed.policy),
        policy: field("policy", "network-risk-policy", &typed.policy),
        reason: field("reason", "network-risk-reason", &typed.reason)
            .hinted("network-risk-reason-hint")
            .at_most(REASON),
        it,
        errors,
        ctx: ctx.clone(),
    };
    page.changes = overtaken.zip(page.it.as_ref()).map(|(says, now)| page.differing(says, &now.into()));
    page::with_status(ctx, &page, status)
}

impl Edit {
    fn title(&self) -> Text {
        self.it.as_ref().map_or_else(
            || "network-risk-new".into(),
            |it| Text::new("network-risk-title").with("ports", it.ports.to_string()),
        )
    }

    fn differing(&self, says: Text, now: &RiskForm) -> Changes {
        let fields = [
            Change::of(&self.ports, &now.ports),
            Change::of(&self.service, &now.service),
            Change::chosen(&self.class, &self.classes, &now.class),
            Change::chosen(&self.policy, &self.policies, &now.policy),
            Change::of(&self.reason, &now.reason),
        ];
        Changes::new(says, fields)
    }
}
