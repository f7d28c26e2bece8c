//! `/quotas/requests/{number}`

use actix_web::{
    HttpResponse,
    http::StatusCode,
    web::{Data, Path},
};
use askama::Template;
use diesel::PgConnection;
use uuid::Uuid;

use crate::{
    attachments::{Attachment, Files, opened},
    db::Db,
    error::{AppError, AppResult},
    outbox,
    policy::Actor,
    quotas::{
        commands::{decides, withdraws},
        form::{OpinionForm, WORDS},
        queries,
        request::{QuotaRequest, RECORD_KIND, Row},
        state::State,
    },
    text::Text,
    web::{
        Ctx, filters,
        form::{Errors, Field},
        i18n::Lang,
        page,
        record::Moment,
    },
};

/// Lines of the record's progress; few have more.
const LINES: i64 = 50;

#[derive(Template)]
#[template(path = "quotas/show.html")]
struct Show {
    ctx: Ctx,
    errors: Errors,
    lang: Lang,
    of: Subject,
    submission: Uuid,
    tried: Tried,
}

/// What the page is drawn from.
pub struct Subject {
    request: QuotaRequest,
    rows: Vec<Row>,
    files: Vec<Attachment>,
    progress: Vec<Moment>,
    decides: bool,
    withdraws: bool,
    /// Nobody could decide about it.
    is_stuck: bool,
}

/// A verb that didn't happen, with what was typed for it.
#[derive(Clone, Debug, Default)]
pub struct Tried {
    pub action: &'static str,
    pub form: OpinionForm,
    pub errors: Errors,
    /// Why it wasn't possible at all.
    pub refusal: Option<Text>,
}

impl Subject {
    fn read(c: &mut PgConnection, who: &Actor, number: &str) -> AppResult<Self> {
        let request = queries::find(c, who, number)?;
        let is_open = request.state().is_open();
        Ok(Self {
            rows: queries::rows(c, request.id)?,
            files: queries::file(c, request.id)?,
            progress: outbox::timeline(c, RECORD_KIND, request.id, LINES)?.into_iter().map(Moment::from).collect(),
            decides: is_open && decides(who, &request),
            withdraws: is_open && withdraws(who, &request),
            is_stuck: request.state() == State::Pending && !request.is_decided,
            request,
        })
    }
}

impl Show {
    /// The field of a verb's words, with what was typed if it is the one that came back.
    fn text(&self, action: &str) -> Field {
        let is_back = self.tried.action == action;
        let value = if is_back { self.tried.form.text.as_str() } else { "" };
        let field = Field::new("text", "quota-opinion", value).required().at_most(WORDS);
        if is_back { field.checked(&self.errors) } else { field }
    }

    fn came_back(&self, action: &str) -> bool {
        self.tried.action == action
    }
}

/// GET `/quotas/requests/{number}`
///
/// # Errors
/// 404 when there is none in sight.
pub async fn show(ctx: Ctx, db: Data<Db>, number: Path<String>) -> AppResult<HttpResponse> {
    draw(&ctx, &db, number.into_inner(), Tried::default(), StatusCode::OK).await
}

pub async fn draw(ctx: &Ctx, db: &Db, number: String, tried: Tried, status: StatusCode) -> AppResult<HttpResponse> {
    let who = ctx.actor()?;
    let of = db.read(move |c| Subject::read(c, &who, &number)).await?;
    let show = Show {
        errors: tried.errors.clone(),
        lang: ctx.language(),
        submission: Uuid::new_v4(),
        of,
        tried,
        ctx: ctx.clone(),
    };
    page::with_status(ctx, &show, status)
}

/// GET `/quotas/requests/{number}/files/{id}`
///
/// # Errors
/// 404 for a request out of sight, and for a file of another one.
pub async fn file(ctx: Ctx, db: Data<Db>, files: Data<Files>, path: Path<(String, String)>) -> AppResult<HttpResponse> {
    let (number, file) = path.into_inner();
    let id: Uuid = file.parse().map_err(|_| AppError::NotFound)?;
    let who = ctx.actor()?;
    let (file, content) = db
        .read(move |c| {
            let request = queries::find(c, &who, &number)?;
            Ok((queries::find_file(c, request.id, id)?, files.read(id)?))
        })
        .await?;
    Ok(opened(&file, content))
}
