//! `/admin/webhooks/{id}`

use actix_web::{
    HttpResponse,
    web::{Data, Path},
};
use askama::Template;
use chrono::Utc;
use diesel::PgConnection;
use uuid::Uuid;

use crate::{
    db::Db,
    error::AppResult,
    outbox::{self, wording::Wordings},
    policy::Actor,
    postroom::{
        outbox::Kept,
        robots::{
            commands,
            model::{RECORD_KIND, Robot},
            queries,
        },
    },
    text::Text,
    web::{Ctx, Form, filters, page, path::id_of, record::Moment, submission},
};

/// Lines of the history on the page.
const HISTORY: i64 = 50;

#[derive(Template)]
#[template(path = "postroom/webhook.html")]
struct Show {
    ctx: Ctx,
    robot: Robot,
    posts: Vec<Kept>,
    history: Vec<Moment>,
    testing: Uuid,
    turning: Uuid,
}

/// GET `/admin/webhooks/{id}`
///
/// # Errors
/// 404 when there is none.
pub async fn show(ctx: Ctx, db: Data<Db>, id: Path<String>) -> AppResult<HttpResponse> {
    let id = id_of(&id)?;
    let (robot, posts, lines, words) = db
        .read(move |c| {
            let robot = queries::find(c, id)?;
            let lines = outbox::timeline(c, RECORD_KIND, id, HISTORY)?;
            Ok((robot, queries::posts(c, id)?, lines, Wordings::read(c)?))
        })
        .await?;
    let show = Show {
        posts: posts.into_iter().map(|post| Kept::of(post, &words)).collect::<AppResult<_>>()?,
        history: lines.into_iter().map(Moment::from).collect(),
        testing: Uuid::new_v4(),
        turning: Uuid::new_v4(),
        robot,
        ctx: ctx.clone(),
    };
    page::show(&ctx, &show)
}

/// POST `/admin/webhooks/{id}/test`
///
/// # Errors
/// 404, 409 while it is paused.
pub async fn test(ctx: Ctx, db: Data<Db>, id: Path<String>, form: Form<()>) -> AppResult<HttpResponse> {
    act(&ctx, &db, &id, &form, "robot-tested", commands::test).await
}

/// POST `/admin/webhooks/{id}/pause`
///
/// # Errors
/// 404, 409 when it is paused, or was changed since the page was drawn.
pub async fn pause(ctx: Ctx, db: Data<Db>, id: Path<String>, form: Form<()>) -> AppResult<HttpResponse> {
    act(&ctx, &db, &id, &form, "robot-paused", |tx, who, robot| commands::turn(tx, who, robot, true, Utc::now())).await
}

/// POST `/admin/webhooks/{id}/resume`
///
/// # Errors
/// 404, 409 when it isn't paused, or was changed since the page was drawn.
pub async fn resume(ctx: Ctx, db: Data<Db>, id: Path<String>, form: Form<()>) -> AppResult<HttpResponse> {
    act(&ctx, &db, &id, &form, "robot-resumed", |tx, who, robot| commands::turn(tx, who, robot, false, Utc::now()))
        .await
}

type Verb = fn(&mut PgConnection, &Actor, &Robot) -> AppResult<()>;

async fn act(
    ctx: &Ctx,
    db: &Db,
    id: &str,
    form: &Form<()>,
    happened: &'static str,
    verb: Verb,
) -> AppResult<HttpResponse> {
    let (who, id) = (ctx.actor()?, id_of(id)?);
    let (number, seen) = (form.submission(), form.version());
    let done = db.write(move |tx| {
        submission::once(tx, who.id, number, |tx| {
            let robot = commands::lock_for(tx, &who, id, seen)?;
            verb(tx, &who, &robot)?;
            Ok(robot.path())
        })
    });
    Ok(page::see_other_saying(&done.await?, happened))
}
