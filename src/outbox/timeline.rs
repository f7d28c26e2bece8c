//! Reading what [`tell`](super::tell) noted on a record's timeline.

use chrono::{DateTime, Utc};
use diesel::{helper_types::IntoBoxed, pg::Pg, prelude::*};
use serde::Deserialize;
use serde_json::Value;

use crate::{
    error::{AppError, AppResult},
    schema::timeline_entries,
    text::{Arg, Text},
};

/// One line of a record's own history.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub struct Line {
    pub at: DateTime<Utc>,
    /// Empty where the system acted by itself.
    pub who: String,
    /// The name of whom they stood in for, empty where they acted for themselves.
    #[serde(default)]
    pub in_place_of: String,
    /// The audit log's name of what was done.
    pub action: String,
    pub said: Text,
    /// The words somebody gave with it.
    pub quote: String,
}

impl Line {
    /// Who it was, in words.
    #[must_use]
    pub fn by(&self) -> Arg {
        named(&self.who, &self.in_place_of)
    }
}

/// Who did something, with whom they stood in for: 李四（代张三）.
#[must_use]
pub fn named(who: &str, in_place_of: &str) -> Arg {
    if in_place_of.is_empty() {
        return who.into();
    }
    Text::new("record-in-place-of").with("who", who).with("name", in_place_of).into()
}

type Stored = (DateTime<Utc>, String, String, String, Value, String);

/// The last lines of a record, newest first.
///
/// # Errors
/// When the database can't be had.
pub fn timeline(c: &mut PgConnection, record_kind: &str, record: i64, at_most: i64) -> AppResult<Vec<Line>> {
    newest(c, of_record(record_kind, record), at_most)
}

/// Those of them that tell of one of these actions.
///
/// # Errors
/// When the database can't be had.
pub fn timeline_of(
    c: &mut PgConnection,
    record_kind: &str,
    record: i64,
    actions: &[&str],
    at_most: i64,
) -> AppResult<Vec<Line>> {
    let actions: Vec<String> = actions.iter().copied().map(str::to_owned).collect();
    newest(c, of_record(record_kind, record).filter(timeline_entries::action.eq_any(actions)), at_most)
}

type Lines = IntoBoxed<'static, timeline_entries::table, Pg>;

fn of_record(record_kind: &str, record: i64) -> Lines {
    let of_kind = timeline_entries::table.filter(timeline_entries::record_kind.eq(record_kind.to_owned()));
    of_kind.filter(timeline_entries::record_id.eq(record)).into_boxed()
}

fn newest(c: &mut PgConnection, lines: Lines, at_most: i64) -> AppResult<Vec<Line>> {
    let stored: Vec<Stored> = lines
        .order(timeline_entries::id.desc())
        .limit(at_most)
        .select((
            timeline_entries::at,
            timeline_entries::actor_name,
            timeline_entries::in_place_of,
            timeline_entries::action,
            timeline_entries::said,
            timeline_entries::quote,
        ))
        .load(c)?;
    stored.into_iter().map(line).collect()
}

fn line((at, who, in_place_of, action, said, quote): Stored) -> AppResult<Line> {
    Ok(Line { at, who, in_place_of, action, said: serde_json::from_value(said)?, quote })
}

/// The refusal of who comes too late: who changed the record meanwhile, when, and what.
///
/// # Errors
/// When the database can't be had.
pub fn changed_meanwhile(c: &mut PgConnection, record_kind: &str, record: i64) -> AppResult<AppError> {
    let last = timeline(c, record_kind, record, 1)?.pop();
    Ok(AppError::Stale(match last {
        Some(line) => Text::new("record-changed-by").with("who", line.by()).with("at", line.at).with("said", line.said),
        None => Text::new("record-changed-meanwhile"),
    }))
}
