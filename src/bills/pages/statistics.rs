//! `/bills/statistics`: 账单统计

use actix_web::{
    HttpResponse,
    web::{Data, Query},
};
use askama::Template;
use chrono::Utc;
use serde::Deserialize;

use super::chart::{COLOURS, Chart};
use crate::{
    bills::{
        line::{OTHER, product_label},
        model::Change,
        month::Month,
        queries::{self, Cell, Dimension, Menu, Wanted},
    },
    catalogue::product::Product,
    db::Db,
    error::AppResult,
    money::Money,
    text::Text,
    web::{
        Ctx,
        export::{Cells, Format},
        filters,
        form::Choice,
        i18n::Lang,
        list::{self, Cursor, TabLink},
        page,
    },
};

const PATH: &str = "/bills/statistics";
/// Months that are shown where none are named, and at most.
const USUAL: u32 = 6;
const MOST: u32 = 36;
/// Rows of the table; the rest is one row.
const SHOWN: i64 = 100;
/// Rows of an export.
const EXPORTED: i64 = 100_000;

/// The page's address, as it came.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct Asked {
    from: String,
    to: String,
    department: String,
    project: String,
    region: String,
    product: String,
    by: String,
}

impl Asked {
    fn wanted(&self) -> Wanted {
        let last = Month::current(Utc::now()).back(1);
        let to = self.to.parse().unwrap_or(last);
        let from = self.from.parse().unwrap_or_else(|_| to.back(USUAL - 1));
        Wanted {
            from: from.min(to).max(to.back(MOST - 1)),
            to: from.max(to),
            department: self.department.parse().ok(),
            project: self.project.parse().ok(),
            region: self.region.parse().ok(),
            product: self.product.clone(),
            by: Dimension::ALL.into_iter().find(|by| by.code() == self.by).unwrap_or_default(),
        }
    }
}

/// The page's address with another chosen in it.
fn address(path: &str, wanted: &Wanted, other: &[(&str, &str)]) -> String {
    let id = |id: Option<i64>| id.map(|id| id.to_string()).unwrap_or_default();
    let said = [
        ("from", wanted.from.to_string()),
        ("to", wanted.to.to_string()),
        ("department", id(wanted.department)),
        ("project", id(wanted.project)),
        ("region", id(wanted.region)),
        ("product", wanted.product.clone()),
        ("by", wanted.by.code().to_owned()),
    ];
    let chosen = |name: &str, said: &str| {
        let other = other.iter().find(|(other, _)| *other == name);
        other.map_or_else(|| said.to_owned(), |(_, other)| (*other).to_owned())
    };
    let all: Vec<(&str, String)> = said.iter().map(|(name, said)| (*name, chosen(name, said))).collect();
    let all: Vec<(&str, &str)> = all.iter().map(|(name, said)| (*name, said.as_str())).collect();
    list::address(path, &all)
}

/// A row of the table by the dimension.
struct Row {
    id: String,
    name: String,
    amount: Money,
    /// How many of the dimension's it stands for.
    members: i64,
    /// Where it opens into what it is the sum of.
    href: Option<String>,
}

/// A row of the table by month.
struct OfMonth {
    month: Month,
    amount: Money,
    change: Option<Change>,
    href: String,
}

#[derive(Template)]
#[template(path = "bills/statistics.html")]
struct Statistics {
    ctx: Ctx,
    lang: Lang,
    wanted: Wanted,
    tabs: Vec<TabLink>,
    departments: Vec<Choice>,
    projects: Vec<Choice>,
    regions: Vec<Choice>,
    products: Vec<Choice>,
    chart: Option<Chart>,
    months: Vec<OfMonth>,
    rows: Vec<Row>,
    exports: [String; 2],
}

impl Statistics {
    fn total(&self) -> Money {
        self.months.iter().map(|it| it.amount).sum()
    }

    fn share(&self, amount: Money) -> String {
        let per_mille =
            amount.0.max(0).saturating_mul(2_000).saturating_add(self.total().0) / (2 * self.total().0.max(1));
        format!("{}.{}%", per_mille / 10, per_mille % 10)
    }

    fn name(&self, id: &str, name: &str) -> String {
        named(self.wanted.by, id, name, self.lang)
    }
}

fn named(by: Dimension, id: &str, name: &str, lang: Lang) -> String {
    match by {
        _ if id.is_empty() => lang.t("bill-rest"),
        Dimension::Product => lang.t(product_label(id)),
        _ => name.to_owned(),
    }
}

/// GET `/bills/statistics` (`from`, `to`, `department`, `project`, `region`, `product`, `by`)
///
/// # Errors
/// When the database can't be had.
pub async fn show(ctx: Ctx, db: Data<Db>, asked: Query<Asked>) -> AppResult<HttpResponse> {
    let (who, wanted) = (ctx.actor()?, asked.wanted());
    let of = wanted.clone();
    let (cells, menu) =
        db.read(move |c| Ok((queries::add_up(c, &who, &of, SHOWN)?, queries::menu(c, &who, of.department)?))).await?;
    let lang = ctx.language();
    let months = wanted.from.until(wanted.to, MOST);
    let page = Statistics {
        tabs: tabs(&wanted),
        departments: choices(&menu, "department", "bill-departments-all", wanted.department, lang),
        projects: choices(&menu, "project", "bill-projects-all", wanted.project, lang),
        regions: choices(&menu, "region", "bill-regions-all", wanted.region, lang),
        products: products(&wanted.product, lang),
        chart: Chart::of(&months, &coarse(&cells)),
        months: by_month(&months, &cells, &wanted),
        rows: rows(&cells, &wanted),
        exports: ["xlsx", "csv"].map(|ending| address(&format!("{PATH}.{ending}"), &wanted, &[])),
        lang,
        wanted,
        ctx: ctx.clone(),
    };
    page::show(&ctx, &page)
}

