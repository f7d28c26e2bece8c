//! What one row of a sheet says.

use chrono::NaiveDate;

use super::sheet::Stock;
use crate::{
    bills::{line::OTHER, month::Month},
    catalogue::product::Product,
    money::Money,
    text::Text,
    web::{form::half_width, i18n::Lang, import::Row, list::day},
};

/// Characters of a description.
const WORDS: usize = 140;
/// Units of one row.
const MOST: i64 = 1_000_000_000;

/// An entry that makes sense.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Wanted {
    pub month: Month,
    pub department: i64,
    pub project: i64,
    pub region: i64,
    pub product: String,
    pub description: String,
    pub units: i64,
    pub price: Money,
    pub from: NaiveDate,
    pub to: NaiveDate,
    pub request: Option<i64>,
}

/// Why a cell is wrong, by its column's field.
pub type Wrong = (&'static str, Text);

/// What `row` says, by what there is.
///
/// # Errors
/// Every cell that is wrong.
pub fn read(row: &Row, stock: &Stock, current: Month) -> Result<Wanted, Vec<Wrong>> {
    let mut wrong = Vec::new();
    let mut take = Taker(&mut wrong);
    let month = take.at("month", month(row, current));
    let department = take.at("department", stock.department(row.said("department")));
    let project =
        take.at("project", department.map_or(Ok(None), |of| stock.project(of, row.said("project")).map(Some)));
    let region = take.at("region", stock.region(row.said("region")));
    let product = take.at("product", product(row.said("product")));
    let description = take.at("description", description(row.said("description")));
    let units = take.at("units", units(row.said("units")));
    let price = take.at("price", Money::parse(row.said("price")));
    let from = take.at("from", date(row.said("from"), month, Month::first_day));
    let to = take.at("to", date(row.said("to"), month, Month::last_day));
    let request = take.at("request", stock.request(department, row.said("request")));
    if let (Some(Some(from)), Some(Some(to))) = (from, to)
        && to < from
    {
        take.at("to", Err::<(), _>("bill-entry-ends-before".into()));
    }
    if let (Some(month), Some(department)) = (month, department)
        && stock.is_sent(month, department)
    {
        take.at("month", Err::<(), _>("bill-entry-is-sent".into()));
    }
    let said = (|| {
        Some(Wanted {
            month: month?,
            department: department?,
            project: project??,
            region: region?,
            product: product?,
            description: description?,
            units: units?,
            price: price?,
            from: from??,
            to: to??,
            request: request?,
        })
    })();
    said.filter(|_| wrong.is_empty()).ok_or(wrong)
}

struct Taker<'a>(&'a mut Vec<Wrong>);

impl Taker<'_> {
    fn at<T>(&mut self, field: &'static str, said: Result<T, Text>) -> Option<T> {
        said.map_err(|why| self.0.push((field, why))).ok()
    }
}

fn month(row: &Row, current: Month) -> Result<Month, Text> {
    let month: Month = row.said("month").parse()?;
    if month <= current { Ok(month) } else { Err("bill-entry-month-to-come".into()) }
}

/// A product's code or its name in either language.
fn product(typed: &str) -> Result<String, Text> {
    let named = |label: &'static str| {
        [Lang::Chinese, Lang::English].into_iter().any(|lang| lang.t(label).eq_ignore_ascii_case(typed))
    };
    if typed.eq_ignore_ascii_case(OTHER) || named("bill-product-other") {
        return Ok(OTHER.to_owned());
    }
    let found = Product::ALL.into_iter().find(|it| it.code().eq_ignore_ascii_case(typed) || named(it.label()));
    found.map(|it| it.code().to_owned()).ok_or_else(|| Text::new("bill-entry-product-unknown").with("typed", typed))
}

fn description(typed: &str) -> Result<String, Text> {
    match typed.chars().count() {
        0 => Err("bill-entry-description-missing".into()),
        1..=WORDS => Ok(typed.to_owned()),
        count => Err(Text::new("bill-reason-too-long").with("count", count).with("most", WORDS)),
    }
}

fn units(typed: &str) -> Result<i64, Text> {
    let plain: String = typed.chars().map(half_width).filter(|c| !matches!(c, ',' | ' ')).collect();
    // As spreadsheets leave whole numbers.
    let plain = plain.strip_suffix(".0").unwrap_or(&plain);
    plain
        .parse()
        .ok()
        .filter(|units| (1..=MOST).contains(units))
        .ok_or_else(|| Text::new("bill-entry-units-wrong").with("typed", typed).with("most", MOST))
}

/// A day of the month; empty for its first or its last. Nothing where the month itself is wrong.
fn date(typed: &str, month: Option<Month>, otherwise: fn(Month) -> NaiveDate) -> Result<Option<NaiveDate>, Text> {
    let Some(month) = month else { return Ok(None) };
    if typed.is_empty() {
        return Ok(Some(otherwise(month)));
    }
    let wrong = || Text::new("bill-entry-day-wrong").with("typed", typed).with("month", month.to_string());
    day(typed).filter(|day| Month::of(*day) == month).map(Some).ok_or_else(wrong)
}
