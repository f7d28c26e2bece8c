//! Other tickets that have to do with one.

use diesel::prelude::*;
use serde::Deserialize;

use super::elements::elements;
use crate::{
    error::{AppError, AppResult},
    policy::{Actor, Sector, ticket_sight},
    schema::{ticket_relations as relations, tickets},
    text::Text,
    tickets::{
        model::{Ticket, path_of},
        queries,
        state::State,
    },
    web::form::Errors,
};

/// Of one ticket.
pub const MOST: usize = 3;

/// The numbers typed, each once.
///
/// # Errors
/// At `relations`, where there are too many.
pub fn numbers(typed: &str, mut errors: Errors) -> Result<Vec<String>, Errors> {
    let mut numbers: Vec<String> = Vec::new();
    for number in elements(typed).into_iter().map(|number| number.to_uppercase()) {
        if !numbers.contains(&number) {
            numbers.push(number);
        }
    }
    if numbers.len() > MOST {
        errors.add("relations", Text::new("ticket-relations-too-many").with("most", MOST));
    }
    errors.finish(|| Some(numbers))
}

/// The tickets of those numbers, all of them in `who`'s sight.
///
/// # Errors
/// 422 at `relations`: the ticket itself, or one that isn't there or not in sight.
pub fn related(c: &mut PgConnection, who: &Actor, ticket: &Ticket, numbers: &[String]) -> AppResult<Vec<i64>> {
    let mut errors = Errors::default();
    let mut found = Vec::new();
    for number in numbers {
        if *number == ticket.number {
            errors.add("relations", "ticket-relation-is-itself");
            continue;
        }
        match queries::find(c, who, number) {
            Ok(other) => found.push(other.id),
            Err(AppError::NotFound) => {
                let shown: String = number.chars().take(40).collect();
                errors.add("relations", Text::new("ticket-relation-unknown").with("number", shown));
            }
            Err(other) => return Err(other),
        }
    }
    errors.finish(|| Some(found)).map_err(AppError::Invalid)
}

/// Names these, in this order, instead of those it named.
///
/// # Errors
/// When the database refuses.
pub fn put(tx: &mut PgConnection, ticket: i64, others: &[i64]) -> AppResult<()> {
    diesel::delete(relations::table.filter(relations::ticket_id.eq(ticket))).execute(tx)?;
    let rows: Vec<_> = (1_i16..)
        .zip(others)
        .map(|(place, other)| {
            (relations::ticket_id.eq(ticket), relations::place.eq(place), relations::other_id.eq(*other))
        })
        .collect();
    diesel::insert_into(relations::table).values(rows).execute(tx)?;
    Ok(())
}

/// Numbers of what the ticket names.
///
/// # Errors
/// When the database can't be had.
pub fn numbers_of(c: &mut PgConnection, ticket: i64) -> AppResult<Vec<String>> {
    let named = relations::table.inner_join(tickets::table.on(tickets::id.eq(relations::other_id)));
    Ok(named.filter(relations::ticket_id.eq(ticket)).order(relations::place).select(tickets::number).load(c)?)
}

/// A relation with what decides who sees the other ticket.
#[derive(Clone, Debug, Deserialize)]
pub struct StoredRelation {
    pub number: String,
    state: State,
    filer: i64,
    department: i64,
    sector: Option<Sector>,
}

/// As the page shows it: everybody reads the number, who may see the ticket where it stands and follows it.
#[derive(Clone, Debug)]
pub struct RelationView {
    pub number: String,
    pub opens: Option<(String, State)>,
}

impl StoredRelation {
    pub fn seen_by(self, who: &Actor) -> RelationView {
        let is_shown = self.state != State::Draft || self.filer == who.id;
        let is_seen = is_shown && ticket_sight(who).shows(self.department, self.sector);
        RelationView { opens: is_seen.then(|| (path_of(&self.number), self.state)), number: self.number }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn three_numbers_are_taken_each_once_and_a_fourth_refused() {
        let read = |typed: &str| numbers(typed, Errors::default());
        assert_eq!(read("gd202611220001；ＧＤ202611220002 GD202611220001").unwrap().len(), 2);
        assert_eq!(read("").unwrap(), Vec::<String>::new());
        assert!(read("A B C").is_ok());
        assert!(!read("A B C D").unwrap_err().at("relations").is_empty());
    }
}
