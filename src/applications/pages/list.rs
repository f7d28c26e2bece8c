//! `/applications`

use actix_web::{
    HttpResponse,
    web::{Data, Query},
};
use askama::Template;

use crate::{
    applications::{
        filter::{Asked, Column, Filter},
        queries::{self, Row},
        state::State,
    },
    db::Db,
    error::AppResult,
    policy::{Action, Actor, application_sight},
    text::Text,
    web::{
        Ctx, filters,
        form::Choice,
        list::{self, Head, Page, Pager, READ, TabLink},
        page,
    },
};

#[derive(Template)]
#[template(path = "applications/list.html")]
struct List {
    ctx: Ctx,
    filter: Filter,
    tabs: Vec<TabLink>,
    /// Empty where one sees a single department.
    departments: Vec<Choice>,
    rows: Vec<Line>,
    pager: Pager,
    may_create: bool,
}

struct Line {
    row: Row,
    takes_tickets: bool,
}

/// GET `/applications` (`q`, `state`, `department`, `sort`, `cursor`).
///
/// # Errors
/// When the database can't be had.
pub async fn list(ctx: Ctx, db: Data<Db>, asked: Query<Asked>) -> AppResult<HttpResponse> {
    let (who, filter, cursor) = (ctx.actor()?, asked.filter(), asked.cursor());
    let (reader, wanted, from) = (who.clone(), filter.clone(), cursor.clone());
    let (rows, count, departments) = db
        .read(move |c| {
            let rows = queries::page(c, &reader, &wanted, from.as_ref(), READ)?;
            let count = queries::count(c, &reader, &wanted)?;
            Ok((rows, count, application_sight(&reader).named_departments(c)?))
        })
        .await?;
    let found = Page::of(rows, cursor.as_ref(), |row| row.place(filter.sort.column));
    let list = List {
        tabs: tabs(&filter),
        departments: choices(&ctx, &filter, departments),
        pager: Pager::new(&found, count, &filter.address("/applications")),
        rows: found.rows.into_iter().map(|row| line(&who, row)).collect(),
        may_create: who.may(Action::ManageApplications),
        filter,
        ctx: ctx.clone(),
    };
    page::show(&ctx, &list)
}

impl List {
    fn by(&self, column: Column) -> Head {
        self.filter.sort.head(column, |sort| list::link(&self.filter.sorted(sort).address("/applications")))
    }
}

fn line(who: &Actor, row: Row) -> Line {
    Line { takes_tickets: row.application.takes_tickets_of(who), row }
}

fn tabs(filter: &Filter) -> Vec<TabLink> {
    let tab = |state: Option<State>| TabLink {
        href: list::link(&filter.on_tab(state).address("/applications")),
        label: state.map_or("application-tab-all", State::label),
        count: None,
        current: filter.state == state,
        hot: false,
    };
    [None, Some(State::Active), Some(State::Retired)].into_iter().map(tab).collect()
}

fn choices(ctx: &Ctx, filter: &Filter, departments: Vec<(i64, String)>) -> Vec<Choice> {
    if departments.len() < 2 {
        return Vec::new();
    }
    let chosen = filter.department_code();
    let all = Choice::new("", ctx.language().t("application-departments-all"), &chosen);
    std::iter::once(all).chain(departments.into_iter().map(|(id, name)| Choice::new(id, name, &chosen))).collect()
}
