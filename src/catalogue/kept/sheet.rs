//! Entries from a spreadsheet: what its rows would do, by the rules of the single form.

use std::collections::HashMap;

use chrono::{DateTime, Utc};
use diesel::PgConnection;

use super::{
    commands,
    entry::Entry,
    form::{EntryForm, Wanted, family},
    kind::Kind,
    queries,
};
use crate::{
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
pub const COLUMNS: [Column; 12] = [
    Column { field: "kind", label: "catalogue-entry-kind", hint: "catalogue-hint-kind" },
    Column { field: "code", label: "catalogue-entry-code", hint: "catalogue-hint-code" },
    Column { field: "name", label: "catalogue-entry-name", hint: "catalogue-hint-name" },
    Column { field: "name_en", label: "catalogue-entry-name-en", hint: "catalogue-hint-name" },
    Column { field: "vcpus", label: "catalogue-entry-vcpus", hint: "catalogue-hint-size" },
    Column { field: "memory", label: "catalogue-entry-memory", hint: "catalogue-hint-size" },
    Column { field: "least_disk", label: "catalogue-entry-least-disk", hint: "catalogue-hint-image" },
    Column { field: "system_least", label: "catalogue-entry-system-least", hint: "catalogue-hint-disk" },
    Column { field: "system_most", label: "catalogue-entry-system-most", hint: "catalogue-hint-disk" },
    Column { field: "data_least", label: "catalogue-entry-data-least", hint: "catalogue-hint-disk" },
    Column { field: "data_most", label: "catalogue-entry-data-most", hint: "catalogue-hint-disk" },
    Column { field: "state", label: "catalogue-entry-state", hint: "catalogue-hint-state" },
];

/// What this room says of its sheets.
pub static DESK: Desk = Desk {
    kind: "catalogue",
    paths: [
        "/admin/catalogue/import",
        "/admin/catalogue/import/template.xlsx",
        "/admin/catalogue/import/template.csv",
        "/admin/catalogue/import/{id}",
        "/admin/catalogue/import/{id}/confirm",
    ],
    list: "/admin/catalogue",
    list_label: "catalogue-heading",
    about: "catalogue-import-about",
    template_hint: "catalogue-import-template-hint",
    empty: "import-empty",
    ready: "import-ready",
    most: 1_000,
    text: 2 * 1024 * 1024,
    columns: &COLUMNS,
    key: "code",
    action: Action::ManageCatalogue,
    audited: ("importCatalogue", "catalogue_import"),
    lock: |tx, _| commands::lock_all(tx),
    judge,
    write,
};

type Wrong = Vec<(&'static str, Text)>;

/// What a row would do.
struct Step<'a> {
    kind: Kind,
    /// None for a new one.
    is: Option<&'a Entry>,
    wanted: Wanted,
    /// Whether it shall be retired; none where the row doesn't say.
    retired: Option<bool>,
}

/// What rows are judged by; it grows with each new one.
struct Stock<'a> {
    entries: HashMap<(Kind, &'a str), &'a Entry>,
    /// GiB a vCPU.
    families: HashMap<String, u32>,
    /// Lines by what they are about.
    seen: HashMap<(Kind, String), usize>,
}

impl<'a> Stock<'a> {
    fn of(entries: &'a [Entry]) -> Self {
        let types = entries.iter().filter(|entry| entry.kind() == Kind::InstanceType);
        let families = types.filter_map(|entry| {
            let wanted = EntryForm::from(entry).parse(Kind::InstanceType, Some(entry), Errors::default()).ok()?;
            family(&wanted).map(|(memory, family, _)| (family.to_owned(), memory))
        });
        Self {
            families: families.collect(),
            entries: entries.iter().map(|entry| ((entry.kind(), entry.code.as_str()), entry)).collect(),
            seen: HashMap::new(),
        }
    }

    fn step(&mut self, row: &Row) -> Result<Step<'a>, Wrong> {
        let kind = kind(row.said("kind")).ok_or_else(|| vec![("kind", Text::new("catalogue-kind-unknown"))])?;
        let code = row.said("code").to_lowercase();
        if let Some(line) = self.seen.insert((kind, code.clone()), row.line) {
            return Err(vec![("code", Text::new("catalogue-code-twice").with("line", line))]);
        }
        let is = self.entries.get(&(kind, code.as_str())).copied();
        let wanted = form(row, is).parse(kind, is, Errors::default()).map_err(in_order)?;
        let retired = state(row.said("state")).map_err(|why| vec![("state", why)])?;
        if is.is_none()
            && kind == Kind::InstanceType
            && let Some((memory, family, _)) = family(&wanted)
        {
            let known = *self.families.entry(family.to_owned()).or_insert(memory);
            if known != memory {
                let says = Text::new("catalogue-entry-family-memory").with("family", family);
                return Err(vec![("memory", says.with("memory", known))]);
            }
        }
        Ok(Step { kind, is, wanted, retired })
    }
}

