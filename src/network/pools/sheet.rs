//! Pool addresses from a spreadsheet: what its rows would do, by the rules of the single form.

use std::{
    collections::{HashMap, HashSet},
    net::Ipv4Addr,
};

use chrono::{DateTime, Utc};
use diesel::PgConnection;

use super::{
    commands::{self, New},
    form::line,
    queries,
};
use crate::{
    error::AppResult,
    network::{
        address::parse_ipv4,
        address_form::{AddressForm, WantedAddress},
        commands::update_address,
        line::Line,
        pool_address::PoolAddress,
    },
    policy::{Action, Actor},
    text::Text,
    web::{
        form::{Errors, one_line},
        i18n::Lang,
        import::{Column, Desk, Judged, Note, Report, Row, Verdict, Waiting},
    },
};

/// In the form's order.
pub const COLUMNS: [Column; 4] = [
    Column { field: "address", label: "network-pool-address", hint: "network-pool-import-hint-address" },
    Column { field: "line", label: "network-line", hint: "network-pool-import-hint-line" },
    Column { field: "department", label: "network-department", hint: "network-pool-import-hint-department" },
    Column { field: "note", label: "network-note", hint: "network-import-hint-words" },
];

/// What this room says of its sheets.
pub static DESK: Desk = Desk {
    kind: "ip_pools",
    paths: [
        "/admin/ip-pools/import",
        "/admin/ip-pools/import/template.xlsx",
        "/admin/ip-pools/import/template.csv",
        "/admin/ip-pools/import/{id}",
        "/admin/ip-pools/import/{id}/confirm",
    ],
    list: super::PATH,
    list_label: "network-ip-pools",
    about: "network-pool-import-about",
    template_hint: "network-pool-import-template-hint",
    empty: "import-empty",
    ready: "import-ready",
    most: 5_000,
    text: 2 * 1024 * 1024,
    columns: &COLUMNS,
    key: "address",
    action: Action::ManageIpPools,
    audited: ("importPoolIps", "pool_import"),
    lock: |tx, rows| queries::among(tx, &addresses(rows), true).map(drop),
    judge,
    write,
};

fn addresses(rows: &[Row]) -> Vec<Ipv4Addr> {
    rows.iter().filter_map(|row| parse_ipv4(row.said("address")).ok()).collect()
}

