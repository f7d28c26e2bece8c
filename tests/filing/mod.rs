//! How a ticket comes to be, over HTTP (spec 2, `internet-mapping`).

mod bad_input;
mod drafts;
mod files;
mod races;
mod rows;
mod rules;
mod typed;
mod ways;

use diesel::{PgConnection, QueryableByName, RunQueryDsl, sql_query, sql_types};

pub const NEW: &str = "/tickets/new/internet-mapping";

#[derive(QueryableByName)]
struct Word {
    #[diesel(sql_type = sql_types::Text)]
    word: String,
}

/// The one text that a query gives.
pub fn word(c: &mut PgConnection, query: &str) -> String {
    sql_query(format!("SELECT ({query})::text AS word")).get_result::<Word>(c).expect(query).word
}

pub fn run(c: &mut PgConnection, statement: &str) {
    sql_query(statement).execute(c).expect(statement);
}

pub fn application(c: &mut PgConnection, name: &str) -> String {
    word(c, &format!("SELECT id FROM applications WHERE name = '{name}'"))
}

/// The number in a ticket's address.
pub fn number_of(path: &str) -> &str {
    path.strip_prefix("/tickets/").expect("a ticket's address")
}

pub fn state(c: &mut PgConnection, number: &str) -> String {
    word(c, &format!("SELECT state FROM tickets WHERE number = '{number}'"))
}

pub fn count_tickets(c: &mut PgConnection) -> String {
    word(c, "SELECT count(*) FROM tickets")
}
