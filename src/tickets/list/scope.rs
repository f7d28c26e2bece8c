//! In which departments a list looks.

use crate::{
    db::sql::Bindings,
    policy::{Actor, ticket_sight},
};

/// What `who` sees of the department chosen, or of all, as rows `department (id)` of a query; none where
/// nothing is left out.
pub fn departments_seen(who: &Actor, chosen: Option<i64>, bindings: &mut Bindings<'static>) -> Option<String> {
    ticket_sight(who).one_by_one(chosen, bindings)
}
