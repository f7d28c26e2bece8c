//! `/complaints` and `/admin/complaints` as Excel and as CSV: what the list shows.

use actix_web::{
    HttpResponse,
    web::{Data, Query},
};

use crate::{
    complaints::{
        model::Complaint,
        queries::{self, Whose},
    },
    db::Db,
    error::AppResult,
    web::{
        Ctx,
        export::{BATCH, Cells, Format},
        i18n::{Lang, time_in_shanghai},
        list,
        list::by_state::Asked,
    },
};

const HEAD: [&str; 8] = [
    "complaint-about",
    "complaint-state",
    "complaint-department",
    "complaint-filer",
    "complaint-application",
    "complaint-ticket-state",
    "complaint-filed-at",
    "complaint-changed-at",
];

/// GET `/complaints.xlsx`, `/complaints.csv`
///
/// # Errors
/// When the database can't be had.
pub async fn own(ctx: Ctx, db: Data<Db>, format: Format, asked: Query<Asked>) -> AppResult<HttpResponse> {
    file(&ctx, &db, format, Whose::Own, &asked).await
}

/// GET `/admin/complaints.xlsx`, `/admin/complaints.csv`
///
/// # Errors
/// When the database can't be had.
pub async fn all(ctx: Ctx, db: Data<Db>, format: Format, asked: Query<Asked>) -> AppResult<HttpResponse> {
    file(&ctx, &db, format, Whose::ToAnswer, &asked).await
}

async fn file(ctx: &Ctx, db: &Db, format: Format, whose: Whose, asked: &Asked) -> AppResult<HttpResponse> {
    let (who, lang, filter) = (ctx.actor()?, ctx.language(), asked.filter());
    let head = HEAD.map(|key| lang.t(key)).to_vec();
    let batches = move |c: &mut diesel::PgConnection, from: Option<&list::Cursor>| {
        let found = queries::page(c, &who, whose, &filter, from, BATCH as i64)?;
        let next = list::next(&found, BATCH, |complaint| (complaint.id, String::new()));
        Ok((found.into_iter().map(|complaint| cells(complaint, lang)).collect(), next))
    };
    format.answer(db, "complaints", head, batches).await
}

fn cells(complaint: Complaint, lang: Lang) -> Cells {
    let state = lang.t(complaint.state().label());
    let ticket_state =
        complaint.ticket_state().map_or_else(|| lang.t("complaint-ticket-deleted"), |state| lang.say(&state.name()));
    vec![
        complaint.number,
        state,
        complaint.department,
        complaint.filer,
        complaint.application,
        ticket_state,
        time_in_shanghai(complaint.filed_at),
        time_in_shanghai(complaint.updated_at),
    ]
}
