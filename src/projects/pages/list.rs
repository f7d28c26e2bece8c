//! `/projects`

use actix_web::{
    HttpResponse,
    web::{Data, Query},
};
use askama::Template;

use crate::{
    db::Db,
    error::AppResult,
    policy::{Action, project_sight},
    projects::{
        filter::{Asked, Column, Filter, MINE},
        queries::{self, Row},
        state::State,
    },
    text::Text,
    web::{
        Ctx, filters,
        form::Choice,
        list::{self, Head, Page, Pager, READ, TabLink},
        page,
    },
};

#[derive(Template)]
#[template(path = "projects/list.html")]
struct List {
    ctx: Ctx,
    filter: Filter,
    tabs: Vec<TabLink>,
    /// Empty where one sees a single department.
    departments: Vec<Choice>,
    /// Empty for who keeps none.
    keepers: Vec<Choice>,
    rows: Vec<Row>,
    pager: Pager,
    may_create: bool,
}

/// GET `/projects` (`q`, `state`, `department`, `mine`, `sort`, `cursor`).
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
            Ok((rows, count, project_sight(&reader).named_departments(c)?))
        })
        .await?;
    let found = Page::of(rows, cursor.as_ref(), |row| row.place(filter.sort.column));
    let may_create = who.may(Action::ManageProjects);
    let list = List {
        tabs: tabs(&filter),
        departments: departments_to_choose(&ctx, &filter, departments),
        keepers: if may_create { keepers(&ctx, &filter) } else { Vec::new() },
        pager: Pager::new(&found, count, &filter.address("/projects")),
        rows: found.rows,
        may_create,
        filter,
        ctx: ctx.clone(),
    };
    page::show(&ctx, &list)
}

impl List {
    fn by(&self, column: Column) -> Head {
        self.filter.sort.head(column, |sort| list::link(&self.filter.sorted(sort).address("/projects")))
    }
}

fn tabs(filter: &Filter) -> Vec<TabLink> {
    let tab = |state: Option<State>| TabLink {
        href: list::link(&filter.on_tab(state).address("/projects")),
        label: state.map_or("project-tab-all", State::label),
        count: None,
        current: filter.state == state,
        hot: false,
    };
    [None, Some(State::Active), Some(State::Archived)].into_iter().map(tab).collect()
}

fn departments_to_choose(ctx: &Ctx, filter: &Filter, departments: Vec<(i64, String)>) -> Vec<Choice> {
    if departments.len() < 2 {
        return Vec::new();
    }
    let chosen = filter.department_code();
    let all = Choice::new("", ctx.language().t("project-departments-all"), &chosen);
    std::iter::once(all).chain(departments.into_iter().map(|(id, name)| Choice::new(id, name, &chosen))).collect()
}

fn keepers(ctx: &Ctx, filter: &Filter) -> Vec<Choice> {
    let choice = |code, label| Choice::new(code, ctx.language().t(label), filter.mine_code());
    vec![choice("", "project-keepers-all"), choice(MINE, "project-keepers-me")]
}
