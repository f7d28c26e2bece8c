//! SQL written by hand, prepared once a connection.
//!
//! Diesel's `sql_query` and `sql` are parsed and planned anew at every call, since their text might be
//! another each time. The text here is the same as long as the code is, so the database keeps its plan.

use std::{borrow::Cow, marker::PhantomData};

use diesel::{
    AppearsOnTable, Connection, Expression, PgConnection, QueryResult, RunQueryDsl, SelectableExpression,
    connection::SimpleConnection,
    expression::{TypedExpressionType, ValidGrouping, is_aggregate},
    pg::Pg,
    query_builder::{AstPass, Query, QueryFragment, QueryId},
    serialize::ToSql,
    sql_types::{BigInt, HasSqlType, SingleValue, Untyped},
};

use crate::error::AppResult;

/// A whole statement whose rows are of type `ST`, or an expression of that type. Its `$1`, `$2` … stand for what is bound, in that order.
pub struct Sql<'f, ST = Untyped> {
    text: Cow<'static, str>,
    bound: Bindings<'f>,
    typed: PhantomData<ST>,
}

/// What a statement binds, gathered while its text is put together.
#[derive(Default)]
pub struct Bindings<'f>(Vec<Box<dyn QueryFragment<Pg> + Send + 'f>>);

/// A whole statement, whose rows are read by name.
pub fn statement<'f>(text: impl Into<Cow<'static, str>>) -> Sql<'f> {
    Bindings::default().into_statement(text)
}

/// A part of a query.
pub fn fragment<'f, ST>(text: impl Into<Cow<'static, str>>) -> Sql<'f, ST> {
    Bindings::default().into_fragment(text)
}

impl<'f> Bindings<'f> {
    /// Binds `value`, and answers with what stands for it in the text.
    pub fn add<T, V>(&mut self, value: V) -> String
    where
        Pg: HasSqlType<T>,
        T: Send + 'f,
        V: ToSql<T, Pg> + Send + 'f,
    {
        self.0.push(Box::new(Bound { value, sql_type: PhantomData }));
        format!("${}", self.0.len())
    }

    /// The same for a part of a query that knows its own text.
    pub fn add_part(&mut self, part: impl QueryFragment<Pg> + Send + 'f) -> String {
        self.0.push(Box::new(part));
        format!("${}", self.0.len())
    }

    pub fn into_statement(self, text: impl Into<Cow<'static, str>>) -> Sql<'f> {
        self.into_fragment(text)
    }

    pub fn into_fragment<ST>(self, text: impl Into<Cow<'static, str>>) -> Sql<'f, ST> {
        Sql { text: text.into(), bound: self, typed: PhantomData }
    }
}

impl<'f, ST> Sql<'f, ST> {
    #[must_use]
    pub fn bind<T, V>(mut self, value: V) -> Self
    where
        Pg: HasSqlType<T>,
        T: Send + 'f,
        V: ToSql<T, Pg> + Send + 'f,
    {
        self.bound.add(value);
        self
    }
}

/// Plans what `ask` asks for the values it binds, where the best way depends on them: words searched for.
/// Everything else is planned once, whatever is bound ([`crate::db`]).
///
/// # Errors
/// Whatever `ask` refuses.
pub fn planned_for_values<T>(
    c: &mut PgConnection,
    ask: impl FnOnce(&mut PgConnection) -> AppResult<T>,
) -> AppResult<T> {
    c.transaction(|c| {
        c.batch_execute("SET LOCAL plan_cache_mode = force_custom_plan")?;
        ask(c)
    })
}

/// How many rows `query` finds. It limits itself.
///
/// # Errors
/// When the database can't be had.
pub fn count_of(c: &mut PgConnection, query: impl QueryFragment<Pg> + Send + 'static) -> AppResult<i64> {
    let mut bindings = Bindings::default();
    let query = bindings.add_part(query);
    let count: Sql<'_, BigInt> = bindings.into_fragment(format!("(SELECT count(*) FROM ({query}) AS found)"));
    Ok(diesel::select(count).get_result(c)?)
}

struct Bound<T, V> {
    value: V,
    sql_type: PhantomData<T>,
}

impl<T, V> QueryFragment<Pg> for Bound<T, V>
where
    Pg: HasSqlType<T>,
    V: ToSql<T, Pg>,
{
    fn walk_ast<'b>(&'b self, mut out: AstPass<'_, 'b, Pg>) -> QueryResult<()> {
        out.push_bind_param::<T, V>(&self.value)
    }
}

impl<ST> QueryFragment<Pg> for Sql<'_, ST> {
    /// A placeholder that is said twice is bound twice: inside a larger query they all get other numbers.
    fn walk_ast<'b>(&'b self, mut out: AstPass<'_, 'b, Pg>) -> QueryResult<()> {
        let mut pieces = self.text.split('$');
        out.push_sql(pieces.next().unwrap_or_default());
        for piece in pieces {
            let digits = piece.len() - piece.trim_start_matches(|c: char| c.is_ascii_digit()).len();
            let (number, rest) = piece.split_at(digits);
            match number.parse::<usize>().ok().and_then(|number| self.bound.0.get(number.wrapping_sub(1))) {
                Some(bound) => bound.walk_ast(out.reborrow())?,
                None => out.push_sql(&format!("${number}")),
            }
            out.push_sql(rest);
        }
        Ok(())
    }
}

impl<ST> QueryId for Sql<'_, ST> {
    type QueryId = ();
    const HAS_STATIC_QUERY_ID: bool = false;
}

impl<ST> Query for Sql<'_, ST> {
    type SqlType = ST;
}

impl<ST> RunQueryDsl<PgConnection> for Sql<'_, ST> {}

impl<ST: SingleValue + TypedExpressionType> Expression for Sql<'_, ST> {
    type SqlType = ST;
}

impl<Table, ST> AppearsOnTable<Table> for Sql<'_, ST> where Self: Expression {}
impl<Table, ST> SelectableExpression<Table> for Sql<'_, ST> where Self: Expression {}

impl<ST> ValidGrouping<()> for Sql<'_, ST> {
    type IsAggregate = is_aggregate::No;
}

#[cfg(test)]
mod tests {
    use diesel::sql_types::{Bool, Text};

    use super::*;

    #[test]
    fn placeholders_take_what_is_bound_however_often_they_are_said() {
        let query = statement("SELECT $2, $1 WHERE $1 > 0 AND note = '5$'").bind::<BigInt, _>(7).bind::<Text, _>("x");
        let shown = diesel::debug_query::<Pg, _>(&query).to_string();
        assert_eq!(shown, r#"SELECT $1, $2 WHERE $3 > 0 AND note = '5$' -- binds: ["x", 7, 7]"#);
    }

    #[test]
    fn a_part_of_a_query_is_numbered_with_the_rest() {
        let part = fragment::<Bool>("a @@ b($1)").bind::<Text, _>("x");
        assert!(diesel::debug_query::<Pg, _>(&part).to_string().starts_with("a @@ b($1) "));
    }
}
