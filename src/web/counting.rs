//! Counting what can be endless, only as far as it is shown.

use diesel::{
    pg::Pg,
    prelude::*,
    query_builder::{AstPass, Query, QueryFragment, QueryId},
    result::QueryResult,
    sql_types::BigInt,
};

use super::list::EXACT;

/// Counts several queries in one go, each to no more than it limits itself to.
struct Counts<T>(Vec<T>);

impl<T> Query for Counts<T> {
    type SqlType = (BigInt, BigInt);
}

impl<T> QueryId for Counts<T> {
    type QueryId = ();
    const HAS_STATIC_QUERY_ID: bool = false;
}

impl<T> RunQueryDsl<PgConnection> for Counts<T> {}

impl<T: QueryFragment<Pg>> QueryFragment<Pg> for Counts<T> {
    fn walk_ast<'b>(&'b self, mut out: AstPass<'_, 'b, Pg>) -> QueryResult<()> {
        out.unsafe_to_cache_prepared();
        for (nth, query) in self.0.iter().enumerate() {
            if nth > 0 {
                out.push_sql(" UNION ALL ");
            }
            out.push_sql(&format!("SELECT {nth}::bigint, count(*) FROM ("));
            query.walk_ast(out.reborrow())?;
            out.push_sql(&format!(") AS counted_{nth}"));
        }
        Ok(())
    }
}

/// How many rows each of the queries finds. They limit themselves to [`COUNTED`].
///
/// # Errors
/// When the database can't be had.
pub fn counts<T: QueryFragment<Pg>>(c: &mut PgConnection, queries: Vec<T>) -> QueryResult<Vec<i64>> {
    let mut found: Vec<(i64, i64)> = Counts(queries).load(c)?;
    found.sort_unstable();
    Ok(found.into_iter().map(|(_, count)| count).collect())
}

/// One more than is shown exactly.
pub const COUNTED: i64 = EXACT + 1;