fn tabs(wanted: &Wanted) -> Vec<TabLink> {
    let tab = |by: Dimension| TabLink {
        href: list::link(&address(PATH, wanted, &[("by", by.code())])),
        label: by.label(),
        count: None,
        current: wanted.by == by,
        hot: false,
    };
    Dimension::ALL.into_iter().map(tab).collect()
}

fn choices(menu: &[Menu], part: &str, all: &'static str, chosen: Option<i64>, lang: Lang) -> Vec<Choice> {
    let chosen = chosen.map(|id| id.to_string()).unwrap_or_default();
    let each = menu.iter().filter(|it| it.part == part).map(|it| Choice::new(it.id, it.name.clone(), &chosen));
    std::iter::once(Choice::new("", lang.t(all), &chosen)).chain(each).collect()
}

fn products(chosen: &str, lang: Lang) -> Vec<Choice> {
    let codes = Product::ALL.into_iter().map(Product::code).chain([OTHER]);
    let each = codes.map(|code| Choice::new(code, lang.t(product_label(code)), chosen));
    std::iter::once(Choice::new("", lang.t("bill-products-all"), chosen)).chain(each).collect()
}

/// The few largest for themselves, all others together: what a chart can show.
fn coarse(cells: &[Cell]) -> Vec<Cell> {
    let mut largest = sums(cells);
    largest.retain(|(id, _, _, _)| !id.is_empty());
    largest.truncate(COLOURS);
    let is_large = |cell: &Cell| largest.iter().any(|(id, _, _, _)| *id == cell.id);
    cells.iter().map(|cell| if is_large(cell) { cell.clone() } else { cell.clone().of_the_rest() }).collect()
}

/// Each of the dimension's over all months, the largest first, the rest last: id, name, amount, members.
fn sums(cells: &[Cell]) -> Vec<(String, String, i64, i64)> {
    let mut sums: Vec<(String, String, i64, i64)> = Vec::new();
    for cell in cells {
        match sums.iter_mut().find(|(id, _, _, _)| *id == cell.id) {
            Some((_, _, amount, members)) => {
                *amount += cell.amount;
                *members = (*members).max(cell.members);
            }
            None => sums.push((cell.id.clone(), cell.name.clone(), cell.amount, cell.members)),
        }
    }
    sums.sort_by_key(|(id, _, amount, _)| (id.is_empty(), -amount));
    sums
}

fn rows(cells: &[Cell], wanted: &Wanted) -> Vec<Row> {
    let row = |(id, name, amount, members): (String, String, i64, i64)| {
        let deeper = match wanted.by {
            Dimension::Department | Dimension::Product => Dimension::Project,
            Dimension::Project | Dimension::Region => Dimension::Product,
        };
        let narrowed = [(wanted.by.code(), id.as_str()), ("by", deeper.code())];
        let href = (!id.is_empty()).then(|| address(PATH, wanted, &narrowed));
        Row { href, id, name, amount: Money(amount), members }
    };
    sums(cells).into_iter().map(row).collect()
}

fn by_month(months: &[Month], cells: &[Cell], wanted: &Wanted) -> Vec<OfMonth> {
    let mut before: Option<Money> = None;
    let of_month = |month: &Month| {
        let amount = Money(cells.iter().filter(|cell| cell.month() == *month).map(|cell| cell.amount).sum());
        let change = before.map(|from| Change { from, to: amount });
        before = Some(amount);
        let only = month.to_string();
        let href = address(PATH, wanted, &[("from", &only), ("to", &only), ("by", "department")]);
        OfMonth { month: *month, amount, change, href }
    };
    months.iter().map(of_month).collect()
}

/// GET `/bills/statistics.xlsx`, `/bills/statistics.csv`: each month of each of the dimension's.
///
/// # Errors
/// When the database can't be had.
pub async fn file(ctx: Ctx, db: Data<Db>, format: Format, asked: Query<Asked>) -> AppResult<HttpResponse> {
    let (who, lang, wanted) = (ctx.actor()?, ctx.language(), asked.wanted());
    let head = ["bill-month", wanted.by.label(), "bill-amount-yuan"].map(|key| lang.t(key)).to_vec();
    let rows = move |c: &mut diesel::PgConnection, _: Option<&Cursor>| {
        let found = queries::add_up(c, &who, &wanted, EXPORTED)?;
        let cells = |cell: &Cell| -> Cells {
            let name = named(wanted.by, &cell.id, &cell.name, lang);
            vec![cell.month().to_string(), name, Money(cell.amount).plain()]
        };
        Ok((found.iter().map(cells).collect(), None))
    };
    format.answer(&db, "bill-statistics", head, rows).await
}
