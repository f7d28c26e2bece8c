//! `/projects.xlsx` and `/projects.csv`: what the list shows.

use actix_web::{
    HttpResponse,
    web::{Data, Query},
};

use crate::{
    db::Db,
    error::AppResult,
    policy::Actor,
    projects::{
        filter::{Asked, Filter},
        queries::{self, Row},
    },
    web::{
        Ctx,
        export::{BATCH, Batches, Cells, Format},
        i18n::{Lang, time_in_shanghai},
        list,
    },
};

/// GET `/projects.xlsx`, `/projects.csv`
///
/// # Errors
/// When the database can't be had.
pub async fn file(ctx: Ctx, db: Data<Db>, format: Format, asked: Query<Asked>) -> AppResult<HttpResponse> {
    let (who, lang) = (ctx.actor()?, ctx.language());
    format.answer(&db, "projects", head(lang), batches(who.as_ref().clone(), asked.filter(), lang)).await
}

fn head(lang: Lang) -> Cells {
    [
        "project-name",
        "project-department",
        "project-description",
        "project-contact",
        "project-contact-phone",
        "project-owner",
        "project-owner-phone",
        "project-keeper",
        "project-applications",
        "project-state",
        "project-created-at",
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
    let Row { project, applications } = row;
    vec![
        project.name,
        project.department,
        project.description,
        project.contact,
        project.contact_phone,
        project.owner,
        project.owner_phone,
        project.keeper,
        applications.to_string(),
        lang.t(project.state.label()),
        time_in_shanghai(project.created_at),
    ]
}
