//! `/network/hosts`

use actix_web::{
    HttpResponse,
    web::{Data, Query},
};
use askama::Template;

use super::choices;
use crate::{
    db::Db,
    error::AppResult,
    network::{
        filter::{Asked, HostColumn, HostFilter, code_of},
        host::{Host, HostState},
        queries,
    },
    policy::{Action, network_sight},
    text::Text,
    web::{
        Ctx, filters,
        form::Choice,
        list::{self, Head, Page, Pager, READ, TabLink},
        page,
    },
};

#[derive(Template)]
#[template(path = "network/hosts.html")]
struct Hosts {
    ctx: Ctx,
    filter: HostFilter,
    tabs: Vec<TabLink>,
    /// Empty where one sees a single department.
    departments: Vec<Choice>,
    applications: Vec<Choice>,
    regions: Vec<Choice>,
    rows: Vec<Host>,
    pager: Pager,
    may_manage: bool,
}

/// GET `/network/hosts` (`q`, `department`, `application`, `region`, `state`, `sort`, `cursor`).
///
/// # Errors
/// When the database can't be had.
pub async fn list(ctx: Ctx, db: Data<Db>, asked: Query<Asked>) -> AppResult<HttpResponse> {
    let (who, filter, cursor) = (ctx.actor()?, asked.hosts(), asked.cursor());
    let (wanted, from) = (filter.clone(), cursor.clone());
    let (rows, count, departments, places) = db
        .read(move |c| {
            let rows = queries::hosts(c, &who, &wanted, from.as_ref(), READ)?;
            let count = queries::count_hosts(c, &who, &wanted)?;
            Ok((rows, count, network_sight(&who).named_departments(c)?, queries::places(c, &who)?))
        })
        .await?;
    let found = Page::of(rows, cursor.as_ref(), |host| queries::place_of_host(host, filter.sort.column));
    let several = if departments.len() > 1 { departments } else { Vec::new() };
    let list = Hosts {
        tabs: tabs(&filter),
        departments: choices(&ctx, "network-departments-all", several, &code_of(filter.department)),
        applications: choices(&ctx, "network-applications-all", places.applications, &code_of(filter.application)),
        regions: choices(&ctx, "network-regions-all", places.regions, &code_of(filter.region)),
        pager: Pager::new(&found, count, &filter.address("/network/hosts")),
        rows: found.rows,
        may_manage: ctx.may(Action::ManageHosts),
        filter,
        ctx: ctx.clone(),
    };
    page::show(&ctx, &list)
}

impl Hosts {
    fn by(&self, column: HostColumn) -> Head {
        self.filter.sort.head(column, |sort| list::link(&self.filter.sorted(sort).address("/network/hosts")))
    }
}

fn tabs(filter: &HostFilter) -> Vec<TabLink> {
    let tab = |state: Option<HostState>| TabLink {
        href: list::link(&filter.on_tab(state).address("/network/hosts")),
        label: state.map_or("network-tab-all-hosts", HostState::label),
        count: None,
        current: filter.state == state,
        hot: false,
    };
    std::iter::once(None).chain(HostState::ALL.map(Some)).map(tab).collect()
}
