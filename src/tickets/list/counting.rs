//! How many tickets each tab has: from the tallies where they can tell, else counted as far as is shown.

use std::collections::HashMap;

use chrono::{DateTime, Utc};
use diesel::{
    prelude::*,
    sql_types::{BigInt, Text as SqlText},
};

use super::{
    asked::{Filter, Shown},
    found::Found,
};
use crate::{
    db::sql::{Bindings, Sql, planned_for_values},
    error::AppResult,
    policy::{Action, Actor, ticket_sight},
    schema::departments,
    tickets::state::State,
    web::list::COUNTED,
};

#[derive(QueryableByName)]
struct Count {
    #[diesel(sql_type = SqlText)]
    of: String,
    #[diesel(sql_type = BigInt)]
    tickets: i64,
}

/// How many there are on each of these, with the rest of the filter as it is.
///
/// # Errors
/// When the database can't be had.
pub fn count(
    c: &mut PgConnection,
    who: &Actor,
    filter: &Filter,
    on: &[Shown],
    now: DateTime<Utc>,
) -> AppResult<Vec<i64>> {
    let mut asked = Question::default();
    let is_tallied = filter.is_tallied();
    if is_tallied {
        asked.tallies(who, filter);
    }
    for shown in on.iter().filter(|shown| !is_tallied || shown.states().is_none()) {
        asked.counted(*shown, Found::new(who, &filter.showing(*shown), now).count(COUNTED));
    }
    let counts = asked.bindings.into_statement(asked.parts.join(" UNION ALL "));
    let found: Vec<Count> =
        if filter.q.is_empty() { counts.load(c)? } else { planned_for_values(c, |c| Ok(counts.load(c)?))? };
    let found: HashMap<String, i64> = found.into_iter().map(|count| (count.of, count.tickets)).collect();
    let of = |code: &str| found.get(code).copied().unwrap_or_default();
    let on_tab = |shown: &Shown| match shown.states() {
        Some(states) if is_tallied => states.iter().map(|state| of(state.code())).sum(),
        _ => of(&name(*shown)),
    };
    Ok(on.iter().map(on_tab).collect())
}

/// A tab and a state can have one code.
fn name(shown: Shown) -> String {
    format!("on {}", shown.code())
}

/// One statement that counts several things.
#[derive(Default)]
struct Question {
    bindings: Bindings<'static>,
    parts: Vec<String>,
}

impl Question {
    /// Each state's sum, and the drafts, which only their filer counts.
    fn tallies(&mut self, who: &Actor, filter: &Filter) {
        let mut seen = ticket_sight(who).departments();
        if let Some(id) = filter.department {
            seen = seen.filter(departments::id.eq(id));
        }
        let seen = self.bindings.add_part(seen.select(departments::id));
        let me = self.bindings.add::<BigInt, _>(who.id);
        let kind = match filter.kind {
            Some(kind) => format!("AND kind = {}", self.bindings.add::<SqlText, _>(kind.slug())),
            None => String::new(),
        };
        let shown = if who.may(Action::HandleTickets) { "" } else { "AND NOT hidden" };
        let draft = State::Draft.code();
        self.parts.push(format!(
            "SELECT state AS of, sum(tickets)::bigint AS tickets FROM ticket_tallies
             WHERE department_id IN ({seen}) {kind} {shown} GROUP BY state"
        ));
        self.parts.push(format!(
            "SELECT '{draft}', count(*) FROM tickets
             WHERE state = '{draft}' AND filer_id = {me} AND department_id IN ({seen}) {kind}"
        ));
    }

    fn counted(&mut self, shown: Shown, count: Sql<'static, BigInt>) {
        let of = self.bindings.add::<SqlText, _>(name(shown));
        let count = self.bindings.add_part(count);
        self.parts.push(format!("SELECT {of} AS of, {count} AS tickets"));
    }
}
