//! `/messages.xlsx` and `/messages.csv`: what the list shows.

use actix_web::{
    HttpResponse,
    web::{Data, Query},
};

use crate::{
    db::Db,
    error::AppResult,
    messages::{
        filter::{Asked, Filter},
        model::Message,
        queries,
        sought::Sought,
    },
    policy::Actor,
    web::{
        Ctx,
        export::{BATCH, Batches, Cells, Format},
        i18n::{Lang, time_in_shanghai},
        list,
    },
};

/// GET `/messages.xlsx`, `/messages.csv`
///
/// # Errors
/// When the database can't be had.
pub async fn file(ctx: Ctx, db: Data<Db>, format: Format, asked: Query<Asked>) -> AppResult<HttpResponse> {
    let (who, lang) = (ctx.actor()?, ctx.language());
    format.answer(&db, "messages", head(lang), batches(who.as_ref().clone(), asked.filter(), lang)).await
}

fn head(lang: Lang) -> Cells {
    [
        "message-time",
        "message-kind",
        "message-title",
        "message-body",
        "message-quote",
        "message-record",
        "message-state",
    ]
    .map(|key| lang.t(key))
    .to_vec()
}

fn batches(who: Actor, filter: Filter, lang: Lang) -> impl Batches {
    move |c, from| {
        let sought = Sought::read(c, &who, &filter.q, lang)?;
        let found = queries::page(c, &who, &filter, &sought, from, BATCH as i64)?;
        let rows = found.iter().map(|message| cells(message, lang)).collect::<AppResult<_>>()?;
        Ok((rows, list::next(&found, BATCH, |message| message.place(filter.sort.column))))
    }
}

fn cells(message: &Message, lang: Lang) -> AppResult<Cells> {
    Ok(vec![
        time_in_shanghai(message.created_at),
        message.kind().map(|kind| lang.t(kind.label())).unwrap_or_default(),
        lang.say(&message.title()?),
        lang.say(&message.body()?),
        message.quote.clone(),
        message.record_number.clone(),
        lang.t(if message.is_read() { "message-read" } else { "message-unread" }),
    ])
}
