//! What follows from what. What isn't listed is refused.

use chrono::{DateTime, Utc};

use super::model::{
    Authorisation, Span,
    State::{self, Asked, Cancelled, Expired, Granted, Refused, Revoked},
};
use crate::{
    policy::{self, Actor},
    text::Text,
    tickets::{
        model::Ticket,
        party::{Party, Relation},
        state::State as TicketState,
    },
};

/// What somebody does.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Deed {
    Ask,
    Grant,
    Refuse,
    Revoke,
    Cancel,
    Read,
}

impl Deed {
    pub const ALL: [Self; 6] = [Self::Ask, Self::Grant, Self::Refuse, Self::Revoke, Self::Cancel, Self::Read];

    /// The last part of its form's address.
    #[must_use]
    pub const fn slug(self) -> &'static str {
        match self {
            Self::Ask => "request",
            Self::Grant => "grant",
            Self::Refuse => "refuse",
            Self::Revoke => "revoke",
            Self::Cancel => "cancel",
            Self::Read => "read",
        }
    }

    /// What its button says.
    #[must_use]
    pub const fn label(self) -> &'static str {
        match self {
            Self::Ask => "authorisation-ask",
            Self::Grant => "authorisation-grant",
            Self::Refuse => "authorisation-refuse",
            Self::Revoke => "authorisation-revoke",
            Self::Cancel => "authorisation-cancel",
            Self::Read => "authorisation-read",
        }
    }

    /// Whether it needs operators at work on the ticket.
    const fn needs_work(self) -> bool {
        matches!(self, Self::Ask | Self::Grant | Self::Refuse | Self::Read)
    }
}

/// What happens to an authorisation there is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Event {
    Do(Deed),
    /// Its period is over.
    TimeOut,
    /// Its ticket has ended, or goes back to its filer.
    TicketLeaves,
}

/// How somebody stands to it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Side {
    Filer,
    Assignee,
    /// Asked for it, and has the ticket no more.
    Asker,
    Other,
}

impl Side {
    /// How `who` stands to what `asked_by` asked for on `ticket`.
    #[must_use]
    pub fn of(who: &Actor, ticket: &Ticket, asked_by: Option<i64>) -> Self {
        match Party::of(who, &ticket.filed()).relation {
            Relation::Filer if who.may(policy::Action::ReplyToTickets) => Self::Filer,
            Relation::Operator if ticket.assignee_id == Some(who.id) => Self::Assignee,
            Relation::Operator if asked_by == Some(who.id) => Self::Asker,
            _ => Self::Other,
        }
    }
}

/// Whether this is theirs to do at all.
#[must_use]
pub const fn may(deed: Deed, side: Side) -> bool {
    match deed {
        Deed::Ask | Deed::Read => matches!(side, Side::Assignee),
        Deed::Grant | Deed::Refuse | Deed::Revoke => matches!(side, Side::Filer),
        Deed::Cancel => matches!(side, Side::Assignee | Side::Asker),
    }
}

/// Whether operators are at work on a ticket in that state.
#[must_use]
pub const fn is_at_work(ticket: TicketState) -> bool {
    matches!(ticket, TicketState::Processing | TicketState::WaitingReply)
}

/// Whether the ticket allows it now.
///
/// # Errors
/// Says where the ticket stands.
pub fn allowed_in(ticket: TicketState, deed: Deed) -> Result<(), Text> {
    if deed.needs_work() && !is_at_work(ticket) {
        return Err(Text::new("authorisation-ticket-not-at-work").with("state", ticket.name()));
    }
    Ok(())
}

/// The state that `event` leads to; reading leaves it as it is. Every pair that isn't listed is refused.
///
/// # Errors
/// Says where the authorisation stands.
pub fn next(it: &Authorisation, event: Event, now: DateTime<Utc>) -> Result<State, Text> {
    match (it.state, event, it.valid) {
        (Asked, Event::Do(Deed::Grant), _) => Ok(Granted),
        (Asked, Event::Do(Deed::Refuse), _) => Ok(Refused),
        (Asked, Event::Do(Deed::Cancel) | Event::TicketLeaves, _) => Ok(Cancelled),
        (Granted, Event::Do(Deed::Revoke), _) => Ok(Revoked),
        (Granted, Event::Do(Deed::Read), Some(valid)) => in_force(valid, now).map(|()| Granted),
        (Granted, Event::TimeOut, Some(valid)) if valid.until <= now => Ok(Expired),
        (Granted, Event::TicketLeaves, _) => Ok(Expired),
        (from, ..) => Err(Text::new("authorisation-not-now").with("state", Text::new(from.label()))),
    }
}

/// Whether it is in force, to the moment, whatever jobs have run.
fn in_force(valid: Span, now: DateTime<Utc>) -> Result<(), Text> {
    if now < valid.from {
        return Err(Text::new("authorisation-not-yet").with("from", valid.from));
    }
    if valid.until <= now {
        return Err(Text::new("authorisation-over").with("until", valid.until));
    }
    Ok(())
}

#[cfg(test)]
mod tests;
