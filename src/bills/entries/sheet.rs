//! Entries from a spreadsheet: what its rows would do.

use std::collections::HashMap;

use chrono::{DateTime, Utc};
use diesel::{
    PgConnection, QueryableByName, RunQueryDsl,
    sql_types::{Array, BigInt, Date, Nullable, Text as SqlText},
};

use super::{
    Entry, commands,
    queries::ENTRIES,
    row::{Wanted, Wrong, read},
};
use crate::{
    bills::{month::Month, queries::lock_month},
    db::sql::statement,
    error::AppResult,
    policy::{Action, Actor},
    text::Text,
    web::{
        i18n::Lang,
        import::{Column, Desk, Judged, Note, Report, Row, Verdict, Waiting},
    },
};

/// In the export's order.
pub const COLUMNS: [Column; 11] = [
    Column { field: "month", label: "bill-month", hint: "bill-entry-hint-month" },
    Column { field: "department", label: "bill-department", hint: "bill-entry-hint-department" },
    Column { field: "project", label: "bill-project", hint: "bill-entry-hint-project" },
    Column { field: "region", label: "bill-region", hint: "bill-entry-hint-region" },
    Column { field: "product", label: "bill-product", hint: "bill-entry-hint-product" },
    Column { field: "description", label: "bill-entry-description", hint: "bill-entry-hint-description" },
    Column { field: "units", label: "bill-line-units", hint: "bill-entry-hint-units" },
    Column { field: "price", label: "bill-entry-price", hint: "bill-entry-hint-price" },
    Column { field: "from", label: "bill-entry-from", hint: "bill-entry-hint-from" },
    Column { field: "to", label: "bill-entry-to", hint: "bill-entry-hint-to" },
    Column { field: "request", label: "bill-line-request", hint: "bill-entry-hint-request" },
];

/// What this room says of its sheets.
pub static DESK: Desk = Desk {
    kind: "bill_entries",
    paths: [
        "/bills/entries/import",
        "/bills/entries/import/template.xlsx",
        "/bills/entries/import/template.csv",
        "/bills/entries/import/{id}",
        "/bills/entries/import/{id}/confirm",
    ],
    list: "/bills/entries",
    list_label: "bill-entries",
    about: "bill-entry-import-about",
    template_hint: "bill-entry-template-hint",
    empty: "import-empty",
    ready: "import-ready",
    most: 5_000,
    text: 4 * 1024 * 1024,
    columns: &COLUMNS,
    key: "description",
    action: Action::RunBilling,
    audited: ("importBillEntries", "bill_entry_import"),
    lock: |tx, rows| months(rows).into_iter().try_for_each(|month| lock_month(tx, month)),
    judge,
    write,
};

/// Those that rows speak of, each once and in order.
fn months(rows: &[Row]) -> Vec<Month> {
    let mut months: Vec<Month> = rows.iter().filter_map(|row| row.said("month").parse().ok()).collect();
    months.sort_unstable();
    months.dedup();
    months
}

/// What tells entries of a month apart.
type Key = (Month, i64, i64, String, String);

/// What the rows are judged by.
pub struct Stock {
    departments: HashMap<String, i64>,
    projects: HashMap<(i64, String), i64>,
    regions: HashMap<String, i64>,
    requests: HashMap<String, (i64, i64)>,
    sent: Vec<(Month, i64)>,
    entries: HashMap<Key, Entry>,
}

#[derive(QueryableByName)]
struct Named {
    #[diesel(sql_type = BigInt)]
    id: i64,
    #[diesel(sql_type = SqlText)]
    name: String,
    /// Of a project or a request: its department's id.
    #[diesel(sql_type = Nullable<BigInt>)]
    department_id: Option<i64>,
}

#[derive(QueryableByName)]
struct Sent {
    #[diesel(sql_type = Date)]
    month: chrono::NaiveDate,
    #[diesel(sql_type = BigInt)]
    department_id: i64,
}

