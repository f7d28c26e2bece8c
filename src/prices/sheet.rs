//! Prices from a spreadsheet: what its rows would do, by the rules of the single form.

use std::collections::HashMap;

use chrono::{DateTime, Utc};
use diesel::PgConnection;

use super::{
    commands,
    form::{PriceForm, Wanted},
    model::{Price, Priced},
    queries, workflow,
};
use crate::{
    calendar::date_of,
    error::AppResult,
    policy::{Action, Actor},
    text::Text,
    web::{
        form::Errors,
        i18n::Lang,
        import::{Column, Desk, Judged, Note, Report, Row, Verdict, Waiting},
    },
};

/// In the export's order.
pub const COLUMNS: [Column; 6] = [
    Column { field: "product", label: "price-product", hint: "price-hint-only-read" },
    Column { field: "component", label: "price-code", hint: "price-hint-code" },
    Column { field: "name", label: "price-component", hint: "price-hint-only-read" },
    Column { field: "unit", label: "price-unit", hint: "price-hint-only-read" },
    Column { field: "amount", label: "price-amount-yuan", hint: "price-hint-amount" },
    Column { field: "from", label: "price-from", hint: "price-hint-from" },
];

/// What this room says of its sheets.
pub static DESK: Desk = Desk {
    kind: "prices",
    paths: [
        "/bills/prices/import",
        "/bills/prices/import/template.xlsx",
        "/bills/prices/import/template.csv",
        "/bills/prices/import/{id}",
        "/bills/prices/import/{id}/confirm",
    ],
    list: "/bills/prices",
    list_label: "price-list",
    about: "price-import-about",
    template_hint: "price-import-template-hint",
    empty: "import-empty",
    ready: "import-ready",
    most: 2_000,
    text: 2 * 1024 * 1024,
    columns: &COLUMNS,
    key: "component",
    action: Action::ManagePrices,
    audited: ("importPrices", "price_import"),
    lock: |tx, _| commands::lock(tx),
    judge,
    write,
};

/// A row, and what it would set.
struct Step<'a> {
    priced: Option<&'a Priced>,
    last: Option<&'a Price>,
    outcome: Result<Option<Wanted>, Vec<(&'static str, Text)>>,
}

/// What the rows are judged by.
struct Stock {
    components: HashMap<String, Priced>,
    prices: HashMap<String, Vec<Price>>,
}

impl Stock {
    fn of(c: &mut PgConnection, rows: &[Row]) -> AppResult<Self> {
        let codes: Vec<String> = rows.iter().map(code).collect();
        let components = queries::named(c, &codes)?.into_iter().map(|it| (it.code.clone(), it)).collect();
        let mut prices: HashMap<String, Vec<Price>> = HashMap::new();
        for price in queries::history(c, &codes)? {
            prices.entry(price.component.clone()).or_default().push(price);
        }
        Ok(Self { components, prices })
    }

    fn steps(&self, rows: &[Row], now: DateTime<Utc>) -> Vec<Step<'_>> {
        let mut seen = HashMap::with_capacity(rows.len());
        rows.iter().map(|row| self.step(row, seen.insert(code(row), row.line), now)).collect()
    }

    /// `first` is the line that said something of the same component.
    fn step(&self, row: &Row, first: Option<usize>, now: DateTime<Utc>) -> Step<'_> {
        let code = code(row);
        let priced = self.components.get(&code);
        let prices = self.prices.get(&code).map_or(&[][..], Vec::as_slice);
        Step { priced, last: prices.last(), outcome: wanted(row, priced, prices, first, now) }
    }
}

fn wanted(
    row: &Row,
    priced: Option<&Priced>,
    prices: &[Price],
    first: Option<usize>,
    now: DateTime<Utc>,
) -> Result<Option<Wanted>, Vec<(&'static str, Text)>> {
    if row.said("component").is_empty() {
        return Err(vec![("component", "price-code-missing".into())]);
    }
    if let Some(line) = first {
        return Err(vec![("component", Text::new("price-code-twice").with("line", line))]);
    }
    if priced.is_none() {
        return Err(vec![("component", Text::new("price-code-unknown").with("code", code(row)))]);
    }
    // As our own export leaves what has no price.
    if prices.is_empty() && row.said("amount").is_empty() && row.said("from").is_empty() {
        return Ok(None);
    }
    let typed = PriceForm { amount: row.said("amount").to_owned(), from: row.said("from").to_owned() };
    let wanted = typed.parse(Errors::default()).map_err(|errors| {
        let first = |field| errors.at(field).into_iter().next().map(|why| (field, why));
        ["amount", "from"].into_iter().filter_map(first).collect::<Vec<_>>()
    })?;
    let holds = |price: &&Price| price.from <= wanted.from && price.until.is_none_or(|until| wanted.from < until);
    if prices.iter().find(holds).is_some_and(|price| price.amount() == wanted.amount) {
        return Ok(None);
    }
    workflow::succeed(prices, &wanted, date_of(now)).map_err(|refusal| vec![refusal])?;
    Ok(Some(wanted))
}

/// As components are called, though somebody's spreadsheet has made a capital of its first letter.
fn code(row: &Row) -> String {
    row.said("component").to_lowercase()
}

fn judge(c: &mut PgConnection, _: &Actor, rows: &[Row], lang: Lang, now: DateTime<Utc>) -> AppResult<Report> {
    let stock = Stock::of(c, rows)?;
    let judged = rows.iter().zip(stock.steps(rows, now)).map(|(row, step)| judged(row, step, lang));
    Ok(Report(judged.collect()))
}

fn judged(row: &Row, step: Step<'_>, lang: Lang) -> Judged {
    let (verdict, notes) = match (step.outcome, step.last) {
        (Err(reasons), _) => (Verdict::Wrong, reasons.into_iter().map(wrong).collect()),
        (Ok(None), _) => (Verdict::Same, Vec::new()),
        (Ok(Some(wanted)), None) => {
            let words = [wanted.amount.to_string(), wanted.from.to_string()];
            (Verdict::New, words.into_iter().map(Note::Word).collect())
        }
        (Ok(Some(wanted)), Some(last)) => {
            let change = |column, before, after| Note::Change { column, before, after };
            let amount = change("price-amount", last.amount().to_string(), wanted.amount.to_string());
            (Verdict::Changed, vec![amount, change("price-from", last.from.to_string(), wanted.from.to_string())])
        }
    };
    Judged {
        line: row.line,
        name: step.priced.map_or_else(|| row.said("name").to_owned(), |priced| priced.name(lang).to_owned()),
        code: code(row),
        verdict,
        notes,
        version: step.last.map_or(0, |price| price.id),
    }
}

fn wrong((field, why): (&'static str, Text)) -> Note {
    let column = COLUMNS.iter().find(|column| column.field == field).map_or("price-code", |column| column.label);
    Note::Wrong { column, why }
}

fn write(tx: &mut PgConnection, who: &Actor, sheet: &Waiting, now: DateTime<Utc>) -> AppResult<()> {
    let stock = Stock::of(tx, &sheet.rows)?;
    for step in stock.steps(&sheet.rows, now) {
        if let (Some(priced), Ok(Some(wanted))) = (step.priced, step.outcome) {
            commands::succeed(tx, who, priced, step.last, wanted, now)?;
        }
    }
    Ok(())
}
