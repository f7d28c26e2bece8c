//! A page of rows of several departments, read department by department.

use diesel::{
    pg::Pg,
    query_builder::QueryFragment,
    sql_types::{BigInt, Bool},
};

use super::Order;
use crate::db::sql::{Bindings, Sql, fragment};

/// Within what [`first_of_each`] reads: the department whose turn it is.
#[must_use]
pub fn department_in_turn() -> Sql<'static, BigInt> {
    fragment("department.id")
}

/// For `filter`: rows that are among the first of their department. `first` reads the ids of these and limits itself, along an
/// index that has the list's order: a department of ten rows is read as fast among a million others.
pub fn first_of_each(
    order: Order,
    departments: impl QueryFragment<Pg> + Send + 'static,
    first: impl QueryFragment<Pg> + Send + 'static,
) -> Sql<'static, Bool> {
    let mut bindings = Bindings::default();
    let (departments, first) = (bindings.add_part(departments), bindings.add_part(first));
    bindings.into_fragment(format!(
        "{} = ANY (ARRAY(SELECT few.id FROM ({departments}) AS department (id), LATERAL ({first}) AS few))",
        order.id
    ))
}