#[derive(QueryableByName)]
struct Kept {
    #[diesel(embed)]
    entry: Entry,
    #[diesel(sql_type = BigInt)]
    project_id: i64,
    #[diesel(sql_type = BigInt)]
    region_id: i64,
}

impl Stock {
    fn of(c: &mut PgConnection, rows: &[Row]) -> AppResult<Self> {
        let days: Vec<chrono::NaiveDate> = months(rows).into_iter().map(Month::first_day).collect();
        let said = |field| rows.iter().map(|row| row.said(field).to_owned()).collect::<Vec<_>>();
        let departments = named(c, "departments WHERE name = ANY($1)", "NULL::bigint", "name", said("department"))?;
        let projects = named(c, "projects WHERE name = ANY($1)", "department_id", "name", said("project"))?;
        let regions = named(c, "regions WHERE name = ANY($1)", "NULL::bigint", "name", said("region"))?;
        let requests =
            named(c, "resource_requests WHERE number = ANY($1)", "department_id", "number", said("request"))?;
        let sent: Vec<Sent> = statement(
            "SELECT month, department_id FROM bills
             WHERE month = ANY($1) AND kind = 'department' AND state NOT IN ('draft', 'rejected')",
        )
        .bind::<Array<Date>, _>(days.clone())
        .load(c)?;
        let kept = ENTRIES.replacen("SELECT ", "SELECT e.project_id, e.region_id, ", 1);
        let kept: Vec<Kept> =
            statement(format!("{kept} WHERE e.month = ANY($1)")).bind::<Array<Date>, _>(days).load(c)?;
        Ok(Self {
            departments: departments.into_iter().map(|it| (it.name, it.id)).collect(),
            projects: projects.into_iter().filter_map(|it| Some(((it.department_id?, it.name), it.id))).collect(),
            regions: regions.into_iter().map(|it| (it.name, it.id)).collect(),
            requests: requests.into_iter().filter_map(|it| Some((it.name, (it.id, it.department_id?)))).collect(),
            sent: sent.into_iter().map(|it| (Month::of(it.month), it.department_id)).collect(),
            entries: kept.into_iter().map(|it| (it.key(), it.entry)).collect(),
        })
    }

    pub(super) fn department(&self, name: &str) -> Result<i64, Text> {
        self.departments.get(name).copied().ok_or_else(|| unknown("bill-entry-department-unknown", name))
    }

    pub(super) fn project(&self, department: i64, name: &str) -> Result<i64, Text> {
        let project = self.projects.get(&(department, name.to_owned())).copied();
        project.ok_or_else(|| unknown("bill-entry-project-unknown", name))
    }

    pub(super) fn region(&self, name: &str) -> Result<i64, Text> {
        self.regions.get(name).copied().ok_or_else(|| unknown("bill-entry-region-unknown", name))
    }

    /// Of that department; empty for none.
    pub(super) fn request(&self, department: Option<i64>, number: &str) -> Result<Option<i64>, Text> {
        if number.is_empty() || department.is_none() {
            return Ok(None);
        }
        let request = self.requests.get(number).filter(|(_, of)| Some(*of) == department);
        request.map(|(id, _)| Some(*id)).ok_or_else(|| unknown("bill-entry-request-unknown", number))
    }

    pub(super) fn is_sent(&self, month: Month, department: i64) -> bool {
        self.sent.contains(&(month, department))
    }

    fn steps(&self, rows: &[Row], now: DateTime<Utc>) -> Vec<Step<'_>> {
        let mut seen: HashMap<Key, usize> = HashMap::new();
        let current = Month::current(now);
        let step = |row: &Row| {
            let wanted = read(row, self, current).and_then(|wanted| match seen.insert(key_of(&wanted), row.line) {
                Some(line) => Err(vec![("description", Text::new("bill-entry-twice").with("line", line))]),
                None => Ok(wanted),
            });
            let before = wanted.as_ref().ok().and_then(|wanted| self.entries.get(&key_of(wanted)));
            Step { before, wanted }
        };
        rows.iter().map(step).collect()
    }
}

