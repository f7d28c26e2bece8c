//! Departments from a spreadsheet: new ones, whose parents may stand in the same sheet, and other names of known ones.
//!
//! What moves a department, or changes its sector, is never done by the hundred: that is asked for on its own page.

mod rows;

use std::collections::HashMap;

use chrono::{DateTime, Utc};
use diesel::{PgConnection, prelude::*};

use self::rows::{Above, New, Step, Stock, Wrong, steps};
use super::{commands, model::Department, queries};
use crate::{
    error::AppResult,
    outbox,
    policy::{Action, Actor, Sector},
    schema::departments,
    web::{
        form::one_line,
        i18n::Lang,
        import::{Column, Desk, Judged, Note, Report, Row, Verdict, Waiting},
    },
};

/// In the export's order.
pub const COLUMNS: [Column; 4] = [
    Column { field: "name", label: "organisation-name", hint: "organisation-import-hint-name" },
    Column { field: "code", label: "organisation-code", hint: "organisation-import-hint-code" },
    Column { field: "parent", label: "organisation-parent", hint: "organisation-import-hint-parent" },
    Column { field: "sector", label: "organisation-sector", hint: "organisation-import-hint-sector" },
];

/// What this room says of its sheets.
pub static DESK: Desk = Desk {
    kind: "departments",
    paths: [
        "/admin/departments/import",
        "/admin/departments/import/template.xlsx",
        "/admin/departments/import/template.csv",
        "/admin/departments/import/{id}",
        "/admin/departments/import/{id}/confirm",
    ],
    list: super::LIST,
    list_label: "organisation-departments",
    about: "organisation-import-about",
    template_hint: "organisation-import-template-hint",
    empty: "import-empty",
    ready: "import-ready",
    most: 2_000,
    text: 1024 * 1024,
    columns: &COLUMNS,
    key: "code",
    action: Action::ManageDepartments,
    audited: ("importDepartments", "department_import"),
    lock: |tx, _| commands::lock(tx),
    judge,
    write,
};

fn judge(c: &mut PgConnection, _: &Actor, rows: &[Row], lang: Lang, _: DateTime<Utc>) -> AppResult<Report> {
    let stock = Stock::of(c)?;
    let judged = rows.iter().zip(steps(rows, &stock)).map(|(row, step)| judged(row, step, lang));
    Ok(Report(judged.collect()))
}

fn judged(row: &Row, step: Step, lang: Lang) -> Judged {
    let (verdict, notes, version) = match step {
        Step::Wrong(reasons) => (Verdict::Wrong, reasons.into_iter().map(wrong).collect(), 0),
        Step::New(new) => {
            let sector = new.sector.map(|sector| Note::Word(lang.say(&sector.label())));
            let words = [Some(Note::Word(one_line(row.said("parent")))), sector];
            (Verdict::New, words.into_iter().flatten().collect(), 0)
        }
        Step::Rename(known, wanted) => {
            let change = Note::Change { column: "organisation-name", before: known.name.clone(), after: wanted.name };
            (Verdict::Changed, vec![change], known.version)
        }
        Step::Same => (Verdict::Same, Vec::new(), 0),
    };
    Judged {
        line: row.line,
        name: one_line(row.said("name")),
        code: one_line(row.said("code")),
        verdict,
        notes,
        version,
    }
}

fn wrong((field, why): Wrong) -> Note {
    let column = COLUMNS.iter().find(|column| column.field == field).map_or("organisation-code", |column| column.label);
    Note::Wrong { column, why }
}

/// Level by level, so that each finds the one it is below.
fn write(tx: &mut PgConnection, who: &Actor, sheet: &Waiting, now: DateTime<Utc>) -> AppResult<()> {
    let stock = Stock::of(tx)?;
    let mut waiting = Vec::new();
    for step in steps(&sheet.rows, &stock) {
        match step {
            Step::Rename(known, wanted) => drop(commands::update(tx, who, &known, &wanted, now)?),
            Step::New(new) => waiting.push(new),
            Step::Same | Step::Wrong(_) => {}
        }
    }
    let mut ids: HashMap<String, i64> = stock.known.iter().map(|it| (it.code.to_lowercase(), it.id)).collect();
    while !waiting.is_empty() {
        let (ready, later): (Vec<New>, Vec<New>) = waiting.into_iter().partition(|new| id_above(new, &ids).is_some());
        if ready.is_empty() {
            break;
        }
        ids.extend(insert(tx, &ready, &ids, now)?);
        waiting = later;
    }
    let last = stock.known.iter().map(|it| it.id).max().unwrap_or_default();
    let made: Vec<Department> = queries::all(tx)?.into_iter().filter(|it| it.id > last).collect();
    commands::group_of(tx, &made.iter().map(|it| it.id).collect::<Vec<_>>())?;
    outbox::note_all(tx, who, &made.iter().map(commands::made).collect::<Vec<_>>())
}

fn id_above(new: &New, ids: &HashMap<String, i64>) -> Option<i64> {
    match &new.above {
        Above::Known(id) => Some(*id),
        Above::Row(code) => ids.get(code).copied(),
    }
}

fn insert(
    tx: &mut PgConnection,
    ready: &[New],
    ids: &HashMap<String, i64>,
    now: DateTime<Utc>,
) -> AppResult<Vec<(String, i64)>> {
    let rows: Vec<_> = ready
        .iter()
        .map(|new| {
            (
                departments::parent_id.eq(id_above(new, ids)),
                departments::name.eq(&new.name),
                departments::code.eq(&new.code),
                departments::sector.eq(new.sector.map(Sector::code)),
                departments::created_at.eq(now),
                departments::updated_at.eq(now),
            )
        })
        .collect();
    let made: Vec<(String, i64)> = diesel::insert_into(departments::table)
        .values(rows)
        .returning((departments::code, departments::id))
        .get_results(tx)?;
    Ok(made.into_iter().map(|(code, id)| (code.to_lowercase(), id)).collect())
}
