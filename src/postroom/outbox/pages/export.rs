//! `/admin/outbox.xlsx` and `/admin/outbox.csv`: what the list shows.

use actix_web::{
    HttpResponse,
    web::{Data, Query},
};

use crate::{
    db::Db,
    error::AppResult,
    outbox::wording::Wordings,
    postroom::outbox::{
        filter::{Asked, Filter},
        model::Kept,
        queries,
    },
    web::{
        Ctx,
        export::{BATCH, Batches, Cells, Format},
        i18n::{Lang, time_in_shanghai},
        list,
    },
};

const HEAD: [&str; 8] = [
    "mailbox-time",
    "mailbox-state",
    "postroom-address",
    "mailbox-to",
    "mailbox-subject",
    "mailbox-attempts",
    "mailbox-error",
    "mailbox-sent-at",
];

/// GET `/admin/outbox.xlsx`, `/admin/outbox.csv`
///
/// # Errors
/// When the database can't be had.
pub async fn file(ctx: Ctx, db: Data<Db>, format: Format, asked: Query<Asked>) -> AppResult<HttpResponse> {
    let lang = ctx.language();
    let head = HEAD.map(|key| lang.t(key)).to_vec();
    format.answer(&db, "outbox", head, batches(asked.filter(), lang)).await
}

fn batches(filter: Filter, lang: Lang) -> impl Batches {
    move |c, from| {
        let (words, count) = (Wordings::read(c)?, queries::count(c, &filter)?);
        let found = queries::page(c, &filter, count, from, BATCH as i64)?;
        let next = list::next(&found, BATCH, |mail| (mail.id, String::new()));
        let rows = found.into_iter().map(|mail| Ok(cells(Kept::of(mail, &words)?, lang))).collect::<AppResult<_>>()?;
        Ok((rows, next))
    }
}

fn cells(Kept { mail, subject }: Kept, lang: Lang) -> Cells {
    vec![
        time_in_shanghai(mail.created_at),
        lang.t(mail.state().label()),
        mail.address,
        mail.name,
        subject,
        mail.attempts.to_string(),
        mail.last_error.unwrap_or_default(),
        mail.sent_at.map(time_in_shanghai).unwrap_or_default(),
    ]
}
