//! `/resources/requests.xlsx` and `/resources/requests.csv`: what the list shows.

use actix_web::{
    HttpResponse,
    web::{Data, Query},
};

use crate::{
    db::Db,
    error::AppResult,
    money::Money,
    policy::Actor,
    requests::{
        filter::{Asked, Column, Filter, request_states},
        model::Request,
        queries,
    },
    web::{
        Ctx,
        export::{BATCH, Batches, Cells, Format},
        i18n::{Lang, time_in_shanghai},
        list,
    },
};

/// GET `/resources/requests.xlsx`, `/resources/requests.csv`
///
/// # Errors
/// When the database can't be had.
pub async fn file(ctx: Ctx, db: Data<Db>, format: Format, asked: Query<Asked>) -> AppResult<HttpResponse> {
    let (who, lang) = (ctx.actor()?, ctx.language());
    let batches = batches(who.as_ref().clone(), asked.filter(&request_states()), lang);
    format.answer(&db, "resource-requests", head(lang), batches).await
}

fn head(lang: Lang) -> Cells {
    [
        "request-number",
        "request-field-product",
        "request-summary",
        "request-monthly",
        "request-field-project",
        "catalogue-field-region",
        "request-field-department",
        "request-applicant",
        "request-state",
        "request-submitted-at",
        "request-due",
        "request-ended-at",
    ]
    .map(|key| lang.t(key))
    .to_vec()
}

fn batches(who: Actor, filter: Filter<Column>, lang: Lang) -> impl Batches {
    move |c, from| {
        let found = queries::page(c, &who, &filter, from, BATCH as i64)?;
        let next = list::next(&found, BATCH, |row| row.place(filter.sort.column));
        Ok((found.iter().map(|row| cells(row, lang)).collect(), next))
    }
}

fn cells(row: &Request, lang: Lang) -> Cells {
    let time = |at: Option<chrono::DateTime<chrono::Utc>>| at.map(time_in_shanghai).unwrap_or_default();
    vec![
        row.number.clone(),
        lang.say(&row.label()),
        row.summary.clone(),
        row.monthly().map(Money::plain).unwrap_or_default(),
        row.project_name().to_owned(),
        row.region_name().to_owned(),
        row.department.clone(),
        row.applicant.clone(),
        lang.t(row.state.label()),
        time(row.submitted_at),
        row.due().map(|due| lang.say(&due.last_day())).unwrap_or_default(),
        time(row.ended_at),
    ]
}
