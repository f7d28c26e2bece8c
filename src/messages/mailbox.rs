//! `/dev/mailbox`: every mail from commit on, for who tries the product out. It exists only with `--demo`.

use actix_web::{
    HttpResponse,
    http::header::{CONTENT_SECURITY_POLICY, CONTENT_TYPE},
    web::{Data, Path, Query},
};
use askama::Template;
use serde::Deserialize;
use url::form_urlencoded::byte_serialize;

use crate::{
    config::Settings,
    db::Db,
    error::{AppError, AppResult},
    outbox::{Composed, StoredMail, mailbox, wording::Wordings},
    text::Text,
    web::{
        Ctx, filters,
        list::{Cursor, Page, Pager},
        page,
    },
};

#[derive(Default, Deserialize)]
#[serde(default)]
pub struct Asked {
    q: String,
    cursor: String,
}

#[derive(Template)]
#[template(path = "dev/mailbox.html")]
struct List {
    ctx: Ctx,
    q: String,
    rows: Vec<Row>,
    pager: Pager,
}

struct Row {
    mail: StoredMail,
    subject: String,
}

#[derive(Template)]
#[template(path = "dev/mail.html")]
struct Show {
    ctx: Ctx,
    mail: StoredMail,
    letter: Composed,
}

/// Somebody else's words are drawn, and nothing in them may run, load or send.
const SANDBOX: &str = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'; \
                       frame-ancestors 'none'; sandbox";

/// GET `/dev/mailbox` (`q`, `cursor`).
///
/// # Errors
/// 404 in production.
pub async fn list(ctx: Ctx, db: Data<Db>, settings: Data<Settings>, asked: Query<Asked>) -> AppResult<HttpResponse> {
    only_for_trying_out(&settings)?;
    let (q, cursor) = (asked.q.replace('\0', "").trim().to_owned(), Cursor::parse(&asked.cursor));
    let (typed, from) = (q.clone(), cursor.clone());
    let (mails, count, words) = db
        .read(move |c| Ok((mailbox::page(c, &typed, from.as_ref())?, mailbox::count(c, &typed)?, Wordings::read(c)?)))
        .await?;
    let found = Page::of(mails, cursor.as_ref(), |mail| (mail.id, String::new()));
    let query: String = byte_serialize(q.as_bytes()).collect();
    let pager = Pager::new(&found, count, &format!("/dev/mailbox?q={query}&"));
    let row = |mail: StoredMail| Ok(Row { subject: mailbox::letter(mail.clone(), &settings, &words)?.subject, mail });
    let rows = found.rows.into_iter().map(row).collect::<AppResult<_>>()?;
    page::show(&ctx, &List { ctx: ctx.clone(), q, rows, pager })
}

/// GET `/dev/mailbox/{id}`: the letter's facts and its plain half.
///
/// # Errors
/// 404 in production, and for a mail that isn't there.
pub async fn show(ctx: Ctx, db: Data<Db>, settings: Data<Settings>, id: Path<String>) -> AppResult<HttpResponse> {
    let (mail, letter) = find(&db, &settings, &id).await?;
    page::show(&ctx, &Show { ctx: ctx.clone(), mail, letter })
}

/// GET `/dev/mailbox/{id}/html`: its drawn half, as a mail program shows it.
///
/// # Errors
/// As [`show`].
pub async fn html(db: Data<Db>, settings: Data<Settings>, id: Path<String>) -> AppResult<HttpResponse> {
    let (_, letter) = find(&db, &settings, &id).await?;
    Ok(HttpResponse::Ok()
        .insert_header((CONTENT_SECURITY_POLICY, SANDBOX))
        .insert_header((CONTENT_TYPE, "text/html; charset=utf-8"))
        .body(letter.html))
}

async fn find(db: &Db, settings: &Settings, id: &str) -> AppResult<(StoredMail, Composed)> {
    only_for_trying_out(settings)?;
    let id: i64 = id.parse().map_err(|_| AppError::NotFound)?;
    let (mail, words) = db.read(move |c| Ok((mailbox::find(c, id)?, Wordings::read(c)?))).await?;
    let letter = mailbox::letter(mail.clone(), settings, &words)?;
    Ok((mail, letter))
}

fn only_for_trying_out(settings: &Settings) -> AppResult<()> {
    if settings.demo { Ok(()) } else { Err(AppError::NotFound) }
}
