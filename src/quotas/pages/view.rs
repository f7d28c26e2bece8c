//! `/quotas`: what one's department has, as bars and table.

use actix_web::{HttpResponse, web::Data};
use askama::Template;

use super::tabs;
use crate::{
    db::Db,
    error::AppResult,
    policy::Action,
    quotas::{
        balance::{Balance, by_region},
        queries,
    },
    text::Text,
    web::{
        Ctx,
        export::{Cells, Format},
        filters,
        i18n::Lang,
        list::TabLink,
        page,
    },
};

#[derive(Template)]
#[template(path = "quotas/view.html")]
struct View {
    ctx: Ctx,
    tabs: Vec<TabLink>,
    lang: Lang,
    balances: Vec<Balance>,
    may_request: bool,
}

impl View {
    fn regions(&self) -> Vec<(&str, &[Balance])> {
        by_region(&self.balances)
    }
}

/// GET `/quotas`
///
/// # Errors
/// When the database can't be had.
pub async fn show(ctx: Ctx, db: Data<Db>) -> AppResult<HttpResponse> {
    let who = ctx.actor()?;
    let department = who.department.id;
    let balances = db.read(move |c| queries::of_department(c, department)).await?;
    let view = View {
        tabs: tabs(&who, "/quotas"),
        lang: ctx.language(),
        may_request: ctx.may(Action::RequestQuotas),
        balances,
        ctx: ctx.clone(),
    };
    page::show(&ctx, &view)
}

/// GET `/quotas.xlsx`, `/quotas.csv`
///
/// # Errors
/// When the database can't be had.
pub async fn file(ctx: Ctx, db: Data<Db>, format: Format) -> AppResult<HttpResponse> {
    let (who, lang) = (ctx.actor()?, ctx.language());
    let head = HEAD.map(|key| lang.t(key)).to_vec();
    let department = who.department.id;
    let rows = move |c: &mut diesel::PgConnection, _: Option<&crate::web::list::Cursor>| {
        let all = queries::of_department(c, department)?;
        Ok((all.iter().map(|balance| cells(balance, lang)).collect(), None))
    };
    format.answer(&db, "quotas", head, rows).await
}

/// What every export of balances says of each.
pub(super) const HEAD: [&str; 8] = [
    "quota-region",
    "quota-metric",
    "quota-unit",
    "quota-total",
    "quota-allocated",
    "quota-used",
    "quota-pending",
    "quota-remaining",
];

pub(super) fn cells(balance: &Balance, lang: Lang) -> Cells {
    let words = [balance.of.region.as_str(), balance.of.name(lang), balance.of.unit(lang)].map(str::to_owned);
    let numbers = [balance.total, balance.allocated, balance.used, balance.pending, balance.remaining()];
    words.into_iter().chain(numbers.map(|number| number.to_string())).collect()
}
