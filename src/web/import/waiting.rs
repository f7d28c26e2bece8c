//! Sheets between their report and its confirmation, each its author's own.

use chrono::{DateTime, Utc};
use diesel::prelude::*;
use serde::{Deserialize, Serialize};
use serde_json::Value;
use uuid::Uuid;

use super::sheet::{Row, Sheet};
use crate::{
    error::AppResult,
    schema::sheet_imports as imports,
    text::{self, Text},
};

/// Sheets of one person and kind that wait; what is older gives way.
const WAITING: i64 = 5;

/// A sheet that waits for its author, or was imported.
#[derive(Clone, Debug)]
pub struct Waiting {
    pub id: Uuid,
    /// Empty where cells were pasted.
    pub file_name: String,
    pub rows: Vec<Row>,
    pub ignored: Vec<String>,
    pub imported: Option<(DateTime<Utc>, Outcome)>,
}

impl Waiting {
    /// The file's name, or that cells were pasted.
    #[must_use]
    pub fn source(&self) -> text::Arg {
        if self.file_name.is_empty() {
            Text::new("network-import-pasted").into()
        } else {
            self.file_name.as_str().into()
        }
    }
}

/// What became of the rows.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Outcome {
    pub new: usize,
    pub changed: usize,
    pub same: usize,
}

/// Keeps a sheet, with nothing done of it yet.
///
/// # Errors
/// When the database can't be had.
pub fn keep(tx: &mut PgConnection, user: i64, kind: &str, file_name: &str, sheet: &Sheet) -> AppResult<Uuid> {
    let own = imports::table.filter(imports::user_id.eq(user)).filter(imports::kind.eq(kind));
    let waiting = own.filter(imports::imported_at.is_null()).order(imports::uploaded_at.desc());
    let given_up: Vec<Uuid> = waiting.select(imports::id).offset(WAITING - 1).load(tx)?;
    diesel::delete(imports::table.filter(imports::id.eq_any(given_up))).execute(tx)?;
    let id = Uuid::new_v4();
    diesel::insert_into(imports::table)
        .values((
            imports::id.eq(id),
            imports::user_id.eq(user),
            imports::kind.eq(kind),
            imports::file_name.eq(file_name),
            imports::rows.eq(serde_json::to_value(&sheet.rows)?),
            imports::ignored.eq(serde_json::to_value(&sheet.ignored)?),
        ))
        .execute(tx)?;
    Ok(id)
}

type Stored = (String, Value, Value, Option<DateTime<Utc>>, Option<Value>);

/// One's own.
///
/// # Errors
/// 404 when there is none, or it is another's, or a day old.
pub fn find(c: &mut PgConnection, user: i64, kind: &str, id: Uuid) -> AppResult<Waiting> {
    let own = imports::table.find(id).filter(imports::user_id.eq(user)).filter(imports::kind.eq(kind));
    let columns = (imports::file_name, imports::rows, imports::ignored, imports::imported_at, imports::outcome);
    let (file_name, rows, ignored, imported_at, outcome): Stored = own.select(columns).first(c)?;
    let outcome = outcome.map(serde_json::from_value).transpose()?;
    Ok(Waiting {
        id,
        file_name,
        rows: serde_json::from_value(rows)?,
        ignored: serde_json::from_value(ignored)?,
        imported: imported_at.zip(outcome),
    })
}

/// The same, and nobody else confirms it until the transaction ends.
///
/// # Errors
/// As [`find`].
pub fn lock(tx: &mut PgConnection, user: i64, kind: &str, id: Uuid) -> AppResult<Waiting> {
    imports::table.find(id).select(imports::id).for_update().first::<Uuid>(tx)?;
    find(tx, user, kind, id)
}

/// Notes that it was imported. Its cells are in the records now.
///
/// # Errors
/// When the database can't be had.
pub fn done(tx: &mut PgConnection, id: Uuid, outcome: Outcome, now: DateTime<Utc>) -> AppResult<()> {
    let changes = (
        imports::imported_at.eq(now),
        imports::outcome.eq(serde_json::to_value(outcome)?),
        imports::rows.eq(Value::Array(vec![])),
    );
    diesel::update(imports::table.find(id)).set(changes).execute(tx)?;
    Ok(())
}
