//! `/applications.xlsx` and `/applications.csv`: what the list shows.

use actix_web::{
    HttpResponse,
    web::{Data, Query},
};

use crate::{
    applications::{
        filter::{Asked, Filter},
        queries::{self, Row},
    },
    db::Db,
    error::AppResult,
    policy::Actor,
    web::{
        Ctx,
        export::{BATCH, Batches, Cells, Format},
        i18n::{Lang, time_in_shanghai},
        list,
    },
};

/// GET `/applications.xlsx`, `/applications.csv`
///
/// # Errors
/// When the database can't be had.
pub async fn file(ctx: Ctx, db: Data<Db>, format: Format, asked: Query<Asked>) -> AppResult<HttpResponse> {
    let (who, lang) = (ctx.actor()?, ctx.language());
    format.answer(&db, "applications", head(lang), batches(who.as_ref().clone(), asked.filter(), lang)).await
}

fn head(lang: Lang) -> Cells {
    [
        "application-name",
        "application-department",
        "application-project",
        "application-description",
        "application-contact",
        "application-contact-phone",
        "application-open-tickets",
        "application-hosts",
        "application-state",
        "application-created-at",
    ]
    .map(|key| lang.t(key))
    .to_vec()
}

fn batches(who: Actor, filter: Filter, lang: Lang) -> impl Batches {
    move |c, from| {
        let found = queries::page(c, &who, &filter, from, BATCH as i64)?;
        let next = list::next(&found, BATCH, |row| row.place(filter.sort.column));
        Ok((found.into_iter().map(|row| cells(row, lang)).collect(), next))
    }
}

fn cells(row: Row, lang: Lang) -> Cells {
    let Row { application, open_tickets, hosts } = row;
    vec![
        application.name,
        application.of.department,
        application.of.project.unwrap_or_default(),
        application.description,
        application.of.contact,
        application.of.contact_phone,
        open_tickets.to_string(),
        hosts.to_string(),
        lang.t(application.state.label()),
        time_in_shanghai(application.created_at),
    ]
}
