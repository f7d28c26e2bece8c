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
        export::{self, BATCH, Batches, Cells},
        i18n::{Lang, time_in_shanghai},
        list,
    },
};

/// GET `/messages.xlsx`
///
/// # Errors
/// When the database can't be had.
pub async fn xlsx(ctx: Ctx, db: Data<Db>, asked: Query<Asked>) -> AppResult<HttpResponse> {
    let (who, lang) = (ctx.actor()?, ctx.language());
    export::xlsx(&db, "messages.xlsx", head(lang), batches(who.as_ref().clone(), asked.filter(), lang)).await
}

/// GET `/messages.csv`
///
/// # Errors
/// When nobody is signed in.
pub async fn csv(ctx: Ctx, db: Data<Db>, asked: Query<Asked>) -> AppResult<HttpResponse> {
    let (who, lang) = (ctx.actor()?, ctx.language());
    Ok(export::csv(&db, "messages.csv", &head(lang), batches(who.as_ref().clone(), asked.filter(), lang)))
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
