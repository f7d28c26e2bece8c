//! In which departments a list looks.

use diesel::{
    prelude::*,
    sql_types::{Array, BigInt},
};

use crate::{
    db::sql::Bindings,
    policy::{Actor, Sight, ticket_sight},
    schema::departments,
};

/// What `who` sees of the department chosen, or of all, as rows `department (id)` of a query; none where
/// nothing is left out.
pub fn departments_seen(who: &Actor, chosen: Option<i64>, bindings: &mut Bindings<'static>) -> Option<String> {
    let is_chosen = |id: &i64| chosen.is_none_or(|chosen| chosen == *id);
    let known = match (ticket_sight(who), chosen) {
        (Sight::All, None) => return None,
        (Sight::All, Some(id)) => vec![id],
        (Sight::Nothing, _) => vec![],
        (Sight::Departments(own), _) => own.into_iter().filter(is_chosen).collect(),
        (sight @ Sight::Sector(..), _) => {
            let mut seen = sight.departments();
            if let Some(id) = chosen {
                seen = seen.filter(departments::id.eq(id));
            }
            let seen = bindings.add_part(seen.select(departments::id));
            return Some(format!("({seen}) AS department (id)"));
        }
    };
    let known = bindings.add::<Array<BigInt>, _>(known);
    Some(format!("unnest({known}) AS department (id)"))
}
