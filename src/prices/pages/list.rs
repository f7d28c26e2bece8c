//! `/bills/prices`

use actix_web::{
    HttpResponse,
    web::{Data, Query},
};
use askama::Template;
use chrono::{NaiveDate, Utc};

use crate::{
    calendar::date_of,
    catalogue::product::Product,
    db::Db,
    error::AppResult,
    prices::{
        filter::{Asked, Column, Filter, State},
        queries::{self, Row},
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

const PATH: &str = "/bills/prices";

#[derive(Template)]
#[template(path = "prices/list.html")]
struct List {
    ctx: Ctx,
    lang: Lang,
    filter: Filter,
    /// On which the prices shown are valid.
    day: NaiveDate,
    tabs: Vec<TabLink>,
    products: Vec<Choice>,
    rows: Vec<Row>,
    pager: Pager,
}

/// GET `/bills/prices` (`q`, `product`, `state`, `on`, `sort`, `cursor`).
///
/// # Errors
/// When the database can't be had.
pub async fn list(ctx: Ctx, db: Data<Db>, asked: Query<Asked>) -> AppResult<HttpResponse> {
    let (filter, cursor) = (asked.filter(), asked.cursor());
    let day = filter.on.unwrap_or_else(|| date_of(Utc::now()));
    let (wanted, from) = (filter.clone(), cursor.clone());
    let (rows, count) = db
        .read(move |c| {
            let rows = queries::page(c, &wanted, day, from.as_ref(), READ)?;
            Ok((rows, queries::count(c, &wanted, day)?))
        })
        .await?;
    let found = Page::of(rows, cursor.as_ref(), |row| row.place(filter.sort.column));
    let list = List {
        lang: ctx.language(),
        day,
        tabs: tabs(&filter),
        products: products(ctx.language(), &filter),
        pager: Pager::new(&found, count, &filter.address(PATH)),
        rows: found.rows,
        filter,
        ctx: ctx.clone(),
    };
    page::show(&ctx, &list)
}

impl List {
    fn by(&self, column: Column) -> Head {
        self.filter.sort.head(column, |sort| list::link(&self.filter.sorted(sort).address(PATH)))
    }
}

fn tabs(filter: &Filter) -> Vec<TabLink> {
    let tab = |state: Option<State>| TabLink {
        href: list::link(&filter.on_tab(state).address(PATH)),
        label: state.map_or("price-tab-all", State::label),
        count: None,
        current: filter.state == state,
        hot: false,
    };
    [None, Some(State::Unpriced), Some(State::Scheduled)].into_iter().map(tab).collect()
}

fn products(lang: Lang, filter: &Filter) -> Vec<Choice> {
    let chosen = filter.product_code();
    let all = Choice::new("", lang.t("price-products-all"), chosen);
    let each = Product::ALL.into_iter().map(|product| Choice::new(product.code(), lang.t(product.label()), chosen));
    std::iter::once(all).chain(each).collect()
}
