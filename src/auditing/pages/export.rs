//! `/admin/audit.xlsx` and `/admin/audit.csv`: what the list shows.

use std::sync::Arc;

use actix_web::{
    HttpResponse,
    web::{Data, Query},
};

use crate::{
    auditing::{
        commands,
        filter::{Asked, Filter},
        model::Entry,
        queries,
        standing::{People, Standing},
    },
    db::Db,
    error::AppResult,
    policy::Actor,
    web::{
        Ctx,
        export::{BATCH, Batches, Cells, Format},
        i18n::{Lang, second_in_shanghai},
        list,
    },
};

/// A cell of Excel holds no more.
const LONGEST_CELL: usize = 32_000;

/// GET `/admin/audit.xlsx`, `/admin/audit.csv`
///
/// # Errors
/// When the database can't be had.
pub async fn file(ctx: Ctx, db: Data<Db>, format: Format, asked: Query<Asked>) -> AppResult<HttpResponse> {
    let (filter, lang) = (asked.filter(), ctx.language());
    let people = begin(&db, ctx.actor()?, filter.clone()).await?;
    format.answer(&db, "audit", head(lang), batches(filter, people, lang)).await
}

/// Noted before the first row leaves.
async fn begin(db: &Db, who: Arc<Actor>, filter: Filter) -> AppResult<People> {
    db.write(move |tx| {
        commands::note_export(tx, &who, &filter)?;
        Ok(Standing::read(tx, &filter)?.people)
    })
    .await
}

fn head(lang: Lang) -> Cells {
    [
        "audit-time",
        "account-username",
        "account-display-name",
        "audit-address",
        "audit-action",
        "audit-action-code",
        "audit-kind",
        "audit-record",
        "audit-changes",
        "audit-request",
    ]
    .map(|key| lang.t(key))
    .to_vec()
}

fn batches(filter: Filter, people: People, lang: Lang) -> impl Batches {
    move |c, from| {
        let found = queries::page(c, &filter, &people, from, BATCH as i64)?;
        let rows = found.iter().map(|entry| cells(entry, lang)).collect();
        Ok((rows, list::next(&found, BATCH, Entry::place)))
    }
}

fn cells(entry: &Entry, lang: Lang) -> Cells {
    let changes: Vec<String> = entry.differences().iter().map(|difference| difference.line(lang)).collect();
    vec![
        second_in_shanghai(entry.at),
        entry.actor_name.clone(),
        entry.display_name.clone(),
        entry.address.clone(),
        entry.action_label().map(|label| lang.say(&label)).unwrap_or_default(),
        entry.action.clone(),
        entry.resource_label().map_or_else(|| entry.resource_type.clone(), |label| lang.say(&label)),
        entry.resource_id.clone(),
        changes.join("\n").chars().take(LONGEST_CELL).collect(),
        entry.request_id.clone(),
    ]
}
