//! `/bills/departments`: a month of all departments in sight, by unit, and the roll-ups.

use actix_web::{
    HttpResponse,
    web::{Data, Query},
};
use askama::Template;
use serde::Deserialize;

use super::{
    month_choices,
    own::{HEAD, cells},
};
use crate::{
    bills::{
        model::Bill,
        month::Month,
        queries::{self, Belonging},
        state::State,
    },
    db::Db,
    error::AppResult,
    money::Money,
    policy::Actor,
    text::Text,
    web::{
        Ctx,
        export::Format,
        filters,
        form::Choice,
        list::{self, Cursor, TabLink},
        page,
    },
};

const PATH: &str = "/bills/departments";
/// Months to choose from.
const MONTHS: i64 = 120;

/// The list's address, as it came.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct Asked {
    q: String,
    month: String,
    state: String,
}

impl Asked {
    fn address(&self, path: &str, month: &str) -> String {
        list::address(path, &[("q", &self.q), ("month", month), ("state", &self.state)])
    }
}

/// A department of the first level with its units.
struct Unit {
    name: String,
    bills: Vec<Bill>,
}

impl Unit {
    fn total(&self) -> Money {
        self.bills.iter().map(Bill::amount).sum()
    }
}

#[derive(Template)]
#[template(path = "bills/departments.html")]
struct Departments {
    ctx: Ctx,
    q: String,
    state: String,
    month: String,
    months: Vec<Choice>,
    tabs: Vec<TabLink>,
    roll_ups: Vec<Bill>,
    units: Vec<Unit>,
    narrows: bool,
    exports: [String; 2],
}

impl Departments {
    fn total(&self) -> Money {
        self.units.iter().map(Unit::total).sum()
    }

    fn is_empty(&self) -> bool {
        self.roll_ups.is_empty() && self.units.is_empty()
    }
}

/// What `who` sees of the month asked for, or of the newest, with the months there are.
fn read(c: &mut diesel::PgConnection, who: &Actor, asked: &str) -> AppResult<(Vec<Month>, Option<Month>, Vec<Bill>)> {
    let months = queries::months_of(c, who, MONTHS)?;
    let month = asked.parse().ok().or_else(|| months.first().copied());
    let bills = month.map_or(Ok(Vec::new()), |month| queries::in_sight(c, who, month))?;
    Ok((months, month, bills))
}

/// GET `/bills/departments` (`q`, `month`, `state`): the newest month without one.
///
/// # Errors
/// When the database can't be had.
pub async fn list(ctx: Ctx, db: Data<Db>, asked: Query<Asked>) -> AppResult<HttpResponse> {
    let (who, typed) = (ctx.actor()?, asked.month.clone());
    let (months, month, bills, belonging) = db
        .read(move |c| {
            let (months, month, bills) = read(c, &who, &typed)?;
            let belonging = month.map_or(Ok(Vec::new()), |month| queries::belonging(c, month))?;
            Ok((months, month, bills, belonging))
        })
        .await?;
    let (month, state) = (month.map(|month| month.to_string()).unwrap_or_default(), asked.state.parse().ok());
    let (roll_ups, bills) = narrowed(bills, &asked.q, state).into_iter().partition(Bill::is_roll_up);
    let departments = Departments {
        months: month_choices(&months, &month, None),
        tabs: tabs(&asked, &month, state),
        roll_ups,
        units: units(bills, &belonging),
        narrows: !asked.q.is_empty() || state.is_some(),
        exports: ["xlsx", "csv"].map(|ending| asked.address(&format!("{PATH}.{ending}"), &month)),
        q: asked.q.clone(),
        state: state.map_or("", State::code).to_owned(),
        month,
        ctx: ctx.clone(),
    };
    page::show(&ctx, &departments)
}

fn narrowed(bills: Vec<Bill>, q: &str, state: Option<State>) -> Vec<Bill> {
    let words = list::words(q);
    let says = |bill: &Bill| words.is_empty() || bill.department.contains(&words) || bill.number.contains(&words);
    bills.into_iter().filter(|bill| says(bill) && state.is_none_or(|state| bill.state() == state)).collect()
}

fn tabs(asked: &Asked, month: &str, chosen: Option<State>) -> Vec<TabLink> {
    let tab = |state: Option<State>| {
        let narrowed = Asked { state: state.map_or("", State::code).to_owned(), ..asked.clone() };
        TabLink {
            href: list::link(&narrowed.address(PATH, month)),
            label: state.map_or("bill-state-all", State::label),
            count: None,
            current: chosen == state,
            hot: false,
        }
    };
    let states = [State::Sent, State::Confirmed, State::Rejected].map(Some);
    std::iter::once(None).chain(states).map(tab).collect()
}

/// Bills of one unit follow one another already.
fn units(bills: Vec<Bill>, belonging: &[Belonging]) -> Vec<Unit> {
    let of = |bill: &Bill| belonging.iter().find(|it| Some(it.id) == bill.department_id);
    let mut units: Vec<(i64, Unit)> = Vec::new();
    for bill in bills {
        let (unit, name) = of(&bill).map_or((bill.id, bill.department.clone()), |it| (it.unit, it.name.clone()));
        match units.last_mut().filter(|(last, _)| *last == unit) {
            Some((_, it)) => it.bills.push(bill),
            None => units.push((unit, Unit { name, bills: vec![bill] })),
        }
    }
    units.into_iter().map(|(_, unit)| unit).collect()
}

/// GET `/bills/departments.xlsx`, `/bills/departments.csv`
///
/// # Errors
/// When the database can't be had.
pub async fn file(ctx: Ctx, db: Data<Db>, format: Format, asked: Query<Asked>) -> AppResult<HttpResponse> {
    let (who, lang, asked) = (ctx.actor()?, ctx.language(), asked.into_inner());
    let head = HEAD.map(|key| lang.t(key)).to_vec();
    let rows = move |c: &mut diesel::PgConnection, _: Option<&Cursor>| {
        let (_, _, bills) = read(c, &who, &asked.month)?;
        let bills = narrowed(bills, &asked.q, asked.state.parse().ok());
        Ok((bills.iter().map(|bill| cells(bill, lang)).collect(), None))
    };
    format.answer(&db, "bills-of-departments", head, rows).await
}
