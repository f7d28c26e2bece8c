//! Both lists as Excel and as CSV: what they show.

use actix_web::{
    HttpResponse,
    web::{Data, Query},
};

use crate::{
    db::Db,
    error::AppResult,
    people::{
        filter::{Asked, Filter},
        model::Person,
        queries,
        sheet::COLUMNS,
    },
    text::Text,
    web::{
        Ctx,
        export::{BATCH, Batches, Cells, Format},
        i18n::{Lang, time_in_shanghai},
        list,
    },
};

/// Beside what the import takes.
const BESIDES: [&str; 3] = ["people-state", "people-last-signed-in", "people-created-at"];
const GRANTS: [&str; 6] = [
    "account-username",
    "account-display-name",
    "account-department",
    "account-roles",
    "account-grants",
    "people-state",
];

/// GET `/admin/users.xlsx`, `/admin/users.csv`: begins with the columns that the import takes.
///
/// # Errors
/// When the database can't be had.
pub async fn users(ctx: Ctx, db: Data<Db>, format: Format, asked: Query<Asked>) -> AppResult<HttpResponse> {
    let lang = ctx.language();
    let head = COLUMNS.iter().map(|column| column.label).chain(BESIDES).map(|key| lang.t(key)).collect();
    format.answer(&db, "users", head, batches(asked.filter(), lang, user)).await
}

/// GET `/admin/grants.xlsx`, `/admin/grants.csv`
///
/// # Errors
/// When the database can't be had.
pub async fn grants(ctx: Ctx, db: Data<Db>, format: Format, asked: Query<Asked>) -> AppResult<HttpResponse> {
    let lang = ctx.language();
    let head = GRANTS.map(|key| lang.t(key)).to_vec();
    format.answer(&db, "grants", head, batches(asked.filter(), lang, rights)).await
}

fn batches(filter: Filter, lang: Lang, cells: fn(Person, Lang) -> Cells) -> impl Batches {
    move |c, from| {
        let found = queries::page(c, &filter, from, BATCH as i64)?;
        let next = list::next(&found, BATCH, |person| queries::place(person, filter.sort.column));
        Ok((found.into_iter().map(|person| cells(person, lang)).collect(), next))
    }
}

fn user(person: Person, lang: Lang) -> Cells {
    let roles = said(person.role_labels(), lang);
    let seen = person.last_signed_in_at.map(time_in_shanghai).unwrap_or_default();
    vec![
        person.username,
        person.display_name,
        person.department,
        person.ticket_group,
        person.phone,
        person.email,
        person.language,
        roles,
        lang.t(person.state.label()),
        seen,
        time_in_shanghai(person.created_at),
    ]
}

fn rights(person: Person, lang: Lang) -> Cells {
    let (roles, grants) = (said(person.role_labels(), lang), said(person.grant_labels(), lang));
    vec![person.username, person.display_name, person.department, roles, grants, lang.t(person.state.label())]
}

fn said(labels: Vec<Text>, lang: Lang) -> String {
    labels.iter().map(|label| lang.say(label)).collect::<Vec<_>>().join("; ")
}
