//! What tests ask the database, or change in it, behind the portal's back.

use diesel::{QueryableByName, RunQueryDsl, connection::SimpleConnection, sql_query, sql_types::Text};

use super::TestApp;

#[derive(QueryableByName)]
struct Value {
    #[diesel(sql_type = Text)]
    value: String,
}

/// What a query of one value answers, as text; empty for none.
pub fn one(app: &TestApp, query: &str) -> String {
    let asked = sql_query(format!("SELECT coalesce(({query})::text, '') AS value"));
    asked.get_result::<Value>(&mut app.sql()).expect(query).value
}

/// Statements, one or several.
pub fn run(app: &TestApp, statements: &str) {
    app.sql().batch_execute(statements).expect(statements);
}
