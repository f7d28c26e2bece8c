//! `/admin/account-requests`

use actix_web::{
    HttpResponse,
    web::{Data, Query},
};
use askama::Template;
use chrono::{DateTime, Utc};

use crate::{
    account_requests::{
        filter::{Asked, Column, Filter},
        model::AccountRequest,
        queries,
        state::State,
    },
    db::Db,
    error::AppResult,
    text::Text,
    web::{
        Ctx, filters,
        form::Choice,
        list::{self, Head, Page, Pager, READ, TabLink},
        page,
    },
};

const PATH: &str = "/admin/account-requests";

#[derive(Template)]
#[template(path = "account_requests/list.html")]
struct List {
    ctx: Ctx,
    now: DateTime<Utc>,
    filter: Filter,
    tabs: Vec<TabLink>,
    /// Empty where one sees a single department.
    departments: Vec<Choice>,
    requests: Vec<AccountRequest>,
    pager: Pager,
}

impl List {
    fn by(&self, column: Column) -> Head {
        self.filter.sort.head(column, |sort| list::link(&self.filter.sorted(sort).address(PATH)))
    }
}

/// GET `/admin/account-requests` (`q`, `state`, `department`, `sort`, `cursor`).
///
/// # Errors
/// When the database can't be had.
pub async fn list(ctx: Ctx, db: Data<Db>, asked: Query<Asked>) -> AppResult<HttpResponse> {
    let (who, filter, cursor) = (ctx.actor()?, asked.filter(), asked.cursor());
    let (wanted, from) = (filter.clone(), cursor.clone());
    let (rows, count, departments) = db
        .read(move |c| {
            let rows = queries::page(c, &who, &wanted, from.as_ref(), READ)?;
            let count = queries::count(c, &who, &wanted)?;
            Ok((rows, count, queries::departments_in_sight(c, &who)?))
        })
        .await?;
    let found = Page::of(rows, cursor.as_ref(), |it| queries::place(it, filter.sort.column));
    let list = List {
        now: Utc::now(),
        tabs: tabs(&filter),
        departments: departments_to_choose(&ctx, &filter, departments),
        pager: Pager::new(&found, count, &filter.address(PATH)),
        requests: found.rows,
        filter,
        ctx: ctx.clone(),
    };
    page::show(&ctx, &list)
}

fn tabs(filter: &Filter) -> Vec<TabLink> {
    let tab = |state: Option<State>| TabLink {
        href: list::link(&filter.on_tab(state).address(PATH)),
        label: state.map_or("account-request-tab-all", State::label),
        count: None,
        current: filter.state == state,
        hot: false,
    };
    State::ALL.map(Some).into_iter().chain([None]).map(tab).collect()
}

fn departments_to_choose(ctx: &Ctx, filter: &Filter, departments: Vec<(i64, String)>) -> Vec<Choice> {
    if departments.len() < 2 {
        return Vec::new();
    }
    let chosen = filter.department_code();
    let all = Choice::new("", ctx.language().t("people-departments-all"), &chosen);
    std::iter::once(all).chain(departments.into_iter().map(|(id, name)| Choice::new(id, name, &chosen))).collect()
}
