//! `/network/internet-ips`, `/network/extranet-ips`

use actix_web::{
    HttpResponse,
    web::{Data, Query},
};
use askama::Template;

use super::{
    choices,
    pool::{Of, Words},
};
use crate::{
    db::Db,
    error::AppResult,
    network::{
        filter::{AddressColumn, AddressFilter, Asked, code_of},
        line::Line,
        queries::{self, AddressRow},
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
#[template(path = "network/addresses.html")]
struct Addresses {
    ctx: Ctx,
    filter: AddressFilter,
    words: Words,
    /// For who removes ports: all, and those that wait for it.
    tabs: Vec<TabLink>,
    lines: Vec<Choice>,
    /// Empty where one sees a single department.
    departments: Vec<Choice>,
    rows: Vec<AddressRow>,
    pager: Pager,
    may_manage: bool,
}

/// GET `/network/internet-ips` (`q`, `line`, `department`, `state`, `sort`, `cursor`).
///
/// # Errors
/// When the database can't be had.
pub async fn list(ctx: Ctx, db: Data<Db>, of: Of, asked: Query<Asked>) -> AppResult<HttpResponse> {
    let (who, filter, cursor) = (ctx.actor()?, asked.addresses(of.0), asked.cursor());
    let words = of.0.words();
    let (wanted, from) = (filter.clone(), cursor.clone());
    let (rows, count, departments) = db
        .read(move |c| {
            let rows = queries::addresses(c, &who, &wanted, from.as_ref(), READ)?;
            let count = queries::count_addresses(c, &who, &wanted)?;
            Ok((rows, count, network_sight(&who).named_departments(c)?))
        })
        .await?;
    let found = Page::of(rows, cursor.as_ref(), |row| row.place(filter.sort.column));
    let several = if departments.len() > 1 { departments } else { Vec::new() };
    let list = Addresses {
        tabs: if ctx.may(Action::HandleTickets) { tabs(&filter) } else { Vec::new() },
        lines: lines(&ctx, &filter),
        departments: choices(&ctx, "network-departments-all", several, &code_of(filter.department)),
        pager: Pager::new(&found, count, &filter.address(words.path)),
        rows: found.rows,
        may_manage: ctx.may(Action::ManageIpPools),
        words,
        filter,
        ctx: ctx.clone(),
    };
    page::show(&ctx, &list)
}

impl Addresses {
    fn by(&self, column: AddressColumn) -> Head {
        self.filter.sort.head(column, |sort| list::link(&self.filter.sorted(sort).address(self.words.path)))
    }
}

fn tabs(filter: &AddressFilter) -> Vec<TabLink> {
    let tab = |to_remove, label| TabLink {
        href: list::link(&filter.on_tab(to_remove).address(filter.pool.words().path)),
        label,
        count: None,
        current: filter.to_remove == to_remove,
        hot: false,
    };
    vec![tab(false, "network-tab-all-addresses"), tab(true, "network-tab-to-remove")]
}

fn lines(ctx: &Ctx, filter: &AddressFilter) -> Vec<Choice> {
    let (lang, chosen) = (ctx.language(), filter.line.map_or("", Line::code));
    let each = Line::of(filter.pool).map(|line| Choice::new(line.code(), lang.t(line.label()), chosen));
    std::iter::once(Choice::new("", lang.t("network-lines-all"), chosen)).chain(each).collect()
}
