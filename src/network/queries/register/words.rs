//! Words, looked for in what stands on tickets.

use diesel::{
    PgConnection,
    prelude::*,
    sql_types::{Bool, Text as SqlText},
};

use crate::{
    db::sql::{fragment, planned_for_values},
    error::AppResult,
    network::register::Filter,
    policy::{Actor, Sight, ticket_sight},
    schema::{departments, tickets},
};

/// Tickets that are looked up one by one.
const FEW: usize = 2_000;

/// What they find.
pub enum Words {
    /// There are none.
    None,
    /// These tickets alone: their openings are looked up.
    On(Vec<i64>),
    /// More tickets than that: whoever goes through the openings soon meets some.
    OnMany,
    /// Who sees no tickets finds by whose it is.
    Names,
}

impl Words {
    /// Looks up the tickets that `who` sees, as far as there are few.
    pub fn look_up(c: &mut PgConnection, who: &Actor, filter: &Filter) -> AppResult<Self> {
        if filter.q.is_empty() || filter.sought.is_some() {
            return Ok(Self::None);
        }
        let mut found = tickets::table.select(tickets::id).limit(FEW as i64 + 1).into_boxed();
        match ticket_sight(who) {
            Sight::Nothing => return Ok(Self::Names),
            Sight::All => {}
            sight => {
                found = found.filter(tickets::department_id.eq_any(sight.departments().select(departments::id)));
            }
        }
        let with_words = fragment::<Bool>("tickets.search @@ search_query($1)").bind::<SqlText, _>(filter.q.clone());
        let found: Vec<i64> = planned_for_values(c, |c| Ok(found.filter(with_words).load(c)?))?;
        Ok(if found.len() > FEW { Self::OnMany } else { Self::On(found) })
    }
}
