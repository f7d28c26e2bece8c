//! `/projects/{id}` and the files it carries. What belongs to a project is a section of its page.

use actix_web::{
    HttpResponse,
    web::{Data, Path},
};
use askama::Template;
use uuid::Uuid;

use crate::{
    attachments::{self, Attachment, Files},
    db::Db,
    error::{AppError, AppResult},
    outbox,
    policy::{Action, Actor},
    projects::{
        model::{Project, RECORD_KIND},
        queries::{self, Belongings},
        workflow::{self, Event},
    },
    text::Text,
    web::{
        Ctx, filters, page,
        path::id_of,
        record::{AttachmentLink, Moment},
    },
};

/// Lines of the history on the page.
const HISTORY: i64 = 50;

#[derive(Template)]
#[template(path = "projects/show.html")]
struct Show {
    ctx: Ctx,
    project: Project,
    files: Vec<AttachmentLink>,
    belongings: Belongings,
    /// Whether its reader makes requests.
    may_apply: bool,
    history: Vec<Moment>,
    /// What its reader may do now.
    open: Vec<Event>,
    submission: Uuid,
}

impl Show {
    fn is_open(&self, event: Event) -> bool {
        self.open.contains(&event)
    }
}

/// GET `/projects/{id}`
///
/// # Errors
/// 404 when there is none in sight.
pub async fn show(ctx: Ctx, db: Data<Db>, id: Path<String>) -> AppResult<HttpResponse> {
    let (who, id) = (ctx.actor()?, id_of(&id)?);
    let reader = who.clone();
    let (project, files, belongings, lines) = db
        .read(move |c| {
            let project = queries::find(c, &reader, id)?;
            let files = attachments::queries::of_project(c, id)?;
            let belongings = queries::belongings(c, &reader, id)?;
            Ok((project, files, belongings, outbox::timeline(c, RECORD_KIND, id, HISTORY)?))
        })
        .await?;
    let show = Show {
        ctx: ctx.clone(),
        files: files.iter().map(|file| link(&project, file)).collect(),
        belongings,
        may_apply: who.may(Action::Apply),
        history: lines.into_iter().map(Moment::from).collect(),
        open: open_to(&who, &project),
        project,
        submission: Uuid::new_v4(),
    };
    page::show(&ctx, &show)
}

fn open_to(who: &Actor, project: &Project) -> Vec<Event> {
    let is_open = |event: &Event| project.lets(who, *event) && workflow::next(project.situation(who), *event).is_ok();
    Event::ALL.into_iter().filter(is_open).collect()
}

fn link(project: &Project, file: &Attachment) -> AttachmentLink {
    AttachmentLink {
        href: format!("{}/attachments/{}", project.path(), file.id),
        name: file.file_name.clone(),
        size: file.size,
        image: file.is_image(),
    }
}

/// GET `/projects/{id}/attachments/{file}`
///
/// # Errors
/// 404 when the project isn't in sight, or carries no such file.
pub async fn open_file(
    ctx: Ctx,
    db: Data<Db>,
    files: Data<Files>,
    path: Path<(String, String)>,
) -> AppResult<HttpResponse> {
    let (who, project) = (ctx.actor()?, id_of(&path.0)?);
    let id: Uuid = path.1.parse().map_err(|_| AppError::NotFound)?;
    let (file, content) = db
        .read(move |c| {
            let project = queries::find(c, &who, project)?;
            let file = attachments::queries::find_of_project(c, project.id, id)?;
            Ok((file, files.read(id)?))
        })
        .await?;
    Ok(attachments::opened(&file, content))
}
