//! `/resources/requests`

use actix_web::{
    HttpResponse,
    web::{Data, Query},
};
use askama::Template;
use chrono::{DateTime, Utc};

use crate::{
    catalogue::product::Product,
    db::Db,
    error::AppResult,
    policy::Action,
    requests::{
        filing::Named,
        filter::{Asked, Column, Filter, request_states},
        model::Request,
        queries::{self, Choices},
        state::State,
    },
    text::Text,
    web::{
        Ctx, filters,
        form::Choice,
        i18n::Lang,
        list::{self, Head, Page, Pager, READ, TabLink},
        page,
    },
};

#[derive(Template)]
#[template(path = "requests/list.html")]
struct List {
    ctx: Ctx,
    filter: Filter<Column>,
    tabs: Vec<TabLink>,
    offered: Offered,
    rows: Vec<Request>,
    pager: Pager,
    may_apply: bool,
    may_view_times: bool,
    now: DateTime<Utc>,
}

/// What the filters of requests and of resources offer.
pub struct Offered {
    pub regions: Vec<Choice>,
    pub projects: Vec<Choice>,
    pub products: Vec<Choice>,
    /// Empty where one sees a single department.
    pub departments: Vec<Choice>,
}

impl Offered {
    #[must_use]
    pub fn of<C: list::Column>(lang: Lang, filter: &Filter<C>, choices: &Choices) -> Self {
        let of = |all: &'static str, known: &[Named], chosen: String| {
            let any = Choice::new("", lang.t(all), &chosen);
            [any].into_iter().chain(known.iter().map(|it| Choice::new(it.id, &it.name, &chosen))).collect::<Vec<_>>()
        };
        let products = Product::ALL.map(|it| Choice::new(it.code(), lang.t(it.label()), filter.product_code()));
        let any = Choice::new("", lang.t("request-products-all"), filter.product_code());
        Self {
            regions: of("request-regions-all", &choices.regions, filter.region_code()),
            projects: of("request-projects-all", &choices.projects, filter.project_code()),
            products: [any].into_iter().chain(products).collect(),
            departments: match choices.departments.len() {
                0 | 1 => Vec::new(),
                _ => of("request-departments-all", &choices.departments, filter.department_code()),
            },
        }
    }
}

/// GET `/resources/requests` (`q`, `state`, `region`, `project`, `product`, `department`, `from`, `to`, `mine`, `sort`,
/// `cursor`).
///
/// # Errors
/// When the database can't be had.
pub async fn list(ctx: Ctx, db: Data<Db>, asked: Query<Asked>) -> AppResult<HttpResponse> {
    let (who, filter, cursor) = (ctx.actor()?, asked.filter::<Column>(&request_states()), asked.cursor());
    let (wanted, from) = (filter.clone(), cursor.clone());
    let reader = who.clone();
    let (rows, count, choices) = db
        .read(move |c| {
            let rows = queries::page(c, &reader, &wanted, from.as_ref(), READ)?;
            let count = queries::count(c, &reader, &wanted)?;
            Ok((rows, count, queries::choices(c, &reader)?))
        })
        .await?;
    let found = Page::of(rows, cursor.as_ref(), |row| row.place(filter.sort.column));
    let list = List {
        tabs: tabs(&filter),
        offered: Offered::of(ctx.language(), &filter, &choices),
        pager: Pager::new(&found, count, &filter.address("/resources/requests")),
        rows: found.rows,
        may_apply: who.may(Action::Apply),
        may_view_times: who.may(Action::ViewRequestTimes),
        now: Utc::now(),
        filter,
        ctx: ctx.clone(),
    };
    page::show(&ctx, &list)
}

impl List {
    fn by(&self, column: Column) -> Head {
        self.filter.sort.head(column, |sort| list::link(&self.filter.sorted(sort).address("/resources/requests")))
    }
}

fn tabs(filter: &Filter<Column>) -> Vec<TabLink> {
    let tab = |state: Option<State>| {
        let code = state.map_or("", State::code);
        TabLink {
            href: list::link(&filter.on_tab(code).address("/resources/requests")),
            label: state.map_or("request-tab-all", State::label),
            count: None,
            current: filter.state == code,
            hot: false,
        }
    };
    [None].into_iter().chain(State::ALL.map(Some)).map(tab).collect()
}