/// What a row would do.
enum Step {
    Wrong(Vec<(&'static str, Text)>),
    New(WantedAddress),
    Changed(Box<PoolAddress>, WantedAddress),
    Same,
}

/// What rows are judged by.
struct Stock {
    known: HashMap<Ipv4Addr, PoolAddress>,
    occupied: HashSet<Ipv4Addr>,
    /// By name and by code.
    departments: HashMap<String, i64>,
    lines: HashMap<String, Line>,
}

impl Stock {
    fn of(c: &mut PgConnection, rows: &[Row]) -> AppResult<Self> {
        let addresses = addresses(rows);
        let known = queries::among(c, &addresses, false)?;
        let called = queries::departments(c)?.into_iter().flat_map(|(id, name, code)| [(name, id), (code, id)]);
        let departments = called.collect();
        let named = |line: Line| {
            let labels = Lang::ALL.map(|lang| lang.t(line.label()).to_lowercase());
            labels.into_iter().chain([line.code().to_owned()]).map(move |word| (word, line))
        };
        Ok(Self {
            known: known.into_iter().map(|ip| (ip.address, ip)).collect(),
            occupied: queries::occupied(c, &addresses)?.into_iter().collect(),
            departments,
            lines: Line::ALL.into_iter().flat_map(named).collect(),
        })
    }

    fn steps(&self, rows: &[Row]) -> Vec<Step> {
        let mut seen = HashMap::with_capacity(rows.len());
        rows.iter()
            .map(|row| {
                let address = parse_ipv4(row.said("address")).ok();
                let first = address.and_then(|address| seen.insert(address, row.line));
                self.step(row, address, first).unwrap_or_else(Step::Wrong)
            })
            .collect()
    }

    /// The row as somebody would type it into the form over the address as it is.
    fn step(
        &self,
        row: &Row,
        address: Option<Ipv4Addr>,
        first: Option<usize>,
    ) -> Result<Step, Vec<(&'static str, Text)>> {
        let known = address.and_then(|address| self.known.get(&address));
        let mut errors = Errors::default();
        if let Some(line) = first {
            errors.add("address", Text::new("network-pool-import-twice").with("line", line));
        }
        let mut form = known.map(AddressForm::from).unwrap_or_default();
        row.said("address").clone_into(&mut form.address);
        if let Some(said) = row.get("line") {
            let said = one_line(said);
            form.line = self.lines.get(&said.to_lowercase()).map_or(said, |line| line.code().to_owned());
        }
        if let Some(said) = row.get("department") {
            let said = one_line(said);
            let found = self.departments.get(&said);
            if found.is_none() && !said.is_empty() {
                errors.add("department", Text::new("network-import-department-unknown").with("name", said));
            }
            form.department = found.map(i64::to_string).unwrap_or_default();
        }
        if let Some(said) = row.get("note") {
            form.note = one_line(said);
        }
        let pool = known.map(PoolAddress::pool).or_else(|| line(&form.line).ok().map(Line::pool)).unwrap_or_default();
        let wanted = form.parse(pool, errors).map_err(|errors| first_of_each(&errors))?;
        let Some(known) = known else { return Ok(Step::New(wanted)) };
        if known.retired_at.is_some() {
            return Err(vec![("address", "network-pool-address-retired".into())]);
        }
        if wanted.department != known.department_id && self.occupied.contains(&known.address) {
            return Err(vec![("department", "network-pool-address-occupied".into())]);
        }
        let same = AddressForm { address: known.address.to_string(), ..form } == AddressForm::from(known);
        Ok(if same { Step::Same } else { Step::Changed(Box::new(known.clone()), wanted) })
    }
}

fn first_of_each(errors: &Errors) -> Vec<(&'static str, Text)> {
    let first = |column: &Column| errors.at(column.field).into_iter().next().map(|why| (column.field, why));
    COLUMNS.iter().filter_map(first).collect()
}

fn judge(c: &mut PgConnection, _: &Actor, rows: &[Row], lang: Lang, _: DateTime<Utc>) -> AppResult<Report> {
    let stock = Stock::of(c, rows)?;
    let judged = rows.iter().zip(stock.steps(rows)).map(|(row, step)| judged(row, step, lang));
    Ok(Report(judged.collect()))
}

fn judged(row: &Row, step: Step, lang: Lang) -> Judged {
    let (verdict, notes, version) = match step {
        Step::Wrong(reasons) => (Verdict::Wrong, reasons.into_iter().map(wrong).collect(), 0),
        Step::New(wanted) => {
            let words = [lang.t(wanted.line.label()), one_line(row.said("department")), wanted.note];
            (Verdict::New, words.into_iter().filter(|word| !word.is_empty()).map(Note::Word).collect(), 0)
        }
        Step::Changed(known, wanted) => {
            let word = |text: String| if text.is_empty() { lang.t("record-not-given") } else { text };
            let department = known.department.clone().unwrap_or_default();
            let named = row.get("department").map_or_else(|| department.clone(), one_line);
            let named = if wanted.department == known.department_id { department.clone() } else { named };
            let all = [
                ("network-line", lang.t(known.line.label()), lang.t(wanted.line.label())),
                ("network-department", word(department), word(named)),
                ("network-note", word(known.note.clone()), word(wanted.note)),
            ];
            let differing = all.into_iter().filter(|(_, before, after)| before != after);
            let notes = differing.map(|(column, before, after)| Note::Change { column, before, after });
            (Verdict::Changed, notes.collect(), known.version)
        }
        Step::Same => (Verdict::Same, Vec::new(), 0),
    };
    Judged { line: row.line, name: String::new(), code: one_line(row.said("address")), verdict, notes, version }
}

fn wrong((field, why): (&'static str, Text)) -> Note {
    let column =
        COLUMNS.iter().find(|column| column.field == field).map_or("network-pool-address", |column| column.label);
    Note::Wrong { column, why }
}

fn write(tx: &mut PgConnection, who: &Actor, sheet: &Waiting, now: DateTime<Utc>) -> AppResult<()> {
    let stock = Stock::of(tx, &sheet.rows)?;
    let mut new = Vec::new();
    for step in stock.steps(&sheet.rows) {
        match step {
            Step::New(WantedAddress { address, line, department, note }) => {
                new.push(New { address, line, department, note });
            }
            Step::Changed(known, wanted) => {
                update_address(tx, who, known.address, Some(known.version), &wanted, now)?;
            }
            Step::Same | Step::Wrong(_) => {}
        }
    }
    commands::insert(tx, who, new, now)
}
