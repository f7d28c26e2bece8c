//! The messages under a ticket, as they are stored.

use chrono::{DateTime, Utc};
use diesel::prelude::*;
use serde::Deserialize;

use super::{
    model::Ticket,
    party::{Party, Relation},
};
use crate::{error::AppResult, policy::Actor, schema::ticket_messages};

/// One message with its author.
#[derive(Clone, Debug, Deserialize)]
pub struct Message {
    pub id: i64,
    pub author_id: i64,
    pub author: String,
    pub by_operator: bool,
    /// Empty where it is secret.
    pub text: String,
    pub is_secret: bool,
    /// Secret, and gone since the ticket ended.
    pub is_erased: bool,
    pub at: DateTime<Utc>,
}

/// # Errors
/// When the database refuses.
pub fn add(tx: &mut PgConnection, who: &Actor, ticket: &Ticket, text: &str) -> AppResult<i64> {
    let of_author = common(who, ticket);
    let message = diesel::insert_into(ticket_messages::table).values((of_author, ticket_messages::text.eq(text)));
    Ok(message.returning(ticket_messages::id).get_result(tx)?)
}

/// # Errors
/// When the database refuses.
pub fn add_secret(tx: &mut PgConnection, who: &Actor, ticket: &Ticket, sealed: &[u8]) -> AppResult<i64> {
    let secret =
        (ticket_messages::text.eq(""), ticket_messages::is_secret.eq(true), ticket_messages::sealed.eq(sealed));
    let message = diesel::insert_into(ticket_messages::table).values((common(who, ticket), secret));
    Ok(message.returning(ticket_messages::id).get_result(tx)?)
}

type Common = (
    diesel::dsl::Eq<ticket_messages::ticket_id, i64>,
    diesel::dsl::Eq<ticket_messages::author_id, i64>,
    diesel::dsl::Eq<ticket_messages::by_operator, bool>,
);

fn common(who: &Actor, ticket: &Ticket) -> Common {
    let by_operator = Party::of(who, &ticket.filed()).relation == Relation::Operator;
    (
        ticket_messages::ticket_id.eq(ticket.id),
        ticket_messages::author_id.eq(who.id),
        ticket_messages::by_operator.eq(by_operator),
    )
}

/// What a secret message of this ticket is sealed in; none if it was erased.
///
/// # Errors
/// 404 for a message of another ticket, or one that isn't secret.
pub fn find_secret(c: &mut PgConnection, ticket: &Ticket, message: i64) -> AppResult<Option<Vec<u8>>> {
    let of_it = ticket_messages::table.find(message).filter(ticket_messages::ticket_id.eq(ticket.id));
    Ok(of_it.filter(ticket_messages::is_secret).select(ticket_messages::sealed).first(c)?)
}

/// The ticket has ended: what was secret goes.
///
/// # Errors
/// When the database refuses.
pub fn erase_secrets(tx: &mut PgConnection, ticket: i64) -> AppResult<()> {
    let secret =
        ticket_messages::table.filter(ticket_messages::ticket_id.eq(ticket)).filter(ticket_messages::is_secret);
    diesel::update(secret).set(ticket_messages::sealed.eq(None::<Vec<u8>>)).execute(tx)?;
    Ok(())
}
