//! The register of ports, as far as one sees it.

mod found;

use chrono::{DateTime, Utc};
use diesel::{
    PgConnection,
    prelude::*,
    sql_types::{Bool, Nullable, Text as SqlText},
};

use self::found::{Found, depends_on_values};
use super::{
    life::{Names, names},
    opened::{Stored, named, openings, read},
};
use crate::{
    db::sql::{Sql, count_of, fragment, planned_for_values},
    error::AppResult,
    network::{
        opening::{Opening, OpeningKind},
        register::{Filter, Question},
        stored,
    },
    policy::{Actor, network_sight},
    schema::{applications, departments, tickets},
    web::list::{COUNTED, Cursor, micros},
};

/// More than these nobody picks from a menu.
const CHOICES: i64 = 300;

/// An opening with what the register says of it beside.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    pub opening: Opening,
    pub kind: OpeningKind,
    /// The need as its ticket describes it.
    pub why: String,
    pub asked_at: Option<DateTime<Utc>>,
    pub opened_by: Option<String>,
}

/// Need, submission, who opened it, kind.
pub(super) type Beside = (String, Option<DateTime<Utc>>, Option<String>, String);

#[diesel::dsl::auto_type]
pub(super) fn beside() -> _ {
    let opened_by: Sql<'static, Nullable<SqlText>> = opener();
    (tickets::description, tickets::submitted_at, opened_by, openings::kind)
}

fn opener() -> Sql<'static, Nullable<SqlText>> {
    fragment("(SELECT opener.display_name FROM users opener WHERE opener.id = openings.opened_by_id)")
}

pub(super) fn entry(stored: Stored, names: Names, beside: Beside) -> AppResult<Entry> {
    let (why, asked_at, opened_by, kind) = beside;
    Ok(Entry { opening: read((stored, names))?, kind: stored::code(&kind)?, why, asked_at, opened_by })
}

/// Up to `most` entries in the list's order, read away from the cursor.
///
/// # Errors
/// When the database can't be had.
pub fn register(
    c: &mut PgConnection,
    who: &Actor,
    filter: &Filter,
    cursor: Option<&Cursor>,
    most: i64,
    now: DateTime<Utc>,
) -> AppResult<Vec<Entry>> {
    let page = Found::new(who, filter, now).page(cursor, most);
    let there =
        named().filter(page).order(filter.order().away_from(cursor)).select((Stored::as_select(), names(), beside()));
    let found: Vec<(Stored, Names, Beside)> =
        if depends_on_values(filter) { planned_for_values(c, |c| Ok(there.load(c)?))? } else { there.load(c)? };
    found.into_iter().map(|(stored, names, beside)| entry(stored, names, beside)).collect()
}

/// How many there are, to ten thousand and one.
///
/// # Errors
/// When the database can't be had.
pub fn count_register(c: &mut PgConnection, who: &Actor, filter: &Filter, now: DateTime<Utc>) -> AppResult<i64> {
    let some = Found::new(who, filter, now).up_to(COUNTED);
    if depends_on_values(filter) { planned_for_values(c, |c| count_of(c, some)) } else { count_of(c, some) }
}

/// The place of an entry in the list's order, for cursors.
#[must_use]
pub fn place_in_register(opening: &Opening, filter: &Filter) -> (i64, String) {
    let key = match filter.question {
        Some(Question::Ending) => opening.period.ends().map(micros).unwrap_or_default(),
        Some(Question::Unlimited) => micros(opening.needed_since()),
        _ => String::new(),
    };
    (opening.id, key)
}

/// The applications in sight that something was asked for, by id and name.
///
/// # Errors
/// When the database can't be had.
pub fn applications_in_register(
    c: &mut PgConnection,
    who: &Actor,
    department: Option<i64>,
) -> AppResult<Vec<(i64, String)>> {
    let mut seen = network_sight(who).departments();
    if let Some(department) = department {
        seen = seen.filter(departments::id.eq(department));
    }
    let with_openings = fragment::<Bool>(
        "(EXISTS (SELECT FROM port_mappings m WHERE m.application_id = applications.id)
          OR EXISTS (SELECT FROM access_policies p WHERE p.application_id = applications.id))",
    );
    let theirs = applications::table.filter(applications::department_id.eq_any(seen.select(departments::id)));
    let named = theirs.filter(with_openings).select((applications::id, applications::name));
    Ok(named.order(applications::id).limit(CHOICES).load(c)?)
}
