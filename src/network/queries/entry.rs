//! One entry of the register, with all that became of it.

use chrono::{DateTime, Utc};
use diesel::{
    prelude::*,
    sql_types::{BigInt, Bool, Nullable, Text as SqlText},
};

use super::{
    life::{Names, names},
    opened::{Stored, columns, found, named, openings},
    register::{Beside, Entry, beside, entry},
};
use crate::{
    db::sql::{Sql, fragment},
    error::{AppError, AppResult},
    network::opening::Opening,
    outbox::{self, Line},
    policy::{Actor, network_sight},
    ticket_state::RECORD_KIND,
};

/// Lines of its ticket that are read for it.
const LINES: i64 = 200;

/// An entry and its history.
#[derive(Clone, Debug)]
pub struct Story {
    pub entry: Entry,
    pub recertified_by: Option<String>,
    /// Who marked it removed, and when.
    pub removed: Option<(String, DateTime<Utc>)>,
    /// What it renews.
    pub before: Option<Opening>,
    /// What renews it, or was to.
    pub after: Vec<Opening>,
    /// What its ticket's timeline tells of it, newest first.
    pub lines: Vec<Line>,
}

type People = (Option<String>, Option<String>, Option<DateTime<Utc>>);

#[diesel::dsl::auto_type]
fn people() -> _ {
    let (recertified_by, removed_by): (Sql<'static, Nullable<SqlText>>, Sql<'static, Nullable<SqlText>>) =
        (name_of_recertifier(), name_of_remover());
    (recertified_by, removed_by, openings::removed_at)
}

fn name_of_recertifier() -> Sql<'static, Nullable<SqlText>> {
    fragment("(SELECT said.display_name FROM users said WHERE said.id = openings.recertified_by_id)")
}

fn name_of_remover() -> Sql<'static, Nullable<SqlText>> {
    fragment("(SELECT remover.display_name FROM users remover WHERE remover.id = openings.removed_by_id)")
}

/// In three queries. `life` is what actions on its ticket's timeline tell of openings.
///
/// # Errors
/// 404 if there is none in sight.
pub fn entry_of(c: &mut PgConnection, who: &Actor, id: i64, life: &[&str]) -> AppResult<Story> {
    let its = named().filter(openings::id.eq(id)).select((Stored::as_select(), names(), beside(), people()));
    let (stored, names, beside, people): (Stored, Names, Beside, People) = its.first(c)?;
    let entry = entry(stored, names, beside)?;
    if !network_sight(who).shows(entry.opening.department_id, entry.opening.sector) {
        return Err(AppError::NotFound);
    }
    let (recertified_by, removed_by, removed_at) = people;
    let (before, after) = neighbours(c, &entry.opening)?;
    let lines = outbox::timeline_of(c, RECORD_KIND, entry.opening.ticket_id, life, LINES)?;
    let name = entry.opening.name();
    Ok(Story {
        recertified_by,
        removed: removed_by.zip(removed_at),
        before,
        after,
        lines: lines.into_iter().filter(|line| line.said.names(&name)).collect(),
        entry,
    })
}

fn neighbours(c: &mut PgConnection, opening: &Opening) -> AppResult<(Option<Opening>, Vec<Opening>)> {
    let beside = fragment::<Bool>("(openings.id = $1 OR openings.renews_id = $2)")
        .bind::<Nullable<BigInt>, _>(opening.renews)
        .bind::<BigInt, _>(opening.id);
    let beside = found(named().filter(beside).order(openings::id).select(columns()).load(c)?)?;
    let (before, after): (Vec<Opening>, Vec<Opening>) =
        beside.into_iter().partition(|it| Some(it.id) == opening.renews);
    Ok((before.into_iter().next(), after))
}
