//! `/resources`

use actix_web::{
    HttpResponse,
    web::{Data, Query},
};
use askama::Template;

use super::list::Offered;
use crate::{
    db::Db,
    error::AppResult,
    policy::Action,
    requests::{
        filter::{Asked, Filter, RESOURCE_STATES, ResourceColumn},
        queries,
        resource::Resource,
    },
    text::Text,
    web::{
        Ctx, filters,
        list::{self, Head, Page, Pager, READ, TabLink},
        page,
    },
};

#[derive(Template)]
#[template(path = "requests/resources.html")]
struct Resources {
    ctx: Ctx,
    filter: Filter<ResourceColumn>,
    tabs: Vec<TabLink>,
    offered: Offered,
    rows: Vec<Resource>,
    pager: Pager,
    may_apply: bool,
}

/// GET `/resources` (`q`, `state`, `region`, `project`, `product`, `department`, `from`, `to`, `mine`, `sort`, `cursor`).
///
/// # Errors
/// When the database can't be had.
pub async fn list(ctx: Ctx, db: Data<Db>, asked: Query<Asked>) -> AppResult<HttpResponse> {
    let (who, cursor) = (ctx.actor()?, asked.cursor());
    let filter: Filter<ResourceColumn> = asked.filter(&RESOURCE_STATES);
    let (reader, wanted, from) = (who.clone(), filter.clone(), cursor.clone());
    let (rows, count, choices) = db
        .read(move |c| {
            let rows = queries::resources(c, &reader, &wanted, from.as_ref(), READ)?;
            let count = queries::count_resources(c, &reader, &wanted)?;
            Ok((rows, count, queries::choices(c, &reader)?))
        })
        .await?;
    let found = Page::of(rows, cursor.as_ref(), |row| row.place(filter.sort.column));
    let list = Resources {
        tabs: tabs(&filter),
        offered: Offered::of(ctx.language(), &filter, &choices),
        pager: Pager::new(&found, count, &filter.address("/resources")),
        rows: found.rows,
        may_apply: who.may(Action::Apply),
        filter,
        ctx: ctx.clone(),
    };
    page::show(&ctx, &list)
}

impl Resources {
    fn by(&self, column: ResourceColumn) -> Head {
        self.filter.sort.head(column, |sort| list::link(&self.filter.sorted(sort).address("/resources")))
    }
}

fn tabs(filter: &Filter<ResourceColumn>) -> Vec<TabLink> {
    let tab = |code: &'static str, label| TabLink {
        href: list::link(&filter.on_tab(code).address("/resources")),
        label,
        count: None,
        current: filter.state == code,
        hot: false,
    };
    let [in_use, returned] = RESOURCE_STATES;
    vec![
        tab("", "request-tab-all"),
        tab(in_use, "request-resource-state-in-use"),
        tab(returned, "request-resource-state-returned"),
    ]
}
