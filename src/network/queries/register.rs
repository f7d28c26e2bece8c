//! The register of ports, as far as one sees it.

mod found;
mod words;

use chrono::{DateTime, Utc};
use diesel::{
    PgConnection,
    prelude::*,
    sql_types::{Bool, Nullable, Text as SqlText},
};

use self::{
    found::{Found, depends_on_values},
    words::Words,
};
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

/// The register, asked something by somebody at some time.
pub struct Search<'a> {
    who: &'a Actor,
    filter: &'a Filter,
    words: Words,
    now: DateTime<Utc>,
}

impl<'a> Search<'a> {
    /// Looks up the words, if it has some.
    ///
    /// # Errors
    /// When the database can't be had.
    pub fn begin(c: &mut PgConnection, who: &'a Actor, filter: &'a Filter, now: DateTime<Utc>) -> AppResult<Self> {
        Ok(Self { who, filter, words: Words::look_up(c, who, filter)?, now })
    }

    /// Up to `most` entries in the list's order, read away from the cursor.
    ///
    /// # Errors
    /// When the database can't be had.
    pub fn page(&self, c: &mut PgConnection, cursor: Option<&Cursor>, most: i64) -> AppResult<Vec<Entry>> {
        let order = self.filter.order().away_from(cursor);
        let there = named().filter(self.found().page(cursor, most)).order(order);
        let there = there.select((Stored::as_select(), names(), beside()));
        let found: Vec<(Stored, Names, Beside)> =
            if self.depends_on_values() { planned_for_values(c, |c| Ok(there.load(c)?))? } else { there.load(c)? };
        found.into_iter().map(|(stored, names, beside)| entry(stored, names, beside)).collect()
    }

    /// How many there are, to ten thousand and one.
    ///
    /// # Errors
    /// When the database can't be had.
    pub fn count(&self, c: &mut PgConnection) -> AppResult<i64> {
        let some = self.found().up_to(COUNTED);
        if self.depends_on_values() { planned_for_values(c, |c| count_of(c, some)) } else { count_of(c, some) }
    }

    fn found(&self) -> Found<'a> {
        Found::new(self.who, self.filter, &self.words, self.now)
    }

    fn depends_on_values(&self) -> bool {
        depends_on_values(self.filter)
    }
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

/// What the register can be filtered by: ids and names.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct RegisterChoices {
    /// Those in sight.
    pub departments: Vec<(i64, String)>,
    /// Those of the department chosen, or in sight.
    pub applications: Vec<(i64, String)>,
}

/// Departments and applications in one question.
///
/// # Errors
/// When the database can't be had.
pub fn register_choices(c: &mut PgConnection, who: &Actor, department: Option<i64>) -> AppResult<RegisterChoices> {
    let seen = || network_sight(who).departments();
    let named = departments::table
        .filter(departments::id.eq_any(seen().select(departments::id)))
        .filter(departments::disabled_at.is_null())
        .select((fragment::<Bool>("true"), departments::id, departments::name));
    let mut chosen = seen();
    if let Some(department) = department {
        chosen = chosen.filter(departments::id.eq(department));
    }
    let theirs = applications::table.filter(applications::department_id.eq_any(chosen.select(departments::id)));
    let theirs = theirs.order(applications::id).limit(CHOICES);
    let theirs = theirs.select((fragment::<Bool>("false"), applications::id, applications::name));
    let mut both: Vec<(bool, i64, String)> = named.union_all(theirs).load(c)?;
    both.sort_by_key(|(_, id, _)| *id);
    let mut choices = RegisterChoices::default();
    for (is_department, id, name) in both {
        if is_department { &mut choices.departments } else { &mut choices.applications }.push((id, name));
    }
    Ok(choices)
}