fn unknown(key: &'static str, typed: &str) -> Text {
    Text::new(key).with("typed", typed)
}

fn named(c: &mut PgConnection, rows: &str, department: &str, name: &str, said: Vec<String>) -> AppResult<Vec<Named>> {
    let query = format!("SELECT id, {name} AS name, {department} AS department_id FROM {rows}");
    Ok(statement(query).bind::<Array<SqlText>, _>(said).load(c)?)
}

impl Kept {
    fn key(&self) -> Key {
        let Entry { product, description, .. } = &self.entry;
        (self.entry.month(), self.project_id, self.region_id, product.clone(), description.clone())
    }
}

fn key_of(wanted: &Wanted) -> Key {
    (wanted.month, wanted.project, wanted.region, wanted.product.clone(), wanted.description.clone())
}

/// What a row would enter, and over what.
struct Step<'a> {
    before: Option<&'a Entry>,
    wanted: Result<Wanted, Vec<Wrong>>,
}

impl Step<'_> {
    fn changes(&self, row: &Row) -> Vec<Note> {
        let (Some(before), Ok(wanted)) = (self.before, &self.wanted) else { return Vec::new() };
        [
            ("bill-line-units", before.units.to_string(), wanted.units.to_string()),
            ("bill-entry-price", before.price().plain(), wanted.price.plain()),
            ("bill-entry-from", before.first_day.to_string(), wanted.from.to_string()),
            ("bill-entry-to", before.last_day.to_string(), wanted.to.to_string()),
            ("bill-line-request", before.request.clone().unwrap_or_default(), row.said("request").to_owned()),
        ]
        .into_iter()
        .filter(|(_, before, after)| before != after)
        .map(|(column, before, after)| Note::Change { column, before, after })
        .collect()
    }
}

fn judge(c: &mut PgConnection, _: &Actor, rows: &[Row], _: Lang, now: DateTime<Utc>) -> AppResult<Report> {
    let stock = Stock::of(c, rows)?;
    Ok(Report(rows.iter().zip(stock.steps(rows, now)).map(|(row, step)| judged(row, &step)).collect()))
}

fn judged(row: &Row, step: &Step<'_>) -> Judged {
    let changes = step.changes(row);
    let (verdict, notes) = match (&step.wanted, step.before) {
        (Err(reasons), _) => (Verdict::Wrong, reasons.iter().cloned().map(wrong).collect()),
        (Ok(wanted), None) => {
            let words = [row.said("department").to_owned(), wanted.price.to_string()];
            (Verdict::New, words.into_iter().map(Note::Word).collect())
        }
        (Ok(_), Some(_)) if changes.is_empty() => (Verdict::Same, changes),
        (Ok(_), Some(_)) => (Verdict::Changed, changes),
    };
    Judged {
        line: row.line,
        name: row.said("project").to_owned(),
        code: row.said("description").to_owned(),
        verdict,
        notes,
        version: 0,
    }
}

fn wrong((field, why): Wrong) -> Note {
    let column = COLUMNS.iter().find(|column| column.field == field).map_or("bill-entry-description", |it| it.label);
    Note::Wrong { column, why }
}

fn write(tx: &mut PgConnection, who: &Actor, sheet: &Waiting, now: DateTime<Utc>) -> AppResult<()> {
    let stock = Stock::of(tx, &sheet.rows)?;
    for (row, step) in sheet.rows.iter().zip(stock.steps(&sheet.rows, now)) {
        let is_same = step.before.is_some() && step.changes(row).is_empty();
        if let (false, Ok(wanted)) = (is_same, &step.wanted) {
            commands::put(tx, who, step.before, wanted, now)?;
        }
    }
    Ok(())
}
