//! `/admin/account-requests.xlsx` and `.csv`: what the list shows.

use actix_web::{
    HttpResponse,
    web::{Data, Query},
};

use crate::{
    account_requests::{
        filter::{Asked, Filter},
        model::AccountRequest,
        queries,
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

const HEAD: [&str; 15] = [
    "account-request-number",
    "account-request-state",
    "account-request-region",
    "account-department",
    "account-request-project",
    "account-username",
    "account-display-name",
    "account-request-role",
    "people-quota-permissions",
    "account-phone",
    "account-email",
    "account-request-reason",
    "account-request-filed-at",
    "account-request-due-at",
    "account-request-answered-by",
];

/// GET `/admin/account-requests.xlsx`, `/admin/account-requests.csv`
///
/// # Errors
/// When the database can't be had.
pub async fn file(ctx: Ctx, db: Data<Db>, format: Format, asked: Query<Asked>) -> AppResult<HttpResponse> {
    let (who, lang) = (ctx.actor()?, ctx.language());
    let head = HEAD.map(|key| lang.t(key)).to_vec();
    format.answer(&db, "account-requests", head, batches(who.as_ref().clone(), asked.filter(), lang)).await
}

fn batches(who: Actor, filter: Filter, lang: Lang) -> impl Batches {
    move |c, from| {
        let found = queries::page(c, &who, &filter, from, BATCH as i64)?;
        let next = list::next(&found, BATCH, |it| queries::place(it, filter.sort.column));
        Ok((found.into_iter().map(|it| cells(it, lang)).collect(), next))
    }
}

fn cells(it: AccountRequest, lang: Lang) -> Cells {
    let role = lang.say(&it.role().label());
    let quotas: Vec<String> = it.quotas().iter().map(|grant| lang.say(&grant.label())).collect();
    vec![
        it.number,
        lang.t(it.state.label()),
        it.region,
        it.department,
        it.project,
        it.username,
        it.display_name,
        role,
        quotas.join("; "),
        it.phone,
        it.email,
        it.reason,
        time_in_shanghai(it.filed_at),
        time_in_shanghai(it.due_at),
        it.answered_by,
    ]
}
