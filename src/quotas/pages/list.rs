//! Lists of quota requests: one's department's, and those to decide about.

use actix_web::HttpResponse;
use askama::Template;

use super::tabs;
use crate::{
    db::Db,
    error::AppResult,
    quotas::{
        queries::{self, Whose},
        request::QuotaRequest,
        state::State,
    },
    text::Text,
    web::{
        Ctx,
        export::{BATCH, Cells, Format},
        filters,
        i18n::{Lang, time_in_shanghai},
        list::{
            self, Page, Pager, READ, TabLink,
            by_state::{Asked, Filter},
        },
        page,
    },
};

#[derive(Template)]
#[template(path = "quotas/requests.html")]
struct List {
    ctx: Ctx,
    tabs: Vec<TabLink>,
    states: Vec<TabLink>,
    /// For who decides.
    decides: bool,
    path: &'static str,
    filter: Filter<State>,
    requests: Vec<QuotaRequest>,
    pager: Pager,
}

impl List {
    fn exported_as(&self, ending: &str) -> String {
        self.filter.address(&format!("{}.{ending}", self.path))
    }
}

const fn path_of(whose: Whose) -> &'static str {
    match whose {
        Whose::Own => "/quotas/requests",
        Whose::ToDecide => "/quotas/approvals",
    }
}

pub async fn draw(ctx: &Ctx, db: &Db, whose: Whose, asked: &Asked) -> AppResult<HttpResponse> {
    let (who, filter, cursor) = (ctx.actor()?, asked.filter(), asked.cursor());
    let (reader, wanted, from) = (who.clone(), filter.clone(), cursor.clone());
    let (rows, count) = db
        .read(move |c| {
            let rows = queries::page(c, &reader, whose, &wanted, from.as_ref(), READ)?;
            Ok((rows, queries::count(c, &reader, whose, &wanted)?))
        })
        .await?;
    let (path, found) = (path_of(whose), Page::of(rows, cursor.as_ref(), |request| (request.id, String::new())));
    let list = List {
        tabs: tabs(&who, path),
        states: states(&filter, path),
        decides: whose == Whose::ToDecide,
        pager: Pager::new(&found, count, &filter.address(path)),
        path,
        filter,
        requests: found.rows,
        ctx: ctx.clone(),
    };
    page::show(ctx, &list)
}

fn states(filter: &Filter<State>, path: &str) -> Vec<TabLink> {
    let tab = |state: Option<State>| TabLink {
        href: list::link(&filter.on_tab(state).address(path)),
        label: state.map_or("quota-state-all", State::label),
        count: None,
        current: filter.state == state,
        hot: false,
    };
    std::iter::once(None).chain(State::ALL.map(Some)).map(tab).collect()
}

const HEAD: [&str; 9] = [
    "quota-number",
    "quota-state",
    "quota-department",
    "quota-applicant",
    "quota-parent",
    "quota-reason",
    "quota-filed-at",
    "quota-decided-by",
    "quota-opinion",
];

pub async fn file(ctx: &Ctx, db: &Db, format: Format, whose: Whose, asked: &Asked) -> AppResult<HttpResponse> {
    let (who, lang, filter) = (ctx.actor()?, ctx.language(), asked.filter());
    let head = HEAD.map(|key| lang.t(key)).to_vec();
    let batches = move |c: &mut diesel::PgConnection, from: Option<&list::Cursor>| {
        let found = queries::page(c, &who, whose, &filter, from, BATCH as i64)?;
        let next = list::next(&found, BATCH, |request| (request.id, String::new()));
        Ok((found.into_iter().map(|request| cells(request, lang)).collect(), next))
    };
    format.answer(db, "quota-requests", head, batches).await
}

fn cells(request: QuotaRequest, lang: Lang) -> Cells {
    let state = lang.t(request.state().label());
    vec![
        request.number,
        state,
        request.department,
        request.applicant,
        request.parent,
        request.reason,
        time_in_shanghai(request.filed_at),
        request.decided_by.unwrap_or_default(),
        request.opinion,
    ]
}
