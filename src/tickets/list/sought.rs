//! Tickets among what is searched for everywhere.

use chrono::Utc;

use super::{asked::Filter, found::Found, reading::order};
use crate::{
    db::sql::{Bindings, Sql},
    policy::{Action, Actor},
    ticket_state::path_of,
    tickets::{kind::Kind, state::State},
    web::search::{Hit, Mark, READ, Row, Source},
};

/// The newest that `words` find; none for who doesn't see tickets.
#[must_use]
pub fn sought(who: &Actor, words: &str) -> Option<Source> {
    if !who.may(Action::QueryTickets) {
        return None;
    }
    let filter = Filter { q: words.to_owned(), ..Filter::default() };
    let found = Found::new(who, &filter, Utc::now()).page(order(filter.sort), None, READ);
    let mut bindings = Bindings::default();
    let found = bindings.add_part(found);
    let rows: Sql<'static> = bindings.into_statement(format!(
        "SELECT t.number AS key, t.kind, t.number, a.name, d.name AS department, t.state
         FROM ({found}) t JOIN departments d ON d.id = t.department_id LEFT JOIN applications a ON a.id = t.application_id
         ORDER BY t.id DESC"
    ));
    Some(Source::new("search-tickets", "/tickets", rows, hit))
}

fn hit(row: Row) -> Hit {
    let mark = row.state.parse::<State>().ok().map(|state| Mark::of(state.family(), state.code(), state.name()));
    let kind = row.kind.parse::<Kind>().ok().map(Kind::name);
    let path = path_of(&row.key);
    Hit { kind, ..row.at(path, mark) }
}
