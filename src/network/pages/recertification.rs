//! `/network/recertification`: 年度确认, what a department is asked about every year.

use actix_web::{
    HttpResponse,
    web::{Data, Path, Query},
};
use askama::Template;
use chrono::Utc;
use diesel::PgConnection;
use uuid::Uuid;

use super::id_of;
use crate::{
    calendar::date_of,
    db::Db,
    error::AppResult,
    network::{commands, filter::Asked, opening::Opening, queries},
    policy::Actor,
    text::Text,
    web::{
        Ctx, Form, filters,
        list::{self, Page, Pager, READ},
        page, submission,
    },
};

const PATH: &str = "/network/recertification";

#[derive(Template)]
#[template(path = "network/recertification.html")]
struct Recertification {
    ctx: Ctx,
    rows: Vec<Row>,
    pager: Pager,
}

/// An opening with a form for each answer, which is given once.
struct Row {
    opening: Opening,
    ticket_is_shown: bool,
    keep: Uuid,
    give_up: Uuid,
}

/// GET `/network/recertification` (`cursor`).
///
/// # Errors
/// When the database can't be had.
pub async fn list(ctx: Ctx, db: Data<Db>, asked: Query<Asked>) -> AppResult<HttpResponse> {
    let (who, cursor) = (ctx.actor()?, asked.cursor());
    let (reader, from, today) = (who.clone(), cursor.clone(), date_of(Utc::now()));
    let (rows, count) = db
        .read(move |c| {
            let rows = queries::awaiting(c, &reader, today, from.as_ref(), READ)?;
            Ok((rows, queries::count_awaiting(c, &reader, today)?))
        })
        .await?;
    let found = Page::of(rows, cursor.as_ref(), |opening| (opening.id, String::new()));
    let list = Recertification {
        pager: Pager::new(&found, count, &list::address(PATH, &[])),
        rows: found.rows.into_iter().map(|opening| Row::of(opening, &who)).collect(),
        ctx: ctx.clone(),
    };
    page::show(&ctx, &list)
}

impl Row {
    fn of(opening: Opening, who: &Actor) -> Self {
        let ticket_is_shown = opening.ticket_is_shown_to(who);
        Self { opening, ticket_is_shown, keep: Uuid::new_v4(), give_up: Uuid::new_v4() }
    }
}

/// POST `/network/mappings/{id}/recertify`: 仍需要.
///
/// # Errors
/// 404 where it isn't in sight, 403 where it isn't theirs to say, 409 unless they are asked.
pub async fn recertify(ctx: Ctx, db: Data<Db>, id: Path<String>, posted: Form<()>) -> AppResult<HttpResponse> {
    answer(&ctx, &db, &id, posted.submission(), "network-recertified", |tx, who, id| {
        commands::recertify(tx, who, id, Utc::now())
    })
    .await
}

/// POST `/network/mappings/{id}/give-up`: 不再需要.
///
/// # Errors
/// As [`recertify`].
pub async fn give_up(ctx: Ctx, db: Data<Db>, id: Path<String>, posted: Form<()>) -> AppResult<HttpResponse> {
    answer(&ctx, &db, &id, posted.submission(), "network-given-up", |tx, who, id| {
        commands::give_up(tx, who, id, Utc::now())
    })
    .await
}

async fn answer(
    ctx: &Ctx,
    db: &Db,
    id: &str,
    submission: Option<Uuid>,
    happened: &'static str,
    answer: fn(&mut PgConnection, &Actor, i64) -> AppResult<Opening>,
) -> AppResult<HttpResponse> {
    let (who, id) = (ctx.actor()?, id_of(id)?);
    let answered = db.write(move |tx| {
        submission::once(tx, who.id, submission, |tx| {
            answer(tx, &who, id)?;
            Ok(PATH.to_owned())
        })
    });
    Ok(page::see_other_saying(&answered.await?, happened))
}
