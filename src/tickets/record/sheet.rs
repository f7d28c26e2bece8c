//! All that is known of a ticket when its page is drawn.

use chrono::{DateTime, Utc};
use diesel::prelude::*;

use super::desk::kept_at;
use crate::{
    attachments::{self, Attachment},
    calendar::{self, Calendar},
    error::AppResult,
    network::{self, mapping::Mapping, risk::RiskTable},
    outbox::Line,
    policy::Actor,
    schema::{ticket_ratings, tickets, users},
    tickets::{
        acting::Said,
        action::Action,
        history,
        model::Ticket,
        party::Party,
        queries,
        queue::{self, Operator},
        thread::{self, Message},
        workflow,
    },
    web::{
        form::{FieldReader, FromFields},
        kept,
    },
};

pub struct Sheet {
    pub ticket: Ticket,
    pub party: Party,
    /// What this person can do with it now.
    pub open: Vec<Action>,
    pub assignee: Option<String>,
    pub copied_from: Option<String>,
    pub mappings: Vec<Mapping>,
    pub risks: RiskTable,
    pub files: Vec<Attachment>,
    pub messages: Vec<Message>,
    /// Newest first.
    pub lines: Vec<Line>,
    pub rating: Option<StoredRating>,
    pub calendar: Calendar,
    /// To whom it can be assigned, if this person may.
    pub operators: Vec<Operator>,
    /// Words that were kept when a session ran out.
    pub kept: Option<(Action, Said)>,
    pub now: DateTime<Utc>,
}

/// How it was rated (spec 2, ratings).
#[derive(Clone, Debug, Queryable)]
pub struct StoredRating {
    pub timeliness: i16,
    pub outcome: i16,
    pub text: String,
    pub by: String,
    pub at: DateTime<Utc>,
}

impl Sheet {
    /// # Errors
    /// 404 when there is no such ticket, or none that `who` sees.
    pub fn read(c: &mut PgConnection, who: &Actor, number: &str, now: DateTime<Utc>) -> AppResult<Self> {
        let ticket = queries::find(c, who, number)?;
        let party = Party::of(who, &ticket.filed());
        let open = workflow::open_actions(&ticket.situation(), &party, now);
        Ok(Self {
            assignee: name_of(c, ticket.assignee_id)?,
            copied_from: number_of(c, who, ticket.copied_from_id)?,
            mappings: network::queries::mappings_of_ticket(c, ticket.id)?,
            risks: network::queries::risk_table(c)?,
            files: attachments::queries::everything_of(c, ticket.id)?,
            messages: thread::of(c, ticket.id)?,
            lines: history::of(c, &ticket)?,
            rating: rating_of(c, ticket.id)?,
            calendar: calendar::read(c)?,
            operators: if open.contains(&Action::Assign) { queue::operators(c)? } else { vec![] },
            kept: kept_of(c, who, number, &open)?,
            ticket,
            party,
            open,
            now,
        })
    }
}

fn name_of(c: &mut PgConnection, user: Option<i64>) -> AppResult<Option<String>> {
    let Some(id) = user else { return Ok(None) };
    Ok(users::table.find(id).select(users::display_name).first(c).optional()?)
}

/// The ticket it was copied from, as long as it is in sight.
fn number_of(c: &mut PgConnection, who: &Actor, ticket: Option<i64>) -> AppResult<Option<String>> {
    let Some(id) = ticket else { return Ok(None) };
    Ok(queries::visible_to(who).filter(tickets::id.eq(id)).select(tickets::number).first(c).optional()?)
}

fn rating_of(c: &mut PgConnection, ticket: i64) -> AppResult<Option<StoredRating>> {
    let columns = (
        ticket_ratings::timeliness,
        ticket_ratings::outcome,
        ticket_ratings::text,
        users::display_name,
        ticket_ratings::rated_at,
    );
    let with_rater = ticket_ratings::table.inner_join(users::table).filter(ticket_ratings::ticket_id.eq(ticket));
    Ok(with_rater.select(columns).first(c).optional()?)
}

fn kept_of(c: &mut PgConnection, who: &Actor, number: &str, open: &[Action]) -> AppResult<Option<(Action, Said)>> {
    let paths: Vec<String> = open.iter().map(|action| kept_at(number, *action)).collect();
    let kept = kept::latest(c, who.id, &paths)?;
    Ok(kept.and_then(|(path, fields)| {
        let of_it = open.iter().find(|action| path.ends_with(action.slug()))?;
        Some((*of_it, Said::from_fields(&mut FieldReader::new(&fields))))
    }))
}