/// The row as somebody would type it over the entry as it is. What the sheet doesn't say stays.
fn form(row: &Row, is: Option<&Entry>) -> EntryForm {
    let mut form = is.map(EntryForm::from).unwrap_or_default();
    let said = |field| row.get(field).filter(|cell| !cell.is_empty()).map(str::to_owned);
    for (field, typed) in [("code", &mut form.code), ("name", &mut form.name), ("name_en", &mut form.name_en)] {
        if let Some(cell) = said(field) {
            *typed = cell;
        }
    }
    for number in Kind::ALL.iter().flat_map(|kind| kind.numbers()) {
        if let Some(cell) = said(number.field) {
            form.numbers.insert(number.field, cell);
        }
    }
    form
}

/// By its code, or its label in either language.
fn kind(said: &str) -> Option<Kind> {
    let is = |kind: &Kind| said == kind.code() || Lang::ALL.iter().any(|lang| lang.t(kind.label()) == said);
    Kind::ALL.into_iter().find(is)
}

/// Whether it says that something is retired, by code or in either language; nothing for nothing.
fn state(said: &str) -> Result<Option<bool>, Text> {
    let says = |code, label| said == code || Lang::ALL.iter().any(|lang| lang.t(label) == said);
    if said.is_empty() {
        Ok(None)
    } else if says("offered", "catalogue-is-offered") {
        Ok(Some(false))
    } else if says("retired", "catalogue-is-retired") {
        Ok(Some(true))
    } else {
        Err("catalogue-state-unknown".into())
    }
}

/// Each column blamed once.
fn in_order(errors: Errors) -> Wrong {
    let first = |column: &Column| errors.at(column.field).into_iter().next().map(|why| (column.field, why));
    COLUMNS.iter().filter_map(first).collect()
}

fn judge(c: &mut PgConnection, _: &Actor, rows: &[Row], lang: Lang, _: DateTime<Utc>) -> AppResult<Report> {
    let entries = queries::all(c)?;
    let mut stock = Stock::of(&entries);
    Ok(Report(rows.iter().map(|row| judged(row, stock.step(row), lang)).collect()))
}

fn judged(row: &Row, step: Result<Step<'_>, Wrong>, lang: Lang) -> Judged {
    let said = |field| row.said(field).to_owned();
    let (name, version, verdict, notes) = match step {
        Err(reasons) => (said("name"), 0, Verdict::Wrong, reasons.into_iter().map(wrong).collect()),
        Ok(step) => match step.is {
            None => (step.wanted.name.clone(), 0, Verdict::New, words(&step, lang)),
            Some(entry) => {
                let notes = differences(&step, entry, lang);
                let verdict = if notes.is_empty() { Verdict::Same } else { Verdict::Changed };
                (entry.name(lang).to_owned(), entry.version, verdict, notes)
            }
        },
    };
    Judged { line: row.line, name, code: said("code"), verdict, notes, version }
}

/// What a new entry is.
fn words(step: &Step<'_>, lang: Lang) -> Vec<Note> {
    let numbers = step.wanted.numbers.values().map(u32::to_string);
    [lang.t(step.kind.label())].into_iter().chain(numbers).map(Note::Word).collect()
}

fn differences(step: &Step<'_>, entry: &Entry, lang: Lang) -> Vec<Note> {
    let named = [
        ("catalogue-entry-name", entry.name.clone(), step.wanted.name.clone()),
        ("catalogue-entry-name-en", entry.name_en.clone(), step.wanted.name_en.clone()),
    ];
    let numbers = step.kind.numbers().iter().map(|number| {
        let said = |number: Option<u32>| number.map(|number| number.to_string()).unwrap_or_default();
        let wanted = step.wanted.numbers.get(number.field).copied();
        (number.label, said(entry.number(number.field)), said(wanted))
    });
    let is_retired = entry.retired_at.is_some();
    let state = |retired| lang.t(if retired { "catalogue-is-retired" } else { "catalogue-is-offered" });
    let turned = ("catalogue-entry-state", state(is_retired), state(step.retired.unwrap_or(is_retired)));
    let named = named.into_iter().filter(|_| step.kind.has_names());
    let changed = named.chain(numbers).chain([turned]).filter(|(_, before, after)| before != after);
    changed.map(|(column, before, after)| Note::Change { column, before, after }).collect()
}

fn wrong((field, why): (&'static str, Text)) -> Note {
    let column = COLUMNS.iter().find(|column| column.field == field);
    Note::Wrong { column: column.map_or("catalogue-entry-code", |column| column.label), why }
}

fn write(tx: &mut PgConnection, who: &Actor, sheet: &Waiting, _: DateTime<Utc>) -> AppResult<()> {
    let entries = queries::all(tx)?;
    let mut stock = Stock::of(&entries);
    for row in &sheet.rows {
        let Ok(Step { kind, is, wanted, retired }) = stock.step(row) else { continue };
        let entry = match is {
            Some(entry) => commands::update(tx, who, entry, None, &wanted)?,
            None => commands::create(tx, who, kind, &wanted)?,
        };
        if let Some(retire) = retired.filter(|retire| *retire != entry.retired_at.is_some()) {
            commands::turn(tx, who, kind, &entry.code, None, retire)?;
        }
    }
    Ok(())
}
