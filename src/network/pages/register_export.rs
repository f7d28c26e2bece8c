//! `/network/ports.xlsx` and `/network/ports.csv`: what the register shows, in its order.

use actix_web::{
    HttpResponse,
    web::{Data, Query},
};
use chrono::{DateTime, Utc};

use crate::{
    db::Db,
    error::{AppError, AppResult},
    network::{
        queries::{self, Entry},
        register::{Asked, Filter},
    },
    policy::Actor,
    web::{
        Ctx,
        export::{BATCH, Batches, Cells, Format},
        i18n::{Lang, time_in_shanghai},
        list,
    },
};

const HEAD: [&str; 20] = [
    "network-entry-number",
    "network-opening-register",
    "network-opening-from",
    "network-work-order-source-tenant",
    "network-opening-to",
    "network-work-order-destination-tenant",
    "network-opening-over",
    "network-work-order-whitelist",
    "network-mapping-state",
    "network-department",
    "network-mapping-application",
    "network-entry-asked-by",
    "network-entry-why",
    "network-mapping-ticket",
    "network-entry-asked-at",
    "network-entry-opened-by",
    "network-mapping-opened",
    "network-mapping-until",
    "network-mapping-recertified",
    "network-ended-at",
];

/// GET `/network/ports.xlsx`, `/network/ports.csv`
///
/// # Errors
/// 422 where what can reach an address is asked of none; when the database can't be had.
pub async fn file(ctx: Ctx, db: Data<Db>, format: Format, asked: Query<Asked>) -> AppResult<HttpResponse> {
    let (who, lang, filter) = (ctx.actor()?, ctx.language(), answerable(&asked)?);
    format.answer(&db, "ports", head(lang), batches(who.as_ref().clone(), filter, lang)).await
}

fn answerable(asked: &Asked) -> AppResult<Filter> {
    let filter = asked.filter();
    if filter.errors.is_empty() { Ok(filter) } else { Err(AppError::Invalid(filter.errors)) }
}

fn head(lang: Lang) -> Cells {
    HEAD.map(|key| lang.t(key)).to_vec()
}

fn batches(who: Actor, filter: Filter, lang: Lang) -> impl Batches {
    let now = Utc::now();
    move |c, from| {
        let found = queries::Search::begin(c, &who, &filter, now)?.page(c, from, BATCH as i64)?;
        let next = list::next(&found, BATCH, |entry| queries::place_in_register(&entry.opening, &filter));
        Ok((found.iter().map(|entry| cells(entry, &who, lang)).collect(), next))
    }
}

/// Who asked and why stands on the ticket: it is told to those who may see that.
fn cells(entry: &Entry, who: &Actor, lang: Lang) -> Cells {
    let opening = &entry.opening;
    let time = |at: Option<DateTime<Utc>>| at.map(time_in_shanghai).unwrap_or_default();
    let of_ticket = |words: &String| if opening.ticket_is_shown_to(who) { words.clone() } else { String::new() };
    vec![
        opening.id.to_string(),
        lang.t(entry.kind.label()),
        opening.what.from(),
        opening.what.source_tenant().unwrap_or_default().to_owned(),
        opening.what.to(),
        opening.what.destination_tenant().unwrap_or_default().to_owned(),
        opening.what.over(),
        opening.what.whitelist().unwrap_or_default(),
        lang.t(opening.state.label()),
        opening.department.clone(),
        opening.application.clone(),
        of_ticket(&opening.filer),
        of_ticket(&entry.why),
        opening.ticket_number.clone(),
        time(entry.asked_at),
        entry.opened_by.clone().unwrap_or_default(),
        time(opening.opened_at),
        lang.say(&opening.until()),
        time(opening.recertified_at),
        time(opening.ended_at),
    ]
}
